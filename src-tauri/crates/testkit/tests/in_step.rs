//! A talk in step of two honest people, over a bad network, with computers that crash: whatever both press, both stand at
//! the same place when it is quiet, nothing that was written is lost, and nothing apart is read early.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;

use chrono::TimeDelta;
use companion::{
    InStepStage, InStepView,
    couple::{
        ThingId,
        talk::{
            Wish,
            running::{Place, Press, Side},
            talks,
        },
    },
};
use rand_chacha::ChaCha20Rng;
use rand_core::{Rng as _, SeedableRng};
use testkit::{Weather, World};

/// What each writes apart, to be found nowhere before both have.
const TOKENS: [&str; 2] = ["PLANTED-apart-ada-3c1f", "PLANTED-apart-ben-b07e"];

const PRESSES: [Press; 14] = [
    Press::GoOn,
    Press::Skip,
    Press::Begin(Side::Me),
    Press::Begin(Side::Other),
    Press::GotIt,
    Press::NotQuite,
    Press::Wish(Wish::Listen),
    Press::Wish(Wish::Help),
    Press::More,
    Press::AllSaid,
    Press::NoTurn,
    Press::SkipPart,
    Press::Pause,
    Press::Resume,
];

fn begun(world: &mut World, talk: &str) -> ThingId {
    let offered = world.people[0].open().offer_in_step(talk, true);
    let id = offered.unwrap().unwrap().id;
    world.settle();
    world.people[1].open().join_in_step(id, true).unwrap();
    world.settle();
    id
}

fn view(world: &mut World, who: usize, id: ThingId) -> InStepView {
    world.people[who].open().in_step(id).unwrap()
}

/// What both must agree on, each from their own side.
fn stands(world: &mut World, who: usize, id: ThingId) -> (Place, Option<Side>, InStepStage) {
    let InStepView { run, stage, .. } = view(world, who, id);
    let first = match who {
        0 => run.first,
        _ => run.first.map(Side::other),
    };
    let place = match run.place {
        // Apart, each is where they are.
        Place::Step { part, .. } if part == "apart" => Place::Caution { part },
        place => place,
    };
    (place, first, stage)
}

/// Presses what comes, with a page where one may be written; what is refused changes nothing.
fn press(world: &mut World, who: usize, id: ThingId, press: Press, wrote: &mut BTreeSet<String>) {
    let here = view(world, who, id);
    let word = format!("word {who} {}", here.moves);
    let writes = here.run.writes() && !here.waiting && !here.run.paused && press == Press::GoOn;
    let apart = matches!(&here.run.place, Place::Step { part, .. } if part == "apart");
    let text = if apart {
        format!("{} {word}", TOKENS[who])
    } else {
        word
    };
    let text = writes.then_some(text.as_str());
    let home = world.people[who].open();
    if home.press_in_step(id, here.moves, press, text).is_ok() {
        wrote.extend(text.map(str::to_owned));
    }
    // Twice is once.
    let _ = home.press_in_step(id, here.moves, press, None);
}

fn both_stand_together(world: &mut World, id: ThingId, at: &str) {
    for _ in 0..3 {
        world.pass(TimeDelta::minutes(2));
        world.settle();
    }
    let (one, two) = (stands(world, 0, id), stands(world, 1, id));
    assert_eq!(one, two, "{at}");
}

/// Nothing of what one wrote apart is at the other's before they are through too.
fn nothing_early(world: &mut World, id: ThingId, at: &str) {
    for who in [0, 1] {
        let apart = stands(world, who, id).0;
        if matches!(apart, Place::Caution { .. }) {
            let seen = view(world, who, id).pages;
            assert!(seen.iter().all(|page| page.mine), "{at}: {who} reads early");
        }
    }
    for person in &world.people {
        for bytes in &person.sent {
            for token in TOKENS {
                let found = bytes
                    .windows(token.len())
                    .any(|part| part == token.as_bytes());
                assert!(!found, "{at}: {token} left in the open");
            }
        }
    }
}

#[test]
fn any_presses_over_any_weather_end_at_the_same_place() {
    for (number, talk) in talks().iter().enumerate() {
        let seed = 9_100 + u64::try_from(number).unwrap();
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let mut world = World::paired(seed);
        let id = begun(&mut world, talk.id);
        world.weather = Weather {
            breaks: 20,
            repeats: 30,
        };
        let mut wrote = BTreeSet::new();
        for step in 0..70 {
            let at = format!("{} at {step}", talk.id);
            let who = usize::from(rng.next_u32() % 2 == 1);
            match rng.next_u32() % 12 {
                0 => {
                    world.crash(who);
                    world.start(who);
                }
                1 => world.cut_all(),
                2 | 3 => world.settle(),
                4 => {
                    world.pass(TimeDelta::minutes(3));
                }
                5 => {
                    let any = PRESSES[usize::try_from(rng.next_u32() % 14).unwrap()];
                    press(&mut world, who, id, any, &mut wrote);
                }
                _ => {
                    press(&mut world, who, id, Press::Resume, &mut wrote);
                    let on = [
                        Press::GoOn,
                        Press::Begin(Side::Me),
                        Press::GotIt,
                        Press::Wish(Wish::Help),
                        Press::AllSaid,
                    ];
                    for one in on {
                        press(&mut world, who, id, one, &mut wrote);
                    }
                }
            }
            nothing_early(&mut world, id, &at);
        }
        world.weather = Weather::default();
        both_stand_together(&mut world, id, talk.id);
        // To the end, and everything that was written is there on the side it was written on.
        for _ in 0..120 {
            for who in [0, 1] {
                press(&mut world, who, id, Press::Resume, &mut wrote);
                for one in [
                    Press::GoOn,
                    Press::Begin(Side::Me),
                    Press::GotIt,
                    Press::Wish(Wish::Listen),
                    Press::AllSaid,
                ] {
                    press(&mut world, who, id, one, &mut wrote);
                }
                world.settle();
            }
            if view(&mut world, 0, id).stage == InStepStage::Over {
                break;
            }
        }
        both_stand_together(&mut world, id, talk.id);
        let pages: Vec<_> = [0, 1].map(|who| view(&mut world, who, id)).into();
        assert_eq!(pages[0].stage, InStepStage::Over, "{}", talk.id);
        for text in &wrote {
            let has = |who: usize, mine: bool| {
                let mut all = pages[who].pages.iter().filter(|page| page.mine == mine);
                all.any(|page| page.text == *text)
            };
            assert!(has(0, true) || has(1, true), "{}: {text} is lost", talk.id);
        }
        // Of what was sealed, each reads the other's.
        for who in [0, 1] {
            for page in pages[who]
                .pages
                .iter()
                .filter(|page| page.mine && page.text.starts_with("PLANTED"))
            {
                let there = pages[1 - who]
                    .pages
                    .iter()
                    .any(|it| !it.mine && it.text == page.text);
                assert!(there, "{}: {} is not there", talk.id, page.step);
            }
        }
        for who in [0, 1] {
            let health = world.people[who].open().check().unwrap();
            assert!(health.is_whole(), "{health:?}");
        }
    }
}
