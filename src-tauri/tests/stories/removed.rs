//! What is removed, erased, written anew, and the other one's copy.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::journal::words;
use crate::support::{Clock, Someone, couple, exchange};

fn shared(ada: &Someone, ben: &Someone, title: &str) -> Value {
    let id = ada.ok("keep_entry", words(Value::Null, title, "It was cold."))["id"].clone();
    let preview = ada.ok("preview_share", json!({ "id": id }));
    let consent = json!({ "id": id, "consent": preview["consent"] });
    ada.ok("share_entry", consent);
    ada.ok("send_now", json!({ "id": id }));
    exchange(ada, ben);
    id
}

/// An entry on its way out.
pub fn story() -> BTreeSet<String> {
    let clock = Clock::default();
    let (ada, ben) = couple(&clock);

    // Mine: it rests, and can be erased from there.
    let id = ada.ok("keep_entry", words(Value::Null, "Alone", "x"))["id"].clone();
    ada.ok("remove_entry", json!({ "id": id }));
    let removed = ada.ok("list_removed", json!({}));
    assert_eq!(removed["entries"][0]["entry"]["id"], id);
    assert_eq!(removed["entries"][0]["daysLeft"], 30);
    assert_eq!(removed["erased"], json!([]));
    let entry = ada.ok("get_entry", json!({ "id": id }));
    assert_eq!(
        (&entry["removed"], &entry["mayWrite"]),
        (&json!(true), &json!(false))
    );
    ada.ok("erase_entry", json!({ "id": id, "ask": false }));
    assert_eq!(ada.refused("get_entry", json!({ "id": id })), "notFound");
    assert_eq!(ada.ok("list_removed", json!({}))["entries"], json!([]));

    // Ours: their copy is theirs.
    let id = shared(&ada, &ben, "The lake");
    let ask = json!({ "id": id, "ask": false });
    assert_eq!(ben.refused("erase_entry", ask.clone()), "notYours");
    assert_eq!(ben.refused("write_anew", ask.clone()), "notYours");
    assert_eq!(ben.refused("erase_copy", json!({ "id": id })), "notPending");
    ada.ok("erase_entry", ask);
    exchange(&ada, &ben);
    let copy = ben.ok("list_removed", json!({}))["entries"][0].clone();
    assert_eq!(copy["entry"]["id"], id);
    assert_eq!(
        (&copy["daysLeft"], &copy["erasedByAuthor"], &copy["asked"]),
        (&Value::Null, &json!(true), &json!(false))
    );
    assert_eq!(ben.refused("keep_copy", json!({ "id": id })), "notPending");
    ada.ok("ask_to_erase", json!({ "id": id }));
    exchange(&ada, &ben);
    assert_eq!(ben.ok("get_today", json!({}))["askedErasures"][0]["id"], id);
    ben.ok("keep_copy", json!({ "id": id }));
    assert_eq!(ben.ok("get_today", json!({}))["askedErasures"], json!([]));
    exchange(&ada, &ben);
    let told = ada.ok("list_removed", json!({}))["erased"][0].clone();
    assert_eq!((&told["id"], &told["goneThere"]), (&id, &json!(false)));
    assert_eq!(told["on"], told["askedOn"]);
    ben.ok("erase_copy", json!({ "id": id }));
    exchange(&ada, &ben);
    assert_eq!(
        ada.ok("list_removed", json!({}))["erased"][0]["goneThere"],
        true
    );

    // Anew: another id, the same words.
    let id = shared(&ada, &ben, "The shore");
    let anew = ada.ok("write_anew", json!({ "id": id, "ask": false }));
    assert_ne!(anew["id"], id);
    exchange(&ada, &ben);
    let there = ben.ok("get_entry", json!({ "id": anew["id"] }));
    assert_eq!(
        (&there["title"], &there["body"], &there["writtenAt"]),
        (&anew["title"], &anew["body"], &anew["writtenAt"])
    );
    assert_eq!(
        ben.ok("list_removed", json!({}))["entries"][0]["replaced"],
        true
    );
    let called = ada.called();
    called.union(&ben.called()).cloned().collect()
}
