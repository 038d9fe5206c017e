//! `cargo xtask bench`: what the app costs, beside what the least would cost on
//! the same machine in the same minutes.
//!
//! It measures and says whether a goal is met; a figure never makes it fail,
//! because a figure of time is as much the machine's as the app's. It fails when
//! there is nothing to measure: no window, another screen than the one meant.
//! The window it is measured against is one of WebKitGTK, so this is for Linux.

mod arrival;
mod couple;
mod dates;
mod figure;
mod fixture;
mod folder;
mod frames;
mod idle;
mod install;
mod journal;
mod many;
mod nudges;
mod picture;
mod processes;
mod stage;
mod typing;
mod window;

use figure::Figure;
use stage::Stage;

use crate::{
    prepare::{self, Purpose},
    step::{Failed, cargo, option, step},
};

type Area = (&'static str, fn(&Stage) -> Result<Vec<Figure>, Failed>);

/// An area is a file. What is measured together is one.
const AREAS: &[Area] = &[
    ("window", window::figures),
    ("journal", journal::figures),
    ("many", many::figures),
    ("arrival", arrival::figures),
    ("folder", folder::figures),
    ("frames", frames::figures),
    ("idle", idle::figures),
    ("nudges", nudges::figures),
    ("dates", dates::figures),
    ("typing", typing::figures),
];

pub fn bench(arguments: &[String]) -> Result<(), Failed> {
    let only = option(arguments, "--only");
    if only.is_some_and(|only| AREAS.iter().all(|(name, _)| *name != only)) {
        let names: Vec<&str> = AREAS.iter().map(|(name, _)| *name).collect();
        return Err(Failed(format!(
            "no such area; there are: {}",
            names.join(", ")
        )));
    }
    prepare::system_packages(Purpose::Show)?;
    prepare::interface()?;
    prepare::app("release")?;
    step(
        "measure",
        &mut cargo(&["build", "--release", "--package", "measure"]),
    )?;
    let stage = Stage::set()?;
    let mut all = Vec::new();
    for (name, measure) in AREAS {
        if only.is_some_and(|only| only != *name) {
            continue;
        }
        println!("── {name} (load of the machine: {})", stage::load());
        let figures = measure(&stage)?;
        for figure in &figures {
            println!("   {figure}");
        }
        all.extend(figures);
    }
    let missed = all.iter().filter(|figure| !figure.is_met()).count();
    println!("── {} figures, {missed} goals missed", all.len());
    for figure in &all {
        println!("   {figure}");
    }
    Ok(())
}
