//! Questions for two: the three ladders, which steps of them we have been on, and whose turn it is to bring the next
//! one. How a question is asked and answered is in [`crate::sealed`].

use couple::{
    ThingId,
    question::{self, Ladder},
    sealed::{Form, Question, Stage},
};

use crate::{Author, Companion, CompanionError, SealedLine};

/// A step of a ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuestionStep {
    /// The question.
    pub question: &'static question::Question,
    /// The answers to it that are open, or else the last time it was brought.
    pub run: Option<(ThingId, Stage)>,
}

/// A ladder, from light to deep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionLadder {
    /// Which.
    pub ladder: Ladder,
    /// Its steps.
    pub steps: Vec<QuestionStep>,
    /// Where it goes on; `None` once both have answered all of it.
    pub next: Option<&'static str>,
}

/// All of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionShelf {
    /// Whose turn it is to bring the next one: not whoever brought the last. `None` while none was brought, or alone.
    /// A courtesy: nobody has to wait for the other.
    pub turn: Option<Author>,
    /// The ladders.
    pub ladders: Vec<QuestionLadder>,
}

impl Companion {
    /// The ladders, with what both have seen of them.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn list_questions(&self) -> Result<QuestionShelf, CompanionError> {
        let lines = self.list_sealed()?;
        let ladders = Ladder::ALL
            .into_iter()
            .map(|one| {
                let steps: Vec<QuestionStep> = question::ladder(one)
                    .map(|question| QuestionStep {
                        question,
                        run: best_of(&lines, question.id),
                    })
                    .collect();
                let is = |id: &str, opened: bool| {
                    steps.iter().any(|step| {
                        step.question.id == id
                            && step
                                .run
                                .is_some_and(|(_, stage)| !opened || stage == Stage::Opened)
                    })
                };
                let next = question::next_step(one, |id| is(id, false), |id| is(id, true));
                QuestionLadder {
                    ladder: one,
                    next: next.map(|question| question.id),
                    steps,
                }
            })
            .collect();
        Ok(QuestionShelf {
            turn: self.turn_to_ask()?,
            ladders,
        })
    }

    /// Not whoever of us brought the last question of this sharing.
    fn turn_to_ask(&self) -> Result<Option<Author>, CompanionError> {
        if self.partner().is_none() {
            return Ok(None);
        }
        let last = self
            .shared
            .sealed_runs()?
            .into_iter()
            .filter_map(|row| {
                let beginning = row.run.beginning?;
                matches!(beginning.form, Form::Question(_)).then_some((
                    beginning.began,
                    row.run.id,
                    beginning.by,
                ))
            })
            .max();
        Ok(last.map(|(_, _, by)| match self.author(by) {
            Author::Me => Author::Partner,
            Author::Partner => Author::Me,
        }))
    }

    /// The run in which a question of the library can still be answered.
    pub(crate) fn still_asked(
        &self,
        question: &Question,
    ) -> Result<Option<ThingId>, CompanionError> {
        if matches!(question, Question::Own(_)) {
            return Ok(None);
        }
        let lines = self.list_sealed()?;
        let there = lines.iter().find(|line| {
            line.folds.is_some() && matches!(&line.form, Form::Question(asked) if asked == question)
        });
        Ok(there.map(|line| line.id))
    }

    /// A question of my partner's that I have neither answered nor let pass: the one that folds away first.
    pub(crate) fn waiting_question(&self) -> Result<Option<SealedLine>, CompanionError> {
        let waits = |line: &SealedLine| {
            line.stage == Stage::Open
                && line.begun_by == Author::Partner
                && matches!(line.form, Form::Question(_))
        };
        let lines = self.list_sealed()?.into_iter();
        Ok(lines.filter(waits).min_by_key(|line| line.folds))
    }
}

fn best_of(lines: &[SealedLine], id: &str) -> Option<(ThingId, Stage)> {
    let asked = || {
        lines.iter().filter(
            move |line| matches!(&line.form, Form::Question(Question::Known(it)) if it == id),
        )
    };
    asked()
        .find(|line| line.stage == Stage::Opened)
        .or_else(|| asked().next())
        .map(|line| (line.id, line.stage))
}
