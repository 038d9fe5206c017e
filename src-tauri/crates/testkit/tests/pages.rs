//! Private pages behind a second passphrase, and everything that goes on without them.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{fs, path::Path};

use chrono::TimeDelta;
use companion::{
    Companion, CompanionError, EntryInput, Notice, PagesState, PlanInput,
    couple::{
        ThingId,
        cadence::{Cadence, Window},
        gesture::GestureRef,
        journal::{Audience, Draft},
    },
};
use testkit::{COST, PASSPHRASE, World};

const SECOND: &str = "under the third stair";

fn text(title: &str, body: &str) -> EntryInput {
    EntryInput {
        draft: Draft {
            title: title.into(),
            body: body.into(),
            ..Draft::default()
        },
        ..EntryInput::default()
    }
}

fn change(id: ThingId, title: &str, body: &str) -> EntryInput {
    EntryInput {
        id: Some(id),
        ..text(title, body)
    }
}

fn keep(home: &mut Companion, title: &str) -> ThingId {
    home.keep_entry(text(title, "some words"))
        .unwrap()
        .summary
        .id
}

fn share(world: &mut World, who: usize, title: &str) -> ThingId {
    let home = world.people[who].open();
    let id = keep(home, title);
    let preview = home.preview_share(id).unwrap();
    home.share_now(id, &preview.consent).unwrap();
    world.settle();
    id
}

fn titles(home: &Companion) -> Vec<String> {
    let page = home.list_entries(None, 1000).unwrap();
    let mut titles: Vec<_> = page.entries.into_iter().map(|entry| entry.title).collect();
    titles.sort();
    titles
}

fn closed<T>(result: Result<T, CompanionError>) -> bool {
    matches!(result, Err(CompanionError::PagesClosed))
}

fn close(world: &mut World, who: usize) {
    let home = world.people[who].open();
    home.set_second_passphrase(PASSPHRASE, SECOND, COST)
        .unwrap();
    assert_eq!(home.pages_state().unwrap(), PagesState::Open);
    home.screen_was_locked();
    assert_eq!(home.pages_state().unwrap(), PagesState::Closed);
}

fn open(world: &mut World, who: usize) -> &mut Companion {
    let home = world.people[who].open();
    home.open_pages(SECOND).unwrap();
    assert!(home.check().unwrap().is_whole());
    home
}

#[test]
fn closed_pages_are_nowhere_and_everything_else_goes_on() {
    let mut world = World::paired(1);
    let ours = share(&mut world, 0, "Ours");
    let home = world.people[0].open();
    let mine = keep(home, "Mine");
    home.mark_for_later(mine, true).unwrap();
    home.keep_entry(change(ours, "Ours", "another word"))
        .unwrap();
    assert_eq!(home.pages_state().unwrap(), PagesState::NoSecond);

    close(&mut world, 0);
    let home = world.people[0].open();
    assert!(home.take_notices().contains(&Notice::HomeChanged));
    assert_eq!(titles(home), ["Ours"]);
    assert!(home.search_entries("mine", 9).unwrap().is_empty());
    assert_eq!(home.search_entries("ours", 9).unwrap().len(), 1);
    let seen = home.view(ours).unwrap();
    assert!(seen.draft.is_none() && !seen.summary.has_draft);
    assert!(closed(home.view(mine)));
    assert!(closed(home.keep_entry(change(mine, "Mine", "more"))));
    assert!(closed(home.preview_share(mine)));
    assert!(closed(home.remove_entry(mine)));
    assert!(closed(home.erase_entry(mine, false)));
    let health = home.check().unwrap();
    assert!(health.is_whole() && health.pages.is_none());

    // Plans, nudges, settings and what my partner shares.
    let plan = home.keep_plan(
        None,
        PlanInput {
            cue: None,
            gesture: GestureRef::Own("Tea".into()),
            cadence: Cadence::EveryDays(1),
            window: Window::parse("08:00", "21:00").unwrap(),
        },
    );
    plan.unwrap();
    home.settings().unwrap();
    home.today().unwrap();
    share(&mut world, 1, "From Jo");
    for _ in 0..60 {
        let later = world.now() + TimeDelta::minutes(30);
        world.set_now(later);
        world.settle();
    }
    assert_eq!(titles(world.people[0].open()), ["From Jo", "Ours"]);
    assert!(
        world.people[0]
            .notices
            .iter()
            .any(|notice| matches!(notice, Notice::NudgeFellDue { .. }))
    );

    let home = world.people[0].open();
    assert!(matches!(
        home.open_pages(PASSPHRASE),
        Err(CompanionError::WrongPassphrase)
    ));
    assert_eq!(home.pages_state().unwrap(), PagesState::Closed);
    let home = open(&mut world, 0);
    assert_eq!(home.pages_state().unwrap(), PagesState::Open);
    assert_eq!(titles(home), ["From Jo", "Mine", "Ours"]);
    assert!(home.view(mine).unwrap().summary.for_later);
    assert_eq!(home.view(ours).unwrap().draft.unwrap().body, "another word");
}

/// A line that comes to mind while they are closed is kept, shown, shared if I like, and goes in
/// with the next opening.
#[test]
fn what_is_written_while_they_are_closed_lies_on_the_desk_and_is_taken_in() {
    let mut world = World::paired(2);
    let ours = share(&mut world, 0, "Ours");
    let mine = keep(world.people[0].open(), "Mine");
    close(&mut world, 0);
    let home = world.people[0].open();
    let line = keep(home, "A line");
    home.mark_for_later(line, true).unwrap();
    home.keep_entry(change(line, "A line", "and then another"))
        .unwrap();
    let gone = keep(home, "Gone");
    home.erase_entry(gone, false).unwrap();
    home.keep_entry(change(ours, "Ours", "a thought")).unwrap();
    share(&mut world, 0, "Shared meanwhile");
    world.crash(0);
    world.start(0);
    let home = world.people[0].open();
    assert_eq!(titles(home), ["A line", "Ours", "Shared meanwhile"]);

    for _ in 0..2 {
        let home = open(&mut world, 0);
        assert_eq!(titles(home), ["A line", "Mine", "Ours", "Shared meanwhile"]);
        let seen = home.view(line).unwrap();
        assert_eq!(seen.body, "and then another");
        assert!(seen.summary.for_later);
        assert_eq!(home.view(ours).unwrap().draft.unwrap().body, "a thought");
        assert_eq!(home.search_entries("another", 9).unwrap().len(), 1);
        home.keep_entry(change(mine, "Mine", "more")).unwrap();
        home.close_pages().unwrap();
        assert!(closed(home.view(line)) && closed(home.view(mine)));
        assert_eq!(titles(home), ["Ours", "Shared meanwhile"]);
    }
}

#[test]
fn the_second_passphrase_is_asked_for_at_every_start() {
    let mut world = World::new(3);
    let mine = keep(world.people[0].open(), "Mine");
    close(&mut world, 0);
    world.crash(0);
    world.start(0);
    assert!(closed(world.people[0].open().view(mine)));
    let home = open(&mut world, 0);
    home.keep_entry(change(mine, "Mine", "and more")).unwrap();
    // Without a lock in between.
    world.crash(0);
    world.start(0);
    let home = open(&mut world, 0);
    assert_eq!(home.view(mine).unwrap().body, "and more");

    assert!(matches!(
        home.remove_second_passphrase("something else", COST),
        Err(CompanionError::WrongPassphrase)
    ));
    home.set_second_passphrase(PASSPHRASE, "another stair", COST)
        .unwrap();
    home.screen_was_locked();
    assert!(matches!(
        home.open_pages(SECOND),
        Err(CompanionError::WrongPassphrase)
    ));
    // They need not be open for that.
    home.remove_second_passphrase("another stair", COST)
        .unwrap();
    assert_eq!(home.pages_state().unwrap(), PagesState::NoSecond);
    home.screen_was_locked();
    assert_eq!(titles(world.people[0].open()), ["Mine"]);
    world.crash(0);
    world.start(0);
    assert_eq!(titles(world.people[0].open()), ["Mine"]);
}

#[test]
fn nobody_sets_one_without_the_first() {
    let mut world = World::new(4);
    let home = world.people[0].open();
    let set = home.set_second_passphrase("not it at all", SECOND, COST);
    assert!(matches!(set, Err(CompanionError::WrongPassphrase)));
    let set = home.set_second_passphrase(PASSPHRASE, PASSPHRASE, COST);
    assert!(matches!(set, Err(CompanionError::SamePassphrase)));
    let set = home.set_second_passphrase(PASSPHRASE, "short", COST);
    assert!(matches!(
        set,
        Err(CompanionError::PassphraseTooShort { .. })
    ));
    assert_eq!(home.pages_state().unwrap(), PagesState::NoSecond);
    close(&mut world, 0);
    let home = world.people[0].open();
    assert!(closed(home.set_second_passphrase(
        PASSPHRASE,
        "and a third one",
        COST
    )));
}

/// Leaving works without the second passphrase. What was Ours lies on the desk, as readable as it
/// was, and goes in with my unshared changes when the pages open.
#[test]
fn leaving_with_closed_pages_loses_nothing() {
    for partner_leaves in [false, true] {
        let mut world = World::paired(5);
        let changed = share(&mut world, 0, "Changed");
        let theirs = share(&mut world, 1, "Theirs");
        let home = world.people[0].open();
        let mine = keep(home, "Mine");
        home.keep_entry(change(changed, "Changed", "as I would have it"))
            .unwrap();
        close(&mut world, 0);
        let who = usize::from(partner_leaves);
        world.people[who].open().stop_sharing(false).unwrap();
        world.pass(TimeDelta::seconds(30));

        let home = world.people[0].open();
        assert!(home.partner_view().unwrap().is_none());
        assert_eq!(titles(home), ["Changed", "Theirs"]);
        let seen = home.view(changed).unwrap();
        assert_eq!(seen.summary.audience, Audience::Mine);
        assert_eq!(seen.body, "some words");
        assert_eq!(home.search_entries("words", 9).unwrap().len(), 2);
        world.crash(0);
        world.start(0);
        assert_eq!(titles(world.people[0].open()), ["Changed", "Theirs"]);

        let home = open(&mut world, 0);
        // My unshared changes are a page of their own.
        assert_eq!(titles(home), ["Changed", "Changed", "Mine", "Theirs"]);
        assert_eq!(home.view(changed).unwrap().body, "some words");
        assert_eq!(
            home.search_entries("as I would have it", 9).unwrap().len(),
            1
        );
        home.close_pages().unwrap();
        assert!(titles(home).is_empty());
        assert!(closed(home.view(changed)) && closed(home.view(mine)));
        // Both can pair again, and nobody sees anything of before.
        open(&mut world, 0);
        world.pair();
        assert_eq!(
            titles(world.people[0].open()),
            ["Changed", "Changed", "Mine", "Theirs"]
        );
        assert_eq!(titles(world.people[1].open()), ["Changed", "Theirs"]);
        assert!(world.people[1].open().view(theirs).is_ok());
        assert!(world.people[1].open().view(mine).is_err());
    }
}

/// My unshared changes lie in the closed pages; what I wrote without seeing them is not overwritten
/// by them, and they are not lost either.
#[test]
fn a_draft_in_closed_pages_never_overwrites_what_was_written_since() {
    for before_leaving in [false, true] {
        let mut world = World::paired(12);
        let id = share(&mut world, 0, "Ours");
        let home = world.people[0].open();
        home.keep_entry(change(id, "Ours", "the first thought"))
            .unwrap();
        close(&mut world, 0);
        let later = change(id, "Ours", "the second thought");
        if before_leaving {
            world.people[0].open().keep_entry(later.clone()).unwrap();
        }
        world.people[0].open().stop_sharing(false).unwrap();
        if !before_leaving {
            world.people[0].open().keep_entry(later).unwrap();
        }
        let home = open(&mut world, 0);
        assert_eq!(home.view(id).unwrap().body, "the second thought");
        let found = home.search_entries("first thought", 9).unwrap();
        assert_eq!(found.len(), 1);
        assert_ne!(found[0].entry.id, id);
        assert_eq!(home.list_entries(None, 9).unwrap().entries.len(), 2);
    }
}

/// While the pages are closed nobody sees that what comes in, or is imported, has the id of one of
/// them.
#[test]
fn what_has_the_id_of_a_closed_page_replaces_nothing() {
    let mut world = World::paired(6);
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("2019-03-04 a day.md"),
        "both have this\n",
    )
    .unwrap();
    for who in [0, 1] {
        let home = world.people[who].open();
        let report = home.import_markdown(folder.path(), false).unwrap();
        assert_eq!(report.added, 1);
    }
    let id = world.people[0]
        .open()
        .list_entries(None, 9)
        .unwrap()
        .entries[0]
        .id;
    close(&mut world, 0);
    // Twice the same is once the same.
    let home = world.people[0].open();
    assert_eq!(home.import_markdown(folder.path(), false).unwrap().added, 1);
    let home = open(&mut world, 0);
    assert_eq!(home.list_entries(None, 9).unwrap().entries.len(), 1);
    home.close_pages().unwrap();

    let jo = world.people[1].open();
    let preview = jo.preview_share(id).unwrap();
    jo.share_now(id, &preview.consent).unwrap();
    world.settle();
    let home = world.people[0].open();
    assert_eq!(home.view(id).unwrap().summary.audience, Audience::Ours);
    for _ in 0..2 {
        let home = open(&mut world, 0);
        let page = home.list_entries(None, 9).unwrap();
        assert_eq!(page.entries.len(), 2);
        let mine: Vec<_> = page
            .entries
            .iter()
            .filter(|entry| entry.audience == Audience::Mine)
            .collect();
        assert_eq!(mine.len(), 1);
        assert_ne!(mine[0].id, id);
        assert_eq!(
            home.view(mine[0].id).unwrap().body,
            home.view(id).unwrap().body
        );
        home.close_pages().unwrap();
    }
}

/// The program ends after the pages have everything and before the desk is cleared.
#[test]
fn an_interrupted_taking_in_neither_loses_nor_doubles() {
    for edited in [false, true] {
        let mut world = World::new(7);
        keep(world.people[0].open(), "Mine");
        close(&mut world, 0);
        let home = world.people[0].open();
        let line = keep(home, "A line");
        keep(home, "Another");
        world.crash(0);
        let folder = world.people[0].folder().to_owned();
        let desk = ["private.db", "private.db-wal", "private.mark"]
            .map(|name| (name, fs::read(folder.join(name)).ok()));
        world.start(0);
        open(&mut world, 0);
        world.crash(0);
        for (name, bytes) in &desk {
            match bytes {
                Some(bytes) => fs::write(folder.join(name), bytes).unwrap(),
                None => drop(fs::remove_file(folder.join(name))),
            }
        }
        world.start(0);
        let home = world.people[0].open();
        assert_eq!(titles(home), ["A line", "Another"]);
        if edited {
            home.keep_entry(change(line, "A line", "longer")).unwrap();
        }
        let home = open(&mut world, 0);
        let expected: &[&str] = match edited {
            true => &["A line", "A line", "Another", "Mine"],
            false => &["A line", "Another", "Mine"],
        };
        assert_eq!(titles(home), expected);
    }
}

/// A copy of an earlier day, from before there was a second passphrase and from after.
#[test]
fn a_copy_of_an_earlier_day_is_behind_the_passphrase_of_today() {
    let mut world = World::new(8);
    keep(world.people[0].open(), "Early");
    world.people[0]
        .open()
        .prepare_copy()
        .unwrap()
        .run()
        .unwrap();
    world.set_now(world.now() + TimeDelta::days(1));
    close(&mut world, 0);
    open(&mut world, 0);
    keep(world.people[0].open(), "Late");
    world.people[0].open().close_pages().unwrap();
    world.people[0]
        .open()
        .prepare_copy()
        .unwrap()
        .run()
        .unwrap();
    let copies = world.people[0].open().list_copies();
    let (late, early) = (copies[0].id.clone(), copies[1].id.clone());

    world.restore_copy(0, &early);
    let home = world.people[0].open();
    assert_eq!(home.pages_state().unwrap(), PagesState::Closed);
    assert!(titles(home).is_empty());
    keep(home, "Now");
    assert_eq!(titles(open(&mut world, 0)), ["Early", "Now"]);

    world.restore_copy(0, &late);
    assert_eq!(titles(open(&mut world, 0)), ["Early", "Late"]);
}

/// A backup of closed pages is whole, and its readable part is without them.
#[test]
fn a_backup_of_closed_pages_brings_them_back() {
    for crashed in [false, true] {
        let mut world = World::new(9);
        keep(world.people[0].open(), "Mine");
        let home = world.people[0].open();
        let sheet = home.begin_sheet(PASSPHRASE).unwrap();
        let typed = sheet
            .asked
            .map(|place| sheet.words[usize::from(place) - 1].to_string());
        home.confirm_sheet(&typed).unwrap();
        close(&mut world, 0);
        if crashed {
            // The log of the pages stands beside them then.
            open(&mut world, 0);
            keep(world.people[0].open(), "Last");
            world.crash(0);
            world.start(0);
        }
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("lamplight.age");
        let home = world.people[0].open();
        keep(home, "On the desk");
        let done = home.prepare_backup(&file).unwrap().run().unwrap();
        assert_eq!(done.entries, 1);
        world.replace_computer(0, &file, &sheet.words.join(" "));
        let home = world.people[0].open();
        assert_eq!(titles(home), ["On the desk"]);
        let expected: &[&str] = match crashed {
            true => &["Last", "Mine", "On the desk"],
            false => &["Mine", "On the desk"],
        };
        assert_eq!(titles(open(&mut world, 0)), expected);
    }
}

/// What is erased while the pages are closed is not in them either.
#[test]
fn what_was_erased_meanwhile_takes_its_draft_with_it() {
    let mut world = World::paired(10);
    let ours = share(&mut world, 0, "Ours");
    let home = world.people[0].open();
    home.keep_entry(change(ours, "Ours", "never said")).unwrap();
    close(&mut world, 0);
    world.people[0].open().erase_entry(ours, false).unwrap();
    world.settle();
    assert!(titles(open(&mut world, 0)).is_empty());
}

/// What is behind the second passphrase can't be told from what is not, in name, number and form
/// of the files.
#[test]
fn the_folder_looks_the_same_with_and_without_a_second_passphrase() {
    let shape = |with: bool| {
        let mut world = World::new(11);
        keep(world.people[0].open(), "Mine");
        if with {
            close(&mut world, 0);
        }
        let home = world.people[0].companion.take().unwrap();
        home.lock().unwrap();
        let mut files: Vec<_> = names(world.people[0].folder());
        let key_file = world.people[0].folder().join("home.json");
        files.push(fs::metadata(key_file).unwrap().len().to_string());
        files
    };
    let without = shape(false);
    assert!(without.iter().any(|name| name == "pages.db"));
    assert_eq!(shape(true), without);
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}
