//! From the start to Today, and the memory it then takes: beside a window with
//! an empty page.

use std::{
    fs,
    path::Path,
    process::Command,
    thread::sleep,
    time::{Duration, SystemTime},
};

use super::{
    figure::{Figure, Goal, Quantity, median},
    install::Install,
    picture::{Picture, since},
    processes::Running,
    stage::Stage,
};
use crate::step::Failed;

/// Each is started so often, in turns.
const TURNS: usize = 9;
/// Before the first one counts: so long until everything is drawn for certain.
const AT_LEISURE: Duration = Duration::from_secs(10);
/// Memory is counted when the window has had time to put away what starting took.
const REST: Duration = Duration::from_secs(2);

struct Turn {
    time: Duration,
    memory: u64,
}

pub fn figures(stage: &Stage) -> Result<Vec<Figure>, Failed> {
    let install = stage.with_journal("window")?;
    let empty = stage.install("empty")?;
    fs::create_dir_all(&empty.profile)?;
    let mut app = install.program(&stage.app);
    app.arg("--profile").arg(&install.profile);
    let mut nothing = empty.program(&stage.empty_window);
    nothing.arg(&empty.profile);

    // Once at leisure: profiles of the web view are made, files are read from the disk,
    // and it is seen what a complete window looks like.
    let picture = stage.picture()?;
    let today = complete(&picture, &mut app, || {
        stage.keep_picture("bench-today")?;
        is_open(stage, &install)
    })?;
    let page = complete(&picture, &mut nothing, || Ok(()))?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        ours.push(turn(&picture, &mut app, &today)?);
        theirs.push(turn(&picture, &mut nothing, &page)?);
    }
    let time =
        |turns: &[Turn]| Quantity::Time(median(turns.iter().map(|turn| turn.time).collect()));
    let memory =
        |turns: &[Turn]| Quantity::Memory(median(turns.iter().map(|turn| turn.memory).collect()));
    Ok(vec![
        Figure {
            what: "start to Today complete, 10,000 entries, key from the keyring",
            value: time(&ours),
            reference: ("start of an empty window", time(&theirs)),
            goal: Goal::Ratio(1.4),
        },
        Figure {
            what: "memory (PSS of all processes), 10,000 entries",
            value: memory(&ours),
            reference: ("an empty window", memory(&theirs)),
            goal: Goal::Ratio(1.25),
        },
    ])
}

/// What the window of a program looks like when it is complete.
fn complete(
    picture: &Picture,
    command: &mut Command,
    look: impl FnOnce() -> Result<(), Failed>,
) -> Result<Vec<u8>, Failed> {
    let bare = picture.look()?;
    let running = Running(command.spawn()?);
    sleep(AT_LEISURE);
    let complete = picture.at_rest(REST)?;
    look()?;
    running.end()?;
    if complete == bare {
        return Err(Failed("there is no window to be seen".into()));
    }
    picture.becomes(&bare)?;
    Ok(complete)
}

/// Starts a window, watches until it is complete, and ends it.
fn turn(picture: &Picture, command: &mut Command, complete: &[u8]) -> Result<Turn, Failed> {
    let bare = picture.at_rest(Duration::from_millis(300))?;
    let start = SystemTime::now();
    let running = Running(command.spawn()?);
    let time = since(start, picture.becomes(complete)?);
    sleep(REST);
    let memory = running.memory();
    running.end()?;
    picture.becomes(&bare)?;
    println!(
        "   {}: complete after {} ms, {}",
        Path::new(command.get_program())
            .file_name()
            .unwrap_or_default()
            .display(),
        time.as_millis(),
        Quantity::Memory(memory)
    );
    Ok(Turn { time, memory })
}

/// A window that asks for a passphrase is no Today: the running app answers only when it is open.
fn is_open(stage: &Stage, install: &Install) -> Result<(), Failed> {
    install
        .ask(&stage.app, &["entry", "list", "--limit", "1"])
        .map(drop)
}
