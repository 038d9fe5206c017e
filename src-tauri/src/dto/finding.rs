//! What is looked for in the journal, and what was found.

use companion::couple::journal;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{
    all, capped, day,
    journal::{Audience, Author, EntrySummary},
};
use crate::command_error::CommandError;

/// Bytes of a feeling or a tag that is asked for.
const LABEL: usize = 300;

/// What entries must have besides words. Null asks for nothing.
#[derive(Debug, Default, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EntryFilters {
    audience: Option<Audience>,
    author: Option<Author>,
    /// The id of a feeling.
    feeling: Option<String>,
    /// As it is written.
    tag: Option<String>,
    /// `YYYY-MM-DD`, this day included.
    from: Option<String>,
    /// `YYYY-MM-DD`, this day included.
    to: Option<String>,
    /// They show a photo.
    photo: Option<bool>,
}

/// Something that was found.
#[derive(Debug, Serialize, Type)]
pub struct SearchHit {
    entry: EntrySummary,
    snippet: Vec<SnippetPart>,
}

/// A piece of the words around a hit.
#[derive(Debug, Serialize, Type)]
pub struct SnippetPart {
    text: String,
    hit: bool,
}

/// What entries carry, the most used first.
#[derive(Debug, Serialize, Type)]
pub struct LabelsInUse {
    feelings: Vec<String>,
    tags: Vec<String>,
}

impl EntryFilters {
    /// As the companion takes it, with these words.
    ///
    /// # Errors
    /// [`CommandError::BadInput`] or [`CommandError::BadTime`].
    pub fn with_words(self, words: String) -> Result<companion::Wanted, CommandError> {
        let label = |label: Option<String>| label.map(|label| capped(label, LABEL)).transpose();
        let date = |date: Option<String>| date.as_deref().map(day).transpose();
        Ok(companion::Wanted {
            words,
            audience: self.audience.map(journal::Audience::from),
            author: self.author.map(companion::Author::from),
            feeling: label(self.feeling)?,
            tag: label(self.tag)?,
            from: date(self.from)?,
            to: date(self.to)?,
            photo: self.photo.unwrap_or(false),
        })
    }
}

impl From<Audience> for journal::Audience {
    fn from(audience: Audience) -> Self {
        match audience {
            Audience::Mine => Self::Mine,
            Audience::Ours => Self::Ours,
            Audience::Sealed => Self::Sealed,
        }
    }
}

impl From<Author> for companion::Author {
    fn from(author: Author) -> Self {
        match author {
            Author::Me => Self::Me,
            Author::Partner => Self::Partner,
        }
    }
}

impl From<companion::SearchHit> for SearchHit {
    fn from(hit: companion::SearchHit) -> Self {
        Self {
            entry: hit.entry.into(),
            snippet: all(hit.snippet),
        }
    }
}

impl From<companion::SnippetPart> for SnippetPart {
    fn from(part: companion::SnippetPart) -> Self {
        Self {
            text: part.text,
            hit: part.hit,
        }
    }
}

impl From<companion::LabelsInUse> for LabelsInUse {
    fn from(labels: companion::LabelsInUse) -> Self {
        Self {
            feelings: labels.feelings,
            tags: labels.tags,
        }
    }
}

/// A month as it travels: `YYYY-MM`.
#[must_use]
pub fn month(month: companion::Month) -> String {
    format!("{:04}-{:02}", month.year, month.month)
}
