//! `cargo xtask bench`: the figures, each beside its reference in the same run.
//! A figure is a ratio; wall time alone says more about the machine than about us.

use crate::{
    prepare::{self, Purpose},
    step::{Failed, cargo, option, step},
};

pub fn bench(arguments: &[String]) -> Result<(), Failed> {
    prepare::system_packages(Purpose::Show)?;
    prepare::interface()?;
    prepare::app("release")?;
    let mut command = cargo(&[
        "run",
        "--release",
        "--quiet",
        "--package",
        "journeys",
        "--bin",
        "bench",
        "--",
    ]);
    if let Some(only) = option(arguments, "--only") {
        command.args(["--only", only]);
    }
    step("bench", &mut command)
}
