//! The ideas we bring along.
//!
//! Many are new to most couples, because an exciting evening does more for two people than a merely pleasant one
//! (Reissman, Aron and Bergen 1993). More than half cost nothing, and plenty fit an evening when nobody can leave the
//! house.

use super::IdeaPlace::{Apart, Either, Home, Out};
use super::Theme::{
    Food, Giving, Going, Learning, Making, Moving, Music, Nature, Play, Resting, Stories, Talk,
};
use super::{Idea, Seasons};

/// Every idea.
pub const fn ideas() -> &'static [Idea] {
    IDEAS
}

const ALL: Seasons = Seasons::ALL;
const WARM: Seasons = Seasons::WARM;
const COLD: Seasons = Seasons::COLD;
const SPRING: Seasons = Seasons::SPRING;
const SUMMER: Seasons = Seasons::SUMMER;
const AUTUMN: Seasons = Seasons::AUTUMN;
const WINTER: Seasons = Seasons::WINTER;
/// All but winter.
const MILD: Seasons = Seasons::WARM.with(Seasons::AUTUMN);
/// When things are ripe.
const HARVEST: Seasons = Seasons::SUMMER.with(Seasons::AUTUMN);
/// When one plants, and when the wind blows.
const PLANTING: Seasons = Seasons::SPRING.with(Seasons::AUTUMN);

#[rustfmt::skip]
static IDEAS: &[Idea] = &[
    Idea { id: "candle-dinner",              cost: 0, place: Home,   minutes: 90,   effort: 0, theme: Food,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "cook-something-new",         cost: 1, place: Home,   minutes: 120,  effort: 1, theme: Food,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "blind-tasting",              cost: 1, place: Home,   minutes: 60,   effort: 1, theme: Food,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "film-of-your-youth",         cost: 0, place: Home,   minutes: 150,  effort: 0, theme: Stories,  seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "read-aloud",                 cost: 0, place: Either, minutes: 60,   effort: 0, theme: Stories,  seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "photo-evening",              cost: 0, place: Home,   minutes: 90,   effort: 0, theme: Stories,  seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "game-night",                 cost: 0, place: Home,   minutes: 120,  effort: 0, theme: Play,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "living-room-camp",           cost: 0, place: Home,   minutes: 180,  effort: 1, theme: Play,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: false },
    Idea { id: "build-something",            cost: 1, place: Home,   minutes: 150,  effort: 1, theme: Making,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "learn-a-dance",              cost: 0, place: Home,   minutes: 60,   effort: 0, theme: Moving,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "breakfast-out",              cost: 2, place: Out,    minutes: 90,   effort: 0, theme: Food,     seasons: ALL,      open_air: false, lively: true,  sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "walk-without-a-plan",        cost: 0, place: Out,    minutes: 90,   effort: 0, theme: Going,    seasons: ALL,      open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "be-a-tourist",               cost: 1, place: Out,    minutes: 180,  effort: 0, theme: Going,    seasons: ALL,      open_air: false, lively: true,  sober: true,  children_asleep: false, step_free: false },
    Idea { id: "picnic",                     cost: 1, place: Out,    minutes: 120,  effort: 1, theme: Nature,   seasons: MILD,     open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "stargazing",                 cost: 0, place: Out,    minutes: 90,   effort: 1, theme: Nature,   seasons: ALL,      open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "museum-one-room",            cost: 1, place: Out,    minutes: 120,  effort: 0, theme: Learning, seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "market-and-cook",            cost: 1, place: Out,    minutes: 180,  effort: 1, theme: Food,     seasons: ALL,      open_air: false, lively: true,  sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "swim-somewhere",             cost: 1, place: Out,    minutes: 150,  effort: 0, theme: Moving,   seasons: ALL,      open_air: false, lively: true,  sober: true,  children_asleep: false, step_free: false },
    Idea { id: "bike-to-cake",               cost: 1, place: Out,    minutes: 180,  effort: 1, theme: Moving,   seasons: MILD,     open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "concert",                    cost: 2, place: Out,    minutes: 180,  effort: 0, theme: Music,    seasons: ALL,      open_air: false, lively: true,  sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "second-hand-hunt",           cost: 1, place: Out,    minutes: 120,  effort: 0, theme: Giving,   seasons: ALL,      open_air: false, lively: true,  sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "sunrise",                    cost: 0, place: Out,    minutes: 120,  effort: 1, theme: Nature,   seasons: ALL,      open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "class-together",             cost: 3, place: Out,    minutes: 150,  effort: 1, theme: Learning, seasons: ALL,      open_air: false, lively: true,  sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "night-away",                 cost: 3, place: Out,    minutes: 1440, effort: 1, theme: Going,    seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "back-to-the-start",          cost: 1, place: Out,    minutes: 150,  effort: 0, theme: Going,    seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "dinner-by-video",            cost: 1, place: Apart,  minutes: 120,  effort: 1, theme: Food,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "film-in-step",               cost: 0, place: Apart,  minutes: 150,  effort: 0, theme: Stories,  seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "walk-on-the-phone",          cost: 0, place: Apart,  minutes: 60,   effort: 0, theme: Moving,   seasons: ALL,      open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "plan-a-journey",             cost: 0, place: Either, minutes: 90,   effort: 0, theme: Going,    seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "questions-by-the-fire",      cost: 0, place: Either, minutes: 90,   effort: 0, theme: Talk,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "cook-in-silence",            cost: 0, place: Home,   minutes: 60,   effort: 1, theme: Food,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "dawn-chorus",                cost: 0, place: Out,    minutes: 60,   effort: 1, theme: Nature,   seasons: SPRING,   open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "blind-portraits",            cost: 0, place: Either, minutes: 30,   effort: 0, theme: Making,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "record-lying-down",          cost: 0, place: Home,   minutes: 45,   effort: 0, theme: Music,    seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "treasure-hunt-for-one",      cost: 0, place: Home,   minutes: 90,   effort: 2, theme: Play,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "book-for-each-other",        cost: 0, place: Out,    minutes: 75,   effort: 0, theme: Stories,  seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "skate-holding-on",           cost: 1, place: Out,    minutes: 90,   effort: 0, theme: Moving,   seasons: WINTER,   open_air: false, lively: true,  sober: true,  children_asleep: false, step_free: false },
    Idea { id: "fifteen-signs",              cost: 0, place: Either, minutes: 40,   effort: 0, theme: Learning, seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "four-feet-one-basin",        cost: 0, place: Home,   minutes: 30,   effort: 0, theme: Resting,  seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "very-small-newspaper",       cost: 0, place: Either, minutes: 60,   effort: 0, theme: Talk,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "bake-for-a-strange-door",    cost: 1, place: Home,   minutes: 120,  effort: 1, theme: Giving,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "last-stop",                  cost: 1, place: Out,    minutes: 180,  effort: 0, theme: Going,    seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "full-moon-walk",             cost: 0, place: Out,    minutes: 60,   effort: 0, theme: Nature,   seasons: ALL,      open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "two-bowls",                  cost: 1, place: Home,   minutes: 120,  effort: 1, theme: Making,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "crazy-golf-own-rules",       cost: 1, place: Out,    minutes: 75,   effort: 0, theme: Play,     seasons: MILD,     open_air: true,  lively: true,  sober: true,  children_asleep: false, step_free: false },
    Idea { id: "restaurant-of-one-table",    cost: 1, place: Home,   minutes: 120,  effort: 1, theme: Food,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "song-for-every-year",        cost: 0, place: Either, minutes: 90,   effort: 0, theme: Music,    seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "lecture-on-anything",        cost: 0, place: Out,    minutes: 90,   effort: 0, theme: Learning, seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "a-tandem",                   cost: 2, place: Out,    minutes: 180,  effort: 0, theme: Moving,   seasons: WARM,     open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "nap-by-appointment",         cost: 0, place: Home,   minutes: 60,   effort: 0, theme: Resting,  seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "walk-a-shelter-dog",         cost: 0, place: Out,    minutes: 90,   effort: 0, theme: Giving,   seasons: ALL,      open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "radio-play-in-the-dark",     cost: 0, place: Either, minutes: 60,   effort: 0, theme: Stories,  seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "letter-for-next-year",       cost: 0, place: Either, minutes: 45,   effort: 0, theme: Talk,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "bats-at-dusk",               cost: 0, place: Out,    minutes: 45,   effort: 0, theme: Nature,   seasons: SUMMER,   open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "locked-in-for-an-hour",      cost: 3, place: Out,    minutes: 90,   effort: 0, theme: Play,     seasons: ALL,      open_air: false, lively: true,  sober: true,  children_asleep: false, step_free: false },
    Idea { id: "whichever-train",            cost: 2, place: Out,    minutes: 360,  effort: 1, theme: Going,    seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "candle-ends",                cost: 0, place: Home,   minutes: 90,   effort: 1, theme: Making,   seasons: COLD,     open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "open-singing",               cost: 0, place: Out,    minutes: 120,  effort: 0, theme: Music,    seasons: ALL,      open_air: false, lively: true,  sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "real-telescope",             cost: 1, place: Out,    minutes: 120,  effort: 0, theme: Learning, seasons: COLD,     open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "unwritten-recipe",           cost: 1, place: Home,   minutes: 120,  effort: 1, theme: Food,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "canoe-downstream",           cost: 2, place: Out,    minutes: 300,  effort: 1, theme: Moving,   seasons: SUMMER,   open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "sackful-from-the-river",     cost: 0, place: Out,    minutes: 60,   effort: 0, theme: Giving,   seasons: ALL,      open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "cloud-watching",             cost: 0, place: Out,    minutes: 30,   effort: 0, theme: Resting,  seasons: WARM,     open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "jigsaw-without-the-lid",     cost: 1, place: Home,   minutes: 150,  effort: 0, theme: Play,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "rain-on-purpose",            cost: 0, place: Out,    minutes: 30,   effort: 0, theme: Nature,   seasons: ALL,      open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "nothing-practical",          cost: 0, place: Either, minutes: 60,   effort: 0, theme: Talk,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "first-messages",             cost: 0, place: Either, minutes: 45,   effort: 0, theme: Stories,  seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "sew-a-notebook",             cost: 0, place: Home,   minutes: 75,   effort: 1, theme: Making,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "ferry-and-back",             cost: 1, place: Out,    minutes: 60,   effort: 0, theme: Going,    seasons: ALL,      open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "one-card-trick",             cost: 0, place: Either, minutes: 45,   effort: 0, theme: Learning, seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "karaoke-with-a-ladle",       cost: 0, place: Home,   minutes: 60,   effort: 0, theme: Music,    seasons: ALL,      open_air: false, lively: true,  sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "letter-to-a-teacher",        cost: 1, place: Either, minutes: 45,   effort: 0, theme: Giving,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "chair-gymnastics",           cost: 0, place: Either, minutes: 25,   effort: 0, theme: Moving,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "one-bench",                  cost: 0, place: Out,    minutes: 45,   effort: 0, theme: Resting,  seasons: ALL,      open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "shop-of-strange-labels",     cost: 1, place: Out,    minutes: 90,   effort: 0, theme: Food,     seasons: ALL,      open_air: false, lively: true,  sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "hide-and-seek",              cost: 0, place: Home,   minutes: 30,   effort: 0, theme: Play,     seasons: ALL,      open_air: false, lively: true,  sober: true,  children_asleep: false, step_free: false },
    Idea { id: "first-snow",                 cost: 0, place: Out,    minutes: 60,   effort: 0, theme: Nature,   seasons: WINTER,   open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "a-to-z",                     cost: 0, place: Either, minutes: 60,   effort: 0, theme: Talk,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "onion-skins",                cost: 0, place: Home,   minutes: 150,  effort: 1, theme: Making,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "what-i-can-teach",           cost: 0, place: Either, minutes: 45,   effort: 0, theme: Learning, seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "book-for-a-stranger",        cost: 0, place: Out,    minutes: 45,   effort: 0, theme: Giving,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "seaside-in-winter",          cost: 2, place: Out,    minutes: 480,  effort: 1, theme: Going,    seasons: WINTER,   open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "village-play",               cost: 1, place: Out,    minutes: 150,  effort: 0, theme: Stories,  seasons: ALL,      open_air: false, lively: true,  sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "highest-point",              cost: 0, place: Out,    minutes: 150,  effort: 0, theme: Moving,   seasons: ALL,      open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "borrowed-instrument",        cost: 0, place: Home,   minutes: 60,   effort: 1, theme: Music,    seasons: ALL,      open_air: false, lively: true,  sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "quiz-team-of-two",           cost: 1, place: Out,    minutes: 150,  effort: 0, theme: Play,     seasons: ALL,      open_air: false, lively: true,  sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "sauna-and-cold-water",       cost: 2, place: Out,    minutes: 180,  effort: 0, theme: Resting,  seasons: COLD,     open_air: false, lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "window-birds",               cost: 1, place: Home,   minutes: 60,   effort: 0, theme: Nature,   seasons: COLD,     open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "midnight-pancakes",          cost: 0, place: Home,   minutes: 45,   effort: 0, theme: Food,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "the-other-life",             cost: 0, place: Either, minutes: 45,   effort: 0, theme: Talk,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "unlikely-chair",             cost: 1, place: Home,   minutes: 180,  effort: 2, theme: Making,   seasons: WARM,     open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "supper-in-another-language", cost: 0, place: Either, minutes: 75,   effort: 1, theme: Learning, seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "present-from-a-drawer",      cost: 0, place: Home,   minutes: 40,   effort: 0, theme: Giving,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "swings-after-dark",          cost: 0, place: Out,    minutes: 30,   effort: 0, theme: Play,     seasons: MILD,     open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "juggle-oranges",             cost: 0, place: Home,   minutes: 30,   effort: 0, theme: Moving,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "night-in-a-tent",            cost: 1, place: Out,    minutes: 900,  effort: 2, theme: Going,    seasons: SUMMER,   open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "someone-elses-exam",         cost: 0, place: Out,    minutes: 90,   effort: 0, theme: Music,    seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "slow-tea",                   cost: 0, place: Either, minutes: 30,   effort: 0, theme: Resting,  seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "seeds-by-the-bus-stop",      cost: 1, place: Out,    minutes: 45,   effort: 1, theme: Nature,   seasons: PLANTING, open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "film-under-the-sky",         cost: 2, place: Out,    minutes: 150,  effort: 0, theme: Stories,  seasons: SUMMER,   open_air: true,  lively: true,  sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "fifty-years-together",       cost: 1, place: Home,   minutes: 180,  effort: 1, theme: Talk,     seasons: ALL,      open_air: false, lively: true,  sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "last-time-in-the-mirror",    cost: 0, place: Home,   minutes: 90,   effort: 0, theme: Giving,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "chip-jury",                  cost: 1, place: Out,    minutes: 120,  effort: 0, theme: Food,     seasons: ALL,      open_air: false, lively: true,  sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "build-a-kite",               cost: 1, place: Out,    minutes: 180,  effort: 2, theme: Making,   seasons: PLANTING, open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "behind-a-locked-door",       cost: 1, place: Out,    minutes: 120,  effort: 0, theme: Learning, seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "meet-as-strangers",          cost: 1, place: Out,    minutes: 120,  effort: 0, theme: Play,     seasons: ALL,      open_air: false, lively: true,  sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "slow-people-in-the-park",    cost: 0, place: Out,    minutes: 60,   effort: 0, theme: Moving,   seasons: WARM,     open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "until-it-is-dark",           cost: 0, place: Home,   minutes: 45,   effort: 0, theme: Nature,   seasons: WARM,     open_air: true,  lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "power-cut",                  cost: 0, place: Home,   minutes: 150,  effort: 0, theme: Resting,  seasons: COLD,     open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "opera-from-the-top",         cost: 2, place: Out,    minutes: 210,  effort: 0, theme: Music,    seasons: ALL,      open_air: false, lively: true,  sober: true,  children_asleep: false, step_free: false },
    Idea { id: "hut-without-signal",         cost: 3, place: Out,    minutes: 2880, effort: 2, theme: Going,    seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "shovel-in-secret",           cost: 0, place: Out,    minutes: 45,   effort: 1, theme: Giving,   seasons: WINTER,   open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "die-decides",                cost: 0, place: Home,   minutes: 120,  effort: 0, theme: Play,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "story-in-turns",             cost: 0, place: Either, minutes: 30,   effort: 0, theme: Stories,  seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "council-meeting",            cost: 0, place: Out,    minutes: 90,   effort: 0, theme: Learning, seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "sun-prints",                 cost: 1, place: Home,   minutes: 60,   effort: 1, theme: Making,   seasons: WARM,     open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "questions-you-wish-for",     cost: 0, place: Either, minutes: 60,   effort: 0, theme: Talk,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "bread-on-a-stick",           cost: 1, place: Out,    minutes: 150,  effort: 1, theme: Food,     seasons: MILD,     open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "hour-of-archery",            cost: 2, place: Out,    minutes: 90,   effort: 0, theme: Moving,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "tropics-in-february",        cost: 1, place: Out,    minutes: 90,   effort: 0, theme: Nature,   seasons: WINTER,   open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "sunday-in-bed",              cost: 1, place: Home,   minutes: 300,  effort: 0, theme: Resting,  seasons: COLD,     open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "far-radio",                  cost: 0, place: Either, minutes: 45,   effort: 0, theme: Music,    seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "breakfast-abroad",           cost: 3, place: Out,    minutes: 2880, effort: 2, theme: Going,    seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "day-cut-in-half",            cost: 1, place: Out,    minutes: 480,  effort: 1, theme: Giving,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "game-of-a-month",            cost: 0, place: Apart,  minutes: 20,   effort: 0, theme: Play,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "first-aid-day",              cost: 2, place: Out,    minutes: 420,  effort: 1, theme: Learning, seasons: ALL,      open_air: false, lively: true,  sober: true,  children_asleep: false, step_free: false },
    Idea { id: "potato-prints",              cost: 0, place: Home,   minutes: 60,   effort: 0, theme: Making,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "hundred-good-things",        cost: 0, place: Either, minutes: 60,   effort: 0, theme: Talk,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "film-about-two",             cost: 0, place: Home,   minutes: 165,  effort: 0, theme: Stories,  seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "barefoot-walk",              cost: 0, place: Out,    minutes: 60,   effort: 0, theme: Moving,   seasons: SUMMER,   open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "same-moon",                  cost: 0, place: Apart,  minutes: 20,   effort: 0, theme: Nature,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "bread-by-morning",           cost: 0, place: Home,   minutes: 60,   effort: 1, theme: Food,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "two-books-one-lamp",         cost: 0, place: Home,   minutes: 60,   effort: 0, theme: Resting,  seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "ten-words-ten-pictures",     cost: 0, place: Either, minutes: 90,   effort: 0, theme: Play,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "new-words-old-tune",         cost: 0, place: Either, minutes: 40,   effort: 0, theme: Music,    seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "give-a-banknote-away",       cost: 1, place: Either, minutes: 45,   effort: 0, theme: Giving,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "place-with-a-funny-name",    cost: 1, place: Out,    minutes: 240,  effort: 1, theme: Going,    seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "three-knots",                cost: 0, place: Either, minutes: 30,   effort: 0, theme: Learning, seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "film-of-a-minute",           cost: 0, place: Home,   minutes: 90,   effort: 1, theme: Making,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "in-writing-only",            cost: 1, place: Out,    minutes: 60,   effort: 0, theme: Talk,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "two-beans",                  cost: 1, place: Apart,  minutes: 20,   effort: 0, theme: Nature,   seasons: WARM,     open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "sledge-after-dark",          cost: 0, place: Out,    minutes: 60,   effort: 0, theme: Moving,   seasons: WINTER,   open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "two-paper-boats",            cost: 0, place: Out,    minutes: 45,   effort: 0, theme: Play,     seasons: MILD,     open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "house-of-silence",           cost: 3, place: Out,    minutes: 2880, effort: 1, theme: Resting,  seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "tree-for-later",             cost: 2, place: Out,    minutes: 150,  effort: 1, theme: Giving,   seasons: PLANTING, open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "film-without-subtitles",     cost: 0, place: Home,   minutes: 120,  effort: 0, theme: Stories,  seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "same-groceries",             cost: 1, place: Apart,  minutes: 90,   effort: 1, theme: Food,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "follow-the-music",           cost: 1, place: Out,    minutes: 90,   effort: 0, theme: Music,    seasons: WARM,     open_air: true,  lively: true,  sober: true,  children_asleep: false, step_free: false },
    Idea { id: "read-an-old-hand",           cost: 0, place: Either, minutes: 60,   effort: 0, theme: Learning, seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "meet-halfway",               cost: 3, place: Out,    minutes: 1440, effort: 2, theme: Going,    seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "cardboard-town",             cost: 0, place: Home,   minutes: 120,  effort: 1, theme: Making,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "breakfast-meets-supper",     cost: 0, place: Apart,  minutes: 45,   effort: 0, theme: Talk,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "hedge-to-jar",               cost: 1, place: Out,    minutes: 240,  effort: 2, theme: Nature,   seasons: HARVEST,  open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "join-the-boules",            cost: 0, place: Out,    minutes: 90,   effort: 0, theme: Play,     seasons: WARM,     open_air: true,  lively: true,  sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "night-ride",                 cost: 0, place: Out,    minutes: 60,   effort: 0, theme: Moving,   seasons: MILD,     open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "dreaded-job-in-company",     cost: 0, place: Home,   minutes: 120,  effort: 1, theme: Giving,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "planes-coming-in",           cost: 0, place: Out,    minutes: 60,   effort: 0, theme: Resting,  seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "repair-cafe",                cost: 0, place: Out,    minutes: 120,  effort: 0, theme: Learning, seasons: ALL,      open_air: false, lively: true,  sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "duet-with-a-delay",          cost: 0, place: Apart,  minutes: 30,   effort: 0, theme: Music,    seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "unlikely-bar",               cost: 2, place: Out,    minutes: 120,  effort: 0, theme: Food,     seasons: ALL,      open_air: false, lively: true,  sober: false, children_asleep: false, step_free: true  },
    Idea { id: "serial-by-post",             cost: 1, place: Apart,  minutes: 45,   effort: 1, theme: Stories,  seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "half-a-picture",             cost: 1, place: Apart,  minutes: 45,   effort: 1, theme: Making,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "forty-eight-hours",          cost: 0, place: Apart,  minutes: 60,   effort: 0, theme: Going,    seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "invent-a-board-game",        cost: 0, place: Home,   minutes: 120,  effort: 1, theme: Play,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "choose-a-tree",              cost: 0, place: Out,    minutes: 45,   effort: 0, theme: Nature,   seasons: ALL,      open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "call-in-the-dark",           cost: 0, place: Apart,  minutes: 45,   effort: 0, theme: Talk,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "chapter-for-the-train",      cost: 0, place: Apart,  minutes: 45,   effort: 0, theme: Giving,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "dance-from-the-waist-up",    cost: 0, place: Either, minutes: 30,   effort: 0, theme: Moving,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "leave-the-line-open",        cost: 0, place: Apart,  minutes: 60,   effort: 0, theme: Resting,  seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "same-free-lecture",          cost: 0, place: Apart,  minutes: 60,   effort: 0, theme: Learning, seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "radio-for-one",              cost: 0, place: Apart,  minutes: 60,   effort: 1, theme: Music,    seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "dam-a-stream",               cost: 0, place: Out,    minutes: 90,   effort: 0, theme: Play,     seasons: SUMMER,   open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "snow-lantern",               cost: 0, place: Home,   minutes: 45,   effort: 0, theme: Making,   seasons: WINTER,   open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "night-on-the-balcony",       cost: 0, place: Home,   minutes: 480,  effort: 1, theme: Nature,   seasons: SUMMER,   open_air: true,  lively: false, sober: true,  children_asleep: true,  step_free: false },
    Idea { id: "hot-chestnuts",              cost: 1, place: Home,   minutes: 45,   effort: 0, theme: Food,     seasons: COLD,     open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "travelling-shoebox",         cost: 1, place: Apart,  minutes: 30,   effort: 0, theme: Giving,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "where-you-always-change",    cost: 1, place: Out,    minutes: 120,  effort: 0, theme: Going,    seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "thin-book-twice",            cost: 1, place: Apart,  minutes: 90,   effort: 0, theme: Stories,  seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "tea-dance",                  cost: 1, place: Out,    minutes: 150,  effort: 0, theme: Moving,   seasons: ALL,      open_air: false, lively: true,  sober: true,  children_asleep: false, step_free: false },
    Idea { id: "page-read-aloud",            cost: 1, place: Apart,  minutes: 45,   effort: 0, theme: Talk,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "read-to-sleep",              cost: 0, place: Apart,  minutes: 30,   effort: 0, theme: Resting,  seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "with-a-beekeeper",           cost: 1, place: Out,    minutes: 150,  effort: 0, theme: Learning, seasons: WARM,     open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "lives-of-strangers",         cost: 1, place: Out,    minutes: 60,   effort: 0, theme: Play,     seasons: ALL,      open_air: false, lively: true,  sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "albums-by-the-cover",        cost: 1, place: Out,    minutes: 90,   effort: 0, theme: Music,    seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "paper-stars",                cost: 0, place: Home,   minutes: 60,   effort: 0, theme: Making,   seasons: WINTER,   open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "stream-to-its-end",          cost: 0, place: Out,    minutes: 180,  effort: 1, theme: Nature,   seasons: MILD,     open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "ask-someone-over-eighty",    cost: 1, place: Out,    minutes: 120,  effort: 0, theme: Giving,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "dance-on-headphones",        cost: 0, place: Home,   minutes: 30,   effort: 0, theme: Moving,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: false },
    Idea { id: "way-to-school",              cost: 0, place: Out,    minutes: 90,   effort: 1, theme: Going,    seasons: ALL,      open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "blossom-lunch",              cost: 1, place: Out,    minutes: 90,   effort: 0, theme: Food,     seasons: SPRING,   open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "year-in-twelve-pictures",    cost: 0, place: Either, minutes: 90,   effort: 0, theme: Talk,     seasons: WINTER,   open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "hammock",                    cost: 0, place: Out,    minutes: 90,   effort: 0, theme: Resting,  seasons: SUMMER,   open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "name-what-grows",            cost: 0, place: Out,    minutes: 60,   effort: 0, theme: Learning, seasons: MILD,     open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "comic-in-voices",            cost: 0, place: Home,   minutes: 40,   effort: 0, theme: Stories,  seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "own-dubbing",                cost: 0, place: Home,   minutes: 45,   effort: 0, theme: Play,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "lullabies",                  cost: 0, place: Either, minutes: 20,   effort: 0, theme: Music,    seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "untraceable-good-deed",      cost: 1, place: Out,    minutes: 60,   effort: 1, theme: Giving,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "map-of-good-places",         cost: 0, place: Either, minutes: 60,   effort: 0, theme: Making,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "mushrooms-with-a-guide",     cost: 1, place: Out,    minutes: 240,  effort: 1, theme: Nature,   seasons: AUTUMN,   open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "table-tennis-at-home",       cost: 0, place: Home,   minutes: 30,   effort: 0, theme: Moving,   seasons: ALL,      open_air: false, lively: true,  sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "draw-what-you-hear",         cost: 0, place: Apart,  minutes: 30,   effort: 0, theme: Play,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "poem-by-halves",             cost: 0, place: Either, minutes: 45,   effort: 0, theme: Learning, seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "guests-at-home",             cost: 1, place: Home,   minutes: 2880, effort: 1, theme: Resting,  seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "two-perfect-sundays",        cost: 0, place: Either, minutes: 40,   effort: 0, theme: Talk,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "friends-who-moved-away",     cost: 2, place: Out,    minutes: 2880, effort: 1, theme: Going,    seasons: ALL,      open_air: false, lively: true,  sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "vineyard-on-foot",           cost: 2, place: Out,    minutes: 240,  effort: 0, theme: Food,     seasons: AUTUMN,   open_air: true,  lively: false, sober: false, children_asleep: false, step_free: false },
    Idea { id: "calendar-for-a-kitchen",     cost: 1, place: Either, minutes: 150,  effort: 1, theme: Giving,   seasons: COLD,     open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "tour-of-one-drawer",         cost: 0, place: Apart,  minutes: 45,   effort: 0, theme: Stories,  seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "falling-stars",              cost: 0, place: Out,    minutes: 120,  effort: 0, theme: Nature,   seasons: SUMMER,   open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "patch-a-jumper",             cost: 0, place: Home,   minutes: 75,   effort: 0, theme: Making,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "bells-and-organ",            cost: 0, place: Out,    minutes: 45,   effort: 0, theme: Music,    seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "two-runs-one-start",         cost: 0, place: Apart,  minutes: 40,   effort: 0, theme: Moving,   seasons: ALL,      open_air: true,  lively: false, sober: true,  children_asleep: false, step_free: false },
    Idea { id: "evening-dress-and-toast",    cost: 0, place: Home,   minutes: 75,   effort: 1, theme: Play,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "house-a-century-ago",        cost: 0, place: Either, minutes: 90,   effort: 0, theme: Learning, seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "hands-by-the-book",          cost: 0, place: Home,   minutes: 40,   effort: 0, theme: Resting,  seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "drive-to-nowhere",           cost: 1, place: Out,    minutes: 90,   effort: 0, theme: Talk,     seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: false, step_free: true  },
    Idea { id: "childhood-streets",          cost: 0, place: Either, minutes: 60,   effort: 0, theme: Going,    seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
    Idea { id: "order-for-each-other",       cost: 2, place: Apart,  minutes: 75,   effort: 0, theme: Giving,   seasons: ALL,      open_air: false, lively: false, sober: true,  children_asleep: true,  step_free: true  },
];

#[cfg(test)]
mod tests {
    use super::super::{MINUTES_LIMIT, Season, Theme};
    use super::*;
    use std::collections::HashSet;

    const THEMES: [Theme; 12] = [
        Food, Nature, Making, Music, Stories, Play, Moving, Learning, Resting, Talk, Going, Giving,
    ];

    const SEASONS: [Season; 4] = [
        Season::Spring,
        Season::Summer,
        Season::Autumn,
        Season::Winter,
    ];

    fn count(which: impl Fn(&Idea) -> bool) -> usize {
        ideas().iter().filter(|idea| which(idea)).count()
    }

    /// How many different themes there are among those.
    fn themes(which: impl Fn(&Idea) -> bool) -> usize {
        ideas()
            .iter()
            .filter(|idea| which(idea))
            .map(|idea| idea.theme)
            .collect::<HashSet<_>>()
            .len()
    }

    fn far(idea: &Idea) -> bool {
        matches!(idea.place, Apart | Either)
    }

    fn asleep_at_home(idea: &Idea) -> bool {
        idea.children_asleep && matches!(idea.place, Home | Either)
    }

    #[test]
    fn ideas_are_many_and_well_formed() {
        let ids: HashSet<_> = ideas().iter().map(|idea| idea.id).collect();
        assert_eq!(ids.len(), ideas().len(), "an id twice");
        assert!(ideas().len() >= 150);
        for idea in ideas() {
            assert!(
                idea.id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'),
                "{}",
                idea.id
            );
            assert!((1..=60).contains(&idea.id.len()), "{}", idea.id);
            assert!(idea.cost <= 3 && idea.effort <= 2, "{}", idea.id);
            assert!((20..=MINUTES_LIMIT).contains(&idea.minutes), "{}", idea.id);
            assert!(
                SEASONS.iter().any(|season| idea.seasons.holds(*season)),
                "{} is possible never",
                idea.id
            );
        }
    }

    #[test]
    fn there_is_enough_for_everyone() {
        assert!(
            count(|idea| idea.cost == 0) * 2 >= ideas().len(),
            "there must be plenty to do without money"
        );
        assert!(count(asleep_at_home) >= 35);
        assert!(count(|idea| idea.open_air) >= 30);
        assert!(count(far) >= 30);
        assert!(count(|idea| idea.place == Apart) >= 20);
        assert!(count(|idea| idea.step_free) >= 60);
        assert!(count(|idea| idea.sober) >= 150);
        assert!(count(|idea| idea.lively) >= 20);
        assert!(count(|idea| !idea.lively) >= 100);
        assert!(count(|idea| idea.effort == 0) >= 75);
        for theme in THEMES {
            assert!(count(|idea| idea.theme == theme) >= 8, "{theme:?}");
            for (what, there) in [
                (
                    "without money",
                    count(|idea| idea.theme == theme && idea.cost == 0),
                ),
                (
                    "without steps",
                    count(|idea| idea.theme == theme && idea.step_free),
                ),
                (
                    "at a distance",
                    count(|idea| idea.theme == theme && far(idea)),
                ),
            ] {
                assert!(there >= 2, "{theme:?} {what}");
            }
        }
    }

    #[test]
    fn lengths_go_from_a_pause_to_a_weekend() {
        const DAY: u32 = 24 * 60;
        for (from, to) in [
            (20, 30),
            (31, 60),
            (61, 120),
            (121, 240),
            (241, DAY - 1),
            (DAY, 3 * DAY),
        ] {
            assert!(
                count(|idea| (from..=to).contains(&idea.minutes)) >= 5,
                "{from} to {to}"
            );
        }
    }

    #[test]
    fn every_season_has_its_own() {
        for season in SEASONS {
            assert!(
                count(|idea| idea.seasons.holds(season)) >= 100,
                "{season:?}"
            );
            assert!(
                count(|idea| idea.seasons != Seasons::ALL && idea.seasons.holds(season)) >= 10,
                "{season:?}"
            );
        }
    }

    #[test]
    fn three_slips_can_differ_under_the_strictest_wishes() {
        assert!(themes(|idea| asleep_at_home(idea) && idea.cost == 0 && idea.step_free) >= 6);
        assert!(themes(|idea| idea.place == Apart && idea.cost == 0) >= 6);
        assert!(themes(|idea| idea.open_air && idea.cost == 0 && idea.step_free) >= 3);
        for season in SEASONS {
            assert!(themes(|idea| idea.open_air && idea.seasons.holds(season)) >= 6);
        }
    }

    #[test]
    fn attributes_do_not_contradict_each_other() {
        for idea in ideas() {
            let Idea { id, place, .. } = *idea;
            if idea.children_asleep {
                assert!(place != Out, "{id}: the children are at home");
                assert!(!idea.lively, "{id}: the children would wake");
                assert!(
                    !idea.open_air || place == Home,
                    "{id}: out of the children's hearing"
                );
                assert!(idea.minutes < 12 * 60, "{id}: the children get up");
            }
            if idea.open_air {
                assert!(place != Either, "{id}: wherever is not only outside");
            }
            if far(idea) {
                assert!(!idea.lively, "{id}: a call needs to be heard");
                assert!(idea.minutes < 24 * 60, "{id}: too long for a call");
            }
            if place == Home {
                assert!(idea.cost <= 2, "{id}: dear for an evening at home");
            }
            if idea.effort == 2 {
                assert!(idea.minutes >= 60, "{id}: much preparing for little");
            }
            if idea.minutes >= 24 * 60 {
                assert!(idea.effort > 0, "{id}: a bag wants packing");
            }
        }
    }

    #[test]
    fn seasons_hold_what_they_are_made_of() {
        for (seasons, held) in [
            (Seasons::ALL, [true, true, true, true]),
            (Seasons::WARM, [true, true, false, false]),
            (Seasons::COLD, [false, false, true, true]),
            (Seasons::SPRING, [true, false, false, false]),
            (Seasons::SUMMER, [false, true, false, false]),
            (Seasons::AUTUMN, [false, false, true, false]),
            (Seasons::WINTER, [false, false, false, true]),
            (MILD, [true, true, true, false]),
            (HARVEST, [false, true, true, false]),
            (PLANTING, [true, false, true, false]),
        ] {
            assert_eq!(SEASONS.map(|season| seasons.holds(season)), held);
        }
    }
}
