//! Ideas of the couple's own, and what they like doing together anyway.

use serde::{Deserialize, Serialize};

use super::{IdeaPlace, MINUTES_LIMIT, OutingError, TITLE_LIMIT};
use crate::ThingId;

/// Bytes of what is said beside an own idea.
pub const OWN_NOTE_LIMIT: usize = 2_000;

/// An idea in their own words. Mine or Ours: which of the two is a matter of the vault it is in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OwnIdea {
    /// Its id.
    pub id: ThingId,
    /// What.
    pub title: String,
    /// Anything else.
    pub note: String,
    /// Something they like doing, again and again.
    pub hobby: bool,
    /// Where.
    pub place: IdeaPlace,
    /// 0 nothing, 1 a little, 2 like a meal out, 3 more.
    pub cost: u8,
    /// 0 none to speak of, 1 some, 2 a day's work or much preparing.
    pub effort: u8,
    /// About how long.
    pub minutes: u32,
    /// Noise and people, as against quiet.
    pub lively: bool,
    /// Works just as well without alcohol.
    pub sober: bool,
    /// Possible at home while children sleep next door.
    pub children_asleep: bool,
    /// Possible with a wheelchair or a bad knee.
    pub step_free: bool,
}

impl OwnIdea {
    /// Whether it keeps the limits. Checked on what arrives, too.
    ///
    /// # Errors
    /// [`OutingError`] says what does not fit.
    pub fn validate(&self) -> Result<(), OutingError> {
        if self.title.trim().is_empty() || self.title.len() > TITLE_LIMIT {
            return Err(OutingError::BadTitle);
        }
        if self.note.len() > OWN_NOTE_LIMIT {
            return Err(OutingError::TextTooLong);
        }
        if !(1..=MINUTES_LIMIT).contains(&self.minutes) || self.cost > 3 || self.effort > 2 {
            return Err(OutingError::BadTime);
        }
        Ok(())
    }
}
