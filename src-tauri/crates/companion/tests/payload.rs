//! The vectors of protocol.md, section 11.

#![allow(clippy::unwrap_used)]

use companion::payload::{Payload, Places};
use serde_json::Value;

fn bytes<const N: usize>(value: &Value) -> [u8; N] {
    unhex(value.as_str().unwrap()).try_into().unwrap()
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap())
        .collect()
}

fn places(value: &Value) -> Vec<Places> {
    let one = |places: &Value| Places {
        device: bytes(&places["device"]),
        incarnation: u32::try_from(places["incarnation"].as_u64().unwrap()).unwrap(),
        seqs: places["seqs"]
            .as_array()
            .unwrap()
            .iter()
            .map(|seq| seq.as_u64().unwrap())
            .collect(),
    };
    value.as_array().unwrap().iter().map(one).collect()
}

#[test]
fn erasures_stand_as_the_vectors_say() {
    let vectors: Value = serde_json::from_str(include_str!("payload_vectors.json")).unwrap();
    let erase = |vector: &Value| Payload::Erase {
        thing: bytes(&vector["thing"]),
        places: places(&vector["places"]),
    };
    for (name, payload) in [
        ("erase", erase(&vectors["erase"])),
        ("erase_nothing", erase(&vectors["erase_nothing"])),
        (
            "ask_erase",
            Payload::AskErase {
                thing: bytes(&vectors["ask_erase"]["thing"]),
            },
        ),
        (
            "rebirth",
            Payload::Rebirth {
                old: bytes(&vectors["rebirth"]["old"]),
                new: bytes(&vectors["rebirth"]["new"]),
            },
        ),
    ] {
        let written = unhex(vectors[name]["payload"].as_str().unwrap());
        assert_eq!(payload.encode().unwrap(), written, "{name}");
        assert_eq!(Payload::decode(&written), Ok(payload), "{name}");
        for cut in 1..written.len() {
            assert!(
                Payload::decode(&written[..cut]).is_err(),
                "{name} cut at {cut}"
            );
        }
    }
}
