//! The bytes and names of `docs/protocol.md`, section 15, held by `mailbox.json` beside. Run with
//! `VECTORS=write` to write them anew, which is right only for a new version of the protocol.

use data_encoding::HEXLOWER;
use serde_json::{Value, json};
use sync::mailbox::{marker, name, segment};

use crate::{
    common::{Crew, SPACE},
    world::note,
};

fn hex(bytes: impl AsRef<[u8]>) -> Value {
    HEXLOWER.encode(bytes.as_ref()).into()
}

fn vectors() -> Value {
    let crew = Crew::new(1);
    let device = crew.id(0);
    let frames = crew.frames(0, 2);
    let (segment_name, bytes) = segment::encode(&frames).unwrap();
    let part = marker::leave_part(&SPACE, &device);
    let leave = marker::note(&part, &crew.devices[0].sign(marker::PURPOSE, &part));
    let secret = [0x77; 32];
    json!({
        "space": hex(SPACE),
        "device": hex(device.0),
        "space_prefix": name::space_prefix(&SPACE),
        "device_prefix": name::device_prefix(&SPACE, &device),
        "frames": frames.iter().map(|frame| hex(frame.encode())).collect::<Vec<_>>(),
        "segment": { "path": segment_name.path(&SPACE), "bytes": hex(bytes) },
        "marker": { "path": name::MARKER, "bytes": hex(note(&crew, 0)) },
        "leave": { "path": name::leave_path(&SPACE, &device), "bytes": hex(leave) },
        "pairing": {
            "secret": hex(secret),
            "message": hex(b"LP a message"),
            "by_offerer": name::pairing_path(&secret, true, b"LP a message"),
            "by_joiner": name::pairing_path(&secret, false, b"LP a message"),
        },
    })
}

#[test]
fn the_bytes_are_those_of_the_protocol() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mailbox.json");
    let made = vectors();
    if std::env::var("VECTORS").is_ok_and(|wish| wish == "write") {
        let text = serde_json::to_string_pretty(&made).unwrap();
        std::fs::write(path, text + "\n").unwrap();
    }
    let kept: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(made, kept);
    let secret = [0x77; 32];
    for (path, offerer) in [("by_offerer", true), ("by_joiner", false)] {
        let path = kept["pairing"][path].as_str().unwrap();
        assert_eq!(name::pairing_author(&secret, path), Some(offerer));
        assert_eq!(name::pairing_author(&[0x78; 32], path), None);
    }
}
