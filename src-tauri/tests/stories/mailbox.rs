//! A folder is picked, tried out, used and put away.

use std::{collections::BTreeSet, fs};

use serde_json::{Value, json};
use shell::surface::Pick;

use crate::support::{Clock, Someone, couple};

/// From no folder to one and back.
pub fn story() -> BTreeSet<String> {
    let (ada, ben) = couple(&Clock::default());
    let none = json!({ "folder": null, "only": false, "trouble": null, "waiting": 0,
        "news": null, "noticed": [] });
    assert_eq!(ada.ok("get_mailbox", json!({})), none);
    assert_eq!(
        ada.refused("set_mailbox_only", json!({ "only": true })),
        "noMailbox"
    );
    assert_eq!(
        ada.ok("choose_mailbox", json!({})),
        Value::Null,
        "the picker was closed"
    );
    assert_eq!(*ada.picked.lock().unwrap(), [Pick::MailboxFolder]);

    ada.will_pick(ada.folder.path().join("gone"));
    let refused = ada.call("choose_mailbox", json!({})).unwrap_err();
    let there = json!({ "code": "mailboxUnusable", "reason": "notThere" });
    assert_eq!(refused, there);

    let folder = ada.folder.path().join("Für uns beide");
    fs::create_dir(&folder).unwrap();
    ada.will_pick(&folder);
    let chosen = ada.ok("choose_mailbox", json!({}));
    assert_eq!(
        (&chosen["folder"], &chosen["only"]),
        (&json!("Für uns beide"), &json!(false))
    );
    assert!(
        chosen["waiting"].as_u64().unwrap() > 0,
        "nothing is there yet"
    );
    assert!(
        !chosen
            .to_string()
            .contains(ada.folder.path().to_str().unwrap())
    );
    let only = ada.ok("set_mailbox_only", json!({ "only": true }));
    assert_eq!(only["only"], true);
    assert_eq!(ada.ok("get_mailbox", json!({}))["only"], true);

    taken(&ada, &ben, &folder);
    assert_eq!(ada.ok("clear_mailbox", json!({})), none);
    ada.called().into_iter().chain(ben.called()).collect()
}

/// Another couple's marker lies there.
fn taken(ada: &Someone, ben: &Someone, folder: &std::path::Path) {
    fs::create_dir_all(folder.join("v1")).unwrap();
    let foreign = [b"LMMK\x01".as_slice(), &[7; 32], &[8; 32], &[9; 64]].concat();
    fs::write(folder.join("v1/space"), foreign).unwrap();
    ben.will_pick(folder);
    assert_eq!(ben.refused("choose_mailbox", json!({})), "mailboxTaken");
    assert_eq!(ada.ok("get_mailbox", json!({}))["folder"], "Für uns beide");
}
