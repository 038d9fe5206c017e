//! Nudges with the window closed: what a look at the clock takes, how soon what is due is on the bus, and what the lamp
//! in the tray costs.

use std::{
    fs,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread::{self, sleep},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use serde_json::Value;

use super::{
    figure::{Figure, Goal, Quantity},
    install::{Install, PASSPHRASE},
    processes::Running,
    stage::Stage,
};
use crate::step::Failed;

/// A minute until the window ends, then the app begins anew. Two minutes later the copy of the day is made, which is no
/// part of doing nothing, and it begins anew once more.
const SETTLE: Duration = Duration::from_secs(300);
const IDLE: Duration = Duration::from_secs(600);
/// Until a window is complete, and has put away what starting took.
const OPEN: Duration = Duration::from_secs(12);
/// From making a plan to its minute: time enough to start the app.
const AHEAD: u64 = 45;
/// Longer than until the end of that minute.
const COMES: Duration = Duration::from_secs(180);

pub fn figures(stage: &Stage) -> Result<Vec<Figure>, Failed> {
    let mut figures = look(stage)?;
    figures.push(on_the_bus(stage)?);
    figures.extend(lamp(stage)?);
    Ok(figures)
}

fn look(stage: &Stage) -> Result<Vec<Figure>, Failed> {
    let many = stage.install("many-gestures")?;
    many.ask(&stage.app, &["init", "--name", "Jo"])?;
    let said = many
        .program(&stage.measure)
        .arg("--profile")
        .arg(&many.profile)
        .arg("nudges")
        .env("LAMPLIGHT_PASSPHRASE", PASSPHRASE)
        .stdout(Stdio::piped())
        .output()?;
    let said: Value = serde_json::from_slice(&said.stdout)
        .map_err(|error| Failed(format!("measure nudges said something else: {error}")))?;
    let time = |name: &str| {
        said[name]
            .as_u64()
            .map(|micros| Quantity::Time(Duration::from_micros(micros)))
            .ok_or_else(|| Failed(format!("measure nudges did not say {name}")))
    };
    Ok(vec![Figure {
        what: "what is due, of 1,000 gestures and 200 calendars",
        value: time("due")?,
        reference: ("the first look after something was kept", time("anew")?),
        goal: Goal::AtMost(Quantity::Time(Duration::from_millis(5))),
    }])
}

/// A notification server, and someone who notes when it is called.
struct Bus {
    server: Child,
    monitor: Child,
    called: mpsc::Receiver<SystemTime>,
}

impl Bus {
    fn listen(stage: &Stage) -> Result<Self, Failed> {
        let server = stage.program("dunst").spawn()?;
        let mut monitor = stage
            .program("dbus-monitor")
            .arg("--session")
            .arg("interface='org.freedesktop.Notifications',member='Notify'")
            .stdout(Stdio::piped())
            .spawn()?;
        let (tell, called) = mpsc::channel();
        if let Some(lines) = monitor.stdout.take() {
            thread::spawn(move || {
                for line in BufReader::new(lines).lines().map_while(Result::ok) {
                    if line.contains("member=Notify") {
                        let _ = tell.send(SystemTime::now());
                    }
                }
            });
        }
        Ok(Self {
            server,
            monitor,
            called,
        })
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        for child in [&mut self.server, &mut self.monitor] {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// A zone in which it is about noon: a nudge comes at any hour of the machine.
fn midday(now: u64) -> String {
    let hour = now / 3600 % 24;
    // The names have it the other way round: Etc/GMT-2 is two hours ahead.
    match hour {
        0..12 => format!("Etc/GMT-{}", 12 - hour),
        12 => "Etc/GMT".into(),
        _ => format!("Etc/GMT+{}", hour - 12),
    }
}

fn clock(zone: &str, seconds: u64) -> Result<String, Failed> {
    let output = Command::new("date")
        .args(["-d", &format!("@{seconds}"), "+%H:%M"])
        .env("TZ", zone)
        .output()?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn seconds() -> Result<u64, Failed> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.map(|now| now.as_secs())
        .map_err(|_| Failed("the clock is before 1970".into()))
}

fn on_the_bus(stage: &Stage) -> Result<Figure, Failed> {
    let now = seconds()?;
    let zone = midday(now);
    let install = stage.install("due")?.with("TZ", &zone);
    install.ask(&stage.app, &["init", "--name", "Jo"])?;
    install.ask(&stage.measure, &["remember"])?;
    let opens = (now + AHEAD).next_multiple_of(60);
    let window = format!("{}-{}", clock(&zone, opens)?, clock(&zone, opens + 60)?);
    let add = [
        "gesture", "add", "--text", "Tea", "--every", "1", "--window", &window,
    ];
    install.ask(&stage.app, &add)?;
    let listed = install.ask(&stage.app, &["--json", "gesture", "list"])?;
    let due = serde_json::from_str::<Value>(&listed)
        .ok()
        .and_then(|plan| plan["next"].as_str().map(str::to_owned))
        .ok_or_else(|| Failed("a plan does not say when it comes".into()))?;
    let due = Command::new("date").args(["-d", &due, "+%s.%N"]).output()?;
    let due: f64 = String::from_utf8_lossy(&due.stdout)
        .trim()
        .parse()
        .map_err(|_| Failed("a plan comes at no time".into()))?;
    let bus = Bus::listen(stage)?;
    let lamp = hidden(stage, &install)?;
    let called = bus
        .called
        .recv_timeout(COMES)
        .map_err(|_| Failed("no nudge came".into()))?;
    lamp.end()?;
    let called = called.duration_since(UNIX_EPOCH).unwrap_or_default();
    let after = called.as_secs_f64() - due;
    if after < 0.0 {
        return Err(Failed(format!("a nudge came {after:.3} s before its time")));
    }
    let goal = Quantity::Time(Duration::from_millis(1500));
    Ok(Figure {
        what: "from due to the call on the bus",
        value: Quantity::Time(Duration::from_secs_f64(after)),
        reference: ("the goal", goal),
        goal: Goal::AtMost(goal),
    })
}

fn hidden(stage: &Stage, install: &Install) -> Result<Running, Failed> {
    let mut app = install.program(&stage.app);
    app.arg("--profile").arg(&install.profile).arg("--hidden");
    Ok(Running(app.spawn()?))
}

/// Opened, looked at, closed: as it is for most of a day.
fn lamp(stage: &Stage) -> Result<Vec<Figure>, Failed> {
    let install = stage.with_journal("tray")?;
    let mut app = install.program(&stage.app);
    let lamp = Running(app.arg("--profile").arg(&install.profile).spawn()?);
    sleep(OPEN);
    let open = lamp.memory();
    stage.close_window()?;
    sleep(SETTLE);
    let name = |process: &u32| fs::read_to_string(format!("/proc/{process}/comm"));
    let is_page = |process: &u32| name(process).is_ok_and(|name| name.starts_with("WebKitWeb"));
    if lamp.family().iter().any(is_page) {
        return Err(Failed("a window that was closed has not ended".into()));
    }
    // Otherwise the figure below speaks of another program.
    let arguments = fs::read(format!("/proc/{}/cmdline", lamp.0.id()))?;
    if !String::from_utf8_lossy(&arguments).contains("--anew") {
        return Err(Failed("the app has not begun anew".into()));
    }
    let (worked, woken) = (lamp.worked(), lamp.woken());
    sleep(IDLE);
    let share = lamp.worked().saturating_sub(worked).as_secs_f64() / IDLE.as_secs_f64();
    let seconds = u32::try_from(IDLE.as_secs()).unwrap_or(u32::MAX);
    let woken = u32::try_from(lamp.woken().saturating_sub(woken)).unwrap_or(u32::MAX);
    let memory = lamp.memory();
    lamp.end()?;
    let per_second = f64::from(woken) / f64::from(seconds);
    Ok(vec![
        Figure {
            what: "idle in the tray, of one processor over ten minutes",
            value: Quantity::Share(share),
            reference: ("the goal", Quantity::Share(0.002)),
            goal: Goal::AtMost(Quantity::Share(0.002)),
        },
        Figure {
            what: "idle in the tray, wake-ups a second of all its threads",
            value: Quantity::Number(per_second),
            reference: ("the goal", Quantity::Number(6.0)),
            goal: Goal::AtMost(Quantity::Number(6.0)),
        },
        Figure {
            what: "memory in the tray",
            value: Quantity::Memory(memory),
            reference: ("with the window open", Quantity::Memory(open)),
            goal: Goal::Ratio(1.0 / 3.0),
        },
    ])
}
