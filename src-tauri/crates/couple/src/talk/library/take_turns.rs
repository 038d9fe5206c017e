//! Speaker and listener: one has the word, the other says it back, no solving. Disputed: people who get on well
//! rarely talk like this, so it is training wheels (Gottman et al. 1998, and the answers to it).

use super::{
    Both, Each, Evidence, GotIt, Listener, OursEntry, PART, Part, STEP, Speaker, Step, Talk,
    Together,
};

#[rustfmt::skip]
pub(super) const TALK: Talk = Talk { id: "take-turns", minutes: (15, 35), evidence: Evidence::Some, parts: &[
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
] };
