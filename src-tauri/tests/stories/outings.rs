//! Dates, alone and together.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::{Clock, Someone, couple, exchange};

fn outing(title: &str, from: &str) -> Value {
    json!({ "title": title, "note": "", "place": "", "from": from, "zone": "Europe/Berlin",
        "minutes": 120, "idea": null })
}

/// Proposed, moved, accepted, declined, called off.
pub fn story() -> BTreeSet<String> {
    let (ada, ben) = couple(&Clock::default());
    let times = ada.ok("quick_times", json!({}));
    assert_eq!(
        times[0],
        json!({ "id": "fridayEvening", "from": "2026-05-08T19:00", "minutes": 180 })
    );
    let ideas = ada.ok("list_ideas", json!({}));
    assert!(
        ideas[0]["id"].is_string() && ideas[0]["cost"].is_number() && ideas[0]["place"].is_string()
    );

    assert!(ideas[0]["theme"].is_string() && ideas[0]["seasons"].is_array());
    leanings(&ada, &ideas[0]["id"]);
    jar(&ada, &ben);

    let proposed = ada.ok(
        "propose_outing",
        json!({ "outing": { "title": "Soup", "note": "", "place": "",
            "from": "2026-05-08T19:00", "zone": "Europe/Berlin", "minutes": 120,
            "idea": "cook-something-new" } }),
    );
    let id = proposed["id"].clone();
    assert_eq!(proposed["stage"], "awaitingPartner");
    assert_eq!(
        (&proposed["from"], &proposed["zone"]),
        (&json!("2026-05-08T19:00"), &json!("Europe/Berlin"))
    );
    assert_eq!(proposed["instant"], "2026-05-08T19:00:00+02:00");
    assert_eq!(
        (&proposed["proposedBy"], &proposed["earlier"]),
        (&json!("me"), &Value::Null)
    );
    assert_eq!(
        ada.refused("accept_outing", json!({ "id": id })),
        "outingSettled"
    );

    exchange(&ada, &ben);
    assert_eq!(
        ben.ok("get_today", json!({}))["waitingOutings"][0]["id"],
        id
    );
    let later =
        json!({ "id": id, "from": "2026-05-09T10:00", "zone": "Europe/Berlin", "minutes": 60 });
    let suggested = ben.ok("suggest_outing", later);
    assert_eq!(
        (&suggested["stage"], &suggested["earlier"]),
        (&json!("awaitingPartner"), &json!("2026-05-08T19:00"))
    );
    exchange(&ada, &ben);
    assert_eq!(
        ada.ok("accept_outing", json!({ "id": id }))["stage"],
        "planned"
    );
    exchange(&ada, &ben);
    let there = ben.ok("get_outing", json!({ "id": id }));
    assert_eq!(
        (&there["stage"], &there["idea"]),
        (&json!("planned"), &json!("cook-something-new"))
    );

    let renamed = ben.ok(
        "change_outing",
        json!({ "id": id, "outing": {
        "title": "Pancakes", "note": "", "place": "", "from": "2026-05-09T10:00",
        "zone": "Europe/Berlin", "minutes": 60, "idea": null } }),
    );
    assert_eq!(
        (&renamed["title"], &renamed["stage"]),
        (&json!("Pancakes"), &json!("planned"))
    );
    assert_eq!(
        ben.ok("cancel_outing", json!({ "id": id }))["stage"],
        "cancelled"
    );
    exchange(&ada, &ben);
    assert_eq!(
        ada.refused("cancel_outing", json!({ "id": id })),
        "outingSettled"
    );

    let second = ada.ok(
        "propose_outing",
        json!({ "outing": outing("Film", "2026-05-10T20:00") }),
    );
    exchange(&ada, &ben);
    assert_eq!(
        ben.ok("decline_outing", json!({ "id": second["id"] }))["stage"],
        "declined"
    );
    assert_eq!(
        ada.ok("list_outings", json!({})).as_array().unwrap().len(),
        2
    );

    for (bad, code) in [
        (outing("Past", "2026-05-01T19:00"), "timeInPast"),
        (outing("When", "tomorrow"), "badTime"),
        (outing("", "2026-05-08T19:00"), "badInput"),
        (outing(&"x".repeat(400), "2026-05-08T19:00"), "badInput"),
    ] {
        assert_eq!(
            ada.refused("propose_outing", json!({ "outing": bad })),
            code
        );
    }
    ada.called().into_iter().chain(ben.called()).collect()
}

/// Both said yes to one, and to nothing else that the other did.
fn jar(ada: &Someone, ben: &Someone) {
    for (who, ideas) in [(ada, ["picnic", "sunrise"]), (ben, ["picnic", "concert"])] {
        for idea in ideas {
            who.ok("lean", json!({ "idea": idea, "leaning": "yes" }));
        }
        assert_eq!(
            who.ok("get_jar", json!({})),
            json!({ "compared": false, "found": [] })
        );
        who.ok("compare_jar", json!({ "on": true }));
    }
    for _ in 0..3 {
        ada.look_at_the_clock();
        ben.look_at_the_clock();
        exchange(ada, ben);
    }
    for who in [ada, ben] {
        who.look_at_the_clock();
        assert_eq!(
            who.ok("get_jar", json!({})),
            json!({ "compared": true, "found": ["picnic"] })
        );
    }
}

/// What she makes of an idea and of a gesture is kept, and can be taken back.
fn leanings(ada: &Someone, idea: &Value) {
    let nothing = json!({ "ideas": [], "newToUs": [], "excited": [], "aside": [] });
    assert_eq!(ada.ok("get_leanings", json!({})), nothing);
    ada.ok("lean", json!({ "idea": idea, "leaning": "maybe" }));
    ada.ok(
        "lay_gesture_aside",
        json!({ "id": "short-walk", "aside": true }),
    );
    for mark in ["newToUs", "excited"] {
        ada.ok(
            "mark_idea",
            json!({ "idea": idea, "mark": mark, "on": true }),
        );
    }
    assert_eq!(
        ada.ok("get_leanings", json!({})),
        json!({ "newToUs": [idea], "excited": [idea], "ideas": [{ "id": idea, "leaning": "maybe" }], "aside": ["short-walk"] })
    );
    let unknown = json!({ "idea": "no-such-idea", "leaning": "yes" });
    assert_eq!(ada.refused("lean", unknown), "notFound");
    for mark in ["newToUs", "excited"] {
        ada.ok(
            "mark_idea",
            json!({ "idea": idea, "mark": mark, "on": false }),
        );
    }
    ada.ok("lean", json!({ "idea": idea, "leaning": null }));
    ada.ok(
        "lay_gesture_aside",
        json!({ "id": "short-walk", "aside": false }),
    );
    assert_eq!(ada.ok("get_leanings", json!({})), nothing);
}
