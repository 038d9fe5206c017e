//! A pause that the other one hears of, as it travels.

use serde::Serialize;
use specta::Type;

use super::instant;

/// A pause.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Calm {
    id: String,
    /// When going on is offered.
    back_at: Option<String>,
    /// It can still be put off.
    may_put_off: bool,
    /// I would like to go on then.
    wanted: bool,
}

/// Both sides of it.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Calms {
    mine: Option<Calm>,
    theirs: Option<Calm>,
    /// One whose time has come at which I wanted to go on.
    due: Option<String>,
}

impl From<companion::CalmView> for Calm {
    fn from(calm: companion::CalmView) -> Self {
        Self {
            id: calm.id.to_string(),
            back_at: calm.back_at.map(instant),
            may_put_off: calm.may_put_off,
            wanted: calm.wanted,
        }
    }
}

impl From<companion::Calms> for Calms {
    fn from(calms: companion::Calms) -> Self {
        Self {
            mine: calms.mine.map(Calm::from),
            theirs: calms.theirs.map(Calm::from),
            due: calms.due.map(|id| id.to_string()),
        }
    }
}
