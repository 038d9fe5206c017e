//! The plan's steps done: frames out of the vault into segments, and out of segments through the
//! session into the vault.

use std::collections::{BTreeSet, VecDeque};

use sync::{
    frame::{DeviceId, Frame, FrameId, LogId},
    log::Head,
    mailbox::plan::{Event, Step},
    message::NewerFrame,
};

use super::{NEWS, STATE};
use crate::{Companion, CompanionError, Errand, Notice};

/// Frames of one job of the owner thread: between two, others get their turn.
const BATCH: usize = 256;

/// A segment on its way into the vault.
pub(super) struct Arriving {
    device: DeviceId,
    frames: VecDeque<Frame>,
    newer: Vec<NewerFrame>,
}

impl Companion {
    pub(super) fn plan_event(&mut self, event: Event) {
        let now = self.now();
        let mut queue = VecDeque::from([event]);
        while let Some(event) = queue.pop_front() {
            let (Some(plan), Some(couple)) = (self.post.plan.as_mut(), self.couple.as_ref()) else {
                return;
            };
            let partner = couple.partner_device();
            for head in couple.session.heads() {
                plan.grew(head);
                if head.log.device != partner {
                    plan.confirmed(couple.session.confirmed(&partner, head.log));
                }
            }
            for step in plan.handle(now, event) {
                self.step(step, &mut queue);
            }
        }
    }

    fn step(&mut self, step: Step, queue: &mut VecDeque<Event>) {
        match step {
            Step::Do(job) => self.mailbox_job(job),
            Step::ReadFrames {
                log,
                from,
                until,
                max_bytes,
            } => {
                let frames = self.frames_to_publish(log, from, until, max_bytes);
                queue.push_back(Event::FramesRead { frames });
            }
            Step::Take {
                device,
                frames,
                newer,
            } => {
                self.post.arriving = Some(Arriving {
                    device,
                    frames: frames.into(),
                    newer,
                });
                if self.take_arriving() {
                    queue.push_back(Event::Taken);
                }
            }
            // What is not remembered is read once more.
            Step::Remember { name, mark } => {
                let _ = self.shared.write(|tx| tx.put_segment(&name, mark));
            }
            Step::Forget { name } => {
                let _ = self.shared.write(|tx| tx.drop_segment(&name));
            }
            Step::Keep(state) => {
                if let Ok(bytes) = postcard::to_stdvec(&state) {
                    let _ = self.shared.write(|tx| tx.put_meta(STATE, &bytes));
                }
            }
            Step::Left { device } => self.partner_said_farewell(device),
            Step::Noticed => self.notice(Notice::SharingChanged),
        }
    }

    /// Goes on with a segment that is taken in by parts.
    pub fn mailbox_goes_on(&mut self) {
        if self.post.arriving.is_some() && self.take_arriving() {
            self.plan_event(Event::Taken);
        }
    }

    /// Takes in the next part. `true` when that was all.
    fn take_arriving(&mut self) -> bool {
        let Some(arriving) = self.post.arriving.as_mut() else {
            return true;
        };
        let from = arriving.device;
        let count = arriving.frames.len().min(BATCH);
        let frames: Vec<Frame> = arriving.frames.drain(..count).collect();
        let newer = std::mem::take(&mut arriving.newer);
        let over = arriving.frames.is_empty();
        let before = self.heads_of(from);
        let frames = self.not_here_yet(frames);
        if !frames.is_empty() || !newer.is_empty() {
            self.session_event(sync::Event::Collected {
                from,
                frames,
                newer,
            });
        }
        if self.heads_of(from) != before {
            self.note_news(from);
        }
        // A farewell, or a full lock, may have come with them.
        if over || self.post.plan.is_none() {
            self.post.arriving = None;
            return true;
        }
        self.errand(Errand::MailboxGoesOn);
        false
    }

    /// The frames that are taken in after those that are being taken in now.
    pub(crate) fn coming(&self) -> Vec<Frame> {
        let arriving = self.post.arriving.iter();
        arriving
            .flat_map(|arriving| arriving.frames.iter().take(BATCH))
            .cloned()
            .collect()
    }

    fn heads_of(&self, device: DeviceId) -> Vec<Head> {
        let heads = self.couple.as_ref().map(|couple| couple.session.heads());
        let of_device = |head: &Head| head.log.device == device;
        heads.into_iter().flatten().filter(of_device).collect()
    }

    fn note_news(&mut self, from: DeviceId) {
        if from == DeviceId(self.me.device.public().id()) {
            return;
        }
        self.pairing_is_known_to_partner();
        let today = couple::time::local_day(self.now(), self.zone());
        if self.private.setting(NEWS).ok().flatten() != Some(today) {
            // A day that is lost is found again with the next segment.
            let _ = self.private.write(|tx| tx.put_setting(NEWS, &today));
        }
    }

    /// Leaves out what is here already, frame for frame; what differs shall be seen.
    fn not_here_yet(&self, frames: Vec<Frame>) -> Vec<Frame> {
        let Some(first) = frames.first().map(Frame::id) else {
            return frames;
        };
        let end = self
            .couple
            .as_ref()
            .and_then(|couple| {
                let heads = couple.session.heads();
                heads.into_iter().find(|head| head.log == first.log)
            })
            .map_or(0, |head| head.next_seq);
        if first.seq >= end {
            return frames;
        }
        let here: BTreeSet<[u8; 32]> = self
            .shared
            .frames(first.log, first.seq, frames.len())
            .unwrap_or_default()
            .into_iter()
            .map(|row| row.hash)
            .collect();
        frames
            .into_iter()
            .filter(|frame| !here.contains(&frame.header.hash()))
            .collect()
    }

    fn frames_to_publish(&self, log: LogId, from: u64, until: u64, max_bytes: usize) -> Vec<Frame> {
        let (mut frames, mut bytes) = (Vec::new(), 0);
        let mut next = from;
        while next < until {
            let wanted = (until - next).min(512);
            let part = self.read_frames(log, next, u32::try_from(wanted).unwrap_or(1), max_bytes);
            if part.is_empty() {
                break;
            }
            for frame in part {
                bytes += 4 + frame.encoded_len();
                if bytes > max_bytes && !frames.is_empty() {
                    return frames;
                }
                next = frame.id().seq + 1;
                frames.push(frame);
            }
        }
        frames
    }

    /// Notes that my segments with one of these frames are to be written again, as the vault has
    /// their frames then, and the old ones deleted. Call it before the bodies are taken out of the
    /// vault; where the mailbox is not there now, it is done when it is.
    ///
    /// # Errors
    /// It could not be noted.
    pub(crate) fn rewrite_segments(&mut self, frames: &[FrameId]) -> Result<(), CompanionError> {
        let Some(plan) = self.post.plan.as_mut() else {
            return Ok(());
        };
        let mut steps = Vec::new();
        for run in frames.chunk_by(|a, b| a.log == b.log) {
            let seqs: BTreeSet<u64> = run.iter().map(|frame| frame.seq).collect();
            if let Some(first) = run.first() {
                steps.extend(plan.rewrite(first.log, &seqs));
            }
        }
        self.shared.write(|tx| {
            steps.iter().try_for_each(|step| match step {
                Step::Remember { name, mark } => tx.put_segment(name, *mark),
                _ => Ok(()),
            })
        })?;
        Ok(())
    }
}
