//! Questions for two, letters and surprises.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::support::{Clock, Someone, couple, exchange};

/// A surprise with this secret part.
pub fn surprise(secret: &str) -> Value {
    json!({ "from": "2030-05-08T18:00", "until": "2030-05-08T22:00", "zone": "Europe/Berlin",
        "away": true, "overnight": false, "note": "Bring warm shoes.", "secret": secret,
        "opens": null })
}

fn stage(someone: &Someone, id: &Value) -> Value {
    someone.ok("get_sealed", json!({ "id": id }))["line"]["stage"].take()
}

/// Asked, answered, passed, taken back; a letter; surprises opened, declined, called off.
pub fn story() -> BTreeSet<String> {
    let clock = Clock::default();
    let (ada, ben) = couple(&clock);
    question(&ada, &ben);
    letter(&ada, &ben, &clock);
    surprises(&ada, &ben);

    for (command, arguments, code) in [
        (
            "begin_question",
            json!({ "question": { "kind": "own", "text": " " } }),
            "badInput",
        ),
        (
            "begin_question",
            json!({ "question": { "kind": "known", "id": "No!" } }),
            "badInput",
        ),
        (
            "seal_letter",
            json!({ "letter": { "text": "t", "opens": "2001-01-01T00:00:00Z" } }),
            "timeInPast",
        ),
        (
            "seal_letter",
            json!({ "letter": { "text": "t", "opens": "soon" } }),
            "badTime",
        ),
        (
            "seal_letter",
            json!({ "letter": { "text": "x".repeat(64_001), "opens": "2030-01-01T00:00:00Z" } }),
            "bodyTooLong",
        ),
    ] {
        assert_eq!(ada.refused(command, arguments), code);
    }
    ada.called().into_iter().chain(ben.called()).collect()
}

fn question(ada: &Someone, ben: &Someone) {
    let asked = json!({ "kind": "own", "text": "What was the best hour of this week?" });
    let begun = ada.ok("begin_question", json!({ "question": asked }));
    assert_eq!(
        begun["line"]["form"],
        json!({ "kind": "question", "question": asked })
    );
    assert_eq!(
        (&begun["line"]["begunBy"], &begun["line"]["stage"]),
        (&json!("me"), &json!("open"))
    );
    let id = begun["line"]["id"].clone();
    exchange(ada, ben);
    assert_eq!(ben.ok("list_sealed", json!({}))[0]["begunBy"], "partner");

    assert_eq!(
        ben.ok("pass_question", json!({ "id": id }))["line"]["stage"],
        "passed"
    );
    assert_eq!(
        ben.ok("answer_sealed", json!({ "id": id, "text": "The ferry." }))["line"]["stage"],
        "waiting"
    );
    let gone = ben.ok("take_back_sealed", json!({ "id": id }));
    assert_eq!(
        (&gone["mine"], &gone["line"]["stage"]),
        (&Value::Null, &json!("open"))
    );
    ben.ok(
        "answer_sealed",
        json!({ "id": id, "text": "The ferry, both ways." }),
    );
    exchange(ada, ben);
    assert_eq!(
        stage(ada, &id),
        "open",
        "nothing says that the other has answered"
    );
    let mine = ada.ok(
        "answer_sealed",
        json!({ "id": id, "text": "Saturday in the kitchen." }),
    );
    assert_eq!(
        (&mine["theirs"], &mine["mayWrite"]),
        (&Value::Null, &json!(true))
    );
    assert_eq!(
        ada.refused("take_back_sealed", json!({ "id": id })),
        "sealedBound"
    );
    exchange(ada, ben);
    for (someone, mine, theirs) in [
        (ada, "Saturday in the kitchen.", "The ferry, both ways."),
        (ben, "The ferry, both ways.", "Saturday in the kitchen."),
    ] {
        let open = someone.ok("get_sealed", json!({ "id": id }));
        assert_eq!(open["line"]["stage"], "opened");
        assert_eq!(
            (&open["mine"], &open["theirs"]),
            (&json!(mine), &json!(theirs))
        );
        assert_eq!(open["tooLate"], Value::Null);
    }
    assert_eq!(
        ada.refused("pass_question", json!({ "id": id })),
        "sealedOver"
    );
}

fn letter(ada: &Someone, ben: &Someone, clock: &Clock) {
    let opens = (clock.now() + TimeDelta::days(2)).to_rfc3339();
    let letter = json!({ "text": "For the day after tomorrow.", "opens": opens });
    let sealed = ada.ok("seal_letter", json!({ "letter": letter }));
    let id = sealed["line"]["id"].clone();
    assert_eq!(sealed["line"]["form"]["kind"], "letter");
    exchange(ada, ben);
    assert_eq!(stage(ben, &id), "waiting");
    assert_eq!(
        ben.refused("answer_sealed", json!({ "id": id, "text": "me too" })),
        "notYours"
    );
    clock.go_on(TimeDelta::days(3));
    exchange(ada, ben);
    let read = ben.ok("get_sealed", json!({ "id": id }));
    assert_eq!(
        (&read["line"]["stage"], &read["theirs"]),
        (&json!("opened"), &json!("For the day after tomorrow."))
    );
}

fn surprises(ada: &Someone, ben: &Someone) {
    let planned = ada.ok(
        "plan_surprise",
        json!({ "surprise": surprise("The lake.") }),
    );
    let id = planned["line"]["id"].clone();
    ada.ok(
        "change_surprise",
        json!({ "id": id, "surprise": surprise("The lake, with a boat.") }),
    );
    exchange(ada, ben);
    let seen = ben.ok("get_sealed", json!({ "id": id }));
    assert_eq!(
        seen["line"]["form"],
        json!({ "kind": "surprise", "open": { "from": "2030-05-08T18:00", "until": "2030-05-08T22:00",
            "zone": "Europe/Berlin", "away": true, "overnight": false, "note": "Bring warm shoes." } })
    );
    assert_eq!(
        (&seen["theirs"], &seen["mine"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(
        ben.refused("release_surprise", json!({ "id": id })),
        "notYours"
    );
    ada.ok("release_surprise", json!({ "id": id }));
    exchange(ada, ben);
    let read = ben.ok("get_sealed", json!({ "id": id }));
    assert_eq!(read["theirs"], "The lake, with a boat.");

    let second = ada.ok("plan_surprise", json!({ "surprise": surprise("A cake.") }));
    let third = ada.ok("plan_surprise", json!({ "surprise": surprise("A film.") }));
    exchange(ada, ben);
    let (second, third) = (&second["line"]["id"], &third["line"]["id"]);
    assert_eq!(
        ben.ok("decline_surprise", json!({ "id": second }))["line"]["stage"],
        "declined"
    );
    assert_eq!(
        ada.ok("take_back_sealed", json!({ "id": third }))["line"]["stage"],
        "withdrawn"
    );
    exchange(ada, ben);
    assert_eq!(stage(ada, second), "declined");
    assert_eq!(stage(ben, third), "withdrawn");
    assert_eq!(
        ada.refused("release_surprise", json!({ "id": second })),
        "sealedOver"
    );
}
