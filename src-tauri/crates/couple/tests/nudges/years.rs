//! Years of anything that can happen.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDate};
use chrono_tz::Tz;
use couple::ThingId;
use couple::cadence::{Cadence, Window, next_slot};
use couple::gesture::GesturePlan;
use couple::nudge::{
    Later, Pause, PlanNow, PlanState, Rules, SPACING, after_quiet, coming, later, pause_until,
};
use proptest::prelude::*;

use crate::common::*;
use crate::desk::{Checked, Desk, How};

#[derive(Debug, Clone, Copy)]
enum Event {
    Nothing,
    /// The computer sleeps for so many minutes.
    Sleep(i64),
    /// The clock is set back by so many minutes.
    ClockBack(i64),
    Travel(Tz),
    Did(usize),
    NotToday(usize),
    Later(usize, Later),
    Pause(Pause),
    PauseFor(i64),
    Resume,
    Budget(u8),
    Die,
}

fn any_later() -> impl Strategy<Value = Later> {
    proptest::sample::select(vec![
        Later::InAnHour,
        Later::LaterToday,
        Later::ThisEvening,
        Later::Tomorrow,
        Later::Weekend,
    ])
}

fn any_event(tame: bool) -> BoxedStrategy<Event> {
    let usual = prop_oneof![
        2 => Just(Event::Nothing),
        3 => (0usize..9).prop_map(Event::Did),
        2 => (0usize..9).prop_map(Event::NotToday),
        3 => (0usize..9, any_later()).prop_map(|(plan, choice)| Event::Later(plan, choice)),
        2 => Just(Event::Die),
    ];
    if tame {
        return usual.boxed();
    }
    prop_oneof![
        6 => usual,
        3 => (1i64..3 * 1440).prop_map(Event::Sleep),
        1 => (1i64..30 * 1440).prop_map(Event::Sleep),
        2 => (1i64..5 * 1440).prop_map(Event::ClockBack),
        1 => any_zone().prop_map(Event::Travel),
        1 => prop_oneof![Just(Pause::Hour), Just(Pause::Evening), Just(Pause::Tomorrow), Just(Pause::Weekend)].prop_map(Event::Pause),
        1 => (1i64..20).prop_map(Event::PauseFor),
        1 => Just(Event::Resume),
        1 => (1u8..=3).prop_map(Event::Budget),
    ]
    .boxed()
}

fn any_quiet() -> impl Strategy<Value = Option<Window>> {
    prop_oneof![
        Just(None),
        Just(Some(window("22:00", "07:00"))),
        any_window().prop_map(Some)
    ]
}

fn live(desk: &mut Desk, events: &[(i64, Event)]) -> Checked {
    let mut latest = desk.now;
    for (minutes, event) in events {
        desk.wake_until(desk.now + Duration::minutes(*minutes))?;
        latest = latest.max(desk.now);
        let (now, zone) = (desk.now, desk.zone);
        let some_plan = |n: &usize| desk.plans[n % desk.plans.len()].id;
        match event {
            Event::Nothing => {}
            Event::Sleep(minutes) => desk.now += Duration::minutes(*minutes),
            // Further back than the rules believe is another story, told below.
            Event::ClockBack(minutes) => {
                desk.now = (now - Duration::minutes(*minutes)).max(latest - Duration::days(20));
            }
            Event::Travel(to) => desk.zone = *to,
            Event::Did(n) => {
                let plan = some_plan(n);
                desk.state(plan).did(now);
            }
            Event::NotToday(n) => {
                let plan = some_plan(n);
                desk.state(plan).not_today(now);
            }
            Event::Later(n, choice) => {
                let until = after_quiet(later(*choice, now, zone), desk.rules.quiet, zone);
                prop_assert!(until > now);
                let plan = some_plan(n);
                desk.state(plan).snooze(until);
            }
            Event::Pause(pause) => desk.rules.paused_until = Some(pause_until(*pause, now, zone)),
            Event::PauseFor(days) => {
                let day = now.with_timezone(&zone).date_naive() + Duration::days(*days);
                desk.rules.paused_until = Some(pause_until(Pause::Until(day), now, zone));
            }
            Event::Resume => {
                desk.rules.paused_until = desk.rules.paused_until.map(|until| until.min(now))
            }
            Event::Budget(budget) => desk.rules.budget = *budget,
            Event::Die => desk.dies_next = true,
        }
    }
    // Every promise is kept in the end, whatever happened to the clock and the app.
    desk.rules.paused_until = None;
    desk.dies_next = false;
    desk.wake_until(latest + Duration::days(40))?;
    for (plan, state) in &desk.states {
        prop_assert!(
            state.snoozed_until.is_none(),
            "{plan} never came back: {state:?}"
        );
    }
    prop_assert_eq!(
        desk.seen_on_screen + desk.deaths,
        desk.log
            .iter()
            .filter(|shown| shown.how != How::Away)
            .count()
    );
    Ok(())
}

/// A case is years long, so a few are many; `PROPTEST_CASES` asks for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(16)
}

fn some_plans() -> impl Strategy<Value = Vec<GesturePlan>> {
    proptest::collection::vec(any_plan(), 1..5).prop_map(|mut plans| {
        plans.sort_by_key(|plan| plan.id);
        plans.dedup_by_key(|plan| plan.id);
        plans
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: cases(),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// About two years of anything: sleep, travel, wrong clocks, crashes, pauses.
    #[test]
    fn whatever_happens(
        mut plans in some_plans(),
        zone in any_zone(),
        start in any_instant(),
        quiet in any_quiet(),
        budget in 1u8..=3,
        events in proptest::collection::vec((1i64..5 * 1440, any_event(false)), 1..250),
    ) {
        plans.iter_mut().for_each(|plan| plan.created_at = start);
        let mut desk = Desk::new(plans, zone, start, Rules { quiet, budget, paused_until: None, held: None, together: None });
        live(&mut desk, &events)?;
    }

    /// At home, with an honest clock: no day ever has more nudges than it may, and nobody waits forever.
    #[test]
    fn days_are_never_too_full_and_everyone_has_a_turn(
        mut plans in some_plans(),
        zone in any_zone(),
        start in any_instant(),
        budget in 1u8..=3,
        quiet in proptest::option::of(Just(window("22:00", "06:30"))),
        events in proptest::collection::vec((1i64..2880, any_event(true)), 1..200),
    ) {
        plans.iter_mut().for_each(|plan| plan.created_at = start);
        let mut desk = Desk::new(plans, zone, start, Rules { quiet, budget, paused_until: None, held: None, together: None });
        live(&mut desk, &events)?;

        let mut days: BTreeMap<NaiveDate, BTreeSet<ThingId>> = BTreeMap::new();
        for shown in desk.log.iter().filter(|shown| shown.how == How::Nudge) {
            let day = days.entry(shown.at.with_timezone(&zone).date_naive()).or_default();
            // The same plan may come in the small hours for one evening and before midnight for the next.
            day.insert(shown.plan);
            prop_assert!(day.len() <= usize::from(budget), "{} nudges on {:?}", day.len(), shown.at);
        }
        let nudges: Vec<_> = desk.log.iter().filter(|shown| shown.how == How::Nudge).map(|shown| shown.at).collect();
        prop_assert!(nudges.windows(2).all(|pair| pair[1] - pair[0] >= SPACING), "a volley");

        // Left alone, every plan comes round: its cadence, and a day for each of the others. Two, where its minute
        // wanders across midnight and leaves a calendar day without one.
        desk.rules.quiet = None;
        let (from, end) = (desk.now, desk.now + Duration::days(400));
        desk.wake_until(end)?;
        for plan in &desk.plans {
            let mut at = from;
            let others = i64::try_from(desk.plans.len()).unwrap();
            let patience = match plan.cadence {
                Cadence::EveryDays(days) => i64::from(days) + 2 * others + 2,
                // Two of the same day may have to wait for each other's week.
                Cadence::Weekdays(_) => 7 * (others + 2),
                Cadence::Yearly { .. } => 368,
            };
            for shown in desk.log.iter().filter(|shown| shown.plan == plan.id && shown.at >= from) {
                prop_assert!(shown.at - at <= Duration::days(patience), "{:?} waited from {at} to {}", plan.cadence, shown.at);
                at = shown.at;
            }
            prop_assert!(end - at <= Duration::days(patience), "{:?} waited from {at}", plan.cadence);
        }
    }

    /// One plan, an app that never sleeps, and a person who answers or does not: day for day what a calendar says.
    #[test]
    fn one_plan_keeps_its_calendar(
        mut plan in any_plan(),
        zone in any_zone(),
        start in any_instant(),
        answers in proptest::collection::vec((0i64..600, 0u8..4), 1..30),
    ) {
        plan.created_at = start;
        let id = plan.id;
        let mut desk = Desk::new(vec![plan.clone()], zone, start, Rules { quiet: None, budget: 3, paused_until: None, held: None, together: None });
        let mut settled = None;
        for (minutes, answer) in answers {
            let expected = match settled {
                None => next_slot(&plan, None, zone, start - Duration::seconds(1)),
                Some(day) => {
                    let date = expected_date(plan.cadence, day, zone);
                    // The slot of that very day, whatever came before.
                    let mut slot = next_slot(&plan, None, zone, desk.now - Duration::days(3));
                    while slot.date < date {
                        slot = next_slot(&plan, None, zone, slot.nudge_at);
                    }
                    slot
                }
            };
            let already = desk.log.len();
            desk.dies_next = answer == 3;
            desk.wake_until(expected.nudge_at.max(desk.now) + Duration::seconds(60))?;
            prop_assert_eq!(desk.log.len(), already + 1, "expected {:?} by {}", expected, desk.now);
            let shown = desk.log[already];
            prop_assert_eq!(shown.date, expected.date);
            prop_assert!(shown.at - expected.nudge_at <= Duration::seconds(60));
            settled = Some(expected.date);
            if desk.now + Duration::minutes(minutes) >= next_slot(&plan, Some(shown.at), zone, shown.at).nudge_at {
                continue;
            }
            desk.wake_until(desk.now + Duration::minutes(minutes))?;
            let now = desk.now;
            match answer {
                0 => desk.state(id).did(now),
                1 => desk.state(id).not_today(now),
                _ => continue,
            }
            settled = settled.max(Some(counts_for(plan.window, now, zone)));
        }
    }

    #[test]
    fn later_is_later(now in any_instant(), zone in any_zone(), choice in any_later(), quiet in any_quiet()) {
        let at = later(choice, now, zone);
        prop_assert!(at > now);
        prop_assert!(at - now <= Duration::days(8) + Duration::hours(14));
        let kept = after_quiet(at, quiet, zone);
        prop_assert!(kept >= at && kept - at <= Duration::hours(49));
        prop_assert_eq!(after_quiet(kept, quiet, zone), kept);
    }

    #[test]
    fn every_pause_ends(now in any_instant(), zone in any_zone(), days in -1000i64..10_000) {
        let day = now.date_naive() + Duration::days(days);
        for pause in [Pause::Hour, Pause::Evening, Pause::Tomorrow, Pause::Weekend, Pause::Until(day)] {
            let until = pause_until(pause, now, zone);
            prop_assert!(until > now && until <= now + Duration::days(366), "{pause:?}");
        }
    }

    /// The list of what is coming is what then comes, when each is done as it comes.
    #[test]
    fn what_is_coming_comes(mut plan in any_plan(), zone in any_zone(), start in any_instant(), quiet in any_quiet()) {
        plan.created_at = start;
        let rules = Rules { quiet, budget: 3, paused_until: None, held: None, together: None };
        let list = coming(&PlanNow { plan: &plan, state: &PlanState::default() }, start, zone, 14, &rules);
        prop_assert!(list.windows(2).all(|pair| pair[0].nudge_at < pair[1].nudge_at && pair[0].date < pair[1].date));
        let mut desk = Desk::new(vec![plan], zone, start, rules);
        desk.wake_until(start + Duration::days(14))?;
        // A window that lies in quiet hours is held, and shows up late or as missed; the days are the same.
        let shown: Vec<_> = desk.log.iter().map(|shown| shown.date).collect();
        let listed: Vec<_> = list.iter().map(|slot| slot.date).collect();
        prop_assert!(listed.starts_with(&shown) && listed.len() - shown.len() <= 2, "{listed:?} {shown:?}");
    }
}
