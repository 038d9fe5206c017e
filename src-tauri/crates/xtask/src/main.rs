//! `cargo xtask run | test | soak | pair | bench | bindings | package | icons`

#[cfg(target_os = "linux")]
mod bench;
mod fuzz;
mod icons;
mod package;
mod pair;
mod prepare;
mod run;
mod soak;
mod step;
mod test;

use std::process::ExitCode;

use step::Failed;

const USAGE: &str = "\
cargo xtask run [--for SECONDS]   install what is missing, build, open the app
cargo xtask test [--only STEP]    the same, for all tests (steps are listed as they run)
cargo xtask soak [--only PART] [--minutes N]   the tests of the gate with other seeds; goes on where it stopped
cargo xtask pair [--for SECONDS]  two paired windows with made-up people, for trying things out
cargo xtask bench [--only AREA]   what it costs, beside what the least would cost (Linux)
cargo xtask bindings              write the interface's bindings from the Rust commands
cargo xtask package               deb and rpm
cargo xtask icons                 every icon from its one SVG source";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rest = arguments.get(1..).unwrap_or_default();
    let done = match arguments.first().map(String::as_str) {
        Some("run") => run::run(rest),
        Some("test") => test::test(rest),
        Some("soak") => soak::soak(rest),
        Some("pair") => pair::pair(rest),
        #[cfg(target_os = "linux")]
        Some("bench") => bench::bench(rest),
        Some("bindings") => prepare::bindings(),
        Some("package") => package::package(),
        Some("icons") => icons::icons(),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failed(why)) => {
            eprintln!("\nxtask: {why}");
            ExitCode::FAILURE
        }
    }
}
