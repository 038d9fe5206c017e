//! A person at the keyboard of a journal of ten years: what a letter in a long entry takes until it is on the screen, and
//! whether the list keeps up with a held key.

use std::{process::Stdio, time::Duration};

use serde_json::Value;

use super::{
    figure::{Figure, Goal, Quantity},
    install::PASSPHRASE,
    stage::{ENTRIES, Stage},
};
use crate::step::Failed;

pub fn figures(stage: &Stage) -> Result<Vec<Figure>, Failed> {
    let install = stage.with_journal("typing")?;
    let said = install
        .program(&stage.measure)
        .arg("--profile")
        .arg(&install.profile)
        .arg("typing")
        .env("LAMPLIGHT_APP", &stage.app)
        .env("LAMPLIGHT_SCREEN", stage.screen())
        .env("LAMPLIGHT_PASSPHRASE", PASSPHRASE)
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .output()?;
    let said: Value = serde_json::from_slice(&said.stdout)
        .map_err(|error| Failed(format!("measure typing said something else: {error}")))?;
    let time = |name: &str| {
        said[name]
            .as_f64()
            .map(|micros| Quantity::Time(Duration::from_secs_f64(micros / 1e6)))
            .ok_or_else(|| Failed(format!("measure typing did not say {name}")))
    };
    // The long entry is one more.
    if said["entries"].as_u64() != Some(ENTRIES + 1) {
        return Err(Failed(format!("not all was scrolled: {said}")));
    }
    Ok(vec![
        Figure {
            what: "key press to the letter on screen in an entry of 5,000 words, 95th percentile",
            value: time("letter")?,
            reference: ("a frame at rest, the longest", time("rest")?),
            goal: Goal::AtMost(Quantity::Time(Duration::from_millis(33))),
        },
        Figure {
            what: "the longest frame while ten years are scrolled with a held key",
            value: time("frame")?,
            reference: ("99 of 100 of its frames", time("most_frames")?),
            goal: Goal::AtMost(Quantity::Time(Duration::from_millis(50))),
        },
    ])
}
