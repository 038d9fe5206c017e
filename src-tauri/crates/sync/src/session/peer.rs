//! What a session knows of one connected device.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    frame::{Frame, FrameId, LogId},
    limits,
    log::Head,
};

/// Whether `pause` has passed since `since`. A clock that went back says yes: better too early
/// than never.
pub(super) fn elapsed(now: DateTime<Utc>, since: DateTime<Utc>, pause: TimeDelta) -> bool {
    now < since || now.signed_duration_since(since) >= pause
}

/// `pause` after `since`.
pub(super) fn after(since: DateTime<Utc>, pause: TimeDelta) -> DateTime<Utc> {
    since
        .checked_add_signed(pause)
        .unwrap_or(DateTime::<Utc>::MAX_UTC)
}

#[derive(Debug)]
pub(super) struct Peer {
    /// Its greeting has come: what it has is known.
    pub(super) heard: bool,
    pub(super) greeted_at: DateTime<Utc>,
    /// When sending last began again because it greeted.
    answered_at: Option<DateTime<Utc>>,
    /// What it says it has on its disk.
    pub(super) said: BTreeMap<LogId, Head>,
    pub(super) sending: BTreeMap<LogId, Sending>,
    flight: VecDeque<InFlight>,
    flight_bytes: usize,
    /// Since when nothing of what is in flight was acknowledged.
    progress_at: DateTime<Utc>,
    patience: TimeDelta,
    /// Something is missing that it could send.
    pub(super) wanted: bool,
    pub(super) asked_at: Option<DateTime<Utc>>,
    /// Something that it sent found no room.
    pub(super) found_no_room: bool,
    pub(super) strikes: u8,
    pub(super) set_aside: usize,
    /// Up to which place it knows that a log has split.
    pub(super) told: BTreeMap<LogId, u64>,
    /// Before which place of a split log our frames were shown to it.
    pub(super) shown_before: BTreeMap<LogId, u64>,
}

/// How far one log was sent to one peer.
#[derive(Debug, Default)]
pub(super) struct Sending {
    /// The next frame to send.
    pub(super) next: u64,
    /// It has sent what comes before this itself: no need to send it back.
    shown: u64,
    pub(super) reading: bool,
    pub(super) path: Path,
    /// What follows its last frame here does not follow it there: once shown, that is all until it greets again.
    pub(super) parted: bool,
    /// While stepping back: the number after the last frame to show.
    pub(super) back_end: u64,
    /// Since when another device's frames wait to be passed on.
    pub(super) waiting_since: Option<DateTime<Utc>>,
    pub(super) relaying: bool,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Path {
    #[default]
    Ahead,
    /// Its chain is not ours: the frames up to its head are sent once, for it to compare.
    StepBack,
    /// Nothing more to send until it greets again.
    Stopped,
}

#[derive(Debug)]
struct InFlight {
    log: LogId,
    start: u64,
    /// Of each frame, so that a confirmation of it can be told from one of another chain.
    hashes: Vec<[u8; 32]>,
    end: u64,
    bytes: usize,
}

impl Peer {
    pub(super) fn new(now: DateTime<Utc>) -> Self {
        Self {
            heard: false,
            greeted_at: now,
            answered_at: None,
            said: BTreeMap::new(),
            sending: BTreeMap::new(),
            flight: VecDeque::new(),
            flight_bytes: 0,
            progress_at: now,
            patience: limits::RESEND_AFTER,
            wanted: false,
            asked_at: None,
            found_no_room: false,
            strikes: 0,
            set_aside: 0,
            told: BTreeMap::new(),
            shown_before: BTreeMap::new(),
        }
    }

    pub(super) fn said(&self, log: LogId) -> Head {
        self.said.get(&log).copied().unwrap_or(Head::start(log))
    }

    /// Where sending a log stands; at first, where the peer says it is.
    pub(super) fn sending(&mut self, log: LogId) -> &mut Sending {
        let next = self.said(log).next_seq;
        self.sending.entry(log).or_insert_with(|| Sending {
            next,
            ..Sending::default()
        })
    }

    pub(super) fn has_room(&self) -> bool {
        self.flight_bytes < limits::WINDOW_BYTES
    }

    /// It has sent this frame, so it has it.
    pub(super) fn has(&mut self, id: FrameId) {
        let sending = self.sending(id.log);
        sending.shown = sending.shown.max(id.seq.saturating_add(1));
        if sending.path == Path::Ahead {
            sending.next = sending.next.max(sending.shown);
        }
    }

    /// Notes that frames are on their way.
    pub(super) fn sent(&mut self, now: DateTime<Utc>, log: LogId, frames: &[Frame]) {
        let (Some(first), Some(last)) = (frames.first(), frames.last()) else {
            return;
        };
        let end = last.header.start.seq.saturating_add(1);
        let bytes = frames.iter().map(Frame::encoded_len).sum();
        if self.flight.is_empty() {
            self.progress_at = now;
        }
        self.flight.push_back(InFlight {
            log,
            start: first.header.start.seq,
            hashes: frames.iter().map(|frame| frame.header.hash()).collect(),
            end,
            bytes,
        });
        self.flight_bytes += bytes;
        self.sending(log).next = end;
    }

    /// The hash of a frame that is on its way to this peer.
    pub(super) fn sent_hash(&self, log: LogId, seq: u64) -> Option<[u8; 32]> {
        let part = self
            .flight
            .iter()
            .find(|part| part.log == log && part.start <= seq && seq < part.end)?;
        let index = usize::try_from(seq - part.start).ok()?;
        part.hashes.get(index).copied()
    }

    /// It has greeted: all that it has is told anew, so that what it has lost is known too, and
    /// sending begins again after it. One who greets all the time is not obeyed each time.
    pub(super) fn greeted(&mut self, now: DateTime<Utc>, heads: Vec<Head>) {
        let answered = self.answered_at.replace(now);
        if let Some(answered) = answered
            && !elapsed(now, answered, limits::ANSWER_PAUSE)
        {
            self.answered_at = Some(answered);
            for head in heads {
                self.confirmed(now, head);
            }
            return;
        }
        self.heard = true;
        self.said = heads.into_iter().map(|head| (head.log, head)).collect();
        self.patience = limits::RESEND_AFTER;
        for sending in self.sending.values_mut() {
            sending.shown = 0;
            sending.parted = false;
        }
        self.send_again(now);
    }

    /// It has confirmed: what it has grows, never shrinks. Returns whether anything grew.
    pub(super) fn confirmed(&mut self, now: DateTime<Utc>, head: Head) -> bool {
        if head.next_seq <= self.said(head.log).next_seq {
            return false;
        }
        if self.said.len() >= limits::LOGS && !self.said.contains_key(&head.log) {
            return false;
        }
        self.said.insert(head.log, head);
        let sending = self.sending(head.log);
        sending.next = sending.next.max(head.next_seq);
        let before = self.flight.len();
        let (said, flight_bytes) = (&self.said, &mut self.flight_bytes);
        self.flight.retain(|part| {
            let there = said
                .get(&part.log)
                .is_some_and(|head| head.next_seq >= part.end);
            if there {
                *flight_bytes -= part.bytes;
            }
            !there
        });
        if self.flight.len() < before {
            self.progress_at = now;
            self.patience = limits::RESEND_AFTER;
        }
        true
    }

    /// A log of ours ends earlier than it did.
    pub(super) fn begin_again(&mut self, head: Head) {
        let sending = self.sending(head.log);
        sending.next = sending.next.min(head.next_seq);
        sending.path = Path::Ahead;
    }

    /// Shows the frames from `from` to `end` once, so that the first difference is seen. No more
    /// than the other side compares at once.
    pub(super) fn step_back(&mut self, log: LogId, from: u64, end: u64) {
        let most = u64::try_from(limits::COMPARISONS / 2).unwrap_or(1);
        let sending = self.sending(log);
        sending.path = Path::StepBack;
        sending.back_end = end;
        sending.next = from
            .min(end.saturating_sub(1))
            .max(end.saturating_sub(most));
    }

    /// Begins again after what it says it has.
    fn send_again(&mut self, now: DateTime<Utc>) {
        self.flight.clear();
        self.flight_bytes = 0;
        self.progress_at = now;
        for (log, sending) in &mut self.sending {
            let said = self.said.get(log).map_or(0, |head| head.next_seq);
            sending.next = said.max(sending.shown);
            sending.path = Path::Ahead;
        }
    }

    /// Sends again what was not confirmed in time, each time more patiently.
    pub(super) fn resend_if_due(&mut self, now: DateTime<Utc>) {
        if !self.flight.is_empty() && elapsed(now, self.progress_at, self.patience) {
            self.patience = (self.patience * 2).min(limits::RESEND_AT_MOST);
            self.send_again(now);
        }
    }

    /// When something is due here.
    pub(super) fn wake_at(&self) -> Option<DateTime<Utc>> {
        let mut due = BTreeSet::new();
        if !self.heard {
            due.insert(after(self.greeted_at, limits::GREET_AGAIN));
        }
        if !self.flight.is_empty() {
            due.insert(after(self.progress_at, self.patience));
        }
        if let (true, true, Some(asked)) = (self.heard, self.wanted, self.asked_at) {
            due.insert(after(asked, limits::ASK_PAUSE));
        }
        due.extend(
            self.sending
                .values()
                .filter_map(|sending| sending.waiting_since)
                .map(|since| after(since, limits::RELAY_AFTER)),
        );
        due.pop_first()
    }
}
