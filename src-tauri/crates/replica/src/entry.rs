//! An entry as a document. Its id and author are written once; whom it is for is never in it.

use chrono::{DateTime, Utc};
use couple::journal::{BODY_LIMIT, Draft, DraftError, Entry, LABELS_LIMIT, TITLE_LIMIT};
use couple::{Moment, PersonId, ThingKind};
use loro::{LoroDoc, LoroError};

use crate::document::{Document, Update, set_text};
use crate::version::Version;
use crate::{DocumentError, MERGED, PeerId, SchemaFault, labels, meta};

const AUTHOR: &str = "author";
const TITLE: &str = "title";
const WRITTEN_AT: &str = "written_at";
const ZONE: &str = "zone";
const CHANGED_AT: &str = "changed_at";
const BODY: &str = "body";
const FEELINGS: &str = "feelings";
const TAGS: &str = "tags";

/// One journal entry that two people may edit at the same time.
///
/// After an error of a method that changes it, drop it and open it again from its updates.
pub struct EntryDoc {
    document: Document,
}

/// What to change. What is `None` stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EntryEdit {
    /// The new title.
    pub title: Option<String>,
    /// The whole new body; only what differs is written.
    pub body: Option<String>,
    /// All feelings, in their order.
    pub feelings: Option<Vec<String>>,
    /// All tags, in their order.
    pub tags: Option<Vec<String>>,
    /// When and where it was lived.
    pub written_at: Option<Moment>,
    /// Removed, or (`Some(None)`) restored.
    pub removed_at: Option<Option<DateTime<Utc>>>,
    /// Marks it as changed after it was shared.
    pub changed_at: Option<Option<DateTime<Utc>>>,
}

impl EntryDoc {
    /// A new document that holds `entry`.
    ///
    /// # Errors
    /// [`DocumentError::Schema`] when the entry is over a limit.
    pub fn create(peer: PeerId, entry: &Entry) -> Result<(Self, Update), DocumentError> {
        entry.validate().map_err(over_limit)?;
        let document = Document::new();
        let update = document.write(peer, |loro| {
            meta::begin(loro, ThingKind::Entry, entry.id)?;
            meta::map(loro).insert(AUTHOR, entry.author.to_string())?;
            write(
                loro,
                &EntryEdit {
                    title: Some(entry.title.clone()),
                    body: None,
                    feelings: None,
                    tags: None,
                    written_at: Some(entry.written_at),
                    removed_at: Some(entry.removed_at),
                    changed_at: Some(entry.changed_at),
                },
            )?;
            labels::write(&loro.get_map(FEELINGS), &[], &entry.feelings)?;
            labels::write(&loro.get_map(TAGS), &[], &entry.tags)?;
            // Last: where the update is divided, every part of it is then a whole entry with a shorter body.
            set_text(&loro.get_text(BODY), &entry.body)
        })?;
        Ok((Self { document }, update.unwrap_or_default()))
    }

    /// The document that these updates make, in any order, all of them checked before.
    ///
    /// # Errors
    /// When they can't be read, or edits they build on are missing. Values are read by [`EntryDoc::value`].
    pub fn open<B: AsRef<[u8]>>(updates: &[B]) -> Result<Self, DocumentError> {
        Document::open(updates).map(|document| Self { document })
    }

    /// Takes in a checked update of another peer.
    ///
    /// # Errors
    /// When it can't be read, or builds on edits that are missing.
    pub fn import(&mut self, update: &[u8]) -> Result<(), DocumentError> {
        self.document.import(update)
    }

    /// The entry as it is now.
    ///
    /// # Errors
    /// When the document is no entry that this version understands.
    pub fn value(&self) -> Result<Entry, SchemaFault> {
        let loro = &self.document.loro;
        let id = meta::identity(loro, ThingKind::Entry)?;
        let map = meta::map(loro);
        Ok(Entry {
            id,
            title: meta::text(&map, TITLE)?,
            body: loro.get_text(BODY).to_string(),
            written_at: Moment {
                at: meta::instant(&map, WRITTEN_AT)?,
                zone: meta::parsed(&map, ZONE)?,
            },
            author: meta::parsed::<PersonId>(&map, AUTHOR)?,
            feelings: labels::read(&loro.get_map(FEELINGS), FEELINGS)?,
            tags: labels::read(&loro.get_map(TAGS), TAGS)?,
            removed_at: meta::removed_at(loro)?,
            changed_at: meta::optional_instant(&map, CHANGED_AT)?,
        })
    }

    /// The body in pieces, each with the peer that wrote it.
    #[must_use]
    pub fn passages(&self) -> Vec<(PeerId, String)> {
        self.document.passages(BODY)
    }

    /// Which edits it holds: to compare, and to [edit from](EntryDoc::edit_from) later.
    #[must_use]
    pub fn version(&self) -> Vec<u8> {
        self.document.version().encode()
    }

    /// The entry as it was at a version.
    ///
    /// # Errors
    /// [`DocumentError::UnknownVersion`] when it never was.
    pub fn value_at(&self, version: &[u8]) -> Result<Entry, DocumentError> {
        self.base(&Version::decode(version).ok_or(DocumentError::UnknownVersion)?)
    }

    /// Changes the entry as it is now. `None` where that changes nothing.
    ///
    /// # Errors
    /// [`DocumentError::Schema`] when a new value is over a limit; the document is then untouched.
    pub fn change(
        &mut self,
        peer: PeerId,
        edit: &EntryEdit,
    ) -> Result<Option<Update>, DocumentError> {
        self.edit(peer, &self.document.version(), edit)
    }

    /// Changes the entry by what was written upon an earlier `version` of it: edits that came in since are kept and
    /// merged with. One squashed update: how the text came about is not in it.
    ///
    /// # Errors
    /// Like [`EntryDoc::change`], and [`DocumentError::UnknownVersion`].
    pub fn edit_from(
        &mut self,
        peer: PeerId,
        version: &[u8],
        edit: &EntryEdit,
    ) -> Result<Option<Update>, DocumentError> {
        let version = Version::decode(version).ok_or(DocumentError::UnknownVersion)?;
        self.edit(peer, &version, edit)
    }

    fn edit(
        &mut self,
        peer: PeerId,
        version: &Version,
        edit: &EntryEdit,
    ) -> Result<Option<Update>, DocumentError> {
        draft(edit).validate().map_err(over_limit)?;
        let base = self.base(version)?;
        let body = match &edit.body {
            Some(body) => Some(self.document.merged_text(BODY, version, peer, body)?),
            None => None,
        };
        // What is as it was at the base is no wish to undo what others made of it since.
        let edit = EntryEdit {
            title: edit.title.clone().filter(|title| *title != base.title),
            body,
            written_at: edit.written_at.filter(|moment| *moment != base.written_at),
            removed_at: edit.removed_at.filter(|at| *at != base.removed_at),
            changed_at: edit.changed_at.filter(|at| *at != base.changed_at),
            ..edit.clone()
        };
        self.document.write(peer, |loro| {
            write(loro, &edit)?;
            if let Some(feelings) = &edit.feelings {
                labels::write(&loro.get_map(FEELINGS), &base.feelings, feelings)?;
            }
            if let Some(tags) = &edit.tags {
                labels::write(&loro.get_map(TAGS), &base.tags, tags)?;
            }
            Ok(())
        })
    }

    /// Divides an update that this document just made into parts of at most `limit` bytes, to be sent and imported
    /// in order.
    ///
    /// # Errors
    /// When the update is none of this document's.
    pub fn split(&self, update: &[u8], limit: usize) -> Result<Vec<Update>, DocumentError> {
        self.document.split(update, limit)
    }

    fn base(&self, version: &Version) -> Result<Entry, DocumentError> {
        if *version == self.document.version() {
            return Ok(self.value()?);
        }
        Ok(Self {
            document: self.document.at(version)?,
        }
        .value()?)
    }

    pub(crate) fn from_document(document: Document) -> Self {
        Self { document }
    }
}

/// Writes single values and the body.
fn write(loro: &LoroDoc, edit: &EntryEdit) -> Result<(), LoroError> {
    let map = meta::map(loro);
    if let Some(title) = &edit.title {
        meta::set(&map, TITLE, Some(title.as_str().into()))?;
    }
    if let Some(moment) = edit.written_at {
        meta::set(&map, WRITTEN_AT, Some(meta::instant_text(moment.at).into()))?;
        meta::set(&map, ZONE, Some(meta::zone_text(moment.zone).into()))?;
    }
    if let Some(at) = edit.removed_at {
        meta::set_removed_at(loro, at)?;
    }
    if let Some(at) = edit.changed_at {
        meta::set(&map, CHANGED_AT, at.map(|at| meta::instant_text(at).into()))?;
    }
    if let Some(body) = &edit.body {
        set_text(&loro.get_text(BODY), body)?;
    }
    Ok(())
}

/// Limits of an entry that came in. Wider than those of writing, since two edits within them can merge to more.
pub(crate) fn check_limits(entry: &Entry) -> Result<(), SchemaFault> {
    if entry.title.len() > TITLE_LIMIT {
        return Err(SchemaFault::too_long(TITLE, TITLE_LIMIT));
    }
    if entry.body.len() > MERGED * BODY_LIMIT {
        return Err(SchemaFault::too_long(BODY, MERGED * BODY_LIMIT));
    }
    for (name, labels) in [(FEELINGS, &entry.feelings), (TAGS, &entry.tags)] {
        if labels.len() > MERGED * LABELS_LIMIT {
            return Err(SchemaFault::too_long(name, MERGED * LABELS_LIMIT));
        }
    }
    Ok(())
}

fn draft(edit: &EntryEdit) -> Draft {
    Draft {
        title: edit.title.clone().unwrap_or_default(),
        body: edit.body.clone().unwrap_or_default(),
        feelings: edit.feelings.clone().unwrap_or_default(),
        tags: edit.tags.clone().unwrap_or_default(),
    }
}

fn over_limit(error: DraftError) -> SchemaFault {
    match error {
        DraftError::TitleTooLong { limit } => SchemaFault::too_long(TITLE, limit),
        DraftError::BodyTooLong { limit } => SchemaFault::too_long(BODY, limit),
        DraftError::BadLabels => SchemaFault::bad_value("labels"),
    }
}
