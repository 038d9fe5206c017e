//! A fixed hour a week: thanks first, what went well, one thing at most, then what would help.

use super::{
    Both, Each, Evidence, Gesture, GotIt, Listener, OursEntry, Outing, PART, Part, Private,
    Promise, Ritual, STEP, Speaker, Step, Talk, Together,
};

#[rustfmt::skip]
pub(super) const TALK: Talk = Talk { id: "weekly-talk", minutes: (25, 60), evidence: Evidence::Thin, parts: &[
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
] };
