//! The ideas we bring along.

use super::Idea;
use super::IdeaPlace::{Apart, Either, Home, Out};

/// Every idea.
pub const fn ideas() -> &'static [Idea] {
    IDEAS
}

#[rustfmt::skip]
static IDEAS: &[Idea] = &[
    Idea { id: "candle-dinner",          cost: 0, place: Home,   minutes: 90 },
    Idea { id: "cook-something-new",     cost: 1, place: Home,   minutes: 120 },
    Idea { id: "blind-tasting",          cost: 1, place: Home,   minutes: 60 },
    Idea { id: "film-of-your-youth",     cost: 0, place: Home,   minutes: 150 },
    Idea { id: "read-aloud",             cost: 0, place: Either, minutes: 60 },
    Idea { id: "photo-evening",          cost: 0, place: Home,   minutes: 90 },
    Idea { id: "game-night",             cost: 0, place: Home,   minutes: 120 },
    Idea { id: "living-room-camp",       cost: 0, place: Home,   minutes: 180 },
    Idea { id: "build-something",        cost: 1, place: Home,   minutes: 150 },
    Idea { id: "learn-a-dance",          cost: 0, place: Home,   minutes: 60 },
    Idea { id: "breakfast-out",          cost: 2, place: Out,    minutes: 90 },
    Idea { id: "walk-without-a-plan",    cost: 0, place: Out,    minutes: 90 },
    Idea { id: "be-a-tourist",           cost: 1, place: Out,    minutes: 180 },
    Idea { id: "picnic",                 cost: 1, place: Out,    minutes: 120 },
    Idea { id: "stargazing",             cost: 0, place: Out,    minutes: 90 },
    Idea { id: "museum-one-room",        cost: 1, place: Out,    minutes: 120 },
    Idea { id: "market-and-cook",        cost: 1, place: Either, minutes: 180 },
    Idea { id: "swim-somewhere",         cost: 1, place: Out,    minutes: 150 },
    Idea { id: "bike-to-cake",           cost: 1, place: Out,    minutes: 180 },
    Idea { id: "concert",                cost: 2, place: Out,    minutes: 180 },
    Idea { id: "second-hand-hunt",       cost: 1, place: Out,    minutes: 120 },
    Idea { id: "sunrise",                cost: 0, place: Out,    minutes: 120 },
    Idea { id: "class-together",         cost: 3, place: Out,    minutes: 150 },
    Idea { id: "night-away",             cost: 3, place: Out,    minutes: 1440 },
    Idea { id: "back-to-the-start",      cost: 1, place: Out,    minutes: 150 },
    Idea { id: "dinner-by-video",        cost: 1, place: Apart,  minutes: 120 },
    Idea { id: "film-in-step",           cost: 0, place: Apart,  minutes: 150 },
    Idea { id: "walk-on-the-phone",      cost: 0, place: Apart,  minutes: 60 },
    Idea { id: "plan-a-journey",         cost: 0, place: Either, minutes: 90 },
    Idea { id: "questions-by-the-fire",  cost: 0, place: Either, minutes: 90 },
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn ideas_are_many_and_well_formed() {
        let ids: HashSet<_> = ideas().iter().map(|idea| idea.id).collect();
        assert_eq!(ids.len(), ideas().len(), "an id twice");
        assert!(ideas().len() >= 20);
        for idea in ideas() {
            assert!(
                idea.id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'),
                "{}",
                idea.id
            );
            assert!(
                idea.cost <= 3 && idea.minutes > 0 && idea.minutes <= super::super::MINUTES_LIMIT
            );
        }
        let free = ideas().iter().filter(|idea| idea.cost == 0).count();
        assert!(
            free * 3 >= ideas().len(),
            "there must be plenty to do without money"
        );
        assert!(ideas().iter().any(|idea| idea.place == Apart));
    }
}
