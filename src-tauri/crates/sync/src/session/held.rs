//! What a session knows of one log: what is stored, what is on its way to the disk, and what waits
//! for an earlier frame.

use std::collections::{BTreeMap, VecDeque};

use chrono::{DateTime, Utc};
use keys::Roster;

use crate::{
    frame::{DeviceId, Frame, SignedHeader},
    limits,
    log::{Chain, ForkProof, Head},
    writers,
};

#[derive(Debug)]
pub(super) struct Log {
    /// Committed; only this is ever told to others.
    pub(super) stored: Head,
    /// Goes on to what was handed over for storing.
    pub(super) chain: Chain,
    staged: VecDeque<(u64, usize)>,
    /// Verified frames beyond a gap.
    pub(super) held: BTreeMap<u64, Frame>,
    /// Verified headers whose stored counterpart is being read.
    pub(super) compare: BTreeMap<u64, SignedHeader>,
    pub(super) fork: Option<ForkProof>,
    /// Since when it rests because it could not be stored.
    pub(super) rests_since: Option<DateTime<Utc>>,
    /// Whether it was said that this own log goes further elsewhere.
    pub(super) ahead_told: bool,
}

impl Log {
    pub(super) fn new(head: Head) -> Self {
        Self {
            stored: head,
            chain: Chain::resume(head),
            staged: VecDeque::new(),
            held: BTreeMap::new(),
            compare: BTreeMap::new(),
            fork: None,
            rests_since: None,
            ahead_told: false,
        }
    }

    /// Whether the log has split at or before this number.
    pub(super) fn is_frozen_at(&self, seq: u64) -> bool {
        self.fork.is_some_and(|fork| fork.id().seq <= seq)
    }

    /// The number after the last frame that may be sent.
    pub(super) fn sendable(&self, roster: &Roster) -> u64 {
        let end = writers::counted(roster, &self.stored);
        self.fork.map_or(end, |fork| end.min(fork.id().seq))
    }

    /// The number after the last frame that may be sent to this device. The author of a log gets
    /// back what others have of it, also behind a split.
    pub(super) fn sendable_to(&self, roster: &Roster, peer: &DeviceId) -> u64 {
        if self.stored.log.device == *peer {
            writers::counted(roster, &self.stored)
        } else {
            self.sendable(roster)
        }
    }

    /// The disk has gone back to an earlier head: what came after it was taken back.
    pub(super) fn cut(&mut self, head: Head) -> usize {
        self.stored = head;
        self.chain = Chain::resume(head);
        self.compare.clear();
        self.ahead_told = false;
        self.staged.drain(..).map(|(_, bytes)| bytes).sum()
    }

    /// Appends a verified frame that is on its way to the disk; returns its bytes.
    pub(super) fn stage(&mut self, frame: &Frame) -> usize {
        let seq = frame.header.start.seq;
        self.chain.accept(&frame.signed());
        let bytes = frame.encoded_len();
        self.staged.push_back((seq, bytes));
        bytes
    }

    /// The disk has it now; returns the bytes that are no longer on their way.
    pub(super) fn advance(&mut self, head: Head) -> usize {
        self.stored = head;
        if head.next_seq > self.chain.head().next_seq {
            self.chain = Chain::resume(head);
        }
        let mut freed = 0;
        while let Some((seq, bytes)) = self.staged.front().copied() {
            if seq >= head.next_seq {
                break;
            }
            freed += bytes;
            self.staged.pop_front();
        }
        freed
    }

    /// What was handed over will not come to the disk; returns its bytes.
    pub(super) fn rewind(&mut self) -> usize {
        self.chain.rewind(self.stored);
        self.staged.drain(..).map(|(_, bytes)| bytes).sum()
    }

    /// Drops the held frames from this number on; returns how many, and their bytes.
    pub(super) fn drop_held_from(&mut self, seq: u64) -> (usize, usize) {
        size(&self.held.split_off(&seq))
    }

    /// Drops the held frames before this number; returns how many, and their bytes.
    pub(super) fn drop_held_before(&mut self, seq: u64) -> (usize, usize) {
        let later = self.held.split_off(&seq);
        size(&std::mem::replace(&mut self.held, later))
    }
}

fn size(frames: &BTreeMap<u64, Frame>) -> (usize, usize) {
    let bytes = frames.values().map(Frame::encoded_len).sum();
    (frames.len(), bytes)
}

/// The room that waiting frames take, in all logs together.
#[derive(Debug, Default)]
pub(super) struct Room {
    held_frames: usize,
    held_bytes: usize,
    staged_bytes: usize,
    /// There is more of it than before.
    pub(super) freed: bool,
}

impl Room {
    pub(super) fn can_hold(&self, bytes: usize) -> bool {
        self.held_frames < limits::PENDING_FRAMES
            && self.held_bytes + bytes <= limits::PENDING_BYTES
    }

    pub(super) fn hold(&mut self, bytes: usize) {
        self.held_frames += 1;
        self.held_bytes += bytes;
    }

    pub(super) fn release(&mut self, frames: usize, bytes: usize) {
        self.held_frames -= frames;
        self.held_bytes -= bytes;
        self.freed |= frames > 0;
    }

    pub(super) fn can_stage(&self, bytes: usize) -> bool {
        self.staged_bytes + bytes <= limits::STAGED_BYTES
    }

    pub(super) fn stage(&mut self, bytes: usize) {
        self.staged_bytes += bytes;
    }

    pub(super) fn unstage(&mut self, bytes: usize) {
        self.staged_bytes -= bytes;
        self.freed |= bytes > 0;
    }
}
