//! Reading what anybody may have written: nothing panics, nothing is read in two ways, nothing is
//! allocated because somebody claims a length.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use proptest::prelude::*;
use sync::{
    Chain, DecodeError, DeviceId, Frame, Head, Header, HeaderStart, Link, LogId, Message,
    SignedHeader, limits,
};

prop_compose! {
    fn any_log()(device in any::<[u8; 32]>(), incarnation in any::<u32>()) -> LogId {
        LogId { device: DeviceId(device), incarnation }
    }
}

prop_compose! {
    fn any_head()(log in any_log(), next_seq in 1..=u64::MAX, hash in any::<[u8; 32]>()) -> Head {
        Head { log, next_seq, hash }
    }
}

prop_compose! {
    fn any_frame()(
        space in any::<[u8; 32]>(),
        log in any_log(),
        seq in 0..u64::MAX,
        prev in any::<[u8; 32]>(),
        epoch in any::<u32>(),
        body_hash in any::<[u8; 32]>(),
        signature in any::<[u8; 64]>(),
        body in any::<Option<Vec<u8>>>(),
    ) -> Frame {
        let start = HeaderStart { space, log, seq, prev, epoch };
        Frame { header: Header { start, body_hash }, signature, body }
    }
}

fn any_message() -> impl Strategy<Value = Message> {
    let heads = || {
        prop::collection::vec(any_head(), 0..20).prop_map(|mut heads| {
            heads.sort_by_key(|head| head.log);
            heads.dedup_by_key(|head| head.log);
            heads
        })
    };
    prop_oneof![
        (any::<[u8; 16]>(), any::<bool>(), heads()).prop_map(|(space_tag, heard, heads)| {
            Message::Hello {
                space_tag,
                heard,
                heads,
            }
        }),
        prop::collection::vec(any_frame(), 0..5).prop_map(Message::frames),
        heads().prop_map(|heads| Message::Ack { heads }),
        Just(Message::Bye),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_frame_reads_as_it_was_written(frame in any_frame()) {
        let bytes = frame.encode();
        prop_assert_eq!(bytes.len(), frame.encoded_len());
        prop_assert_eq!(Frame::decode(&bytes), Ok(frame));
    }

    #[test]
    fn a_message_reads_as_it_was_written(message in any_message()) {
        prop_assert_eq!(Message::decode(&message.encode()), Ok(message));
    }

    #[test]
    fn what_can_be_read_has_one_spelling(
        message in any_message(),
        cut in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let mut bytes = message.encode();
        let place = cut.index(bytes.len());
        bytes[place] = byte;
        match Message::decode(&bytes) {
            Ok(Message::Newer { .. } | Message::Frames { .. }) | Err(_) => {}
            Ok(read) => prop_assert_eq!(read.encode(), bytes),
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(kind in 0..7_u8, bytes in any::<Vec<u8>>()) {
        let bytes = [vec![kind], bytes].concat();
        let _ = Message::decode(&bytes);
        let _ = Frame::decode(&bytes);
    }

    #[test]
    fn a_cut_message_is_refused_or_is_fewer_frames(
        message in any_message(),
        cut in any::<prop::sample::Index>(),
    ) {
        let bytes = message.encode();
        let read = Message::decode(&bytes[..cut.index(bytes.len())]);
        let allowed = matches!(
            (&read, &message),
            (Err(DecodeError::TooShort), _) | (Ok(Message::Frames { .. }), Message::Frames { .. })
        );
        prop_assert!(allowed, "{:?}", read);
    }
}

#[test]
fn claims_beyond_the_limits_are_refused() {
    let too_long = |limit| Err(DecodeError::TooLong { limit });
    let frame = vec![1; limits::FRAME_BYTES + 1];
    assert_eq!(
        Frame::decode(&frame),
        too_long(limits::FRAME_BYTES).map(|()| unreachable!())
    );
    let message = vec![2; limits::MESSAGE_BYTES + 1];
    assert_eq!(
        Message::decode(&message),
        too_long(limits::MESSAGE_BYTES).map(|()| unreachable!())
    );
    // A frame in a message that claims four gigabytes.
    assert_eq!(
        Message::decode(&[2, 255, 255, 255, 255, 0]),
        too_long(limits::FRAME_BYTES).map(|()| unreachable!())
    );
    // More heads than there may be logs, of which none is there.
    assert_eq!(
        Message::decode(&[3, 255, 255]),
        Err(DecodeError::TooManyHeads)
    );
    assert_eq!(Message::decode(&[3, 0, 255]), Err(DecodeError::TooShort));
    assert_eq!(Message::decode(&[]), Err(DecodeError::TooShort));
    assert_eq!(Message::decode(&[5, 0]), Err(DecodeError::Trailing));
    assert_eq!(Message::decode(&[99, 0]), Ok(Message::Newer { kind: 99 }));
    let biggest = write(
        &Crew::new(1).devices[0],
        Head::start(Crew::new(1).log(0)).next_frame(SPACE, 1),
        vec![0; sync::frame::BODY_BYTES],
    );
    assert_eq!(biggest.encoded_len(), limits::FRAME_BYTES);
    assert!(Frame::decode(&biggest.encode()).is_ok());
}

#[test]
fn impossible_values_are_refused() {
    let crew = Crew::new(1);
    let frame = &crew.frames(0, 1)[0];
    let impossible = |field| Err(DecodeError::Impossible { field });
    let altered = |place: usize, value: &[u8]| {
        let mut bytes = frame.encode();
        bytes[place..place + value.len()].copy_from_slice(value);
        Frame::decode(&bytes)
    };
    assert_eq!(altered(0, &[0]), impossible("version"));
    let seq = 1 + 32 + 32 + 4;
    assert_eq!(altered(seq, &[255; 8]), impossible("seq"));
    assert_eq!(altered(sync::frame::SIGNED_BYTES, &[2]), impossible("body"));
    // Marked as erased, yet something follows.
    assert_eq!(
        altered(sync::frame::SIGNED_BYTES, &[0]),
        Err(DecodeError::Trailing)
    );
    // A version that is not known yet still says where it belongs.
    assert_eq!(
        altered(0, &[2]),
        Err(DecodeError::Newer {
            version: 2,
            space: SPACE,
            id: frame.id()
        })
    );
    let head = Head::after(&frame.header);
    let later = Head {
        log: LogId {
            incarnation: 1,
            ..head.log
        },
        ..head
    };
    let ack = |heads: Vec<Head>| Message::decode(&Message::Ack { heads }.encode());
    assert!(ack(vec![head, later]).is_ok());
    assert_eq!(ack(vec![later, head]), Err(DecodeError::Unsorted));
    assert_eq!(ack(vec![head, head]), Err(DecodeError::Unsorted));
    assert_eq!(
        ack(vec![Head::start(head.log)]),
        Err(DecodeError::Impossible { field: "next_seq" })
    );
}

#[test]
fn a_chain_knows_its_place() {
    let crew = Crew::new(1);
    let frames = crew.frames(0, limits::RECENT_HEADERS as u64 + 10);
    let branch = crew.run(0, head_of(&frames[..5]), 2, "branch");
    let mut chain = Chain::resume(Head::start(crew.log(0)));
    assert_eq!(chain.judge(&frames[2].header), Link::Gap { expected: 0 });
    for frame in &frames[..7] {
        assert_eq!(chain.accept(&frame.signed()), Link::Next);
        assert_eq!(chain.head(), Head::after(&frame.header));
        assert_eq!(chain.accept(&frame.signed()), Link::Duplicate);
    }
    assert_eq!(chain.judge(&branch[0].header), Link::Fork);
    assert_eq!(chain.header_at(5), Some(&frames[5].signed()));
    assert_eq!(chain.judge(&branch[1].header), Link::Fork);
    let mut short = Chain::resume(head_of(&frames[..6]));
    assert_eq!(short.accept(&branch[1].signed()), Link::Broken);
    assert_eq!(
        short.judge(&branch[0].header),
        Link::Fork,
        "by its hash alone"
    );
    assert_eq!(short.header_at(5), None);
    assert_eq!(short.judge(&frames[3].header), Link::Older);
    assert_eq!(
        short.head(),
        head_of(&frames[..6]),
        "nothing of this moved it"
    );
    // What lies far back is not remembered.
    for frame in &frames[7..] {
        chain.accept(&frame.signed());
    }
    assert_eq!(chain.judge(&frames[3].header), Link::Older);
    assert_eq!(chain.judge(&frames[20].header), Link::Duplicate);
}

#[test]
fn only_a_later_incarnation_may_begin_with_the_end_of_another_log() {
    let crew = Crew::new(1);
    let before = head_of(&crew.frames(0, 3));
    let begin = |incarnation| -> SignedHeader {
        let start = HeaderStart {
            prev: before.hash,
            ..Head::start(log_of(&crew.devices[0], incarnation)).next_frame(SPACE, 1)
        };
        write(&crew.devices[0], start, b"anew".to_vec()).signed()
    };
    let judge = |signed: SignedHeader| {
        Chain::resume(Head::start(signed.header.start.log)).judge(&signed.header)
    };
    assert_eq!(judge(begin(0)), Link::Broken);
    assert_eq!(judge(begin(77)), Link::Next);
}
