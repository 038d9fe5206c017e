//! What all documents have in common: one Loro document, its edits and its versions.

use loro::{ExportMode, Frontiers, IdSpan, LoroDoc, LoroError, LoroText};

use crate::splice::splices;
use crate::version::Version;
use crate::{DocumentError, PeerId};

/// Bytes to store, and to send, that hold one or more edits of a document.
pub type Update = Vec<u8>;

pub(crate) struct Document {
    pub(crate) loro: LoroDoc,
}

impl Document {
    pub(crate) fn new() -> Self {
        let loro = LoroDoc::new();
        // Times of edits would tell the partner when one sat at the computer.
        loro.set_record_timestamp(false);
        // Looking at a container makes it; equal documents must look equal whoever looked.
        loro.set_hide_empty_root_containers(true);
        Self { loro }
    }

    pub(crate) fn open<B: AsRef<[u8]>>(updates: &[B]) -> Result<Self, DocumentError> {
        let document = Self::new();
        // One after the other: Loro's import of several at once takes the square of a long text's length.
        for update in updates {
            document
                .loro
                .import(update.as_ref())
                .map_err(|source| DocumentError::Unreadable { source })?;
        }
        let pending = document
            .loro
            .export_pending_updates()
            .map_err(DocumentError::unwritable)?;
        if updates.is_empty() || pending.is_some() {
            return Err(DocumentError::Incomplete);
        }
        Ok(document)
    }

    pub(crate) fn import(&self, update: &[u8]) -> Result<(), DocumentError> {
        let status = self
            .loro
            .import(update)
            .map_err(|source| DocumentError::Unreadable { source })?;
        if status.pending.is_some() {
            return Err(DocumentError::Incomplete);
        }
        Ok(())
    }

    pub(crate) fn version(&self) -> Version {
        Version::of(&self.loro.oplog_vv())
    }

    /// The latest edits that know nothing of each other, each as the version its author saw then. One, unless two
    /// people wrote apart and nobody has written since.
    pub(crate) fn heads(&self) -> Vec<(PeerId, Version)> {
        let heads = self.loro.oplog_frontiers();
        let known = heads.iter().filter_map(|id| {
            let vector = self.loro.frontiers_to_vv(&Frontiers::from_id(id))?;
            Some((PeerId(id.peer), Version::of(&vector)))
        });
        known.collect()
    }

    /// Everything after a version as one update.
    pub(crate) fn since(&self, version: &Version) -> Result<Update, DocumentError> {
        self.loro
            .export(ExportMode::updates_owned(version.vector()))
            .map_err(DocumentError::unwritable)
    }

    /// The document as it was at a version.
    pub(crate) fn at(&self, version: &Version) -> Result<Self, DocumentError> {
        if !self.version().includes(version) {
            return Err(DocumentError::UnknownVersion);
        }
        // Not by `fork_at`, which winds the text back letter by letter.
        let spans: Vec<IdSpan> = version
            .ends()
            .map(|(peer, end)| IdSpan::new(peer, 0, end))
            .collect();
        let update = self
            .loro
            .export(ExportMode::updates_in_range(spans))
            .map_err(DocumentError::unwritable)?;
        let past = Self::new();
        past.loro
            .import(&update)
            .map_err(|_| DocumentError::UnknownVersion)?;
        // A set of counters that no device ever had at once leads to another version.
        if past.version() == *version {
            Ok(past)
        } else {
            Err(DocumentError::UnknownVersion)
        }
    }

    /// Makes edits as `peer` and returns them as one update, or nothing where nothing changed. After an error the
    /// document may hold half of them and must be dropped.
    pub(crate) fn write(
        &self,
        peer: PeerId,
        edits: impl FnOnce(&LoroDoc) -> Result<(), LoroError>,
    ) -> Result<Option<Update>, DocumentError> {
        let before = self.version();
        self.loro
            .set_peer_id(peer.number())
            .map_err(DocumentError::unwritable)?;
        edits(&self.loro).map_err(DocumentError::unwritable)?;
        self.loro.commit();
        if self.version() == before {
            Ok(None)
        } else {
            self.since(&before).map(Some)
        }
    }

    /// What the text `name` is when `new`, written upon `base`, is merged with everything that came after `base`.
    pub(crate) fn merged_text(
        &self,
        name: &str,
        base: &Version,
        peer: PeerId,
        new: &str,
    ) -> Result<String, DocumentError> {
        let now = self.version();
        if *base == now {
            return Ok(new.to_owned());
        }
        // On a copy and under a number of its own: the peer may have edited since `base`, and would use the same
        // counters twice. What results is then written here as an ordinary edit of the peer.
        let copy = self.at(base)?;
        let stranger = (1..)
            .map(|step| PeerId(peer.number().wrapping_add(step)))
            .find(|other| now.end_of(other.number()) == 0)
            .unwrap_or(peer);
        copy.write(stranger, |loro| set_text(&loro.get_text(name), new))?;
        copy.import(&self.since(base)?)?;
        Ok(copy.loro.get_text(name).to_string())
    }

    /// A text in pieces, each with the peer that wrote it.
    pub(crate) fn passages(&self, name: &str) -> Vec<(PeerId, String)> {
        let text = self.loro.get_text(name);
        let version = self.version();
        let mut peers = version.ends().map(|(peer, _)| PeerId(peer));
        if let (Some(only), None) = (peers.next(), peers.next()) {
            return vec![(only, text.to_string())];
        }
        let mut passages: Vec<(PeerId, String)> = Vec::new();
        for (at, letter) in text.to_string().chars().enumerate() {
            // Between two letters of one writer nothing is unknown.
            let writer = text.get_editor_at_unicode_pos(at).map(PeerId);
            match (passages.last_mut(), writer) {
                (Some((last, piece)), writer) if writer.is_none_or(|writer| writer == *last) => {
                    piece.push(letter);
                }
                (_, writer) => passages.push((writer.unwrap_or(PeerId(0)), letter.to_string())),
            }
        }
        passages
    }

    /// Divides an update that this document made into several of at most `limit` bytes, to be imported in order.
    pub(crate) fn split(&self, update: &[u8], limit: usize) -> Result<Vec<Update>, DocumentError> {
        if update.len() <= limit {
            return Ok(vec![update.to_vec()]);
        }
        let meta = LoroDoc::decode_import_blob_meta(update, false)
            .map_err(|source| DocumentError::Unreadable { source })?;
        let mut pieces = Vec::new();
        let mut open = Vec::new();
        for (peer, end) in meta.partial_end_vv.iter() {
            let start = meta.partial_start_vv.get(peer).copied().unwrap_or_default();
            open.push((*peer, start, *end));
        }
        while let Some((peer, start, end)) = open.pop() {
            let spans = vec![IdSpan::new(peer, start, end)];
            let piece = self
                .loro
                .export(ExportMode::updates_in_range(spans))
                .map_err(DocumentError::unwritable)?;
            if piece.len() <= limit || end - start <= 1 {
                pieces.push(piece);
            } else {
                let middle = start + (end - start) / 2;
                open.push((peer, middle, end));
                open.push((peer, start, middle));
            }
        }
        Ok(pieces)
    }
}

/// Makes a text another one by splices, so that edits elsewhere in it merge.
pub(crate) fn set_text(text: &LoroText, new: &str) -> Result<(), LoroError> {
    for splice in splices(&text.to_string(), new).into_iter().rev() {
        if splice.delete > 0 {
            text.delete(splice.at, splice.delete)?;
        }
        if !splice.insert.is_empty() {
            text.insert(splice.at, &splice.insert)?;
        }
    }
    Ok(())
}
