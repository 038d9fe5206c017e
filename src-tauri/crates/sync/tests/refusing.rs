//! What a session does not take, by name, and that nothing else suffers for it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use keys::{RosterRecord, roster::LastSeen};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use sync::{
    Effect, Event, Frame, Head, HeaderStart, Message, limits,
    log::ForkProof,
    session::{Goodbye, Refusal},
};

fn refusals(effects: &[Effect]) -> Vec<Refusal> {
    effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Refused { reason, .. } => Some(*reason),
            _ => None,
        })
        .collect()
}

fn disconnects(effects: &[Effect]) -> Vec<Goodbye> {
    effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Disconnect { reason, .. } => Some(*reason),
            _ => None,
        })
        .collect()
}

/// A home that has met device 1, which has nothing.
fn met(crew: &Crew) -> Home {
    let mut home = crew.home(0);
    home.meets(crew.id(1), vec![]);
    home
}

fn first_frame(crew: &Crew, space: [u8; 32]) -> Frame {
    let start = Head::start(crew.log(1)).next_frame(space, 1);
    write(&crew.devices[1], start, b"body".to_vec())
}

/// The frame alone is refused for this reason, and a true one after it is taken.
fn is_refused(crew: &Crew, frame: Frame, reason: Refusal) {
    let mut home = met(crew);
    let good = crew.frames(1, 1);
    let effects = home.gets(crew.id(1), Message::frames(vec![frame, good[0].clone()]));
    assert_eq!(refusals(&effects), [reason]);
    assert_eq!(stored(&effects), good);
}

#[test]
fn false_frames_are_refused_by_name() {
    let crew = Crew::new(3);
    is_refused(&crew, first_frame(&crew, [1; 32]), Refusal::ForeignSpace);

    let mut forged = crew.frames(1, 1).remove(0);
    forged.signature = crew.frames(2, 1)[0].signature;
    is_refused(&crew, forged, Refusal::BadSignature);

    let mut altered = crew.frames(1, 1).remove(0);
    altered.header.start.epoch = 2;
    is_refused(&crew, altered, Refusal::BadSignature);

    let mut swapped = crew.frames(1, 1).remove(0);
    swapped.body = Some(b"another body".to_vec());
    is_refused(&crew, swapped, Refusal::BadBody);

    // The first frame of a first log follows nothing.
    let start = HeaderStart {
        prev: [1; 32],
        ..Head::start(crew.log(1)).next_frame(SPACE, 1)
    };
    let loose = write(&crew.devices[1], start, b"body".to_vec());
    is_refused(&crew, loose, Refusal::BrokenChain);
}

#[test]
fn a_frame_that_follows_another_than_the_last_is_refused_and_the_right_one_taken() {
    let crew = Crew::new(2);
    let frames = crew.frames(1, 3);
    let mut home = met(&crew);
    home.gets(crew.id(1), Message::frames(frames[..2].to_vec()));
    let branch = crew.run(
        1,
        head_of(&crew.run(1, Head::start(crew.log(1)), 2, "other")),
        1,
        "x",
    );
    let effects = home.gets(crew.id(1), Message::frames(branch));
    assert_eq!(refusals(&effects), [Refusal::BrokenChain]);
    assert_eq!(greetings_to(&effects, crew.id(1)), 1, "compare, please");
    let effects = home.gets(crew.id(1), Message::frames(frames[2..].to_vec()));
    assert_eq!(stored(&effects), frames[2..]);
}

#[test]
fn a_frame_of_a_stranger_is_refused_until_the_roster_names_it() {
    let crew = Crew::new(2);
    let mut rng = ChaCha20Rng::from_seed([1; 32]);
    let laptop = keys::DeviceSecrets::generate(&mut rng);
    let head = Head::start(log_of(&laptop, 0));
    let frame = write(&laptop, head.next_frame(SPACE, 1), b"hello".to_vec());
    let mut home = met(&crew);
    let effects = home.gets(crew.id(1), Message::frames(vec![frame.clone()]));
    assert_eq!(refusals(&effects), [Refusal::UnknownDevice]);
    assert!(stored(&effects).is_empty());

    let mut roster = crew.roster.clone();
    let record = RosterRecord::add(&SPACE, &crew.persons[1], &laptop.public());
    roster.apply(&record).unwrap();
    let effects = home.on(Event::RosterChanged { roster });
    assert_eq!(greetings_to(&effects, crew.id(1)), 1, "asked for again");
    let effects = home.gets(crew.id(1), Message::frames(vec![frame.clone()]));
    assert_eq!(stored(&effects), [frame]);
}

#[test]
fn of_a_removed_device_only_what_was_known_counts() {
    let crew = Crew::new(2);
    let mut rng = ChaCha20Rng::from_seed([1; 32]);
    let laptop = keys::DeviceSecrets::generate(&mut rng);
    let (id, log) = (id_of(&laptop), log_of(&laptop, 0));
    let mut roster = crew.roster.clone();
    let record = RosterRecord::add(&SPACE, &crew.persons[1], &laptop.public());
    roster.apply(&record).unwrap();
    let mut head = Head::start(log);
    let frames: Vec<_> = (0..4)
        .map(|_| {
            let frame = write(&laptop, head.next_frame(SPACE, 1), b"lost".to_vec());
            head = Head::after(&frame.header);
            frame
        })
        .collect();
    let mut home = Home::new(crew.id(0), roster.clone(), Default::default());
    home.meets(id, vec![]);
    home.meets(crew.id(1), vec![]);
    home.gets(id, Message::frames(frames[..1].to_vec()));

    let next = crew.persons[1].next_generation(&mut rng);
    let last = LastSeen {
        device: id.0,
        incarnation: 0,
        next_seq: 3,
    };
    let kept = [crew.id(1).0];
    let record = RosterRecord::remove(&SPACE, &crew.persons[1], &next, &kept, &[last]);
    roster.apply(&record).unwrap();
    let effects = home.on(Event::RosterChanged {
        roster: roster.clone(),
    });
    assert_eq!(disconnects(&effects), [Goodbye::NotRostered]);
    let effects = home.connected(id);
    assert_eq!(disconnects(&effects), [Goodbye::NotRostered]);
    let effects = home.gets(crew.id(1), Message::frames(frames[1..].to_vec()));
    assert_eq!(stored(&effects), frames[1..3]);
    assert_eq!(refusals(&effects), [Refusal::RemovedDevice]);
    let other = write(
        &laptop,
        Head::start(log_of(&laptop, 9)).next_frame(SPACE, 1),
        b"anew".to_vec(),
    );
    let effects = home.gets(crew.id(1), Message::frames(vec![other]));
    assert_eq!(refusals(&effects), [Refusal::UnknownDevice]);

    // Who had taken more passes on only what counts.
    let mut home = Home::new(crew.id(0), roster.clone(), Default::default()).has(&roster, &frames);
    let effects = home.meets(crew.id(1), vec![]);
    assert_eq!(frames_to(&effects, crew.id(1)), [frames[..3].to_vec()]);
}

#[test]
fn a_peer_that_sends_false_frames_is_cut_off() {
    let crew = Crew::new(2);
    let mut home = met(&crew);
    let mut forged = crew.frames(1, 2);
    let good = forged.remove(0);
    forged[0].signature[0] ^= 1;
    let forged = vec![forged[0].clone(); usize::from(limits::STRIKES)];
    let effects = home.gets(
        crew.id(1),
        Message::frames([vec![good.clone()], forged].concat()),
    );
    assert_eq!(stored(&effects), [good], "what is true is kept");
    assert_eq!(disconnects(&effects), [Goodbye::FalseFrames]);
    assert_eq!(home.session.connected_peers().count(), 0);
}

#[test]
fn strangers_and_other_spaces_are_not_spoken_to() {
    let crew = Crew::new(2);
    let mut home = crew.home(0);
    let stranger = sync::DeviceId([3; 32]);
    let effects = home.connected(stranger);
    assert_eq!(disconnects(&effects), [Goodbye::NotRostered]);
    assert!(sent_to(&effects, stranger).is_empty());
    assert!(home.gets(stranger, hello(vec![])).is_empty());
    let effects = home.connected(home.me);
    assert_eq!(disconnects(&effects), [Goodbye::NotRostered]);

    home.connected(crew.id(1));
    let other = Message::Hello {
        space_tag: sync::message::space_tag(&[1; 32]),
        heard: false,
        heads: vec![],
    };
    let effects = home.gets(crew.id(1), other);
    assert_eq!(disconnects(&effects), [Goodbye::ForeignSpace]);

    home.connected(crew.id(1));
    let error = Message::decode(&[1, 2, 3]).unwrap_err();
    let peer = crew.id(1);
    let effects = home.on(Event::Unreadable { peer, error });
    assert_eq!(disconnects(&effects), [Goodbye::Unreadable(error)]);
}

/// A frame as a later version may write it: the beginning is as now, the rest is not.
fn newer(frame: &Frame) -> Vec<u8> {
    let mut bytes = frame.encode();
    bytes[0] = 2;
    bytes.extend_from_slice(b"and more");
    bytes
}

fn carry(frames: &[Vec<u8>]) -> Message {
    let mut bytes = vec![2];
    for frame in frames {
        bytes.extend_from_slice(&(frame.len() as u32).to_be_bytes());
        bytes.extend_from_slice(frame);
    }
    Message::decode(&bytes).unwrap()
}

#[test]
fn a_newer_frame_is_set_aside_and_only_its_log_waits() {
    let crew = Crew::new(3);
    let frames = crew.frames(1, 3);
    let others = crew.frames(2, 1);
    let mut home = met(&crew);
    let message = carry(&[
        frames[0].encode(),
        newer(&frames[1]),
        frames[2].encode(),
        others[0].encode(),
    ]);
    let effects = home.gets(crew.id(1), message.clone());
    let aside: Vec<_> = effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::SetAside { frame, .. } => Some((frame.id, frame.bytes.clone())),
            _ => None,
        })
        .collect();
    assert_eq!(aside, [(frames[1].id(), newer(&frames[1]))]);
    assert_eq!(
        stored(&effects),
        [frames[0].clone(), others[0].clone()],
        "the others go on"
    );
    assert_eq!(refusals(&effects), [Refusal::WaitsForNewer]);
    let effects = home.gets(crew.id(1), message);
    let sets_aside = |effect: &Effect| matches!(effect, Effect::SetAside { .. });
    assert!(!effects.iter().any(sets_aside), "once");
    // Nothing about it was proven: the true frame in its place is taken, and all goes on.
    let effects = home.gets(crew.id(1), Message::frames(frames[1..].to_vec()));
    assert_eq!(stored(&effects), frames[1..]);
}

#[test]
fn newer_frames_of_strangers_and_too_many_are_not_kept() {
    let crew = Crew::new(2);
    let mut home = met(&crew);
    let mut foreign = newer(&crew.frames(1, 1)[0]);
    foreign[1] ^= 1;
    let effects = home.gets(crew.id(1), carry(&[foreign]));
    assert_eq!(refusals(&effects), [Refusal::ForeignSpace]);
    let frames = crew.frames(1, limits::SET_ASIDE as u64 + 1);
    let all: Vec<_> = frames.iter().map(newer).collect();
    let effects = home.gets(crew.id(1), carry(&all));
    assert_eq!(refusals(&effects), [Refusal::NoRoom]);
}

#[test]
fn messages_of_later_versions_are_ignored() {
    let crew = Crew::new(2);
    let mut home = met(&crew);
    let message = Message::decode(&[99, 1, 2, 3]).unwrap();
    assert!(home.gets(crew.id(1), message).is_empty());
}

#[test]
fn a_device_has_only_so_many_logs() {
    let crew = Crew::new(2);
    let mut home = met(&crew);
    let frame = |incarnation| {
        let head = Head::start(log_of(&crew.devices[1], incarnation));
        write(&crew.devices[1], head.next_frame(SPACE, 1), b"x".to_vec())
    };
    let all: Vec<_> = (0..limits::INCARNATIONS as u32).map(frame).collect();
    let effects = home.gets(crew.id(1), Message::frames(all.clone()));
    assert_eq!(stored(&effects), all);
    let effects = home.gets(crew.id(1), Message::frames(vec![frame(1000)]));
    assert_eq!(refusals(&effects), [Refusal::TooManyLogs]);
}

#[test]
fn a_false_proof_of_a_fork_freezes_nothing() {
    let crew = Crew::new(2);
    let frames = crew.frames(1, 2);
    let branch = crew.run(1, Head::start(crew.log(1)), 1, "branch");
    let honest = ForkProof::new(frames[0].signed(), branch[0].signed()).unwrap();
    assert!(ForkProof::new(frames[0].signed(), frames[0].signed()).is_none());
    assert!(ForkProof::new(frames[0].signed(), frames[1].signed()).is_none());
    let mut forged = branch[0].signed();
    forged.signature[5] ^= 1;
    assert!(ForkProof::new(frames[0].signed(), forged).is_none());
    let mut bytes = honest.encode();
    assert_eq!(ForkProof::decode(&bytes), Ok(honest));
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    assert!(ForkProof::decode(&bytes).is_err());
    // A true one of a stranger's log means nothing here.
    let other = Crew::new(3);
    let strange = ForkProof::new(
        other.frames(2, 1)[0].signed(),
        other.run(2, Head::start(other.log(2)), 1, "branch")[0].signed(),
    )
    .unwrap();
    let mut home = met(&crew);
    let effects = home.gets(crew.id(1), Message::Fork(Box::new(strange)));
    assert!(effects.is_empty(), "{effects:?}");
    let effects = home.gets(crew.id(1), Message::Fork(Box::new(honest)));
    assert!(
        matches!(effects[..], [Effect::Frozen { .. }]),
        "{effects:?}"
    );
}

#[test]
fn what_is_on_its_way_to_the_disk_is_bounded() {
    let crew = Crew::new(2);
    let mut home = met(&crew);
    home.stores = false;
    let mut head = Head::start(crew.log(1));
    let mut handed_over = 0;
    let mut refused = 0;
    for _ in 0..limits::STAGED_BYTES / limits::FRAME_BYTES + 3 {
        let body = vec![1; sync::frame::BODY_BYTES];
        let frame = write(&crew.devices[1], head.next_frame(SPACE, 1), body);
        let effects = home.gets(crew.id(1), Message::frames(vec![frame.clone()]));
        if stored(&effects).is_empty() {
            refused += 1;
        } else {
            handed_over += frame.encoded_len();
            head = Head::after(&frame.header);
        }
    }
    assert_eq!(refused, 3);
    assert!(handed_over <= limits::STAGED_BYTES);
    home.now += seconds(2);
    let effects = home.on(Event::Stored { heads: vec![head] });
    assert_eq!(greetings_to(&effects, crew.id(1)), 1, "asked for now");
}

#[test]
fn comparing_old_frames_is_bounded() {
    let crew = Crew::new(2);
    let count = limits::COMPARISONS as u64 + 5;
    let frames = crew.frames(1, count + 1);
    let mut home = met(&crew).has(&crew.roster, &frames);
    home.connected(crew.id(1));
    let old = Message::frames(frames[..count as usize].to_vec());
    let event = Event::Received {
        peer: crew.id(1),
        message: old,
    };
    let effects = home.session.handle(home.now, event);
    let is_read = |effect: &&Effect| matches!(effect, Effect::ReadFrames { .. });
    assert_eq!(effects.iter().filter(is_read).count(), limits::COMPARISONS);
    assert_eq!(refusals(&effects), [Refusal::NoRoom]);
}

#[test]
fn only_so_many_refusals_are_told() {
    let crew = Crew::new(2);
    let mut home = met(&crew);
    let strange = |seed: u8| {
        let mut frame = first_frame(&crew, SPACE);
        frame.header.start.log.device = sync::DeviceId([seed; 32]);
        frame
    };
    let frames = (0..200).map(strange).collect();
    let effects = home.gets(crew.id(1), Message::frames(frames));
    assert_eq!(effects.len(), limits::REFUSALS_REPORTED);
}
