//! The real program on the command line: a backup that the `age` command opens, and the way back.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
    thread,
    time::Instant,
};

use serde_json::Value;
use tempfile::TempDir;

const PASSPHRASE: &str = "a long kitchen table";

/// One install, on a machine without a keyring.
struct Install {
    folder: TempDir,
}

impl Install {
    fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn named(name: &str) -> Self {
        let install = Self::empty();
        install.done(&["init", "--name", name], "");
        install
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lamplight"));
        command
            .arg("--profile")
            .arg(self.folder.path().join("profile"))
            .arg("--json")
            .args(arguments)
            .env("LAMPLIGHT_PASSPHRASE", PASSPHRASE)
            .env("LC_ALL", "C")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env_remove("LAMPLIGHT_WORDS")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn say(&self, arguments: &[&str], input: &str) -> Output {
        let mut child = self.command(arguments).spawn().unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(input.as_bytes())
            .unwrap();
        child.wait_with_output().unwrap()
    }

    fn code(&self, arguments: &[&str], input: &str) -> i32 {
        let said = self.say(arguments, input);
        let words = String::from_utf8_lossy(&said.stderr);
        assert!(!words.contains("a fault at"), "{words}");
        said.status.code().unwrap()
    }

    #[track_caller]
    fn done(&self, arguments: &[&str], input: &str) -> Vec<Value> {
        let said = self.say(arguments, input);
        assert!(
            said.status.success(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&said.stderr)
        );
        let lines = String::from_utf8(said.stdout).unwrap();
        lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Without the command this fails: that a backup opens without us is a promise.
fn age(key: &Path, backup: &Path) -> Vec<u8> {
    let said = Command::new("age")
        .args(["--decrypt", "--identity", text(key), text(backup)])
        .output()
        .expect("the command `age` (Debian package age) belongs to the tests");
    assert!(
        said.status.success(),
        "{}",
        String::from_utf8_lossy(&said.stderr)
    );
    said.stdout
}

#[test]
#[cfg(target_os = "linux")]
fn the_age_command_opens_a_backup_with_the_printed_line() {
    let ada = Install::named("Ada");
    let body = "With **you**, and an ünïcode line.\n\nAnd another.";
    ada.done(
        &[
            "entry",
            "add",
            "--title",
            "Bread",
            "--at",
            "2025-03-04T19:05:00+01:00",
            "--zone",
            "Europe/Berlin",
            "--tag",
            "kitchen",
        ],
        body,
    );
    for number in 0..3 {
        ada.done(
            &["entry", "add", "--title", &format!("Day {number}")],
            "So it was.",
        );
    }
    ada.done(
        &[
            "outing",
            "add",
            "--title",
            "Lake",
            "--at",
            "2030-06-01T10:00",
            "--zone",
            "Europe/Berlin",
        ],
        "",
    );
    let out = tempfile::tempdir().unwrap();
    let backup = out.path().join("ada.age");
    let said = ada.done(&["backup", text(&backup)], "");
    assert_eq!(said[0]["words"].as_array().unwrap().len(), 24);
    assert_eq!(said[1]["entries"], 4);
    let key = out.path().join("key.txt");
    fs::write(&key, said[0]["age_identity"].as_str().unwrap()).unwrap();

    let opened = age(&key, &backup);
    assert!(
        !fs::read(&backup)
            .unwrap()
            .windows(10)
            .any(|bytes| bytes == b"So it was.")
    );
    let inside = out.path().join("backup.tar");
    fs::write(&inside, opened).unwrap();
    let listed = Command::new("tar")
        .args(["-tf", text(&inside)])
        .output()
        .unwrap();
    assert_eq!(
        String::from_utf8(listed.stdout).unwrap(),
        "manifest.json\nhome.json\njournal.json\ndates.json\nprivate.db\nshared.db\npages.db\n"
    );
    let unpacked = Command::new("tar")
        .args(["-xf", text(&inside), "-C", text(out.path())])
        .status()
        .unwrap();
    assert!(unpacked.success());
    let read = |name: &str| -> Value {
        serde_json::from_slice(&fs::read(out.path().join(name)).unwrap()).unwrap()
    };
    let journal = read("journal.json");
    assert_eq!(journal.as_array().unwrap().len(), 4);
    let bread = &journal[0];
    assert_eq!(bread["title"], "Bread");
    assert_eq!(bread["body"], body);
    assert_eq!(bread["written_at"], "2025-03-04T19:05:00+01:00");
    assert_eq!(bread["zone"], "Europe/Berlin");
    assert_eq!(
        (&bread["audience"], &bread["author"]),
        (&"mine".into(), &"me".into())
    );
    assert_eq!(bread["tags"][0], "kitchen");
    // Field for field what the command line says of it, which says replies elsewhere.
    let mut shown = ada.done(&["entry", "show", bread["id"].as_str().unwrap()], "");
    shown[0]["replies"] = Value::Array(Vec::new());
    assert_eq!(&shown[0], bread);
    assert_eq!(read("dates.json")[0]["title"], "Lake");
    // And word for word what is taken along.
    let file = out.path().join("taken.json");
    let said = ada.done(&["export", "--to", "json", text(&file)], "");
    assert_eq!(said[0]["entries"], 4);
    assert_eq!(read("taken.json"), journal);
    let again = ada.done(&["import", "--from", "json", text(&file)], "");
    assert_eq!(
        (&again[0]["added"], &again[0]["already"]),
        (&0.into(), &4.into())
    );
    let folder = out.path().join("taken");
    let few = ["--until", "2025-12-31"];
    let said = ada.done(
        &[&["export", "--to", "markdown", text(&folder)], &few[..]].concat(),
        "",
    );
    assert_eq!(said[0]["entries"], 1);
    let page = folder.join("2025").join(format!(
        "2025-03-04 Bread {}.md",
        &bread["id"].as_str().unwrap()[..8]
    ));
    assert!(
        fs::read_to_string(page)
            .unwrap()
            .ends_with(&format!("---\n\n{body}\n"))
    );
    assert_eq!(read("manifest.json")["format"], 1);
    let home = read("home.json");
    assert!(home.get("passphrase").is_none() && home.get("keyring").is_none());
    let vault = fs::read(out.path().join("private.db")).unwrap();
    assert!(!vault.starts_with(b"SQLite format 3"));
}

#[test]
fn a_backup_is_restored_on_the_command_line() {
    let ada = Install::named("Ada");
    ada.done(&["entry", "add", "--title", "Bread"], "It rose.");
    let out = tempfile::tempdir().unwrap();
    let backup = out.path().join("ada.age");
    let sheet = ada.done(&["backup", text(&backup)], "").remove(0);
    assert_eq!(
        ada.done(&["backup", text(&backup)], "").len(),
        1,
        "the sheet is shown once"
    );
    let words: Vec<&str> = sheet["words"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let typed = words.join("\n");

    let inside = ada.folder.path().join("profile").join("b.age");
    assert_eq!(ada.code(&["backup", text(&inside)], ""), 2);
    assert_eq!(ada.code(&["backup", "/no/such/folder/b.age"], ""), 1);

    let ben = Install::empty();
    let restore = ["restore", text(&backup), "--words-file", "-"];
    assert_eq!(ben.code(&["restore", text(&backup)], ""), 3, "no words");
    assert_eq!(ben.code(&restore, "abandon ability"), 3);
    assert_eq!(
        ben.code(&restore, &("abandon ".repeat(23) + "art")),
        3,
        "another sheet"
    );
    let missing = out.path().join("missing.age");
    assert_eq!(
        ben.code(&["restore", text(&missing), "--words-file", "-"], &typed),
        1
    );
    assert_eq!(
        ben.code(
            &[
                "restore",
                text(&out.path().join("ada.age")),
                "--words-file",
                "-"
            ],
            ""
        ),
        3
    );
    let whole = fs::read(&backup).unwrap();
    let cut = out.path().join("cut.age");
    fs::write(&cut, &whole[..whole.len() - 1]).unwrap();
    assert_eq!(
        ben.code(&["restore", text(&cut), "--words-file", "-"], &typed),
        1
    );
    assert_eq!(ben.code(&["entry", "list"], ""), 4, "no home came of it");

    ben.done(&restore, &typed);
    let entries = ben.done(&["entry", "list"], "");
    assert_eq!(entries[0]["title"], "Bread");
    ben.done(&["check"], "");
    assert_eq!(ben.code(&restore, &typed), 1, "not over a home");

    // With a new sheet the old one opens what was made before, and no more.
    let later = out.path().join("later.age");
    let second = ben
        .done(&["backup", "--new-sheet", text(&later)], "")
        .remove(0);
    assert_ne!(second["sheet"], sheet["sheet"]);
    let carl = Install::empty();
    assert_eq!(
        carl.code(&["restore", text(&later), "--words-file", "-"], &typed),
        3
    );
    carl.done(&restore, sheet["age_identity"].as_str().unwrap());
    assert_eq!(carl.done(&["entry", "list"], "").len(), 1);
}

#[test]
fn a_process_killed_while_it_backs_up_harms_nothing() {
    let ada = Install::named("Ada");
    let long = "A line of an evening that was longer than it looked.\n".repeat(9_000);
    for number in 0..3 {
        ada.done(
            &["entry", "add", "--title", &format!("Day {number}")],
            &long,
        );
    }
    let out = tempfile::tempdir().unwrap();
    let backup = out.path().join("ada.age");
    let sheet = ada.done(&["backup", text(&backup)], "").remove(0);
    let begun = Instant::now();
    ada.done(&["backup", text(&backup)], "");
    let whole = begun.elapsed();
    let (mut killed, mut written) = (0, 0);
    for round in 1..=6u32 {
        let mut child = ada.command(&["backup", text(&backup)]).spawn().unwrap();
        thread::sleep(whole * round / 6);
        child.kill().unwrap();
        let code = child.wait().unwrap().code();
        killed += u32::from(code != Some(0));
        written += u32::from(out.path().join("ada.age.part").exists());
        assert!(backup.exists());
    }
    assert!(killed >= 3, "{killed} of 6 were killed at work");
    ada.done(&["check"], "");
    ada.done(&["backup", text(&backup)], "");
    let left: Vec<String> = fs::read_dir(ada.folder.path().join("profile"))
        .unwrap()
        .flatten()
        .map(|file| file.file_name().into_string().unwrap())
        .filter(|name| name.starts_with("making-"))
        .collect();
    assert!(
        left.is_empty(),
        "{left:?} after {written} with half a backup"
    );
    let ben = Install::empty();
    ben.done(
        &["restore", text(&backup), "--words-file", "-"],
        sheet["age_identity"].as_str().unwrap(),
    );
    assert_eq!(ben.done(&["entry", "list", "--limit", "100"], "").len(), 3);
}
