//! A talk in step on two computers. "Shall we talk?" is an offer: nothing tells whether it was seen, and it can be put
//! away unseen. Once both take part, each says their own ([`couple::talk::in_step`]), and it travels like everything
//! that is shared. What is written for oneself, the clock, and how far one is with what is written apart stay here.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use couple::{
    ThingId, ThingKind,
    talk::{
        self, Talk, Writes,
        in_step::{self, APART_LIMIT, InStep, Say, Stage, Voice, shape},
        running::{Page, Place, Press, Run},
    },
    time::local_day,
};
use serde::{Deserialize, Serialize};

use crate::{Companion, CompanionError, Notice, ledger::new_id, records::read};

pub use self::view::{InStepLine, InStepStage, InStepView, SaidPage};

mod archive;
mod view;

/// The day on which an offer was put away last: until the next one, no other takes its place.
const HUSHED: &str = "talk-offers-hushed";
/// A press names where it was meant for: the moves, and within them how far one is apart.
const APART_STEPS: u32 = 16;

/// What only this side keeps of a talk.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Mine {
    /// Put away.
    hidden: bool,
    /// It was heard of: as an offer, or as one that is under way.
    heard: Option<bool>,
    /// How many of the steps apart of this part are behind me.
    apart: (String, u32),
    /// What was written and is not the other one's to read, or not yet.
    pages: Vec<Page>,
}

/// A talk that is gone through in this sitting. Its clock is a gentle one, and nobody else's.
#[derive(Debug, Clone)]
pub(crate) struct Sitting {
    at: String,
    spent: TimeDelta,
    /// It rests without.
    since: Option<DateTime<Utc>>,
}

impl Companion {
    /// Talks in step that are offered, under way, or over and not put away. Of two offers of the same talk one counts.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn list_in_step(&self) -> Result<Vec<InStepLine>, CompanionError> {
        let mut lines: Vec<InStepLine> = Vec::new();
        if self.partner().is_none() {
            return Ok(lines);
        }
        for row in self.shared.records(ThingKind::Talk)? {
            let Some(doc) = read::<InStep>(&row) else {
                continue;
            };
            if let Some(line) = self.in_step_line(&doc)? {
                lines.push(line);
            }
        }
        lines.sort_by(|one, two| {
            let order = |line: &InStepLine| (line.talk.clone(), line.is_offer(), line.id);
            order(one).cmp(&order(two))
        });
        lines.dedup_by(|later, first| later.talk == first.talk && later.is_offer());
        Ok(lines)
    }

    /// Offers to talk in step. Before what can hurt nothing is said, until `warned` says that the page about it was seen
    /// and passed. Where the same talk is offered or under way, that one counts.
    ///
    /// # Errors
    /// [`CompanionError::NoPartner`], [`CompanionError::NotFound`], or it could not be saved.
    pub fn offer_in_step(
        &mut self,
        id: &str,
        warned: bool,
    ) -> Result<Option<InStepView>, CompanionError> {
        let talk = talk::talk(id).ok_or(CompanionError::NotFound)?;
        if self.partner().is_none() {
            return Err(CompanionError::NoPartner);
        }
        let there = self.list_in_step()?.into_iter().find(|line| {
            line.talk == id && !matches!(line.stage, InStepStage::Over | InStepStage::Newer)
        });
        match there {
            Some(line) if line.stage == InStepStage::Asked => {
                return self.join_in_step(line.id, warned);
            }
            Some(line) => return self.in_step(line.id).map(Some),
            None => {}
        }
        if !warned && begins_with_caution(talk) {
            return Ok(None);
        }
        let apart = talk.steps().any(|step| step.writes == Writes::Sealed);
        let doc = InStep {
            id: new_id(&mut self.rng),
            by: self.my_id(),
            talk: talk.id.to_owned(),
            shape: shape(talk),
            at: self.now(),
            apart: if apart {
                Some(self.begin_apart()?)
            } else {
                None
            },
            voices: Default::default(),
        };
        self.keep_shared_record(&doc)?;
        self.sit_down(&doc)?;
        self.notice(Notice::TalkChanged);
        self.in_step(doc.id).map(Some)
    }

    /// Takes part in one that was offered to me.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], [`CompanionError::MadeByNewer`], or it could not be saved.
    pub fn join_in_step(
        &mut self,
        id: ThingId,
        warned: bool,
    ) -> Result<Option<InStepView>, CompanionError> {
        let doc = self.kept_in_step(id)?;
        let talk = doc.known().ok_or(CompanionError::MadeByNewer)?;
        match doc.stage(self.now()) {
            Stage::Lapsed => return Err(CompanionError::NotFound),
            Stage::UnderWay => return self.in_step(id).map(Some),
            Stage::Offered if doc.by == self.my_id() => return self.in_step(id).map(Some),
            Stage::Offered => {}
        }
        if !warned && begins_with_caution(talk) {
            return Ok(None);
        }
        let doc = self.speak(doc, |voice| voice.joined = true)?;
        self.change_mine(id, |mine| mine.hidden = false)?;
        self.sit_down(&doc)?;
        self.in_step(id).map(Some)
    }

    /// Takes a press that was meant for this move, and what stands on the page. What comes late or twice changes
    /// nothing, and the answer is where it stands.
    ///
    /// # Errors
    /// Where it does not belong, a page that is too long, or it could not be saved.
    pub fn press_in_step(
        &mut self,
        id: ThingId,
        meant_for: u32,
        press: Press,
        text: Option<&str>,
    ) -> Result<InStepView, CompanionError> {
        let doc = self.kept_in_step(id)?;
        if doc.stage(self.now()) != Stage::UnderWay {
            return Err(CompanionError::NotFound);
        }
        let (run, mine) = (doc.walk(self.my_id())?, self.mine_of(id)?);
        let moves = moves(&run, &mine);
        if press == Press::Resume {
            self.speak(doc, |voice| voice.paused = false)?;
            self.rises(id)?;
            return self.in_step(id);
        }
        if moves != meant_for || run.place == Place::Done {
            return self.in_step(id);
        }
        if let Some(text) = text {
            self.write_in_step(&doc, &run, text)?;
        }
        match press {
            Press::Keep => {}
            Press::Pause => {
                self.speak(doc, |voice| voice.paused = true)?;
                self.rests(id);
            }
            press => self.say_in_step(doc, &run, press)?,
        }
        self.in_step(id)
    }

    /// Puts one away. An offer of theirs is put away unseen; one of mine is taken back. One that is under way ends for
    /// both, and is put away once it has ended.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], or it could not be saved.
    pub fn put_in_step_away(&mut self, id: ThingId) -> Result<(), CompanionError> {
        let doc = self.kept_in_step(id)?;
        let theirs = doc.by != self.my_id();
        match doc.stage(self.now()) {
            Stage::Offered if theirs => {
                let today = local_day(self.now(), self.zone());
                self.private.write(|tx| tx.put_setting(HUSHED, &today))?;
            }
            Stage::Lapsed => {}
            Stage::Offered => drop(self.speak(doc, |voice| voice.over = true)?),
            Stage::UnderWay => {
                let run = doc.walk(self.my_id());
                if run.is_ok_and(|run| run.place != Place::Done) {
                    self.speak(doc, |voice| voice.over = true)?;
                    return Ok(());
                }
            }
        }
        self.change_mine(id, |mine| {
            *mine = Mine {
                hidden: true,
                ..Mine::default()
            };
        })?;
        self.sittings.remove(&id);
        self.notice(Notice::TalkChanged);
        Ok(())
    }

    /// Something of one came in. An offer says so once, unless one was put away today; and so does that it was taken.
    pub(crate) fn in_step_came(&mut self, id: ThingId) -> Result<(), CompanionError> {
        let Ok(doc) = self.kept_in_step(id) else {
            return Ok(());
        };
        let (me, mine) = (self.my_id(), self.mine_of(id)?);
        let stage = doc.stage(self.now());
        let under_way = stage == Stage::UnderWay;
        if stage == Stage::Lapsed || mine.heard == Some(under_way) {
            return Ok(());
        }
        let today = local_day(self.now(), self.zone());
        let hushed = self.private.setting::<NaiveDate>(HUSHED)? == Some(today);
        let (offered, taken) = (!under_way && doc.by != me, under_way && doc.by == me);
        self.change_mine(id, |mine| {
            mine.heard = Some(under_way);
            mine.hidden |= offered && hushed;
        })?;
        let shown = self.in_step_line(&doc)?.is_some();
        if (offered && !hushed || taken) && shown {
            self.notice(Notice::TalkArrived);
        }
        Ok(())
    }

    /// The screen is gone: what is under way rests here. The other one is not told.
    pub(crate) fn rest_in_step(&mut self) {
        self.sittings.clear();
    }

    fn say_in_step(&mut self, doc: InStep, run: &Run, press: Press) -> Result<(), CompanionError> {
        let (id, me) = (doc.id, self.my_id());
        let theirs = doc
            .voices
            .iter()
            .any(|(who, voice)| *who != me && voice.paused);
        if theirs || self.is_resting(id) {
            return Err(CompanionError::BadInput { what: "paused" });
        }
        let say = doc.say(me, run, press)?;
        let apart = in_step::apart_key(run);
        if let (Some(part), Say::Here(..)) = (&apart, &say)
            && let Some(next) = self.next_apart(run, &self.mine_of(id)?)
        {
            let part = part.clone();
            return self.change_mine(id, |mine| mine.apart = (part, next));
        }
        if let (Some(run_id), Some(_), Say::Here(..)) = (doc.apart, &apart, &say)
            && run
                .found()?
                .step
                .is_some_and(|step| step.writes == Writes::Sealed)
        {
            let text = self.apart_text(run, &self.mine_of(id)?);
            self.seal_apart(run_id, doc.by, &text)?;
        }
        // What both read goes out with the press, in one.
        let page = self.page_for_both(run, &self.mine_of(id)?);
        let doc = self.speak(doc, |voice| match say {
            Say::Here(at, saying) => {
                if let Some(page) = page {
                    voice.pages.insert(at.clone(), page);
                }
                voice.said.insert(at, saying);
            }
            Say::LeaveOut(part) => drop(voice.left_out.insert(part)),
            Say::Stop => voice.over = true,
        })?;
        self.sit_down(&doc)
    }

    fn write_in_step(&mut self, doc: &InStep, run: &Run, text: &str) -> Result<(), CompanionError> {
        let mut here = run.clone();
        here.place = self.place_here(run, &self.mine_of(doc.id)?);
        if !here.writes() || doc.is_waiting(self.my_id(), run) {
            return Err(CompanionError::BadInput { what: "press" });
        }
        let sealed = here
            .found()?
            .step
            .is_some_and(|step| step.writes == Writes::Sealed);
        if !in_step::fits(text, sealed) {
            return Err(CompanionError::BodyTooLong {
                limit: if sealed {
                    APART_LIMIT
                } else {
                    talk::running::PAGE_LIMIT
                },
            });
        }
        let Place::Step {
            step, turn, piece, ..
        } = here.place
        else {
            return Err(CompanionError::BadInput { what: "press" });
        };
        self.change_mine(doc.id, |mine| {
            mine.pages
                .retain(|page| page.step != step || page.turn != turn || page.piece != piece);
            if !text.trim().is_empty() {
                mine.pages.push(Page {
                    step,
                    turn,
                    piece,
                    text: text.to_owned(),
                });
            }
        })
    }

    /// Keeps what I say in one, and sends it on its way.
    fn speak(
        &mut self,
        mut doc: InStep,
        change: impl FnOnce(&mut Voice),
    ) -> Result<InStep, CompanionError> {
        change(doc.voices.entry(self.my_id()).or_default());
        self.edit_record(ThingKind::Talk, doc.id, |document, peer| {
            document.set_record(peer, &doc)
        })?;
        Ok(doc)
    }

    pub(crate) fn kept_in_step(&self, id: ThingId) -> Result<InStep, CompanionError> {
        let row = self.shared.record(id)?;
        let row = row.filter(|row| row.kind == ThingKind::Talk);
        row.as_ref().and_then(read).ok_or(CompanionError::NotFound)
    }

    pub(crate) fn mine_of(&self, id: ThingId) -> Result<Mine, CompanionError> {
        Ok(self.private.setting(&key(id))?.unwrap_or_default())
    }

    fn change_mine(
        &mut self,
        id: ThingId,
        change: impl FnOnce(&mut Mine),
    ) -> Result<(), CompanionError> {
        let mut mine = self.mine_of(id)?;
        change(&mut mine);
        Ok(self.private.write(|tx| tx.put_setting(&key(id), &mine))?)
    }

    /// Its clock begins here, unless it stood here already.
    fn sit_down(&mut self, doc: &InStep) -> Result<(), CompanionError> {
        let now = self.now();
        let at = self.clock_key(doc)?;
        let fresh = Sitting {
            at: at.clone(),
            spent: TimeDelta::zero(),
            since: Some(now),
        };
        let sitting = self.sittings.entry(doc.id).or_insert_with(|| fresh.clone());
        if sitting.at != at {
            *sitting = fresh;
        }
        Ok(())
    }

    fn clock_key(&self, doc: &InStep) -> Result<String, CompanionError> {
        let run = doc.walk(self.my_id())?;
        let apart = self.mine_of(doc.id)?.apart.1;
        Ok(format!(
            "{} {apart}",
            in_step::key(&run).unwrap_or_default()
        ))
    }

    fn rests(&mut self, id: ThingId) {
        let now = self.now();
        if let Some(sitting) = self.sittings.get_mut(&id)
            && let Some(since) = sitting.since.take()
        {
            sitting.spent += (now - since).max(TimeDelta::zero());
        }
    }

    fn rises(&mut self, id: ThingId) -> Result<(), CompanionError> {
        let now = self.now();
        let doc = self.kept_in_step(id)?;
        self.sit_down(&doc)?;
        if let Some(sitting) = self.sittings.get_mut(&id) {
            sitting.since.get_or_insert(now);
        }
        Ok(())
    }

    fn is_resting(&self, id: ThingId) -> bool {
        self.sittings
            .get(&id)
            .is_none_or(|sitting| sitting.since.is_none())
    }
}

fn begins_with_caution(talk: &Talk) -> bool {
    talk.parts.first().is_some_and(|part| part.caution)
}

fn moves(run: &Run, mine: &Mine) -> u32 {
    let apart = match in_step::apart_key(run) {
        Some(part) if part == mine.apart.0 => mine.apart.1.min(APART_STEPS - 1),
        _ => 0,
    };
    run.moves.saturating_mul(APART_STEPS).saturating_add(apart)
}

fn key(id: ThingId) -> String {
    format!("in-step-{id}")
}
