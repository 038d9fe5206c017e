//! Repeats, on a clock without zones.

use calcard::icalendar::{ICalendarFrequency as Freq, ICalendarRecurrenceRule};
use chrono::{DateTime, Datelike, Months, NaiveDateTime, TimeDelta};
use rrule::{RRule, Tz, Unvalidated};

/// Turns of one rule that are looked at.
const TURNS: usize = 20_000;

/// When a rule comes round between two times, and whether it was cut off. `to_local` puts an end that is told in UTC
/// on the clock of the start. `None` for a rule that can't be.
pub(super) fn starts(
    start: NaiveDateTime,
    rule: &ICalendarRecurrenceRule,
    to_local: impl Fn(NaiveDateTime) -> NaiveDateTime,
    from: NaiveDateTime,
    until: NaiveDateTime,
) -> Option<(Vec<NaiveDateTime>, bool)> {
    let mut rule = rule.clone();
    let ends = match rule.until.take() {
        None => None,
        Some(end) => {
            let at = end.to_date_time()?;
            Some(match (end.hour, at.offset) {
                // A day, with all of its hours.
                (None, _) => at.date_time + TimeDelta::seconds(86_399),
                (_, Some(offset)) => {
                    to_local(at.date_time - TimeDelta::seconds(offset.local_minus_utc().into()))
                }
                _ => at.date_time,
            })
        }
    };
    if ends.is_some_and(|ends| ends < from) || start > until {
        return Some((Vec::new(), false));
    }
    let start = nearer(start, &rule, from);
    let begin: DateTime<Tz> = start.and_utc().with_timezone(&Tz::UTC);
    let mut parsed: RRule<Unvalidated> = rule.to_string().parse().ok()?;
    if let Some(ends) = ends {
        parsed = parsed.until(ends.and_utc().with_timezone(&Tz::UTC));
    }
    let all = parsed.build(begin).ok()?;
    let mut found = Vec::new();
    for (turn, at) in (&all).into_iter().enumerate() {
        if turn >= TURNS {
            return Some((found, true));
        }
        let at = at.naive_utc();
        if at > until {
            break;
        }
        if at >= from {
            found.push(at);
        }
    }
    Some((found, false))
}

/// A start that leads to the same turns from `from` on, for rules that are not counted: whole rounds are left out.
fn nearer(
    start: NaiveDateTime,
    rule: &ICalendarRecurrenceRule,
    from: NaiveDateTime,
) -> NaiveDateTime {
    if rule.count.is_some() || !rule.bysetpos.is_empty() || start >= from {
        return start;
    }
    let every = i64::from(rule.interval.unwrap_or(1).max(1));
    let round = match rule.freq {
        Freq::Secondly => TimeDelta::seconds(every),
        Freq::Minutely => TimeDelta::minutes(every),
        Freq::Hourly => TimeDelta::hours(every),
        Freq::Daily => TimeDelta::days(every),
        Freq::Weekly => TimeDelta::weeks(every),
        Freq::Monthly if start.day() <= 28 => {
            let months = i64::from(from.year() - start.year()) * 12 + i64::from(from.month())
                - i64::from(start.month());
            let whole = (months - 1).max(0) / every * every;
            let whole = u32::try_from(whole).unwrap_or(0);
            return start
                .checked_add_months(Months::new(whole))
                .unwrap_or(start);
        }
        _ => return start,
    };
    let rounds = (from - start).num_seconds() / round.num_seconds() - 1;
    let far = round.num_seconds().checked_mul(rounds.max(0));
    far.and_then(TimeDelta::try_seconds)
        .and_then(|far| start.checked_add_signed(far))
        .unwrap_or(start)
}
