//! Surprises: the open part is for both, the rest stays sealed until its author lets go of it.

use chrono::{DateTime, Utc};
use couple::{
    ThingId,
    sealed::{Form, Next, Stage, Surprise, SurpriseError},
};
use keys::sealed::Step;

use super::{Loaded, SealedView, proper_text, steps};
use crate::{Companion, CompanionError, Notice};

/// What someone plans as a surprise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurpriseInput {
    /// What the other may know.
    pub open: Surprise,
    /// The rest.
    pub secret: String,
    /// When it opens by itself; `None`: when I say so.
    pub opens: Option<DateTime<Utc>>,
}

impl From<SurpriseError> for CompanionError {
    fn from(error: SurpriseError) -> Self {
        match error {
            SurpriseError::BadTime => Self::BadTime,
            SurpriseError::NoteTooLong => Self::BadInput { what: "note" },
        }
    }
}

impl Companion {
    /// Plans a surprise: the open part is for both, the rest stays sealed.
    ///
    /// # Errors
    /// As for a letter; [`CompanionError::BadTime`].
    pub fn plan_surprise(&mut self, input: &SurpriseInput) -> Result<SealedView, CompanionError> {
        self.both()?;
        let open = self.proper_surprise(input)?;
        let id = self.begin_with(&Form::Surprise, &input.secret, &open, input.opens)?;
        self.get_sealed(id)
    }

    /// Plans it otherwise.
    ///
    /// # Errors
    /// [`CompanionError::NotYours`], [`CompanionError::SealedOver`].
    pub fn change_surprise(
        &mut self,
        id: ThingId,
        input: &SurpriseInput,
    ) -> Result<SealedView, CompanionError> {
        let loaded = self.found_sealed(id)?;
        self.only_mine(&loaded, &Form::Surprise)?;
        let open = self.proper_surprise(input)?;
        self.seal_version(loaded, &input.secret, &open, Some(input.opens))?;
        self.get_sealed(id)
    }

    /// Opens a surprise of mine to my partner now.
    ///
    /// # Errors
    /// [`CompanionError::NotYours`], [`CompanionError::SealedOver`].
    pub fn release_surprise(&mut self, id: ThingId) -> Result<SealedView, CompanionError> {
        let loaded = self.found_sealed(id)?;
        self.only_mine(&loaded, &Form::Surprise)?;
        let (me, other) = self.both()?;
        let now = self.now();
        let next = loaded.run.next(me, other, now, loaded.seen, Some(now));
        let Some(Next::Release(version)) = next else {
            return Err(CompanionError::SealedOver);
        };
        self.release_sealed(loaded, version)?;
        self.get_sealed(id)
    }

    /// Says no to a surprise, unseen and without reasons.
    ///
    /// # Errors
    /// [`CompanionError::SealedOver`] where there is nothing to decline.
    pub fn decline_surprise(&mut self, id: ThingId) -> Result<SealedView, CompanionError> {
        let loaded = self.found_sealed(id)?;
        let (me, _) = self.both()?;
        let by_me = loaded.run.beginning.as_ref().is_some_and(|it| it.by == me);
        let standing = self.sealed_standing(&loaded)?;
        if *loaded.form()? != Form::Surprise || by_me || standing.stage != Stage::Waiting {
            return Err(CompanionError::SealedOver);
        }
        let step = Step::Decline {
            run: id.0,
            author: me.0,
        };
        self.keep_sealed(loaded.run, vec![step])?;
        self.notice(Notice::SealedChanged { id });
        self.get_sealed(id)
    }

    fn proper_surprise(&self, input: &SurpriseInput) -> Result<Vec<u8>, CompanionError> {
        input.open.validate()?;
        proper_text(&input.secret)?;
        let now = self.now();
        if input.open.until.instant() <= now || input.opens.is_some_and(|opens| opens <= now) {
            return Err(CompanionError::TimeInPast);
        }
        Ok(steps::encode_open(&input.open))
    }

    fn only_mine(&self, loaded: &Loaded, form: &Form) -> Result<(), CompanionError> {
        let beginning = loaded.run.beginning.as_ref();
        match beginning {
            Some(it) if it.form != *form => Err(CompanionError::NotFound),
            Some(it) if it.by == self.my_id() => Ok(()),
            _ => Err(CompanionError::NotYours),
        }
    }
}
