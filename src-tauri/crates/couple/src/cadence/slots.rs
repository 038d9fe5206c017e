//! From a cadence to the minutes at which a nudge may come.

use chrono::{DateTime, Datelike, Duration, NaiveDate, Offset as _, TimeZone as _, Utc};
use chrono_tz::Tz;

use super::{Cadence, Slot, Window};
use crate::ThingId;
use crate::gesture::{GesturePlan, Turns};
use crate::time::{
    day_before, day_exists, days_after, first_at_or_after, last_at_or_after, local_clock, local_day,
};
use crate::us::yearly_in;

/// The first slot whose nudge comes after `after`, for a plan last settled (done, or waved away) at `last_settled`.
///
/// The same arguments always give the same slot: the minute within the window is drawn from the plan's id and the day.
pub fn next_slot(
    plan: &GesturePlan,
    last_settled: Option<DateTime<Utc>>,
    zone: Tz,
    after: DateTime<Utc>,
) -> Slot {
    let settled = last_settled.map(|at| plan_day(plan.window, at, zone));
    next_slot_since(plan, settled, zone, after, &Room::default())
}

/// What narrows a cadence down, besides itself.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Room {
    /// Quiet hours.
    pub quiet: Option<Window>,
    /// For what takes two: whose day it is.
    pub turns: Option<Turns>,
}

impl Room {
    fn has(&self, cadence: Cadence, date: NaiveDate, zone: Tz) -> bool {
        falls_on(cadence, date, zone) && self.turns.is_none_or(|turns| turns.is_mine(date))
    }
}

/// No cadence is silent for longer than a leap year; a day of the year that has to be mine besides, for three.
const LONGEST_SILENCE: u32 = 1_200;

/// Like [`next_slot`], settled on a day, and where there is room for it: out of quiet hours where the window goes beyond
/// them, and on my days alone.
pub(crate) fn next_slot_since(
    plan: &GesturePlan,
    settled: Option<NaiveDate>,
    zone: Tz,
    after: DateTime<Utc>,
    room: &Room,
) -> Slot {
    // A nudge can come up to two days after its date: past midnight, or past a day that was skipped.
    let around = day_before(day_before(local_day(after, zone)));
    let mut date = eligible_from(plan, settled, zone).max(around);
    for _ in 0..LONGEST_SILENCE {
        if room.has(plan.cadence, date, zone) && !is_over_by(plan.window, date, zone, after) {
            let slot = slot_on(plan, date, zone, room.quiet);
            if slot.nudge_at > after && slot.nudge_at >= plan.created_at {
                return slot;
            }
        }
        date = days_after(date, 1);
    }
    slot_on(plan, date, zone, room.quiet)
}

/// A window has closed by an instant, whatever minute of it is drawn: to know that takes less than the slot.
fn is_over_by(window: Window, date: NaiveDate, zone: Tz, at: DateTime<Utc>) -> bool {
    // A day that is skipped has its window on the next one.
    day_exists(date, zone) && window_on(window, date, zone).1 < at
}

/// The latest slot whose nudge has come by `now`, at most `days` back.
pub(crate) fn last_slot_since(
    plan: &GesturePlan,
    settled: Option<NaiveDate>,
    zone: Tz,
    now: DateTime<Utc>,
    room: &Room,
    days: u32,
) -> Option<Slot> {
    let from = eligible_from(plan, settled, zone);
    let mut date = local_day(now, zone);
    for _ in 0..=days {
        if date < from {
            return None;
        }
        if room.has(plan.cadence, date, zone) {
            let slot = slot_on(plan, date, zone, room.quiet);
            if slot.nudge_at <= now {
                return (slot.nudge_at >= plan.created_at).then_some(slot);
            }
        }
        date = day_before(date);
    }
    None
}

/// The first day that may have a slot.
pub(crate) fn eligible_from(plan: &GesturePlan, settled: Option<NaiveDate>, zone: Tz) -> NaiveDate {
    match (settled, plan.cadence) {
        (Some(day), Cadence::EveryDays(days)) => days_after(day, u64::from(days.max(1))),
        (Some(day), _) => days_after(day, 1),
        (None, _) => plan_day(plan.window, plan.created_at, zone),
    }
}

/// The day an instant counts for. One in the night counts for the evening before where the window crosses midnight.
pub(crate) fn plan_day(window: Window, at: DateTime<Utc>, zone: Tz) -> NaiveDate {
    let local = local_clock(at, zone);
    let night = window.crosses_midnight() && local.time() < window.to();
    if night {
        day_before(local.date())
    } else {
        local.date()
    }
}

/// Whether a cadence has a slot on a day. On a day that is skipped only a date of the year has one; the others go on
/// to their next day.
pub(crate) fn falls_on(cadence: Cadence, date: NaiveDate, zone: Tz) -> bool {
    match cadence {
        Cadence::EveryDays(_) => day_exists(date, zone),
        Cadence::Weekdays(days) => days.contains(date.weekday()) && day_exists(date, zone),
        Cadence::Yearly { month, day, leap } => yearly_in(date.year(), month, day, leap) == date,
    }
}

/// The slot of a plan on a day, whether or not its cadence falls there.
pub(crate) fn slot_on(
    plan: &GesturePlan,
    date: NaiveDate,
    zone: Tz,
    quiet: Option<Window>,
) -> Slot {
    let day = if day_exists(date, zone) {
        date
    } else {
        days_after(date, 1)
    };
    let (opens, closes) = window_on(plan.window, day, zone);
    let draw = draw(plan.id, date);
    let nudge_at = Some(pick(opens, closes, draw))
        // When the clocks go back, the window's middle may show an hour from before it.
        .filter(|at| plan.window.contains(local_clock(*at, zone).time()))
        .unwrap_or(opens);
    let nudge_at = match quiet {
        Some(quiet) if quiet_until(quiet, nudge_at, zone).is_some() => {
            pick_outside(opens, closes, quiet, zone, draw).unwrap_or(nudge_at)
        }
        _ => nudge_at,
    };
    Slot {
        date,
        opens,
        closes,
        nudge_at,
    }
}

/// A window's instants on a day. A start or end the clocks skip moves to the next minute there is; of one that comes
/// twice, the first is meant. A window wholly skipped comes right after, as long as it would have been.
fn window_on(window: Window, day: NaiveDate, zone: Tz) -> (DateTime<Utc>, DateTime<Utc>) {
    let last_day = if window.to() < window.from() {
        days_after(day, 1)
    } else {
        day
    };
    let (from, to) = (day.and_time(window.from()), last_day.and_time(window.to()));
    let opens = first_at_or_after(from, zone);
    let closes = first_at_or_after(to, zone);
    if closes > opens {
        (opens, closes)
    } else {
        (opens, opens + (to - from).max(Duration::minutes(1)))
    }
}

/// When the quiet hours that hold at an instant end, if any hold.
pub(crate) fn quiet_until(quiet: Window, at: DateTime<Utc>, zone: Tz) -> Option<DateTime<Utc>> {
    // On most days of the year the clocks are not changed, and one look at them tells.
    if is_steady_around(at, zone) && !quiet.contains(local_clock(at, zone).time()) {
        return None;
    }
    quiet_by_instants(quiet, at, zone)
}

/// The clocks are as far from UTC some days before as some days after: longer than any quiet hours that could still hold.
fn is_steady_around(at: DateTime<Utc>, zone: Tz) -> bool {
    let offset = |days: i64| {
        let then = at.checked_add_signed(Duration::days(days)).unwrap_or(at);
        zone.offset_from_utc_datetime(&then.naive_utc()).fix()
    };
    offset(-3) == offset(3)
}

fn quiet_by_instants(quiet: Window, at: DateTime<Utc>, zone: Tz) -> Option<DateTime<Utc>> {
    quiet_around(quiet, local_day(at, zone), zone)
        .filter(|(from, to)| (*from..*to).contains(&at))
        .map(|(_, to)| to)
        .max()
}

/// The quiet hours that touch a day or the night after it. They begin at the first and end at the last occurrence of
/// a time that comes twice: quiet is never shortened by the clocks.
fn quiet_around(
    quiet: Window,
    day: NaiveDate,
    zone: Tz,
) -> impl Iterator<Item = (DateTime<Utc>, DateTime<Utc>)> {
    // A day may be skipped, so the evening before can be two dates back.
    let first = day_before(day_before(day));
    (0..4).map(move |days| {
        let day = days_after(first, days);
        let last_day = if quiet.to() < quiet.from() {
            days_after(day, 1)
        } else {
            day
        };
        let from = first_at_or_after(day.and_time(quiet.from()), zone);
        (from, last_at_or_after(last_day.and_time(quiet.to()), zone))
    })
}

fn pick(opens: DateTime<Utc>, closes: DateTime<Utc>, draw: u64) -> DateTime<Utc> {
    let minutes = (closes - opens).num_minutes().max(1).unsigned_abs();
    opens + minutes_of(draw % minutes)
}

/// A minute of the window that is not quiet, if there is one.
fn pick_outside(
    opens: DateTime<Utc>,
    closes: DateTime<Utc>,
    quiet: Window,
    zone: Tz,
    draw: u64,
) -> Option<DateTime<Utc>> {
    // What is left of the window between one quiet time and the next, each with its whole minutes.
    let mut left: Vec<(DateTime<Utc>, u64)> = Vec::new();
    let mut open = opens;
    for (from, to) in quiet_around(quiet, local_day(opens, zone), zone) {
        left.push((open, whole_minutes(from.min(closes) - open)));
        open = open.max(to);
    }
    left.push((open, whole_minutes(closes - open)));
    let all: u64 = left.iter().map(|(_, minutes)| minutes).sum();
    let mut minute = draw.checked_rem(all)?;
    for (from, minutes) in left {
        if minute < minutes {
            return Some(from + minutes_of(minute));
        }
        minute -= minutes;
    }
    None
}

fn whole_minutes(length: Duration) -> u64 {
    u64::try_from(length.num_minutes()).unwrap_or(0)
}

fn minutes_of(minutes: u64) -> Duration {
    Duration::minutes(i64::try_from(minutes).unwrap_or(0))
}

/// A number that looks random and is always the same for a plan and a day. Nothing secret hangs on it.
fn draw(plan: ThingId, date: NaiveDate) -> u64 {
    let days = i64::from(date.num_days_from_ce());
    let hash = plan
        .0
        .iter()
        .chain(&days.to_le_bytes())
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
    // FNV alone spreads neighbouring days too evenly; this mixes the high bits down.
    let mixed = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One look at the clock and all the instants tell the same, also where the clocks are changed and a day is skipped.
    #[test]
    fn quiet_is_the_same_by_the_clock_and_by_its_instants() {
        let zones = [
            Tz::Europe__Berlin,
            Tz::Australia__Lord_Howe,
            Tz::Pacific__Apia,
            Tz::Africa__Casablanca,
            Tz::Asia__Kathmandu,
            Tz::America__St_Johns,
        ];
        let windows = [("22:00", "07:00"), ("13:00", "14:30"), ("00:30", "03:00")];
        let begin: DateTime<Utc> = "2011-01-01T00:00:00Z".parse().unwrap();
        for zone in zones {
            for (from, to) in windows {
                let quiet = Window::parse(from, to).unwrap();
                for step in 0..(366 * 24 * 60 / 47) {
                    let at = begin + Duration::minutes(step * 47);
                    assert_eq!(
                        quiet_until(quiet, at, zone),
                        quiet_by_instants(quiet, at, zone),
                        "{zone} {at} {from}"
                    );
                }
            }
        }
    }
}
