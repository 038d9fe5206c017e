//! `cargo xtask test`: every test there is, from a fresh checkout.

use std::{process::Command, time::Instant};

use crate::{
    prepare::{self, Purpose},
    step::{Failed, built, cargo, npm, option, root, step},
};

type Step = (&'static str, fn() -> Result<(), Failed>);

const STEPS: &[Step] = &[
    ("interface", prepare::interface),
    ("format", || {
        step("format", &mut cargo(&["fmt", "--all", "--check"]))
    }),
    ("app", || prepare::app("debug")),
    ("lint", lint),
    ("rust", rust),
    ("ui", ui),
    ("browser", browser),
    ("desktop", desktop),
    ("metadata", metadata),
    ("screens", screens),
];

/// Only when asked for by name, since it is long.
const WHEN_ASKED: &[&str] = &["screens"];

pub fn test(arguments: &[String]) -> Result<(), Failed> {
    let only = option(arguments, "--only");
    if only.is_some_and(|only| STEPS.iter().all(|(name, _)| *name != only)) {
        let names: Vec<&str> = STEPS.iter().map(|(name, _)| *name).collect();
        return Err(Failed(format!(
            "no such step; there are: {}",
            names.join(", ")
        )));
    }
    let start = Instant::now();
    prepare::system_packages(Purpose::Test)?;
    let mut failed = Vec::new();
    for (name, work) in STEPS {
        let wanted = only.map_or(!WHEN_ASKED.contains(name), |only| only == *name);
        if !wanted {
            continue;
        }
        if let Err(Failed(why)) = work() {
            eprintln!("   {name}: {why}");
            failed.push(*name);
            // Nothing after it can say anything of use without these.
            if matches!(*name, "interface" | "app") {
                break;
            }
        }
    }
    println!("── all in {:.0} s", start.elapsed().as_secs_f32());
    if failed.is_empty() {
        Ok(())
    } else {
        Err(Failed(format!("failed: {}", failed.join(", "))))
    }
}

fn lint() -> Result<(), Failed> {
    step(
        "lint",
        &mut cargo(&[
            "clippy",
            "--quiet",
            "--workspace",
            "--all-targets",
            "--features",
            "shell/custom-protocol",
            "--",
            "-D",
            "warnings",
        ]),
    )
}

/// Everything that needs no display.
fn rust() -> Result<(), Failed> {
    step(
        "rust",
        cargo(&[
            "test",
            "--workspace",
            "--exclude",
            "journeys",
            "--no-fail-fast",
            "--features",
            "shell/custom-protocol",
        ])
        .env("LAMPLIGHT_WORKER", built("debug", "lamplight-worker")),
    )?;
    step(
        "tidy",
        &mut cargo(&["test", "--package", "journeys", "--test", "tidy"]),
    )
}

fn ui() -> Result<(), Failed> {
    prepare::node_packages("ui")?;
    step("ui check", &mut npm("ui", &["run", "--silent", "check"]))?;
    step("ui tests", &mut npm("ui", &["run", "--silent", "test"]))
}

/// The real interface in Chromium, talking to the real commands.
fn browser() -> Result<(), Failed> {
    in_a_browser("browser", "test:evening")
}

/// The same for every screen in every look, two windows, and foreign text.
fn screens() -> Result<(), Failed> {
    in_a_browser("screens", "test")
}

fn in_a_browser(name: &str, script: &str) -> Result<(), Failed> {
    if !cfg!(target_os = "linux") {
        println!("── {name}: only on Linux");
        return Ok(());
    }
    prepare::node_packages("tests/browser")?;
    step(
        "bridge",
        &mut cargo(&[
            "build",
            "--package",
            "shell",
            "--example",
            "bridge",
            "--features",
            "shell/custom-protocol",
        ]),
    )?;
    step(
        name,
        npm("tests/browser", &["run", "--silent", script])
            .env("LAMPLIGHT_BRIDGE", built("debug/examples", "bridge")),
    )
}

/// The real window on a desktop of its own.
fn desktop() -> Result<(), Failed> {
    if !cfg!(target_os = "linux") {
        println!("── desktop: only on Linux");
        return Ok(());
    }
    step(
        "desktop",
        cargo(&[
            "test",
            "--package",
            "journeys",
            "--test",
            "desktop",
            "--",
            "--test-threads=1",
        ])
        .env("LAMPLIGHT_APP", built("debug", "lamplight")),
    )
}

fn metadata() -> Result<(), Failed> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let packaging = root().join("src-tauri/packaging");
    step(
        "metadata",
        Command::new("appstreamcli")
            .args(["validate", "--no-net", "--explain"])
            .arg(packaging.join("net.lamplight.desktop.metainfo.xml")),
    )
}
