//! A guided talk, alone and for two at one screen.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::{Clock, Someone, couple, exchange};

/// Begun, paused, locked in the middle, gone on with, and put away.
pub fn story() -> BTreeSet<String> {
    let ada = Someone::at_home(&Clock::default(), "Ada");
    let press = |id: &str, moves: u32, press: Value, text: Option<&str>| json!({ "id": id, "moves": moves, "press": press, "text": text });
    let on = || json!({ "kind": "goOn" });
    let lines = ada.ok("list_talks", json!({}));
    let first = &lines[0];
    assert_eq!(
        (&first["id"], &first["evidence"], &first["waiting"]),
        (&json!("take-turns"), &json!("some"), &Value::Null)
    );
    assert_eq!(lines.as_array().unwrap().len(), 5);

    // The page before what can hurt keeps nothing.
    let begin =
        |warned: bool| json!({ "id": "take-turns", "company": "together", "warned": warned });
    assert_eq!(ada.ok("begin_talk", begin(false))["place"], "caution");
    assert_eq!(
        ada.refused("get_talk", json!({ "id": "take-turns" })),
        "notFound"
    );
    let begun = ada.ok("begin_talk", begin(true));
    assert_eq!(
        (&begun["step"]["id"], &begun["moves"]),
        (&json!("topic"), &json!(1))
    );
    assert_eq!(ada.refused("begin_talk", begin(true)), "badInput");
    let asked = ada.ok(
        "press_talk",
        press("take-turns", 1, on(), Some("the drill")),
    );
    assert_eq!(asked["place"], "begins");
    // Pressed twice counts once.
    let again = ada.ok("press_talk", press("take-turns", 1, on(), None));
    assert_eq!(again, asked);
    let begins = json!({ "kind": "begin", "side": "other" });
    let says = ada.ok("press_talk", press("take-turns", 2, begins, None));
    assert_eq!(
        (&says["step"]["whose"], &says["speaker"]),
        (&json!("other"), &json!("other"))
    );
    assert_eq!(says["step"]["clock"]["whole"], 90_000);
    assert_eq!(
        ada.refused("press_talk", press("take-turns", 3, on(), Some("a word"))),
        "badInput"
    );
    let heard = ada.ok("press_talk", press("take-turns", 3, on(), None));
    assert_eq!(
        (&heard["step"]["id"], &heard["step"]["whose"]),
        (&json!("say-back"), &json!("me"))
    );
    assert_eq!(
        ada.refused(
            "press_talk",
            press("take-turns", 4, json!({ "kind": "gotIt" }), None)
        ),
        "badInput"
    );

    // A lock in the middle puts it down.
    ada.ok("lock_screen", json!({}));
    ada.ok(
        "unlock_home",
        json!({ "passphrase": crate::support::PASSPHRASE }),
    );
    let waits = ada.ok("get_talk", json!({ "id": "take-turns" }));
    assert_eq!(
        (&waits["paused"], &waits["step"]["id"]),
        (&json!(true), &json!("say-back"))
    );
    assert_eq!(
        ada.ok("list_talks", json!({}))[0]["waiting"]["company"],
        "together"
    );
    let back = ada.ok(
        "press_talk",
        press("take-turns", 4, json!({ "kind": "resume" }), None),
    );
    assert_eq!(back["paused"], false);
    ada.ok("put_talk_away", json!({ "id": "take-turns" }));
    assert_eq!(
        ada.refused("get_talk", json!({ "id": "take-turns" })),
        "notFound"
    );

    // Alone, what was written is there at the end.
    let alone = json!({ "id": "stress-talk", "company": "alone", "warned": false });
    assert_eq!(ada.ok("begin_talk", alone)["step"]["writes"], true);
    let long = "x".repeat(20_001);
    let keep = json!({ "kind": "keep" });
    assert_eq!(
        ada.refused(
            "press_talk",
            press("stress-talk", 0, keep.clone(), Some(&long))
        ),
        "bodyTooLong"
    );
    // Nothing of what was there before is lost by it, and it does not go on.
    ada.ok(
        "press_talk",
        press("stress-talk", 0, keep, Some("the drill")),
    );
    assert_eq!(
        ada.refused("press_talk", press("stress-talk", 0, on(), Some(&long))),
        "bodyTooLong"
    );
    let here = ada.ok("get_talk", json!({ "id": "stress-talk" }));
    assert_eq!(
        (&here["moves"], &here["step"]["page"]),
        (&json!(0), &json!("the drill"))
    );
    let end = ada.ok(
        "press_talk",
        press("stress-talk", 0, on(), Some("the drill, all day")),
    );
    assert_eq!(
        (&end["place"], &end["pages"][0]["text"]),
        (&json!("done"), &json!("the drill, all day"))
    );
    assert_eq!(end["yields"], json!(["gesture", "ritual"]));
    assert_eq!(
        ada.refused("get_talk", json!({ "id": "no-such-talk" })),
        "notFound"
    );
    let mut called = ada.called();
    called.extend(in_step());
    called
}

/// "Shall we talk?" It is asked, taken, gone through by both, and put away; another one is hushed.
fn in_step() -> BTreeSet<String> {
    let (ada, ben) = couple(&Clock::default());
    let offer = |warned: bool| json!({ "talk": "take-turns", "warned": warned });
    assert_eq!(ada.ok("offer_talk_in_step", offer(false)), Value::Null);
    let asked = ada.ok("offer_talk_in_step", offer(true));
    assert_eq!(
        (&asked["company"], &asked["inStep"]["stage"]),
        (&json!("inStep"), &json!("asking"))
    );
    let id = asked["inStep"]["id"].clone();
    exchange(&ada, &ben);
    let lines = ben.ok("list_talks_in_step", json!({}));
    let line = json!({ "id": id, "talk": "take-turns", "stage": "asked" });
    assert_eq!(lines, json!([line]));
    let card = ben.ok("get_today", json!({}))["forward"].take();
    assert_eq!((&card["kind"], &card["line"]), (&json!("inStep"), &line));
    let join = |warned: bool| json!({ "id": id, "warned": warned });
    assert_eq!(ben.ok("join_talk_in_step", join(false)), Value::Null);
    let joined = ben.ok("join_talk_in_step", join(true));
    assert_eq!(joined["step"]["readBy"], "both");
    exchange(&ada, &ben);
    let on = |who: &Someone, text: Option<&str>| {
        let moves = who.ok("get_talk_in_step", json!({ "id": id }))["moves"].clone();
        let press = json!({ "id": id, "moves": moves, "press": { "kind": "goOn" }, "text": text });
        who.ok("press_talk_in_step", press)
    };
    assert_eq!(on(&ada, Some("Mondays"))["inStep"]["waiting"], true);
    exchange(&ada, &ben);
    let there = ben.ok("get_talk_in_step", json!({ "id": id }));
    assert_eq!(there["inStep"]["theirPage"], "Mondays");
    on(&ben, None);
    exchange(&ada, &ben);
    let begins = ada.ok("get_talk_in_step", json!({ "id": id }));
    assert_eq!(begins["place"], "begins");
    ben.ok("put_talk_in_step_away", json!({ "id": id }));
    exchange(&ada, &ben);
    let over = ada.ok("get_talk_in_step", json!({ "id": id }));
    assert_eq!(
        (&over["place"], &over["pages"][0]["text"]),
        (&json!("done"), &json!("Mondays"))
    );
    let mut called = ada.called();
    called.extend(ben.called());
    called
}
