//! The door, the settings and the way out.

use std::{collections::BTreeSet, sync::atomic::Ordering};

use companion::Notice;
use serde_json::{Value, json};
use tauri::Manager;

use crate::support::{Clock, PASSPHRASE, Someone};

/// From the first start to the way out.
pub fn story() -> BTreeSet<String> {
    let someone = Someone::new(&Clock::default());
    assert_eq!(
        someone.ok("get_home", json!({})),
        json!({ "kind": "empty", "keyring": true })
    );
    assert_eq!(someone.refused("get_today", json!({})), "noHome");

    let short = json!({ "name": "Ada", "passphrase": "short", "rememberInKeyring": false });
    let refused = someone
        .call("start_home", json!({ "home": short }))
        .unwrap_err();
    assert_eq!(refused, json!({ "code": "passphraseTooShort", "least": 8 }));
    let home = json!({ "name": " Ada ", "passphrase": PASSPHRASE, "rememberInKeyring": true });
    let open = json!({ "kind": "open", "name": "Ada", "partner": null, "pages": "noSecond" });
    assert_eq!(someone.ok("start_home", json!({ "home": home })), open);
    assert_eq!(
        someone.refused("start_home", json!({ "home": home })),
        "homeExists"
    );
    assert!(someone.notices().contains(&Notice::HomeChanged));

    let locked = someone.ok("lock_screen", json!({}));
    let screen = json!({ "kind": "locked", "name": "Ada", "keyring": false, "screenLock": true, "keyringGone": false });
    assert_eq!(locked, screen);
    assert_eq!(
        someone.refused("unlock_home", json!({ "passphrase": "wrong" })),
        "wrongPassphrase"
    );
    assert_eq!(
        someone.ok("unlock_home", json!({ "passphrase": PASSPHRASE })),
        open
    );

    // Hidden is locked and put away.
    assert_eq!(someone.ok("hide_app", json!({})), screen);
    assert!(someone.minimised.load(Ordering::Relaxed));

    // Behind the lock too, a page says that its window may end.
    assert_eq!(someone.ok("let_window_go", json!({})), Value::Null);
    assert!(someone.let_go.load(Ordering::Relaxed));
    someone.ok("unlock_home", json!({ "passphrase": PASSPHRASE }));

    let copy = json!({ "text": "lamplight1invite" });
    assert_eq!(someone.ok("forget_copy", copy), Value::Null);
    let long = json!({ "text": "x".repeat(20_000) });
    assert_eq!(someone.refused("forget_copy", long), "badInput");
    assert!(someone.forgotten.lock().unwrap().is_empty(), "not yet");
    let surface = someone.app.state::<shell::surface::Surface>();
    tauri::async_runtime::block_on(surface.forget_copies());
    assert_eq!(*someone.forgotten.lock().unwrap(), ["lamplight1invite"]);

    let locked = someone.ok("lock_fully", json!({}));
    let fully = json!({ "kind": "locked", "name": "", "keyring": true, "screenLock": false, "keyringGone": false });
    assert_eq!(locked, fully);
    assert_eq!(someone.refused("get_today", json!({})), "locked");
    assert_eq!(someone.ok("unlock_from_keyring", json!({})), open);

    settings(&someone);
    private_pages(&someone);

    let change = json!({ "current": "wrong", "next": "another long table" });
    assert_eq!(
        someone.refused("change_passphrase", change),
        "wrongPassphrase"
    );
    let change = json!({ "current": PASSPHRASE, "next": "another long table" });
    assert_eq!(someone.ok("change_passphrase", change), Value::Null);
    someone.ok("lock_fully", json!({}));
    assert_eq!(
        someone.refused("unlock_from_keyring", json!({})),
        "keyringGone"
    );
    assert_eq!(
        someone.refused("unlock_home", json!({ "passphrase": PASSPHRASE })),
        "wrongPassphrase"
    );
    assert_eq!(
        someone.ok("unlock_home", json!({ "passphrase": "another long table" })),
        open
    );

    let about = someone.ok("get_about", json!({}));
    assert_eq!(about["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(about["profile"], "default");
    assert_eq!(about["notifications"]["server"], "recording");
    assert_eq!(
        (&about["worker"], &about["keyring"], &about["tray"]),
        (&json!(true), &json!(true), &json!(true))
    );

    assert_eq!(someone.ok("quit_app", json!({})), Value::Null);
    assert!(someone.has_quit.load(Ordering::Relaxed));
    someone.called()
}

/// A second passphrase, set, used, and done without again.
fn private_pages(someone: &Someone) {
    const SECOND: &str = "under the third stair";
    let set =
        |passphrase: &str, second: &str| json!({ "passphrase": passphrase, "second": second });
    let none = json!({ "second": SECOND });
    assert_eq!(
        someone.ok("close_pages", json!({}))["pages"],
        "noSecond",
        "nothing would open them again"
    );
    for (passphrase, second, code) in [
        ("wrong", SECOND, "wrongPassphrase"),
        (PASSPHRASE, PASSPHRASE, "samePassphrase"),
        (PASSPHRASE, "short", "passphraseTooShort"),
    ] {
        let change = set(passphrase, second);
        assert_eq!(someone.refused("set_second_passphrase", change), code);
    }
    let state = someone.ok("set_second_passphrase", set(PASSPHRASE, SECOND));
    assert_eq!(state["pages"], "open");
    let kept = someone.ok(
        "keep_entry",
        super::journal::words(Value::Null, "Mine", "And nobody else’s."),
    );
    someone.ok("lock_screen", json!({}));
    let state = someone.ok("unlock_home", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(state["pages"], "closed");
    assert_eq!(
        someone.refused("get_entry", json!({ "id": kept["id"] })),
        "pagesClosed"
    );
    let wrong = json!({ "second": "another stair" });
    assert_eq!(someone.refused("open_pages", wrong), "wrongPassphrase");
    assert_eq!(someone.ok("open_pages", none.clone())["pages"], "open");
    someone.ok("get_entry", json!({ "id": kept["id"] }));
    assert_eq!(someone.ok("close_pages", json!({}))["pages"], "closed");
    assert_eq!(
        someone.ok("remove_second_passphrase", none)["pages"],
        "noSecond"
    );
    someone.ok("remove_entry", json!({ "id": kept["id"] }));
}

fn settings(someone: &Someone) {
    let mut settings = someone.ok("get_settings", json!({}));
    assert_eq!(settings["rememberInKeyring"], true);
    assert_eq!(settings["language"], "system");

    // Keyring and autostart follow; what is out of range comes back within it.
    settings["language"] = json!("de");
    settings["textSize"] = json!(1000);
    settings["autostart"] = json!(true);
    settings["rememberInKeyring"] = json!(false);
    let kept = someone.ok("change_settings", json!({ "settings": settings }));
    settings["textSize"] = json!(200);
    assert_eq!(kept, settings);
    assert_eq!(someone.ok("get_settings", json!({})), settings);
    assert_eq!(*someone.autostart.lock().unwrap(), [true]);
    assert_eq!(someone.ok("get_locale", json!({})), "de");
    assert!(someone.notices().contains(&Notice::SettingsChanged));

    let mut half = settings.clone();
    half["quietTo"] = Value::Null;
    assert_eq!(
        someone.refused("change_settings", json!({ "settings": half })),
        "badTime"
    );
    let mut bad = settings.clone();
    bad["quietTo"] = json!("25:00");
    assert_eq!(
        someone.refused("change_settings", json!({ "settings": bad })),
        "badTime"
    );
    assert_eq!(someone.ok("get_settings", json!({})), settings);
    assert_eq!(
        *someone.autostart.lock().unwrap(),
        [true],
        "nothing changed, nothing was set"
    );
}
