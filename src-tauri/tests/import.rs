//! The real program on the command line: an import that is ended in the middle.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
    thread,
    time::Duration,
};

use serde_json::Value;

const PASSPHRASE: &str = "a long kitchen table";
const FILES: u64 = 4_000;

fn lamplight(profile: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lamplight"));
    command
        .arg("--profile")
        .arg(profile)
        .arg("--json")
        .args(arguments)
        .env("LAMPLIGHT_PASSPHRASE", PASSPHRASE)
        .env("LC_ALL", "C")
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn last_line(said: &Output) -> Value {
    let lines = String::from_utf8_lossy(&said.stdout);
    serde_json::from_str(lines.lines().last().unwrap()).unwrap()
}

#[test]
fn ctrl_c_keeps_what_was_gone_through_and_a_second_run_brings_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let (profile, files) = (folder.path().join("profile"), folder.path().join("old"));
    let made = lamplight(&profile, &["init", "--name", "Ada"]).output();
    assert!(made.unwrap().status.success());
    fs::create_dir(&files).unwrap();
    for n in 0..FILES {
        let text = format!("---\ndate: 2019-03-04\n---\nA line, and one of its own: {n}\n");
        fs::write(files.join(format!("{n}.md")), text).unwrap();
    }
    let from = files.to_str().unwrap();
    let import = ["import", "--from", "markdown", from];

    let child = lamplight(&profile, &import).spawn().unwrap();
    // Until something of it is on disk: an entry takes some kilobytes.
    let vault = profile.join("pages.db");
    let begun = || fs::metadata(&vault).is_ok_and(|file| file.len() > 2_000_000);
    for _ in 0..1_000 {
        if begun() {
            break;
        }
        thread::sleep(Duration::from_millis(30));
    }
    let stop = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(stop.unwrap().success());
    let said = child.wait_with_output().unwrap();
    let first = last_line(&said);
    assert_eq!(said.status.code(), Some(1), "{first}");
    assert_eq!(first["stopped"], true);
    let added = first["added"].as_u64().unwrap();
    assert!(added > 0 && added < FILES, "{added}");
    assert!(!String::from_utf8_lossy(&said.stderr).is_empty());

    let said = lamplight(&profile, &import).output().unwrap();
    let second = last_line(&said);
    assert_eq!(second["stopped"], false);
    assert_eq!(second["already"].as_u64(), Some(added));
    assert_eq!(second["added"].as_u64(), Some(FILES - added));
}
