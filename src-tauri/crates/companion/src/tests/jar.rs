//! Jars that are compared: both find what both said yes to, and nothing else leaves.

use chrono::TimeDelta;
use couple::leaning::Leaning;
use keys::jar::Word;
use sync::{Frame, Message};

use super::two::Two;
use crate::{CompanionError, payload::Payload};

fn say(two: &mut Two, who: usize, yes: &[&str], no: &[&str]) {
    let home = two.home(who);
    for id in yes {
        home.lean(id, Some(Leaning::Yes)).unwrap();
    }
    for id in no {
        home.lean(id, Some(Leaning::No)).unwrap();
    }
}

fn found(two: &mut Two, who: usize) -> Vec<String> {
    two.home(who).jar().unwrap().found
}

/// The words of a jar that left one of them.
pub(super) fn words(two: &mut Two, from: usize) -> Vec<Word> {
    let mut frames: Vec<Frame> = Vec::new();
    for bytes in &two.sent[from] {
        if let Ok(Message::Frames { frames: some, .. }) = Message::decode(bytes) {
            frames.extend(some);
        }
    }
    // What was not confirmed in time is sent again.
    frames.sort_by_key(|frame| (frame.id().log, frame.id().seq));
    frames.dedup_by_key(|frame| frame.id());
    let home = two.home(1 - from);
    let mut words = Vec::new();
    for frame in frames {
        let Some(body) = frame.body.clone() else {
            continue;
        };
        if let Ok(Payload::Jar { word }) = home.open(&frame, &body) {
            words.extend(Word::decode(&word));
        }
    }
    words
}

#[test]
fn both_find_what_both_said_yes_to_and_nothing_else() {
    let mut two = Two::paired();
    say(&mut two, 0, &["picnic", "sunrise"], &["concert"]);
    say(&mut two, 1, &["picnic", "concert"], &["sunrise"]);
    two.home(0).compare_jar(true).unwrap();
    two.pass(TimeDelta::minutes(2));
    assert!(found(&mut two, 0).is_empty() && found(&mut two, 1).is_empty());
    // Who does not take part sends nothing.
    assert_eq!(words(&mut two, 1).len(), 0);

    two.home(1).compare_jar(true).unwrap();
    two.pass(TimeDelta::minutes(2));
    assert_eq!(found(&mut two, 0), ["picnic"]);
    assert_eq!(found(&mut two, 1), ["picnic"]);
    assert_eq!(two.home(0).sharing().unwrap().set_aside, 0);

    // It stays found, is out of sight for whoever changes their mind, and the other is told nothing.
    say(&mut two, 0, &[], &["picnic"]);
    two.pass(TimeDelta::days(8));
    two.open_again(0);
    two.open_again(1);
    two.meet();
    assert!(found(&mut two, 0).is_empty());
    assert_eq!(found(&mut two, 1), ["picnic"]);
}

#[test]
fn what_leaves_is_the_same_whatever_was_said() {
    let shapes = [&["picnic", "sunrise", "concert", "stargazing"][..], &[]].map(|yes| {
        let mut two = Two::paired();
        two.home(0).compare_jar(true).unwrap();
        two.home(1).compare_jar(true).unwrap();
        two.pass(TimeDelta::minutes(2));
        // Said at any time in the week: nothing moves because of it.
        let before = two.sent[0].len();
        say(&mut two, 0, yes, &["museum-one-room"]);
        assert_eq!(two.sent[0].len(), before);
        two.pass(TimeDelta::days(15));
        let words = words(&mut two, 0);
        words
            .into_iter()
            .map(|word| {
                let slips = matches!(word, Word::Slips { .. });
                (word.week(), slips, word.encode().len())
            })
            .collect::<Vec<_>>()
    });
    let [some, none] = shapes;
    assert_eq!(some, none);
    // This week's, and two more.
    assert_eq!(some.iter().filter(|(_, slips, _)| *slips).count(), 3);
    assert_eq!(some.len(), 6);
}

#[test]
fn a_change_of_mind_counts_from_the_next_week_on() {
    let mut two = Two::paired();
    for who in [0, 1] {
        two.home(who).compare_jar(true).unwrap();
    }
    say(&mut two, 0, &["picnic"], &[]);
    two.pass(TimeDelta::minutes(2));
    say(&mut two, 1, &["picnic"], &[]);
    two.pass(TimeDelta::minutes(2));
    assert!(found(&mut two, 0).is_empty());
    two.pass(TimeDelta::days(8));
    assert_eq!(found(&mut two, 0), ["picnic"]);
    assert_eq!(found(&mut two, 1), ["picnic"]);
}

#[test]
fn two_who_meet_weeks_later_find_it_still() {
    let mut two = Two::paired();
    for who in [0, 1] {
        say(&mut two, who, &["picnic"], &[]);
        two.home(who).compare_jar(true).unwrap();
    }
    two.apart();
    two.pass(TimeDelta::days(16));
    assert!(found(&mut two, 0).is_empty());
    two.open_again(0);
    two.meet();
    two.pass(TimeDelta::minutes(2));
    assert_eq!(found(&mut two, 0), ["picnic"]);
    assert_eq!(found(&mut two, 1), ["picnic"]);
}

#[test]
fn who_stops_sends_nothing_more_and_leaving_forgets_it() {
    let mut two = Two::paired();
    for who in [0, 1] {
        say(&mut two, who, &["picnic"], &[]);
        two.home(who).compare_jar(true).unwrap();
    }
    two.pass(TimeDelta::minutes(2));
    let left = words(&mut two, 0).len();
    // Off and on again does not draw a second hand in the same week.
    for on in [false, true] {
        two.home(0).compare_jar(on).unwrap();
        two.pass(TimeDelta::minutes(2));
    }
    let view = two.home(0).compare_jar(false).unwrap();
    assert_eq!((view.compared, view.found.len()), (false, 1));
    two.pass(TimeDelta::days(15));
    assert_eq!(words(&mut two, 0).len(), left);

    two.home(0).stop_sharing(true).unwrap();
    let view = two.home(0).jar().unwrap();
    assert!(!view.compared && view.found.is_empty());
    assert!(matches!(
        two.home(0).compare_jar(true),
        Err(CompanionError::NoPartner)
    ));
}

/// An altered program that sends a second hand, or rubbish, or a week that can't be.
#[test]
fn only_the_first_hand_of_a_week_is_answered() {
    let mut two = Two::paired();
    for who in [0, 1] {
        say(&mut two, who, &["picnic"], &[]);
        two.home(who).compare_jar(true).unwrap();
    }
    two.pass(TimeDelta::minutes(2));
    let sent = words(&mut two, 0).len();
    let hand = words(&mut two, 1)
        .into_iter()
        .find(|word| matches!(word, Word::Slips { .. }))
        .unwrap();
    let Word::Slips { week, mut slips } = hand else {
        panic!("no hand");
    };
    slips.truncate(3);
    let kept = |two: &mut Two| two.home(0).shared.meta("jar").unwrap().unwrap();
    let before = kept(&mut two);
    for week in [week, week + 4, u32::MAX] {
        let word = Word::Slips {
            week,
            slips: slips.clone(),
        };
        let word = word.encode();
        two.says(&Payload::Jar { word }.encode().unwrap());
    }
    assert_eq!(kept(&mut two), before);
    let rubbish = Payload::Jar { word: vec![1, 9] };
    two.says(&rubbish.encode().unwrap());
    let newer = Payload::Jar { word: vec![2, 1] };
    two.says(&newer.encode().unwrap());
    two.pass(TimeDelta::minutes(2));
    assert_eq!(words(&mut two, 0).len(), sent);
    let sharing = two.home(0).sharing().unwrap();
    assert_eq!((sharing.set_aside, sharing.from_newer), (2, 1));
    assert_eq!(found(&mut two, 0), ["picnic"]);
}
