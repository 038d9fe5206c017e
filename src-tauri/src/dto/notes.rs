//! What is good to know, as it travels.

use companion::couple::us::{self, NOTE_LIMIT, TITLE_LIMIT};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::capped;
use crate::command_error::CommandError;

/// What a note is of.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum NoteSort {
    Favourite,
    Size,
    /// An idea for a gift: it stays mine.
    Gift,
    Fact,
}

/// Whom it is about.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Whose {
    Me,
    Partner,
    Both,
    /// Someone I was connected with before; as an input, as it was.
    Earlier,
}

/// Something that is good to know.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Note {
    id: String,
    sort: NoteSort,
    whose: Whose,
    title: String,
    text: String,
    /// Both have it; otherwise it is mine alone.
    ours: bool,
}

/// A note to keep.
#[derive(Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NoteInput {
    sort: NoteSort,
    whose: Whose,
    title: String,
    text: String,
}

impl NoteInput {
    /// As the companion takes it.
    ///
    /// # Errors
    /// [`CommandError::BadInput`].
    pub fn parse(self) -> Result<companion::NoteInput, CommandError> {
        Ok(companion::NoteInput {
            sort: self.sort.into(),
            whose: self.whose.into(),
            title: capped(self.title, TITLE_LIMIT)?,
            text: capped(self.text, NOTE_LIMIT)?,
        })
    }
}

impl From<companion::NoteView> for Note {
    fn from(note: companion::NoteView) -> Self {
        Self {
            id: note.id.to_string(),
            sort: note.sort.into(),
            whose: note.whose.into(),
            title: note.title,
            text: note.text,
            ours: note.ours,
        }
    }
}

impl From<NoteSort> for us::Sort {
    fn from(sort: NoteSort) -> Self {
        match sort {
            NoteSort::Favourite => Self::Favourite,
            NoteSort::Size => Self::Size,
            NoteSort::Gift => Self::Gift,
            NoteSort::Fact => Self::Fact,
        }
    }
}

impl From<us::Sort> for NoteSort {
    fn from(sort: us::Sort) -> Self {
        match sort {
            us::Sort::Favourite => Self::Favourite,
            us::Sort::Size => Self::Size,
            us::Sort::Gift => Self::Gift,
            us::Sort::Fact => Self::Fact,
        }
    }
}

impl From<Whose> for companion::Whose {
    fn from(whose: Whose) -> Self {
        match whose {
            Whose::Me => Self::Me,
            Whose::Partner => Self::Partner,
            Whose::Both => Self::Both,
            Whose::Earlier => Self::Earlier,
        }
    }
}

impl From<companion::Whose> for Whose {
    fn from(whose: companion::Whose) -> Self {
        match whose {
            companion::Whose::Me => Self::Me,
            companion::Whose::Partner => Self::Partner,
            companion::Whose::Both => Self::Both,
            companion::Whose::Earlier => Self::Earlier,
        }
    }
}
