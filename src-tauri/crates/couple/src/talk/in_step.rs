//! One talk on two computers. Each of the two says their own part of it, and where it stands follows from all that was
//! said: it does not matter in which order it came, nor how often.
//!
//! What is said names the place it was said at. So what comes late or twice moves nothing, and where both are needed,
//! it goes on once both have spoken. Whoever is alone in having the word moves it alone.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    Talk, Who,
    running::{Company, Found, PAGE_LIMIT, Place, Press, Refused, Run, Side},
    talk,
};
use crate::{PersonId, ThingId};

/// An offer that was not taken is not shown any more after so many days.
const OFFER_DAYS: i64 = 7;
/// The longest page that is written apart, in bytes: all of a talk's fit into one sealed text.
pub const APART_LIMIT: usize = 15_000;

/// What one of them said at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Saying {
    /// On with it.
    On,
    /// This step is left out.
    Skip,
    /// I begin.
    MeFirst,
    /// You begin.
    YouFirst,
    /// It was got.
    GotIt,
    /// Not quite.
    NotQuite,
    /// I'd like to be listened to.
    Listen,
    /// I'd like help with thinking.
    Help,
    /// There is another piece.
    More,
    /// That was all.
    AllSaid,
    /// No second turn today.
    NoTurn,
}

/// All that one of them has said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Voice {
    /// They take part.
    pub joined: bool,
    /// They need a pause.
    pub paused: bool,
    /// They have stopped.
    pub over: bool,
    /// What they said, by the place.
    pub said: BTreeMap<String, Saying>,
    /// Parts they leave out.
    pub left_out: BTreeSet<String>,
    /// What they wrote for both, by the place.
    pub pages: BTreeMap<String, String>,
}

/// A talk in step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InStep {
    /// Its id.
    pub id: ThingId,
    /// Who offered it.
    pub by: PersonId,
    /// Which talk.
    pub talk: String,
    /// How it is built, as the one who offered it knows it; see [`shape`].
    pub shape: u32,
    /// When it was offered, by their clock.
    pub at: DateTime<Utc>,
    /// What is written apart in it is sealed in this run.
    pub apart: Option<ThingId>,
    /// What each has said.
    pub voices: BTreeMap<PersonId, Voice>,
}

/// What a press says to the other one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Say {
    /// Something, at this place.
    Here(String, Saying),
    /// The rest of this part is left out.
    LeaveOut(String),
    /// It ends here.
    Stop,
}

/// Where an offer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Offered, and not taken yet.
    Offered,
    /// Nobody took it within its days, or it was taken back.
    Lapsed,
    /// Both take part.
    UnderWay,
}

/// Who has to speak before it goes on.
enum Word {
    Both,
    One(Side),
}

impl InStep {
    /// Whether it is an offer yet.
    #[must_use]
    pub fn stage(&self, now: DateTime<Utc>) -> Stage {
        let joined = |(who, voice): (&PersonId, &Voice)| *who != self.by && voice.joined;
        if self.voices.iter().any(joined) {
            Stage::UnderWay
        } else if self.over() || now - self.at > TimeDelta::days(OFFER_DAYS) {
            Stage::Lapsed
        } else {
            Stage::Offered
        }
    }

    /// Whether one of them has stopped.
    #[must_use]
    pub fn over(&self) -> bool {
        self.voices.values().any(|voice| voice.over)
    }

    /// What one of them has said.
    #[must_use]
    pub fn voice(&self, who: PersonId) -> Voice {
        self.voices.get(&who).cloned().unwrap_or_default()
    }

    /// Whether this version knows the talk, as the one who offered it knows it.
    #[must_use]
    pub fn known(&self) -> Option<&'static Talk> {
        talk(&self.talk).filter(|talk| shape(talk) == self.shape)
    }

    /// Where it stands for `me`, from all that was said. No pages are in it, and its clock is at nothing.
    ///
    /// # Errors
    /// [`Refused::Unknown`] where this version knows no such talk.
    pub fn walk(&self, me: PersonId) -> Result<Run, Refused> {
        let talk = self.known().ok_or(Refused::Unknown)?;
        let mine = self.voice(me);
        let other = self.voices.iter().find(|(who, _)| **who != me);
        let theirs = other.map(|(_, voice)| voice.clone()).unwrap_or_default();
        let mut run = Run::begin(talk, Company::InStep, self.at);
        // Each has passed this page before they offered it, or took part.
        if matches!(run.place, Place::Caution { .. }) {
            run.take(Press::GoOn, None, self.at)?;
        }
        // Of what leads on from here, the first that belongs here.
        while [
            self.said(&run, me, &mine, &theirs),
            behind(&run, &mine, &theirs),
            left_out(&run, &mine, &theirs),
        ]
        .into_iter()
        .flatten()
        .any(|press| run.take(press, None, self.at).is_ok())
        {}
        if self.over() {
            run.place = Place::Done;
        }
        Ok(run)
    }

    /// What whoever has the word here said, or both of them.
    fn said(&self, run: &Run, me: PersonId, mine: &Voice, theirs: &Voice) -> Option<Press> {
        let at = key(run)?;
        let (my, their) = (mine.said.get(&at), theirs.said.get(&at));
        match word(run)? {
            Word::One(Side::Me) => press(*my?),
            Word::One(Side::Other) => press(*their?),
            Word::Both if matches!(run.place, Place::Begins { .. }) => {
                self.begins(me, *my?, *their?).map(Press::Begin)
            }
            Word::Both => {
                let on = |said: &Saying| matches!(said, Saying::On | Saying::Skip);
                (on(my?) && on(their?)).then_some(Press::GoOn)
            }
        }
    }

    /// What a press of mine says, where [`walk`](Self::walk) has led. What was said stays said.
    ///
    /// # Errors
    /// [`Refused::NotHere`] where it does not belong, the word is the other one's, or mine was said.
    pub fn say(&self, me: PersonId, run: &Run, press: Press) -> Result<Say, Refused> {
        let Found { part, .. } = run.found()?;
        let part = part.ok_or(Refused::NotHere)?;
        // The other one's turn can be left out too, with all of its part.
        if press == Press::SkipPart && part.skippable {
            return Ok(Say::LeaveOut(part.id.to_owned()));
        }
        if matches!((&run.place, press), (Place::Caution { .. }, Press::Lighter)) {
            return Ok(if part.skippable {
                Say::LeaveOut(part.id.to_owned())
            } else {
                Say::Stop
            });
        }
        if matches!(word(run), None | Some(Word::One(Side::Other))) {
            return Err(Refused::NotHere);
        }
        let mut trial = run.clone();
        trial.take(press, None, run.touched_at)?;
        let at = apart_key(run).or_else(|| key(run));
        let at = at.ok_or(Refused::NotHere)?;
        if self.has_said(me, &at) {
            return Err(Refused::NotHere);
        }
        Ok(Say::Here(at, saying(press).ok_or(Refused::NotHere)?))
    }

    /// Whether one of them has spoken at a place.
    #[must_use]
    pub fn has_said(&self, who: PersonId, at: &str) -> bool {
        let voice = self.voices.get(&who);
        voice.is_some_and(|voice| voice.said.contains_key(at))
    }

    /// Whether it is not for me to press anything here: the word is the other one's, or mine was said.
    #[must_use]
    pub fn is_waiting(&self, me: PersonId, run: &Run) -> bool {
        let at = apart_key(run).or_else(|| key(run));
        at.is_some_and(|at| self.has_said(me, &at))
            || matches!(word(run), Some(Word::One(Side::Other)))
    }

    /// Who begins. Where they differ, whoever was asked to the talk.
    fn begins(&self, me: PersonId, my: Saying, their: Saying) -> Option<Side> {
        let mine = match my {
            Saying::MeFirst => Side::Me,
            Saying::YouFirst => Side::Other,
            _ => return None,
        };
        let theirs = match their {
            Saying::MeFirst => Side::Other,
            Saying::YouFirst => Side::Me,
            _ => return None,
        };
        Some(if mine == theirs {
            mine
        } else if self.by == me {
            Side::Other
        } else {
            Side::Me
        })
    }
}

/// Of what is written apart, each goes through the steps at their own pace; once both are through with the last one,
/// all are behind.
fn behind(run: &Run, mine: &Voice, theirs: &Voice) -> Option<Press> {
    let at = apart_key(run)?;
    let through = |voice: &Voice| voice.said.contains_key(&at);
    (through(mine) && through(theirs)).then_some(Press::GoOn)
}

/// One of them leaves out the rest of this part. What was said in it before counts all the same, whenever it comes.
fn left_out(run: &Run, mine: &Voice, theirs: &Voice) -> Option<Press> {
    let part = run.found().ok()?.part?;
    let voices = [mine, theirs];
    let out = voices.iter().any(|voice| voice.left_out.contains(part.id));
    let press = match run.place {
        Place::Caution { .. } => Press::Lighter,
        _ => Press::SkipPart,
    };
    (out && part.skippable).then_some(press)
}

/// The name of the place where it stands. Every way through a talk comes by each at most once.
#[must_use]
pub fn key(run: &Run) -> Option<String> {
    Some(match &run.place {
        Place::Caution { part } => format!("caution.{part}"),
        Place::Begins { part, .. } => format!("begins.{part}"),
        Place::Step {
            step,
            turn,
            piece,
            backs,
            ..
        } => format!("step.{step}.{turn}.{piece}.{backs}"),
        Place::Piece {
            part, turn, piece, ..
        } => format!("piece.{part}.{turn}.{piece}"),
        Place::Swap { part } => format!("swap.{part}"),
        Place::Done => return None,
    })
}

/// The name of the steps apart in which it stands: both are through with all of them, or it stays.
#[must_use]
pub fn apart_key(run: &Run) -> Option<String> {
    let found = run.found().ok()?;
    (matches!(run.place, Place::Step { .. }) && found.step?.who == Who::EachApart)
        .then(|| format!("apart.{}", found.part.map_or("", |part| part.id)))
}

/// How a talk is built: two versions of it that differ in this do not go through it in step.
#[must_use]
pub fn shape(talk: &Talk) -> u32 {
    let parts = talk.parts.iter().map(|part| {
        let steps = part.steps.iter().map(|step| {
            let asks = step.asks.map(|asks| match asks {
                super::Asks::GotIt { back, times } => (back, times),
                super::Asks::ListenOrHelp => ("", 0),
            });
            (
                step.id,
                step.who as u8,
                step.writes as u8,
                asks,
                step.only.map(|wish| wish as u8),
                step.skippable,
            )
        });
        let steps: Vec<_> = steps.collect();
        let turns = part.turns as u8;
        (
            part.id,
            part.caution,
            part.skippable,
            turns,
            part.pieces,
            steps,
        )
    });
    let spelled = format!("{:?}", parts.collect::<Vec<_>>());
    // FNV-1a.
    spelled.bytes().fold(0x811c_9dc5, |hash: u32, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// Whether a page keeps to its limit.
#[must_use]
pub const fn fits(text: &str, apart: bool) -> bool {
    text.len() <= if apart { APART_LIMIT } else { PAGE_LIMIT }
}

fn word(run: &Run) -> Option<Word> {
    let found = run.found().ok()?;
    Some(match &run.place {
        Place::Caution { .. } | Place::Begins { .. } => Word::Both,
        Place::Step { turn, .. } => match found.step?.who {
            Who::Speaker => Word::One(run.speaker(*turn)?),
            Who::Listener => Word::One(run.speaker(*turn)?.other()),
            Who::Both | Who::EachApart | Who::Nobody => Word::Both,
        },
        Place::Piece { turn, .. } => Word::One(run.speaker(*turn)?),
        // Whoever speaks next says when, or that they'd rather not.
        Place::Swap { .. } => Word::One(run.speaker(1)?),
        Place::Done => return None,
    })
}

fn saying(press: Press) -> Option<Saying> {
    use super::Wish;
    Some(match press {
        Press::GoOn => Saying::On,
        Press::Skip => Saying::Skip,
        Press::Begin(Side::Me) => Saying::MeFirst,
        Press::Begin(Side::Other) => Saying::YouFirst,
        Press::GotIt => Saying::GotIt,
        Press::NotQuite => Saying::NotQuite,
        Press::Wish(Wish::Listen) => Saying::Listen,
        Press::Wish(Wish::Help) => Saying::Help,
        Press::More => Saying::More,
        Press::AllSaid => Saying::AllSaid,
        Press::NoTurn => Saying::NoTurn,
        Press::Lighter | Press::SkipPart | Press::Pause | Press::Resume | Press::Keep => {
            return None;
        }
    })
}

fn press(said: Saying) -> Option<Press> {
    use super::Wish;
    Some(match said {
        Saying::On => Press::GoOn,
        Saying::Skip => Press::Skip,
        Saying::GotIt => Press::GotIt,
        Saying::NotQuite => Press::NotQuite,
        Saying::Listen => Press::Wish(Wish::Listen),
        Saying::Help => Press::Wish(Wish::Help),
        Saying::More => Press::More,
        Saying::AllSaid => Press::AllSaid,
        Saying::NoTurn => Press::NoTurn,
        Saying::MeFirst | Saying::YouFirst => return None,
    })
}

impl Saying {
    const NAMES: [(Self, &'static str); 11] = [
        (Self::On, "on"),
        (Self::Skip, "skip"),
        (Self::MeFirst, "me"),
        (Self::YouFirst, "you"),
        (Self::GotIt, "got"),
        (Self::NotQuite, "not-quite"),
        (Self::Listen, "listen"),
        (Self::Help, "help"),
        (Self::More, "more"),
        (Self::AllSaid, "all"),
        (Self::NoTurn, "no-turn"),
    ];

    /// Its name on disk, for good.
    #[must_use]
    pub fn name(self) -> &'static str {
        let found = Self::NAMES.iter().find(|(saying, _)| *saying == self);
        found.map_or("", |(_, name)| name)
    }

    /// By its name; `None` for one of a newer version.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let found = Self::NAMES.iter().find(|(_, known)| *known == name);
        found.map(|(saying, _)| *saying)
    }
}

#[cfg(test)]
mod tests;
