//! The library of gestures.
//!
//! Small on purpose: most take minutes and cost nothing, because small things done often are what people manage when
//! they are tired. A few cost a little, and a few fill an evening.

use super::Gesture;
use super::GestureKind::{Help, Play, Things, Time, Touch, Words};
use super::Suits::{AnyTime, Daytime, Evening, Morning};

/// Every gesture we bring along.
pub const fn gestures() -> &'static [Gesture] {
    GESTURES
}

#[rustfmt::skip]
static GESTURES: &[Gesture] = &[
    Gesture { id: "hug-three-breaths",       kind: Touch,  near: true,  apart: false, minutes: 1,   costs: false, mutual: true,  suits: Evening },
    Gesture { id: "hand-in-passing",         kind: Touch,  near: true,  apart: false, minutes: 1,   costs: false, mutual: true,  suits: AnyTime },
    Gesture { id: "hold-hands-walking",      kind: Touch,  near: true,  apart: false, minutes: 5,   costs: false, mutual: true,  suits: AnyTime },
    Gesture { id: "kiss-at-the-door",        kind: Touch,  near: true,  apart: false, minutes: 1,   costs: false, mutual: true,  suits: Morning },
    Gesture { id: "lean-on-the-sofa",        kind: Touch,  near: true,  apart: false, minutes: 15,  costs: false, mutual: true,  suits: Evening },
    Gesture { id: "shoulder-rub",            kind: Touch,  near: true,  apart: false, minutes: 5,   costs: false, mutual: true,  suits: Evening },
    Gesture { id: "share-a-blanket",         kind: Touch,  near: true,  apart: false, minutes: 20,  costs: false, mutual: true,  suits: Evening },
    Gesture { id: "feet-under-table",        kind: Touch,  near: true,  apart: false, minutes: 10,  costs: false, mutual: true,  suits: Evening },
    Gesture { id: "offer-your-arm",          kind: Touch,  near: true,  apart: false, minutes: 10,  costs: false, mutual: true,  suits: Daytime },
    Gesture { id: "open-hand",               kind: Touch,  near: true,  apart: false, minutes: 2,   costs: false, mutual: true,  suits: AnyTime },
    Gesture { id: "brush-hair",              kind: Touch,  near: true,  apart: false, minutes: 15,  costs: false, mutual: true,  suits: Evening },
    Gesture { id: "warm-cold-hands",         kind: Touch,  near: true,  apart: false, minutes: 3,   costs: false, mutual: true,  suits: Daytime },
    Gesture { id: "five-more-minutes",       kind: Touch,  near: true,  apart: false, minutes: 5,   costs: false, mutual: true,  suits: Morning },
    Gesture { id: "warm-water-for-feet",     kind: Touch,  near: true,  apart: false, minutes: 30,  costs: false, mutual: true,  suits: Evening },
    Gesture { id: "itchy-spot",              kind: Touch,  near: true,  apart: false, minutes: 2,   costs: false, mutual: true,  suits: AnyTime },
    Gesture { id: "same-side",               kind: Touch,  near: true,  apart: false, minutes: 20,  costs: false, mutual: true,  suits: AnyTime },
    Gesture { id: "foreheads",               kind: Touch,  near: true,  apart: false, minutes: 1,   costs: false, mutual: true,  suits: Evening },
    Gesture { id: "hold-the-coat",           kind: Touch,  near: true,  apart: false, minutes: 1,   costs: false, mutual: true,  suits: Morning },
    Gesture { id: "film-in-a-heap",          kind: Touch,  near: true,  apart: false, minutes: 120, costs: false, mutual: true,  suits: Evening },
    Gesture { id: "letter-on-the-back",      kind: Touch,  near: true,  apart: false, minutes: 5,   costs: false, mutual: true,  suits: Evening },
    Gesture { id: "little-fingers",          kind: Touch,  near: true,  apart: false, minutes: 5,   costs: false, mutual: true,  suits: AnyTime },
    Gesture { id: "thank-one-thing",         kind: Words,  near: true,  apart: true,  minutes: 2,   costs: false, mutual: false, suits: Evening },
    Gesture { id: "say-what-i-like",         kind: Words,  near: true,  apart: true,  minutes: 1,   costs: false, mutual: false, suits: AnyTime },
    Gesture { id: "note-to-find",            kind: Words,  near: true,  apart: false, minutes: 5,   costs: false, mutual: false, suits: Morning },
    Gesture { id: "before-something-hard",   kind: Words,  near: true,  apart: true,  minutes: 2,   costs: false, mutual: false, suits: Daytime },
    Gesture { id: "ask-how-it-went",         kind: Words,  near: true,  apart: true,  minutes: 10,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "good-night-sentence",     kind: Words,  near: true,  apart: true,  minutes: 1,   costs: false, mutual: false, suits: Evening },
    Gesture { id: "tell-our-memory",         kind: Words,  near: true,  apart: true,  minutes: 5,   costs: false, mutual: false, suits: Evening },
    Gesture { id: "praise-before-others",    kind: Words,  near: true,  apart: true,  minutes: 2,   costs: false, mutual: false, suits: AnyTime },
    Gesture { id: "own-a-small-thing",       kind: Words,  near: true,  apart: true,  minutes: 3,   costs: false, mutual: false, suits: Evening },
    Gesture { id: "voice-message",           kind: Words,  near: false, apart: true,  minutes: 2,   costs: false, mutual: false, suits: Daytime },
    Gesture { id: "postcard",                kind: Words,  near: false, apart: true,  minutes: 15,  costs: true,  mutual: false, suits: Daytime },
    Gesture { id: "good-morning-by-name",    kind: Words,  near: true,  apart: true,  minutes: 1,   costs: false, mutual: false, suits: Morning },
    Gesture { id: "words-that-stayed",       kind: Words,  near: true,  apart: true,  minutes: 3,   costs: false, mutual: false, suits: AnyTime },
    Gesture { id: "whole-page",              kind: Words,  near: true,  apart: true,  minutes: 90,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "unseen-work",             kind: Words,  near: true,  apart: true,  minutes: 3,   costs: false, mutual: false, suits: Evening },
    Gesture { id: "two-questions",           kind: Words,  near: true,  apart: true,  minutes: 10,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "say-how-i-am",            kind: Words,  near: true,  apart: true,  minutes: 2,   costs: false, mutual: false, suits: Evening },
    Gesture { id: "listen-or-help",          kind: Words,  near: true,  apart: true,  minutes: 15,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "their-language",          kind: Words,  near: true,  apart: true,  minutes: 20,  costs: false, mutual: false, suits: AnyTime },
    Gesture { id: "nothing-to-organise",     kind: Words,  near: true,  apart: true,  minutes: 2,   costs: false, mutual: false, suits: Daytime },
    Gesture { id: "toast-at-supper",         kind: Words,  near: true,  apart: true,  minutes: 3,   costs: false, mutual: false, suits: Evening },
    Gesture { id: "you-were-right",          kind: Words,  near: true,  apart: true,  minutes: 1,   costs: false, mutual: false, suits: AnyTime },
    Gesture { id: "pass-on-praise",          kind: Words,  near: true,  apart: true,  minutes: 2,   costs: false, mutual: false, suits: Daytime },
    Gesture { id: "what-is-missing",         kind: Words,  near: false, apart: true,  minutes: 2,   costs: false, mutual: false, suits: Evening },
    Gesture { id: "card-without-occasion",   kind: Words,  near: true,  apart: true,  minutes: 15,  costs: true,  mutual: false, suits: Daytime },
    Gesture { id: "word-on-a-cake",          kind: Words,  near: true,  apart: false, minutes: 20,  costs: true,  mutual: false, suits: Daytime },
    Gesture { id: "greet-at-the-door",       kind: Time,   near: true,  apart: false, minutes: 2,   costs: false, mutual: false, suits: Evening },
    Gesture { id: "ask-and-listen",          kind: Time,   near: true,  apart: true,  minutes: 10,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "table-without-phones",    kind: Time,   near: true,  apart: false, minutes: 40,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "short-walk",              kind: Time,   near: true,  apart: false, minutes: 20,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "first-cup-together",      kind: Time,   near: true,  apart: true,  minutes: 10,  costs: false, mutual: false, suits: Morning },
    Gesture { id: "sit-beside",              kind: Time,   near: true,  apart: false, minutes: 20,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "same-bedtime",            kind: Time,   near: true,  apart: false, minutes: 15,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "cook-on-the-phone",       kind: Time,   near: false, apart: true,  minutes: 40,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "along-to-the-stop",       kind: Time,   near: true,  apart: false, minutes: 15,  costs: false, mutual: false, suits: Morning },
    Gesture { id: "dull-errand",             kind: Time,   near: true,  apart: false, minutes: 60,  costs: false, mutual: false, suits: Daytime },
    Gesture { id: "their-programme",         kind: Time,   near: true,  apart: true,  minutes: 60,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "come-and-look",           kind: Time,   near: true,  apart: true,  minutes: 5,   costs: false, mutual: false, suits: AnyTime },
    Gesture { id: "close-the-lid",           kind: Time,   near: true,  apart: false, minutes: 5,   costs: false, mutual: false, suits: AnyTime },
    Gesture { id: "bench-something-warm",    kind: Time,   near: true,  apart: false, minutes: 20,  costs: true,  mutual: false, suits: Daytime },
    Gesture { id: "hotel-breakfast",         kind: Time,   near: true,  apart: false, minutes: 60,  costs: true,  mutual: false, suits: Morning },
    Gesture { id: "apprentice",              kind: Time,   near: true,  apart: true,  minutes: 90,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "open-line",               kind: Time,   near: false, apart: true,  minutes: 60,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "small-lamp",              kind: Time,   near: true,  apart: false, minutes: 30,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "two-pages",               kind: Time,   near: true,  apart: true,  minutes: 15,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "last-stop",               kind: Time,   near: true,  apart: false, minutes: 120, costs: true,  mutual: false, suits: Daytime },
    Gesture { id: "small-evening-out",       kind: Time,   near: true,  apart: false, minutes: 150, costs: true,  mutual: false, suits: Evening },
    Gesture { id: "same-cake",               kind: Time,   near: false, apart: true,  minutes: 30,  costs: true,  mutual: false, suits: Daytime },
    Gesture { id: "on-the-platform",         kind: Time,   near: false, apart: true,  minutes: 60,  costs: false, mutual: false, suits: AnyTime },
    Gesture { id: "edge-of-the-bed",         kind: Time,   near: true,  apart: false, minutes: 5,   costs: false, mutual: false, suits: Evening },
    Gesture { id: "coffee-standing-up",      kind: Time,   near: true,  apart: false, minutes: 20,  costs: true,  mutual: false, suits: Morning },
    Gesture { id: "one-book-twice",          kind: Time,   near: false, apart: true,  minutes: 60,  costs: true,  mutual: false, suits: Evening },
    Gesture { id: "take-their-chore",        kind: Help,   near: true,  apart: false, minutes: 20,  costs: false, mutual: false, suits: AnyTime },
    Gesture { id: "bring-a-drink",           kind: Help,   near: true,  apart: false, minutes: 5,   costs: false, mutual: false, suits: Morning },
    Gesture { id: "ready-for-tomorrow",      kind: Help,   near: true,  apart: false, minutes: 10,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "take-an-errand",          kind: Help,   near: true,  apart: true,  minutes: 20,  costs: false, mutual: false, suits: Daytime },
    Gesture { id: "hour-to-themselves",      kind: Help,   near: true,  apart: false, minutes: 60,  costs: false, mutual: false, suits: AnyTime },
    Gesture { id: "fix-the-nuisance",        kind: Help,   near: true,  apart: false, minutes: 30,  costs: false, mutual: false, suits: AnyTime },
    Gesture { id: "cook-their-dish",         kind: Help,   near: true,  apart: false, minutes: 60,  costs: true,  mutual: false, suits: Evening },
    Gesture { id: "warm-the-bed",            kind: Help,   near: true,  apart: false, minutes: 5,   costs: false, mutual: false, suits: Evening },
    Gesture { id: "ask-what-lightens",       kind: Help,   near: true,  apart: true,  minutes: 15,  costs: false, mutual: false, suits: Morning },
    Gesture { id: "dinner-from-afar",        kind: Help,   near: false, apart: true,  minutes: 15,  costs: true,  mutual: false, suits: Daytime },
    Gesture { id: "dreaded-company",         kind: Help,   near: true,  apart: true,  minutes: 30,  costs: false, mutual: false, suits: Daytime },
    Gesture { id: "quiet-morning",           kind: Help,   near: true,  apart: false, minutes: 90,  costs: false, mutual: false, suits: Morning },
    Gesture { id: "running-out",             kind: Help,   near: true,  apart: false, minutes: 20,  costs: true,  mutual: false, suits: Daytime },
    Gesture { id: "go-yourself",             kind: Help,   near: true,  apart: false, minutes: 5,   costs: false, mutual: false, suits: Evening },
    Gesture { id: "plate-kept-warm",         kind: Help,   near: true,  apart: false, minutes: 10,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "food-for-the-way",        kind: Help,   near: true,  apart: false, minutes: 20,  costs: true,  mutual: false, suits: Morning },
    Gesture { id: "read-it-over",            kind: Help,   near: true,  apart: true,  minutes: 20,  costs: false, mutual: false, suits: Daytime },
    Gesture { id: "be-the-audience",         kind: Help,   near: true,  apart: true,  minutes: 30,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "remember-for-them",       kind: Help,   near: true,  apart: true,  minutes: 5,   costs: false, mutual: false, suits: AnyTime },
    Gesture { id: "three-portions",          kind: Help,   near: true,  apart: false, minutes: 120, costs: true,  mutual: false, suits: AnyTime },
    Gesture { id: "evening-off",             kind: Help,   near: true,  apart: false, minutes: 180, costs: false, mutual: false, suits: Evening },
    Gesture { id: "own-pile-first",          kind: Help,   near: true,  apart: false, minutes: 90,  costs: false, mutual: false, suits: Daytime },
    Gesture { id: "alarm-call",              kind: Help,   near: false, apart: true,  minutes: 5,   costs: false, mutual: false, suits: Morning },
    Gesture { id: "dull-useful-parcel",      kind: Help,   near: false, apart: true,  minutes: 20,  costs: true,  mutual: false, suits: Daytime },
    Gesture { id: "last-slice",              kind: Help,   near: true,  apart: false, minutes: 1,   costs: false, mutual: false, suits: AnyTime },
    Gesture { id: "to-be-mended",            kind: Help,   near: true,  apart: false, minutes: 30,  costs: true,  mutual: false, suits: Daytime },
    Gesture { id: "seat-by-the-window",      kind: Help,   near: true,  apart: true,  minutes: 10,  costs: true,  mutual: false, suits: Daytime },
    Gesture { id: "supper-in-paper",         kind: Help,   near: true,  apart: false, minutes: 20,  costs: true,  mutual: false, suits: Evening },
    Gesture { id: "warm-towel",              kind: Help,   near: true,  apart: false, minutes: 5,   costs: false, mutual: false, suits: Morning },
    Gesture { id: "favourite-bite",          kind: Things, near: true,  apart: false, minutes: 10,  costs: true,  mutual: false, suits: Daytime },
    Gesture { id: "something-picked",        kind: Things, near: true,  apart: false, minutes: 5,   costs: false, mutual: false, suits: Daytime },
    Gesture { id: "marked-page",             kind: Things, near: true,  apart: true,  minutes: 10,  costs: false, mutual: false, suits: AnyTime },
    Gesture { id: "photo-thought-of-you",    kind: Things, near: false, apart: true,  minutes: 2,   costs: false, mutual: false, suits: Daytime },
    Gesture { id: "old-photo",               kind: Things, near: true,  apart: true,  minutes: 10,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "song-for-you",            kind: Things, near: true,  apart: true,  minutes: 5,   costs: false, mutual: false, suits: Daytime },
    Gesture { id: "pocket-find",             kind: Things, near: true,  apart: false, minutes: 5,   costs: false, mutual: false, suits: Morning },
    Gesture { id: "small-parcel",            kind: Things, near: false, apart: true,  minutes: 40,  costs: true,  mutual: false, suits: Daytime },
    Gesture { id: "keep-their-wish",         kind: Things, near: true,  apart: true,  minutes: 2,   costs: false, mutual: false, suits: AnyTime },
    Gesture { id: "weekday-flowers",         kind: Things, near: true,  apart: false, minutes: 10,  costs: true,  mutual: false, suits: Daytime },
    Gesture { id: "candle-stump",            kind: Things, near: true,  apart: false, minutes: 2,   costs: false, mutual: false, suits: Evening },
    Gesture { id: "printed-photo",           kind: Things, near: true,  apart: true,  minutes: 20,  costs: true,  mutual: false, suits: Daytime },
    Gesture { id: "clear-a-drawer",          kind: Things, near: true,  apart: true,  minutes: 30,  costs: false, mutual: false, suits: AnyTime },
    Gesture { id: "bake-something-plain",    kind: Things, near: true,  apart: true,  minutes: 90,  costs: true,  mutual: false, suits: AnyTime },
    Gesture { id: "first-page",              kind: Things, near: true,  apart: true,  minutes: 20,  costs: true,  mutual: false, suits: Daytime },
    Gesture { id: "scrap-tin",               kind: Things, near: true,  apart: true,  minutes: 20,  costs: false, mutual: false, suits: AnyTime },
    Gesture { id: "light-left-on",           kind: Things, near: true,  apart: false, minutes: 1,   costs: false, mutual: false, suits: Evening },
    Gesture { id: "bean-in-a-glass",         kind: Things, near: true,  apart: true,  minutes: 10,  costs: false, mutual: false, suits: Daytime },
    Gesture { id: "map-by-hand",             kind: Things, near: true,  apart: true,  minutes: 30,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "sound-from-here",         kind: Things, near: false, apart: true,  minutes: 2,   costs: false, mutual: false, suits: Daytime },
    Gesture { id: "place-laid",              kind: Things, near: true,  apart: false, minutes: 5,   costs: false, mutual: false, suits: Morning },
    Gesture { id: "peeled-orange",           kind: Things, near: true,  apart: false, minutes: 10,  costs: true,  mutual: false, suits: AnyTime },
    Gesture { id: "childhood-taste",         kind: Things, near: true,  apart: true,  minutes: 30,  costs: true,  mutual: false, suits: Daytime },
    Gesture { id: "twelve-of-the-year",      kind: Things, near: true,  apart: true,  minutes: 120, costs: false, mutual: false, suits: Evening },
    Gesture { id: "warm-socks",              kind: Things, near: true,  apart: true,  minutes: 20,  costs: true,  mutual: false, suits: Daytime },
    Gesture { id: "half-kept",               kind: Things, near: true,  apart: false, minutes: 2,   costs: false, mutual: false, suits: Daytime },
    Gesture { id: "better-one",              kind: Things, near: true,  apart: false, minutes: 10,  costs: true,  mutual: false, suits: Daytime },
    Gesture { id: "odd-magazine",            kind: Things, near: true,  apart: true,  minutes: 10,  costs: true,  mutual: false, suits: Daytime },
    Gesture { id: "bad-joke",                kind: Play,   near: true,  apart: true,  minutes: 2,   costs: false, mutual: false, suits: AnyTime },
    Gesture { id: "kitchen-dance",           kind: Play,   near: true,  apart: false, minutes: 5,   costs: false, mutual: true,  suits: Evening },
    Gesture { id: "guess-my-answer",         kind: Play,   near: true,  apart: true,  minutes: 10,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "doodle",                  kind: Play,   near: true,  apart: true,  minutes: 5,   costs: false, mutual: false, suits: Daytime },
    Gesture { id: "one-round",               kind: Play,   near: true,  apart: false, minutes: 20,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "tiny-bet",                kind: Play,   near: true,  apart: true,  minutes: 2,   costs: false, mutual: false, suits: AnyTime },
    Gesture { id: "taste-something-new",     kind: Play,   near: true,  apart: false, minutes: 15,  costs: true,  mutual: false, suits: Evening },
    Gesture { id: "colour-hunt",             kind: Play,   near: false, apart: true,  minutes: 15,  costs: false, mutual: false, suits: Daytime },
    Gesture { id: "share-a-puzzle",          kind: Play,   near: true,  apart: true,  minutes: 20,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "sing-our-song",           kind: Play,   near: true,  apart: false, minutes: 5,   costs: false, mutual: false, suits: Evening },
    Gesture { id: "travelling-figure",       kind: Play,   near: true,  apart: false, minutes: 2,   costs: false, mutual: false, suits: AnyTime },
    Gesture { id: "secret-word",             kind: Play,   near: true,  apart: true,  minutes: 2,   costs: false, mutual: false, suits: Morning },
    Gesture { id: "grand-menu",              kind: Play,   near: true,  apart: false, minutes: 15,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "one-invented",            kind: Play,   near: true,  apart: true,  minutes: 5,   costs: false, mutual: false, suits: Evening },
    Gesture { id: "note-trail",              kind: Play,   near: true,  apart: false, minutes: 60,  costs: false, mutual: false, suits: AnyTime },
    Gesture { id: "move-a-day",              kind: Play,   near: true,  apart: true,  minutes: 3,   costs: false, mutual: false, suits: Daytime },
    Gesture { id: "too-close",               kind: Play,   near: true,  apart: true,  minutes: 3,   costs: false, mutual: false, suits: Daytime },
    Gesture { id: "unfinished-story",        kind: Play,   near: true,  apart: true,  minutes: 5,   costs: false, mutual: false, suits: Evening },
    Gesture { id: "certificate",             kind: Play,   near: true,  apart: true,  minutes: 20,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "nonsense-for-a-coin",     kind: Play,   near: true,  apart: false, minutes: 30,  costs: true,  mutual: false, suits: Daytime },
    Gesture { id: "supper-elsewhere",        kind: Play,   near: true,  apart: false, minutes: 40,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "shadows",                 kind: Play,   near: true,  apart: true,  minutes: 5,   costs: false, mutual: false, suits: Evening },
    Gesture { id: "jigsaw",                  kind: Play,   near: true,  apart: false, minutes: 120, costs: true,  mutual: false, suits: Evening },
    Gesture { id: "drawer-tour",             kind: Play,   near: false, apart: true,  minutes: 10,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "rattling-envelope",       kind: Play,   near: false, apart: true,  minutes: 15,  costs: true,  mutual: false, suits: Daytime },
    Gesture { id: "film-bags",               kind: Play,   near: true,  apart: false, minutes: 20,  costs: true,  mutual: false, suits: Evening },
    Gesture { id: "life-on-a-packet",        kind: Play,   near: true,  apart: true,  minutes: 10,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "photo-booth",             kind: Play,   near: true,  apart: false, minutes: 20,  costs: true,  mutual: false, suits: Daytime },
    Gesture { id: "own-quiz",                kind: Play,   near: true,  apart: true,  minutes: 30,  costs: false, mutual: false, suits: Evening },
    Gesture { id: "weather-from-the-window", kind: Play,   near: true,  apart: true,  minutes: 3,   costs: false, mutual: false, suits: Morning },
    Gesture { id: "face-on-the-egg",         kind: Play,   near: true,  apart: false, minutes: 5,   costs: false, mutual: false, suits: Morning },
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
        assert!(gestures().len() >= 120);
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
                (1..=180).contains(&gesture.minutes),
                "{} is longer than an evening",
                gesture.id
            );
        }
        for kind in [Touch, Words, Time, Help, Things, Play] {
            assert!(
                gestures()
                    .iter()
                    .filter(|gesture| gesture.kind == kind)
                    .count()
                    >= 18,
                "{kind:?}"
            );
        }
        assert!(
            gestures().iter().filter(|gesture| gesture.apart).count() >= 35,
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
