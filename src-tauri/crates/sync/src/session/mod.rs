//! What two or more connected devices do until all of them hold the same logs. A state machine
//! without I/O: [`Session::handle`] takes the time and one event, and answers with effects that the
//! caller performs in order.
//!
//! The rule of sending: who knows what a peer has, sends what comes after it, at once and
//! unasked; a window bounds what is unconfirmed. The rule of taking: verify, keep in order, hand
//! over for storing, and confirm what was reported as stored. A greeting repeats the question
//! "this is what I have" whenever something is missing.

mod event;
mod fork;
mod held;
mod peer;
mod receive;
mod send;
mod stored;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use keys::Roster;

pub use event::{Effect, Event, Goodbye, Purpose, Refusal};

use crate::{
    frame::{DeviceId, FrameId, LogId},
    limits,
    log::{ForkProof, Head},
    message::{Message, space_tag},
    writers,
};
use held::{Log, Room};
use peer::{Peer, after, elapsed};

/// What a session starts with, read from the disk.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// The heads of all stored logs, own ones included.
    pub heads: Vec<Head>,
    /// What each device has confirmed, from [`Effect::PeerAcknowledged`].
    pub peer_acks: Vec<(DeviceId, Head)>,
    /// The logs that have split, from [`Effect::Frozen`]; of several proofs for one log the one
    /// with the lowest number counts.
    pub forks: Vec<ForkProof>,
}

/// One device's side of the exchange, in one space, with all peers.
pub struct Session {
    space: [u8; 32],
    me: DeviceId,
    roster: Roster,
    logs: BTreeMap<LogId, Log>,
    peers: BTreeMap<DeviceId, Peer>,
    /// What each device has confirmed, connected or not.
    confirmed: BTreeMap<DeviceId, BTreeMap<LogId, Head>>,
    /// Places of frames that only a newer version can read. Nothing about them is proven.
    newer: BTreeSet<FrameId>,
    room: Room,
}

impl Session {
    /// Begins where the disk says, in the space of this roster. Nobody is connected yet.
    pub fn new(me: DeviceId, roster: Roster, start: Start) -> Self {
        let mut logs: BTreeMap<LogId, Log> = start
            .heads
            .into_iter()
            .map(|head| (head.log, Log::new(head)))
            .collect();
        for fork in start.forks {
            let FrameId { log, seq } = fork.id();
            let log = logs
                .entry(log)
                .or_insert_with(|| Log::new(Head::start(log)));
            if !log.is_frozen_at(seq) {
                log.fork = Some(fork);
            }
        }
        let mut confirmed: BTreeMap<DeviceId, BTreeMap<LogId, Head>> = BTreeMap::new();
        for (peer, head) in start.peer_acks {
            confirmed.entry(peer).or_default().insert(head.log, head);
        }
        Self {
            space: *roster.space(),
            me,
            roster,
            logs,
            peers: BTreeMap::new(),
            confirmed,
            newer: BTreeSet::new(),
            room: Room::default(),
        }
    }

    /// Takes note of an event and says what to do about it.
    pub fn handle(&mut self, now: DateTime<Utc>, event: Event) -> Vec<Effect> {
        let mut out = Vec::new();
        match event {
            Event::Connected { peer } => self.connected(now, peer, &mut out),
            Event::Received { peer, message } => self.received(now, peer, message, &mut out),
            Event::Collected {
                from,
                frames,
                newer,
            } => self.frames(from, frames, newer, &mut out),
            Event::Confirmed { peer, heads } => self.said_in_a_frame(peer, heads, &mut out),
            Event::Unreadable { peer, error } => {
                self.part(peer, Goodbye::Unreadable(error), &mut out);
            }
            Event::Disconnected { peer } => {
                self.peers.remove(&peer);
            }
            Event::LocalFrames { frames } => self.local_frames(now, &frames, &mut out),
            Event::FramesRead {
                purpose,
                log,
                from,
                frames,
            } => match purpose {
                Purpose::Send(peer) => self.send_read(now, peer, log, from, frames, &mut out),
                Purpose::Compare => self.compare_read(log, from, &frames, &mut out),
            },
            Event::ReadAgain { frames } => self.read_again(frames, &mut out),
            Event::Stored { heads } => self.stored(heads, &mut out),
            Event::NotStored { log } => self.not_stored(now, log),
            Event::TakenBack { head } => self.taken_back(now, head),
            Event::RosterChanged { roster } => self.roster_changed(roster, &mut out),
            Event::Leaving => {
                let peers: Vec<_> = self.peers.keys().copied().collect();
                for peer in peers {
                    self.part(peer, Goodbye::Leaving, &mut out);
                }
            }
            Event::Tick => self.tick(now, &mut out),
        }
        self.pump(now, &mut out);
        self.ask_for_missing(now, &mut out);
        out
    }

    /// When [`Event::Tick`] is of use next, unless something else happens before.
    pub fn wake_at(&self) -> Option<DateTime<Utc>> {
        let rests = self
            .logs
            .values()
            .filter_map(|log| log.rests_since)
            .map(|since| after(since, limits::REST_AFTER_FAILURE));
        self.peers
            .values()
            .filter_map(Peer::wake_at)
            .chain(rests)
            .min()
    }

    /// How far each stored log goes, sorted by log.
    pub fn heads(&self) -> Vec<Head> {
        self.logs
            .values()
            .map(|log| log.stored)
            .filter(|head| head.next_seq > 0)
            .collect()
    }

    /// What a device has confirmed of a log; possibly nothing.
    pub fn confirmed(&self, peer: &DeviceId, log: LogId) -> Head {
        self.confirmed
            .get(peer)
            .and_then(|logs| logs.get(&log))
            .copied()
            .unwrap_or(Head::start(log))
    }

    /// Whether a device has confirmed every frame that this device has written itself. Logs that
    /// have split are left out: they are reported as such.
    pub fn has_all_of_mine(&self, peer: &DeviceId) -> bool {
        self.logs
            .iter()
            .filter(|(id, log)| id.device == self.me && log.fork.is_none())
            .all(|(id, log)| self.confirmed(peer, *id).next_seq >= log.sendable(&self.roster))
    }

    /// The same, where of one log only the frames before `end` count.
    pub fn has_mine_up_to(&self, peer: &DeviceId, log: LogId, end: u64) -> bool {
        self.logs
            .iter()
            .filter(|(id, log)| id.device == self.me && log.fork.is_none())
            .all(|(id, state)| {
                let sendable = state.sendable(&self.roster);
                let wanted = if *id == log {
                    sendable.min(end)
                } else {
                    sendable
                };
                self.confirmed(peer, *id).next_seq >= wanted
            })
    }

    /// The devices connected now, whether or not they have greeted.
    pub fn connected_peers(&self) -> impl Iterator<Item = DeviceId> + '_ {
        self.peers.keys().copied()
    }

    fn connected(&mut self, now: DateTime<Utc>, peer: DeviceId, out: &mut Vec<Effect>) {
        if !writers::belongs(&self.roster, &peer) || peer == self.me {
            let reason = Goodbye::NotRostered;
            out.push(Effect::Disconnect { peer, reason });
            return;
        }
        self.peers.insert(peer, Peer::new(now));
        self.greet(peer, out);
    }

    fn greet(&self, peer: DeviceId, out: &mut Vec<Effect>) {
        let Some(state) = self.peers.get(&peer) else {
            return;
        };
        out.push(Effect::Send {
            peer,
            message: Message::Hello {
                space_tag: space_tag(&self.space),
                heard: state.heard,
                heads: self.heads(),
            },
        });
    }

    fn part(&mut self, peer: DeviceId, reason: Goodbye, out: &mut Vec<Effect>) {
        if self.peers.remove(&peer).is_none() {
            return;
        }
        if reason != Goodbye::PeerLeft {
            let message = Message::Bye;
            out.push(Effect::Send { peer, message });
        }
        out.push(Effect::Disconnect { peer, reason });
    }

    fn taken_back(&mut self, now: DateTime<Utc>, head: Head) {
        if head.log.device != self.me {
            return;
        }
        let log = self.log(head.log);
        let freed = log.cut(head);
        let (frames, bytes) = log.drop_held_before(u64::MAX);
        self.room.unstage(freed);
        self.room.release(frames, bytes);
        for peer in self.peers.values_mut() {
            peer.begin_again(head);
            peer.wanted = true;
            // At once it would count as a confirmation only, which takes nothing back.
            peer.asked_at = Some(now);
        }
    }

    fn roster_changed(&mut self, roster: Roster, out: &mut Vec<Effect>) {
        self.roster = roster;
        let gone: Vec<_> = self
            .peers
            .keys()
            .filter(|peer| !writers::belongs(&self.roster, peer))
            .copied()
            .collect();
        for peer in gone {
            self.part(peer, Goodbye::NotRostered, out);
        }
        // What a new device wrote was refused until now.
        for peer in self.peers.values_mut() {
            peer.wanted = true;
        }
    }

    fn tick(&mut self, now: DateTime<Utc>, out: &mut Vec<Effect>) {
        let mut rested = false;
        for log in self.logs.values_mut() {
            if log
                .rests_since
                .is_some_and(|since| elapsed(now, since, limits::REST_AFTER_FAILURE))
            {
                log.rests_since = None;
                rested = true;
            }
        }
        let mut silent = Vec::new();
        for (id, peer) in &mut self.peers {
            peer.wanted |= rested;
            peer.resend_if_due(now);
            if !peer.heard && elapsed(now, peer.greeted_at, limits::GREET_AGAIN) {
                peer.greeted_at = now;
                silent.push(*id);
            }
        }
        for peer in silent {
            self.greet(peer, out);
        }
    }

    /// Asks those peers for what is missing that seem to have it, not too often.
    fn ask_for_missing(&mut self, now: DateTime<Utc>, out: &mut Vec<Effect>) {
        if std::mem::take(&mut self.room.freed) {
            for peer in self.peers.values_mut() {
                peer.wanted |= std::mem::take(&mut peer.found_no_room);
            }
        }
        let due: Vec<_> = self
            .peers
            .iter()
            .filter(|(_, peer)| {
                let rested = peer
                    .asked_at
                    .is_none_or(|asked| elapsed(now, asked, limits::ASK_PAUSE));
                peer.wanted && peer.heard && rested
            })
            .map(|(id, _)| *id)
            .collect();
        for peer in due {
            self.ask(now, peer, out);
        }
    }

    fn ask(&mut self, now: DateTime<Utc>, peer: DeviceId, out: &mut Vec<Effect>) {
        if let Some(state) = self.peers.get_mut(&peer) {
            state.wanted = false;
            state.asked_at = Some(now);
            self.greet(peer, out);
        }
    }
}
