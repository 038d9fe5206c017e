//! Taking: what peers send is verified, kept in order, handed over for storing, and confirmed when
//! it is stored; not before.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use planted::Bug;

use super::{Effect, Goodbye, Log, Refusal, Session};
use crate::{
    frame::{DeviceId, Frame, FrameId, LogId},
    limits,
    log::{Head, Link},
    message::{Message, NewerFrame, space_tag},
    writers,
};

/// What one message comes to.
#[derive(Default)]
pub(super) struct Batch {
    store: Vec<Frame>,
    /// Logs of which something came that was here already: its sender missed our confirmation.
    pub(super) again: BTreeSet<LogId>,
    /// This device's own logs that others hold more of.
    own: BTreeSet<LogId>,
    refused: BTreeMap<(LogId, Refusal), (FrameId, u32)>,
    /// Something before it is missing, or there was no room: to be asked for.
    wanted: bool,
}

impl Session {
    pub(super) fn received(
        &mut self,
        now: DateTime<Utc>,
        peer: DeviceId,
        message: Message,
        out: &mut Vec<Effect>,
    ) {
        let Some(state) = self.peers.get_mut(&peer) else {
            return;
        };
        match message {
            Message::Hello {
                space_tag: tag,
                heard,
                heads,
            } => {
                if tag != space_tag(&self.space) {
                    self.part(peer, Goodbye::ForeignSpace, out);
                    return;
                }
                // The first greeting crosses ours; a later one without ours means it was lost.
                let lost_ours = state.heard && !heard;
                state.greeted(now, heads);
                if lost_ours {
                    self.greet(peer, out);
                }
                let logs: Vec<_> = self.logs.keys().copied().collect();
                for log in logs {
                    self.peer_said(peer, log, None, out);
                    self.tell_fork(peer, log, out);
                }
                self.tails_lost(peer, out);
            }
            Message::Ack { heads } if state.heard => {
                let grown: Vec<_> = heads
                    .into_iter()
                    .filter_map(|head| {
                        let last = head.next_seq.saturating_sub(1);
                        let sent = state.sent_hash(head.log, last);
                        state.confirmed(now, head).then_some((head.log, sent))
                    })
                    .collect();
                for (log, sent) in grown {
                    self.peer_said(peer, log, sent, out);
                }
            }
            Message::Frames { frames, newer } => self.frames(peer, frames, newer, out),
            Message::Fork(proof) => self.fork_told(peer, *proof, out),
            Message::Bye => self.part(peer, Goodbye::PeerLeft, out),
            // Without its greeting there is nothing to add a confirmation to.
            Message::Ack { .. } | Message::Newer { .. } => {}
        }
    }

    pub(super) fn frames(
        &mut self,
        peer: DeviceId,
        frames: Vec<Frame>,
        newer: Vec<NewerFrame>,
        out: &mut Vec<Effect>,
    ) {
        let mut batch = Batch::default();
        let mut trusted = true;
        for frame in newer {
            let id = frame.id;
            if let Err(reason) = self.set_aside(peer, frame, out) {
                batch.refuse(id, reason);
            }
        }
        for frame in frames {
            let id = frame.id();
            let taken = self.take(frame, &mut batch, out);
            // Who is not connected left them in a mailbox.
            let state = self.peers.get_mut(&peer);
            let Err(reason) = taken else {
                if let Some(state) = state {
                    state.has(id);
                }
                continue;
            };
            batch.refuse(id, reason);
            let Some(state) = state else { continue };
            state.found_no_room |= reason == Refusal::NoRoom;
            if matches!(
                reason,
                Refusal::ForeignSpace | Refusal::BadSignature | Refusal::BadBody
            ) {
                state.strikes += 1;
                if state.strikes >= limits::STRIKES {
                    trusted = false;
                    break;
                }
            }
        }
        self.finish(peer, batch, out);
        if !trusted {
            self.part(peer, Goodbye::FalseFrames, out);
        }
    }

    /// What waited on the disk for a build that can read it. Nobody sent it just now, so nobody
    /// is held to account for it.
    pub(super) fn read_again(&mut self, frames: Vec<Frame>, out: &mut Vec<Effect>) {
        let mut batch = Batch::default();
        for frame in frames {
            let id = frame.id();
            if let Err(reason) = self.take(frame, &mut batch, out) {
                batch.refuse(id, reason);
            }
        }
        self.finish(self.me, batch, out);
    }

    fn finish(&mut self, peer: DeviceId, batch: Batch, out: &mut Vec<Effect>) {
        for id in batch.own {
            if let Some(log) = self.logs.get_mut(&id)
                && !log.ahead_told
            {
                log.ahead_told = true;
                let head = log.chain.head();
                out.push(Effect::OwnLogAhead { head });
            }
        }
        if !batch.store.is_empty() {
            let frames = batch.store;
            if planted::has(Bug::ConfirmedBeforeStored)
                && let Some(last) = frames.last()
            {
                let heads = vec![Head::after(&last.header)];
                let message = Message::Ack { heads };
                out.push(Effect::Send { peer, message });
            }
            out.push(Effect::Store { peer, frames });
        }
        for ((_, reason), (first, count)) in batch.refused {
            out.push(Effect::Refused {
                peer,
                first,
                count,
                reason,
            });
        }
        let heads = self.stored_heads(batch.again);
        if !heads.is_empty() && self.peers.contains_key(&peer) {
            let message = Message::Ack { heads };
            out.push(Effect::Send { peer, message });
        }
        if let Some(state) = self.peers.get_mut(&peer) {
            state.wanted |= batch.wanted;
        }
    }

    /// One frame: what it is, and whether it is taken.
    fn take(
        &mut self,
        frame: Frame,
        batch: &mut Batch,
        out: &mut Vec<Effect>,
    ) -> Result<(), Refusal> {
        let place = frame.id();
        let id = place.log;
        if frame.header.start.space != self.space && !planted::has(Bug::SpaceUnchecked) {
            return Err(Refusal::ForeignSpace);
        }
        writers::check(&self.roster, &place)?;
        let link = match self.logs.get(&id) {
            Some(log) => log.chain.judge(&frame.header),
            None => Log::new(Head::start(id)).chain.judge(&frame.header),
        };
        if link == Link::Duplicate {
            batch.again.insert(id);
            return Ok(());
        }
        if let Some(log) = self.logs.get(&id) {
            // Its own log comes back to a device as far as others have it.
            if log.is_frozen_at(place.seq) && id.device != self.me {
                return Err(Refusal::Frozen);
            }
            if log.rests_since.is_some() {
                return Err(Refusal::Resting);
            }
            // Held already, and verified then.
            let held = log.held.get(&place.seq);
            if held.is_some_and(|held| held.header == frame.header) {
                return Ok(());
            }
        } else if !self.may_open(id) {
            return Err(Refusal::TooManyLogs);
        }
        if !frame.body_is_right() && !planted::has(Bug::BodyUnchecked) {
            return Err(Refusal::BadBody);
        }
        let signed = frame.signed();
        if !signed.verify() && !planted::has(Bug::SignatureUnchecked) {
            return Err(Refusal::BadSignature);
        }
        // From here on the author has said it.
        match link {
            Link::Duplicate => Ok(()),
            Link::Next => self.stage(frame, batch),
            Link::Gap { .. } => self.hold(frame, batch, out),
            Link::Broken => {
                batch.wanted = true;
                Err(Refusal::BrokenChain)
            }
            Link::Fork | Link::Older => {
                let chain = self.logs.get(&id).map(|log| &log.chain);
                let ours = chain.and_then(|chain| chain.header_at(place.seq)).copied();
                let Some(ours) = ours else {
                    return self.compare(signed, batch, out);
                };
                self.forked(ours, signed, out);
                Err(Refusal::Frozen)
            }
        }
    }

    pub(super) fn may_open(&self, id: LogId) -> bool {
        let same = |log: &&LogId| log.device == id.device;
        self.logs.len() < limits::LOGS
            && self.logs.keys().filter(same).count() < limits::INCARNATIONS
    }

    pub(super) fn log(&mut self, id: LogId) -> &mut Log {
        self.logs
            .entry(id)
            .or_insert_with(|| Log::new(Head::start(id)))
    }

    /// The next frame of its log, and those that waited for it.
    fn stage(&mut self, frame: Frame, batch: &mut Batch) -> Result<(), Refusal> {
        let id = frame.header.start.log;
        if !self.room.can_stage(frame.encoded_len()) {
            return Err(Refusal::NoRoom);
        }
        if id.device == self.me {
            batch.own.insert(id);
        }
        let log = self
            .logs
            .entry(id)
            .or_insert_with(|| Log::new(Head::start(id)));
        let mut next = Some(frame);
        while let Some(frame) = next {
            if log.chain.judge(&frame.header) != Link::Next {
                batch.wanted = true;
                break;
            }
            self.room.stage(log.stage(&frame));
            batch.store.push(frame);
            next = log.held.remove(&log.chain.head().next_seq);
            if let Some(frame) = &next {
                self.room.release(1, frame.encoded_len());
            }
        }
        let seq = log.chain.head().next_seq;
        self.newer
            .retain(|newer| newer.log != id || newer.seq >= seq);
        Ok(())
    }

    /// A frame beyond a gap.
    fn hold(
        &mut self,
        frame: Frame,
        batch: &mut Batch,
        out: &mut Vec<Effect>,
    ) -> Result<(), Refusal> {
        let place = frame.id();
        let seq = place.seq;
        let start = FrameId { seq: 0, ..place };
        if self.newer.range(start..place).next().is_some() {
            return Err(Refusal::WaitsForNewer);
        }
        if let Some(other) = self.log(place.log).held.get(&seq) {
            let other = other.signed();
            if other.header != frame.header {
                self.forked(other, frame.signed(), out);
                return Err(Refusal::Frozen);
            }
            return Ok(());
        }
        batch.wanted = true;
        let bytes = frame.encoded_len();
        if !self.room.can_hold(bytes) {
            return Err(Refusal::NoRoom);
        }
        self.room.hold(bytes);
        self.log(place.log).held.insert(seq, frame);
        Ok(())
    }

    /// A frame that only a newer build can read.
    fn set_aside(
        &mut self,
        peer: DeviceId,
        frame: NewerFrame,
        out: &mut Vec<Effect>,
    ) -> Result<(), Refusal> {
        let FrameId { log: id, seq } = frame.id;
        if frame.space != self.space {
            return Err(Refusal::ForeignSpace);
        }
        writers::check(&self.roster, &frame.id)?;
        let past = self
            .logs
            .get(&id)
            .is_some_and(|log| seq < log.chain.head().next_seq || log.is_frozen_at(seq));
        if past || self.newer.contains(&frame.id) {
            return Ok(());
        }
        let mut state = self.peers.get_mut(&peer);
        let many = state
            .as_ref()
            .is_some_and(|state| state.set_aside >= limits::SET_ASIDE);
        if many || self.newer.len() >= limits::LOGS {
            return Err(Refusal::NoRoom);
        }
        if let Some(state) = &mut state {
            state.set_aside += 1;
        }
        self.newer.insert(frame.id);
        out.push(Effect::SetAside { peer, frame });
        Ok(())
    }
}

impl Batch {
    fn refuse(&mut self, id: FrameId, reason: Refusal) {
        let room = self.refused.len() < limits::REFUSALS_REPORTED;
        if room || self.refused.contains_key(&(id.log, reason)) {
            self.refused.entry((id.log, reason)).or_insert((id, 0)).1 += 1;
        }
    }
}
