//! Earlier versions of an entry that is Ours. Each is what its author shared at once; how it came about between two
//! of them is in no version. Both can look at them, and they go when the entry is erased or written anew.

use chrono::{DateTime, Utc};
use couple::{
    ThingId,
    journal::{Audience, Entry},
};
use replica::{ChangedPlace, EntryDoc, changed_places};

use crate::{Companion, CompanionError};

/// One version in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionLine {
    /// Names it.
    pub version: Vec<u8>,
    /// When it was changed to this; `None` for what was shared first.
    pub changed_at: Option<DateTime<Utc>>,
}

/// One version to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionView {
    /// May be empty.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// Feeling words.
    pub feelings: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// What became different from the version before, the title first; empty for the first.
    pub changes: Vec<ChangedPlace>,
}

impl Companion {
    /// The versions of an entry that is Ours, newest first. None for one that is Mine: how it was written stays with
    /// nobody.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`].
    pub fn list_versions(&self, id: ThingId) -> Result<Vec<VersionLine>, CompanionError> {
        let versions = self.versions(id)?.into_iter().rev();
        let lines = versions.map(|(version, entry)| VersionLine {
            version,
            changed_at: entry.changed_at,
        });
        Ok(lines.collect())
    }

    /// One version of an entry that is Ours.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`] when the entry, or this version of it, never was or is gone.
    pub fn read_version(&self, id: ThingId, version: &[u8]) -> Result<VersionView, CompanionError> {
        let versions = self.versions(id)?;
        let at = versions.iter().position(|(known, _)| known == version);
        let at = at.ok_or(CompanionError::NotFound)?;
        let (_, entry) = &versions[at];
        let mut changes = Vec::new();
        if let Some((_, before)) = at.checked_sub(1).map(|before| &versions[before]) {
            if before.title != entry.title {
                changes.push(ChangedPlace {
                    before: before.title.clone(),
                    after: entry.title.clone(),
                });
            }
            changes.extend(changed_places(&before.body, &entry.body));
        }
        Ok(VersionView {
            title: entry.title.clone(),
            body: entry.body.clone(),
            feelings: entry.feelings.clone(),
            tags: entry.tags.clone(),
            changes,
        })
    }

    /// Every version with its value, oldest first.
    fn versions(&self, id: ThingId) -> Result<Vec<(Vec<u8>, Entry)>, CompanionError> {
        if self.find(id)?.audience != Audience::Ours {
            return Ok(Vec::new());
        }
        let updates = self.shared.updates(id)?;
        let mut updates = updates.iter();
        let first = updates.next().ok_or(CompanionError::NotFound)?;
        let mut document = EntryDoc::open(&[first])?;
        let mut versions: Vec<(Vec<u8>, Entry)> = Vec::new();
        loop {
            let entry = document.value().map_err(replica::DocumentError::from)?;
            // A change that was divided arrives in several parts, and removing is no version of its own.
            if versions
                .last()
                .is_some_and(|(_, last)| last.changed_at == entry.changed_at)
            {
                versions.pop();
            }
            versions.push((document.version(), entry));
            match updates.next() {
                Some(update) => document.import(update)?,
                None => return Ok(versions),
            }
        }
    }
}
