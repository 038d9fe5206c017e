//! All photos, the newest page first.

use std::cmp::Reverse;

use chrono::NaiveDate;
use couple::{ThingId, journal::Audience};
use exchange::media::photos_named;
use vault::{EntryRow, Place, Sieve};

use super::PhotoView;
use crate::{Companion, CompanionError};

/// Entries that are looked through for one stretch, at most.
const ENTRIES: usize = 60;

/// A photo on the shelf of all photos.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShelfPhoto {
    /// The entry it belongs to.
    pub entry: ThingId,
    /// The day of that entry, in its own zone.
    pub day: NaiveDate,
    /// The title of that entry; may be empty.
    pub title: String,
    /// The photo.
    pub photo: PhotoView,
    /// What is seen, in the words of the entry; may be empty.
    pub alt: String,
    /// Its caption; may be empty.
    pub caption: String,
}

/// A stretch of that shelf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoStretch {
    /// The photos, those of one entry in the order of its text.
    pub photos: Vec<ShelfPhoto>,
    /// Where the next stretch begins; `None` at the end.
    pub next: Option<Place>,
}

impl Companion {
    /// Photos that the entries show and that are here, those of the newest entry first. As many as `enough`, and the
    /// rest of the entry that the last one belongs to.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn list_photos(
        &self,
        before: Option<Place>,
        enough: usize,
    ) -> Result<PhotoStretch, CompanionError> {
        let sieve = Sieve {
            photo: true,
            before,
            ..Sieve::default()
        };
        let mut rows: Vec<(EntryRow, Audience)> = Vec::new();
        let mine = self.desk().sift("", &sieve, ENTRIES)?;
        rows.extend(mine.into_iter().map(|row| (row, Audience::Mine)));
        let ours = self.shared.sift("", &sieve, ENTRIES)?;
        rows.extend(ours.into_iter().map(|row| (row, Audience::Ours)));
        rows.sort_by_key(|(row, _)| Reverse(row.place));
        rows.truncate(ENTRIES);
        let (mut photos, mut next) = (Vec::new(), None);
        let last = rows.len() == ENTRIES;
        let all = rows.len();
        for (at, (row, audience)) in rows.into_iter().enumerate() {
            self.put_on_shelf(&row, audience, &mut photos)?;
            let more = at + 1 < all || last;
            if (photos.len() >= enough || at + 1 == all) && more {
                next = Some(row.place);
                break;
            }
        }
        Ok(PhotoStretch { photos, next })
    }

    fn put_on_shelf(
        &self,
        row: &EntryRow,
        audience: Audience,
        shelf: &mut Vec<ShelfPhoto>,
    ) -> Result<(), CompanionError> {
        let entry = row.entry.id;
        let here = match audience {
            Audience::Ours => self.shared.photos_of(entry)?,
            _ => self.desk().photos_of(entry)?,
        };
        let named = photos_named(&row.entry.body);
        for photo in here
            .iter()
            .filter(|photo| photo.spot.is_some() && !photo.refused)
        {
            let words = named.iter().find(|named| named.id == photo.id);
            shelf.push(ShelfPhoto {
                entry,
                day: row.entry.written_at.day(),
                title: row.entry.title.clone(),
                photo: PhotoView::from(photo),
                alt: words.map(|words| words.alt.clone()).unwrap_or_default(),
                caption: words.map(|words| words.caption.clone()).unwrap_or_default(),
            });
        }
        Ok(())
    }
}
