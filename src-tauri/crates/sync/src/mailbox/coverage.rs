//! Which frames of a log a set of segments covers.

use crate::mailbox::SegmentName;

/// The runs of `0..end` that no segment covers, in order, each as first and end.
pub(super) fn uncovered<'a>(
    names: impl IntoIterator<Item = &'a SegmentName>,
    end: u64,
) -> Vec<(u64, u64)> {
    let mut ranges: Vec<(u64, u64)> = names
        .into_iter()
        .map(|name| (name.first, name.last.saturating_add(1)))
        .collect();
    ranges.sort_unstable();
    let mut open = Vec::new();
    let mut next = 0;
    for (first, after) in ranges {
        if first >= end {
            break;
        }
        if first > next {
            open.push((next, first));
        }
        next = next.max(after);
    }
    if next < end {
        open.push((next, end));
    }
    open
}

/// How many frames the runs hold.
pub(super) fn frames(runs: &[(u64, u64)]) -> u64 {
    runs.iter().map(|(first, end)| end - first).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::{DeviceId, LogId};

    fn name(first: u64, last: u64) -> SegmentName {
        let log = LogId {
            device: DeviceId([1; 32]),
            incarnation: 0,
        };
        SegmentName {
            log,
            first,
            last,
            hash: [0; 16],
        }
    }

    #[test]
    fn what_no_segment_covers_is_found() {
        let names = [name(7, 9), name(0, 2), name(2, 3), name(20, 30)];
        assert_eq!(uncovered(&names, 25), [(4, 7), (10, 20)]);
        assert_eq!(uncovered(&names, 3), []);
        assert_eq!(uncovered(&names, 40), [(4, 7), (10, 20), (31, 40)]);
        assert_eq!(uncovered(&[], 2), [(0, 2)]);
        assert_eq!(frames(&uncovered(&names, 40)), 22);
    }
}
