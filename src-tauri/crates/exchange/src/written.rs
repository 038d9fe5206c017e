//! When something was written, from the many ways files say it.

use chrono::{
    DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Utc,
};
use chrono_tz::{TZ_VARIANTS, Tz};
use couple::{Moment, WallTime};

/// Reads a date with or without a time. With an offset it is that instant, in a zone that had this offset then;
/// without, it is that time in `zone`; a day alone is noon.
pub(crate) fn moment(text: &str, zone: Tz) -> Option<Moment> {
    let text = text.trim();
    let moment = with_offset(text)
        .map(|at| Moment {
            at: at.with_timezone(&Utc),
            zone: zone_of(at, zone),
        })
        .or_else(|| local(text).map(|local| of_local(local, zone)))
        .or_else(|| day(text).map(|day| noon(day, zone)))?;
    sane(moment.at.year()).then_some(moment)
}

/// The years a calendar of ours can show.
fn sane(year: i32) -> bool {
    (1..=9999).contains(&year)
}

/// Noon of a day.
pub(crate) fn noon(day: NaiveDate, zone: Tz) -> Moment {
    of_local(
        day.and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default()),
        zone,
    )
}

/// A day at the beginning of a name or a line, and what is behind it: `2019-03-04`, `20190304`, `2019_03_04-walk`.
pub(crate) fn leading_day(text: &str) -> Option<(NaiveDate, &str)> {
    let digits = |text: &str, count: usize| -> Option<u32> {
        let part = text.get(..count)?;
        part.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| part.parse().ok())
            .flatten()
    };
    let year = digits(text, 4)?;
    let mark = text[4..]
        .chars()
        .next()
        .filter(|mark| matches!(mark, '-' | '_' | '.' | '/'));
    let skip = |text: &'_ str| -> Option<usize> {
        match mark {
            Some(mark) => text.starts_with(mark).then_some(1),
            None => Some(0),
        }
    };
    let rest = &text[4 + skip(&text[4..])?..];
    let month = digits(rest, 2)?;
    let rest = &rest[2 + skip(&rest[2..])?..];
    let day = digits(rest, 2)?;
    let rest = &rest[2..];
    let ends = !rest.starts_with(|letter: char| letter.is_ascii_digit()) || mark.is_none();
    let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    (ends && sane(day.year())).then_some((day, rest))
}

fn with_offset(text: &str) -> Option<DateTime<FixedOffset>> {
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(at);
    }
    let text = text
        .strip_suffix('Z')
        .map_or(text.to_owned(), |text| format!("{text}+0000"));
    [
        "%Y-%m-%d %H:%M:%S%.f %z",
        "%Y-%m-%d %H:%M %z",
        "%Y-%m-%dT%H:%M:%S%.f%z",
        "%Y-%m-%dT%H:%M%z",
        "%Y-%m-%d %H:%M:%S%.f%z",
        "%Y-%m-%d %H:%M%z",
    ]
    .iter()
    .find_map(|format| DateTime::parse_from_str(&text, format).ok())
}

fn local(text: &str) -> Option<NaiveDateTime> {
    [
        "%Y-%m-%dT%H:%M:%S%.f",
        "%Y-%m-%d %H:%M:%S%.f",
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%d %H:%M",
        "%Y/%m/%d %H:%M:%S%.f",
        "%Y/%m/%d %H:%M",
        "%d.%m.%Y %H:%M:%S%.f",
        "%d.%m.%Y %H:%M",
    ]
    .iter()
    .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
    .filter(|local| sane(local.year()))
}

fn day(text: &str) -> Option<NaiveDate> {
    ["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d.%m.%Y"]
        .iter()
        .find_map(|format| NaiveDate::parse_from_str(text, format).ok())
        .filter(|day| sane(day.year()))
}

fn of_local(local: NaiveDateTime, zone: Tz) -> Moment {
    Moment {
        at: WallTime { local, zone }.instant(),
        zone,
    }
}

/// The zone a person was in who wrote this offset: their own where it fits, else one of whole hours, else the first
/// of the list that had it then. An offset no zone ever had keeps its instant only.
fn zone_of(at: DateTime<FixedOffset>, own: Tz) -> Tz {
    let offset = at.offset().fix();
    let fits = |zone: &Tz| zone.offset_from_utc_datetime(&at.naive_utc()).fix() == offset;
    if fits(&own) {
        return own;
    }
    let seconds = offset.local_minus_utc();
    // The sign of these names is the other way round.
    let whole = match seconds {
        0 => Some("Etc/UTC".to_owned()),
        seconds if seconds % 3600 == 0 => Some(format!("Etc/GMT{:+}", -seconds / 3600)),
        _ => None,
    };
    let whole = whole.and_then(|name| name.parse().ok()).filter(fits);
    whole
        .or_else(|| TZ_VARIANTS.iter().copied().find(|zone| fits(zone)))
        .unwrap_or(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str, zone: &str) {
        let moment = moment(text, Tz::Europe__Berlin).unwrap();
        assert_eq!(
            (moment.rfc3339().as_str(), moment.zone.name()),
            (expected, zone),
            "{text}"
        );
    }

    #[test]
    fn an_offset_is_kept() {
        check(
            "2019-03-04T21:15:00-05:00",
            "2019-03-04T21:15:00-05:00",
            "Etc/GMT+5",
        );
        check(
            "2019-03-04T21:15:00+01:00",
            "2019-03-04T21:15:00+01:00",
            "Europe/Berlin",
        );
        check(
            "2019-07-04T21:15:00+01:00",
            "2019-07-04T21:15:00+01:00",
            "Etc/GMT-1",
        );
        check(
            "2019-03-04 21:15:00 +0545",
            "2019-03-04T21:15:00+05:45",
            "Asia/Kathmandu",
        );
        check("2019-03-04T21:15Z", "2019-03-04T21:15:00+00:00", "Etc/UTC");
        check(
            "2019-03-04 21:15 +1400",
            "2019-03-04T21:15:00+14:00",
            "Etc/GMT-14",
        );
        // The instant at least: nobody lives at +05:17.
        check(
            "2019-03-04T21:15:00+05:17",
            "2019-03-04T16:58:00+01:00",
            "Europe/Berlin",
        );
    }

    #[test]
    fn a_time_without_an_offset_is_local_and_a_day_is_noon() {
        for text in [
            "2019-03-04T21:15",
            "2019-03-04 21:15:00",
            "2019-03-04T21:15:00.000",
            "2019/03/04 21:15",
            "04.03.2019 21:15",
        ] {
            check(text, "2019-03-04T21:15:00+01:00", "Europe/Berlin");
        }
        for text in [
            "2019-03-04",
            " 2019-03-04 ",
            "2019/03/04",
            "20190304",
            "04.03.2019",
        ] {
            check(text, "2019-03-04T12:00:00+01:00", "Europe/Berlin");
        }
        // Skipped by the clocks, and twice.
        check(
            "2019-03-31 02:30",
            "2019-03-31T03:30:00+02:00",
            "Europe/Berlin",
        );
        check(
            "2019-10-27 02:30",
            "2019-10-27T02:30:00+02:00",
            "Europe/Berlin",
        );
        assert_eq!(
            noon(
                NaiveDate::from_ymd_opt(2011, 12, 30).unwrap(),
                Tz::Pacific__Apia
            )
            .day()
            .to_string(),
            "2011-12-31"
        );
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "last summer",
            "2019-02-30",
            "2019-13-01",
            "2019",
            "99999-01-01",
            "0000-00-00",
            "2019-03-04T25:00",
            "-0001-01-01",
            "12:00",
        ] {
            assert_eq!(moment(text, Tz::UTC), None, "{text}");
        }
    }

    #[test]
    fn a_leading_day_is_found_with_what_follows() {
        let check = |text: &str, rest: Option<&str>| {
            let found = leading_day(text).map(|(day, rest)| (day.to_string(), rest));
            assert_eq!(
                found,
                rest.map(|rest| ("2019-03-04".to_owned(), rest)),
                "{text}"
            );
        };
        check("2019-03-04", Some(""));
        check("2019-03-04 By the sea", Some(" By the sea"));
        check("20190304", Some(""));
        check("2019_03_04-walk", Some("-walk"));
        check("2019.03.04", Some(""));
        check("201903041230", Some("1230"));
        for text in [
            "2019-0304",
            "2019-03-041",
            "2019-03",
            "19-03-04",
            "2019-02-30",
            "x2019-03-04",
            "٢٠١٩-٠٣-٠٤",
            "2019-03-é",
            "",
        ] {
            check(text, None);
        }
    }
}
