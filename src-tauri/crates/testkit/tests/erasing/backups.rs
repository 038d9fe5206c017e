//! What was erased is in no backup and no copy that is made from then on, for someone who holds
//! every key; in those of before it is.

use std::{fs, fs::File, io::Read, path::Path};

use chrono::TimeDelta;
use companion::unpack_members;
use keys::recovery::{Opened, RecoverySecret};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use testkit::{COST, PASSPHRASE, World, traces};

use crate::{input, keep, share_kept, token};

/// How often the token stands in a backup: in what is there to be read by people, and in every
/// page of the vaults.
fn in_backup(file: &Path, words: &RecoverySecret, token: &str) -> usize {
    let open = || Opened::with_words(words, File::open(file).unwrap()).unwrap();
    let mut members = Vec::new();
    open().read_to_end(&mut members).unwrap();
    let plain = members
        .windows(token.len())
        .filter(|part| *part == token.as_bytes())
        .count();
    let folder = tempfile::tempdir().unwrap();
    let mut key_file = unpack_members(open(), folder.path()).unwrap();
    let keys = key_file.unlock_with_recovery(words).unwrap();
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    key_file
        .set_passphrase(&keys, PASSPHRASE, COST, &mut rng)
        .unwrap();
    fs::write(folder.path().join("home.json"), key_file.to_json().unwrap()).unwrap();
    plain + traces(folder.path(), PASSPHRASE, token)
}

fn back_up(world: &mut World, to: &Path) {
    let job = world.people[0].open().prepare_backup(to).unwrap();
    job.run().unwrap();
}

fn copy(world: &mut World) -> String {
    let job = world.people[0].open().prepare_copy().unwrap();
    job.run().unwrap();
    world.people[0].open().list_copies().remove(0).id
}

#[test]
fn no_new_backup_or_copy_holds_what_was_erased() {
    for (seed, ours) in [(21, false), (22, true)] {
        let mut world = World::paired(seed);
        let token = token(seed);
        // The index shares beginnings: the end of the word is enough.
        let end = &token[8..];
        let sheet = world.people[0].open().begin_sheet(PASSPHRASE).unwrap();
        let typed = sheet
            .asked
            .map(|place| sheet.words[usize::from(place) - 1].to_owned());
        world.people[0].open().confirm_sheet(&typed).unwrap();
        let words = RecoverySecret::parse(&sheet.words.join(" ")).unwrap();

        let id = keep(&mut world, 0, &format!("{token} at first"));
        if ours {
            share_kept(&mut world, 0, id);
            world.pass(TimeDelta::seconds(20));
        }
        let later = input(Some(id), &token, &format!("then {token}"), &token);
        world.people[0].open().keep_entry(later).unwrap();
        let place = tempfile::tempdir().unwrap();
        let files = ["before.age", "after.age"].map(|name| place.path().join(name));
        back_up(&mut world, &files[0]);
        let before = copy(&mut world);

        world.people[0].open().erase_entry(id, false).unwrap();
        world.pass(TimeDelta::days(1));
        back_up(&mut world, &files[1]);
        let after = copy(&mut world);
        assert_ne!(before, after);
        let copies = world.people[0].folder().join("backups");
        let in_copy = |id: &str| traces(&copies.join(id), PASSPHRASE, end);
        // The search does find what is there.
        assert!(in_backup(&files[0], &words, end) > 0 && in_copy(&before) > 0);
        assert_eq!(in_backup(&files[1], &words, end), 0, "ours: {ours}");
        assert_eq!(in_copy(&after), 0, "ours: {ours}");
    }
}
