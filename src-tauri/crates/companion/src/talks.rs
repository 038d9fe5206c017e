//! Guided talks: which there are, and where the one that was begun stands. How one is gone through is in
//! [`couple::talk::running`]; here each press is on disk, in the private vault, before anyone sees what it led to.
//!
//! Nothing of such a talk is sealed for the partner, and nobody is told of it; one on two computers is in
//! [`crate::in_step`].

use chrono::{DateTime, Utc};
use couple::talk::{
    self, Talk,
    running::{Company, Place, Press, Refused, Run},
};
use serde_json::Value;

use crate::{Companion, CompanionError};

/// A talk, and whether one waits that was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TalkLine {
    /// The talk.
    pub talk: &'static Talk,
    /// One that was begun.
    pub waiting: Option<WaitingTalk>,
}

/// One that was begun and is not over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitingTalk {
    /// It can be gone on with.
    Here {
        /// Who took part.
        company: Company,
        /// When something was pressed last.
        since: DateTime<Utc>,
    },
    /// A newer version has begun it; here it can only be left, or put away.
    Newer,
}

/// A talk that was begun, as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TalkView {
    /// Where it stands.
    pub run: Run,
    /// How long the clock of the step is, and how much of it is gone; in milliseconds.
    pub clock: Option<(u64, u64)>,
}

impl From<Refused> for CompanionError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotHere => Self::BadInput { what: "press" },
            Refused::Unknown => Self::MadeByNewer,
            Refused::PageTooLong => Self::BodyTooLong {
                limit: talk::running::PAGE_LIMIT,
            },
        }
    }
}

impl Companion {
    /// All talks.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn list_talks(&self) -> Result<Vec<TalkLine>, CompanionError> {
        let line = |talk: &'static Talk| {
            let waiting = match self.kept_talk(talk.id) {
                Ok(run) => Some(WaitingTalk::Here {
                    company: run.company,
                    since: run.touched_at,
                }),
                Err(CompanionError::NotFound) => None,
                Err(CompanionError::MadeByNewer) => Some(WaitingTalk::Newer),
                Err(error) => return Err(error),
            };
            Ok(TalkLine { talk, waiting })
        };
        talk::talks().iter().map(line).collect()
    }

    /// Where one stands that was begun. What was not put down by a pause rests: the computer went away in the middle.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], [`CompanionError::MadeByNewer`].
    pub fn talk(&self, id: &str) -> Result<TalkView, CompanionError> {
        Ok(self.seen(self.present_talk(id)?))
    }

    /// Begins one. Before what can hurt, only the page that says so is shown and nothing is kept, until `warned` says
    /// that it was seen and passed.
    ///
    /// # Errors
    /// [`CompanionError::BadInput`] while one waits, [`CompanionError::NotFound`].
    pub fn begin_talk(
        &mut self,
        id: &str,
        company: Company,
        warned: bool,
    ) -> Result<TalkView, CompanionError> {
        let talk = talk::talk(id).ok_or(CompanionError::NotFound)?;
        if company == Company::InStep {
            return Err(CompanionError::BadInput { what: "company" });
        }
        match self.kept_talk(id) {
            Err(CompanionError::NotFound) => {}
            Ok(_) => return Err(CompanionError::BadInput { what: "one waits" }),
            Err(error) => return Err(error),
        }
        let now = self.now();
        let mut run = Run::begin(talk, company, now);
        if matches!(run.place, Place::Caution { .. }) {
            if !warned {
                return Ok(self.seen(run));
            }
            run.take(Press::GoOn, None, now)?;
        }
        self.keep_talk(&run)?;
        Ok(self.seen(run))
    }

    /// Takes a press that was meant for this move, and what stands on the page. One that comes late or twice changes
    /// nothing, and the answer is where the talk stands.
    ///
    /// # Errors
    /// Where it does not belong, a page that is too long, or it could not be saved.
    pub fn press_talk(
        &mut self,
        id: &str,
        meant_for: u32,
        press: Press,
        text: Option<&str>,
    ) -> Result<TalkView, CompanionError> {
        let mut run = self.present_talk(id)?;
        if run.moves == meant_for {
            run.take(press, text, self.now())?;
            self.keep_talk(&run)?;
        }
        Ok(self.seen(run))
    }

    /// Puts one away, with what was written in it.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], or it could not be saved.
    pub fn put_talk_away(&mut self, id: &str) -> Result<(), CompanionError> {
        let talk = talk::talk(id).ok_or(CompanionError::NotFound)?;
        self.private.write(|tx| tx.drop_setting(&key(talk.id)))?;
        self.talks_awake.remove(talk.id);
        Ok(())
    }

    /// The screen is gone: what is under way is put down as by a pause. What can't be kept now rests all the same, at
    /// the last press.
    pub(crate) fn rest_talks(&mut self) {
        self.rest_in_step();
        let now = self.now();
        for id in std::mem::take(&mut self.talks_awake) {
            let Ok(mut run) = self.kept_talk(&id) else {
                continue;
            };
            if run.take(Press::Pause, None, now).is_ok() {
                let _ = self.write_talk(&run);
            }
        }
    }

    fn seen(&self, run: Run) -> TalkView {
        let clock = run.clock(self.now());
        TalkView { run, clock }
    }

    /// As it stands; resting, unless it was begun or gone on with since the home was opened.
    fn present_talk(&self, id: &str) -> Result<Run, CompanionError> {
        let mut run = self.kept_talk(id)?;
        if !self.talks_awake.contains(id) {
            run.rest();
        }
        Ok(run)
    }

    fn kept_talk(&self, id: &str) -> Result<Run, CompanionError> {
        let talk = talk::talk(id).ok_or(CompanionError::NotFound)?;
        let kept: Option<Value> = self.private.setting(&key(talk.id))?;
        let kept = kept.ok_or(CompanionError::NotFound)?;
        // A shape, part or step that is not known here comes from a newer version.
        let run: Run = serde_json::from_value(kept).map_err(|_| CompanionError::MadeByNewer)?;
        run.found()?;
        Ok(run)
    }

    fn keep_talk(&mut self, run: &Run) -> Result<(), CompanionError> {
        if run.place == Place::Done && run.pages.is_empty() {
            return self.put_talk_away(&run.talk);
        }
        self.write_talk(run)?;
        self.talks_awake.insert(run.talk.clone());
        Ok(())
    }

    fn write_talk(&mut self, run: &Run) -> Result<(), CompanionError> {
        Ok(self
            .private
            .write(|tx| tx.put_setting(&key(&run.talk), run))?)
    }
}

fn key(talk: &str) -> String {
    format!("talk-{talk}")
}
