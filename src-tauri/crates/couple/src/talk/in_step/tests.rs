use proptest::prelude::*;

use super::*;
use crate::talk::{running::Found, talks};

const ADA: PersonId = PersonId([1; 16]);
const BEN: PersonId = PersonId([2; 16]);

fn offered(talk: &Talk) -> InStep {
    InStep {
        id: ThingId([7; 16]),
        by: ADA,
        talk: talk.id.to_owned(),
        shape: shape(talk),
        at: DateTime::from_timestamp(1_800_000_000, 0).unwrap(),
        apart: None,
        voices: BTreeMap::from([(
            BEN,
            Voice {
                joined: true,
                ..Voice::default()
            },
        )]),
    }
}

const PRESSES: [Press; 12] = [
    Press::GoOn,
    Press::Skip,
    Press::Begin(Side::Me),
    Press::Begin(Side::Other),
    Press::GotIt,
    Press::NotQuite,
    Press::Wish(crate::talk::Wish::Listen),
    Press::Wish(crate::talk::Wish::Help),
    Press::More,
    Press::AllSaid,
    Press::NoTurn,
    Press::SkipPart,
];

/// Says it for one of them, at their own copy.
fn take(copy: &mut InStep, who: PersonId, press: Press) -> bool {
    let run = copy.walk(who).unwrap();
    let Ok(say) = copy.say(who, &run, press) else {
        return false;
    };
    let voice = copy.voices.entry(who).or_default();
    match say {
        Say::Here(at, saying) => drop(voice.said.insert(at, saying)),
        Say::LeaveOut(part) => drop(voice.left_out.insert(part)),
        Say::Stop => voice.over = true,
    }
    true
}

/// The other one's part comes in, as far as it had come then.
fn hear(copy: &mut InStep, who: PersonId, voice: &Voice) {
    let known = copy.voices.entry(who).or_default();
    known.joined |= voice.joined;
    known.over |= voice.over;
    known
        .said
        .extend(voice.said.iter().map(|(at, said)| (at.clone(), *said)));
    known.left_out.extend(voice.left_out.iter().cloned());
}

fn mirrored(run: &Run) -> (Place, Option<Side>, Option<crate::talk::Wish>) {
    (run.place.clone(), run.first.map(Side::other), run.wish)
}

proptest! {
    /// Whatever both press, however late, often and mixed up it comes: both stand at the same place in the end, and what
    /// was said is never taken back by what comes later.
    #[test]
    fn both_end_at_the_same_place(
        which in 0usize..5,
        steps in prop::collection::vec((any::<bool>(), 0usize..24, any::<bool>(), any::<prop::sample::Index>()), 1..160),
    ) {
        let talk = &talks()[which];
        let (mut ada, mut ben) = (offered(talk), offered(talk));
        // What each has said so far, at every time: any of it may arrive, in any order, more than once.
        let mut sent: [Vec<Voice>; 2] = [Vec::new(), Vec::new()];
        for (is_ada, press, hears, which) in steps {
            let (copy, who, other, said) = if is_ada {
                (&mut ada, ADA, BEN, 0)
            } else {
                (&mut ben, BEN, ADA, 1)
            };
            if hears {
                if !sent[1 - said].is_empty() {
                    let voice = which.get(&sent[1 - said]).clone();
                    let before = copy.walk(who).unwrap();
                    hear(copy, other, &voice);
                    let after = copy.walk(who).unwrap();
                    prop_assert!(after.moves >= before.moves, "{:?} then {:?}", before.place, after.place);
                }
                continue;
            }
            // Leaving out a part is rarer than going on.
            let press = PRESSES.get(press).copied().unwrap_or(Press::GoOn);
            if take(copy, who, press) {
                sent[said].push(copy.voice(who));
            }
        }
        let (hers, his) = (ada.voice(ADA), ben.voice(BEN));
        hear(&mut ada, BEN, &his);
        hear(&mut ben, ADA, &hers);
        let (one, two) = (ada.walk(ADA).unwrap(), ben.walk(BEN).unwrap());
        prop_assert_eq!((one.place.clone(), one.first, one.wish), mirrored(&two));
        prop_assert_eq!(one.moves, two.moves);
        // And then they can go on to the end.
        for _ in 0..400 {
            if ada.walk(ADA).unwrap().place == Place::Done {
                break;
            }
            for (copy, who) in [(&mut ada, ADA), (&mut ben, BEN)] {
                let run = copy.walk(who).unwrap();
                let ways = [Press::GoOn, Press::Begin(Side::Me), Press::GotIt, Press::Wish(crate::talk::Wish::Listen), Press::AllSaid];
                let _ = run.place != Place::Done && ways.into_iter().any(|press| take(copy, who, press));
            }
            let (hers, his) = (ada.voice(ADA), ben.voice(BEN));
            hear(&mut ada, BEN, &his);
            hear(&mut ben, ADA, &hers);
        }
        prop_assert_eq!(ada.walk(ADA).unwrap().place, Place::Done);
        prop_assert_eq!(ben.walk(BEN).unwrap().place, Place::Done);
    }
}

fn stands(copy: &InStep, who: PersonId) -> String {
    key(&copy.walk(who).unwrap()).unwrap_or_default()
}

#[test]
fn only_who_has_the_word_moves_it() {
    let mut copy = offered(talk("take-turns").unwrap());
    assert_eq!(stands(&copy, ADA), "step.topic.0.0.0");
    // The topic is for both: it goes on when both have said so, and once is enough.
    assert!(take(&mut copy, ADA, Press::GoOn) && !take(&mut copy, ADA, Press::GoOn));
    assert_eq!(stands(&copy, BEN), "step.topic.0.0.0");
    assert!(take(&mut copy, BEN, Press::GoOn));
    assert_eq!(stands(&copy, BEN), "begins.turn");
    // They don't agree: then it is whoever was asked to the talk.
    assert!(take(&mut copy, ADA, Press::Begin(Side::Me)));
    assert!(take(&mut copy, BEN, Press::Begin(Side::Me)));
    assert_eq!(copy.walk(BEN).unwrap().first, Some(Side::Me));
    assert_eq!(copy.walk(ADA).unwrap().first, Some(Side::Other));
    assert!(!take(&mut copy, ADA, Press::GoOn));
    assert!(take(&mut copy, BEN, Press::GoOn) && take(&mut copy, ADA, Press::GoOn));
    assert_eq!(stands(&copy, ADA), "step.check.0.0.0");
    assert!(!take(&mut copy, ADA, Press::GotIt));
    assert!(take(&mut copy, BEN, Press::NotQuite));
    assert_eq!(stands(&copy, ADA), "step.say-back.0.0.1");
}

#[test]
fn apart_is_behind_once_both_are_through() {
    let mut copy = offered(talk("after-a-row").unwrap());
    assert!(take(&mut copy, ADA, Press::GoOn) && take(&mut copy, BEN, Press::GoOn));
    let run = copy.walk(ADA).unwrap();
    assert_eq!(apart_key(&run).as_deref(), Some("apart.apart"));
    assert!(take(&mut copy, ADA, Press::GoOn));
    assert_eq!(stands(&copy, BEN), "step.felt.0.0.0");
    assert!(take(&mut copy, BEN, Press::GoOn));
    assert_eq!(stands(&copy, BEN), "step.read.0.0.0");
}

#[test]
fn one_leaves_out_a_part_for_both_and_what_makes_no_sense_holds_up_nothing() {
    let mut copy = offered(talk("weekly-talk").unwrap());
    for _ in 0..3 {
        assert!(take(&mut copy, ADA, Press::GoOn) && take(&mut copy, BEN, Press::GoOn));
    }
    assert_eq!(stands(&copy, ADA), "caution.one-thing");
    // Seen and passed by one of them; something lighter for the other.
    assert!(take(&mut copy, ADA, Press::GoOn));
    let nonsense = copy.voices.entry(BEN).or_default();
    nonsense
        .said
        .insert("caution.one-thing".into(), Saying::More);
    assert_eq!(stands(&copy, ADA), "caution.one-thing");
    assert!(take(&mut copy, BEN, Press::Lighter));
    assert_eq!(stands(&copy, ADA), "begins.loved");
    let Found { part, .. } = copy.walk(BEN).unwrap().found().unwrap();
    assert_eq!(part.unwrap().id, "loved");
}

#[test]
fn stopping_ends_it_for_both_and_an_offer_lapses() {
    let mut copy = offered(talk("good-news").unwrap());
    let now = copy.at;
    assert_eq!(copy.stage(now), Stage::UnderWay);
    copy.voices.get_mut(&BEN).unwrap().over = true;
    assert_eq!(copy.walk(ADA).unwrap().place, Place::Done);
    copy.voices.clear();
    assert_eq!(copy.stage(now + TimeDelta::days(7)), Stage::Offered);
    // A clock a day behind shows it all the same.
    assert_eq!(copy.stage(now - TimeDelta::days(1)), Stage::Offered);
    assert_eq!(copy.stage(now + TimeDelta::days(8)), Stage::Lapsed);
}

#[test]
fn a_talk_that_is_built_otherwise_is_not_gone_through() {
    let mut copy = offered(talk("good-news").unwrap());
    copy.shape ^= 1;
    assert_eq!(copy.walk(ADA), Err(Refused::Unknown));
    copy.talk = "the-far-future".into();
    assert_eq!(copy.walk(ADA), Err(Refused::Unknown));
}

#[test]
fn every_saying_has_a_name_of_its_own() {
    for (saying, name) in Saying::NAMES {
        assert_eq!((Saying::named(name), saying.name()), (Some(saying), name));
    }
}
