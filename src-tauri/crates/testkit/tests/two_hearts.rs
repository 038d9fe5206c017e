//! Stories of two people over a simulated network.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use chrono::TimeDelta;
use companion::{
    Author, CompanionError, EntryInput, Notice, OutingInput, PairingView,
    couple::{
        ThingId, WallTime,
        journal::{Audience, Draft},
        outing::Stage,
    },
};
use testkit::{Weather, World};

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

/// Keeps an entry and shares it without waiting.
fn share(world: &mut World, who: usize, title: &str, body: &str) -> ThingId {
    let companion = world.people[who].open();
    let id = companion.keep_entry(text(title, body)).unwrap().summary.id;
    let preview = companion.preview_share(id).unwrap();
    companion.share_now(id, &preview.consent).unwrap();
    id
}

fn titles(world: &mut World, who: usize) -> Vec<String> {
    let page = world.people[who].open().list_entries(None, 1000).unwrap();
    page.entries.into_iter().map(|entry| entry.title).collect()
}

#[test]
fn an_entry_waits_ten_seconds_and_then_arrives() {
    let mut world = World::paired(1);
    let a = world.people[0].open();
    let id = a
        .keep_entry(text("Bread", "It rose at last."))
        .unwrap()
        .summary
        .id;
    let preview = a.preview_share(id).unwrap();
    assert_eq!(preview.partner_name, "Jo");
    let waiting = a.share_entry(id, &preview.consent).unwrap();
    assert_eq!(waiting.summary.audience, Audience::Mine);
    assert!(waiting.summary.release.is_some());
    world.pass(TimeDelta::seconds(9));
    assert!(
        titles(&mut world, 1).is_empty(),
        "nothing leaves within ten seconds"
    );
    world.pass(TimeDelta::seconds(2));
    let arrived = world.people[1].open().view(id).unwrap();
    assert_eq!(arrived.body, "It rose at last.");
    assert_eq!(arrived.summary.author, Author::Partner);
    assert!(!arrived.may_write);
    assert!(
        world.people[1]
            .notices
            .contains(&Notice::EntryArrived { id })
    );
    assert_eq!(
        world.people[0].open().view(id).unwrap().summary.audience,
        Audience::Ours
    );
}

#[test]
fn locking_within_the_ten_seconds_leaves_it_mine() {
    let mut world = World::paired(2);
    let a = world.people[0].open();
    let id = a.keep_entry(text("Almost", "said")).unwrap().summary.id;
    let preview = a.preview_share(id).unwrap();
    a.share_entry(id, &preview.consent).unwrap();
    a.screen_was_locked();
    world.pass(TimeDelta::seconds(60));
    assert_eq!(
        world.people[0].open().view(id).unwrap().summary.audience,
        Audience::Mine
    );
    assert!(titles(&mut world, 1).is_empty());
}

#[test]
fn what_changed_since_the_preview_does_not_leave() {
    let mut world = World::paired(3);
    let a = world.people[0].open();
    let id = a.keep_entry(text("One", "first")).unwrap().summary.id;
    let preview = a.preview_share(id).unwrap();
    let mut changed = text("One", "second thoughts");
    changed.id = Some(id);
    a.keep_entry(changed).unwrap();
    assert!(matches!(
        a.share_entry(id, &preview.consent),
        Err(CompanionError::BadInput { .. })
    ));
}

#[test]
fn changes_to_an_ours_entry_stay_a_draft_until_they_are_shared() {
    let mut world = World::paired(4);
    let id = share(&mut world, 0, "Walk", "by the river");
    world.settle();
    let a = world.people[0].open();
    let mut changed = text("Walk", "by the river, at dusk");
    changed.id = Some(id);
    let view = a.keep_entry(changed).unwrap();
    assert_eq!(view.body, "by the river");
    assert_eq!(view.draft.unwrap().body, "by the river, at dusk");
    world.pass(TimeDelta::seconds(30));
    assert_eq!(
        world.people[1].open().view(id).unwrap().body,
        "by the river"
    );
    world.people[0].open().share_changes(id).unwrap();
    world.settle();
    let there = world.people[1].open().view(id).unwrap();
    assert_eq!(there.body, "by the river, at dusk");
    assert!(there.summary.changed_after_sharing);
}

#[test]
fn only_its_author_changes_or_removes_an_entry() {
    let mut world = World::paired(5);
    let id = share(&mut world, 0, "Mine to change", "x");
    world.settle();
    let b = world.people[1].open();
    let mut changed = text("Theirs", "y");
    changed.id = Some(id);
    assert!(matches!(
        b.keep_entry(changed),
        Err(CompanionError::NotYours)
    ));
    assert!(matches!(b.remove_entry(id), Err(CompanionError::NotYours)));
    world.people[0].open().remove_entry(id).unwrap();
    world.settle();
    assert!(titles(&mut world, 1).is_empty());
    world.people[0].open().restore_entry(id).unwrap();
    world.settle();
    assert_eq!(titles(&mut world, 1), ["Mine to change"]);
}

#[test]
fn pairing_sends_nothing_that_was_written_before() {
    let mut world = World::new(6);
    let a = world.people[0].open();
    let id = a
        .keep_entry(text("Before", "PLANTED-d41d8cd98f"))
        .unwrap()
        .summary
        .id;
    a.mark_for_later(id, true).unwrap();
    world.pair();
    share(&mut world, 0, "After", "hello");
    world.pass(TimeDelta::seconds(60));
    assert_eq!(titles(&mut world, 1), ["After"]);
    for bytes in &world.people[0].sent {
        assert!(
            !bytes
                .windows(18)
                .any(|window| window == b"PLANTED-d41d8cd98f")
        );
    }
}

#[test]
fn what_was_shared_while_one_was_off_comes_with_the_next_meeting() {
    let mut world = World::paired(7);
    world.crash(1);
    share(&mut world, 0, "While you slept", "snow");
    world.pass(TimeDelta::minutes(5));
    let sharing = world.people[0].open().sharing().unwrap();
    assert!(sharing.waiting_to_send > 0);
    world.start(1);
    world.pass(TimeDelta::seconds(30));
    assert_eq!(titles(&mut world, 1), ["While you slept"]);
    assert_eq!(world.people[0].open().sharing().unwrap().waiting_to_send, 0);
}

#[test]
fn nobody_is_said_to_be_up_to_date_before_they_acknowledged_it() {
    let mut world = World::paired(57);
    let line = |world: &mut World| {
        let partner = world.people[0].open().partner_view().unwrap().unwrap();
        (partner.up_to_date, partner.waiting)
    };
    share(&mut world, 0, "First", "rain");
    world.pass(TimeDelta::seconds(30));
    let first = world.now().date_naive();
    assert_eq!(line(&mut world), (Some(first), false));
    // Something of the very same day waits: the day is not said.
    world.crash(1);
    share(&mut world, 0, "Second", "snow");
    world.pass(TimeDelta::minutes(1));
    assert_eq!(line(&mut world), (None, true));
    // Of a later day what is true of the earlier one still is.
    world.set_now(world.now() + TimeDelta::days(3));
    world.pass(TimeDelta::seconds(30));
    assert_eq!(line(&mut world), (Some(first), true));
    world.start(1);
    world.pass(TimeDelta::seconds(30));
    assert_eq!(line(&mut world), (Some(world.now().date_naive()), false));
}

#[test]
fn a_date_is_proposed_moved_and_accepted() {
    let mut world = World::paired(8);
    let input = OutingInput {
        title: "Soup at ours".into(),
        note: String::new(),
        place: "Kitchen".into(),
        when: WallTime::parse("2026-11-27T19:00", "Europe/Berlin").unwrap(),
        minutes: 120,
        idea: None,
    };
    let id = world.people[0].open().propose_outing(input).unwrap().id;
    world.settle();
    assert_eq!(
        world.people[1].open().get_outing(id).unwrap().stage,
        Stage::AwaitingMe
    );
    let later = WallTime::parse("2026-11-28T19:00", "Europe/Berlin").unwrap();
    world.people[1]
        .open()
        .suggest_outing(id, later, 120)
        .unwrap();
    world.settle();
    let seen = world.people[0].open().get_outing(id).unwrap();
    assert_eq!((seen.stage, seen.when), (Stage::AwaitingMe, later));
    world.people[0].open().accept_outing(id).unwrap();
    world.settle();
    for who in [0, 1] {
        assert_eq!(
            world.people[who].open().get_outing(id).unwrap().stage,
            Stage::Planned
        );
    }
    world.people[1].open().cancel_outing(id).unwrap();
    world.settle();
    assert_eq!(
        world.people[0].open().get_outing(id).unwrap().stage,
        Stage::Cancelled
    );
}

#[test]
fn leaving_leaves_each_their_own_copy_and_works_offline() {
    for quiet in [false, true] {
        let mut world = World::paired(9);
        let from_a = share(&mut world, 0, "From A", "a");
        let from_b = share(&mut world, 1, "From B", "b");
        world.pass(TimeDelta::seconds(20));
        if quiet {
            world.crash(1);
        }
        world.people[0].open().stop_sharing(quiet).unwrap();
        world.settle();
        let a = world.people[0].open();
        assert!(a.partner_view().unwrap().is_none());
        assert_eq!(a.view(from_a).unwrap().summary.audience, Audience::Mine);
        // My copy of theirs is a thing of its own.
        assert!(a.view(from_b).is_err());
        let kept = a.list_entries(None, 10).unwrap().entries;
        let theirs: Vec<_> = kept
            .iter()
            .filter(|entry| entry.author == Author::Partner)
            .collect();
        assert_eq!(theirs.len(), 1);
        assert_eq!(theirs[0].title, "From B");
        assert_eq!(theirs[0].audience, Audience::Mine);
        if quiet {
            world.start(1);
        }
        world.pass(TimeDelta::seconds(60));
        let b = world.people[1].open();
        assert_eq!(
            b.partner_view().unwrap().is_some(),
            quiet,
            "quiet says nothing"
        );
        assert_eq!(b.sharing().unwrap().partner_left.is_some(), !quiet);
        if quiet {
            b.stop_sharing(true).unwrap();
        }
        // Pairing again starts empty.
        world.pair();
        world.pass(TimeDelta::seconds(30));
        let fresh = share(&mut world, 1, "New", "n");
        world.pass(TimeDelta::seconds(30));
        assert_eq!(world.people[0].open().view(fresh).unwrap().body, "n");
        assert_eq!(world.people[0].open().sharing().unwrap().entries, 1);
    }
}

#[test]
fn pairing_survives_a_restart_between_any_two_steps() {
    let mut world = World::new(10);
    let PairingView::InviteReady { invite, .. } = world.people[0].open().make_invite().unwrap()
    else {
        panic!();
    };
    world.crash(0);
    world.start(0);
    world.people[1].open().accept_invite(&invite).unwrap();
    world.settle();
    for who in [0, 1] {
        world.crash(who);
        world.start(who);
        world.pass(TimeDelta::seconds(20));
        world.people[who].open().confirm_pictures().unwrap();
        world.settle();
    }
    world.pass(TimeDelta::seconds(30));
    for who in [0, 1] {
        assert!(
            world.people[who].open().partner_view().unwrap().is_some(),
            "person {who}"
        );
    }
}

#[test]
fn different_pictures_end_it_on_both_sides() {
    let mut world = World::new(11);
    let PairingView::InviteReady { invite, .. } = world.people[0].open().make_invite().unwrap()
    else {
        panic!();
    };
    world.people[1].open().accept_invite(&invite).unwrap();
    world.settle();
    world.people[1].open().refuse_pictures().unwrap();
    world.settle();
    for who in [0, 1] {
        assert!(matches!(
            world.people[who].open().pairing_view(),
            PairingView::Failed(_)
        ));
        assert!(world.people[who].open().partner_view().unwrap().is_none());
    }
    // The invitation is spent, and a new one works.
    world.pair();
}

#[test]
fn an_entry_of_a_mebibyte_travels_whole() {
    let mut world = World::paired(12);
    let body: String = (0..40_000)
        .map(|n| format!("{n} lines and more\n"))
        .collect();
    let id = share(&mut world, 0, "Long", &body);
    world.pass(TimeDelta::seconds(30));
    assert_eq!(world.people[1].open().view(id).unwrap().body, body);
}

#[test]
fn a_bad_network_with_crashes_ends_in_equal_homes() {
    let seeds = std::env::var("LAMPLIGHT_SEEDS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(12);
    for seed in 100..100 + seeds {
        let mut world = World::paired(seed);
        world.weather = Weather {
            breaks: 15,
            repeats: 15,
        };
        let mut expected = 0;
        for round in 0..6u64 {
            let who = ((seed + round) % 2) as usize;
            share(&mut world, who, &format!("{seed} {round}"), "text");
            expected += 1;
            if (seed + round) % 3 == 0 {
                world.crash(1 - who);
                world.pass(TimeDelta::seconds(10));
                world.start(1 - who);
            }
            world.pass(TimeDelta::seconds(12));
        }
        world.weather = Weather::default();
        world.cut_all();
        world.pass(TimeDelta::seconds(180));
        let (a, b) = (titles(&mut world, 0), titles(&mut world, 1));
        assert_eq!(a.len(), expected, "seed {seed}: something was lost");
        assert_eq!(a, b, "seed {seed}: the two differ");
        for who in [0, 1] {
            assert!(
                world.people[who].open().check().unwrap().is_whole(),
                "seed {seed}"
            );
            let sharing = world.people[who].open().sharing().unwrap();
            assert_eq!(sharing.waiting_to_send, 0, "seed {seed}: not acknowledged");
        }
    }
}

/// A date of the two, with this note.
fn date(note: &str) -> OutingInput {
    OutingInput {
        title: "Soup".into(),
        note: note.into(),
        place: "Kitchen".into(),
        when: WallTime::parse("2026-11-27T19:00", "Europe/Berlin").unwrap(),
        minutes: 120,
        idea: None,
    }
}

#[test]
fn what_both_make_of_a_date_meets_and_is_told_where_it_is_one_place() {
    let mut world = World::paired(31);
    let id = world.people[0]
        .open()
        .propose_outing(date("Bring bread.\n\nAnd wine."))
        .unwrap()
        .id;
    world.settle();
    let later = WallTime::parse("2026-11-28T19:00", "Europe/Berlin").unwrap();
    world.people[1].open().accept_outing(id).unwrap();
    world.settle();
    let upon = world.people[0]
        .open()
        .get_outing(id)
        .unwrap()
        .version
        .unwrap();

    // The form is open here while the other changes the time and a paragraph of the note.
    let theirs = OutingInput {
        when: later,
        ..date("Bring bread.\n\nAnd juice.")
    };
    world.people[1]
        .open()
        .change_outing(id, theirs, None)
        .unwrap();
    world.settle();
    let a = world.people[0].open();
    let form = OutingInput {
        place: "Garden".into(),
        ..date("Bring bread and salt.\n\nAnd wine.")
    };
    let brought = a.bring_up_outing(id, &upon, form.clone()).unwrap();
    assert_eq!(brought.mine.note, "Bring bread and salt.\n\nAnd juice.");
    assert_eq!(
        (brought.mine.when, brought.mine.place.as_str()),
        (later, "Garden")
    );
    assert!(brought.both.is_empty());
    let clash = OutingInput {
        note: "Bring bread.\n\nAnd beer.".into(),
        ..form.clone()
    };
    let told = a.bring_up_outing(id, &upon, clash).unwrap();
    assert_eq!(
        (told.both[0].mine.as_str(), told.both[0].theirs.as_str()),
        ("And beer.", "And juice.")
    );
    assert_eq!(told.mine.note, "Bring bread.\n\nAnd beer.");
    // Kept from a form that knew nothing of it: nothing of theirs is undone, and no time is suggested again.
    let kept = a.change_outing(id, form, Some(&upon)).unwrap();
    assert_eq!(
        (kept.note.as_str(), kept.when),
        ("Bring bread and salt.\n\nAnd juice.", later)
    );
    assert_eq!(kept.stage, Stage::AwaitingMe);
    a.accept_outing(id).unwrap();
    world.settle();

    // Both at once, without a line between them.
    world.cut_all();
    for (who, note) in [
        (0, "Bring a loaf.\n\nAnd juice."),
        (1, "Bring rolls.\n\nAnd juice."),
    ] {
        let input = OutingInput {
            when: later,
            ..date(note)
        };
        world.people[who]
            .open()
            .change_outing(id, input, None)
            .unwrap();
    }
    assert!(
        world.people[0]
            .open()
            .get_outing(id)
            .unwrap()
            .both
            .is_empty()
    );
    world.pass(TimeDelta::minutes(5));
    world.settle();
    for (who, mine, other) in [
        (0, "Bring a loaf.", "Bring rolls."),
        (1, "Bring rolls.", "Bring a loaf."),
    ] {
        let both = world.people[who].open().get_outing(id).unwrap().both;
        assert_eq!(both.len(), 1, "{who}");
        assert_eq!(
            (both[0].mine.as_str(), both[0].theirs.as_str()),
            (mine, other)
        );
    }
    let input = OutingInput {
        when: later,
        ..date("Bring a loaf.")
    };
    world.people[0]
        .open()
        .change_outing(id, input, None)
        .unwrap();
    world.settle();
    assert!(
        world.people[1]
            .open()
            .get_outing(id)
            .unwrap()
            .both
            .is_empty(),
        "settled"
    );
}

#[test]
fn an_entry_changed_in_two_places_of_ones_own_meets_and_is_told() {
    let mut world = World::paired(32);
    let id = share(&mut world, 0, "Bread", "One.\n\nTwo.");
    let a = world.people[0].open();
    let upon = a.view(id).unwrap().version;
    let write = |title: &str, body: &str, upon: &Option<Vec<u8>>| EntryInput {
        id: Some(id),
        upon: upon.clone(),
        ..text(title, body)
    };
    // The page is open; from the command line it is changed and shared.
    a.keep_entry(write("Rye", "One.\n\nTwo, elsewhere.", &None))
        .unwrap();
    a.share_changes(id).unwrap();
    let draft = a
        .keep_entry(write("Bread", "One, here.\n\nTwo.", &upon))
        .unwrap()
        .draft
        .unwrap();
    assert!(draft.both.is_empty() && Some(draft.upon) == upon);
    let brought = a
        .bring_up_entry(
            id,
            upon.as_ref().unwrap(),
            text("Bread", "One, here.\n\nTwo.").draft,
        )
        .unwrap();
    assert_eq!(
        brought.mine,
        text("Rye", "One, here.\n\nTwo, elsewhere.").draft
    );
    let clash = a
        .keep_entry(write("Bread", "One.\n\nTwo, here.", &upon))
        .unwrap();
    let both = clash.draft.unwrap().both;
    assert_eq!(
        (both.len(), both[0].theirs.as_str()),
        (1, "Two, elsewhere.")
    );
    // Brought up, it stands upon the newest, and the mark has been seen.
    let brought = a
        .bring_up_entry(
            id,
            upon.as_ref().unwrap(),
            text("Bread", "One.\n\nTwo, here.").draft,
        )
        .unwrap();
    assert_eq!(brought.both, both);
    let kept = a
        .keep_entry(write(
            &brought.mine.title,
            &brought.mine.body,
            &Some(brought.upon),
        ))
        .unwrap();
    assert!(kept.draft.unwrap().both.is_empty());
    assert_eq!(a.share_changes(id).unwrap().body, "One.\n\nTwo, here.");
    world.settle();
    assert_eq!(
        world.people[1].open().view(id).unwrap().body,
        "One.\n\nTwo, here."
    );

    // The same with a page that is Mine.
    let a = world.people[0].open();
    let mine = a.keep_entry(text("Mine", "One.\n\nTwo.")).unwrap();
    let id = mine.summary.id;
    let change = |body: &str, upon: &Option<Vec<u8>>| EntryInput {
        id: Some(id),
        upon: upon.clone(),
        ..text("Mine", body)
    };
    a.keep_entry(change("One.\n\nTwo, elsewhere.", &None))
        .unwrap();
    assert_eq!(
        a.keep_entry(change("One, here.\n\nTwo.", &mine.version))
            .unwrap()
            .body,
        "One, here.\n\nTwo, elsewhere."
    );
    let never = Some(vec![1, 2, 3]);
    assert!(matches!(
        a.keep_entry(change("x", &never)),
        Err(CompanionError::BadInput { .. })
    ));
}

#[test]
fn what_was_shared_before_can_be_looked_at_and_taken_back_until_it_is_erased() {
    let mut world = World::paired(33);
    let id = share(&mut world, 0, "Bread", "One.\n\nTwo.");
    let change = |title: &str, body: &str| EntryInput {
        id: Some(id),
        ..text(title, body)
    };
    for body in ["One, hot.\n\nTwo.", "Zero.\n\nOne, hot."] {
        world.pass(TimeDelta::hours(1));
        let a = world.people[0].open();
        // What was not shared is in no version.
        a.keep_entry(change("Bread", "Thought better of.")).unwrap();
        a.keep_entry(change("Bread", body)).unwrap();
        a.share_changes(id).unwrap();
    }
    world.people[0].open().remove_entry(id).unwrap();
    world.people[0].open().restore_entry(id).unwrap();
    world.settle();
    for who in [0, 1] {
        let home = world.people[who].open();
        let lines = home.list_versions(id).unwrap();
        let times: Vec<bool> = lines.iter().map(|line| line.changed_at.is_some()).collect();
        assert_eq!(times, [true, true, false], "{who}");
        assert!(lines[0].changed_at > lines[1].changed_at);
        let bodies: Vec<_> = lines
            .iter()
            .map(|line| home.read_version(id, &line.version).unwrap())
            .collect();
        assert_eq!(bodies[0].body, "Zero.\n\nOne, hot.");
        assert_eq!(bodies[2].body, "One.\n\nTwo.");
        assert!(bodies[2].changes.is_empty());
        assert_eq!(
            (
                bodies[1].changes[0].before.as_str(),
                bodies[1].changes[0].after.as_str()
            ),
            ("One.", "One, hot.")
        );
        assert!(matches!(
            home.read_version(id, &[7]),
            Err(CompanionError::NotFound)
        ));
    }
    world.pass(TimeDelta::hours(1));
    let a = world.people[0].open();
    let first = a.list_versions(id).unwrap().pop().unwrap().version;
    let back = a.read_version(id, &first).unwrap();
    a.keep_entry(change(&back.title, &back.body)).unwrap();
    assert_eq!(a.share_changes(id).unwrap().body, "One.\n\nTwo.");
    assert_eq!(a.list_versions(id).unwrap().len(), 4);
    // Written anew, it has no past; nor has what is Mine.
    let anew = a.write_anew(id, false).unwrap().summary.id;
    assert_eq!(a.list_versions(anew).unwrap().len(), 1);
    assert!(matches!(a.list_versions(id), Err(CompanionError::NotFound)));
    let mine = a.keep_entry(text("Mine", "x")).unwrap().summary.id;
    assert_eq!(a.list_versions(mine).unwrap(), []);
    // Erased, nothing of any version is left here; the other's copy is theirs.
    a.erase_entry(anew, false).unwrap();
    assert!(matches!(
        a.list_versions(anew),
        Err(CompanionError::NotFound)
    ));
}
