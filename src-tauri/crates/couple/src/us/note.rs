//! Good to know: what someone loves, which size they wear, what they might like to be given, what is easily forgotten.

use serde::{Deserialize, Serialize};

use super::TITLE_LIMIT;
use crate::{PersonId, ThingId};

/// Bytes of what is known.
pub const NOTE_LIMIT: usize = 2_000;

/// What a note is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Sort {
    /// The tea, the song, the way home.
    Favourite,
    /// Shoes, rings, the side of the bed.
    Size,
    /// Something to give one day. It stays with whoever thought of it.
    Gift,
    /// Anything else worth knowing.
    Fact,
}

/// Whom it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum About {
    /// The two of them.
    Both,
    /// One of them.
    Person(PersonId),
    /// The other one, noted before anyone was connected.
    Other,
}

/// Something that is good to know. Mine or Ours: which of the two is a matter of the vault it is in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Note {
    /// Its id.
    pub id: ThingId,
    /// What it is of.
    pub sort: Sort,
    /// Whom it is about.
    pub about: About,
    /// What: "Ring finger, left".
    pub title: String,
    /// And how it is: "54". May be empty.
    pub text: String,
}

/// Why a note can't be kept as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// No title, or one of more than [`TITLE_LIMIT`] bytes.
    #[error("a note needs a title of 1 to {TITLE_LIMIT} bytes")]
    BadTitle,
    /// More than [`NOTE_LIMIT`] bytes.
    #[error("a note has at most {NOTE_LIMIT} bytes")]
    TooLong,
}

impl Sort {
    /// Whether both may have it. An idea for a gift is nobody's but mine.
    pub const fn may_be_ours(self) -> bool {
        !matches!(self, Self::Gift)
    }
}

impl Note {
    /// Whether it keeps the limits. Checked on what arrives, too.
    ///
    /// # Errors
    /// [`NoteError`] says what does not fit.
    pub fn validate(&self) -> Result<(), NoteError> {
        if self.title.trim().is_empty() || self.title.len() > TITLE_LIMIT {
            return Err(NoteError::BadTitle);
        }
        if self.text.len() > NOTE_LIMIT {
            return Err(NoteError::TooLong);
        }
        Ok(())
    }
}
