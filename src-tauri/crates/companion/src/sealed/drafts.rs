//! Answers that are being written: kept on this device, in the private vault, and nowhere else
//! until they are sealed.

use couple::{ThingId, sealed};
use serde::{Deserialize, Serialize};

use crate::{Companion, CompanionError};

const DRAFTS: &str = "answer-drafts";

#[derive(Serialize, Deserialize)]
struct Draft {
    run: ThingId,
    text: String,
}

impl Companion {
    /// Keeps what I have written so far to a question. Nothing leaves; an empty text forgets it.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], [`CompanionError::BodyTooLong`], or it could not be saved.
    pub fn keep_answer_draft(&mut self, id: ThingId, text: &str) -> Result<(), CompanionError> {
        self.found_sealed(id)?;
        if text.len() > sealed::TEXT_LIMIT {
            return Err(CompanionError::BodyTooLong {
                limit: sealed::TEXT_LIMIT,
            });
        }
        self.put_answer_draft(id, text)
    }

    pub(super) fn answer_draft(&self, id: ThingId) -> Result<Option<String>, CompanionError> {
        let mut drafts = self.answer_drafts()?.into_iter();
        Ok(drafts.find(|draft| draft.run == id).map(|draft| draft.text))
    }

    pub(super) fn put_answer_draft(
        &mut self,
        id: ThingId,
        text: &str,
    ) -> Result<(), CompanionError> {
        let mut drafts = self.answer_drafts()?;
        let before = drafts.len();
        drafts.retain(|draft| draft.run != id);
        if text.trim().is_empty() && drafts.len() == before {
            return Ok(());
        }
        if !text.trim().is_empty() {
            let text = text.to_owned();
            drafts.push(Draft { run: id, text });
        }
        Ok(self.private.write(|tx| tx.put_setting(DRAFTS, &drafts))?)
    }

    /// The sharing ends: what was being written stays with the runs that are kept.
    pub(super) fn drop_answer_drafts(&mut self) -> Result<(), CompanionError> {
        Ok(self.private.write(|tx| tx.drop_setting(DRAFTS))?)
    }

    fn answer_drafts(&self) -> Result<Vec<Draft>, CompanionError> {
        Ok(self.private.setting(DRAFTS)?.unwrap_or_default())
    }
}
