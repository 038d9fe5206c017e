//! One install of the app: a profile and everything else that is a person's own.

use std::{
    env, fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use serde_json::Value;
use xtask::desktop::Desktop;

use crate::wait::{PATIENCE, until};

/// Everyone's, in these journeys.
pub const PASSPHRASE: &str = "two cups of tea";

/// Sets the clock of programs forward that are started with it.
const FAKETIME: &str = "faketime/libfaketimeMT.so.1";

/// An install and whose it is.
#[derive(Clone)]
pub struct Install {
    pub name: String,
    pub profile: PathBuf,
    environment: Vec<(String, String)>,
}

/// What a command said.
#[derive(Debug)]
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Said {
    /// What it said, when it did what it was asked.
    pub fn done(self) -> String {
        assert_eq!(self.code, 0, "{} {}", self.out, self.err);
        self.out
    }

    /// Its lines, as `--json` gives them.
    pub fn lines(self) -> Vec<Value> {
        let object = |line: &str| serde_json::from_str(line).expect("a JSON object a line");
        self.done().lines().map(object).collect()
    }
}

/// The repository.
pub fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()
        .unwrap()
}

/// The program under test.
pub fn program() -> PathBuf {
    if let Some(path) = env::var_os("LAMPLIGHT_APP") {
        return path.into();
    }
    let target =
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| top().join("target"), PathBuf::from);
    let program = target.join("debug/lamplight");
    assert!(
        program.is_file(),
        "{} is not built; LAMPLIGHT_APP names another",
        program.display()
    );
    program
}

/// Where pictures go.
pub fn picture(name: &str) -> PathBuf {
    let folder = top().join("screenshots");
    fs::create_dir_all(&folder).unwrap();
    folder.join(format!("{name}.png"))
}

/// A zone in which it is about noon, so that whether a nudge may come does not depend on the hour
/// at which the tests run.
pub fn midday() -> String {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let hour = since_1970.as_secs() / 3600 % 24;
    // The names have it the other way round: Etc/GMT-2 is two hours ahead.
    match hour {
        0..12 => format!("Etc/GMT-{}", 12 - hour),
        12 => "Etc/GMT".into(),
        _ => format!("Etc/GMT+{}", hour - 12),
    }
}

/// When it is that time where the clocks are those of `zone`; a time with its own offset needs none.
pub fn since_1970(time: &str, zone: &str) -> Duration {
    let said = Command::new("date")
        .args(["-d", time, "+%s"])
        .env("TZ", zone)
        .output()
        .unwrap();
    let seconds = String::from_utf8_lossy(&said.stdout).trim().parse();
    Duration::from_secs(seconds.expect("date knows when it is"))
}

impl Install {
    /// A fresh one under `folder`, on no desktop.
    pub fn new(folder: &Path, name: &str) -> Self {
        let own = folder.join(name.to_lowercase());
        let place = |what: &str| {
            let place = own.join(what);
            fs::create_dir_all(&place).unwrap();
            place.display().to_string()
        };
        let environment = [
            ("HOME", place("home")),
            ("XDG_CONFIG_HOME", place("config")),
            ("XDG_CACHE_HOME", place("cache")),
            ("XDG_DATA_HOME", place("data")),
            ("LAMPLIGHT_NETWORK", "loopback".into()),
            ("LANG", "C.UTF-8".into()),
            ("LANGUAGE", "en".into()),
            ("TZ", midday()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .to_vec();
        Self {
            name: name.to_owned(),
            profile: own.join("profile"),
            environment,
        }
    }

    /// The same on a desktop.
    pub fn on(desktop: &Desktop, folder: &Path, name: &str) -> Self {
        let mut install = Self::new(folder, name);
        install.environment.extend(desktop.environment());
        install
    }

    /// The same install some time from now: what it starts finds the computer's clock so far ahead. Time passes as
    /// ever, and whatever runs already knows nothing of it.
    pub fn ahead(&self, of_now: Duration) -> Self {
        let mut later = self.clone();
        let library = until("libfaketime (Debian: faketime)", Duration::ZERO, || {
            fs::read_dir("/usr/lib")
                .ok()?
                .flatten()
                .map(|folder| folder.path().join(FAKETIME))
                .find(|path| path.is_file())
        });
        later.environment.extend([
            ("LD_PRELOAD".to_owned(), library.display().to_string()),
            ("FAKETIME".to_owned(), format!("+{}", of_now.as_secs())),
            // How long something takes is not a matter of the day.
            ("FAKETIME_DONT_FAKE_MONOTONIC".to_owned(), "1".to_owned()),
        ]);
        later
    }

    /// Gives a command this install's surroundings and nobody else's.
    pub fn surround(&self, command: &mut Command) {
        for name in [
            "DISPLAY",
            "WAYLAND_DISPLAY",
            "DBUS_SESSION_BUS_ADDRESS",
            "XDG_RUNTIME_DIR",
        ] {
            command.env_remove(name);
        }
        command.envs(self.environment.iter().cloned());
    }

    /// The program with these arguments.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(program());
        self.surround(&mut command);
        command.arg("--profile").arg(&self.profile).args(arguments);
        command.env("LAMPLIGHT_PASSPHRASE", PASSPHRASE);
        command
    }

    /// Runs a command to its end.
    pub fn ask(&self, arguments: &[&str]) -> Said {
        said(self.command(arguments).stdin(Stdio::null()))
    }

    /// Runs a command with another passphrase.
    pub fn ask_as(&self, passphrase: &str, arguments: &[&str]) -> Said {
        said(
            self.command(arguments)
                .stdin(Stdio::null())
                .env("LAMPLIGHT_PASSPHRASE", passphrase),
        )
    }

    /// Runs a command that reads `text`.
    pub fn tell(&self, arguments: &[&str], text: &str) -> Said {
        let mut command = self.command(arguments);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        child
            .stdin
            .take()
            .unwrap()
            .write_all(text.as_bytes())
            .unwrap();
        let output = child.wait_with_output().unwrap();
        Said::from(output)
    }

    /// A new home.
    pub fn init(&self) {
        self.ask(&["init", "--name", &self.name]).done();
    }

    /// `run --headless`, once it answers.
    pub fn run(&self) -> Engine {
        let mut command = self.command(&["run", "--headless"]);
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let errors = child.stderr.take().unwrap();
        let engine = Engine { child };
        let (ready, is_ready) = mpsc::channel();
        thread::spawn(move || {
            for line in BufReader::new(errors).lines().map_while(Result::ok) {
                let _ = ready.send(line);
            }
        });
        let line = is_ready
            .recv_timeout(PATIENCE)
            .expect("the engine says that it runs");
        assert_eq!(line, "running");
        engine
    }
}

fn said(command: &mut Command) -> Said {
    Said::from(command.output().expect("the program starts"))
}

impl From<std::process::Output> for Said {
    fn from(output: std::process::Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).trim().to_owned(),
            err: String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        }
    }
}

/// A running `run --headless`. Dropping it ends it.
pub struct Engine {
    child: Child,
}

impl Engine {
    /// Asks it to end, as the system does, and gives its exit code.
    pub fn stop(mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        Command::new("kill").args(["-TERM", &id]).status().unwrap();
        self.child.wait().unwrap().code()
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
