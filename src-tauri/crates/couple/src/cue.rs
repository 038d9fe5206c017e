//! If-then plans: *when ⟨cue⟩, then ⟨gesture⟩*.
//!
//! An event that happens anyway carries a new habit further than a time of day (Stawarz et al. 2015), and an
//! if-then plan raised expressed thanks among couples (2022, 125 couples; evidence.md). The cadence of such a plan
//! says on which days it may come, its window between which hours the cue counts, and the cue itself when.
//!
//! What the computer notices is about the person in front of it and goes nowhere: it is neither stored nor shown.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::cadence::Window;
use crate::cadence::slots::{eligible_from, falls_on, plan_day};
use crate::gesture::GesturePlan;
use crate::nudge::PlanState;
use crate::time::{local_clock, local_day};

/// Something the computer notices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Cue {
    /// The session is unlocked.
    Unlock,
    /// Back after at least so many minutes, 5 to 240.
    Back(u16),
    /// The first time at the computer that day.
    FirstStart,
    /// The working day ends: when the plan's window begins, as soon as the person is there.
    WorkdayEnds,
    /// A block of one's calendar has ended, and the person is there.
    BlockEnds,
    /// The computer is about to shut down.
    ShutDown,
}

/// Minutes away that [`Cue::Back`] may ask for.
pub const BACK_AFTER: std::ops::RangeInclusive<u16> = 5..=240;
/// How long a cue that was heard is good for: what could not come by then waits for the next.
pub const FRESH_FOR: Duration = Duration::minutes(30);
/// The hours of a plan that asks for none: a day that ends when the night does.
pub const WHOLE_DAY: Window = Window::from_four_to_four();

/// What the desktop says of the person in front of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// The app has started, and somebody has started it or logged in.
    Started,
    /// The session was locked.
    Locked,
    /// The session was unlocked.
    Unlocked,
    /// Nothing was touched since then.
    Left(DateTime<Utc>),
    /// Something was touched again.
    Returned,
    /// The computer went to sleep then, or goes now.
    Asleep(DateTime<Utc>),
    /// It is awake again.
    Awake,
    /// It is about to shut down.
    ShuttingDown,
}

/// What has happened, as far as plans listen to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happened {
    /// The session was unlocked.
    Unlocked,
    /// Somebody is back after so long.
    Back(Duration),
    /// Somebody is there for the first time that day.
    FirstOfDay,
    /// The computer is about to shut down.
    ShuttingDown,
}

/// Whether somebody is there. What is not known means that they are. An app that begins anew takes it along.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    away_since: Option<DateTime<Utc>>,
    /// As far as anybody has said.
    locked: Option<bool>,
    seen_on: Option<NaiveDate>,
}

impl Presence {
    /// Somebody is there, as far as is known.
    pub fn is_here(&self) -> bool {
        self.away_since.is_none()
    }

    /// Takes in what the desktop says, and gives what has happened.
    pub fn hear(&mut self, signal: Signal, now: DateTime<Utc>, zone: Tz) -> Vec<Happened> {
        match signal {
            Signal::Started => self.there(now, zone),
            Signal::Locked => {
                self.locked = Some(true);
                self.gone(now)
            }
            Signal::Unlocked if self.locked == Some(false) => Vec::new(),
            Signal::Unlocked => {
                self.locked = Some(false);
                let mut happened = vec![Happened::Unlocked];
                happened.extend(self.there(now, zone));
                happened
            }
            Signal::Left(since) | Signal::Asleep(since) => self.gone(since.min(now)),
            // In front of a locked screen nobody is back yet: the unlocking says so.
            Signal::Returned | Signal::Awake if self.locked == Some(true) => Vec::new(),
            Signal::Returned | Signal::Awake => self.there(now, zone),
            Signal::ShuttingDown => vec![Happened::ShuttingDown],
        }
    }

    fn gone(&mut self, since: DateTime<Utc>) -> Vec<Happened> {
        self.away_since = Some(self.away_since.map_or(since, |before| before.min(since)));
        Vec::new()
    }

    fn there(&mut self, now: DateTime<Utc>, zone: Tz) -> Vec<Happened> {
        let mut happened = Vec::new();
        if let Some(since) = self.away_since.take() {
            happened.push(Happened::Back(now.signed_duration_since(since)));
        }
        let today = plan_day(WHOLE_DAY, now, zone);
        if self.seen_on.replace(today) != Some(today) {
            happened.push(Happened::FirstOfDay);
        }
        happened
    }
}

impl Cue {
    /// Whether its number is possible.
    pub fn is_possible(self) -> bool {
        match self {
            Self::Back(minutes) => BACK_AFTER.contains(&minutes),
            _ => true,
        }
    }

    /// Whether this is what it waits for. The end of the working day and that of a block of a calendar are times, and happen by themselves.
    pub fn is(self, happened: Happened) -> bool {
        match (self, happened) {
            (Self::Back(minutes), Happened::Back(away)) => {
                away >= Duration::minutes(minutes.into())
            }
            (Self::Unlock, Happened::Unlocked)
            | (Self::FirstStart, Happened::FirstOfDay)
            | (Self::ShutDown, Happened::ShuttingDown) => true,
            _ => false,
        }
    }
}

impl PlanState {
    /// A plan's cue is there, now. Whether it is one it may come for: on its days, in its hours, and not a second
    /// time. Record it before anything is shown.
    pub fn hear_cue(&mut self, plan: &GesturePlan, now: DateTime<Utc>, zone: Tz) -> bool {
        let counts = plan.cue.is_some()
            && !plan.retired
            && plan.created_at <= now
            && plan.window.contains(local_clock(now, zone).time())
            && self.snoozed_until.is_none()
            && self.is_open_for_cue(plan, now, zone)
            && !self.heard_at.is_some_and(|at| is_fresh(at, now));
        if counts {
            self.heard_at = Some(now);
        }
        counts
    }

    /// The end of a working day is heard once a day.
    pub fn has_heard_today(&self, plan: &GesturePlan, now: DateTime<Utc>, zone: Tz) -> bool {
        let day_of = |at| plan_day(plan.window, at, zone);
        self.heard_at.is_some_and(|at| day_of(at) == day_of(now))
    }

    /// The end of a block is heard once.
    pub fn has_heard_since(&self, end: DateTime<Utc>) -> bool {
        self.heard_at.is_some_and(|at| at >= end)
    }

    pub(crate) fn is_open_for_cue(&self, plan: &GesturePlan, at: DateTime<Utc>, zone: Tz) -> bool {
        let today = local_day(at, zone);
        let day = plan_day(plan.window, at, zone);
        let settled = self.settled(today, |at| plan_day(plan.window, at, zone));
        day >= eligible_from(plan, settled, zone) && falls_on(plan.cadence, day, zone)
    }
}

pub(crate) fn is_fresh(heard_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    let age = now.signed_duration_since(heard_at);
    age >= Duration::zero() && age <= FRESH_FOR
}
