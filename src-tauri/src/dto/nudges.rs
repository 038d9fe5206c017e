//! Gestures and nudges as they travel.

use companion::couple::{
    cadence::{self, Weekdays, Window},
    cue, gesture, nudge,
};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{day, instant, us::LeapDay};
use crate::{command_error::CommandError, notifier::Support};

/// What sort of gesture.
#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum GestureKind {
    Touch,
    Words,
    Time,
    Help,
    Things,
    Play,
}

/// A gesture of the library; its words are `gesture-<id>`.
#[derive(Debug, Serialize, Type)]
pub struct Gesture {
    id: String,
    kind: GestureKind,
    near: bool,
    apart: bool,
    minutes: u16,
    costs: bool,
    /// Needs both to want it.
    mutual: bool,
}

/// How often.
#[derive(Debug, Serialize, Deserialize, Type)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum Cadence {
    EveryDays {
        days: u16,
    },
    Weekdays {
        /// 1 is Monday, 7 is Sunday.
        days: Vec<u8>,
    },
    Yearly {
        month: u32,
        day: u32,
        leap_day: LeapDay,
    },
}

/// What an if-then plan waits for.
#[derive(Debug, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum Cue {
    // With braces, because a bare variant would let unknown fields pass.
    Unlock {},
    /// Back after at least so many minutes, 5 to 240.
    Back {
        minutes: u16,
    },
    FirstStart {},
    /// When the plan's hours begin.
    WorkdayEnds {},
    /// Of a calendar that is read.
    BlockEnds {},
    ShutDown {},
}

/// A gesture someone chose.
#[derive(Debug, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum GestureRef {
    Library { id: String },
    Own { text: String },
}

/// What to plan.
#[derive(Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlanInput {
    gesture: GestureRef,
    cadence: Cadence,
    /// `HH:MM`.
    from: String,
    /// `HH:MM`.
    to: String,
    /// Null for one that comes by itself.
    cue: Option<Cue>,
}

/// A chosen gesture as it is shown.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PlanView {
    id: String,
    gesture: GestureRef,
    cadence: Cadence,
    /// `HH:MM`.
    from: String,
    /// `HH:MM`.
    to: String,
    cue: Option<Cue>,
    next: Option<String>,
    last_done: Option<String>,
    snoozed_until: Option<String>,
    /// After four weeks: how it might come less often, until that is answered.
    lighter: Option<Cadence>,
    /// It takes two, and rests until both want such gestures.
    rests: bool,
}

/// Gestures that take two.
#[derive(Debug, Serialize, Type)]
pub struct Together {
    /// I want them.
    wanted: bool,
    /// So does my partner, as far as is known.
    both: bool,
}

/// The small things of one month.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LookBack {
    /// Its first day, `YYYY-MM-DD`.
    month: String,
    this_month: bool,
    count: u32,
}

/// A nudge that waits for an answer.
#[derive(Debug, Serialize, Type)]
pub struct DueNudge {
    id: String,
    plan: PlanView,
    since: String,
}

/// A nudge to come.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ComingNudge {
    plan_id: String,
    gesture: GestureRef,
    opens: String,
    closes: String,
    /// What it waits for within.
    cue: Option<Cue>,
}

/// What "Later" can mean.
#[derive(Debug, Clone, Copy, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Later {
    InAnHour,
    LaterToday,
    ThisEvening,
    Tomorrow,
    Weekend,
}

/// How long nudges pause. Every pause ends by itself.
#[derive(Debug, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum Pause {
    // With braces, because a bare variant would let unknown fields pass.
    Hour {},
    Evening {},
    Tomorrow {},
    Weekend {},
    Until { day: String },
}

/// What the notification server of this desktop can do.
#[derive(Debug, Serialize, Type)]
pub struct NotificationSupport {
    /// Null where there is none.
    server: Option<String>,
    actions: bool,
    body: bool,
}

impl PlanInput {
    /// As the companion takes it.
    ///
    /// # Errors
    /// [`CommandError::BadTime`] or [`CommandError::BadInput`].
    pub fn parse(self) -> Result<companion::PlanInput, CommandError> {
        let window = Window::parse(&self.from, &self.to).map_err(|_| CommandError::BadTime)?;
        let gesture = self.gesture.into();
        Ok(companion::PlanInput {
            gesture,
            cadence: self.cadence.parse()?,
            window,
            cue: self.cue.map(Into::into),
        })
    }
}

impl Cadence {
    fn parse(self) -> Result<cadence::Cadence, CommandError> {
        Ok(match self {
            Self::EveryDays { days } => cadence::Cadence::EveryDays(days),
            Self::Weekdays { days } if days.len() > 7 => return Err(CommandError::BadInput),
            Self::Weekdays { days } => cadence::Cadence::Weekdays(
                Weekdays::from_numbers(&days).map_err(|_| CommandError::BadInput)?,
            ),
            Self::Yearly {
                month,
                day,
                leap_day,
            } => cadence::Cadence::Yearly {
                month,
                day,
                leap: leap_day.into(),
            },
        })
    }
}

impl From<cadence::Cadence> for Cadence {
    fn from(cadence: cadence::Cadence) -> Self {
        match cadence {
            cadence::Cadence::EveryDays(days) => Self::EveryDays { days },
            cadence::Cadence::Weekdays(days) => Self::Weekdays {
                days: days.numbers(),
            },
            cadence::Cadence::Yearly { month, day, leap } => Self::Yearly {
                month,
                day,
                leap_day: leap.into(),
            },
        }
    }
}

impl From<Cue> for cue::Cue {
    fn from(cue: Cue) -> Self {
        match cue {
            Cue::Unlock {} => Self::Unlock,
            Cue::Back { minutes } => Self::Back(minutes),
            Cue::FirstStart {} => Self::FirstStart,
            Cue::WorkdayEnds {} => Self::WorkdayEnds,
            Cue::BlockEnds {} => Self::BlockEnds,
            Cue::ShutDown {} => Self::ShutDown,
        }
    }
}

impl From<cue::Cue> for Cue {
    fn from(cue: cue::Cue) -> Self {
        match cue {
            cue::Cue::Unlock => Self::Unlock {},
            cue::Cue::Back(minutes) => Self::Back { minutes },
            cue::Cue::FirstStart => Self::FirstStart {},
            cue::Cue::WorkdayEnds => Self::WorkdayEnds {},
            cue::Cue::BlockEnds => Self::BlockEnds {},
            cue::Cue::ShutDown => Self::ShutDown {},
        }
    }
}

impl From<GestureRef> for gesture::GestureRef {
    fn from(gesture: GestureRef) -> Self {
        match gesture {
            GestureRef::Library { id } => Self::Library(id),
            GestureRef::Own { text } => Self::Own(text),
        }
    }
}

impl From<gesture::GestureRef> for GestureRef {
    fn from(gesture: gesture::GestureRef) -> Self {
        match gesture {
            gesture::GestureRef::Library(id) => Self::Library { id },
            gesture::GestureRef::Own(text) => Self::Own { text },
        }
    }
}

impl From<&gesture::Gesture> for Gesture {
    fn from(gesture: &gesture::Gesture) -> Self {
        let kind = match gesture.kind {
            gesture::GestureKind::Touch => GestureKind::Touch,
            gesture::GestureKind::Words => GestureKind::Words,
            gesture::GestureKind::Time => GestureKind::Time,
            gesture::GestureKind::Help => GestureKind::Help,
            gesture::GestureKind::Things => GestureKind::Things,
            gesture::GestureKind::Play => GestureKind::Play,
        };
        Self {
            id: gesture.id.to_owned(),
            kind,
            near: gesture.near,
            apart: gesture.apart,
            minutes: gesture.minutes,
            costs: gesture.costs,
            mutual: gesture.mutual,
        }
    }
}

impl From<companion::PlanView> for PlanView {
    fn from(plan: companion::PlanView) -> Self {
        Self {
            id: plan.id.to_string(),
            gesture: plan.gesture.into(),
            cadence: plan.cadence.into(),
            from: plan.window.from_text(),
            to: plan.window.to_text(),
            cue: plan.cue.map(Into::into),
            next: plan.next.map(instant),
            last_done: plan.last_done.map(instant),
            snoozed_until: plan.snoozed_until.map(instant),
            lighter: plan.lighter.map(Into::into),
            rests: plan.rests,
        }
    }
}

impl From<companion::TogetherView> for Together {
    fn from(together: companion::TogetherView) -> Self {
        Self {
            wanted: together.wanted,
            both: together.both,
        }
    }
}

impl From<companion::LookBack> for LookBack {
    fn from(back: companion::LookBack) -> Self {
        Self {
            month: back.month.to_string(),
            this_month: back.this_month,
            count: back.count,
        }
    }
}

impl From<companion::DueNudge> for DueNudge {
    fn from(nudge: companion::DueNudge) -> Self {
        let since = instant(nudge.since);
        Self {
            id: nudge.plan.id.to_string(),
            plan: nudge.plan.into(),
            since,
        }
    }
}

impl From<companion::ComingNudge> for ComingNudge {
    fn from(nudge: companion::ComingNudge) -> Self {
        Self {
            plan_id: nudge.plan.to_string(),
            gesture: nudge.gesture.into(),
            opens: instant(nudge.slot.opens),
            closes: instant(nudge.slot.closes),
            cue: nudge.cue.map(Into::into),
        }
    }
}

impl From<Later> for nudge::Later {
    fn from(later: Later) -> Self {
        match later {
            Later::InAnHour => Self::InAnHour,
            Later::LaterToday => Self::LaterToday,
            Later::ThisEvening => Self::ThisEvening,
            Later::Tomorrow => Self::Tomorrow,
            Later::Weekend => Self::Weekend,
        }
    }
}

impl Pause {
    /// As the companion takes it.
    ///
    /// # Errors
    /// [`CommandError::BadTime`].
    pub fn parse(self) -> Result<nudge::Pause, CommandError> {
        Ok(match self {
            Self::Hour {} => nudge::Pause::Hour,
            Self::Evening {} => nudge::Pause::Evening,
            Self::Weekend {} => nudge::Pause::Weekend,
            Self::Tomorrow {} => nudge::Pause::Tomorrow,
            Self::Until { day: text } => nudge::Pause::Until(day(&text)?),
        })
    }
}

impl From<Support> for NotificationSupport {
    fn from(support: Support) -> Self {
        Self {
            server: support.server,
            actions: support.actions,
            body: support.body,
        }
    }
}
