//! What Today brings forward: one thing, and *Not now* is an answer.

use chrono::TimeDelta;
use couple::{
    talk::running::{Company, Press},
    us::{LeapDay, Sort},
};

use super::two::Two;
use crate::{CompanionError, Forward, ImportantDateInput, NoteInput, Whose};

fn brought(two: &mut Two) -> Option<String> {
    let forward = two.home(0).today().unwrap().forward;
    forward.map(|forward| match forward {
        Forward::InStep(line) => format!("{:?} {}", line.stage, line.talk),
        Forward::Promise(promise) => promise.text,
        Forward::Talk { id } => format!("go on {id}"),
        Forward::Gift { note, .. } => note.title,
        Forward::Suggested { id } => id.to_owned(),
        other => other.key(),
    })
}

fn not_now(two: &mut Two) {
    let key = two.home(0).today().unwrap().forward.unwrap().key();
    two.home(0).say_not_now(&key).unwrap();
    assert_eq!(brought(two), None, "nothing takes its place today");
}

/// It begins on a Friday evening.
#[test]
fn one_thing_at_a_time_and_not_now_is_an_answer() {
    let mut two = Two::paired();
    assert_eq!(brought(&mut two), None);
    let ada = two.home(0);
    ada.keep_important_date(
        None,
        ImportantDateInput {
            title: "Birthday".into(),
            month: 12,
            day: 1,
            year: None,
            leap: LeapDay::Feb28,
        },
    )
    .unwrap();
    ada.add_note(
        NoteInput {
            sort: Sort::Gift,
            whose: Whose::Partner,
            title: "A red kite".into(),
            text: String::new(),
        },
        false,
    )
    .unwrap();
    assert_eq!(brought(&mut two).as_deref(), Some("A red kite"));
    two.home(0)
        .begin_talk("good-news", Company::Alone, true)
        .unwrap();
    assert_eq!(brought(&mut two).as_deref(), Some("go on good-news"));
    let day = "2026-11-21".parse().unwrap();
    two.home(0).make_promise("The bins", day, false).unwrap();
    assert_eq!(brought(&mut two).as_deref(), Some("go on good-news"));
    let nothing = two.home(0).say_not_now("gift 1 2026");
    assert!(matches!(nothing, Err(CompanionError::BadInput { .. })));
    not_now(&mut two);

    // The next day: the promise first, then the gift, and the talk rests for a week.
    two.pass(TimeDelta::days(1));
    assert_eq!(brought(&mut two).as_deref(), Some("The bins"));
    let id = two.home(0).list_promises().unwrap()[0].id;
    two.home(0).close_promise(id, true).unwrap();
    assert_eq!(brought(&mut two).as_deref(), Some("A red kite"));
    not_now(&mut two);
    // Behind a card of the first days nothing suggests itself.
    two.pass(TimeDelta::days(1));
    assert_eq!(brought(&mut two), None);
    for card in ["recovery", "gesture", "notifications", "autostart"] {
        two.home(0).dismiss_card(card).unwrap();
    }
    assert_eq!(brought(&mut two).as_deref(), Some("weekly-talk"));
    not_now(&mut two);
    two.open_again(0);
    two.pass(TimeDelta::days(5));
    assert_eq!(brought(&mut two).as_deref(), Some("go on good-news"));
    let talk = two.home(0).talk("good-news").unwrap();
    let moves = talk.run.moves;
    let _ = two
        .home(0)
        .press_talk("good-news", moves, Press::Resume, None);
    two.home(0).put_talk_away("good-news").unwrap();
    assert_eq!(brought(&mut two), None);
}

#[test]
fn what_my_partner_asks_comes_first_and_can_wait() {
    let mut two = Two::paired();
    let asked = two.home(1).offer_in_step("good-news", true).unwrap();
    two.settle();
    assert_eq!(brought(&mut two).as_deref(), Some("Asked good-news"));
    not_now(&mut two);
    two.pass(TimeDelta::days(1));
    assert_eq!(brought(&mut two).as_deref(), Some("Asked good-news"));
    two.home(0).join_in_step(asked.unwrap().id, true).unwrap();
    assert_eq!(brought(&mut two).as_deref(), Some("UnderWay good-news"));
}
