//! What becomes of the plan's steps: answers of the courier, frames that were read or taken.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    Busy, Mark, Plan, RETRY_AFTER, RETRY_AT_MOST, Step, TOLD_FOR, VERIFY_AGAIN, VERIFY_AT_ONCE,
};
use crate::{
    frame::{DeviceId, Frame, LogId},
    mailbox::{
        Answer, Finding, Job, Listed, SegmentName, Trouble,
        look::Look,
        marker::{self, Owner},
        name, segment,
    },
};

impl Plan {
    pub(super) fn answered(
        &mut self,
        now: DateTime<Utc>,
        path: &str,
        answer: Answer,
        out: &mut Vec<Step>,
    ) {
        let Some(busy) = self.busy.take() else {
            return;
        };
        if let Answer::Failed(trouble) = answer {
            return self.failed(now, busy, trouble, out);
        }
        match (busy, answer) {
            (Busy::Marker, Answer::Read { bytes }) => self.marker_read(now, bytes.as_deref(), out),
            (Busy::Listing, Answer::Listed { files, more }) => {
                self.listed(now, &files, more, out);
            }
            (Busy::Mark, Answer::Done) => {
                self.owner = Owner::Ours;
                if !self.state.marked {
                    self.state.marked = true;
                    out.push(Step::Keep(self.state.clone()));
                }
            }
            (Busy::Farewell(device), Answer::Read { bytes: Some(bytes) })
                if marker::is_leave(&self.space, &device, &bytes) =>
            {
                out.push(Step::Left { device });
            }
            (Busy::Reading(name), Answer::Read { bytes }) => {
                self.segment_read(now, name, bytes.as_deref(), out);
            }
            (Busy::Verifying(name), Answer::Read { bytes }) => {
                let whole = bytes.is_some_and(|bytes| segment::decode(&name, &bytes).is_ok());
                if !whole && let Some(look) = self.look.as_mut() {
                    // Written again: under the same name if the same frames go into it.
                    look.present.remove(&name);
                    self.found(
                        now,
                        Finding::Altered {
                            device: self.me,
                            files: 1,
                        },
                        out,
                    );
                }
            }
            (Busy::Publishing(name), Answer::Done) => self.published(now, name, out),
            (Busy::Deleting(name, _), Answer::Done) => self.deleted(name, path, out),
            // An answer of another sort: nobody asked for it.
            _ => {}
        }
    }

    fn failed(&mut self, now: DateTime<Utc>, busy: Busy, trouble: Trouble, out: &mut Vec<Step>) {
        // One file that can't be read holds up nothing else.
        let folder = matches!(trouble, Trouble::NotThere | Trouble::Slow);
        if let (false, Busy::Reading(name) | Busy::Verifying(name)) = (folder, &busy) {
            return self.set_bad(now, *name, out);
        }
        let pause = match self.trouble {
            Some((known, _, pause)) if known == trouble => (pause * 2).min(RETRY_AT_MOST),
            _ => RETRY_AFTER,
        };
        let news = self.trouble.is_none_or(|(known, ..)| known != trouble);
        self.trouble = Some((trouble, now, pause));
        self.changed = false;
        if news {
            out.push(Step::Noticed);
        }
    }

    fn marker_read(&mut self, now: DateTime<Utc>, bytes: Option<&[u8]>, out: &mut Vec<Step>) {
        let devices: Vec<DeviceId> = self.devices.values().copied().collect();
        self.owner = marker::owner(Some(&self.space), &devices, bytes);
        let told = match self.owner {
            Owner::Other => Some(Finding::OtherCouple),
            Owner::Newer => Some(Finding::Newer),
            Owner::Ours | Owner::Nobody => None,
        };
        if let Some(finding) = told {
            self.clear_trouble(out);
            self.list_at = Some(now);
            self.look.get_or_insert_default();
            return self.found(now, finding, out);
        }
        if self.owner == Owner::Ours && !self.state.marked {
            self.state.marked = true;
            out.push(Step::Keep(self.state.clone()));
        }
        self.busy = Some(Busy::Listing);
        out.push(Step::Do(Job::List {
            prefix: name::space_prefix(&self.space),
        }));
    }

    fn listed(&mut self, now: DateTime<Utc>, files: &[Listed], more: bool, out: &mut Vec<Step>) {
        self.clear_trouble(out);
        self.list_at = Some(now);
        let look = Look::new(&self.space, self.me, &self.devices, files, more);
        let before = self.state.clone();
        for finding in look.findings(now, self.me, &self.state, &mut self.gaps) {
            self.note(now, finding);
        }
        let mine = |log: &LogId| log.device == self.me;
        let had_some = self
            .state
            .seen
            .iter()
            .any(|(log, end)| mine(log) && *end > 0);
        let has_some = look.present.keys().any(|name| mine(&name.log));
        if self.state.marked && had_some && !has_some {
            self.note(now, Finding::Emptied);
        }
        self.altered.retain(|name| look.present.contains_key(name));
        self.note_altered(now);
        self.state
            .noticed
            .retain(|_, at| now.signed_duration_since(*at) < TOLD_FOR);
        let gone: Vec<SegmentName> = self
            .known
            .keys()
            .filter(|name| !look.present.contains_key(name))
            .copied()
            .collect();
        for name in gone {
            self.known.remove(&name);
            out.push(Step::Forget { name });
        }
        self.bad.retain(|name, _| look.present.contains_key(name));
        self.farewells = look.farewells.clone();
        let stale: BTreeSet<SegmentName> = self
            .known
            .iter()
            .filter(|(_, mark)| **mark == Mark::Stale)
            .map(|(name, _)| *name)
            .collect();
        for name in look.to_merge(self.me, &stale) {
            self.set_stale(name, out);
        }
        let due = self
            .verified_at
            .is_none_or(|at| now < at || now.signed_duration_since(at) >= VERIFY_AGAIN);
        if due {
            self.verified_at = Some(now);
            self.verify = look
                .present
                .keys()
                .filter(|name| {
                    let confirmed = self.confirmed.get(&name.log).copied().unwrap_or(0);
                    name.log.device == self.me && name.last >= confirmed
                })
                .filter(|name| self.known.get(name) == Some(&Mark::Known))
                .take(VERIFY_AT_ONCE)
                .copied()
                .collect();
        }
        self.look = Some(look);
        if self.state != before {
            out.push(Step::Keep(self.state.clone()));
            out.push(Step::Noticed);
        }
    }

    fn segment_read(
        &mut self,
        now: DateTime<Utc>,
        name: SegmentName,
        bytes: Option<&[u8]>,
        out: &mut Vec<Step>,
    ) {
        let Some(bytes) = bytes else {
            // Gone since it was listed.
            self.changed = true;
            return;
        };
        match segment::decode(&name, bytes) {
            Ok(segment) => {
                self.busy = Some(Busy::Taking(name));
                out.push(Step::Take {
                    device: name.log.device,
                    frames: segment.frames,
                    newer: segment.newer,
                });
            }
            Err(segment::BadSegment::Newer { .. }) => {
                self.found(now, Finding::Newer, out);
                self.rest(now, name);
            }
            Err(_) => self.set_bad(now, name, out),
        }
    }

    pub(super) fn taken(&mut self, now: DateTime<Utc>, out: &mut Vec<Step>) {
        let Some(Busy::Taking(name)) = self.busy.take() else {
            return;
        };
        let end = self.heads.get(&name.log).copied().unwrap_or(0);
        if end <= name.last {
            // Not stored, or not believed: tried again later, ever more patiently.
            return self.set_bad(now, name, out);
        }
        let mark = Mark::Known;
        self.known.insert(name, mark);
        out.push(Step::Remember { name, mark });
        self.seen(name, out);
        out.push(Step::Noticed);
    }

    /// Frames for a segment were read.
    pub(super) fn publish(&mut self, frames: &[Frame], out: &mut Vec<Step>) {
        let Some(Busy::ReadingFrames { log, from }) = self.busy.take() else {
            return;
        };
        let first = frames.first().map(Frame::id);
        let right = first.is_some_and(|id| id.log == log && id.seq == from);
        let Some((name, bytes)) = segment::encode(frames).filter(|_| right) else {
            // The disk does not give what it should have: what it has is asked for at the next look.
            self.heads.insert(log, from);
            return;
        };
        self.busy = Some(Busy::Publishing(name));
        let path = name.path(&self.space);
        out.push(Step::Do(Job::Write { path, bytes }));
    }

    fn published(&mut self, now: DateTime<Utc>, name: SegmentName, out: &mut Vec<Step>) {
        if let Some(look) = self.look.as_mut() {
            look.present.insert(name, 0);
        }
        let mark = Mark::Known;
        self.known.insert(name, mark);
        out.push(Step::Remember { name, mark });
        let end = self.heads.get(&name.log).copied().unwrap_or(0);
        if name.last.saturating_add(1) >= end {
            self.published_at = Some(now);
        }
        self.seen(name, out);
        out.push(Step::Noticed);
    }

    fn deleted(&mut self, name: Option<SegmentName>, path: &str, out: &mut Vec<Step>) {
        if let Some(look) = self.look.as_mut() {
            look.partial.remove(path);
            if let Some(name) = name {
                look.present.remove(&name);
            }
        }
        if let Some(name) = name {
            self.known.remove(&name);
            out.push(Step::Forget { name });
        }
    }

    fn seen(&mut self, name: SegmentName, out: &mut Vec<Step>) {
        let end = name.last.saturating_add(1);
        let seen = self.state.seen.entry(name.log).or_default();
        if *seen < end {
            *seen = end;
            out.push(Step::Keep(self.state.clone()));
        }
    }

    fn set_bad(&mut self, now: DateTime<Utc>, name: SegmentName, out: &mut Vec<Step>) {
        self.rest(now, name);
        self.altered.insert(name);
        // A file that is still being written is not worth a word.
        if self
            .bad
            .get(&name)
            .is_some_and(|(_, pause)| *pause >= TimeDelta::minutes(1))
        {
            self.note_altered(now);
            out.push(Step::Keep(self.state.clone()));
            out.push(Step::Noticed);
        }
    }

    fn note_altered(&mut self, now: DateTime<Utc>) {
        let mut files: BTreeMap<DeviceId, u32> = BTreeMap::new();
        for name in &self.altered {
            let long = self
                .bad
                .get(name)
                .is_some_and(|(_, pause)| *pause >= TimeDelta::minutes(1));
            if long {
                *files.entry(name.log.device).or_default() += 1;
            }
        }
        for (device, files) in files {
            let same = |known: &Finding| matches!(known, Finding::Altered { device: other, .. } if *other == device);
            let finding = Finding::Altered { device, files };
            let others = |known: &Finding| !same(known) || *known == finding;
            self.state.noticed.retain(|known, _| others(known));
            self.note(now, finding);
        }
    }

    /// Notes what is true now; to the hour, so that what lasts is not written all the time.
    fn note(&mut self, now: DateTime<Utc>, finding: Finding) {
        let at = self.state.noticed.entry(finding).or_insert(now);
        if now < *at || now.signed_duration_since(*at) >= TimeDelta::hours(1) {
            *at = now;
        }
    }

    fn rest(&mut self, now: DateTime<Utc>, name: SegmentName) {
        let pause = self
            .bad
            .get(&name)
            .map_or(TimeDelta::seconds(2), |(_, pause)| {
                (*pause * 2).min(TimeDelta::hours(1))
            });
        self.bad.insert(name, (now, pause));
    }

    fn found(&mut self, now: DateTime<Utc>, finding: Finding, out: &mut Vec<Step>) {
        let news = !self.state.noticed.contains_key(&finding);
        self.note(now, finding);
        if news {
            out.push(Step::Keep(self.state.clone()));
            out.push(Step::Noticed);
        }
    }

    fn clear_trouble(&mut self, out: &mut Vec<Step>) {
        if self.trouble.take().is_some() {
            out.push(Step::Noticed);
        }
    }
}
