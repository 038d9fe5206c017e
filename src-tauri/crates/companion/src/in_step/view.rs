//! A talk in step, as its screens show it. Never whether the other one is there, has read, or has pressed: only what they
//! said.

use couple::{
    ThingId,
    talk::{
        Part, Step, Who, Writes,
        in_step::{self, InStep, Stage, Voice},
        running::{Page, Place, Run},
    },
};

use super::{Mine, moves};
use crate::{Companion, CompanionError};

/// Between a step and what was written in it, and between two of them, in what is sealed as one.
const WITHIN: char = '\u{1f}';
const BETWEEN: char = '\u{1e}';

/// How a talk in step stands in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InStepStage {
    /// My partner asks whether we talk.
    Asked,
    /// I asked.
    Asking,
    /// Both take part.
    UnderWay,
    /// It came to its end, and is not put away.
    Over,
    /// Another version has offered it, and this one does not know it, or knows it otherwise.
    Newer,
}

/// A talk in step, in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InStepLine {
    /// Its id.
    pub id: ThingId,
    /// Which talk. Not always one of this version.
    pub talk: String,
    /// How it stands.
    pub stage: InStepStage,
}

impl InStepLine {
    pub(super) fn is_offer(&self) -> bool {
        matches!(self.stage, InStepStage::Asked | InStepStage::Asking)
    }
}

/// What one of the two wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidPage {
    /// In which step.
    pub step: String,
    /// I did.
    pub mine: bool,
    /// What.
    pub text: String,
}

/// Where one stands, for this side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InStepView {
    /// Its id.
    pub id: ThingId,
    /// How it stands.
    pub stage: InStepStage,
    /// The place, with my page of it; apart, the place that I am at.
    pub run: Run,
    /// What a press is meant for.
    pub moves: u32,
    /// It is not for me to press here: the word is the other one's, or mine was said.
    pub waiting: bool,
    /// My partner needs a pause.
    pub they_pause: bool,
    /// What they wrote here for both.
    pub their_page: String,
    /// What can be read: apart, once both have sealed; at the end, everything.
    pub pages: Vec<SaidPage>,
    /// What was written apart is sealed by both and on its way.
    pub on_its_way: bool,
    /// How long the clock of the step is, and how much of it is gone; in milliseconds.
    pub clock: Option<(u64, u64)>,
}

impl Companion {
    /// Where a talk in step stands. One that was not gone on with in this sitting rests.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], [`CompanionError::MadeByNewer`].
    pub fn in_step(&mut self, id: ThingId) -> Result<InStepView, CompanionError> {
        let doc = self.kept_in_step(id)?;
        if self.sittings.contains_key(&id) {
            // It may have moved by what came in.
            self.sit_down(&doc)?;
        }
        let line = self.in_step_line(&doc)?.ok_or(CompanionError::NotFound)?;
        let (me, mine) = (self.my_id(), self.mine_of(id)?);
        let mut run = doc.walk(me)?;
        let others = doc.voices.iter().find(|(who, _)| **who != me);
        let theirs = others.map(|(_, voice)| voice.clone()).unwrap_or_default();
        let here = in_step::key(&run).unwrap_or_default();
        let (waiting, moves) = (doc.is_waiting(me, &run), moves(&run, &mine));
        let pages = self.pages_in_step(&doc, &run, &mine, &theirs)?;
        let own = &doc.voice(me);
        run.place = self.place_here(&run, &mine);
        run.pages.clone_from(&mine.pages);
        let done = run.place == Place::Done;
        let paused = self.is_resting(id) || own.paused;
        run.paused = paused && !done && line.stage == InStepStage::UnderWay;
        Ok(InStepView {
            id,
            stage: line.stage,
            moves,
            waiting,
            they_pause: theirs.paused && !done,
            their_page: theirs.pages.get(&here).cloned().unwrap_or_default(),
            on_its_way: is_after_apart(&doc, &run) && pages.iter().all(|page| page.mine),
            pages,
            clock: self.clock_of(id, &run),
            run,
        })
    }

    /// `None` for one that is put away, or that nobody took.
    pub(super) fn in_step_line(&self, doc: &InStep) -> Result<Option<InStepLine>, CompanionError> {
        if self.mine_of(doc.id)?.hidden {
            return Ok(None);
        }
        let me = self.my_id();
        let stage = match (doc.stage(self.now()), doc.known()) {
            (Stage::Lapsed, _) => return Ok(None),
            (_, None) => InStepStage::Newer,
            (Stage::Offered, _) if doc.by == me => InStepStage::Asking,
            (Stage::Offered, _) => InStepStage::Asked,
            (Stage::UnderWay, _) if doc.walk(me)?.place == Place::Done => InStepStage::Over,
            (Stage::UnderWay, _) => InStepStage::UnderWay,
        };
        Ok(Some(InStepLine {
            id: doc.id,
            talk: doc.talk.clone(),
            stage,
        }))
    }

    /// What can be read of one, in the order of the talk.
    pub(super) fn pages_in_step(
        &self,
        doc: &InStep,
        run: &Run,
        mine: &Mine,
        theirs: &Voice,
    ) -> Result<Vec<SaidPage>, CompanionError> {
        let done = run.place == Place::Done;
        let mut pages = Vec::new();
        if let Some(sealed) = doc.apart.filter(|_| done || is_after_apart(doc, run)) {
            let read = self.read_apart(sealed)?;
            for (is_mine, text) in [(true, read.mine), (false, read.theirs)] {
                pages.extend(text.iter().flat_map(|text| apart_pages(text, is_mine)));
            }
        }
        if done {
            for (is_mine, voice) in [(true, &doc.voice(self.my_id())), (false, theirs)] {
                pages.extend(voice.pages.iter().filter_map(|(at, text)| {
                    Some(SaidPage {
                        step: at.split('.').nth(1)?.to_owned(),
                        mine: is_mine,
                        text: text.clone(),
                    })
                }));
            }
            // What stayed here: for myself, or not sent any more when it ended. What went out stands above.
            for page in &mine.pages {
                if !pages
                    .iter()
                    .any(|known| known.mine && known.step == page.step && known.text == page.text)
                {
                    pages.push(SaidPage {
                        step: page.step.clone(),
                        mine: true,
                        text: page.text.clone(),
                    });
                }
            }
        }
        let order: Vec<&str> = run.found()?.talk.steps().map(|step| step.id).collect();
        pages.sort_by_key(|page| {
            let at = order.iter().position(|step| *step == page.step);
            (at.unwrap_or(order.len()), !page.mine)
        });
        Ok(pages)
    }

    /// Where I am: of some steps apart, the one after those that are behind me.
    pub(super) fn place_here(&self, run: &Run, mine: &Mine) -> Place {
        let (Some(key), Place::Step { part, .. }) = (in_step::apart_key(run), &run.place) else {
            return run.place.clone();
        };
        let behind = if mine.apart.0 == key { mine.apart.1 } else { 0 };
        let steps = apart_steps(run);
        let at = steps
            .get(usize::try_from(behind).unwrap_or(usize::MAX))
            .or(steps.last());
        at.map_or_else(
            || run.place.clone(),
            |step| Place::Step {
                part: part.clone(),
                step: step.id.to_owned(),
                turn: 0,
                piece: 0,
                backs: 0,
                near: false,
            },
        )
    }

    /// The next of the steps apart, where I am not at the last of them.
    pub(super) fn next_apart(&self, run: &Run, mine: &Mine) -> Option<u32> {
        let key = in_step::apart_key(run)?;
        let behind = if mine.apart.0 == key { mine.apart.1 } else { 0 };
        let next = behind + 1;
        let count = u32::try_from(apart_steps(run).len()).ok()?;
        (next < count).then_some(next)
    }

    /// All that I wrote apart, as one text.
    pub(super) fn apart_text(&self, run: &Run, mine: &Mine) -> String {
        let texts = apart_steps(run).into_iter().filter_map(|step| {
            let page = mine.pages.iter().find(|page| page.step == step.id)?;
            let plain = page.text.replace([WITHIN, BETWEEN], " ");
            Some(format!("{}{WITHIN}{plain}", step.id))
        });
        texts.collect::<Vec<_>>().join(&BETWEEN.to_string())
    }

    /// What I wrote here for both, if anything.
    pub(super) fn page_for_both(&self, run: &Run, mine: &Mine) -> Option<String> {
        let step = run.found().ok()?.step?;
        let Place::Step { turn, piece, .. } = &run.place else {
            return None;
        };
        let is_here =
            |page: &&Page| page.step == step.id && page.turn == *turn && page.piece == *piece;
        let page = mine.pages.iter().find(is_here)?;
        (step.writes == Writes::Together).then(|| page.text.clone())
    }

    fn clock_of(&self, id: ThingId, run: &Run) -> Option<(u64, u64)> {
        let (sitting, Place::Step { .. }) = (self.sittings.get(&id)?, &run.place) else {
            return None;
        };
        let whole = u64::from(run.found().ok()?.step?.clock_seconds?) * 1000;
        let running = sitting.since.map(|since| self.now() - since);
        let spent = sitting.spent + running.unwrap_or_default().max(Default::default());
        let spent = u64::try_from(spent.num_milliseconds()).unwrap_or_default();
        Some((whole, spent.min(whole)))
    }
}

fn apart_steps(run: &Run) -> Vec<&'static Step> {
    let part: Option<&'static Part> = run.found().ok().and_then(|found| found.part);
    let steps = part.map(|part| part.steps).unwrap_or_default();
    steps
        .iter()
        .filter(|step| step.who == Who::EachApart)
        .collect()
}

/// Whether the steps that both write apart and sealed are behind.
fn is_after_apart(doc: &InStep, run: &Run) -> bool {
    let Ok(found) = run.found() else { return false };
    let sealed = |part: &Part| part.steps.iter().any(|step| step.writes == Writes::Sealed);
    let parts = found.talk.parts;
    let here = found
        .part
        .and_then(|part| parts.iter().position(|it| it.id == part.id));
    let behind = parts.iter().position(sealed);
    doc.apart.is_some() && behind.is_some_and(|behind| here.is_some_and(|here| here > behind))
}

fn apart_pages(text: &str, mine: bool) -> Vec<SaidPage> {
    let page = |(step, text): (&str, &str)| SaidPage {
        step: step.to_owned(),
        mine,
        text: text.to_owned(),
    };
    let written = text.split(BETWEEN).filter_map(|one| one.split_once(WITHIN));
    written.map(page).collect()
}
