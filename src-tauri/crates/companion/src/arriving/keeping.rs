//! What a foreign frame brings, written, and what is to be told of it.

use chrono::{DateTime, Utc};
use couple::{ThingId, ThingKind, outing::OwnIdea, reply::Reply};
use replica::{Record as _, check::Value};
use vault::{OwnIdeaRow, Shared, Tx};

use super::Prepared;
use crate::{
    Companion, CompanionError, Notice, Origin,
    erasing::hide,
    records::{self, RECORDS},
};

impl Companion {
    /// What else happens here when something of the partner's is on disk.
    pub(super) fn thing_came(
        &mut self,
        thing: ThingId,
        kind: ThingKind,
    ) -> Result<(), CompanionError> {
        match kind {
            ThingKind::Entry => self.shared_again(thing),
            ThingKind::Idea | ThingKind::Note | ThingKind::OurDate => self.idea_shared_again(thing),
            ThingKind::Wish => {
                self.idea_shared_again(thing)?;
                self.wish_came(thing)
            }
            ThingKind::Ahead => self.ahead_came(thing),
            ThingKind::Calm => self.calm_came(thing),
            ThingKind::Talk => self.in_step_came(thing),
            ThingKind::Outing => self.look_after_confirming(thing),
            ThingKind::Ritual => self.look_after_ritual(thing),
            _ => Ok(()),
        }
    }
}

impl Prepared {
    /// Writes what a foreign frame brings, and says what is to be told of it.
    pub(super) fn settle(
        &self,
        tx: &Tx<'_, Shared>,
        now: DateTime<Utc>,
    ) -> Result<Option<Notice>, CompanionError> {
        if let Some(told) = &self.told {
            return told.apply(tx, now);
        }
        if let Some(step) = &self.step {
            step.keep(tx, self.row.id, now)?;
        }
        if let Some(piece) = &self.piece {
            piece.keep(tx)?;
        }
        if let Some(word) = &self.jar {
            crate::jar::hear(tx, word, now)?;
        }
        let Some((thing, kind, update, value)) = &self.update else {
            return Ok(None);
        };
        tx.append_update(*thing, *kind, Some(self.row.id), update)?;
        project(tx, *kind, value, now)
    }
}

/// Writes what a foreign update makes of its thing.
fn project(
    tx: &Tx<'_, Shared>,
    kind: ThingKind,
    value: &Value,
    now: DateTime<Utc>,
) -> Result<Option<Notice>, CompanionError> {
    Ok(match value {
        Value::Entry(entry) => {
            let id = entry.id;
            tx.put_entry(entry)?;
            // What was written anew takes the place of what it was.
            let before = tx.predecessor(id)?;
            if let Some(before) = before {
                hide(tx, before, now)?;
            }
            Some(if entry.removed_at.is_some() {
                Notice::EntryRemoved {
                    id,
                    origin: Origin::Partner,
                }
            } else if before.is_some() {
                Notice::EntryKept {
                    id,
                    origin: Origin::Partner,
                }
            } else {
                Notice::EntryArrived { id }
            })
        }
        Value::Outing(outing) => {
            tx.put_outing(outing)?;
            Some(Notice::OutingChanged {
                id: outing.id,
                origin: Origin::Partner,
            })
        }
        Value::Fields(value) if kind == ThingKind::Idea => {
            let idea = OwnIdea::from_fields(value.id, &value.fields);
            let Ok(idea) = idea else {
                return Ok(None);
            };
            let removed_at = value.removed_at;
            tx.put_own_idea(&OwnIdeaRow { idea, removed_at })?;
            Some(Notice::IdeaChanged { id: value.id })
        }
        Value::Fields(value) if RECORDS.contains(&kind) => records::project(tx, kind, value)?,
        Value::Fields(value) => {
            // The rest that is made of fields and shared is replies.
            let Ok(reply) = Reply::from_fields(value.id, &value.fields) else {
                return Ok(None);
            };
            tx.put_reply(&reply, value.removed_at)?;
            let id = reply.entry;
            Some(if value.removed_at.is_some() {
                Notice::RepliesChanged {
                    id,
                    origin: Origin::Partner,
                }
            } else {
                Notice::ReplyArrived { id }
            })
        }
    })
}
