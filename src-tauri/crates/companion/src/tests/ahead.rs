//! On my mind: a day that is told is its author's, and what the other one makes of it is nobody's business.

use chrono::TimeDelta;
use couple::{Moment, WallTime, journal::Draft, us::AheadSort};

use super::two::Two;
use crate::{AheadInput, Companion, CompanionError, EntryInput, Tick};

fn day(local: &str, zone: &str, text: &str) -> AheadInput {
    AheadInput {
        sort: AheadSort::Hard,
        text: text.into(),
        at: WallTime::parse(local, zone).unwrap(),
        timed: true,
    }
}

fn list(home: &mut Companion) -> Vec<(bool, bool, String)> {
    let all = home.list_ahead().unwrap();
    all.into_iter()
        .map(|view| (view.mine, view.told, view.text))
        .collect()
}

#[test]
fn it_nudges_well_before_its_time_there_only_who_asked_and_never_again() {
    let mut two = Two::paired();
    let ada = two.home(0);
    let interview = day("2026-11-24T14:00", "America/New_York", "Interview");
    let id = ada.add_ahead(interview, true).unwrap().id;
    assert!(matches!(
        ada.remind_of_ahead(id),
        Err(CompanionError::NotFound)
    ));
    two.settle();
    let before = two.sent.clone();
    let ben = two.home(1);
    let seen = ben.list_ahead().unwrap().remove(0);
    assert_eq!((seen.mine, seen.told, seen.may_remind), (false, true, true));
    assert_eq!(seen.here.unwrap().rfc3339(), "2026-11-24T20:00:00+01:00");
    assert!(ben.list_plans().unwrap().is_empty());
    let next = ben.remind_of_ahead(id).unwrap().next.unwrap().to_rfc3339();
    assert!(
        ("2026-11-24T17:30".."2026-11-24T18:30").contains(&&*next),
        "{next}"
    );
    // What Ben makes of it, and what he notes for himself, leaves with nothing.
    let note = ben.add_ahead(
        day("2026-11-23T09:00", "Europe/Berlin", "Her dentist-zq7"),
        false,
    );
    let note = note.unwrap();
    ben.remind_of_ahead(note.id).unwrap();
    assert_eq!((note.mine, note.told), (false, false));
    two.settle();
    assert_eq!(two.sent, before, "not one byte of it went out");
    let both = [
        (false, false, "Her dentist-zq7".to_owned()),
        (false, true, "Interview".to_owned()),
    ];
    assert_eq!(list(two.home(1)), both);
    assert_eq!(list(two.home(0)), [(true, true, "Interview".to_owned())]);

    // Hushed, it is out of sight; taken back, it is gone; over, it does not come again in a year.
    let ben = two.home(1);
    ben.hush_ahead(id, true).unwrap();
    assert_eq!(ben.list_plans().unwrap().len(), 1);
    assert!(ben.list_ahead().unwrap()[1].hushed);
    ben.remind_of_ahead(id).unwrap();
    assert!(!ben.list_ahead().unwrap()[1].hushed);
    two.home(0).remove_ahead(id, true).unwrap();
    two.settle();
    assert_eq!(two.home(1).list_plans().unwrap().len(), 1);
    assert_eq!(list(two.home(1)).len(), 1);
    two.pass(TimeDelta::days(9));
    let ben = two.home(1);
    let _ = ben.tick(Tick {
        nudges: true,
        network: false,
        steady: true,
    });
    assert!(ben.list_plans().unwrap().is_empty());
    assert!(list(ben).is_empty());
    for who in [0, 1] {
        assert!(two.home(who).check().unwrap().is_whole());
    }
}

#[test]
fn only_its_author_takes_it_back_and_after_the_sharing_only_notes_are_left() {
    let mut two = Two::paired();
    let ada = two.home(0);
    let id = ada
        .add_ahead(day("2026-11-24T14:00", "Europe/Berlin", "Interview"), true)
        .unwrap()
        .id;
    two.settle();
    let ben = two.home(1);
    assert!(matches!(
        ben.remove_ahead(id, true),
        Err(CompanionError::NotYours)
    ));
    ben.remind_of_ahead(id).unwrap();
    ben.add_ahead(day("2026-11-24T15:00", "Europe/Berlin", "Noted"), false)
        .unwrap();
    ben.stop_sharing(true).unwrap();
    assert_eq!(list(ben), [(false, false, "Noted".to_owned())]);
    assert!(ben.list_plans().unwrap().is_empty());
    let told = ben.add_ahead(day("2026-11-24T15:00", "Europe/Berlin", "x"), true);
    assert!(matches!(told, Err(CompanionError::NoPartner)));
    for (at, text) in [("2026-11-01T10:00", "x"), ("2031-11-01T10:00", "x")] {
        let bad = ben.add_ahead(day(at, "Europe/Berlin", text), false);
        assert!(matches!(bad, Err(CompanionError::BadTime)), "{at}");
    }
    for text in [" ", &"x".repeat(301)] {
        let bad = ben.add_ahead(day("2026-11-24T15:00", "Europe/Berlin", text), false);
        assert!(matches!(bad, Err(CompanionError::BadInput { .. })));
    }
}

#[test]
fn their_clock_is_the_one_of_what_they_wrote_last() {
    let mut two = Two::paired();
    assert_eq!(two.home(1).their_zone().unwrap(), None);
    let ada = two.home(0);
    let there = Moment {
        at: ada.now(),
        zone: chrono_tz::America::New_York,
    };
    let draft = Draft {
        title: "From the other side".into(),
        ..Draft::default()
    };
    let entry = EntryInput {
        draft,
        written_at: Some(there),
        ..EntryInput::default()
    };
    let id = ada.keep_entry(entry).unwrap().summary.id;
    let preview = ada.preview_share(id).unwrap();
    ada.share_now(id, &preview.consent).unwrap();
    assert_eq!(ada.their_zone().unwrap(), None, "she wrote it, not he");
    two.settle();
    let zone = two.home(1).their_zone().unwrap();
    assert_eq!(zone, Some(chrono_tz::America::New_York));
}
