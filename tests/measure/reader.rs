//! An engine that answers each line it reads with a moment, in nanoseconds since 1970: `ready`,
//! `has N` when so many shared entries are there, `next` for the arrival after the last one that
//! was asked for.

use std::{io::Write, time::Duration};

use companion::{Notice, Profile};
use shell::engine::{Engine, Network};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::{home, writer::now};

/// How often it is looked whether enough is there: seldom enough to be no work of its own.
const LOOK: Duration = Duration::from_millis(50);

pub fn read(profile: Profile) {
    home::with_engine(profile, Network::from_environment(), async |engine| {
        let mut arrivals = arrivals(engine);
        for line in std::io::stdin().lines() {
            let line = line.unwrap();
            let answer = match line.trim().split_once(' ').unwrap_or((line.trim(), "")) {
                ("ready", _) => now(),
                ("has", count) => {
                    has(engine, count.parse().unwrap()).await;
                    let moment = now();
                    // They came before what is asked for next.
                    tokio::time::sleep(LOOK).await;
                    while arrivals.try_recv().is_ok() {}
                    moment
                }
                ("next", _) => arrivals.recv().await.unwrap(),
                (other, _) => panic!("nobody knows how to {other}"),
            };
            println!("{answer}");
            std::io::stdout().flush().unwrap();
        }
    });
}

/// The moments at which something of the other's was on disk.
fn arrivals(engine: &Engine) -> UnboundedReceiver<u128> {
    let (told, arrivals) = unbounded_channel();
    let mut notices = engine.notices();
    tokio::spawn(async move {
        use tokio::sync::broadcast::error::RecvError;
        loop {
            match notices.recv().await {
                Ok(Notice::EntryArrived { .. }) => {
                    if told.send(now()).is_err() {
                        return;
                    }
                }
                Ok(_) | Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return,
            }
        }
    });
    arrivals
}

async fn has(engine: &Engine, count: u64) {
    loop {
        let there = engine
            .household
            .with(|companion| Ok(companion.sharing()?.entries))
            .await
            .unwrap();
        if there >= count {
            return;
        }
        tokio::time::sleep(LOOK).await;
    }
}
