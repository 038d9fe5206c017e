//! The end of a day: ten minutes each, about anything but the two of them; no advice that wasn't asked for.

use super::{
    Both, Each, Evidence, Gesture, ListenOrHelp, Listener, PART, Part, Private, Ritual, STEP,
    Speaker, Step, Talk, Wish,
};

#[rustfmt::skip]
pub(super) const TALK: Talk = Talk { id: "stress-talk", minutes: (20, 30), evidence: Evidence::Thin, parts: &[
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
] };
