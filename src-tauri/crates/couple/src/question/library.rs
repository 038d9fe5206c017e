//! The library of questions for two.
//!
//! Each ladder goes from light to deep: both answering each step in turn, a little deeper every time, brought
//! strangers nearer to each other (Aron et al. 1997). Nothing here asks for an accusation, a comparison, a confession
//! or a promise, and nothing presumes children, a shared roof, money, health or a happy childhood.

use super::Ladder::{Ahead, Now, Us};
use super::Question;
use super::Theme::{Closeness, DailyLife, Dreams, Family, Hard, Money, Past, Play};

/// Every question, ladder by ladder, each from light to deep.
pub const fn questions() -> &'static [Question] {
    QUESTIONS
}

#[rustfmt::skip]
static QUESTIONS: &[Question] = &[
    Question { id: "kettle",                     ladder: Now,   depth: 1, theme: DailyLife },
    Question { id: "village-headline",           ladder: Now,   depth: 1, theme: Play },
    Question { id: "first-key",                  ladder: Now,   depth: 1, theme: Past },
    Question { id: "travelling-things",          ladder: Now,   depth: 1, theme: DailyLife },
    Question { id: "best-hour",                  ladder: Now,   depth: 1, theme: Closeness },
    Question { id: "useless-by-heart",           ladder: Now,   depth: 1, theme: Play },
    Question { id: "usual-window",               ladder: Now,   depth: 1, theme: DailyLife },
    Question { id: "for-next-to-nothing",        ladder: Now,   depth: 1, theme: Money },
    Question { id: "weekday-sound",              ladder: Now,   depth: 1, theme: DailyLife },
    Question { id: "rules-of-a-game",            ladder: Now,   depth: 1, theme: Past },
    Question { id: "early-at-the-station",       ladder: Now,   depth: 1, theme: DailyLife },
    Question { id: "borrowed-life",              ladder: Now,   depth: 1, theme: Play },
    Question { id: "your-name",                  ladder: Now,   depth: 1, theme: Family },
    Question { id: "smell-of-home",              ladder: Now,   depth: 1, theme: DailyLife },
    Question { id: "old-price",                  ladder: Now,   depth: 1, theme: Money },
    Question { id: "way-to-school",              ladder: Now,   depth: 1, theme: Past },
    Question { id: "slow-on-purpose",            ladder: Now,   depth: 1, theme: DailyLife },
    Question { id: "one-tiny-nuisance",          ladder: Now,   depth: 1, theme: Play },
    Question { id: "taught-by-hands",            ladder: Now,   depth: 1, theme: Past },
    Question { id: "a-small-mark",               ladder: Now,   depth: 1, theme: Closeness },
    Question { id: "sunday-at-four",             ladder: Now,   depth: 1, theme: DailyLife },
    Question { id: "tune-with-a-room",           ladder: Now,   depth: 1, theme: Past },
    Question { id: "shopping-list",              ladder: Now,   depth: 1, theme: Play },
    Question { id: "told-to-children",           ladder: Now,   depth: 1, theme: Past },
    Question { id: "ten-minutes-extra",          ladder: Now,   depth: 1, theme: DailyLife },
    Question { id: "dictionary-entry",           ladder: Now,   depth: 1, theme: Play },
    Question { id: "whole-hearted-fashion",      ladder: Now,   depth: 1, theme: Past },
    Question { id: "strange-cafe",               ladder: Now,   depth: 1, theme: DailyLife },
    Question { id: "thought-that-returns",       ladder: Now,   depth: 2, theme: DailyLife },
    Question { id: "sure-at-fifteen",            ladder: Now,   depth: 2, theme: Past },
    Question { id: "several-voices",             ladder: Now,   depth: 2, theme: Closeness },
    Question { id: "borrowed-gesture",           ladder: Now,   depth: 2, theme: Family },
    Question { id: "filling-up",                 ladder: Now,   depth: 2, theme: DailyLife },
    Question { id: "two-price-tags",             ladder: Now,   depth: 2, theme: Money },
    Question { id: "unasked-kindness",           ladder: Now,   depth: 2, theme: Past },
    Question { id: "out-of-reach",               ladder: Now,   depth: 2, theme: DailyLife },
    Question { id: "night-radio",                ladder: Now,   depth: 2, theme: Play },
    Question { id: "who-sat-where",              ladder: Now,   depth: 2, theme: Family },
    Question { id: "too-much",                   ladder: Now,   depth: 2, theme: DailyLife },
    Question { id: "true-photograph",            ladder: Now,   depth: 2, theme: Past },
    Question { id: "first-coins",                ladder: Now,   depth: 2, theme: Money },
    Question { id: "turned-out-as-meant",        ladder: Now,   depth: 2, theme: DailyLife },
    Question { id: "asking-for-help",            ladder: Now,   depth: 2, theme: Hard },
    Question { id: "right-on-time",              ladder: Now,   depth: 2, theme: Past },
    Question { id: "when-nobody-comes",          ladder: Now,   depth: 2, theme: Closeness },
    Question { id: "two-winters-ago",            ladder: Now,   depth: 2, theme: DailyLife },
    Question { id: "five-best-minutes",          ladder: Now,   depth: 2, theme: Play },
    Question { id: "gone-place",                 ladder: Now,   depth: 2, theme: Past },
    Question { id: "by-repetition",              ladder: Now,   depth: 2, theme: DailyLife },
    Question { id: "coins-of-courage",           ladder: Now,   depth: 2, theme: Hard },
    Question { id: "reread-a-year",              ladder: Now,   depth: 2, theme: Past },
    Question { id: "mended",                     ladder: Now,   depth: 2, theme: Money },
    Question { id: "the-detour",                 ladder: Now,   depth: 2, theme: Past },
    Question { id: "back-after-a-year",          ladder: Now,   depth: 2, theme: DailyLife },
    Question { id: "silly-before",               ladder: Now,   depth: 2, theme: Play },
    Question { id: "laughed-at-and-kept",        ladder: Now,   depth: 2, theme: Past },
    Question { id: "swallowed-afternoon",        ladder: Now,   depth: 2, theme: DailyLife },
    Question { id: "most-yourself",              ladder: Now,   depth: 3, theme: DailyLife },
    Question { id: "loosen-the-grip",            ladder: Now,   depth: 3, theme: Past },
    Question { id: "no-comfort-needed",          ladder: Now,   depth: 3, theme: Hard },
    Question { id: "body-is-good-at",            ladder: Now,   depth: 3, theme: Closeness },
    Question { id: "letter-to-the-leaver",       ladder: Now,   depth: 3, theme: Past },
    Question { id: "saying-answered",            ladder: Now,   depth: 3, theme: Family },
    Question { id: "noticed-unsaid",             ladder: Now,   depth: 3, theme: DailyLife },
    Question { id: "tired-beyond-sleep",         ladder: Now,   depth: 3, theme: Hard },
    Question { id: "other-branch",               ladder: Now,   depth: 3, theme: Past },
    Question { id: "light-for-being-seen",       ladder: Now,   depth: 3, theme: Closeness },
    Question { id: "befriended-sadness",         ladder: Now,   depth: 3, theme: Hard },
    Question { id: "enough-photographed",        ladder: Now,   depth: 3, theme: Money },
    Question { id: "news-for-someone",           ladder: Now,   depth: 3, theme: Past },
    Question { id: "silence-as-blanket",         ladder: Now,   depth: 3, theme: DailyLife },
    Question { id: "company-on-a-hard-day",      ladder: Now,   depth: 3, theme: Family },
    Question { id: "another-pair-of-hands",      ladder: Now,   depth: 3, theme: Hard },
    Question { id: "soup-with-an-old-self",      ladder: Now,   depth: 3, theme: Past },
    Question { id: "the-way-in",                 ladder: Now,   depth: 3, theme: Hard },
    Question { id: "in-the-middle-of",           ladder: Now,   depth: 3, theme: DailyLife },
    Question { id: "where-home-begins",          ladder: Now,   depth: 3, theme: Family },
    Question { id: "unlived-corner",             ladder: Now,   depth: 3, theme: Dreams },
    Question { id: "first-sentence",             ladder: Us,    depth: 1, theme: Past },
    Question { id: "two-person-word",            ladder: Us,    depth: 1, theme: Play },
    Question { id: "first-weather",              ladder: Us,    depth: 1, theme: Past },
    Question { id: "in-a-crowd",                 ladder: Us,    depth: 1, theme: DailyLife },
    Question { id: "market-stall",               ladder: Us,    depth: 1, theme: Play },
    Question { id: "photo-never-taken",          ladder: Us,    depth: 1, theme: Past },
    Question { id: "known-by-skin",              ladder: Us,    depth: 1, theme: Closeness },
    Question { id: "own-sport",                  ladder: Us,    depth: 1, theme: Play },
    Question { id: "last-bite",                  ladder: Us,    depth: 1, theme: DailyLife },
    Question { id: "first-told",                 ladder: Us,    depth: 1, theme: Past },
    Question { id: "unwritten-rule",             ladder: Us,    depth: 1, theme: Play },
    Question { id: "sensible-and-daft",          ladder: Us,    depth: 1, theme: Money },
    Question { id: "how-to-hear",                ladder: Us,    depth: 1, theme: DailyLife },
    Question { id: "well-gone-wrong",            ladder: Us,    depth: 1, theme: Past },
    Question { id: "how-we-sit",                 ladder: Us,    depth: 1, theme: Closeness },
    Question { id: "night-shift",                ladder: Us,    depth: 1, theme: Play },
    Question { id: "well-meaning-others",        ladder: Us,    depth: 1, theme: Family },
    Question { id: "by-accident-a-song",         ladder: Us,    depth: 1, theme: Past },
    Question { id: "ordinary-evening",           ladder: Us,    depth: 1, theme: DailyLife },
    Question { id: "small-ad",                   ladder: Us,    depth: 1, theme: Play },
    Question { id: "two-and",                    ladder: Us,    depth: 1, theme: Family },
    Question { id: "how-it-was-then",            ladder: Us,    depth: 1, theme: Past },
    Question { id: "ten-minute-lesson",          ladder: Us,    depth: 1, theme: Play },
    Question { id: "if-it-has-to-be-dancing",    ladder: Us,    depth: 1, theme: Closeness },
    Question { id: "caught-myself",              ladder: Us,    depth: 1, theme: DailyLife },
    Question { id: "tickets-to-something-silly", ladder: Us,    depth: 1, theme: Play },
    Question { id: "told-as-you-tell-it",        ladder: Us,    depth: 1, theme: Past },
    Question { id: "does-me-good",               ladder: Us,    depth: 2, theme: DailyLife },
    Question { id: "stayed-in-mind",             ladder: Us,    depth: 2, theme: Past },
    Question { id: "hello-and-good-night",       ladder: Us,    depth: 2, theme: Closeness },
    Question { id: "across-the-room",            ladder: Us,    depth: 2, theme: DailyLife },
    Question { id: "on-a-thursday",              ladder: Us,    depth: 2, theme: Play },
    Question { id: "heavy-short-sentence",       ladder: Us,    depth: 2, theme: Hard },
    Question { id: "long-before-touch",          ladder: Us,    depth: 2, theme: Closeness },
    Question { id: "before-i-knew-you",          ladder: Us,    depth: 2, theme: Past },
    Question { id: "borrowed-half-hour",         ladder: Us,    depth: 2, theme: DailyLife },
    Question { id: "generous-with",              ladder: Us,    depth: 2, theme: Money },
    Question { id: "soundless-laugh",            ladder: Us,    depth: 2, theme: Play },
    Question { id: "came-from-outside",          ladder: Us,    depth: 2, theme: Past },
    Question { id: "easy-talking",               ladder: Us,    depth: 2, theme: DailyLife },
    Question { id: "nearest-season",             ladder: Us,    depth: 2, theme: Closeness },
    Question { id: "handle-with-care",           ladder: Us,    depth: 2, theme: DailyLife },
    Question { id: "early-plan",                 ladder: Us,    depth: 2, theme: Dreams },
    Question { id: "small-right-thing",          ladder: Us,    depth: 2, theme: Hard },
    Question { id: "remembered-hug",             ladder: Us,    depth: 2, theme: Closeness },
    Question { id: "tender-in-disguise",         ladder: Us,    depth: 2, theme: DailyLife },
    Question { id: "better-than-it-looked",      ladder: Us,    depth: 2, theme: Past },
    Question { id: "where-you-come-from",        ladder: Us,    depth: 2, theme: Family },
    Question { id: "two-words-for-it",           ladder: Us,    depth: 2, theme: Closeness },
    Question { id: "humour-unexplored",          ladder: Us,    depth: 2, theme: Play },
    Question { id: "once-we-were-brave",         ladder: Us,    depth: 2, theme: Past },
    Question { id: "not-in-the-file",            ladder: Us,    depth: 2, theme: Closeness },
    Question { id: "as-the-door-closes",         ladder: Us,    depth: 2, theme: DailyLife },
    Question { id: "small-and-welcome",          ladder: Us,    depth: 2, theme: Closeness },
    Question { id: "end-of-chapter-one",         ladder: Us,    depth: 2, theme: Past },
    Question { id: "lovelier-with-time",         ladder: Us,    depth: 2, theme: Closeness },
    Question { id: "to-rest-beside",             ladder: Us,    depth: 3, theme: Closeness },
    Question { id: "gentler-world",              ladder: Us,    depth: 3, theme: Hard },
    Question { id: "former-couple",              ladder: Us,    depth: 3, theme: Past },
    Question { id: "wanted-in-small",            ladder: Us,    depth: 3, theme: Closeness },
    Question { id: "grown-quiet",                ladder: Us,    depth: 3, theme: DailyLife },
    Question { id: "hard-to-accept",             ladder: Us,    depth: 3, theme: Hard },
    Question { id: "money-as-a-word",            ladder: Us,    depth: 3, theme: Money },
    Question { id: "first-understanding",        ladder: Us,    depth: 3, theme: Past },
    Question { id: "let-myself-be-held",         ladder: Us,    depth: 3, theme: Closeness },
    Question { id: "unlike-and-worth-it",        ladder: Us,    depth: 3, theme: DailyLife },
    Question { id: "gentle-guess",               ladder: Us,    depth: 3, theme: Hard },
    Question { id: "met-only-today",             ladder: Us,    depth: 3, theme: Past },
    Question { id: "a-couple-you-liked",         ladder: Us,    depth: 3, theme: Family },
    Question { id: "asked-in-the-dark",          ladder: Us,    depth: 3, theme: Closeness },
    Question { id: "out-of-words",               ladder: Us,    depth: 3, theme: Hard },
    Question { id: "grown-up-play",              ladder: Us,    depth: 3, theme: Play },
    Question { id: "a-we-to-come",               ladder: Us,    depth: 3, theme: Dreams },
    Question { id: "bench-halfway",              ladder: Us,    depth: 3, theme: Hard },
    Question { id: "free-monday",                ladder: Ahead, depth: 1, theme: Dreams },
    Question { id: "twenty-in-a-coat",           ladder: Ahead, depth: 1, theme: Money },
    Question { id: "just-for-the-kitchen",       ladder: Ahead, depth: 1, theme: Dreams },
    Question { id: "own-holiday",                ladder: Ahead, depth: 1, theme: Play },
    Question { id: "north-or-south",             ladder: Ahead, depth: 1, theme: Dreams },
    Question { id: "borrowed-custom",            ladder: Ahead, depth: 1, theme: Family },
    Question { id: "cheap-luxury",               ladder: Ahead, depth: 1, theme: Money },
    Question { id: "tame-fear",                  ladder: Ahead, depth: 1, theme: Hard },
    Question { id: "future-kitchen",             ladder: Ahead, depth: 1, theme: Dreams },
    Question { id: "notorious-at-eighty",        ladder: Ahead, depth: 1, theme: Play },
    Question { id: "visit-with-cake",            ladder: Ahead, depth: 1, theme: Family },
    Question { id: "unwritten-book",             ladder: Ahead, depth: 1, theme: Dreams },
    Question { id: "paid-in-tomatoes",           ladder: Ahead, depth: 1, theme: Money },
    Question { id: "nothing-appointment",        ladder: Ahead, depth: 1, theme: DailyLife },
    Question { id: "greeted-by-name",            ladder: Ahead, depth: 1, theme: Dreams },
    Question { id: "neighbour-of-some-kind",     ladder: Ahead, depth: 1, theme: Family },
    Question { id: "grey-errand",                ladder: Ahead, depth: 1, theme: Hard },
    Question { id: "lit-windows",                ladder: Ahead, depth: 1, theme: Dreams },
    Question { id: "saved-for",                  ladder: Ahead, depth: 1, theme: Money },
    Question { id: "wanted-to-become",           ladder: Ahead, depth: 1, theme: Dreams },
    Question { id: "biscuit-tin",                ladder: Ahead, depth: 1, theme: Play },
    Question { id: "next-birthday",              ladder: Ahead, depth: 1, theme: Family },
    Question { id: "a-shop-of-your-own",         ladder: Ahead, depth: 1, theme: Money },
    Question { id: "shut-door",                  ladder: Ahead, depth: 1, theme: Dreams },
    Question { id: "lending",                    ladder: Ahead, depth: 1, theme: Money },
    Question { id: "looked-forward-to",          ladder: Ahead, depth: 1, theme: DailyLife },
    Question { id: "slide-show",                 ladder: Ahead, depth: 1, theme: Dreams },
    Question { id: "talk-of-money",              ladder: Ahead, depth: 2, theme: Money },
    Question { id: "need-not-come-true",         ladder: Ahead, depth: 2, theme: Dreams },
    Question { id: "worries-at-night",           ladder: Ahead, depth: 2, theme: Hard },
    Question { id: "growing-old-somewhere",      ladder: Ahead, depth: 2, theme: Dreams },
    Question { id: "no-family-tree",             ladder: Ahead, depth: 2, theme: Family },
    Question { id: "what-was-free",              ladder: Ahead, depth: 2, theme: Money },
    Question { id: "two-kinds-of-brave",         ladder: Ahead, depth: 2, theme: Hard },
    Question { id: "described-for-you",          ladder: Ahead, depth: 2, theme: Dreams },
    Question { id: "year-without-sums",          ladder: Ahead, depth: 2, theme: Money },
    Question { id: "on-the-phone-i-become",      ladder: Ahead, depth: 2, theme: Family },
    Question { id: "in-the-waiting-room",        ladder: Ahead, depth: 2, theme: Hard },
    Question { id: "allowed-unfinished",         ladder: Ahead, depth: 2, theme: Dreams },
    Question { id: "kept-with-age",              ladder: Ahead, depth: 2, theme: Closeness },
    Question { id: "treating",                   ladder: Ahead, depth: 2, theme: Money },
    Question { id: "story-for-a-cupboard",       ladder: Ahead, depth: 2, theme: Family },
    Question { id: "we-need-to-talk",            ladder: Ahead, depth: 2, theme: Hard },
    Question { id: "sign-of-arrival",            ladder: Ahead, depth: 2, theme: Dreams },
    Question { id: "earliest-purse",             ladder: Ahead, depth: 2, theme: Money },
    Question { id: "first-hour-after",           ladder: Ahead, depth: 2, theme: Hard },
    Question { id: "card-from-ahead",            ladder: Ahead, depth: 2, theme: Dreams },
    Question { id: "remembered-as",              ladder: Ahead, depth: 2, theme: Family },
    Question { id: "never-regretted",            ladder: Ahead, depth: 2, theme: Money },
    Question { id: "winter-to-taste",            ladder: Ahead, depth: 2, theme: DailyLife },
    Question { id: "once-dreaded",               ladder: Ahead, depth: 2, theme: Hard },
    Question { id: "bad-at-it-for-long",         ladder: Ahead, depth: 2, theme: Dreams },
    Question { id: "handed-on",                  ladder: Ahead, depth: 2, theme: Family },
    Question { id: "slow-on-the-stairs",         ladder: Ahead, depth: 2, theme: Play },
    Question { id: "best-advice",                ladder: Ahead, depth: 2, theme: Money },
    Question { id: "not-insurable",              ladder: Ahead, depth: 3, theme: Hard },
    Question { id: "put-away-gently",            ladder: Ahead, depth: 3, theme: Dreams },
    Question { id: "what-money-decides",         ladder: Ahead, depth: 3, theme: Money },
    Question { id: "given-onward",               ladder: Ahead, depth: 3, theme: Family },
    Question { id: "when-looked-after",          ladder: Ahead, depth: 3, theme: Hard },
    Question { id: "room-left",                  ladder: Ahead, depth: 3, theme: Dreams },
    Question { id: "still-at-the-table",         ladder: Ahead, depth: 3, theme: Hard },
    Question { id: "where-worry-starts",         ladder: Ahead, depth: 3, theme: Money },
    Question { id: "measured-nearness",          ladder: Ahead, depth: 3, theme: Family },
    Question { id: "lighter-unsolved",           ladder: Ahead, depth: 3, theme: Hard },
    Question { id: "held-ladder",                ladder: Ahead, depth: 3, theme: Dreams },
    Question { id: "thread",                     ladder: Ahead, depth: 3, theme: Family },
    Question { id: "bad-news-in-slices",         ladder: Ahead, depth: 3, theme: Hard },
    Question { id: "too-little-of",              ladder: Ahead, depth: 3, theme: Money },
    Question { id: "asked-when-very-old",        ladder: Ahead, depth: 3, theme: Dreams },
    Question { id: "liked-in-difficulty",        ladder: Ahead, depth: 3, theme: Hard },
    Question { id: "line-to-the-unborn",         ladder: Ahead, depth: 3, theme: Family },
    Question { id: "not-finished-yet",           ladder: Ahead, depth: 3, theme: Hard },
    Question { id: "sums-in-the-dark",           ladder: Ahead, depth: 3, theme: Money },
    Question { id: "unchanged-luggage",          ladder: Ahead, depth: 3, theme: Dreams },
    Question { id: "laughing-over-things",       ladder: Ahead, depth: 3, theme: Family },
    Question { id: "small-fear-behind",          ladder: Ahead, depth: 3, theme: Hard },
    Question { id: "nothing-left-to-prove",      ladder: Ahead, depth: 3, theme: Dreams },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::{Ladder, Theme, ladder, next_step, question};
    use crate::sealed;
    use std::collections::HashSet;

    #[test]
    fn questions_are_many_and_well_formed() {
        let ids: HashSet<_> = questions().iter().map(|question| question.id).collect();
        assert_eq!(ids.len(), questions().len(), "an id twice");
        assert!(questions().len() >= 210);
        for question in questions() {
            assert!(
                sealed::Question::Known(question.id.to_owned()).is_proper(),
                "{} cannot be asked",
                question.id
            );
            assert!(
                question
                    .id
                    .split('-')
                    .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase())),
                "{}",
                question.id
            );
            // These are the names of ladders and themes in the translations.
            assert!(
                !question.id.starts_with("ladder-") && !question.id.starts_with("theme-"),
                "{}",
                question.id
            );
        }
    }

    #[test]
    fn every_ladder_is_long_enough_and_goes_from_light_to_deep() {
        for one in Ladder::ALL {
            let depths: Vec<u8> = ladder(one).map(|question| question.depth).collect();
            assert!(depths.len() >= 70, "{one:?}: {}", depths.len());
            assert!(
                depths.is_sorted(),
                "{one:?} falls back to something lighter"
            );
            for depth in 1..=3 {
                let steps = depths.iter().filter(|there| **there == depth).count();
                assert!(steps >= 15, "{one:?}: {steps} of depth {depth}");
            }
            assert!(depths.iter().all(|depth| (1..=3).contains(depth)));
        }
        let together: usize = Ladder::ALL.iter().map(|one| ladder(*one).count()).sum();
        assert_eq!(together, questions().len());
    }

    #[test]
    fn every_theme_has_enough() {
        for theme in Theme::ALL {
            let count = questions()
                .iter()
                .filter(|question| question.theme == theme)
                .count();
            assert!(count >= 20, "{theme:?}: {count}");
        }
    }

    #[test]
    fn ladders_and_themes_have_names_of_their_own() {
        let names: HashSet<_> = Ladder::ALL
            .iter()
            .map(|ladder| ladder.id())
            .chain(Theme::ALL.iter().map(|theme| theme.id()))
            .collect();
        assert_eq!(names.len(), Ladder::ALL.len() + Theme::ALL.len());
    }

    #[test]
    fn a_ladder_goes_on_where_nobody_has_been() {
        let steps: Vec<&str> = ladder(Now).map(|question| question.id).collect();
        let next = |brought: &[&str], answered: &[&str]| {
            next_step(Now, |id| brought.contains(&id), |id| answered.contains(&id))
                .map(|question| question.id)
        };
        assert_eq!(next(&[], &[]), Some(steps[0]));
        assert_eq!(next(&steps[..2], &steps[..1]), Some(steps[2]));
        // What folded away comes again when there is nothing new.
        assert_eq!(next(&steps, &steps[..1]), Some(steps[1]));
        assert_eq!(next(&steps, &steps), None);
    }

    #[test]
    fn found_by_id() {
        assert_eq!(
            question("kettle").map(|question| question.theme),
            Some(DailyLife)
        );
        assert_eq!(question("kettledrum"), None);
    }
}
