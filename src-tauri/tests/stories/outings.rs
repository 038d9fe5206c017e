//! Dates, alone and together.

use std::collections::BTreeSet;

use chrono::TimeDelta;
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
    own_ideas(&ada, &ben);

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

    let pancakes = json!({
        "title": "Pancakes", "note": "", "place": "", "from": "2026-05-09T10:00",
        "zone": "Europe/Berlin", "minutes": 60, "idea": null });
    let upon = there["version"].clone();
    let brought = ben.ok(
        "bring_up_outing",
        json!({ "form": { "id": id, "upon": upon, "outing": pancakes } }),
    );
    assert_eq!(
        (&brought["title"], &brought["both"]),
        (&json!("Pancakes"), &json!([]))
    );
    assert_eq!(
        ben.refused(
            "bring_up_outing",
            json!({ "form": { "id": id, "upon": "zz", "outing": pancakes } }),
        ),
        "badInput"
    );
    let renamed = ben.ok(
        "change_outing",
        json!({ "id": id, "outing": pancakes, "upon": upon }),
    );
    assert_eq!(
        (&renamed["title"], &renamed["stage"]),
        (&json!("Pancakes"), &json!("planned"))
    );
    getting_ready(&ada, &ben, &id);
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
    morning_after(&ada, &ben);
    jar(&ada, &ben);
    ada.called().into_iter().chain(ben.called()).collect()
}

/// A date that was, asked about once.
fn morning_after(ada: &Someone, ben: &Someone) {
    let walk = ada.ok(
        "propose_outing",
        json!({ "outing": outing("Walk", "2026-05-11T19:00") }),
    );
    exchange(ada, ben);
    ben.ok("accept_outing", json!({ "id": walk["id"] }));
    exchange(ada, ben);
    assert_eq!(ada.ok("get_today", json!({}))["morningAfter"], Value::Null);
    // Ten in the morning, the day after.
    ada.clock.go_on(TimeDelta::hours(138));
    let after = ada.ok("get_today", json!({}))["morningAfter"].take();
    assert_eq!(after["id"], walk["id"]);
    ada.ok("answer_morning", json!({ "id": walk["id"] }));
    assert_eq!(ada.ok("get_today", json!({}))["morningAfter"], Value::Null);
    assert_eq!(
        ben.ok("get_today", json!({}))["morningAfter"]["id"],
        walk["id"]
    );
}

/// One in their own words, as it is kept.
pub fn own_idea(title: &str) -> Value {
    json!({ "title": title, "note": "", "hobby": true, "place": "out", "cost": 1, "effort": 0,
        "minutes": 90, "lively": false, "sober": true, "childrenAsleep": false, "stepFree": false })
}

/// Mine first, then Ours, then changed by the other and taken out of the jar.
fn own_ideas(ada: &Someone, ben: &Someone) {
    let mine = ada.ok(
        "add_own_idea",
        json!({ "ownIdea": own_idea("Row"), "ours": false }),
    );
    let id = mine["id"].clone();
    assert_eq!(
        (&mine["title"], &mine["hobby"], &mine["ours"]),
        (&json!("Row"), &json!(true), &json!(false))
    );
    let seen = ada.ok("preview_idea", json!({ "id": id }));
    assert_eq!(
        (&seen["idea"]["title"], &seen["partnerName"]),
        (&json!("Row"), &json!("Ben"))
    );
    let with = |consent: &Value| json!({ "id": id, "consent": consent });
    assert_eq!(ada.refused("share_idea", with(&json!("x"))), "badInput");
    ada.ok("share_idea", with(&seen["consent"]));
    exchange(ada, ben);
    assert_eq!(ben.ok("list_own_ideas", json!({}))[0]["ours"], true);
    let changed = json!({ "id": id, "ownIdea": own_idea("Row far") });
    assert_eq!(ben.ok("change_own_idea", changed)["title"], "Row far");
    exchange(ada, ben);
    let there = ada.ok("list_own_ideas", json!({}));
    assert_eq!(there[0]["title"], "Row far");
    ada.ok("remove_own_idea", json!({ "id": id, "removed": true }));
    assert_eq!(ada.ok("list_own_ideas", json!({})), json!([]));
    let long = json!({ "ownIdea": own_idea(&"x".repeat(301)), "ours": true });
    assert_eq!(ada.refused("add_own_idea", long), "badInput");
}

/// Both said yes to one, and to nothing else that the other did; and both want what takes two.
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
        together(who, false, false);
        who.ok("want_together", json!({ "on": true }));
        together(who, true, false);
    }
    let rounds = || {
        for _ in 0..3 {
            ada.look_at_the_clock();
            ben.look_at_the_clock();
            exchange(ada, ben);
        }
    };
    rounds();
    for who in [ada, ben] {
        who.look_at_the_clock();
        assert_eq!(
            who.ok("get_jar", json!({})),
            json!({ "compared": true, "found": ["picnic"] })
        );
        // This week's hand had been drawn before.
        together(who, true, false);
    }
    ada.clock.go_on(TimeDelta::days(7));
    rounds();
    for who in [ada, ben] {
        who.look_at_the_clock();
        together(who, true, true);
    }
}

/// What is offered of the library, and whether what takes two is wanted.
fn together(who: &Someone, wanted: bool, both: bool) {
    let view = json!({ "wanted": wanted, "both": both });
    assert_eq!(who.ok("get_together", json!({})), view);
    let gestures = who.ok("list_gestures", json!({}));
    let mut gestures = gestures.as_array().unwrap().iter();
    assert_eq!(gestures.any(|gesture| gesture["kind"] == "touch"), both);
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

/// What a date needs before it.
fn getting_ready(ada: &Someone, ben: &Someone, id: &Value) {
    let says = |home: &Someone, change: Value| {
        home.ok("prepare_outing", json!({ "id": id, "change": change }))
    };
    let bread = json!({ "kind": "item", "item": null, "what": "Bread", "who": "partner",
        "pack": false, "done": false });
    let item = says(ada, bread)["items"][0]["id"].clone();
    says(ada, json!({ "kind": "rain", "text": "Under the bridge" }));
    let confirm = json!({ "what": "Ring Anna", "by": "2026-05-07" });
    says(ada, json!({ "kind": "confirm", "confirm": confirm }));
    exchange(ada, ben);
    let there = ben.ok("get_preparations", json!({ "id": id }));
    assert_eq!(
        (&there["items"][0]["who"], &there["rain"], &there["confirm"]),
        (&json!("me"), &json!("Under the bridge"), &confirm)
    );
    let nudged = ben.ok("nudge_to_confirm", json!({ "id": id, "on": true }));
    assert_eq!(nudged["confirmNudged"], true);
    exchange(ada, ben);
    let mine = ada.ok("get_preparations", json!({ "id": id }));
    assert_eq!(mine["confirmNudged"], false, "a nudge is one's own");
    let empty = json!({ "id": id, "change": { "kind": "item", "item": null, "what": " ",
        "who": null, "pack": true, "done": false } });
    assert_eq!(ada.refused("prepare_outing", empty), "badInput");
    says(ben, json!({ "kind": "drop", "item": item }));
    exchange(ada, ben);
    let mine = ada.ok("get_preparations", json!({ "id": id }));
    assert_eq!(mine["items"], json!([]));
}
