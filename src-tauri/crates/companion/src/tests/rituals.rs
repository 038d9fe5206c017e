//! Rituals of two.

use chrono::TimeDelta;
use couple::{
    ThingId, ThingKind,
    cadence::Weekdays,
    us::{RitualSays, RitualStage},
};
use replica::FieldsDoc;

use super::two::Two;
use crate::{CompanionError, Forward, RitualView, ToRitual, payload::Payload};

fn coffee() -> RitualSays {
    RitualSays {
        title: "Sunday coffee".into(),
        trigger: "Whoever wakes first puts the kettle on".into(),
        steps: "Grind\nPour\nNo telephones".into(),
        meaning: "The week is over.".into(),
        days: Weekdays::from_numbers(&[5, 7]).ok(),
        at: "19:30".parse().ok(),
        round: 0,
    }
}

fn one(two: &mut Two, who: usize) -> RitualView {
    let mut all = two.home(who).list_rituals().unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

fn stages(two: &mut Two) -> [RitualStage; 2] {
    [0, 1].map(|who| one(two, who).stage)
}

fn agreed() -> (Two, ThingId) {
    let mut two = Two::paired();
    let id = two.home(0).keep_ritual(None, coffee()).unwrap().id;
    two.settle();
    assert_eq!(
        stages(&mut two),
        [RitualStage::AsksThem, RitualStage::AsksMe]
    );
    let asked = two.home(1).today().unwrap();
    assert!(matches!(asked.forward, Some(Forward::Ritual(view)) if view.id == id));
    assert!(asked.rituals.is_empty(), "it sleeps");
    two.home(1).tell_ritual(id, ToRitual::Yes).unwrap();
    two.settle();
    assert_eq!(stages(&mut two), [RitualStage::Awake; 2]);
    (two, id)
}

#[test]
fn it_sleeps_until_both_want_it_and_a_changed_word_asks_again() {
    let (mut two, id) = agreed();
    // A Friday.
    assert_eq!(two.home(0).today().unwrap().rituals.len(), 1);
    let changed = RitualSays {
        steps: "Grind\nPour".into(),
        ..coffee()
    };
    two.home(1).keep_ritual(Some(id), changed.clone()).unwrap();
    two.settle();
    assert_eq!(
        stages(&mut two),
        [RitualStage::AsksMe, RitualStage::AsksThem]
    );
    assert!(two.home(0).today().unwrap().rituals.is_empty());
    two.home(0).tell_ritual(id, ToRitual::Yes).unwrap();
    two.settle();
    assert_eq!(stages(&mut two), [RitualStage::Awake; 2]);
    assert_eq!(one(&mut two, 0).says.steps, "Grind\nPour");
}

/// What both change at once merges, and is what neither has said yes to.
#[test]
fn two_changes_at_once_are_looked_at_by_both() {
    let (mut two, id) = agreed();
    two.apart();
    for (who, says) in [
        (
            0,
            RitualSays {
                meaning: "Us.".into(),
                ..coffee()
            },
        ),
        (
            1,
            RitualSays {
                trigger: "The bells".into(),
                ..coffee()
            },
        ),
    ] {
        two.home(who).keep_ritual(Some(id), says).unwrap();
    }
    two.meet();
    assert_eq!(stages(&mut two), [RitualStage::AsksMe; 2]);
    let says = one(&mut two, 0).says;
    assert_eq!(
        (says.meaning.as_str(), says.trigger.as_str()),
        ("Us.", "The bells")
    );
    for who in [0, 1] {
        two.home(who).tell_ritual(id, ToRitual::Yes).unwrap();
    }
    two.settle();
    assert_eq!(stages(&mut two), [RitualStage::Awake; 2]);
}

#[test]
fn a_nudge_is_mine_alone_and_follows_it() {
    let (mut two, id) = agreed();
    let before = two.home(0).partner().unwrap().ledger.head();
    assert!(two.home(0).tell_ritual(id, ToRitual::Nudge).unwrap().nudged);
    let plans = two.home(0).list_plans().unwrap();
    assert_eq!(plans.len(), 1);
    assert_eq!(plans[0].window.from_text(), "18:30");
    two.settle();
    let after = two.home(0).partner().unwrap().ledger.head();
    assert_eq!(after, before, "nobody is told of it");
    assert!(two.home(1).list_plans().unwrap().is_empty());
    // The other one moves it: it asks again, and until then nothing nudges.
    let later = RitualSays {
        at: "21:00".parse().ok(),
        ..coffee()
    };
    two.home(1).keep_ritual(Some(id), later).unwrap();
    two.settle();
    assert!(two.home(0).list_plans().unwrap().is_empty());
    two.home(0).tell_ritual(id, ToRitual::Yes).unwrap();
    assert_eq!(
        two.home(0).list_plans().unwrap()[0].window.from_text(),
        "20:00"
    );
    two.home(1).tell_ritual(id, ToRitual::Rest).unwrap();
    two.settle();
    assert!(two.home(0).list_plans().unwrap().is_empty());
}

#[test]
fn either_lets_it_rest_and_waking_asks_anew() {
    let (mut two, id) = agreed();
    two.home(1).tell_ritual(id, ToRitual::Rest).unwrap();
    two.settle();
    assert_eq!(stages(&mut two), [RitualStage::Rests; 2]);
    assert_eq!(
        two.home(0).today().unwrap().forward,
        None,
        "and says nothing"
    );
    two.home(0).tell_ritual(id, ToRitual::Wake).unwrap();
    two.settle();
    assert_eq!(
        stages(&mut two),
        [RitualStage::AsksThem, RitualStage::AsksMe]
    );
    two.home(1).tell_ritual(id, ToRitual::Yes).unwrap();
    two.settle();
    assert_eq!(stages(&mut two), [RitualStage::Awake; 2]);
}

#[test]
fn each_looks_at_it_again_after_a_season() {
    let (mut two, id) = agreed();
    two.clock_jumps(TimeDelta::days(90));
    assert!(!one(&mut two, 0).season);
    two.clock_jumps(TimeDelta::days(1));
    let asks = two.home(0).forward(false).unwrap();
    assert!(matches!(asks, Some(Forward::Ritual(view)) if view.season));
    two.home(0).tell_ritual(id, ToRitual::Keep).unwrap();
    assert!(!one(&mut two, 0).season && one(&mut two, 1).season);
}

/// A modified program says yes in the other one's name.
#[test]
fn nobody_says_yes_for_the_other() {
    let mut two = Two::paired();
    let id = two.home(1).keep_ritual(None, coffee()).unwrap().id;
    two.settle();
    let (ada, ben) = (two.home(0).my_id(), two.home(1));
    let known = ben.shared.updates(id).unwrap();
    let mut document = FieldsDoc::open(ThingKind::Ritual, &known).unwrap();
    let yes = document.value().unwrap().fields[&format!("{}:yes", ben.my_id())].clone();
    let peer = ben.partner().unwrap().ledger.peer();
    let forged = [(format!("{ada}:yes"), Some(yes))].into();
    let update = document.change(peer, &forged).unwrap().unwrap();
    let said = Payload::update(id, ThingKind::Ritual, update)
        .encode()
        .unwrap();
    two.says(&said);
    assert_eq!(one(&mut two, 0).stage, RitualStage::AsksMe);
    assert_eq!(two.home(0).sharing().unwrap().set_aside, 1);
}

#[test]
fn what_was_awake_stays_with_each_when_the_sharing_ends() {
    let (mut two, _) = agreed();
    let alone = RitualSays {
        title: "Never agreed".into(),
        ..RitualSays::default()
    };
    two.home(0).keep_ritual(None, alone).unwrap();
    two.home(0).stop_sharing(false).unwrap();
    let home = two.home(0);
    assert_eq!(home.list_rituals().unwrap(), []);
    let notes = home.list_notes().unwrap();
    assert_eq!(notes.len(), 1);
    assert_eq!(notes[0].title, "Sunday coffee");
    assert!(notes[0].text.contains("Pour\n") && !notes[0].ours);
    assert!(matches!(
        home.keep_ritual(None, coffee()),
        Err(CompanionError::NoPartner)
    ));
}
