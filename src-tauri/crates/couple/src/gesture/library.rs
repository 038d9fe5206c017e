//! The library of gestures.
//!
//! Small on purpose: most take minutes and cost nothing, because small things done often are what people manage when
//! they are tired.

use super::Gesture;
use super::GestureKind::{Help, Play, Things, Time, Touch, Words};
use super::Suits::{AnyTime, Daytime, Evening, Morning};

/// Every gesture we bring along.
pub const fn gestures() -> &'static [Gesture] {
    GESTURES
}

#[rustfmt::skip]
static GESTURES: &[Gesture] = &[
    Gesture { id: "hug-three-breaths",       kind: Touch,  near: true,  apart: false, minutes: 1,  costs: false, mutual: true,  suits: Evening },
    Gesture { id: "hand-in-passing",         kind: Touch,  near: true,  apart: false, minutes: 1,  costs: false, mutual: true,  suits: AnyTime },
    Gesture { id: "hold-hands-walking",      kind: Touch,  near: true,  apart: false, minutes: 5,  costs: false, mutual: true,  suits: AnyTime },
    Gesture { id: "kiss-at-the-door",        kind: Touch,  near: true,  apart: false, minutes: 1,  costs: false, mutual: true,  suits: Morning },
    Gesture { id: "lean-on-the-sofa",        kind: Touch,  near: true,  apart: false, minutes: 15, costs: false, mutual: true,  suits: Evening },
    Gesture { id: "shoulder-rub",            kind: Touch,  near: true,  apart: false, minutes: 5,  costs: false, mutual: true,  suits: Evening },
    Gesture { id: "share-a-blanket",         kind: Touch,  near: true,  apart: false, minutes: 20, costs: false, mutual: true,  suits: Evening },
    Gesture { id: "thank-one-thing",         kind: Words,  near: true,  apart: true,  minutes: 2,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "say-what-i-like",         kind: Words,  near: true,  apart: true,  minutes: 1,  costs: false, mutual: false, suits: AnyTime },
    Gesture { id: "note-to-find",            kind: Words,  near: true,  apart: false, minutes: 5,  costs: false, mutual: false, suits: Morning },
    Gesture { id: "before-something-hard",   kind: Words,  near: true,  apart: true,  minutes: 2,  costs: false, mutual: false, suits: Daytime },
    Gesture { id: "ask-how-it-went",         kind: Words,  near: true,  apart: true,  minutes: 10, costs: false, mutual: false, suits: Evening },
    Gesture { id: "good-night-sentence",     kind: Words,  near: true,  apart: true,  minutes: 1,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "tell-our-memory",         kind: Words,  near: true,  apart: true,  minutes: 5,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "praise-before-others",    kind: Words,  near: true,  apart: true,  minutes: 2,  costs: false, mutual: false, suits: AnyTime },
    Gesture { id: "own-a-small-thing",       kind: Words,  near: true,  apart: true,  minutes: 3,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "voice-message",           kind: Words,  near: false, apart: true,  minutes: 2,  costs: false, mutual: false, suits: Daytime },
    Gesture { id: "postcard",                kind: Words,  near: false, apart: true,  minutes: 15, costs: true,  mutual: false, suits: Daytime },
    Gesture { id: "greet-at-the-door",       kind: Time,   near: true,  apart: false, minutes: 2,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "ask-and-listen",          kind: Time,   near: true,  apart: true,  minutes: 10, costs: false, mutual: false, suits: Evening },
    Gesture { id: "table-without-phones",    kind: Time,   near: true,  apart: false, minutes: 40, costs: false, mutual: false, suits: Evening },
    Gesture { id: "short-walk",              kind: Time,   near: true,  apart: false, minutes: 20, costs: false, mutual: false, suits: Evening },
    Gesture { id: "first-cup-together",      kind: Time,   near: true,  apart: true,  minutes: 10, costs: false, mutual: false, suits: Morning },
    Gesture { id: "sit-beside",              kind: Time,   near: true,  apart: false, minutes: 20, costs: false, mutual: false, suits: Evening },
    Gesture { id: "same-bedtime",            kind: Time,   near: true,  apart: false, minutes: 15, costs: false, mutual: false, suits: Evening },
    Gesture { id: "cook-on-the-phone",       kind: Time,   near: false, apart: true,  minutes: 40, costs: false, mutual: false, suits: Evening },
    Gesture { id: "take-their-chore",        kind: Help,   near: true,  apart: false, minutes: 20, costs: false, mutual: false, suits: AnyTime },
    Gesture { id: "bring-a-drink",           kind: Help,   near: true,  apart: false, minutes: 5,  costs: false, mutual: false, suits: Morning },
    Gesture { id: "ready-for-tomorrow",      kind: Help,   near: true,  apart: false, minutes: 10, costs: false, mutual: false, suits: Evening },
    Gesture { id: "take-an-errand",          kind: Help,   near: true,  apart: true,  minutes: 20, costs: false, mutual: false, suits: Daytime },
    Gesture { id: "hour-to-themselves",      kind: Help,   near: true,  apart: false, minutes: 60, costs: false, mutual: false, suits: AnyTime },
    Gesture { id: "fix-the-nuisance",        kind: Help,   near: true,  apart: false, minutes: 30, costs: false, mutual: false, suits: AnyTime },
    Gesture { id: "cook-their-dish",         kind: Help,   near: true,  apart: false, minutes: 60, costs: true,  mutual: false, suits: Evening },
    Gesture { id: "warm-the-bed",            kind: Help,   near: true,  apart: false, minutes: 5,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "ask-what-lightens",       kind: Help,   near: true,  apart: true,  minutes: 15, costs: false, mutual: false, suits: Morning },
    Gesture { id: "dinner-from-afar",        kind: Help,   near: false, apart: true,  minutes: 15, costs: true,  mutual: false, suits: Daytime },
    Gesture { id: "favourite-bite",          kind: Things, near: true,  apart: false, minutes: 10, costs: true,  mutual: false, suits: Daytime },
    Gesture { id: "something-picked",        kind: Things, near: true,  apart: false, minutes: 5,  costs: false, mutual: false, suits: Daytime },
    Gesture { id: "marked-page",             kind: Things, near: true,  apart: true,  minutes: 10, costs: false, mutual: false, suits: AnyTime },
    Gesture { id: "photo-thought-of-you",    kind: Things, near: false, apart: true,  minutes: 2,  costs: false, mutual: false, suits: Daytime },
    Gesture { id: "old-photo",               kind: Things, near: true,  apart: true,  minutes: 10, costs: false, mutual: false, suits: Evening },
    Gesture { id: "song-for-you",            kind: Things, near: true,  apart: true,  minutes: 5,  costs: false, mutual: false, suits: Daytime },
    Gesture { id: "pocket-find",             kind: Things, near: true,  apart: false, minutes: 5,  costs: false, mutual: false, suits: Morning },
    Gesture { id: "small-parcel",            kind: Things, near: false, apart: true,  minutes: 40, costs: true,  mutual: false, suits: Daytime },
    Gesture { id: "keep-their-wish",         kind: Things, near: true,  apart: true,  minutes: 2,  costs: false, mutual: false, suits: AnyTime },
    Gesture { id: "bad-joke",                kind: Play,   near: true,  apart: true,  minutes: 2,  costs: false, mutual: false, suits: AnyTime },
    Gesture { id: "kitchen-dance",           kind: Play,   near: true,  apart: false, minutes: 5,  costs: false, mutual: true,  suits: Evening },
    Gesture { id: "guess-my-answer",         kind: Play,   near: true,  apart: true,  minutes: 10, costs: false, mutual: false, suits: Evening },
    Gesture { id: "doodle",                  kind: Play,   near: true,  apart: true,  minutes: 5,  costs: false, mutual: false, suits: Daytime },
    Gesture { id: "one-round",               kind: Play,   near: true,  apart: false, minutes: 20, costs: false, mutual: false, suits: Evening },
    Gesture { id: "tiny-bet",                kind: Play,   near: true,  apart: true,  minutes: 2,  costs: false, mutual: false, suits: AnyTime },
    Gesture { id: "taste-something-new",     kind: Play,   near: true,  apart: false, minutes: 15, costs: true,  mutual: false, suits: Evening },
    Gesture { id: "colour-hunt",             kind: Play,   near: false, apart: true,  minutes: 15, costs: false, mutual: false, suits: Daytime },
    Gesture { id: "share-a-puzzle",          kind: Play,   near: true,  apart: true,  minutes: 20, costs: false, mutual: false, suits: Evening },
    Gesture { id: "sing-our-song",           kind: Play,   near: true,  apart: false, minutes: 5,  costs: false, mutual: false, suits: Evening },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gesture::{gesture, offered};
    use std::collections::HashSet;

    #[test]
    fn gestures_are_many_and_well_formed() {
        let ids: HashSet<_> = gestures().iter().map(|gesture| gesture.id).collect();
        assert_eq!(ids.len(), gestures().len(), "an id twice");
        assert!(gestures().len() >= 44);
        for gesture in gestures() {
            assert!(
                gesture
                    .id
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b == b'-'),
                "{}",
                gesture.id
            );
            assert!(
                gesture.near || gesture.apart,
                "{} is possible nowhere",
                gesture.id
            );
            assert!(
                (1..=60).contains(&gesture.minutes),
                "{} is not small",
                gesture.id
            );
        }
        for kind in [Touch, Words, Time, Help, Things, Play] {
            assert!(
                gestures()
                    .iter()
                    .filter(|gesture| gesture.kind == kind)
                    .count()
                    >= 6,
                "{kind:?}"
            );
        }
        assert!(
            gestures().iter().filter(|gesture| gesture.apart).count() >= 15,
            "too little at a distance"
        );
    }

    #[test]
    fn touch_is_offered_only_where_both_want_it() {
        assert!(
            gestures()
                .iter()
                .all(|gesture| gesture.kind != Touch || gesture.mutual)
        );
        assert!(offered(false).all(|gesture| !gesture.mutual));
        assert_eq!(offered(true).count(), gestures().len());
    }

    #[test]
    fn found_by_id() {
        assert_eq!(gesture("bad-joke").map(|gesture| gesture.kind), Some(Play));
        assert_eq!(gesture("good-joke"), None);
    }
}
