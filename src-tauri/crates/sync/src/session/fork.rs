//! When a log has split: how it is noticed, proven, and told.

use super::{Effect, Purpose, Refusal, Session, receive::Batch};
use crate::{
    frame::{DeviceId, Frame, FrameId, LogId, SignedHeader},
    limits,
    log::ForkProof,
    message::Message,
    writers,
};

impl Session {
    /// An older frame: the stored one in its place decides.
    pub(super) fn compare(
        &mut self,
        theirs: SignedHeader,
        batch: &mut Batch,
        out: &mut Vec<Effect>,
    ) -> Result<(), Refusal> {
        let FrameId { log: id, seq } = theirs.header.id();
        batch.again.insert(id);
        let log = self.log(id);
        if log.compare.contains_key(&seq) {
            return Ok(());
        }
        if log.compare.len() >= limits::COMPARISONS {
            return Err(Refusal::NoRoom);
        }
        log.compare.insert(seq, theirs);
        out.push(Effect::ReadFrames {
            purpose: Purpose::Compare,
            log: id,
            from: seq,
            limit: 1,
            max_bytes: limits::READ_BYTES,
        });
        Ok(())
    }

    pub(super) fn compare_read(
        &mut self,
        id: LogId,
        from: u64,
        frames: &[Frame],
        out: &mut Vec<Effect>,
    ) {
        let Some(theirs) = self
            .logs
            .get_mut(&id)
            .and_then(|log| log.compare.remove(&from))
        else {
            return;
        };
        if let Some(ours) = frames.first()
            && ours.header != theirs.header
        {
            self.forked(ours.signed(), theirs, out);
        }
    }

    pub(super) fn forked(&mut self, one: SignedHeader, other: SignedHeader, out: &mut Vec<Effect>) {
        if let Some(proof) = ForkProof::new(one, other) {
            self.freeze(proof, out);
        }
    }

    /// A log has split: nothing more of it from there on, and everyone shall know.
    fn freeze(&mut self, proof: ForkProof, out: &mut Vec<Effect>) {
        let FrameId { log: id, seq } = proof.id();
        let log = self.log(id);
        if log.is_frozen_at(seq) {
            return;
        }
        log.fork = Some(proof);
        log.compare.split_off(&seq);
        let (frames, bytes) = log.drop_held_from(seq);
        self.room.release(frames, bytes);
        out.push(Effect::Frozen {
            proof: Box::new(proof),
        });
        let peers: Vec<_> = self.peers.keys().copied().collect();
        for peer in peers {
            self.tell_fork(peer, id, out);
        }
    }

    /// A peer proves that a log has split.
    pub(super) fn fork_told(&mut self, peer: DeviceId, proof: ForkProof, out: &mut Vec<Effect>) {
        let FrameId { log, seq } = proof.id();
        let counts = writers::check(&self.roster, &proof.id()).is_ok();
        let known = self.logs.contains_key(&log);
        if proof.space() != self.space || !counts || !(known || self.may_open(log)) {
            return;
        }
        if let Some(state) = self.peers.get_mut(&peer) {
            state.told.insert(log, seq);
        }
        self.freeze(proof, out);
    }

    pub(super) fn tell_fork(&mut self, peer: DeviceId, id: LogId, out: &mut Vec<Effect>) {
        let Some(proof) = self.logs.get(&id).and_then(|log| log.fork) else {
            return;
        };
        let Some(state) = self.peers.get_mut(&peer) else {
            return;
        };
        let seq = proof.id().seq;
        if state.heard && state.told.get(&id).is_none_or(|told| *told > seq) {
            state.told.insert(id, seq);
            let message = Message::Fork(Box::new(proof));
            out.push(Effect::Send { peer, message });
        }
        // Whether what came before the split is the same on both sides is seen from the frame
        // before it; where that differs too, it leads back step by step to the first split.
        // Once for each place: its author shall then get what is here of it.
        let shown = state.shown_before.get(&id) == Some(&seq);
        let said = state.said(id).next_seq;
        if state.heard && said >= seq && seq > 0 && !shown {
            state.shown_before.insert(id, seq);
            // Its author may have taken some of what is here behind the split, and then gone off:
            // up to its last frame, to see whether that is so.
            let end = if id.device == peer { said } else { seq };
            let common = self
                .confirmed
                .get(&peer)
                .and_then(|logs| logs.get(&id))
                .map_or(0, |head| head.next_seq);
            state.step_back(id, common, end);
        }
    }

    /// What stands here of an own log behind its split is what a peer held of it. Where the peer
    /// has greeted and holds less of it by now, having been put back itself, it can't take it again.
    pub(super) fn tails_lost(&self, peer: DeviceId, out: &mut Vec<Effect>) {
        let Some(state) = self.peers.get(&peer).filter(|state| state.heard) else {
            return;
        };
        for (id, log) in &self.logs {
            let Some(proof) = log.fork.filter(|_| id.device == self.me) else {
                continue;
            };
            let (said, here) = (state.said(*id), log.stored.next_seq);
            if here > proof.id().seq && here > said.next_seq {
                let proof = Box::new(proof);
                out.push(Effect::TailLost { proof, said });
            }
        }
    }
}
