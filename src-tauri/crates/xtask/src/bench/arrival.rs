//! From one computer to the other, directly, over loopback: two processes, and the
//! reader's window is watched.

use std::{
    process::Stdio,
    time::{Duration, SystemTime},
};

use serde_json::Value;

use super::{
    couple::{Couple, Writer},
    figure::{Figure, Goal, Quantity, median},
    install::PASSPHRASE,
    picture::{Picture, since},
    stage::Stage,
};
use crate::step::Failed;

/// Of each kind.
const TIMES: usize = 15;

pub fn figures(stage: &Stage) -> Result<Vec<Figure>, Failed> {
    let today = today(stage)?;
    let couple = Couple::meet(stage, "arrival")?;
    let window = couple.open_window(stage)?;
    let mut writer = couple.connect(stage)?;
    let picture = stage.picture()?;
    let (mut entries, mut edits, mut kept) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..TIMES {
        entries.push(until_seen(&picture, || writer.share())?);
        edits.push(until_seen(&picture, || writer.edit())?);
        kept.push(writer.keep()?);
    }
    stage.keep_picture("bench-arrival")?;
    window.end()?;
    let steps = steps(stage, &couple, &mut writer)?;
    writer.end()?;
    println!("   entries {entries:?}\n   edits {edits:?}\n   steps {steps:?}");
    let keeping = (
        "keeping an entry on the writer's disk",
        Quantity::Time(median(kept)),
    );
    Ok(vec![
        today,
        Figure {
            what: "from an entry's release to its being seen in the other's window, direct",
            value: Quantity::Time(median(entries)),
            reference: keeping,
            goal: Goal::AtMost(Quantity::Time(Duration::from_millis(300))),
        },
        Figure {
            what: "from an edit's release to its being seen in the other's window, direct",
            value: Quantity::Time(median(edits)),
            reference: keeping,
            goal: Goal::AtMost(Quantity::Time(Duration::from_millis(150))),
        },
        Figure {
            what: "from a step taken in a talk in step to its being seen in the other's window, direct",
            value: Quantity::Time(median(steps)),
            reference: keeping,
            goal: Goal::AtMost(Quantity::Time(Duration::from_millis(200))),
        },
    ])
}

/// Steps of the writer's in a talk that both have begun, each seen as another page in the reader's window. What is the
/// reader's to press is pressed before.
fn steps(stage: &Stage, couple: &Couple, writer: &mut Writer) -> Result<Vec<Duration>, Failed> {
    writer.ask_to_talk()?;
    let mut window = Writer::start_as(stage, &couple.reader, "talking")?;
    let mut steps = Vec::new();
    for _ in 0..TIMES {
        window.answer()?;
        let picture = stage.picture()?;
        steps.push(until_seen(&picture, || writer.step())?);
    }
    stage.keep_picture("bench-talking")?;
    window.end()?;
    Ok(steps)
}

/// What Today takes to be found out, with a journal of ten years and ten years of everything for two.
fn today(stage: &Stage) -> Result<Figure, Failed> {
    let couple = Couple::meet(stage, "today")?;
    let mut reader = Writer::start_as(stage, &couple.reader, "reader")?;
    let mut writer = Writer::start(stage, &couple.writer)?;
    writer.share()?;
    reader.has(1)?;
    writer.end()?;
    reader.end()?;
    let said = couple
        .reader
        .program(&stage.measure)
        .arg("--profile")
        .arg(&couple.reader.profile)
        .arg("today")
        .env("LAMPLIGHT_PASSPHRASE", PASSPHRASE)
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .output()?;
    let said: Value = serde_json::from_slice(&said.stdout)
        .map_err(|error| Failed(format!("measure today said something else: {error}")))?;
    let time = |name: &str| {
        said[name]
            .as_f64()
            .map(|micros| Quantity::Time(Duration::from_secs_f64(micros / 1e6)))
            .ok_or_else(|| Failed(format!("measure today did not say {name}")))
    };
    Ok(Figure {
        what: "Today with ten years of everything, computed",
        value: time("today")?,
        reference: ("a page of 50 of the journal", time("page")?),
        goal: Goal::AtMost(Quantity::Time(Duration::from_millis(20))),
    })
}

/// From the moment that `release` gives to the picture that then stays.
fn until_seen(
    picture: &Picture,
    release: impl FnOnce() -> Result<SystemTime, Failed>,
) -> Result<Duration, Failed> {
    let before = picture.look()?;
    let released = release()?;
    Ok(since(released, picture.changes(&before)?))
}
