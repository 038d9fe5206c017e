//! Other calendars.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::sealed::surprise;
use crate::support::{Clock, PASSPHRASE, Someone, couple, exchange};

/// What was written where the picker said.
fn written(home: &Someone, command: &str, mut arguments: Value) -> (Value, String) {
    let path = home.folder.path().join("out.ics");
    home.picks.lock().unwrap().replace(path.clone());
    if command != "save_outing_file" {
        arguments["passphrase"] = json!(PASSPHRASE);
    }
    let said = home.ok(command, arguments);
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let _ = std::fs::remove_file(path);
    (said, text)
}

/// One plan, all of them, and a file that is kept.
pub fn story() -> BTreeSet<String> {
    let (ada, ben) = couple(&Clock::default());
    let asked = ada.ok(
        "propose_outing",
        json!({ "outing": { "title": "Soup", "note": "A word for Ben", "place": "At Anna's",
            "from": "2026-05-08T19:00", "zone": "Europe/Berlin", "minutes": 120, "idea": null } }),
    );
    let id = &asked["id"];
    assert_eq!(
        ada.refused("save_outing_file", json!({ "id": id })),
        "notFound",
        "asked is not planned"
    );
    exchange(&ada, &ben);
    ben.ok("accept_outing", json!({ "id": id }));
    ada.ok(
        "plan_surprise",
        json!({ "surprise": surprise("the balloon over the lake") }),
    );
    exchange(&ada, &ben);

    let (said, one) = written(&ben, "save_outing_file", json!({ "id": id }));
    assert_eq!(said, true);
    assert!(one.contains("SUMMARY:Soup\r\n") && one.contains("LOCATION:At Anna's\r\n"));
    assert!(one.contains("DTSTART:20260508T170000Z\r\nDTEND:20260508T190000Z\r\n"));
    assert!(!one.contains("A word"));

    for home in [&ada, &ben] {
        let (said, all) = written(home, "save_all_plans", json!({ "onlyBusy": false }));
        assert_eq!((said, all.matches("BEGIN:VEVENT").count()), (json!(2), 2));
        assert!(all.contains("SUMMARY:Soup\r\n") && all.contains("SUMMARY:Busy\r\n"));
        for hidden in ["balloon", "shoes", "lake"] {
            assert!(!all.contains(hidden), "{all}");
        }
        let (_, busy) = written(home, "save_all_plans", json!({ "onlyBusy": true }));
        assert_eq!(busy.matches("SUMMARY:Busy\r\n").count(), 2);
        assert!(!busy.contains("Soup") && !busy.contains("Anna"));
    }

    let wrong = json!({ "onlyBusy": false, "passphrase": "not this one" });
    for command in ["save_all_plans", "keep_calendar_file"] {
        assert_eq!(ada.refused(command, wrong.clone()), "wrongPassphrase");
    }
    assert_eq!(ada.ok("get_calendar_file", json!({})), Value::Null);
    let (kept, _) = written(&ada, "keep_calendar_file", json!({ "onlyBusy": true }));
    let expected = json!({ "name": "out.ics", "onlyBusy": true, "written": null, "failed": false });
    assert_eq!(kept, expected);
    // The picker was closed: it stays as it was.
    let closed = json!({ "onlyBusy": false, "passphrase": PASSPHRASE });
    assert_eq!(ada.ok("keep_calendar_file", closed.clone()), expected);
    assert_eq!(ada.ok("save_all_plans", closed), Value::Null);
    ada.ok("drop_calendar_file", json!({}));
    assert_eq!(ada.ok("get_calendar_file", json!({})), Value::Null);
    ada.called().into_iter().chain(ben.called()).collect()
}
