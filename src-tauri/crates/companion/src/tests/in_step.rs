//! Talks in step: one offers, the other may take part, and both stand at the same place, whoever is away meanwhile.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use couple::{
    ThingId, ThingKind,
    talk::running::{Place, Press, Side},
};

use super::two::Two;
use crate::{Companion, CompanionError, InStepStage, InStepView, Notice};

/// Takes a press where it stands.
fn press(home: &mut Companion, id: ThingId, press: Press, text: Option<&str>) -> InStepView {
    let moves = home.in_step(id).unwrap().moves;
    home.press_in_step(id, moves, press, text).unwrap()
}

fn both(two: &mut Two, id: ThingId, one: Press) {
    for who in [0, 1] {
        press(two.home(who), id, one, None);
        two.settle();
    }
}

fn step(home: &mut Companion, id: ThingId) -> String {
    match home.in_step(id).unwrap().run.place {
        Place::Step { step, .. } => step,
        other => format!("{other:?}"),
    }
}

fn arrivals(home: &mut Companion) -> usize {
    let notices = home.take_notices();
    let came = notices
        .iter()
        .filter(|notice| **notice == Notice::TalkArrived);
    came.count()
}

fn begun(talk: &str) -> (Two, ThingId) {
    let mut two = Two::paired();
    let offered = two.home(0).offer_in_step(talk, true).unwrap().unwrap();
    two.settle();
    two.home(1).join_in_step(offered.id, true).unwrap().unwrap();
    two.settle();
    (two, offered.id)
}

#[test]
fn an_offer_is_one_word_and_put_away_unseen() {
    let mut two = Two::paired();
    arrivals(two.home(1));
    // Before what can hurt, nothing is said.
    assert_eq!(
        two.home(0).offer_in_step("after-a-row", false).unwrap(),
        None
    );
    assert!(two.home(0).list_in_step().unwrap().is_empty());
    let offered = two
        .home(0)
        .offer_in_step("good-news", false)
        .unwrap()
        .unwrap();
    assert_eq!(offered.stage, InStepStage::Asking);
    assert_eq!(
        two.home(0)
            .offer_in_step("good-news", false)
            .unwrap()
            .unwrap()
            .id,
        offered.id
    );
    two.settle();
    assert_eq!(arrivals(two.home(1)), 1);
    let line = &two.home(1).list_in_step().unwrap()[0];
    assert_eq!((line.id, line.stage), (offered.id, InStepStage::Asked));
    // Nothing goes with putting it away, and today no other takes its place.
    let sent = two.sent[1].len();
    two.home(1).put_in_step_away(offered.id).unwrap();
    two.settle();
    assert_eq!(two.sent[1].len(), sent);
    assert_eq!(
        two.home(0).list_in_step().unwrap()[0].stage,
        InStepStage::Asking
    );
    two.home(0).put_in_step_away(offered.id).unwrap();
    two.home(0).offer_in_step("stress-talk", true).unwrap();
    two.settle();
    assert!(two.home(1).list_in_step().unwrap().is_empty());
    assert_eq!(arrivals(two.home(1)), 0);
    two.pass(TimeDelta::days(1));
    two.home(0).offer_in_step("weekly-talk", true).unwrap();
    two.settle();
    assert_eq!(two.home(1).list_in_step().unwrap()[0].talk, "weekly-talk");
    assert_eq!(arrivals(two.home(1)), 1);
    // What nobody takes is gone after a week, without a word.
    two.pass(TimeDelta::days(8));
    for who in [0, 1] {
        assert!(two.home(who).list_in_step().unwrap().is_empty());
    }
}

#[test]
fn two_who_offer_the_same_talk_at_once_have_one() {
    let mut two = Two::paired();
    two.apart();
    for who in [0, 1] {
        two.home(who).offer_in_step("stress-talk", true).unwrap();
    }
    two.meet();
    two.settle();
    let lines: Vec<_> = [0, 1]
        .map(|who| two.home(who).list_in_step().unwrap())
        .into();
    assert_eq!(lines[0].len(), 1);
    assert_eq!(lines[0][0].id, lines[1][0].id);
    let asked = usize::from(lines[1][0].stage == InStepStage::Asked);
    let joined = two
        .home(asked)
        .offer_in_step("stress-talk", true)
        .unwrap()
        .unwrap();
    assert_eq!(joined.stage, InStepStage::UnderWay);
}

#[test]
fn the_word_goes_to_and_fro_and_each_may_be_away() {
    let (mut two, id) = begun("take-turns");
    let first = press(two.home(0), id, Press::GoOn, Some("Mondays"));
    assert!(first.waiting && first.run.page() == "Mondays");
    assert_eq!(two.home(1).in_step(id).unwrap().their_page, "");
    two.settle();
    assert_eq!(two.home(1).in_step(id).unwrap().their_page, "Mondays");
    press(two.home(1), id, Press::GoOn, None);
    two.settle();
    press(two.home(0), id, Press::Begin(Side::Me), None);
    press(two.home(1), id, Press::Begin(Side::Other), None);
    two.settle();
    for who in [0, 1] {
        assert_eq!(step(two.home(who), id), "say");
        assert_eq!(two.home(who).in_step(id).unwrap().waiting, who == 1);
    }
    // Not my word, and a press that comes twice.
    let moves = two.home(1).in_step(id).unwrap().moves;
    let out_of_turn = two.home(1).press_in_step(id, moves, Press::GoOn, None);
    assert!(matches!(out_of_turn, Err(CompanionError::BadInput { .. })));
    // One is away, and the other's word comes all the same.
    two.apart();
    let moves = two.home(0).in_step(id).unwrap().moves;
    two.home(0)
        .press_in_step(id, moves, Press::GoOn, None)
        .unwrap();
    two.home(0)
        .press_in_step(id, moves, Press::GoOn, None)
        .unwrap();
    assert_eq!(step(two.home(1), id), "say");
    two.open_again(0);
    two.open_again(1);
    two.meet();
    two.settle();
    assert_eq!(step(two.home(1), id), "say-back");
    // Who came back rests until they go on, and nobody else does because of that.
    let view = two.home(1).in_step(id).unwrap();
    assert!(view.run.paused && !view.they_pause);
    let resting = two.home(1).press_in_step(id, view.moves, Press::GoOn, None);
    assert!(matches!(resting, Err(CompanionError::BadInput { .. })));
    press(two.home(1), id, Press::Resume, None);
    press(two.home(1), id, Press::GoOn, None);
    two.settle();
    assert_eq!(step(two.home(0), id), "check");
}

#[test]
fn a_pause_is_one_press_and_the_clock_rests_with_it() {
    let (mut two, id) = begun("good-news");
    two.pass(TimeDelta::seconds(20));
    let spent = |two: &mut Two, who: usize| two.home(who).in_step(id).unwrap().clock.unwrap().1;
    let before = spent(&mut two, 0);
    assert!(before >= 20_000);
    let paused = press(two.home(0), id, Press::Pause, Some("the bread"));
    assert!(paused.run.paused);
    two.settle();
    let view = two.home(1).in_step(id).unwrap();
    assert!(view.they_pause && !view.run.paused);
    // Who does not rest presses nothing either, and may stop all the same.
    let pressed = two.home(1).press_in_step(id, view.moves, Press::GoOn, None);
    assert!(matches!(pressed, Err(CompanionError::BadInput { .. })));
    two.pass(TimeDelta::hours(1));
    press(two.home(0), id, Press::Resume, None);
    two.settle();
    assert!(!two.home(1).in_step(id).unwrap().they_pause);
    let after = spent(&mut two, 0);
    assert!(
        (before..before + 5_000).contains(&after),
        "{before} {after}"
    );
    // What is written for oneself is still there, and went nowhere.
    assert_eq!(two.home(0).in_step(id).unwrap().run.page(), "the bread");
}

/// Goes through what is written apart, and says what was written.
fn write_apart(two: &mut Two, who: usize, id: ThingId) {
    for at in ["felt", "saw", "touched", "mine"] {
        assert_eq!(step(two.home(who), id), at);
        press(two.home(who), id, Press::GoOn, Some(&format!("{at} {who}")));
    }
}

#[test]
fn what_is_written_apart_is_read_once_both_have_written() {
    let (mut two, id) = begun("after-a-row");
    both(&mut two, id, Press::GoOn);
    write_apart(&mut two, 0, id);
    two.settle();
    // Nothing of it is seen, nor that it is there; and it survives the end of the program.
    let view = two.home(1).in_step(id).unwrap();
    assert!(view.pages.is_empty() && !view.waiting);
    let mine = two.home(0).in_step(id).unwrap();
    assert!(mine.waiting && mine.pages.is_empty());
    two.open_again(0);
    two.open_again(1);
    two.meet();
    two.settle();
    press(two.home(1), id, Press::Resume, None);
    write_apart(&mut two, 1, id);
    two.settle();
    for who in [0, 1] {
        let view = two.home(who).in_step(id).unwrap();
        assert_eq!(step(two.home(who), id), "read");
        assert!(!view.on_its_way);
        let texts: BTreeSet<String> = view
            .pages
            .iter()
            .map(|page| format!("{}{} {}", page.step, page.mine, page.text))
            .collect();
        let all = ["felt", "saw", "touched", "mine"]
            .into_iter()
            .flat_map(|at| [who, 1 - who].map(|of| format!("{at}{} {at} {of}", of == who)));
        assert_eq!(texts, all.collect());
    }
    // It is nobody's question.
    for who in [0, 1] {
        assert!(two.home(who).list_sealed().unwrap().is_empty());
    }
}

#[test]
fn a_page_apart_has_its_limit_and_so_has_every_other() {
    let (mut two, id) = begun("after-a-row");
    both(&mut two, id, Press::GoOn);
    for at in 0..4 {
        let moves = two.home(0).in_step(id).unwrap().moves;
        let long = "x".repeat(20_000);
        let refused = two
            .home(0)
            .press_in_step(id, moves, Press::GoOn, Some(&long));
        assert!(
            matches!(refused, Err(CompanionError::BodyTooLong { limit: 15_000 })),
            "{at}"
        );
        press(two.home(0), id, Press::GoOn, Some(&long[..15_000]));
    }
    assert!(two.home(0).in_step(id).unwrap().waiting);
}

#[test]
fn one_stops_and_each_keeps_theirs() {
    let (mut two, id) = begun("take-turns");
    press(two.home(0), id, Press::GoOn, Some("Mondays"));
    press(two.home(1), id, Press::Keep, Some("Not sent"));
    two.settle();
    two.home(1).put_in_step_away(id).unwrap();
    two.settle();
    let ended = two.home(1).in_step(id).unwrap();
    assert_eq!(ended.run.place, Place::Done);
    let texts: Vec<_> = ended
        .pages
        .iter()
        .map(|page| (page.mine, page.text.as_str()))
        .collect();
    assert_eq!(texts, [(true, "Not sent"), (false, "Mondays")]);
    let view = two.home(0).in_step(id).unwrap();
    assert_eq!(
        (view.stage, view.run.place),
        (InStepStage::Over, Place::Done)
    );
    assert_eq!(view.pages.len(), 1);
    assert!(view.pages[0].mine && view.pages[0].text == "Mondays");
    for who in [0, 1] {
        two.home(who).put_in_step_away(id).unwrap();
        assert!(two.home(who).list_in_step().unwrap().is_empty());
    }
}

#[test]
fn the_sharing_ends_in_the_middle_and_mine_is_mine() {
    let (mut two, id) = begun("after-a-row");
    both(&mut two, id, Press::GoOn);
    write_apart(&mut two, 0, id);
    two.settle();
    press(two.home(1), id, Press::Keep, Some("felt, in the middle"));
    two.home(0).stop_sharing(false).unwrap();
    two.settle();
    for (who, text) in [(0, "felt 0"), (1, "felt, in the middle")] {
        let entries = two.home(who).list_entries(None, 9).unwrap().entries;
        assert_eq!(entries.len(), 1, "{who}");
        let entry = two.home(who).view(entries[0].id).unwrap();
        assert!(entry.body.contains(text), "{who}");
        assert!(two.home(who).list_in_step().unwrap().is_empty());
    }
}

#[test]
fn a_talk_of_another_version_is_said_kindly_and_stays() {
    let (mut two, id) = begun("good-news");
    let mut doc = two.home(0).kept_in_step(id).unwrap();
    doc.id = ThingId([7; 16]);
    doc.talk = "the-far-future".into();
    doc.voices.clear();
    two.home(0).keep_shared_record(&doc).unwrap();
    two.settle();
    let newer = two.home(1).list_in_step().unwrap();
    let line = newer.iter().find(|line| line.id == doc.id).unwrap();
    assert_eq!(line.stage, InStepStage::Newer);
    let joined = two.home(1).join_in_step(doc.id, true);
    assert!(matches!(joined, Err(CompanionError::MadeByNewer)));
    two.home(1).put_in_step_away(doc.id).unwrap();
    assert_eq!(two.home(1).list_in_step().unwrap().len(), 1);
}

#[test]
fn clocks_a_day_apart_do_no_harm() {
    let (mut two, id) = begun("good-news");
    let mut doc = two.home(0).kept_in_step(id).unwrap();
    doc.id = ThingId([8; 16]);
    doc.talk = "stress-talk".into();
    doc.shape = couple::talk::in_step::shape(couple::talk::talk("stress-talk").unwrap());
    doc.voices.clear();
    for days in [1, -1] {
        doc.id.0[0] = doc.id.0[0].wrapping_add(1);
        doc.at = two.home(0).now() + TimeDelta::days(days);
        two.home(0).keep_shared_record(&doc).unwrap();
        two.settle();
        let lines = two.home(1).list_in_step().unwrap();
        let asked = lines.iter().any(|line| line.stage == InStepStage::Asked);
        assert!(asked, "{days}");
    }
    assert!(two.home(1).shared.records(ThingKind::Talk).unwrap().len() == 3);
}
