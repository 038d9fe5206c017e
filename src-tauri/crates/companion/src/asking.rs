//! The other one's copy. Erasing what I wrote takes nothing from my partner; I can ask them to
//! erase it too. They are asked once. Keeping it and not answering look the same from here:
//! only an erasure is told.

use chrono::{DateTime, Utc};
use couple::{PersonId, ThingId, journal::Audience};
use sync::frame::FrameId;
use vault::{Erasure, OtherCopy, Shared, Tx};

use crate::{
    Companion, CompanionError, EntrySummary, Notice, Origin,
    erasing::{MISSING, erase_here, hide},
    payload::{Payload, Places},
};

/// What a frame says of erasing, with who says it.
pub(crate) struct Told {
    pub(crate) by: PersonId,
    pub(crate) me: PersonId,
    pub(crate) what: What,
}

/// What is said.
pub(crate) enum What {
    Erased {
        thing: ThingId,
        frames: Vec<FrameId>,
    },
    Asked {
        thing: ThingId,
    },
    Reborn {
        old: ThingId,
        new: ThingId,
    },
}

impl Companion {
    /// Erases my copy of what my partner removed or erased. They are told only if they asked.
    ///
    /// # Errors
    /// [`CompanionError::NotPending`] when they did neither.
    pub fn erase_copy(&mut self, id: ThingId) -> Result<(), CompanionError> {
        let found = self.find(id)?;
        let author = found.row.entry.author;
        if found.audience != Audience::Ours
            || author == self.my_id()
            || found.row.entry.removed_at.is_none()
        {
            return Err(CompanionError::NotPending);
        }
        let now = self.now();
        let known = self.shared.erasure(id)?;
        let asked = known.is_some_and(|erasure| erasure.asked_at.is_some());
        let erasure = Erasure {
            copy: OtherCopy::Gone,
            ..known.unwrap_or(Erasure {
                thing: id,
                person: self.my_id(),
                at: now,
                asked_at: None,
                copy: OtherCopy::Open,
                successor: None,
            })
        };
        self.forget_in_memory(id);
        let payloads = if asked {
            Payload::erase(id, &self.my_frames_of(id)?)
        } else {
            Vec::new()
        };
        self.log_shared(&payloads, |tx| {
            tx.put_erasure(&erasure)?;
            erase_here(tx, id)
        })?;
        self.notice(Notice::EntryErased {
            id,
            origin: Origin::Me,
        });
        self.finish_erasing()
    }

    /// Keeps my copy of what my partner asked me to erase. Nothing is sent: it looks like no
    /// answer.
    ///
    /// # Errors
    /// [`CompanionError::NotPending`] when they did not ask.
    pub fn keep_copy(&mut self, id: ThingId) -> Result<(), CompanionError> {
        let erasure = self.shared.erasure(id)?;
        let mut erasure = erasure
            .filter(|erasure| erasure.person != self.my_id() && erasure.asked_at.is_some())
            .ok_or(CompanionError::NotPending)?;
        erasure.copy = OtherCopy::Kept;
        self.shared.write(|tx| tx.put_erasure(&erasure))?;
        self.notice(Notice::EntryKept {
            id,
            origin: Origin::Me,
        });
        Ok(())
    }

    /// Asks my partner to erase what I have erased already. Once: a second time changes nothing.
    ///
    /// # Errors
    /// [`CompanionError::NotPending`] when I have erased no such thing.
    pub fn ask_to_erase(&mut self, id: ThingId) -> Result<(), CompanionError> {
        let erasure = self.shared.erasure(id)?;
        let mut erasure = erasure
            .filter(|erasure| erasure.person == self.my_id())
            .ok_or(CompanionError::NotPending)?;
        if erasure.asked_at.is_some() || erasure.copy == OtherCopy::Gone {
            return Ok(());
        }
        erasure.asked_at = Some(self.now());
        self.log_shared(&[Payload::AskErase { thing: id.0 }], |tx| {
            Ok(tx.put_erasure(&erasure)?)
        })?;
        self.notice(Notice::SharingChanged);
        Ok(())
    }

    /// What my partner asks me to erase and I have not answered.
    pub(crate) fn asked_erasures(&self) -> Result<Vec<EntrySummary>, CompanionError> {
        let me = self.my_id();
        let mut asked = Vec::new();
        for erasure in self.shared.erasures()? {
            if erasure.person != me
                && erasure.asked_at.is_some()
                && erasure.copy == OtherCopy::Open
                && let Some(row) = self.shared.entry(erasure.thing)?
            {
                asked.push(self.summary(row.into_line(), Audience::Ours)?);
            }
        }
        Ok(asked)
    }

    /// What a frame says of erasing, ready to be applied; the inner error names why it is set
    /// aside.
    pub(crate) fn told(
        &self,
        by: Option<PersonId>,
        payload: &Payload,
    ) -> Result<Result<Told, &'static str>, CompanionError> {
        let Some(by) = by else {
            return Ok(Err("of nobody here"));
        };
        let me = self.my_id();
        let what = match payload {
            Payload::Erase { thing, places } => {
                let theirs = |places: &&Places| {
                    let couple = self.couple.as_ref();
                    couple.and_then(|couple| couple.roster.person_of(&places.device)) == Some(by.0)
                };
                if !places.iter().all(|places| theirs(&places)) {
                    return Ok(Err("an erasure in someone else's log"));
                }
                What::Erased {
                    thing: ThingId(*thing),
                    frames: places.iter().flat_map(Places::frames).collect(),
                }
            }
            Payload::AskErase { thing } => What::Asked {
                thing: ThingId(*thing),
            },
            Payload::Rebirth { old, new } => What::Reborn {
                old: ThingId(*old),
                new: ThingId(*new),
            },
            Payload::Update { .. }
            | Payload::Epoch { .. }
            | Payload::Leave
            | Payload::Sealed { .. }
            | Payload::Heads { .. }
            | Payload::Jar { .. }
            | Payload::Photo { .. } => {
                return Ok(Err("not of erasing"));
            }
        };
        if by != me {
            let (What::Erased { thing, .. }
            | What::Asked { thing }
            | What::Reborn { old: thing, .. }) = &what;
            if self.is_mine(*thing)? {
                // As with updates: an id that only we know must not be named from outside.
                return Ok(Err("the id of something else"));
            }
        }
        Ok(Ok(Told { by, me, what }))
    }
}

impl Told {
    /// The thing that is gone for its author from now on.
    pub(crate) fn erased(&self) -> Option<(ThingId, PersonId)> {
        match &self.what {
            What::Erased { thing, .. } => Some((*thing, self.by)),
            What::Asked { .. } | What::Reborn { .. } => None,
        }
    }

    /// Notes what was said, in the transaction that keeps its frame.
    pub(crate) fn apply(
        &self,
        tx: &Tx<'_, Shared>,
        now: DateTime<Utc>,
    ) -> Result<Option<Notice>, CompanionError> {
        match &self.what {
            What::Erased { thing, frames } => {
                for frame in frames {
                    tx.explain_missing(*frame, MISSING)?;
                }
                if self.by == self.me {
                    self.mine_again(tx, *thing, now)
                } else {
                    self.theirs(tx, *thing, now)
                }
            }
            What::Asked { thing } => self.asked(tx, *thing, now),
            What::Reborn { old, new } => self.reborn(tx, *old, *new, now),
        }
    }

    /// My own word, from before this home was put back to an earlier day: it still holds.
    fn mine_again(
        &self,
        tx: &Tx<'_, Shared>,
        thing: ThingId,
        now: DateTime<Utc>,
    ) -> Result<Option<Notice>, CompanionError> {
        let author = tx.entry(thing)?.map_or(self.me, |row| row.entry.author);
        let known = tx.erasure(thing)?;
        let mut erasure = known.unwrap_or_else(|| self.erasure(thing, now));
        if author != self.me || erasure.person != self.me {
            erasure.copy = OtherCopy::Gone;
        }
        tx.put_erasure(&erasure)?;
        erase_here(tx, thing)?;
        Ok(Some(Notice::EntryErased {
            id: thing,
            origin: Origin::Me,
        }))
    }

    fn theirs(
        &self,
        tx: &Tx<'_, Shared>,
        thing: ThingId,
        now: DateTime<Utc>,
    ) -> Result<Option<Notice>, CompanionError> {
        let row = tx.entry(thing)?;
        match (tx.erasure(thing)?, row) {
            // The answer to what I asked.
            (Some(mut erasure), _) if erasure.person == self.me => {
                if erasure.asked_at.is_none() || erasure.copy == OtherCopy::Gone {
                    return Ok(None);
                }
                erasure.copy = OtherCopy::Gone;
                tx.put_erasure(&erasure)?;
                Ok(Some(Notice::EntryErased {
                    id: thing,
                    origin: Origin::Partner,
                }))
            }
            // What they wrote: they have taken their own copy away, and mine leaves the lists.
            (known, Some(row)) if row.entry.author == self.by => {
                let erasure = known.unwrap_or_else(|| self.erasure(thing, now));
                tx.put_erasure(&erasure)?;
                let waits = match erasure.successor {
                    Some(new) => tx.entry(new)?.is_none(),
                    None => false,
                };
                if waits {
                    return Ok(None);
                }
                hide(tx, thing, now)?;
                Ok(Some(Notice::EntryRemoved {
                    id: thing,
                    origin: Origin::Partner,
                }))
            }
            // It never came here, and shall not come late.
            (None, None) => {
                tx.put_erasure(&self.erasure(thing, now))?;
                Ok(None)
            }
            // What I wrote is not theirs to erase.
            _ => Ok(None),
        }
    }

    fn asked(
        &self,
        tx: &Tx<'_, Shared>,
        thing: ThingId,
        now: DateTime<Utc>,
    ) -> Result<Option<Notice>, CompanionError> {
        let Some(mut erasure) = tx.erasure(thing)? else {
            // Who keeps it themselves can't ask.
            return Ok(None);
        };
        let nothing_here = self.by != self.me && tx.entry(thing)?.is_none();
        if erasure.person != self.by || erasure.asked_at.is_some() || nothing_here {
            return Ok(None);
        }
        erasure.asked_at = Some(now);
        tx.put_erasure(&erasure)?;
        Ok((self.by != self.me).then_some(Notice::ErasureAsked { id: thing }))
    }

    fn reborn(
        &self,
        tx: &Tx<'_, Shared>,
        old: ThingId,
        new: ThingId,
        now: DateTime<Utc>,
    ) -> Result<Option<Notice>, CompanionError> {
        let theirs = tx
            .entry(old)?
            .is_some_and(|row| row.entry.author == self.by);
        if theirs && tx.erasure(old)?.is_none() {
            tx.put_erasure(&Erasure {
                successor: Some(new),
                ..self.erasure(old, now)
            })?;
        }
        Ok(None)
    }

    fn erasure(&self, thing: ThingId, now: DateTime<Utc>) -> Erasure {
        Erasure {
            thing,
            person: self.by,
            at: now,
            asked_at: None,
            copy: OtherCopy::Open,
            successor: None,
        }
    }
}
