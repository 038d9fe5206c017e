//! An engine that keeps, shares or changes an entry, or takes a step in a talk, for each line it reads, and
//! answers in nanoseconds: the moment of the release or the press, or the time that keeping took.

use std::{
    io::Write,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use companion::{
    Companion, CompanionError, EntryInput, InStepStage, Profile,
    couple::{
        ThingId,
        journal::Draft,
        talk::{
            Asks,
            running::{Place, Press, Side},
        },
    },
};
use shell::engine::Network;

use crate::{home, journal::words};

/// How often it is looked whether the word in a talk is the writer's.
const LOOK: Duration = Duration::from_millis(20);
/// So often may one of them say "not quite", for a piece.
const NOT_QUITE: u8 = 2;

pub fn write(profile: Profile) {
    home::with_engine(profile, Network::from_environment(), async |engine| {
        let mut shared = None;
        for (n, line) in std::io::stdin().lines().enumerate() {
            let line = line.unwrap();
            let (answer, last) = loop {
                let order = line.trim().to_owned();
                let done = engine
                    .household
                    .with(move |companion| {
                        Ok(match (order.as_str(), shared) {
                            ("ready", _) => Some((now(), shared)),
                            ("share", _) => Some(share(companion, n)?),
                            ("edit", Some(id)) => Some(edit(companion, id, n)?),
                            ("ask", _) => Some((ask(companion)?, shared)),
                            ("step", _) => step(companion)?.map(|pressed| (pressed, shared)),
                            ("keep", _) => Some((keep(companion, n)?, shared)),
                            (other, _) => panic!("nobody knows how to {other}"),
                        })
                    })
                    .await
                    .unwrap();
                match done {
                    Some(done) => break done,
                    None => tokio::time::sleep(LOOK).await,
                }
            };
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

/// Asks for the talk that is walked by [`step`].
fn ask(companion: &mut Companion) -> Result<u128, CompanionError> {
    let asked = now();
    companion.offer_in_step("take-turns", true)?;
    Ok(asked)
}

/// One press of a talk in step, in the longest way through; none while it is not the writer's to press.
fn step(companion: &mut Companion) -> Result<Option<u128>, CompanionError> {
    let Some(line) = companion.list_in_step()?.into_iter().next() else {
        return Ok(None);
    };
    let view = companion.in_step(line.id)?;
    if view.stage != InStepStage::UnderWay || view.waiting {
        return Ok(None);
    }
    let asks = view.run.found()?.step.and_then(|step| step.asks);
    let press = match (&view.run.place, asks) {
        (Place::Begins { .. }, _) => Press::Begin(Side::Me),
        (Place::Piece { .. }, _) => Press::More,
        (Place::Step { backs, .. }, Some(Asks::GotIt { .. })) if *backs < NOT_QUITE => {
            Press::NotQuite
        }
        (Place::Step { .. }, Some(Asks::GotIt { .. })) => Press::GotIt,
        _ => Press::GoOn,
    };
    let pressed = now();
    companion.press_in_step(line.id, view.moves, press, None)?;
    Ok(Some(pressed))
}

fn keep(companion: &mut Companion, n: usize) -> Result<u128, CompanionError> {
    let start = Instant::now();
    companion.keep_entry(entry(None, n))?;
    Ok(start.elapsed().as_nanos())
}
