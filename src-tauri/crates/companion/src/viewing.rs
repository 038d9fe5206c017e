//! An entry as it is shown: what the vaults say of it, put together.

use chrono::{DateTime, Utc};
use couple::{
    PersonId, ThingId,
    journal::{Audience, Entry},
};
use replica::BothEdited;
use vault::EntryLine;

use crate::{Author, Companion, CompanionError, EntrySummary, PhotoView};

/// An entry to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryView {
    /// What lists show.
    pub summary: EntrySummary,
    /// Markdown.
    pub body: String,
    /// My unshared changes.
    pub draft: Option<DraftView>,
    /// Whether I may change it.
    pub may_write: bool,
    /// The version of it, if I may change it: whoever writes says upon which one.
    pub version: Option<Vec<u8>>,
    /// Its photos that are here, also those that only my unshared changes name.
    pub photos: Vec<PhotoView>,
}

/// My unshared changes to an Ours entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftView {
    /// Title as I would have it.
    pub title: String,
    /// Text as I would have it.
    pub body: String,
    /// Feelings as I would have them.
    pub feelings: Vec<String>,
    /// When it was saved.
    pub saved_at: DateTime<Utc>,
    /// The version it is written upon.
    pub upon: Vec<u8>,
    /// Where what came in since changed the same place.
    pub both: Vec<BothEdited>,
}

impl Companion {
    /// One entry, also a removed one.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`].
    pub fn view(&self, id: ThingId) -> Result<EntryView, CompanionError> {
        let found = self.find(id)?;
        let draft = match found.audience {
            Audience::Ours => self.desk().draft(id)?,
            _ => None,
        };
        let mine = found.row.entry.author == self.my_id() || found.audience == Audience::Mine;
        let may_write = mine && found.row.entry.removed_at.is_none();
        let document = match may_write {
            true => Some(self.entry_document(id, found.audience)?),
            false => None,
        };
        let both = match (&draft, &document) {
            (Some(draft), Some(document)) => self.both_edited(draft, document)?,
            _ => Vec::new(),
        };
        let body = found.row.entry.body.clone();
        let summary = self.summary(found.row.into_line(), found.audience)?;
        Ok(EntryView {
            summary,
            body,
            draft: draft.map(|row| DraftView {
                title: row.draft.title,
                body: row.draft.body,
                feelings: row.draft.feelings,
                saved_at: row.saved_at,
                upon: row.base,
                both,
            }),
            may_write,
            version: document.map(|document| document.version()),
            photos: self.photos_of(id)?,
        })
    }

    /// One that has just been kept for the first time, as [`view`](Self::view) would show it: nothing
    /// has been written beside it yet, so nothing is looked up.
    pub(crate) fn view_of_new(&self, entry: Entry, version: Vec<u8>) -> EntryView {
        let opening = entry.opening();
        EntryView {
            summary: EntrySummary {
                id: entry.id,
                title: entry.title,
                opening,
                written_at: entry.written_at,
                audience: Audience::Mine,
                author: self.author(entry.author),
                feelings: entry.feelings,
                tags: entry.tags,
                has_draft: false,
                for_later: false,
                changed_after_sharing: false,
                removed: false,
                release: None,
                photo: None,
            },
            body: entry.body,
            draft: None,
            may_write: true,
            version: Some(version),
            photos: Vec::new(),
        }
    }

    pub(crate) fn author(&self, person: PersonId) -> Author {
        if person == self.my_id() {
            Author::Me
        } else {
            Author::Partner
        }
    }

    pub(crate) fn summary(
        &self,
        line: EntryLine,
        audience: Audience,
    ) -> Result<EntrySummary, CompanionError> {
        let marked = audience != Audience::Ours && self.desk().is_for_later(line.id)?;
        self.summary_of(line, audience, marked)
    }

    /// [`summary`](Self::summary) for whoever knows already whether an entry is marked for later.
    pub(crate) fn summary_of(
        &self,
        line: EntryLine,
        audience: Audience,
        marked: bool,
    ) -> Result<EntrySummary, CompanionError> {
        let id = line.id;
        let ours = audience == Audience::Ours;
        let has_draft = ours && self.desk().draft(id)?.is_some();
        let for_later = marked && !ours;
        Ok(EntrySummary {
            id,
            title: line.title,
            opening: line.opening,
            written_at: line.written_at,
            audience,
            author: self.author(line.author),
            feelings: line.feelings,
            tags: line.tags,
            has_draft,
            for_later,
            changed_after_sharing: line.changed_at.is_some(),
            removed: line.removed_at.is_some(),
            release: self.release_of(id),
            photo: self.first_photo(id, audience)?,
        })
    }
}
