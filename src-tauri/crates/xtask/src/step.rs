//! Running one command after the other and saying which one failed.

use std::{io, path::PathBuf, process::Command, time::Instant};

/// A step did not work; the text says which and what to do.
#[derive(Debug)]
pub struct Failed(pub String);

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Self(error.to_string())
    }
}

/// The project's top folder.
pub fn root() -> PathBuf {
    // As Cargo says it now: a target folder that two checkouts share may hold the program that the other one built.
    let here = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    here.ancestors().nth(3).unwrap_or(&here).to_path_buf()
}

/// Where Cargo puts what it builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The path of a built program.
pub fn built(profile: &str, program: &str) -> PathBuf {
    target()
        .join(profile)
        .join(format!("{program}{}", std::env::consts::EXE_SUFFIX))
}

/// `cargo` with what every build of the project wants.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(root());
    // Xtask is itself run by cargo: what cargo tells it is not for the next one.
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("CARGO_PKG_") || name == "CARGO_MANIFEST_DIR" {
            command.env_remove(name);
        }
    }
    if cfg!(target_os = "linux") && std::env::var_os("LAMPLIGHT_RELEASE").is_none() {
        // The system's libcrypto instead of compiling OpenSSL: a third of the build.
        command.env("OPENSSL_NO_VENDOR", "1");
    }
    command
}

/// `npm`, in the interface's folder or another one.
pub fn npm(folder: &str, arguments: &[&str]) -> Command {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root().join(folder));
    command
}

/// Runs `command`, says what it does and how long it took.
pub fn step(name: &str, command: &mut Command) -> Result<(), Failed> {
    println!("── {name}");
    let start = Instant::now();
    let status = command.status().map_err(|error| {
        Failed(format!(
            "{name}: {}: {error}",
            command.get_program().display()
        ))
    })?;
    if !status.success() {
        return Err(Failed(format!("{name} failed ({status})")));
    }
    println!("   {name}: {:.1} s", start.elapsed().as_secs_f32());
    Ok(())
}

/// What a command prints, or nothing when it fails.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The value behind an option such as `--for`.
pub fn option<'a>(arguments: &'a [String], name: &str) -> Option<&'a str> {
    let at = arguments.iter().position(|argument| argument == name)?;
    arguments.get(at + 1).map(String::as_str)
}
