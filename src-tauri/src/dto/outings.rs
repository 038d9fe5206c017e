//! Dates as they travel.

use companion::couple::{
    Moment,
    outing::{self, Stage},
};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{capped, journal::Author, wall};
use crate::command_error::CommandError;

/// Where a date stands for me.
#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum OutingStage {
    AwaitingMe,
    AwaitingPartner,
    Planned,
    Declined,
    Cancelled,
    Remembered,
    /// A plan of mine: there is no partner, or there was one.
    Alone,
}

/// A date as it is shown.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OutingView {
    id: String,
    title: String,
    note: String,
    place: String,
    /// Wall clock.
    from: String,
    zone: String,
    instant: String,
    minutes: u32,
    stage: OutingStage,
    proposed_by: Author,
    /// Wall clock: the time before the last suggestion.
    earlier: Option<String>,
}

/// What someone proposes.
#[derive(Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OutingInput {
    title: String,
    note: String,
    place: String,
    /// Wall clock.
    from: String,
    zone: String,
    minutes: u32,
    /// The idea it began with.
    idea: Option<String>,
}

/// What a button fills in.
#[derive(Debug, Serialize, Type)]
pub struct QuickTime {
    id: QuickTimeId,
    /// Wall clock.
    from: String,
    minutes: u32,
}

/// One of the three buttons.
#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum QuickTimeId {
    FridayEvening,
    SaturdayMorning,
    Sunday,
}

/// An idea for a date; its words are `idea-<id>`.
#[derive(Debug, Serialize, Type)]
pub struct Idea {
    id: String,
    /// 0 nothing, 1 a little, 2 like a meal out, 3 more.
    cost: u8,
    place: IdeaPlace,
    minutes: u32,
}

/// Where an idea takes place.
#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum IdeaPlace {
    Home,
    Out,
    Either,
    Apart,
}

/// Longest id of an idea, in bytes.
const IDEA_LIMIT: usize = 60;

impl OutingInput {
    /// As the companion takes it.
    ///
    /// # Errors
    /// [`CommandError::BadTime`] or [`CommandError::BadInput`].
    pub fn parse(self) -> Result<companion::OutingInput, CommandError> {
        // Where an idea came from is not kept: the title says what it is.
        self.idea.map(|idea| capped(idea, IDEA_LIMIT)).transpose()?;
        Ok(companion::OutingInput {
            title: self.title,
            note: self.note,
            place: self.place,
            when: wall(&self.from, &self.zone)?,
            minutes: self.minutes,
        })
    }
}

impl From<companion::OutingView> for OutingView {
    fn from(outing: companion::OutingView) -> Self {
        let start = Moment {
            at: outing.when.instant(),
            zone: outing.when.zone,
        };
        Self {
            id: outing.id.to_string(),
            title: outing.title,
            note: outing.note,
            place: outing.place,
            from: outing.when.local_text(),
            zone: outing.when.zone.name().to_owned(),
            instant: start.rfc3339(),
            minutes: outing.minutes,
            stage: outing.stage.into(),
            proposed_by: outing.proposed_by.into(),
            earlier: outing.earlier.map(|when| when.local_text()),
        }
    }
}

impl From<Stage> for OutingStage {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::AwaitingMe => Self::AwaitingMe,
            Stage::AwaitingPartner => Self::AwaitingPartner,
            Stage::Planned => Self::Planned,
            Stage::Declined => Self::Declined,
            Stage::Cancelled => Self::Cancelled,
            Stage::Remembered => Self::Remembered,
            Stage::Alone => Self::Alone,
        }
    }
}

impl From<outing::QuickTime> for QuickTime {
    fn from(time: outing::QuickTime) -> Self {
        let id = match time.id {
            outing::QuickTimeId::FridayEvening => QuickTimeId::FridayEvening,
            outing::QuickTimeId::SaturdayMorning => QuickTimeId::SaturdayMorning,
            outing::QuickTimeId::Sunday => QuickTimeId::Sunday,
        };
        Self {
            id,
            from: time.when.local_text(),
            minutes: time.minutes,
        }
    }
}

impl From<&outing::Idea> for Idea {
    fn from(idea: &outing::Idea) -> Self {
        let place = match idea.place {
            outing::IdeaPlace::Home => IdeaPlace::Home,
            outing::IdeaPlace::Out => IdeaPlace::Out,
            outing::IdeaPlace::Either => IdeaPlace::Either,
            outing::IdeaPlace::Apart => IdeaPlace::Apart,
        };
        Self {
            id: idea.id.to_owned(),
            cost: idea.cost,
            place,
            minutes: idea.minutes,
        }
    }
}
