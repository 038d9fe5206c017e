//! What is for two (talks in step, pauses, small promises, what is good to know), between two who are never on at once.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use companion::{
    InStepStage, InStepView, NoteInput, Notice, Whose,
    couple::{
        ThingId,
        talk::{
            Wish,
            running::{Place, Press, Side},
            talks,
        },
        us::Sort,
    },
};
use testkit::World;

/// Two who have paired in one room, and use the folder alone from then on. Nobody is on.
fn by_folder(seed: u64) -> World {
    let mut world = World::paired(seed);
    for who in [0, 1] {
        world.use_folder(who, true);
    }
    for who in [0, 1] {
        world.turn_off(who);
    }
    world
}

/// One of them comes, while the other is away, and has read what lies there.
fn comes(world: &mut World, who: usize) {
    world.start(who);
    world.pass(TimeDelta::seconds(12));
}

fn view(world: &mut World, who: usize, id: ThingId) -> InStepView {
    world.people[who].open().in_step(id).unwrap()
}

/// Presses until it is the other one's turn, or over; a word on every page.
fn goes_on(world: &mut World, who: usize, id: ThingId, wrote: &mut BTreeSet<(usize, String)>) {
    for _ in 0..20 {
        let before = view(world, who, id);
        if before.stage == InStepStage::Over || before.waiting {
            return;
        }
        let text = format!("{who} at {}", before.moves);
        for press in [
            Press::GoOn,
            Press::Begin(Side::Me),
            Press::GotIt,
            Press::Wish(Wish::Listen),
            Press::AllSaid,
        ] {
            let here = view(world, who, id);
            if here.moves != before.moves {
                break;
            }
            let page = (here.run.writes() && press == Press::GoOn).then_some(text.as_str());
            let home = world.people[who].open();
            if home.press_in_step(id, here.moves, press, page).is_ok() {
                wrote.extend(page.map(|page| (who, page.to_owned())));
            }
        }
        if view(world, who, id).moves == before.moves {
            return;
        }
    }
}

#[test]
fn every_talk_is_gone_through_by_two_who_are_never_on_at_once() {
    for (number, talk) in talks().iter().enumerate() {
        let mut world = by_folder(9_300 + u64::try_from(number).unwrap());
        comes(&mut world, 0);
        let offered = world.people[0].open().offer_in_step(talk.id, true);
        let id = offered.unwrap().unwrap().id;
        world.visit(0);
        comes(&mut world, 1);
        assert_eq!(view(&mut world, 1, id).stage, InStepStage::Asked);
        world.people[1].open().join_in_step(id, true).unwrap();
        let mut wrote = BTreeSet::new();
        let mut over = [false; 2];
        let mut who = 1;
        for _ in 0..160 {
            // Whoever comes back to it takes their seat again.
            let home = world.people[who].open();
            if home.press_in_step(id, 0, Press::Resume, None).is_ok() {
                goes_on(&mut world, who, id, &mut wrote);
            }
            over[who] = view(&mut world, who, id).run.place == Place::Done;
            world.visit(who);
            if over == [true; 2] {
                break;
            }
            who = 1 - who;
            comes(&mut world, who);
        }
        assert_eq!(
            over, [true; 2],
            "{} comes to its end on both sides",
            talk.id
        );
        assert!(!wrote.is_empty(), "{}: something was written", talk.id);
        for who in [0, 1] {
            comes(&mut world, who);
            let pages = view(&mut world, who, id).pages;
            for (_, text) in wrote.iter().filter(|(by, _)| *by == who) {
                let mut mine = pages.iter().filter(|page| page.mine);
                assert!(mine.any(|page| page.text == *text), "{}: {text}", talk.id);
            }
            assert!(world.people[who].open().check().unwrap().is_whole());
            assert_eq!(world.people[who].open().sharing().unwrap().set_aside, 0);
            world.visit(who);
        }
    }
}

fn promises(world: &mut World, who: usize) -> Vec<(String, bool)> {
    let all = world.people[who].open().list_promises().unwrap();
    all.into_iter().map(|view| (view.text, view.mine)).collect()
}

#[test]
fn promises_and_notes_come_in_order_and_both_sides_of_a_change_merge() {
    let mut world = by_folder(9_320);
    comes(&mut world, 0);
    let day = world.now().date_naive() + chrono::Days::new(9);
    let ada = world.people[0].open();
    let bins = ada.make_promise("The bins", day, false).unwrap();
    ada.make_promise("Your mother, by Sunday", day, false)
        .unwrap();
    ada.move_promise(bins.id, day + chrono::Days::new(2))
        .unwrap();
    let note = |title: &str, text: &str| NoteInput {
        sort: Sort::Favourite,
        whose: Whose::Me,
        title: title.into(),
        text: text.into(),
    };
    let tea = ada.add_note(note("Tea", "Smoky"), true).unwrap();
    ada.change_note(tea.id, note("Tea", "Smoky, no milk"))
        .unwrap();
    world.visit(0);
    comes(&mut world, 1);
    let there = world.people[1].open().list_promises().unwrap();
    let there: Vec<_> = there
        .into_iter()
        .map(|view| (view.text, view.day))
        .collect();
    assert_eq!(
        there,
        [
            ("Your mother, by Sunday".to_owned(), day),
            ("The bins".to_owned(), day + chrono::Days::new(2)),
        ]
    );
    let notes = world.people[1].open().list_notes().unwrap();
    assert_eq!((&*notes[0].text, notes.len()), ("Smoky, no milk", 1));
    // Each changes another part of it before the other has come.
    let of_ada = |title: &str, text: &str| NoteInput {
        whose: Whose::Partner,
        ..note(title, text)
    };
    let big = of_ada("Tea, a big cup", "Smoky, no milk");
    world.people[1].open().change_note(tea.id, big).unwrap();
    // His computer goes off before it has written that into the folder.
    world.crash(1);
    comes(&mut world, 0);
    let ada = world.people[0].open();
    ada.change_note(tea.id, note("Tea", "With milk")).unwrap();
    ada.close_promise(bins.id, true).unwrap();
    for who in [0, 1, 0, 1] {
        world.visit(who);
    }
    for who in [0, 1] {
        comes(&mut world, who);
        let notes = world.people[who].open().list_notes().unwrap();
        let merged = (&*notes[0].title, &*notes[0].text);
        assert_eq!(merged, ("Tea, a big cup", "With milk"), "{who}");
        let left = ("Your mother, by Sunday".to_owned(), who == 0);
        assert_eq!(promises(&mut world, who), [left]);
        world.visit(who);
    }
}

/// Ada presses, and Ben looks into the folder so much later: whether he sees a card, until when he is offered to go on,
/// and whether he is told.
fn paused(seed: u64, later: TimeDelta, back: Option<u32>) -> (bool, Option<DateTime<Utc>>, bool) {
    let mut world = by_folder(seed);
    comes(&mut world, 0);
    let ada = world.people[0].open();
    ada.press_calm().unwrap();
    if let Some(minutes) = back {
        ada.offer_back(minutes).unwrap();
    }
    world.visit(0);
    let then = world.now() + later;
    world.set_now(then);
    world.start(1);
    world.pass(TimeDelta::seconds(12));
    let told = world.people[1].notices.contains(&Notice::CalmArrived);
    let theirs = world.people[1].open().calms().unwrap().theirs;
    let offered = theirs.and_then(|view| view.back_at);
    (theirs.is_some(), offered.map(|at| at - later), told)
}

#[test]
fn a_pause_that_lay_in_the_folder_is_as_old_as_it_is() {
    let hours = TimeDelta::hours;
    let (shown, _, told) = paused(9_330, hours(2), None);
    assert!(shown && told, "two hours are not too long ago");
    for (seed, late) in [
        (9_331, hours(13)),
        (9_332, hours(21)),
        (9_333, hours(24 * 6)),
    ] {
        assert_eq!(paused(seed, late, None), (false, None, false), "{late}");
    }
    // An offer that is still to come is one, however long it lay.
    let (shown, at, _) = paused(9_334, hours(21), Some(24 * 60));
    assert!(shown);
    let (_, soon, _) = paused(9_334, hours(1), Some(24 * 60));
    assert_eq!(at.map(|at| at + hours(21)), soon.map(|at| at + hours(1)));
}
