//! What a listing says: which segments there are, what is missing of what was there, and what of
//! ours can be put together.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::{
    FILES_PER_DEVICE, Finding, Listed, SegmentName, coverage,
    name::{self, PARTIAL},
    plan::State,
};
use crate::frame::{DeviceId, LogId};

/// A hole in a log is told once it has stood so long: files arrive in any order.
const GAP_PATIENCE: chrono::TimeDelta = chrono::TimeDelta::minutes(30);
/// From this share of missing frames on the folder itself is in doubt.
const MUCH: (u64, u64) = (30, 100);
/// So many small segments of one log are put together.
const SMALL_FILES: usize = 64;
/// Below this a segment counts as small.
const SMALL: u64 = 1024 * 1024;
/// The newest ones stay as they are: someone may be reading them.
const LEFT_ALONE: usize = 8;

/// A listing, read.
#[derive(Debug, Default)]
pub(super) struct Look {
    /// Segments that are there, with their bytes.
    pub(super) present: BTreeMap<SegmentName, u64>,
    /// Files of this device that were never finished.
    pub(super) partial: BTreeSet<String>,
    /// Who has left a farewell.
    pub(super) farewells: BTreeSet<DeviceId>,
    pub(super) too_many: bool,
}

impl Look {
    /// Reads a listing; whatever is named otherwise than we name things is passed over.
    pub(super) fn new(
        space: &[u8; 32],
        me: DeviceId,
        devices: &BTreeMap<String, DeviceId>,
        files: &[Listed],
        more: bool,
    ) -> Self {
        let mut look = Self {
            too_many: more,
            ..Self::default()
        };
        let prefix = name::space_prefix(space);
        let mut counts: BTreeMap<DeviceId, usize> = BTreeMap::new();
        for file in files {
            let Some((tag, rest)) = file
                .path
                .strip_prefix(&prefix)
                .and_then(|rest| rest.split_once('/'))
            else {
                continue;
            };
            let Some(device) = devices.get(tag).copied() else {
                continue;
            };
            if rest == "leave" && device != me {
                look.farewells.insert(device);
            } else if device == me && rest.ends_with(PARTIAL) {
                look.partial.insert(file.path.clone());
            } else if let Some(name) = SegmentName::parse(device, rest) {
                let count = counts.entry(device).or_default();
                *count += 1;
                if *count > FILES_PER_DEVICE {
                    look.too_many = true;
                } else {
                    look.present.insert(name, file.bytes);
                }
            }
        }
        look
    }

    pub(super) fn of_log(&self, log: LogId) -> impl Iterator<Item = &SegmentName> {
        self.present.keys().filter(move |name| name.log == log)
    }

    /// What is missing of what was there once.
    pub(super) fn findings(
        &self,
        now: DateTime<Utc>,
        me: DeviceId,
        state: &State,
        gaps: &mut BTreeMap<LogId, (u64, DateTime<Utc>)>,
    ) -> BTreeSet<Finding> {
        let mut found = BTreeSet::new();
        if self.too_many {
            found.insert(Finding::TooMany);
        }
        let (mut missing, mut of) = (0, 0);
        for (log, seen) in &state.seen {
            let holes = coverage::uncovered(self.of_log(*log), *seen);
            missing += coverage::frames(&holes);
            of += seen;
            if log.device == me {
                continue;
            }
            let end = self
                .of_log(*log)
                .map(|name| name.last.saturating_add(1))
                .max()
                .unwrap_or(0);
            if end < *seen {
                found.insert(Finding::WentBack {
                    device: log.device,
                    from: *seen,
                    to: end,
                });
            }
        }
        if of > 0 && missing * MUCH.1 >= of * MUCH.0 {
            found.insert(Finding::MuchMissing { missing, of });
        }
        let logs: BTreeSet<LogId> = self.present.keys().map(|name| name.log).collect();
        gaps.retain(|log, _| logs.contains(log));
        for log in logs.into_iter().filter(|log| log.device != me) {
            let end = self.of_log(log).map(|name| name.last + 1).max();
            let hole = coverage::uncovered(self.of_log(log), end.unwrap_or(0));
            match hole.first() {
                None => {
                    gaps.remove(&log);
                }
                Some((from, _)) => {
                    let (_, since) = *gaps
                        .entry(log)
                        .and_modify(|known| known.0 = *from)
                        .or_insert((*from, now));
                    if now.signed_duration_since(since) >= GAP_PATIENCE {
                        found.insert(Finding::Gap {
                            device: log.device,
                            from: *from,
                        });
                    }
                }
            }
        }
        found
    }

    /// Small segments of ours that are better one: they are written again together, and go when
    /// what replaces them is there.
    pub(super) fn to_merge(&self, me: DeviceId, stale: &BTreeSet<SegmentName>) -> Vec<SegmentName> {
        let mut small: BTreeMap<LogId, Vec<SegmentName>> = BTreeMap::new();
        for (name, bytes) in &self.present {
            if name.log.device == me && *bytes < SMALL && !stale.contains(name) {
                small.entry(name.log).or_default().push(*name);
            }
        }
        let mut merged = Vec::new();
        for names in small.into_values() {
            if names.len() >= SMALL_FILES {
                let count = names.len() - LEFT_ALONE;
                merged.extend(names.into_iter().take(count));
            }
        }
        merged
    }
}
