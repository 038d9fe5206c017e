//! Gestures that take two, touch above all: whether both want them. Each says Yes for themselves, only a Yes of both
//! ever shows, and afterwards nothing about them is sent: whose day it is follows from the date (decision 41).
//!
//! The Yes is one slip more in the hands of `jar`, which look the same whatever was said.

use couple::gesture::Turns;
use serde::{Deserialize, Serialize};

use crate::{Companion, CompanionError, jar};

/// Under which name the Yes is a slip of a hand. No idea of the library has a colon in its name.
pub(crate) const SLIP: &str = "gestures:for-two";

/// In the private vault.
pub(crate) const TOGETHER: &str = "together";

/// So many weeks hands go on after the two have found each other, whatever is said meanwhile: the other's computer may
/// not have been there to find it too, and an end would tell that someone changed their mind.
const GOES_ON: u32 = 12;

const TURNS: &[u8] = b"turns for two";

/// What the screen shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TogetherView {
    /// I want them.
    pub wanted: bool,
    /// My partner does too, as far as is known: they said so at some time since we were paired.
    pub both: bool,
}

/// My side.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Together {
    wants: bool,
    /// The week in which both had said Yes. It stays: taking it back tells nobody.
    met: Option<u32>,
}

impl Together {
    /// What this week's hand says.
    pub(crate) fn wants(&self) -> bool {
        self.wants
    }

    /// Whether hands are written for this, whatever becomes of the ideas.
    pub(crate) fn takes_part(&self, week: u32) -> bool {
        match self.met {
            None => self.wants,
            Some(met) => week.abs_diff(met) < GOES_ON,
        }
    }

    /// Both had said Yes.
    pub(crate) fn meet(&mut self, week: u32) {
        self.met.get_or_insert(week);
    }
}

impl Companion {
    /// Whether gestures that take two are wanted, by me and by both.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn together(&self) -> Result<TogetherView, CompanionError> {
        let together = self.read_together()?;
        Ok(TogetherView {
            wanted: together.wants,
            both: together.wants && together.met.is_some() && self.partner().is_some(),
        })
    }

    /// Wants gestures that take two, or not any more. Who takes it back is not nudged towards them from now on, and
    /// nobody is told.
    ///
    /// # Errors
    /// [`CompanionError::NoPartner`], or it could not be saved.
    pub fn want_together(&mut self, wanted: bool) -> Result<TogetherView, CompanionError> {
        if wanted && self.partner().is_none() {
            return Err(CompanionError::NoPartner);
        }
        let mut together = self.read_together()?;
        together.wants = wanted;
        let bytes = jar::written(&together)?;
        self.private.write(|tx| tx.put_meta(TOGETHER, &bytes))?;
        if !wanted {
            self.withdraw_hands()?;
        }
        self.together()
    }

    /// Whose day it is for what takes two; nothing while not both want it.
    pub(crate) fn turns(&self) -> Result<Option<Turns>, CompanionError> {
        if !self.together()?.both {
            return Ok(None);
        }
        // Both know their space, nobody chose it, and with another partner it is another one.
        let seed = keys::hash(&[TURNS, &self.space_id()].concat());
        let partner = self.partner().map(|couple| couple.partner_id());
        Ok(partner.map(|partner| Turns::agreed(&seed, self.my_id(), partner)))
    }

    pub(crate) fn read_together(&self) -> Result<Together, CompanionError> {
        jar::read(self.private.meta(TOGETHER)?)
    }

    /// The sharing ends: with somebody else it begins anew.
    pub(crate) fn forget_together(&mut self) -> Result<(), CompanionError> {
        Ok(self.private.write(|tx| tx.drop_meta(TOGETHER))?)
    }
}
