//! Questions for two: a library of ids and facts about them. How one is asked, answered and folded away is in
//! [`crate::sealed`].

use serde::{Deserialize, Serialize};

pub use library::questions;
mod library;

/// A ladder of questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Ladder {
    /// Who the two are these days: daily life, what occupies them, small pleasures, the past that made them.
    Now,
    /// The two of them: their story, how they are with each other, body and closeness, what they miss.
    Us,
    /// What is to come, and what is hard: dreams, money, family, growing old, fears.
    Ahead,
}

/// What a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Theme {
    /// Ordinary days.
    DailyLife,
    /// What was.
    Past,
    /// What might be.
    Dreams,
    /// Body and closeness. Nothing here presumes that touch is wanted or possible.
    Closeness,
    /// Money, little or much.
    Money,
    /// Family, by birth or by choice.
    Family,
    /// Play and nonsense.
    Play,
    /// What is hard, asked for precisely and without drama.
    Hard,
}

/// A question of the library. Its words are in the translations, as `question-<id>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// Kebab-case; never changes and never means something else.
    pub id: &'static str,
    /// Which ladder it is a step of.
    pub ladder: Ladder,
    /// 1 light, 2 nearer, 3 deep. It never falls along a ladder.
    pub depth: u8,
    /// What it is about.
    pub theme: Theme,
}

/// A question of the library by its id.
pub fn question(id: &str) -> Option<&'static Question> {
    questions().iter().find(|question| question.id == id)
}

/// The steps of a ladder, from light to deep.
pub fn ladder(ladder: Ladder) -> impl Iterator<Item = &'static Question> {
    questions()
        .iter()
        .filter(move |question| question.ladder == ladder)
}

/// The next step of a ladder: the lightest that nobody has brought yet, or else the lightest that was never answered
/// by both. `None` once the whole ladder is.
pub fn next_step(
    one: Ladder,
    was_brought: impl Fn(&str) -> bool,
    was_answered: impl Fn(&str) -> bool,
) -> Option<&'static Question> {
    ladder(one)
        .find(|question| !was_brought(question.id))
        .or_else(|| ladder(one).find(|question| !was_answered(question.id)))
}

impl Ladder {
    /// Every ladder.
    pub const ALL: [Self; 3] = [Self::Now, Self::Us, Self::Ahead];

    /// Its name in the translations is `question-ladder-<id>`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Us => "us",
            Self::Ahead => "ahead",
        }
    }
}

impl Theme {
    /// Every theme.
    pub const ALL: [Self; 8] = [
        Self::DailyLife,
        Self::Past,
        Self::Dreams,
        Self::Closeness,
        Self::Money,
        Self::Family,
        Self::Play,
        Self::Hard,
    ];

    /// Its name in the translations is `question-theme-<id>`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::DailyLife => "daily-life",
            Self::Past => "past",
            Self::Dreams => "dreams",
            Self::Closeness => "closeness",
            Self::Money => "money",
            Self::Family => "family",
            Self::Play => "play",
            Self::Hard => "hard-things",
        }
    }
}
