//! Two people find time: one asks, the other answers, both see the same, and nothing of it is left afterwards.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use chrono::{DateTime, TimeDelta, Utc};
use companion::{
    CompanionError, Forward, FoundTime, Notice,
    couple::{
        ThingId,
        free::{Block, Hours, STEP, Side, merged},
        time_ask::Marks,
    },
};
use testkit::{PASSPHRASE, Weather, World, traces};

fn ask_of(world: &mut World, who: usize) -> Option<companion::TimeAskView> {
    world.people[who].open().time_ask().unwrap()
}

fn found(world: &mut World, who: usize, busy: &[Block]) -> FoundTime {
    let companion = world.people[who].open();
    companion.find_our_time(90, 12, busy.to_vec()).unwrap()
}

/// Busy now and then, by a seed: days and hours that no other seed has.
fn busy(from: DateTime<Utc>, seed: u64) -> Vec<Block> {
    let mut state = seed | 1;
    merged((0..120).map(|_| {
        state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(seed);
        let step = i64::try_from(state >> 40).unwrap() % 1340;
        let begins = from.timestamp() + step * STEP;
        (
            begins,
            begins + (1 + i64::try_from(state >> 33).unwrap() % 5) * STEP,
        )
    }))
}

fn usual(world: &mut World) {
    let all_day = Hours {
        from: "06:00".parse().unwrap(),
        until: "00:00".parse().unwrap(),
    };
    for who in [0, 1] {
        world.people[who]
            .open()
            .change_usual_hours([Some(all_day); 7])
            .unwrap();
    }
}

fn stormy(seed: u64) -> World {
    let mut world = World::paired(seed);
    world.weather = Weather {
        breaks: 10,
        repeats: 20,
    };
    usual(&mut world);
    world
}

#[test]
fn what_both_find_is_never_while_either_is_busy_and_is_the_same_for_both() {
    for seed in 0..4 {
        let mut world = stormy(900 + seed);
        let now = world.now();
        let blocks = [busy(now, 11 + seed), busy(now, 77 + seed)];
        let ada = world.people[0].open();
        ada.ask_for_time(2, blocks[0].clone()).unwrap();
        world.pass(TimeDelta::minutes(3));

        // Until it is answered, each finds what suits themselves alone.
        let asked = ask_of(&mut world, 1).unwrap();
        assert!(!asked.mine_shown && asked.theirs.is_some());
        assert_eq!(found(&mut world, 1, &blocks[1]).theirs, None);
        assert_eq!(found(&mut world, 0, &blocks[0]).theirs, None);
        assert_eq!(
            world.people[1].open().today().unwrap().forward,
            Some(Forward::Time { ask: asked.id })
        );
        assert!(world.people[1].notices.contains(&Notice::TimeArrived));

        let ben = world.people[1].open();
        ben.show_my_time(asked.id, blocks[1].clone()).unwrap();
        assert_eq!(ben.today().unwrap().forward, None);
        world.pass(TimeDelta::minutes(3));
        assert!(world.people[0].notices.contains(&Notice::TimeArrived));
        let both = [0, 1].map(|who| found(&mut world, who, &blocks[who]));
        assert!(both[0].theirs.is_some());
        assert_eq!(both[0], both[1]);
        assert!(!both[0].slots.is_empty());
        for slot in &both[0].slots {
            assert!(slot.until <= asked.until);
            for block in blocks.iter().flatten() {
                assert!(
                    block.until <= slot.from || block.from >= slot.until,
                    "{slot:?} {block:?}"
                );
            }
        }
    }
}

#[test]
fn nothing_is_missed_when_one_hour_is_left() {
    let mut world = stormy(910);
    let now = world.now();
    // Both are busy at all times but one hour and a half, a week from now, at noon.
    let noon = now.timestamp().div_euclid(86_400) * 86_400 + 7 * 86_400 + 12 * 3600;
    let (from, until) = (now.timestamp(), now.timestamp() + 100 * 86_400);
    let mine = merged([(from, noon), (noon + 3 * 3600, until)]);
    let theirs = merged([(from, noon - 4 * 3600), (noon + 90 * 60, until)]);
    world.people[0]
        .open()
        .ask_for_time(2, mine.clone())
        .unwrap();
    world.pass(TimeDelta::minutes(3));
    let asked = ask_of(&mut world, 1).unwrap();
    let ben = world.people[1].open();
    ben.show_my_time(asked.id, theirs.clone()).unwrap();
    world.pass(TimeDelta::minutes(3));
    for (who, blocks) in [(0, &mine), (1, &theirs)] {
        let slots = found(&mut world, who, blocks).slots;
        assert_eq!(slots.len(), 1);
        assert_eq!(slots[0].from.timestamp(), noon);
    }
}

/// The end of the marks of someone's week, as it stands in their update.
fn marks(blocks: &[Block], from: DateTime<Utc>) -> String {
    let hours = Hours {
        from: "06:00".parse().unwrap(),
        until: "00:00".parse().unwrap(),
    };
    let side = Side {
        busy: blocks.to_vec(),
        usual: [Some(hours); 7],
        zone: chrono_tz::Europe::Berlin,
    };
    let taken = side.taken(from, from + TimeDelta::weeks(2));
    let text = Marks::of(&taken, from, 2).unwrap().text();
    // Long enough to stand nowhere by chance, and not all of one hour.
    text[60..100].to_owned()
}

fn is_traced(world: &World, tokens: &[String]) -> [bool; 2] {
    [0, 1].map(|who| {
        let folder = world.people[who].folder();
        tokens
            .iter()
            .any(|token| traces(folder, PASSPHRASE, token) > 0)
    })
}

fn answered(world: &mut World, seed: u64) -> (ThingId, Vec<String>) {
    let now = world.now();
    let from = DateTime::from_timestamp(now.timestamp().div_euclid(STEP) * STEP + STEP, 0).unwrap();
    let blocks = [busy(now, seed), busy(now, seed + 50)];
    let tokens = blocks.iter().map(|blocks| marks(blocks, from)).collect();
    let ada = world.people[0].open();
    ada.ask_for_time(2, blocks[0].clone()).unwrap();
    world.pass(TimeDelta::seconds(30));
    let asked = ask_of(world, 1).unwrap();
    let ben = world.people[1].open();
    ben.show_my_time(asked.id, blocks[1].clone()).unwrap();
    world.pass(TimeDelta::minutes(2));
    (asked.id, tokens)
}

#[test]
fn when_the_weeks_are_over_nothing_of_it_is_anywhere() {
    let mut world = World::paired(920);
    usual(&mut world);
    let (_, tokens) = answered(&mut world, 5);
    assert_eq!(is_traced(&world, &tokens), [true, true]);
    for hours in [13 * 24, 25] {
        world.set_now(world.now() + TimeDelta::hours(hours));
        world.pass(TimeDelta::minutes(2));
        for who in [0, 1] {
            assert_eq!(ask_of(&mut world, who).is_some(), hours > 25);
        }
    }
    world.pass(TimeDelta::minutes(2));
    assert_eq!(is_traced(&world, &tokens), [false, false]);
    whole(&mut world);
}

#[test]
fn what_one_lets_go_is_gone_on_both_sides_also_when_they_meet_later() {
    for (seed, who) in [(930, 0), (931, 1)] {
        let mut world = World::paired(seed);
        usual(&mut world);
        let (id, tokens) = answered(&mut world, seed);
        world.turn_off(1 - who);
        world.people[who].open().let_time_go(id).unwrap();
        assert!(!is_traced(&world, &tokens)[who]);
        assert!(matches!(
            world.people[who].open().let_time_go(id),
            Err(CompanionError::NotFound)
        ));
        world.start(1 - who);
        world.pass(TimeDelta::minutes(2));
        assert_eq!(is_traced(&world, &tokens), [false, false]);
        for who in [0, 1] {
            assert_eq!(ask_of(&mut world, who), None);
            assert_eq!(found(&mut world, who, &[]).theirs, None);
        }
        whole(&mut world);
    }
}

/// One lets it go while the other one's answer is still on its way.
#[test]
fn an_answer_that_comes_late_is_let_go_unread() {
    let mut world = World::paired(940);
    world.people[0].open().ask_for_time(2, Vec::new()).unwrap();
    world.pass(TimeDelta::seconds(30));
    let asked = ask_of(&mut world, 1).unwrap();
    world.turn_off(0);
    let ben = world.people[1].open();
    ben.show_my_time(asked.id, Vec::new()).unwrap();
    world.turn_off(1);
    world.start(0);
    world.people[0].open().let_time_go(asked.id).unwrap();
    world.start(1);
    world.pass(TimeDelta::minutes(2));
    for who in [0, 1] {
        assert_eq!(ask_of(&mut world, who), None, "{who}");
    }
    whole(&mut world);
}

/// Both ask without knowing of the other: each has shown what the other one wants to know.
#[test]
fn two_who_ask_at_once_have_answered_each_other() {
    let mut world = stormy(950);
    for who in [0, 1] {
        let companion = world.people[who].open();
        companion.ask_for_time(3, Vec::new()).unwrap();
    }
    world.pass(TimeDelta::minutes(3));
    for who in [0, 1] {
        let ask = ask_of(&mut world, who).unwrap();
        assert!(ask.mine_shown && ask.theirs.is_some());
        assert!(found(&mut world, who, &[]).theirs.is_some());
    }
}

/// Not answering says nothing, and letting it go unanswered says nothing either.
#[test]
fn silence_stays_silence() {
    let mut world = World::paired(960);
    world.people[0].open().ask_for_time(2, Vec::new()).unwrap();
    world.pass(TimeDelta::seconds(30));
    let asked = ask_of(&mut world, 1).unwrap();
    let written = |world: &mut World| world.people[1].open().inspect_secrets().unwrap().head;
    let before = written(&mut world);
    world.people[1].open().let_time_go(asked.id).unwrap();
    assert_eq!(written(&mut world), before);
    world.pass(TimeDelta::minutes(2));
    assert_eq!(ask_of(&mut world, 1), None);
    let mine = ask_of(&mut world, 0).unwrap();
    assert!(mine.mine_shown && mine.theirs.is_none());
    assert!(matches!(
        world.people[0].open().show_my_time(mine.id, Vec::new()),
        Err(CompanionError::NotFound)
    ));
    assert!(matches!(
        world.people[0].open().ask_for_time(13, Vec::new()),
        Err(CompanionError::BadTime)
    ));
    whole(&mut world);
}

fn whole(world: &mut World) {
    for who in [0, 1] {
        let companion = world.people[who].open();
        assert!(companion.check().unwrap().is_whole());
        assert_eq!(companion.sharing().unwrap().set_aside, 0, "{who}");
    }
}
