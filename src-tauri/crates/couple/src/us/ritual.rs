//! A ritual: something the two do again and again because it is theirs. It sleeps until both have said yes to it as it
//! stands; whoever changes a word of it asks again. Either may let it rest, and it can be woken.

use std::collections::BTreeMap;

use chrono::NaiveTime;

use crate::{PersonId, ThingId, cadence::Weekdays};

/// Bytes of a name.
pub const RITUAL_TITLE_LIMIT: usize = 200;
/// Bytes of what begins it.
pub const TRIGGER_LIMIT: usize = 200;
/// Bytes of its steps.
pub const STEPS_LIMIT: usize = 1_000;
/// Bytes of what it means.
pub const MEANING_LIMIT: usize = 500;
/// After so many days it is looked at again.
pub const SEASON_DAYS: i64 = 91;

/// A ritual.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ritual {
    /// Its id.
    pub id: ThingId,
    /// As it stands.
    pub says: RitualSays,
    /// It is let rest.
    pub rests: bool,
    /// What each has said yes to.
    pub yes: BTreeMap<PersonId, RitualSays>,
}

/// What a ritual is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RitualSays {
    /// Its name.
    pub title: String,
    /// What begins it: when the kettle is on.
    pub trigger: String,
    /// What is done, a step a line.
    pub steps: String,
    /// What it means to the two.
    pub meaning: String,
    /// On which days of the week, if it has any.
    pub days: Option<Weekdays>,
    /// At what time of these days.
    pub at: Option<NaiveTime>,
    /// How often it was woken: a yes of then is none of now.
    pub round: u32,
}

/// Where a ritual stands for one of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RitualStage {
    /// It waits for my yes.
    AsksMe,
    /// It waits for the other one's.
    AsksThem,
    /// Both want it.
    Awake,
    /// It rests.
    Rests,
}

/// Without a name, over a limit, or a time without days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a ritual")]
pub struct BadRitual;

impl RitualSays {
    /// Whether it keeps the limits. Checked on what arrives, too.
    ///
    /// # Errors
    /// [`BadRitual`].
    pub fn validate(&self) -> Result<(), BadRitual> {
        let fits = !self.title.trim().is_empty()
            && self.title.len() <= RITUAL_TITLE_LIMIT
            && self.trigger.len() <= TRIGGER_LIMIT
            && self.steps.len() <= STEPS_LIMIT
            && self.meaning.len() <= MEANING_LIMIT
            && (self.at.is_none() || self.days.is_some());
        fits.then_some(()).ok_or(BadRitual)
    }
}

impl Ritual {
    /// Where it stands for `me`.
    #[must_use]
    pub fn stage(&self, me: PersonId, other: PersonId) -> RitualStage {
        let yes = |person: PersonId| self.yes.get(&person) == Some(&self.says);
        match (self.rests, yes(me), yes(other)) {
            (true, ..) => RitualStage::Rests,
            (false, true, true) => RitualStage::Awake,
            (false, true, false) => RitualStage::AsksThem,
            (false, false, _) => RitualStage::AsksMe,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADA: PersonId = PersonId([1; 16]);
    const BEN: PersonId = PersonId([2; 16]);

    #[test]
    fn it_sleeps_until_both_want_it_as_it_stands() {
        let says = RitualSays {
            title: "Sunday coffee".into(),
            ..RitualSays::default()
        };
        let mut ritual = Ritual {
            id: ThingId([3; 16]),
            yes: [(ADA, says.clone())].into(),
            says,
            rests: false,
        };
        assert_eq!(ritual.stage(ADA, BEN), RitualStage::AsksThem);
        assert_eq!(ritual.stage(BEN, ADA), RitualStage::AsksMe);
        ritual.yes.insert(BEN, ritual.says.clone());
        assert_eq!(ritual.stage(BEN, ADA), RitualStage::Awake);
        // Another word, or a new beginning, and it asks again.
        ritual.says.round = 1;
        assert_eq!(ritual.stage(ADA, BEN), RitualStage::AsksMe);
        ritual.yes.insert(ADA, ritual.says.clone());
        assert_eq!(ritual.stage(ADA, BEN), RitualStage::AsksThem);
        ritual.rests = true;
        assert_eq!(ritual.stage(ADA, BEN), RitualStage::Rests);
    }

    #[test]
    fn a_ritual_has_a_name_and_a_time_has_days() {
        let named = |title: &str| RitualSays {
            title: title.into(),
            ..RitualSays::default()
        };
        assert_eq!(named("Tea").validate(), Ok(()));
        assert_eq!(named(" ").validate(), Err(BadRitual));
        assert_eq!(named(&"x".repeat(201)).validate(), Err(BadRitual));
        let timed = RitualSays {
            at: Some(NaiveTime::MIN),
            ..named("Tea")
        };
        assert_eq!(timed.validate(), Err(BadRitual));
    }
}
