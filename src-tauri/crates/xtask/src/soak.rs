//! `cargo xtask soak`: the tests of the gate with other seeds, for as long as one likes.
//!
//! A part is one test that takes its seeds from the environment and prints lines such as
//! `soak: seeds 40 states 1210 lost 0`. What was done is kept in `soak.json` in the target
//! folder, so that the next run goes on with the next seed. A seed that fails is tried again
//! first until it is mended. It is the release that is built: a history then costs two thirds of the
//! processor time, and it is nearer to what ships. Numbers that overflow are the gate's to notice,
//! which runs the same tests with every check on.

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::Stdio,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::{
    fuzz,
    prepare::{self, Purpose},
    step::{Failed, built, cargo, option, target},
};

/// One test that can go on for ever.
struct Part {
    /// Its name for `--only`.
    name: &'static str,
    package: &'static str,
    /// The test binary, or `--lib`.
    binary: &'static str,
    /// The full name of the test.
    filter: &'static str,
    /// Seeds of one run; their work should take about half a minute.
    batch: u64,
    /// What is counted for the goal, and how much of it is one.
    goal: (&'static str, u64),
}

/// Add a row for each test that reads `LAMPLIGHT_SOAK_FROM` and `LAMPLIGHT_SOAK_SEEDS`
/// (`testkit::soak` does).
const PARTS: &[Part] = &[
    Part {
        name: "logs",
        package: "sync",
        binary: "simulation",
        filter: "all_logs_are_equal_when_quiet",
        batch: 200,
        goal: ("seeds", 100_000),
    },
    Part {
        name: "nudges",
        package: "couple",
        binary: "nudges",
        filter: "decade::ten_years_in_fourteen_zones",
        batch: 28,
        goal: ("years", 60_000),
    },
    Part {
        name: "power",
        package: "testkit",
        binary: "disk",
        filter: "power::after_a_power_cut_everything_acknowledged_is_there",
        batch: 1,
        goal: ("states", 200_000),
    },
    Part {
        name: "faults",
        package: "testkit",
        binary: "disk",
        filter: "faults::a_call_that_fails_costs_that_step_and_nothing_else",
        batch: 4,
        goal: ("faults", 5_000),
    },
    Part {
        name: "kill",
        package: "testkit",
        binary: "disk",
        filter: "kills::what_was_acknowledged_is_there_after_a_kill",
        batch: 1,
        goal: ("kills", 10_000),
    },
    Part {
        name: "corruption",
        package: "testkit",
        binary: "disk",
        filter: "corruption::damage_is_never_silent",
        batch: 4,
        goal: ("states", 20_000),
    },
    Part {
        name: "erase",
        package: "testkit",
        binary: "erasing",
        filter: "copies::what_was_erased_is_nowhere",
        batch: 40,
        goal: ("seeds", 1_000),
    },
    Part {
        name: "erase-kills",
        package: "testkit",
        binary: "erasing",
        filter: "killed::a_killed_erasure_is_finished_at_the_next_start",
        batch: 20,
        goal: ("kills", 1_000),
    },
    Part {
        name: "sim",
        package: "testkit",
        binary: "history",
        filter: "both_are_equal_when_quiet",
        batch: 100,
        goal: ("seeds", 100_000),
    },
    Part {
        name: "mutants",
        package: "worker",
        binary: "trial",
        filter: "harm::mutants_never_reach_the_parent",
        batch: 200,
        goal: ("mutants", 2_000_000),
    },
    Part {
        name: "bombs",
        package: "worker",
        binary: "trial",
        filter: "bombs::bombs_are_refused_in_bounded_memory_and_time",
        batch: 1,
        goal: ("bombs", 60),
    },
    // No test: a seed is a second for each target.
    Part {
        name: FUZZ,
        package: "testkit",
        binary: "",
        filter: "",
        batch: 60,
        goal: ("executions", 1_000_000_000),
    },
];

const FUZZ: &str = "fuzz";

/// Where the next run of a part begins, and what all runs have counted.
#[derive(Default)]
struct Done {
    next: u64,
    counted: BTreeMap<String, u64>,
}

pub fn soak(arguments: &[String]) -> Result<(), Failed> {
    let names: Vec<&str> = PARTS.iter().map(|part| part.name).collect();
    let only = option(arguments, "--only");
    if only.is_some_and(|only| !names.contains(&only)) {
        return Err(Failed(format!(
            "no such part; there are: {}",
            names.join(", ")
        )));
    }
    let minutes = match option(arguments, "--minutes").map(str::parse::<u64>) {
        None => None,
        Some(Ok(minutes)) => Some(Duration::from_secs(minutes * 60)),
        Some(Err(_)) => return Err(Failed("--minutes takes a whole number".into())),
    };
    prepare::system_packages(Purpose::Test)?;
    let start = Instant::now();
    let is_over = || minutes.is_some_and(|minutes| start.elapsed() >= minutes);
    let wanted: Vec<&Part> = PARTS
        .iter()
        .filter(|part| only.is_none_or(|only| only == part.name))
        .collect();
    let mut failed = Vec::new();
    // In turns, so that a short time has something of everything.
    loop {
        let mut worked = false;
        for part in &wanted {
            let mut done = Done::read(part.name);
            if is_over() || failed.contains(&part.name) || done.of(part.goal.0) >= part.goal.1 {
                continue;
            }
            worked = true;
            if let Err(Failed(why)) = run(part, &mut done) {
                eprintln!("   {}: {why}", part.name);
                failed.push(part.name);
            }
            done.keep(part.name)?;
        }
        if !worked {
            break;
        }
    }
    for part in &wanted {
        println!("{}", Done::read(part.name).line(part));
    }
    println!("── all in {:.0} s", start.elapsed().as_secs_f32());
    if failed.is_empty() {
        Ok(())
    } else {
        Err(Failed(format!("failed: {}", failed.join(", "))))
    }
}

fn run(part: &Part, done: &mut Done) -> Result<(), Failed> {
    let counted = if part.name == FUZZ {
        fuzz::fuzz(part.batch)?
    } else {
        run_test(part, done.next)?
    };
    if counted.get(part.goal.0).is_none_or(|number| *number == 0) {
        return Err(Failed(format!(
            "{} of {} said nothing of {}",
            part.filter, part.package, part.goal.0
        )));
    }
    done.next += part.batch;
    for (name, number) in counted {
        *done.counted.entry(name).or_insert(0) += number;
    }
    Ok(())
}

fn run_test(part: &Part, from: u64) -> Result<BTreeMap<String, u64>, Failed> {
    println!(
        "── {}: seeds {from} to {}",
        part.name,
        from + part.batch - 1
    );
    let mut command = cargo(&["test", "--release", "--quiet", "--package", part.package]);
    match part.binary {
        "--lib" => command.arg("--lib"),
        binary => command.args(["--test", binary]),
    };
    let mut child = command
        .args(["--", "--exact", part.filter, "--nocapture"])
        .env("LAMPLIGHT_SOAK_FROM", from.to_string())
        .env("LAMPLIGHT_SOAK_SEEDS", part.batch.to_string())
        .env("LAMPLIGHT_WORKER", built("release", "lamplight-worker"))
        .stdout(Stdio::piped())
        .spawn()?;
    let mut counted = BTreeMap::new();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines() {
            let line = line?;
            if let Some(counts) = line.split("soak: ").nth(1) {
                for (name, number) in pairs(counts) {
                    *counted.entry(name.to_owned()).or_insert(0) += number;
                }
            }
            println!("   {line}");
        }
    }
    let status = child.wait()?;
    if !status.success() {
        return Err(Failed(format!("a seed from {from} on failed ({status})")));
    }
    Ok(counted)
}

/// `states 12 lost 0` as pairs.
fn pairs(counts: &str) -> Vec<(&str, u64)> {
    let words: Vec<&str> = counts.split_whitespace().collect();
    words
        .chunks(2)
        .filter_map(|pair| match pair {
            [name, number] => Some((*name, number.parse().ok()?)),
            _ => None,
        })
        .collect()
}

impl Done {
    fn path() -> PathBuf {
        target().join("soak.json")
    }

    fn all() -> Value {
        fs::read_to_string(Self::path())
            .ok()
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_else(|| json!({}))
    }

    fn read(part: &str) -> Self {
        let all = Self::all();
        let kept = &all[part];
        Self {
            next: kept["next"].as_u64().unwrap_or(0),
            counted: kept["counted"]
                .as_object()
                .into_iter()
                .flatten()
                .filter_map(|(name, number)| Some((name.clone(), number.as_u64()?)))
                .collect(),
        }
    }

    fn keep(&self, part: &str) -> Result<(), Failed> {
        let mut all = Self::all();
        all[part] = json!({ "next": self.next, "counted": self.counted });
        let beside = Self::path().with_extension("json.next");
        fs::write(&beside, format!("{all:#}\n"))?;
        Ok(fs::rename(beside, Self::path())?)
    }

    fn of(&self, name: &str) -> u64 {
        self.counted.get(name).copied().unwrap_or(0)
    }

    fn line(&self, part: &Part) -> String {
        let counts: Vec<String> = self
            .counted
            .iter()
            .map(|(name, number)| format!("{name} {number}"))
            .collect();
        let (name, goal) = part.goal;
        format!(
            "{}: {} (goal: {name} {goal})",
            part.name,
            if counts.is_empty() {
                "nothing yet".to_owned()
            } else {
                counts.join(", ")
            }
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_as_printed() {
        assert_eq!(
            pairs("seeds 4 states 120 lost 0"),
            [("seeds", 4), ("states", 120), ("lost", 0)]
        );
        assert_eq!(pairs(""), []);
        assert_eq!(pairs("seeds"), []);
    }
}
