//! A talk outlives a lock and a closed home at every step, and nothing of it leaves.

use chrono::TimeDelta;
use couple::talk::{
    Wish,
    running::{Company, Place, Press, Side},
};

use super::two::Two;
use crate::{CompanionError, WaitingTalk};

#[test]
fn a_talk_goes_on_after_every_step_though_the_home_was_closed() {
    let mut two = Two::paired();
    let way = [
        Press::GoOn,
        Press::Begin(Side::Other),
        Press::Wish(Wish::Help),
        Press::GoOn,
        Press::GoOn,
        Press::Skip,
        Press::Skip,
        Press::GoOn,
        Press::Wish(Wish::Listen),
        Press::GoOn,
        Press::GoOn,
        Press::GoOn,
    ];
    let mut at = two
        .home(0)
        .begin_talk("stress-talk", Company::Together, false)
        .unwrap()
        .run;
    for press in way {
        two.open_again(0);
        let mut found = two.home(0).talk("stress-talk").unwrap().run;
        assert_eq!((&found.place, found.moves), (&at.place, at.moves));
        assert!(found.paused, "the computer was away");
        let moves = found.moves;
        // Nothing but going on with it moves one that rests.
        assert!(
            two.home(0)
                .press_talk("stress-talk", moves, press, None)
                .is_err()
        );
        found = two
            .home(0)
            .press_talk("stress-talk", moves, Press::Resume, None)
            .unwrap()
            .run;
        assert!(!found.paused);
        at = two
            .home(0)
            .press_talk("stress-talk", moves, press, None)
            .unwrap()
            .run;
    }
    assert!(matches!(&at.place, Place::Step { step, .. } if step == "close"));
    let end = two
        .home(0)
        .press_talk("stress-talk", at.moves, Press::GoOn, None)
        .unwrap();
    assert_eq!(end.run.place, Place::Done);
    assert!(matches!(
        two.home(0).talk("stress-talk"),
        Err(CompanionError::NotFound)
    ));
}

#[test]
fn a_locked_screen_stops_the_clock_keeps_the_page_and_nothing_leaves() {
    let mut two = Two::paired();
    let left = two.sent.clone();
    let ada = two.home(0);
    ada.begin_talk("stress-talk", Company::Alone, false)
        .unwrap();
    ada.press_talk("stress-talk", 0, Press::Keep, Some("a long day"))
        .unwrap();
    two.settle();
    assert!(two.sent == left, "not one byte more went out");
    two.pass(TimeDelta::seconds(60));
    two.home(0).screen_was_locked();
    two.pass(TimeDelta::hours(5));
    two.open_again(0);
    let view = two.home(0).talk("stress-talk").unwrap();
    assert_eq!(
        (view.run.page(), view.clock),
        ("a long day", Some((480_000, 60_000)))
    );
    let line = &two.home(0).list_talks().unwrap()[2];
    assert!(matches!(
        line.waiting,
        Some(WaitingTalk::Here {
            company: Company::Alone,
            ..
        })
    ));
    two.home(0).put_talk_away("stress-talk").unwrap();
    assert_eq!(two.home(0).list_talks().unwrap()[2].waiting, None);
}

#[test]
fn one_of_a_newer_version_is_left_as_it_is() {
    let mut two = Two::paired();
    let ada = two.home(0);
    ada.private
        .write(|tx| tx.put_setting("talk-take-turns", &serde_json::json!({ "dance": 1 })))
        .unwrap();
    assert_eq!(
        ada.list_talks().unwrap()[0].waiting,
        Some(WaitingTalk::Newer)
    );
    for refused in [
        ada.talk("take-turns"),
        ada.begin_talk("take-turns", Company::Alone, true),
        ada.press_talk("take-turns", 0, Press::Resume, None),
    ] {
        assert!(matches!(refused, Err(CompanionError::MadeByNewer)));
    }
    ada.screen_was_locked();
    assert_eq!(
        ada.list_talks().unwrap()[0].waiting,
        Some(WaitingTalk::Newer)
    );
}
