//! Leaving: alone, at once, offline, from either side or both; and beginning again.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use chrono::TimeDelta;
use companion::{
    Companion, CompanionError, EntryInput, Errand, OutingInput,
    couple::{
        ThingId, WallTime,
        journal::{Audience, Draft},
        outing::Stage,
    },
};
use testkit::World;

fn text(title: &str) -> EntryInput {
    EntryInput {
        draft: Draft {
            title: title.into(),
            body: format!("the words of {title}"),
            ..Draft::default()
        },
        ..EntryInput::default()
    }
}

fn share(world: &mut World, who: usize, title: &str) -> ThingId {
    let home = world.people[who].open();
    let id = home.keep_entry(text(title)).unwrap().summary.id;
    let preview = home.preview_share(id).unwrap();
    home.share_now(id, &preview.consent).unwrap();
    world.settle();
    id
}

fn propose(world: &mut World, who: usize, title: &str) -> ThingId {
    let outing = world.people[who].open().propose_outing(OutingInput {
        title: title.into(),
        note: String::new(),
        place: String::new(),
        when: WallTime::parse("2026-12-04T19:00", "Europe/Berlin").unwrap(),
        minutes: 120,
        idea: None,
    });
    let id = outing.unwrap().id;
    world.settle();
    id
}

/// Two people who have shared pages and dates, from both sides.
fn a_shared_life(seed: u64) -> World {
    let mut world = World::paired(seed);
    for (who, title) in [(0, "Bread"), (1, "The lake"), (0, "Rain")] {
        share(&mut world, who, title);
    }
    for (who, title) in [(0, "Mill"), (1, "Soup"), (0, "Swim")] {
        let id = propose(&mut world, who, title);
        world.people[1 - who].open().accept_outing(id).unwrap();
        world.settle();
    }
    world
}

fn titles(home: &Companion) -> Vec<String> {
    let page = home.list_entries(None, 1000).unwrap();
    let mut titles: Vec<_> = page.entries.into_iter().map(|entry| entry.title).collect();
    titles.sort();
    titles
}

/// Everything is there, as one's own, and life goes on.
fn is_solo(world: &mut World, who: usize) {
    let home = world.people[who].open();
    assert!(home.partner_view().unwrap().is_none());
    assert_eq!(titles(home), ["Bread", "Rain", "The lake"]);
    for entry in home.list_entries(None, 9).unwrap().entries {
        assert_eq!(entry.audience, Audience::Mine, "{}", entry.title);
        assert!(home.view(entry.id).unwrap().may_write);
    }
    let outings = home.list_outings().unwrap();
    assert_eq!(outings.len(), 3);
    assert!(outings.iter().all(|outing| outing.stage == Stage::Alone));
    let sharing = home.sharing().unwrap();
    assert_eq!((sharing.entries, sharing.outings), (0, 0));
    assert_eq!(sharing.waiting_to_send, 0);
    let kept = home.keep_entry(text("Alone")).unwrap().summary.id;
    home.remove_entry(kept).unwrap();
    assert!(matches!(
        home.preview_share(kept),
        Err(CompanionError::NoPartner)
    ));
    assert!(home.check().unwrap().is_whole());
}

#[test]
fn either_side_leaves_and_each_keeps_everything() {
    for (who, quiet) in [(0, false), (1, false), (0, true), (1, true)] {
        let mut world = a_shared_life(21);
        world.people[who].open().stop_sharing(quiet).unwrap();
        world.pass(TimeDelta::seconds(30));
        is_solo(&mut world, who);
        let other = world.people[1 - who].open();
        if quiet {
            // Nothing was said: the other one hears nothing more, until they stop too.
            assert!(other.partner_view().unwrap().is_some());
            other.stop_sharing(false).unwrap();
            world.settle();
        }
        is_solo(&mut world, 1 - who);
        world.crash(0);
        world.start(0);
        is_solo(&mut world, 0);
    }
}

#[test]
fn both_leave_at_once_together_or_apart() {
    for together in [true, false] {
        let mut world = a_shared_life(22);
        if !together {
            world.cut_all();
        }
        for who in [0, 1] {
            // The other one has not been let hear of it in between.
            world.people[who].open().stop_sharing(who == 1).unwrap();
        }
        world.pass(TimeDelta::minutes(2));
        for who in [0, 1] {
            is_solo(&mut world, who);
        }
    }
}

#[test]
fn a_leaving_that_the_power_interrupts_is_finished() {
    let mut interrupted = 0;
    for looks in 0..60 {
        let mut world = a_shared_life(23);
        let through = world.until_the_power_fails(0, looks, |home| {
            home.stop_sharing(false).unwrap();
        });
        world.start(0);
        if world.people[0].open().partner_view().unwrap().is_some() {
            // It had not begun; nothing has changed.
            assert!(!through);
            assert_eq!(
                titles(world.people[0].open()),
                ["Bread", "Rain", "The lake"]
            );
            world.people[0].open().stop_sharing(false).unwrap();
        } else {
            interrupted += u32::from(!through);
        }
        world.settle();
        is_solo(&mut world, 0);
        world.pass(TimeDelta::seconds(30));
        assert!(world.people[0].open().partner_view().unwrap().is_none());
        if through {
            assert!(interrupted > 3, "the power failed in the midst of it");
            return;
        }
    }
    panic!("it never got through");
}

#[test]
fn the_same_two_begin_again_with_nothing() {
    let mut world = a_shared_life(24);
    for who in [0, 1] {
        world.people[who].open().stop_sharing(true).unwrap();
    }
    world.settle();
    world.pair();
    world.pass(TimeDelta::minutes(5));
    for who in [0, 1] {
        let home = world.people[who].open();
        let sharing = home.sharing().unwrap();
        assert_eq!((sharing.entries, sharing.outings), (0, 0));
        for entry in home.list_entries(None, 9).unwrap().entries {
            assert_eq!(entry.audience, Audience::Mine);
        }
    }
    // What was Ours once is shared again by hand, and by whoever wrote it.
    let home = world.people[0].open();
    let again = home.list_entries(None, 9).unwrap().entries;
    let bread = again
        .iter()
        .find(|entry| entry.title == "Bread")
        .unwrap()
        .id;
    let lake = again
        .iter()
        .find(|entry| entry.title == "The lake")
        .unwrap();
    assert!(matches!(
        home.preview_share(lake.id),
        Err(CompanionError::NotYours)
    ));
    let preview = home.preview_share(bread).unwrap();
    home.share_now(bread, &preview.consent).unwrap();
    let new = share(&mut world, 1, "A new page");
    world.settle();
    assert_eq!(
        world.people[0].open().view(new).unwrap().summary.audience,
        Audience::Ours
    );
}

/// Someone else sees nothing of before: not in what is sent, not in what they keep.
#[test]
fn another_person_sees_nothing_of_before() {
    let mut world = a_shared_life(25);
    let mine = world.people[0].open().keep_entry(text("Never shared"));
    let mine = mine.unwrap().summary.id;
    world.people[0].open().stop_sharing(false).unwrap();
    world.settle();
    let before = world.people[0].sent.len();
    let jo = world.another(1, "Cleo");
    let old: Vec<ThingId> = world.people[0]
        .open()
        .list_entries(None, 99)
        .unwrap()
        .entries
        .iter()
        .map(|entry| entry.id)
        .collect();
    world.pair();
    let new = share(&mut world, 0, "For Cleo");
    world.pass(TimeDelta::minutes(5));

    let cleo = world.people[1].open();
    assert_eq!(titles(cleo), ["For Cleo"]);
    assert!(cleo.list_outings().unwrap().is_empty());
    assert_eq!(
        cleo.partner_view().unwrap().unwrap().name,
        "Aleksandra-Maria"
    );
    for id in old.iter().chain([&mine]).filter(|id| **id != new) {
        assert!(cleo.view(*id).is_err());
    }
    for token in [
        "Bread", "lake", "Rain", "Mill", "Soup", "Swim", "Never", "Jo",
    ] {
        assert!(cleo.search_entries(token, 9).unwrap().is_empty(), "{token}");
    }
    // Nor the ids, the keys or the endpoint of before, in any byte that was sent since.
    let jos = jo.companion.as_ref().unwrap().endpoint();
    for bytes in &world.people[0].sent[before..] {
        let holds = |needle: &[u8]| bytes.windows(needle.len()).any(|part| part == needle);
        assert!(!holds(&jos));
        for id in old.iter().filter(|id| **id != new) {
            assert!(!holds(&id.0));
        }
        for token in ["Bread", "The lake", "Never shared", "Mill"] {
            assert!(!holds(token.as_bytes()), "{token}");
        }
    }
    // And the one who was left cannot come in any more.
    assert_eq!(cleo_is_the_only_one(&mut world), 1);
}

fn cleo_is_the_only_one(world: &mut World) -> usize {
    let cleo = world.people[1].open().endpoint();
    let home = world.people[0].open();
    home.take_errands();
    // What is let in is said anew at every start.
    world.crash(0);
    let mut allowed = Vec::new();
    world.start_with(0, |errand| {
        if let Errand::Allow { peers } = errand {
            allowed.clone_from(peers);
        }
    });
    assert_eq!(allowed, [cleo]);
    allowed.len()
}
