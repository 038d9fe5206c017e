//! What a talk that is gone through consists of: who takes part, where it stands, what is pressed, what was written.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::super::{Part, Step, Talk, Wish};

/// The longest page, in bytes.
pub const PAGE_LIMIT: usize = 20_000;

/// Who takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Company {
    /// One of them, for themselves. What only makes sense with another is left out.
    Alone,
    /// Both, at one screen.
    Together,
    /// Both, each at their own computer.
    InStep,
}

/// One of the two, seen from this computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Side {
    /// Whose computer it is.
    Me,
    /// The other one.
    Other,
}

impl Side {
    /// Who listens when this one speaks.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Me => Self::Other,
            Self::Other => Self::Me,
        }
    }
}

/// Where a talk stands. By ids, so that a later release of the talk still knows.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Place {
    /// Before this part, on the page that says when it can hurt.
    Caution {
        /// The part it stands before.
        part: String,
    },
    /// Who begins?
    Begins {
        /// The part.
        part: String,
        /// Its first step in which one of them speaks.
        step: String,
    },
    /// At a step.
    Step {
        /// The part.
        part: String,
        /// The step.
        step: String,
        /// The first turn or the second: 0 or 1.
        turn: u8,
        /// Which piece of the turn, from 0.
        piece: u8,
        /// How often "not quite" has led back within this piece.
        backs: u8,
        /// "Not quite" was said once too often, and it goes on all the same.
        near: bool,
    },
    /// A piece has arrived. Is there more?
    Piece {
        /// The part.
        part: String,
        /// The turn.
        turn: u8,
        /// The piece that has arrived.
        piece: u8,
        /// "Not quite" was said once too often, and it goes on all the same.
        near: bool,
    },
    /// Between the two turns.
    Swap {
        /// The part.
        part: String,
    },
    /// It has come to its end.
    Done,
}

/// What was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Press {
    /// On with it: from the page before what can hurt, from a step, from the change of places.
    GoOn,
    /// Something lighter: the part after it, or the end.
    Lighter,
    /// This one begins.
    Begin(Side),
    /// It was got.
    GotIt,
    /// Not quite.
    NotQuite,
    /// What is wished for.
    Wish(Wish),
    /// There is another piece.
    More,
    /// That was all.
    AllSaid,
    /// No second turn today.
    NoTurn,
    /// This step is left out.
    Skip,
    /// The rest of this part is left out.
    SkipPart,
    /// A pause.
    Pause,
    /// Back from it.
    Resume,
    /// Nothing but the text that comes with it.
    Keep,
}

/// How much of its time a step has had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Clock {
    /// Before it was started last; in milliseconds.
    pub(super) spent_ms: u64,
    /// Since when it runs; it rests without.
    pub(super) since: Option<DateTime<Utc>>,
}

/// A page that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Page {
    /// The step it was written in.
    pub step: String,
    /// Its turn.
    pub turn: u8,
    /// Its piece.
    pub piece: u8,
    /// What it says; never empty.
    pub text: String,
}

/// Why a press changed nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It does not belong where the talk stands.
    NotHere,
    /// The talk, or the place in it, is not one of this version.
    Unknown,
    /// The page is longer than [`PAGE_LIMIT`].
    PageTooLong,
}

/// Where a run stands, in the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The talk.
    pub talk: &'static Talk,
    /// The part; `None` at the end.
    pub part: Option<&'static Part>,
    /// The step, where it stands at one.
    pub step: Option<&'static Step>,
}

impl Clock {
    pub(super) fn spent(&self, now: DateTime<Utc>) -> u64 {
        let running = self
            .since
            .map_or(0, |since| (now - since).num_milliseconds());
        self.spent_ms
            .saturating_add(u64::try_from(running).unwrap_or_default())
    }

    pub(super) fn stop(&mut self, now: DateTime<Utc>) {
        self.spent_ms = self.spent(now);
        self.since = None;
    }
}
