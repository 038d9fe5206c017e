//! What a newer program wrote is kept, counted, and read once this one can.

use chrono::TimeDelta;
use sync::{Frame, Head};
use vault::SetAside;

use super::two::Two;
use crate::{CompanionError, ledger::frame_row, payload::Payload, waiting::NEWER};

const COUPLE_CONTENT: u8 = 1;

/// How many lie aside in the first home: all, and those of a newer program.
fn aside(two: &mut Two) -> (u64, u64) {
    let sharing = two.home(0).sharing().unwrap();
    (sharing.set_aside, sharing.from_newer)
}

#[test]
fn what_a_newer_program_says_waits_and_everything_else_goes_on() {
    let mut two = Two::paired();
    for content in [
        // Another version of the whole, a content nobody knows, a kind of thing nobody knows.
        vec![2, 0, 0],
        [&[COUPLE_CONTENT, 100][..], b"a dance"].concat(),
        Payload::Update {
            thing: [7; 16],
            kind: 200,
            update: vec![1, 2, 3],
        }
        .encode()
        .unwrap(),
    ] {
        two.says(&content);
    }
    assert_eq!(aside(&mut two), (3, 3));
    let id = two.ben_shares("Still here");
    assert_eq!(two.home(0).view(id).unwrap().body, "Still here");
    assert_eq!(two.home(1).sharing().unwrap().waiting_to_send, 0);

    // The same program finds no more in it the next time, and loses nothing of it.
    two.open_again(0);
    assert_eq!(aside(&mut two), (3, 3));

    // Damage is not taken for a newer program.
    two.says(&[1, 0, 1]);
    assert_eq!(aside(&mut two), (4, 3));
}

#[test]
fn a_newer_epoch_record_waits() {
    let mut two = Two::paired();
    let payload = Payload::Epoch {
        record: vec![2; 200],
    };
    let ben = two.home(1);
    let now = ben.now();
    let couple = ben.couple.as_mut().unwrap();
    let sealed = couple
        .ledger
        .seal_under(
            0,
            &couple.roster_key,
            &payload,
            &ben.me.device,
            now,
            &mut ben.rng,
        )
        .unwrap();
    ben.shared.try_write(|tx| sealed.write(tx)).unwrap();
    couple.ledger.advance(&sealed);
    ben.session_event(sync::Event::LocalFrames {
        frames: vec![sealed.frame],
    });
    two.settle();
    assert_eq!(aside(&mut two), (1, 1));
}

/// As an older program would have left it: the frame is in the log, and what it said is aside.
#[test]
fn an_updated_program_reads_what_waited_in_the_log() {
    let mut two = Two::paired();
    two.apart();
    let from = two.sent[1].len();
    let id = two.ben_shares("Written for later");
    let frames = two.frames_sent(from);
    let frames = if frames.is_empty() {
        own_frames(&mut two)
    } else {
        frames
    };
    let ada = two.home(0);
    let now = ada.now();
    for frame in &frames {
        if ada.shared.frame(frame.id()).unwrap().is_some() {
            continue;
        }
        ada.shared
            .write(|tx| {
                tx.append_frame(&frame_row(frame, now))?;
                tx.save_head(&Head::after(&frame.header))?;
                tx.put_aside(&SetAside {
                    frame: frame.id(),
                    thing: None,
                    reason: format!("{NEWER}a content of a newer version (0)"),
                    at: now,
                    bytes: None,
                })
            })
            .unwrap();
    }
    assert!(matches!(ada.view(id), Err(CompanionError::NotFound)));
    two.open_again(0);
    assert_eq!(two.home(0).view(id).unwrap().body, "Written for later");
    assert_eq!(aside(&mut two), (0, 0));
    two.meet();
    assert_eq!(two.home(1).sharing().unwrap().waiting_to_send, 0);
}

/// As an older program would have left it: it could not read the frame at all.
#[test]
fn an_updated_program_takes_in_frames_that_waited_outside_their_log() {
    let mut two = Two::paired();
    two.apart();
    let id = two.ben_shares("A frame of its own kind");
    let frames = own_frames(&mut two);
    let last = frames.last().unwrap().clone();
    let mut forged = last.clone();
    forged.signature[0] ^= 1;
    let ada = two.home(0);
    let now = ada.now();
    let mut put = |frame: &Frame, bytes: Vec<u8>| {
        ada.shared
            .write(|tx| {
                tx.put_aside(&SetAside {
                    frame: frame.id(),
                    thing: None,
                    reason: format!("{NEWER}a frame of version 1"),
                    at: now,
                    bytes: Some(bytes),
                })
            })
            .unwrap();
    };
    for frame in &frames {
        put(frame, frame.encode());
    }
    put(&last, forged.encode());
    put(&last, b"never was a frame".to_vec());
    let mut later = last.encode();
    later[0] = 9;
    put(&last, later);

    two.open_again(0);
    assert_eq!(
        two.home(0).view(id).unwrap().body,
        "A frame of its own kind"
    );
    assert_eq!(aside(&mut two), (1, 1), "only what is newer still waits");
    two.meet();
    assert_eq!(two.home(1).sharing().unwrap().waiting_to_send, 0);
}

/// Everything the second one has written since the first has heard of them.
fn own_frames(two: &mut Two) -> Vec<Frame> {
    let ben = two.home(1);
    let log = ben.couple.as_ref().unwrap().ledger.log();
    let rows = ben.shared.frames(log, 0, 1000).unwrap();
    let all: Vec<Frame> = rows.iter().filter_map(crate::arriving::frame_of).collect();
    let ada = two.home(0);
    let next = ada
        .shared
        .head(log)
        .unwrap()
        .map_or(0, |row| row.head.next_seq);
    all.into_iter()
        .filter(|frame| frame.id().seq >= next)
        .collect()
}

#[test]
fn newer_frames_are_kept_once_a_place_and_not_without_end() {
    let mut two = Two::paired();
    let frame = two.crafted(b"whatever");
    let endpoint = two.home(1).endpoint();
    for round in 0..3u8 {
        let mut bytes = frame.encode();
        bytes[0] = 2;
        bytes.push(round);
        let mut message = vec![2];
        message.extend(u32::try_from(bytes.len()).unwrap().to_be_bytes());
        message.extend(&bytes);
        two.home(0).sync_received(endpoint, &message);
        assert_eq!(aside(&mut two), (1, 1), "{round}");
        two.open_again(0);
        two.pass(TimeDelta::seconds(15));
    }
}

#[test]
fn an_invitation_of_a_newer_program_says_so() {
    let mut two = Two::paired();
    two.home(0).stop_sharing(true).unwrap();
    let invitation = two.home(0).accept_invite("lamplight2abcdefgh");
    assert!(matches!(invitation, Err(CompanionError::MadeByNewer)));
}

#[test]
fn a_partner_with_a_newer_program_cannot_be_paired_with_and_the_screen_says_why() {
    use crate::{PairingFailure, PairingView};
    let mut two = Two::paired();
    two.home(0).stop_sharing(true).unwrap();
    two.home(0).make_invite().unwrap();
    for _ in 0..3 {
        two.home(0)
            .pairing_received([5; 32], b"LP\x02\x01something");
    }
    assert_eq!(
        two.home(0).pairing_view(),
        PairingView::Failed(PairingFailure::Newer)
    );
}
