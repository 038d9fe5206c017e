//! Two people and a folder, on at the same time or never.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use chrono::TimeDelta;
use companion::{
    CompanionError, EntryInput, Finding, PairingView, Trouble,
    couple::{ThingId, journal::Draft},
};
use testkit::World;

fn share(world: &mut World, who: usize, body: &str) -> ThingId {
    let companion = world.people[who].open();
    let kept = companion
        .keep_entry(EntryInput {
            id: None,
            draft: Draft {
                title: "A quiet evening".into(),
                body: body.into(),
                ..Draft::default()
            },
            ..EntryInput::default()
        })
        .unwrap();
    let id = kept.summary.id;
    let preview = companion.preview_share(id).unwrap();
    companion.share_now(id, &preview.consent).unwrap();
    world.settle();
    id
}

fn body(world: &mut World, who: usize, id: ThingId) -> Option<String> {
    world.people[who].open().view(id).ok().map(|view| view.body)
}

/// Two who have paired in one room, and use the folder alone from then on.
fn by_folder(seed: u64) -> World {
    let mut world = World::paired(seed);
    for who in [0, 1] {
        world.use_folder(who, true);
    }
    world
}

#[test]
fn two_who_are_never_on_at_once_pair_and_share_through_a_folder() {
    let mut world = World::new(1);
    world.use_folder(0, true);
    let PairingView::InviteReady { invite, .. } = world.people[0].open().make_invite().unwrap()
    else {
        panic!("no invitation");
    };
    assert!(invite.starts_with("lamplight1"));
    world.turn_off(0);
    world.use_folder(1, true);
    world.people[1].open().accept_invite(&invite).unwrap();
    world.visit(1);
    for _ in 0..2 {
        world.visit(0);
        world.visit(1);
    }
    let mut seen = Vec::new();
    for who in [0, 1] {
        world.start(who);
        world.pass(TimeDelta::seconds(12));
        let PairingView::Comparing { pictures, .. } = world.people[who].open().pairing_view()
        else {
            panic!("{:?}", world.people[who].open().pairing_view());
        };
        seen.push(pictures);
        world.people[who].open().confirm_pictures().unwrap();
        world.visit(who);
    }
    assert_eq!(seen[0], seen[1]);
    for _ in 0..3 {
        world.visit(0);
        world.visit(1);
    }
    world.start(0);
    assert_eq!(world.people[0].open().pairing_view(), PairingView::Paired);
    let id = share(&mut world, 0, "Found you.");
    world.visit(0);
    world.start(1);
    world.pass(TimeDelta::seconds(12));
    assert_eq!(world.people[1].open().pairing_view(), PairingView::Paired);
    assert_eq!(body(&mut world, 1, id).as_deref(), Some("Found you."));
    world.visit(1);
    world.visit(0);
    let left: Vec<&String> = world.folder.files.keys().collect();
    assert!(
        !left.iter().any(|path| path.contains("pair-")),
        "the pairing is swept: {left:?}"
    );
}

#[test]
fn nothing_is_called_delivered_before_the_other_has_confirmed_it() {
    let mut world = by_folder(2);
    world.turn_off(1);
    let id = share(&mut world, 0, "Tea?");
    world.pass(TimeDelta::minutes(1));
    let sharing = world.people[0].open().sharing().unwrap();
    assert!(sharing.waiting_to_send > 0);
    let view = world.people[0].open().mailbox_view().unwrap();
    assert_eq!(
        (view.unpublished, view.trouble, view.quiet),
        (0, None, true)
    );
    world.visit(0);
    world.pass(TimeDelta::days(2));
    world.visit(1);
    world.start(0);
    world.pass(TimeDelta::seconds(12));
    let sharing = world.people[0].open().sharing().unwrap();
    assert_eq!(sharing.waiting_to_send, 0);
    let today = world.now().date_naive();
    assert_eq!(sharing.partner.unwrap().up_to_date, Some(today));
    world.start(1);
    assert!(body(&mut world, 1, id).is_some());
}

#[test]
fn a_confirmation_alone_is_not_confirmed() {
    let mut world = by_folder(3);
    share(&mut world, 0, "One.");
    share(&mut world, 1, "Two.");
    world.pass(TimeDelta::hours(1));
    let files = world.folder.files.len();
    world.pass(TimeDelta::hours(1));
    for who in [0, 1] {
        assert_eq!(
            world.people[who].open().sharing().unwrap().waiting_to_send,
            0
        );
        world.crash(who);
        world.start(who);
    }
    world.pass(TimeDelta::hours(1));
    assert_eq!(world.folder.files.len(), files, "quiet is quiet");
}

#[test]
fn direct_and_folder_at_once_double_nothing() {
    let mut world = World::paired(4);
    for who in [0, 1] {
        world.use_folder(who, false);
    }
    let mut ids = Vec::new();
    for n in 0..30 {
        ids.push(share(&mut world, n % 2, &format!("Page {n}")));
        if n % 7 == 0 {
            world.cut_all();
        }
        world.pass(TimeDelta::seconds(3));
    }
    world.pass(TimeDelta::minutes(10));
    for who in [0, 1] {
        let companion = world.people[who].open();
        let page = companion.entries_of_days(None, None, 100).unwrap();
        assert_eq!(page.len(), 30);
        assert_eq!(companion.sharing().unwrap().set_aside, 0);
        assert!(companion.check().unwrap().is_whole());
        assert!(companion.mailbox_view().unwrap().noticed.is_empty());
        for id in &ids {
            companion.view(*id).unwrap();
        }
    }
}

#[test]
fn with_the_direct_way_closed_nothing_leaves_but_through_the_folder() {
    let mut world = by_folder(5);
    for who in [0, 1] {
        world.people[who].sent.clear();
    }
    let id = share(&mut world, 0, "Quietly.");
    world.pass(TimeDelta::minutes(2));
    assert!(body(&mut world, 1, id).is_some());
    assert!(world.people.iter().all(|person| person.sent.is_empty()));
    let refused = world.people[0].open().connect_same_room();
    assert!(matches!(
        refused,
        Err(CompanionError::AlreadyPaired | CompanionError::DirectClosed)
    ));
    // And back: the direct way alone.
    for who in [0, 1] {
        world.people[who].open().clear_mailbox().unwrap();
        world.settle();
    }
    let files = world.folder.files.clone();
    let id = share(&mut world, 1, "Directly.");
    world.pass(TimeDelta::minutes(2));
    assert!(body(&mut world, 0, id).is_some());
    assert_eq!(world.folder.files, files);
}

#[test]
fn a_folder_that_is_emptied_takes_nothing_from_anyone() {
    let mut world = by_folder(6);
    let id = share(&mut world, 0, "Still here.");
    world.pass(TimeDelta::minutes(10));
    world.folder.files.clear();
    world.pass(TimeDelta::minutes(2));
    for who in [0, 1] {
        let view = world.people[who].open().mailbox_view().unwrap();
        assert!(
            view.noticed
                .iter()
                .any(|(what, _)| *what == Finding::Emptied)
        );
        assert_eq!(body(&mut world, who, id).as_deref(), Some("Still here."));
    }
    assert!(!world.folder.files.is_empty(), "published again");
}

#[test]
fn a_folder_in_trouble_keeps_what_waits_and_says_so() {
    let mut world = by_folder(7);
    world.folder.trouble = Some(Trouble::Full);
    let id = share(&mut world, 0, "It can wait.");
    world.pass(TimeDelta::minutes(10));
    let view = world.people[0].open().mailbox_view().unwrap();
    assert_eq!(view.trouble, Some(Trouble::Full));
    assert!(view.unpublished > 0 && !view.quiet);
    world.folder.trouble = None;
    world.pass(TimeDelta::minutes(6));
    assert!(body(&mut world, 1, id).is_some());
    assert_eq!(world.people[0].open().mailbox_view().unwrap().trouble, None);
}

#[test]
fn who_leaves_takes_their_files_along_and_says_farewell_or_nothing() {
    for quiet in [false, true] {
        let mut world = by_folder(8);
        share(&mut world, 0, "Once.");
        share(&mut world, 1, "Twice.");
        world.pass(TimeDelta::minutes(10));
        world.turn_off(1);
        let before = world.folder.files.len();
        world.folder.trouble = Some(Trouble::NotThere);
        world.people[0].open().stop_sharing(quiet).unwrap();
        world.pass(TimeDelta::minutes(1));
        assert_eq!(world.folder.files.len(), before);
        // The stick is in again, after a restart.
        world.crash(0);
        world.folder.trouble = None;
        world.start(0);
        world.pass(TimeDelta::minutes(2));
        assert!(world.folder.files.len() < before);
        let view = world.people[0].open().mailbox_view().unwrap();
        assert_eq!(view.address, None);
        world.start(1);
        world.pass(TimeDelta::minutes(2));
        let sharing = world.people[1].open().sharing().unwrap();
        assert_eq!(sharing.partner.is_none(), !quiet);
        assert_eq!(sharing.partner_left.is_some(), !quiet);
        let page = world.people[1]
            .open()
            .entries_of_days(None, None, 10)
            .unwrap();
        assert_eq!(page.len(), 2, "each keeps their own copy");
    }
}

#[test]
fn the_same_two_can_meet_again_in_the_same_folder_and_others_cannot() {
    let mut world = by_folder(9);
    share(&mut world, 0, "Before.");
    world.pass(TimeDelta::minutes(10));
    world.people[0].open().stop_sharing(false).unwrap();
    world.pass(TimeDelta::minutes(2));
    let marker = world.folder.files["v1/space"].clone();
    let mut strangers = World::paired(10);
    let refused = strangers.people[0]
        .open()
        .use_mailbox("fs:///x", Some(&marker));
    assert!(matches!(refused, Err(CompanionError::MailboxTaken)));
    for who in [0, 1] {
        assert!(world.people[who].open().partner_view().unwrap().is_none());
        world.people[who].open().clear_mailbox().unwrap();
    }
    world.settle();
    world.pair();
    for who in [0, 1] {
        world.use_folder(who, true);
    }
    let id = share(&mut world, 1, "Again.");
    world.pass(TimeDelta::minutes(2));
    assert_eq!(body(&mut world, 0, id).as_deref(), Some("Again."));
}

#[test]
fn no_word_of_anything_is_in_the_folder() {
    let mut world = by_folder(11);
    share(&mut world, 0, "A-word-that-nobody-else-may-read");
    let companion = world.people[0].open();
    let draft = Draft {
        title: "Mine".into(),
        body: "A-private-word".into(),
        ..Draft::default()
    };
    let kept = companion.keep_entry(EntryInput {
        id: None,
        draft,
        ..EntryInput::default()
    });
    kept.unwrap();
    world.pass(TimeDelta::minutes(10));
    for word in [
        "A-word-that",
        "A-private-word",
        "A quiet evening",
        "Aleksandra",
    ] {
        for (path, bytes) in &world.folder.files {
            let there = bytes
                .windows(word.len())
                .any(|part| part == word.as_bytes());
            assert!(!there && !path.contains(word), "{word} in {path}");
        }
    }
}

/// What was erased is in no file of mine any more, not even sealed; what was not stays.
#[test]
fn what_was_erased_is_in_no_file_of_mine() {
    let mut world = by_folder(11);
    let kept = share(&mut world, 0, "This one stays.");
    world.pass(TimeDelta::minutes(1));
    let before: Vec<String> = world.folder.files.keys().cloned().collect();
    let erased = share(&mut world, 0, &"Not one word of this. ".repeat(400));
    world.pass(TimeDelta::minutes(1));
    // The middle of the file that came then is the middle of the sealed page.
    let newest = world.folder.files.iter().filter(|(path, bytes)| {
        path.ends_with(".seg") && bytes.len() > 4000 && !before.contains(path)
    });
    let pieces: Vec<Vec<u8>> = newest
        .map(|(_, bytes)| bytes[bytes.len() / 2..][..64].to_vec())
        .collect();
    assert!(!pieces.is_empty(), "the page is in the folder");
    let found = |world: &World| {
        let holds = |bytes: &Vec<u8>| {
            pieces
                .iter()
                .any(|piece| bytes.windows(piece.len()).any(|window| window == piece))
        };
        world
            .folder
            .files
            .values()
            .filter(|file| holds(file))
            .count()
    };
    assert!(found(&world) > 0);
    world.people[0].open().erase_entry(erased, false).unwrap();
    world.pass(TimeDelta::minutes(2));
    assert_eq!(found(&world), 0, "it is still in a file");
    assert!(body(&mut world, 1, kept).is_some());
    // A partner who comes only now misses nothing, and is told of no damage.
    let later = share(&mut world, 0, "And one more.");
    world.pass(TimeDelta::minutes(2));
    assert_eq!(body(&mut world, 1, later).as_deref(), Some("And one more."));
    assert_eq!(world.people[1].open().sharing().unwrap().set_aside, 0);
}
