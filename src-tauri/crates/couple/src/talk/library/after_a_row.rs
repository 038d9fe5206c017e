//! Feelings without reasons, two accounts side by side, a part of each that makes sense, what is mine, one thing.
//! Only when both are calm and neither is afraid.

use super::{
    Both, Each, EachApart, Evidence, Gesture, GotIt, Listener, Nobody, PART, Part, Promise, STEP,
    Sealed, Speaker, Step, Talk,
};

#[rustfmt::skip]
pub(super) const TALK: Talk = Talk { id: "after-a-row", minutes: (30, 50), evidence: Evidence::Thin, parts: &[
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
] };
