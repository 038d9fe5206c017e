//! The clocks of a calendar: names of the IANA, names of Outlook, and zones that a calendar brings along.

use std::collections::HashMap;

use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType as Kind, ICalendarProperty as Name,
    ICalendarValue as Value,
};
use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};
use chrono_tz::Tz;
use couple::WallTime;

use super::{Asked, around, repeats};

/// Rules of a zone that are read at most.
const RULES: usize = 200;

/// How a clock that a calendar describes itself goes: each change, on the clock before it.
#[derive(Debug, Clone, Default)]
pub(super) struct OwnClock {
    changes: Vec<(NaiveDateTime, i32)>,
    before: i32,
}

/// Which clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Clock {
    Known(Tz),
    /// Of those that the calendar described.
    Own(usize),
}

/// A time on a clock, with what it comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct At {
    pub local: NaiveDateTime,
    pub clock: Clock,
    /// A whole day and no time.
    pub day: bool,
    instant: i64,
}

impl At {
    /// Seconds since 1970.
    pub fn instant(&self) -> i64 {
        self.instant
    }
}

/// Every clock of one calendar.
#[derive(Debug)]
pub(super) struct Zones {
    pub asked: Asked,
    own: Vec<OwnClock>,
    names: HashMap<String, Option<Clock>>,
}

impl Zones {
    pub fn new(asked: Asked) -> Self {
        Self {
            asked,
            own: Vec::new(),
            names: HashMap::new(),
        }
    }

    pub fn here(&self) -> Clock {
        Clock::Known(self.asked.zone)
    }

    /// The clock of a name; `None` for one that nobody knows.
    pub fn named(&mut self, name: &str) -> Option<Clock> {
        if let Some(known) = self.names.get(name) {
            return *known;
        }
        let found = known_zone(name).map(Clock::Known);
        if self.names.len() < RULES {
            self.names.insert(name.to_owned(), found);
        }
        found
    }

    /// A zone that the calendar brings along. What its name, or where it says it is, tells counts before its rules,
    /// which many programs write for one year only.
    pub fn learn(&mut self, text: &str) {
        let Ok(calendar) = ICalendar::parse(text) else {
            return;
        };
        let Some(zone) = calendar.timezones().next() else {
            return;
        };
        let named = zone
            .property(&Name::Tzid)
            .and_then(|entry| entry.values.first());
        let Some(name) = named.and_then(Value::as_text) else {
            return;
        };
        if self.names.len() >= RULES {
            return;
        }
        let by_name = known_zone(name).or_else(|| match zone.timezone() {
            Some((_, calcard::common::timezone::Tz::Tz(zone))) => Some(zone),
            _ => None,
        });
        let clock = match by_name {
            Some(zone) => Some(Clock::Known(zone)),
            None => self.described(&calendar).map(|own| {
                self.own.push(own);
                Clock::Own(self.own.len() - 1)
            }),
        };
        self.names.insert(name.to_owned(), clock);
    }

    fn described(&self, calendar: &ICalendar) -> Option<OwnClock> {
        let mut own = OwnClock::default();
        let (from, until) = around(&self.asked, TimeDelta::days(800));
        let mut first: Option<(NaiveDateTime, i32)> = None;
        let rules = calendar.components.iter().filter(|component| {
            matches!(component.component_type, Kind::Standard | Kind::Daylight)
        });
        for rule in rules.take(RULES) {
            let (before, after) = (
                offset(rule, &Name::Tzoffsetfrom)?,
                offset(rule, &Name::Tzoffsetto)?,
            );
            let start = local(rule)?;
            if first.is_none_or(|(earliest, _)| start < earliest) {
                first = Some((start, before));
            }
            let repeat = rule
                .property(&Name::Rrule)
                .and_then(|entry| entry.values.first());
            match repeat {
                Some(Value::RecurrenceRule(repeat)) => {
                    // The rule's end is told in UTC, its times on the clock before the change.
                    let to_local = |at: NaiveDateTime| at + TimeDelta::seconds(before.into());
                    let (all, _) = repeats::starts(start, repeat, to_local, from, until)?;
                    own.changes.extend(all.into_iter().map(|at| (at, after)));
                    if start < from {
                        // What held before the first change that is looked at.
                        own.changes.push((start, after));
                    }
                }
                _ => own.changes.push((start, after)),
            }
        }
        own.before = first?.1;
        own.changes.sort_unstable();
        Some(own)
    }

    /// A time on a clock. In the hour that is skipped it is as much later; of the hour that comes twice the first.
    pub fn at(&self, local: NaiveDateTime, clock: Clock, day: bool) -> At {
        let instant = match clock {
            Clock::Known(zone) => WallTime { local, zone }.instant().timestamp(),
            Clock::Own(which) => {
                let own = self.own.get(which);
                let offset = own.map_or(0, |own| {
                    let passed = own.changes.partition_point(|(at, _)| *at <= local);
                    passed
                        .checked_sub(1)
                        .map_or(own.before, |last| own.changes[last].1)
                });
                local.and_utc().timestamp() - i64::from(offset)
            }
        };
        At {
            local,
            clock,
            day,
            instant,
        }
    }

    /// An instant on a clock.
    pub fn on(&self, at: NaiveDateTime, clock: Clock) -> NaiveDateTime {
        match clock {
            Clock::Known(zone) => at.and_utc().with_timezone(&zone).naive_local(),
            Clock::Own(which) => self.own.get(which).map_or(at, |own| {
                let offset = own
                    .changes
                    .iter()
                    .rev()
                    .find(|(change, offset)| *change <= at + TimeDelta::seconds((*offset).into()))
                    .map_or(own.before, |(_, offset)| *offset);
                at + TimeDelta::seconds(offset.into())
            }),
        }
    }
}

/// By the names of the IANA, of Outlook, and those with something before them ("/citadel.org/20190914_1/Europe/Berlin").
fn known_zone(name: &str) -> Option<Tz> {
    let name = name.trim().trim_matches('"');
    let direct = |name: &str| match name.parse::<calcard::common::timezone::Tz>() {
        Ok(calcard::common::timezone::Tz::Tz(zone)) => Some(zone),
        _ => None,
    };
    if let Some(zone) = direct(name) {
        return Some(zone);
    }
    let parts: Vec<&str> = name.split('/').collect();
    (2..=3)
        .rev()
        .filter(|count| *count < parts.len())
        .find_map(|count| parts[parts.len() - count..].join("/").parse().ok())
}

fn offset(rule: &ICalendarComponent, name: &Name) -> Option<i32> {
    let value = rule.property(name)?.values.first()?;
    let time = value.as_partial_date_time()?;
    let seconds = i32::from(time.tz_hour?) * 3600 + i32::from(time.tz_minute.unwrap_or(0)) * 60;
    Some(if time.tz_minus { -seconds } else { seconds })
}

fn local(rule: &ICalendarComponent) -> Option<NaiveDateTime> {
    let value = rule.property(&Name::Dtstart)?.values.first()?;
    let at = value.as_partial_date_time()?.to_date_time()?.date_time;
    // Outlook lets its clocks begin in 1601; before 1900 nobody asks.
    (at.year() >= 1600).then_some(())?;
    let floor = NaiveDate::from_ymd_opt(1900, 1, 1)?.and_hms_opt(0, 0, 0)?;
    if at < floor {
        return NaiveDate::from_ymd_opt(1970, at.month(), at.day())?.and_hms_opt(
            at.time().format("%H").to_string().parse().ok()?,
            0,
            0,
        );
    }
    Some(at)
}
