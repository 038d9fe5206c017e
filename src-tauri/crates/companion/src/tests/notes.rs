//! What is good to know: what is Mine stays, what is Ours is both's.

use couple::us::Sort;
use walk::files;

use super::two::Two;
use crate::{Companion, CompanionError, NoteInput, Whose, sharing::SHARING_IDEA};

mod walk {
    use std::{fs, path::Path};

    /// Everything in a folder, byte for byte.
    pub(super) fn files(folder: &Path) -> Vec<Vec<u8>> {
        let mut all = Vec::new();
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            match entry.file_type().unwrap() {
                kind if kind.is_dir() => all.extend(files(&entry.path())),
                kind if kind.is_file() => all.push(fs::read(entry.path()).unwrap()),
                _ => {}
            }
        }
        all
    }
}

fn note(sort: Sort, whose: Whose, title: &str, text: &str) -> NoteInput {
    NoteInput {
        sort,
        whose,
        title: title.into(),
        text: text.into(),
    }
}

fn tea() -> NoteInput {
    note(Sort::Favourite, Whose::Me, "Tea", "Smoky, no milk")
}

fn list(home: &mut Companion) -> Vec<(String, String, Whose, bool)> {
    let all = home.list_notes().unwrap();
    all.into_iter()
        .map(|view| (view.title, view.text, view.whose, view.ours))
        .collect()
}

fn line(title: &str, text: &str, whose: Whose, ours: bool) -> (String, String, Whose, bool) {
    (title.into(), text.into(), whose, ours)
}

/// Tokens in what stays: in no frame, no file and no list of the partner's; and in no file of mine that can be read
/// without its key.
#[test]
fn what_is_mine_never_leaves_and_a_gift_never_can() {
    let mut two = Two::paired();
    let before = two.sent.clone();
    let ada = two.home(0);
    let gift = note(Sort::Gift, Whose::Partner, "Kite-zq81", "Red-zq82");
    let refused = ada.add_note(gift.clone(), true);
    assert!(matches!(
        refused,
        Err(CompanionError::BadInput { what: "sort" })
    ));
    let gift = ada.add_note(gift, false).unwrap();
    assert!(ada.preview_short(gift.id).is_err());
    let fact = note(Sort::Fact, Whose::Me, "Knee-zq83", "Since the fall-zq84");
    let fact = ada.add_note(fact, false).unwrap();
    // A preview that is not gone on with sends nothing.
    let seen = ada.preview_short(fact.id).unwrap();
    assert_eq!((&*seen.title, &*seen.partner_name), ("Knee-zq83", "Ben"));
    two.settle();
    assert_eq!(two.sent, before, "not one byte more went out");
    two.open_again(0);
    assert!(list(two.home(1)).is_empty());

    // Neither does one of mine become a gift by way of Ours.
    let ours = two.home(0).add_note(tea(), true).unwrap();
    let changed = two
        .home(0)
        .change_note(ours.id, note(Sort::Gift, Whose::Me, "Tea", ""));
    assert!(matches!(
        changed,
        Err(CompanionError::BadInput { what: "sort" })
    ));
    two.settle();

    let mut seen: Vec<Vec<u8>> = two.sent.concat();
    for folder in &two.folders {
        seen.extend(files(folder.path()));
    }
    assert!(seen.len() > 10);
    for token in ["zq81", "zq82", "zq83", "zq84", "Smoky"] {
        for bytes in &seen {
            assert!(!bytes.windows(token.len()).any(|at| at == token.as_bytes()));
        }
    }
    let opened = |home: &Companion| -> Vec<Vec<u8>> {
        let things = home.shared.things(couple::ThingKind::Note).unwrap();
        let updates = things
            .into_iter()
            .map(|id| home.shared.updates(id).unwrap());
        updates.flatten().collect()
    };
    for who in [0, 1] {
        let opened = opened(two.home(who)).concat();
        let holds = |token: &str| opened.windows(token.len()).any(|at| at == token.as_bytes());
        assert!(holds("Smoky") && !holds("zq8"), "{who}");
    }
}

#[test]
fn what_is_ours_appears_at_the_other_and_both_change_it() {
    let mut two = Two::paired();
    let ours = two.home(0).add_note(tea(), true).unwrap();
    two.settle();
    // What is mine to Ada is my partner's to Ben.
    let there = line("Tea", "Smoky, no milk", Whose::Partner, true);
    assert_eq!(list(two.home(1)), [there]);

    two.apart();
    let milk = note(Sort::Favourite, Whose::Me, "Tea", "With milk");
    two.home(0).change_note(ours.id, milk).unwrap();
    let cup = note(
        Sort::Favourite,
        Whose::Earlier,
        "Tea, big cup",
        "Smoky, no milk",
    );
    two.home(1).change_note(ours.id, cup).unwrap();
    two.meet();
    for (who, whose) in [(0, Whose::Me), (1, Whose::Partner)] {
        let merged = [line("Tea, big cup", "With milk", whose, true)];
        assert_eq!(list(two.home(who)), merged);
        assert!(two.home(who).check().unwrap().is_whole());
        assert_eq!(two.home(who).sharing().unwrap().notes, 1);
    }
    two.home(1).remove_note(ours.id, true).unwrap();
    two.settle();
    assert!(list(two.home(0)).is_empty());
    two.home(0).remove_note(ours.id, false).unwrap();
    two.settle();
    assert_eq!(list(two.home(1)).len(), 1);
}

#[test]
fn it_becomes_ours_only_as_it_was_seen_and_without_its_history() {
    let mut two = Two::paired();
    let ada = two.home(0);
    let secret = note(Sort::Size, Whose::Me, "Ring", "Surely not 49");
    let id = ada.add_note(secret, false).unwrap().id;
    let seen = ada.preview_short(id).unwrap();
    let real = note(Sort::Size, Whose::Me, "Ring", "54");
    ada.change_note(id, real).unwrap();
    assert!(ada.share_short(id, &seen.consent).is_err());
    let seen = ada.preview_short(id).unwrap();
    assert_eq!(seen.text, "54");
    // Nor does the consent for a note share an idea.
    assert!(ada.share_idea(id, &seen.consent).is_err());
    let seen = ada.preview_short(id).unwrap();
    ada.share_short(id, &seen.consent).unwrap();
    assert!(ada.share_short(id, &seen.consent).is_err());
    assert!(ada.private.record(id).unwrap().is_none());
    let updates = ada.shared.updates(id).unwrap().concat();
    assert!(!updates.windows(2).any(|at| at == b"49"));
    two.settle();
    assert_eq!(
        list(two.home(1)),
        [line("Ring", "54", Whose::Partner, true)]
    );
}

/// The program ended between the two vaults; and a home that was put back to before the sharing.
#[test]
fn a_sharing_that_was_interrupted_is_finished() {
    let mut two = Two::paired();
    let ada = two.home(0);
    let mine = ada.add_note(tea(), false).unwrap();
    let note = ada.shareable_note(mine.id).unwrap();
    let private = &mut ada.private;
    private
        .write(|tx| tx.put_meta(SHARING_IDEA, &mine.id.0))
        .unwrap();
    ada.keep_shared_record(&note).unwrap();
    two.open_again(0);
    let expected = [line("Tea", "Smoky, no milk", Whose::Me, true)];
    assert_eq!(list(two.home(0)), expected);
    assert!(two.home(0).private.record(mine.id).unwrap().is_none());
    two.meet();

    two.home(0).keep_private_record(&note).unwrap();
    let milk = super::notes::note(Sort::Favourite, Whose::Earlier, "Tea", "With milk");
    two.home(1).change_note(mine.id, milk).unwrap();
    two.settle();
    assert_eq!(two.home(0).sharing().unwrap().set_aside, 1);
    two.home(0).idea_shared_again(mine.id).unwrap();
    assert_eq!(
        list(two.home(0)),
        [line("Tea", "With milk", Whose::Me, true)]
    );
    assert_eq!(two.home(0).sharing().unwrap().set_aside, 0);
}

#[test]
fn after_the_sharing_each_keeps_it_and_it_is_about_who_it_was_about() {
    let mut two = Two::paired();
    two.home(0).add_note(tea(), true).unwrap();
    let other = note(Sort::Fact, Whose::Partner, "Bus", "Line 7");
    two.home(0).add_note(other, false).unwrap();
    two.settle();
    for who in [0, 1] {
        two.home(who).stop_sharing(true).unwrap();
    }
    assert_eq!(
        list(two.home(0)),
        [
            line("Tea", "Smoky, no milk", Whose::Me, false),
            line("Bus", "Line 7", Whose::Earlier, false)
        ]
    );
    let kept = line("Tea", "Smoky, no milk", Whose::Earlier, false);
    assert_eq!(list(two.home(1)), [kept]);
}

#[test]
fn what_does_not_fit_is_refused() {
    let mut two = Two::paired();
    let ada = two.home(0);
    for title in [" ", &"x".repeat(301)] {
        let refused = ada.add_note(note(Sort::Fact, Whose::Both, title, ""), false);
        assert!(matches!(
            refused,
            Err(CompanionError::BadInput { what: "title" })
        ));
    }
    let long = note(Sort::Fact, Whose::Both, "Long", &"x".repeat(20_000));
    let refused = ada.add_note(long, true);
    assert!(matches!(refused, Err(CompanionError::BodyTooLong { .. })));
    two.settle();
    assert!(list(two.home(1)).is_empty());
}
