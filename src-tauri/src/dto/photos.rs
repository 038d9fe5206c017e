//! Photos as they travel.

use companion::photo::{OtherKind, Refusal};
use serde::Serialize;
use specta::Type;

use super::all;

/// A photo of an entry.
#[derive(Debug, Serialize, Type)]
pub struct PhotoView {
    id: String,
    /// Pixels.
    width: u32,
    /// Pixels.
    height: u32,
    /// What came for it is no picture.
    refused: bool,
}

/// A photo among all photos.
#[derive(Debug, Serialize, Type)]
pub struct ShelfPhoto {
    /// The entry it belongs to.
    entry: String,
    /// The day of that entry, `YYYY-MM-DD` in its own zone.
    day: String,
    /// The title of that entry; may be empty.
    title: String,
    photo: PhotoView,
    /// What is seen; may be empty.
    alt: String,
    caption: String,
}

/// A stretch of all photos.
#[derive(Debug, Serialize, Type)]
pub struct PhotoStretch {
    photos: Vec<ShelfPhoto>,
    /// Cursor of the next stretch.
    next: Option<String>,
}

/// What became of a file.
#[derive(Debug, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum PhotoAdded {
    /// It is kept; the text has yet to name it.
    Kept { photo: PhotoView },
    /// It is not taken in.
    Refused { why: PhotoRefusal },
}

/// Why a file is not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum PhotoRefusal {
    Empty,
    TooLarge,
    TooManyPixels,
    Gif,
    Heif,
    Tiff,
    Bmp,
    Svg,
    Pdf,
    Moving,
    NotAPicture,
    Damaged,
    TooMany,
}

impl PhotoAdded {
    /// The file has more bytes than may be.
    #[must_use]
    pub fn too_large() -> Self {
        Self::Refused {
            why: PhotoRefusal::TooLarge,
        }
    }

    /// Nothing could be made of it in time.
    #[must_use]
    pub fn unfinished() -> Self {
        Self::Refused {
            why: PhotoRefusal::Damaged,
        }
    }
}

impl From<companion::Added> for PhotoAdded {
    fn from(added: companion::Added) -> Self {
        match added {
            companion::Added::Kept(photo) => Self::Kept {
                photo: photo.into(),
            },
            companion::Added::TooMany => Self::Refused {
                why: PhotoRefusal::TooMany,
            },
        }
    }
}

impl From<Refusal> for PhotoAdded {
    fn from(refusal: Refusal) -> Self {
        let why = match refusal {
            Refusal::Empty => PhotoRefusal::Empty,
            Refusal::TooLarge { .. } => PhotoRefusal::TooLarge,
            Refusal::TooManyPixels { .. } => PhotoRefusal::TooManyPixels,
            Refusal::OtherKind(OtherKind::Gif) => PhotoRefusal::Gif,
            Refusal::OtherKind(OtherKind::Heif) => PhotoRefusal::Heif,
            Refusal::OtherKind(OtherKind::Tiff) => PhotoRefusal::Tiff,
            Refusal::OtherKind(OtherKind::Bmp) => PhotoRefusal::Bmp,
            Refusal::OtherKind(OtherKind::Svg) => PhotoRefusal::Svg,
            Refusal::OtherKind(OtherKind::Pdf) => PhotoRefusal::Pdf,
            Refusal::Moving => PhotoRefusal::Moving,
            Refusal::NotAPicture => PhotoRefusal::NotAPicture,
            Refusal::Damaged => PhotoRefusal::Damaged,
        };
        Self::Refused { why }
    }
}

impl From<companion::PhotoView> for PhotoView {
    fn from(photo: companion::PhotoView) -> Self {
        Self {
            id: photo.id.to_string(),
            width: photo.width,
            height: photo.height,
            refused: photo.refused,
        }
    }
}

impl From<companion::ShelfPhoto> for ShelfPhoto {
    fn from(shelf: companion::ShelfPhoto) -> Self {
        Self {
            entry: shelf.entry.to_string(),
            day: shelf.day.to_string(),
            title: shelf.title,
            photo: shelf.photo.into(),
            alt: shelf.alt,
            caption: shelf.caption,
        }
    }
}

impl From<companion::PhotoStretch> for PhotoStretch {
    fn from(stretch: companion::PhotoStretch) -> Self {
        Self {
            photos: all(stretch.photos),
            next: stretch.next.map(|place| place.to_string()),
        }
    }
}
