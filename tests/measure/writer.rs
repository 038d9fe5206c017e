//! An engine that keeps, shares or changes an entry for each line it reads, and
//! answers in nanoseconds: the moment of the release, or the time that keeping took.

use std::{
    io::Write,
    time::{Instant, SystemTime, UNIX_EPOCH},
};

use companion::{
    Companion, CompanionError, EntryInput, Profile,
    couple::{ThingId, journal::Draft},
};
use shell::engine::Network;

use crate::{home, journal::words};

pub fn write(profile: Profile) {
    home::with_engine(profile, Network::from_environment(), async |engine| {
        let mut shared = None;
        for (n, line) in std::io::stdin().lines().enumerate() {
            let line = line.unwrap();
            let (answer, last) = engine
                .household
                .with(move |companion| match (line.trim(), shared) {
                    ("ready", _) => Ok((now(), shared)),
                    ("share", _) => share(companion, n),
                    ("edit", Some(id)) => edit(companion, id, n),
                    ("press", _) => Ok((press(companion)?, shared)),
                    ("keep", _) => Ok((keep(companion, n)?, shared)),
                    (other, _) => panic!("nobody knows how to {other}"),
                })
                .await
                .unwrap();
            shared = last;
            println!("{answer}");
            std::io::stdout().flush().unwrap();
        }
    });
}

/// Shares every entry that is Mine, as a person would who does nothing else.
pub fn share_all(profile: &Profile) {
    let mut companion = home::open(profile);
    let (mut before, mut ids) = (None, Vec::new());
    loop {
        let page = companion.list_entries(before, 500).unwrap();
        ids.extend(page.entries.iter().map(|entry| entry.id));
        before = page.next;
        if before.is_none() {
            break;
        }
    }
    for id in ids {
        let preview = companion.preview_share(id).unwrap();
        companion.share_now(id, &preview.consent).unwrap();
        companion.take_notices();
        companion.take_errands();
    }
    companion.lock().unwrap();
}

fn entry(id: Option<ThingId>, n: usize) -> EntryInput {
    EntryInput {
        id,
        draft: Draft {
            title: format!("Entry {n}"),
            body: words(n, 40),
            ..Draft::default()
        },
        ..EntryInput::default()
    }
}

/// Since 1970, in nanoseconds.
pub fn now() -> u128 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.unwrap().as_nanos()
}

type Answer = Result<(u128, Option<ThingId>), CompanionError>;

fn share(companion: &mut Companion, n: usize) -> Answer {
    let id = companion.keep_entry(entry(None, n))?.summary.id;
    let preview = companion.preview_share(id)?;
    // From here on it leaves: what the end of the ten seconds does, too.
    let released = now();
    companion.share_now(id, &preview.consent)?;
    Ok((released, Some(id)))
}

fn edit(companion: &mut Companion, id: ThingId, n: usize) -> Answer {
    companion.keep_entry(entry(Some(id), n))?;
    let released = now();
    companion.share_changes(id)?;
    Ok((released, Some(id)))
}

fn press(companion: &mut Companion) -> Result<u128, CompanionError> {
    let asked = companion.list_in_step()?.first().map(|line| line.id);
    let pressed = now();
    match asked {
        None => drop(companion.offer_in_step("good-news", true)?),
        Some(id) => companion.put_in_step_away(id)?,
    }
    Ok(pressed)
}

fn keep(companion: &mut Companion, n: usize) -> Result<u128, CompanionError> {
    let start = Instant::now();
    companion.keep_entry(entry(None, n))?;
    Ok(start.elapsed().as_nanos())
}
