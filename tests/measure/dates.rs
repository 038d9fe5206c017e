//! What it takes to find time for two: ten calendars read, and slots made of them.

use std::{fmt::Write as _, fs, path::Path, time::Instant};

use chrono::{DateTime, TimeDelta, Utc};
use companion::{
    calendar_in::{Asked, read},
    couple::{
        free::{Block, Side, Wanted, merged, slots},
        time_ask::Shown,
    },
};
use serde_json::json;

/// Of each of the two.
const CALENDARS: usize = 5;
const EVENTS: usize = 2_000;
const WEEKS: u32 = 8;
const TIMES: usize = 11;

/// Writes the calendars into the folder of the profile, for whoever reads them by other means too, and says how long
/// reading them takes, and how long slots take of what was read.
pub fn measure(folder: &Path) {
    let from: DateTime<Utc> = "2026-11-30T00:00:00Z".parse().unwrap();
    let asked = Asked {
        from,
        until: from + TimeDelta::weeks(WEEKS.into()),
        zone: chrono_tz::Europe::Berlin,
    };
    fs::create_dir_all(folder).unwrap();
    let mut calendars = Vec::new();
    for number in 0..2 * CALENDARS {
        let text = calendar(number, from);
        fs::write(folder.join(format!("{number}.ics")), &text).unwrap();
        calendars.push(text);
    }
    let mut both = Vec::new();
    let reading = median(|| {
        both = calendars
            .chunks(CALENDARS)
            .map(|mine| {
                let blocks = mine
                    .iter()
                    .flat_map(|text| read(text.as_bytes(), &asked).unwrap().busy);
                side(blocks)
            })
            .collect::<Vec<Side>>();
    });
    let wanted = Wanted {
        from,
        until: asked.until,
        minutes: 120,
    };
    let mut found = 0;
    let ranking = median(|| {
        // As the other one's side comes: as marks.
        let shown = Shown::of(&both[1], from, WEEKS).unwrap();
        found = slots(&wanted, &both[0], Some(&shown.side(from))).len();
    });
    assert!(found > 0, "there is time for two");
    let blocks: Vec<usize> = both.iter().map(|side| side.busy.len()).collect();
    eprintln!("   {blocks:?} merged blocks, {found} slots");
    println!(
        "{}",
        json!({ "reading": reading, "ranking": ranking, "blocks": blocks })
    );
}

fn side(blocks: impl Iterator<Item = Block>) -> Side {
    Side {
        busy: merged(blocks.map(Block::span)),
        usual: Side::usual_hours(),
        zone: chrono_tz::Europe::Berlin,
    }
}

/// Of someone with much to do: every third event repeats, in half a dozen ways, for years.
fn calendar(number: usize, from: DateTime<Utc>) -> String {
    const RULES: [&str; 6] = [
        "FREQ=WEEKLY;BYDAY=MO,WE",
        "FREQ=WEEKLY;INTERVAL=2",
        "FREQ=MONTHLY;BYDAY=2TU",
        "FREQ=DAILY;COUNT=20",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=YEARLY",
    ];
    let mut text = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//measure//EN\r\n");
    for event in 0..EVENTS {
        let spread = i64::try_from((event * 7919 + number * 104_729) % 100_000).unwrap();
        // Two years before to half a year after, in working hours.
        let day = from + TimeDelta::days(spread % 900 - 720);
        let at = day + TimeDelta::minutes(480 + spread / 7 % 32 * 15);
        let ends = at + TimeDelta::minutes(15 + spread % 4 * 15);
        let (at, ends) = (at.format("%Y%m%dT%H%M%S"), ends.format("%Y%m%dT%H%M%S"));
        write!(
            text,
            "BEGIN:VEVENT\r\nUID:{number}-{event}\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:Number {event}\r\n\
             DTSTART;TZID=Europe/Berlin:{at}\r\nDTEND;TZID=Europe/Berlin:{ends}\r\n"
        )
        .unwrap();
        if event % 3 == 0 {
            write!(text, "RRULE:{}\r\n", RULES[event / 3 % RULES.len()]).unwrap();
        }
        text.push_str("END:VEVENT\r\n");
    }
    text.push_str("END:VCALENDAR\r\n");
    text
}

/// In microseconds.
fn median(mut what: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..TIMES)
        .map(|_| {
            let start = Instant::now();
            what();
            start.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[TIMES / 2]
}
