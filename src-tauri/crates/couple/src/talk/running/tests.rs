use std::collections::{HashMap, HashSet, VecDeque};

use chrono::TimeDelta;
use proptest::prelude::*;

use super::super::{Evidence, Turns, talks};
use super::*;

const PRESSES: [Press; 17] = [
    Press::GoOn,
    Press::Lighter,
    Press::Begin(Side::Me),
    Press::Begin(Side::Other),
    Press::GotIt,
    Press::NotQuite,
    Press::Wish(Wish::Listen),
    Press::Wish(Wish::Help),
    Press::More,
    Press::AllSaid,
    Press::NoTurn,
    Press::Skip,
    Press::SkipPart,
    Press::Pause,
    Press::Resume,
    Press::Keep,
    Press::GoOn,
];

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
}

fn begun(id: &str, company: Company) -> Run {
    Run::begin(talk(id).unwrap(), company, at(0))
}

/// Presses these, one a second, and says where it stands after each.
fn walk(run: &mut Run, presses: &[Press]) -> Vec<String> {
    presses
        .iter()
        .map(|press| {
            run.take(*press, None, at(1))
                .unwrap_or_else(|_| panic!("{press:?} at {:?}", run.place));
            shown(run)
        })
        .collect()
}

fn shown(run: &Run) -> String {
    match &run.place {
        Place::Caution { part } => format!("caution {part}"),
        Place::Begins { .. } => "begins".into(),
        Place::Step { step, .. } => match run.whose() {
            Some(Side::Me) => format!("me: {step}"),
            Some(Side::Other) => format!("other: {step}"),
            None => step.clone(),
        },
        Place::Piece { .. } => "more?".into(),
        Place::Swap { .. } => "swap".into(),
        Place::Done => "done".into(),
    }
}

/// What tells two states apart, the time and the counting of moves aside.
type State = (Place, Option<Side>, Option<Wish>, bool);

fn state(run: &Run) -> State {
    (run.place.clone(), run.first, run.wish, run.paused)
}

/// Every state that any presses lead to, and where each leads.
fn everything(talk: &'static Talk, company: Company) -> HashMap<State, Vec<(Press, State)>> {
    let first = Run::begin(talk, company, at(0));
    let mut all = HashMap::new();
    let mut waiting = VecDeque::from([first]);
    let mut seen: HashSet<State> = waiting.iter().map(state).collect();
    while let Some(run) = waiting.pop_front() {
        assert!(run.found().is_ok(), "{}: {:?}", talk.id, run.place);
        let mut ways = Vec::new();
        for press in PRESSES {
            let mut next = run.clone();
            let before = next.clone();
            if next.take(press, None, at(1)).is_err() {
                assert_eq!(next, before, "refused, and yet something changed");
                continue;
            }
            ways.push((press, state(&next)));
            if seen.insert(state(&next)) {
                waiting.push_back(next);
            }
        }
        all.insert(state(&run), ways);
    }
    all
}

fn each(check: impl Fn(&'static Talk, Company)) {
    for talk in talks() {
        check(talk, Company::Alone);
        check(talk, Company::Together);
        check(talk, Company::InStep);
    }
}

#[test]
fn from_everywhere_there_is_a_way_on_to_the_end_a_pause_and_back() {
    each(|talk, company| {
        let all = everything(talk, company);
        // Backwards from the end, along the presses.
        let mut reaching: HashSet<&State> = all
            .keys()
            .filter(|(place, ..)| *place == Place::Done)
            .collect();
        assert!(!reaching.is_empty(), "{} never ends", talk.id);
        loop {
            let more: Vec<&State> = all
                .iter()
                .filter(|(from, ways)| {
                    !reaching.contains(from) && ways.iter().any(|(_, to)| reaching.contains(to))
                })
                .map(|(from, _)| from)
                .collect();
            if more.is_empty() {
                break;
            }
            reaching.extend(more);
        }
        for (from, ways) in &all {
            assert!(
                reaching.contains(from),
                "{}: no way out of {from:?}",
                talk.id
            );
            let (place, first, wish, paused) = from.clone();
            if place == Place::Done {
                assert!(ways.is_empty());
                continue;
            }
            // A pause leads nowhere but back to the same place.
            let (press, other) = if paused {
                (Press::Resume, (place, first, wish, false))
            } else {
                (Press::Pause, (place, first, wish, true))
            };
            assert!(ways.contains(&(press, other)), "{}: {from:?}", talk.id);
            assert!(!paused || ways.iter().all(|(press, _)| *press == Press::Resume));
        }
    });
}

#[test]
fn every_step_of_the_data_is_come_to_and_nobody_is_asked_alone() {
    each(|talk, company| {
        let all = everything(talk, company);
        let reached: HashSet<&String> = all
            .keys()
            .filter_map(|(place, ..)| match place {
                Place::Step { step, .. } => Some(step),
                _ => None,
            })
            .collect();
        for step in talk.steps() {
            let wanted = step.alone || company != Company::Alone;
            assert_eq!(
                reached.contains(&step.id.to_owned()),
                wanted,
                "{}, {}",
                talk.id,
                step.id
            );
        }
        if company == Company::Alone {
            assert!(all.iter().all(|((place, ..), ways)| {
                !matches!(place, Place::Begins { .. } | Place::Swap { .. })
                    && ways.iter().all(|(press, _)| {
                        !matches!(press, Press::GotIt | Press::NotQuite | Press::Wish(_))
                    })
            }));
        }
        // Nobody comes to a caution's other side without having passed it.
        let begins = Run::begin(talk, company, at(0));
        let warned = matches!(begins.place, Place::Caution { .. });
        assert_eq!(warned, talk.parts[0].caution, "{}", talk.id);
    });
}

#[test]
fn pieces_turns_and_second_goes_stay_within_what_the_data_says() {
    each(|talk, company| {
        for (place, ..) in everything(talk, company).keys() {
            let Place::Step {
                part,
                turn,
                piece,
                backs,
                ..
            } = place
            else {
                continue;
            };
            let part = talk.parts.iter().find(|known| known.id == *part).unwrap();
            assert!(
                *piece < part.pieces && *backs <= 2,
                "{}: {place:?}",
                talk.id
            );
            let turns = if company == Company::Alone || part.turns == Turns::Once {
                1
            } else {
                2
            };
            assert!(*turn < turns, "{}: {place:?}", talk.id);
        }
    });
}

#[test]
fn take_turns_from_end_to_end() {
    use Press::{AllSaid, Begin, GoOn, GotIt, More, NotQuite};
    let mut run = begun("take-turns", Company::Together);
    assert_eq!(shown(&run), "caution topic");
    let way = walk(
        &mut run,
        &[
            GoOn,
            GoOn,
            Begin(Side::Other),
            GoOn,
            GoOn,
            NotQuite,
            GoOn,
            GotIt,
            More,
            GoOn,
            GoOn,
            GotIt,
            AllSaid,
            GoOn,
            GoOn,
            GoOn,
            NotQuite,
            GoOn,
            NotQuite,
            GoOn,
            NotQuite,
            AllSaid,
            GoOn,
        ],
    );
    assert_eq!(
        way,
        [
            "topic",
            "begins",
            "other: say",
            "me: say-back",
            "other: check",
            "me: say-back",
            "other: check",
            "more?",
            "other: say",
            "me: say-back",
            "other: check",
            "more?",
            "swap",
            "me: say",
            "other: say-back",
            "me: check",
            "other: say-back",
            "me: check",
            "other: say-back",
            "me: check",
            "more?",
            "close",
            "done",
        ]
    );
}

#[test]
fn not_quite_leads_back_twice_and_then_kindly_on() {
    use Press::{Begin, GoOn, NotQuite};
    let mut run = begun("take-turns", Company::Together);
    walk(
        &mut run,
        &[
            GoOn,
            GoOn,
            Begin(Side::Me),
            GoOn,
            GoOn,
            NotQuite,
            GoOn,
            NotQuite,
            GoOn,
        ],
    );
    assert!(matches!(
        run.place,
        Place::Step {
            backs: 2,
            near: false,
            ..
        }
    ));
    walk(&mut run, &[NotQuite]);
    assert!(
        matches!(
            run.place,
            Place::Piece {
                near: true,
                piece: 0,
                ..
            }
        ),
        "{:?}",
        run.place
    );
}

#[test]
fn there_are_four_pieces_and_no_fifth() {
    use Press::{Begin, GoOn, GotIt, More};
    let mut run = begun("take-turns", Company::Together);
    walk(&mut run, &[GoOn, GoOn, Begin(Side::Me)]);
    for piece in 1..=4 {
        walk(&mut run, &[GoOn, GoOn]);
        assert_eq!(
            walk(&mut run, &[GotIt]),
            [if piece < 4 { "more?" } else { "swap" }]
        );
        if piece < 4 {
            walk(&mut run, &[More]);
        }
    }
}

#[test]
fn help_comes_only_to_whom_it_was_wished_for() {
    use Press::{Begin, GoOn, Skip};
    let mut run = begun("stress-talk", Company::Together);
    let way = walk(
        &mut run,
        &[
            GoOn,
            Begin(Side::Me),
            Press::Wish(Wish::Help),
            GoOn,
            GoOn,
            Skip,
            Skip,
            GoOn,
            Press::Wish(Wish::Listen),
            GoOn,
            GoOn,
            GoOn,
            GoOn,
        ],
    );
    assert_eq!(
        way,
        [
            "begins",
            "me: wish",
            "me: tell",
            "other: side",
            "other: help",
            "other: remember",
            "swap",
            "other: wish",
            "other: tell",
            "me: side",
            "me: remember",
            "close",
            "done",
        ]
    );
}

#[test]
fn something_lighter_is_the_part_after_it_or_the_end() {
    use Press::{GoOn, Lighter, NoTurn};
    let mut run = begun("weekly-talk", Company::Together);
    let way = walk(&mut run, &[GoOn, GoOn, GoOn, Lighter]);
    assert_eq!(way, ["thanks", "went-well", "caution one-thing", "begins"]);
    assert_eq!(run.found().unwrap().part.map(|part| part.id), Some("loved"));
    let mut run = begun("after-a-row", Company::Together);
    assert_eq!(walk(&mut run, &[Lighter]), ["done"]);
    // Good news may stay one's.
    let mut run = begun("good-news", Company::Together);
    walk(
        &mut run,
        &[GoOn, Press::Begin(Side::Other), GoOn, GoOn, GoOn, GoOn],
    );
    assert_eq!(walk(&mut run, &[NoTurn]), ["keep"]);
    // A talk with a turn for each has one for each.
    let mut run = begun("stress-talk", Company::Together);
    walk(
        &mut run,
        &[
            GoOn,
            Press::Begin(Side::Me),
            Press::Wish(Wish::Listen),
            GoOn,
            GoOn,
            GoOn,
        ],
    );
    assert_eq!(run.take(NoTurn, None, at(1)), Err(Refused::NotHere));
}

#[test]
fn alone_it_is_written_and_the_warning_stays() {
    use Press::{AllSaid, GoOn, More};
    let mut run = begun("take-turns", Company::Alone);
    let way = walk(&mut run, &[GoOn, GoOn, GoOn, More, GoOn, AllSaid, GoOn]);
    assert_eq!(
        way,
        [
            "topic", "me: say", "more?", "me: say", "more?", "close", "done"
        ]
    );
    let mut run = begun("after-a-row", Company::Alone);
    // Its first part is for two, what it warns of is not.
    assert_eq!(shown(&run), "caution apart");
    let way = walk(&mut run, &[GoOn, GoOn, GoOn, Press::Skip, GoOn, GoOn]);
    assert_eq!(way, ["felt", "saw", "touched", "mine", "next", "done"]);
    // The one hard thing of the hour is left out, and its warning with it.
    let mut run = begun("weekly-talk", Company::Alone);
    assert_eq!(
        walk(&mut run, &[GoOn, GoOn, GoOn]),
        ["went-well", "me: wish", "done"]
    );
}

#[test]
fn a_page_is_kept_with_the_press_or_without() {
    let mut run = begun("stress-talk", Company::Alone);
    run.take(Press::Keep, Some("the drill"), at(1)).unwrap();
    assert_eq!((run.page(), run.moves), ("the drill", 0));
    run.take(Press::Pause, Some("the drill, all day"), at(2))
        .unwrap();
    assert_eq!(
        run.take(Press::Keep, Some("later"), at(3)),
        Err(Refused::NotHere)
    );
    run.take(Press::Resume, None, at(4)).unwrap();
    assert_eq!(run.page(), "the drill, all day");
    let long = "x".repeat(PAGE_LIMIT + 1);
    assert_eq!(
        run.take(Press::GoOn, Some(&long), at(5)),
        Err(Refused::PageTooLong)
    );
    assert_eq!(run.page(), "the drill, all day");
    run.take(Press::GoOn, Some(&long[1..]), at(5)).unwrap();
    assert_eq!((&run.place, run.pages.len()), (&Place::Done, 1));
    // An empty one is none.
    let mut run = begun("stress-talk", Company::Alone);
    run.take(Press::Keep, Some("x"), at(1)).unwrap();
    run.take(Press::Keep, Some(" \n"), at(1)).unwrap();
    assert!(run.pages.is_empty());
}

#[test]
fn at_one_screen_only_what_both_may_read_is_written() {
    each(|talk, company| {
        if company != Company::Together {
            return;
        }
        for (place, first, ..) in everything(talk, company).into_keys() {
            let mut run = begun(talk.id, company);
            (run.place, run.first) = (place, first);
            let wrote = run.take(Press::Keep, Some("a word"), at(1)).is_ok();
            let both = matches!(run.place, Place::Step { .. })
                && run
                    .found()
                    .unwrap()
                    .step
                    .is_some_and(|step| step.writes == Writes::Together);
            assert_eq!(wrote, both, "{}: {:?}", talk.id, run.place);
        }
    });
    // A page of one piece is not that of another.
    let mut run = begun("take-turns", Company::Alone);
    run.take(Press::GoOn, None, at(0)).unwrap();
    run.take(Press::GoOn, Some("topic"), at(0)).unwrap();
    run.take(Press::GoOn, Some("one"), at(0)).unwrap();
    run.take(Press::More, None, at(0)).unwrap();
    assert_eq!(run.page(), "");
    run.take(Press::GoOn, Some("two"), at(0)).unwrap();
    let texts: Vec<&str> = run.pages.iter().map(|page| page.text.as_str()).collect();
    assert_eq!(texts, ["topic", "one", "two"]);
}

#[test]
fn the_clock_rests_with_a_pause_and_bears_any_other_clock() {
    let mut run = begun("stress-talk", Company::Alone);
    assert_eq!(run.clock(at(0)), Some((480_000, 0)));
    assert_eq!(run.clock(at(100)), Some((480_000, 100_000)));
    run.take(Press::Pause, None, at(100)).unwrap();
    assert_eq!(run.clock(at(9_000)), Some((480_000, 100_000)));
    run.take(Press::Resume, None, at(9_000)).unwrap();
    assert_eq!(run.clock(at(9_010)), Some((480_000, 110_000)));
    // Put back by a year, it stands where it stood; put forward, it has run down and nothing has ended.
    assert_eq!(run.clock(at(-31_000_000)), Some((480_000, 100_000)));
    assert_eq!(run.clock(at(31_000_000)), Some((480_000, 480_000)));
    assert_eq!(shown(&run), "me: tell");
    // The computer went away: the time away is nobody's.
    run.rest();
    assert!(run.paused);
    assert_eq!(run.clock(at(50_000)), Some((480_000, 100_000)));
    let ended = &mut run.clone();
    ended.place = Place::Done;
    ended.paused = false;
    ended.rest();
    assert!(!ended.paused, "what is over does not wait");
}

#[test]
fn what_another_version_has_written_is_left_as_it_is() {
    let mut run = begun("take-turns", Company::Together);
    run.place = Place::Step {
        part: "turn".into(),
        step: "shout".into(),
        turn: 0,
        piece: 0,
        backs: 0,
        near: false,
    };
    let before = run.clone();
    for press in PRESSES {
        assert_eq!(run.take(press, None, at(1)), Err(Refused::Unknown));
    }
    assert_eq!(
        (&run, run.whose(), run.writes(), run.clock(at(1))),
        (&before, None, false, None)
    );
    run.talk = "the-yearly-look".into();
    assert_eq!(run.found(), Err(Refused::Unknown));
    assert_eq!(talk("take-turns").unwrap().evidence, Evidence::Some);
}

proptest! {
    /// Any presses, in any order, with a crash or a lock anywhere: what is read again goes on as if nothing had been.
    #[test]
    fn a_run_that_was_written_down_goes_on_the_same(
        which in 0..5_usize,
        together: bool,
        presses in prop::collection::vec((0..PRESSES.len(), -50_i64..5_000, prop::option::of("[a-z]{0,6}"), any::<bool>()), 0..120),
    ) {
        let company = if together { Company::Together } else { Company::Alone };
        let mut run = Run::begin(&talks()[which], company, at(0));
        let mut kept = run.clone();
        for (press, second, text, crash) in presses {
            let done = run.take(PRESSES[press], text.as_deref(), at(second));
            if crash {
                let bytes = serde_json::to_vec(&kept).unwrap();
                kept = serde_json::from_slice(&bytes).unwrap();
            }
            prop_assert_eq!(kept.take(PRESSES[press], text.as_deref(), at(second)), done);
            prop_assert_eq!(&kept, &run);
            prop_assert!(run.found().is_ok());
            prop_assert!(run.pages.iter().all(|page| !page.text.trim().is_empty()));
            if let Some((whole, spent)) = run.clock(at(second)) {
                prop_assert!(spent <= whole);
            }
        }
    }

    /// Whatever is pressed, as long as it is not always "not quite" or a pause, it comes to an end.
    #[test]
    fn it_ends(which in 0..5_usize, together: bool, choice in prop::collection::vec(any::<prop::sample::Index>(), 200)) {
        let company = if together { Company::Together } else { Company::Alone };
        let mut run = Run::begin(&talks()[which], company, at(0));
        for index in choice {
            let ways: Vec<Run> = PRESSES
                .iter()
                .filter(|press| !matches!(press, Press::Pause | Press::Keep))
                .filter_map(|press| {
                    let mut next = run.clone();
                    next.take(*press, None, at(1)).ok().map(|()| next)
                })
                .collect();
            if ways.is_empty() {
                break;
            }
            run = index.get(&ways).clone();
        }
        prop_assert_eq!(run.place, Place::Done);
    }
}
