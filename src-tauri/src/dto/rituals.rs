//! Rituals as they travel.

use chrono::NaiveTime;
use companion::couple::{
    cadence::Weekdays,
    us::{self, MEANING_LIMIT, RITUAL_TITLE_LIMIT, RitualSays, STEPS_LIMIT, TRIGGER_LIMIT},
};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::capped;
use crate::command_error::CommandError;

/// A ritual of the two.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Ritual {
    id: String,
    title: String,
    trigger: String,
    steps: String,
    meaning: String,
    /// 1 for Monday to 7 for Sunday; none where it has no days.
    days: Vec<u8>,
    /// `HH:MM`.
    at: Option<String>,
    stage: RitualStage,
    /// I am nudged towards it.
    nudged: bool,
    /// It has been awake for a season.
    season: bool,
}

/// A ritual to keep.
#[derive(Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RitualInput {
    title: String,
    trigger: String,
    steps: String,
    meaning: String,
    days: Vec<u8>,
    at: Option<String>,
}

/// Where a ritual stands for me.
#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum RitualStage {
    AsksMe,
    AsksThem,
    Awake,
    Rests,
}

/// What can be said to a ritual.
#[derive(Debug, Clone, Copy, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ToRitual {
    Yes,
    Rest,
    Wake,
    /// It is still good.
    Keep,
    Nudge,
    NoNudge,
}

impl RitualInput {
    /// As the companion takes it.
    ///
    /// # Errors
    /// [`CommandError`].
    pub fn parse(self) -> Result<RitualSays, CommandError> {
        let at = self.at.map(|at| NaiveTime::parse_from_str(&at, "%H:%M"));
        let days = match self.days.as_slice() {
            [] => None,
            days => Some(Weekdays::from_numbers(days).map_err(|_| CommandError::BadTime)?),
        };
        Ok(RitualSays {
            title: capped(self.title, RITUAL_TITLE_LIMIT)?,
            trigger: capped(self.trigger, TRIGGER_LIMIT)?,
            steps: capped(self.steps, STEPS_LIMIT)?,
            meaning: capped(self.meaning, MEANING_LIMIT)?,
            at: at.transpose().map_err(|_| CommandError::BadTime)?,
            days,
            round: 0,
        })
    }
}

impl From<ToRitual> for companion::ToRitual {
    fn from(what: ToRitual) -> Self {
        match what {
            ToRitual::Yes => Self::Yes,
            ToRitual::Rest => Self::Rest,
            ToRitual::Wake => Self::Wake,
            ToRitual::Keep => Self::Keep,
            ToRitual::Nudge => Self::Nudge,
            ToRitual::NoNudge => Self::NoNudge,
        }
    }
}

impl From<us::RitualStage> for RitualStage {
    fn from(stage: us::RitualStage) -> Self {
        match stage {
            us::RitualStage::AsksMe => Self::AsksMe,
            us::RitualStage::AsksThem => Self::AsksThem,
            us::RitualStage::Awake => Self::Awake,
            us::RitualStage::Rests => Self::Rests,
        }
    }
}

impl From<companion::RitualView> for Ritual {
    fn from(view: companion::RitualView) -> Self {
        let says = view.says;
        Self {
            id: view.id.to_string(),
            title: says.title,
            trigger: says.trigger,
            steps: says.steps,
            meaning: says.meaning,
            days: says.days.map(Weekdays::numbers).unwrap_or_default(),
            at: says.at.map(|at| at.format("%H:%M").to_string()),
            stage: view.stage.into(),
            nudged: view.nudged,
            season: view.season,
        }
    }
}
