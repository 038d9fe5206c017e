//! The targets of `testkit/fuzz`, guided by coverage. They run on the stable toolchain: what
//! `cargo fuzz` needs of the compiler is there, and only has to be allowed.

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

use crate::step::{Failed, cargo, output, root, step, target};

const FOLDER: &str = "src-tauri/crates/testkit/fuzz";
/// Nothing that comes from outside may take longer, in seconds.
const SLOWEST: u32 = 1;
const MEMORY_MIB: u32 = 1_024;

/// Runs each target for so many seconds; says how many inputs were tried in all.
pub fn fuzz(seconds: u64) -> Result<BTreeMap<String, u64>, Failed> {
    if output(&mut cargo(&["fuzz", "--version"])).is_none() {
        step(
            "cargo-fuzz",
            &mut cargo(&["install", "cargo-fuzz", "--locked"]),
        )?;
    }
    let mut names: Vec<String> = fs::read_dir(root().join(FOLDER).join("fuzz_targets"))?
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            Some(name.strip_suffix(".rs")?.to_owned())
        })
        .collect();
    names.sort();
    let mut tried = 0;
    for name in &names {
        tried += one(name, seconds)?;
    }
    Ok(BTreeMap::from([
        ("executions".to_owned(), tried),
        (
            "targets".to_owned(),
            u64::try_from(names.len()).unwrap_or(0),
        ),
    ]))
}

fn one(name: &str, seconds: u64) -> Result<u64, Failed> {
    println!("── fuzz: {name}");
    // What is found goes here; what is kept in the repository is read only.
    let found = target().join("fuzz-corpus").join(name);
    fs::create_dir_all(&found)?;
    let kept = root().join(FOLDER).join("corpus").join(name);
    let mut child = command(name)
        .arg(&found)
        .arg(&kept)
        .args([
            "--".to_owned(),
            format!("-max_total_time={seconds}"),
            format!("-timeout={SLOWEST}"),
            format!("-rss_limit_mb={MEMORY_MIB}"),
            "-print_final_stats=1".to_owned(),
        ])
        .stderr(Stdio::piped())
        .spawn()?;
    let mut tried = 0;
    if let Some(said) = child.stderr.take() {
        for line in BufReader::new(said).lines() {
            let line = line?;
            if let Some(number) = line.strip_prefix("stat::number_of_executed_units:") {
                tried = number.trim().parse().unwrap_or(0);
            } else if !line.starts_with('#') {
                println!("   {line}");
            }
        }
    }
    let status = child.wait()?;
    println!("   {name}: {tried} inputs");
    if !status.success() {
        return Err(Failed(format!(
            "{name} failed ({status}); the input is under {FOLDER}/artifacts"
        )));
    }
    Ok(tried)
}

fn command(name: &str) -> Command {
    let mut command = cargo(&["fuzz", "run", "--fuzz-dir", FOLDER, name]);
    command
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", target().join("fuzz"));
    command
}
