//! `cargo xtask pair`: two paired windows on one machine, with two made-up
//! people and what they wrote, for trying things out.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::Value;
use xtask::desktop::{Desktop, Without};

use crate::{
    prepare::{self, Purpose},
    run::has_display,
    step::{Failed, built, option, root},
};

/// Both homes open with it; the app asks for it once.
const PASSPHRASE: &str = "two cups of tea";
const SAMPLE: &str = include_str!("../sample.json");

struct Person {
    name: String,
    home: PathBuf,
    program: PathBuf,
}

impl Person {
    /// Runs a command of the command line in this person's home.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command
            .arg("--profile")
            .arg(&self.home)
            .args(arguments)
            .env("LAMPLIGHT_PASSPHRASE", PASSPHRASE)
            .env("LAMPLIGHT_NETWORK", "loopback");
        command
    }

    fn ask(&self, arguments: &[&str]) -> Result<String, Failed> {
        let output = self.command(arguments).stdin(Stdio::null()).output()?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
        }
        let why = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        Err(Failed(format!(
            "{} {}: {why}",
            self.name,
            arguments.join(" ")
        )))
    }

    fn write(&self, arguments: &[&str], text: &str) -> Result<(), Failed> {
        use std::io::Write;
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()?;
        if let Some(mut input) = child.stdin.take() {
            input.write_all(text.as_bytes())?;
        }
        if child.wait()?.success() {
            Ok(())
        } else {
            Err(Failed(format!("{} could not write", self.name)))
        }
    }
}

pub fn pair(arguments: &[String]) -> Result<(), Failed> {
    let display = has_display();
    prepare::system_packages(if display {
        Purpose::Build
    } else {
        Purpose::Show
    })?;
    prepare::interface()?;
    prepare::app("debug")?;

    let folder = root().join(".profiles/pair");
    let people = ["Aleksandra-Maria", "Jo"].map(|name| Person {
        name: name.to_owned(),
        home: folder.join(name),
        program: built("debug", "lamplight"),
    });
    if people
        .iter()
        .all(|person| person.home.join("home.json").exists())
    {
        println!(
            "── the two are here already; delete {} for fresh ones",
            folder.display()
        );
    } else {
        let _ = fs::remove_dir_all(&folder);
        meet(&people)?;
    }
    println!("   their passphrase: {PASSPHRASE}");
    if display {
        let mut windows: Vec<Child> = people
            .iter()
            .map(|person| person.command(&[]).spawn())
            .collect::<Result<_, _>>()?;
        for window in &mut windows {
            window.wait()?;
        }
        return Ok(());
    }
    show_virtually(&people, &folder, arguments)
}

/// Makes both homes, pairs them by an invitation, and writes what they wrote.
fn meet(people: &[Person; 2]) -> Result<(), Failed> {
    println!("── two people meet");
    let sample: Value =
        serde_json::from_str(SAMPLE).map_err(|error| Failed(format!("sample.json: {error}")))?;
    for person in people {
        fs::create_dir_all(&person.home)?;
        person.ask(&["init", "--name", &person.name])?;
    }
    let [a, b] = people;
    let mut engines = Vec::new();
    for person in people {
        engines.push(
            person
                .command(&["run", "--headless"])
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()?,
        );
    }
    let done = (|| {
        std::thread::sleep(Duration::from_secs(1));
        let invite = a.ask(&["pair", "invite"])?;
        let seen_by_b = b.ask(&["pair", "accept", &invite])?;
        let seen_by_a = a.ask(&["pair", "pictures"])?;
        if seen_by_a != seen_by_b {
            return Err(Failed("the two see different pictures".into()));
        }
        for person in people {
            person.ask(&["pair", "confirm"])?;
        }
        let start = Instant::now();
        while people.iter().any(|person| !is_paired(person)) {
            if start.elapsed() > Duration::from_secs(30) {
                return Err(Failed("the two did not find each other".into()));
            }
            std::thread::sleep(Duration::from_millis(200));
        }
        fill(people, &sample)
    })();
    for engine in &mut engines {
        let _ = engine.kill();
        let _ = engine.wait();
    }
    done
}

fn is_paired(person: &Person) -> bool {
    person
        .ask(&["status", "--json"])
        .ok()
        .and_then(|text| serde_json::from_str::<Value>(&text).ok())
        .is_some_and(|status| !status["partner"].is_null())
}

fn fill(people: &[Person; 2], sample: &Value) -> Result<(), Failed> {
    let list = |key: &str| sample[key].as_array().cloned().unwrap_or_default();
    let text = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    for entry in list("entries") {
        let author = text(&entry, "author");
        let Some(person) = people.iter().find(|person| person.name == author) else {
            continue;
        };
        let days = entry["days_ago"].as_u64().unwrap_or(0);
        let (at, title) = (days_ago(days)?, text(&entry, "title"));
        let audience = if entry["audience"] == "ours" {
            "--ours"
        } else {
            "--mine"
        };
        person.write(
            &[
                "entry", "add", audience, "--title", &title, "--at", &at, "-",
            ],
            &text(&entry, "body"),
        )?;
    }
    for (index, date) in list("dates").into_iter().enumerate() {
        let days = date["in_days"].as_u64().unwrap_or(3);
        let at = format!(
            "{}T{:02}:00",
            day_in(days)?,
            date["hour"].as_u64().unwrap_or(19)
        );
        people[index % 2].ask(&[
            "outing",
            "add",
            "--title",
            &text(&date, "title"),
            "--place",
            &text(&date, "place"),
            "--note",
            &text(&date, "note"),
            "--at",
            &at,
            "--zone",
            "Europe/Berlin",
        ])?;
    }
    for person in people {
        person.ask(&[
            "gesture",
            "add",
            "--text",
            "A cup of tea, unasked",
            "--every",
            "3",
        ])?;
    }
    Ok(())
}

/// `date` knows the calendar; xtask has no library for it.
fn days_ago(days: u64) -> Result<String, Failed> {
    day(&format!("{days} days ago"), "+%Y-%m-%dT18:30:00+00:00")
}

fn day_in(days: u64) -> Result<String, Failed> {
    day(&format!("{days} days"), "+%Y-%m-%d")
}

fn day(when: &str, format: &str) -> Result<String, Failed> {
    crate::step::output(Command::new("date").args(["-u", "-d", when, format]))
        .ok_or_else(|| Failed("sample content needs the `date` command of GNU coreutils".into()))
}

fn show_virtually(people: &[Person; 2], folder: &Path, arguments: &[String]) -> Result<(), Failed> {
    println!("── no display here: opening on a virtual one");
    let desktop_folder = folder.join("desktop");
    fs::create_dir_all(&desktop_folder)?;
    let desktop = Desktop::start(&desktop_folder, Without::default())?;
    let mut windows = Vec::new();
    for person in people {
        let mut command = person.command(&[]);
        command.envs(desktop.environment());
        windows.push(command.spawn()?);
    }
    let pictures = root().join("screenshots");
    fs::create_dir_all(&pictures)?;
    let picture = pictures.join("pair.png");
    println!(
        "   screenshots: {} (taken again every five seconds)",
        picture.display()
    );
    println!("   Ctrl+C ends it; --for SECONDS ends it by itself");
    let limit = option(arguments, "--for")
        .and_then(|text| text.parse().ok())
        .map(Duration::from_secs);
    let start = Instant::now();
    while limit.is_none_or(|limit| start.elapsed() < limit) {
        std::thread::sleep(Duration::from_secs(5));
        desktop.screenshot(&picture)?;
    }
    for window in &mut windows {
        window.kill()?;
        window.wait()?;
    }
    Ok(())
}
