//! Who belongs to a space: the founders' devices, and signed additions and removals since.
//!
//! The state is a function of the *set* of records, so two devices that received them in different
//! orders agree. A removal starts a new generation of the person's root and lists the devices that
//! stay; a lost device still holds the old root, but what it signs with it is void from then on.

mod record;

use std::collections::{BTreeMap, BTreeSet};

pub use record::{Addition, LastSeen, Removal, RosterRecord};

use crate::person::{DeviceCertificate, PersonError};

/// The most devices a space has.
pub const MAX_DEVICES: usize = 12;

/// Why a record is not part of a roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RosterError {
    /// The certificate or the record cannot be read or is forged.
    #[error(transparent)]
    Person(#[from] PersonError),
    /// Made for another space.
    #[error("the record is for another space")]
    OtherSpace,
    /// About a person who is not one of the founders.
    #[error("the record is about a person who does not belong to this space")]
    Stranger,
    /// Signed by a generation of the root that has been replaced.
    #[error("the record is by generation {0} of a root, which has been replaced")]
    Void(u32),
    /// Signed by a generation not heard of yet: try again after other records have come.
    #[error("the record is by generation {0} of a root, which is not known yet")]
    NotYetKnown(u32),
    /// Two different successors of one generation exist; nothing changes until people compared
    /// pictures again.
    #[error("changes to this person's devices are frozen")]
    Frozen,
    /// The device already belongs to another person of this space.
    #[error("the device already belongs to another person")]
    DeviceTaken,
    /// [`MAX_DEVICES`] reached. (Where two additions cross, the later one is refused until a
    /// removal makes room, so devices may disagree until then.)
    #[error("a space has at most {MAX_DEVICES} devices")]
    Full,
    /// Founders must be at least one, each another person.
    #[error("a space is founded by different persons, with one device each")]
    BadFounders,
}

/// What a record did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applied {
    /// The roster has changed.
    Changed,
    /// The record was known, or told nothing new.
    Nothing,
    /// The record contradicts an earlier one: changes to this person's devices are now frozen.
    Froze,
}

#[derive(Clone)]
struct Person {
    /// From the generation the founding certificate was signed by onwards.
    roots: Vec<[u8; 32]>,
    first_generation: u32,
    frozen: bool,
    active: BTreeMap<[u8; 32], DeviceCertificate>,
    /// Of removed devices: what of each log still counts.
    last: BTreeMap<([u8; 32], u32), u64>,
}

/// Who belongs to a space. Cheap to clone: a few certificates.
#[derive(Clone)]
pub struct Roster {
    space: [u8; 32],
    founders: Vec<DeviceCertificate>,
    records: BTreeSet<RosterRecord>,
    people: BTreeMap<[u8; 16], Person>,
}

impl Roster {
    /// A space as its founders made it: one device of each person, as pairing brings them.
    pub fn founded(space: [u8; 32], founders: &[DeviceCertificate]) -> Result<Self, RosterError> {
        let distinct = |of: fn(&DeviceCertificate) -> Vec<u8>| {
            founders.iter().map(of).collect::<BTreeSet<_>>().len() == founders.len()
        };
        if founders.is_empty()
            || founders.len() > MAX_DEVICES
            || !distinct(|founder| founder.person.to_vec())
            || !distinct(|founder| founder.root_public.to_vec())
            || !distinct(|founder| founder.card.sign.to_vec())
        {
            return Err(RosterError::BadFounders);
        }
        for founder in founders {
            founder.verify()?;
        }
        let mut roster = Self {
            space,
            founders: founders.to_vec(),
            records: BTreeSet::new(),
            people: BTreeMap::new(),
        };
        roster.people = roster.computed();
        Ok(roster)
    }

    /// Takes in a record, or says why it does not count.
    pub fn apply(&mut self, record: &RosterRecord) -> Result<Applied, RosterError> {
        if *record.space() != self.space {
            return Err(RosterError::OtherSpace);
        }
        if self.records.contains(record) {
            return Ok(Applied::Nothing);
        }
        let person = self
            .people
            .get(record.person())
            .ok_or(RosterError::Stranger)?;
        self.check(record, person)?;

        let was_frozen = person.frozen;
        let mut changed = self.clone();
        changed.records.insert(record.clone());
        changed.people = changed.computed();
        if changed.devices().len() > MAX_DEVICES {
            return Err(RosterError::Full);
        }
        let froze = !was_frozen && changed.is_frozen(record.person());
        *self = changed;
        Ok(if froze {
            Applied::Froze
        } else {
            Applied::Changed
        })
    }

    fn check(&self, record: &RosterRecord, person: &Person) -> Result<(), RosterError> {
        let generation = record.generation();
        let Some(index) = generation.checked_sub(person.first_generation) else {
            return Err(RosterError::Void(generation));
        };
        let root = usize::try_from(index)
            .ok()
            .and_then(|index| person.roots.get(index));
        let Some(root) = root else {
            return Err(if person.frozen {
                RosterError::Frozen
            } else {
                RosterError::NotYetKnown(generation)
            });
        };
        record.verify(root)?;
        let RosterRecord::Added(addition) = record else {
            return Ok(());
        };
        let id = addition.certificate.card.sign;
        // An old root's word still counts when those who replaced it knew the device and kept it:
        // it has merely arrived late.
        let stays = self
            .removals(record.person())
            .filter(|removal| removal.generation >= generation)
            .all(|removal| removal.kept.contains(&id));
        if !stays {
            return Err(RosterError::Void(generation));
        }
        match self.person_of(&id) {
            Some(owner) if owner != *record.person() => Err(RosterError::DeviceTaken),
            _ => Ok(()),
        }
    }

    fn removals<'a>(&'a self, person: &'a [u8; 16]) -> impl Iterator<Item = &'a Removal> {
        self.records.iter().filter_map(move |record| match record {
            RosterRecord::Removed(removal) if removal.person == *person => Some(removal),
            _ => None,
        })
    }

    fn computed(&self) -> BTreeMap<[u8; 16], Person> {
        self.founders
            .iter()
            .map(|founder| (founder.person, self.computed_person(founder)))
            .collect()
    }

    fn computed_person(&self, founder: &DeviceCertificate) -> Person {
        let mut person = Person {
            roots: vec![founder.root_public],
            first_generation: founder.generation,
            frozen: false,
            active: BTreeMap::from([(founder.card.sign, founder.clone())]),
            last: BTreeMap::new(),
        };
        let mut generation = founder.generation;
        loop {
            for record in &self.records {
                if let RosterRecord::Added(addition) = record
                    && addition.certificate.person == founder.person
                    && addition.certificate.generation == generation
                {
                    // The first in the order of the set wins, whichever came first.
                    person
                        .active
                        .entry(addition.certificate.card.sign)
                        .or_insert_with(|| addition.certificate.clone());
                }
            }
            let successors: Vec<&Removal> = self
                .removals(&founder.person)
                .filter(|removal| removal.generation == generation)
                .collect();
            for removal in &successors {
                if !planted::has(planted::Bug::RemovalIgnored) {
                    person.remove(removal);
                }
            }
            match successors.as_slice() {
                [] => return person,
                [removal] => person.roots.push(removal.next_root),
                _ => {
                    person.frozen = true;
                    return person;
                }
            }
            let Some(next) = generation.checked_add(1) else {
                return person;
            };
            generation = next;
        }
    }

    /// The space this roster is of.
    #[must_use]
    pub fn space(&self) -> &[u8; 32] {
        &self.space
    }

    /// The persons who founded the space, in the order of their ids.
    #[must_use]
    pub fn people(&self) -> Vec<[u8; 16]> {
        self.people.keys().copied().collect()
    }

    /// The devices of the space, in the order of their ids: those an epoch is wrapped to.
    #[must_use]
    pub fn devices(&self) -> Vec<&DeviceCertificate> {
        let devices: BTreeMap<_, _> = self
            .people
            .values()
            .flat_map(|person| &person.active)
            .collect();
        devices.into_values().collect()
    }

    /// The certificate of a device that belongs to the space now.
    #[must_use]
    pub fn device(&self, id: &[u8; 32]) -> Option<&DeviceCertificate> {
        self.people
            .values()
            .find_map(|person| person.active.get(id))
    }

    /// Whose device this is, while it belongs to the space.
    #[must_use]
    pub fn person_of(&self, device: &[u8; 32]) -> Option<[u8; 16]> {
        self.device(device).map(|certificate| certificate.person)
    }

    /// Whether a device belongs to the space now and may write.
    #[must_use]
    pub fn may_write(&self, device: &[u8; 32]) -> bool {
        self.device(device).is_some()
    }

    /// Whether a frame counts: all those of the devices that belong to the space, and of a removed
    /// device those up to where its removal cut its logs.
    #[must_use]
    pub fn accepts(&self, device: &[u8; 32], incarnation: u32, seq: u64) -> bool {
        self.may_write(device)
            || self.people.values().any(|person| {
                person
                    .last
                    .get(&(*device, incarnation))
                    .is_some_and(|end| seq < *end)
            })
    }

    /// Whether two successors of one root exist, so that nothing about this person's devices
    /// changes until pictures have been compared again.
    #[must_use]
    pub fn is_frozen(&self, person: &[u8; 16]) -> bool {
        self.people.get(person).is_some_and(|known| known.frozen)
    }

    /// The generation and public root that this person's records must be signed by now.
    #[must_use]
    pub fn root(&self, person: &[u8; 16]) -> Option<(u32, [u8; 32])> {
        let known = self.people.get(person)?;
        let newer = u32::try_from(known.roots.len().checked_sub(1)?).ok()?;
        Some((
            known.first_generation.checked_add(newer)?,
            *known.roots.last()?,
        ))
    }
}

impl Person {
    fn remove(&mut self, removal: &Removal) {
        let gone: Vec<[u8; 32]> = self
            .active
            .keys()
            .filter(|id| !removal.kept.contains(*id))
            .copied()
            .collect();
        for id in gone {
            self.active.remove(&id);
        }
        // Of several removals the strictest end counts.
        for seen in &removal.last {
            self.last
                .entry((seen.device, seen.incarnation))
                .and_modify(|end| *end = seen.next_seq.min(*end))
                .or_insert(seen.next_seq);
        }
    }
}

#[cfg(test)]
mod tests;
