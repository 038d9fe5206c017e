//! Ten years in each of fourteen zones: sleep, wrong clocks, crashes, pauses, holds, and a person who answers or does
//! not. Whatever falls due is shown, or let go for a reason that is named; the counts are printed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use couple::ThingId;
use couple::cadence::{Cadence, Slot, Weekdays, next_slot};
use couple::gesture::GesturePlan;
use couple::nudge::{
    LATE_AFTER, Later, PROMISES_APART, Pause, Rules, SPACING, after_quiet, later, pause_until,
};

use crate::common::*;
use crate::desk::{Desk, How};

/// Both hemispheres, odd offsets, a day that was skipped, changes by decree, and one that moves halfway.
const LIVES: [(Tz, Option<Tz>); 14] = [
    (Tz::Europe__Berlin, None),
    (Tz::America__New_York, None),
    (Tz::Australia__Lord_Howe, None),
    (Tz::Asia__Kathmandu, None),
    (Tz::Pacific__Apia, None),
    (Tz::Africa__Casablanca, None),
    (Tz::Pacific__Kiritimati, None),
    (Tz::America__St_Johns, None),
    (Tz::America__Santiago, None),
    (Tz::America__Sao_Paulo, None),
    (Tz::Pacific__Chatham, None),
    (Tz::Asia__Pyongyang, None),
    (Tz::America__Caracas, None),
    (Tz::America__Los_Angeles, Some(Tz::Asia__Tokyo)),
];

/// Why a slot that had fallen due was not shown in its own time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    Shown,
    Away,
    /// The day was full, or another came in its place after a hold.
    LetGo,
    /// A later one of the same plan was shown for both.
    Merged,
    Answered,
    PutOff,
    /// It fell into a pause and was too late afterwards.
    PausedAway,
    /// Another day of the plan was settled, so that its cadence has it later.
    MovedOn,
    /// A month late.
    Expired,
}

/// A small generator of its own, so that a zone's ten years are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }

    fn minutes(&mut self, up_to: u64) -> Duration {
        Duration::minutes(i64::try_from(1 + self.roll(up_to)).unwrap())
    }
}

struct Life {
    desk: Desk,
    dice: Dice,
    /// What has really passed, whatever the clock says.
    passed: Duration,
    last_on_screen: Option<(Duration, usize)>,
    /// Since the clock went back by a day or more, or the zone changed.
    era: usize,
    /// Steps of the clock that hide how much time has passed.
    jumps: usize,
    latest: DateTime<Utc>,
    /// What has fallen due and come to nothing yet.
    pending: BTreeSet<(ThingId, NaiveDate)>,
    fates: BTreeMap<(ThingId, NaiveDate), Fate>,
    days: BTreeMap<(usize, NaiveDate), BTreeSet<ThingId>>,
    off: Duration,
    looks: usize,
    crashes: usize,
    sleeps: usize,
    steps: usize,
    holds: usize,
}

impl Life {
    fn new(zone: Tz, seed: u64) -> Self {
        let start = utc("2009-01-05T12:00:00Z");
        let weekly = Weekdays::from_numbers(&[2, 5, 7]).unwrap();
        let yearly = |month, day| Cadence::Yearly {
            month,
            day,
            leap: Default::default(),
        };
        let plans: Vec<GesturePlan> = vec![
            plan(1, Cadence::EveryDays(1), window("18:00", "21:00"), start),
            plan(2, Cadence::EveryDays(3), window("07:00", "09:00"), start),
            plan(
                3,
                Cadence::Weekdays(weekly),
                window("21:30", "00:30"),
                start,
            ),
            plan(4, Cadence::EveryDays(14), window("01:00", "04:00"), start),
            plan(5, yearly(2, 29), window("12:00", "13:00"), start),
            plan(6, yearly(12, 30), window("18:00", "20:00"), start),
        ];
        let rules = Rules {
            quiet: Some(window("22:30", "06:45")),
            budget: u8::try_from(1 + seed % 3).unwrap(),
            paused_until: None,
            held: None,
            together: None,
        };
        Self {
            desk: Desk {
                probes: false,
                ..Desk::new(plans, zone, start, rules)
            },
            dice: Dice(seed),
            passed: Duration::zero(),
            last_on_screen: None,
            era: 0,
            jumps: 0,
            latest: start,
            pending: BTreeSet::new(),
            fates: BTreeMap::new(),
            days: BTreeMap::new(),
            off: Duration::zero(),
            looks: 0,
            crashes: 0,
            sleeps: 0,
            steps: 0,
            holds: 0,
        }
    }

    fn pass(&mut self, time: Duration) {
        self.desk.now += time;
        self.passed += time;
    }

    /// Awake and free for a while. A look is up to twenty seconds late.
    fn awake(&mut self, time: Duration) {
        let end = self.passed + time;
        while self.passed < end {
            self.note_due();
            self.looks += 1;
            let before = self.desk.log.len();
            let rested = self.desk.look().unwrap();
            self.account(before);
            match rested {
                Some(until) => {
                    self.check_pending();
                    let late = Duration::seconds(until.timestamp().rem_euclid(21));
                    let rest = until - self.desk.now + late;
                    // Never longer than the engine rests: the clock is looked at far more often.
                    self.pass(rest.min(end - self.passed).max(Duration::seconds(1)));
                }
                None => self.pass(Duration::seconds(1)),
            }
        }
    }

    /// Nothing can be shown for a while: the computer sleeps, or the desktop asks for quiet.
    fn hold(&mut self, time: Duration) {
        let from = self.desk.now;
        self.pass(time);
        self.desk.rules.held = Some((from, self.desk.now));
    }

    /// After a sleep or a step of the clock the app waits for a minute and a half.
    fn settle(&mut self) {
        let from = self.desk.now;
        self.pass(Duration::seconds(90));
        let began = self.desk.rules.held.filter(|(_, to)| *to == from);
        self.desk.rules.held = Some((began.map_or(from, |(began, _)| began), self.desk.now));
    }

    fn step_clock(&mut self, by: Duration) {
        self.latest = self.latest.max(self.desk.now);
        self.desk.now += by;
        self.off += by;
        self.steps += 1;
        if by > Duration::zero() {
            self.jumps += 1;
        }
        if self.latest - self.desk.now >= Duration::hours(24) {
            // The day begins anew, as far as anyone can tell.
            self.latest = self.desk.now;
            self.era += 1;
            self.jumps += 1;
        }
        self.settle();
    }

    /// Slots whose window is over and that nothing has settled: each must come to something.
    fn note_due(&mut self) {
        let (now, zone) = (self.desk.now, self.desk.zone);
        let today = now.with_timezone(&zone).date_naive();
        for plan in self.desk.plans.clone() {
            if self.desk.states[&plan.id].snoozed_until.is_some() {
                continue;
            }
            for back in 0..=2 {
                let date = today - Duration::days(back);
                let key = (plan.id, date);
                if self.pending.contains(&key)
                    || self.fates.contains_key(&key)
                    || !self.is_open(&plan, date)
                {
                    continue;
                }
                let slot = slot_of(&plan, date, zone);
                if slot.date == date && slot.closes <= now {
                    self.pending.insert(key);
                }
            }
        }
    }

    fn is_open(&self, plan: &GesturePlan, date: NaiveDate) -> bool {
        let soonest = match self.desk.settled(plan) {
            Some(settled) if settled >= date => return false,
            Some(settled) => match plan.cadence {
                Cadence::EveryDays(days) => settled + Duration::days(days.into()),
                _ => settled + Duration::days(1),
            },
            None => date,
        };
        let falls = match plan.cadence {
            Cadence::EveryDays(_) => true,
            Cadence::Weekdays(days) => days.contains(date.weekday()),
            Cadence::Yearly { month, .. } => date.month() == month || date.month() == 3,
        };
        date >= soonest && falls
    }

    /// What the last look showed or let go.
    fn account(&mut self, before: usize) {
        let shown: Vec<_> = self.desk.log[before..].to_vec();
        if let Some(first) = shown.first() {
            if let Some((at, jumps)) = self.last_on_screen {
                let apart = match first.how {
                    How::Away => Duration::zero(),
                    How::CameBack => PROMISES_APART,
                    How::Nudge => SPACING,
                };
                // A clock that was set forward hides how little has passed; the wait after a step is left.
                let least = if jumps == self.jumps {
                    apart
                } else {
                    apart.min(Duration::seconds(60))
                };
                let since = self.passed - at;
                assert!(since >= least, "{:?} only {since} after another", first);
            }
            self.last_on_screen = Some((self.passed, self.jumps));
        }
        for shown in &shown {
            if shown.how == How::Nudge {
                let day = shown.at.with_timezone(&self.desk.zone).date_naive();
                let of_day = self.days.entry((self.era, day)).or_default();
                of_day.insert(shown.plan);
                assert!(
                    of_day.len() <= usize::from(self.desk.rules.budget),
                    "{} nudges on {day}",
                    of_day.len()
                );
            }
            let mine = if shown.how == How::Away {
                Fate::Away
            } else {
                Fate::Shown
            };
            self.close(shown.plan, |date| match date == shown.date {
                true => Some(mine),
                false => (date < shown.date).then_some(Fate::Merged),
            });
        }
        for (plan, state) in self.desk.states.clone() {
            if let Some(last) = state.let_go {
                self.close(plan, |date| (date <= last).then_some(Fate::LetGo));
            }
        }
    }

    fn close(&mut self, plan: ThingId, fate: impl Fn(NaiveDate) -> Option<Fate>) {
        let fates = &mut self.fates;
        self.pending.retain(|(of, date)| {
            let fate = (*of == plan).then(|| fate(*date)).flatten();
            fate.inspect(|fate| {
                fates.insert((*of, *date), *fate);
            })
            .is_none()
        });
    }

    /// At rest in the open: whatever is long over has come to something.
    fn check_pending(&mut self) {
        let (now, zone) = (self.desk.now, self.desk.zone);
        let rules = self.desk.rules;
        if self.pending.is_empty()
            || after_quiet(now, rules.quiet, zone) != now
            || rules.paused_until.is_some_and(|until| until > now)
        {
            return;
        }
        for (plan, date) in self.pending.clone() {
            let the_plan = self.desk.plans.iter().find(|the| the.id == plan).unwrap();
            let slot = slot_of(the_plan, date, zone);
            let fate = if !self.is_open(the_plan, date) {
                Fate::MovedOn
            } else if slot.date > date || now - slot.closes > Duration::days(29) {
                // Skipped by the zone moved to, or too long ago.
                Fate::Expired
            } else if now - slot.nudge_at > LATE_AFTER
                && rules.paused_until.is_some_and(|until| slot.opens < until)
            {
                Fate::PausedAway
            } else {
                assert!(
                    now - slot.closes <= LATE_AFTER || self.another_waits(the_plan, date),
                    "{plan} of {date} was forgotten in {zone}, now {now}: {:?}, {rules:?}",
                    self.desk.states[&plan],
                );
                continue;
            };
            self.pending.remove(&(plan, date));
            self.fates.insert((plan, date), fate);
        }
    }

    /// A later one that still waits for its turn stands for those before it. Quiet hours move the minute within the
    /// window, so the window is what is looked at.
    fn another_waits(&self, plan: &GesturePlan, date: NaiveDate) -> bool {
        let (now, zone) = (self.desk.now, self.desk.zone);
        let mut slot = next_slot(plan, None, zone, now - Duration::days(3));
        let mut waits = false;
        while slot.opens <= now {
            waits = slot.date > date && now - slot.closes <= LATE_AFTER;
            slot = next_slot(plan, None, zone, slot.nudge_at);
        }
        waits
    }

    fn answer(&mut self) {
        // Who has just answered a card is there, and may be nudged.
        if self
            .desk
            .log
            .last()
            .is_some_and(|shown| shown.how == How::Away)
        {
            self.last_on_screen = None;
        }
        let (now, zone) = (self.desk.now, self.desk.zone);
        let at = usize::try_from(self.dice.roll(6)).unwrap();
        let plan = self.desk.plans[at].id;
        match self.dice.roll(5) {
            0 | 1 => self.desk.state(plan).did(now),
            2 => self.desk.state(plan).not_today(now),
            3 => {
                let choice = [Later::LaterToday, Later::ThisEvening, Later::Tomorrow];
                let choice = choice[usize::try_from(self.dice.roll(3)).unwrap()];
                let until = after_quiet(later(choice, now, zone), self.desk.rules.quiet, zone);
                self.desk.state(plan).snooze(until);
                self.close(plan, |_| Some(Fate::PutOff));
                return;
            }
            _ => return,
        }
        self.close(plan, |_| Some(Fate::Answered));
    }

    fn day(&mut self) {
        let length = Duration::hours(24);
        let began = self.passed;
        while self.passed - began < length {
            let time = self.dice.minutes(300);
            self.awake(time);
            match self.dice.roll(24) {
                0..=5 => self.answer(),
                6..=9 => {
                    let time = self.dice.minutes(600);
                    self.hold(time);
                    self.settle();
                    self.sleeps += 1;
                }
                10 if self.dice.roll(12) == 0 => {
                    let time = self.dice.minutes(30 * 1440);
                    self.hold(time);
                    self.settle();
                    self.sleeps += 1;
                }
                // Do not disturb, or a film.
                11 | 12 => {
                    let time = self.dice.minutes(400);
                    self.hold(time);
                    self.holds += 1;
                }
                // Before the record nothing has happened, after it the rest is lost: the next look is a new start.
                13..=15 => {
                    self.desk.decide_at(self.desk.now);
                    self.desk.dies_next = true;
                    self.crashes += 1;
                }
                16 => self.wrong_clock(),
                17 if self.dice.roll(8) == 0 => self.pause(),
                _ => {}
            }
        }
    }

    fn wrong_clock(&mut self) {
        // Whoever set it wrong sets it right some day.
        let by = if self.off != Duration::zero() && self.dice.roll(2) == 0 {
            -self.off
        } else {
            let by = match self.dice.roll(8) {
                0 => self.dice.minutes(10 * 1440),
                _ => self.dice.minutes(180),
            };
            if self.dice.roll(2) == 0 { by } else { -by }
        };
        if (self.off + by).abs() < Duration::days(20) {
            self.step_clock(by);
        }
    }

    fn pause(&mut self) {
        let (now, zone) = (self.desk.now, self.desk.zone);
        let day = now.date_naive() + Duration::days(i64::try_from(self.dice.roll(9)).unwrap());
        let pause = [Pause::Hour, Pause::Tomorrow, Pause::Until(day)];
        let pause = pause[usize::try_from(self.dice.roll(3)).unwrap()];
        self.desk.rules.paused_until = Some(pause_until(pause, now, zone));
    }

    fn fates(&self) -> BTreeMap<Fate, usize> {
        let mut fates = BTreeMap::new();
        for fate in self.fates.values() {
            *fates.entry(*fate).or_default() += 1;
        }
        fates
    }
}

/// The slot of a day, or the next one where the day has none.
fn slot_of(plan: &GesturePlan, date: NaiveDate, zone: Tz) -> Slot {
    let noon = date.and_hms_opt(12, 0, 0).unwrap().and_utc();
    let mut slot = next_slot(plan, None, zone, noon - Duration::days(3));
    while slot.date < date {
        slot = next_slot(plan, None, zone, slot.nudge_at);
    }
    slot
}

/// Ten years, told in a line; how many were shown.
fn live(zone: Tz, moves_to: Option<Tz>, seed: u64) -> usize {
    let mut life = Life::new(zone, seed);
    let end: DateTime<Utc> = utc("2019-01-06T00:00:00Z");
    let halfway = utc("2014-06-01T00:00:00Z");
    while life.desk.now < end {
        if let Some(to) = moves_to.filter(|to| life.desk.zone != *to)
            && life.desk.now > halfway
        {
            // In the air, with the lid closed.
            life.hold(Duration::hours(11));
            life.desk.zone = to;
            life.era += 1;
            life.settle();
        }
        life.day();
    }
    life.desk.rules.paused_until = None;
    life.awake(Duration::days(3));

    let how = |how| {
        life.desk
            .log
            .iter()
            .filter(|shown| shown.how == how)
            .count()
    };
    let (nudges, back, away) = (how(How::Nudge), how(How::CameBack), how(How::Away));
    assert_eq!(life.desk.seen_on_screen + life.desk.deaths, nudges + back);
    println!(
        "{zone}: {nudges} nudges, {back} came back, {away} in cards; {} records; late or not at all: {:?}; \
         {} looks, {} sleeps, {} holds, {} steps of the clock, {} crashes, {} of them between record and screen",
        life.desk.recorded.len(),
        life.fates(),
        life.looks,
        life.sleeps,
        life.holds,
        life.steps,
        life.crashes,
        life.desk.deaths,
    );
    assert!(nudges > 500 && away > 10 && back > 10 && life.desk.deaths > 10);
    nudges + back + away
}

/// The gate's fourteen, or as many as the soak asks for: every zone there is, one after the other, each third of them
/// left for another halfway.
fn lives() -> Vec<(u64, (Tz, Option<Tz>))> {
    let number = |name: &str| {
        std::env::var(name)
            .ok()
            .map(|text| text.parse::<u64>().unwrap())
    };
    let Some(count) = number("LAMPLIGHT_SOAK_SEEDS") else {
        return (0u64..).zip(LIVES).collect();
    };
    let from = number("LAMPLIGHT_SOAK_FROM").unwrap_or(0);
    let zones = chrono_tz::TZ_VARIANTS;
    let zone = |at: u64| zones[usize::try_from(at).unwrap() % zones.len()];
    (from..from + count)
        .map(|seed| {
            (
                seed,
                (zone(seed), (seed % 3 == 2).then(|| zone(seed * 7 + 1))),
            )
        })
        .collect()
}

#[test]
fn ten_years_in_fourteen_zones() {
    let lives = lives();
    let each = lives.len().div_ceil(2);
    let all: usize = std::thread::scope(|scope| {
        let halves: Vec<_> = lives
            .chunks(each)
            .map(|half| {
                scope.spawn(move || {
                    half.iter()
                        .map(|(seed, (zone, moves_to))| live(*zone, *moves_to, *seed))
                        .sum::<usize>()
                })
            })
            .collect();
        halves.into_iter().map(|half| half.join().unwrap()).sum()
    });
    println!("{all} in all");
    println!(
        "soak: seeds {} years {} nudges {all}",
        lives.len(),
        lives.len() * 10
    );
}
