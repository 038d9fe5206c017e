//! Calendars of a person's own, read again and again: the file here, what it says in the worker. A calendar that can't
//! be read keeps no other from being read.

use std::{
    fs::File,
    io::{Read as _, Write as _},
    path::Path,
    process::{Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use companion::{
    Calendar, CalendarPlace, CalendarTrouble, CompanionError, Notice,
    calendar_in::{
        ANSWER_LIMIT, ARGUMENT, Asked, Reading, SIZE_LIMIT, decode_answer, encode_request,
    },
    couple::ThingId,
};
use courier::calendar::{CalendarFault, Reach, fetch};
use tokio::{sync::broadcast::error::RecvError, task::JoinSet};

use crate::{
    engine::{Engine, Network},
    household::Household,
    worker_process::{for_this_system, program_beside},
};

/// Looked at so often whether one is to be read.
const LOOK: Duration = Duration::from_secs(300);
/// How long one may take by the wall clock.
const PATIENCE: Duration = Duration::from_secs(30);

/// Reads what is to be read for as long as the engine runs.
pub fn keep(engine: &Engine) {
    let household = engine.household.clone();
    let mut notices = engine.notices();
    tokio::spawn(async move {
        loop {
            // A home that is locked is asked again.
            let at_work = household.at_work();
            let _ = read_again(&household, false).await;
            drop(at_work);
            let opened = async {
                loop {
                    match notices.recv().await {
                        Ok(Notice::HomeChanged) | Err(RecvError::Lagged(_)) => break true,
                        Ok(_) => {}
                        Err(RecvError::Closed) => break false,
                    }
                }
            };
            if tokio::time::timeout(LOOK, opened).await == Ok(false) {
                break;
            }
        }
    });
}

/// Reads those whose turn it is, or all that count, one after the other.
///
/// # Errors
/// The home is locked, or what was read could not be saved.
pub async fn read_again(household: &Household, all: bool) -> Result<(), CompanionError> {
    let (asked, calendars) = household
        .ask(move |room| {
            let companion = room.engine()?;
            let calendars = companion.calendars_to_read(all)?;
            Ok((companion.asked_of_calendars(), calendars))
        })
        .await?;
    // Those that are asked for elsewhere are asked all at once: one that never answers holds up no other.
    let mut coming = JoinSet::new();
    for Calendar { id, place, .. } in calendars {
        match place {
            CalendarPlace::File { path } => {
                let read = tokio::task::spawn_blocking(move || read_file(&path, &asked));
                let read = read.await.map_err(|_| CompanionError::Internal)?;
                was_read(household, id, read).await?;
            }
            CalendarPlace::Address { address } => {
                coming.spawn(async move { (id, fetched(&address).await) });
            }
        }
    }
    while let Some(come) = coming.join_next().await {
        let (id, bytes) = come.map_err(|_| CompanionError::Internal)?;
        let read = tokio::task::spawn_blocking(move || read_fetched(&bytes?, &asked));
        let read = read.await.map_err(|_| CompanionError::Internal)?;
        was_read(household, id, read).await?;
    }
    Ok(())
}

async fn was_read(
    household: &Household,
    id: ThingId,
    read: Result<Reading, CalendarTrouble>,
) -> Result<(), CompanionError> {
    household
        .ask(move |room| room.engine()?.calendar_was_read(id, read))
        .await
}

/// What an address says.
///
/// # Errors
/// [`CalendarTrouble`].
pub async fn read_address(address: &str, asked: &Asked) -> Result<Reading, CalendarTrouble> {
    read_fetched(&fetched(address).await?, asked)
}

async fn fetched(address: &str) -> Result<Vec<u8>, CalendarTrouble> {
    let reach = match Network::from_environment() {
        Network::Off => Reach::Nowhere,
        Network::Loopback => Reach::Loopback,
        Network::Home => Reach::World,
    };
    fetch(address, SIZE_LIMIT, reach)
        .await
        .map_err(|fault| match fault {
            CalendarFault::NotAnAddress | CalendarFault::LedAstray => CalendarTrouble::LedAstray,
            CalendarFault::NoAnswer => CalendarTrouble::NoAnswer,
            CalendarFault::Certificate => CalendarTrouble::Certificate,
            CalendarFault::Refused => CalendarTrouble::Refused,
            CalendarFault::TooLarge => CalendarTrouble::TooLarge,
        })
}

fn read_fetched(bytes: &[u8], asked: &Asked) -> Result<Reading, CalendarTrouble> {
    let program = program_beside().map_err(|_| CalendarTrouble::NoWorker)?;
    read_bytes(&program, bytes, asked, PATIENCE)
}

/// What a file says.
///
/// # Errors
/// [`CalendarTrouble`].
pub fn read_file(path: &Path, asked: &Asked) -> Result<Reading, CalendarTrouble> {
    let gone = |_| CalendarTrouble::Gone;
    let file = File::open(path).map_err(gone)?;
    // A pipe would never end, and a device gives what was never a file.
    if !file.metadata().map_err(gone)?.is_file() {
        return Err(CalendarTrouble::Gone);
    }
    let mut bytes = Vec::new();
    file.take(SIZE_LIMIT as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(gone)?;
    if bytes.len() > SIZE_LIMIT {
        return Err(CalendarTrouble::TooLarge);
    }
    let program = program_beside().map_err(|_| CalendarTrouble::NoWorker)?;
    read_bytes(&program, &bytes, asked, PATIENCE)
}

fn read_bytes(
    program: &Path,
    calendar: &[u8],
    asked: &Asked,
    patience: Duration,
) -> Result<Reading, CalendarTrouble> {
    let request = encode_request(asked, calendar).map_err(|_| CalendarTrouble::TooLarge)?;
    let mut command = Command::new(program);
    command
        .arg(ARGUMENT)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    for_this_system(&mut command);
    let mut child = command.spawn().map_err(|_| CalendarTrouble::NoWorker)?;
    let (answered, answer) = mpsc::channel();
    if let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) {
        // Threads of their own, so that a worker which neither reads nor writes can't hold us. They end with the pipes.
        thread::spawn(move || {
            // That it takes nothing more shows in the answer.
            let _ = input.write_all(&request);
        });
        thread::spawn(move || {
            let mut bytes = Vec::new();
            let read = output.take(ANSWER_LIMIT).read_to_end(&mut bytes);
            let _ = answered.send(read.map(|_| bytes));
        });
    }
    let bytes = answer.recv_timeout(patience);
    // Fails only for one that has ended already.
    let _ = child.kill();
    let _ = child.wait();
    match bytes {
        Ok(Ok(bytes)) => match decode_answer(&bytes) {
            Ok(answer) => answer.map_err(CalendarTrouble::from),
            // It ended without an answer: of its limits, or of what it read.
            Err(_) => Err(CalendarTrouble::TooCostly),
        },
        _ => Err(CalendarTrouble::TooCostly),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use chrono::{DateTime, TimeDelta, Utc};

    use super::*;

    fn asked() -> Asked {
        let from: DateTime<Utc> = "2026-05-01T00:00:00Z".parse().unwrap();
        Asked {
            from,
            until: from + TimeDelta::weeks(26),
            zone: chrono_tz::Europe::Berlin,
        }
    }

    const ONE: &str = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20260504T100000Z\n\
        DTEND:20260504T110000Z\nEND:VEVENT\nEND:VCALENDAR\n";

    #[test]
    fn what_is_no_file_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        for path in [folder.path().to_owned(), folder.path().join("none.ics")] {
            assert_eq!(read_file(&path, &asked()), Err(CalendarTrouble::Gone));
        }
        #[cfg(unix)]
        assert_eq!(
            read_file(Path::new("/dev/zero"), &asked()),
            Err(CalendarTrouble::Gone)
        );
        let large = folder.path().join("large.ics");
        File::create(&large)
            .unwrap()
            .set_len(SIZE_LIMIT as u64 + 1)
            .unwrap();
        assert_eq!(read_file(&large, &asked()), Err(CalendarTrouble::TooLarge));
    }

    #[test]
    fn without_a_worker_nothing_is_read() {
        let none = Path::new("/no/such/program");
        assert_eq!(
            read_bytes(none, ONE.as_bytes(), &asked(), PATIENCE),
            Err(CalendarTrouble::NoWorker)
        );
    }

    #[cfg(unix)]
    #[test]
    fn one_that_dies_talks_nonsense_or_hangs_is_too_costly() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let hangs = folder.path().join("hangs");
        std::fs::write(&hangs, "#!/bin/sh\nexec /bin/sleep 60\n").unwrap();
        std::fs::set_permissions(&hangs, std::fs::Permissions::from_mode(0o700)).unwrap();
        let start = Instant::now();
        for program in [Path::new("/bin/false"), Path::new("/bin/echo"), &hangs] {
            let read = read_bytes(
                program,
                ONE.as_bytes(),
                &asked(),
                Duration::from_millis(400),
            );
            assert_eq!(read, Err(CalendarTrouble::TooCostly), "{program:?}");
        }
        assert!(start.elapsed() < Duration::from_secs(10));
    }

    /// With the worker that is built beside the tests.
    #[test]
    fn the_worker_reads_and_a_monstrous_calendar_is_bounded() {
        let here = std::env::current_exe().unwrap();
        let folder = here.parent().and_then(Path::parent).unwrap();
        let beside = folder.join(format!("lamplight-worker{}", std::env::consts::EXE_SUFFIX));
        let program = std::env::var_os("LAMPLIGHT_WORKER").map_or(beside, Into::into);
        if !program.is_file() {
            eprintln!("skipped: the worker is not built");
            return;
        }
        let read = |text: &[u8]| read_bytes(&program, text, &asked(), PATIENCE);
        let one = read(ONE.as_bytes()).unwrap();
        assert_eq!((one.busy.len(), one.events), (1, 1));
        assert_eq!(read(b"<html>"), Err(CalendarTrouble::NotACalendar));
        let start = Instant::now();
        let mut many = String::from("BEGIN:VCALENDAR\n");
        while many.len() < 4 << 20 {
            many.push_str("BEGIN:VEVENT\nDTSTART:19700101T000000Z\nRRULE:FREQ=SECONDLY;COUNT=1000000000\nEND:VEVENT\n");
        }
        // Refused or cut off, and the next one is read all the same.
        let _ = read(many.as_bytes());
        assert!(start.elapsed() < PATIENCE + Duration::from_secs(5));
        assert_eq!(read(ONE.as_bytes()), Ok(one));
    }
}
