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
    read(&ada);
    for_two(&ada, &ben);
    ada.called().into_iter().chain(ben.called()).collect()
}

/// One asks, the other answers, and both find the same until one lets it go.
fn for_two(ada: &Someone, ben: &Someone) {
    assert_eq!(ben.ok("get_time_ask", json!({})), Value::Null);
    assert_eq!(
        ada.refused("ask_for_time", json!({ "weeks": 13 })),
        "badTime"
    );
    let mine = ada.ok("ask_for_time", json!({ "weeks": 2 }));
    assert_eq!(
        (&mine["mineShown"], &mine["theirsShown"]),
        (&json!(true), &json!(false))
    );
    exchange(ada, ben);
    let id = json!({ "id": mine["id"] });
    assert_eq!(ada.refused("show_my_time", id.clone()), "notFound");
    assert_eq!(ben.ok("get_today", json!({}))["forward"]["kind"], "time");
    let both = ben.ok("show_my_time", id.clone());
    assert_eq!(
        (&both["mineShown"], &both["theirsShown"]),
        (&json!(true), &json!(true))
    );
    exchange(ada, ben);
    let found = |home: &Someone| home.ok("find_time", json!({ "minutes": 120, "weeks": 4 }));
    assert_eq!(found(ada), found(ben));
    assert_eq!(found(ada)[0]["reasons"][0], "bothFree");
    assert_eq!(ben.ok("let_time_go", id.clone()), Value::Null);
    exchange(ada, ben);
    assert_eq!(ada.refused("let_time_go", id), "notFound");
    assert_eq!(found(ada)[0]["reasons"][0], "free");
}

/// A calendar that is read, and the times that are left.
fn read(ada: &Someone) {
    let path = ada.folder.path().join("work.ics");
    let busy = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Something that nobody is to know\n\
        DTSTART;TZID=Europe/Berlin:20260509T080000\nDTEND;TZID=Europe/Berlin:20260509T235900\n\
        END:VEVENT\nEND:VCALENDAR\n";
    std::fs::write(&path, busy).unwrap();
    assert_eq!(
        ada.ok("add_calendar", json!({})),
        Value::Null,
        "the picker was closed"
    );
    let days = |home: &Someone| -> BTreeSet<String> {
        let found = home.ok("find_time", json!({ "minutes": 120, "weeks": 1 }));
        let slots = found.as_array().unwrap().iter();
        slots
            .map(|slot| slot["from"].as_str().unwrap()[..10].to_owned())
            .collect()
    };
    let before = days(ada);
    assert!(before.contains("2026-05-09"), "{before:?}");
    ada.picks.lock().unwrap().replace(path.clone());
    let added = ada.ok("add_calendar", json!({}));
    assert_eq!(
        (&added[0]["name"], &added[0]["on"]),
        (&json!("work.ics"), &json!(true))
    );
    let id = added[0]["id"].clone();
    // Beside this program there may be no worker; then it says so, and nothing was read.
    if added[0]["trouble"].is_null() {
        assert_eq!(added[0]["events"], 1);
        assert!(!days(ada).contains("2026-05-09"));
    } else {
        assert_eq!(added[0]["trouble"], "noWorker");
    }
    assert_eq!(
        ada.refused(
            "add_calendar_address",
            json!({ "address": "file:///etc/passwd" })
        ),
        "badInput"
    );
    // Of this computer nothing is read, and the others are as they were.
    let address = json!({ "address": "webcal://127.0.0.1/key-to-it.ics" });
    let both = ada.ok("add_calendar_address", address);
    assert_eq!(
        (&both[1]["name"], &both[1]["elsewhere"]),
        (&json!("127.0.0.1"), &json!(true))
    );
    assert!(both[1]["trouble"].is_string() && both[0]["trouble"] == added[0]["trouble"]);
    assert!(!both.to_string().contains("key-to-it"));
    ada.ok("remove_calendar", json!({ "id": both[1]["id"] }));
    ada.ok("count_calendar", json!({ "id": id, "on": false }));
    assert_eq!(days(ada), before);
    assert_eq!(ada.ok("list_calendars", json!({}))[0]["on"], false);
    ada.ok("read_calendars", json!({}));
    assert_eq!(ada.ok("remove_calendar", json!({ "id": id })), json!([]));
    assert!(path.is_file());

    let mut usual = ada.ok("get_usual_hours", json!({}));
    assert_eq!(usual[5], json!({ "from": "10:00", "until": "23:00" }));
    usual[5] = Value::Null;
    ada.ok("change_usual_hours", json!({ "usual": usual }));
    assert!(!days(ada).contains("2026-05-09"));
    for wrong in [json!([]), json!([{ "from": "9", "until": "x" }])] {
        assert_eq!(
            ada.refused("change_usual_hours", json!({ "usual": wrong })),
            "badTime"
        );
    }
    let never = json!({ "minutes": 0, "weeks": 1 });
    assert_eq!(ada.refused("find_time", never), "badTime");
}
