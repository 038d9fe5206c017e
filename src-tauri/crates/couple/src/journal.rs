//! Entries: what is written, for whom, and the ten seconds before something shared leaves.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use crate::{Moment, PersonId, ThingId};

/// Who an entry is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Audience {
    /// Never leaves my devices.
    #[default]
    Mine,
    /// Both read it.
    Ours,
    /// Closed until both have answered, or until a date.
    Sealed,
}

/// One entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// Its id.
    pub id: ThingId,
    /// May be empty.
    pub title: String,
    /// Markdown, exactly as written.
    pub body: String,
    /// When and where it was lived, which need not be when it was typed.
    pub written_at: Moment,
    /// Who wrote it.
    pub author: PersonId,
    /// Ids of [`crate::feelings`], or words of an import.
    pub feelings: Vec<String>,
    /// The author's own words.
    pub tags: Vec<String>,
    /// Removed, with thirty days to undo.
    pub removed_at: Option<DateTime<Utc>>,
    /// The last change after it was shared; such an entry says so.
    pub changed_at: Option<DateTime<Utc>>,
}

/// What a person has typed and not yet kept.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Draft {
    /// May be empty.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// Ids of feelings.
    pub feelings: Vec<String>,
    /// Own words.
    pub tags: Vec<String>,
}

/// Bytes of a title.
pub const TITLE_LIMIT: usize = 300;
/// Bytes of a body.
pub const BODY_LIMIT: usize = 1 << 20;
/// Tags of an entry, and feelings of an entry.
pub const LABELS_LIMIT: usize = 40;
/// Bytes of one tag or feeling.
pub const LABEL_LIMIT: usize = 60;

/// Why an entry can't be kept as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    /// Too many bytes in the title.
    #[error("the title is longer than {limit} bytes")]
    TitleTooLong {
        /// What is allowed.
        limit: usize,
    },
    /// Too many bytes in the body.
    #[error("the body is longer than {limit} bytes")]
    BodyTooLong {
        /// What is allowed.
        limit: usize,
    },
    /// Too many tags or feelings, or one that is empty or too long.
    #[error("tags and feelings: at most {LABELS_LIMIT} each, of 1 to {LABEL_LIMIT} bytes")]
    BadLabels,
}

impl Draft {
    /// Whether it can be kept. An empty draft can: nothing typed is an entry someone has not begun yet.
    pub fn validate(&self) -> Result<(), DraftError> {
        validate(&self.title, &self.body, &self.feelings, &self.tags)
    }

    /// Nothing in it at all.
    pub fn is_empty(&self) -> bool {
        self.title.trim().is_empty() && self.body.trim().is_empty()
    }
}

impl Entry {
    /// Whether it keeps the limits. Checked on what arrives, too.
    pub fn validate(&self) -> Result<(), DraftError> {
        validate(&self.title, &self.body, &self.feelings, &self.tags)
    }

    /// [`opening`] of its body.
    pub fn opening(&self) -> String {
        opening(&self.body)
    }
}

fn validate(
    title: &str,
    body: &str,
    feelings: &[String],
    tags: &[String],
) -> Result<(), DraftError> {
    if title.len() > TITLE_LIMIT {
        return Err(DraftError::TitleTooLong { limit: TITLE_LIMIT });
    }
    if body.len() > BODY_LIMIT {
        return Err(DraftError::BodyTooLong { limit: BODY_LIMIT });
    }
    let good = |labels: &[String]| {
        labels.len() <= LABELS_LIMIT
            && labels
                .iter()
                .all(|label| !label.trim().is_empty() && label.len() <= LABEL_LIMIT)
    };
    if good(feelings) && good(tags) {
        Ok(())
    } else {
        Err(DraftError::BadLabels)
    }
}

/// How long a share waits before it leaves.
pub const RELEASE_WAIT: Duration = Duration::seconds(10);

/// A share that has been asked for and has not left yet. It can be withheld until it is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Release {
    /// When it leaves.
    pub at: DateTime<Utc>,
}

impl Release {
    /// Asked for now.
    pub fn new(now: DateTime<Utc>) -> Self {
        Self {
            at: now.checked_add_signed(RELEASE_WAIT).unwrap_or(now),
        }
    }

    /// Whether it may leave. A clock that went back only makes it wait longer.
    pub fn is_due(&self, now: DateTime<Utc>) -> bool {
        now >= self.at
    }
}

/// Characters an [`opening`] has at most.
pub const OPENING_LENGTH: usize = 160;

pub use opening::opening;
pub use passages::{Passage, as_quotations};
pub use photos::{PHOTOS_LIMIT, photos};
mod opening;
mod passages;
mod photos;
