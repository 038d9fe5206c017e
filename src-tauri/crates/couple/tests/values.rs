//! Entries, important dates, and what the values look like when stored.
#![allow(clippy::unwrap_used)]

mod common;

use chrono::{Datelike, Days, Duration, NaiveDate};
use chrono_tz::Tz;
use common::*;
use couple::cadence::{Cadence, LeapDay, Weekdays};
use couple::gesture::{GesturePlanError, GestureRef, Suits};
use couple::journal::{BODY_LIMIT, Draft, DraftError, RELEASE_WAIT, Release};
use couple::nudge::PlanState;
use couple::us::{ImportantDate, ImportantDateError};
use couple::{Moment, ThingId, ThingKind};
use proptest::prelude::*;

fn date(month: u32, day: u32, year: Option<i32>, leap: LeapDay) -> ImportantDate {
    ImportantDate {
        id: ThingId([1; 16]),
        title: "Wedding".into(),
        month,
        day,
        year,
        leap,
    }
}

proptest! {
    /// The next time is the first day, walking on, that is that day of the year.
    #[test]
    fn an_important_date_comes_round(year in 1900i32..2400, from in 0u64..366, of in 0u64..366, mar in any::<bool>()) {
        let leap = if mar { LeapDay::Mar1 } else { LeapDay::Feb28 };
        let start = NaiveDate::from_ymd_opt(year, 1, 1).unwrap() + Days::new(from);
        let pattern = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + Days::new(of);
        let date = date(pattern.month(), pattern.day(), None, leap);
        let next = date.next_on_or_after(start);
        let is_it = |day: NaiveDate| {
            let moved = (pattern.month(), pattern.day()) == (2, 29) && !day.leap_year();
            let wanted = if !moved { (pattern.month(), pattern.day()) } else if mar { (3, 1) } else { (2, 28) };
            (day.month(), day.day()) == wanted
        };
        prop_assert_eq!(Some(next), start.iter_days().take(367).find(|day| is_it(*day)));
    }

    #[test]
    fn limits_hold(title in 0usize..400, tags in 0usize..50, tag in 0usize..80) {
        let draft = Draft { title: "t".repeat(title), tags: vec!["x".repeat(tag); tags], ..Draft::default() };
        let good_tags = tags == 0 || (tags <= 40 && (1..=60).contains(&tag));
        prop_assert_eq!(draft.validate().is_ok(), title <= 300 && good_tags);
        let feelings = Draft { feelings: draft.tags.clone(), ..Draft::default() };
        prop_assert_eq!(feelings.validate().is_ok(), good_tags);
    }
}

#[test]
fn born_on_a_leap_day() {
    let birthday = date(2, 29, Some(1992), LeapDay::Feb28);
    assert_eq!(birthday.validate(), Ok(()));
    assert_eq!(
        birthday.next_on_or_after(day("2027-03-01")),
        day("2028-02-29")
    );
    assert_eq!(
        birthday.next_on_or_after(day("2027-02-28")),
        day("2027-02-28")
    );
    assert_eq!(
        date(2, 29, None, LeapDay::Mar1).next_on_or_after(day("2027-02-28")),
        day("2027-03-01")
    );
    assert_eq!(birthday.years_on(day("2027-02-28")), Some(35));
    assert_eq!(birthday.years_on(day("1991-02-28")), None);
}

#[test]
fn days_that_do_not_exist_are_refused() {
    assert_eq!(
        date(2, 29, Some(2023), LeapDay::Feb28).validate(),
        Err(ImportantDateError::NoSuchDay)
    );
    assert_eq!(
        date(4, 31, None, LeapDay::Feb28).validate(),
        Err(ImportantDateError::NoSuchDay)
    );
    assert_eq!(
        date(0, 1, None, LeapDay::Feb28).validate(),
        Err(ImportantDateError::NoSuchDay)
    );
    let untitled = ImportantDate {
        title: "  ".into(),
        ..date(1, 1, None, LeapDay::Feb28)
    };
    assert_eq!(untitled.validate(), Err(ImportantDateError::BadTitle));
    // What came from elsewhere still has an answer.
    assert_eq!(
        date(4, 31, None, LeapDay::Feb28).next_on_or_after(day("2026-05-01")),
        day("2027-04-30")
    );
    assert_eq!(
        date(99, 99, None, LeapDay::Feb28).next_on_or_after(day("2026-05-01")),
        day("2026-12-31")
    );
    let _ = date(12, 40, Some(i32::MIN), LeapDay::Mar1).next_on_or_after(NaiveDate::MAX);
    let _ = date(12, 40, Some(i32::MIN), LeapDay::Mar1).years_on(NaiveDate::MAX);
}

#[test]
fn a_body_may_be_a_mebibyte() {
    let body = |length| {
        Draft {
            body: "b".repeat(length),
            ..Draft::default()
        }
        .validate()
    };
    assert_eq!(body(BODY_LIMIT), Ok(()));
    assert_eq!(
        body(BODY_LIMIT + 1),
        Err(DraftError::BodyTooLong { limit: 1_048_576 })
    );
}

#[test]
fn ten_seconds() {
    let now = utc("2026-05-04T10:00:00Z");
    let release = Release::new(now);
    assert_eq!(release.at, now + RELEASE_WAIT);
    assert!(
        !release.is_due(now + Duration::milliseconds(9_999))
            && release.is_due(now + Duration::seconds(10))
    );
    assert!(
        !release.is_due(now - Duration::hours(1)),
        "a clock set back does not send early"
    );
}

#[test]
fn gestures_can_be_chosen_or_written() {
    assert_eq!(GestureRef::Library("bad-joke".into()).validate(), Ok(()));
    assert_eq!(
        GestureRef::Library("nope".into()).validate(),
        Err(GesturePlanError::UnknownGesture)
    );
    assert_eq!(
        GestureRef::Own(" ".into()).validate(),
        Err(GesturePlanError::BadOwnWords)
    );
    assert_eq!(
        GestureRef::Own("x".repeat(301)).validate(),
        Err(GesturePlanError::BadOwnWords)
    );
    for suits in [
        Suits::AnyTime,
        Suits::Morning,
        Suits::Daytime,
        Suits::Evening,
    ] {
        assert!(suits.window().from() < suits.window().to());
    }
    let mut plan = plan(
        1,
        Cadence::EveryDays(0),
        window("18:00", "20:00"),
        utc("2026-05-04T10:00:00Z"),
    );
    assert!(plan.validate().is_err());
    plan.cadence = Cadence::EveryDays(1);
    assert_eq!(plan.validate(), Ok(()));
}

/// Stored values are read again by every later version.
#[test]
fn stored_forms_stay() {
    let json = |value: &dyn erased::Json| value.json();
    let weekdays = Cadence::Weekdays(Weekdays::from_numbers(&[6, 1, 1]).unwrap());
    assert_eq!(json(&weekdays), r#"{"weekdays":[1,6]}"#);
    assert_eq!(json(&Cadence::EveryDays(3)), r#"{"everyDays":3}"#);
    let yearly = Cadence::Yearly {
        month: 2,
        day: 29,
        leap: LeapDay::Mar1,
    };
    assert_eq!(
        json(&yearly),
        r#"{"yearly":{"month":2,"day":29,"leap":"mar1"}}"#
    );
    assert_eq!(
        json(&GestureRef::Library("bad-joke".into())),
        r#"{"library":"bad-joke"}"#
    );
    assert_eq!(
        json(&window("22:00", "01:30")),
        r#"["22:00:00","01:30:00"]"#
    );
    assert_eq!(json(&ThingKind::ImportantDate), "5");
    assert_eq!(json(&ThingKind::Leanings), "8");
    assert_eq!(
        json(&ThingId([0xab; 16])),
        format!("\"{}\"", "ab".repeat(16))
    );
    let moment = Moment {
        at: utc("2026-05-04T10:00:00Z"),
        zone: Tz::Europe__Berlin,
    };
    assert_eq!(
        json(&moment),
        r#"{"at":"2026-05-04T10:00:00Z","zone":"Europe/Berlin"}"#
    );
    assert_eq!(moment.rfc3339(), "2026-05-04T12:00:00+02:00");

    assert!(serde_json::from_str::<Cadence>(r#"{"weekdays":[]}"#).is_err());
    assert!(serde_json::from_str::<ThingKind>("200").is_err());
    assert!(serde_json::from_str::<couple::cadence::Window>(r#"["08:00:00","08:00:30"]"#).is_err());
    // A state written before a field existed.
    assert_eq!(
        serde_json::from_str::<PlanState>("{}").unwrap(),
        PlanState::default()
    );
}

mod erased {
    pub trait Json {
        fn json(&self) -> String;
    }

    impl<T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug> Json for T {
        /// The text, which must read as the same value.
        fn json(&self) -> String {
            let text = serde_json::to_string(self).unwrap();
            assert_eq!(&serde_json::from_str::<T>(&text).unwrap(), self);
            text
        }
    }
}

#[test]
fn an_outing_survives_both_kinds_of_store() {
    use couple::outing::{Answer, Confirm, Item, ItemId, Offer, OfferId, Outing, Preparations};
    use couple::{PersonId, WallTime};
    let by = PersonId([3; 16]);
    let outing = Outing {
        id: ThingId([1; 16]),
        title: "Picnic".into(),
        note: String::new(),
        place: String::new(),
        offers: vec![Offer {
            id: OfferId(9),
            by,
            when: WallTime::parse("2026-05-08T19:00", "Asia/Tokyo").unwrap(),
            minutes: 60,
        }],
        answers: [((PersonId([4; 16]), OfferId(9)), Answer::Accepted)].into(),
        cancelled: false,
        idea: Some("picnic".into()),
        preparations: Preparations {
            items: [
                (
                    ItemId(7),
                    Item {
                        what: "The blanket".into(),
                        who: Some(PersonId([1; 16])),
                        pack: true,
                        done: false,
                    },
                ),
                (
                    ItemId(8),
                    Item {
                        what: "Buy bread".into(),
                        who: None,
                        pack: false,
                        done: true,
                    },
                ),
            ]
            .into(),
            budget: "A little".into(),
            rain: "Under the bridge".into(),
            confirm: Some(Confirm {
                what: "Ring the boathouse".into(),
                by: "2026-12-01".parse().unwrap(),
            }),
        },
        proposed_by: by,
    };
    let text = serde_json::to_string(&outing).unwrap();
    assert_eq!(serde_json::from_str::<Outing>(&text).unwrap(), outing);
    let bytes = postcard::to_stdvec(&outing).unwrap();
    assert_eq!(postcard::from_bytes::<Outing>(&bytes).unwrap(), outing);
    let plan = plan(
        1,
        Cadence::Weekdays(Weekdays::from_numbers(&[7]).unwrap()),
        window("18:00", "20:00"),
        utc("2026-05-04T10:00:00Z"),
    );
    let bytes = postcard::to_stdvec(&plan).unwrap();
    assert_eq!(
        postcard::from_bytes::<couple::gesture::GesturePlan>(&bytes).unwrap(),
        plan
    );
}
