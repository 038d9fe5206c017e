//! Arguments that the interface never sends: of the wrong form, far too long, far too deep. Each
//! call is answered, none of them stops the household.

use serde_json::{Map, Value, json};

use crate::support::{Clock, PASSPHRASE, Someone};

/// The same numbers each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.roll() % end as u64).unwrap_or(0)
    }
}

fn strange(dice: &mut Dice) -> Value {
    let deep = |depth: usize| (0..depth).fold(json!(1), |value, _| json!([value]));
    match dice.below(16) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(-1),
        3 => json!(u64::MAX),
        4 => json!(1e308),
        5 => json!(""),
        6 => json!("x".repeat(3 << 20)),
        7 => json!("\u{0}\u{202e}\u{feff}../../etc/passwd"),
        8 => json!([]),
        9 => json!({}),
        10 => deep(100),
        11 => json!("2026-02-30T25:61"),
        12 => json!("Mars/Olympus"),
        13 => json!("f".repeat(32)),
        14 => json!({ "kind": "own", "text": "t".repeat(1 << 16) }),
        _ => json!("%s%n'; DROP TABLE entries; --"),
    }
}

/// Puts something strange in the place of one of its parts, at any depth.
fn changed(value: &Value, dice: &mut Dice) -> Value {
    match value {
        Value::Object(fields) if !fields.is_empty() && dice.below(3) > 0 => {
            let at = dice.below(fields.len());
            let mut changed = Map::new();
            for (number, (name, part)) in fields.iter().enumerate() {
                if number != at {
                    changed.insert(name.clone(), part.clone());
                } else if dice.below(8) > 0 {
                    let part = if dice.below(2) == 0 {
                        self::changed(part, dice)
                    } else {
                        strange(dice)
                    };
                    changed.insert(name.clone(), part);
                }
            }
            changed.into()
        }
        _ => strange(dice),
    }
}

#[test]
fn whatever_the_window_sends_is_answered() {
    // What ends the home or the app on purpose has its own stories.
    const ENDS: [&str; 3] = ["quit_app", "lock_fully", "start_home"];
    let ada = Someone::at_home(&Clock::default(), "Ada");
    let mut calls = 0;
    for (command, names) in crate::commands() {
        if ENDS.contains(&command.as_str()) {
            continue;
        }
        let usual = crate::arguments(&command, &names);
        let mut dice = Dice(calls);
        for _ in 0..if names.is_empty() { 1 } else { 14 } {
            let mut arguments = changed(&usual, &mut dice);
            if !arguments.is_object() {
                arguments = json!({ "x": arguments });
            }
            let _ = ada.call(&command, arguments);
            calls += 1;
        }
        // Whatever it did, the household is there and the vault can be read.
        let _ = ada.call("unlock_home", json!({ "passphrase": PASSPHRASE }));
        ada.ok("get_settings", json!({}));
        ada.ok("list_entries", json!({ "cursor": null, "limit": 10 }));
    }
    assert!(calls > 500, "{calls}");
}
