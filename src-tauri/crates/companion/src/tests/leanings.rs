//! What one of them makes of an idea stays with them.

use couple::leaning::{Leaning, Mark};

use super::two::Two;
use crate::CompanionError;

#[test]
fn leanings_are_kept_and_nothing_of_them_leaves() {
    let mut two = Two::paired();
    let left = two.sent.clone();
    let ada = two.home(0);
    ada.lean("picnic", Some(Leaning::Yes)).unwrap();
    ada.lean("sunrise", Some(Leaning::No)).unwrap();
    ada.lean("sunrise", Some(Leaning::Maybe)).unwrap();
    ada.lean("concert", Some(Leaning::No)).unwrap();
    ada.lean("concert", None).unwrap();
    ada.lay_gesture_aside("short-walk", true).unwrap();
    ada.mark_idea("picnic", Mark::NewToUs, true).unwrap();
    ada.mark_idea("sunrise", Mark::Excited, true).unwrap();
    ada.mark_idea("concert", Mark::Excited, true).unwrap();
    ada.mark_idea("concert", Mark::Excited, false).unwrap();
    assert!(matches!(
        ada.lean("no-such-idea", Some(Leaning::Yes)),
        Err(CompanionError::NotFound)
    ));
    two.settle();
    assert_eq!(two.sent, left, "not one byte more went out");
    assert_eq!(two.home(0).sharing().unwrap().waiting_to_send, 0);

    two.open_again(0);
    let mine = two.home(0).leanings().unwrap();
    let ideas = [("picnic", Leaning::Yes), ("sunrise", Leaning::Maybe)];
    assert_eq!(
        mine.ideas,
        ideas.map(|(id, said)| (id.to_owned(), said)).into()
    );
    assert_eq!(mine.aside, ["short-walk".to_owned()].into());
    assert_eq!(mine.new_to_us, ["picnic".to_owned()].into());
    assert_eq!(mine.excited, ["sunrise".to_owned()].into());
    let theirs = two.home(1).leanings().unwrap();
    assert!(theirs.ideas.is_empty() && theirs.aside.is_empty());
    assert!(theirs.new_to_us.is_empty() && theirs.excited.is_empty());
}
