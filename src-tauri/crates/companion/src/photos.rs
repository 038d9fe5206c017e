//! Photos of entries. They lie in the vault of their entry, and go with it wherever it goes (decision 33).
//!
//! A file that a person picks is made anew by a [`Maker`], beside the owner thread; what comes from the partner is,
//! before it is shown ([`arrived`]). What no text refers to any more is dropped a day later, so that undoing
//! brings it back.

mod arrived;
mod making;
mod shelf;
mod travelling;

use chrono::{DateTime, TimeDelta, Utc};
use couple::{
    ThingId,
    journal::{Audience, PHOTOS_LIMIT, photos},
};
use exchange::photo::Prepared;
use vault::{Kind, NewPhoto, PhotoRow, Private, Tx, View};

use crate::{Companion, CompanionError, ledger::new_id, payload::Payload};

pub(crate) use arrived::Gathering;
pub use arrived::{PhotoJob, PhotoMade};
pub use making::{Maker, NotMade, Worker};
pub use shelf::{PhotoStretch, ShelfPhoto};
pub(crate) use travelling::{Piece, explained};

/// How long a photo stays to which no text refers.
const UNUSED: TimeDelta = TimeDelta::days(1);

/// A photo of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhotoView {
    /// Its id, as the text names it.
    pub id: ThingId,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// What came for it is no picture.
    pub refused: bool,
}

impl From<&PhotoRow> for PhotoView {
    fn from(row: &PhotoRow) -> Self {
        Self {
            id: row.id,
            width: row.width,
            height: row.height,
            refused: row.refused,
        }
    }
}

/// What became of a photo that was to be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is kept. The text has yet to refer to it.
    Kept(PhotoView),
    /// The entry has as many as one may have.
    TooMany,
}

impl Companion {
    /// Keeps a photo for an entry of mine: with the entry, or with my unshared changes to it.
    ///
    /// # Errors
    /// [`CompanionError::NotYours`], or it could not be saved.
    pub fn add_photo(
        &mut self,
        entry: ThingId,
        prepared: &Prepared,
    ) -> Result<Added, CompanionError> {
        let found = self.find(entry)?;
        if found.audience == Audience::Ours && found.row.entry.author != self.my_id() {
            return Err(CompanionError::NotYours);
        }
        if self.kept_photos(entry)? >= PHOTOS_LIMIT {
            return Ok(Added::TooMany);
        }
        let id = new_id(&mut self.rng);
        self.keep_brought_photo(entry, id, prepared)?;
        Ok(Added::Kept(PhotoView {
            id,
            width: prepared.picture.width,
            height: prepared.picture.height,
            refused: false,
        }))
    }

    /// Keeps a photo of an entry that is being brought from elsewhere and comes a moment later.
    pub(crate) fn keep_brought_photo(
        &mut self,
        entry: ThingId,
        id: ThingId,
        prepared: &Prepared,
    ) -> Result<(), CompanionError> {
        let photo = NewPhoto {
            entry,
            id,
            width: prepared.picture.width,
            height: prepared.picture.height,
            picture: &prepared.picture.jpeg,
            small: &prepared.small.jpeg,
            sent: false,
        };
        Ok(self.desk_mut().write(|tx| tx.put_photo(&photo))?)
    }

    /// Photos that the texts refer to, and those that were added and are not in one yet.
    fn kept_photos(&self, entry: ThingId) -> Result<usize, CompanionError> {
        let mut ids: Vec<ThingId> = Vec::new();
        let all = self.desk().photos_of(entry)?;
        for row in all.into_iter().chain(self.shared.photos_of(entry)?) {
            if (row.spot.is_some() || row.unused.is_none()) && !ids.contains(&row.id) {
                ids.push(row.id);
            }
        }
        Ok(ids.len())
    }

    /// The photos of an entry that are here, those of its text in their order.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn photos_of(&self, entry: ThingId) -> Result<Vec<PhotoView>, CompanionError> {
        let shared = self.shared.photos_of(entry)?;
        let mut all: Vec<PhotoView> = shared.iter().map(PhotoView::from).collect();
        for row in self.desk().photos_of(entry)? {
            if all.iter().all(|known| known.id != row.id) {
                all.push(PhotoView::from(&row));
            }
        }
        Ok(all)
    }

    /// The picture of a photo, or its small one; `None` while it is not here.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn photo(
        &self,
        entry: ThingId,
        id: ThingId,
        small: bool,
    ) -> Result<Option<Vec<u8>>, CompanionError> {
        let shared = picture(&self.shared, entry, id, small)?;
        Ok(match shared {
            Some(bytes) => Some(bytes),
            None => picture(self.desk(), entry, id, small)?,
        })
    }

    /// The first photo of an entry, for lists.
    pub(crate) fn first_photo(
        &self,
        entry: ThingId,
        audience: Audience,
    ) -> Result<Option<ThingId>, CompanionError> {
        Ok(match audience {
            Audience::Ours => self.shared.first_photo(entry)?,
            _ => self.desk().first_photo(entry)?,
        })
    }

    /// Has what makes photos of files, to use it where nobody waits.
    #[must_use]
    pub fn photo_maker(&self) -> Box<dyn Maker + Send> {
        self.checker.another()
    }

    /// Copies the photos of an entry or draft to where it will be read by both.
    pub(crate) fn copy_photos_to_shared(&mut self, entry: ThingId) -> Result<(), CompanionError> {
        for row in self.desk().photos_of(entry)? {
            if row.spot.is_none() || self.shared.photo(entry, row.id)?.is_some() {
                continue;
            }
            let Some(bytes) = Bytes::read(self.desk(), &row)? else {
                continue;
            };
            self.shared
                .write(|tx| tx.put_photo(&bytes.new_photo(&row, entry, false)))?;
        }
        Ok(())
    }

    /// Drops on the desk what both can read now.
    pub(crate) fn drop_copied_photos(&mut self, entry: ThingId) -> Result<(), CompanionError> {
        for row in self.desk().photos_of(entry)? {
            if self.shared.photo(entry, row.id)?.is_some() {
                self.desk_mut().write(|tx| tx.drop_photo(entry, row.id))?;
            }
        }
        Ok(())
    }

    /// Copies what is here of the photos of a shared entry, and those of my changes to it, to a page of mine.
    pub(crate) fn copy_photos_to_desk(
        &mut self,
        from: ThingId,
        to: ThingId,
    ) -> Result<(), CompanionError> {
        for row in self.shared.photos_of(from)? {
            let there = self.desk().photo(to, row.id)?.is_some();
            if row.spot.is_none() || row.refused || there {
                continue;
            }
            let Some(bytes) = Bytes::read(&self.shared, &row)? else {
                continue;
            };
            self.desk_mut()
                .write(|tx| tx.put_photo(&bytes.new_photo(&row, to, false)))?;
        }
        if from != to {
            self.desk_mut()
                .try_write(|tx| copy_photos(tx, tx, from, to))?;
        }
        Ok(())
    }

    /// Drops what no text has referred to for a day.
    pub(crate) fn look_after_photos(&mut self) -> Result<(), CompanionError> {
        let now = self.now();
        for row in self.desk().unused_photos()? {
            let entry = self.shared.entry(row.entry)?;
            let named = entry.is_some_and(|entry| photos(&entry.entry.body).contains(&row.id));
            // Ours says it, and does not have it yet: this is the only one.
            if named && self.shared.photo(row.entry, row.id)?.is_none() {
                continue;
            }
            if is_over(&row, now) {
                self.desk_mut()
                    .write(|tx| tx.drop_photo(row.entry, row.id))?;
                self.desk_mut().tidy()?;
            } else if begins(&row, now) {
                self.desk_mut()
                    .write(|tx| tx.note_unused_photo(row.entry, row.id, now))?;
            }
        }
        // Changes of mine that can't be read now may refer to them.
        if self.pages_are_closed()? {
            return Ok(());
        }
        for row in self.shared.unused_photos()? {
            let draft = self.desk().draft(row.entry)?;
            if draft.is_some_and(|draft| photos(&draft.draft.body).contains(&row.id)) {
                continue;
            }
            if is_over(&row, now) {
                self.erase_shared_photo(&row)?;
            } else if begins(&row, now) {
                self.shared
                    .write(|tx| tx.note_unused_photo(row.entry, row.id, now))?;
            }
        }
        Ok(())
    }

    /// Takes a photo out of the shared vault and, where it is mine, says so of the frames that held it.
    fn erase_shared_photo(&mut self, row: &PhotoRow) -> Result<(), CompanionError> {
        let me = self.my_id();
        let mut frames: Vec<_> = self
            .shared
            .pieces_of(row.entry, row.id)?
            .into_iter()
            .map(|piece| piece.frame)
            .filter(|frame| self.person_of(frame.log) == Some(me))
            .collect();
        frames.sort_by_key(|frame| (frame.log.device.0, frame.log.incarnation, frame.seq));
        self.rewrite_segments(&frames)?;
        if frames.is_empty() || self.partner().is_none() {
            self.shared.write(|tx| tx.drop_photo(row.entry, row.id))?;
        } else {
            self.log_shared(&Payload::erase(row.id, &frames), |tx| {
                Ok(tx.drop_photo(row.entry, row.id)?)
            })?;
        }
        Ok(self.shared.tidy()?)
    }
}

/// It was seen to be unused before, long enough ago.
fn is_over(row: &PhotoRow, now: DateTime<Utc>) -> bool {
    row.unused.is_some_and(|since| now - since > UNUSED)
}

/// It is seen for the first time, or was seen by a clock that was ahead.
fn begins(row: &PhotoRow, now: DateTime<Utc>) -> bool {
    row.unused.is_none_or(|since| since > now)
}

fn picture<K: Kind>(
    vault: &View<K>,
    entry: ThingId,
    id: ThingId,
    small: bool,
) -> Result<Option<Vec<u8>>, CompanionError> {
    Ok(match small {
        true => vault.photo_small(entry, id)?,
        false => vault.photo_bytes(entry, id)?,
    })
}

/// Copies photos from one vault on the desk to another, or within one; what is there already stays.
pub(crate) fn copy_photos(
    from: &View<Private>,
    tx: &Tx<'_, Private>,
    entry: ThingId,
    to: ThingId,
) -> Result<(), CompanionError> {
    for row in from.photos_of(entry)? {
        if tx.photo(to, row.id)?.is_none()
            && let Some(bytes) = Bytes::read(from, &row)?
        {
            tx.put_photo(&bytes.new_photo(&row, to, false))?;
        }
    }
    Ok(())
}

/// What a photo is made of.
struct Bytes {
    picture: Vec<u8>,
    small: Vec<u8>,
}

impl Bytes {
    fn read<K: Kind>(vault: &View<K>, row: &PhotoRow) -> Result<Option<Self>, CompanionError> {
        let picture = vault.photo_bytes(row.entry, row.id)?;
        let small = vault.photo_small(row.entry, row.id)?;
        Ok(picture
            .zip(small)
            .map(|(picture, small)| Self { picture, small }))
    }

    fn new_photo(&self, row: &PhotoRow, entry: ThingId, sent: bool) -> NewPhoto<'_> {
        NewPhoto {
            entry,
            id: row.id,
            width: row.width,
            height: row.height,
            picture: &self.picture,
            small: &self.small,
            sent,
        }
    }
}
