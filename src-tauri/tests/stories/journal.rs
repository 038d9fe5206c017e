//! Entries of one person alone.

use std::{collections::BTreeSet, fs};

use companion::{Notice, Origin};
use serde_json::{Value, json};
use shell::surface::Pick;

use crate::support::{Clock, PASSPHRASE, Someone};

/// An entry as the composer sends it.
pub fn words(id: Value, title: &str, body: &str) -> Value {
    json!({ "entry": {
        "id": id, "title": title, "body": body, "feelings": [], "tags": ["lake"],
        "writtenAt": null, "zone": null,
    } })
}

/// From the first line to the last.
pub fn story() -> BTreeSet<String> {
    let ada = Someone::at_home(&Clock::default(), "Ada");
    let entry = ada.ok(
        "keep_entry",
        words(Value::Null, "The lake", "It was **cold**.\n\nAnd clear."),
    );
    let id = entry["id"].clone();
    let feelings = ada.ok("list_feelings", json!({}));
    assert_eq!(feelings.as_array().map(Vec::len), Some(12));
    assert_eq!(feelings[0]["words"][0], "grateful");
    assert_eq!(entry["title"], "The lake");
    assert_eq!(entry["opening"], "It was cold. And clear.");
    assert_eq!(entry["writtenAt"], "2026-05-06T16:00:00+02:00");
    assert_eq!(entry["zone"], "Europe/Berlin");
    assert_eq!(
        (&entry["audience"], &entry["author"]),
        (&json!("mine"), &json!("me"))
    );
    assert_eq!(
        (&entry["draft"], &entry["release"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(entry["mayWrite"], true);
    let kept = ada.notices();
    assert!(matches!(
        kept.as_slice(),
        [
            ..,
            Notice::EntryKept {
                origin: Origin::Me,
                ..
            }
        ]
    ));

    let brought = ada.ok(
        "bring_up_entry",
        json!({ "draft": { "id": id, "upon": entry["version"], "title": "The lake",
            "body": "It was warm.", "feelings": [], "tags": ["lake"] } }),
    );
    assert_eq!(
        (&brought["body"], &brought["upon"]),
        (&json!("It was warm."), &entry["version"])
    );

    let mut lived = words(Value::Null, "Long ago", "A letter.");
    lived["entry"]["writtenAt"] = json!("2019-03-04T20:00:00-05:00");
    lived["entry"]["zone"] = json!("America/New_York");
    let long_ago = ada.ok("keep_entry", lived.clone());
    assert_eq!(long_ago["writtenAt"], "2019-03-04T20:00:00-05:00");
    lived["entry"]["zone"] = Value::Null;
    assert_eq!(ada.refused("keep_entry", lived), "badTime");

    // On this day, and not this one again.
    let mut then = words(Value::Null, "The ferry", "It rained.");
    then["entry"]["writtenAt"] = json!("2019-05-06T12:00:00+02:00");
    then["entry"]["zone"] = json!("Europe/Berlin");
    let then = ada.ok("keep_entry", then)["id"].clone();
    let back = |who: &Someone| who.ok("get_today", json!({}))["onThisDay"].take();
    assert_eq!(back(&ada)[0]["id"], then);
    ada.ok("keep_off_today", json!({ "id": then, "off": true }));
    assert_eq!(back(&ada), json!([]));
    ada.ok("keep_off_today", json!({ "id": then, "off": false }));
    assert_eq!(back(&ada)[0]["id"], then);
    ada.ok("remove_entry", json!({ "id": then }));

    photos(&ada, &id);

    let changed = ada.ok("keep_entry", words(id.clone(), "The lake", "It was warm."));
    assert_eq!(changed["body"], "It was warm.");
    assert_eq!(ada.ok("get_entry", json!({ "id": id })), changed);

    let page = ada.ok("list_entries", json!({ "cursor": null, "limit": 1 }));
    assert_eq!(
        (
            page["entries"].as_array().unwrap().len(),
            &page["entries"][0]["id"]
        ),
        (1, &id)
    );
    let next = ada.ok(
        "list_entries",
        json!({ "cursor": page["next"], "limit": 1 }),
    );
    assert_eq!(
        (&next["entries"][0]["id"], &next["next"]),
        (&long_ago["id"], &Value::Null)
    );
    assert_eq!(
        ada.refused("list_entries", json!({ "cursor": "x", "limit": 1 })),
        "badInput"
    );

    let found = ada.ok("search_entries", json!({ "query": "war", "limit": 10 }));
    assert_eq!(found[0]["entry"]["id"], id);
    assert!(
        found[0]["snippet"]
            .as_array()
            .unwrap()
            .iter()
            .any(|part| part["hit"] == true)
    );
    let narrowed = |filters: Value| {
        let asked = json!({ "query": "", "filters": filters, "limit": 10 });
        ada.ok("search_entries", asked).as_array().unwrap().len()
    };
    assert_eq!(narrowed(Value::Null), 0);
    assert_eq!(narrowed(json!({ "audience": "mine", "author": "me" })), 2);
    assert_eq!(narrowed(json!({ "audience": "ours" })), 0);
    assert_eq!(narrowed(json!({ "tag": "nowhere" })), 0);
    let written = long_ago["writtenAt"].as_str().unwrap();
    assert_eq!(
        narrowed(json!({ "from": written[..10], "to": written[..10] })),
        1
    );
    let asked = json!({ "query": "", "filters": { "from": "soon" }, "limit": 10 });
    assert_eq!(ada.refused("search_entries", asked), "badTime");
    assert_eq!(
        ada.ok("list_months", json!({})).as_array().unwrap().last(),
        Some(&json!(written[..7]))
    );
    assert!(ada.ok("list_labels", json!({}))["feelings"].is_array());

    assert_eq!(
        ada.ok("mark_for_later", json!({ "id": id, "forLater": true }))["forLater"],
        true
    );
    assert_eq!(
        ada.refused("preview_share", json!({ "id": id })),
        "noPartner"
    );

    assert_eq!(ada.ok("remove_entry", json!({ "id": id })), Value::Null);
    let page = ada.ok("list_entries", json!({ "cursor": null, "limit": 9 }));
    assert_eq!(page["entries"].as_array().unwrap().len(), 1);
    assert_eq!(
        ada.ok("restore_entry", json!({ "id": id }))["title"],
        "The lake"
    );

    let html = ada.ok(
        "render_entry",
        json!({ "body": "**warm** <script>x</script>" }),
    );
    assert!(!html.as_str().unwrap().contains("<script"), "{html}");

    today(&ada);
    links(&ada);
    import(&ada);
    export(&ada);
    ada.called()
}

fn today(ada: &Someone) {
    let today = ada.ok("get_today", json!({}));
    assert_eq!(
        (&today["greeting"], &today["longAway"]),
        (&json!("afternoon"), &json!(false))
    );
    let card = today["card"].clone();
    assert!(card.is_string(), "{today}");
    assert_eq!(ada.ok("dismiss_card", json!({ "card": card })), Value::Null);
    assert_eq!(
        ada.ok("get_today", json!({}))["card"],
        Value::Null,
        "one a day at most"
    );
}

fn links(ada: &Someone) {
    ada.ok("open_link", json!({ "url": "https://example.org/a b" }));
    let long = format!("https://example.org/{}", "x".repeat(3000));
    for bad in [
        "http://example.org",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "-a",
        &long,
    ] {
        assert_eq!(
            ada.refused("open_link", json!({ "url": bad })),
            "badInput",
            "{bad}"
        );
    }
    assert_eq!(*ada.opened.lock().unwrap(), ["https://example.org/a%20b"]);
}

/// One point of colour, as PNG.
const POINT: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

fn photos(ada: &Someone, id: &Value) {
    let add = |file: &str| json!({ "id": id, "file": file, "whole": false });
    let added = ada.ok("add_photo", add(POINT));
    assert_eq!(added["kind"], "kept");
    assert_eq!(
        (&added["photo"]["width"], &added["photo"]["height"]),
        (&json!(1), &json!(1))
    );
    let photo = added["photo"]["id"].as_str().unwrap();
    // Nothing of it is an error: each file that is not taken in is named by the window.
    for (file, why) in [("R0lGODlh", "gif"), ("", "empty"), ("eA==", "notAPicture")] {
        let refused = ada.ok("add_photo", add(file));
        assert_eq!(refused, json!({ "kind": "refused", "why": why }));
    }
    assert_eq!(ada.refused("add_photo", add("no base64")), "badInput");
    let body = format!("It was cold. ![the lake](photo:{photo} \"at six\")");
    let kept = ada.ok("keep_entry", words(id.clone(), "The lake", &body));
    assert_eq!(
        (&kept["photo"], &kept["photos"][0]["id"]),
        (&json!(photo), &json!(photo))
    );
    let read = |small| {
        ada.ok(
            "read_photo",
            json!({ "id": id, "photo": photo, "small": small }),
        )
    };
    // A JPEG, in Base64.
    assert!(read(true).as_str().unwrap().starts_with("/9j/"));
    assert!(read(false).as_str().unwrap().starts_with("/9j/"));
    let shown = ada.ok("render_entry", json!({ "body": body }));
    assert!(
        shown
            .as_str()
            .unwrap()
            .contains(&format!("<img data-photo=\"{photo}\""))
    );
    let all = ada.ok("list_photos", json!({ "cursor": null, "limit": 9 }));
    assert_eq!(all["next"], Value::Null);
    let (only, caption) = (&all["photos"][0], json!("at six"));
    assert_eq!((&only["photo"]["id"], &only["entry"]), (&json!(photo), id));
    assert_eq!(
        (&only["alt"], &only["caption"]),
        (&json!("the lake"), &caption)
    );
    let older = json!({ "cursor": "yesterday", "limit": 9 });
    assert_eq!(ada.refused("list_photos", older), "badInput");
    let filters = json!({ "photo": true });
    let found = ada.ok(
        "search_entries",
        json!({ "query": "", "filters": filters, "limit": 9 }),
    );
    assert_eq!(found.as_array().unwrap().len(), 1);
    let none = json!({ "id": id, "photo": id, "small": true });
    assert_eq!(ada.ok("read_photo", none), Value::Null);
}

fn import(ada: &Someone) {
    assert_eq!(
        ada.ok(
            "import_journal",
            json!({ "form": "markdown", "dryRun": true })
        ),
        Value::Null,
        "picker closed"
    );
    let folder = ada.folder.path().join("old");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("2014-08-02 Rain.md"), "It rained.").unwrap();
    fs::write(folder.join("picture.md"), [0xff, 0xfe, 0x00]).unwrap();

    ada.will_pick(&folder);
    let would = ada.ok(
        "import_journal",
        json!({ "form": "markdown", "dryRun": true }),
    );
    assert_eq!((&would["added"], &would["already"]), (&json!(1), &json!(0)));
    assert_eq!(
        would["failed"],
        json!([{ "file": "picture.md", "why": "notText" }])
    );
    let page = ada.ok("list_entries", json!({ "cursor": null, "limit": 9 }));
    assert_eq!(page["entries"].as_array().unwrap().len(), 2);

    assert_eq!(ada.ok("get_import", json!({})), Value::Null);
    assert_eq!(ada.ok("stop_import", json!({})), Value::Null);

    // The same folder, without asking for it again.
    let did = ada.ok(
        "import_journal",
        json!({ "form": "markdown", "dryRun": false }),
    );
    assert_eq!((&did["added"], &did["dryRun"]), (&json!(1), &json!(false)));
    assert_eq!(did["stopped"], false);
    assert_eq!(
        *ada.picked.lock().unwrap(),
        [Pick::ImportFolder, Pick::ImportFolder]
    );
    let again = ada.ok(
        "import_journal",
        json!({ "form": "markdown", "dryRun": false }),
    );
    assert_eq!((&again["added"], &again["already"]), (&json!(0), &json!(1)));
}

fn export(ada: &Someone) {
    let all = |form: &str| json!({ "form": form, "audience": null, "from": null, "to": null });
    let wrong = json!({ "wanted": all("json"), "passphrase": "wrong" });
    assert_eq!(ada.refused("export_journal", wrong), "wrongPassphrase");
    let closed = json!({ "wanted": all("json"), "passphrase": PASSPHRASE });
    assert_eq!(ada.ok("export_journal", closed.clone()), Value::Null);
    let mut day = all("json");
    day["from"] = json!("yesterday");
    let day = json!({ "wanted": day, "passphrase": PASSPHRASE });
    assert_eq!(ada.refused("export_journal", day), "badTime");
    for form in ["markdown", "json"] {
        let to = ada.folder.path().join(form);
        let export = json!({ "wanted": all(form), "passphrase": PASSPHRASE });
        ada.will_pick(&to);
        let count = ada.ok("export_journal", export.clone());
        assert!(count.as_u64().unwrap() > 1 && to.exists(), "{form}");
        ada.will_pick(&to);
        assert_eq!(ada.refused("export_journal", export), "placeTaken");
        ada.will_pick(&to);
        let read = ada.ok("import_journal", json!({ "form": form, "dryRun": true }));
        assert_eq!((&read["added"], &read["already"]), (&json!(0), &count));
    }
}
