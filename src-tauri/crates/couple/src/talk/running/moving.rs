//! Where a press leads: from a step to the next one, to the other's turn, to the next part, to the end.

use chrono::{DateTime, Utc};

use super::{
    super::{Asks, Part, Step, Talk, Turns},
    Clock, Company, Found, Place, Press, Refused, Run,
};

impl Run {
    pub(super) fn moved(&mut self, press: Press, now: DateTime<Utc>) -> Result<(), Refused> {
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
        let asks = step.asks.filter(|_| self.company != Company::Alone);
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
        if turn == 0 && self.company != Company::Alone {
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
    pub(super) fn enter_part(&mut self, talk: &'static Talk, from: usize, now: DateTime<Utc>) {
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
