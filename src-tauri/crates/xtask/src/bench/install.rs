//! One install of the app: a profile and everything else that is a person's own.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use xtask::desktop::Desktop;

use crate::step::Failed;

/// Everyone's, in these measurements.
pub const PASSPHRASE: &str = "two cups of tea";

pub struct Install {
    pub profile: PathBuf,
    environment: Vec<(String, String)>,
}

impl Install {
    /// A fresh one in `folder`, on a desktop.
    pub fn new(desktop: &Desktop, folder: &Path) -> Result<Self, Failed> {
        let mut environment = desktop.environment();
        for (name, what) in [
            ("HOME", "home"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_DATA_HOME", "data"),
        ] {
            let place = folder.join(what);
            fs::create_dir_all(&place)?;
            environment.push((name.into(), place.display().to_string()));
        }
        for (name, value) in [
            ("LAMPLIGHT_NETWORK", "loopback"),
            ("LANG", "C.UTF-8"),
            ("LANGUAGE", "en"),
        ] {
            environment.push((name.into(), value.into()));
        }
        Ok(Self {
            profile: folder.join("profile"),
            environment,
        })
    }

    /// With one thing of its surroundings otherwise.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.into(), value.into()));
        self
    }

    /// A program in this install's surroundings.
    pub fn program(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("LAMPLIGHT_PASSPHRASE")
            .envs(self.environment.iter().cloned())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    /// Runs a command to its end and gives what it said.
    pub fn ask(&self, program: &Path, arguments: &[&str]) -> Result<String, Failed> {
        let output = self
            .program(program)
            .arg("--profile")
            .arg(&self.profile)
            .args(arguments)
            .env("LAMPLIGHT_PASSPHRASE", PASSPHRASE)
            .stderr(Stdio::piped())
            .stdout(Stdio::piped())
            .output()?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
        }
        Err(Failed(format!(
            "{}: {}",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stderr).trim()
        )))
    }
}
