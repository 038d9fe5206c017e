//! Hard and good days that are coming, as they travel.

use companion::couple::us::{self, AHEAD_LIMIT};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{capped, wall};
use crate::command_error::CommandError;

/// What kind of day.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum AheadSort {
    Hard,
    Good,
}

/// What is coming.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Ahead {
    id: String,
    /// My own day; otherwise my partner's.
    mine: bool,
    /// Both know of it; otherwise I noted it for myself.
    told: bool,
    sort: AheadSort,
    text: String,
    /// Wall time there.
    from: String,
    /// IANA.
    zone: String,
    /// The time of day counts.
    timed: bool,
    /// Wall time here, where that is another one.
    here: Option<String>,
    /// One of theirs that I would rather not see.
    hushed: bool,
    /// It nudges me: its plan.
    plan: Option<String>,
    /// There is time to be reminded of it.
    may_remind: bool,
}

/// What to tell, or to note.
#[derive(Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AheadInput {
    sort: AheadSort,
    text: String,
    /// Wall time there.
    from: String,
    /// IANA.
    zone: String,
    timed: bool,
}

impl AheadInput {
    /// As the companion takes it.
    ///
    /// # Errors
    /// [`CommandError::BadInput`], [`CommandError::BadTime`].
    pub fn parse(self) -> Result<companion::AheadInput, CommandError> {
        Ok(companion::AheadInput {
            sort: match self.sort {
                AheadSort::Hard => us::AheadSort::Hard,
                AheadSort::Good => us::AheadSort::Good,
            },
            text: capped(self.text, AHEAD_LIMIT)?,
            at: wall(&self.from, &self.zone)?,
            timed: self.timed,
        })
    }
}

impl From<companion::AheadView> for Ahead {
    fn from(ahead: companion::AheadView) -> Self {
        Self {
            id: ahead.id.to_string(),
            mine: ahead.mine,
            told: ahead.told,
            sort: match ahead.sort {
                us::AheadSort::Hard => AheadSort::Hard,
                us::AheadSort::Good => AheadSort::Good,
            },
            text: ahead.text,
            from: ahead.at.local_text(),
            zone: ahead.at.zone.name().to_owned(),
            timed: ahead.timed,
            here: ahead.here.map(|here| {
                let local = here.at.with_timezone(&here.zone);
                local.format("%Y-%m-%dT%H:%M").to_string()
            }),
            hushed: ahead.hushed,
            plan: ahead.plan.map(|plan| plan.to_string()),
            may_remind: ahead.may_remind,
        }
    }
}
