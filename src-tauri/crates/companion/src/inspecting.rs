//! What tests see of a home that no screen shows: how far each log goes, what a document says,
//! and every text that the shared vault can give away. Under the feature `inspect`, which
//! `testkit` alone asks for.

use std::collections::BTreeMap;

use couple::{PersonId, ThingId, ThingKind, reply::Reply};
use replica::{EntryDoc, FieldsDoc, OutingDoc};
use sync::{
    frame::LogId,
    log::{ForkProof, Head},
};

use crate::{
    Companion, CompanionError,
    arriving::frame_of,
    own_ideas::stands,
    records::{RECORDS, row_of},
};

/// The space of two, as it is on one side's disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpaceInside {
    /// Its id.
    pub id: [u8; 32],
    /// How far each log goes on this disk.
    pub heads: Vec<Head>,
    /// The log that is written now.
    pub writing: LogId,
    /// How far my logs are confirmed by the partner's computer, as this side believes.
    pub confirmed: Vec<Head>,
    /// Where logs have split, as far as is known here.
    pub forks: Vec<sync::FrameId>,
}

/// What a modified program of this device could use.
pub struct SecretsInside {
    /// The device's secrets, encoded as `keys` has it.
    pub device: Vec<u8>,
    /// The space.
    pub space: [u8; 32],
    /// The key of epoch 0.
    pub roster_key: [u8; 32],
    /// The epochs, by number.
    pub epochs: Vec<(u32, [u8; 32])>,
    /// Where its own log ends.
    pub head: Head,
}

impl Companion {
    /// What a modified program of this device could use, or `None` without a partner.
    #[must_use]
    pub fn inspect_secrets(&self) -> Option<SecretsInside> {
        let couple = self.partner()?;
        Some(SecretsInside {
            device: self.me.device.to_bytes().to_vec(),
            space: couple.space(),
            roster_key: couple.roster_key,
            epochs: couple
                .epochs
                .iter()
                .map(|epoch| (epoch.record.number, *epoch.secret.as_bytes()))
                .collect(),
            head: couple.ledger.head(),
        })
    }

    /// The space, or `None` without a partner.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn inspect_space(&self) -> Result<Option<SpaceInside>, CompanionError> {
        let Some(couple) = self.partner() else {
            return Ok(None);
        };
        let heads: Vec<Head> = self
            .shared
            .heads()?
            .into_iter()
            .map(|row| row.head)
            .filter(|head| head.next_seq > 0)
            .collect();
        let me = self.me.device.public().id();
        let partner = couple.partner_device();
        let confirmed = heads
            .iter()
            .filter(|head| head.log.device.0 == me)
            .map(|head| couple.session.confirmed(&partner, head.log))
            .collect();
        let mut forks: Vec<sync::FrameId> = self.kept_forks()?.iter().map(ForkProof::id).collect();
        forks.sort();
        Ok(Some(SpaceInside {
            id: couple.space(),
            heads,
            writing: couple.ledger.log(),
            confirmed,
            forks,
        }))
    }

    /// Every shared thing: what its document says, which operations it is made of, and whether
    /// the list says the same.
    ///
    /// # Errors
    /// Whatever reading brings, also a document that can't be read.
    pub fn inspect_things(&self) -> Result<BTreeMap<ThingId, String>, CompanionError> {
        let mut things = BTreeMap::new();
        for id in self.shared.things(ThingKind::Entry)? {
            let document = EntryDoc::open(&self.shared.updates(id)?)?;
            let (value, listed) = (document.value()?, self.shared.entry(id)?);
            let same = listed.is_some_and(|row| row.entry == value);
            let version = document.version();
            things.insert(id, format!("{same} {value:?} {version:?}"));
        }
        for id in self.shared.things(ThingKind::Outing)? {
            let document = OutingDoc::open(&self.shared.updates(id)?)?;
            let (value, listed) = (document.value()?, self.shared.outing(id)?);
            let same = listed.as_ref() == Some(&value);
            let version = document.version();
            things.insert(id, format!("{same} {value:?} {version:?}"));
        }
        for id in self.shared.things(ThingKind::Reply)? {
            let document = FieldsDoc::open(ThingKind::Reply, &self.shared.updates(id)?)?;
            let value = (document.record::<Reply>()?, document.value()?.removed_at);
            let listed = self.shared.reply(id)?;
            let same = listed.is_some_and(|row| (row.reply, row.removed_at) == value);
            let version = document.version();
            things.insert(id, format!("{same} {value:?} {version:?}"));
        }
        for id in self.shared.things(ThingKind::Idea)? {
            let document = FieldsDoc::open(ThingKind::Idea, &self.shared.updates(id)?)?;
            let value = stands(&document)?;
            let same = self.shared.own_idea(id)?.as_ref() == Some(&value);
            let version = document.version();
            things.insert(id, format!("{same} {value:?} {version:?}"));
        }
        for kind in RECORDS {
            for id in self.shared.things(*kind)? {
                let document = FieldsDoc::open(*kind, &self.shared.updates(id)?)?;
                let value = row_of(*kind, &document)?;
                let same = self.shared.record(id)?.as_ref() == Some(&value);
                let version = document.version();
                things.insert(id, format!("{same} {value:?} {version:?}"));
            }
        }
        Ok(things)
    }

    /// Everything in the shared vault that could give a text away, opened: what each frame holds
    /// and what each document is made of.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn inspect_texts(&self) -> Result<Vec<Vec<u8>>, CompanionError> {
        let mut texts = Vec::new();
        for row in self.shared.heads()? {
            for frame in self.shared.frames(row.head.log, 0, usize::MAX)? {
                let Some(frame) = frame_of(&frame) else {
                    continue;
                };
                if let Some(body) = frame.body.as_deref()
                    && let Ok(payload) = self.open(&frame, body)
                {
                    texts.push(payload.encode()?);
                }
            }
        }
        let documents = [
            ThingKind::Entry,
            ThingKind::Outing,
            ThingKind::Reply,
            ThingKind::Idea,
        ];
        for kind in documents.iter().chain(RECORDS).copied() {
            for id in self.shared.things(kind)? {
                texts.extend(self.shared.updates(id)?);
            }
        }
        for entry in self.shared.list_entries(None, usize::MAX >> 1)? {
            texts.push(format!("{} {}", entry.title, entry.opening).into_bytes());
        }
        Ok(texts)
    }

    /// Every frame on this disk, log by log.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn inspect_frames(&self) -> Result<Vec<sync::Frame>, CompanionError> {
        let mut frames = Vec::new();
        for row in self.shared.heads()? {
            let rows = self.shared.frames(row.head.log, 0, usize::MAX)?;
            frames.extend(rows.iter().filter_map(frame_of));
        }
        Ok(frames)
    }

    /// Who I am in documents.
    #[must_use]
    pub fn inspect_me(&self) -> PersonId {
        self.my_id()
    }

    /// Who wrote an entry.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`].
    pub fn inspect_author(&self, id: ThingId) -> Result<PersonId, CompanionError> {
        Ok(self.find(id)?.row.entry.author)
    }

    /// Why each update that lies aside does so.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn inspect_aside(&self) -> Result<Vec<String>, CompanionError> {
        let aside = self.shared.set_aside()?;
        Ok(aside.into_iter().map(|(_, aside)| aside.reason).collect())
    }
}
