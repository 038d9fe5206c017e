//! The talks we bring along. How each is built, and how far it can be trusted, comes from research and practice on
//! couples' talks; their words are our own.
//!
//! A talk is a file of its own in this folder. To add one: its file, its line in the list below, and its words in
//! `talks.ftl` of each language (which ids they have is said in [`super`]). The tests here say what does not fit
//! together, those of the translations which words are missing; the screens, the machine and the way to the other
//! computer take it as it is.

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

/// Makes a module of each file, and all of them the library, in this order. One line a talk.
macro_rules! library {
    ($($talk:ident,)+) => {
        $(mod $talk;)+

        static TALKS: &[Talk] = &[$($talk::TALK),+];
    };
}

library! {
    take_turns,
    weekly_talk,
    stress_talk,
    good_news,
    after_a_row,
}

#[cfg(test)]
mod tests;
