//! Becoming a couple, and parting.

use std::{collections::BTreeSet, fs};

use serde_json::{Value, json};
use shell::surface::Pick;

use crate::support::{Clock, Someone, exchange, pair};

/// From two people to a couple, and back.
pub fn story() -> BTreeSet<String> {
    let clock = Clock::default();
    let (ada, ben) = (
        Someone::at_home(&clock, "Ada"),
        Someone::at_home(&clock, "Ben"),
    );
    assert_eq!(ada.ok("get_pairing", json!({})), json!({ "stage": "idle" }));
    assert_eq!(
        ada.ok("connect_same_room", json!({})),
        json!({ "stage": "searching" })
    );
    assert_eq!(
        ada.ok("cancel_pairing", json!({})),
        json!({ "stage": "idle" })
    );
    assert_eq!(ada.refused("save_invite", json!({})), "pairingOver");
    assert_eq!(ada.refused("confirm_pictures", json!({})), "pairingOver");

    files(&ada, &ben);
    other_pictures(&ada, &ben);

    pair(&ada, &ben);
    let paired = ada.ok("get_pairing", json!({}));
    assert_eq!(
        (&paired["stage"], &paired["partner"]["name"]),
        (&json!("paired"), &json!("Ben"))
    );
    assert_eq!(paired["partner"]["initial"], "B");
    assert_eq!(paired["partner"]["since"], "2026-05-06");
    assert_eq!(ada.refused("make_invite", json!({})), "alreadyPaired");
    assert_eq!(ada.ok("get_home", json!({}))["partner"]["name"], "Ben");

    let sharing = ada.ok("get_sharing", json!({}));
    assert_eq!(
        (&sharing["direct"], &sharing["entries"]),
        (&json!("on"), &json!(0))
    );
    assert_eq!(sharing["partnerLeft"], Value::Null);

    let home = ada.ok("stop_sharing", json!({ "quiet": false }));
    assert_eq!(
        home,
        json!({ "kind": "open", "name": "Ada", "partner": null, "pages": "noSecond" })
    );
    assert_eq!(
        ada.refused("stop_sharing", json!({ "quiet": true })),
        "noPartner"
    );
    exchange(&ada, &ben);
    let left = ben.ok("get_sharing", json!({}));
    assert_eq!(
        (&left["partner"], &left["partnerLeft"]),
        (&Value::Null, &json!("2026-05-06"))
    );

    ada.called().into_iter().chain(ben.called()).collect()
}

/// The invitation goes from file to file.
fn files(ada: &Someone, ben: &Someone) {
    let ready = ada.ok("make_invite", json!({}));
    assert_eq!(ready["expiresAt"], "2026-05-07T14:00:00Z");
    assert_eq!(
        ada.ok("save_invite", json!({})),
        false,
        "the picker was closed"
    );
    let path = ada.folder.path().join("for ben.txt");
    ada.will_pick(&path);
    assert_eq!(ada.ok("save_invite", json!({})), true);
    assert_eq!(*ada.picked.lock().unwrap(), [Pick::InvitationToSave; 2]);
    ada.will_pick(ada.folder.path().join("no such folder").join("x.txt"));
    let refused = ada.call("save_invite", json!({})).unwrap_err();
    assert_eq!(refused, json!({ "code": "cannotSave", "reason": "io" }));

    assert_eq!(
        ada.refused("accept_invite", json!({ "line": ready["invite"] })),
        "inviteOwn"
    );
    assert_eq!(
        ben.refused("accept_invite", json!({ "line": "lamplight1x" })),
        "inviteMalformed"
    );
    assert_eq!(
        ben.refused("accept_invite", json!({ "line": "x".repeat(20_000) })),
        "inviteMalformed"
    );

    assert_eq!(
        ben.ok("open_invite_file", json!({})),
        Value::Null,
        "the picker was closed"
    );
    ben.will_pick(ada.folder.path().join("gone.txt"));
    assert_eq!(ben.refused("open_invite_file", json!({})), "fileUnreadable");
    let picture = ben.folder.path().join("picture");
    fs::write(&picture, [0xff; 40_000]).unwrap();
    ben.will_pick(&picture);
    assert_eq!(
        ben.refused("open_invite_file", json!({})),
        "inviteMalformed"
    );
    ben.will_pick(&path);
    assert_eq!(
        ben.ok("open_invite_file", json!({})),
        json!({ "stage": "connecting", "folder": null })
    );
    ben.ok("cancel_pairing", json!({}));
    ada.ok("cancel_pairing", json!({}));
    exchange(ada, ben);
}

/// One of them says that the pictures differ.
fn other_pictures(ada: &Someone, ben: &Someone) {
    let ready = ada.ok("make_invite", json!({}));
    ben.ok("accept_invite", json!({ "line": ready["invite"] }));
    exchange(ada, ben);
    let comparing = ada.ok("get_pairing", json!({}));
    assert_eq!(
        (&comparing["stage"], &comparing["confirmedByMe"]),
        (&json!("comparing"), &json!(false))
    );
    assert_eq!(comparing["pictures"].as_array().unwrap().len(), 7);
    let failed = json!({ "stage": "failed", "error": { "code": "picturesDiffer" } });
    assert_eq!(ben.ok("refuse_pictures", json!({})), failed);
    exchange(ada, ben);
    assert_eq!(ada.ok("get_pairing", json!({})), failed);
    for someone in [ada, ben] {
        assert_eq!(
            someone.ok("cancel_pairing", json!({})),
            json!({ "stage": "idle" })
        );
    }
    exchange(ada, ben);
}
