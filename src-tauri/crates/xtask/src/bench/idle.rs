//! Paired, connected, and nothing to do: what the processor has to do all the
//! same, and whether memory grows with what comes and goes.

use std::{
    fs,
    path::Path,
    thread::sleep,
    time::{Duration, Instant},
};

use super::{
    couple::Couple,
    figure::{Figure, Goal, Quantity},
    processes::Running,
    stage::Stage,
};
use crate::step::Failed;

/// Until the copy of the day is made: two minutes after opening, and once a day. It is something to
/// do, and is no part of doing nothing.
const COPIED: Duration = Duration::from_secs(300);
/// After the last thing that happened.
const SETTLE: Duration = Duration::from_secs(20);
const IDLE: Duration = Duration::from_secs(300);
/// An hour of two people who change something every ten seconds.
const HOUR: usize = 360;

fn copied(profile: &Path) -> Result<(), Failed> {
    let start = Instant::now();
    while fs::read_dir(profile.join("backups")).map_or(0, Iterator::count) == 0 {
        if start.elapsed() > COPIED {
            return Err(Failed("no copy of the day was made".into()));
        }
        sleep(Duration::from_secs(1));
    }
    Ok(())
}

pub fn figures(stage: &Stage) -> Result<Vec<Figure>, Failed> {
    let couple = Couple::meet(stage, "idle")?;
    let window = couple.open_window(stage)?;
    let mut writer = couple.connect(stage)?;
    let empty = stage.install("idle-empty")?;
    fs::create_dir_all(&empty.profile)?;
    let mut nothing = empty.program(&stage.empty_window);
    let nothing = Running(nothing.arg(&empty.profile).spawn()?);

    copied(&couple.reader.profile)?;
    sleep(SETTLE);
    let before = (window.worked(), nothing.worked());
    sleep(IDLE);
    let after = (window.worked(), nothing.worked());
    let share = |before: Duration, after: Duration| {
        Quantity::Share(after.saturating_sub(before).as_secs_f64() / IDLE.as_secs_f64())
    };
    nothing.end()?;

    // The first hour fills what is kept for later; the second one must find room in it.
    let mut memory = Vec::new();
    for _ in 0..2 {
        writer.share()?;
        for _ in 0..HOUR {
            writer.edit()?;
        }
        sleep(SETTLE);
        memory.push(window.memory());
    }
    writer.end()?;
    window.end()?;
    Ok(vec![
        Figure {
            what: "idle, paired and connected, of one processor over five minutes",
            value: share(before.0, after.0),
            reference: ("an empty window", share(before.1, after.1)),
            goal: Goal::AtMost(Quantity::Share(0.005)),
        },
        Figure {
            what: "memory after another hour of changes (360)",
            value: Quantity::Memory(memory[1]),
            reference: ("after the first hour", Quantity::Memory(memory[0])),
            goal: Goal::Ratio(1.02),
        },
    ])
}
