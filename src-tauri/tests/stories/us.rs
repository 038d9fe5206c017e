//! Dates that matter, and help.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::{Clock, Someone};

/// A birthday, removed and brought back.
pub fn story() -> BTreeSet<String> {
    let ada = Someone::at_home(&Clock::default(), "Ada");
    let birthday = json!({ "title": "Ben’s birthday", "month": 5, "day": 9, "year": null, "leapDay": "feb28" });
    let kept = ada.ok(
        "keep_important_date",
        json!({ "id": null, "date": birthday }),
    );
    let id = kept["id"].clone();
    assert_eq!(
        (&kept["next"], &kept["inDays"]),
        (&json!("2026-05-09"), &json!(3))
    );
    let mut changed = birthday.clone();
    changed["year"] = json!(1990);
    let changed = ada.ok("keep_important_date", json!({ "id": id, "date": changed }));
    assert_eq!((&changed["id"], &changed["year"]), (&id, &json!(1990)));
    assert_eq!(ada.ok("list_important_dates", json!({})), json!([changed]));
    assert_eq!(ada.ok("get_today", json!({}))["dates"][0]["id"], id);

    assert_eq!(
        ada.ok("remove_important_date", json!({ "id": id })),
        Value::Null
    );
    assert_eq!(ada.ok("list_important_dates", json!({})), json!([]));
    assert_eq!(
        ada.ok("restore_important_date", json!({ "id": id }))["id"],
        id
    );

    let mut never = birthday.clone();
    never["day"] = json!(32);
    assert_eq!(
        ada.refused("keep_important_date", json!({ "id": null, "date": never })),
        "badTime"
    );
    let mut long = birthday;
    long["title"] = json!("x".repeat(301));
    assert_eq!(
        ada.refused("keep_important_date", json!({ "id": null, "date": long })),
        "badInput"
    );

    ada.called()
}
