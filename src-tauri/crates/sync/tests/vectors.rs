//! The bytes of `docs/protocol.md`, sections 3, 4 and 9, held by `vectors.json`. Run with
//! `VECTORS=write` to write them anew, which is right only for a new version of the protocol.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::{SPACE, log_of, write};
use data_encoding::HEXLOWER;
use keys::DeviceSecrets;
use serde_json::{Value, json};
use sync::{Frame, Head, HeaderStart, Message, SignedHeader, log::ForkProof};

fn device(seed: u8) -> DeviceSecrets {
    let (sign, kem, transport) = ([seed; 32], [2; 32], [3; 32]);
    let bytes = [&[1][..], &sign, &kem, &transport].concat();
    DeviceSecrets::from_bytes(&bytes).unwrap()
}

fn hex(bytes: impl AsRef<[u8]>) -> Value {
    HEXLOWER.encode(bytes.as_ref()).into()
}

fn describe(frame: &Frame) -> Value {
    let start = &frame.header.start;
    json!({
        "space": hex(start.space),
        "device": hex(start.log.device.0),
        "incarnation": start.log.incarnation,
        "seq": start.seq,
        "prev": hex(start.prev),
        "epoch": start.epoch,
        "associated_data": hex(start.associated_data()),
        "body": frame.body.as_ref().map(hex),
        "body_hash": hex(frame.header.body_hash),
        "header": hex(frame.header.encode()),
        "hash": hex(frame.header.hash()),
        "signature": hex(frame.signature),
        "frame": hex(frame.encode()),
    })
}

fn frames() -> [Frame; 5] {
    let me = device(1);
    let log = log_of(&me, 0);
    let next = |start: HeaderStart, body: &[u8]| write(&me, start, body.to_vec());
    let first = next(Head::start(log).next_frame(SPACE, 0), b"the first body");
    let head = Head::after(&first.header);
    let second = next(head.next_frame(SPACE, 1), b"the second body");
    let branch = next(head.next_frame(SPACE, 1), b"another second body");
    let mut erased = next(
        Head::after(&second.header).next_frame(SPACE, 7),
        b"no longer here",
    );
    erased.body = None;
    let again = HeaderStart {
        prev: Head::after(&erased.header).hash,
        ..Head::start(log_of(&me, 0x0102_0304)).next_frame(SPACE, 7)
    };
    let again = next(again, b"after a restore");
    [first, second, erased, again, branch]
}

fn vectors() -> Value {
    let [first, second, erased, again, branch] = frames();
    let heads = vec![Head::after(&erased.header), Head::after(&again.header)];
    let fork = ForkProof::new(second.signed(), branch.signed()).unwrap();
    let space_tag = sync::message::space_tag(&SPACE);
    let hello = |heard, heads: &[Head]| {
        let heads = heads.to_vec();
        Message::Hello {
            space_tag,
            heard,
            heads,
        }
        .encode()
    };
    json!({
        "device_seed": hex([1; 32]),
        "frames": {
            "first": describe(&first),
            "second": describe(&second),
            "erased": describe(&erased),
            "first_of_a_later_incarnation": describe(&again),
            "fork_of_second": describe(&branch),
        },
        "space_tag": hex(space_tag),
        "messages": {
            "hello_to_a_stranger": hex(hello(false, &[])),
            "hello": hex(hello(true, &heads)),
            "frames": hex(Message::frames(vec![first, erased]).encode()),
            "ack": hex(Message::Ack { heads: heads[..1].to_vec() }.encode()),
            "fork": hex(Message::Fork(Box::new(fork)).encode()),
            "bye": hex(Message::Bye.encode()),
        },
    })
}

#[test]
fn the_bytes_are_those_of_the_protocol() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors.json");
    let made = vectors();
    if std::env::var("VECTORS").is_ok_and(|wish| wish == "write") {
        let text = serde_json::to_string_pretty(&made).unwrap();
        std::fs::write(path, text + "\n").unwrap();
    }
    let kept: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(made, kept);
}

#[test]
fn the_bytes_are_read_as_what_they_say() {
    let vectors = vectors();
    for (name, frame) in ["first", "second", "erased", "first_of_a_later_incarnation"]
        .iter()
        .zip(frames())
    {
        let text = vectors["frames"][name]["frame"].as_str().unwrap();
        let read = Frame::decode(&HEXLOWER.decode(text.as_bytes()).unwrap()).unwrap();
        assert_eq!(read, frame);
        assert!(read.signed().verify() && read.body_is_right());
    }
    for message in vectors["messages"].as_object().unwrap().values() {
        let bytes = HEXLOWER
            .decode(message.as_str().unwrap().as_bytes())
            .unwrap();
        assert_eq!(Message::decode(&bytes).unwrap().encode(), bytes);
    }
}

#[test]
fn a_signature_holds_for_every_bit_of_the_header() {
    let signed = frames()[1].signed();
    let bytes = frames()[1].encode();
    for bit in 0..sync::frame::SIGNED_BYTES * 8 {
        let mut altered = bytes.clone();
        altered[bit / 8] ^= 1 << (bit % 8);
        let Ok(frame) = Frame::decode(&altered) else {
            assert!(bit < 8, "only a version is refused when read");
            continue;
        };
        let read: SignedHeader = frame.signed();
        assert!(read != signed && !read.verify(), "bit {bit}");
    }
}
