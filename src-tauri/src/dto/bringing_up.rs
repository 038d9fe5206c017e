//! What is being written, brought up to what came in meanwhile.

use companion::couple::journal::Draft;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{all, outings::OutingInput, thing, version, version_of};
use crate::command_error::CommandError;

/// One place that was changed on both sides.
#[derive(Debug, Serialize, Type)]
pub struct BothEdited {
    /// What stood there before.
    base: String,
    /// As I would have it.
    mine: String,
    /// As it came in.
    theirs: String,
}

/// What I write in an entry, and upon which version.
#[derive(Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DraftInput {
    id: String,
    upon: String,
    title: String,
    /// Markdown.
    body: String,
    feelings: Vec<String>,
    tags: Vec<String>,
}

impl DraftInput {
    /// The entry, the version, and what I write.
    ///
    /// # Errors
    /// [`CommandError::NotFound`] or [`CommandError::BadInput`].
    pub fn parse(self) -> Result<(companion::couple::ThingId, Vec<u8>, Draft), CommandError> {
        let draft = Draft {
            title: self.title,
            body: self.body,
            feelings: self.feelings,
            tags: self.tags,
        };
        Ok((thing(&self.id)?, version_of(&self.upon)?, draft))
    }
}

/// What I write in an entry, upon the newest version.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BroughtEntry {
    title: String,
    /// Markdown.
    body: String,
    feelings: Vec<String>,
    tags: Vec<String>,
    upon: String,
    both: Vec<BothEdited>,
}

/// What stands in the form of a date, upon the newest version.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BroughtOuting {
    title: String,
    note: String,
    place: String,
    /// Wall clock.
    from: String,
    zone: String,
    minutes: u32,
    upon: String,
    both: Vec<BothEdited>,
}

/// What stands in the form of a date, and upon which version.
#[derive(Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OutingForm {
    id: String,
    upon: String,
    outing: OutingInput,
}

impl OutingForm {
    /// The date, the version, and what stands in the form.
    ///
    /// # Errors
    /// As [`OutingInput::parse`], and for what is no version.
    pub fn parse(
        self,
    ) -> Result<(companion::couple::ThingId, Vec<u8>, companion::OutingInput), CommandError> {
        Ok((
            thing(&self.id)?,
            version_of(&self.upon)?,
            self.outing.parse()?,
        ))
    }
}

impl From<companion::BothEdited> for BothEdited {
    fn from(both: companion::BothEdited) -> Self {
        Self {
            base: both.base,
            mine: both.mine,
            theirs: both.theirs,
        }
    }
}

impl From<companion::BroughtUp<Draft>> for BroughtEntry {
    fn from(brought: companion::BroughtUp<Draft>) -> Self {
        Self {
            title: brought.mine.title,
            body: brought.mine.body,
            feelings: brought.mine.feelings,
            tags: brought.mine.tags,
            upon: version(&brought.upon),
            both: all(brought.both),
        }
    }
}

impl From<companion::BroughtUp<companion::OutingInput>> for BroughtOuting {
    fn from(brought: companion::BroughtUp<companion::OutingInput>) -> Self {
        let outing = brought.mine;
        Self {
            title: outing.title,
            note: outing.note,
            place: outing.place,
            from: outing.when.local_text(),
            zone: outing.when.zone.name().to_owned(),
            minutes: outing.minutes,
            upon: version(&brought.upon),
            both: all(brought.both),
        }
    }
}
