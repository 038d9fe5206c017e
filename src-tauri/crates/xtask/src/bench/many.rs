//! A journal of many years beside one of few: bringing it in, finding in it, its first screen. From within, without a
//! window.

use std::{fs, io, path::Path, process::Stdio, time::Duration};

use serde_json::Value;

use super::{
    figure::{Figure, Goal, Quantity, median},
    fixture,
    install::{Install, PASSPHRASE},
    stage::Stage,
};
use crate::step::Failed;

const FEW: u64 = 1_000;
const TEN: u64 = 10_000;
const MANY: u64 = 100_000;
/// The first screens, in turns.
const TURNS: usize = 7;

pub fn figures(stage: &Stage) -> Result<Vec<Figure>, Failed> {
    let few = stage.install("few")?;
    bring(stage, &few, FEW, fixture::write_folder)?;
    let many = stage.install("many")?;
    let ten = bring(stage, &many, TEN, fixture::write_folder_with_rare_words)?;
    let at_ten = measure(stage, &many, "search", None)?;
    bring(stage, &many, MANY - TEN, fixture::write_folder)?;
    let at_many = measure(stage, &many, "search", None)?;

    let mut screens = [Vec::new(), Vec::new()];
    let mut memory = [Vec::new(), Vec::new()];
    for _ in 0..TURNS {
        for (at, install) in [&few, &many].into_iter().enumerate() {
            let said = measure(stage, install, "first", None)?;
            screens[at].push(micros(&said["first"])?);
            memory[at].push(bytes(&said["memory"])?);
        }
    }
    let [few_screen, many_screen] = screens.map(|times| Quantity::Time(median(times)));
    let [few_memory, many_memory] = memory.map(|all| Quantity::Memory(median(all)));

    let rare = |query: &Value| query["rare"] == Value::Bool(true);
    // Of a rare word both take a fraction of a millisecond, and ours more of it: what each query took stands above.
    let most = Quantity::Time(micros(&at_many["most"])?);
    let query = Quantity::Time(micros(&at_many["most_query"])?);
    let (later, before) = worst((&at_many, "search"), (&at_ten, "search"), rare)?;
    let reference = ("the bare FTS5 queries, 95th percentile", query);
    Ok(vec![
        Figure {
            what: "import of 10,000 Markdown entries, ready to be searched",
            value: Quantity::Time(micros(&ten["import"])?),
            reference: (
                "the same rows bare into SQLCipher with FTS5",
                Quantity::Time(micros(&ten["rows"])?),
            ),
            goal: Goal::Ratio(6.0),
        },
        Figure {
            what: "the most memory that import took",
            value: Quantity::Memory(bytes(&ten["memory"])?),
            reference: ("as much as it may", Quantity::Memory(300_000_000)),
            goal: Goal::Ratio(1.0),
        },
        Figure {
            what: "search as you type over 100,000 entries, 95th percentile",
            value: most,
            reference,
            goal: Goal::AtMost(Quantity::Time(Duration::from_millis(50))),
        },
        Figure {
            what: "the same, newest 20 hits",
            value: most,
            reference,
            goal: Goal::Ratio(2.0),
        },
        Figure {
            what: "search over 100,000 entries, of words that are in forty of them",
            value: later,
            reference: ("the same over 10,000, forty hits too", before),
            goal: Goal::Ratio(1.5),
        },
        Figure {
            what: "the journal's first screen, read from 100,000 entries",
            value: many_screen,
            reference: ("the same from 1,000", few_screen),
            goal: Goal::Ratio(1.5),
        },
        Figure {
            what: "memory with that screen, 100,000 entries",
            value: many_memory,
            reference: ("the same with 1,000", few_memory),
            goal: Goal::Ratio(1.3),
        },
    ])
}

/// Brings so many entries, into a home that is begun where there is none.
fn bring(
    stage: &Stage,
    install: &Install,
    count: u64,
    write: fn(&Path, u64) -> io::Result<u64>,
) -> Result<Value, Failed> {
    if !install.profile.join("home.json").exists() {
        install.ask(&stage.app, &["init", "--name", "Aleksandra-Maria"])?;
    }
    let files = stage.empty_folder("many-files")?;
    write(&files, count)?;
    let said = measure(stage, install, "import", Some(&files))?;
    fs::remove_dir_all(files)?;
    println!("   {count} entries brought: {said}");
    Ok(said)
}

fn measure(
    stage: &Stage,
    install: &Install,
    what: &str,
    folder: Option<&Path>,
) -> Result<Value, Failed> {
    let mut program = install.program(&stage.measure);
    program
        .arg("--profile")
        .arg(&install.profile)
        .arg(what)
        .env("LAMPLIGHT_PASSPHRASE", PASSPHRASE)
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit());
    if let Some(folder) = folder {
        program.env("LAMPLIGHT_FOLDER", folder);
    }
    let said = program.output()?;
    serde_json::from_slice(&said.stdout)
        .map_err(|error| Failed(format!("measure {what} said something else: {error}")))
}

/// The query, of those meant, for which one takes longest beside the other.
fn worst(
    (one, name): (&Value, &str),
    (other, beside): (&Value, &str),
    meant: impl Fn(&Value) -> bool,
) -> Result<(Quantity, Quantity), Failed> {
    let none = Vec::new();
    let medians = |of: &Value| of["medians"].as_array().unwrap_or(&none).clone();
    let mut worst = (Duration::ZERO, Duration::MAX);
    for (one, other) in medians(one).iter().zip(&medians(other)) {
        if !meant(one) {
            continue;
        }
        let pair = (micros(&one[name])?, micros(&other[beside])?);
        let ratio = |(one, other): (Duration, Duration)| one.as_secs_f64() / other.as_secs_f64();
        if ratio(pair) > ratio(worst) {
            worst = pair;
        }
    }
    Ok((Quantity::Time(worst.0), Quantity::Time(worst.1)))
}

fn micros(value: &Value) -> Result<Duration, Failed> {
    let micros = value.as_f64();
    micros
        .map(|micros| Duration::from_secs_f64(micros / 1e6))
        .ok_or_else(|| Failed("a figure is missing".into()))
}

fn bytes(value: &Value) -> Result<u64, Failed> {
    value
        .as_u64()
        .ok_or_else(|| Failed("a figure is missing".into()))
}
