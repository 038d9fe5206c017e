//! One way through a talk: a small state machine that runs every talk of the library, for one alone, for two at one
//! screen, and for two in step at two ([`super::in_step`]).
//!
//! [`Run::take`] is all there is: something that was pressed, and when. A press that does not belong where the talk
//! stands changes nothing. The clock only measures how much of its time a step has had: nothing ends by itself, a clock
//! rests with a pause, and one that was put forward or back does no harm.
//!
//! What is written stands in the run. At one screen only what both may see is written; what each writes for themselves
//! belongs on paper then, since a page in here would lie open to whoever owns the screen.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Talk, Who, Wish, Writes, talk};

pub use values::{Clock, Company, Found, PAGE_LIMIT, Page, Place, Press, Refused, Side};

mod moving;
mod values;

/// One way through a talk, as it is kept after each press.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Run {
    /// Which talk.
    pub talk: String,
    /// Who takes part.
    pub company: Company,
    /// Where it stands.
    pub place: Place,
    /// How often it has moved. A press names the number it was meant for, so that one pressed twice counts once.
    pub moves: u32,
    /// Who spoke first, once that is said.
    pub first: Option<Side>,
    /// What the one whose turn it is wishes for.
    pub wish: Option<Wish>,
    /// Whether it rests.
    pub paused: bool,
    /// When something was pressed last.
    pub touched_at: DateTime<Utc>,
    /// What was written, in order.
    pub pages: Vec<Page>,
    clock: Clock,
}

impl Run {
    /// At the beginning: before the first step, or before the page that says when it can hurt.
    #[must_use]
    pub fn begin(talk: &'static Talk, company: Company, now: DateTime<Utc>) -> Self {
        let mut run = Self {
            talk: talk.id.to_owned(),
            company,
            place: Place::Done,
            moves: 0,
            first: (company == Company::Alone).then_some(Side::Me),
            wish: None,
            paused: false,
            touched_at: now,
            pages: Vec::new(),
            clock: Clock::default(),
        };
        run.enter_part(talk, 0, now);
        run
    }

    /// Where it stands.
    ///
    /// # Errors
    /// [`Refused::Unknown`] where this version knows no such talk, part or step.
    pub fn found(&self) -> Result<Found, Refused> {
        let talk = talk(&self.talk).ok_or(Refused::Unknown)?;
        let (part, step) = match &self.place {
            Place::Done => (None, None),
            Place::Caution { part } | Place::Piece { part, .. } | Place::Swap { part } => {
                (Some(part), None)
            }
            Place::Begins { part, step } | Place::Step { part, step, .. } => {
                (Some(part), Some(step))
            }
        };
        let part = part
            .map(|id| {
                let known = talk.parts.iter().find(|part| part.id == *id);
                known.ok_or(Refused::Unknown)
            })
            .transpose()?;
        let step = step
            .map(|id| {
                let steps = part.map(|part| part.steps).unwrap_or_default();
                let known = steps.iter().find(|step| step.id == *id);
                known.ok_or(Refused::Unknown)
            })
            .transpose()?;
        Ok(Found { talk, part, step })
    }

    /// Whose step it is, where it is one's.
    #[must_use]
    pub fn whose(&self) -> Option<Side> {
        let (
            Place::Step { turn, .. },
            Ok(Found {
                step: Some(step), ..
            }),
        ) = (&self.place, self.found())
        else {
            return None;
        };
        let speaker = self.speaker(*turn)?;
        match step.who {
            Who::Speaker => Some(speaker),
            Who::Listener => Some(speaker.other()),
            Who::Both | Who::EachApart | Who::Nobody => None,
        }
    }

    /// Who speaks in a turn, once it is said who begins.
    pub(super) fn speaker(&self, turn: u8) -> Option<Side> {
        let first = self.first?;
        Some(if turn == 0 { first } else { first.other() })
    }

    /// Whether a page may be written here.
    #[must_use]
    pub fn writes(&self) -> bool {
        match (&self.place, self.found()) {
            (
                Place::Step { .. },
                Ok(Found {
                    step: Some(step), ..
                }),
            ) => match self.company {
                Company::Alone => true,
                Company::Together => step.writes == Writes::Together,
                // At one's own computer each has a page, where it is not the other one's step.
                Company::InStep => {
                    step.writes != Writes::Nothing && self.whose() != Some(Side::Other)
                }
            },
            _ => false,
        }
    }

    /// What stands on the page here; nothing yet, or no page, is empty.
    #[must_use]
    pub fn page(&self) -> &str {
        self.page_here()
            .and_then(|at| self.pages.get(at))
            .map_or("", |page| &page.text)
    }

    fn page_here(&self) -> Option<usize> {
        let Place::Step {
            step, turn, piece, ..
        } = &self.place
        else {
            return None;
        };
        self.pages
            .iter()
            .position(|page| page.step == *step && page.turn == *turn && page.piece == *piece)
    }

    /// The clock of the step: how long it is, and how much of it is gone. In milliseconds.
    #[must_use]
    pub fn clock(&self, now: DateTime<Utc>) -> Option<(u64, u64)> {
        let Ok(Found {
            step: Some(step), ..
        }) = self.found()
        else {
            return None;
        };
        if !matches!(self.place, Place::Step { .. }) {
            return None;
        }
        let whole = u64::from(step.clock_seconds?) * 1000;
        Some((whole, self.clock.spent(now).min(whole)))
    }

    /// Takes a press, and with it what stands on the page.
    ///
    /// # Errors
    /// Why nothing has changed.
    pub fn take(
        &mut self,
        press: Press,
        text: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<(), Refused> {
        let mut next = self.clone();
        if let Some(text) = text {
            next.write(text)?;
        }
        next.moved(press, now)?;
        next.touched_at = now;
        *self = next;
        Ok(())
    }

    /// The computer went away in the middle: it rests, and the time away is nobody's.
    pub fn rest(&mut self) {
        if self.place != Place::Done {
            self.paused = true;
            self.clock.since = None;
        }
    }

    fn write(&mut self, text: &str) -> Result<(), Refused> {
        if !self.writes() || self.paused {
            return Err(Refused::NotHere);
        }
        if text.len() > PAGE_LIMIT {
            return Err(Refused::PageTooLong);
        }
        let at = self.page_here();
        let Place::Step {
            step, turn, piece, ..
        } = &self.place
        else {
            return Err(Refused::NotHere);
        };
        let page = Page {
            step: step.clone(),
            turn: *turn,
            piece: *piece,
            text: text.to_owned(),
        };
        match (at, text.trim().is_empty()) {
            (Some(at), true) => drop(self.pages.remove(at)),
            (Some(at), false) => self.pages[at] = page,
            (None, true) => {}
            (None, false) => self.pages.push(page),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
