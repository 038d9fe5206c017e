//! One way through a talk: a small state machine that runs every talk of the library, for one alone and for two at one
//! screen.
//!
//! [`Run::take`] is all there is: something that was pressed, and when. A press that does not belong where the talk
//! stands changes nothing. The clock only measures how much of its time a step has had: nothing ends by itself, a clock
//! rests with a pause, and one that was put forward or back does no harm.
//!
//! What is written stands in the run. At one screen only what both may see is written; what each writes for themselves
//! belongs on paper then, since a page in here would lie open to whoever owns the screen.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Asks, Part, Step, Talk, Turns, Who, Wish, Writes, talk};

/// The longest page, in bytes.
pub const PAGE_LIMIT: usize = 20_000;

/// Who takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Company {
    /// One of them, for themselves. What only makes sense with another is left out.
    Alone,
    /// Both, at one screen.
    Together,
}

/// One of the two, seen from this computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Side {
    /// Whose computer it is.
    Me,
    /// The other one.
    Other,
}

impl Side {
    /// Who listens when this one speaks.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Me => Self::Other,
            Self::Other => Self::Me,
        }
    }
}

/// Where a talk stands. By ids, so that a later release of the talk still knows.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Place {
    /// Before this part, on the page that says when it can hurt.
    Caution {
        /// The part it stands before.
        part: String,
    },
    /// Who begins?
    Begins {
        /// The part.
        part: String,
        /// Its first step in which one of them speaks.
        step: String,
    },
    /// At a step.
    Step {
        /// The part.
        part: String,
        /// The step.
        step: String,
        /// The first turn or the second: 0 or 1.
        turn: u8,
        /// Which piece of the turn, from 0.
        piece: u8,
        /// How often "not quite" has led back within this piece.
        backs: u8,
        /// "Not quite" was said once too often, and it goes on all the same.
        near: bool,
    },
    /// A piece has arrived. Is there more?
    Piece {
        /// The part.
        part: String,
        /// The turn.
        turn: u8,
        /// The piece that has arrived.
        piece: u8,
        /// "Not quite" was said once too often, and it goes on all the same.
        near: bool,
    },
    /// Between the two turns.
    Swap {
        /// The part.
        part: String,
    },
    /// It has come to its end.
    Done,
}

/// What was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Press {
    /// On with it: from the page before what can hurt, from a step, from the change of places.
    GoOn,
    /// Something lighter: the part after it, or the end.
    Lighter,
    /// This one begins.
    Begin(Side),
    /// It was got.
    GotIt,
    /// Not quite.
    NotQuite,
    /// What is wished for.
    Wish(Wish),
    /// There is another piece.
    More,
    /// That was all.
    AllSaid,
    /// No second turn today.
    NoTurn,
    /// This step is left out.
    Skip,
    /// The rest of this part is left out.
    SkipPart,
    /// A pause.
    Pause,
    /// Back from it.
    Resume,
    /// Nothing but the text that comes with it.
    Keep,
}

/// How much of its time a step has had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Clock {
    spent_ms: u64,
    since: Option<DateTime<Utc>>,
}

/// A page that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Page {
    /// The step it was written in.
    pub step: String,
    /// Its turn.
    pub turn: u8,
    /// Its piece.
    pub piece: u8,
    /// What it says; never empty.
    pub text: String,
}

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

/// Why a press changed nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It does not belong where the talk stands.
    NotHere,
    /// The talk, or the place in it, is not one of this version.
    Unknown,
    /// The page is longer than [`PAGE_LIMIT`].
    PageTooLong,
}

/// Where a run stands, in the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The talk.
    pub talk: &'static Talk,
    /// The part; `None` at the end.
    pub part: Option<&'static Part>,
    /// The step, where it stands at one.
    pub step: Option<&'static Step>,
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
    fn speaker(&self, turn: u8) -> Option<Side> {
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
            ) => self.company == Company::Alone || step.writes == Writes::Together,
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

    fn moved(&mut self, press: Press, now: DateTime<Utc>) -> Result<(), Refused> {
        let Found { talk, part, step } = self.found()?;
        let part = part.ok_or(Refused::NotHere)?;
        match (self.paused, press) {
            (false, Press::Keep) => return Ok(()),
            (false, Press::Pause) => {
                self.clock.stop(now);
                self.paused = true;
                return Ok(());
            }
            (true, Press::Resume) => {
                self.paused = false;
                if matches!(self.place, Place::Step { .. }) {
                    self.clock.since = Some(now);
                }
                return Ok(());
            }
            (true, _) | (false, Press::Resume) => return Err(Refused::NotHere),
            (false, _) => {}
        }
        match (self.place.clone(), press) {
            (Place::Caution { .. }, Press::GoOn) => self.enter_first(talk, part, now),
            (Place::Caution { .. }, Press::Lighter) if part.skippable => {
                self.enter_part(talk, place_of(talk, part) + 1, now);
            }
            (Place::Caution { .. }, Press::Lighter) => self.finish(),
            (Place::Begins { .. }, Press::Begin(side)) => {
                self.first = Some(side);
                let step = step.ok_or(Refused::NotHere)?;
                self.enter_step(part, step, 0, 0, now);
            }
            (Place::Piece { turn, piece, .. }, Press::More) => {
                let first = self.in_turn(part).next().ok_or(Refused::Unknown)?;
                self.enter_step(part, first, turn, piece + 1, now);
            }
            (Place::Piece { turn, .. }, Press::AllSaid) => self.end_turn(talk, part, turn, now),
            (Place::Swap { .. }, Press::GoOn) => {
                self.wish = None;
                let first = self.in_turn(part).next().ok_or(Refused::Unknown)?;
                self.enter_step(part, first, 1, 0, now);
            }
            (Place::Swap { .. }, Press::NoTurn) if part.turns == Turns::EachIfWanted => {
                self.leave_turns(talk, part, now);
            }
            (
                Place::Step {
                    turn, piece, backs, ..
                },
                press,
            ) => {
                let step = step.ok_or(Refused::NotHere)?;
                self.leave_step(talk, part, step, (turn, piece, backs), press, now)?;
            }
            (place, Press::SkipPart) if part.skippable && place != Place::Done => {
                self.enter_part(talk, place_of(talk, part) + 1, now);
            }
            _ => return Err(Refused::NotHere),
        }
        self.moves = self.moves.saturating_add(1);
        Ok(())
    }

    fn leave_step(
        &mut self,
        talk: &'static Talk,
        part: &'static Part,
        step: &'static Step,
        (turn, piece, backs): (u8, u8, u8),
        press: Press,
        now: DateTime<Utc>,
    ) -> Result<(), Refused> {
        // Alone there is nobody to ask.
        let asks = step.asks.filter(|_| self.company == Company::Together);
        match (asks, press) {
            (None, Press::GoOn) | (Some(Asks::GotIt { .. }), Press::GotIt) => {
                self.after_step(talk, part, step, (turn, piece), false, now);
            }
            (Some(Asks::GotIt { back, times }), Press::NotQuite) if backs < times => {
                let again = part.steps.iter().find(|step| step.id == back);
                self.enter_step(part, again.ok_or(Refused::Unknown)?, turn, piece, now);
                if let Place::Step { backs: so_far, .. } = &mut self.place {
                    *so_far = backs + 1;
                }
            }
            (Some(Asks::GotIt { .. }), Press::NotQuite) => {
                self.after_step(talk, part, step, (turn, piece), true, now);
            }
            (Some(Asks::ListenOrHelp), Press::Wish(wish)) => {
                self.wish = Some(wish);
                self.after_step(talk, part, step, (turn, piece), false, now);
            }
            (_, Press::Skip) if step.skippable => {
                self.after_step(talk, part, step, (turn, piece), false, now);
            }
            (_, Press::SkipPart) if part.skippable => {
                self.enter_part(talk, place_of(talk, part) + 1, now);
            }
            _ => return Err(Refused::NotHere),
        }
        Ok(())
    }

    /// The step after this one; with the last of a piece, the question whether there is more.
    fn after_step(
        &mut self,
        talk: &'static Talk,
        part: &'static Part,
        step: &'static Step,
        (turn, piece): (u8, u8),
        near: bool,
        now: DateTime<Utc>,
    ) {
        let turning = is_turn(part, step);
        let backs = match &self.place {
            Place::Step { backs, .. } => *backs,
            _ => 0,
        };
        let next = self
            .taken(part)
            .skip_while(|candidate| candidate.id != step.id)
            .skip(1)
            .find(|candidate| self.wanted(candidate));
        match next {
            Some(next) if is_turn(part, next) == turning => {
                self.enter_step(part, next, turn, piece, now);
                if let Place::Step {
                    backs: so_far,
                    near: nearly,
                    ..
                } = &mut self.place
                {
                    *so_far = if turning { backs } else { 0 };
                    *nearly = near;
                }
            }
            Some(next) if !turning => self.enter_step(part, next, 0, 0, now),
            _ if turning && piece + 1 < part.pieces => {
                self.rest_at(Place::Piece {
                    part: part.id.to_owned(),
                    turn,
                    piece,
                    near,
                });
            }
            _ if turning => self.end_turn(talk, part, turn, now),
            _ => self.enter_part(talk, place_of(talk, part) + 1, now),
        }
    }

    fn end_turn(&mut self, talk: &'static Talk, part: &'static Part, turn: u8, now: DateTime<Utc>) {
        if turn == 0 && self.company == Company::Together {
            self.rest_at(Place::Swap {
                part: part.id.to_owned(),
            });
        } else {
            self.leave_turns(talk, part, now);
        }
    }

    /// What both do after the turns; or else the next part.
    fn leave_turns(&mut self, talk: &'static Talk, part: &'static Part, now: DateTime<Utc>) {
        self.wish = None;
        let after = self
            .taken(part)
            .skip_while(|step| !is_turn(part, step))
            .find(|step| !is_turn(part, step));
        match after {
            Some(step) => self.enter_step(part, step, 0, 0, now),
            None => self.enter_part(talk, place_of(talk, part) + 1, now),
        }
    }

    /// The first part from here on that has something to do, behind its page before what can hurt.
    fn enter_part(&mut self, talk: &'static Talk, from: usize, now: DateTime<Utc>) {
        // Of a part that alone is left out, its warning stays: it was about what comes after it too.
        let mut caution = false;
        for part in talk.parts.iter().skip(from) {
            if self.taken(part).next().is_none() {
                caution |= part.caution && !part.skippable;
                continue;
            }
            if caution || part.caution {
                self.rest_at(Place::Caution {
                    part: part.id.to_owned(),
                });
            } else {
                self.enter_first(talk, part, now);
            }
            return;
        }
        self.finish();
    }

    fn enter_first(&mut self, talk: &'static Talk, part: &'static Part, now: DateTime<Utc>) {
        match self.taken(part).next() {
            Some(step) => self.enter_step(part, step, 0, 0, now),
            None => self.enter_part(talk, place_of(talk, part) + 1, now),
        }
    }

    fn enter_step(
        &mut self,
        part: &'static Part,
        step: &'static Step,
        turn: u8,
        piece: u8,
        now: DateTime<Utc>,
    ) {
        let (part_id, step_id) = (part.id.to_owned(), step.id.to_owned());
        if is_turn(part, step) && self.first.is_none() {
            self.rest_at(Place::Begins {
                part: part_id,
                step: step_id,
            });
            return;
        }
        self.clock = Clock {
            spent_ms: 0,
            since: Some(now),
        };
        self.place = Place::Step {
            part: part_id,
            step: step_id,
            turn,
            piece,
            backs: 0,
            near: false,
        };
    }

    /// Somewhere without a clock.
    fn rest_at(&mut self, place: Place) {
        self.clock = Clock::default();
        self.place = place;
    }

    fn finish(&mut self) {
        self.wish = None;
        self.rest_at(Place::Done);
    }

    /// The steps of a part that are gone through in this company.
    fn taken(&self, part: &'static Part) -> impl Iterator<Item = &'static Step> + use<> {
        let alone = self.company == Company::Alone;
        part.steps.iter().filter(move |step| step.alone || !alone)
    }

    fn in_turn(&self, part: &'static Part) -> impl Iterator<Item = &'static Step> + use<> {
        self.taken(part).filter(move |step| is_turn(part, step))
    }

    fn wanted(&self, step: &Step) -> bool {
        step.only.is_none() || step.only == self.wish
    }
}

impl Clock {
    fn spent(&self, now: DateTime<Utc>) -> u64 {
        let running = self
            .since
            .map_or(0, |since| (now - since).num_milliseconds());
        self.spent_ms
            .saturating_add(u64::try_from(running).unwrap_or_default())
    }

    fn stop(&mut self, now: DateTime<Utc>) {
        self.spent_ms = self.spent(now);
        self.since = None;
    }
}

fn is_turn(part: &Part, step: &Step) -> bool {
    part.turns != Turns::Once && step.who.leaves_another()
}

/// The place of a part in its talk.
fn place_of(talk: &Talk, part: &Part) -> usize {
    talk.parts
        .iter()
        .position(|candidate| candidate.id == part.id)
        .unwrap_or(talk.parts.len())
}

#[cfg(test)]
mod tests;
