//! What is written now and read later: a question that both answer before either reads, a letter
//! that opens on a day, a surprise. Ciphers enforce it (protocol.md section 12): the key of what
//! is sealed stays in the private vault until it may be given away.

mod apart;
mod drafts;
mod record;
mod steps;
mod surprises;
mod taking;

use chrono::{DateTime, SubsecRound, Utc};
use couple::{
    PersonId, ThingId,
    sealed::{self, Form, Question, Run, Stage, Standing, Surprise},
};
use keys::sealed::{Begin, Place, SealedKey, Step, open_answer, seal_answer};
use rand_core::Rng as _;
use vault::SealedRunRow;

use self::record::Kept;
use crate::{Author, Companion, CompanionError, Notice};

pub use self::surprises::SurpriseInput;
pub(crate) use self::{record::Own, steps::replay, taking::Arrived};

/// A sealed run in a list. Whether the other has answered is not in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedLine {
    /// Its id.
    pub id: ThingId,
    /// What it is.
    pub form: Form,
    /// The open part of a surprise.
    pub surprise: Option<Surprise>,
    /// Who began it.
    pub begun_by: Author,
    /// When, by their clock.
    pub began: DateTime<Utc>,
    /// Where it stands, as I may know it.
    pub stage: Stage,
    /// When a question that can still be answered folds away; the same on both sides, whoever has answered.
    pub folds: Option<DateTime<Utc>>,
}

/// A sealed run with what I may read of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedView {
    /// What the list has.
    pub line: SealedLine,
    /// What I wrote.
    pub mine: Option<String>,
    /// What they wrote, once it is open.
    pub theirs: Option<String>,
    /// A change of mine that came too late: the other had answered by then.
    pub too_late: Option<String>,
    /// When a surprise of mine opens by itself.
    pub opens: Option<DateTime<Utc>>,
    /// I may answer, or write it anew.
    pub may_write: bool,
    /// An answer that I have begun and not sealed.
    pub draft: Option<String>,
}

/// A run with my side of it.
pub(crate) struct Loaded {
    run: Run,
    seen: DateTime<Utc>,
    own: Option<(ThingId, Own)>,
}

impl Loaded {
    fn passed(&self) -> bool {
        self.own.as_ref().is_some_and(|(_, own)| own.passed)
    }

    fn opens(&self) -> Option<DateTime<Utc>> {
        self.own.as_ref().and_then(|(_, own)| own.opens)
    }

    fn form(&self) -> Result<&Form, CompanionError> {
        let beginning = self.run.beginning.as_ref();
        Ok(&beginning.ok_or(CompanionError::NotFound)?.form)
    }
}

impl Companion {
    /// Every question, letter and surprise, the newest first.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn list_sealed(&self) -> Result<Vec<SealedLine>, CompanionError> {
        let mut lines = Vec::new();
        for SealedRunRow { run, seen_at } in self.shared.sealed_runs()? {
            let own = self.own_sealed(run.id)?;
            let loaded = Loaded {
                run,
                seen: seen_at,
                own,
            };
            lines.extend(self.sealed_line(&loaded)?);
        }
        for row in self.private.all_sealed_own()? {
            let own = Own::read(&row.record)?;
            lines.extend(own.kept.as_ref().map(|kept| self.kept_line(row.run, kept)));
        }
        lines.sort_by_key(|line| std::cmp::Reverse(line.began));
        Ok(lines)
    }

    /// One of them, with what I may read of it.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`].
    pub fn get_sealed(&self, id: ThingId) -> Result<SealedView, CompanionError> {
        let Some(loaded) = self.load_sealed(id)? else {
            let (_, own) = self.own_sealed(id)?.ok_or(CompanionError::NotFound)?;
            let kept = own.kept.as_ref().ok_or(CompanionError::NotFound)?;
            return Ok(SealedView {
                line: self.kept_line(id, kept),
                mine: kept.mine.clone(),
                theirs: kept.theirs.clone(),
                too_late: None,
                opens: None,
                may_write: false,
                draft: None,
            });
        };
        let line = self.sealed_line(&loaded)?.ok_or(CompanionError::NotFound)?;
        let (me, other) = self.both()?;
        let standing = self.sealed_standing(&loaded)?;
        let own_text = |version: Option<u32>| match (version, &loaded.own) {
            (Some(version), Some((_, own))) => match own.key(version) {
                Some(key) => self.sealed_text(&loaded.run, me, version, &key),
                None => Ok(None),
            },
            _ => Ok(None),
        };
        let theirs = match standing.theirs {
            Some((version, key)) => {
                let key = SealedKey::from_bytes(key);
                self.sealed_text(&loaded.run, other, version, &key)?
            }
            None => None,
        };
        Ok(SealedView {
            line,
            mine: own_text(standing.mine)?,
            too_late: own_text(standing.too_late)?,
            theirs,
            opens: loaded.opens(),
            may_write: standing.may_write,
            draft: self.answer_draft(id)?,
        })
    }

    /// Asks a question that both answer before either reads. One of the library that is open already is not asked a
    /// second time.
    ///
    /// # Errors
    /// [`CompanionError::NoPartner`], no question, too long, or it could not be saved.
    pub fn begin_question(&mut self, question: Question) -> Result<SealedView, CompanionError> {
        self.both()?;
        if !question.is_proper() {
            return Err(CompanionError::BadInput { what: "question" });
        }
        if let Some(there) = self.still_asked(&question)? {
            return self.get_sealed(there);
        }
        let begin = self.beginning(&Form::Question(question));
        let run = Run::new(ThingId(begin.run()));
        let id = self.keep_sealed(run, vec![Step::Begin(begin)])?;
        self.notice(Notice::SealedChanged { id });
        self.get_sealed(id)
    }

    /// Writes a letter that opens when the two computers meet after `opens`.
    ///
    /// # Errors
    /// As for a question; [`CompanionError::TimeInPast`].
    pub fn seal_letter(
        &mut self,
        text: &str,
        opens: DateTime<Utc>,
    ) -> Result<SealedView, CompanionError> {
        self.both()?;
        proper_text(text)?;
        if opens <= self.now() {
            return Err(CompanionError::TimeInPast);
        }
        let opens = opens.trunc_subsecs(0);
        let id = self.begin_with(&Form::Letter { opens }, text, &[], None)?;
        self.get_sealed(id)
    }

    /// Answers a question, or answers it otherwise; writes a letter anew. What the other has
    /// answered to already can't be changed.
    ///
    /// # Errors
    /// [`CompanionError::SealedBound`], [`CompanionError::SealedOver`], limits.
    pub fn answer_sealed(&mut self, id: ThingId, text: &str) -> Result<SealedView, CompanionError> {
        let loaded = self.found_sealed(id)?;
        if matches!(loaded.form()?, Form::Surprise | Form::Talk) {
            return Err(CompanionError::NotFound);
        }
        proper_text(text)?;
        self.seal_version(loaded, text, &[], None)?;
        self.put_answer_draft(id, "")?;
        self.get_sealed(id)
    }

    /// Lets a question pass. Nothing leaves: from the other side it looks as if I had not come
    /// to it yet.
    ///
    /// # Errors
    /// [`CompanionError::SealedOver`] where there is nothing to pass.
    pub fn pass_question(&mut self, id: ThingId) -> Result<SealedView, CompanionError> {
        let loaded = self.found_sealed(id)?;
        let standing = self.sealed_standing(&loaded)?;
        if !matches!(loaded.form()?, Form::Question(_))
            || !matches!(standing.stage, Stage::Open | Stage::Passed)
        {
            return Err(CompanionError::SealedOver);
        }
        self.change_own(id, |own| own.passed = true)?;
        self.notice(Notice::SealedChanged { id });
        self.get_sealed(id)
    }

    /// Takes back my answer or letter, or calls off a surprise. Its key is destroyed.
    ///
    /// # Errors
    /// [`CompanionError::SealedBound`] once the other has answered, [`CompanionError::SealedOver`].
    pub fn take_back_sealed(&mut self, id: ThingId) -> Result<(), CompanionError> {
        let loaded = self.found_sealed(id)?;
        if *loaded.form()? == Form::Talk {
            return Err(CompanionError::NotFound);
        }
        let (me, _) = self.both()?;
        let standing = self.sealed_standing(&loaded)?;
        if !standing.may_take_back {
            return Err(if standing.mine.is_some() {
                CompanionError::SealedBound
            } else {
                CompanionError::SealedOver
            });
        }
        let step = Step::TakeBack {
            run: id.0,
            author: me.0,
            version: loaded.run.versions(me),
        };
        self.keep_sealed(loaded.run, vec![step])?;
        self.forget_withdrawn(id)?;
        self.notice(Notice::SealedChanged { id });
        Ok(())
    }

    fn beginning(&mut self, form: &Form) -> Begin {
        let mut nonce = [0; 16];
        self.rng.fill_bytes(&mut nonce);
        Begin {
            author: self.my_id().0,
            nonce,
            began: steps::seconds(self.now()),
            form: steps::form_of(form),
        }
    }

    /// Begins a run that holds a text from the start.
    fn begin_with(
        &mut self,
        form: &Form,
        text: &str,
        open: &[u8],
        opens: Option<DateTime<Utc>>,
    ) -> Result<ThingId, CompanionError> {
        let begin = self.beginning(form);
        let run = Run::new(ThingId(begin.run()));
        let seal = self.sealed_step(&run, 1, text, open, opens)?;
        let id = self.keep_sealed(run, vec![Step::Begin(begin), seal])?;
        self.note_sealed_due()?;
        self.notice(Notice::SealedChanged { id });
        Ok(id)
    }

    /// Seals the next version of what is mine in a run.
    fn seal_version(
        &mut self,
        loaded: Loaded,
        text: &str,
        open: &[u8],
        opens: Option<Option<DateTime<Utc>>>,
    ) -> Result<(), CompanionError> {
        let (me, _) = self.both()?;
        let standing = self.sealed_standing(&loaded)?;
        let author = loaded.run.beginning.as_ref().map(|it| it.by);
        if !loaded.form()?.is_for_both() && author != Some(me) {
            return Err(CompanionError::NotYours);
        }
        if !standing.may_write {
            let bound = standing.stage == Stage::Waiting && standing.mine.is_some();
            return Err(if bound {
                CompanionError::SealedBound
            } else {
                CompanionError::SealedOver
            });
        }
        let id = loaded.run.id;
        let opens = opens.unwrap_or(loaded.opens());
        let version = loaded.run.versions(me).saturating_add(1);
        let seal = self.sealed_step(&loaded.run, version, text, open, opens)?;
        self.keep_sealed(loaded.run, vec![seal])?;
        self.advance_sealed(id, false)?;
        self.note_sealed_due()?;
        self.notice(Notice::SealedChanged { id });
        Ok(())
    }

    /// Makes a key, keeps it in the private vault, and seals a text under it.
    fn sealed_step(
        &mut self,
        run: &Run,
        version: u32,
        text: &str,
        open: &[u8],
        opens: Option<DateTime<Utc>>,
    ) -> Result<Step, CompanionError> {
        let me = self.my_id();
        let key = SealedKey::generate(&mut self.rng);
        let place = Place {
            run: &run.id.0,
            author: &me.0,
            version,
            open,
        };
        let sealing = seal_answer(&key, place, text, &mut self.rng).map_err(|_| {
            CompanionError::BodyTooLong {
                limit: sealed::TEXT_LIMIT,
            }
        })?;
        self.change_own(run.id, |own| {
            own.passed = false;
            own.opens = opens;
            own.put_key(version, &key);
        })?;
        Ok(Step::Seal {
            run: run.id.0,
            author: me.0,
            sealing,
        })
    }

    fn both(&self) -> Result<(PersonId, PersonId), CompanionError> {
        let couple = self.partner().ok_or(CompanionError::NoPartner)?;
        Ok((self.my_id(), couple.partner_id()))
    }

    fn load_sealed(&self, id: ThingId) -> Result<Option<Loaded>, CompanionError> {
        let Some(SealedRunRow { run, seen_at }) = self.shared.sealed_run(id)? else {
            return Ok(None);
        };
        Ok(Some(Loaded {
            run,
            seen: seen_at,
            own: self.own_sealed(id)?,
        }))
    }

    fn found_sealed(&self, id: ThingId) -> Result<Loaded, CompanionError> {
        self.both()?;
        self.load_sealed(id)?.ok_or(CompanionError::NotFound)
    }

    pub(crate) fn sealed_standing(&self, loaded: &Loaded) -> Result<Standing, CompanionError> {
        let (me, other) = self.both()?;
        Ok(loaded
            .run
            .standing(me, other, self.now(), loaded.seen, loaded.passed()))
    }

    /// `None` for a run whose beginning, or whose only text, has not come yet; and for what is written apart in a talk,
    /// which is shown there.
    fn sealed_line(&self, loaded: &Loaded) -> Result<Option<SealedLine>, CompanionError> {
        let Some(beginning) = &loaded.run.beginning else {
            return Ok(None);
        };
        if beginning.form == Form::Talk {
            return Ok(None);
        }
        let last = loaded.run.versions(beginning.by);
        if last == 0 && !matches!(beginning.form, Form::Question(_)) {
            return Ok(None);
        }
        let open = loaded.run.version(beginning.by, last);
        let surprise = match beginning.form {
            Form::Surprise => open.and_then(|(_, open)| steps::decode_open(open)),
            _ => None,
        };
        let stage = self.sealed_standing(loaded)?.stage;
        let folds = (matches!(beginning.form, Form::Question(_))
            && matches!(stage, Stage::Open | Stage::Waiting | Stage::Passed))
        .then(|| loaded.run.folds_at(loaded.seen));
        Ok(Some(SealedLine {
            id: loaded.run.id,
            form: beginning.form.clone(),
            surprise,
            begun_by: self.author(beginning.by),
            began: beginning.began,
            stage,
            folds,
        }))
    }

    fn kept_line(&self, id: ThingId, kept: &Kept) -> SealedLine {
        SealedLine {
            id,
            form: kept.beginning.form.clone(),
            surprise: kept.surprise.clone(),
            begun_by: self.author(kept.beginning.by),
            began: kept.beginning.began,
            stage: if kept.opened {
                Stage::Opened
            } else {
                Stage::FoldedAway
            },
            folds: None,
        }
    }

    /// Opens a text with its key; `None` where its step was erased.
    fn sealed_text(
        &self,
        run: &Run,
        who: PersonId,
        version: u32,
        key: &SealedKey,
    ) -> Result<Option<String>, CompanionError> {
        let steps = self.shared.updates(run.id)?;
        let Some(sealing) = steps::find_sealing(&steps, who, version) else {
            return Ok(None);
        };
        let place = Place {
            run: &run.id.0,
            author: &who.0,
            version,
            open: &sealing.open,
        };
        let text = open_answer(key, place, &sealing.commitment, &sealing.ciphertext);
        Ok(text.ok().map(|text| text.to_string()))
    }
}

fn proper_text(text: &str) -> Result<(), CompanionError> {
    if text.trim().is_empty() {
        return Err(CompanionError::BadInput { what: "text" });
    }
    if text.len() > sealed::TEXT_LIMIT {
        return Err(CompanionError::BodyTooLong {
            limit: sealed::TEXT_LIMIT,
        });
    }
    Ok(())
}

#[cfg(test)]
impl Companion {
    pub(crate) fn load_sealed_for_test(&self, id: ThingId) -> Loaded {
        self.load_sealed(id).unwrap().unwrap()
    }

    pub(crate) fn sealed_key_for_test(&self, id: ThingId, version: u32) -> SealedKey {
        let (_, own) = self.own_sealed(id).unwrap().unwrap();
        own.key(version).unwrap()
    }
}
