//! A home whose newest changes are gone goes on without harm to what it shares.

use std::{fs, path::Path};

use chrono::TimeDelta;
use companion::{
    EntryInput, FirstCard,
    couple::{ThingId, journal::Draft},
};
use testkit::{Bug, World, caught};

fn share(world: &mut World, title: &str) -> ThingId {
    let companion = world.people[0].open();
    let input = EntryInput {
        draft: Draft {
            title: title.into(),
            ..Draft::default()
        },
        ..EntryInput::default()
    };
    let id = companion.keep_entry(input).unwrap().summary.id;
    let consent = companion.preview_share(id).unwrap().consent;
    companion.share_now(id, &consent).unwrap();
    world.settle();
    id
}

fn titles(world: &mut World, who: usize) -> Vec<String> {
    let page = world.people[who].open().list_entries(None, 100).unwrap();
    let mut titles: Vec<String> = page.entries.into_iter().map(|entry| entry.title).collect();
    titles.sort();
    titles
}

fn put_back(from: &Path, to: &Path) {
    for name in ["shared.db", "shared.db-wal"] {
        let _ = fs::remove_file(to.join(name));
        if from.join(name).exists() {
            fs::copy(from.join(name), to.join(name)).unwrap();
        }
    }
}

#[test]
fn what_the_partner_has_comes_back_and_nothing_is_frozen() {
    let mut world = World::paired(5);
    share(&mut world, "one");
    let before = tempfile::tempdir().unwrap();
    world.crash(0);
    let folder = world.people[0].folder().to_owned();
    put_back(&folder, before.path());
    world.start(0);
    share(&mut world, "two");
    assert_eq!(titles(&mut world, 1), ["one", "two"]);

    // The disk puts the shared file back to an earlier day, while the partner is away.
    world.crash(0);
    world.crash(1);
    put_back(before.path(), &folder);
    world.start(0);
    assert!(world.people[0].open().lost_changes().unwrap() > 0);
    assert_eq!(
        world.people[0].open().today().unwrap().card,
        Some(FirstCard::Lost)
    );
    share(&mut world, "three");

    world.start(1);
    world.pass(TimeDelta::seconds(60));
    for who in [0, 1] {
        assert_eq!(titles(&mut world, who), ["one", "three", "two"], "{who}");
        assert_eq!(world.people[who].open().sharing().unwrap().set_aside, 0);
        // Not even a split that was mended: there was none.
        assert_eq!(
            world.people[who]
                .open()
                .inspect_space()
                .unwrap()
                .unwrap()
                .forks,
            []
        );
    }

    // It is said until it was read, and not again.
    world.crash(0);
    world.start(0);
    let companion = world.people[0].open();
    assert!(companion.lost_changes().unwrap() > 0);
    companion.dismiss_card("lost").unwrap();
    assert_eq!(companion.lost_changes().unwrap(), 0);
    world.crash(0);
    world.start(0);
    assert_eq!(world.people[0].open().lost_changes().unwrap(), 0);
}

#[test]
fn a_log_that_is_written_on_is_noticed() {
    caught(
        Bug::LostLogContinued,
        what_the_partner_has_comes_back_and_nothing_is_frozen,
    );
}
