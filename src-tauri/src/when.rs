//! A moment to come in a few words, as the tray says it: a day by its name where it is near, and a time of day.

use chrono::{DateTime, Datelike, Timelike, Utc};
use chrono_tz::Tz;

use crate::texts::Texts;

/// Which day and from what time on: `today, 18:00`, `Monday, 06:00`, `12 March, 06:00`.
#[must_use]
pub fn day_and_time(texts: &Texts, at: DateTime<Utc>, now: DateTime<Utc>, zone: Tz) -> String {
    let (at, today) = (at.with_timezone(&zone), now.with_timezone(&zone));
    let time = format!("{:02}:{:02}", at.hour(), at.minute());
    let day = at.date_naive();
    match day.signed_duration_since(today.date_naive()).num_days() {
        0 => texts.with("when-today", &[("time", &time)]),
        1 => texts.with("when-tomorrow", &[("time", &time)]),
        2..=6 => {
            let day = texts.get(&format!(
                "when-weekday-{}",
                day.weekday().number_from_monday()
            ));
            texts.with("when-day", &[("day", &day), ("time", &time)])
        }
        _ => {
            let number = day.day().to_string();
            let key = format!("when-month-{}", day.month());
            let day = texts.with(&key, &[("day", &number)]);
            texts.with("when-day", &[("day", &day), ("time", &time)])
        }
    }
}

/// Until when, which on the same day needs the time alone.
#[must_use]
pub fn until(texts: &Texts, at: DateTime<Utc>, now: DateTime<Utc>, zone: Tz) -> String {
    let (end, today) = (at.with_timezone(&zone), now.with_timezone(&zone));
    if end.date_naive() == today.date_naive() {
        format!("{:02}:{:02}", end.hour(), end.minute())
    } else {
        day_and_time(texts, at, now, zone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Language;

    #[test]
    fn near_days_have_names_and_far_ones_a_date() {
        let now: DateTime<Utc> = "2026-11-27T16:00:00Z".parse().unwrap();
        let zone = Tz::Europe__Berlin;
        let said = |language, at: &str| {
            let texts = Texts::new(language);
            let at = at.parse().unwrap();
            (
                day_and_time(&texts, at, now, zone),
                until(&texts, at, now, zone),
            )
        };
        let both = |text: &str| (text.to_owned(), text.to_owned());
        let (english, german) = (Language::English, Language::German);
        let (today, ends) = said(german, "2026-11-27T17:00:00Z");
        assert_eq!((today.as_str(), ends.as_str()), ("heute, 18:00", "18:00"));
        assert_eq!(said(german, "2026-11-28T05:00:00Z"), both("morgen, 06:00"));
        assert_eq!(said(german, "2026-11-30T05:00:00Z"), both("Montag, 06:00"));
        assert_eq!(said(english, "2026-11-30T05:00:00Z"), both("Monday, 06:00"));
        assert_eq!(
            said(german, "2027-03-12T05:00:00Z"),
            both("12. März, 06:00")
        );
        assert_eq!(
            said(english, "2027-03-12T05:00:00Z"),
            both("12 March, 06:00")
        );
        // A clock that has gone back makes a date of it, and no name that would be wrong.
        assert_eq!(
            said(english, "2026-11-20T05:00:00Z"),
            both("20 November, 06:00")
        );
    }

    #[test]
    fn every_day_and_month_has_its_word() {
        for language in [Language::English, Language::German] {
            let texts = Texts::new(language);
            for number in 1..=12 {
                let month = texts.with(&format!("when-month-{number}"), &[("day", "7")]);
                assert!(month.contains('7') && !month.contains("when"), "{month}");
            }
            for number in 1..=7 {
                assert!(
                    !texts
                        .get(&format!("when-weekday-{number}"))
                        .contains("when")
                );
            }
        }
    }
}
