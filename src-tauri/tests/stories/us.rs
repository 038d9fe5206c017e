//! Dates that matter, and help.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::{Clock, Someone, couple, exchange};

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

    let mut called = ada.called();
    called.extend(notes());
    called.extend(our_date());
    called.extend(promises_and_pauses());
    called.extend(rituals());
    called.extend(wishes());
    called.extend(ahead());
    called
}

/// Tea is Ours, a ring becomes so, a gift never does.
fn notes() -> BTreeSet<String> {
    let (ada, ben) = couple(&Clock::default());
    let note = |sort: &str, title: &str| json!({ "sort": sort, "whose": "me", "title": title, "text": "" });
    let add = |note: &Value, ours: bool| json!({ "note": note, "ours": ours });
    let tea = ada.ok("add_note", add(&note("favourite", "Tea"), true));
    let ring = ada.ok("add_note", add(&note("size", "Ring"), false));
    let gift = note("gift", "A kite");
    assert_eq!(ada.refused("add_note", add(&gift, true)), "badInput");
    ada.ok("add_note", add(&gift, false));
    exchange(&ada, &ben);
    let there = ben.ok("list_notes", json!({}));
    assert_eq!(
        (&there[0]["title"], &there[0]["whose"], &there[1]),
        (&json!("Tea"), &json!("partner"), &Value::Null)
    );
    let id = tea["id"].clone();
    let green = json!({ "id": id, "note": note("favourite", "Green tea") });
    assert_eq!(ada.ok("change_note", green)["title"], "Green tea");
    let preview = ada.ok("preview_short", json!({ "id": ring["id"] }));
    ada.ok(
        "share_short",
        json!({ "id": ring["id"], "consent": preview["consent"] }),
    );
    ada.ok("remove_note", json!({ "id": id, "removed": true }));
    exchange(&ada, &ben);
    let there = ben.ok("list_notes", json!({}));
    assert_eq!(
        (&there[0]["title"], &there[1]),
        (&json!("Ring"), &Value::Null)
    );
    ada.called().into_iter().chain(ben.called()).collect()
}

/// A date that matters becomes Ours, and Ben puts another year to it.
fn our_date() -> BTreeSet<String> {
    let (ada, ben) = couple(&Clock::default());
    let met = json!({ "title": "The day we met", "month": 5, "day": 9, "year": 2011, "leapDay": "feb28" });
    let kept = ada.ok("keep_important_date", json!({ "id": null, "date": met }));
    assert_eq!(kept["ours"], false);
    let preview = ada.ok("preview_short", json!({ "id": kept["id"] }));
    assert_eq!(
        (&preview["title"], &preview["date"]["year"]),
        (&json!("The day we met"), &json!(2011))
    );
    let share = json!({ "id": kept["id"], "consent": preview["consent"] });
    ada.ok("share_short", share);
    exchange(&ada, &ben);
    assert_eq!(ben.ok("list_important_dates", json!({}))[0]["ours"], true);
    let mut other = met;
    other["year"] = json!(2012);
    let other = json!({ "id": kept["id"], "date": other });
    ben.ok("keep_important_date", other);
    exchange(&ada, &ben);
    assert_eq!(ada.ok("get_today", json!({}))["dates"][0]["year"], 2012);
    ada.called().into_iter().chain(ben.called()).collect()
}

/// A ritual: proposed, agreed to, nudged towards, and let rest.
fn rituals() -> BTreeSet<String> {
    let clock = Clock::default();
    let (ada, ben) = couple(&clock);
    let coffee = json!({ "title": "Sunday coffee", "trigger": "The kettle", "steps": "Grind\nPour",
        "meaning": "The week is over.", "days": [7], "at": "09:30" });
    let asked = ada.ok("keep_ritual", json!({ "id": null, "ritual": coffee }));
    assert_eq!(asked["stage"], "asksThem");
    let id = asked["id"].clone();
    exchange(&ada, &ben);
    assert_eq!(ben.ok("get_today", json!({}))["forward"]["kind"], "ritual");
    let says = |what: &str| json!({ "id": id, "what": what });
    assert_eq!(ben.ok("tell_ritual", says("yes"))["stage"], "awake");
    exchange(&ada, &ben);
    assert_eq!(ada.ok("tell_ritual", says("nudge"))["nudged"], true);
    let mut never = coffee.clone();
    never["days"] = json!([8]);
    assert_eq!(
        ada.refused("keep_ritual", json!({ "id": id, "ritual": never })),
        "badTime"
    );
    let mut long = coffee;
    long["title"] = json!("x".repeat(201));
    assert_eq!(
        ada.refused("keep_ritual", json!({ "id": id, "ritual": long })),
        "badInput"
    );
    assert_eq!(ben.ok("tell_ritual", says("rest"))["stage"], "rests");
    exchange(&ada, &ben);
    assert_eq!(ada.ok("list_rituals", json!({}))[0]["stage"], "rests");
    ada.called().into_iter().chain(ben.called()).collect()
}

/// Ada tells of a hard day where she is; Ben is reminded of it on his own clock.
fn ahead() -> BTreeSet<String> {
    let (ada, ben) = couple(&Clock::default());
    let day = |text: &str, zone: &str| json!({ "sort": "hard", "text": text, "from": "2026-05-07T14:00", "zone": zone, "timed": true });
    let told = json!({ "ahead": day("Interview", "America/New_York"), "told": true });
    let id = ada.ok("add_ahead", told)["id"].clone();
    exchange(&ada, &ben);
    let there = ben.ok("list_ahead", json!({}))[0].take();
    assert_eq!(
        (&there["mine"], &there["from"], &there["mayRemind"]),
        (&json!(false), &json!("2026-05-07T14:00"), &json!(true))
    );
    assert_ne!(there["here"], Value::Null);
    // What nobody has written yet tells no zone.
    assert_eq!(ben.ok("their_zone", json!({})), Value::Null);
    let plan = ben.ok("remind_of_ahead", json!({ "id": id }));
    assert_eq!(
        plan["gesture"],
        json!({ "kind": "own", "text": "Interview" })
    );
    ben.ok("hush_ahead", json!({ "id": id, "hushed": true }));
    assert_eq!(ben.ok("list_ahead", json!({}))[0]["plan"], Value::Null);
    let remove = json!({ "id": id, "removed": true });
    assert_eq!(ben.refused("remove_ahead", remove.clone()), "notYours");
    ada.ok("remove_ahead", remove);
    exchange(&ada, &ben);
    assert_eq!(ben.ok("list_ahead", json!({})), json!([]));
    let late = json!({ "sort": "good", "text": "x", "from": "2020-05-07T14:00", "zone": "Europe/Berlin", "timed": true });
    let late = json!({ "ahead": late, "told": false });
    assert_eq!(ben.refused("add_ahead", late), "badTime");
    ada.called().into_iter().chain(ben.called()).collect()
}

/// Ada writes what helps her; Ben is reminded of it, and then would rather not see it.
fn wishes() -> BTreeSet<String> {
    let (ada, ben) = couple(&Clock::default());
    let line =
        |sort: &str, text: &str, ours: bool| json!({ "sort": sort, "text": text, "ours": ours });
    let tea = ada.ok("add_wish", line("comfort", "Tea, without asking.", false));
    ada.ok("add_wish", line("not", "Advice at night", true));
    let preview = ada.ok("preview_short", json!({ "id": tea["id"] }));
    assert_eq!(
        (&preview["title"], &preview["text"]),
        (&json!("Tea, without asking."), &json!(""))
    );
    let share = json!({ "id": tea["id"], "consent": preview["consent"] });
    ada.ok("share_short", share);
    exchange(&ada, &ben);
    let id = json!({ "id": tea["id"] });
    let plan = ben.ok("remind_of_wish", id.clone());
    assert_eq!(
        plan["gesture"],
        json!({ "kind": "own", "text": "Tea, without asking." })
    );
    assert_eq!(ben.ok("list_wishes", json!({}))[0]["plan"], plan["id"]);
    assert_eq!(ada.refused("remind_of_wish", id), "notFound");
    let hush = json!({ "id": tea["id"], "hushed": true });
    ben.ok("hush_wish", hush);
    let there = ben.ok("list_wishes", json!({}));
    assert_eq!(
        (&there[0]["hushed"], &there[0]["plan"]),
        (&json!(true), &Value::Null)
    );
    let green = json!({ "id": tea["id"], "sort": "love", "text": "Green tea" });
    assert_eq!(ben.refused("change_wish", green.clone()), "notYours");
    assert_eq!(ada.ok("change_wish", green)["text"], "Green tea");
    ada.ok("remove_wish", json!({ "id": tea["id"], "removed": true }));
    exchange(&ada, &ben);
    assert_eq!(
        ben.ok("list_wishes", json!({}))[0]["text"],
        "Advice at night"
    );
    ada.called().into_iter().chain(ben.called()).collect()
}

/// A promise that Ben sees, a pause that he gets a card of, and what Today brings.
fn promises_and_pauses() -> BTreeSet<String> {
    let clock = Clock::default();
    let (ada, ben) = couple(&clock);
    let bins = json!({ "text": "The bins", "day": "2026-05-06", "nudged": true });
    let bins = ada.ok("make_promise", bins);
    exchange(&ada, &ben);
    let there = ben.ok("list_promises", json!({}));
    assert_eq!(
        (&there[0]["text"], &there[0]["mine"], &there[0]["day"]),
        (&json!("The bins"), &json!(false), &json!("2026-05-06"))
    );
    let id = bins["id"].clone();
    let closes = json!({ "id": id, "closed": true });
    assert_eq!(ben.refused("close_promise", closes.clone()), "notYours");
    let forward = ada.ok("get_today", json!({}))["forward"].take();
    assert_eq!(
        (&forward["kind"], &forward["promise"]["id"]),
        (&json!("promise"), &id)
    );
    ada.ok("say_not_now", json!({ "key": forward["key"] }));
    assert_eq!(ada.ok("get_today", json!({}))["forward"], Value::Null);
    let moves = json!({ "id": id, "day": "2026-05-20" });
    assert_eq!(ben.refused("move_promise", moves.clone()), "notYours");
    assert_eq!(ada.ok("move_promise", moves)["day"], "2026-05-20");
    ada.ok("close_promise", closes);
    let long = json!({ "text": "x".repeat(1001), "day": "2026-05-07", "nudged": false });
    assert_eq!(ada.refused("make_promise", long), "badInput");

    assert_eq!(ada.ok("press_calm", json!({}))["mine"]["wanted"], false);
    let offered = ada.ok("offer_back", json!({ "minutes": 60 }));
    assert_eq!(offered["mine"]["mayPutOff"], true);
    assert_eq!(
        ada.refused("offer_back", json!({ "minutes": 5 })),
        "badTime"
    );
    exchange(&ada, &ben);
    let card = ben.ok("get_today", json!({}))["calms"]["theirs"].take();
    assert_eq!(card["backAt"], offered["mine"]["backAt"]);
    let wants = json!({ "id": card["id"], "taken": true });
    assert_eq!(ben.ok("want_back", wants)["theirs"]["wanted"], true);
    let hushed = ben.ok("hush_calm", json!({ "id": card["id"] }));
    assert_eq!(hushed["theirs"], Value::Null);
    assert_eq!(ada.ok("end_calm", json!({}))["mine"], Value::Null);
    assert_eq!(
        ada.ok("get_calms", json!({})),
        json!({ "mine": null, "theirs": null, "due": null })
    );
    ada.called().into_iter().chain(ben.called()).collect()
}
