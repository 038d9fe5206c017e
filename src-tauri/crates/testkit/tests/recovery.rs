//! Stories of a lost computer, a forgotten passphrase, a mistake.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};

use chrono::TimeDelta;
use companion::{
    CannotSave, Companion, CompanionError, EntryInput, FirstCard, LockedHome, NewSheet, Profile,
    Surroundings, Unlock,
    couple::{ThingId, journal::Audience, journal::Draft},
    restore_backup,
};
use tempfile::TempDir;
use testkit::{COST, PASSPHRASE, World};

fn text(title: &str) -> EntryInput {
    EntryInput {
        draft: Draft {
            title: title.into(),
            body: format!("{title}, at length."),
            ..Draft::default()
        },
        ..EntryInput::default()
    }
}

fn keep(world: &mut World, who: usize, title: &str) -> ThingId {
    let kept = world.people[who].open().keep_entry(text(title)).unwrap();
    kept.summary.id
}

fn share(world: &mut World, who: usize, id: ThingId) {
    let companion = world.people[who].open();
    let preview = companion.preview_share(id).unwrap();
    companion.share_now(id, &preview.consent).unwrap();
}

fn titles(world: &mut World, who: usize, audience: Audience) -> Vec<String> {
    let page = world.people[who].open().list_entries(None, 1000).unwrap();
    let mut titles: Vec<String> = page
        .entries
        .into_iter()
        .filter(|entry| entry.audience == audience)
        .map(|entry| entry.title)
        .collect();
    titles.sort();
    titles
}

fn sheet(companion: &mut Companion) -> NewSheet {
    let sheet = companion.begin_sheet(PASSPHRASE).unwrap();
    let typed = sheet
        .asked
        .map(|place| sheet.words[usize::from(place) - 1].to_uppercase());
    companion.confirm_sheet(&typed).unwrap();
    sheet
}

/// A place for backups, and one in it.
fn back_up(companion: &mut Companion) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lamplight.age");
    companion.prepare_backup(&file).unwrap().run().unwrap();
    companion.backup_was_made().unwrap();
    (folder, file)
}

fn surroundings(seed: u8) -> Surroundings {
    Surroundings::new(
        [seed; 32],
        || "2026-11-27T09:00:00Z".parse().unwrap(),
        || chrono_tz::Tz::UTC,
    )
}

fn empty_profile() -> (TempDir, Profile) {
    let folder = tempfile::tempdir().unwrap();
    let profile = Profile::at(folder.path()).unwrap();
    (folder, profile)
}

fn restored(profile: &Profile, file: &Path, words: &str) -> Result<(), CompanionError> {
    restore_backup(profile, file, words, PASSPHRASE, COST, &surroundings(9))
}

#[test]
fn an_old_backup_is_restored_and_both_sides_go_on() {
    for (seed, by_line) in [(1, false), (2, true), (3, false)] {
        let mut world = World::paired(seed);
        let (shared, kept) = (
            keep(&mut world, 0, "Shared early"),
            keep(&mut world, 0, "Mine early"),
        );
        share(&mut world, 0, shared);
        let later = keep(&mut world, 0, "Shared after the backup");
        world.pass(TimeDelta::seconds(20));
        let sheet = sheet(world.people[0].open());
        let (_folder, file) = back_up(world.people[0].open());

        // Life goes on after the backup, on both sides.
        share(&mut world, 0, later);
        let fresh = keep(&mut world, 0, "Written after the backup");
        share(&mut world, 0, fresh);
        let theirs = keep(&mut world, 1, "From Jo");
        share(&mut world, 1, theirs);
        world.pass(TimeDelta::seconds(20));
        assert_eq!(titles(&mut world, 1, Audience::Ours).len(), 4);

        let words = if by_line {
            sheet.line
        } else {
            sheet.words.join("\n")
        };
        world.replace_computer(0, &file, &words);
        assert_eq!(world.people[0].open().name(), "Aleksandra-Maria");
        // Written before anything came back.
        let again = keep(&mut world, 0, "Written on the new computer");
        share(&mut world, 0, again);
        let meanwhile = keep(&mut world, 1, "From Jo, meanwhile");
        share(&mut world, 1, meanwhile);
        world.pass(TimeDelta::seconds(60));

        let ours = titles(&mut world, 0, Audience::Ours);
        assert_eq!(ours, titles(&mut world, 1, Audience::Ours), "{seed}");
        assert_eq!(ours.len(), 6, "{ours:?}");
        assert_eq!(titles(&mut world, 0, Audience::Mine), ["Mine early"]);
        assert_eq!(
            world.people[0].open().view(kept).unwrap().body,
            "Mine early, at length."
        );
        for who in [0, 1] {
            let companion = world.people[who].open();
            assert!(companion.check().unwrap().is_whole());
            assert_eq!(companion.sharing().unwrap().set_aside, 0);
            assert_eq!(companion.sharing().unwrap().waiting_to_send, 0);
            for id in [shared, later, fresh, theirs, again, meanwhile] {
                companion.view(id).unwrap();
            }
        }
        // No log split: what is written from here on arrives as before.
        for who in [0, 1] {
            let id = keep(&mut world, who, "And on");
            share(&mut world, who, id);
        }
        world.pass(TimeDelta::seconds(20));
        assert_eq!(
            titles(&mut world, 0, Audience::Ours),
            titles(&mut world, 1, Audience::Ours)
        );
    }
}

#[test]
fn what_was_shared_later_and_written_on_here_stays_as_a_draft() {
    let mut world = World::paired(4);
    let id = keep(&mut world, 0, "Before");
    sheet(world.people[0].open());
    world.people[0]
        .open()
        .prepare_copy()
        .unwrap()
        .run()
        .unwrap();
    share(&mut world, 0, id);
    world.pass(TimeDelta::seconds(20));

    let copy = world.people[0].open().list_copies().remove(0);
    let home = world.people[0].companion.take().unwrap();
    home.lock().unwrap();
    world.cut_all();
    world.people[1].companion = None;
    let profile = Profile::at(world.people[0].folder()).unwrap();
    let with = Unlock::Passphrase(PASSPHRASE);
    companion::restore_copy(&profile, &copy.id, &with, &surroundings(3)).unwrap();
    world.start(0);
    let companion = world.people[0].open();
    assert_eq!(companion.view(id).unwrap().summary.audience, Audience::Mine);
    let mut changed = text("After");
    changed.id = Some(id);
    companion.keep_entry(changed).unwrap();

    world.start(1);
    world.pass(TimeDelta::seconds(60));
    let view = world.people[0].open().view(id).unwrap();
    assert_eq!(view.summary.audience, Audience::Ours);
    assert_eq!(view.summary.title, "Before");
    assert_eq!(view.draft.unwrap().title, "After");
    assert!(titles(&mut world, 0, Audience::Mine).is_empty());
}

#[test]
fn a_copy_is_restored_and_the_state_before_is_kept_aside() {
    let mut world = World::paired(5);
    let early = keep(&mut world, 0, "Early");
    share(&mut world, 0, early);
    world.pass(TimeDelta::seconds(20));
    world.people[0]
        .open()
        .prepare_copy()
        .unwrap()
        .run()
        .unwrap();
    keep(&mut world, 0, "Lost by the restore");
    let late = keep(&mut world, 0, "Late");
    share(&mut world, 0, late);
    world.pass(TimeDelta::seconds(20));

    let copies = world.people[0].open().list_copies();
    assert_eq!(copies.len(), 1);
    world.restore_copy(0, &copies[0].id);
    assert!(titles(&mut world, 0, Audience::Mine).is_empty());
    world.pass(TimeDelta::seconds(60));
    let ours = titles(&mut world, 0, Audience::Ours);
    assert_eq!(ours, ["Early", "Late"], "the partner sends what is missing");
    assert_eq!(ours, titles(&mut world, 1, Audience::Ours));

    // And back to what was there before.
    let copies = world.people[0].open().list_copies();
    assert_eq!(copies.len(), 2);
    assert!(copies[0].before_restoring && !copies[1].before_restoring);
    world.restore_copy(0, &copies[0].id);
    world.pass(TimeDelta::seconds(60));
    assert_eq!(
        titles(&mut world, 0, Audience::Mine),
        ["Lost by the restore"]
    );
    assert_eq!(titles(&mut world, 0, Audience::Ours), ["Early", "Late"]);
    assert!(world.people[0].open().check().unwrap().is_whole());
}

#[test]
fn a_restore_that_was_interrupted_is_finished() {
    let mut world = World::new(6);
    keep(&mut world, 0, "Kept");
    world.people[0]
        .open()
        .prepare_copy()
        .unwrap()
        .run()
        .unwrap();
    keep(&mut world, 0, "Later");
    let copy = world.people[0].open().list_copies().remove(0);
    world.people[0].companion.take().unwrap().lock().unwrap();
    let folder = world.people[0].folder().to_path_buf();
    let profile = Profile::at(&folder).unwrap();
    // As far as the rename of the first file, and no further.
    let ready = folder.join("restored");
    std::fs::create_dir(&ready).unwrap();
    for name in ["private.db", "shared.db", "pages.db"] {
        let from = folder.join("backups").join(&copy.id).join(name);
        std::fs::copy(from, ready.join(name)).unwrap();
    }
    std::fs::write(ready.join("day"), "2026-11-20").unwrap();
    std::fs::create_dir(ready.join("before")).unwrap();
    std::fs::rename(folder.join("private.db"), ready.join("before/private.db")).unwrap();

    drop(profile.lock().unwrap());
    assert!(!ready.exists());
    world.start(0);
    assert_eq!(titles(&mut world, 0, Audience::Mine), ["Kept"]);
    let copies = world.people[0].open().list_copies();
    assert!(copies[0].before_restoring);
    world.restore_copy(0, &copies[0].id);
    assert_eq!(titles(&mut world, 0, Audience::Mine), ["Kept", "Later"]);
}

#[test]
fn a_damaged_home_comes_back_from_a_copy() {
    for name in ["private.db", "shared.db", "pages.db", "home.json"] {
        let mut world = World::new(7);
        keep(&mut world, 0, "Kept");
        world.people[0]
            .open()
            .prepare_copy()
            .unwrap()
            .run()
            .unwrap();
        let copy = world.people[0].open().list_copies().remove(0);
        world.people[0].companion.take().unwrap().lock().unwrap();
        let folder = world.people[0].folder().to_path_buf();
        std::fs::write(folder.join(name), vec![b'x'; 8192]).unwrap();
        let profile = Profile::at(&folder).unwrap();
        let wrong = Unlock::Passphrase("not this one");
        let refused = companion::restore_copy(&profile, &copy.id, &wrong, &surroundings(1));
        assert!(
            matches!(refused, Err(CompanionError::WrongPassphrase)),
            "{name}"
        );
        let right = Unlock::Passphrase(PASSPHRASE);
        companion::restore_copy(&profile, &copy.id, &right, &surroundings(1)).unwrap();
        world.start(0);
        assert_eq!(titles(&mut world, 0, Audience::Mine), ["Kept"], "{name}");
    }
}

/// The key file can't be read, and there is no copy: a backup takes its place, and what was there
/// is kept.
#[test]
fn a_home_whose_keys_are_damaged_comes_back_from_a_backup() {
    let mut world = World::new(12);
    keep(&mut world, 0, "Kept");
    let sheet = sheet(world.people[0].open());
    let (_place, file) = back_up(world.people[0].open());
    keep(&mut world, 0, "After the backup");
    world.people[0].companion.take().unwrap().lock().unwrap();
    let folder = world.people[0].folder().to_path_buf();
    let profile = Profile::at(&folder).unwrap();
    let words = sheet.words.join(" ");
    let refused = restored(&profile, &file, &words);
    assert!(matches!(refused, Err(CompanionError::HomeExists)));

    let whole = std::fs::read_to_string(folder.join("home.json")).unwrap();
    let cut = &whole[..whole.len() - 40];
    std::fs::write(folder.join("home.json"), cut).unwrap();
    let other = "abandon ".repeat(23) + "art";
    let refused = restored(&profile, &file, &other);
    assert!(matches!(refused, Err(CompanionError::OtherSheet)));
    let vaults = ["private.db", "shared.db", "pages.db"].map(|name| folder.join(name));
    assert!(vaults.iter().all(|vault| vault.exists()), "untouched");

    restored(&profile, &file, &words).unwrap();
    world.start(0);
    assert_eq!(titles(&mut world, 0, Audience::Mine), ["Kept"]);
    let copies = world.people[0].open().list_copies();
    assert!(copies[0].before_restoring);
    // Whoever mends the key file still has everything.
    let before = folder.join("backups").join(&copies[0].id);
    assert_eq!(
        std::fs::read_to_string(before.join("home.json")).unwrap(),
        cut
    );
    std::fs::write(before.join("home.json"), &whole).unwrap();
    world.restore_copy(0, &copies[0].id);
    let mine = titles(&mut world, 0, Audience::Mine);
    assert_eq!(mine, ["After the backup", "Kept"]);
}

/// A disk too small for a backup: the one of before stays, nothing half is left, and with room
/// again it is made.
#[cfg(target_os = "linux")]
#[test]
fn a_backup_that_finds_no_room_leaves_the_one_before() {
    let disk = tempfile::tempdir().unwrap();
    let on_disk = |command: &str, options: &[&str]| {
        let mut command = std::process::Command::new(command);
        let status = command.args(options).arg(disk.path()).status();
        status.is_ok_and(|status| status.success())
    };
    if !on_disk("mount", &["-t", "tmpfs", "-o", "size=2m", "tmpfs"]) {
        eprintln!("skipped: may not mount here");
        return;
    }
    let mut world = World::new(14);
    let sheet = sheet(world.people[0].open());
    let file = disk.path().join("lamplight.age");
    let make = |world: &mut World| world.people[0].open().prepare_backup(&file).unwrap().run();
    keep(&mut world, 0, "Kept");
    make(&mut world).unwrap();
    let before = std::fs::read(&file).unwrap();
    for n in 0..40 {
        let mut long = text(&format!("Long {n}"));
        long.draft.body = format!("{n} word ").repeat(5_000);
        world.people[0].open().keep_entry(long).unwrap();
    }
    let full = make(&mut world);
    assert!(
        matches!(full, Err(CompanionError::CannotSave(CannotSave::DiskFull))),
        "{full:?}"
    );
    assert_eq!(std::fs::read(&file).unwrap(), before);
    assert_eq!(std::fs::read_dir(disk.path()).unwrap().count(), 1);
    assert!(world.people[0].open().check().unwrap().is_whole());

    assert!(on_disk("mount", &["-o", "remount,size=40m"]));
    make(&mut world).unwrap();
    let (_home, profile) = empty_profile();
    restored(&profile, &file, &sheet.line).unwrap();
    drop(world);
    assert!(on_disk("umount", &[]));
}

#[test]
fn a_copy_that_is_not_whole_replaces_nothing() {
    let mut world = World::new(8);
    keep(&mut world, 0, "Kept");
    for _ in 0..2 {
        world.people[0]
            .open()
            .prepare_copy()
            .unwrap()
            .run()
            .unwrap();
        let now = world.now();
        world.set_now(now + TimeDelta::days(1));
    }
    let copies = world.people[0].open().list_copies();
    let folder = world.people[0].folder().join("backups");
    let broken = folder.join(&copies[0].id).join("private.db");
    let mut bytes = std::fs::read(&broken).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 64].fill(7);
    std::fs::write(&broken, bytes).unwrap();
    world.people[0].companion.take().unwrap().lock().unwrap();
    let profile = Profile::at(world.people[0].folder()).unwrap();
    let with = Unlock::Passphrase(PASSPHRASE);
    let refused = companion::restore_copy(&profile, &copies[0].id, &with, &surroundings(2));
    assert!(matches!(refused, Err(CompanionError::VaultDamaged { .. })));
    for id in ["000099-2026-01-01", "../lock", ""] {
        let refused = companion::restore_copy(&profile, id, &with, &surroundings(2));
        assert!(matches!(refused, Err(CompanionError::NotFound)), "{id}");
    }
    world.start(0);
    assert_eq!(titles(&mut world, 0, Audience::Mine), ["Kept"]);
    world.restore_copy(0, &copies[1].id);
    assert_eq!(titles(&mut world, 0, Audience::Mine), ["Kept"]);
}

#[test]
fn a_copy_is_due_once_a_day_and_not_at_once() {
    let mut world = World::new(9);
    assert!(
        !world.people[0].open().copy_is_due(),
        "everything else comes first"
    );
    world.pass(TimeDelta::minutes(3));
    let companion = world.people[0].open();
    assert!(companion.copy_is_due());
    let job = companion.prepare_copy().unwrap();
    assert!(!companion.copy_is_due(), "it is being made");
    job.run().unwrap();
    companion.copy_was_made();
    world.pass(TimeDelta::minutes(2));
    assert!(!world.people[0].open().copy_is_due());
    world.crash(0);
    world.start(0);
    world.pass(TimeDelta::minutes(3));
    assert!(
        !world.people[0].open().copy_is_due(),
        "there is one of today"
    );
    let now = world.now();
    world.set_now(now + TimeDelta::days(1));
    assert!(world.people[0].open().copy_is_due());
    let files: Vec<_> = std::fs::read_dir(world.people[0].folder())
        .unwrap()
        .flatten()
        .collect();
    assert!(
        files
            .iter()
            .all(|file| !file.file_name().to_string_lossy().starts_with("making-")),
        "nothing is left in the making"
    );
}

#[test]
fn a_passphrase_that_was_given_up_opens_no_copy() {
    let mut world = World::new(10);
    let companion = world.people[0].open();
    companion.prepare_copy().unwrap().run().unwrap();
    let copy = companion.list_copies().remove(0);
    companion
        .change_passphrase(PASSPHRASE, "another one entirely", COST)
        .unwrap();
    world.people[0].companion.take().unwrap().lock().unwrap();
    let folder = world.people[0].folder().to_path_buf();
    std::fs::remove_file(folder.join("home.json")).unwrap();
    let profile = Profile::at(&folder).unwrap();
    let old = Unlock::Passphrase(PASSPHRASE);
    let refused = companion::restore_copy(&profile, &copy.id, &old, &surroundings(1));
    assert!(matches!(refused, Err(CompanionError::WrongPassphrase)));
    let new = Unlock::Passphrase("another one entirely");
    companion::restore_copy(&profile, &copy.id, &new, &surroundings(1)).unwrap();
}

#[test]
fn three_words_are_asked_back_at_once_and_after_thirty_days() {
    let mut world = World::new(11);
    let companion = world.people[0].open();
    assert_eq!(companion.today().unwrap().card, Some(FirstCard::Recovery));
    assert!(matches!(
        companion.begin_sheet("not this one").err(),
        Some(CompanionError::WrongPassphrase)
    ));
    let sheet = companion.begin_sheet(PASSPHRASE).unwrap();
    assert!(
        companion.sheet().unwrap().is_none(),
        "not in force before it was asked back"
    );
    let word = |place: u8| sheet.words[usize::from(place) - 1].to_owned();
    let [a, b, c] = sheet.asked;
    let wrong = companion.confirm_sheet(&[word(a), "lamplight".into(), word(c)]);
    assert!(matches!(wrong, Err(CompanionError::WrongWords { places }) if places == [b]));
    let view = companion
        .confirm_sheet(&[word(a), word(b), word(c)])
        .unwrap();
    assert!(view.confirmed && !view.drill_due);
    assert_ne!(companion.today().unwrap().card, Some(FirstCard::Recovery));

    let now = world.now();
    world.set_now(now + TimeDelta::days(31));
    let companion = world.people[0].open();
    let view = companion.sheet().unwrap().unwrap();
    assert!(view.drill_due);
    assert_eq!(companion.today().unwrap().card, Some(FirstCard::Drill));
    let [a, b, c] = view.asked;
    let wrong = companion.answer_drill(&[word(b), word(a), word(c)]);
    assert!(matches!(wrong, Err(CompanionError::WrongWords { .. })));
    let view = companion
        .answer_drill(&[word(a), word(b), word(c)])
        .unwrap();
    assert!(!view.drill_due && view.drilled_on.is_some());
    assert_ne!(view.asked, [a, b, c], "other words next time");
}

#[test]
fn a_forgotten_passphrase_is_replaced_with_the_words() {
    let mut world = World::new(12);
    keep(&mut world, 0, "Kept");
    let first = sheet(world.people[0].open());
    let second = sheet(world.people[0].open());
    assert_ne!(first.mark, second.mark);
    let mut home = world.people[0].companion.take().unwrap().lock().unwrap();
    let mut reset =
        |words: &str, next: &str| home.reset_passphrase(words, next, COST, &surroundings(4));
    let words = second.words.join(" ");
    assert!(matches!(
        reset(&first.words.join(" "), "a new one"),
        Err(CompanionError::OtherSheet)
    ));
    assert!(matches!(
        reset("only three words", "a new one"),
        Err(CompanionError::WordCount { found: 3 })
    ));
    assert!(matches!(
        reset(&words, "short"),
        Err(CompanionError::PassphraseTooShort { .. })
    ));
    let misspelled = words.replacen(second.words[4], "lampshade", 1);
    assert!(matches!(
        reset(&misspelled, "a new one"),
        Err(CompanionError::WrongWords { .. })
    ));
    reset(&words, "a new one").unwrap();
    let profile = Profile::at(world.people[0].folder()).unwrap();
    let home = LockedHome::find(&profile).unwrap().unwrap();
    let refused = home.unlock(
        &Unlock::Passphrase(PASSPHRASE),
        surroundings(1),
        Box::new(companion::InProcess),
    );
    let (home, error) = refused.err().unwrap();
    assert!(matches!(error, CompanionError::WrongPassphrase));
    let opened = home.unlock(
        &Unlock::Passphrase("a new one"),
        surroundings(1),
        Box::new(companion::InProcess),
    );
    assert!(opened.is_ok());
}

#[test]
fn an_earlier_day_does_not_bring_back_an_earlier_sheet() {
    for damaged in [false, true] {
        let mut world = World::new(16);
        let first = sheet(world.people[0].open());
        world.people[0]
            .open()
            .prepare_copy()
            .unwrap()
            .run()
            .unwrap();
        let second = sheet(world.people[0].open());
        let copy = world.people[0].open().list_copies().remove(0);
        if damaged {
            world.people[0].companion.take().unwrap().lock().unwrap();
            let vault = world.people[0].folder().join("private.db");
            std::fs::write(vault, vec![b'x'; 8192]).unwrap();
            let profile = Profile::at(world.people[0].folder()).unwrap();
            let with = Unlock::Passphrase(PASSPHRASE);
            companion::restore_copy(&profile, &copy.id, &with, &surroundings(1)).unwrap();
            world.start(0);
        } else {
            world.restore_copy(0, &copy.id);
        }
        let known = world.people[0].open().sheet().unwrap();
        // With a damaged vault nobody knows what the second one is sealed to: it is made anew.
        assert_eq!(
            known.map(|sheet| sheet.mark),
            (!damaged).then_some(second.mark.clone())
        );
        let companion = world.people[0].open();
        let mut reset = |sheet: &NewSheet| {
            companion.reset_passphrase(&sheet.words.join(" "), "another one entirely", COST)
        };
        assert!(matches!(reset(&first), Err(CompanionError::OtherSheet)));
        reset(&second).unwrap();
    }
}

#[test]
fn what_is_no_backup_makes_no_home() {
    let mut world = World::new(13);
    keep(&mut world, 0, "Kept");
    let companion = world.people[0].open();
    assert!(matches!(
        companion.prepare_backup(Path::new("x.age")).err(),
        Some(CompanionError::NoSheet)
    ));
    let sheet = sheet(companion);
    let words = sheet.words.join(" ");
    let inside = world.people[0].folder().join("b.age");
    let inside = world.people[0].open().prepare_backup(&inside);
    assert!(matches!(
        inside.err(),
        Some(CompanionError::BackupInsideProfile)
    ));
    let (folder, file) = back_up(world.people[0].open());
    let whole = std::fs::read(&file).unwrap();
    let (_home, profile) = empty_profile();

    for length in [0, 10, 250, 1000, whole.len() / 2, whole.len() - 1] {
        let cut = folder.path().join("cut.age");
        std::fs::write(&cut, &whole[..length]).unwrap();
        let refused = restored(&profile, &cut, &words);
        assert!(
            matches!(refused, Err(CompanionError::NotABackup)),
            "{length}: {refused:?}"
        );
        assert!(LockedHome::find(&profile).unwrap().is_none());
    }
    for place in [5, 300, 1000, whole.len() / 2, whole.len() - 5] {
        let mut altered = whole.clone();
        altered[place] ^= 1;
        let path = folder.path().join("altered.age");
        std::fs::write(&path, altered).unwrap();
        let refused = restored(&profile, &path, &words);
        assert!(
            matches!(
                refused,
                Err(CompanionError::NotABackup | CompanionError::OtherSheet)
            ),
            "{place}: {refused:?}"
        );
    }
    let mut other = World::new(14);
    let other = other.people[0].open().begin_sheet(PASSPHRASE).unwrap();
    let refused = restored(&profile, &file, &other.words.join(" "));
    assert!(matches!(refused, Err(CompanionError::OtherSheet)));
    let missing = restored(&profile, &folder.path().join("no.age"), &words);
    assert!(matches!(missing, Err(CompanionError::FileUnreadable)));
    let names: Vec<_> = std::fs::read_dir(profile.folder())
        .unwrap()
        .flatten()
        .collect();
    assert!(names.is_empty(), "{names:?}");

    restored(&profile, &file, &words).unwrap();
    let again = restored(&profile, &file, &words);
    assert!(
        matches!(again, Err(CompanionError::HomeExists)),
        "not over a home"
    );
}

#[test]
fn a_backup_that_can_t_be_written_leaves_the_one_before() {
    let mut world = World::new(15);
    keep(&mut world, 0, "Kept");
    let words = sheet(world.people[0].open()).words.join(" ");
    let (folder, file) = back_up(world.people[0].open());
    let before = std::fs::read(&file).unwrap();
    let nowhere = folder.path().join("gone").join("b.age");
    assert!(matches!(
        world.people[0].open().prepare_backup(&nowhere).err(),
        Some(CompanionError::FileUnreadable)
    ));
    // In the way of the temporary name is something that can't be written.
    std::fs::create_dir(folder.path().join("lamplight.age.part")).unwrap();
    let failed = world.people[0].open().prepare_backup(&file).unwrap().run();
    assert!(
        matches!(failed, Err(CompanionError::CannotSave(CannotSave::Io))),
        "{failed:?}"
    );
    assert_eq!(std::fs::read(&file).unwrap(), before);
    std::fs::remove_dir(folder.path().join("lamplight.age.part")).unwrap();

    // Half a backup of a process that was killed is no hindrance.
    std::fs::write(folder.path().join("lamplight.age.part"), "half").unwrap();
    world.people[0]
        .open()
        .prepare_backup(&file)
        .unwrap()
        .run()
        .unwrap();
    let (_home, profile) = empty_profile();
    restored(&profile, &file, &words).unwrap();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}
