//! Answering what is Ours.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::journal::words;
use crate::support::{Clock, PASSPHRASE, Someone, couple, exchange};

fn shared(who: &Someone, title: &str) -> Value {
    let id = who.ok("keep_entry", words(Value::Null, title, "It was cold."))["id"].clone();
    let consent = who.ok("preview_share", json!({ "id": id }))["consent"].take();
    who.ok("share_entry", json!({ "id": id, "consent": consent }));
    who.ok("send_now", json!({ "id": id }));
    id
}

/// Says something and does not wait.
fn says(who: &Someone, id: &Value, reply: &Value) -> Value {
    who.ok("send_reply", json!({ "id": id, "reply": reply }));
    who.ok("send_reply_now", json!({ "id": id }))
}

fn heard(what: &str) -> Value {
    json!({ "kind": "listening", "heard": what, "sense": "", "feels": "left alone" })
}

fn verdict(right: bool, note: &str) -> Value {
    json!({ "kind": "verdict", "right": right, "note": note })
}

/// Plain words, a word, and listening with its two tries.
pub fn story() -> BTreeSet<String> {
    let clock = Clock::default();
    let (ada, ben) = couple(&clock);
    let id = shared(&ada, "The lake");
    exchange(&ada, &ben);
    ten_seconds(&ada, &ben, &clock, &id);
    listening(&ada, &ben, &id);
    leaving_it(&ada, &ben);
    what_goes(&ada, &ben);
    ada.called().into_iter().chain(ben.called()).collect()
}

fn ten_seconds(ada: &Someone, ben: &Someone, clock: &Clock, id: &Value) {
    let plain = json!({ "kind": "plain", "text": "I was there, too." });
    let long = json!({ "kind": "plain", "text": "x".repeat(8_001) });
    for (reply, code) in [
        (json!({ "kind": "plain", "text": " " }), "badInput"),
        (json!({ "kind": "word", "word": "shrug" }), "badInput"),
        (long.clone(), "bodyTooLong"),
        (verdict(true, ""), "notYours"),
    ] {
        let refused = json!({ "id": id, "reply": reply });
        assert_eq!(ben.refused("send_reply", refused), code);
    }
    let too_long = json!({ "id": id, "draft": long });
    assert_eq!(ben.refused("keep_reply_draft", too_long), "bodyTooLong");
    assert_eq!(
        ada.refused("send_reply_now", json!({ "id": id })),
        "notPending"
    );

    let begun = json!({ "kind": "plain", "text": "I was" });
    ben.ok("keep_reply_draft", json!({ "id": id, "draft": begun }));
    assert_eq!(ben.ok("list_replies", json!({ "id": id }))["draft"], begun);
    let waiting = ben.ok("send_reply", json!({ "id": id, "reply": plain }));
    assert_eq!(waiting["leaving"]["reply"], plain);
    assert_eq!(waiting["replies"], json!([]));
    // Taken back in time, or locked away: nothing left, and the words are still there.
    let back = ben.ok("withhold_reply", json!({ "id": id }));
    assert_eq!((&back["leaving"], &back["draft"]), (&Value::Null, &plain));
    assert_eq!(
        ben.refused("withhold_reply", json!({ "id": id })),
        "notPending"
    );
    ben.ok("send_reply", json!({ "id": id, "reply": plain }));
    ben.ok("lock_screen", json!({}));
    ben.ok("unlock_home", json!({ "passphrase": PASSPHRASE }));
    clock.go_on(TimeDelta::seconds(11));
    ben.look_at_the_clock();
    exchange(ada, ben);
    assert_eq!(
        ada.ok("list_replies", json!({ "id": id }))["replies"],
        json!([])
    );

    ben.ok("send_reply", json!({ "id": id, "reply": plain }));
    clock.go_on(TimeDelta::seconds(11));
    ben.look_at_the_clock();
    exchange(ada, ben);
    let there = ada.ok("list_replies", json!({ "id": id }));
    assert_eq!(there["replies"][0]["says"], plain);
    assert_eq!(there["replies"][0]["author"], "partner");
    assert_eq!(
        ben.ok("list_replies", json!({ "id": id }))["draft"],
        Value::Null
    );

    // A word can be taken away again, by whoever said it.
    let word = json!({ "kind": "word", "word": "touched" });
    clock.go_on(TimeDelta::seconds(1));
    let said = says(ben, id, &word);
    exchange(ada, ben);
    let reply = said["replies"][1]["id"].clone();
    assert_eq!(said["replies"][1]["says"], word);
    assert_eq!(
        ada.refused("take_reply_away", json!({ "id": reply })),
        "notYours"
    );
    ben.ok("take_reply_away", json!({ "id": reply }));
    exchange(ada, ben);
    let left = ada.ok("list_replies", json!({ "id": id }))["replies"].take();
    assert_eq!(left.as_array().map(Vec::len), Some(1));
}

fn listening(ada: &Someone, ben: &Someone, id: &Value) {
    let view = |who: &Someone| who.ok("list_replies", json!({ "id": id }));
    let may = |who: &Someone| {
        (
            view(who)["mayListen"].clone(),
            view(who)["mayJudge"].clone(),
        )
    };
    assert_eq!(may(ben), (json!(true), json!(false)));
    assert_eq!(may(ada), (json!(false), json!(false)));
    says(ben, id, &heard("That you were cold."));
    exchange(ada, ben);
    assert_eq!(
        (view(ada)["standing"].take(), may(ada).1),
        (json!("said"), json!(true))
    );
    assert_eq!(may(ben).0, false, "one try at a time");
    says(ada, id, &verdict(false, "Not the water."));
    exchange(ada, ben);
    assert_eq!(
        (view(ben)["standing"].take(), may(ben).0),
        (json!("notQuite"), json!(true))
    );
    says(ben, id, &heard("That you stood there alone."));
    exchange(ada, ben);
    says(ada, id, &verdict(false, ""));
    exchange(ada, ben);
    for who in [ada, ben] {
        assert_eq!(view(who)["standing"], "letsTalk");
        assert_eq!(may(who), (json!(false), json!(false)));
        assert_eq!(view(who)["replies"].as_array().map(Vec::len), Some(5));
    }
    let third = json!({ "id": id, "reply": heard("Once more?") });
    assert_eq!(ben.refused("send_reply", third), "notYours");
}

/// Whoever leaves it there leaves no trace on the other side.
fn leaving_it(ada: &Someone, ben: &Someone) {
    let id = shared(ada, "The letter");
    exchange(ada, ben);
    let before = ada.ok("list_replies", json!({ "id": id }));
    assert_eq!(
        ben.ok("leave_listening", json!({ "id": id, "left": true }))["left"],
        true
    );
    exchange(ada, ben);
    assert_eq!(ada.ok("list_replies", json!({ "id": id })), before);
    let back = ben.ok("leave_listening", json!({ "id": id, "left": false }));
    assert_eq!(back["left"], false);
    says(ben, &id, &heard("That you waited."));
    exchange(ada, ben);
    says(ada, &id, &verdict(true, ""));
    exchange(ada, ben);
    assert_eq!(
        ben.ok("list_replies", json!({ "id": id }))["standing"],
        "heard"
    );
}

/// What is erased takes what was said about it along; what was said stays when two part.
fn what_goes(ada: &Someone, ben: &Someone) {
    let id = shared(ada, "The bridge");
    exchange(ada, ben);
    says(ben, &id, &json!({ "kind": "plain", "text": "Yes." }));
    exchange(ada, ben);
    ada.ok("erase_entry", json!({ "id": id, "ask": false }));
    assert_eq!(ada.refused("list_replies", json!({ "id": id })), "notFound");
    exchange(ada, ben);

    let kept = shared(ben, "The garden");
    exchange(ada, ben);
    says(ada, &kept, &heard("That it is spring."));
    exchange(ada, ben);
    says(ben, &kept, &verdict(true, "Yes."));
    exchange(ada, ben);
    ben.ok("stop_sharing", json!({ "quiet": true }));
    let alone = ben.ok("list_replies", json!({ "id": kept }));
    assert_eq!(alone["standing"], "heard");
    assert_eq!(alone["replies"].as_array().map(Vec::len), Some(2));
    assert_eq!(alone["mayReply"], false);
    let late = json!({ "id": kept, "reply": { "kind": "plain", "text": "And?" } });
    assert_eq!(ben.refused("send_reply", late), "noPartner");
}
