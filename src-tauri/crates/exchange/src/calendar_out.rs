//! Plans as other calendars read them (RFC 5545).
//!
//! Times are written in UTC. A plan happens once, so no rule of a zone has to come along, and no reader can take its
//! own idea of "Europe/Berlin" for ours; each shows it on its own clock (decision 43).

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use couple::ThingId;

/// Octets of a line, without its end.
const LINE: usize = 75;

/// Something that happens once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happening {
    /// What it is about. Random, so that it says nothing.
    pub id: ThingId,
    /// What is written over it.
    pub title: String,
    /// Where; empty for nowhere in particular.
    pub place: String,
    /// When it begins.
    pub from: DateTime<Utc>,
    /// When it is over.
    pub until: DateTime<Utc>,
    /// How often it was moved: readers take the highest for the latest.
    pub moved: usize,
    /// Nobody but its owner is to see what it is about.
    pub private: bool,
}

/// A calendar as bytes. `name` is what a reader that subscribes shows; `made` is when.
#[must_use]
pub fn calendar(name: &str, happenings: &[Happening], made: DateTime<Utc>) -> String {
    let mut out = Lines::default();
    out.line("BEGIN", "VCALENDAR");
    out.line("VERSION", "2.0");
    out.line("PRODID", "-//Lamplight//Lamplight//EN");
    out.line("CALSCALE", "GREGORIAN");
    out.line("METHOD", "PUBLISH");
    out.text("NAME", name);
    out.text("X-WR-CALNAME", name);
    // Outlook reads the one, others the other.
    out.line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
    out.line("X-PUBLISHED-TTL", "PT1H");
    for happening in happenings {
        out.line("BEGIN", "VEVENT");
        out.line("UID", &format!("{}@lamplight", happening.id));
        out.line("DTSTAMP", &instant(made));
        out.line("SEQUENCE", &happening.moved.to_string());
        out.line("DTSTART", &instant(happening.from));
        out.line("DTEND", &instant(happening.until));
        out.text("SUMMARY", &happening.title);
        if !happening.place.is_empty() {
            out.text("LOCATION", &happening.place);
        }
        if happening.private {
            out.line("CLASS", "PRIVATE");
        }
        out.line("STATUS", "CONFIRMED");
        out.line("TRANSP", "OPAQUE");
        out.line("END", "VEVENT");
    }
    out.line("END", "VCALENDAR");
    out.0
}

fn instant(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

/// Lines that end as they must and are never too long.
#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A value that is what the format calls text.
    fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len() + 8);
        // Of the ends of lines, one that is two characters is one.
        for letter in value.replace("\r\n", "\n").chars() {
            match letter {
                '\\' | ';' | ',' => {
                    escaped.push('\\');
                    escaped.push(letter);
                }
                '\n' | '\r' | '\u{2028}' | '\u{2029}' => escaped.push_str("\\n"),
                '\t' => escaped.push(' '),
                letter if letter.is_control() => {}
                letter => escaped.push(letter),
            }
        }
        self.line(name, &escaped);
    }

    fn line(&mut self, name: &str, value: &str) {
        let mut room = LINE;
        let whole = format!("{name}:{value}");
        for letter in whole.chars() {
            if letter.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = LINE - 1;
            }
            room -= letter.len_utf8();
            self.0.push(letter);
        }
        // Writing to a text has nothing that could fail.
        let _ = self.0.write_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone as _;
    use icalendar::{CalendarComponent, Component as _, DatePerhapsTime, EventLike as _};
    use proptest::prelude::*;

    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        Utc.timestamp_opt(seconds, 0).unwrap()
    }

    fn happening(title: &str, place: &str) -> Happening {
        Happening {
            id: ThingId([7; 16]),
            title: title.into(),
            place: place.into(),
            // 2026-03-28 19:00 in Berlin, and until after the clocks went forward.
            from: Utc.with_ymd_and_hms(2026, 3, 28, 18, 0, 0).unwrap(),
            until: Utc.with_ymd_and_hms(2026, 3, 29, 8, 0, 0).unwrap(),
            moved: 2,
            private: false,
        }
    }

    /// As `icalendar` reads it.
    fn one_way(text: &str) -> Vec<Happening> {
        let read: icalendar::Calendar = text.parse().unwrap();
        let time = |time: Option<DatePerhapsTime>| match time {
            Some(DatePerhapsTime::DateTime(icalendar::CalendarDateTime::Utc(at))) => at,
            other => panic!("{other:?}"),
        };
        read.components
            .iter()
            .map(|component| {
                let CalendarComponent::Event(event) = component else {
                    panic!("{component:?}");
                };
                let id = event.get_uid().unwrap().strip_suffix("@lamplight").unwrap();
                Happening {
                    id: id.parse().unwrap(),
                    title: event.get_summary().unwrap_or_default().into(),
                    place: event.get_location().unwrap_or_default().into(),
                    from: time(event.get_start()),
                    until: time(event.get_end()),
                    moved: usize::try_from(event.get_sequence().unwrap()).unwrap(),
                    private: event.property_value("CLASS") == Some("PRIVATE"),
                }
            })
            .collect()
    }

    /// As `calcard` reads it.
    fn another_way(text: &str) -> Vec<Happening> {
        use calcard::icalendar::{ICalendar, ICalendarProperty as P, ICalendarValue};
        let read = ICalendar::parse(text).unwrap();
        read.components
            .iter()
            .filter(|component| component.component_type.is_event())
            .map(|event| {
                let value = |name: P| event.property(&name).and_then(|entry| entry.values.first());
                let text = |name| {
                    let value = value(name).and_then(ICalendarValue::as_text);
                    value.unwrap_or_default().to_owned()
                };
                let time = |name| {
                    let time = value(name).unwrap().as_partial_date_time().unwrap();
                    at(time.to_timestamp().unwrap())
                };
                let id = text(P::Uid);
                Happening {
                    id: id.strip_suffix("@lamplight").unwrap().parse().unwrap(),
                    title: text(P::Summary),
                    place: text(P::Location),
                    from: time(P::Dtstart),
                    until: time(P::Dtend),
                    moved: value(P::Sequence).unwrap().as_integer().unwrap() as usize,
                    private: event.has_property(&P::Class),
                }
            })
            .collect()
    }

    fn proper(text: &str) {
        for line in text.split_inclusive("\r\n") {
            let line = line.strip_suffix("\r\n").expect("every line ends");
            assert!(
                line.len() <= LINE && !line.contains(['\r', '\n']),
                "{line:?}"
            );
        }
    }

    #[test]
    fn two_readers_see_what_was_written() {
        let all = [
            happening("Soup; bread, and a \\ slash", "Anna's\nkitchen"),
            Happening {
                private: true,
                moved: 0,
                ..happening("Busy", "")
            },
            happening(&"Käsespätzle 🧀 ".repeat(20), "ᚠᛇᚻ᛫ᛒᛦᚦ"),
        ];
        let text = calendar("Ours", &all, at(1_700_000_000));
        proper(&text);
        assert_eq!(one_way(&text), all);
        assert_eq!(another_way(&text), all);
    }

    #[test]
    fn a_line_of_its_own_can_not_be_smuggled_in() {
        for end in ["\r\n", "\n", "\r", "\u{2028}", "\u{b}", "\u{85}"] {
            let title = format!("a{end}END:VEVENT{end}BEGIN:VEVENT{end}SUMMARY:b");
            let text = calendar(&title, &[happening(&title, &title)], at(0));
            proper(&text);
            assert_eq!(text.matches("\r\nBEGIN:VEVENT\r\n").count(), 1, "{end:?}");
            assert_eq!((one_way(&text).len(), another_way(&text).len()), (1, 1));
        }
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read(title in "[^\\p{Cc}\\u{2028}\\u{2029}]{1,200}", place in "[^\\p{C}\\u{2028}\\u{2029}]{0,90}") {
            // A reader may take the spaces around a text away.
            let all = [happening(title.trim(), place.trim())];
            let text = calendar("Ours", &all, at(0));
            proper(&text);
            let trimmed = |mut read: Vec<Happening>| {
                for one in &mut read {
                    one.title = one.title.trim().into();
                    one.place = one.place.trim().into();
                }
                read
            };
            prop_assert_eq!(trimmed(one_way(&text)), all.clone());
            prop_assert_eq!(trimmed(another_way(&text)), all);
        }
    }
}
