//! Small gestures: a library of ids and facts about them, and what a person has chosen from it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::cadence::{Cadence, CadenceError, Window};
use crate::cue::Cue;
use crate::{Moment, ThingId};

pub use library::gestures;
pub use turns::Turns;

mod library;
mod turns;

/// What sort of gesture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum GestureKind {
    /// Touch. Every one of them is `mutual`.
    Touch,
    /// Something said or written.
    Words,
    /// Time and attention.
    Time,
    /// Help, given quietly.
    Help,
    /// Something found, made, sent or bought.
    Things,
    /// Play.
    Play,
}

/// The part of the day a gesture belongs to. It only suggests a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Suits {
    /// Whenever.
    AnyTime,
    /// Before the day begins.
    Morning,
    /// While they are at what they do.
    Daytime,
    /// After it.
    Evening,
}

/// A gesture of the library. Its words are in the translations, as `gesture-<id>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gesture {
    /// Kebab-case; never changes and never means something else.
    pub id: &'static str,
    /// What sort.
    pub kind: GestureKind,
    /// Possible under one roof.
    pub near: bool,
    /// Possible at a distance.
    pub apart: bool,
    /// About how long it takes.
    pub minutes: u16,
    /// Whether it costs money.
    pub costs: bool,
    /// Needs both to want it: offered only when both have said so.
    pub mutual: bool,
    /// When it fits.
    pub suits: Suits,
}

/// A gesture of the library by its id.
pub fn gesture(id: &str) -> Option<&'static Gesture> {
    gestures().iter().find(|gesture| gesture.id == id)
}

/// What may be offered. Touch helps where it is welcome (Debrot et al. 2013), and only there: those that need both
/// are left out unless both opted in.
pub fn offered(both_opted_in: bool) -> impl Iterator<Item = &'static Gesture> {
    gestures()
        .iter()
        .filter(move |gesture| both_opted_in || !gesture.mutual)
}

impl Suits {
    /// A window to begin with.
    pub const fn window(self) -> Window {
        match self {
            Self::Morning => Window::between_hours(7, 9),
            Self::Daytime => Window::between_hours(10, 16),
            Self::AnyTime | Self::Evening => Window::between_hours(18, 21),
        }
    }
}

/// A gesture someone chose.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum GestureRef {
    /// From the library, by id. May be unknown here when it comes from a newer version.
    Library(String),
    /// In their own words.
    Own(String),
}

/// Bytes of a gesture in one's own words.
pub const OWN_LIMIT: usize = 300;

/// A gesture with its cadence. Private: it never leaves its owner's devices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GesturePlan {
    /// Its id.
    pub id: ThingId,
    /// What.
    pub gesture: GestureRef,
    /// How often.
    pub cadence: Cadence,
    /// At what time of day; with a cue, between which hours it counts.
    pub window: Window,
    /// What it waits for, instead of a minute within the window.
    #[serde(default)]
    pub cue: Option<Cue>,
    /// Since when it holds as it stands: set anew when cadence or window change or it is taken up again, so that a
    /// new window never nudges for an hour that had already passed.
    pub created_at: DateTime<Utc>,
    /// "Not for us", or removed.
    pub retired: bool,
}

/// A gesture done. Only for looking back warmly; never shown to the partner, because help that goes unnoticed helps
/// most (Girme et al. 2013), and never counted against anyone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Done {
    /// What.
    pub gesture: GestureRef,
    /// Under which plan, if any.
    pub plan: Option<ThingId>,
    /// When and where.
    pub at: Moment,
}

/// Why a plan can't be kept as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GesturePlanError {
    /// Not in the library.
    #[error("no such gesture")]
    UnknownGesture,
    /// Own words: none, or more than 300 bytes.
    #[error("a gesture in own words has 1 to {OWN_LIMIT} bytes")]
    BadOwnWords,
    /// A cue that can't be.
    #[error("back after 5 to 240 minutes")]
    BadCue,
    /// The cadence.
    #[error(transparent)]
    Cadence(#[from] CadenceError),
}

impl GestureRef {
    /// Whether it can be chosen here.
    pub fn validate(&self) -> Result<(), GesturePlanError> {
        match self {
            Self::Library(id) => gesture(id)
                .map(|_| ())
                .ok_or(GesturePlanError::UnknownGesture),
            Self::Own(text) if text.trim().is_empty() || text.len() > OWN_LIMIT => {
                Err(GesturePlanError::BadOwnWords)
            }
            Self::Own(_) => Ok(()),
        }
    }

    /// Whether it needs both to want it. What is in one's own words, or from a newer library, does not say.
    #[must_use]
    pub fn takes_two(&self) -> bool {
        match self {
            Self::Library(id) => gesture(id).is_some_and(|gesture| gesture.mutual),
            Self::Own(_) => false,
        }
    }
}

impl GesturePlan {
    /// Whether a person may keep it.
    pub fn validate(&self) -> Result<(), GesturePlanError> {
        self.gesture.validate()?;
        if self.cue.is_some_and(|cue| !cue.is_possible()) {
            return Err(GesturePlanError::BadCue);
        }
        Ok(self.cadence.validate()?)
    }
}
