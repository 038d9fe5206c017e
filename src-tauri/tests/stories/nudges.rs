//! A gesture, chosen, nudged towards, done.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::support::{Clock, Someone};

fn plan(cadence: Value) -> Value {
    json!({ "gesture": { "kind": "library", "id": "thank-one-thing" }, "cadence": cadence,
        "from": "18:00", "to": "20:00" })
}

/// A week of evenings.
pub fn story() -> BTreeSet<String> {
    let clock = Clock::default();
    let ada = Someone::at_home(&clock, "Ada");
    let library = ada.ok("list_gestures", json!({}));
    assert!(
        library
            .as_array()
            .unwrap()
            .iter()
            .any(|gesture| gesture["id"] == "thank-one-thing")
    );

    let daily = plan(json!({ "kind": "everyDays", "days": 1 }));
    let kept = ada.ok("keep_plan", json!({ "id": null, "plan": daily }));
    let id = kept["id"].clone();
    assert_eq!(kept["cadence"], json!({ "kind": "everyDays", "days": 1 }));
    assert_eq!(
        (&kept["from"], &kept["to"]),
        (&json!("18:00"), &json!("20:00"))
    );
    assert!(kept["next"].is_string(), "{kept}");
    assert_eq!(ada.ok("list_plans", json!({})), json!([kept]));
    let coming = ada.ok("list_coming_nudges", json!({ "days": 7 }));
    assert_eq!(coming[0]["planId"], id);
    assert_eq!(coming[0]["opens"], "2026-05-06T16:00:00Z");

    bad_plans(&ada);

    // The evening comes, and with it the nudge.
    assert_eq!(ada.ok("list_due_nudges", json!({})), json!([]));
    clock.go_on(TimeDelta::hours(4));
    ada.look_at_the_clock();
    let due = ada.ok("list_due_nudges", json!({}));
    assert_eq!((&due[0]["id"], &due[0]["plan"]["id"]), (&id, &id));
    let back = ada.ok("later_nudge", json!({ "id": id, "later": "tomorrow" }));
    assert_eq!(back, "2026-05-07T08:00:00Z");
    assert_eq!(ada.ok("list_due_nudges", json!({})), json!([]));
    assert_eq!(ada.ok("list_plans", json!({}))[0]["snoozedUntil"], back);
    assert_eq!(ada.ok("did_nudge", json!({ "id": id })), Value::Null);
    assert_eq!(ada.ok("not_today_nudge", json!({ "id": id })), Value::Null);
    assert_eq!(
        ada.ok("did_gesture", json!({ "planId": id }))["lastDone"],
        "2026-05-06T18:00:00Z"
    );

    // What was done twice this evening, and whether it may come less often, which is asked later.
    let back = json!({ "month": "2026-05-01", "thisMonth": true, "count": 2 });
    assert_eq!(ada.ok("look_back", json!({})), back);
    let answered = ada.ok("answer_rhythm", json!({ "id": id, "lighter": true }));
    assert_eq!(
        answered["cadence"],
        json!({ "kind": "everyDays", "days": 2 })
    );
    assert_eq!(answered["lighter"], Value::Null);

    // When I am back, then …
    let mut cued = plan(json!({ "kind": "everyDays", "days": 1 }));
    cued["cue"] = json!({ "kind": "back", "minutes": 20 });
    let cued = ada.ok("keep_plan", json!({ "id": null, "plan": cued }));
    assert_eq!(cued["cue"], json!({ "kind": "back", "minutes": 20 }));
    let coming = ada.ok("list_coming_nudges", json!({ "days": 7 }));
    let cues = |coming: &Value| {
        coming
            .as_array()
            .unwrap()
            .iter()
            .any(|nudge| nudge["cue"] == cued["cue"])
    };
    assert!(cues(&coming), "{coming}");
    ada.ok("remove_plan", json!({ "id": cued["id"] }));

    assert_eq!(ada.ok("get_pause", json!({})), Value::Null);
    let until = ada.ok("pause_nudges", json!({ "pause": { "kind": "hour" } }));
    assert_eq!(until, "2026-05-06T19:00:00Z");
    assert_eq!(ada.ok("get_pause", json!({})), until);
    assert_eq!(ada.ok("resume_nudges", json!({})), Value::Null);
    assert_eq!(ada.ok("get_pause", json!({})), Value::Null);
    ada.ok(
        "pause_nudges",
        json!({ "pause": { "kind": "until", "day": "2026-05-20" } }),
    );
    let nonsense = json!({ "pause": { "kind": "until", "day": "soon" } });
    assert_eq!(ada.refused("pause_nudges", nonsense), "badTime");

    assert_eq!(ada.ok("remove_plan", json!({ "id": id })), Value::Null);
    assert_eq!(ada.ok("list_plans", json!({})), json!([]));
    assert_eq!(ada.ok("restore_plan", json!({ "id": id }))["id"], id);

    let support = json!({ "server": "recording", "actions": true, "body": true });
    assert_eq!(ada.ok("get_notification_support", json!({})), support);
    assert_eq!(ada.ok("send_test_nudge", json!({})), support);
    let shown = ada.notifier.shown();
    assert_eq!(shown.len(), 1);
    assert!(!shown[0].body.is_empty() && !shown[0].body.contains("Ada"));
    ada.called()
}

fn bad_plans(ada: &Someone) {
    let mut unknown = plan(json!({ "kind": "everyDays", "days": 1 }));
    unknown["gesture"]["id"] = json!("no-such-gesture");
    let mut never = plan(json!({ "kind": "everyDays", "days": 1 }));
    never["to"] = json!("25:00");
    let mut wordy = plan(json!({ "kind": "everyDays", "days": 1 }));
    wordy["gesture"] = json!({ "kind": "own", "text": "x".repeat(301) });
    let mut at_once = plan(json!({ "kind": "everyDays", "days": 1 }));
    at_once["cue"] = json!({ "kind": "back", "minutes": 1 });
    for (plan, code) in [
        (at_once, "badInput"),
        (unknown, "unknownGesture"),
        (never, "badTime"),
        (wordy, "badInput"),
        (plan(json!({ "kind": "everyDays", "days": 0 })), "badInput"),
        (plan(json!({ "kind": "weekdays", "days": [8] })), "badInput"),
        (
            plan(json!({ "kind": "weekdays", "days": [1, 1, 1, 1, 1, 1, 1, 1] })),
            "badInput",
        ),
    ] {
        assert_eq!(
            ada.refused("keep_plan", json!({ "id": null, "plan": plan })),
            code,
            "{plan}"
        );
    }
    for cadence in [
        json!({ "kind": "weekdays", "days": [1, 7] }),
        json!({ "kind": "yearly", "month": 2, "day": 29, "leapDay": "mar1" }),
    ] {
        let kept = ada.ok(
            "keep_plan",
            json!({ "id": null, "plan": plan(cadence.clone()) }),
        );
        assert_eq!(kept["cadence"], cadence);
        ada.ok("remove_plan", json!({ "id": kept["id"] }));
    }
}
