//! What takes two: rests until both want it, and is then one person's on any date.

use chrono::{Duration, NaiveDate};
use chrono_tz::Tz;
use couple::cadence::Cadence;
use couple::gesture::{GesturePlan, GestureRef, Turns};
use couple::nudge::{Decision, PlanNow, PlanState, Rules, coming, decide, next};
use couple::{PersonId, ThingId};
use proptest::prelude::*;

use crate::common::*;

fn rules(together: Option<Turns>) -> Rules {
    Rules {
        quiet: None,
        budget: 3,
        paused_until: None,
        held: None,
        together,
    }
}

fn for_two(plan: GesturePlan) -> GesturePlan {
    GesturePlan {
        gesture: GestureRef::Library("shoulder-rub".into()),
        ..plan
    }
}

fn any_two() -> impl Strategy<Value = ([Turns; 2], [PersonId; 2])> {
    (any::<[u8; 32]>(), any::<[u8; 16]>(), any::<[u8; 16]>())
        .prop_filter("two people", |(_, a, b)| a != b)
        .prop_map(|(seed, a, b)| {
            let (a, b) = (PersonId(a), PersonId(b));
            (
                [Turns::agreed(&seed, a, b), Turns::agreed(&seed, b, a)],
                [a, b],
            )
        })
}

proptest! {
    #[test]
    fn every_date_is_one_persons_and_the_next_the_others(
        (turns, _) in any_two(),
        days in -800_000i32..800_000,
    ) {
        let date = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
        let mine = turns.map(|turns| turns.is_mine(date));
        prop_assert_ne!(mine[0], mine[1]);
        let next = turns.map(|turns| turns.is_mine(date.succ_opt().unwrap()));
        prop_assert_eq!(next, [mine[1], mine[0]]);
    }

    /// Each in a time zone of their own, with a plan of their own.
    #[test]
    fn two_people_are_never_nudged_for_the_same_date(
        (turns, _) in any_two(),
        plans in [any_plan(), any_plan()],
        zones in [any_zone(), any_zone()],
        now in any_instant(),
    ) {
        let dates: Vec<Vec<NaiveDate>> = (0..2)
            .map(|who| {
                let plan = for_two(GesturePlan { created_at: now, ..plans[who].clone() });
                let plan = PlanNow { plan: &plan, state: &PlanState::default() };
                coming(&plan, now, zones[who], 60, &rules(Some(turns[who])))
                    .into_iter()
                    .map(|slot| slot.date)
                    .collect()
            })
            .collect();
        prop_assert!(dates[0].iter().all(|date| turns[0].is_mine(*date)));
        prop_assert!(dates[0].iter().all(|date| !dates[1].contains(date)));
    }

    /// The next slot of a plan is on the first day of its cadence that is also mine: nobody is left out for long.
    #[test]
    fn a_turn_comes(
        (turns, _) in any_two(),
        plan in any_plan(),
        zone in any_zone(),
        now in any_instant(),
    ) {
        let plan = for_two(GesturePlan { created_at: now, ..plan });
        let plan_now = PlanNow { plan: &plan, state: &PlanState::default() };
        let slot = next(&plan_now, now, zone, &rules(Some(turns[0]))).unwrap();
        prop_assert!(turns[0].is_mine(slot.date));
        let most = match plan.cadence {
            Cadence::EveryDays(_) => 5,
            Cadence::Weekdays(_) => 17,
            Cadence::Yearly { .. } => 3 * 366 + 3,
        };
        prop_assert!(slot.nudge_at - now <= Duration::days(most));
    }
}

fn every_evening() -> GesturePlan {
    plan(
        1,
        Cadence::EveryDays(1),
        window("19:00", "20:00"),
        utc("2026-05-01T00:00:00Z"),
    )
}

fn fires(plan: &GesturePlan, state: &PlanState, at: &str, together: Option<Turns>) -> bool {
    let plans = [PlanNow { plan, state }];
    let decision = decide(utc(at), Tz::UTC, &plans, 0, &rules(together));
    matches!(decision, Decision::Fire(id, _) if id == ThingId([1; 16]))
}

#[test]
fn until_both_want_it_what_takes_two_rests_and_nothing_else_does() {
    let (mine, state) = (every_evening(), PlanState::default());
    let two = for_two(every_evening());
    let turns = Turns::agreed(&[0; 32], PersonId([1; 16]), PersonId([2; 16]));
    let evenings = ["2026-05-04T20:00:00Z", "2026-05-05T20:00:00Z"];
    for evening in evenings {
        assert!(fires(&mine, &state, evening, None));
        assert!(fires(&mine, &state, evening, Some(turns)));
        assert!(!fires(&two, &state, evening, None));
    }
    let mut both = evenings.map(|evening| fires(&two, &state, evening, Some(turns)));
    // On the other's evening, what was mine the evening before may still come, and is too late to be a nudge.
    both.sort_unstable();
    assert_eq!(both, [false, true]);

    let plan = PlanNow {
        plan: &two,
        state: &state,
    };
    let now = utc("2026-05-04T12:00:00Z");
    assert_eq!(next(&plan, now, Tz::UTC, &rules(None)), None);
    assert!(coming(&plan, now, Tz::UTC, 14, &rules(None)).is_empty());
    assert_eq!(
        coming(&plan, now, Tz::UTC, 14, &rules(Some(turns))).len(),
        7
    );
}

#[test]
fn a_cue_counts_on_my_days_alone() {
    let turns = Turns::agreed(&[0; 32], PersonId([1; 16]), PersonId([2; 16]));
    let mut plan = for_two(every_evening());
    plan.cue = Some(couple::cue::Cue::Unlock);
    let heard = ["2026-05-04T19:30:00Z", "2026-05-05T19:30:00Z"].map(|at| {
        let mut state = PlanState::default();
        assert!(state.hear_cue(&plan, utc(at), Tz::UTC));
        (
            turns.is_mine(utc(at).date_naive()),
            fires(&plan, &state, at, Some(turns)),
        )
    });
    assert!(heard.contains(&(true, true)) && heard.contains(&(false, false)));
}
