//! Names and segments, read and written.

use proptest::prelude::*;
use sync::{
    DeviceId, LogId,
    mailbox::{
        SegmentName, name,
        segment::{self, BadSegment},
    },
};

use crate::common::{Crew, SPACE};

#[test]
fn a_newer_segment_and_a_newer_frame_are_told_from_damage() {
    let crew = Crew::new(1);
    let frames = crew.frames(0, 2);
    let (_, bytes) = segment::encode(&frames).unwrap();
    let renamed = |bytes: &[u8]| {
        let (mut name, _) = segment::encode(&frames).unwrap();
        name.hash = keys::hash(&[b"mailbox-segment", bytes].concat())[..16]
            .try_into()
            .unwrap();
        name
    };
    let mut newer = bytes.clone();
    newer[4] = 2;
    let read = segment::decode(&renamed(&newer), &newer);
    assert_eq!(read, Err(BadSegment::Newer { version: 2 }));
    let mut inside = bytes.clone();
    inside[9] = 7;
    let read = segment::decode(&renamed(&inside), &inside).unwrap();
    assert_eq!((read.newer.len(), read.frames.len()), (1, 1));
    assert_eq!(read.newer[0].version, 7);
    for at in [0, 3, 5] {
        let mut bent = bytes.clone();
        bent[at] ^= 0x80;
        let read = segment::decode(&renamed(&bent), &bent);
        assert!(
            matches!(read, Err(BadSegment::Unreadable(_))),
            "{at} {read:?}"
        );
    }
    let short = &bytes[..bytes.len() - 1];
    assert!(segment::decode(&renamed(short), short).is_err());
    assert!(segment::encode(&[]).is_none());
}

proptest! {
    #[test]
    fn a_name_reads_back_and_has_one_spelling(
        device: [u8; 32], incarnation: u32, first in 0u64..1 << 39, count in 0u64..1 << 39,
        hash: [u8; 16],
    ) {
        let log = LogId { device: DeviceId(device), incarnation };
        let written = SegmentName { log, first, last: first + count, hash };
        let path = written.path(&SPACE);
        let prefix = name::device_prefix(&SPACE, &log.device);
        let rest = path.strip_prefix(&prefix).unwrap();
        prop_assert_eq!(SegmentName::parse(log.device, rest), Some(written));
        let loud = SegmentName::parse(log.device, &rest.to_uppercase());
        prop_assert_eq!(loud, None);
        prop_assert!(path.len() < 120);
    }

    #[test]
    fn whatever_is_there_is_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let log = LogId { device: DeviceId([1; 32]), incarnation: 0 };
        let hash = keys::hash(&[b"mailbox-segment", bytes.as_slice()].concat());
        let hash = hash[..16].try_into().unwrap();
        let name = SegmentName { log, first: 0, last: 0, hash };
        prop_assert!(segment::decode(&name, &bytes).is_err());
        let text = String::from_utf8_lossy(&bytes);
        prop_assert_eq!(SegmentName::parse(log.device, &text), None);
    }
}
