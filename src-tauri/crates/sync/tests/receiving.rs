//! What a session takes, holds, hands over and confirms.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use sync::{
    Effect, Event, Frame, Head, Message, limits, log::ForkProof, session::Refusal, session::Start,
};

fn refusals(effects: &[Effect]) -> Vec<(u64, u32, Refusal)> {
    effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Refused {
                first,
                count,
                reason,
                ..
            } => Some((first.seq, *count, *reason)),
            _ => None,
        })
        .collect()
}

fn frozen(effects: &[Effect]) -> Vec<ForkProof> {
    effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Frozen { proof } => Some(**proof),
            _ => None,
        })
        .collect()
}

#[test]
fn nothing_is_confirmed_before_it_is_stored() {
    let crew = Crew::new(2);
    let frames = crew.frames(1, 3);
    let peer = crew.id(1);
    let mut home = crew.home(0);
    home.stores = false;
    home.meets(peer, vec![]);
    let effects = home.gets(peer, Message::frames(frames.clone()));
    assert_eq!(stored(&effects), frames);
    assert!(sent_to(&effects, peer).is_empty(), "nothing to say yet");
    // Not even when asked again, and not in a greeting.
    let effects = home.gets(peer, Message::frames(frames.clone()));
    assert!(acks_to(&effects, peer).is_empty());
    assert!(home.session.heads().is_empty());
    let part = head_of(&frames[..2]);
    let effects = home.on(Event::Stored { heads: vec![part] });
    assert_eq!(acks_to(&effects, peer), [vec![part]]);
    let all = head_of(&frames);
    let effects = home.on(Event::Stored { heads: vec![all] });
    assert_eq!(acks_to(&effects, peer), [vec![all]]);
    assert_eq!(home.session.heads(), [all]);
}

#[test]
fn everyone_present_learns_what_was_stored() {
    let crew = Crew::new(3);
    let frames = crew.frames(1, 1);
    let mut home = crew.home(0);
    home.meets(crew.id(1), vec![]);
    home.meets(crew.id(2), vec![]);
    let effects = home.gets(crew.id(1), Message::frames(frames.clone()));
    for peer in [crew.id(1), crew.id(2)] {
        assert_eq!(acks_to(&effects, peer), [vec![head_of(&frames)]]);
    }
}

#[test]
fn a_repeated_frame_is_confirmed_again_and_nothing_else() {
    let crew = Crew::new(2);
    let frames = crew.frames(1, 3);
    let peer = crew.id(1);
    let mut home = crew.home(0);
    home.meets(peer, vec![]);
    home.gets(peer, Message::frames(frames.clone()));
    for repeated in [&frames[..], &frames[..1], &frames[2..]] {
        let effects = home.gets(peer, Message::frames(repeated.to_vec()));
        assert_eq!(effects.len(), 1, "{effects:?}");
        assert_eq!(acks_to(&effects, peer), [vec![head_of(&frames)]]);
    }
    // Also when only its hash, or nothing of it, is remembered.
    let mut home = crew.home(0).has(&crew.roster, &frames);
    home.meets(peer, vec![head_of(&frames)]);
    let effects = home.gets(peer, Message::frames(frames.clone()));
    assert!(stored(&effects).is_empty() && frozen(&effects).is_empty());
    assert_eq!(acks_to(&effects, peer), [vec![head_of(&frames)]]);
}

#[test]
fn frames_beyond_a_gap_are_held_and_the_gap_is_asked_for() {
    let crew = Crew::new(2);
    let frames = crew.frames(1, 6);
    let peer = crew.id(1);
    let mut home = crew.home(0);
    home.meets(peer, vec![]);
    home.gets(peer, Message::frames(frames[..1].to_vec()));
    let effects = home.gets(peer, Message::frames(frames[3..5].to_vec()));
    assert!(stored(&effects).is_empty());
    assert_eq!(greetings_to(&effects, peer), 1, "asked for");
    // Not with every frame.
    let effects = home.gets(peer, Message::frames(frames[5..].to_vec()));
    assert_eq!(greetings_to(&effects, peer), 0);
    assert_eq!(home.session.wake_at(), Some(home.now + seconds(2)));
    assert_eq!(greetings_to(&home.ticks(seconds(2)), peer), 1);
    let effects = home.gets(peer, Message::frames(frames[2..3].to_vec()));
    assert!(stored(&effects).is_empty());
    let effects = home.gets(peer, Message::frames(frames[1..2].to_vec()));
    assert_eq!(stored(&effects), frames[1..]);
}

#[test]
fn no_more_than_a_thousand_frames_are_held_and_none_is_lost() {
    let crew = Crew::new(3);
    let peer = crew.id(1);
    let frames = crew.frames(1, limits::PENDING_FRAMES as u64 + 50);
    let mut home = crew.home(0);
    home.meets(peer, vec![]);
    home.meets(crew.id(2), vec![]);
    let effects = home.gets(peer, Message::frames(frames[1..].to_vec()));
    assert_eq!(refusals(&effects), [(1001, 49, Refusal::NoRoom)]);
    // Other logs are not kept waiting by the full room.
    let others = crew.frames(2, 2);
    let effects = home.gets(crew.id(2), Message::frames(others.clone()));
    assert_eq!(stored(&effects), others);
    // The missing frame lets all that was held go; the rest is asked for.
    home.now += seconds(2);
    let effects = home.gets(peer, Message::frames(frames[..1].to_vec()));
    assert_eq!(stored(&effects), frames[..1001]);
    assert_eq!(greetings_to(&effects, peer), 1);
    let effects = home.gets(peer, Message::frames(frames[1001..].to_vec()));
    assert_eq!(stored(&effects), frames[1001..]);
    assert_eq!(home.disk[&crew.log(1)].len(), frames.len());
}

#[test]
fn held_bytes_are_bounded_too() {
    let crew = Crew::new(2);
    let peer = crew.id(1);
    let mut head = Head::start(crew.log(1));
    let count = limits::PENDING_BYTES / limits::FRAME_BYTES + 2;
    let frames: Vec<Frame> = (0..count)
        .map(|_| {
            let body = vec![1; sync::frame::BODY_BYTES];
            let frame = write(&crew.devices[1], head.next_frame(SPACE, 1), body);
            head = Head::after(&frame.header);
            frame
        })
        .collect();
    let mut home = crew.home(0);
    home.meets(peer, vec![]);
    let mut refused = 0;
    for frame in &frames[1..] {
        let effects = home.gets(peer, Message::frames(vec![frame.clone()]));
        refused += refusals(&effects).len();
    }
    assert_eq!(refused, 1);
}

#[test]
fn an_erased_body_breaks_nothing() {
    let crew = Crew::new(2);
    let mut frames = crew.frames(1, 4);
    frames[1].body = None;
    let peer = crew.id(1);
    let mut home = crew.home(0);
    home.meets(peer, vec![]);
    let effects = home.gets(peer, Message::frames(frames.clone()));
    assert_eq!(stored(&effects), frames);
    assert_eq!(home.session.heads(), [head_of(&frames)]);
}

#[test]
fn a_failed_commit_is_tried_again_after_a_rest() {
    let crew = Crew::new(2);
    let frames = crew.frames(1, 3);
    let (peer, log) = (crew.id(1), crew.log(1));
    let mut home = crew.home(0);
    home.meets(peer, vec![]);
    home.gets(peer, Message::frames(frames[..1].to_vec()));
    home.stores = false;
    home.gets(peer, Message::frames(frames[1..2].to_vec()));
    let effects = home.on(Event::NotStored { log });
    assert!(acks_to(&effects, peer).is_empty());
    let effects = home.gets(peer, Message::frames(frames[1..].to_vec()));
    assert_eq!(refusals(&effects), [(1, 2, Refusal::Resting)]);
    home.stores = true;
    assert_eq!(home.session.wake_at(), Some(home.now + seconds(60)));
    assert_eq!(greetings_to(&home.ticks(seconds(60)), peer), 1);
    let effects = home.gets(peer, Message::frames(frames[1..].to_vec()));
    assert_eq!(stored(&effects), frames[1..]);
}

#[test]
fn a_fork_freezes_its_log_and_no_other() {
    let crew = Crew::new(3);
    let (author, other) = (crew.id(1), crew.id(2));
    let frames = crew.frames(1, 4);
    let branch = crew.run(1, head_of(&frames[..2]), 2, "branch");
    let mut home = crew.home(0);
    home.meets(author, vec![]);
    home.meets(other, vec![]);
    home.gets(author, Message::frames(frames[..3].to_vec()));
    let effects = home.gets(author, Message::frames(branch.clone()));
    let proof = ForkProof::new(frames[2].signed(), branch[0].signed()).unwrap();
    assert_eq!(frozen(&effects), [proof]);
    assert!(stored(&effects).is_empty());
    for peer in [author, other] {
        let told = Message::Fork(Box::new(proof));
        assert!(sent_to(&effects, peer).contains(&told));
    }
    let effects = home.gets(author, Message::frames(frames[3..].to_vec()));
    assert_eq!(refusals(&effects), [(3, 1, Refusal::Frozen)]);
    assert!(frozen(&effects).is_empty(), "said once");

    // The device itself is as welcome as ever: its next incarnation, and others' logs.
    let next = Head {
        log: log_of(&crew.devices[1], 77),
        ..head_of(&frames[..3])
    };
    let first = write(
        &crew.devices[1],
        sync::HeaderStart {
            seq: 0,
            ..next.next_frame(SPACE, 1)
        },
        b"again".to_vec(),
    );
    let effects = home.gets(author, Message::frames(vec![first.clone()]));
    assert_eq!(stored(&effects), [first]);
    let others = crew.frames(2, 1);
    let effects = home.gets(other, Message::frames(others.clone()));
    assert_eq!(stored(&effects), others);

    // Restarted, it is still frozen, and newcomers learn of it; they get what came before.
    let later = ForkProof::new(frames[3].signed(), branch[1].signed()).unwrap();
    let start = Start {
        forks: vec![proof, later],
        ..Start::default()
    };
    let mut home = home.restarted(&crew.roster, start);
    let effects = home.meets(other, vec![]);
    assert!(sent_to(&effects, other).contains(&Message::Fork(Box::new(proof))));
    let passed_on: Vec<_> = frames_to(&effects, other).concat();
    let of_log: Vec<_> = passed_on
        .into_iter()
        .filter(|frame| frame.id().log == crew.log(1))
        .collect();
    assert_eq!(of_log, frames[..2]);
    let effects = home.gets(other, Message::frames(frames[3..].to_vec()));
    assert_eq!(refusals(&effects), [(3, 1, Refusal::Frozen)]);
}

#[test]
fn a_fork_is_seen_in_old_frames_and_among_held_ones() {
    let crew = Crew::new(2);
    let peer = crew.id(1);
    let frames = crew.frames(1, 9);
    let branch = crew.run(1, head_of(&frames[..3]), 3, "branch");
    // Stored long ago: nothing of it is remembered but the disk's copy.
    let mut home = crew.home(0).has(&crew.roster, &frames);
    home.meets(peer, vec![head_of(&frames)]);
    let effects = home.gets(peer, Message::frames(branch[..1].to_vec()));
    assert_eq!(
        frozen(&effects),
        [ForkProof::new(frames[3].signed(), branch[0].signed()).unwrap()]
    );
    // At the very head, of which only the hash is remembered.
    let mut home = crew.home(0).has(&crew.roster, &frames[..4]);
    home.meets(peer, vec![head_of(&frames[..4])]);
    assert_eq!(
        frozen(&home.gets(peer, Message::frames(branch[..1].to_vec()))).len(),
        1
    );
    // Beyond a gap.
    let mut home = crew.home(0);
    home.meets(peer, vec![]);
    home.gets(peer, Message::frames(frames[4..5].to_vec()));
    let effects = home.gets(peer, Message::frames(branch[1..2].to_vec()));
    assert_eq!(frozen(&effects).len(), 1);
    // What came before the split is still taken.
    let effects = home.gets(peer, Message::frames(frames[..4].to_vec()));
    assert_eq!(stored(&effects), frames[..4]);
}

#[test]
fn two_who_follow_different_branches_find_the_place_of_the_split() {
    let crew = Crew::new(3);
    let shared = crew.frames(2, 3);
    let split = head_of(&shared);
    let ours: Vec<_> = [shared.clone(), crew.run(2, split, 4, "ours")].concat();
    let theirs: Vec<_> = [shared.clone(), crew.run(2, split, 6, "theirs")].concat();
    let mut homes = [
        crew.home(0).has(&crew.roster, &ours),
        crew.home(1).has(&crew.roster, &theirs),
    ];
    let mut proofs = [Vec::new(), Vec::new()];
    let mut messages = Vec::new();
    for (home, peer) in [(0, 1), (1, 0)] {
        for message in sent_to(&homes[home].connected(crew.id(peer)), crew.id(peer)) {
            messages.push((peer, message));
        }
    }
    let mut count = 0;
    while !messages.is_empty() {
        let (to, message) = messages.remove(0);
        let peer = 1 - to;
        let effects = homes[to].gets(crew.id(peer), message);
        proofs[to].extend(frozen(&effects));
        for message in sent_to(&effects, crew.id(peer)) {
            messages.push((peer, message));
        }
        count += 1;
        assert!(count < 200, "it never ends");
    }
    for proofs in &proofs {
        let last = proofs.last().unwrap();
        assert_eq!(last.id().seq, 3);
        assert!(last.is_first());
    }
}

#[test]
fn own_frames_from_before_a_restore_come_back_with_a_warning() {
    let crew = Crew::new(2);
    let peer = crew.id(1);
    let frames = crew.frames(0, 5);
    let mut home = crew.home(0).has(&crew.roster, &frames[..2]);
    home.meets(peer, vec![head_of(&frames)]);
    let effects = home.gets(peer, Message::frames(frames[2..].to_vec()));
    let head = head_of(&frames);
    assert_eq!(effects[0], Effect::OwnLogAhead { head });
    assert_eq!(stored(&effects), frames[2..]);
    let again = home.gets(peer, Message::frames(frames[2..].to_vec()));
    assert!(!again.contains(&Effect::OwnLogAhead { head }));
    // A claim alone, without frames, warns of nothing: anybody could make it.
    let mut home = crew.home(0).has(&crew.roster, &frames[..2]);
    let effects = home.meets(peer, vec![head_of(&frames)]);
    let warns = |effect: &Effect| matches!(effect, Effect::OwnLogAhead { .. });
    assert!(!effects.iter().any(warns));
}

#[test]
fn frames_that_came_another_way_are_not_asked_for_again() {
    let crew = Crew::new(2);
    let peer = crew.id(1);
    let frames = crew.frames(1, 4);
    let mut home = crew.home(0);
    home.meets(peer, vec![]);
    home.gets(peer, Message::frames(frames[2..3].to_vec()));
    home.keep(&frames[..3]);
    let effects = home.on(Event::Stored {
        heads: vec![head_of(&frames[..3])],
    });
    assert_eq!(acks_to(&effects, peer), [vec![head_of(&frames[..3])]]);
    let effects = home.gets(peer, Message::frames(frames[3..].to_vec()));
    assert_eq!(stored(&effects), frames[3..]);
}
