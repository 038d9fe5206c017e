//! What is written apart in a talk in step: one run for each talk, in which both seal all that they wrote, and read the
//! other's once both have.

use couple::{
    PersonId, ThingId,
    sealed::{Form, Run},
};
use keys::sealed::{SealedKey, Step};

use crate::{Companion, CompanionError};

/// What I wrote apart and what they wrote, as far as it can be read here.
#[derive(Default)]
pub(crate) struct Apart {
    pub(crate) mine: Option<String>,
    pub(crate) theirs: Option<String>,
}

impl Companion {
    /// Begins the run of a talk that is offered. Nothing is in it yet.
    pub(crate) fn begin_apart(&mut self) -> Result<ThingId, CompanionError> {
        let begin = self.beginning(&Form::Talk);
        let run = Run::new(ThingId(begin.run()));
        self.keep_sealed(run, vec![Step::Begin(begin)])
    }

    /// Seals what I wrote, once. What was sealed before the program ended stays as it is.
    pub(crate) fn seal_apart(
        &mut self,
        run: ThingId,
        by: PersonId,
        text: &str,
    ) -> Result<(), CompanionError> {
        let loaded = self.found_sealed(run)?;
        let beginning = loaded.run.beginning.as_ref();
        if beginning.is_none_or(|it| it.form != Form::Talk || it.by != by) {
            return Err(CompanionError::NotFound);
        }
        if loaded.run.versions(self.my_id()) > 0 {
            return Ok(());
        }
        self.seal_version(loaded, text, &[], None)
    }

    /// What can be read of it. Theirs only once both have sealed and let go.
    pub(crate) fn read_apart(&self, run: ThingId) -> Result<Apart, CompanionError> {
        let Some(loaded) = self.load_sealed(run)? else {
            return Ok(Apart::default());
        };
        if loaded.form().is_ok_and(|form| *form != Form::Talk) {
            return Ok(Apart::default());
        }
        let (me, other) = self.both()?;
        let standing = self.sealed_standing(&loaded)?;
        let mine = match (standing.mine, &loaded.own) {
            (Some(version), Some((_, own))) => own.key(version).map(|key| (version, key)),
            _ => None,
        };
        let theirs = standing
            .theirs
            .map(|(version, key)| (version, SealedKey::from_bytes(key)));
        let open = |who, found: Option<(u32, SealedKey)>| match found {
            Some((version, key)) => self.sealed_text(&loaded.run, who, version, &key),
            None => Ok(None),
        };
        Ok(Apart {
            mine: open(me, mine)?,
            theirs: open(other, theirs)?,
        })
    }
}
