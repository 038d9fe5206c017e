//! Homes of every version of the format there ever was open in the program of today, and hold
//! what they held. See `tests/fixtures/homes/README.md`.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod mailbox;

use std::{
    fs,
    path::{Path, PathBuf},
};

use chrono::{DateTime, TimeDelta, Utc};
use companion::{
    Companion, CompanionError, EntryInput, Errand, ImportantDateInput, InProcess, LockedHome,
    OutingInput, PlanInput, Profile, SurpriseInput, Surroundings, Tick, Unlock,
    couple::{
        WallTime,
        cadence::{Cadence, Window},
        gesture::GestureRef,
        journal::Draft,
        sealed::{Question, Surprise},
    },
};
use serde_json::{Value, json};
use testkit::{PASSPHRASE, World};

/// The version that homes are made in today. With the first change after a release it goes up, and
/// the folder of before stays as it is.
const FORMAT: u32 = 2;
/// The last one is there from version 2 on.
const FILES: [&str; 4] = ["home.json", "private.db", "shared.db", "pages.db"];
const SEARCHES: [&str; 5] = [
    "bread",
    "uberras",
    "ferry",
    "kitchen tab",
    "nothing of this kind",
];

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/homes")
}

/// When the homes were closed; they are opened a little later.
fn then() -> DateTime<Utc> {
    "2026-11-20T20:00:00Z".parse().unwrap()
}

fn open(folder: &Path, seed: u8) -> Result<Companion, CompanionError> {
    let surroundings = Surroundings::new(
        [seed; 32],
        || then() + TimeDelta::hours(1),
        || "Europe/Berlin".parse().unwrap(),
    );
    let home = LockedHome::find(&Profile::at(folder)?)?.expect("a home");
    let opened = home.unlock(
        &Unlock::Passphrase(PASSPHRASE),
        surroundings,
        Box::new(InProcess),
    );
    opened.map_err(|(_, error)| error)
}

/// Everything a home has to say, in a form that a person can compare.
fn told(home: &mut Companion) -> Value {
    let page = home.list_entries(None, 1000).unwrap();
    let entries: Vec<Value> = page
        .entries
        .iter()
        .map(|entry| {
            let view = home.view(entry.id).unwrap();
            json!({
                "title": entry.title,
                "body": view.body,
                "at": entry.written_at.rfc3339(),
                "audience": format!("{:?}", entry.audience),
                "author": format!("{:?}", entry.author),
                "feelings": entry.feelings,
                "tags": entry.tags,
                "draft": view.draft.map(|draft| draft.body),
                "forLater": entry.for_later,
            })
        })
        .collect();
    let found: Value = SEARCHES
        .iter()
        .map(|query| {
            let hits = home.search_entries(query, 50).unwrap();
            let titles: Vec<String> = hits.into_iter().map(|hit| hit.entry.title).collect();
            ((*query).to_owned(), json!(titles))
        })
        .collect::<serde_json::Map<_, _>>()
        .into();
    let outings: Vec<Value> = home
        .list_outings()
        .unwrap()
        .into_iter()
        .map(|outing| {
            json!([
                outing.title,
                outing.place,
                outing.when.local_text(),
                format!("{:?}", outing.stage)
            ])
        })
        .collect();
    let dates: Vec<String> = home
        .list_important_dates()
        .unwrap()
        .into_iter()
        .map(|date| date.date.title)
        .collect();
    let plans: Vec<String> = home
        .list_plans()
        .unwrap()
        .into_iter()
        .map(|plan| format!("{:?} {:?}", plan.gesture, plan.cadence))
        .collect();
    let mut sealed: Vec<Value> = home
        .list_sealed()
        .unwrap()
        .into_iter()
        .map(|line| {
            let view = home.get_sealed(line.id).unwrap();
            json!({
                "form": format!("{:?}", line.form),
                "note": line.surprise.map(|open| open.note),
                "stage": format!("{:?}", line.stage),
                "mine": view.mine,
                "theirs": view.theirs,
            })
        })
        .collect();
    sealed.sort_by_key(Value::to_string);
    let sharing = home.sharing().unwrap();
    let health = home.check().unwrap();
    assert!(health.is_whole(), "{health:?}");
    json!({
        "name": home.name(),
        "partner": sharing.partner.map(|partner| (partner.name, partner.since)),
        "entries": entries,
        "found": found,
        "outings": outings,
        "importantDates": dates,
        "plans": plans,
        "sealed": sealed,
        "setAside": sharing.set_aside,
    })
}

fn copied(from: &Path) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in FILES {
        if name == "pages.db" && from.parent().unwrap().ends_with("v1") {
            assert!(!from.join(name).exists());
            continue;
        }
        fs::copy(from.join(name), folder.path().join(name)).unwrap();
    }
    folder
}

fn versions() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir(fixtures())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    assert!(folders.contains(&fixtures().join(format!("v{FORMAT}"))));
    folders
}

#[test]
fn every_golden_home_opens() {
    for version in versions() {
        let expected = fs::read_to_string(version.join("expected.json")).unwrap();
        let expected: Value = serde_json::from_str(&expected).unwrap();
        let folders = ["first", "second"].map(|who| copied(&version.join(who)));
        let mut homes = [0, 1].map(|who| open(folders[who].path(), who as u8 + 1).unwrap());
        for (who, home) in ["first", "second"].iter().zip(&mut homes) {
            assert_eq!(told(home), expected[who], "{} {who}", version.display());
        }
        still_a_couple(&mut homes);
        // And again, as this version has left them.
        let [first, second] = homes;
        first.lock().unwrap();
        second.lock().unwrap();
        for folder in &folders {
            let mut home = open(folder.path(), 9).unwrap();
            assert!(home.check().unwrap().is_whole());
        }
    }
}

/// What one shares now arrives with the other.
fn still_a_couple(homes: &mut [Companion; 2]) {
    let mut input = EntryInput::default();
    input.draft.title = "Written in the version of today".into();
    let id = homes[0].keep_entry(input).unwrap().summary.id;
    let preview = homes[0].preview_share(id).unwrap();
    homes[0].share_now(id, &preview.consent).unwrap();
    let ends = [homes[0].endpoint(), homes[1].endpoint()];
    for who in [0, 1] {
        homes[who].sync_opened(ends[1 - who], None);
    }
    for _ in 0..200 {
        for who in [0, 1] {
            let tick = Tick {
                nudges: false,
                steady: false,
                network: true,
            };
            homes[who].tick(tick).unwrap();
            for errand in homes[who].take_errands() {
                if let Errand::SendSync { bytes, .. } = errand {
                    homes[1 - who].sync_received(ends[who], &bytes);
                }
            }
        }
    }
    assert_eq!(
        homes[1].view(id).unwrap().summary.title,
        "Written in the version of today"
    );
    for home in homes {
        assert_eq!(home.sharing().unwrap().waiting_to_send, 0);
    }
}

/// A newer home is refused, and byte for byte what it was.
#[test]
fn a_newer_home_is_left_as_it_is() {
    for version in versions() {
        let folder = copied(&version.join("first"));
        let key_file = folder.path().join("home.json");
        let text = fs::read_to_string(&key_file).unwrap();
        let newer = text.replacen("\"version\": ", "\"version\": 99", 1);
        assert_ne!(text, newer);
        fs::write(&key_file, &newer).unwrap();
        let files = || -> Vec<(String, Vec<u8>)> {
            let mut all: Vec<_> = fs::read_dir(folder.path())
                .unwrap()
                .map(|entry| entry.unwrap().path())
                .map(|path| {
                    let bytes = fs::read(&path).unwrap();
                    (
                        path.file_name().unwrap().to_string_lossy().into_owned(),
                        bytes,
                    )
                })
                .collect();
            all.sort();
            all
        };
        let before = files();
        assert!(matches!(
            open(folder.path(), 1),
            Err(CompanionError::VaultNewer)
        ));
        assert!(before == files(), "something has changed");
    }
}

fn entry(
    world: &mut World,
    who: usize,
    title: &str,
    body: &str,
    shared: bool,
) -> companion::couple::ThingId {
    let home = world.people[who].open();
    let input = EntryInput {
        draft: Draft {
            title: title.into(),
            body: body.into(),
            feelings: Vec::new(),
            tags: vec!["home".into()],
        },
        ..EntryInput::default()
    };
    let id = home.keep_entry(input).unwrap().summary.id;
    if shared {
        let preview = home.preview_share(id).unwrap();
        home.share_now(id, &preview.consent).unwrap();
    }
    world.settle();
    id
}

/// Makes the homes of the format of today. Run it by hand when that has changed.
#[test]
#[ignore = "writes the fixtures"]
fn make_golden_homes() {
    let mut world = World::paired(1);
    let wall = |local: &str| WallTime::parse(local, "Europe/Berlin").unwrap();
    for (who, title, body, shared) in [
        (0, "Bread", "It rose at last. *Both loaves.*", false),
        (0, "Eine Überraschung", "Schnee, über Nacht.", false),
        (
            0,
            "The kitchen table",
            "We sat there until the candle was gone.",
            true,
        ),
        (1, "Ferry", "The window seat, there and back.", true),
        (
            1,
            "Quiet morning",
            "Nobody said anything about the bread.",
            true,
        ),
        (1, "Not yet", "I will say it one day.", false),
    ] {
        let id = entry(&mut world, who, title, body, shared);
        let home = world.people[who].open();
        if title == "Not yet" {
            home.mark_for_later(id, true).unwrap();
        }
        if title == "The kitchen table" {
            let mut change = EntryInput {
                id: Some(id),
                ..EntryInput::default()
            };
            change.draft.title = title.into();
            change.draft.body = "We sat there until both candles were gone.".into();
            home.keep_entry(change).unwrap();
        }
    }
    let outing = OutingInput {
        title: "Soup at ours".into(),
        note: "Bring a spoon.".into(),
        place: "Kitchen".into(),
        when: wall("2026-11-27T19:00"),
        minutes: 120,
        idea: None,
    };
    let id = world.people[0].open().propose_outing(outing).unwrap().id;
    world.settle();
    world.people[1].open().accept_outing(id).unwrap();
    let ada = world.people[0].open();
    ada.keep_plan(
        None,
        PlanInput {
            cue: None,
            gesture: GestureRef::Own("Tea, without asking".into()),
            cadence: Cadence::EveryDays(5),
            window: Window::parse("18:00", "20:00").unwrap(),
        },
    )
    .unwrap();
    ada.keep_important_date(
        None,
        ImportantDateInput {
            title: "The day we met".into(),
            month: 2,
            day: 29,
            year: Some(2016),
            leap: Default::default(),
        },
    )
    .unwrap();
    let asked = Question::Own("Where were you happy this week?".into());
    let opened = ada.begin_question(asked).unwrap().line.id;
    let waiting = ada.begin_question(Question::Known("light-1".into()));
    let waiting = waiting.unwrap().line.id;
    ada.answer_sealed(opened, "At the table.").unwrap();
    ada.answer_sealed(waiting, "Not read by anyone yet.")
        .unwrap();
    ada.seal_letter(
        "For the first day of the year.",
        wall("2027-01-01T09:00").instant(),
    )
    .unwrap();
    ada.plan_surprise(&SurpriseInput {
        open: Surprise {
            from: wall("2026-12-04T18:00"),
            until: wall("2026-12-04T22:00"),
            away: true,
            overnight: false,
            note: "Bring warm shoes.".into(),
        },
        secret: "The frozen lake.".into(),
        opens: None,
    })
    .unwrap();
    world.settle();
    world.people[1]
        .open()
        .answer_sealed(opened, "On the ferry.")
        .unwrap();
    world.pass(TimeDelta::minutes(1));
    assert!(world.now() < then());

    let version = fixtures().join(format!("v{FORMAT}"));
    let mut expected = serde_json::Map::new();
    for (who, name) in [(0, "first"), (1, "second")] {
        let to = version.join(name);
        fs::create_dir_all(&to).unwrap();
        world.people[who].companion.take().unwrap().lock().unwrap();
        for file in FILES {
            fs::copy(world.people[who].folder().join(file), to.join(file)).unwrap();
        }
        let folder = copied(&to);
        expected.insert(name.into(), told(&mut open(folder.path(), 5).unwrap()));
    }
    let text = serde_json::to_string_pretty(&Value::Object(expected)).unwrap() + "\n";
    fs::write(version.join("expected.json"), text).unwrap();
}
