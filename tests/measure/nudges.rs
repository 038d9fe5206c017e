//! What a look at the clock takes with a thousand gestures.

use std::time::{Duration, Instant};

use companion::{
    Companion, PlanInput, Profile,
    couple::{
        cadence::{Cadence, Window},
        gesture::GestureRef,
    },
};
use serde_json::json;

use crate::home;

const GESTURES: u16 = 1_000;
const LOOKS: usize = 101;

/// Keeps the gestures, and says how long it takes to find out what is due, beside reading them alone.
pub fn measure(profile: &Profile) {
    let lock = profile.lock().unwrap();
    let mut home = home::open(profile);
    for number in 0..GESTURES {
        let hour = 6 + number % 15;
        let window = Window::parse(&format!("{hour:02}:00"), &format!("{:02}:30", hour + 2));
        let input = PlanInput {
            gesture: GestureRef::Own(format!("Something small, number {number}")),
            cadence: Cadence::EveryDays(1 + number % 60),
            window: window.unwrap(),
            cue: None,
        };
        home.keep_plan(None, input).unwrap();
    }
    let now = chrono::Utc::now();
    let due = median(&home, |home| {
        home.due_at(now).unwrap();
    });
    let read = median(&home, |home| {
        home.waits_for_cues().unwrap();
    });
    println!("{}", json!({ "due": due.as_micros(), "read": read.as_micros() }));
    drop(home);
    drop(lock);
}

fn median(home: &Companion, look: impl Fn(&Companion)) -> Duration {
    let mut times: Vec<Duration> = (0..LOOKS)
        .map(|_| {
            let start = Instant::now();
            look(home);
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[LOOKS / 2]
}
