//! What a device does by itself: takes in the other's steps, binds and lets go when the rules say
//! so, and keeps a copy when the sharing ends.

use chrono::{DateTime, Utc};
use couple::{
    PersonId, ThingId, ThingKind,
    sealed::{self, Form, Next, Run, Stage},
};
use keys::sealed::{Place, Step, StepError, open_answer};
use sync::frame::FrameId;
use vault::{Shared, Tx};

use super::{
    Loaded,
    record::{Kept, Own},
    steps::{decode_open, find_sealing, replay, said},
};
use crate::{
    Companion, CompanionError, Notice,
    payload::Payload,
    waiting::{NEWER, WAITS},
};

/// A step that was tried and can be kept.
pub(crate) struct Arrived {
    run: Run,
    bytes: Vec<u8>,
    /// What to say once it is on disk.
    tells: Option<Notice>,
}

impl Arrived {
    pub(crate) fn run(&self) -> ThingId {
        self.run.id
    }

    pub(crate) fn keep(
        &self,
        tx: &Tx<'_, Shared>,
        frame: FrameId,
        now: DateTime<Utc>,
    ) -> Result<(), CompanionError> {
        let kind = ThingKind::Sealed;
        tx.append_update(self.run.id, kind, Some(frame), &self.bytes)?;
        Ok(tx.put_sealed_run(&self.run, now)?)
    }
}

impl Companion {
    /// Tries a step that came in a frame of `author`. `before` are the steps of this run that came
    /// with it and are not on disk yet. The inner error names why it is set aside.
    pub(crate) fn try_step(
        &self,
        author: Option<PersonId>,
        bytes: &[u8],
        before: impl FnOnce(ThingId) -> Vec<Vec<u8>>,
    ) -> Result<Result<Arrived, String>, CompanionError> {
        let step = match Step::decode(bytes) {
            Ok(step) => step,
            Err(error @ StepError::Newer) => return Ok(Err(format!("{NEWER}{error}"))),
            Err(error) => return Ok(Err(error.to_string())),
        };
        if author != Some(PersonId(step.author())) {
            return Ok(Err("a step in someone else's name".into()));
        }
        let id = ThingId(step.run());
        let here = self.shared.thing_kind(id)?;
        if self.is_mine(id)? || here.is_some_and(|it| it != ThingKind::Sealed) {
            return Ok(Err("the id of something else".into()));
        }
        let mut steps = self.shared.updates(id)?;
        steps.extend(before(id));
        let Some(mut run) = replay(id, &steps) else {
            return Ok(Err("the id of something else".into()));
        };
        let Some((who, says)) = said(&step) else {
            return Ok(Err("a step of a sealed run that can't be".into()));
        };
        if let Err(reason) = self.believable(&step, &run, who, &steps) {
            return Ok(Err(reason));
        }
        let stage = self.stage_of(&run)?;
        if let Err(refused) = run.take(who, says.clone()) {
            return Ok(Err(refused.to_string()));
        }
        let tells = if who == self.my_id() {
            None
        } else {
            self.what_to_tell(&run, who, &says, stage)?
        };
        Ok(Ok(Arrived {
            run,
            bytes: bytes.to_vec(),
            tells,
        }))
    }

    /// What the rules of a run can't see: whether a key is the one promised, whether what is
    /// pinned is mine, whether an open part can be read.
    fn believable(
        &self,
        step: &Step,
        run: &Run,
        who: PersonId,
        steps: &[Vec<u8>],
    ) -> Result<(), String> {
        match step {
            Step::Release { version, key, .. } => {
                let sealing = find_sealing(steps, who, *version)
                    .ok_or("a key of an answer that is not here")?;
                let place = Place {
                    run: &run.id.0,
                    author: &who.0,
                    version: *version,
                    open: &sealing.open,
                };
                open_answer(key, place, &sealing.commitment, &sealing.ciphertext)
                    .map(drop)
                    .map_err(|error| error.to_string())
            }
            Step::Pin { commitment, .. } => {
                let other = self
                    .both()
                    .ok()
                    .map(|(me, other)| if who == me { other } else { me });
                match other {
                    Some(other) if run.has_version(other, commitment) => Ok(()),
                    _ => Err(format!("{WAITS}a pin of an answer that is not here")),
                }
            }
            Step::Seal { sealing, .. } => {
                let surprise = run.beginning.as_ref().map(|it| &it.form) == Some(&Form::Surprise);
                if surprise && decode_open(&sealing.open).is_none() {
                    return Err("a surprise that can't be read".into());
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn stage_of(&self, run: &Run) -> Result<Stage, CompanionError> {
        let row = self.shared.sealed_run(run.id)?;
        let loaded = Loaded {
            run: run.clone(),
            seen: row.map_or_else(|| self.now(), |row| row.seen_at),
            own: self.own_sealed(run.id)?,
        };
        Ok(self.sealed_standing(&loaded)?.stage)
    }

    /// Never that the other has answered: not before I have, and not what and when after.
    fn what_to_tell(
        &self,
        run: &Run,
        who: PersonId,
        says: &sealed::Step,
        before: Stage,
    ) -> Result<Option<Notice>, CompanionError> {
        let id = run.id;
        let question = matches!(
            run.beginning.as_ref().map(|it| &it.form),
            Some(Form::Question(_))
        );
        let after = self.stage_of(run)?;
        let opened = after == Stage::Opened && before != after;
        if run.beginning.as_ref().map(|it| &it.form) == Some(&Form::Talk) {
            return Ok(opened.then_some(Notice::TalkChanged));
        }
        if opened {
            return Ok(Some(Notice::SealedOpened { id }));
        }
        Ok(match says {
            sealed::Step::Began(_) if question => Some(Notice::SealedArrived { id }),
            sealed::Step::Sealed { .. } if question => None,
            sealed::Step::Sealed { .. } if run.versions(who) == 1 => {
                Some(Notice::SealedArrived { id })
            }
            sealed::Step::Pinned(_) => self
                .came_too_late(run)?
                .then_some(Notice::SealedChanged { id }),
            sealed::Step::Sealed { .. } | sealed::Step::Declined => {
                Some(Notice::SealedChanged { id })
            }
            sealed::Step::TakenBack { .. } if !question => Some(Notice::SealedChanged { id }),
            _ => None,
        })
    }

    fn came_too_late(&self, run: &Run) -> Result<bool, CompanionError> {
        let (me, other) = self.both()?;
        let now = self.now();
        Ok(run.standing(me, other, now, now, false).too_late.is_some())
    }

    /// A step of the other's is on disk.
    pub(crate) fn step_was_kept(&mut self, arrived: Arrived) {
        self.sealed_touched.push(arrived.run.id);
        if let Some(notice) = arrived.tells {
            self.notice(notice);
        }
    }

    /// Answers what has just come in. What can't be kept now is tried again.
    pub(crate) fn advance_touched(&mut self) {
        for id in std::mem::take(&mut self.sealed_touched) {
            if self.advance_sealed(id, false).is_err() {
                self.sealed_touched.push(id);
            }
        }
    }

    /// Goes on with everything of mine that is sealed: at the start, and when one is due.
    pub(crate) fn advance_all_sealed(&mut self, timed: bool) -> Result<(), CompanionError> {
        for row in self.private.all_sealed_own()? {
            self.forget_withdrawn(row.run)?;
            self.advance_sealed(row.run, timed)?;
        }
        self.note_sealed_due()
    }

    /// Does what the rules ask of me in one run. Letters and surprises open only when `timed`:
    /// not while the clock may be wrong.
    pub(crate) fn advance_sealed(
        &mut self,
        id: ThingId,
        timed: bool,
    ) -> Result<(), CompanionError> {
        let Ok((me, other)) = self.both() else {
            return Ok(());
        };
        while let Some(loaded) = self.load_sealed(id)? {
            let for_both = loaded.form().is_ok_and(Form::is_for_both);
            if !for_both && !timed {
                break;
            }
            let next = loaded
                .run
                .next(me, other, self.now(), loaded.seen, loaded.opens());
            match next {
                Some(Next::Pin(commitment)) => {
                    let pin = Step::Pin {
                        run: id.0,
                        author: me.0,
                        commitment,
                    };
                    self.keep_sealed(loaded.run, vec![pin])?;
                }
                Some(Next::Release(version)) => {
                    if !self.release_sealed(loaded, version)? {
                        break;
                    }
                }
                None => break,
            }
        }
        Ok(())
    }

    /// Gives away the key of a version; false where it is not here.
    pub(super) fn release_sealed(
        &mut self,
        loaded: Loaded,
        version: u32,
    ) -> Result<bool, CompanionError> {
        let id = loaded.run.id;
        let before = self.sealed_standing(&loaded)?.stage;
        let Some(key) = loaded.own.as_ref().and_then(|(_, own)| own.key(version)) else {
            return Ok(false);
        };
        let release = Step::Release {
            run: id.0,
            author: self.my_id().0,
            version,
            key,
        };
        let talk = loaded.form().is_ok_and(|form| *form == Form::Talk);
        let for_both = loaded.form().is_ok_and(Form::is_for_both);
        self.keep_sealed(loaded.run, vec![release])?;
        let opened = self.load_sealed(id)?.map_or(Ok(before), |loaded| {
            self.sealed_standing(&loaded).map(|standing| standing.stage)
        })?;
        if talk {
            self.notice(Notice::TalkChanged);
        } else if for_both && opened == Stage::Opened && before != opened {
            self.notice(Notice::SealedOpened { id });
        } else if !for_both {
            self.notice(Notice::SealedChanged { id });
        }
        Ok(true)
    }

    /// Keeps steps of mine and sends them on their way.
    pub(super) fn keep_sealed(
        &mut self,
        mut run: Run,
        steps: Vec<Step>,
    ) -> Result<ThingId, CompanionError> {
        for step in &steps {
            let (who, says) = said(step).ok_or(CompanionError::Internal)?;
            run.take(who, says)
                .map_err(|_| CompanionError::SealedOver)?;
        }
        let (id, now) = (run.id, self.now());
        let bytes: Vec<Vec<u8>> = steps.iter().map(Step::encode).collect();
        let payload = |step: &[u8]| Payload::Sealed {
            step: step.to_vec(),
        };
        self.keep_shared_as(id, ThingKind::Sealed, bytes, payload, |tx| {
            Ok(tx.put_sealed_run(&run, now)?)
        })?;
        Ok(id)
    }

    /// When the next letter or surprise of mine opens.
    pub(crate) fn note_sealed_due(&mut self) -> Result<(), CompanionError> {
        self.sealed_due = None;
        let Ok((me, _)) = self.both() else {
            return Ok(());
        };
        for row in self.private.all_sealed_own()? {
            let Some(loaded) = self.load_sealed(row.run)? else {
                continue;
            };
            let due = match loaded.form() {
                Ok(Form::Letter { opens }) => Some(*opens),
                Ok(Form::Surprise) => loaded.opens(),
                _ => None,
            };
            let standing = self.sealed_standing(&loaded)?;
            let mine = loaded.run.beginning.as_ref().is_some_and(|it| it.by == me);
            if mine && standing.stage == Stage::Waiting {
                self.sealed_due = [self.sealed_due, due].into_iter().flatten().min();
            }
        }
        Ok(())
    }

    /// The sharing ends: what both could read stays with me as a copy of my own, and so do my own
    /// words. Of what was not revealed, their half is gone with the shared vault, and my keys
    /// are destroyed.
    pub(crate) fn archive_sealed(&mut self) -> Result<(), CompanionError> {
        for row in self.shared.sealed_runs()? {
            let id = row.run.id;
            let there = self.own_sealed(id)?;
            if there.is_some_and(|(_, own)| own.kept.is_some()) {
                continue;
            }
            let Some(beginning) = row.run.beginning.clone() else {
                continue;
            };
            let view = self.get_sealed(id).ok();
            let kept = view.and_then(|mut view| {
                view.mine = view.mine.or(view.draft);
                (view.mine.is_some() || view.theirs.is_some()).then(|| Kept {
                    beginning,
                    surprise: view.line.surprise,
                    opened: view.line.stage == Stage::Opened,
                    mine: view.mine,
                    theirs: view.theirs,
                })
            });
            self.replace_own(id, &Own::kept(kept))?;
        }
        self.sealed_due = None;
        self.drop_answer_drafts()?;
        Ok(self.private.tidy()?)
    }
}
