//! Questions for two, letters and surprises.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta};
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
    ladders(&ada, &ben, &clock);
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
    ada.ok("keep_answer_draft", json!({ "id": id, "text": "Saturday" }));
    let mine = ada.ok(
        "answer_sealed",
        json!({ "id": id, "text": "Saturday in the kitchen." }),
    );
    assert_eq!(
        (&mine["theirs"], &mine["mayWrite"]),
        (&Value::Null, &json!(true))
    );
    assert_eq!(mine["draft"], Value::Null);
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

/// Steps of a ladder: the two take turns in bringing one, a pass looks like nothing, and a week later it is gone.
fn ladders(ada: &Someone, ben: &Someone, clock: &Clock) {
    // Whose question was the last is told by the second.
    clock.go_on(TimeDelta::seconds(1));
    let shelf = |who: &Someone| who.ok("list_questions", json!({}));
    let before = shelf(ada);
    let ids: Vec<_> = before["ladders"].as_array().unwrap().iter().collect();
    assert_eq!(ids.len(), 3);
    let first = before["ladders"][0]["next"].clone();
    assert_eq!(first, before["ladders"][0]["steps"][0]["id"]);
    assert_eq!(before["turn"], "partner", "Ada brought the last one");
    assert_eq!(shelf(ben)["turn"], "me");

    let known = json!({ "kind": "known", "id": first });
    let run = ben.ok("begin_question", json!({ "question": known }))["line"]["id"].clone();
    exchange(ada, ben);
    let today = ada.ok("get_today", json!({}))["question"].take();
    assert_eq!(today["id"], run);
    let time = |field: &str| DateTime::parse_from_rfc3339(today[field].as_str().unwrap()).unwrap();
    assert_eq!(time("folds"), time("began") + TimeDelta::days(7));
    assert_eq!(ben.ok("get_today", json!({}))["question"], Value::Null);
    // It is open already, so bringing it again is coming to it.
    let again = ada.ok("begin_question", json!({ "question": known }));
    assert_eq!(again["line"]["id"], run);
    let there = shelf(ada);
    assert_eq!(
        there["ladders"][0]["steps"][0]["run"],
        json!({ "id": run, "stage": "open" })
    );
    assert_eq!(
        there["ladders"][0]["next"],
        before["ladders"][0]["steps"][1]["id"]
    );
    assert_eq!(there["turn"], "me");

    // What is being written stays with whoever writes it.
    let draft = json!({ "id": run, "text": "Look out of the w" });
    ada.ok("keep_answer_draft", draft);
    exchange(ada, ben);
    let view = |who: &Someone| who.ok("get_sealed", json!({ "id": run }));
    assert_eq!(view(ada)["draft"], "Look out of the w");
    assert_eq!(view(ada)["mine"], Value::Null);
    assert_eq!(view(ben)["draft"], Value::Null);
    let long = json!({ "id": run, "text": "x".repeat(64_001) });
    assert_eq!(ada.refused("keep_answer_draft", long), "bodyTooLong");

    // Ada lets it pass; Ben sees what he would see if she had not looked at it.
    ben.ok(
        "answer_sealed",
        json!({ "id": run, "text": "Water the basil." }),
    );
    let unseen = ben.ok("get_sealed", json!({ "id": run }));
    ada.ok("pass_question", json!({ "id": run }));
    exchange(ada, ben);
    assert_eq!(ben.ok("get_sealed", json!({ "id": run })), unseen);
    assert_eq!(ada.ok("get_today", json!({}))["question"], Value::Null);

    clock.go_on(TimeDelta::days(7));
    for who in [ada, ben] {
        assert_eq!(stage(who, &run), "foldedAway");
    }
    let own = ben.ok("get_sealed", json!({ "id": run }));
    assert_eq!(
        own["mine"], "Water the basil.",
        "what I wrote stays with me"
    );
    assert_eq!(
        (&own["mayWrite"], &own["line"]["folds"]),
        (&json!(false), &Value::Null)
    );
    assert_eq!(
        ada.refused("answer_sealed", json!({ "id": run, "text": "late" })),
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
