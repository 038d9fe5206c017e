//! What I make of the ideas, ours and the library's, and of the gestures of the library. In the private vault and nowhere else; nothing is announced.

use couple::{
    ThingId, ThingKind,
    leaning::{Leaning, Leanings, Mark, NotInTheLibrary},
};
use replica::FieldsDoc;

use crate::{Companion, CompanionError};

impl From<NotInTheLibrary> for CompanionError {
    fn from(_: NotInTheLibrary) -> Self {
        Self::NotFound
    }
}

impl Companion {
    /// All of mine.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn leanings(&self) -> Result<Leanings, CompanionError> {
        let known = self.private.updates(document_id())?;
        if known.is_empty() {
            return Ok(Leanings::none(document_id()));
        }
        Ok(FieldsDoc::open(ThingKind::Leanings, &known)?.record()?)
    }

    /// Says what I make of an idea; `None` takes it back.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], or it could not be saved.
    pub fn lean(&mut self, idea: &str, leaning: Option<Leaning>) -> Result<(), CompanionError> {
        let mut leanings = self.leanings()?;
        leanings.lean(idea, leaning, self.has_own_idea(idea)?)?;
        self.keep_leanings(&leanings)
    }

    /// Marks an idea as new to us, or as one I am excited about; or takes the mark away.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], or it could not be saved.
    pub fn mark_idea(&mut self, idea: &str, mark: Mark, on: bool) -> Result<(), CompanionError> {
        let mut leanings = self.leanings()?;
        leanings.mark(idea, mark, on, self.has_own_idea(idea)?)?;
        self.keep_leanings(&leanings)
    }

    /// "Not for us", for a gesture of the library; or brings it back.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], or it could not be saved.
    pub fn lay_gesture_aside(&mut self, id: &str, aside: bool) -> Result<(), CompanionError> {
        let mut leanings = self.leanings()?;
        leanings.lay_aside(id, aside)?;
        self.keep_leanings(&leanings)
    }

    pub(crate) fn keep_leanings(&mut self, leanings: &Leanings) -> Result<(), CompanionError> {
        let known = self.private.updates(leanings.id)?;
        let update = if known.is_empty() {
            Some(FieldsDoc::create_record(self.own.peer(), leanings)?.1)
        } else {
            FieldsDoc::open(ThingKind::Leanings, &known)?.set_record(self.own.peer(), leanings)?
        };
        let Some(update) = update else {
            return Ok(());
        };
        // There is no projection: one small document is read as quickly.
        self.keep_private(leanings.id, ThingKind::Leanings, vec![update], |_| Ok(()))
    }
}

/// The same on all my devices.
fn document_id() -> ThingId {
    let hash = keys::hash(b"leanings");
    let mut id = [0; 16];
    id.copy_from_slice(&hash[..16]);
    ThingId(id)
}
