//! The talks we bring along. How each is built, and how far it can be trusted, comes from research and practice on
//! couples' talks; their words are our own.

use super::Asks::{GotIt, ListenOrHelp};
use super::Turns::{Each, EachIfWanted, Once};
use super::Who::{Both, EachApart, Listener, Nobody, Speaker};
use super::Writes::{Nothing, Private, Sealed, Together};
use super::Yield::{Gesture, OursEntry, Outing, Promise, Ritual};
use super::{Evidence, Part, Step, Talk, Wish};

/// Every talk.
pub const fn talks() -> &'static [Talk] {
    TALKS
}

/// What a part is unless it says otherwise.
const PART: Part = Part {
    id: "",
    caution: false,
    skippable: false,
    turns: Once,
    pieces: 1,
    steps: &[],
};

/// What a step is unless it says otherwise.
const STEP: Step = Step {
    id: "",
    who: Both,
    clock_seconds: None,
    prompts: 0,
    writes: Nothing,
    asks: None,
    only: None,
    skippable: false,
    yields: None,
    alone: false,
};

#[rustfmt::skip]
static TALKS: &[Talk] = &[
    // Speaker and listener: one has the word, the other says it back, no solving. Disputed: people who get on well
    // rarely talk like this, so it is training wheels (Gottman et al. 1998, and the answers to it).
    Talk { id: "take-turns", minutes: (15, 35), evidence: Evidence::Some, parts: &[
        Part { id: "topic", caution: true, steps: &[
            Step { id: "topic",    who: Both,     prompts: 4, writes: Together, alone: true, ..STEP },
        ], ..PART },
        Part { id: "turn", turns: Each, pieces: 4, steps: &[
            Step { id: "say",      who: Speaker,  prompts: 4, clock_seconds: Some(90), alone: true, ..STEP },
            Step { id: "say-back", who: Listener, prompts: 4, clock_seconds: Some(60), ..STEP },
            Step { id: "check",    who: Speaker,  prompts: 3, asks: Some(GotIt { back: "say-back", times: 2 }), ..STEP },
        ], ..PART },
        Part { id: "close", steps: &[
            Step { id: "close",    who: Both,     prompts: 4, clock_seconds: Some(180), writes: Together, skippable: true, yields: Some(OursEntry), alone: true, ..STEP },
        ], ..PART },
    ] },
    // A fixed hour a week: thanks first, what went well, one thing at most, then what would help.
    Talk { id: "weekly-talk", minutes: (25, 60), evidence: Evidence::Thin, parts: &[
        Part { id: "good", steps: &[
            Step { id: "arrive",   who: Both,     prompts: 2, skippable: true, ..STEP },
            Step { id: "thanks",   who: Both,     prompts: 4, clock_seconds: Some(600), alone: true, ..STEP },
            Step { id: "went-well", who: Both,    prompts: 4, clock_seconds: Some(480), skippable: true, yields: Some(OursEntry), alone: true, ..STEP },
        ], ..PART },
        Part { id: "one-thing", caution: true, skippable: true, turns: Each, pieces: 2, steps: &[
            Step { id: "pick",     who: Both,     prompts: 3, writes: Together, ..STEP },
            Step { id: "tell",     who: Speaker,  prompts: 4, clock_seconds: Some(150), ..STEP },
            Step { id: "heard",    who: Listener, prompts: 3, clock_seconds: Some(90), ..STEP },
            Step { id: "right",    who: Speaker,  prompts: 2, asks: Some(GotIt { back: "heard", times: 2 }), ..STEP },
            Step { id: "try",      who: Both,     prompts: 3, clock_seconds: Some(300), skippable: true, yields: Some(Promise), ..STEP },
        ] },
        Part { id: "loved", turns: Each, steps: &[
            Step { id: "wish",     who: Speaker,  prompts: 4, clock_seconds: Some(120), alone: true, ..STEP },
            Step { id: "gladly",   who: Listener, prompts: 3, clock_seconds: Some(60), writes: Private, skippable: true, yields: Some(Gesture), ..STEP },
        ], ..PART },
        Part { id: "ahead", steps: &[
            Step { id: "ahead",    who: Both,     prompts: 3, clock_seconds: Some(180), skippable: true, yields: Some(Outing), ..STEP },
            Step { id: "close",    who: Both,     prompts: 3, skippable: true, yields: Some(Ritual), ..STEP },
        ], ..PART },
    ] },
    // The end of a day: ten minutes each, about anything but the two of them; no advice that wasn't asked for.
    Talk { id: "stress-talk", minutes: (20, 30), evidence: Evidence::Thin, parts: &[
        Part { id: "turn", turns: Each, steps: &[
            Step { id: "arrive",   who: Both,     prompts: 2, skippable: true, ..STEP },
            Step { id: "wish",     who: Speaker,  prompts: 3, asks: Some(ListenOrHelp), ..STEP },
            Step { id: "tell",     who: Speaker,  prompts: 4, clock_seconds: Some(480), alone: true, ..STEP },
            Step { id: "side",     who: Listener, prompts: 4, clock_seconds: Some(120), ..STEP },
            Step { id: "help",     who: Listener, prompts: 3, clock_seconds: Some(120), only: Some(Wish::Help), skippable: true, ..STEP },
            Step { id: "remember", who: Listener, prompts: 2, writes: Private, skippable: true, yields: Some(Gesture), ..STEP },
        ], ..PART },
        Part { id: "close", steps: &[
            Step { id: "close",    who: Both,     prompts: 3, skippable: true, yields: Some(Ritual), ..STEP },
        ], ..PART },
    ] },
    // How good news is met goes along with how couples fare (Gable et al. 2006); practising it has not been shown to
    // make them happier (doi 10.1177/0265407514523545).
    Talk { id: "good-news", minutes: (8, 20), evidence: Evidence::Some, parts: &[
        Part { id: "find", steps: &[
            Step { id: "find",     who: EachApart, prompts: 4, clock_seconds: Some(60), writes: Private, alone: true, ..STEP },
        ], ..PART },
        Part { id: "turn", turns: EachIfWanted, steps: &[
            Step { id: "tell",     who: Speaker,  prompts: 3, clock_seconds: Some(120), alone: true, ..STEP },
            Step { id: "ask",      who: Listener, prompts: 4, clock_seconds: Some(180), ..STEP },
            Step { id: "relive",   who: Speaker,  prompts: 3, clock_seconds: Some(120), skippable: true, alone: true, ..STEP },
            Step { id: "matters",  who: Listener, prompts: 4, clock_seconds: Some(60), ..STEP },
        ], ..PART },
        Part { id: "keep", steps: &[
            Step { id: "keep",     who: Both,     prompts: 2, writes: Together, skippable: true, yields: Some(OursEntry), ..STEP },
            Step { id: "celebrate", who: Both,    prompts: 3, skippable: true, yields: Some(Outing), ..STEP },
        ], ..PART },
    ] },
    // Feelings without reasons, two accounts side by side, a part of each that makes sense, what is mine, one thing.
    // Only when both are calm and neither is afraid.
    Talk { id: "after-a-row", minutes: (30, 50), evidence: Evidence::Thin, parts: &[
        Part { id: "ready", caution: true, steps: &[
            Step { id: "ready",    who: Both,     prompts: 3, ..STEP },
        ], ..PART },
        Part { id: "apart", steps: &[
            Step { id: "felt",     who: EachApart, prompts: 4, clock_seconds: Some(180), writes: Sealed, alone: true, ..STEP },
            Step { id: "saw",      who: EachApart, prompts: 4, clock_seconds: Some(360), writes: Sealed, alone: true, ..STEP },
            Step { id: "touched",  who: EachApart, prompts: 3, clock_seconds: Some(180), writes: Sealed, skippable: true, alone: true, ..STEP },
            Step { id: "mine",     who: EachApart, prompts: 4, clock_seconds: Some(180), writes: Sealed, alone: true, ..STEP },
        ], ..PART },
        Part { id: "read", steps: &[
            Step { id: "read",     who: Nobody,   clock_seconds: Some(300), ..STEP },
        ], ..PART },
        // It is the speaker's page that is spoken of.
        Part { id: "turn", turns: Each, steps: &[
            Step { id: "sense",    who: Listener, prompts: 4, clock_seconds: Some(120), ..STEP },
            Step { id: "check",    who: Speaker,  prompts: 2, asks: Some(GotIt { back: "sense", times: 2 }), ..STEP },
            Step { id: "own",      who: Speaker,  prompts: 3, clock_seconds: Some(120), ..STEP },
        ], ..PART },
        Part { id: "next", steps: &[
            Step { id: "next",     who: Both,     prompts: 4, clock_seconds: Some(240), yields: Some(Promise), alone: true, ..STEP },
            Step { id: "close",    who: Both,     prompts: 3, skippable: true, yields: Some(Gesture), ..STEP },
        ], ..PART },
    ] },
];

#[cfg(test)]
mod tests {
    use super::super::{Turns, Writes, talk};
    use super::*;
    use std::collections::HashSet;

    fn parts() -> impl Iterator<Item = (&'static Talk, &'static Part)> {
        talks()
            .iter()
            .flat_map(|talk| talk.parts.iter().map(move |part| (talk, part)))
    }

    fn kebab(id: &str) -> bool {
        let word =
            |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
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
                    step.only.is_none()
                        || before.iter().any(|step| step.asks == Some(ListenOrHelp)),
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
}
