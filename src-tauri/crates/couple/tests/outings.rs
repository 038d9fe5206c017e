//! An outing between two computers that hear of each other late, or in any order.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Duration, NaiveDate, Utc, Weekday};
use chrono_tz::Tz;
use common::*;
use couple::outing::{
    Answer, MINUTES_LIMIT, OFFERS_LIMIT, Offer, OfferId, Outing, OutingError, OutingRefusal,
    QuickTimeId, Stage, quick_times,
};
use couple::{PersonId, ThingId, WallTime};
use proptest::prelude::*;

const ALEX: PersonId = PersonId([1; 16]);
const SAM: PersonId = PersonId([2; 16]);

fn other(person: PersonId) -> PersonId {
    if person == ALEX { SAM } else { ALEX }
}

fn wall(text: &str) -> WallTime {
    WallTime::parse(text, "Europe/Berlin").unwrap()
}

fn offer(id: u32, by: PersonId, when: &str) -> Offer {
    Offer {
        id: OfferId(id),
        by,
        when: wall(when),
        minutes: 120,
    }
}

fn outing(offers: Vec<Offer>) -> Outing {
    Outing {
        id: ThingId([7; 16]),
        title: "Picnic".into(),
        note: String::new(),
        place: "by the lake".into(),
        offers,
        answers: BTreeMap::new(),
        cancelled: false,
        idea: None,
        preparations: Default::default(),
        proposed_by: ALEX,
    }
}

fn mirrored(stage: Stage) -> Stage {
    match stage {
        Stage::AwaitingMe => Stage::AwaitingPartner,
        Stage::AwaitingPartner => Stage::AwaitingMe,
        same => same,
    }
}

/// One side's copy, as a document that merges would keep it: offers in an order both arrive at, answers by key, and a
/// cancellation that stays.
#[derive(Debug, Clone, Default, PartialEq)]
struct Copy {
    offers: BTreeMap<(usize, PersonId), Offer>,
    answers: BTreeMap<(PersonId, OfferId), (usize, Answer)>,
    cancelled: bool,
}

impl Copy {
    fn merge(&mut self, from: &Copy) {
        self.offers.extend(from.offers.iter());
        for (key, value) in &from.answers {
            let kept = self.answers.entry(*key).or_insert(*value);
            *kept = (*kept).max_by_time(*value);
        }
        self.cancelled |= from.cancelled;
    }

    fn value(&self) -> Outing {
        Outing {
            answers: self
                .answers
                .iter()
                .map(|(key, (_, answer))| (*key, *answer))
                .collect(),
            cancelled: self.cancelled,
            ..outing(self.offers.values().copied().collect())
        }
    }
}

trait ByTime {
    fn max_by_time(self, other: Self) -> Self;
}

impl ByTime for (usize, Answer) {
    fn max_by_time(self, other: Self) -> Self {
        if other.0 > self.0 { other } else { self }
    }
}

#[derive(Debug, Clone)]
enum Act {
    Suggest(i64),
    Accept,
    Decline,
    Cancel,
    /// Hears everything the other side has so far.
    Hear,
    Wait(i64),
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (-2i64..20).prop_map(Act::Suggest),
        3 => Just(Act::Accept),
        2 => Just(Act::Decline),
        1 => Just(Act::Cancel),
        5 => Just(Act::Hear),
        1 => (1i64..5).prop_map(Act::Wait),
    ]
}

/// Does what the guards allow on what this side knows.
fn act(copy: &mut Copy, me: PersonId, what: &Act, count: usize, now: DateTime<Utc>) {
    let value = copy.value();
    let they = Some(other(me));
    let length = copy
        .offers
        .keys()
        .map(|(time, _)| time + 1)
        .max()
        .unwrap_or(0);
    match what {
        Act::Suggest(days) => {
            let when = WallTime {
                local: (now + Duration::days(*days) + Duration::hours(1)).naive_utc(),
                zone: Tz::UTC,
            };
            let offer = Offer {
                id: OfferId(u32::try_from(count).unwrap()),
                by: me,
                when,
                minutes: 90,
            };
            if value.may_suggest(me, they, now, &offer).is_ok() {
                copy.offers.insert((length, me), offer);
            }
        }
        Act::Accept if value.may_accept(me, they, now).is_ok() => {
            let id = value.latest_offer().unwrap().id;
            copy.answers.insert((me, id), (count, Answer::Accepted));
        }
        Act::Decline if value.may_decline(me, they, now).is_ok() => {
            let id = value.latest_offer().unwrap().id;
            copy.answers.insert((me, id), (count, Answer::Declined));
        }
        Act::Cancel if value.may_cancel(me, they, now).is_ok() => copy.cancelled = true,
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_sides_agree_whatever_the_order(acts in proptest::collection::vec((any::<bool>(), any_act()), 0..40)) {
        let mut now = utc("2026-05-04T10:00:00Z");
        let first = Offer { id: OfferId(1000), by: ALEX, when: wall("2026-05-08T19:00"), minutes: 90 };
        let mut alex = Copy::default();
        alex.offers.insert((0, ALEX), first);
        let mut sam = alex.clone();
        for (count, (by_alex, what)) in acts.iter().enumerate() {
            let (me, mine, theirs) = if *by_alex { (ALEX, &mut alex, &sam) } else { (SAM, &mut sam, &alex) };
            match what {
                Act::Hear => mine.merge(theirs),
                Act::Wait(days) => now += Duration::days(*days),
                what => act(mine, me, what, count, now),
            }
        }
        let before = alex.clone();
        alex.merge(&sam);
        sam.merge(&before);
        prop_assert_eq!(&alex, &sam);

        let value = alex.value();
        prop_assert_eq!(value.validate(), Ok(()));
        let (mine, theirs) = (value.stage(ALEX, Some(SAM), now), value.stage(SAM, Some(ALEX), now));
        prop_assert_eq!(mine, mirrored(theirs));

        // Nothing is planned, or remembered, that someone did not say yes to.
        let latest = *value.latest_offer().unwrap();
        let answer = value.answers.get(&(other(latest.by), latest.id)).copied();
        match mine {
            Stage::Planned | Stage::Remembered => prop_assert_eq!(answer, Some(Answer::Accepted)),
            Stage::Declined => prop_assert_eq!(answer, Some(Answer::Declined)),
            Stage::Cancelled => prop_assert!(value.cancelled),
            Stage::AwaitingMe | Stage::AwaitingPartner => prop_assert_eq!(answer, None),
            Stage::Alone => prop_assert!(false, "they are two"),
        }

        // A no can't be worn down: nothing its asker adds, not even with a changed program, makes it ask again.
        if mine == Stage::Declined {
            let mut pressed = value.clone();
            for id in 5000..5010 {
                pressed.offers.push(offer(id, latest.by, "2030-01-01T19:00"));
                pressed.answers.insert((latest.by, OfferId(id)), Answer::Accepted);
                pressed.answers.insert((latest.by, latest.id), Answer::Accepted);
            }
            prop_assert_eq!(pressed.stage(other(latest.by), Some(latest.by), now), Stage::Declined);
            prop_assert_eq!(pressed.latest_offer(), Some(&latest));
        }
    }

    /// At every moment exactly one of the two can be asked, and what may be done follows from where it stands.
    #[test]
    fn guards_follow_the_stage(answers in proptest::collection::vec((any::<bool>(), 0u32..4, any::<bool>()), 0..6), authors in proptest::collection::vec(any::<bool>(), 0..4), cancelled in any::<bool>(), days in 0i64..12) {
        let person = |alex: bool| if alex { ALEX } else { SAM };
        let times = ["2026-05-06T19:00", "2026-05-08T19:00", "2026-05-10T19:00", "2026-05-12T19:00"];
        let mut value = outing((0u32..).zip(authors.iter().zip(times)).map(|(id, (by, when))| offer(id, person(*by), when)).collect());
        value.cancelled = cancelled;
        value.answers = answers.into_iter().map(|(by, id, yes)| ((person(by), OfferId(id)), if yes { Answer::Accepted } else { Answer::Declined })).collect();
        let now = utc("2026-05-04T10:00:00Z") + Duration::days(days);
        let fresh = offer(99, ALEX, "2026-06-01T19:00");
        for me in [ALEX, SAM] {
            let they = Some(other(me));
            let stage = value.stage(me, they, now);
            prop_assert_eq!(stage, mirrored(value.stage(other(me), Some(me), now)));
            prop_assert_eq!(value.may_decline(me, they, now).is_ok(), stage == Stage::AwaitingMe);
            prop_assert!(value.may_accept(me, they, now).is_err() || (stage == Stage::AwaitingMe && !value.is_lapsed(now)));
            if matches!(stage, Stage::Cancelled | Stage::Remembered) {
                prop_assert_eq!(value.may_suggest(me, they, now, &fresh), Err(OutingRefusal::Settled));
                prop_assert_eq!(value.may_cancel(me, they, now), Err(OutingRefusal::Settled));
            }
            let alone = value.stage(me, None, now);
            prop_assert!(!matches!(alone, Stage::AwaitingMe | Stage::AwaitingPartner | Stage::Planned), "{alone:?}");
        }
    }

    #[test]
    fn quick_times_are_ahead(now in any_instant(), zone in any_zone()) {
        let times = quick_times(now, zone);
        let wanted = [
            (QuickTimeId::FridayEvening, Weekday::Fri, "19:00"),
            (QuickTimeId::SaturdayMorning, Weekday::Sat, "10:00"),
            (QuickTimeId::Sunday, Weekday::Sun, "14:00"),
        ];
        for (time, (id, weekday, clock)) in times.iter().zip(wanted) {
            prop_assert_eq!(time.id, id);
            prop_assert!(time.when.instant() > now);
            prop_assert!(time.when.instant() - now <= Duration::days(8));
            prop_assert_eq!(time.when.local.weekday(), weekday);
            prop_assert_eq!(time.when.local.format("%H:%M").to_string(), clock);
            prop_assert_eq!(time.minutes, 180);
        }
    }
}

fn stages(value: &Outing, now: &str) -> (Stage, Stage) {
    (
        value.stage(ALEX, Some(SAM), utc(now)),
        value.stage(SAM, Some(ALEX), utc(now)),
    )
}

#[test]
fn from_offer_to_memory() {
    let now = "2026-05-04T10:00:00Z";
    let mut value = outing(vec![offer(1, ALEX, "2026-05-08T19:00")]);
    assert_eq!(
        stages(&value, now),
        (Stage::AwaitingPartner, Stage::AwaitingMe)
    );
    assert_eq!(value.earlier_offer(), None);

    value.offers.push(offer(1, SAM, "2026-05-09T19:00")); // the same short id by the other is another offer
    assert_eq!(
        stages(&value, now),
        (Stage::AwaitingMe, Stage::AwaitingPartner)
    );
    assert_eq!(value.earlier_offer().map(|offer| offer.by), Some(ALEX));

    value.answers.insert((ALEX, OfferId(1)), Answer::Accepted);
    assert_eq!(stages(&value, now), (Stage::Planned, Stage::Planned));
    // 19:00 in Berlin and two hours.
    assert_eq!(
        stages(&value, "2026-05-09T18:59:59Z"),
        (Stage::Planned, Stage::Planned)
    );
    assert_eq!(
        stages(&value, "2026-05-09T19:00:00Z"),
        (Stage::Remembered, Stage::Remembered)
    );
}

#[test]
fn my_own_yes_means_nothing() {
    let mut value = outing(vec![offer(1, ALEX, "2026-05-08T19:00")]);
    value.answers.insert((ALEX, OfferId(1)), Answer::Accepted);
    assert_eq!(
        stages(&value, "2026-05-04T10:00:00Z"),
        (Stage::AwaitingPartner, Stage::AwaitingMe)
    );
}

#[test]
fn a_new_time_after_a_yes_asks_again() {
    let mut value = outing(vec![offer(1, ALEX, "2026-05-08T19:00")]);
    value.answers.insert((SAM, OfferId(1)), Answer::Accepted);
    value.offers.push(offer(2, ALEX, "2026-05-15T19:00"));
    assert_eq!(
        stages(&value, "2026-05-04T10:00:00Z"),
        (Stage::AwaitingPartner, Stage::AwaitingMe)
    );
}

#[test]
fn who_said_no_may_change_their_mind() {
    let now = utc("2026-05-04T10:00:00Z");
    let mut value = outing(vec![offer(1, ALEX, "2026-05-08T19:00")]);
    value.answers.insert((SAM, OfferId(1)), Answer::Declined);
    let again = offer(2, ALEX, "2026-05-15T19:00");
    assert_eq!(
        value.may_suggest(ALEX, Some(SAM), now, &again),
        Err(OutingRefusal::Settled)
    );
    let theirs = offer(2, SAM, "2026-05-15T19:00");
    assert_eq!(value.may_suggest(SAM, Some(ALEX), now, &theirs), Ok(()));
    value.offers.push(theirs);
    assert_eq!(
        stages(&value, "2026-05-04T10:00:00Z"),
        (Stage::AwaitingMe, Stage::AwaitingPartner)
    );
}

#[test]
fn silence_stays_silence() {
    let value = outing(vec![offer(1, ALEX, "2026-05-08T19:00")]);
    let later = utc("2026-05-08T17:00:00Z");
    assert!(value.is_lapsed(later) && !value.is_lapsed(later - Duration::seconds(1)));
    assert_eq!(
        value.may_accept(SAM, Some(ALEX), later),
        Err(OutingRefusal::TimeInPast)
    );
    assert_eq!(
        value.may_suggest(SAM, Some(ALEX), later, &offer(2, SAM, "2026-05-08T19:00")),
        Err(OutingRefusal::TimeInPast)
    );
    assert_eq!(
        value.may_suggest(SAM, Some(ALEX), later, &offer(2, SAM, "2026-05-09T19:00")),
        Ok(())
    );
}

#[test]
fn alone_it_is_a_plan_of_mine() {
    let value = outing(vec![offer(1, ALEX, "2026-05-08T19:00")]);
    assert_eq!(
        value.stage(ALEX, None, utc("2026-05-04T10:00:00Z")),
        Stage::Alone
    );
    assert_eq!(
        value.stage(ALEX, None, utc("2026-05-09T10:00:00Z")),
        Stage::Remembered
    );
}

#[test]
fn impossible_outings_are_refused() {
    let good = outing(vec![offer(1, ALEX, "2026-05-08T19:00")]);
    assert_eq!(good.validate(), Ok(()));
    let with = |change: &dyn Fn(&mut Outing)| {
        let mut value = good.clone();
        change(&mut value);
        value.validate()
    };
    assert_eq!(with(&|o| o.title = " ".into()), Err(OutingError::BadTitle));
    assert_eq!(
        with(&|o| o.title = "x".repeat(301)),
        Err(OutingError::BadTitle)
    );
    assert_eq!(
        with(&|o| o.place = "x".repeat(301)),
        Err(OutingError::TextTooLong)
    );
    assert_eq!(with(&|o| o.offers.clear()), Err(OutingError::BadTime));
    assert_eq!(
        with(&|o| o.offers[0].minutes = 0),
        Err(OutingError::BadTime)
    );
    assert_eq!(
        with(&|o| o.offers[0].minutes = MINUTES_LIMIT + 1),
        Err(OutingError::BadTime)
    );
    assert_eq!(
        with(&|o| o.offers[0].when.local = NaiveDate::MAX.and_hms_opt(0, 0, 0).unwrap()),
        Err(OutingError::BadTime)
    );
    assert_eq!(
        with(&|o| o.offers = vec![o.offers[0]; OFFERS_LIMIT + 1]),
        Err(OutingError::BadTime)
    );
}

#[test]
fn sunday_at_two_in_the_past_is_next_sunday() {
    let zone = Tz::Europe__Berlin;
    let texts = |now: &str| quick_times(utc(now), zone).map(|time| time.when.local_text());
    // Sunday 10 May 2026, 14:00 in Berlin, to the second.
    assert_eq!(
        texts("2026-05-10T12:00:00Z"),
        ["2026-05-15T19:00", "2026-05-16T10:00", "2026-05-17T14:00"]
    );
    assert_eq!(texts("2026-05-10T11:59:59Z")[2], "2026-05-10T14:00");
}

#[test]
fn who_began_may_end_it() {
    let now = utc("2026-05-04T10:00:00Z");
    let value = outing(vec![
        offer(1, ALEX, "2026-05-08T19:00"),
        offer(2, SAM, "2026-05-09T19:00"),
    ]);
    assert_eq!(value.may_cancel(ALEX, Some(SAM), now), Ok(()));
    assert_eq!(
        value.may_cancel(SAM, Some(ALEX), now),
        Ok(()),
        "one's own offer"
    );
    let asked = outing(vec![offer(1, ALEX, "2026-05-08T19:00")]);
    let refused = asked.may_cancel(SAM, Some(ALEX), now);
    assert_eq!(
        refused,
        Err(OutingRefusal::Settled),
        "that is what declining is for"
    );
    assert_eq!(asked.may_decline(SAM, Some(ALEX), now), Ok(()));
}
