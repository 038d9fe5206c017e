//! Everything that reads bytes from outside, each as one function of bytes. `cargo xtask soak
//! --only fuzz` runs them guided by coverage (`fuzz/`), the gate replays what is kept there and
//! mutants of it.
//!
//! A target must come back: whatever it reads, it neither panics nor loops, and what it takes it
//! writes the same way again.

use std::collections::{BTreeMap, VecDeque};

use chrono::{DateTime, TimeDelta, Utc};
use companion::{couple::ThingKind, payload::Payload, render_markdown};
use keys::{
    DeviceCertificate, DeviceSecrets, Invite, Pairing, PersonSecret, Roster, RosterRecord,
    epoch::{EpochRecord, make_epoch},
    frame_body::{open_body, seal_body},
    vault_keys::KeyFile,
};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use replica::check::codec;
use sync::{
    DeviceId, ForkProof, Frame, Head, LogId, Message,
    mailbox::{
        self, Answer, Job, Listed, Plan, SegmentName, State, Step,
        marker::{self, Owner},
        segment,
    },
    message::space_tag,
};

use crate::world::{COST, PASSPHRASE};

/// One target: its name, and what it does with bytes.
pub type Target = (&'static str, fn(&Cast, &[u8]));

/// All of them.
pub const TARGETS: &[Target] = &[
    ("frame", frame),
    ("message", message),
    ("roster", roster),
    ("invite", invite),
    ("pairing", pairing),
    ("payload", payload),
    ("body", body),
    ("key_file", key_file),
    ("markdown", markdown),
    ("import", import),
    ("photo", photo),
    ("worker", worker),
    ("segment", segment),
    ("listing", listing),
    ("backup", backup),
];

/// The target of this name.
///
/// # Panics
/// Where there is none.
#[must_use]
pub fn named(name: &str) -> fn(&Cast, &[u8]) {
    TARGETS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, run)| *run)
        .expect("a target")
}

fn frame(_: &Cast, bytes: &[u8]) {
    if let Ok(frame) = Frame::decode(bytes) {
        assert_eq!(frame.encode(), bytes, "a frame has one spelling");
        let _ = (frame.signed().verify(), frame.body_is_right());
    }
    if let Ok(proof) = ForkProof::decode(bytes) {
        assert_eq!(proof.encode(), bytes);
    }
}

fn message(_: &Cast, bytes: &[u8]) {
    match Message::decode(bytes) {
        // What is ignored is not kept.
        Ok(Message::Newer { .. } | Message::Frames { .. }) | Err(_) => {}
        Ok(message) => assert_eq!(message.encode(), bytes, "a message has one spelling"),
    }
}

fn roster(cast: &Cast, bytes: &[u8]) {
    if let Ok(certificate) = DeviceCertificate::decode(bytes) {
        assert_eq!(certificate.encode(), bytes);
        let _ = certificate.verify();
    }
    if let Ok(record) = RosterRecord::decode(bytes) {
        assert_eq!(record.encode(), bytes);
        let mut roster = cast.roster.clone();
        let _ = roster.apply(&record);
        assert!(roster.devices().len() <= 12);
    }
    if let Ok(record) = EpochRecord::decode(bytes) {
        assert_eq!(record.encode(), bytes);
        let _ = record.verify(&cast.roster);
        let _ = keys::epoch::open_epoch(&record, &cast.devices[0]);
    }
}

fn invite(_: &Cast, bytes: &[u8]) {
    let line = String::from_utf8_lossy(bytes);
    if let Ok(invite) = Invite::from_line(&line) {
        let again = Invite::from_line(&invite.to_line()).expect("one that was read");
        assert!(again == invite);
        let _ = invite.check(now(), &[0; 32]);
    }
}

/// The first byte says where the pairing stands, the rest is a message, or a saved state.
fn pairing(cast: &Cast, bytes: &[u8]) {
    let Some((at, rest)) = bytes.split_first() else {
        return;
    };
    let mut rng = ChaCha20Rng::seed_from_u64(5);
    if let Ok(saved) = Pairing::from_bytes(rest) {
        let _ = saved.stage();
    }
    let _ = Pairing::join_in_room(rest, &cast.certificates[1], &mut rng);
    let states = &cast.pairing;
    let state = &states[usize::from(*at) % states.len()];
    let mut pairing = Pairing::from_bytes(state).expect("saved just now");
    let _ = pairing.receive(rest, now(), &mut rng);
    let _ = pairing.stage();
    let _ = pairing.pictures();
}

fn payload(_: &Cast, bytes: &[u8]) {
    if let Ok(payload) = Payload::decode(bytes) {
        let again = payload.encode().expect("one that was read");
        assert_eq!(Payload::decode(&again).ok(), Some(payload));
    }
}

/// A sealed body: nothing opens but what was sealed.
fn body(_: &Cast, bytes: &[u8]) {
    assert!(open_body(&[1; 32], b"of another frame", bytes).is_err());
}

fn key_file(_: &Cast, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(file) = KeyFile::from_json(&text) {
        let _ = file.to_json();
        let _ = file.unlock_with_keyring_key(&[3; 32]);
    }
}

fn markdown(_: &Cast, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let html = render_markdown(&text);
    let low = html.to_ascii_lowercase();
    for never in [
        "<script",
        "<img",
        "<svg",
        "<iframe",
        "<style",
        "<math",
        "javascript:",
    ] {
        let inside_tag = low
            .split('<')
            .skip(1)
            .filter_map(|tag| tag.split('>').next())
            .any(|tag| format!("<{tag}").contains(never));
        assert!(!inside_tag, "{never} in {html}");
    }
    assert!(!low.contains(" onload") || !low.contains("<a onload"));
}

fn import(_: &Cast, bytes: &[u8]) {
    let zone = chrono_tz::Tz::Europe__Berlin;
    if let Ok(entry) = exchange::markdown_folder::parse("2024/a day.md", bytes, None, zone) {
        assert!(entry.body.len() <= bytes.len() * 3 + 64);
    }
    let Ok(entries) = exchange::open_journal::entries(bytes) else {
        return;
    };
    for entry in entries.flatten() {
        assert!(entry.body.len() <= bytes.len());
        assert!(!(entry.title.is_empty() && entry.body.is_empty()));
    }
}

fn photo(_: &Cast, bytes: &[u8]) {
    use exchange::photo::{SMALL_EDGE, Size, dimensions, prepare};
    // Within the limits of the worker; here many are tried in a second.
    let few = |(width, height): (u32, u32)| u64::from(width) * u64::from(height) < 1 << 18;
    if dimensions(bytes).is_ok_and(few)
        && let Ok(made) = prepare(bytes, Size::Whole)
    {
        assert_eq!(
            dimensions(&made.picture.jpeg),
            Ok((made.picture.width, made.picture.height))
        );
        assert!(made.small.width.max(made.small.height) <= SMALL_EDGE);
    }
}

fn worker(_: &Cast, bytes: &[u8]) {
    if let Ok(request) = codec::decode_request(bytes) {
        let again = codec::encode_request(&request).expect("one that was read");
        assert!(again.len() <= bytes.len() * 2 + 64);
    }
    let _ = codec::decode_answer(bytes);
    if let Some(length) = bytes.first_chunk() {
        let _ = codec::message_length(*length);
    }
}

/// A segment under the name that its bytes give it, and a note of either kind.
fn segment(cast: &Cast, bytes: &[u8]) {
    let log = LogId {
        device: DeviceId(cast.devices[0].public().id()),
        incarnation: 0,
    };
    for last in [0, 1] {
        let name = SegmentName {
            log,
            first: 0,
            last,
            hash: segment::hash(bytes),
        };
        if let Ok(read) = segment::decode(&name, bytes) {
            assert_eq!(
                read.frames.len() + read.newer.len(),
                1 + usize::from(last > 0)
            );
            if read.newer.is_empty() {
                let (again, file) = segment::encode(&read.frames).expect("frames");
                assert!(again == name && file == bytes, "a segment has one spelling");
            }
        }
    }
    let owner = marker::owner(Some(&[6; 32]), &[log.device], Some(bytes));
    // Nobody but the fuzzer's own device signs for it.
    assert!(owner != Owner::Ours || bytes.starts_with(b"LMMK"));
    let _ = marker::is_leave(&[6; 32], &log.device, bytes);
}

/// Names of files, a line each, as a folder lists them: what a host may call its files.
fn listing(cast: &Cast, bytes: &[u8]) {
    let device = |who: usize| DeviceId(cast.devices[who].public().id());
    let mut plan = Plan::new(
        device(0),
        &cast.roster,
        Vec::new(),
        &[],
        [],
        State::default(),
    );
    let files = String::from_utf8_lossy(bytes)
        .lines()
        .map(|line| Listed {
            path: line.to_owned(),
            bytes: line.len() as u64,
        })
        .collect();
    let mut steps = plan.handle(now(), mailbox::Event::Tick);
    let mut listed = Some(Answer::Listed { files, more: false });
    for _ in 0..64 {
        let job = steps.iter().find_map(|step| match step {
            Step::Do(job) => Some(job.clone()),
            _ => None,
        });
        let Some(job) = job else { break };
        let answer = match &job {
            Job::List { .. } => listed.take(),
            Job::Read { .. } => Some(Answer::Read { bytes: None }),
            _ => Some(Answer::Done),
        };
        let Some(answer) = answer else { break };
        let path = job.path().to_owned();
        steps = plan.handle(now(), mailbox::Event::Answered { path, answer });
    }
    let _ = (plan.is_quiet(), plan.unpublished(), plan.wake_at());
}

/// What is in a backup that opens: the words alone are not needed to make one.
fn backup(_: &Cast, bytes: &[u8]) {
    let folder = crate::disk::fast_folder();
    if let Ok(file) = companion::unpack_members(bytes, folder.path()) {
        let _ = file.to_json();
    }
    // No name in it becomes a path.
    let names = std::fs::read_dir(folder.path())
        .expect("a folder")
        .flatten();
    for name in names.map(|file| file.file_name()) {
        let known = ["private.db", "shared.db", "pages.db", "pages.db-wal"];
        assert!(known.iter().any(|known| name == *known), "{name:?}");
    }
}

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default()
}

/// Two people with real keys, always the same.
pub struct Cast {
    devices: [DeviceSecrets; 2],
    people: [PersonSecret; 2],
    certificates: [DeviceCertificate; 2],
    roster: Roster,
    /// A pairing at each of its steps, saved.
    pairing: Vec<Vec<u8>>,
    /// The messages of that pairing.
    messages: Vec<Vec<u8>>,
    invite: String,
}

impl Cast {
    /// Makes them; takes some milliseconds.
    #[must_use]
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        let mut rng = ChaCha20Rng::seed_from_u64(4);
        let devices = [(); 2].map(|()| DeviceSecrets::generate(&mut rng));
        let people = [(); 2].map(|()| PersonSecret::generate(&mut rng));
        let certificates = [0, 1].map(|who: usize| people[who].sign_device(&devices[who].public()));
        let roster = Roster::founded([6; 32], &certificates).expect("two founders");
        let (mut offerer, invite) =
            Pairing::offer(&certificates[0], Vec::new(), None, now(), &mut rng);
        let mut joiner = Pairing::join(&invite, &certificates[1], now(), &mut rng).expect("joins");
        let mut steps = vec![offerer.to_bytes().to_vec(), joiner.to_bytes().to_vec()];
        let mut messages: Vec<Vec<u8>> = joiner.to_send().to_vec();
        let mut next: VecDeque<(bool, Vec<u8>)> = messages
            .iter()
            .map(|message| (true, message.clone()))
            .collect();
        let mut confirmed = false;
        loop {
            while let Some((to_offerer, message)) = next.pop_front() {
                let side = if to_offerer {
                    &mut offerer
                } else {
                    &mut joiner
                };
                let later = now() + TimeDelta::minutes(1);
                let answers = side
                    .receive(&message, later, &mut rng)
                    .expect("an honest pairing");
                steps.push(side.to_bytes().to_vec());
                messages.extend(answers.iter().cloned());
                next.extend(answers.into_iter().map(|answer| (!to_offerer, answer)));
            }
            if confirmed {
                break;
            }
            confirmed = true;
            for (to_offerer, side, device) in [
                (false, &mut offerer, &devices[0]),
                (true, &mut joiner, &devices[1]),
            ] {
                let said = side
                    .confirm(device, b"Jo", &mut rng)
                    .expect("pictures are there");
                steps.push(side.to_bytes().to_vec());
                messages.extend(said.iter().cloned());
                next.extend(said.into_iter().map(|message| (to_offerer, message)));
            }
        }
        Self {
            devices,
            people,
            certificates,
            roster,
            pairing: steps,
            messages,
            invite: invite.to_line().to_string(),
        }
    }
}

/// Honest examples for every target: what mutants are made of.
#[must_use]
pub fn examples(cast: &Cast) -> BTreeMap<&'static str, Vec<Vec<u8>>> {
    let mut rng = ChaCha20Rng::seed_from_u64(6);
    let log = LogId {
        device: DeviceId(cast.devices[0].public().id()),
        incarnation: 0,
    };
    let start = Head::start(log).next_frame([6; 32], 1);
    let sealed = |content: &[u8], rng: &mut ChaCha20Rng| {
        let body = seal_body(&[1; 32], &start.associated_data(), content, rng).expect("fits");
        let header = start.with_body(&body);
        Frame {
            header,
            signature: cast.devices[0].sign(keys::Purpose::FrameHeader, &header.encode()),
            body: Some(body),
        }
    };
    let (one, other) = (sealed(b"one", &mut rng), sealed(b"other", &mut rng));
    let segments = vec![
        segment::encode(std::slice::from_ref(&one))
            .expect("a frame")
            .1,
        marker::note(
            &marker::marker_part(&[6; 32], &log.device),
            &cast.devices[0].sign(marker::PURPOSE, &marker::marker_part(&[6; 32], &log.device)),
        ),
    ];
    let names: Vec<String> = [(0, 0), (1, 40), (0, (1 << 40) - 1)]
        .into_iter()
        .flat_map(|(first, last)| {
            [0, 1].map(|who: usize| {
                let log = LogId {
                    device: DeviceId(cast.devices[who].public().id()),
                    incarnation: 3,
                };
                let hash = [4; 16];
                SegmentName {
                    log,
                    first,
                    last,
                    hash,
                }
                .path(&[6; 32])
            })
        })
        .collect();
    let fork = ForkProof::new(one.signed(), other.signed()).expect("a fork");
    let head = Head::after(&one.header);
    let cards: Vec<_> = cast.devices.iter().map(DeviceSecrets::public).collect();
    let (_, epoch) = make_epoch(&[6; 32], 1, &cast.devices[0], &cards, &mut rng).expect("an epoch");
    let next = cast.people[0].next_generation(&mut rng);
    let third = DeviceSecrets::generate(&mut rng);
    let update = Payload::update(
        companion::couple::ThingId([3; 16]),
        ThingKind::Entry,
        vec![7; 90],
    );
    let (file, _) = KeyFile::create(PASSPHRASE, COST, &mut rng).expect("a key file");
    let request = replica::check::Request {
        kind: ThingKind::Entry,
        base: vec![vec![1; 30]],
        update: vec![2; 40],
        author: replica::PeerId(4),
        person: None,
    };
    let hello = Message::Hello {
        space_tag: space_tag(&[6; 32]),
        heard: true,
        heads: vec![head],
    };
    let answer = codec::encode_answer(&Err(replica::check::Refusal::Waits)).expect("an answer");
    BTreeMap::from([
        ("frame", vec![one.encode(), other.encode(), fork.encode()]),
        (
            "message",
            vec![
                hello.encode(),
                Message::frames(vec![one.clone(), other]).encode(),
                Message::Ack { heads: vec![head] }.encode(),
                Message::Fork(Box::new(fork)).encode(),
                Message::Bye.encode(),
            ],
        ),
        (
            "roster",
            vec![
                cast.certificates[0].encode(),
                RosterRecord::add(&[6; 32], &cast.people[0], &third.public()).encode(),
                RosterRecord::remove(&[6; 32], &cast.people[0], &next, &[log.device.0], &[])
                    .encode(),
                epoch.encode(),
            ],
        ),
        ("invite", vec![cast.invite.clone().into_bytes()]),
        (
            "pairing",
            cast.messages
                .iter()
                .zip(0..)
                .map(|(message, at)| [&[at], message.as_slice()].concat())
                .chain(
                    cast.pairing
                        .iter()
                        .map(|state| [&[0], state.as_slice()].concat()),
                )
                .collect(),
        ),
        (
            "payload",
            vec![
                update.encode().expect("a payload"),
                Payload::Epoch {
                    record: epoch.encode(),
                }
                .encode()
                .expect("a payload"),
                Payload::Leave.encode().expect("a payload"),
            ],
        ),
        ("body", one.body.into_iter().collect()),
        ("key_file", vec![file.to_json().expect("JSON").into_bytes()]),
        (
            "markdown",
            MARKDOWN
                .iter()
                .map(|text| text.as_bytes().to_vec())
                .collect(),
        ),
        (
            "import",
            IMPORTS
                .iter()
                .map(|text| text.as_bytes().to_vec())
                .collect(),
        ),
        ("photo", PHOTOS.iter().map(|file| file.to_vec()).collect()),
        ("segment", segments),
        ("listing", vec![names.join("\n").into_bytes()]),
        ("backup", vec![backup_members(&file)]),
        (
            "worker",
            vec![
                codec::encode_request(&request).expect("a request")[4..].to_vec(),
                answer[4..].to_vec(),
            ],
        ),
    ])
}

/// The members of a small backup.
fn backup_members(file: &KeyFile) -> Vec<u8> {
    let manifest = r#"{"format":1,"made_by":"0.1.0","made_at":"2026-11-27T09:00:00Z","entries":1}"#;
    let mut tar = tar::Builder::new(Vec::new());
    for (name, content) in [
        ("manifest.json", manifest),
        ("home.json", &file.to_json().expect("JSON")),
        ("journal.json", "[]"),
        ("private.db", "pages"),
        ("shared.db", "more pages"),
        ("pages.db", "and more"),
    ] {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o600);
        tar.append_data(&mut header, name, content.as_bytes())
            .expect("fits");
    }
    tar.into_inner().expect("a tar")
}

const MARKDOWN: &[&str] = &[
    "# A day\n\nWe *walked* by the **river**, [far](https://example.org).\n\n- [ ] tea\n- [x] bread\n\n> said\n\n```\ncode\n```\n",
    "<script>alert(1)</script> [a](javascript:alert(1)) ![x](https://e.org/x.png) <b onclick=x>",
    "| a | b |\n|---|---|\n| 1 | ~~2~~ |\n\n[^1]: foot\n\n&#106;avascript&colon;x [q](jAvAsCrIpT&colon;alert(1))",
    "<svg><style><img src=x onerror=alert(1)></style></svg><math><mi//xlink:href=\"data:x\">",
];

/// As a phone, a program, and two who move them write them.
const PHOTOS: &[&[u8]] = &[
    include_bytes!("../fuzz/corpus/photo/honest-0"),
    include_bytes!("../fuzz/corpus/photo/honest-1"),
    include_bytes!("../fuzz/corpus/photo/honest-2"),
    include_bytes!("../fuzz/corpus/photo/honest-3"),
    include_bytes!("../fuzz/corpus/photo/honest-4"),
];

const IMPORTS: &[&str] = &[
    "---\nlamplight: 1\nid: 5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a\ntitle: \"a \\\"b\\\" \\u00e9\"\ndate: 2026-03-29T01:59:59.123+01:00\nzone: Europe/Berlin\nauthor: partner\ntags: [\"a, b\", \"c\"]\n---\n\n text \n\n",
    r#"[{"id":"5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a","title":"t","body":"b","written_at":"2026-03-29T01:59:59.123+01:00","zone":"Europe/Berlin","author":"partner","feelings":["calm"],"tags":[]},{}]"#,
    "---\ntitle: A day\ndate: 2024-05-03T19:00:00+02:00\ntags: [sea, us]\n---\n\nIt was long.\n",
    "# Only a heading\n\nand words",
    "---\ndate: 2024-02-30\nfeelings:\n  - tender\n---\n",
];
