//! What I have of my partner's, told in a frame of my own, since a folder carries no answers.
//!
//! One frame tells everything up to now, and several arrivals are told at once: finer, it would say
//! when a computer was open. A frame that tells nothing else is never itself told of.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use sync::{
    Event,
    frame::{DeviceId, LogId},
    log::Head,
};

use crate::{
    Companion, CompanionError,
    payload::{Payload, SaidHead},
};

const META: &str = "acks";
/// Arrivals are gathered for this long, unless something else is written meanwhile.
const GATHER: TimeDelta = TimeDelta::minutes(5);
/// Frames looked through at the start; with more of them something will have come.
const LOOK_BACK: usize = 64;

/// What is told already, and what is not.
#[derive(Default)]
pub(crate) struct Acks {
    kept: Kept,
    /// Since when something waits to be told.
    since: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Kept {
    /// How far my last such frame told of each log.
    told: Vec<(LogId, u64)>,
    /// The frames at the end of my log that tell nothing else: its log, the first, and the number
    /// after the last.
    tail: Option<(LogId, u64, u64)>,
}

impl Acks {
    pub(super) fn wake_at(&self) -> Option<DateTime<Utc>> {
        self.since
            .and_then(|since| since.checked_add_signed(GATHER))
    }

    /// Something of the partner's is on the disk that is to be told.
    pub(crate) fn arrived(&mut self, now: DateTime<Utc>) {
        self.since.get_or_insert(now);
    }

    /// The number after my last frame that says something.
    pub(crate) fn content_end(&self, head: Head) -> u64 {
        match self.kept.tail {
            Some((log, from, to)) if log == head.log && to == head.next_seq => from,
            _ => head.next_seq,
        }
    }
}

impl Companion {
    /// Reads what was told, and whether something has come since.
    pub(super) fn open_acks(&mut self) -> Result<(), CompanionError> {
        let kept: Kept = self
            .shared
            .meta(META)?
            .and_then(|bytes| postcard::from_bytes(&bytes).ok())
            .unwrap_or_default();
        self.post.acks = Acks { kept, since: None };
        let waits = self.partner_heads().into_iter().any(|head| {
            let told = self.told_of(head.log);
            head.next_seq > told && self.says_something(head.log, told)
        });
        if waits {
            let now = self.now();
            self.post.acks.arrived(now);
        }
        Ok(())
    }

    fn told_of(&self, log: LogId) -> u64 {
        let mut told = self.post.acks.kept.told.iter();
        told.find(|(known, _)| *known == log)
            .map_or(0, |(_, end)| *end)
    }

    fn partner_heads(&self) -> Vec<Head> {
        let me = DeviceId(self.me.device.public().id());
        let heads = self.couple.as_ref().map(|couple| couple.session.heads());
        heads
            .into_iter()
            .flatten()
            .filter(|head| head.log.device != me)
            .collect()
    }

    /// Whether a log has a frame from a number on that is more than a confirmation.
    fn says_something(&self, log: LogId, from: u64) -> bool {
        let limit = u32::try_from(LOOK_BACK).unwrap_or(u32::MAX);
        let frames = self.read_frames(log, from, limit, usize::MAX);
        frames.len() >= LOOK_BACK
            || frames.iter().any(|frame| {
                let payload = frame.body.as_deref().map(|body| self.open(frame, body));
                !matches!(payload, None | Some(Ok(Payload::Heads { .. })))
            })
    }

    /// Tells at once what waits to be told: someone has asked for it.
    ///
    /// # Errors
    /// It could not be saved.
    pub fn flush_acks(&mut self) -> Result<(), CompanionError> {
        if self.post.acks.since.is_some() && self.post.plan.is_some() {
            self.write_acks()?;
        }
        Ok(())
    }

    pub(super) fn write_due_acks(&mut self, now: DateTime<Utc>) {
        let (Some(since), Some(plan)) = (self.post.acks.since, &self.post.plan) else {
            return;
        };
        let gathered = now < since || now.signed_duration_since(since) >= GATHER;
        // With something else that is about to leave, it costs and says nothing more.
        if gathered || plan.unpublished() > 0 {
            // It is due again at the next look.
            let _ = self.write_acks();
        }
    }

    fn write_acks(&mut self) -> Result<(), CompanionError> {
        let heads = self.partner_heads();
        let now = self.now();
        let Some(couple) = self.couple.as_mut() else {
            return Ok(());
        };
        if couple.epochs.is_empty() {
            return Ok(());
        }
        let payload = Payload::Heads {
            heads: heads.iter().map(SaidHead::from).collect(),
        };
        let sealed = couple
            .ledger
            .seal(&payload, &self.me.device, now, &mut self.rng)?;
        let (log, seq) = (sealed.id().log, sealed.id().seq);
        let from = match self.post.acks.kept.tail {
            Some((known, from, to)) if known == log && to == seq => from,
            _ => seq,
        };
        let kept = Kept {
            told: heads.iter().map(|head| (head.log, head.next_seq)).collect(),
            tail: Some((log, from, seq + 1)),
        };
        let bytes = postcard::to_stdvec(&kept).map_err(|_| CompanionError::Internal)?;
        self.shared.try_write(|tx| -> Result<(), CompanionError> {
            sealed.write(tx)?;
            Ok(tx.put_meta(META, &bytes)?)
        })?;
        couple.ledger.advance(&sealed);
        self.post.acks = Acks { kept, since: None };
        self.session_event(Event::LocalFrames {
            frames: vec![sealed.frame],
        });
        Ok(())
    }

    /// The partner has said, in a frame, what is on their disk. What they say of my logs counts
    /// where the frame in that place is the one that is here.
    pub(crate) fn said_in_a_frame(&mut self, peer: DeviceId, heads: &[SaidHead]) -> Option<Event> {
        let me = DeviceId(self.me.device.public().id());
        let right: Vec<Head> = heads
            .iter()
            .map(SaidHead::head)
            .filter(|head| head.log.device == me)
            .filter(|head| {
                let last = head.next_seq.checked_sub(1);
                let frame = last.and_then(|seq| {
                    let id = sync::frame::FrameId { log: head.log, seq };
                    self.shared.frame(id).ok().flatten()
                });
                frame.is_some_and(|row| row.hash == head.hash)
            })
            .collect();
        (!right.is_empty()).then_some(Event::Confirmed { peer, heads: right })
    }
}
