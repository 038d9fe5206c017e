//! Giving: what a peer lacks is read and sent, new frames at once, and what it confirms is noted.

use chrono::{DateTime, Utc};

use super::{
    Effect, Log, Purpose, Session,
    peer::{Path, Peer, elapsed},
};
use crate::{
    frame::{DeviceId, Frame, LogId},
    limits,
    log::{Chain, Head},
    message::{self, Message},
};

/// Whether what a peer says it has is what is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Agreement {
    Same,
    Differs,
    /// To be seen when the frame after it is read, or arrives.
    Open,
}

impl Session {
    /// New frames of this device: sent at once to everyone who has all that came before.
    pub(super) fn local_frames(
        &mut self,
        now: DateTime<Utc>,
        frames: &[Frame],
        out: &mut Vec<Effect>,
    ) {
        for run in frames.chunk_by(|a, b| a.header.start.log == b.header.start.log) {
            let Some(first) = run.first() else { continue };
            let id = first.header.start.log;
            let log = self
                .logs
                .entry(id)
                .or_insert_with(|| Log::new(Head::start(id)));
            for frame in run {
                let signed = frame.signed();
                // The caller's disk is the truth, also where an event was missed.
                if log.chain.accept(&signed) != crate::log::Link::Next
                    && signed.header.start.seq >= log.stored.next_seq
                {
                    log.chain = Chain::resume(Head::after(&signed.header));
                }
                if signed.header.start.seq >= log.stored.next_seq {
                    let freed = log.advance(Head::after(&signed.header));
                    self.room.unstage(freed);
                }
            }
            if log.is_frozen_at(first.header.start.seq) {
                continue;
            }
            for (peer, state) in &mut self.peers {
                let ready = state.heard && state.has_room();
                let sending = state.sending(id);
                if ready
                    && !sending.reading
                    && sending.path == Path::Ahead
                    && sending.next == first.header.start.seq
                {
                    send_frames(now, *peer, state, id, run.to_vec(), out);
                }
            }
            self.settle(id, out);
        }
    }

    /// Reads for every peer what it lacks, as far as its window allows.
    pub(super) fn pump(&mut self, now: DateTime<Utc>, out: &mut Vec<Effect>) {
        let present: Vec<DeviceId> = self
            .peers
            .iter()
            .filter(|(_, state)| state.heard)
            .map(|(peer, _)| *peer)
            .collect();
        for (peer, state) in &mut self.peers {
            if !state.heard {
                continue;
            }
            for (id, log) in &self.logs {
                let has_room = state.has_room();
                let sending = state.sending(*id);
                if sending.reading || sending.path == Path::Stopped {
                    sending.waiting_since = None;
                    continue;
                }
                if sending.next >= log.sendable_to(&self.roster, peer) {
                    sending.waiting_since = None;
                    sending.relaying = false;
                    continue;
                }
                // A third device that is here too most likely sends its own frames itself.
                let author_is_near =
                    id.device != self.me && id.device != *peer && present.contains(&id.device);
                if author_is_near && !sending.relaying && sending.path == Path::Ahead {
                    let since = *sending.waiting_since.get_or_insert(now);
                    if !elapsed(now, since, limits::RELAY_AFTER) {
                        continue;
                    }
                }
                sending.waiting_since = None;
                sending.relaying = author_is_near;
                if !has_room {
                    continue;
                }
                sending.reading = true;
                let limit = match sending.path {
                    Path::StepBack => sending.back_end.saturating_sub(sending.next),
                    _ => u64::from(limits::READ_FRAMES),
                };
                out.push(Effect::ReadFrames {
                    purpose: Purpose::Send(*peer),
                    log: *id,
                    from: sending.next,
                    limit: u32::try_from(limit.max(1)).unwrap_or(limits::READ_FRAMES),
                    max_bytes: limits::READ_BYTES,
                });
            }
        }
    }

    /// Frames read for a peer: sent, if they are still what it lacks.
    pub(super) fn send_read(
        &mut self,
        now: DateTime<Utc>,
        peer: DeviceId,
        id: LogId,
        from: u64,
        mut frames: Vec<Frame>,
        out: &mut Vec<Effect>,
    ) {
        let (Some(state), Some(log)) = (self.peers.get_mut(&peer), self.logs.get(&id)) else {
            return;
        };
        let said = state.said(id);
        let sending = state.sending(id);
        sending.reading = false;
        if sending.next != from || !state.heard {
            return;
        }
        let in_order = frames
            .iter()
            .zip(from..log.sendable_to(&self.roster, &peer))
            .take_while(|(frame, seq)| {
                frame.header.start.log == id && frame.header.start.seq == *seq
            })
            .count();
        frames.truncate(in_order);
        let sending = state.sending(id);
        let Some(first) = frames.first() else {
            // Not on the disk although its head says so: nothing to send until the next greeting.
            sending.path = Path::Stopped;
            return;
        };
        if sending.path == Path::StepBack {
            // Who has taken back their own log up to its split gets what is here of it.
            let split = log.fork.is_some_and(|fork| said.next_seq <= fork.id().seq);
            // Or has taken a part of that already.
            let agrees = frames
                .iter()
                .any(|frame| Head::after(&frame.header) == said);
            if agrees {
                note(&mut self.confirmed, peer, said, out);
            }
            if id.device == peer && (split || agrees) && !sending.parted {
                sending.path = Path::Ahead;
                sending.next = said.next_seq;
            } else {
                sending.path = Path::Stopped;
            }
            let shown = sending.back_end.saturating_sub(from);
            frames.truncate(usize::try_from(shown).unwrap_or(1).max(1));
            let message = Message::frames(frames);
            out.push(Effect::Send { peer, message });
            return;
        }
        if from > 0 && from == said.next_seq {
            if first.header.start.prev == said.hash {
                note(&mut self.confirmed, peer, said, out);
            } else {
                state.sending(id).parted = true;
                step_back(state, said, common(&self.confirmed, peer, id));
                return;
            }
        }
        send_frames(now, peer, state, id, frames, out);
    }

    /// A peer has told what it has on its disk. `sent` is the hash of the frame there, where it was
    /// just sent.
    pub(super) fn peer_said(
        &mut self,
        peer: DeviceId,
        id: LogId,
        sent: Option<[u8; 32]>,
        out: &mut Vec<Effect>,
    ) {
        let (Some(state), Some(log)) = (self.peers.get_mut(&peer), self.logs.get(&id)) else {
            return;
        };
        let said = state.said(id);
        match agreement(log, said, sent) {
            Agreement::Same => note(&mut self.confirmed, peer, said, out),
            Agreement::Differs => step_back(state, said, common(&self.confirmed, peer, id)),
            Agreement::Open => {}
        }
    }

    /// A device has confirmed in a frame, which may be older than what it said since: what it has
    /// grows, never shrinks.
    pub(super) fn said_in_a_frame(
        &mut self,
        peer: DeviceId,
        heads: Vec<Head>,
        out: &mut Vec<Effect>,
    ) {
        for head in heads {
            let there = self.logs.get(&head.log).map(|log| log.stored.next_seq);
            let known = self.confirmed(&peer, head.log).next_seq;
            if there.is_some_and(|there| head.next_seq <= there) && head.next_seq > known {
                note(&mut self.confirmed, peer, head, out);
            }
        }
    }

    /// This log has grown: what peers said before may now be seen to be true.
    pub(super) fn settle(&mut self, id: LogId, out: &mut Vec<Effect>) {
        let peers: Vec<_> = self
            .peers
            .iter()
            .filter(|(_, state)| state.heard && state.said.contains_key(&id))
            .map(|(peer, _)| *peer)
            .collect();
        for peer in peers {
            self.peer_said(peer, id, None, out);
        }
    }
}

fn agreement(log: &Log, said: Head, sent: Option<[u8; 32]>) -> Agreement {
    let Some(last) = said.next_seq.checked_sub(1) else {
        return Agreement::Same;
    };
    if said.next_seq > log.stored.next_seq {
        return Agreement::Open;
    }
    let hash = if said.next_seq == log.stored.next_seq {
        Some(log.stored.hash)
    } else {
        log.chain.hash_of(last).or(sent)
    };
    match hash {
        Some(hash) if hash == said.hash => Agreement::Same,
        Some(_) => Agreement::Differs,
        None => Agreement::Open,
    }
}

/// The peer's log is another than ours: the frames that stand here from the last place known to be
/// common up to where its last one stands let it see where the two part, and prove it.
fn step_back(state: &mut Peer, said: Head, common: u64) {
    if state.sending(said.log).path == Path::Ahead {
        state.step_back(said.log, common, said.next_seq);
    }
}

/// How far both are known to have the same of a log.
fn common(
    confirmed: &std::collections::BTreeMap<DeviceId, std::collections::BTreeMap<LogId, Head>>,
    peer: DeviceId,
    id: LogId,
) -> u64 {
    let head = confirmed.get(&peer).and_then(|logs| logs.get(&id));
    head.map_or(0, |head| head.next_seq)
}

/// Notes what a peer has, and tells it where that is new.
fn note(
    confirmed: &mut std::collections::BTreeMap<DeviceId, std::collections::BTreeMap<LogId, Head>>,
    peer: DeviceId,
    head: Head,
    out: &mut Vec<Effect>,
) {
    let logs = confirmed.entry(peer).or_default();
    let known = logs.get(&head.log).copied();
    if known.unwrap_or(Head::start(head.log)) != head {
        logs.insert(head.log, head);
        out.push(Effect::PeerAcknowledged { peer, head });
    }
}

/// Sends frames of one log in as few messages as their size allows.
fn send_frames(
    now: DateTime<Utc>,
    peer: DeviceId,
    state: &mut Peer,
    id: LogId,
    frames: Vec<Frame>,
    out: &mut Vec<Effect>,
) {
    let mut batch = Vec::new();
    let mut bytes = 1;
    let mut flush = |batch: &mut Vec<Frame>, state: &mut Peer| {
        state.sent(now, id, batch);
        let message = Message::frames(std::mem::take(batch));
        out.push(Effect::Send { peer, message });
    };
    for frame in frames {
        let cost = message::cost(&frame);
        if bytes + cost > limits::MESSAGE_BYTES {
            flush(&mut batch, state);
            bytes = 1;
        }
        bytes += cost;
        batch.push(frame);
    }
    if !batch.is_empty() {
        flush(&mut batch, state);
    }
}
