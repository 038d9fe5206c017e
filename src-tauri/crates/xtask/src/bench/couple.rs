//! Two installs that are paired, connected over loopback. One reads, in a window,
//! with the whole journal; the other one writes, without a window.

use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{ChildStdin, ChildStdout, Stdio},
    thread::sleep,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use serde_json::Value;

use super::{
    install::{Install, PASSPHRASE},
    processes::Running,
    stage::Stage,
};
use crate::step::Failed;

const PATIENCE: Duration = Duration::from_secs(30);

pub struct Couple {
    pub reader: Install,
    pub writer: Install,
}

impl Couple {
    /// Makes the two and pairs them. `name` is that of the area.
    pub fn meet(stage: &Stage, name: &str) -> Result<Self, Failed> {
        let reader = stage.with_journal(&format!("{name}-reader"))?;
        let writer = stage.install(&format!("{name}-writer"))?;
        writer.ask(&stage.app, &["init", "--name", "Jo"])?;
        pair(stage, &writer, &reader)?;
        Ok(Self { reader, writer })
    }

    /// Opens the reader's window, and waits until it is complete.
    pub fn open_window(&self, stage: &Stage) -> Result<Running, Failed> {
        let mut window = self.reader.program(&stage.app);
        window.arg("--profile").arg(&self.reader.profile);
        let window = Running(window.spawn()?);
        sleep(Duration::from_secs(5));
        stage.picture()?.at_rest(Duration::from_secs(3))?;
        Ok(window)
    }

    /// Starts the writer's engine, and waits until what it shares is seen in the window.
    pub fn connect(&self, stage: &Stage) -> Result<Writer, Failed> {
        let mut writer = Writer::start(stage, &self.writer)?;
        let picture = stage.picture()?;
        let before = picture.look()?;
        writer.share()?;
        picture.changes(&before)?;
        Ok(writer)
    }
}

/// Pairs two homes by an invitation, with an engine running for each.
pub fn pair(stage: &Stage, a: &Install, b: &Install) -> Result<(), Failed> {
    let engines = [a, b]
        .map(|install| headless(&stage.app, install))
        .into_iter()
        .collect::<Result<Vec<_>, _>>()?;
    let invite = a.ask(&stage.app, &["pair", "invite"])?;
    let seen_by_b = b.ask(&stage.app, &["pair", "accept", &invite])?;
    if a.ask(&stage.app, &["pair", "pictures"])? != seen_by_b {
        return Err(Failed("the two see different pictures".into()));
    }
    for side in [a, b] {
        side.ask(&stage.app, &["pair", "confirm"])?;
    }
    let start = Instant::now();
    while !(is_paired(stage, a)? && is_paired(stage, b)?) {
        if start.elapsed() > PATIENCE {
            return Err(Failed("the two did not find each other".into()));
        }
        sleep(Duration::from_millis(100));
    }
    for engine in engines {
        engine.end()?;
    }
    Ok(())
}

fn is_paired(stage: &Stage, install: &Install) -> Result<bool, Failed> {
    let said = install.ask(&stage.app, &["--json", "status"])?;
    Ok(serde_json::from_str::<Value>(&said).is_ok_and(|status| !status["partner"].is_null()))
}

/// `run --headless`, once it says that it runs.
fn headless(app: &Path, install: &Install) -> Result<Running, Failed> {
    let mut command = install.program(app);
    command
        .arg("--profile")
        .arg(&install.profile)
        .args(["run", "--headless"])
        .env("LAMPLIGHT_PASSPHRASE", PASSPHRASE)
        .stderr(Stdio::piped());
    let mut running = Running(command.spawn()?);
    let mut line = String::new();
    if let Some(errors) = running.0.stderr.take() {
        BufReader::new(errors).read_line(&mut line)?;
    }
    if line.trim() == "running" {
        Ok(running)
    } else {
        Err(Failed(format!("run --headless: {}", line.trim())))
    }
}

/// `measure writer`, `measure reader` or `measure talking`: the app's engine, which writes or looks when it is asked to,
/// or its window, whose person takes part in a talk.
pub struct Writer {
    orders: ChildStdin,
    answers: BufReader<ChildStdout>,
    running: Running,
}

impl Writer {
    pub fn start(stage: &Stage, install: &Install) -> Result<Self, Failed> {
        Self::start_as(stage, install, "writer")
    }

    /// Starts `measure` in one of its three roles.
    pub fn start_as(stage: &Stage, install: &Install, role: &str) -> Result<Self, Failed> {
        let mut command = install.program(&stage.measure);
        command
            .arg("--profile")
            .arg(&install.profile)
            .arg(role)
            .env("LAMPLIGHT_APP", &stage.app)
            .env("LAMPLIGHT_PASSPHRASE", PASSPHRASE)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit());
        let mut running = Running(command.spawn()?);
        let (Some(orders), Some(answers)) = (running.0.stdin.take(), running.0.stdout.take())
        else {
            return Err(Failed("measure writer has no input or output".into()));
        };
        Ok(Self {
            orders,
            answers: BufReader::new(answers),
            running,
        })
    }

    /// Shares a new entry and gives the moment of its release.
    pub fn share(&mut self) -> Result<SystemTime, Failed> {
        self.moment("share")
    }

    /// Changes the entry that was shared last, and gives the moment of the change's release.
    pub fn edit(&mut self) -> Result<SystemTime, Failed> {
        self.moment("edit")
    }

    /// Asks the other one to a talk in step.
    pub fn ask_to_talk(&mut self) -> Result<(), Failed> {
        self.order("ask").map(drop)
    }

    /// Takes a step in that talk, once the word is this one's, and gives the moment of the press.
    pub fn step(&mut self) -> Result<SystemTime, Failed> {
        self.moment("step")
    }

    /// As the one in a window: takes part in the talk, and presses what is theirs until the word is the other one's.
    pub fn answer(&mut self) -> Result<(), Failed> {
        self.order("answer").map(drop)
    }

    /// Keeps a new entry that stays the writer's, and gives how long that took.
    pub fn keep(&mut self) -> Result<Duration, Failed> {
        Ok(Duration::from_nanos(self.order("keep")?))
    }

    /// Waits until it runs, and gives that moment.
    pub fn ready(&mut self) -> Result<SystemTime, Failed> {
        self.moment("ready")
    }

    /// As a reader: waits until so many shared entries are there, and gives that moment.
    pub fn has(&mut self, entries: u64) -> Result<SystemTime, Failed> {
        self.moment(&format!("has {entries}"))
    }

    /// As a reader: waits for the arrival after the last one that was asked for.
    pub fn next(&mut self) -> Result<SystemTime, Failed> {
        self.moment("next")
    }

    /// Ends it as a person does, so that what it has is sent or on disk.
    pub fn end(self) -> Result<(), Failed> {
        drop(self.orders);
        let mut running = self.running;
        running.0.wait()?;
        Ok(())
    }

    fn moment(&mut self, order: &str) -> Result<SystemTime, Failed> {
        let nanos = self.order(order)?;
        Ok(UNIX_EPOCH + Duration::from_nanos(nanos))
    }

    fn order(&mut self, order: &str) -> Result<u64, Failed> {
        writeln!(self.orders, "{order}")?;
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        line.trim()
            .parse()
            .map_err(|_| Failed(format!("measure writer did not {order}")))
    }
}
