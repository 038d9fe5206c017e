//! A run as the two logs tell it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Beginning, Commitment, FOLDS_AFTER, Form, LATE, MOST_VERSIONS, Stage, Standing};
use crate::{PersonId, ThingId};

/// What both have said in one run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Its id.
    pub id: ThingId,
    /// How it began; `None` while that has not come yet.
    pub beginning: Option<Beginning>,
    sides: BTreeMap<PersonId, Side>,
}

/// What one of them has said, in the order of their log.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Side {
    versions: Vec<Version>,
    pins: Vec<Commitment>,
    taken_back: Vec<TakenBack>,
    released: Option<(u32, [u8; 32])>,
    declined: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Version {
    commitment: Commitment,
    open: Vec<u8>,
}

/// Withdraws the versions up to `through`; said after so many pins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct TakenBack {
    through: u32,
    pins: usize,
}

/// One thing that one of them says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// It begins.
    Began(Beginning),
    /// A text, sealed.
    Sealed {
        /// Which of theirs, from 1.
        version: u32,
        /// What binds them to it.
        commitment: Commitment,
        /// What may be read at once.
        open: Vec<u8>,
    },
    /// The other's text that they have seen.
    Pinned(Commitment),
    /// The key of their own.
    Released {
        /// Which of theirs.
        version: u32,
        /// The key.
        key: [u8; 32],
    },
    /// Theirs is withdrawn.
    TakenBack {
        /// Up to this version.
        through: u32,
    },
    /// No, thank you.
    Declined,
}

/// A step that nobody keeping the rules would have taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// A run begins once.
    #[error("a run that has begun already")]
    BegunAlready,
    /// Versions count from 1 without a hole.
    #[error("an answer out of its order")]
    OutOfOrder,
    /// Nothing is sealed or taken back after the key was given away.
    #[error("a change after the release")]
    AfterRelease,
    /// Of something that is not there.
    #[error("a step about an answer that is not there")]
    NotThere,
    /// Not in this kind of run, or not by this person.
    #[error("a step that does not belong in this run")]
    NotHere,
    /// More than anyone needs.
    #[error("too many steps in one run")]
    TooMany,
}

/// What a device does by itself for its person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Say which answer of the other's was seen.
    Pin(Commitment),
    /// Give away the key of this version.
    Release(u32),
}

impl Run {
    /// Nothing is known of it yet.
    #[must_use]
    pub fn new(id: ThingId) -> Self {
        Self {
            id,
            beginning: None,
            sides: BTreeMap::new(),
        }
    }

    fn form(&self) -> Option<&Form> {
        self.beginning.as_ref().map(|beginning| &beginning.form)
    }

    fn is_for_both(&self) -> bool {
        self.form().is_some_and(Form::is_for_both)
    }

    fn is_by(&self, who: PersonId) -> bool {
        self.beginning.as_ref().is_some_and(|it| it.by == who)
    }

    /// Takes in the next step of a person's log.
    ///
    /// # Errors
    /// [`Refused`]; nothing has changed then.
    pub fn take(&mut self, who: PersonId, step: Step) -> Result<(), Refused> {
        let allowed = match self.form() {
            None => true,
            Some(Form::Question(_) | Form::Talk) => !matches!(step, Step::Declined),
            Some(Form::Letter { .. }) => {
                self.is_by(who) && !matches!(step, Step::Declined | Step::Pinned(_))
            }
            Some(Form::Surprise) if self.is_by(who) => {
                !matches!(step, Step::Declined | Step::Pinned(_))
            }
            Some(Form::Surprise) => matches!(step, Step::Declined),
        };
        if matches!(step, Step::Began(_)) && self.beginning.is_some() {
            return Err(Refused::BegunAlready);
        }
        if !allowed {
            return Err(Refused::NotHere);
        }
        let surprise = self.form().is_none_or(|form| *form == Form::Surprise);
        let side = self.sides.entry(who).or_default();
        let count = u32::try_from(side.versions.len()).unwrap_or(u32::MAX);
        match step {
            Step::Began(beginning) => self.beginning = Some(beginning),
            Step::Sealed { .. } | Step::TakenBack { .. } if side.released.is_some() => {
                return Err(Refused::AfterRelease);
            }
            Step::Sealed { version, .. } if version != count.saturating_add(1) => {
                return Err(Refused::OutOfOrder);
            }
            Step::Sealed { .. } if side.versions.len() >= MOST_VERSIONS => {
                return Err(Refused::TooMany);
            }
            Step::Sealed { open, .. } if !open.is_empty() && !surprise => {
                return Err(Refused::NotHere);
            }
            Step::Sealed {
                commitment, open, ..
            } => side.versions.push(Version { commitment, open }),
            Step::Pinned(commitment) if side.pins.contains(&commitment) => {}
            Step::Pinned(_) if side.pins.len() >= MOST_VERSIONS => return Err(Refused::TooMany),
            Step::Pinned(commitment) => side.pins.push(commitment),
            Step::Released { version, .. } if version == 0 || version > count => {
                return Err(Refused::NotThere);
            }
            Step::Released { .. } if side.released.is_some() => return Err(Refused::AfterRelease),
            Step::Released { version, key } => side.released = Some((version, key)),
            Step::TakenBack { through } if through == 0 || through > count => {
                return Err(Refused::NotThere);
            }
            Step::TakenBack { .. } if side.taken_back.len() >= MOST_VERSIONS => {
                return Err(Refused::TooMany);
            }
            Step::TakenBack { through } => {
                let pins = side.pins.len();
                side.taken_back.push(TakenBack { through, pins });
            }
            Step::Declined => side.declined = true,
        }
        Ok(())
    }

    /// The commitment and the open part of a person's version.
    #[must_use]
    pub fn version(&self, who: PersonId, version: u32) -> Option<(&Commitment, &[u8])> {
        let at = usize::try_from(version).ok()?.checked_sub(1)?;
        let found = self.sides.get(&who)?.versions.get(at)?;
        Some((&found.commitment, &found.open))
    }

    /// How many versions a person has sealed.
    #[must_use]
    pub fn versions(&self, who: PersonId) -> u32 {
        let count = self.sides.get(&who).map_or(0, |side| side.versions.len());
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// Whether one of a person's versions has this commitment.
    #[must_use]
    pub fn has_version(&self, who: PersonId, commitment: &Commitment) -> bool {
        self.number_of(who, commitment).is_some()
    }

    fn number_of(&self, who: PersonId, commitment: &Commitment) -> Option<u32> {
        let versions = &self.sides.get(&who)?.versions;
        let at = versions
            .iter()
            .position(|it| it.commitment == *commitment)?;
        u32::try_from(at).ok()?.checked_add(1)
    }

    /// Up to which version each has withdrawn theirs. To take back is void while one has pinned
    /// something of the other's that stands; two that would excuse each other are void both.
    fn withdrawn(&self) -> BTreeMap<PersonId, u32> {
        let mut through: BTreeMap<PersonId, u32> = BTreeMap::new();
        loop {
            let mut grown = false;
            for (who, side) in &self.sides {
                let now = through.get(who).copied().unwrap_or(0);
                let holds = |back: &&TakenBack| {
                    back.through > now
                        && side.pins.iter().take(back.pins).all(|pin| {
                            self.sides
                                .keys()
                                .filter(|other| *other != who)
                                .all(|other| {
                                    let stands = through.get(other).copied().unwrap_or(0);
                                    self.number_of(*other, pin).is_none_or(|it| it <= stands)
                                })
                        })
                };
                if let Some(back) = side
                    .taken_back
                    .iter()
                    .filter(holds)
                    .max_by_key(|it| it.through)
                {
                    through.insert(*who, back.through);
                    grown = true;
                }
            }
            if !grown {
                return through;
            }
        }
    }

    /// Up to which version a person has withdrawn theirs; 0 for none.
    #[must_use]
    pub fn withdrawn_through(&self, who: PersonId) -> u32 {
        self.withdrawn().get(&who).copied().unwrap_or(0)
    }

    /// A person's last version that is not withdrawn.
    fn standing_version(&self, who: PersonId) -> Option<u32> {
        let last = self.versions(who);
        (last > self.withdrawn_through(who)).then_some(last)
    }

    /// The version of `of` that `by` has bound them to.
    fn pinned(&self, by: PersonId, of: PersonId) -> Option<u32> {
        let gone = self.withdrawn_through(of);
        let mut pins = self.sides.get(&by)?.pins.iter();
        pins.find_map(|pin| self.number_of(of, pin).filter(|version| *version > gone))
    }

    fn released(&self, who: PersonId) -> Option<(u32, [u8; 32])> {
        self.sides.get(&who)?.released
    }

    fn declined(&self) -> bool {
        self.sides.values().any(|side| side.declined)
    }

    /// When a question folds away that not both have answered. `seen` is when it came here. A talk waits.
    #[must_use]
    pub fn folds_at(&self, seen: DateTime<Utc>) -> DateTime<Utc> {
        if self.form() == Some(&Form::Talk) {
            return DateTime::<Utc>::MAX_UTC;
        }
        let began = self
            .beginning
            .as_ref()
            .map_or(seen, |it| it.began.min(seen));
        began
            .checked_add_signed(FOLDS_AFTER)
            .unwrap_or(DateTime::<Utc>::MAX_UTC)
    }

    /// Where it stands for `me`. `passed`: I let it pass. `seen`: when it came here.
    #[must_use]
    pub fn standing(
        &self,
        me: PersonId,
        other: PersonId,
        now: DateTime<Utc>,
        seen: DateTime<Utc>,
        passed: bool,
    ) -> Standing {
        if self.is_for_both() {
            return self.question(me, other, now, seen, passed);
        }
        let author = if self.is_by(me) { me } else { other };
        let mine = self.standing_version(me);
        let given = self.released(me).is_some();
        let theirs = (author == other).then(|| self.released(other)).flatten();
        let stage = if self.released(author).is_some() {
            Stage::Opened
        } else if self.declined() {
            Stage::Declined
        } else if self.standing_version(author).is_some() {
            Stage::Waiting
        } else {
            Stage::Withdrawn
        };
        Standing {
            stage,
            mine,
            too_late: None,
            theirs,
            given,
            may_write: author == me && !given && stage != Stage::Declined,
            may_take_back: author == me && !given && mine.is_some(),
        }
    }

    fn question(
        &self,
        me: PersonId,
        other: PersonId,
        now: DateTime<Utc>,
        seen: DateTime<Utc>,
        passed: bool,
    ) -> Standing {
        let (bound, bound_them) = (self.pinned(other, me), self.pinned(me, other));
        let last = self.standing_version(me);
        let given = self.released(me);
        let theirs = self
            .released(other)
            .filter(|(version, _)| bound_them == Some(*version));
        let opened = given.is_some_and(|(version, _)| bound == Some(version)) && theirs.is_some();
        let mut end = self.folds_at(seen);
        if bound.is_some() && bound_them.is_some() {
            end = end.checked_add_signed(LATE).unwrap_or(end);
        }
        let over = now >= end;
        let stage = if opened {
            Stage::Opened
        } else if over {
            Stage::FoldedAway
        } else if last.is_some() {
            Stage::Waiting
        } else if passed {
            Stage::Passed
        } else {
            Stage::Open
        };
        Standing {
            stage,
            mine: bound.or(last),
            too_late: last.filter(|last| bound.is_some_and(|bound| bound < *last)),
            theirs: theirs.filter(|_| opened),
            given: given.is_some(),
            may_write: !over && !opened && bound.is_none() && given.is_none(),
            may_take_back: last.is_some()
                && bound.is_none()
                && bound_them.is_none()
                && given.is_none(),
        }
    }

    /// What the device of `me` does now. `opens` is when a surprise of mine opens by itself.
    #[must_use]
    pub fn next(
        &self,
        me: PersonId,
        other: PersonId,
        now: DateTime<Utc>,
        seen: DateTime<Utc>,
        opens: Option<DateTime<Utc>>,
    ) -> Option<Next> {
        if self.released(me).is_some() {
            return None;
        }
        let last = self.standing_version(me)?;
        let due = match self.form()? {
            Form::Question(_) | Form::Talk => {
                if let Some(bound_them) = self.pinned(me, other) {
                    let stands = self.version(other, bound_them).is_some();
                    return self.pinned(other, me).filter(|_| stands).map(Next::Release);
                }
                let theirs = self.standing_version(other)?;
                let folds = self.folds_at(seen);
                let end = folds.checked_add_signed(LATE).unwrap_or(folds);
                let (commitment, _) = self.version(other, theirs)?;
                return (now < end).then_some(Next::Pin(*commitment));
            }
            Form::Letter { opens } => Some(*opens),
            Form::Surprise => opens,
        };
        (self.is_by(me) && !self.declined() && due.is_some_and(|due| due <= now))
            .then_some(Next::Release(last))
    }
}
