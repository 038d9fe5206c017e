//! What I am still writing, brought up to what came in since I began: a draft of an entry, or the form of a date.
//! Nothing is kept here; whoever writes keeps it, saying upon which version it now stands.

use couple::{ThingId, journal::Draft};
use replica::{BothEdited, EntryDoc, OutingDoc, bring_up};
use vault::DraftRow;

use crate::{Companion, CompanionError, OutingInput};

/// What I write, upon the newest version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BroughtUp<T> {
    /// Mine, with what came in.
    pub mine: T,
    /// The version that it now stands upon.
    pub upon: Vec<u8>,
    /// Where the same place was changed on both sides; `mine` has it as I would have it.
    pub both: Vec<BothEdited>,
}

impl Companion {
    /// Brings what I write in an entry up to what was made of it since `upon`, by what came in or from another place
    /// on this computer.
    ///
    /// # Errors
    /// [`CompanionError::BadInput`] for a version that never was.
    pub fn bring_up_entry(
        &self,
        id: ThingId,
        upon: &[u8],
        draft: Draft,
    ) -> Result<BroughtUp<Draft>, CompanionError> {
        let audience = self.find(id)?.audience;
        let document = self.entry_document(id, audience)?;
        let base = document.value_at(upon).map_err(|_| never_was())?;
        let now = document.value()?;
        let body = bring_up(&base.body, &draft.body, &now.body);
        let mut both = Vec::new();
        let title = line(&base.title, draft.title, &now.title, &mut both);
        both.extend(body.both);
        Ok(BroughtUp {
            mine: Draft {
                title,
                body: body.text,
                feelings: labels(&base.feelings, draft.feelings, &now.feelings),
                tags: labels(&base.tags, draft.tags, &now.tags),
            },
            upon: document.version(),
            both,
        })
    }

    /// Brings what stands in the form of a date up to what came in since `upon`.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], or [`CompanionError::BadInput`] for a version that never was.
    pub fn bring_up_outing(
        &self,
        id: ThingId,
        upon: &[u8],
        input: OutingInput,
    ) -> Result<BroughtUp<OutingInput>, CompanionError> {
        let document = self.outing_document(id)?;
        let base = document.value_at(upon).map_err(|_| never_was())?;
        let now = document.value()?;
        let note = bring_up(&base.note, &input.note, &now.note);
        let mut both = Vec::new();
        let title = line(&base.title, input.title, &now.title, &mut both);
        let place = line(&base.place, input.place, &now.place, &mut both);
        both.extend(note.both);
        let (before, latest) = (base.latest_offer(), now.latest_offer());
        // A time I left as it was is no wish to keep it.
        let left =
            before.is_some_and(|offer| (offer.when, offer.minutes) == (input.when, input.minutes));
        let (when, minutes) = match latest {
            Some(offer) if left => (offer.when, offer.minutes),
            _ => (input.when, input.minutes),
        };
        Ok(BroughtUp {
            mine: OutingInput {
                title,
                place,
                note: note.text,
                when,
                minutes,
                idea: input.idea,
            },
            upon: document.version(),
            both,
        })
    }

    /// Where a draft and what came in since it was begun changed the same place.
    pub(crate) fn both_edited(
        &self,
        row: &DraftRow,
        document: &EntryDoc,
    ) -> Result<Vec<BothEdited>, CompanionError> {
        if row.base == document.version() {
            return Ok(Vec::new());
        }
        match self.bring_up_entry(row.entry, &row.base, row.draft.clone()) {
            // Written upon something that a home put back to an older copy does not know.
            Err(CompanionError::BadInput { .. }) => Ok(Vec::new()),
            brought => Ok(brought?.both),
        }
    }

    /// The document of a date, wherever it is kept.
    pub(crate) fn outing_document(&self, id: ThingId) -> Result<OutingDoc, CompanionError> {
        let updates = match self.shared.outing(id)? {
            Some(_) => self.shared.updates(id)?,
            None if self.private.outing(id)?.is_some() => self.private.updates(id)?,
            None => return Err(CompanionError::NotFound),
        };
        Ok(OutingDoc::open(&updates)?)
    }
}

fn never_was() -> CompanionError {
    CompanionError::BadInput { what: "version" }
}

/// A single line: whoever changed it, mine where both did.
fn line(base: &str, mine: String, now: &str, both: &mut Vec<BothEdited>) -> String {
    if mine == base {
        return now.to_owned();
    }
    if now != base && now != mine {
        both.push(BothEdited {
            base: base.to_owned(),
            mine: mine.clone(),
            theirs: now.to_owned(),
        });
    }
    mine
}

/// Mine, with what was added meanwhile and without what was taken away.
fn labels(base: &[String], mine: Vec<String>, now: &[String]) -> Vec<String> {
    let mut all = mine;
    all.retain(|label| now.contains(label) || !base.contains(label));
    for label in now {
        if !base.contains(label) && !all.contains(label) {
            all.push(label.clone());
        }
    }
    all
}
