//! Time for two: ten calendars of two people read and ranked, beside the same with python's libraries. And a window with
//! many dates and ideas: a letter in the search, a month that is turned.

use std::{fs, path::Path, process::Command, process::Stdio, time::Duration};

use serde_json::Value;

use super::{
    figure::{Figure, Goal, Quantity},
    install::{Install, PASSPHRASE},
    stage::Stage,
};
use crate::step::{Failed, step};

/// What the other side is made of.
const LIBRARIES: [&str; 2] = ["icalendar", "recurring-ical-events"];

pub fn figures(stage: &Stage) -> Result<Vec<Figure>, Failed> {
    let mut figures = time_for_two(stage)?;
    figures.extend(in_the_window(stage)?);
    Ok(figures)
}

fn time_for_two(stage: &Stage) -> Result<Vec<Figure>, Failed> {
    let install = stage.install("dates")?;
    let said = ask(stage, &install, "dates")?;
    let (reading, ranking) = (time(&said, "reading")?, time(&said, "ranking")?);
    let python = by_python(&install.profile)?;
    // What is faster because it reads something else is no faster.
    if said["blocks"] != python["blocks"] {
        return Err(Failed(format!(
            "merged blocks: {} here, {} in python",
            said["blocks"], python["blocks"]
        )));
    }
    let python = Quantity::Time(time(&python, "reading")?);
    let whole = Quantity::Time(reading + ranking);
    let goal = || Goal::AtMost(Quantity::Time(Duration::from_millis(150)));
    Ok(vec![
        Figure {
            what: "slots for two of what was read",
            value: Quantity::Time(ranking),
            reference: ("the ten calendars read anew", Quantity::Time(reading)),
            goal: goal(),
        },
        Figure {
            what: "ten calendars of 2,000 read, and slots for two",
            value: whole,
            reference: ("read and expanded in python", python),
            goal: goal(),
        },
        Figure {
            what: "the same, beside python",
            value: whole,
            reference: ("read and expanded in python", python),
            goal: Goal::Ratio(1.0 / 20.0),
        },
    ])
}

fn in_the_window(stage: &Stage) -> Result<Vec<Figure>, Failed> {
    let install = stage.install("many-dates")?;
    install.ask(&stage.app, &["init", "--name", "Jo"])?;
    install.ask(&stage.measure, &["remember"])?;
    let said = ask(stage, &install, "many-dates")?;
    let figure = |what, name: &str, beside, reference: &str, most| {
        Ok::<_, Failed>(Figure {
            what,
            value: Quantity::Time(time(&said, name)?),
            reference: (beside, Quantity::Time(time(&said, reference)?)),
            goal: Goal::AtMost(Quantity::Time(Duration::from_millis(most))),
        })
    };
    Ok(vec![
        figure(
            "a letter typed until 500 ideas are filtered and laid out, 95th percentile",
            "letter",
            "a space, which finds the same",
            "space",
            16,
        )?,
        figure(
            "longest frame while months of 200 dates are turned",
            "turning",
            "longest frame at rest",
            "rest",
            50,
        )?,
    ])
}

/// What `measure` says in a role.
fn ask(stage: &Stage, install: &Install, role: &str) -> Result<Value, Failed> {
    let said = install
        .program(&stage.measure)
        .arg("--profile")
        .arg(&install.profile)
        .arg(role)
        .env("LAMPLIGHT_APP", &stage.app)
        .env("LAMPLIGHT_PASSPHRASE", PASSPHRASE)
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .output()?;
    serde_json::from_slice(&said.stdout)
        .map_err(|error| Failed(format!("measure {role} said something else: {error}")))
}

/// One of the times that were said, in microseconds.
fn time(said: &Value, name: &str) -> Result<Duration, Failed> {
    said[name]
        .as_f64()
        .map(|micros| Duration::from_secs_f64(micros / 1e6))
        .ok_or_else(|| Failed(format!("nobody said {name}")))
}

/// In a place of its own, where the libraries are put once.
fn by_python(profile: &Path) -> Result<Value, Failed> {
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
        .stderr(Stdio::inherit())
        .output()?;
    serde_json::from_slice(&said.stdout)
        .map_err(|error| Failed(format!("the oracle said something else: {error}")))
}
