//! How good news is met goes along with how couples fare (Gable et al. 2006); practising it has not been shown to
//! make them happier (doi 10.1177/0265407514523545).

use super::{
    Both, EachApart, EachIfWanted, Evidence, Listener, OursEntry, Outing, PART, Part, Private,
    STEP, Speaker, Step, Talk, Together,
};

#[rustfmt::skip]
pub(super) const TALK: Talk = Talk { id: "good-news", minutes: (8, 20), evidence: Evidence::Some, parts: &[
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
] };
