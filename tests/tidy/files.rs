//! What is in the repository, and what is not.

use std::{env, path::Path};

use crate::tree::{files, nothing_wrong, root};

/// Longest source file. Long before that is where to stop and look.
const LONGEST: usize = 700;

const SOURCES: [&str; 8] = [
    ".rs", ".ts", ".svelte", ".css", ".js", ".mjs", ".cjs", ".html",
];

#[test]
fn no_file_is_too_long_to_read() {
    let wrong: Vec<String> = files()
        .iter()
        // Written by a program.
        .filter(|file| file.name != "ui/src/bridge/bindings.ts")
        .filter(|file| SOURCES.iter().any(|ending| file.name.ends_with(ending)))
        .map(|file| (file.text.lines().count(), &file.name))
        .filter(|(lines, _)| *lines > LONGEST)
        .map(|(lines, name)| format!("{name}: {lines} lines"))
        .collect();
    nothing_wrong("a file does one thing", &wrong);
}

#[test]
fn no_file_knows_the_machine_it_was_written_on() {
    let top = root().display().to_string();
    let home = env::var("HOME").unwrap_or_default();
    let mut foreign: Vec<String> = vec![["/ro", "ot/"].concat(), ["C:\\", "Users\\"].concat()];
    // A path of one part (`/src`) may well stand in a text for another reason.
    foreign.extend(
        [top, home]
            .into_iter()
            .filter(|path| Path::new(path).components().count() > 2),
    );
    let mut wrong = Vec::new();
    for file in files() {
        for (number, line) in file.text.lines().enumerate() {
            let homes = [["/ho", "me/"].concat(), ["/Us", "ers/"].concat()];
            if foreign.iter().any(|path| line.contains(path.as_str()))
                || homes
                    .iter()
                    .any(|start| holds_a_folder_of_someone(line, start))
            {
                wrong.push(format!("{}:{}", file.name, number + 1));
            }
        }
    }
    nothing_wrong("a path of a machine", &wrong);
}

/// The start of a home folder with a name after it; `~`, `$USER` and `<name>` are nobody.
fn holds_a_folder_of_someone(line: &str, start: &str) -> bool {
    line.match_indices(start).any(|(place, _)| {
        let name: String = line[place + start.len()..]
            .chars()
            .take_while(|c| c.is_alphanumeric())
            .collect();
        !name.is_empty()
    })
}

#[test]
fn the_top_holds_what_a_reader_expects() {
    const EXPECTED: &[&str] = &[
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE",
        "README.md",
        "SECURITY.md",
        "clippy.toml",
        "deny.toml",
        "icons",
        "rust-toolchain.toml",
        "rustfmt.toml",
        "src-tauri",
        "tests",
        "ui",
    ];
    let mut wrong: Vec<String> = files()
        .iter()
        .map(|file| file.name.split('/').next().unwrap_or_default().to_owned())
        .filter(|name| !name.starts_with('.') && !EXPECTED.contains(&name.as_str()))
        .collect();
    wrong.dedup();
    nothing_wrong("does this belong at the top", &wrong);
}

#[test]
fn someone_is_told_from_nobody() {
    let start = ["/ho", "me/"].concat();
    assert!(holds_a_folder_of_someone(
        &format!("see {start}sam/notes"),
        &start
    ));
    assert!(!holds_a_folder_of_someone(
        &format!("see {start}<name>/notes"),
        &start
    ));
}
