//! A network that floods this computer: 65,000 packets that begin connections, and strangers who
//! dial. Memory stays bounded, nothing of theirs is heard, and the partner still gets through.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{
    net::{SocketAddr, UdpSocket},
    time::{Duration, Instant},
};

use courier::{Bind, Config, Courier, CourierEvent, Line};
use tokio::sync::mpsc::Receiver;

async fn start(seed: u8) -> (Courier, Receiver<CourierEvent>) {
    let config = Config {
        seed: [seed; 32],
        bind: Bind::Loopback,
        port: 0,
    };
    Courier::start(config).await.unwrap()
}

/// What looks like the first packet of a QUIC connection, each of another one.
fn beginnings(to: SocketAddr, count: u64) {
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    let mut packet = [0x5a; 1200];
    // Long header, Initial; version 1; two names of eight bytes; no token; the rest.
    packet[0] = 0xc3;
    packet[1..5].copy_from_slice(&1_u32.to_be_bytes());
    packet[5] = 8;
    packet[14] = 8;
    packet[23] = 0;
    packet[24..26].copy_from_slice(&(0x4000_u16 | 1174).to_be_bytes());
    for number in 0..count {
        packet[6..14].copy_from_slice(&number.to_be_bytes());
        packet[15..23].copy_from_slice(&number.to_le_bytes());
        // A full buffer is what a flood is about.
        let _ = socket.send_to(&packet, to);
    }
}

/// Memory of this process now, in MiB.
#[cfg(target_os = "linux")]
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS"))
        .unwrap();
    line.split_whitespace()
        .nth(1)
        .unwrap()
        .parse::<u64>()
        .unwrap()
        / 1024
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_leaves_the_partner_a_way_in() {
    let ((a, mut from_a), (b, _from_b)) = (start(21).await, start(22).await);
    a.allow([b.key()]);
    b.allow([a.key()]);
    let before = memory();
    let to = a.addresses()[0];
    let flood = tokio::task::spawn_blocking(move || beginnings(to, 65_000));
    let mut strangers = Vec::new();
    for seed in 30..42 {
        let (stranger, events) = start(seed).await;
        for line in [Line::Sync, Line::Pairing] {
            stranger.dial(line, a.key(), &a.addresses());
        }
        strangers.push((stranger, events));
    }
    flood.await.unwrap();
    let begun = Instant::now();
    let mut dialled = Instant::now();
    b.dial(Line::Sync, a.key(), &a.addresses());
    loop {
        match tokio::time::timeout(Duration::from_secs(1), from_a.recv()).await {
            Ok(Some(CourierEvent::Opened { peer, line, .. })) => {
                assert_eq!((peer, line), (b.key(), Line::Sync), "a stranger got in");
                break;
            }
            Ok(Some(_)) => {}
            Ok(None) => panic!("the courier is gone"),
            Err(_) => {
                assert!(begun.elapsed() < Duration::from_secs(40), "no way in");
                // As the app does, every ten seconds.
                if dialled.elapsed() > Duration::from_secs(10) {
                    dialled = Instant::now();
                    b.dial(Line::Sync, a.key(), &a.addresses());
                }
            }
        }
    }
    let grown = memory().saturating_sub(before);
    println!(
        "65000 beginnings and 24 strangers: {grown} MiB, in after {:?}",
        begun.elapsed()
    );
    assert!(grown < 300, "memory grew by {grown} MiB");
}
