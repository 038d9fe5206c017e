//! Time for two: ten calendars of two people read and ranked, beside the same with python's libraries.

use std::{fs, path::Path, process::Command, process::Stdio, time::Duration};

use serde_json::Value;

use super::{
    figure::{Figure, Goal, Quantity},
    stage::Stage,
};
use crate::step::{Failed, step};

/// What the other side is made of.
const LIBRARIES: [&str; 2] = ["icalendar", "recurring-ical-events"];

pub fn figures(stage: &Stage) -> Result<Vec<Figure>, Failed> {
    let install = stage.install("dates")?;
    let said = install
        .program(&stage.measure)
        .arg("--profile")
        .arg(&install.profile)
        .arg("dates")
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .output()?;
    let said: Value = serde_json::from_slice(&said.stdout)
        .map_err(|error| Failed(format!("measure dates said something else: {error}")))?;
    let time = |name: &str| {
        said[name]
            .as_f64()
            .map(|micros| Duration::from_secs_f64(micros / 1e6))
            .ok_or_else(|| Failed(format!("measure dates did not say {name}")))
    };
    let (reading, ranking) = (time("reading")?, time("ranking")?);
    let python = by_python(&install.profile)?;
    let whole = Quantity::Time(reading + ranking);
    Ok(vec![
        Figure {
            what: "slots for two of what was read",
            value: Quantity::Time(ranking),
            reference: ("the ten calendars read anew", Quantity::Time(reading)),
            goal: Goal::AtMost(Quantity::Time(Duration::from_millis(150))),
        },
        Figure {
            what: "ten calendars of 2,000 read, and slots for two",
            value: whole,
            reference: ("read and expanded in python", Quantity::Time(python)),
            goal: Goal::AtMost(Quantity::Time(Duration::from_millis(150))),
        },
        Figure {
            what: "the same, beside python",
            value: whole,
            reference: ("read and expanded in python", Quantity::Time(python)),
            goal: Goal::Ratio(1.0 / 20.0),
        },
    ])
}

/// In a place of its own, where the libraries are put once.
fn by_python(profile: &Path) -> Result<Duration, Failed> {
    let place = std::env::temp_dir().join("lamplight-oracle");
    let python = place.join("bin/python");
    if !python.exists() {
        step(
            "python",
            Command::new("python3").args(["-m", "venv"]).arg(&place),
        )?;
    }
    step(
        "libraries",
        Command::new(&python)
            .args(["-m", "pip", "install", "--quiet"])
            .args(LIBRARIES),
    )?;
    let script = profile.join("oracle.py");
    fs::write(&script, include_str!("oracle.py"))?;
    let said = Command::new(&python)
        .arg(&script)
        .arg(profile.join("calendars"))
        .output()?;
    let text = String::from_utf8_lossy(&said.stdout);
    let seconds: f64 = text
        .trim()
        .parse()
        .map_err(|_| Failed("the oracle said nothing".into()))?;
    Ok(Duration::from_secs_f64(seconds))
}
