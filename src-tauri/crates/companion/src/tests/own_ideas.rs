//! Ideas of the couple's own: what is Mine stays, what is Ours is both's.

use couple::{
    ThingId, WallTime,
    leaning::{Leaning, Mark},
    outing::{IdeaPlace, OwnIdea},
};

use super::two::Two;
use crate::{Companion, CompanionError, OutingInput, OwnIdeaInput, sharing::SHARING_IDEA};

fn idea(title: &str) -> OwnIdeaInput {
    OwnIdeaInput {
        title: title.into(),
        note: "The blue boat.".into(),
        hobby: false,
        place: IdeaPlace::Out,
        cost: 1,
        effort: 1,
        minutes: 120,
        lively: false,
        sober: true,
        children_asleep: false,
        step_free: false,
    }
}

fn list(home: &mut Companion) -> Vec<(String, u8, bool)> {
    let all = home.list_own_ideas().unwrap();
    all.into_iter()
        .map(|view| (view.idea.title, view.idea.cost, view.ours))
        .collect()
}

#[test]
fn an_idea_of_mine_never_leaves() {
    let mut two = Two::paired();
    let left = two.sent.clone();
    let ada = two.home(0);
    let mine = ada
        .add_own_idea(idea("  Row to the island "), false)
        .unwrap();
    let id = mine.idea.id.to_string();
    ada.change_own_idea(mine.idea.id, idea("Row round the island"))
        .unwrap();
    ada.lean(&id, Some(Leaning::Yes)).unwrap();
    ada.mark_idea(&id, Mark::Excited, true).unwrap();
    for (bad, broken) in [("title", idea(" ")), ("title", idea(&"x".repeat(301)))] {
        let refused = ada.add_own_idea(broken, false);
        assert!(matches!(refused, Err(CompanionError::BadInput { what }) if what == bad));
    }
    let endless = OwnIdeaInput {
        minutes: 0,
        ..idea("Never")
    };
    assert!(matches!(
        ada.add_own_idea(endless, false),
        Err(CompanionError::BadTime)
    ));
    two.settle();
    assert_eq!(two.sent, left, "not one byte more went out");
    two.open_again(0);
    let expected = [("Row round the island".to_owned(), 1, false)];
    assert_eq!(list(two.home(0)), expected);
    assert!(two.home(0).check().unwrap().is_whole());
    assert!(list(two.home(1)).is_empty());

    // Out of the jar, and back.
    two.home(0).remove_own_idea(mine.idea.id, true).unwrap();
    assert!(list(two.home(0)).is_empty());
    two.home(0).remove_own_idea(mine.idea.id, false).unwrap();
    assert_eq!(list(two.home(0)), expected);
}

#[test]
fn what_is_ours_both_change_and_two_changes_at_once_merge() {
    let mut two = Two::paired();
    let ours = two.home(0).add_own_idea(idea("Row"), true).unwrap().idea;
    two.settle();
    assert_eq!(list(two.home(1)), [("Row".to_owned(), 1, true)]);

    two.apart();
    two.home(0)
        .change_own_idea(ours.id, idea("Row to the island"))
        .unwrap();
    let dear = OwnIdeaInput {
        cost: 3,
        ..idea("Row")
    };
    two.home(1).change_own_idea(ours.id, dear).unwrap();
    two.meet();
    for who in [0, 1] {
        let merged = [("Row to the island".to_owned(), 3, true)];
        assert_eq!(list(two.home(who)), merged);
        assert!(two.home(who).check().unwrap().is_whole());
        assert_eq!(two.home(who).sharing().unwrap().ideas, 1);
    }
    two.home(1).remove_own_idea(ours.id, true).unwrap();
    two.settle();
    assert!(list(two.home(0)).is_empty());
}

#[test]
fn it_becomes_ours_only_as_it_was_seen_and_without_its_history() {
    let mut two = Two::paired();
    let ada = two.home(0);
    let id = ada.add_own_idea(idea("Secret draft"), false).unwrap();
    let id = id.idea.id;
    ada.change_own_idea(id, idea("Row to the island")).unwrap();
    let seen = ada.preview_idea(id).unwrap();
    assert_eq!(
        (&*seen.idea.title, &*seen.partner_name),
        ("Row to the island", "Ben")
    );
    // Changed after the preview: that consent counts no more, nor does one that was used.
    ada.change_own_idea(id, idea("Row to the lighthouse"))
        .unwrap();
    assert!(ada.share_idea(id, &seen.consent).is_err());
    let seen = ada.preview_idea(id).unwrap();
    ada.share_idea(id, &seen.consent).unwrap();
    assert!(ada.share_idea(id, &seen.consent).is_err());
    assert!(ada.preview_idea(id).is_err());
    let ours = [("Row to the lighthouse".to_owned(), 1, true)];
    assert_eq!(list(ada), ours);
    assert!(ada.private.own_idea(id).unwrap().is_none());
    let updates = ada.shared.updates(id).unwrap().concat();
    let holds = |word: &str| updates.windows(word.len()).any(|at| at == word.as_bytes());
    assert!(holds("lighthouse") && !holds("draft") && !holds("island"));
    two.settle();
    assert_eq!(list(two.home(1)), ours);
}

/// The program ended between the two vaults.
#[test]
fn a_sharing_that_was_interrupted_is_finished() {
    let mut two = Two::paired();
    let ada = two.home(0);
    let mine = ada.add_own_idea(idea("Row"), false).unwrap().idea;
    let other = ada.add_own_idea(idea("Chess"), false).unwrap().idea;
    for (begun, arrived) in [(&other, false), (&mine, true)] {
        two.home(0)
            .private
            .write(|tx| tx.put_meta(SHARING_IDEA, &begun.id.0))
            .unwrap();
        if arrived {
            two.home(0).keep_shared_idea(begun).unwrap();
        }
        two.open_again(0);
        let private = &two.home(0).private;
        assert_eq!(private.own_idea(begun.id).unwrap().is_none(), arrived);
        assert!(private.meta(SHARING_IDEA).unwrap().is_none());
    }
    let there = [("Chess".to_owned(), 1, false), ("Row".to_owned(), 1, true)];
    assert_eq!(list(two.home(0)), there);
}

#[test]
fn nothing_of_theirs_takes_the_place_of_an_idea_of_mine() {
    let mut two = Two::paired();
    let mine = two.home(0).add_own_idea(idea("Row"), false).unwrap().idea;
    let planted = OwnIdea {
        title: "Something else".into(),
        ..mine
    };
    two.home(1).keep_shared_idea(&planted).unwrap();
    two.settle();
    assert_eq!(list(two.home(0)), [("Row".to_owned(), 1, false)]);
    assert_eq!(two.home(0).sharing().unwrap().set_aside, 1);
}

/// A home that was put back to before the sharing has as Mine what is Ours.
#[test]
fn a_change_to_what_is_ours_waits_for_it_to_come_back() {
    let mut two = Two::paired();
    let ours = two.home(0).add_own_idea(idea("Row"), true).unwrap().idea;
    two.settle();
    two.home(0).keep_private_idea(&ours).unwrap();
    assert_eq!(list(two.home(0)), [("Row".to_owned(), 1, true)]);
    two.home(1)
        .change_own_idea(ours.id, idea("Row to the island"))
        .unwrap();
    two.settle();
    assert_eq!(two.home(0).sharing().unwrap().set_aside, 1);
    two.home(0).idea_shared_again(ours.id).unwrap();
    assert_eq!(
        list(two.home(0)),
        [("Row to the island".to_owned(), 1, true)]
    );
    assert_eq!(two.home(0).sharing().unwrap().set_aside, 0);
}

#[test]
fn after_the_sharing_each_keeps_it_with_what_they_made_of_it() {
    let mut two = Two::paired();
    let ours = two.home(0).add_own_idea(idea("Row"), true).unwrap().idea;
    two.settle();
    let id = ours.id.to_string();
    let ada = two.home(0);
    ada.lean(&id, Some(Leaning::Yes)).unwrap();
    ada.mark_idea(&id, Mark::NewToUs, true).unwrap();
    ada.propose_outing(OutingInput {
        title: "Row".into(),
        note: String::new(),
        place: String::new(),
        when: WallTime::parse("2026-11-27T19:00", "Europe/Berlin").unwrap(),
        minutes: 60,
        idea: Some(id),
    })
    .unwrap();
    two.settle();
    let mut kept: Vec<ThingId> = Vec::new();
    for who in [0, 1] {
        two.home(who).stop_sharing(true).unwrap();
        let home = two.home(who);
        assert_eq!(list(home), [("Row".to_owned(), 1, false)]);
        kept.push(home.list_own_ideas().unwrap()[0].idea.id);
        let date = home.list_outings().unwrap().remove(0);
        assert_eq!(date.idea, Some(kept[who].to_string()));
    }
    // Either may share theirs again with whom they like, so they are two things now.
    assert!(kept[0] != kept[1] && !kept.contains(&ours.id));
    let said = two.home(0).leanings().unwrap();
    let name = kept[0].to_string();
    assert_eq!(said.ideas, [(name.clone(), Leaning::Yes)].into());
    assert_eq!(said.new_to_us, [name].into());
}
