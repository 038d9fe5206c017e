//! Keeping and finding: what the app's own rooms take, beside the bare database.

use std::{process::Stdio, time::Duration};

use serde_json::Value;

use super::{
    figure::{Figure, Goal, Quantity},
    install::PASSPHRASE,
    stage::Stage,
};
use crate::step::Failed;

pub fn figures(stage: &Stage) -> Result<Vec<Figure>, Failed> {
    let install = stage.with_journal("keeping")?;
    let said = install
        .program(&stage.measure)
        .arg("--profile")
        .arg(&install.profile)
        .arg("journal")
        .env("LAMPLIGHT_PASSPHRASE", PASSPHRASE)
        .stdout(Stdio::piped())
        // More than the medians.
        .stderr(Stdio::inherit())
        .output()?;
    let said: Value = serde_json::from_slice(&said.stdout)
        .map_err(|error| Failed(format!("measure journal said something else: {error}")))?;
    let time = |name: &str| {
        said[name]
            .as_f64()
            .map(|micros| Quantity::Time(Duration::from_secs_f64(micros / 1e6)))
            .ok_or_else(|| Failed(format!("measure journal did not say {name}")))
    };
    Ok(vec![
        Figure {
            what: "keeping one entry durably",
            value: time("keep")?,
            reference: ("one durable row into SQLCipher", time("row")?),
            goal: Goal::Ratio(3.0),
        },
        Figure {
            what: "search over 10,000 entries, newest 20 hits",
            value: time("search")?,
            reference: ("the bare FTS5 query", time("query")?),
            goal: Goal::Ratio(2.0),
        },
    ])
}
