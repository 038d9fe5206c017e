//! What the disk reports, which is all that is ever told to others.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::{Effect, Session};
use crate::{frame::LogId, log::Head, message::Message};

impl Session {
    /// The disk has more: everyone may know now.
    pub(super) fn stored(&mut self, heads: Vec<Head>, out: &mut Vec<Effect>) {
        let mut grown = BTreeSet::new();
        for head in heads {
            let log = self.log(head.log);
            if head.next_seq <= log.stored.next_seq {
                continue;
            }
            let freed = log.advance(head);
            let (frames, bytes) = log.drop_held_before(head.next_seq);
            self.room.release(frames, bytes);
            self.room.unstage(freed);
            grown.insert(head.log);
        }
        let heads = self.stored_heads(grown.clone());
        if heads.is_empty() {
            return;
        }
        for (peer, state) in &self.peers {
            if state.heard {
                out.push(Effect::Send {
                    peer: *peer,
                    message: Message::Ack {
                        heads: heads.clone(),
                    },
                });
            }
        }
        // What came back of an own log that has split may come from before a peer was put back, and reach the disk
        // after its greeting.
        if grown.iter().any(|id| id.device == self.me) {
            let peers: Vec<_> = self.peers.keys().copied().collect();
            for peer in peers {
                self.tails_lost(peer, out);
            }
        }
        for id in grown {
            self.settle(id, out);
        }
    }

    /// The disk would not take it: the log goes back to what is stored, and is asked for again
    /// after a rest.
    pub(super) fn not_stored(&mut self, now: DateTime<Utc>, id: LogId) {
        if let Some(log) = self.logs.get_mut(&id) {
            self.room.unstage(log.rewind());
            log.rests_since = Some(now);
        }
    }

    pub(super) fn stored_heads(&self, ids: BTreeSet<LogId>) -> Vec<Head> {
        ids.iter()
            .filter_map(|id| self.logs.get(id))
            .map(|log| log.stored)
            .filter(|head| head.next_seq > 0)
            .collect()
    }
}
