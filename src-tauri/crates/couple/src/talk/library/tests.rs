use super::super::{Turns, Writes, talk};
use super::*;
use std::collections::HashSet;

fn parts() -> impl Iterator<Item = (&'static Talk, &'static Part)> {
    talks()
        .iter()
        .flat_map(|talk| talk.parts.iter().map(move |part| (talk, part)))
}

fn kebab(id: &str) -> bool {
    let word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
    id.split('-').all(word)
}

#[test]
fn ids_are_kebab_case_and_name_one_thing() {
    let mut keys = HashSet::new();
    for talk in talks() {
        assert!(kebab(talk.id), "{}", talk.id);
        assert!(keys.insert(talk.id.to_owned()), "{} twice", talk.id);
        let mut parts = HashSet::new();
        for part in talk.parts {
            assert!(
                kebab(part.id) && parts.insert(part.id),
                "{} in {}",
                part.id,
                talk.id
            );
        }
        for step in talk.steps() {
            // The key of its words, which must not be another's.
            let key = format!("{}-{}", talk.id, step.id);
            assert!(kebab(step.id) && keys.insert(key), "{}", step.id);
        }
    }
}

#[test]
fn every_step_is_reached_and_every_talk_ends() {
    for (talk, part) in parts() {
        let at = format!("{}, {}", talk.id, part.id);
        assert!(!part.steps.is_empty() && part.pieces >= 1, "{at}");
        let in_turn: Vec<bool> = part
            .steps
            .iter()
            .map(|step| step.who.leaves_another())
            .collect();
        if part.turns == Turns::Once {
            assert!(
                part.pieces == 1 && in_turn.iter().all(|turn| !turn),
                "{at}: no turns"
            );
        } else {
            // What both do stands around the turn, never within it.
            let first = in_turn.iter().position(|turn| *turn);
            let last = in_turn.iter().rposition(|turn| *turn);
            assert!(first.is_some(), "{at}: a turn of nobody");
            for (place, step) in part.steps.iter().enumerate() {
                assert!(
                    in_turn[place]
                        || step.who == Both && (Some(place) < first || Some(place) > last),
                    "{at}, {}",
                    step.id
                );
            }
        }
        for (place, step) in part.steps.iter().enumerate() {
            let before = &part.steps[..place];
            if let Some(GotIt { back, times }) = step.asks {
                assert!(
                    step.who == Speaker && (1..=2).contains(&times),
                    "{at}, {}",
                    step.id
                );
                assert!(
                    before
                        .iter()
                        .any(|step| step.id == back && step.who == Listener),
                    "{at}, {} leads back to nothing",
                    step.id
                );
            }
            assert!(
                step.only.is_none() || before.iter().any(|step| step.asks == Some(ListenOrHelp)),
                "{at}, {} waits for a wish nobody is asked for",
                step.id
            );
            // What was wished for may be left all the same; what is asked is not.
            assert!(step.only.is_none() || step.skippable, "{at}, {}", step.id);
            assert!(step.asks.is_none() || !step.skippable, "{at}, {}", step.id);
        }
    }
    assert!(
        talks()
            .iter()
            .all(|talk| talk.parts.iter().any(|part| !part.skippable))
    );
}

#[test]
fn nobody_is_without_a_beginning() {
    for talk in talks() {
        for step in talk.steps() {
            let silent = step.who == Nobody;
            assert_eq!(silent, step.prompts == 0, "{}, {}", talk.id, step.id);
            assert!(
                silent || (2..=4).contains(&step.prompts),
                "{}, {}",
                talk.id,
                step.id
            );
        }
    }
}

#[test]
fn clocks_fit_into_the_time_that_is_promised() {
    for talk in talks() {
        let (from, to) = talk.minutes;
        let seconds = |counts: fn(&Part, &Step) -> u32| -> u32 {
            talk.parts
                .iter()
                .flat_map(|part| part.steps.iter().map(move |step| (part, step)))
                .map(|(part, step)| {
                    counts(part, step) * u32::from(step.clock_seconds.unwrap_or_default())
                })
                .sum()
        };
        let longest = seconds(|part, step| u32::from(part.rounds(step)));
        let shortest = seconds(|part, step| {
            let turns = match part.turns {
                Turns::Each if step.who.leaves_another() => 2,
                _ => 1,
            };
            u32::from(!part.skippable && !step.skippable) * turns
        });
        assert!(from < to && to <= 60, "{}", talk.id);
        assert!(longest <= 60 * u32::from(to), "{}: {longest}", talk.id);
        assert!(shortest <= 60 * u32::from(from), "{}: {shortest}", talk.id);
    }
}

#[test]
fn sealed_and_apart_belong_to_each_other() {
    for talk in talks() {
        for step in talk.steps() {
            let apart = step.who == EachApart;
            assert!(step.writes != Sealed || apart, "{}, {}", talk.id, step.id);
            assert!(!apart || step.writes != Nothing, "{}, {}", talk.id, step.id);
        }
    }
    // Whoever writes apart after a row is read only once both have written.
    let row = talk("after-a-row").unwrap();
    let wrote: Vec<Writes> = row
        .steps()
        .filter(|step| step.who == EachApart)
        .map(|step| step.writes)
        .collect();
    assert_eq!(wrote, [Sealed; 4]);
}

#[test]
fn what_can_hurt_says_so_first() {
    let hurting: Vec<&str> = talks()
        .iter()
        .filter(|talk| talk.can_hurt())
        .map(|talk| talk.id)
        .collect();
    assert_eq!(hurting, ["take-turns", "weekly-talk", "after-a-row"]);
    // Either before anything else, or before a part that can be left out.
    for (talk, part) in parts().filter(|(_, part)| part.caution) {
        assert!(
            part.skippable || talk.parts[0].id == part.id,
            "{}, {}",
            talk.id,
            part.id
        );
    }
}

#[test]
fn found_by_id() {
    let turns = talk("take-turns").unwrap();
    assert_eq!(turns.evidence, Evidence::Some);
    assert_eq!(turns.step("say").map(|step| step.who), Some(Speaker));
    assert_eq!(turns.step("shout"), None);
    assert_eq!(talk("no-such-talk"), None);
    // Four pieces each.
    let part = turns.parts.iter().find(|part| part.id == "turn").unwrap();
    assert_eq!(part.rounds(turns.step("say").unwrap()), 8);
}
