//! What is good to know, from Mine to Ours. It leaves at once, like an idea: it is a line, and the preview shows all of
//! it.

use couple::{ThingId, us::Note};

use super::{Consent, SHARING_IDEA, Seen};
use crate::{Companion, CompanionError, Notice};

/// What the partner will get of a note of mine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotePreview {
    /// Names the consent for [`Companion::share_note`].
    pub consent: String,
    /// What: with the text, all of it.
    pub title: String,
    /// And how it is.
    pub text: String,
    /// Who will get it.
    pub partner_name: String,
}

impl Companion {
    /// Shows exactly what would be shared of a note of mine.
    ///
    /// # Errors
    /// [`CompanionError::NoPartner`], [`CompanionError::NotFound`], it is Ours already, or an idea for a gift.
    pub fn preview_note(&mut self, id: ThingId) -> Result<NotePreview, CompanionError> {
        let couple = self.partner().ok_or(CompanionError::NoPartner)?;
        let partner_name = couple.partner_name.clone();
        let note = self.shareable_note(id)?;
        let consent = self.new_consent(Consent {
            thing: id,
            seen: Seen::Note(Box::new(note.clone())),
        });
        Ok(NotePreview {
            consent,
            title: note.title,
            text: note.text,
            partner_name,
        })
    }

    /// Makes a note of mine Ours.
    ///
    /// # Errors
    /// [`CompanionError::BadInput`] when the consent is not one, or the note is no longer what the preview showed.
    pub fn share_note(&mut self, id: ThingId, consent: &str) -> Result<(), CompanionError> {
        let consent = self
            .consents
            .remove(consent)
            .filter(|consent| consent.thing == id && matches!(consent.seen, Seen::Note(_)))
            .ok_or(CompanionError::BadInput { what: "consent" })?;
        self.share(consent)?;
        self.notice(Notice::NoteChanged { id });
        Ok(())
    }

    pub(super) fn share_seen_note(&mut self, seen: &Note) -> Result<(), CompanionError> {
        let id = seen.id;
        if self.shareable_note(id)? != *seen {
            return Err(CompanionError::BadInput {
                what: "the note has changed",
            });
        }
        self.private.write(|tx| tx.put_meta(SHARING_IDEA, &id.0))?;
        self.keep_shared_record(seen)?;
        let _ = self.forget_private_idea(id);
        self.notice(Notice::SharingChanged);
        Ok(())
    }
}
