//! One device of a history: a session, and a disk that keeps exactly what was committed.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use keys::{DeviceSecrets, Roster};
use sync::{DeviceId, Event, ForkProof, Frame, Head, LogId, Session, session::Start};

use crate::common::{SPACE, id_of, log_of, write};

#[derive(Clone, Default)]
pub struct Disk {
    pub logs: BTreeMap<LogId, Vec<Frame>>,
    pub acks: BTreeMap<(DeviceId, LogId), Head>,
    pub forks: BTreeMap<LogId, ForkProof>,
    pub incarnation: u32,
}

impl Disk {
    pub fn head(&self, log: LogId) -> Head {
        let last = self.logs.get(&log).and_then(|frames| frames.last());
        last.map_or(Head::start(log), |frame| Head::after(&frame.header))
    }

    /// Whether it holds the frames that a head speaks of.
    pub fn holds(&self, head: &Head) -> bool {
        let Some(last) = head.next_seq.checked_sub(1) else {
            return true;
        };
        self.logs
            .get(&head.log)
            .and_then(|frames| frames.get(last as usize))
            .is_some_and(|frame| frame.header.hash() == head.hash)
    }

    /// One transaction. False where a log would get a hole or a second frame in one place; then
    /// nothing of it is kept.
    pub fn commit(&mut self, frames: &[Frame]) -> bool {
        let mut next = self.clone_logs(frames);
        for frame in frames {
            let log = next.entry(frame.id().log).or_default();
            if log.len() as u64 != frame.id().seq {
                return false;
            }
            log.push(frame.clone());
        }
        self.logs.append(&mut next);
        true
    }

    fn clone_logs(&self, frames: &[Frame]) -> BTreeMap<LogId, Vec<Frame>> {
        let mut some = BTreeMap::new();
        for frame in frames {
            let log = frame.id().log;
            if let Some(stored) = self.logs.get(&log) {
                some.entry(log).or_insert_with(|| stored.clone());
            }
        }
        some
    }

    fn start(&self) -> Start {
        Start {
            heads: self.logs.keys().map(|log| self.head(*log)).collect(),
            peer_acks: self
                .acks
                .iter()
                .map(|((peer, _), head)| (*peer, *head))
                .collect(),
            forks: self.forks.values().copied().collect(),
        }
    }
}

pub struct Device {
    pub secrets: DeviceSecrets,
    pub me: DeviceId,
    pub disk: Disk,
    /// Older states of the disk, as a backup would have them.
    pub copies: Vec<Disk>,
    pub session: Session,
    /// Its clock, in milliseconds beside the true time.
    pub clock: i64,
    /// Which life of its process: what an earlier one was told to do is lost.
    pub life: u32,
    /// When it wants to be woken, in true time.
    pub wake: Option<u64>,
}

impl Device {
    pub fn new(secrets: DeviceSecrets, roster: &Roster) -> Self {
        let me = id_of(&secrets);
        Self {
            secrets,
            me,
            disk: Disk::default(),
            copies: Vec::new(),
            session: Session::new(me, roster.clone(), Start::default()),
            clock: 0,
            life: 0,
            wake: None,
        }
    }

    /// What its clock shows.
    pub fn time(&self, at: u64) -> DateTime<Utc> {
        let millis = 1_800_000_000_000 + at as i64 + self.clock;
        DateTime::from_timestamp_millis(millis).unwrap()
    }

    pub fn log(&self) -> LogId {
        log_of(&self.secrets, self.disk.incarnation)
    }

    /// Begins anew from what was committed.
    pub fn restart(&mut self, roster: &Roster) {
        self.life += 1;
        self.session = Session::new(self.me, roster.clone(), self.disk.start());
    }

    /// A new log, that names the end of the one before.
    pub fn start_incarnation(&mut self, number: u32) {
        self.disk.incarnation = number;
    }

    /// Writes and commits one frame.
    pub fn write(&mut self, body: Vec<u8>, before: [u8; 32]) -> Frame {
        let head = self.disk.head(self.log());
        let mut start = head.next_frame(SPACE, 1);
        if head.next_seq == 0 && head.log.incarnation != 0 {
            start.prev = before;
        }
        let frame = write(&self.secrets, start, body);
        assert!(self.disk.commit(std::slice::from_ref(&frame)));
        frame
    }

    pub fn read(&self, effect: &sync::Effect, shorten: Option<usize>) -> Option<Event> {
        let sync::Effect::ReadFrames {
            purpose,
            log,
            from,
            limit,
            ..
        } = effect
        else {
            return None;
        };
        let limit = shorten.unwrap_or(usize::MAX).min(*limit as usize);
        let frames = self.disk.logs.get(log).map_or_else(Vec::new, |frames| {
            frames
                .iter()
                .skip(*from as usize)
                .take(limit)
                .cloned()
                .collect()
        });
        Some(Event::FramesRead {
            purpose: *purpose,
            log: *log,
            from: *from,
            frames,
        })
    }
}
