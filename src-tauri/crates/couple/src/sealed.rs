//! What is written now and read later: a question that both answer before either reads, a letter
//! that opens on a day, a surprise. Here are the rules; the ciphers that enforce them are in
//! `keys`, and `protocol.md` section 12 says what travels.
//!
//! A [`Run`] is what two logs say of it. Each log is in order, and it does not matter how the
//! two are mixed: both sides come to the same.

mod run;
mod surprise;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

pub use run::{Next, Refused, Run, Step};
pub use surprise::{NOTE_LIMIT, Surprise, SurpriseError};

use crate::PersonId;

/// A question that not both have answered folds away after this long, whatever the reason.
pub const FOLDS_AFTER: TimeDelta = TimeDelta::days(7);
/// An answer that was given in time may be on its way for this long.
pub const LATE: TimeDelta = TimeDelta::days(7);
/// Most versions of one answer.
pub const MOST_VERSIONS: usize = 64;
/// The longest text, in bytes.
pub const TEXT_LIMIT: usize = 64_000;
/// The longest question in one's own words, in bytes.
pub const QUESTION_LIMIT: usize = 2000;
/// The longest name of a question in the library, in bytes.
pub const KNOWN_LIMIT: usize = 64;

/// What binds an author to one version of their text.
pub type Commitment = [u8; 32];

/// A question for two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Question {
    /// In the words of whoever asks.
    Own(String),
    /// One of the library, by its id.
    Known(String),
}

impl Question {
    /// Whether it can be asked: not empty, within its limit.
    #[must_use]
    pub fn is_proper(&self) -> bool {
        match self {
            Self::Own(text) => !text.trim().is_empty() && text.len() <= QUESTION_LIMIT,
            Self::Known(id) => {
                (1..=KNOWN_LIMIT).contains(&id.len())
                    && id.bytes().all(|byte| {
                        byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
                    })
            }
        }
    }
}

/// What a run is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// Both answer, then both see.
    Question(Question),
    /// Opens when the two computers meet after this.
    Letter {
        /// When.
        opens: DateTime<Utc>,
    },
    /// Opens when its author says so.
    Surprise,
    /// What both write apart in a talk in step: both seal, then both see. It waits as long as the talk does.
    Talk,
}

impl Form {
    /// Whether both seal something, and neither reads before both have.
    #[must_use]
    pub const fn is_for_both(&self) -> bool {
        matches!(self, Self::Question(_) | Self::Talk)
    }
}

/// How a run began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beginning {
    /// By whom.
    pub by: PersonId,
    /// When, by their clock.
    pub began: DateTime<Utc>,
    /// What it is.
    pub form: Form,
}

/// Where a run stands, as one of the two may know it. Whether the other has answered, passed or
/// not opened it yet makes no difference here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// I can answer.
    Open,
    /// What I wrote is sealed; or something of the other's is, and I wait.
    Waiting,
    /// Everything can be read.
    Opened,
    /// I let this one pass.
    Passed,
    /// The week is over.
    FoldedAway,
    /// Its author withdrew it.
    Withdrawn,
    /// The other said no to it, unseen.
    Declined,
}

/// One person's view of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Where it stands.
    pub stage: Stage,
    /// The version of mine that counts.
    pub mine: Option<u32>,
    /// A later version of mine that came too late: the other had answered by then.
    pub too_late: Option<u32>,
    /// The other's version that I can read, and its key.
    pub theirs: Option<(u32, [u8; 32])>,
    /// The key of mine has been given away.
    pub given: bool,
    /// I may answer, or answer otherwise.
    pub may_write: bool,
    /// I may take mine back.
    pub may_take_back: bool,
}
