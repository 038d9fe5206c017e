//! Nudges with the window closed: what a look at the clock takes, and what the lamp in the tray costs.

use std::{
    process::Stdio,
    thread::sleep,
    time::Duration,
};

use serde_json::Value;

use super::{
    figure::{Figure, Goal, Quantity},
    install::PASSPHRASE,
    processes::Running,
    stage::Stage,
};
use crate::step::Failed;

/// The copy of the day is made two minutes after opening, and is no part of doing nothing.
const SETTLE: Duration = Duration::from_secs(150);
const IDLE: Duration = Duration::from_secs(600);
/// Until a window is complete, and has put away what starting took.
const OPEN: Duration = Duration::from_secs(12);

pub fn figures(stage: &Stage) -> Result<Vec<Figure>, Failed> {
    let many = stage.install("many-gestures")?;
    many.ask(&stage.app, &["init", "--name", "Jo"])?;
    let said = many
        .program(&stage.measure)
        .arg("--profile")
        .arg(&many.profile)
        .arg("nudges")
        .env("LAMPLIGHT_PASSPHRASE", PASSPHRASE)
        .stdout(Stdio::piped())
        .output()?;
    let said: Value = serde_json::from_slice(&said.stdout)
        .map_err(|error| Failed(format!("measure nudges said something else: {error}")))?;
    let time = |name: &str| {
        said[name]
            .as_u64()
            .map(|micros| Quantity::Time(Duration::from_micros(micros)))
            .ok_or_else(|| Failed(format!("measure nudges did not say {name}")))
    };

    let install = stage.with_journal("tray")?;
    let start = |hidden: bool| -> Result<Running, Failed> {
        let mut app = install.program(&stage.app);
        app.arg("--profile").arg(&install.profile);
        if hidden {
            app.arg("--hidden");
        }
        Ok(Running(app.spawn()?))
    };
    let window = start(false)?;
    sleep(OPEN);
    let open = window.memory();
    window.end()?;
    let lamp = start(true)?;
    sleep(SETTLE);
    let (worked, woken) = (lamp.worked(), lamp.woken());
    sleep(IDLE);
    let share = lamp.worked().saturating_sub(worked).as_secs_f64() / IDLE.as_secs_f64();
    let seconds = u32::try_from(IDLE.as_secs()).unwrap_or(u32::MAX);
    let woken = u32::try_from(lamp.woken().saturating_sub(woken)).unwrap_or(u32::MAX);
    let memory = lamp.memory();
    lamp.end()?;
    let per_second = f64::from(woken) / f64::from(seconds);
    Ok(vec![
        Figure {
            what: "what is due, of 1,000 gestures",
            value: time("due")?,
            reference: ("reading them", time("read")?),
            goal: Goal::AtMost(Quantity::Time(Duration::from_millis(5))),
        },
        Figure {
            what: "idle in the tray, of one processor over ten minutes",
            value: Quantity::Share(share),
            reference: ("the goal", Quantity::Share(0.002)),
            goal: Goal::AtMost(Quantity::Share(0.002)),
        },
        Figure {
            what: "idle in the tray, wake-ups a second of all its threads",
            value: Quantity::Number(per_second),
            reference: ("the goal", Quantity::Number(6.0)),
            goal: Goal::AtMost(Quantity::Number(6.0)),
        },
        Figure {
            what: "memory in the tray",
            value: Quantity::Memory(memory),
            reference: ("with the window open", Quantity::Memory(open)),
            goal: Goal::Ratio(1.0 / 3.0),
        },
    ])
}
