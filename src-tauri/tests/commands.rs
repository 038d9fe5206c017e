//! Every command of the contract through real IPC, without a display: the real
//! handler, the real permissions, a real household on a real vault.

#![allow(clippy::unwrap_used)]

mod stories;
mod strange;
mod support;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::mpsc,
    time::Duration,
};

use serde_json::{Value, json};
use shell::{
    contract,
    notices::{self, Notice},
};
use support::{Clock, PASSPHRASE, Someone, call_from, code};
use tauri::{WebviewWindowBuilder, test::MockRuntime};
use tauri_specta::Event;

/// Commands at the door: they work while home or screen are locked.
const AT_THE_DOOR: [&str; 14] = [
    "get_home",
    "get_locale",
    "list_copies",
    "lock_fully",
    "hide_app",
    "let_window_go",
    "lock_screen",
    "quit_app",
    "reset_passphrase",
    "restore_backup",
    "restore_copy",
    "start_home",
    "unlock_from_keyring",
    "unlock_home",
];

fn commands() -> BTreeMap<String, Vec<String>> {
    contract::signatures(&contract::builder::<MockRuntime>())
}

/// Arguments of the right form for any command, about nothing that is there.
fn arguments(command: &str, names: &[String]) -> Value {
    let nothing = "0".repeat(32);
    let entry = stories::journal::words(Value::Null, "t", "b")["entry"].take();
    let outing = json!({ "title": "t", "note": "", "place": "", "from": "2030-01-01T10:00",
        "zone": "Europe/Berlin", "minutes": 60, "idea": null });
    let plan = json!({ "gesture": { "kind": "own", "text": "t" },
        "cadence": { "kind": "everyDays", "days": 3 }, "from": "18:00", "to": "20:00" });
    let date = json!({ "title": "t", "month": 5, "day": 9, "year": null, "leapDay": "feb28" });
    let settings = json!({ "theme": "dark", "textSize": 100, "language": "system",
        "discretion": "full", "budget": 1, "quietFrom": null, "quietTo": null, "arrivals": true,
        "autostart": true, "idleLockMinutes": 5, "rememberInKeyring": true, "closeToTray": true,
        "fullLockOnSleep": false, "lookNearby": false, "looksBack": true, "looksAhead": true });
    let home = json!({ "name": "Eve", "passphrase": PASSPHRASE, "rememberInKeyring": false });
    names
        .iter()
        .map(|name| {
            let value = match name.as_str() {
                "id" if command == "keep_plan"
                    || command == "keep_important_date"
                    || command == "keep_ritual" =>
                {
                    Value::Null
                }
                "id" | "planId" | "photo" => json!(nothing),
                "limit" | "days" | "minutes" | "weeks" => json!(10),
                "usual" => json!([null, null, null, null, null, null, null]),
                "cursor" | "filters" => Value::Null,
                "form" if command == "bring_up_outing" => {
                    json!({ "id": nothing, "upon": "00", "outing": outing })
                }
                "draft" if command == "bring_up_entry" => json!({ "id": nothing, "upon": "00",
                    "title": "t", "body": "b", "feelings": [], "tags": [] }),
                "upon" => Value::Null,
                "version" => json!("00"),
                "form" => json!("json"),
                "wanted" => json!({ "form": "json", "audience": null, "from": null, "to": null }),
                "left" | "off" | "dryRun" | "quiet" | "forLater" | "ask" | "only" | "aside"
                | "on" | "ours" | "removed" | "onlyBusy" | "lighter" | "nudged" | "closed"
                | "taken" | "hushed" | "told" => json!(true),
                "day" => json!("2030-01-01"),
                "from" => json!("2030-01-01T10:00"),
                "zone" => json!("Europe/Berlin"),
                "words" if command == "confirm_sheet" || command == "answer_drill" => {
                    json!(["a", "b", "c"])
                }
                "whole" | "small" => json!(false),
                "file" => json!("eA=="),
                "moves" => json!(0),
                "warned" => json!(false),
                "company" => json!("alone"),
                "talk" => json!("take-turns"),
                "press" => json!({ "kind": "goOn" }),
                "card" => json!("partner"),
                "sort" => json!("comfort"),
                "ahead" => json!({ "sort": "hard", "text": "t", "from": "2030-01-01T10:00",
                    "zone": "Europe/Berlin", "timed": true }),
                "later" => json!("tomorrow"),
                "leaning" => json!("yes"),
                "mark" => json!("excited"),
                "note" => json!({ "sort": "fact", "whose": "both", "title": "t", "text": "" }),
                "ritual" => json!({ "title": "t", "trigger": "", "steps": "", "meaning": "",
                    "days": [], "at": null }),
                "what" => json!("yes"),
                "change" => json!({ "kind": "budget", "text": "t" }),
                "ownIdea" => stories::outings::own_idea("t"),
                "pause" => json!({ "kind": "hour" }),
                "address" => json!("https://127.0.0.1/a.ics"),
                "url" => json!("https://example.org"),
                "entry" => entry.clone(),
                "outing" => outing.clone(),
                "question" => json!({ "kind": "own", "text": "t" }),
                "draft" => Value::Null,
                "reply" => json!({ "kind": "plain", "text": "t" }),
                "letter" => json!({ "text": "t", "opens": "2030-01-01T10:00:00Z" }),
                "surprise" => stories::sealed::surprise("t"),
                "plan" => plan.clone(),
                "date" => date.clone(),
                "settings" => settings.clone(),
                "home" => home.clone(),
                _ => json!("x"),
            };
            (name.clone(), value)
        })
        .collect::<serde_json::Map<_, _>>()
        .into()
}

#[test]
fn the_stories_call_every_command_of_the_contract() {
    let tellers = [
        ("home", stories::home::story as fn() -> BTreeSet<String>),
        ("journal", stories::journal::story),
        ("partner", stories::partner::story),
        ("sharing", stories::sharing::story),
        ("removed", stories::removed::story),
        ("replies", stories::replies::story),
        ("mailbox", stories::mailbox::story),
        ("outings", stories::outings::story),
        ("calendars", stories::calendars::story),
        ("sealed", stories::sealed::story),
        ("nudges", stories::nudges::story),
        ("recovery", stories::recovery::story),
        ("us", stories::us::story),
        ("talks", stories::talks::story),
    ];
    let told: Vec<_> = tellers
        .map(|(name, story)| {
            std::thread::Builder::new()
                .name(name.into())
                .spawn(story)
                .unwrap()
        })
        .into_iter()
        .map(|teller| {
            (
                teller.thread().name().unwrap_or_default().to_owned(),
                teller.join(),
            )
        })
        .collect();
    let mut called = BTreeSet::new();
    for (name, story) in told {
        called.extend(story.unwrap_or_else(|_| panic!("the story of {name} went wrong")));
    }
    let contract: BTreeSet<String> = commands().into_keys().collect();
    assert_eq!(called, contract);
}

#[test]
fn behind_a_locked_screen_only_the_door_answers() {
    let ada = Someone::at_home(&Clock::default(), "Ada");
    ada.ok("lock_screen", json!({}));
    for (command, names) in commands() {
        if AT_THE_DOOR.contains(&command.as_str()) {
            continue;
        }
        assert_eq!(
            ada.refused(&command, arguments(&command, &names)),
            "screenLocked",
            "{command}"
        );
    }
    assert!(ada.picked.lock().unwrap().is_empty(), "no picker was shown");
    assert!(ada.opened.lock().unwrap().is_empty(), "no link was opened");
    assert!(ada.autostart.lock().unwrap().is_empty());
    assert!(ada.notifier.shown().is_empty());

    ada.ok("get_home", json!({}));
    ada.ok("get_locale", json!({}));
    ada.ok("unlock_home", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(
        ada.ok("get_settings", json!({}))["theme"],
        "system",
        "nothing was changed"
    );
}

#[test]
fn a_locked_home_answers_at_the_door_only() {
    let ada = Someone::at_home(&Clock::default(), "Ada");
    ada.ok("lock_fully", json!({}));
    for (command, names) in commands() {
        if AT_THE_DOOR.contains(&command.as_str()) {
            continue;
        }
        assert_eq!(
            ada.refused(&command, arguments(&command, &names)),
            "locked",
            "{command}"
        );
    }
    let stranger = Someone::new(&Clock::default());
    assert_eq!(
        stranger.refused("unlock_home", json!({ "passphrase": PASSPHRASE })),
        "noHome"
    );
}

#[test]
fn no_other_window_may_call_anything() {
    let ada = Someone::at_home(&Clock::default(), "Ada");
    // The permissions refuse it in words…
    let other = WebviewWindowBuilder::new(&ada.app, "other", Default::default())
        .build()
        .unwrap();
    for (command, names) in commands() {
        let refused = call_from(&other, &command, arguments(&command, &names));
        assert!(refused.unwrap_err().is_string(), "{command}");
    }
    assert_eq!(
        ada.ok("list_plans", json!({})),
        json!([]),
        "nothing was done"
    );
}

#[test]
fn the_handler_itself_refuses_another_window() {
    // …and the handler by itself, had the permissions a hole.
    let ada = Someone::at_home(&Clock::default(), "Ada");
    let builder = contract::builder::<MockRuntime>();
    let app = tauri::test::mock_builder()
        .invoke_handler(contract::handler(&builder))
        .manage(ada.household.clone())
        .build(tauri::test::mock_context(tauri::test::noop_assets()))
        .unwrap();
    let main = WebviewWindowBuilder::new(&app, "main", Default::default())
        .build()
        .unwrap();
    let other = WebviewWindowBuilder::new(&app, "other", Default::default())
        .build()
        .unwrap();
    assert_eq!(
        call_from(&main, "get_home", json!({})).unwrap()["name"],
        "Ada"
    );
    for (command, names) in commands() {
        let refused = call_from(&other, &command, arguments(&command, &names)).unwrap_err();
        assert_eq!(code(&refused), "internal", "{command}");
    }
}

#[test]
fn an_argument_that_no_command_has_is_refused() {
    let ada = Someone::at_home(&Clock::default(), "Ada");
    for (command, names) in commands() {
        let mut arguments = arguments(&command, &names);
        arguments["path"] = json!("/etc/passwd");
        assert_eq!(ada.refused(&command, arguments), "badInput", "{command}");
    }
}

#[test]
fn a_field_that_no_argument_has_is_refused() {
    let ada = Someone::at_home(&Clock::default(), "Ada");
    for (command, argument, inside) in [
        ("keep_entry", "entry", ""),
        ("propose_outing", "outing", ""),
        ("begin_question", "question", ""),
        ("seal_letter", "letter", ""),
        ("plan_surprise", "surprise", ""),
        ("keep_plan", "plan", ""),
        ("keep_plan", "plan", "gesture"),
        ("keep_plan", "plan", "cadence"),
        ("pause_nudges", "pause", ""),
        ("keep_important_date", "date", ""),
        ("change_settings", "settings", ""),
        ("start_home", "home", ""),
    ] {
        let names = &commands()[command];
        let mut arguments = arguments(command, names);
        let place = &mut arguments[argument];
        let place = if inside.is_empty() {
            place
        } else {
            &mut place[inside]
        };
        place["more"] = json!(1);
        let refused = ada.call(command, arguments).unwrap_err();
        let words = refused.as_str().unwrap_or_default();
        assert!(
            words.contains("unknown field"),
            "{command} {argument} {inside}: {refused}"
        );
    }
    assert_eq!(ada.ok("list_plans", json!({})), json!([]));
}

#[test]
fn what_is_too_long_is_refused() {
    let ada = Someone::at_home(&Clock::default(), "Ada");
    let mega = "x".repeat((1 << 20) + 1);
    let entry = |title: &str, body: &str| stories::journal::words(Value::Null, title, body);
    ada.ok("keep_entry", entry(&"x".repeat(300), &mega[1..]));
    let refused = ada
        .call("keep_entry", entry(&"x".repeat(301), ""))
        .unwrap_err();
    assert_eq!(refused, json!({ "code": "titleTooLong", "limit": 300 }));
    let refused = ada.call("keep_entry", entry("", &mega)).unwrap_err();
    assert_eq!(refused, json!({ "code": "bodyTooLong", "limit": 1 << 20 }));
    assert_eq!(
        ada.refused("render_entry", json!({ "body": mega })),
        "bodyTooLong"
    );
    let mut many = entry("", "");
    many["entry"]["tags"] = json!(vec!["tag"; 41]);
    assert_eq!(ada.refused("keep_entry", many), "badInput");

    assert_eq!(
        ada.refused("search_entries", json!({ "query": mega, "limit": 1 })),
        "badInput"
    );
    assert_eq!(
        ada.refused("unlock_home", json!({ "passphrase": mega })),
        "badInput"
    );
    let change = json!({ "current": PASSPHRASE, "next": mega });
    assert_eq!(ada.refused("change_passphrase", change), "badInput");
    let consent = json!({ "id": "0".repeat(32), "consent": mega });
    assert_eq!(ada.refused("share_entry", consent), "badInput");
    assert_eq!(
        ada.refused("accept_invite", json!({ "line": mega })),
        "inviteMalformed"
    );
    assert_eq!(ada.refused("open_link", json!({ "url": mega })), "badInput");
    let home = json!({ "name": mega, "passphrase": PASSPHRASE, "rememberInKeyring": false });
    assert_eq!(
        Someone::new(&Clock::default()).refused("start_home", json!({ "home": home })),
        "badInput"
    );
}

#[test]
fn an_id_that_is_none_is_not_found() {
    let ada = Someone::at_home(&Clock::default(), "Ada");
    for (command, names) in commands() {
        let Some(name) = names.iter().find(|name| *name == "id" || *name == "planId") else {
            continue;
        };
        for id in [
            "",
            "../../etc",
            "0123456789ABCDEF0123456789ABCDEF",
            &"0".repeat(4000),
        ] {
            let mut arguments = arguments(&command, &names);
            arguments[name] = json!(id);
            assert_eq!(ada.refused(&command, arguments), "notFound", "{command}");
        }
    }
}

#[test]
fn notices_reach_the_window() {
    let ada = Someone::new(&Clock::default());
    let (heard, notices) = mpsc::channel();
    Notice::listen_any(&ada.app, move |event| heard.send(event.payload).unwrap());
    let told = companion::Notice::EntryKept {
        id: companion::couple::ThingId([7; 16]),
        origin: companion::Origin::Partner,
    };
    let app = tauri::Manager::app_handle(&ada.app);
    notices::emit(app, told);
    notices::emit(
        app,
        Notice::GoTo {
            place: "nudges/card/x".into(),
        },
    );
    notices::emit(app, companion::Notice::WhileAway { plans: Vec::new() });
    let next =
        || serde_json::to_value(notices.recv_timeout(Duration::from_secs(5)).unwrap()).unwrap();
    assert_eq!(
        next(),
        json!({ "kind": "entryKept", "id": "07".repeat(16), "origin": "partner" })
    );
    assert_eq!(next(), json!({ "kind": "goTo", "place": "nudges/card/x" }));
    assert_eq!(next(), json!({ "kind": "whileAway" }));
}
