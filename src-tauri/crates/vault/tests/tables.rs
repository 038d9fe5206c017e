//! Everything else that is kept: it comes back as it went in, after closing too.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime, Weekday};
use common::*;
use couple::{
    Moment, PersonId, WallTime,
    cadence::{Cadence, LeapDay, Weekdays, Window},
    gesture::{Done, GesturePlan, GestureRef},
    journal::Draft,
    nudge::{FiredKey, PlanState},
    outing::{Answer, Confirm, Item, ItemId, Offer, OfferId, Outing, Preparations},
    us::ImportantDate,
};
use vault::{DraftRow, ImportantDateRow, PauseRow, PrivateVault, SharedVault, VaultError};

fn wall(text: &str) -> WallTime {
    WallTime::parse(text, "Australia/Lord_Howe").unwrap()
}

fn outing(n: u64, offers: &[&str]) -> Outing {
    let offers: Vec<_> = (0..)
        .zip(offers)
        .map(|(n, when)| Offer {
            id: OfferId(n),
            by: if n % 2 == 0 { ME } else { YOU },
            when: wall(when),
            minutes: 90,
        })
        .collect();
    Outing {
        id: id(n),
        title: "Dinner".into(),
        note: "the \"good\" place".into(),
        place: "Hafen".into(),
        answers: BTreeMap::from([
            ((YOU, OfferId(0)), Answer::Declined),
            ((ME, OfferId(1)), Answer::Accepted),
        ]),
        offers,
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
        proposed_by: ME,
    }
}

#[test]
fn outings() {
    let home = Home::new();
    let mut vault = home.shared();
    let later = outing(1, &["2026-05-01T19:00", "2026-06-01T19:00"]);
    let sooner = outing(2, &["2026-05-09T19:00"]);
    let open = outing(3, &[]);
    vault
        .write(|tx| {
            tx.put_outing(&later)?;
            tx.put_outing(&open)?;
            tx.put_outing(&sooner)
        })
        .unwrap();
    vault.close().unwrap();
    let mut vault = SharedVault::open(&home.path(), &KEY).unwrap();
    assert_eq!(
        vault.outings().unwrap(),
        [sooner.clone(), later.clone(), open]
    );
    let cancelled = Outing {
        cancelled: true,
        ..sooner
    };
    vault.write(|tx| tx.put_outing(&cancelled)).unwrap();
    assert_eq!(vault.outing(id(2)).unwrap(), Some(cancelled));
    assert_eq!(vault.outing(id(9)).unwrap(), None);
    assert_eq!(vault.count_outings().unwrap(), 3);
    vault.write(|tx| tx.erase_thing(id(1))).unwrap();
    assert_eq!(vault.count_outings().unwrap(), 2);
    let error = vault.write(|tx| keep(tx, &entry(2, "", "")));
    assert!(matches!(error, Err(VaultError::KindDiffers)), "{error:?}");
    vault.write(|tx| tx.clear_outings()).unwrap();
    assert_eq!(vault.outings().unwrap(), []);
}

/// A plan made alone is private, and stands in the other file.
#[test]
fn outings_of_one() {
    let home = Home::new();
    let mut vault = home.private();
    let alone = outing(1, &["2026-05-01T19:00"]);
    vault.write(|tx| tx.put_outing(&alone)).unwrap();
    assert_eq!(vault.outings().unwrap(), std::slice::from_ref(&alone));
    vault.write(|tx| tx.erase_thing(id(1))).unwrap();
    assert_eq!(vault.count_outings().unwrap(), 0);
    assert!(vault.check().unwrap().is_sound());
}

#[test]
fn plans_and_what_happens_to_them() {
    let home = Home::new();
    let mut vault = home.private();
    let window = Window::parse("22:30", "01:00").unwrap();
    let plan = |n, gesture, cadence| GesturePlan {
        id: id(n),
        gesture,
        cadence,
        window,
        cue: (n == 1).then_some(couple::cue::Cue::Back(20)),
        created_at: noon() + minutes(i64::try_from(n).unwrap()),
        retired: n == 2,
    };
    let plans = [
        plan(
            1,
            GestureRef::Library("long-hug".into()),
            Cadence::EveryDays(3),
        ),
        plan(
            2,
            GestureRef::Own("Tea, without asking".into()),
            Cadence::Weekdays(Weekdays::new([Weekday::Mon, Weekday::Sun]).unwrap()),
        ),
        plan(
            3,
            GestureRef::Own("Blumen".into()),
            Cadence::Yearly {
                month: 2,
                day: 29,
                leap: LeapDay::Mar1,
            },
        ),
    ];
    let date = NaiveDate::from_ymd_opt(2026, 5, 17).unwrap();
    let key = FiredKey { plan: id(1), date };
    let state = PlanState {
        last_done: Some(noon()),
        last_waved: None,
        snoozed_until: Some(noon() + minutes(9)),
        fired: Some(key),
        ..PlanState::default()
    };
    vault
        .write(|tx| {
            plans.iter().rev().try_for_each(|plan| tx.put_plan(plan))?;
            tx.put_plan_state(id(1), &PlanState::default())?;
            tx.put_plan_state(id(1), &state)
        })
        .unwrap();
    vault.close().unwrap();
    let mut vault = PrivateVault::open(&home.path(), &KEY).unwrap();
    assert_eq!(vault.plans().unwrap(), plans);
    assert_eq!(vault.plan(id(2)).unwrap().as_ref(), Some(&plans[1]));
    assert_eq!(vault.plan_state(id(1)).unwrap(), state);
    assert_eq!(vault.plan_state(id(2)).unwrap(), PlanState::default());
    assert_eq!(vault.plan_states().unwrap(), [(id(1), state)]);

    let first = vault.write(|tx| tx.record_fired(key, noon())).unwrap();
    let again = vault
        .write(|tx| tx.record_fired(key, noon() + minutes(1)))
        .unwrap();
    assert_eq!((first, again), (true, false));
    assert!(vault.has_fired(key).unwrap());
    assert_eq!(vault.fired_on(date).unwrap(), [key]);
    let tomorrow = date.succ_opt().unwrap();
    assert!(
        !vault
            .has_fired(FiredKey {
                plan: id(1),
                date: tomorrow
            })
            .unwrap()
    );
    assert_eq!(vault.fired_on(tomorrow).unwrap(), []);
    vault.write(|tx| tx.forget_fired_before(date)).unwrap();
    assert!(vault.has_fired(key).unwrap());
    vault.write(|tx| tx.forget_fired_before(tomorrow)).unwrap();
    assert!(!vault.has_fired(key).unwrap());

    vault.write(|tx| tx.clear_plans()).unwrap();
    assert_eq!(
        (vault.plans().unwrap(), vault.plan_state(id(1)).unwrap()),
        (vec![], state)
    );
    assert!(NaiveTime::from_hms_opt(22, 30, 0).is_some_and(|from| window.from() == from));
}

#[test]
fn gestures_done() {
    let home = Home::new();
    let mut vault = home.private();
    let done = |n: i64, plan| Done {
        gesture: GestureRef::Own(format!("gesture {n}")),
        plan,
        at: Moment {
            at: noon() + minutes(n),
            zone: chrono_tz::Pacific::Kiritimati,
        },
    };
    let (may, june) = (id(1), id(2));
    vault
        .write(|tx| {
            tx.add_gesture(may, &done(3, None))?;
            tx.add_gesture(may, &done(1, Some(id(9))))?;
            tx.add_gesture(june, &done(50_000, None))
        })
        .unwrap();
    assert_eq!(
        vault.gestures_of_month(may).unwrap(),
        [done(1, Some(id(9))), done(3, None)]
    );
    let between = |from, until| {
        vault
            .gestures_between(noon() + minutes(from), noon() + minutes(until))
            .unwrap()
    };
    assert_eq!(between(3, 50_001), [done(3, None), done(50_000, None)]);
    assert_eq!(between(3, 50_000), [done(3, None)]);
    vault
        .write(|tx| tx.put_gesture_month(may, &[done(4, None)]))
        .unwrap();
    assert_eq!(vault.gestures_of_month(may).unwrap(), [done(4, None)]);
    assert_eq!(vault.gestures_of_month(june).unwrap().len(), 1);
    vault.write(|tx| tx.erase_thing(june)).unwrap();
    assert_eq!(vault.gestures_of_month(june).unwrap(), []);
    vault.write(|tx| tx.clear_gesture_log()).unwrap();
    assert_eq!(vault.gestures_of_month(may).unwrap(), []);
}

#[test]
fn important_dates() {
    let home = Home::new();
    let mut vault = home.private();
    let date = |n, month, day, year| ImportantDateRow {
        date: ImportantDate {
            id: id(n),
            title: "Birthday".into(),
            month,
            day,
            year,
            leap: LeapDay::Feb28,
        },
        removed_at: None,
    };
    let (summer, winter) = (date(1, 7, 3, None), date(2, 2, 29, Some(1988)));
    vault
        .write(|tx| {
            tx.put_important_date(&summer)?;
            tx.put_important_date(&winter)
        })
        .unwrap();
    assert_eq!(
        vault.important_dates().unwrap(),
        [winter.date.clone(), summer.date.clone()]
    );
    let removed = ImportantDateRow {
        removed_at: Some(noon()),
        ..winter
    };
    vault.write(|tx| tx.put_important_date(&removed)).unwrap();
    assert_eq!(
        vault.important_dates().unwrap(),
        std::slice::from_ref(&summer.date)
    );
    assert_eq!(vault.important_date(id(2)).unwrap(), Some(removed));
    vault.write(|tx| tx.clear_important_dates()).unwrap();
    assert_eq!(vault.important_date(id(1)).unwrap(), None);
}

#[test]
fn drafts_marks_and_pauses() {
    let home = Home::new();
    let mut vault = home.private();
    let draft = |body: &str, n| DraftRow {
        entry: id(1),
        draft: Draft {
            title: "Title".into(),
            body: body.into(),
            feelings: vec!["calm".into()],
            tags: vec!["a, b".into()],
        },
        base: vec![0, 255, 7],
        saved_at: noon() + minutes(n),
    };
    vault.write(|tx| tx.put_draft(&draft("one", 0))).unwrap();
    vault.write(|tx| tx.put_draft(&draft("two", 1))).unwrap();
    assert_eq!(vault.draft(id(1)).unwrap(), Some(draft("two", 1)));
    assert_eq!(vault.drafted_entries().unwrap(), [id(1)]);
    vault.write(|tx| tx.drop_draft(id(1))).unwrap();
    assert_eq!(
        (
            vault.draft(id(1)).unwrap(),
            vault.drafted_entries().unwrap()
        ),
        (None, vec![])
    );

    for marked in [true, true, false, false] {
        vault.write(|tx| tx.mark_for_later(id(4), marked)).unwrap();
        assert_eq!(vault.is_for_later(id(4)).unwrap(), marked);
        assert_eq!(vault.for_later().unwrap().len(), usize::from(marked));
    }

    assert_eq!(vault.pause().unwrap(), None);
    for n in [5, 1] {
        let pause = PauseRow {
            set_at: noon(),
            until: noon() + minutes(n),
        };
        vault.write(|tx| tx.put_pause(&pause)).unwrap();
        assert_eq!(vault.pause().unwrap(), Some(pause));
    }
}

#[test]
fn settings_meta_profiles_and_pairing() {
    let home = Home::new();
    let mut vault = home.shared();
    assert_eq!(vault.setting::<u8>("budget").unwrap(), None);
    vault
        .write(|tx| {
            tx.put_setting("budget", &2)?;
            tx.put_setting("budget", &3)?;
            tx.put_setting("zones", &["Europe/Berlin", "Pacific/Apia"][..])?;
            tx.put_meta("device", &[0, 1, 255])?;
            tx.put_profile(YOU, "Jo")?;
            tx.put_profile(YOU, "Joana")?;
            tx.put_pairing(b"state 1", noon())?;
            tx.put_pairing(b"state 2", noon() + minutes(1))
        })
        .unwrap();
    vault.close().unwrap();
    let mut vault = SharedVault::open(&home.path(), &KEY).unwrap();
    assert_eq!(vault.setting("budget").unwrap(), Some(3));
    assert_eq!(
        vault
            .setting::<Vec<String>>("zones")
            .unwrap()
            .unwrap()
            .len(),
        2
    );
    let error = vault.setting::<bool>("zones").unwrap_err();
    assert!(matches!(error, VaultError::Damaged { .. }));
    assert!(
        !format!("{error} {error:?}").contains("Berlin"),
        "an error repeats no value"
    );
    assert_eq!(vault.meta("device").unwrap(), Some(vec![0, 1, 255]));
    assert_eq!(vault.meta("other").unwrap(), None);
    assert_eq!(vault.profile(YOU).unwrap().as_deref(), Some("Joana"));
    assert_eq!(vault.profile(PersonId([0; 16])).unwrap(), None);
    assert_eq!(
        vault.pairing().unwrap(),
        Some((b"state 2".to_vec(), noon() + minutes(1)))
    );
    vault
        .write(|tx| {
            tx.drop_setting("budget")?;
            tx.drop_meta("device")?;
            tx.drop_profile(YOU)?;
            tx.clear_pairing()
        })
        .unwrap();
    assert_eq!(vault.setting::<u8>("budget").unwrap(), None);
    assert_eq!(
        (vault.meta("device").unwrap(), vault.pairing().unwrap()),
        (None, None)
    );
    assert_eq!(vault.profile(YOU).unwrap(), None);
}
