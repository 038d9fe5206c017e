//! Ideas and gestures for two over bad weather, with computers that crash: only what both said Yes to is found, by both,
//! and never what either said nothing or No to. What takes two is then never on the same day for both.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;

use chrono::TimeDelta;
use companion::{
    Notice, PlanInput,
    couple::{
        cadence::{Cadence, Window},
        gesture::GestureRef,
        leaning::Leaning,
        outing::ideas,
    },
};
use rand_chacha::ChaCha20Rng;
use rand_core::{Rng as _, SeedableRng as _};
use testkit::{Weather, World};

const LEANINGS: [Option<Leaning>; 4] = [
    Some(Leaning::Yes),
    Some(Leaning::Yes),
    Some(Leaning::Maybe),
    Some(Leaning::No),
];

const MOMENTS: TimeDelta = TimeDelta::seconds(20);

/// So long nobody changes their mind any more: three hands.
const IN_THE_END: i64 = 22;

/// What each of the two has said at any time, and says now.
#[derive(Default)]
struct Said {
    ever: BTreeSet<String>,
    now: BTreeSet<String>,
    ever_together: bool,
    together: bool,
}

struct Story {
    world: World,
    chance: ChaCha20Rng,
    said: [Said; 2],
}

impl Story {
    fn begin(seed: u64) -> Self {
        let mut world = World::paired(seed);
        world.weather = Weather {
            breaks: 15,
            repeats: 20,
        };
        Self {
            world,
            chance: ChaCha20Rng::seed_from_u64(seed ^ 0x0419),
            said: [Said::default(), Said::default()],
        }
    }

    fn below(&mut self, most: u64) -> usize {
        usize::try_from(self.chance.next_u64() % most).unwrap()
    }

    /// Hours of which the last moments are lived through: looking at the clock each few seconds would take the night.
    fn hours(&mut self, hours: i64) {
        let later = self.world.now() + TimeDelta::hours(hours) - MOMENTS;
        self.world.set_now(later);
        self.world.pass(MOMENTS);
    }

    fn days(&mut self, days: i64) {
        for _ in 0..days * 3 {
            self.hours(8);
        }
    }

    fn step(&mut self) {
        let who = self.below(2);
        let what = self.below(8);
        let home = self.world.people[who].open();
        let said = &mut self.said[who];
        match what {
            0..3 => {
                let all = ideas();
                let some = all.len().min(4) as u64;
                let idea = all[usize::try_from(self.chance.next_u64() % some).unwrap()].id;
                let leaning = LEANINGS[usize::try_from(self.chance.next_u64() % 4).unwrap()];
                home.lean(idea, leaning).unwrap();
                if leaning == Some(Leaning::Yes) {
                    said.ever.insert(idea.to_owned());
                    said.now.insert(idea.to_owned());
                } else {
                    said.now.remove(idea);
                }
            }
            3 => {
                let on = !self.chance.next_u64().is_multiple_of(4);
                home.compare_jar(on).unwrap();
            }
            4 => {
                said.together = !self.chance.next_u64().is_multiple_of(3);
                said.ever_together |= said.together;
                home.want_together(said.together).unwrap();
            }
            5 => {
                self.world.crash(who);
                self.hours(3);
                self.world.start(who);
            }
            _ => self.hours(11),
        }
    }

    fn found(&mut self, who: usize) -> BTreeSet<String> {
        let jar = self.world.people[who].open().jar().unwrap();
        jar.found.into_iter().collect()
    }

    /// The days on which someone was nudged by what takes two.
    fn nudged(&mut self, days: i64) -> [BTreeSet<chrono::NaiveDate>; 2] {
        for who in [0, 1] {
            let input = PlanInput {
                gesture: GestureRef::Library("shoulder-rub".into()),
                cadence: Cadence::EveryDays(1),
                window: Window::parse("16:00", "21:00").unwrap(),
                cue: None,
            };
            self.world.people[who]
                .open()
                .keep_plan(None, input)
                .unwrap();
        }
        let mut days_of = [BTreeSet::new(), BTreeSet::new()];
        for _ in 0..days * 12 {
            for who in [0, 1] {
                self.world.people[who].notices.clear();
            }
            self.hours(2);
            let today = self.world.now().with_timezone(&chrono_tz::Europe::Berlin);
            for (who, days) in days_of.iter_mut().enumerate() {
                let fell = |notice: &Notice| matches!(notice, Notice::NudgeFellDue { .. });
                if self.world.people[who].notices.iter().any(fell) {
                    days.insert(today.date_naive());
                }
                let home = self.world.people[who].open();
                for nudge in home.list_due_nudges().unwrap() {
                    home.did_nudge(nudge.plan.id).unwrap();
                }
            }
        }
        days_of
    }
}

#[test]
fn only_what_both_said_yes_to_is_found_whatever_the_weather() {
    let (mut ideas_found, mut pairs, mut evenings) = (0, 0, 0);
    for seed in 0..6 {
        let mut story = Story::begin(4_190 + seed);
        for _ in 0..40 {
            story.step();
        }
        for who in [0, 1] {
            story.world.people[who].open().compare_jar(true).unwrap();
        }
        story.days(IN_THE_END);

        let both: BTreeSet<String> = &story.said[0].now & &story.said[1].now;
        for who in [0, 1] {
            let found = story.found(who);
            assert!(found.is_superset(&both), "{seed}: {found:?} {both:?}");
            let allowed: BTreeSet<String> = &story.said[who].now & &story.said[1 - who].ever;
            assert!(found.is_subset(&allowed), "{seed}: {found:?} {allowed:?}");
            ideas_found += found.len();

            let mine = story.said[who].together;
            let theirs = story.said[1 - who].ever_together;
            let theirs_now = story.said[1 - who].together;
            let view = story.world.people[who].open().together().unwrap();
            assert_eq!(view.wanted, mine, "{seed}");
            assert!(!view.both || (mine && theirs), "{seed}");
            assert!(view.both || !(mine && theirs_now), "{seed}");
        }
        if story.said.iter().all(|said| said.together) {
            pairs += 1;
            let [ada, ben] = story.nudged(6);
            assert!(ada.is_disjoint(&ben), "{seed}: {ada:?} {ben:?}");
            assert!(ada.len() >= 2 && ben.len() >= 2, "{seed}: {ada:?} {ben:?}");
            evenings += ada.len() + ben.len();
        }
    }
    println!(
        "{ideas_found} ideas found, {pairs} pairs of the six want what takes two, {evenings} evenings"
    );
    assert!(ideas_found > 0 && pairs > 0, "it was tried");
}
