//! What helps me: a menu that someone writes for the other one, line by line, in their own words. A line is an offer. It
//! asks for nothing, and what the other one makes of it is nowhere.

use crate::{PersonId, ThingId, gesture::OWN_LIMIT};

/// Bytes of a line: as many as a gesture has, for it may become one.
pub const WISH_LIMIT: usize = OWN_LIMIT;

/// What a line is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WishSort {
    /// "Tea, without asking."
    Comfort,
    /// "When you sing in the kitchen."
    Love,
    /// "Not before the first coffee." There is nothing to be reminded of in leaving something be.
    Not,
}

/// A line of a menu. Mine or Ours: which of the two is a matter of the vault it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Its id.
    pub id: ThingId,
    /// Whose it is.
    pub by: PersonId,
    /// What it is of.
    pub sort: WishSort,
    /// In their words.
    pub text: String,
    /// Taken off the menu.
    pub closed: bool,
}

/// No words, or more than [`WISH_LIMIT`] bytes of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a line of the menu has 1 to {WISH_LIMIT} bytes")]
pub struct BadWish;

impl WishSort {
    /// Whether somebody may want to be reminded of it.
    #[must_use]
    pub const fn is_to_do(self) -> bool {
        !matches!(self, Self::Not)
    }
}

impl Wish {
    /// Whether it keeps the limits. Checked on what arrives, too.
    ///
    /// # Errors
    /// [`BadWish`].
    pub fn validate(&self) -> Result<(), BadWish> {
        if self.text.trim().is_empty() || self.text.len() > WISH_LIMIT {
            Err(BadWish)
        } else {
            Ok(())
        }
    }
}
