//! What both may know of a surprise before it opens: always when it begins and ends, and whether
//! it means going away or staying overnight.

use serde::{Deserialize, Serialize};

use crate::WallTime;

/// The longest note beside it, in bytes.
pub const NOTE_LIMIT: usize = 500;

/// The open part of a surprise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Surprise {
    /// From when on the time shall be kept free.
    pub from: WallTime,
    /// Until when.
    pub until: WallTime,
    /// Away from home.
    pub away: bool,
    /// Overnight.
    pub overnight: bool,
    /// What to bring, for instance. May be empty.
    pub note: String,
}

/// Why a surprise can't be planned like this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SurpriseError {
    /// It ends before it begins, or lasts longer than a month.
    #[error("a surprise ends after it begins, within a month")]
    BadTime,
    /// The note is too long.
    #[error("a note longer than {NOTE_LIMIT} bytes")]
    NoteTooLong,
}

impl Surprise {
    /// Whether it can be planned.
    ///
    /// # Errors
    /// [`SurpriseError`] says what does not fit.
    pub fn validate(&self) -> Result<(), SurpriseError> {
        let length = self.until.instant() - self.from.instant();
        if length <= chrono::TimeDelta::zero() || length > chrono::TimeDelta::days(31) {
            return Err(SurpriseError::BadTime);
        }
        if self.note.len() > NOTE_LIMIT {
            return Err(SurpriseError::NoteTooLong);
        }
        Ok(())
    }
}
