//! The journal taken along, as Markdown and as JSON, and brought to another home.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{fs, path::Path};

use chrono::TimeDelta;
use companion::{
    Author, Companion, CompanionError, EntryInput, ExportForm, ExportInput, ImportReport,
    ReplyInput,
    couple::{
        Moment, ThingId,
        journal::{Audience, Draft},
    },
};
use testkit::World;

const ALL: ExportInput = ExportInput {
    form: ExportForm::Markdown,
    audience: None,
    from: None,
    to: None,
};

fn keep(home: &mut Companion, title: &str, body: &str, at: &str, zone: &str) -> ThingId {
    let input = EntryInput {
        id: None,
        draft: Draft {
            title: title.into(),
            body: body.into(),
            feelings: vec!["calm".into()],
            tags: vec!["sea, us".into(), "über".into()],
        },
        written_at: Some(Moment {
            at: at.parse().unwrap(),
            zone: zone.parse().unwrap(),
        }),
        upon: None,
    };
    home.keep_entry(input).unwrap().summary.id
}

/// Two who have written: two pages of hers, one of them Ours, one of his that is Ours, a removed one.
fn written(seed: u64) -> World {
    let mut world = World::paired(seed);
    let hers = world.people[0].open();
    keep(
        hers,
        "../The lake: \"cold\"",
        "# no title\n\n\n  - [ ] one  \n\n---\n\nend\n\n",
        "2019-03-30T23:30:00.250Z",
        "America/New_York",
    );
    let ours = keep(
        hers,
        "",
        "今日は日本語を勉強しました。",
        "2026-01-01T00:30:00Z",
        "Asia/Tokyo",
    );
    let gone = keep(hers, "Gone", "", "2020-01-01T00:30:00Z", "UTC");
    hers.remove_entry(gone).unwrap();
    share(&mut world, 0, ours);
    let his = world.people[1].open();
    let his = keep(
        his,
        "Ferry",
        "The window seat.",
        "2021-06-05T10:00:00Z",
        "Europe/Berlin",
    );
    share(&mut world, 1, his);
    let say = |world: &mut World, who: usize, entry: ThingId, reply: ReplyInput| {
        world.pass(TimeDelta::minutes(1));
        let home = world.people[who].open();
        home.send_reply(entry, reply).unwrap();
        home.send_reply_now(entry).unwrap();
        world.settle();
    };
    let heard = ReplyInput::Listening {
        heard: "You began to learn.\n\n\"Every\" day: alone.".into(),
        sense: String::new(),
        feels: "Proud, \\ tired".into(),
    };
    say(&mut world, 1, ours, heard);
    let quite = ReplyInput::Verdict {
        right: true,
        note: "Yes.".into(),
    };
    say(&mut world, 0, ours, quite);
    let word = ReplyInput::Word {
        word: "touched".into(),
    };
    say(&mut world, 0, his, word);
    let plain = ReplyInput::Plain {
        text: "Again soon?".into(),
    };
    say(&mut world, 1, his, plain.clone());
    say(&mut world, 1, his, plain);
    let home = world.people[1].open();
    let last = home.replies(his).unwrap().replies.pop().unwrap().id;
    home.take_reply_away(last).unwrap();
    world.settle();
    world
}

fn share(world: &mut World, who: usize, id: ThingId) {
    let home = world.people[who].open();
    let preview = home.preview_share(id).unwrap();
    home.share_now(id, &preview.consent).unwrap();
    world.settle();
}

/// Everything an entry says, in the order of the list.
fn told(home: &Companion) -> Vec<String> {
    let page = home.list_entries(None, 100).unwrap();
    page.entries
        .iter()
        .map(|entry| {
            let body = home.view(entry.id).unwrap().body;
            let replies = home.replies(entry.id).unwrap().replies;
            format!(
                "{} {:?} {:?} {:?} {:?} {:?} {:?} {replies:?}",
                entry.id,
                entry.title,
                body,
                entry.written_at,
                entry.author,
                entry.feelings,
                entry.tags
            )
        })
        .collect()
}

fn bring(home: &mut Companion, form: ExportForm, from: &Path) -> ImportReport {
    match form {
        ExportForm::Markdown => home.import_markdown(from, false),
        ExportForm::Json => home.import_json(from, false),
    }
    .unwrap()
}

#[test]
fn it_comes_back_as_it_was() {
    for form in [ExportForm::Markdown, ExportForm::Json] {
        let mut world = written(1);
        let place = tempfile::tempdir().unwrap();
        let to = place.path().join("journal");
        let home = world.people[0].open();
        let before = told(home);
        let input = ExportInput { form, ..ALL };
        assert_eq!(home.prepare_export(input, &to).unwrap().run().unwrap(), 3);
        // At home nothing is doubled.
        let again = bring(home, form, &to);
        assert_eq!((again.added, again.already), (0, 3));
        assert!(again.failed.is_empty());

        world.another(1, "Someone new");
        let other = world.people[1].open();
        let report = bring(other, form, &to);
        assert_eq!((report.added, report.already), (3, 0), "{report:?}");
        assert_eq!(told(other), before);
        let said = page_replies(other);
        assert_eq!(said, [2, 2, 0]);
        let page = other.list_entries(None, 9).unwrap().entries;
        assert!(page.iter().all(|entry| entry.audience == Audience::Mine));
        let by_other = page.iter().filter(|entry| entry.author == Author::Partner);
        assert_eq!(by_other.count(), 1);
        assert_eq!(bring(other, form, &to).added, 0);
        assert!(other.check().unwrap().is_whole());
        // Written anew they are still there; erased, they go with what they were said about.
        let page = other.list_entries(None, 9).unwrap().entries;
        let anew = other.write_anew(page[0].id, false).unwrap().summary.id;
        assert_eq!(other.replies(anew).unwrap().replies.len(), 2);
        other.erase_entry(anew, false).unwrap();
        for entry in [page[0].id, anew] {
            assert!(other.replies(entry).is_err());
        }
        assert!(other.check().unwrap().is_whole());
    }
}

/// How much was said about each, the newest entry first.
fn page_replies(home: &Companion) -> Vec<usize> {
    let page = home.list_entries(None, 9).unwrap().entries;
    let said = |id| home.replies(id).unwrap().replies.len();
    page.iter().map(|entry| said(entry.id)).collect()
}

#[test]
fn only_what_was_asked_for_goes_along() {
    let mut world = written(2);
    let place = tempfile::tempdir().unwrap();
    let home = world.people[0].open();
    let day = |text: &str| Some(text.parse().unwrap());
    for (number, (input, expected)) in [
        (
            ExportInput {
                audience: Some(Audience::Mine),
                ..ALL
            },
            1,
        ),
        (
            ExportInput {
                audience: Some(Audience::Ours),
                ..ALL
            },
            2,
        ),
        // The day it was where it was written.
        (
            ExportInput {
                from: day("2019-03-30"),
                to: day("2019-03-30"),
                ..ALL
            },
            1,
        ),
        (
            ExportInput {
                from: day("2019-03-31"),
                ..ALL
            },
            2,
        ),
        (
            ExportInput {
                to: day("2018-01-01"),
                ..ALL
            },
            0,
        ),
    ]
    .into_iter()
    .enumerate()
    {
        for form in [ExportForm::Markdown, ExportForm::Json] {
            let to = place.path().join(format!("{number} {form:?}"));
            let job = home
                .prepare_export(ExportInput { form, ..input }, &to)
                .unwrap();
            assert_eq!(job.run().unwrap(), expected, "{input:?}");
            assert!(to.exists());
        }
    }
}

#[test]
fn nothing_is_written_over_and_nothing_half_is_left() {
    let mut world = written(3);
    let place = tempfile::tempdir().unwrap();
    let to = place.path().join("there");
    fs::write(&to, "something else").unwrap();
    let home = world.people[0].open();
    let taken = home.prepare_export(ALL, &to).map(|_| ());
    assert!(matches!(taken, Err(CompanionError::PlaceTaken)));
    let nowhere = place.path().join("no folder").join("journal.json");
    for form in [ExportForm::Markdown, ExportForm::Json] {
        let late = place.path().join("late");
        let job = home
            .prepare_export(ExportInput { form, ..ALL }, &late)
            .unwrap();
        fs::write(&late, "in between").unwrap();
        assert!(matches!(job.run(), Err(CompanionError::PlaceTaken)));
        assert_eq!(fs::read_to_string(&late).unwrap(), "in between");
        fs::remove_file(&late).unwrap();
    }
    let json = ExportInput {
        form: ExportForm::Json,
        ..ALL
    };
    assert!(home.prepare_export(json, &nowhere).unwrap().run().is_err());
    let left: Vec<_> = fs::read_dir(place.path()).unwrap().flatten().collect();
    assert_eq!(left.len(), 1, "{left:?}");
    // And a file that is none is refused, with nothing changed.
    assert!(matches!(
        home.import_json(&to, false),
        Err(CompanionError::FileUnreadable)
    ));
}

/// Ended in the middle: what was gone through is there, whole, and the rest comes with the next run.
#[test]
fn an_import_can_be_ended_where_it_is() {
    let place = tempfile::tempdir().unwrap();
    for number in 0..620 {
        let day = 1 + number % 28;
        let path = place
            .path()
            .join(format!("2019-03-{day:02} page {number}.md"));
        fs::write(path, format!("The words of {number}.")).unwrap();
    }
    fs::write(place.path().join("zz.md"), [0xff, 0xfe]).unwrap();
    let mut world = World::new(4);
    let home = world.people[0].open();
    for dry_run in [true, false] {
        let mut import = home
            .begin_import(ExportForm::Markdown, place.path(), dry_run)
            .unwrap();
        assert_eq!((import.done(), import.of()), (0, 621));
        while import.done() < 550 {
            assert!(home.go_on_importing(&mut import).unwrap());
        }
        let done = import.done();
        let report = home.end_import(import).unwrap();
        assert!(report.stopped);
        assert_eq!(report.added as usize, done);
        let there = home.list_entries(None, 1000).unwrap();
        assert_eq!(there.entries.len(), if dry_run { 0 } else { done });
        for entry in there.entries {
            assert!(
                home.view(entry.id)
                    .unwrap()
                    .body
                    .starts_with("The words of ")
            );
        }
    }
    let rest = home.import_markdown(place.path(), false).unwrap();
    assert_eq!((rest.added, rest.already, rest.failed.len()), (70, 550, 1));
    assert!(!rest.stopped);
    assert_eq!(home.import_markdown(place.path(), false).unwrap().added, 0);
    assert!(home.check().unwrap().is_whole());
}
