//! Small promises: one thing, by a day, in one's own words. Whoever made it is the only one who ever touches it; for
//! the other it is there, and then it is not, whether it was done or let go.

use chrono::NaiveDate;

use crate::{PersonId, ThingId};

/// Bytes of a promise.
pub const PROMISE_LIMIT: usize = 1_000;

/// A small promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// Its id.
    pub id: ThingId,
    /// Whose it is.
    pub by: PersonId,
    /// What, in their words.
    pub text: String,
    /// By when.
    pub day: NaiveDate,
    /// It is done, or let go: which of the two is kept nowhere.
    pub closed: bool,
}

/// No words, or more than [`PROMISE_LIMIT`] bytes of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a promise has 1 to {PROMISE_LIMIT} bytes")]
pub struct BadPromise;

impl Promise {
    /// Whether it keeps the limits. Checked on what arrives, too.
    ///
    /// # Errors
    /// [`BadPromise`].
    pub fn validate(&self) -> Result<(), BadPromise> {
        if self.text.trim().is_empty() || self.text.len() > PROMISE_LIMIT {
            Err(BadPromise)
        } else {
            Ok(())
        }
    }
}
