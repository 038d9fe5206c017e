//! What a look at the clock takes with a thousand gestures and two hundred people's calendars.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use companion::{
    Companion, PlanInput, Profile,
    calendar_in::Reading,
    couple::{
        cadence::{Cadence, Window},
        free::merged,
        gesture::GestureRef,
    },
};
use serde_json::json;

use crate::home;

const GESTURES: u16 = 1_000;
/// Calendars that may be read, and how many people's calendars are in each of them.
const CALENDARS: i64 = 20;
const WORTH: i64 = 10;
/// Of one person, in half a year.
const BLOCKS: i64 = 600;
const LOOKS: usize = 101;

/// Keeps gestures and calendars, and says how long it takes to find out what is due, at any look and at the first one
/// after something was kept, when all gestures are read again.
pub fn measure(profile: &Profile) {
    let lock = profile.lock().unwrap();
    // In the night quiet hours answer for all of them at once.
    let mut home = home::open_at_midday(profile);
    let mut last = None;
    for number in 0..GESTURES {
        let hour = 6 + number % 15;
        let window = Window::parse(&format!("{hour:02}:00"), &format!("{:02}:30", hour + 2));
        let input = PlanInput {
            gesture: GestureRef::Own(format!("Something small, number {number}")),
            cadence: Cadence::EveryDays(1 + number % 60),
            window: window.unwrap(),
            cue: None,
        };
        last = Some(home.keep_plan(None, input).unwrap().id);
    }
    let now = chrono::Utc::now();
    for calendar in 0..CALENDARS {
        let id = home
            .add_calendar(PathBuf::from(format!("/calendars/{calendar}.ics")).into())
            .unwrap();
        // Each begins at another time, and none of them holds this moment.
        let block = |number: i64| {
            let step = 1 + number / WORTH * 28 + (number % WORTH * 3 + calendar) % 27;
            let from = now.timestamp() + step * 15 * 60;
            (from, from + 15 * 60)
        };
        let busy = merged((0..BLOCKS * WORTH).map(block));
        let reading = Reading {
            busy,
            ..Reading::default()
        };
        home.calendar_was_read(id, Ok(reading)).unwrap();
    }
    // The first look after a calendar was read.
    let start = Instant::now();
    home.busy_until().unwrap();
    let first = start.elapsed();
    let look = |home: &Companion| {
        home.due_at(now).unwrap();
        home.busy_until().unwrap();
    };
    let due = median(&mut home, |_| (), look);
    let last = last.unwrap();
    let after_keeping = |home: &mut Companion| {
        home.did_nudge(last).unwrap();
    };
    let anew = median(&mut home, after_keeping, look);
    println!(
        "{}",
        json!({ "due": due.as_micros(), "anew": anew.as_micros(), "first": first.as_micros() })
    );
    drop(home);
    drop(lock);
}

fn median(
    home: &mut Companion,
    before: impl Fn(&mut Companion),
    look: impl Fn(&Companion),
) -> Duration {
    let mut times: Vec<Duration> = (0..LOOKS)
        .map(|_| {
            before(home);
            let start = Instant::now();
            look(home);
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[LOOKS / 2]
}
