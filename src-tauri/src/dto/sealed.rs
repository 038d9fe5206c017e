//! Questions for two, letters and surprises as they travel.

use chrono::{DateTime, Utc};
use companion::couple::sealed::{self, Stage};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{all, capped, instant, journal::Author, wall};
use crate::command_error::CommandError;

/// A question: of the library, or in someone's own words.
#[derive(Debug, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum Question {
    Own { text: String },
    Known { id: String },
}

/// What is sealed.
#[derive(Debug, Serialize, Type)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum SealedForm {
    /// Both answer, then both see.
    Question { question: Question },
    /// Opens when the two computers meet after this.
    Letter { opens: String },
    /// Null while its open part has not come.
    Surprise { open: Option<OpenPart> },
}

/// What both may know of a surprise.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OpenPart {
    /// Wall clock.
    from: String,
    /// Wall clock.
    until: String,
    zone: String,
    away: bool,
    overnight: bool,
    note: String,
}

/// Where it stands, as I may know it.
#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SealedStage {
    Open,
    Waiting,
    Opened,
    Passed,
    FoldedAway,
    Withdrawn,
    Declined,
}

/// One in a list.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SealedLine {
    id: String,
    form: SealedForm,
    begun_by: Author,
    began: String,
    stage: SealedStage,
    /// When a question that can still be answered folds away.
    folds: Option<String>,
}

/// The questions for two.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct QuestionShelf {
    /// Whose turn it is to bring the next one; null while that is open, or alone.
    turn: Option<Author>,
    ladders: Vec<QuestionLadder>,
}

/// A ladder; its name is `question-ladder-<id>`.
#[derive(Debug, Serialize, Type)]
pub struct QuestionLadder {
    id: String,
    /// From light to deep.
    steps: Vec<QuestionStep>,
    /// The id of the question it goes on with.
    next: Option<String>,
}

/// A step of a ladder; its words are `question-<id>`.
#[derive(Debug, Serialize, Type)]
pub struct QuestionStep {
    id: String,
    /// 1 light to 3 deep.
    depth: u8,
    /// Its name is `question-theme-<theme>`.
    theme: String,
    /// Where it was brought, and how that stands.
    run: Option<StepRun>,
}

/// A question that was brought.
#[derive(Debug, Serialize, Type)]
pub struct StepRun {
    id: String,
    stage: SealedStage,
}

/// One, with what I may read of it.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SealedView {
    line: SealedLine,
    mine: Option<String>,
    /// What they wrote, once it is open.
    theirs: Option<String>,
    /// A change of mine that came too late: the other had answered by then.
    too_late: Option<String>,
    /// When a surprise of mine opens by itself.
    opens: Option<String>,
    may_write: bool,
    /// An answer that I have begun and not sealed.
    draft: Option<String>,
}

/// A letter.
#[derive(Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LetterInput {
    text: String,
    opens: String,
}

/// What someone plans as a surprise.
#[derive(Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SurpriseInput {
    /// Wall clock.
    from: String,
    /// Wall clock.
    until: String,
    zone: String,
    away: bool,
    overnight: bool,
    note: String,
    /// What the other does not see.
    secret: String,
    /// When it opens by itself; null: when I say so.
    opens: Option<String>,
}

impl Question {
    /// The question, of the right length. Whether it can be asked is for the companion.
    ///
    /// # Errors
    /// [`CommandError::BadInput`].
    pub fn parse(self) -> Result<sealed::Question, CommandError> {
        Ok(match self {
            Self::Own { text } => sealed::Question::Own(capped(text, sealed::QUESTION_LIMIT)?),
            Self::Known { id } => sealed::Question::Known(capped(id, sealed::KNOWN_LIMIT)?),
        })
    }
}

impl LetterInput {
    /// The text and when it opens.
    ///
    /// # Errors
    /// [`CommandError::BadTime`].
    pub fn parse(self) -> Result<(String, DateTime<Utc>), CommandError> {
        Ok((self.text, at(&self.opens)?))
    }
}

impl SurpriseInput {
    /// The surprise, of the right form.
    ///
    /// # Errors
    /// [`CommandError::BadTime`], [`CommandError::BadInput`].
    pub fn parse(self) -> Result<companion::SurpriseInput, CommandError> {
        Ok(companion::SurpriseInput {
            open: sealed::Surprise {
                from: wall(&self.from, &self.zone)?,
                until: wall(&self.until, &self.zone)?,
                away: self.away,
                overnight: self.overnight,
                note: capped(self.note, sealed::NOTE_LIMIT)?,
            },
            secret: self.secret,
            opens: self.opens.as_deref().map(at).transpose()?,
        })
    }
}

fn at(text: &str) -> Result<DateTime<Utc>, CommandError> {
    DateTime::parse_from_rfc3339(text)
        .map(|at| at.to_utc())
        .map_err(|_| CommandError::BadTime)
}

impl From<sealed::Surprise> for OpenPart {
    fn from(open: sealed::Surprise) -> Self {
        Self {
            from: open.from.local_text(),
            until: open.until.local_text(),
            zone: open.from.zone.to_string(),
            away: open.away,
            overnight: open.overnight,
            note: open.note,
        }
    }
}

impl From<Stage> for SealedStage {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::Open => Self::Open,
            Stage::Waiting => Self::Waiting,
            Stage::Opened => Self::Opened,
            Stage::Passed => Self::Passed,
            Stage::FoldedAway => Self::FoldedAway,
            Stage::Withdrawn => Self::Withdrawn,
            Stage::Declined => Self::Declined,
        }
    }
}

impl From<companion::SealedLine> for SealedLine {
    fn from(line: companion::SealedLine) -> Self {
        Self {
            id: line.id.to_string(),
            form: match line.form {
                sealed::Form::Question(sealed::Question::Own(text)) => SealedForm::Question {
                    question: Question::Own { text },
                },
                sealed::Form::Question(sealed::Question::Known(id)) => SealedForm::Question {
                    question: Question::Known { id },
                },
                sealed::Form::Letter { opens } => SealedForm::Letter {
                    opens: instant(opens),
                },
                // What is written apart in a talk is shown there, and is never one of these.
                sealed::Form::Surprise | sealed::Form::Talk => SealedForm::Surprise {
                    open: line.surprise.map(OpenPart::from),
                },
            },
            begun_by: line.begun_by.into(),
            began: instant(line.began),
            stage: line.stage.into(),
            folds: line.folds.map(instant),
        }
    }
}

impl From<companion::QuestionShelf> for QuestionShelf {
    fn from(shelf: companion::QuestionShelf) -> Self {
        Self {
            turn: shelf.turn.map(Author::from),
            ladders: all(shelf.ladders),
        }
    }
}

impl From<companion::QuestionLadder> for QuestionLadder {
    fn from(ladder: companion::QuestionLadder) -> Self {
        Self {
            id: ladder.ladder.id().to_owned(),
            steps: all(ladder.steps),
            next: ladder.next.map(str::to_owned),
        }
    }
}

impl From<companion::QuestionStep> for QuestionStep {
    fn from(step: companion::QuestionStep) -> Self {
        Self {
            id: step.question.id.to_owned(),
            depth: step.question.depth,
            theme: step.question.theme.id().to_owned(),
            run: step.run.map(|(id, stage)| StepRun {
                id: id.to_string(),
                stage: stage.into(),
            }),
        }
    }
}

impl From<companion::SealedView> for SealedView {
    fn from(view: companion::SealedView) -> Self {
        Self {
            line: view.line.into(),
            mine: view.mine,
            theirs: view.theirs,
            too_late: view.too_late,
            opens: view.opens.map(instant),
            may_write: view.may_write,
            draft: view.draft,
        }
    }
}
