//! Guided talks, as data: what happens in which order, who speaks, for how long, and who reads what.
//!
//! Ids only; the words are in the translations: `talk-<talk>` with `.line`, `.long`, `.alone`, `.evidence`,
//! `.not-for-you` and `.lighter`, and for each step `talk-<talk>-<step>` with `.do`, `.other` (what the one who listens
//! does meanwhile, where someone speaks alone), `.alone` (where it can be done without the other one) and `.opener1`
//! to `.opener4`. How one is gone through is in [`running`], and on
//! two computers in [`in_step`].
//!
//! The clocks are gentle: when one has run down, a sentence is finished and nothing is cut off.

use serde::{Deserialize, Serialize};

pub use library::talks;
pub mod in_step;
mod library;
pub mod running;

/// A guided talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Talk {
    /// Kebab-case; never changes and never means something else.
    pub id: &'static str,
    /// How long it takes, from and to.
    pub minutes: (u8, u8),
    /// How much is known about whether it helps.
    pub evidence: Evidence,
    /// What it consists of, in order.
    pub parts: &'static [Part],
}

/// Some steps that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Kebab-case; unique within its talk.
    pub id: &'static str,
    /// Before its first step everyone sees the page that says when this can hurt, with *Go on* and *Something lighter*.
    /// Where the part is skippable, something lighter is the part after it.
    pub caution: bool,
    /// One press leaves all of it out.
    pub skippable: bool,
    /// Who gets a turn.
    pub turns: Turns,
    /// How many pieces a turn may have: its steps may come round so many times before the other one's turn.
    pub pieces: u8,
    /// Its steps, in order.
    pub steps: &'static [Step],
}

/// One thing to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Kebab-case; unique within its talk.
    pub id: &'static str,
    /// Whose it is.
    pub who: Who,
    /// Gentle clock, if there is one: in a turn for each piece, apart for each of the two at the same time.
    pub clock_seconds: Option<u16>,
    /// How many openers its words have: first halves of sentences to begin with.
    pub prompts: u8,
    /// What becomes of what is written in it.
    pub writes: Writes,
    /// What is chosen at its end, if anything.
    pub asks: Option<Asks>,
    /// It comes only where the one who speaks has wished for this.
    pub only: Option<Wish>,
    /// It may be passed over by itself.
    pub skippable: bool,
    /// What can become of it, when they want.
    pub yields: Option<Yield>,
    /// It makes sense alone too, as something to write; then its words have `.alone`.
    pub alone: bool,
}

/// How much is known about whether a talk helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Evidence {
    /// Couples drawn by lot did better with it than without.
    Strong,
    /// Experiments, diaries, or trials without a comparison; it may be disputed.
    Some,
    /// What practitioners have seen.
    Thin,
}

/// Who gets a turn in a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Turns {
    /// It is gone through once.
    Once,
    /// Both: when the first has spoken, speaker and listener change places. Steps of [`Who::Both`] that stand before
    /// or after the turn come once, before the first turn or after the second.
    Each,
    /// The same, but the second turn only if it is wanted.
    EachIfWanted,
}

/// Whose a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Who {
    /// The one whose turn it is.
    Speaker,
    /// The other one.
    Listener,
    /// The two of them, to and fro.
    Both,
    /// Each for themselves, at the same time or not.
    EachApart,
    /// Nobody speaks.
    Nobody,
}

/// What becomes of what is written in a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Writes {
    /// Nothing is written.
    Nothing,
    /// It stays with whoever wrote it.
    Private,
    /// Both write, and neither reads the other before both have.
    Sealed,
    /// Both see it at once.
    Together,
}

/// A choice at the end of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// The one who spoke says whether it was got: "got it" or "not quite".
    GotIt {
        /// Id of an earlier step of the part, which comes again after "not quite".
        back: &'static str,
        /// How often "not quite" leads back, for each piece. After that it goes on, with a kind word.
        times: u8,
    },
    /// The one who will speak says which [`Wish`] they have.
    ListenOrHelp,
}

/// What someone wishes for while they speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Wish {
    /// To be listened to, no more.
    Listen,
    /// To think about what to do, once they have been listened to.
    Help,
}

/// What can become of a step. Nothing becomes anything by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Yield {
    /// A gesture of my own, with a nudge. The other one never hears of it.
    Gesture,
    /// A date.
    Outing,
    /// A ritual; it sleeps until both accept.
    Ritual,
    /// An entry that both read.
    OursEntry,
    /// A small promise of mine; nobody ticks it off but me.
    Promise,
}

/// A talk by its id.
pub fn talk(id: &str) -> Option<&'static Talk> {
    talks().iter().find(|talk| talk.id == id)
}

impl Talk {
    /// Every step, in the order of a first way through.
    pub fn steps(&self) -> impl Iterator<Item = &'static Step> + use<> {
        self.parts.iter().flat_map(|part| part.steps)
    }

    /// A step by its id.
    pub fn step(&self, id: &str) -> Option<&'static Step> {
        self.steps().find(|step| step.id == id)
    }

    /// Whether it can hurt, in any of its parts.
    pub fn can_hurt(&self) -> bool {
        self.parts.iter().any(|part| part.caution)
    }
}

impl Part {
    /// How often one of its steps comes at most, "not quite" aside.
    pub fn rounds(&self, step: &Step) -> u8 {
        match (self.turns, step.who) {
            (Turns::Once, _) | (_, Who::Both) => 1,
            _ => 2 * self.pieces,
        }
    }
}

impl Who {
    /// Whether the other one has something to do meanwhile, with words of its own.
    pub const fn leaves_another(self) -> bool {
        matches!(self, Self::Speaker | Self::Listener)
    }
}
