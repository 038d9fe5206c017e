//! What a session sends, when, and what it believes to have arrived.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use sync::{Effect, Event, Frame, Head, Message, limits, session::Start};

#[test]
fn a_new_frame_goes_out_at_once_in_one_message() {
    let crew = Crew::new(3);
    let (one, two) = (crew.id(1), crew.id(2));
    let mut home = crew.home(0);
    home.meets(one, vec![]);
    home.meets(two, vec![]);
    let frames = crew.frames(0, 2);
    for frame in frames {
        let run = vec![frame];
        // One call, two messages, nothing read: no round trip, no waiting for a tick.
        let effects = home.session.handle(
            home.now,
            Event::LocalFrames {
                frames: run.clone(),
            },
        );
        assert_eq!(effects.len(), 2, "{effects:?}");
        assert_eq!(frames_to(&effects, one), vec![run.clone()]);
        assert_eq!(frames_to(&effects, two), [run]);
    }
}

#[test]
fn nothing_is_sent_before_it_is_known_what_the_peer_has() {
    let crew = Crew::new(2);
    let frames = crew.frames(0, 3);
    let mut home = crew.home(0).has(&crew.roster, &frames[..2]);
    let peer = crew.id(1);
    assert!(frames_to(&home.connected(peer), peer).is_empty());
    assert!(frames_to(&home.local(&frames[2..]), peer).is_empty());
    let effects = home.gets(peer, hello(vec![head_of(&frames[..1])]));
    assert_eq!(frames_to(&effects, peer).concat(), frames[1..]);
    // Nor the very first frame of a log.
    let mut home = crew.home(0);
    home.connected(peer);
    assert!(frames_to(&home.local(&frames[..1]), peer).is_empty());
}

#[test]
fn the_greeting_names_all_that_is_stored() {
    let crew = Crew::new(2);
    let (mine, theirs) = (crew.frames(0, 3), crew.frames(1, 2));
    let all: Vec<_> = mine.iter().chain(&theirs).cloned().collect();
    let mut home = crew.home(0).has(&crew.roster, &all);
    let effects = home.connected(crew.id(1));
    let [Message::Hello { heads, .. }] = &sent_to(&effects, crew.id(1))[..] else {
        panic!("{effects:?}");
    };
    let mut expected = vec![head_of(&mine), head_of(&theirs)];
    expected.sort_by_key(|head| head.log);
    assert_eq!(*heads, expected);
}

#[test]
fn what_a_peer_confirms_is_told_and_no_more() {
    let crew = Crew::new(2);
    let frames = crew.frames(0, 3);
    let mut home = crew.home(0).has(&crew.roster, &frames);
    let peer = crew.id(1);
    let told = |effects: &[Effect]| -> Vec<Head> {
        let heads = effects.iter().filter_map(|effect| match effect {
            Effect::PeerAcknowledged { peer: from, head } if *from == peer => Some(*head),
            _ => None,
        });
        heads.collect()
    };
    // Sending is not arriving.
    let effects = home.meets(peer, vec![]);
    assert_eq!(frames_to(&effects, peer).concat(), frames);
    assert_eq!(told(&effects), []);
    assert!(!home.session.has_all_of_mine(&peer));

    let ack = |count: usize| Message::Ack {
        heads: vec![head_of(&frames[..count])],
    };
    assert_eq!(told(&home.gets(peer, ack(2))), [head_of(&frames[..2])]);
    assert_eq!(told(&home.gets(peer, ack(2))), [], "nothing new");
    assert_eq!(told(&home.gets(peer, ack(1))), [], "an old one, late");
    assert_eq!(told(&home.gets(peer, ack(3))), [head_of(&frames)]);
    assert!(home.session.has_all_of_mine(&peer));

    // It asks again, and has less: that is sent again, whatever it confirmed before.
    home.now += seconds(2);
    let effects = home.gets(peer, hello(vec![head_of(&frames[..2])]));
    assert_eq!(told(&effects), [head_of(&frames[..2])]);
    assert_eq!(frames_to(&effects, peer).concat(), frames[2..]);
    home.gets(peer, ack(3));

    // It lost its disk's end: known again is only what it has now.
    home.on(Event::Disconnected { peer });
    let effects = home.meets(peer, vec![head_of(&frames[..1])]);
    assert_eq!(told(&effects), [head_of(&frames[..1])]);
    assert!(!home.session.has_all_of_mine(&peer));
    assert_eq!(frames_to(&effects, peer).concat(), frames[1..]);
}

#[test]
fn a_confirmation_of_another_chain_or_of_unknown_frames_counts_for_nothing() {
    let crew = Crew::new(2);
    let frames = crew.frames(0, 5);
    let mut home = crew.home(0).has(&crew.roster, &frames[..3]);
    let peer = crew.id(1);
    home.meets(peer, vec![]);
    let acknowledged = |effects: &[Effect]| {
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::PeerAcknowledged { .. }))
    };
    let other = Head {
        hash: [1; 32],
        ..head_of(&frames[..3])
    };
    assert!(!acknowledged(&home.gets(peer, hello(vec![other]))));
    assert!(!acknowledged(
        &home.gets(peer, hello(vec![head_of(&frames)]))
    ));
    assert_eq!(home.session.confirmed(&peer, crew.log(0)).next_seq, 0);
    // Once the frames are here too, its word can be checked, and holds.
    assert!(acknowledged(&home.local(&frames[3..])));
    assert_eq!(home.session.confirmed(&peer, crew.log(0)), head_of(&frames));
}

#[test]
fn an_old_confirmation_is_checked_by_the_frame_after_it() {
    let crew = Crew::new(2);
    let frames = crew.frames(0, 4);
    let peer = crew.id(1);
    let mut home = crew.home(0).has(&crew.roster, &frames);
    let effects = home.meets(peer, vec![head_of(&frames[..2])]);
    assert!(effects.contains(&Effect::PeerAcknowledged {
        peer,
        head: head_of(&frames[..2])
    }));
    let mut home = crew.home(0).has(&crew.roster, &frames);
    let wrong = Head {
        hash: [1; 32],
        ..head_of(&frames[..2])
    };
    let effects = home.meets(peer, vec![wrong]);
    assert_eq!(home.session.confirmed(&peer, crew.log(0)).next_seq, 0);
    // It gets the frames up to its head here, to see where the difference begins; and only those.
    assert_eq!(frames_to(&effects, peer), [frames[..2].to_vec()]);
}

#[test]
fn confirmations_are_remembered_from_before() {
    let crew = Crew::new(2);
    let frames = crew.frames(0, 2);
    let peer = crew.id(1);
    let start = Start {
        peer_acks: vec![(peer, head_of(&frames))],
        ..Start::default()
    };
    let mut home = crew.home(0).has(&crew.roster, &frames);
    home = home.restarted(&crew.roster, start);
    assert!(home.session.has_all_of_mine(&peer));
    let effects = home.meets(peer, vec![head_of(&frames)]);
    let news = |effect: &Effect| matches!(effect, Effect::PeerAcknowledged { .. });
    assert!(!effects.iter().any(news), "nothing new");
}

#[test]
fn a_long_log_is_sent_in_messages_that_fit_and_never_all_at_once() {
    let crew = Crew::new(2);
    let mut head = Head::start(crew.log(0));
    let frames: Vec<Frame> = (0..60)
        .map(|_| {
            let frame = write(
                &crew.devices[0],
                head.next_frame(SPACE, 1),
                vec![7; sync::frame::BODY_BYTES],
            );
            head = Head::after(&frame.header);
            frame
        })
        .collect();
    let mut home = crew.home(0).has(&crew.roster, &frames);
    let peer = crew.id(1);
    let mut arrived: Vec<Frame> = Vec::new();
    let mut effects = home.meets(peer, vec![]);
    let mut rounds = 0;
    while arrived.len() < frames.len() {
        let messages = sent_to(&effects, peer);
        let new: Vec<Frame> = frames_to(&effects, peer).concat();
        assert!(
            messages
                .iter()
                .all(|message| message.encode().len() <= limits::MESSAGE_BYTES)
        );
        let unconfirmed: usize = new.iter().map(Frame::encoded_len).sum();
        assert!(unconfirmed <= limits::WINDOW_BYTES + limits::READ_BYTES);
        assert!(!new.is_empty(), "it stopped at {}", arrived.len());
        arrived.extend(new);
        let heads = vec![head_of(&arrived)];
        effects = home.gets(peer, Message::Ack { heads });
        rounds += 1;
    }
    assert_eq!(arrived, frames);
    assert!(rounds > 2);
}

#[test]
fn many_new_frames_at_once_are_sent_in_messages_that_fit() {
    let crew = Crew::new(2);
    let mut head = Head::start(crew.log(0));
    let frames: Vec<Frame> = (0..40)
        .map(|_| {
            let body = vec![7; sync::frame::BODY_BYTES];
            let frame = write(&crew.devices[0], head.next_frame(SPACE, 1), body);
            head = Head::after(&frame.header);
            frame
        })
        .collect();
    let peer = crew.id(1);
    let mut home = crew.home(0);
    home.meets(peer, vec![]);
    let effects = home.local(&frames);
    let messages = sent_to(&effects, peer);
    assert!(messages.len() > 2);
    for message in messages {
        assert!(message.encode().len() <= limits::MESSAGE_BYTES);
    }
    assert_eq!(frames_to(&effects, peer).concat(), frames);
}

#[test]
fn one_who_greets_all_the_time_is_not_sent_everything_each_time() {
    let crew = Crew::new(2);
    let frames = crew.frames(0, 3);
    let peer = crew.id(1);
    let mut home = crew.home(0).has(&crew.roster, &frames);
    home.meets(peer, vec![]);
    for _ in 0..100 {
        let effects = home.gets(peer, hello(vec![]));
        assert!(frames_to(&effects, peer).is_empty());
    }
    home.now += seconds(1);
    let effects = home.gets(peer, hello(vec![]));
    assert_eq!(frames_to(&effects, peer).concat(), frames);
}

#[test]
fn what_is_not_confirmed_is_sent_again_ever_more_patiently() {
    let crew = Crew::new(2);
    let frames = crew.frames(0, 1);
    let peer = crew.id(1);
    let mut home = crew.home(0);
    home.meets(peer, vec![]);
    assert_eq!(home.session.wake_at(), None, "nothing to wait for");
    home.local(&frames);
    let mut pauses = Vec::new();
    for _ in 0..9 {
        let wake = home.session.wake_at().unwrap();
        assert!(wake > home.now);
        let early = wake - home.now - seconds(1);
        assert!(frames_to(&home.ticks(early), peer).is_empty(), "too early");
        let effects = home.ticks(seconds(1));
        assert_eq!(frames_to(&effects, peer), vec![frames.clone()]);
        pauses.push(early.num_seconds() + 1);
    }
    assert_eq!(pauses, [10, 20, 40, 80, 160, 320, 600, 600, 600]);
    home.gets(
        peer,
        Message::Ack {
            heads: vec![head_of(&frames)],
        },
    );
    assert_eq!(home.session.wake_at(), None);
    assert!(frames_to(&home.ticks(seconds(10_000)), peer).is_empty());
}

#[test]
fn a_clock_that_goes_back_delays_nothing() {
    let crew = Crew::new(2);
    let frames = crew.frames(0, 1);
    let peer = crew.id(1);
    let mut home = crew.home(0);
    home.meets(peer, vec![]);
    home.local(&frames);
    let effects = home.ticks(seconds(-2 * 366 * 86_400));
    assert_eq!(frames_to(&effects, peer), [frames]);
    assert!(home.session.wake_at().unwrap() <= home.now + seconds(20));
}

#[test]
fn a_greeting_without_answer_is_repeated() {
    let crew = Crew::new(2);
    let peer = crew.id(1);
    let mut home = crew.home(0);
    home.connected(peer);
    assert_eq!(home.session.wake_at(), Some(home.now + seconds(10)));
    assert_eq!(greetings_to(&home.ticks(seconds(9)), peer), 0);
    assert_eq!(greetings_to(&home.ticks(seconds(1)), peer), 1);
    home.gets(peer, hello(vec![]));
    assert_eq!(home.session.wake_at(), None);
    // A second greeting that has not heard ours: ours was lost.
    let unheard = Message::Hello {
        space_tag: sync::message::space_tag(&SPACE),
        heard: false,
        heads: vec![],
    };
    assert_eq!(greetings_to(&home.gets(peer, unheard), peer), 1);
    assert_eq!(greetings_to(&home.gets(peer, hello(vec![])), peer), 0);
}

#[test]
fn frames_of_a_third_device_are_passed_on() {
    let crew = Crew::new(3);
    let (author, other) = (crew.id(1), crew.id(2));
    let frames = crew.frames(1, 2);
    // The author is away: at once.
    let mut home = crew.home(0).has(&crew.roster, &frames);
    let effects = home.meets(other, vec![]);
    assert_eq!(frames_to(&effects, other), vec![frames.clone()]);
    // The author is here too, and most likely sends them itself: after a while.
    let mut home = crew.home(0);
    home.meets(author, vec![]);
    home.meets(other, vec![]);
    let effects = home.gets(author, Message::frames(frames.clone()));
    assert!(frames_to(&effects, other).is_empty());
    assert_eq!(home.session.wake_at(), Some(home.now + seconds(2)));
    assert_eq!(
        frames_to(&home.ticks(seconds(2)), other),
        vec![frames.clone()]
    );
    // The other had them in time: never.
    let mut home = crew.home(0);
    home.meets(author, vec![]);
    home.meets(other, vec![]);
    home.gets(author, Message::frames(frames.clone()));
    home.gets(
        other,
        Message::Ack {
            heads: vec![head_of(&frames)],
        },
    );
    assert!(frames_to(&home.ticks(seconds(2)), other).is_empty());
}

#[test]
fn frames_are_not_sent_back_to_where_they_came_from() {
    let crew = Crew::new(3);
    let peer = crew.id(1);
    let mut home = crew.home(0);
    home.meets(peer, vec![]);
    for author in [1, 2] {
        let effects = home.gets(peer, Message::frames(crew.frames(author, 2)));
        assert_eq!(stored(&effects).len(), 2);
        assert!(frames_to(&effects, peer).is_empty());
    }
    assert!(frames_to(&home.ticks(seconds(1000)), peer).is_empty());
    assert_eq!(home.session.wake_at(), None);
    // Unless it says that it lacks them.
    let effects = home.gets(peer, hello(vec![]));
    assert_eq!(frames_to(&effects, peer).concat().len(), 4);
}

#[test]
fn a_disk_that_lacks_what_its_head_says_is_asked_once() {
    let crew = Crew::new(2);
    let frames = crew.frames(0, 2);
    let peer = crew.id(1);
    let mut home = crew.home(0).has(&crew.roster, &frames);
    home.disk.clear();
    let reads = |effects: &[Effect]| {
        let is_read = |effect: &&Effect| matches!(effect, Effect::ReadFrames { .. });
        effects.iter().filter(is_read).count()
    };
    assert_eq!(reads(&home.meets(peer, vec![])), 1);
    assert_eq!(reads(&home.ticks(seconds(100))), 0);
}

#[test]
fn leaving_says_goodbye_to_everyone() {
    let crew = Crew::new(3);
    let mut home = crew.home(0);
    home.connected(crew.id(1));
    home.connected(crew.id(2));
    let effects = home.on(Event::Leaving);
    for peer in [crew.id(1), crew.id(2)] {
        assert_eq!(sent_to(&effects, peer), [Message::Bye]);
    }
    assert_eq!(home.session.connected_peers().count(), 0);
    assert_eq!(home.session.wake_at(), None);
}
