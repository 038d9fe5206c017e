//! Two endpoints on this computer.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::time::Duration;

use courier::{Bind, Config, Courier, CourierEvent, Line, Search};
use tokio::sync::mpsc::Receiver;

async fn start(seed: u8) -> (Courier, Receiver<CourierEvent>) {
    Courier::start(Config {
        seed: [seed; 32],
        bind: Bind::Loopback,
        port: 0,
    })
    .await
    .unwrap()
}

async fn next(events: &mut Receiver<CourierEvent>) -> CourierEvent {
    tokio::time::timeout(Duration::from_secs(20), events.recv())
        .await
        .unwrap()
        .unwrap()
}

#[tokio::test]
async fn an_allowed_peer_is_heard_both_ways() {
    let ((a, mut from_a), (b, mut from_b)) = (start(1).await, start(2).await);
    a.allow([b.key()]);
    b.allow([a.key()]);
    a.dial(Line::Sync, b.key(), &b.addresses());
    assert!(matches!(
        next(&mut from_a).await,
        CourierEvent::Opened { dialled: true, .. }
    ));
    assert!(matches!(
        next(&mut from_b).await,
        CourierEvent::Opened { dialled: false, .. }
    ));
    let big = vec![7; 3 * 1024 * 1024];
    assert!(a.send(Line::Sync, b.key(), big.clone()));
    assert!(b.send(Line::Sync, a.key(), b"hello".to_vec()));
    assert_eq!(
        next(&mut from_b).await,
        CourierEvent::Received {
            line: Line::Sync,
            peer: a.key(),
            bytes: big
        }
    );
    assert_eq!(
        next(&mut from_a).await,
        CourierEvent::Received {
            line: Line::Sync,
            peer: b.key(),
            bytes: b"hello".to_vec()
        }
    );
    // What is queued before a close still arrives.
    a.send(Line::Sync, b.key(), b"last words".to_vec());
    a.close(Line::Sync, b.key());
    assert_eq!(
        next(&mut from_b).await,
        CourierEvent::Received {
            line: Line::Sync,
            peer: a.key(),
            bytes: b"last words".to_vec()
        }
    );
    assert_eq!(
        next(&mut from_b).await,
        CourierEvent::Closed {
            line: Line::Sync,
            peer: a.key()
        }
    );
}

#[tokio::test]
async fn a_stranger_is_closed_before_it_is_read() {
    let ((a, mut from_a), (b, mut from_b)) = (start(3).await, start(4).await);
    a.dial(Line::Sync, b.key(), &b.addresses());
    // The dialler may see the line open and close, or not open at all.
    loop {
        match next(&mut from_a).await {
            CourierEvent::Opened { .. } => {
                a.send(Line::Sync, b.key(), b"let me in".to_vec());
            }
            CourierEvent::Closed { .. } | CourierEvent::Unreachable { .. } => break,
            other => panic!("{other:?}"),
        }
    }
    assert!(
        from_b.try_recv().is_err(),
        "nothing of a stranger's gets through"
    );
}

#[tokio::test]
async fn pairing_lines_need_an_open_pairing_screen() {
    let ((a, mut from_a), (b, mut from_b)) = (start(5).await, start(6).await);
    b.accept_pairing(true);
    a.dial(Line::Pairing, b.key(), &b.addresses());
    assert!(matches!(
        next(&mut from_a).await,
        CourierEvent::Opened { .. }
    ));
    assert!(matches!(
        next(&mut from_b).await,
        CourierEvent::Opened {
            line: Line::Pairing,
            ..
        }
    ));
}

#[tokio::test]
async fn dialling_each_other_at_once_leaves_one_line() {
    let ((a, mut from_a), (b, mut from_b)) = (start(7).await, start(8).await);
    a.allow([b.key()]);
    b.allow([a.key()]);
    a.dial(Line::Sync, b.key(), &b.addresses());
    b.dial(Line::Sync, a.key(), &a.addresses());
    tokio::time::sleep(Duration::from_millis(800)).await;
    while from_a.try_recv().is_ok() {}
    while from_b.try_recv().is_ok() {}
    assert!(a.send(Line::Sync, b.key(), b"one".to_vec()));
    assert!(b.send(Line::Sync, a.key(), b"two".to_vec()));
    assert!(
        matches!(next(&mut from_b).await, CourierEvent::Received { bytes, .. } if bytes == b"one")
    );
    assert!(
        matches!(next(&mut from_a).await, CourierEvent::Received { bytes, .. } if bytes == b"two")
    );
}

#[tokio::test]
async fn a_taken_port_is_no_obstacle() {
    let (a, _events) = start(9).await;
    let config = Config {
        seed: [10; 32],
        bind: Bind::Loopback,
        port: a.port(),
    };
    let (b, _events) = Courier::start(config).await.unwrap();
    assert_ne!(a.port(), b.port());
}

#[tokio::test]
async fn same_room_finds_the_other_and_only_while_it_is_on() {
    let everywhere = |seed| {
        Courier::start(Config {
            seed: [seed; 32],
            bind: Bind::Everywhere,
            port: 0,
        })
    };
    let (a, mut from_a) = everywhere(11).await.unwrap();
    let (b, _from_b) = everywhere(12).await.unwrap();
    a.look(Some(Search::SameRoom));
    b.look(Some(Search::SameRoom));
    let CourierEvent::Nearby { peer, addresses } = next(&mut from_a).await else {
        panic!("something else happened");
    };
    assert_eq!(peer, b.key());
    assert!(!addresses.is_empty());
}

/// After sleep, or in another network, the endpoint is made anew under the same key and port: what
/// the other side knows of it stays true, and a line opens again from either side.
#[tokio::test]
async fn an_endpoint_made_anew_is_where_it_was() {
    let ((a, mut from_a), (b, mut from_b)) = (start(11).await, start(12).await);
    a.allow([b.key()]);
    b.allow([a.key()]);
    let (port, known) = (a.port(), a.addresses());
    a.dial(Line::Sync, b.key(), &b.addresses());
    assert!(matches!(
        next(&mut from_a).await,
        CourierEvent::Opened { .. }
    ));
    let CourierEvent::Opened {
        address: Some(came_from),
        dialled: false,
        ..
    } = next(&mut from_b).await
    else {
        panic!("no line");
    };
    // One socket for both ways: where a call came from can be called.
    assert_eq!(came_from.port(), port);
    // Nothing says goodbye in time when a computer falls asleep; here it may.
    drop(from_a);
    let key = a.key();
    a.stop().await;
    assert_eq!(
        next(&mut from_b).await,
        CourierEvent::Closed {
            line: Line::Sync,
            peer: key
        }
    );
    let config = Config {
        seed: [11; 32],
        bind: Bind::Loopback,
        port,
    };
    let (again, events) = Courier::start(config).await.unwrap();
    from_a = events;
    assert_eq!((again.port(), again.addresses()), (port, known));
    again.allow([b.key()]);
    b.dial(Line::Sync, again.key(), &[came_from]);
    assert!(matches!(
        next(&mut from_a).await,
        CourierEvent::Opened { dialled: false, .. }
    ));
    assert!(matches!(
        next(&mut from_b).await,
        CourierEvent::Opened { dialled: true, .. }
    ));
    assert!(b.send(Line::Sync, again.key(), b"still there".to_vec()));
    assert!(matches!(
        next(&mut from_a).await,
        CourierEvent::Received { .. }
    ));
}
