//! Guided talks as they travel.

use companion::couple::talk::{
    self, Asks, Talk, Turns, Who, Writes, Yield,
    running::{Company, Found, PAGE_LIMIT, Place, Press, Refused, Run, Side},
};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::instant;
use crate::command_error::CommandError;

/// How much is known about whether a talk helps.
#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TalkEvidence {
    Strong,
    Some,
    Thin,
}

/// Who takes part.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TalkCompany {
    Alone,
    Together,
    InStep,
}

/// One of the two, seen from this computer.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TalkSide {
    Me,
    Other,
}

/// What someone wishes for while they speak.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TalkWish {
    Listen,
    Help,
}

/// A talk in the list.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TalkLine {
    id: String,
    from_minutes: u8,
    to_minutes: u8,
    evidence: TalkEvidence,
    /// One that was begun.
    waiting: Option<WaitingTalk>,
}

/// One that was begun and is not over.
#[derive(Debug, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum WaitingTalk {
    Here {
        company: TalkCompany,
        since: String,
    },
    /// A newer version has begun it.
    Newer,
}

/// Where a talk stands.
#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TalkPlace {
    /// Before what can hurt.
    Caution,
    /// Who begins?
    Begins,
    Step,
    /// Is there another piece?
    Piece,
    /// Between the two turns.
    Swap,
    Done,
}

/// Whose a step is.
#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TalkWho {
    Speaker,
    Listener,
    Both,
    EachApart,
    Nobody,
}

/// What is asked at the end of a step.
#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TalkAsk {
    GotIt,
    ListenOrHelp,
}

/// What can become of a talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TalkYield {
    Gesture,
    Outing,
    Ritual,
    OursEntry,
    Promise,
}

/// A step and what is known of it.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TalkStep {
    id: String,
    who: TalkWho,
    /// Whose it is, where it is one's.
    whose: Option<TalkSide>,
    /// How many openers its words have.
    openers: u8,
    asks: Option<TalkAsk>,
    skippable: bool,
    /// Here something can be written, and whoever can see this screen can read it.
    writes: bool,
    /// Who reads what is written here.
    read_by: TalkReader,
    /// What is written in it is each one's own, and at one screen belongs on paper.
    on_paper: bool,
    /// What stands on the page.
    page: String,
    /// "Not quite" has led back to this one.
    again: bool,
    clock: Option<TalkClock>,
}

/// Who reads a page.
#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TalkReader {
    /// Whoever writes it, alone.
    Me,
    /// Both.
    Both,
    /// Both, once both have written.
    BothLater,
}

/// A gentle clock, in milliseconds.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TalkClock {
    whole: u32,
    spent: u32,
}

/// A page that was written.
#[derive(Debug, Serialize, Type)]
pub struct TalkPage {
    step: String,
    text: String,
}

/// How a talk in step stands in the list.
#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TalkInStepStage {
    /// My partner asks.
    Asked,
    /// I asked.
    Asking,
    UnderWay,
    Over,
    /// This version does not know it, or knows it otherwise.
    Newer,
}

/// A talk in step, in the list.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TalkInStepLine {
    id: String,
    talk: String,
    stage: TalkInStepStage,
}

/// What there is of a talk only where it is in step on two computers.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TalkInStep {
    id: String,
    stage: TalkInStepStage,
    /// It is not for me to press here.
    waiting: bool,
    /// My partner needs a pause.
    they_pause: bool,
    /// What they wrote here for both.
    their_page: String,
    /// What was written apart is sealed by both and on its way.
    on_its_way: bool,
    /// What they wrote, where it can be read.
    theirs: Vec<TalkPage>,
}

/// A talk that was begun.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TalkView {
    id: String,
    company: TalkCompany,
    place: TalkPlace,
    moves: u32,
    paused: bool,
    /// The step, where it stands at one.
    step: Option<TalkStep>,
    /// Who speaks, in a turn or before one.
    speaker: Option<TalkSide>,
    /// "Not quite" was said once too often, and it goes on all the same.
    near: bool,
    /// One press leaves out the rest of this part.
    part_skippable: bool,
    /// The second turn need not be.
    may_pass: bool,
    /// At the end: what was written. In step, what I wrote, where it can be read.
    pages: Vec<TalkPage>,
    /// At the end: what can become of it.
    yields: Vec<TalkYield>,
    /// On two computers.
    in_step: Option<TalkInStep>,
}

/// What is pressed.
#[derive(Debug, Clone, Copy, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum TalkPress {
    GoOn,
    Lighter,
    Begin {
        side: TalkSide,
    },
    GotIt,
    NotQuite,
    Wish {
        wish: TalkWish,
    },
    More,
    AllSaid,
    NoTurn,
    Skip,
    SkipPart,
    Pause,
    Resume,
    /// Only what stands on the page.
    Keep,
}

/// A page of at most [`PAGE_LIMIT`].
///
/// # Errors
/// [`CommandError::BodyTooLong`].
pub fn page(text: Option<String>) -> Result<Option<String>, CommandError> {
    if text.as_ref().is_some_and(|text| text.len() > PAGE_LIMIT) {
        return Err(companion::CompanionError::from(Refused::PageTooLong).into());
    }
    Ok(text)
}

impl From<companion::TalkLine> for TalkLine {
    fn from(line: companion::TalkLine) -> Self {
        let Talk {
            id,
            minutes,
            evidence,
            ..
        } = *line.talk;
        Self {
            id: id.to_owned(),
            from_minutes: minutes.0,
            to_minutes: minutes.1,
            evidence: match evidence {
                talk::Evidence::Strong => TalkEvidence::Strong,
                talk::Evidence::Some => TalkEvidence::Some,
                talk::Evidence::Thin => TalkEvidence::Thin,
            },
            waiting: line.waiting.map(|waiting| match waiting {
                companion::WaitingTalk::Here { company, since } => WaitingTalk::Here {
                    company: company.into(),
                    since: instant(since),
                },
                companion::WaitingTalk::Newer => WaitingTalk::Newer,
            }),
        }
    }
}

impl TryFrom<companion::TalkView> for TalkView {
    type Error = CommandError;

    fn try_from(view: companion::TalkView) -> Result<Self, CommandError> {
        let run = view.run;
        let Found { talk, part, .. } = run.found().map_err(companion::CompanionError::from)?;
        let ended = run.place == Place::Done;
        let mut yields: Vec<TalkYield> = Vec::new();
        for step in talk.steps().filter(|_| ended) {
            if let Some(becomes) = step.yields.map(TalkYield::from)
                && !yields.contains(&becomes)
            {
                yields.push(becomes);
            }
        }
        let speaker = speaker(&run);
        Ok(Self {
            company: run.company.into(),
            place: place(&run.place),
            moves: run.moves,
            paused: run.paused,
            step: step(&run, view.clock),
            speaker: speaker.map(TalkSide::from),
            near: matches!(
                run.place,
                Place::Step { near: true, .. } | Place::Piece { near: true, .. }
            ),
            part_skippable: part.is_some_and(|part| part.skippable),
            may_pass: part.is_some_and(|part| part.turns == Turns::EachIfWanted)
                && matches!(run.place, Place::Swap { .. }),
            pages: if ended {
                run.pages
                    .into_iter()
                    .map(|page| TalkPage {
                        step: page.step,
                        text: page.text,
                    })
                    .collect()
            } else {
                Vec::new()
            },
            yields,
            id: run.talk,
            in_step: None,
        })
    }
}

impl From<companion::InStepLine> for TalkInStepLine {
    fn from(line: companion::InStepLine) -> Self {
        Self {
            id: line.id.to_string(),
            talk: line.talk,
            stage: line.stage.into(),
        }
    }
}

impl From<companion::InStepStage> for TalkInStepStage {
    fn from(stage: companion::InStepStage) -> Self {
        match stage {
            companion::InStepStage::Asked => Self::Asked,
            companion::InStepStage::Asking => Self::Asking,
            companion::InStepStage::UnderWay => Self::UnderWay,
            companion::InStepStage::Over => Self::Over,
            companion::InStepStage::Newer => Self::Newer,
        }
    }
}

impl TryFrom<companion::InStepView> for TalkView {
    type Error = CommandError;

    fn try_from(view: companion::InStepView) -> Result<Self, CommandError> {
        let pages = |mine: bool| {
            let pages = view.pages.iter().filter(move |page| page.mine == mine);
            let page = |page: &companion::SaidPage| TalkPage {
                step: page.step.clone(),
                text: page.text.clone(),
            };
            pages.map(page).collect::<Vec<_>>()
        };
        let in_step = TalkInStep {
            id: view.id.to_string(),
            stage: view.stage.into(),
            waiting: view.waiting,
            they_pause: view.they_pause,
            their_page: view.their_page.clone(),
            on_its_way: view.on_its_way,
            theirs: pages(false),
        };
        let pages = pages(true);
        let (run, clock) = (view.run, view.clock);
        Ok(Self {
            moves: view.moves,
            pages,
            in_step: Some(in_step),
            ..companion::TalkView { run, clock }.try_into()?
        })
    }
}

fn place(place: &Place) -> TalkPlace {
    match place {
        Place::Caution { .. } => TalkPlace::Caution,
        Place::Begins { .. } => TalkPlace::Begins,
        Place::Step { .. } => TalkPlace::Step,
        Place::Piece { .. } => TalkPlace::Piece,
        Place::Swap { .. } => TalkPlace::Swap,
        Place::Done => TalkPlace::Done,
    }
}

/// Who speaks; before the second turn, who will.
fn speaker(run: &Run) -> Option<Side> {
    let first = run.first?;
    match &run.place {
        Place::Step { turn: 0, .. } | Place::Piece { turn: 0, .. } => Some(first),
        Place::Step { .. } | Place::Piece { .. } | Place::Swap { .. } => Some(first.other()),
        Place::Caution { .. } | Place::Begins { .. } | Place::Done => None,
    }
}

fn step(run: &Run, clock: Option<(u64, u64)>) -> Option<TalkStep> {
    let Place::Step { backs, .. } = run.place else {
        return None;
    };
    let step = run.found().ok()?.step?;
    let alone = run.company == Company::Alone;
    let milliseconds = |all| u32::try_from(all).unwrap_or(u32::MAX);
    Some(TalkStep {
        id: step.id.to_owned(),
        who: match step.who {
            Who::Speaker => TalkWho::Speaker,
            Who::Listener => TalkWho::Listener,
            Who::Both => TalkWho::Both,
            Who::EachApart => TalkWho::EachApart,
            Who::Nobody => TalkWho::Nobody,
        },
        whose: run.whose().map(TalkSide::from),
        openers: step.prompts,
        asks: step.asks.filter(|_| !alone).map(|asks| match asks {
            Asks::GotIt { .. } => TalkAsk::GotIt,
            Asks::ListenOrHelp => TalkAsk::ListenOrHelp,
        }),
        skippable: step.skippable,
        writes: run.writes(),
        read_by: match (alone, step.writes) {
            (true, _) | (_, Writes::Private | Writes::Nothing) => TalkReader::Me,
            (_, Writes::Together) => TalkReader::Both,
            (_, Writes::Sealed) => TalkReader::BothLater,
        },
        on_paper: run.company == Company::Together
            && matches!(step.writes, Writes::Private | Writes::Sealed),
        page: run.page().to_owned(),
        again: backs > 0 && step.who == Who::Listener,
        clock: clock.map(|(whole, spent)| TalkClock {
            whole: milliseconds(whole),
            spent: milliseconds(spent),
        }),
    })
}

impl From<TalkCompany> for Company {
    fn from(company: TalkCompany) -> Self {
        match company {
            TalkCompany::Alone => Self::Alone,
            TalkCompany::Together => Self::Together,
            TalkCompany::InStep => Self::InStep,
        }
    }
}

impl From<Company> for TalkCompany {
    fn from(company: Company) -> Self {
        match company {
            Company::Alone => Self::Alone,
            Company::Together => Self::Together,
            Company::InStep => Self::InStep,
        }
    }
}

impl From<Side> for TalkSide {
    fn from(side: Side) -> Self {
        match side {
            Side::Me => Self::Me,
            Side::Other => Self::Other,
        }
    }
}

impl From<Yield> for TalkYield {
    fn from(becomes: Yield) -> Self {
        match becomes {
            Yield::Gesture => Self::Gesture,
            Yield::Outing => Self::Outing,
            Yield::Ritual => Self::Ritual,
            Yield::OursEntry => Self::OursEntry,
            Yield::Promise => Self::Promise,
        }
    }
}

impl From<TalkPress> for Press {
    fn from(press: TalkPress) -> Self {
        match press {
            TalkPress::GoOn => Self::GoOn,
            TalkPress::Lighter => Self::Lighter,
            TalkPress::Begin { side: TalkSide::Me } => Self::Begin(Side::Me),
            TalkPress::Begin {
                side: TalkSide::Other,
            } => Self::Begin(Side::Other),
            TalkPress::GotIt => Self::GotIt,
            TalkPress::NotQuite => Self::NotQuite,
            TalkPress::Wish {
                wish: TalkWish::Listen,
            } => Self::Wish(talk::Wish::Listen),
            TalkPress::Wish {
                wish: TalkWish::Help,
            } => Self::Wish(talk::Wish::Help),
            TalkPress::More => Self::More,
            TalkPress::AllSaid => Self::AllSaid,
            TalkPress::NoTurn => Self::NoTurn,
            TalkPress::Skip => Self::Skip,
            TalkPress::SkipPart => Self::SkipPart,
            TalkPress::Pause => Self::Pause,
            TalkPress::Resume => Self::Resume,
            TalkPress::Keep => Self::Keep,
        }
    }
}
