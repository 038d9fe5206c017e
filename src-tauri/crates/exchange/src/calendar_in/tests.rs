//! Cases of the standard, of programs that exist, and of people who mean no good.

use chrono::TimeZone as _;

use super::*;

const BERLIN: Tz = chrono_tz::Europe::Berlin;

fn asked(from: &str, days: i64) -> Asked {
    let from: DateTime<Utc> = from.parse().unwrap();
    Asked {
        from,
        until: from + TimeDelta::days(days),
        zone: BERLIN,
    }
}

fn may() -> Asked {
    asked("2026-05-01T00:00:00Z", 31)
}

fn calendar(events: &str) -> String {
    format!("BEGIN:VCALENDAR\nVERSION:2.0\n{events}\nEND:VCALENDAR\n")
}

fn event(lines: &str) -> String {
    calendar(&format!("BEGIN:VEVENT\nUID:1\n{lines}\nEND:VEVENT"))
}

fn reading(text: &str, asked: &Asked) -> Reading {
    read(text.as_bytes(), asked).unwrap()
}

/// On the clock of Berlin.
fn busy(text: &str, asked: &Asked) -> Vec<String> {
    let on = |at: DateTime<Utc>| at.with_timezone(&BERLIN);
    let blocks = reading(text, asked).busy.into_iter();
    blocks
        .map(|block| {
            let (from, until) = (on(block.from), on(block.until));
            format!("{} {}", from.format("%m-%d %H:%M"), until.format("%H:%M"))
        })
        .collect()
}

#[test]
fn a_time_says_where_it_is_counted() {
    for (start, end) in [
        ("DTSTART:20260504T100000Z", "DTEND:20260504T110000Z"),
        (
            "DTSTART;TZID=Europe/Berlin:20260504T120000",
            "DURATION:PT1H",
        ),
        (
            "DTSTART;TZID=\"Europe/Berlin\":20260504T120000",
            "DURATION:PT1H",
        ),
        (
            "DTSTART;TZID=W. Europe Standard Time:20260504T120000",
            "DURATION:PT1H",
        ),
        (
            "DTSTART;TZID=America/New_York:20260504T060000",
            "DURATION:PT60M",
        ),
        (
            "DTSTART;TZID=Eastern Standard Time:20260504T060000",
            "DURATION:PT60M",
        ),
        (
            "DTSTART;TZID=/citadel.org/20190914_1/Europe/Berlin:20260504T120000",
            "DURATION:PT1H",
        ),
        // Floating: wherever the reader is.
        ("DTSTART:20260504T120000", "DTEND:20260504T130000"),
        (
            "DTSTART;TZID=Middle-earth/Bree:20260504T120000",
            "DURATION:PT1H",
        ),
    ] {
        let text = event(&format!("{start}\n{end}"));
        assert_eq!(busy(&text, &may()), ["05-04 12:00 13:00"], "{start}");
        let strange = u32::from(start.contains("Bree"));
        assert_eq!(reading(&text, &may()).strange_zones, strange, "{start}");
    }
}

#[test]
fn a_zone_may_come_along() {
    let zone = "BEGIN:VTIMEZONE\nTZID:Customized Time Zone\nBEGIN:STANDARD\nDTSTART:16010101T030000\n\
        TZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\n\
        BEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n\
        RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
    let text = calendar(&format!(
        "{zone}BEGIN:VEVENT\nUID:1\nDTSTART;TZID=Customized Time Zone:20251006T120000\nDURATION:PT1H\n\
         RRULE:FREQ=WEEKLY;COUNT=60\nEND:VEVENT"
    ));
    for from in [
        "2026-03-23T00:00:00Z",
        "2026-05-04T00:00:00Z",
        "2025-10-20T00:00:00Z",
    ] {
        let found = busy(&text, &asked(from, 14));
        assert_eq!(found.len(), 2);
        assert!(
            found.iter().all(|block| block.ends_with("12:00 13:00")),
            "{found:?}"
        );
    }
    assert_eq!(reading(&text, &may()).strange_zones, 0);
}

#[test]
fn what_takes_no_time_is_not_busy() {
    for more in [
        "STATUS:CANCELLED",
        "TRANSP:TRANSPARENT",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
    ] {
        let text = event(&format!("DTSTART:20260504T100000Z\nDURATION:PT1H\n{more}"));
        assert_eq!(busy(&text, &may()), [""; 0], "{more}");
    }
    let day = "DTSTART;VALUE=DATE:20260504\nSUMMARY:A birthday";
    assert_eq!(busy(&event(day), &may()), [""; 0]);
    let away = "DTSTART;VALUE=DATE:20260504\nDTEND;VALUE=DATE:20260506\nTRANSP:OPAQUE";
    assert_eq!(busy(&event(away), &may()), ["05-04 00:00 00:00"]);
    assert_eq!(
        reading(&event(away), &may()).busy[0].until - reading(&event(away), &may()).busy[0].from,
        TimeDelta::days(2)
    );
}

#[test]
fn one_turn_is_moved_another_left_out_and_one_added() {
    let text = calendar(
        "BEGIN:VEVENT\nUID:a\nDTSTART;TZID=Europe/Berlin:20260504T090000\nDURATION:PT1H\n\
         RRULE:FREQ=WEEKLY;COUNT=4\nEXDATE;TZID=Europe/Berlin:20260511T090000\n\
         RDATE;TZID=Europe/Berlin:20260506T090000\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:a\nRECURRENCE-ID;TZID=Europe/Berlin:20260518T090000\n\
         DTSTART;TZID=Europe/Berlin:20260519T140000\nDURATION:PT30M\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:a\nRECURRENCE-ID:20260525T070000Z\nDTSTART:20260525T070000Z\nDURATION:PT1H\n\
         STATUS:CANCELLED\nEND:VEVENT",
    );
    let all = [
        "05-04 09:00 10:00",
        "05-06 09:00 10:00",
        "05-19 14:00 14:30",
    ];
    assert_eq!(busy(&text, &may()), all);
}

#[test]
fn an_hour_that_is_skipped_or_comes_twice() {
    let daily = |at: &str| {
        event(&format!(
            "DTSTART;TZID=Europe/Berlin:{at}T023000\nDURATION:PT15M\nRRULE:FREQ=DAILY;COUNT=3"
        ))
    };
    let spring = busy(&daily("20260328"), &asked("2026-03-27T00:00:00Z", 9));
    assert_eq!(
        spring,
        [
            "03-28 02:30 02:45",
            "03-29 03:30 03:45",
            "03-30 02:30 02:45"
        ]
    );
    let autumn = reading(&daily("20261024"), &asked("2026-10-23T00:00:00Z", 9)).busy;
    let first: DateTime<Utc> = "2026-10-25T00:30:00Z".parse().unwrap();
    assert_eq!(
        (autumn.len(), autumn[1].from),
        (3, first),
        "the first of the two"
    );
    // The start itself lies in the hour that is skipped.
    let gap = event(
        "DTSTART;TZID=Europe/Berlin:20260329T023000\nDURATION:PT15M\nRRULE:FREQ=DAILY;COUNT=2",
    );
    assert_eq!(
        busy(&gap, &asked("2026-03-27T00:00:00Z", 9)),
        ["03-29 03:30 03:45", "03-30 02:30 02:45"]
    );
    let hourly = event(
        "DTSTART;TZID=Europe/Berlin:20260329T000000\nDURATION:PT15M\nRRULE:FREQ=HOURLY;COUNT=5",
    );
    assert_eq!(
        reading(&hourly, &asked("2026-03-27T00:00:00Z", 9)).events,
        1
    );
}

#[test]
fn an_end_of_a_rule_is_counted_where_it_is_told() {
    for until in ["20260518T070000Z", "20260518T090000", "20260518"] {
        let text = event(&format!(
            "DTSTART;TZID=Europe/Berlin:20260504T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;UNTIL={until}"
        ));
        assert_eq!(busy(&text, &may()).len(), 3, "{until}");
    }
    let before = event(
        "DTSTART;TZID=Europe/Berlin:20260504T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;UNTIL=20260518T065959Z",
    );
    assert_eq!(busy(&before, &may()).len(), 2);
}

#[test]
fn years_of_a_rule_cost_nothing() {
    let start = std::time::Instant::now();
    for rule in [
        "FREQ=DAILY",
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,WE",
        "FREQ=HOURLY;INTERVAL=5",
        "FREQ=MONTHLY;INTERVAL=7",
        "FREQ=YEARLY",
        "FREQ=MONTHLY;BYDAY=-1FR",
    ] {
        let text = event(&format!(
            "DTSTART:19700102T100000Z\nDURATION:PT1H\nRRULE:{rule}"
        ));
        let read = reading(&text, &asked("2026-01-01T00:00:00Z", 366));
        assert_eq!((read.broken, read.endless), (0, 0), "{rule}");
        assert!(!read.busy.is_empty(), "{rule}");
    }
    assert!(start.elapsed() < std::time::Duration::from_secs(5));
}

#[test]
fn a_billion_repeats_are_cut_off() {
    let start = std::time::Instant::now();
    for rule in [
        "FREQ=SECONDLY",
        "FREQ=SECONDLY;COUNT=1000000000",
        "FREQ=MINUTELY;COUNT=1000000000",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;COUNT=4000000000;BYHOUR=0,1,2,3,4,5,6,7,8,9;BYMINUTE=0,1,2,3;BYSECOND=0,1,2,3,4,5",
    ] {
        let text = event(&format!(
            "DTSTART:19700101T000000Z\nDURATION:PT1S\nRRULE:{rule}"
        ));
        assert!(read(text.as_bytes(), &may()).is_ok(), "{rule}");
    }
    let text = event("DTSTART:20260501T000000Z\nDURATION:PT1S\nRRULE:FREQ=SECONDLY");
    assert_eq!(reading(&text, &may()).endless, 1);
    assert!(
        start.elapsed() < std::time::Duration::from_secs(10),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn a_broken_event_costs_itself() {
    let good =
        "BEGIN:VEVENT\nUID:2\nDTSTART:20260504T100000Z\nDTEND:20260504T110000Z\nEND:VEVENT\n";
    for bad in [
        "BEGIN:VEVENT\nUID:1\nSUMMARY:no start\nEND:VEVENT\n",
        "BEGIN:VEVENT\nUID:1\nDTSTART:20260231T100000Z\nEND:VEVENT\n",
        "BEGIN:VEVENT\nUID:1\nDTSTART:yesterday\nEND:VEVENT\n",
        "BEGIN:VEVENT\nUID:1\nDTSTART:20260504T100000Z\nDTEND:2026\n",
        "BEGIN:VEVENT\nUID:1\n",
        "BEGIN:VEVENT\nDTSTART:20260504T100000Z\nRRULE:FREQ=SOMETIMES\nDURATION:-P1D\nEND:VEVENT\n",
        "\u{0}\u{1}ÿ;;;:::\nBEGIN\nEND:\nBEGIN:\n",
        "END:VEVENT\nEND:VEVENT\n",
    ] {
        for text in [format!("{bad}{good}"), format!("{good}{bad}")] {
            let read = reading(&calendar(&text), &may());
            assert_eq!(read.busy.len(), 1, "{bad}");
        }
    }
    let bytes = [
        b"BEGIN:VCALENDAR\n".as_slice(),
        &[0xff, 0xfe, b'\n'],
        good.as_bytes(),
    ]
    .concat();
    assert_eq!(read(&bytes, &may()).unwrap().busy.len(), 1);
    let long = format!(
        "BEGIN:VEVENT\nDESCRIPTION:{}\nDTSTART:20260504T100000Z\nEND:VEVENT\n{good}",
        "x".repeat(EVENT_LIMIT)
    );
    let read = reading(&calendar(&long), &may());
    assert_eq!((read.busy.len(), read.broken), (1, 1));
}

#[test]
fn what_is_no_calendar_or_too_large_says_so() {
    for nothing in [
        "",
        "\n\n",
        "<!doctype html><title>Sign in</title>",
        "VEVENT",
    ] {
        assert_eq!(
            read(nothing.as_bytes(), &may()),
            Err(CalendarFault::NotACalendar),
            "{nothing}"
        );
    }
    let large = vec![b' '; SIZE_LIMIT + 1];
    assert_eq!(read(&large, &may()), Err(CalendarFault::TooLarge));
    assert_eq!(
        reading("\u{feff}\r\nbegin:vcalendar\r\nEND:VCALENDAR", &may()),
        Reading::default()
    );
}

#[test]
fn a_turn_may_take_all_later_ones_along() {
    let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Europe/Berlin:20260302T180000\r\n\
        DURATION:PT1H\r\nRRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\n\
        BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260316T180000\r\n\
        DTSTART;TZID=Europe/Berlin:20260317T193000\r\nDURATION:PT2H\r\nEND:VEVENT\r\n\
        BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID;TZID=Europe/Berlin:20260330T180000\r\n\
        DTSTART;TZID=Europe/Berlin:20260330T080000\r\nDURATION:PT1H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let asked = Asked {
        from: Utc.with_ymd_and_hms(2026, 3, 1, 0, 0, 0).unwrap(),
        until: Utc.with_ymd_and_hms(2026, 4, 8, 0, 0, 0).unwrap(),
        zone: BERLIN,
    };
    assert_eq!(
        busy(text, &asked),
        [
            "03-02 18:00 19:00",
            "03-09 18:00 19:00",
            "03-17 19:30 21:30",
            // The clocks change in between: it is the same hour on the wall.
            "03-24 19:30 21:30",
            "03-30 08:00 09:00",
            "04-07 19:30 21:30",
        ]
    );
}

/// What python's `icalendar` with `recurring-ical-events` makes of the same calendars, where we make something else of
/// them, and how many were asked about.
fn compared(all: &str) -> (Vec<String>, usize) {
    let mut wrong = Vec::new();
    for line in all.lines() {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        let number = |value: &serde_json::Value| value.as_i64().unwrap();
        let at = |seconds: i64| Utc.timestamp_opt(seconds, 0).unwrap();
        let asked = Asked {
            from: at(number(&case["from"])),
            until: at(number(&case["until"])),
            zone: case["zone"].as_str().unwrap().parse().unwrap(),
        };
        let text = case["ics"].as_str().unwrap();
        let ours: Vec<(i64, i64)> = match read(text.as_bytes(), &asked) {
            Ok(reading) => reading
                .busy
                .iter()
                .map(|block| (block.from.timestamp(), block.until.timestamp()))
                .collect(),
            Err(trouble) => {
                wrong.push(format!("{}\n{trouble:?}", case["name"]));
                continue;
            }
        };
        let theirs: Vec<(i64, i64)> = case["busy"]
            .as_array()
            .unwrap()
            .iter()
            .map(|block| (number(&block[0]), number(&block[1])))
            .collect();
        if ours != theirs {
            let odd = |one: &[(i64, i64)], other: &[(i64, i64)]| -> Vec<_> {
                let odd = one.iter().filter(|block| !other.contains(block));
                odd.take(3)
                    .map(|(from, until)| (at(*from), at(*until)))
                    .collect()
            };
            wrong.push(format!(
                "{}\nours {:?}\ntheirs {:?}",
                case["name"].as_str().unwrap_or(text),
                odd(&ours, &theirs),
                odd(&theirs, &ours)
            ));
        }
    }
    (wrong, all.lines().count())
}

/// `tests/fixtures/calendars/generated.jsonl`, made by `make.py` beside it.
#[test]
fn an_independent_implementation_agrees() {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../tests/fixtures/calendars/generated.jsonl"
    );
    let (wrong, count) = compared(&std::fs::read_to_string(file).unwrap());
    assert!(count >= 500, "{count}");
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(4)].join("\n")
    );
}

/// Public sample files, which `samples.py` fetches nothing of and keeps nothing of: it says how to get them.
#[test]
#[ignore = "asks for LAMPLIGHT_SAMPLES, made by tests/fixtures/calendars/samples.py"]
fn public_samples() {
    let file = std::env::var_os("LAMPLIGHT_SAMPLES").unwrap();
    let (wrong, count) = compared(&std::fs::read_to_string(file).unwrap());
    println!(
        "{} of {count} questions are answered alike",
        count - wrong.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
