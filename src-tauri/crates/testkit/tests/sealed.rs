//! Questions, letters and surprises of two honest people, over a bad network and with computers
//! that crash at every step.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use chrono::TimeDelta;
use companion::{
    CompanionError, SurpriseInput,
    couple::{
        ThingId, WallTime,
        sealed::{FOLDS_AFTER, Question, Stage, Surprise},
    },
};
use testkit::{Weather, World};

const TOKENS: [&str; 2] = ["PLANTED-ada-7d1b", "PLANTED-ben-93c4"];

/// What a surprise is about; no more than when it is may be known of it.
const SURPRISE: &str = "PLANTED-surprise-51ce";

fn plan_surprise(world: &mut World) -> ThingId {
    let zone = chrono_tz::Europe::Berlin;
    let at = |days: i64| WallTime {
        local: (world.now() + TimeDelta::days(days)).naive_utc(),
        zone,
    };
    let input = SurpriseInput {
        open: Surprise {
            from: at(30),
            until: at(31),
            away: true,
            overnight: true,
            note: "Bring warm shoes".into(),
        },
        secret: SURPRISE.into(),
        opens: Some(world.now() + TimeDelta::days(30)),
    };
    let planned = world.people[0].open().plan_surprise(&input);
    planned.unwrap().line.id
}

fn ask(world: &mut World, who: usize) -> ThingId {
    let question = Question::Known("light-1".into());
    let asked = world.people[who].open().begin_question(question).unwrap();
    world.settle();
    asked.line.id
}

fn stage(world: &mut World, who: usize, id: ThingId) -> Stage {
    world.people[who].open().get_sealed(id).unwrap().line.stage
}

/// Once both could read, each reads what the other wrote last before they were bound.
fn both_have_read(world: &mut World, id: ThingId, texts: [&str; 2]) {
    for who in [0, 1] {
        let view = world.people[who].open().get_sealed(id).unwrap();
        assert_eq!(view.line.stage, Stage::Opened, "{who}");
        assert_eq!(view.mine.as_deref(), Some(texts[who]));
        assert_eq!(view.theirs.as_deref(), Some(texts[1 - who]));
        let health = world.people[who].open().check().unwrap();
        assert!(health.is_whole(), "{health:?}");
    }
}

/// After each step of a question, one of the two computers or both lose their power.
#[test]
fn a_question_survives_a_crash_after_every_step() {
    for (crash_after, crashed) in (0..4).flat_map(|step| [(step, 0), (step, 1), (step, 2)]) {
        let seed = 700 + crash_after * 3 + crashed;
        let mut world = World::paired(seed);
        world.weather = Weather {
            breaks: 20,
            repeats: 30,
        };
        let mut id = ThingId([0; 16]);
        for step in 0..4 {
            match step {
                0 => id = ask(&mut world, 0),
                1 => {
                    world.pass(TimeDelta::minutes(3));
                    let first = world.people[1].open().answer_sealed(id, "At first.");
                    first.unwrap();
                }
                2 => {
                    world.people[1].open().answer_sealed(id, TOKENS[1]).unwrap();
                }
                _ => {
                    world.people[0].open().answer_sealed(id, TOKENS[0]).unwrap();
                }
            }
            if step == crash_after {
                for who in [0, 1] {
                    if crashed == 2 || crashed == who as u64 {
                        world.crash(who);
                    }
                }
                world.pass(TimeDelta::seconds(30));
                for who in [0, 1] {
                    if world.people[who].companion.is_none() {
                        world.start(who);
                    }
                }
            }
            world.pass(TimeDelta::minutes(2));
        }
        world.weather = Weather::default();
        world.pass(TimeDelta::minutes(12));
        both_have_read(&mut world, id, TOKENS);
    }
}

/// What is not revealed is in nothing that left a computer and in no file, however the line broke.
#[test]
fn what_is_not_revealed_is_nowhere() {
    for seed in 0..6 {
        let mut world = World::paired(800 + seed);
        world.weather = Weather {
            breaks: 15,
            repeats: 40,
        };
        let id = ask(&mut world, 0);
        world.people[0].open().answer_sealed(id, TOKENS[0]).unwrap();
        let opens = world.now() + TimeDelta::days(300);
        let letter = world.people[0].open().seal_letter(TOKENS[1], opens);
        let letter = letter.unwrap().line.id;
        let surprise = plan_surprise(&mut world);
        world.pass(TimeDelta::minutes(12));
        world.crash(0);
        world.start(0);
        world.pass(TimeDelta::minutes(12));
        assert_eq!(stage(&mut world, 1, id), Stage::Open);
        assert_eq!(stage(&mut world, 1, surprise), Stage::Waiting);
        assert_eq!(stage(&mut world, 1, letter), Stage::Waiting);
        for who in [0, 1] {
            let views: Vec<_> = [id, letter, surprise]
                .map(|id| world.people[who].open().get_sealed(id).unwrap().theirs)
                .into();
            assert_eq!(views, [None, None, None]);
            let mut places = world.people[who].sent.clone();
            places.push(format!("{:?}", world.people[who].notices).into_bytes());
            for file in std::fs::read_dir(world.people[who].folder()).unwrap() {
                places.push(std::fs::read(file.unwrap().path()).unwrap_or_default());
            }
            for token in TOKENS.into_iter().chain([SURPRISE]) {
                let found = places
                    .iter()
                    .any(|bytes| bytes.windows(token.len()).any(|it| it == token.as_bytes()));
                assert!(!found, "{token} left the computer of {who}");
            }
        }
    }
}

#[test]
fn a_question_folds_away_on_both_sides_whatever_the_reason() {
    let mut world = World::paired(900);
    let (passed, silent, answered) = (ask(&mut world, 0), ask(&mut world, 0), ask(&mut world, 0));
    world.people[1].open().pass_question(passed).unwrap();
    world.people[1]
        .open()
        .answer_sealed(answered, "Yes.")
        .unwrap();
    world.settle();
    for id in [passed, silent, answered] {
        assert_eq!(
            stage(&mut world, 0, id),
            Stage::Open,
            "all three look the same"
        );
    }
    world.set_now(world.now() + FOLDS_AFTER);
    world.settle();
    for id in [passed, silent, answered] {
        for who in [0, 1] {
            assert_eq!(stage(&mut world, who, id), Stage::FoldedAway);
        }
        let late = world.people[0].open().answer_sealed(id, "Too late?");
        assert!(matches!(late, Err(CompanionError::SealedOver)));
    }
    // My own words are still with me, and still mine alone to take.
    let mine = world.people[1].open().get_sealed(answered).unwrap();
    assert_eq!(mine.mine.as_deref(), Some("Yes."));
    world.people[1].open().take_back_sealed(answered).unwrap();
}

/// One is away for days; their answer was there in time.
#[test]
fn an_answer_that_was_on_its_way_still_counts() {
    let mut world = World::paired(901);
    let id = ask(&mut world, 0);
    world.people[0].open().answer_sealed(id, TOKENS[0]).unwrap();
    world.settle();
    world.crash(0);
    world.people[1].open().answer_sealed(id, TOKENS[1]).unwrap();
    world.set_now(world.now() + TimeDelta::days(10));
    world.start(0);
    world.pass(TimeDelta::minutes(5));
    both_have_read(&mut world, id, TOKENS);
}

/// The change was made before it was known here that the other had answered.
#[test]
fn a_change_that_came_too_late_is_not_lost_and_its_author_is_told() {
    let mut world = World::paired(902);
    let id = ask(&mut world, 0);
    world.people[0].open().answer_sealed(id, TOKENS[0]).unwrap();
    world.pass(TimeDelta::seconds(30));
    world.crash(0);
    world.people[1].open().answer_sealed(id, TOKENS[1]).unwrap();
    world.crash(1);
    world.start(0);
    world.people[0]
        .open()
        .answer_sealed(id, "On second thoughts")
        .unwrap();
    world.start(1);
    world.pass(TimeDelta::minutes(5));
    both_have_read(&mut world, id, TOKENS);
    let view = world.people[0].open().get_sealed(id).unwrap();
    assert_eq!(view.too_late.as_deref(), Some("On second thoughts"));
}

#[test]
fn a_letter_of_someone_who_is_away_opens_when_they_are_back() {
    let mut world = World::paired(903);
    let opens = world.now() + TimeDelta::days(3);
    let letter = world.people[0].open().seal_letter("For later.", opens);
    let id = letter.unwrap().line.id;
    world.pass(TimeDelta::seconds(30));
    world.crash(0);
    world.set_now(opens + TimeDelta::days(4));
    world.settle();
    assert_eq!(
        stage(&mut world, 1, id),
        Stage::Waiting,
        "the reader's clock opens nothing"
    );
    world.start(0);
    world.pass(TimeDelta::minutes(1));
    let read = world.people[1].open().get_sealed(id).unwrap();
    assert_eq!(read.theirs.as_deref(), Some("For later."));
}

#[test]
fn alone_there_is_nobody_to_ask() {
    let mut world = World::new(904);
    let question = Question::Known("light-1".into());
    let asked = world.people[0].open().begin_question(question);
    assert!(matches!(asked, Err(CompanionError::NoPartner)));
    assert!(world.people[0].open().list_sealed().unwrap().is_empty());
}
