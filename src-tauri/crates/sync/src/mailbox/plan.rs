//! What a device does in a mailbox: a state machine without I/O. [`Plan::handle`] takes the time
//! and one [`Event`] and answers with [`Step`]s for the caller to perform in order.
//!
//! What to publish follows from what lies there: every frame of this device's own logs that no
//! segment covers is written, again and again, whatever became of earlier files. What to read
//! follows from the names: those not read yet that go on where the log ends here. At most one step
//! is under way at a time, and no more than one segment is held in memory.

mod outcome;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use keys::Roster;
use serde::{Deserialize, Serialize};

use super::{
    Answer, Finding, Job, NOTE_BYTES, SEGMENT_BYTES, SegmentName, Trouble, coverage, look::Look,
    marker::Owner, name, segment,
};
use crate::{
    frame::{DeviceId, Frame, LogId},
    log::Head,
    message::NewerFrame,
};

/// The folder is listed at least this often, whether or not it tells of changes.
pub const LIST_AGAIN: TimeDelta = TimeDelta::seconds(30);
/// After one segment of a log, the next follows no sooner, so that many changes at once are one.
const PUBLISH_PAUSE: TimeDelta = TimeDelta::milliseconds(1000);
/// The first pause after trouble; doubled each time up to [`RETRY_AT_MOST`].
const RETRY_AFTER: TimeDelta = TimeDelta::seconds(5);
const RETRY_AT_MOST: TimeDelta = TimeDelta::seconds(300);
/// Own segments that nobody has confirmed yet are read back so often.
const VERIFY_AGAIN: TimeDelta = TimeDelta::minutes(10);
/// How many at a time.
const VERIFY_AT_ONCE: usize = 32;
/// How long a finding is told after it was last true.
const TOLD_FOR: TimeDelta = TimeDelta::days(7);

/// What is kept between two runs, beside the names of segments.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    /// How far each log was seen to go in this mailbox: own ones as published, others as read.
    pub seen: BTreeMap<LogId, u64>,
    /// Our marker was there.
    pub marked: bool,
    /// What was noticed, and when it was last true.
    pub noticed: BTreeMap<Finding, DateTime<Utc>>,
}

/// What is known of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Read, or written by this device.
    Known,
    /// Written by this device and to be replaced: it goes when others cover its frames.
    Stale,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Event {
    /// What came of the job that was asked for last.
    Answered {
        /// The job's path.
        path: String,
        /// What came of it.
        answer: Answer,
    },
    /// The answer to [`Step::ReadFrames`]: frames from the first one asked for, without a hole.
    FramesRead {
        /// The frames; none where they can't be read.
        frames: Vec<Frame>,
    },
    /// The frames of the last [`Step::Take`] are on the disk, or will never be.
    Taken,
    /// Something has changed in the folder.
    Changed,
    /// Time has passed.
    Tick,
}

/// What the caller shall do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A job for the courier. There is one at a time, answered by [`Event::Answered`].
    Do(Job),
    /// Read frames of a log of this device and answer with [`Event::FramesRead`].
    ReadFrames {
        /// The log.
        log: LogId,
        /// The first frame.
        from: u64,
        /// The number after the last one.
        until: u64,
        /// At most so many bytes of encoded frames, but at least one frame.
        max_bytes: usize,
    },
    /// Frames of a device's log have come; [`Event::Taken`] when they are dealt with.
    Take {
        /// In whose directory they were, who is also their author.
        device: DeviceId,
        /// The frames, in order; nothing of them is verified.
        frames: Vec<Frame>,
        /// Those that only a newer build can read.
        newer: Vec<NewerFrame>,
    },
    /// Keep what is known of a segment, and give it to [`Plan::new`] next time.
    Remember {
        /// Its name.
        name: SegmentName,
        /// What is known.
        mark: Mark,
    },
    /// A segment that need not be known any more.
    Forget {
        /// Its name.
        name: SegmentName,
    },
    /// Keep this, and give it to [`Plan::new`] next time.
    Keep(State),
    /// A device has left a farewell.
    Left {
        /// Which one.
        device: DeviceId,
    },
    /// Findings, trouble or progress are others now.
    Noticed,
}

/// What is under way.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Busy {
    Marker,
    Listing,
    Mark,
    Farewell(DeviceId),
    Reading(SegmentName),
    Taking(SegmentName),
    ReadingFrames { log: LogId, from: u64 },
    Publishing(SegmentName),
    Verifying(SegmentName),
    Deleting(Option<SegmentName>, String),
}

/// A device's side of one mailbox.
pub struct Plan {
    space: [u8; 32],
    me: DeviceId,
    devices: BTreeMap<String, DeviceId>,
    /// Our marker, signed.
    marker: Vec<u8>,
    heads: BTreeMap<LogId, u64>,
    confirmed: BTreeMap<LogId, u64>,
    known: BTreeMap<SegmentName, Mark>,
    state: State,
    look: Option<Look>,
    owner: Owner,
    busy: Option<Busy>,
    list_at: Option<DateTime<Utc>>,
    changed: bool,
    published_at: Option<DateTime<Utc>>,
    verified_at: Option<DateTime<Utc>>,
    verify: BTreeSet<SegmentName>,
    trouble: Option<(Trouble, DateTime<Utc>, TimeDelta)>,
    /// Segments that could not be taken, and when they are tried again.
    bad: BTreeMap<SegmentName, (DateTime<Utc>, TimeDelta)>,
    farewells: BTreeSet<DeviceId>,
    gaps: BTreeMap<LogId, (u64, DateTime<Utc>)>,
    altered: BTreeSet<SegmentName>,
}

impl Plan {
    /// Begins in the mailbox of this roster's space. `note` is [`marker::note`] of our marker.
    pub fn new(
        me: DeviceId,
        roster: &Roster,
        note: Vec<u8>,
        heads: &[Head],
        known: impl IntoIterator<Item = (SegmentName, Mark)>,
        state: State,
    ) -> Self {
        let space = *roster.space();
        let devices = roster
            .devices()
            .iter()
            .map(|certificate| DeviceId(certificate.card.id()))
            .map(|device| (name::device_tag(&space, &device), device))
            .collect();
        Self {
            space,
            me,
            devices,
            marker: note,
            heads: heads.iter().map(|head| (head.log, head.next_seq)).collect(),
            confirmed: BTreeMap::new(),
            known: known.into_iter().collect(),
            state,
            look: None,
            owner: Owner::Nobody,
            busy: None,
            list_at: None,
            changed: true,
            published_at: None,
            verified_at: None,
            verify: BTreeSet::new(),
            trouble: None,
            bad: BTreeMap::new(),
            farewells: BTreeSet::new(),
            gaps: BTreeMap::new(),
            altered: BTreeSet::new(),
        }
    }

    /// Takes note of an event and says what to do about it.
    pub fn handle(&mut self, now: DateTime<Utc>, event: Event) -> Vec<Step> {
        let mut out = Vec::new();
        match event {
            Event::Answered { path, answer } => self.answered(now, &path, answer, &mut out),
            Event::FramesRead { frames } => self.publish(&frames, &mut out),
            Event::Taken => self.taken(now, &mut out),
            Event::Changed => self.changed = true,
            Event::Tick => {}
        }
        if self.busy.is_none() {
            self.next(now, &mut out);
        }
        out
    }

    /// A log goes so far on this disk. To be told before every event.
    pub fn grew(&mut self, head: Head) {
        let known = self.heads.entry(head.log).or_default();
        *known = (*known).max(head.next_seq);
    }

    /// All other devices of the space have confirmed so much of a log of this device.
    pub fn confirmed(&mut self, head: Head) {
        self.confirmed.insert(head.log, head.next_seq);
    }

    /// What is wrong with the folder now.
    pub fn trouble(&self) -> Option<Trouble> {
        self.trouble.map(|(trouble, ..)| trouble)
    }

    /// What was noticed, and when it was last true.
    pub fn noticed(&self) -> &BTreeMap<Finding, DateTime<Utc>> {
        &self.state.noticed
    }

    /// Whether the folder may be written to: its marker is ours, or it has none.
    pub fn may_write(&self) -> bool {
        matches!(self.owner, Owner::Ours | Owner::Nobody)
    }

    /// Frames of this device that lie in no segment of the folder yet, as far as is known.
    pub fn unpublished(&self) -> u64 {
        self.own_logs()
            .map(|(log, end)| coverage::frames(&self.uncovered(log, end)))
            .sum()
    }

    /// Whether nothing is left to do until something changes.
    pub fn is_quiet(&self) -> bool {
        self.busy.is_none()
            && !self.changed
            && self.look.is_some()
            && self.trouble.is_none()
            && (!self.may_write() || self.unpublished() == 0)
            && self.wanted(None).is_none()
    }

    /// When [`Event::Tick`] is of use next.
    pub fn wake_at(&self) -> Option<DateTime<Utc>> {
        if self.busy.is_some() {
            return None;
        }
        if let Some((_, at, pause)) = self.trouble {
            return at.checked_add_signed(pause);
        }
        let listed = self
            .list_at
            .map(|at| at.checked_add_signed(LIST_AGAIN).unwrap_or(at));
        let publish = self.published_at.filter(|_| self.unpublished() > 0);
        let publish = publish.and_then(|at| at.checked_add_signed(PUBLISH_PAUSE));
        listed.into_iter().chain(publish).min()
    }

    /// Has this device's segments written again that hold one of these frames, and the old ones
    /// deleted: what is read for them has those bodies no longer. No waiting time counts.
    pub fn rewrite(&mut self, log: LogId, frames: &BTreeSet<u64>) -> Vec<Step> {
        let mut out = Vec::new();
        let present = self.look.iter().flat_map(|look| look.present.keys());
        let names: BTreeSet<SegmentName> = present
            .chain(self.known.keys())
            .filter(|name| name.log.device == self.me && segment::holds(name, log, frames))
            .copied()
            .collect();
        for name in names {
            self.set_stale(name, &mut out);
        }
        self.published_at = None;
        self.changed = true;
        out
    }

    fn set_stale(&mut self, name: SegmentName, out: &mut Vec<Step>) {
        let mark = Mark::Stale;
        self.known.insert(name, mark);
        out.push(Step::Remember { name, mark });
    }

    fn is_stale(&self, name: &SegmentName) -> bool {
        self.known.get(name) == Some(&Mark::Stale)
    }

    fn own_logs(&self) -> impl Iterator<Item = (LogId, u64)> {
        let me = self.me;
        self.heads
            .iter()
            .filter(move |(log, _)| log.device == me)
            .map(|(log, end)| (*log, *end))
    }

    /// What of a log of ours lies in no segment that stays.
    fn uncovered(&self, log: LogId, end: u64) -> Vec<(u64, u64)> {
        let present = self.look.iter().flat_map(|look| look.of_log(log));
        coverage::uncovered(present.filter(|name| !self.is_stale(name)), end)
    }

    /// The next thing to do.
    fn next(&mut self, now: DateTime<Utc>, out: &mut Vec<Step>) {
        let waits = self.trouble.is_some_and(|(_, at, pause)| {
            now >= at && now.signed_duration_since(at) < pause && !self.changed
        });
        if waits {
            return;
        }
        let due = self
            .list_at
            .is_none_or(|at| now < at || now.signed_duration_since(at) >= LIST_AGAIN);
        if self.changed || due || self.trouble.is_some() || self.look.is_none() {
            self.changed = false;
            self.busy = Some(Busy::Marker);
            out.push(Step::Do(Job::Read {
                path: name::MARKER.into(),
                limit: NOTE_BYTES,
            }));
            return;
        }
        if !self.may_write() {
            return;
        }
        self.work(now, out);
    }

    fn work(&mut self, now: DateTime<Utc>, out: &mut Vec<Step>) {
        if self.owner == Owner::Nobody {
            self.busy = Some(Busy::Mark);
            let (path, bytes) = (name::MARKER.into(), self.marker.clone());
            return out.push(Step::Do(Job::Write { path, bytes }));
        }
        if let Some(device) = self.farewells.pop_first() {
            self.busy = Some(Busy::Farewell(device));
            let path = name::leave_path(&self.space, &device);
            let limit = NOTE_BYTES;
            return out.push(Step::Do(Job::Read { path, limit }));
        }
        let rested = self
            .published_at
            .is_none_or(|at| now < at || now.signed_duration_since(at) >= PUBLISH_PAUSE);
        if rested && let Some((log, from, until)) = self.to_publish() {
            self.busy = Some(Busy::ReadingFrames { log, from });
            return out.push(Step::ReadFrames {
                log,
                from,
                until,
                max_bytes: SEGMENT_BYTES - 5,
            });
        }
        if let Some(name) = self.wanted(Some(now)) {
            self.busy = Some(Busy::Reading(name));
            let path = name.path(&self.space);
            let limit = SEGMENT_BYTES;
            return out.push(Step::Do(Job::Read { path, limit }));
        }
        if let Some(name) = self.verify.pop_first() {
            self.busy = Some(Busy::Verifying(name));
            let path = name.path(&self.space);
            let limit = SEGMENT_BYTES;
            return out.push(Step::Do(Job::Read { path, limit }));
        }
        if let Some((name, path)) = self.to_delete() {
            self.busy = Some(Busy::Deleting(name, path.clone()));
            out.push(Step::Do(Job::Delete { path }));
        }
    }

    fn to_publish(&self) -> Option<(LogId, u64, u64)> {
        self.own_logs().find_map(|(log, end)| {
            let (from, until) = *self.uncovered(log, end).first()?;
            Some((log, from, until))
        })
    }

    /// A segment to read: none that was read, and none beyond a hole. One whose frames are all here
    /// is read too: it may say something else in their places.
    fn wanted(&self, now: Option<DateTime<Utc>>) -> Option<SegmentName> {
        let look = self.look.as_ref()?;
        look.present
            .keys()
            .find(|name| {
                let end = self.heads.get(&name.log).copied().unwrap_or(0);
                let tried = now.is_some_and(|now| {
                    self.bad.get(name).is_some_and(|(at, pause)| {
                        now >= *at && now.signed_duration_since(*at) < *pause
                    })
                }) || (now.is_none() && self.bad.contains_key(name));
                name.first <= end && !self.known.contains_key(name) && !tried
            })
            .copied()
    }

    /// What of ours may go: what others cover, and what was never finished.
    fn to_delete(&self) -> Option<(Option<SegmentName>, String)> {
        let look = self.look.as_ref()?;
        if let Some(path) = look.partial.first() {
            return Some((None, path.clone()));
        }
        let name = look.present.keys().find(|name| {
            let end = self.heads.get(&name.log).copied().unwrap_or(0);
            self.is_stale(name)
                && self
                    .uncovered(name.log, end)
                    .iter()
                    .all(|(from, until)| *until <= name.first || *from > name.last)
        })?;
        Some((Some(*name), name.path(&self.space)))
    }
}
