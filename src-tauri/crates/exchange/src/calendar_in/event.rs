//! One event, as far as it says when someone is busy.

use std::collections::HashSet;

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarEntry, ICalendarParameterName,
    ICalendarPeriod as Period, ICalendarProperty as Name, ICalendarRecurrenceRule, ICalendarStatus,
    ICalendarTransparency, ICalendarValue as Value,
};
use chrono::{DateTime, NaiveDateTime, TimeDelta};

use super::{
    Asked, around, repeats,
    zones::{At, Clock, Zones},
};

/// Seconds from and until.
pub(super) type Span = (i64, i64);

/// Dates that an event adds or leaves out by name, at most.
const NAMED: usize = 5_000;
/// Longer than a month nobody is busy; such an event is a note.
const LONGEST: i64 = 62 * 86_400;

#[derive(Debug, Clone)]
pub(super) struct Event {
    pub uid: String,
    pub sequence: i64,
    pub start: At,
    /// Which turn of another event this one stands for.
    pub replaces: Option<At>,
    /// And for all later turns with it (`RANGE=THISANDFUTURE`).
    pub and_later: bool,
    pub strange_zone: bool,
    busy: bool,
    length: Length,
    added: Vec<(At, Option<Length>)>,
    left_out: HashSet<i64>,
    /// Its turns by its rules, on its own clock.
    turns: Vec<At>,
    repeats: bool,
    cut: bool,
}

/// How long: whole days on the clock, and seconds besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Length {
    days: i64,
    seconds: i64,
}

impl Event {
    /// `None` for one that does not say when it is.
    pub fn parse(text: &str, zones: &mut Zones) -> Option<Self> {
        let calendar = ICalendar::parse(text).ok()?;
        let event = calendar
            .components
            .iter()
            .find(|component| component.component_type.is_event())?;
        let mut strange_zone = false;
        let entry = event.property(&Name::Dtstart)?;
        let start = time(entry, entry.values.first()?, zones, &mut strange_zone)?;
        let length = length(event, start, zones, &mut strange_zone)?;
        let mut rules = Vec::new();
        let mut added = Vec::new();
        let mut left_out = HashSet::new();
        let (mut replaces, mut and_later) = (None, false);
        for entry in &event.entries {
            for value in &entry.values {
                match (&entry.name, value) {
                    (Name::Rrule, Value::RecurrenceRule(rule)) => rules.push((**rule).clone()),
                    (Name::Rdate, Value::Period(period)) if added.len() < NAMED => {
                        added.extend(self::period(entry, period, zones, &mut strange_zone));
                    }
                    (Name::Rdate, value) if added.len() < NAMED => {
                        added.extend(
                            time(entry, value, zones, &mut strange_zone).map(|at| (at, None)),
                        );
                    }
                    (Name::Exdate, value) if left_out.len() < NAMED => {
                        let at = time(entry, value, zones, &mut strange_zone);
                        left_out.extend(at.map(|at| at.instant()));
                    }
                    (Name::RecurrenceId, value) => {
                        replaces = time(entry, value, zones, &mut strange_zone);
                        let mut range = entry.parameters(&ICalendarParameterName::Range);
                        and_later = range.next().is_some();
                    }
                    _ => {}
                }
            }
        }
        let text = |name: &Name| {
            let value = event.property(name).and_then(|entry| entry.values.first());
            value
                .and_then(Value::as_text)
                .unwrap_or_default()
                .to_owned()
        };
        let sequence = event
            .property(&Name::Sequence)
            .and_then(|entry| entry.values.first());
        let mut parsed = Self {
            uid: text(&Name::Uid),
            sequence: sequence.and_then(Value::as_integer).unwrap_or(0),
            start,
            replaces,
            and_later,
            strange_zone,
            busy: is_busy(event, start.day),
            length,
            repeats: !rules.is_empty() || !added.is_empty(),
            added,
            left_out,
            turns: Vec::new(),
            cut: false,
        };
        if parsed.replaces.is_none() && parsed.busy {
            parsed.turn(&rules, zones)?;
        }
        Some(parsed)
    }

    /// Whether it happens once.
    pub fn is_single(&self) -> bool {
        !self.repeats
    }

    /// Goes through the rules, on the event's own clock.
    fn turn(&mut self, rules: &[ICalendarRecurrenceRule], zones: &Zones) -> Option<()> {
        let (from, until) = around(&zones.asked, self.longest());
        let clock = self.start.clock;
        for rule in rules {
            let to_local = |at: NaiveDateTime| zones.on(at, clock);
            let (turns, more) = repeats::starts(self.start.local, rule, to_local, from, until)?;
            self.cut |= more;
            self.turns.extend(
                turns
                    .into_iter()
                    .map(|local| zones.at(local, clock, self.start.day)),
            );
        }
        Some(())
    }

    fn longest(&self) -> TimeDelta {
        TimeDelta::days(self.length.days + 1) + TimeDelta::seconds(self.length.seconds)
    }

    /// When it begins, again and again, without those that another event stands for.
    pub fn starts(&self, asked: &Asked, gone: &HashSet<i64>) -> (Vec<At>, bool) {
        let (from, until) = around(asked, self.longest());
        let mut known = HashSet::new();
        let added = self.added.iter().map(|(at, _)| *at);
        let all = std::iter::once(self.start)
            .chain(self.turns.iter().copied())
            .chain(added)
            .filter(|at| at.local >= from && at.local <= until)
            .filter(|at| !self.left_out.contains(&at.instant()) && !gone.contains(&at.instant()))
            .filter(|at| known.insert(at.instant()));
        (all.collect(), self.cut)
    }

    /// Where a turn goes that would begin then, as this one went that stands for all later turns.
    pub fn takes_along(&self, at: At, zones: &Zones) -> At {
        let by = self.replaces.map_or(TimeDelta::zero(), |own| {
            let utc = DateTime::from_timestamp(self.start.instant(), 0).unwrap_or_default();
            zones.on(utc.naive_utc(), own.clock) - own.local
        });
        let moved = at.local.checked_add_signed(by).unwrap_or(at.local);
        zones.at(moved, at.clock, self.start.day)
    }

    /// From when until when someone is busy if it begins then.
    pub fn span(&self, at: At, asked: &Asked) -> Option<Span> {
        if !self.busy {
            return None;
        }
        let own = self
            .added
            .iter()
            .find(|(added, _)| added.instant() == at.instant());
        let length = own.and_then(|(_, length)| *length).unwrap_or(self.length);
        let from = at.instant();
        let until = match length.days {
            0 => from,
            days => {
                let zone = match at.clock {
                    Clock::Known(zone) => zone,
                    Clock::Own(_) => chrono_tz::UTC,
                };
                let later = at.local.checked_add_signed(TimeDelta::try_days(days)?)?;
                match at.clock {
                    Clock::Known(_) => couple::WallTime { local: later, zone }
                        .instant()
                        .timestamp(),
                    Clock::Own(_) => from + days * 86_400,
                }
            }
        }
        .checked_add(length.seconds)?;
        let (from, until) = (
            from.max(asked.from.timestamp()),
            until.min(asked.until.timestamp()),
        );
        (from < until).then_some((from, until))
    }
}

/// A time as an entry has it, in the zone it names.
fn time(
    entry: &ICalendarEntry,
    value: &Value,
    zones: &mut Zones,
    strange: &mut bool,
) -> Option<At> {
    let Value::PartialDateTime(time) = value else {
        return None;
    };
    on_clock(entry, time, zones, strange)
}

fn on_clock(
    entry: &ICalendarEntry,
    time: &PartialDateTime,
    zones: &mut Zones,
    strange: &mut bool,
) -> Option<At> {
    let read = time.to_date_time()?;
    if time.hour.is_none() {
        return Some(zones.at(read.date_time, zones.here(), true));
    }
    if let Some(offset) = read.offset {
        let utc = read.date_time - TimeDelta::seconds(offset.local_minus_utc().into());
        return Some(zones.at(utc, Clock::Known(chrono_tz::UTC), false));
    }
    let name = entry
        .parameters(&ICalendarParameterName::Tzid)
        .find_map(|value| value.as_text());
    let clock = match name {
        None => zones.here(),
        Some(name) => zones.named(name).unwrap_or_else(|| {
            *strange = true;
            zones.here()
        }),
    };
    Some(zones.at(read.date_time, clock, false))
}

fn period(
    entry: &ICalendarEntry,
    period: &Period,
    zones: &mut Zones,
    strange: &mut bool,
) -> Option<(At, Option<Length>)> {
    match period {
        Period::Range { start, end } => {
            let start = on_clock(entry, start, zones, strange)?;
            let end = on_clock(entry, end, zones, strange)?;
            let seconds = (end.instant() - start.instant()).max(0);
            Some((start, Some(Length { days: 0, seconds })))
        }
        Period::Duration { start, duration } => {
            let start = on_clock(entry, start, zones, strange)?;
            let seconds = duration.as_seconds().max(0);
            Some((start, Some(Length { days: 0, seconds })))
        }
    }
}

fn length(
    event: &ICalendarComponent,
    start: At,
    zones: &mut Zones,
    strange: &mut bool,
) -> Option<Length> {
    let length = if let Some(entry) = event.property(&Name::Dtend) {
        let end = time(entry, entry.values.first()?, zones, strange)?;
        if start.day && end.day {
            let days = (end.local - start.local).num_days();
            Length {
                days: days.max(1),
                seconds: 0,
            }
        } else {
            Length {
                days: 0,
                seconds: (end.instant() - start.instant()).max(0),
            }
        }
    } else if let Some(Value::Duration(duration)) = event
        .property(&Name::Duration)
        .and_then(|entry| entry.values.first())
    {
        let days = i64::from(duration.weeks) * 7 + i64::from(duration.days);
        let seconds = i64::from(duration.hours) * 3600
            + i64::from(duration.minutes) * 60
            + i64::from(duration.seconds);
        match duration.neg {
            true => Length {
                days: 0,
                seconds: 0,
            },
            false => Length { days, seconds },
        }
    } else {
        Length {
            days: i64::from(start.day),
            seconds: 0,
        }
    };
    (length.days * 86_400 + length.seconds <= LONGEST)
        .then_some(length)
        .or(Some(Length {
            days: 0,
            seconds: 0,
        }))
}

/// Whether one is busy then. A whole day without a word on it is a birthday or a holiday more often than not, so it
/// has to say that it takes the time.
fn is_busy(event: &ICalendarComponent, day: bool) -> bool {
    if event.status() == Some(&ICalendarStatus::Cancelled) {
        return false;
    }
    let outlook = Name::Other("X-MICROSOFT-CDO-BUSYSTATUS".into());
    let status = event
        .property(&outlook)
        .and_then(|entry| entry.values.first());
    let status = status.and_then(Value::as_text).map(str::to_ascii_uppercase);
    if let Some(status) = status.as_deref() {
        return !matches!(status, "FREE" | "WORKINGELSEWHERE");
    }
    match event.transparency() {
        Some(ICalendarTransparency::Transparent) => false,
        Some(ICalendarTransparency::Opaque) => true,
        None => !day,
    }
}
