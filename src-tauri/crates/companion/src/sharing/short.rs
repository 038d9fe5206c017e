//! What is short enough that its preview shows all of it, from Mine to Ours: what is good to know, a day that matters, a
//! line of my menu. It leaves at once, like an idea.

use couple::{
    ThingId, ThingKind,
    us::{ImportantDate, Note, OurDate, Wish},
};

use super::{Consent, SHARING_IDEA, Seen};
use crate::{Companion, CompanionError, ImportantDateView, Notice, records::changed};

/// The kinds of such things.
pub(crate) const SHORT: &[ThingKind] = &[ThingKind::Note, ThingKind::Wish, ThingKind::OurDate];

/// What one of this kind is while it is Mine.
pub(crate) const fn as_mine(kind: ThingKind) -> ThingKind {
    match kind {
        ThingKind::OurDate => ThingKind::ImportantDate,
        kind => kind,
    }
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Short {
    Note(Note),
    Wish(Wish),
    Date(ImportantDate),
}

/// What the partner will get of one of mine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShortPreview {
    /// Names the consent for [`Companion::share_short`].
    pub consent: String,
    /// What: with the text, all of it.
    pub title: String,
    /// And how it is.
    pub text: String,
    /// The day, of a day that matters.
    pub date: Option<ImportantDateView>,
    /// Who will get it.
    pub partner_name: String,
}

impl Short {
    const fn id(&self) -> ThingId {
        match self {
            Self::Note(note) => note.id,
            Self::Wish(wish) => wish.id,
            Self::Date(date) => date.id,
        }
    }

    const fn kind(&self) -> ThingKind {
        match self {
            Self::Note(_) => ThingKind::Note,
            Self::Wish(_) => ThingKind::Wish,
            Self::Date(_) => ThingKind::OurDate,
        }
    }
}

impl Companion {
    /// Shows exactly what would be shared of a short thing of mine.
    ///
    /// # Errors
    /// [`CompanionError::NoPartner`], [`CompanionError::NotFound`], it is Ours already, or an idea for a gift.
    pub fn preview_short(&mut self, id: ThingId) -> Result<ShortPreview, CompanionError> {
        let couple = self.partner().ok_or(CompanionError::NoPartner)?;
        let partner_name = couple.partner_name.clone();
        let short = self.shareable_short(id)?;
        let consent = self.new_consent(Consent {
            thing: id,
            seen: Seen::Short(Box::new(short.clone())),
        });
        let (title, text, date) = match short {
            Short::Note(note) => (note.title, note.text, None),
            Short::Wish(wish) => (wish.text, String::new(), None),
            Short::Date(date) => {
                let view = self.date_view(date, false);
                (view.date.title.clone(), String::new(), Some(view))
            }
        };
        Ok(ShortPreview {
            consent,
            title,
            text,
            date,
            partner_name,
        })
    }

    /// Makes a short thing of mine Ours.
    ///
    /// # Errors
    /// [`CompanionError::BadInput`] when the consent is not one, or the thing is no longer what the preview showed.
    pub fn share_short(&mut self, id: ThingId, consent: &str) -> Result<(), CompanionError> {
        let consent = self
            .consents
            .remove(consent)
            .filter(|consent| consent.thing == id && matches!(consent.seen, Seen::Short(_)))
            .ok_or(CompanionError::BadInput { what: "consent" })?;
        self.share(consent)
    }

    pub(super) fn share_seen_short(&mut self, seen: &Short) -> Result<(), CompanionError> {
        let id = seen.id();
        if self.shareable_short(id)? != *seen {
            return Err(CompanionError::BadInput {
                what: "what was seen has changed",
            });
        }
        self.finish_sharing()?;
        self.private.write(|tx| tx.put_meta(SHARING_IDEA, &id.0))?;
        match seen {
            Short::Note(note) => self.keep_shared_record(note)?,
            Short::Wish(wish) => self.keep_shared_record(wish)?,
            Short::Date(date) => self.keep_shared_record(&OurDate(date.clone()))?,
        }
        let _ = self.forget_private_idea(id);
        self.notice(Notice::SharingChanged);
        if let Some(notice) = changed(seen.kind(), id) {
            self.notice(notice);
        }
        Ok(())
    }

    fn shareable_short(&self, id: ThingId) -> Result<Short, CompanionError> {
        let kind = match self.private.thing_kind(id)? {
            Some(kind) => Some(kind),
            None => self.shared.thing_kind(id)?,
        };
        match kind {
            Some(ThingKind::Note) => Ok(Short::Note(self.shareable_note(id)?)),
            Some(ThingKind::Wish) => Ok(Short::Wish(self.shareable_wish(id)?)),
            Some(ThingKind::ImportantDate | ThingKind::OurDate) => {
                Ok(Short::Date(self.shareable_date(id)?))
            }
            _ => Err(CompanionError::NotFound),
        }
    }
}
