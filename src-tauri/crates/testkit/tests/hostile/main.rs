//! A partner's device that means harm: a modified program with valid keys. What it sends is
//! refused or set aside by name; what was there stays, and what comes after is taken in.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod scene;

use companion::{
    couple::{ThingId, ThingKind},
    payload::Payload,
};
use scene::Scene;
use sync::{DeviceId, Head, HeaderStart, LogId, Message};
use testkit::{Bug, caught};

/// How it ends.
enum End {
    /// Refused without a trace; the honest log goes on from where it was.
    Refused,
    /// Refused, and the line is closed.
    Closed,
    /// Kept and set aside for this reason.
    Aside(&'static str),
}

type Harm = fn(&mut Scene);

fn with(scene: &mut Scene, change: impl FnOnce(&mut HeaderStart)) {
    let (_, update) = scene.entry(ThingId([3; 16]), "forged");
    let content = Payload::update(ThingId([3; 16]), ThingKind::Entry, update)
        .encode()
        .unwrap();
    let mut start = scene.pen.start();
    change(&mut start);
    let frame = scene.pen.frame(start, &content);
    scene.frames(vec![frame]);
}

fn said(scene: &mut Scene, content: &[u8]) {
    let frame = scene.pen.next(content);
    scene.frames(vec![frame]);
}

fn update(scene: &mut Scene, thing: ThingId, kind: u8, update: Vec<u8>) {
    let payload = Payload::Update {
        thing: thing.0,
        kind,
        update,
    };
    let frame = scene.pen.say(&payload);
    scene.frames(vec![frame]);
}

const HARM: &[(&str, End, Harm)] = &[
    ("another space", End::Refused, |scene| {
        with(scene, |start| start.space = [5; 32]);
    }),
    ("a device that nobody knows", End::Refused, |scene| {
        with(scene, |start| start.log.device = DeviceId([5; 32]));
    }),
    ("my own name under its signature", End::Refused, |scene| {
        let mine = scene.world.people[0]
            .open()
            .inspect_space()
            .unwrap()
            .unwrap()
            .writing;
        with(scene, |start| {
            start.log = mine;
            start.seq = 0;
            start.prev = [0; 32];
        });
    }),
    ("my own log, in the next place", End::Refused, |scene| {
        let space = scene.world.people[0]
            .open()
            .inspect_space()
            .unwrap()
            .unwrap();
        let head: Vec<Head> = space
            .heads
            .into_iter()
            .filter(|head| head.log == space.writing)
            .collect();
        with(scene, |start| {
            start.log = space.writing;
            start.seq = head.first().map_or(0, |head| head.next_seq);
            start.prev = head.first().map_or([0; 32], |head| head.hash);
        });
    }),
    ("a false signature", End::Refused, |scene| {
        let (_, mut frame) = scene.honest(3);
        frame.signature[5] ^= 1;
        scene.frames(vec![frame]);
    }),
    ("another body than was signed", End::Refused, |scene| {
        let start = scene.pen.start();
        let mut frame = scene.pen.frame(start, b"something");
        if let Some(body) = &mut frame.body {
            body[30] ^= 1;
        }
        scene.frames(vec![frame]);
    }),
    ("eight false frames", End::Closed, |scene| {
        for n in 0..8 {
            let start = HeaderStart {
                seq: scene.pen.head.next_seq + n,
                ..scene.pen.start()
            };
            let mut frame = scene.pen.frame(start, b"something");
            frame.signature[5] ^= 1;
            scene.frames(vec![frame]);
        }
    }),
    (
        "an epoch that is not there",
        End::Aside("does not open"),
        |scene| {
            let mut start = scene.pen.start();
            start.epoch = 40;
            let frame = scene.pen.frame(start, b"something");
            scene.pen.head = Head::after(&frame.header);
            scene.frames(vec![frame]);
        },
    ),
    ("the wrong key", End::Aside("does not open"), |scene| {
        let start = scene.pen.start();
        let frame = scene.pen.signed(start, vec![7; 256]);
        scene.pen.head = Head::after(&frame.header);
        scene.frames(vec![frame]);
    }),
    ("a body of no class", End::Aside("does not open"), |scene| {
        let start = scene.pen.start();
        let frame = scene.pen.signed(start, vec![7; 100]);
        scene.pen.head = Head::after(&frame.header);
        scene.frames(vec![frame]);
    }),
    (
        "content on the roster channel",
        End::Aside("wrong channel"),
        |scene| {
            let mut start = scene.pen.start();
            start.epoch = 0;
            let content = Payload::update(ThingId([3; 16]), ThingKind::Entry, vec![1])
                .encode()
                .unwrap();
            let frame = scene.pen.frame(start, &content);
            scene.pen.head = Head::after(&frame.header);
            scene.frames(vec![frame]);
        },
    ),
    (
        "an epoch beside its channel",
        End::Aside("wrong channel"),
        |scene| {
            said(
                scene,
                &Payload::Epoch {
                    record: vec![1; 300],
                }
                .encode()
                .unwrap(),
            );
        },
    ),
    (
        "an epoch that is none",
        End::Aside("not an epoch record"),
        |scene| {
            let mut start = scene.pen.start();
            start.epoch = 0;
            let content = Payload::Epoch {
                record: vec![1; 300],
            }
            .encode()
            .unwrap();
            let frame = scene.pen.frame(start, &content);
            scene.pen.head = Head::after(&frame.header);
            scene.frames(vec![frame]);
        },
    ),
    (
        "a payload of a newer version",
        End::Aside("newer version"),
        |scene| {
            said(scene, &[9, 0, 1, 2]);
        },
    ),
    ("no payload", End::Aside("not a payload"), |scene| {
        said(scene, &[])
    }),
    (
        "a payload of version 0",
        End::Aside("not a payload"),
        |scene| said(scene, &[0, 0]),
    ),
    (
        "a payload that ends",
        End::Aside("not a payload"),
        |scene| said(scene, &[1, 0, 7]),
    ),
    (
        "an update of ten gigabytes, it says",
        End::Aside("not a payload"),
        |scene| {
            let mut content = vec![1, 0];
            content.extend([3; 16]);
            content.extend([1, 0x80, 0x80, 0x80, 0xa8, 0x25]);
            said(scene, &content);
        },
    ),
    (
        "an unknown kind",
        End::Aside("a thing of kind 200"),
        |scene| {
            update(scene, ThingId([3; 16]), 200, vec![1]);
        },
    ),
    (
        "a kind that is not shared",
        End::Aside("not shared"),
        |scene| {
            update(
                scene,
                ThingId([3; 16]),
                ThingKind::GesturePlan.into(),
                vec![1],
            );
        },
    ),
    (
        "an update that is none",
        End::Aside("not an update"),
        |scene| {
            update(
                scene,
                ThingId([3; 16]),
                ThingKind::Entry.into(),
                vec![1; 90],
            );
        },
    ),
    (
        "another id than the document's",
        End::Aside("another thing's id"),
        |scene| {
            let (_, bytes) = scene.entry(ThingId([3; 16]), "forged");
            update(scene, ThingId([4; 16]), ThingKind::Entry.into(), bytes);
        },
    ),
    (
        "an entry in my name",
        End::Aside("speaks for someone else"),
        |scene| {
            let mine = scene.world.people[0].open().inspect_me();
            let theirs = std::mem::replace(&mut scene.author, mine);
            let (_, bytes) = scene.entry(ThingId([3; 16]), "I never said this");
            scene.author = theirs;
            update(scene, ThingId([3; 16]), ThingKind::Entry.into(), bytes);
        },
    ),
    (
        "a change to my entry",
        End::Aside("someone else"),
        |scene| {
            let id = scene.mine(true);
            let (_, bytes) = scene.entry(id, "not your words");
            update(scene, id, ThingKind::Entry.into(), bytes);
            scene.world.people[0].open().remove_entry(id).unwrap();
        },
    ),
    (
        "the id of a private thing",
        End::Aside("something else"),
        |scene| {
            let id = scene.mine(false);
            let (_, bytes) = scene.entry(id, "in its place");
            update(scene, id, ThingKind::Entry.into(), bytes);
            scene.world.people[0].open().remove_entry(id).unwrap();
        },
    ),
    (
        "edits of another peer",
        End::Aside("another author"),
        |scene| {
            let honest = scene.pen.head.log;
            scene.pen.head.log = LogId {
                incarnation: 99,
                ..honest
            };
            let (_, bytes) = scene.entry(ThingId([3; 16]), "forged");
            scene.pen.head.log = honest;
            update(scene, ThingId([3; 16]), ThingKind::Entry.into(), bytes);
        },
    ),
    (
        "edits upon edits that never come",
        End::Aside("missing"),
        |scene| {
            let (mut document, _) = scene.entry(ThingId([3; 16]), "forged");
            let edit = replica::EntryEdit {
                title: Some("More".into()),
                ..Default::default()
            };
            let bytes = document.change(scene.pen.peer(), &edit).unwrap().unwrap();
            update(scene, ThingId([3; 16]), ThingKind::Entry.into(), bytes);
        },
    ),
    ("a snapshot", End::Aside("not an update"), |scene| {
        let (_, bytes) = scene.entry(ThingId([3; 16]), "forged");
        let loro = loro::LoroDoc::new();
        loro.import(&bytes).unwrap();
        let bytes = loro.export(loro::ExportMode::Snapshot).unwrap();
        update(scene, ThingId([3; 16]), ThingKind::Entry.into(), bytes);
    }),
    ("a body of no bytes", End::Aside("does not open"), |scene| {
        let start = scene.pen.start();
        let frame = scene.pen.signed(start, Vec::new());
        scene.pen.head = Head::after(&frame.header);
        scene.frames(vec![frame]);
    }),
    ("half a message", End::Closed, |scene| {
        let start = scene.pen.start();
        let frame = scene.pen.frame(start, b"something");
        let message = Message::frames(vec![frame]).encode();
        scene.send(&message[..message.len() / 2]);
    }),
    ("a frame that is too long", End::Closed, |scene| {
        let mut message = vec![2];
        message.extend(300_000_u32.to_be_bytes());
        message.extend(vec![1; 300_000]);
        scene.send(&message);
    }),
    ("a frame of ten gigabytes, it says", End::Closed, |scene| {
        scene.send(&[2, 0xff, 0xff, 0xff, 0xff, 1, 2, 3]);
    }),
    ("sixty thousand heads, it says", End::Closed, |scene| {
        let mut message = vec![3];
        message.extend(60_000_u16.to_be_bytes());
        scene.send(&message);
    }),
    ("a message of five mebibytes", End::Closed, |scene| {
        scene.send(&vec![2; 5 << 20])
    }),
    ("a message of a kind that is none", End::Closed, |scene| {
        scene.send(&[0, 1, 2])
    }),
    ("nothing at all", End::Closed, |scene| scene.send(&[])),
    ("a message of a newer kind", End::Refused, |scene| {
        scene.send(&[77, 1, 2])
    }),
    ("a proof that proves nothing", End::Closed, |scene| {
        let mut message = vec![4];
        message.extend(vec![1; 418]);
        scene.send(&message);
    }),
    ("a proof that nobody signed", End::Closed, |scene| {
        let honest = scene.old_frame().signed();
        let mut other = honest;
        other.header.body_hash[0] ^= 1;
        let mut both = [honest, other];
        both.sort_by_key(|signed| signed.header.hash());
        let mut message = vec![4];
        for signed in both {
            message.extend(signed.header.encode());
            message.extend(signed.signature);
        }
        scene.send(&message);
        let space = scene.world.people[0].open().inspect_space();
        assert!(space.unwrap().unwrap().forks.is_empty());
    }),
    ("the same frame a hundred times", End::Refused, |scene| {
        for _ in 0..100 {
            let frame = scene.old_frame();
            scene.frames(vec![frame]);
        }
    }),
    ("another couple's greeting", End::Closed, |scene| {
        let space = std::mem::replace(&mut scene.pen.space, [8; 32]);
        let hello = scene.pen.hello(Vec::new());
        scene.pen.space = space;
        scene.send(&hello);
    }),
    ("a thousand greetings", End::Refused, |scene| {
        let hello = scene.pen.hello(vec![scene.pen.head]);
        for _ in 0..1000 {
            scene.send(&hello);
        }
        let frames = scene
            .said
            .iter()
            .filter(|said| matches!(said, Message::Frames { .. }))
            .count();
        assert!(frames < 20, "a greeting storm is obeyed: {frames}");
    }),
    (
        "confirmations of what was never sent",
        End::Refused,
        |scene| {
            let mine = scene.world.people[0]
                .open()
                .inspect_space()
                .unwrap()
                .unwrap()
                .writing;
            let head = Head {
                log: mine,
                next_seq: 1 << 40,
                hash: [3; 32],
            };
            let ack = Message::Ack { heads: vec![head] }.encode();
            scene.send(&ack);
            let space = scene.world.people[0]
                .open()
                .inspect_space()
                .unwrap()
                .unwrap();
            assert!(space.confirmed.iter().all(|head| head.next_seq < 1 << 30));
        },
    ),
    ("a thousand frames beyond a gap", End::Refused, |scene| {
        for n in 0..1_500 {
            let start = HeaderStart {
                seq: scene.pen.head.next_seq + 10 + n,
                ..scene.pen.start()
            };
            let frame = scene.pen.signed(start, vec![1; 300]);
            scene.frames(vec![frame]);
        }
    }),
    ("a hundred lives", End::Refused, |scene| {
        for n in 0..100 {
            let log = LogId {
                incarnation: 5000 + n,
                ..scene.pen.log()
            };
            let frame = scene
                .pen
                .frame(Head::start(log).next_frame(scene.pen.space, 77), b"x");
            scene.frames(vec![frame]);
        }
        let space = scene.world.people[0]
            .open()
            .inspect_space()
            .unwrap()
            .unwrap();
        assert!(space.heads.len() <= 70, "{} logs", space.heads.len());
    }),
];

fn judge(name: &str, end: &End, harm: Harm) {
    let mut scene = Scene::new();
    let head = scene.pen.head;
    harm(&mut scene);
    match end {
        End::Refused => {
            assert!(!scene.closed, "{name}: the line is closed");
            scene.pen.head = head;
        }
        End::Closed => {
            assert!(scene.closed, "{name}: the line is still open");
            scene.pen.head = head;
        }
        End::Aside(reason) => {
            let aside = scene.aside();
            assert!(
                aside.iter().any(|why| why.contains(reason)),
                "{name}: {aside:?}"
            );
            let shown = scene.world.people[0].open().sharing().unwrap();
            assert!(shown.set_aside > 0, "{name} is shown nowhere");
            let by_reason: u64 = shown.asides.iter().map(|aside| aside.count).sum();
            assert_eq!(by_reason, shown.set_aside, "{name}: {:?}", shown.asides);
        }
    }
    scene.is_well(name, 30);
}

#[test]
fn harm_is_refused_or_set_aside_by_name() {
    for (name, end, harm) in HARM {
        judge(name, end, *harm);
    }
    println!("{} kinds of harm", HARM.len());
}

/// Two frames in one place: the log is frozen and shown, everything else goes on.
#[test]
fn a_forked_log_is_frozen_and_shown() {
    let mut scene = Scene::new();
    let start = scene.pen.start();
    let (_, bytes) = scene.entry(ThingId([3; 16]), "one");
    let content = Payload::update(ThingId([3; 16]), ThingKind::Entry, bytes)
        .encode()
        .unwrap();
    let one = scene.pen.frame(start, &content);
    let other = scene.pen.frame(start, b"other");
    scene.frames(vec![one]);
    scene.frames(vec![other]);
    let space = scene.world.people[0]
        .open()
        .inspect_space()
        .unwrap()
        .unwrap();
    assert_eq!(space.forks.len(), 1);
    let sharing = scene.world.people[0].open().sharing().unwrap();
    assert!(sharing.forked_there && !sharing.forked_here);
    assert!(
        scene
            .said
            .iter()
            .any(|said| matches!(said, Message::Fork(_)))
    );
    // The device may go on in another life.
    scene.pen.head = Head::start(LogId {
        incarnation: 4242,
        ..scene.pen.log()
    });
    let (id, frame) = scene.honest(31);
    scene.frames(vec![frame]);
    assert_eq!(
        scene.world.people[0].open().view(id).unwrap().body,
        "honest again"
    );
    scene.is_untouched("fork", 3);
}

/// A frame of a version to come is kept, and its log waits; other logs go on.
#[test]
fn a_newer_frame_waits() {
    let mut scene = Scene::new();
    let start = scene.pen.start();
    let mut bytes = scene.pen.frame(start, b"of tomorrow").encode();
    bytes[0] = 2;
    let mut message = vec![2];
    message.extend(u32::try_from(bytes.len()).unwrap().to_be_bytes());
    message.extend(&bytes);
    scene.send(&message);
    assert!(!scene.closed);
    assert!(scene.aside().iter().any(|why| why.contains("newer")));
    let sharing = scene.world.people[0].open().sharing().unwrap();
    assert_eq!(sharing.set_aside, 1);
    assert_eq!(sharing.asides[0].reason, companion::AsideReason::Newer);
    scene.is_untouched("newer", 1);
}

/// The harm of this name, with what must come of it.
fn harmed(name: &str) {
    let (name, end, harm) = HARM.iter().find(|(known, ..)| *known == name).unwrap();
    judge(name, end, *harm);
}

/// What finds no room on the disk is not confirmed.
fn nothing_is_confirmed_on_a_full_disk() {
    let mut scene = Scene::new();
    let (_, frame) = scene.honest(40);
    scene.said.clear();
    let full = planted::fill_disk_after(0);
    scene.frames(vec![frame]);
    drop(full);
    let log = scene.pen.log();
    let confirmed = scene.said.iter().any(|said| match said {
        Message::Ack { heads } => heads
            .iter()
            .any(|head| head.log == log && head.next_seq >= scene.pen.head.next_seq),
        _ => false,
    });
    assert!(!confirmed, "it is confirmed and on no disk");
}

/// Rules of taking in, each broken on purpose and noticed.
#[test]
fn broken_rules_are_noticed() {
    for (bug, name) in [
        (Bug::SignatureUnchecked, "a false signature"),
        (Bug::BodyUnchecked, "another body than was signed"),
        (Bug::SpaceUnchecked, "another space"),
        (Bug::FrameOfAnySize, "a frame that is too long"),
        (Bug::ForkUnproven, "a proof that nobody signed"),
        (Bug::AuthorUnchecked, "a change to my entry"),
        (Bug::WorkerSkipped, "an entry in my name"),
    ] {
        harmed(name);
        caught(bug, || harmed(name));
    }
    nothing_is_confirmed_on_a_full_disk();
    caught(
        Bug::ConfirmedBeforeStored,
        nothing_is_confirmed_on_a_full_disk,
    );
}
