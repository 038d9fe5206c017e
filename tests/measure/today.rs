//! Today with ten years of everything: what it takes to find out what is on it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, Instant},
};

use chrono::{DateTime, TimeDelta, Utc};
use companion::{
    AheadInput, Companion, ImportantDateInput, NoteInput, OutingInput, PlanInput, Profile, Tick,
    Whose,
    couple::{
        ThingId, WallTime,
        cadence::{Cadence, Window},
        gesture::GestureRef,
        sealed::Question,
        us::{AheadSort, LeapDay, RitualSays, Sort, WishSort},
    },
};
use serde_json::json;

use crate::home;

const WEEKS: i64 = 520;
const LOOKS: usize = 101;
/// Whoever looks at the clock has no network.
const LOOK: Tick = Tick {
    nudges: true,
    steady: true,
    network: false,
};

/// Lives through ten years with the one it is paired with, and says how long Today takes then, beside a page of the
/// journal. In microseconds.
pub fn measure(profile: &Profile) {
    let lock = profile.lock().unwrap();
    let clock = Arc::new(AtomicI64::new(0));
    let now = Arc::clone(&clock);
    let begun = Utc::now() - TimeDelta::weeks(WEEKS);
    let mut home = home::open_at(profile, move || {
        begun + TimeDelta::days(now.load(Ordering::Relaxed))
    });
    let mut plans = Vec::new();
    for week in 0..WEEKS {
        clock.store(week * 7, Ordering::Relaxed);
        live(&mut home, week, begun + TimeDelta::weeks(week), &mut plans);
        home.tick(LOOK).unwrap();
        home.take_notices();
        home.take_errands();
    }
    home.lock().unwrap();

    let mut home = home::open(profile);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..LOOKS {
        ours.push(timed(|| drop(home.today().unwrap())));
        theirs.push(timed(|| drop(home.list_entries(None, 50).unwrap())));
    }
    home.lock().unwrap();
    drop(lock);
    println!(
        "{}",
        json!({ "today": median(ours), "page": median(theirs) })
    );
}

/// One week: a date, a promise that is kept, a day that is coming, something good to know, a gesture that is done, and
/// now and then the rest.
fn live(home: &mut Companion, week: i64, now: DateTime<Utc>, plans: &mut Vec<ThingId>) {
    let number = u32::try_from(week).unwrap();
    let when = WallTime {
        local: (now + TimeDelta::days(3)).naive_utc(),
        zone: chrono_tz::UTC,
    };
    let outing = OutingInput {
        title: format!("The date of week {week}"),
        note: "Somewhere by the water.".into(),
        place: String::new(),
        when,
        minutes: 120,
        idea: None,
    };
    home.propose_outing(outing).unwrap();
    let ahead = AheadInput {
        sort: AheadSort::Hard,
        text: format!("Interview {week}"),
        at: when,
        timed: true,
    };
    home.add_ahead(ahead, true).unwrap();
    let day = (now + TimeDelta::days(2)).date_naive();
    let promise = home.make_promise(&format!("Promise {week}"), day, false);
    home.close_promise(promise.unwrap().id, true).unwrap();
    let gift = week % 2 == 0;
    let note = NoteInput {
        sort: if gift { Sort::Gift } else { Sort::Fact },
        whose: Whose::Partner,
        title: format!("Note {week}"),
        text: "So that it is known.".into(),
    };
    home.add_note(note, !gift).unwrap();
    if week % 2 == 0 {
        let question = Question::Own(format!("What was it like in week {week}?"));
        home.begin_question(question).unwrap();
        let offered = home.offer_in_step("stress-talk", true).unwrap().unwrap();
        home.put_in_step_away(offered.id).unwrap();
    }
    if week % 4 == 0 {
        home.press_calm().unwrap();
        home.end_calm().unwrap();
    }
    if week % 10 == 0 {
        home.add_wish(WishSort::Comfort, &format!("Tea, {week}"), true)
            .unwrap();
        let ritual = RitualSays {
            title: format!("Ritual {week}"),
            trigger: "When the kettle is on.".into(),
            ..RitualSays::default()
        };
        home.keep_ritual(None, ritual).unwrap();
        let date = ImportantDateInput {
            title: format!("A day that matters, {week}"),
            month: number % 12 + 1,
            day: number % 28 + 1,
            year: None,
            leap: LeapDay::Feb28,
        };
        home.keep_important_date(None, date).unwrap();
        let plan = PlanInput {
            gesture: GestureRef::Own(format!("Gesture {week}")),
            cadence: Cadence::EveryDays(u16::try_from(number % 60 + 1).unwrap()),
            window: Window::parse("18:00", "20:00").unwrap(),
            cue: None,
        };
        plans.push(home.keep_plan(None, plan).unwrap().id);
    }
    let done = plans[usize::try_from(week).unwrap() % plans.len()];
    home.did_nudge(done).unwrap();
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1e6
}
