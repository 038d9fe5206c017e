//! Dates that matter: what is Mine stays, what is Ours is both's.

use couple::us::{LeapDay, OurDate};

use super::two::Two;
use crate::{Companion, CompanionError, ImportantDateInput, sharing::SHARING_IDEA};

fn date(title: &str, day: u32, year: Option<i32>) -> ImportantDateInput {
    ImportantDateInput {
        title: title.into(),
        month: 5,
        day,
        year,
        leap: LeapDay::Feb28,
    }
}

fn list(home: &Companion) -> Vec<(String, u32, Option<i32>, bool)> {
    let all = home.list_important_dates().unwrap();
    all.into_iter()
        .map(|view| (view.date.title, view.date.day, view.date.year, view.ours))
        .collect()
}

#[test]
fn one_is_mine_until_it_is_shared_as_it_was_seen() {
    let mut two = Two::paired();
    let before = two.sent.clone();
    let ada = two.home(0);
    let secret = ada.keep_important_date(None, date("Surely not Ida", 9, None));
    let id = secret.unwrap().date.id;
    let seen = ada.preview_short(id).unwrap();
    let real = date("The day we met", 9, Some(2011));
    ada.keep_important_date(Some(id), real).unwrap();
    assert!(ada.share_short(id, &seen.consent).is_err());
    two.settle();
    assert_eq!(two.sent, before, "not one byte more went out");
    assert!(list(two.home(1)).is_empty());

    let ada = two.home(0);
    let seen = ada.preview_short(id).unwrap();
    let day = seen.date.unwrap().date;
    assert_eq!(
        (&*seen.title, day.day, day.year),
        ("The day we met", 9, Some(2011))
    );
    ada.share_short(id, &seen.consent).unwrap();
    assert!(matches!(
        ada.preview_short(id),
        Err(CompanionError::TooLateToWithhold)
    ));
    assert!(ada.private.important_date(id).unwrap().is_none());
    let updates = ada.shared.updates(id).unwrap().concat();
    assert!(!updates.windows(3).any(|at| at == b"Ida"));
    two.settle();
    let ours = [("The day we met".into(), 9, Some(2011), true)];
    for who in [0, 1] {
        assert_eq!(list(two.home(who)), ours);
        assert_eq!(two.home(who).sharing().unwrap().dates, 1);
        assert!(two.home(who).check().unwrap().is_whole());
    }
}

#[test]
fn both_change_what_is_ours_and_each_keeps_it_when_the_sharing_ends() {
    let mut two = Two::paired();
    let id = share(&mut two, date("We met", 9, None));
    two.settle();
    two.apart();
    let day = date("We met", 10, None);
    two.home(0).keep_important_date(Some(id), day).unwrap();
    let year = date("We met", 9, Some(2011));
    two.home(1).keep_important_date(Some(id), year).unwrap();
    two.meet();
    let merged = [("We met".into(), 10, Some(2011), true)];
    for who in [0, 1] {
        assert_eq!(list(two.home(who)), merged);
    }
    two.home(1).remove_important_date(id).unwrap();
    two.settle();
    assert!(list(two.home(0)).is_empty());
    two.home(0).restore_important_date(id).unwrap();
    two.settle();
    assert_eq!(list(two.home(1)), merged);

    let ben = two.home(1);
    ben.stop_sharing(false).unwrap();
    assert_eq!(list(ben), [("We met".into(), 10, Some(2011), false)]);
    assert!(ben.check().unwrap().is_whole());
}

/// The program ended between the two vaults; and a home that was put back to before the sharing.
#[test]
fn a_sharing_that_was_interrupted_is_finished() {
    let mut two = Two::paired();
    let ada = two.home(0);
    let id = ada
        .keep_important_date(None, date("We met", 9, None))
        .unwrap()
        .date
        .id;
    let mine = ada.shareable_date(id).unwrap();
    let private = &mut ada.private;
    private
        .write(|tx| tx.put_meta(SHARING_IDEA, &id.0))
        .unwrap();
    ada.keep_shared_record(&OurDate(mine.clone())).unwrap();
    assert_eq!(list(ada), [("We met".into(), 9, None, true)]);
    two.open_again(0);
    assert!(two.home(0).private.important_date(id).unwrap().is_none());
    two.meet();

    two.home(0).put_date(&mine).unwrap();
    let year = date("We met", 9, Some(2011));
    two.home(1).keep_important_date(Some(id), year).unwrap();
    two.settle();
    assert_eq!(two.home(0).sharing().unwrap().set_aside, 1);
    two.home(0).idea_shared_again(id).unwrap();
    assert_eq!(list(two.home(0)), [("We met".into(), 9, Some(2011), true)]);
    assert_eq!(two.home(0).sharing().unwrap().set_aside, 0);
}

fn share(two: &mut Two, input: ImportantDateInput) -> couple::ThingId {
    let ada = two.home(0);
    let id = ada.keep_important_date(None, input).unwrap().date.id;
    let seen = ada.preview_short(id).unwrap();
    ada.share_short(id, &seen.consent).unwrap();
    id
}
