//! From Mine to Ours.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::journal::words;
use crate::support::{Clock, couple, exchange};

/// An entry that is shown to the other.
pub fn story() -> BTreeSet<String> {
    let clock = Clock::default();
    let (ada, ben) = couple(&clock);
    let id = ada.ok("keep_entry", words(Value::Null, "The lake", "It was cold."))["id"].clone();

    let preview = ada.ok("preview_share", json!({ "id": id }));
    assert_eq!(
        (&preview["title"], &preview["body"]),
        (&json!("The lake"), &json!("It was cold."))
    );
    assert_eq!(
        (&preview["feelings"], &preview["tags"]),
        (&json!([]), &json!(["lake"]))
    );
    assert_eq!(preview["partnerName"], "Ben");
    let made_up = json!({ "id": id, "consent": "0".repeat(32) });
    assert_eq!(ada.refused("share_entry", made_up), "badInput");
    let waiting = ada.ok(
        "share_entry",
        json!({ "id": id, "consent": preview["consent"] }),
    );
    assert_eq!(waiting["audience"], "mine");
    let leaves: chrono::DateTime<chrono::Utc> =
        waiting["release"]["at"].as_str().unwrap().parse().unwrap();
    assert_eq!(leaves - clock.now(), TimeDelta::seconds(10));

    // Taken back in time: nothing has left.
    assert_eq!(
        ada.ok("withhold_entry", json!({ "id": id }))["release"],
        Value::Null
    );
    assert_eq!(
        ada.refused("withhold_entry", json!({ "id": id })),
        "notPending"
    );
    clock.go_on(TimeDelta::seconds(11));
    ada.look_at_the_clock();
    exchange(&ada, &ben);
    assert_eq!(ben.refused("get_entry", json!({ "id": id })), "notFound");

    let preview = ada.ok("preview_share", json!({ "id": id }));
    ada.ok(
        "share_entry",
        json!({ "id": id, "consent": preview["consent"] }),
    );
    assert_eq!(ada.ok("send_now", json!({ "id": id }))["audience"], "ours");
    assert_eq!(ada.refused("send_now", json!({ "id": id })), "notPending");
    assert_eq!(
        ada.refused("withhold_entry", json!({ "id": id })),
        "tooLateToWithhold"
    );
    exchange(&ada, &ben);
    let arrived = ben.ok("get_entry", json!({ "id": id }));
    assert_eq!(
        (&arrived["author"], &arrived["mayWrite"]),
        (&json!("partner"), &json!(false))
    );
    assert_eq!(ben.ok("get_today", json!({}))["fromPartner"]["id"], id);
    assert_eq!(ben.refused("remove_entry", json!({ "id": id })), "notYours");

    // What changes afterwards is mine until it is shared.
    let draft = ada.ok("keep_entry", words(id.clone(), "The lake", "It was warm."));
    assert_eq!(
        (&draft["body"], &draft["draft"]["body"]),
        (&json!("It was cold."), &json!("It was warm."))
    );
    assert_eq!(draft["hasDraft"], true);
    assert_eq!(ada.ok("drop_draft", json!({ "id": id }))["hasDraft"], false);
    assert_eq!(
        ada.refused("share_changes", json!({ "id": id })),
        "notPending"
    );
    ada.ok("keep_entry", words(id.clone(), "The lake", "It was warm."));
    let shared = ada.ok("share_changes", json!({ "id": id }));
    assert_eq!(
        (&shared["body"], &shared["changedAfterSharing"]),
        (&json!("It was warm."), &json!(true))
    );
    exchange(&ada, &ben);
    assert_eq!(
        ben.ok("get_entry", json!({ "id": id }))["body"],
        "It was warm."
    );
    let versions = ben.ok("list_versions", json!({ "id": id }));
    assert_eq!(versions.as_array().map(Vec::len), Some(2));
    assert_eq!(versions[1]["changedAt"], Value::Null);
    assert_eq!(ada.ok("list_versions", json!({ "id": id })), versions);
    let now = json!({ "id": id, "version": versions[0]["version"] });
    assert_eq!(
        ada.ok("read_version", now)["changes"],
        json!([{ "before": "It was cold.", "after": "It was warm." }])
    );
    let never = json!({ "id": id, "version": "00" });
    assert_eq!(ada.refused("read_version", never), "notFound");
    ada.called()
}
