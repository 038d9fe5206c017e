//! Names that say nothing.

use crate::{
    rust,
    tree::{files, nothing_wrong},
};

const EMPTY: &[&str] = &[
    "manager",
    "service",
    "helper",
    "helpers",
    "util",
    "utils",
    "utilities",
];

/// `KeyManager`, `key_utils` and `helpers` say nothing; `Utility` bills and a `servicer` are something.
fn says_nothing(name: &str) -> bool {
    let mut words = vec![String::new()];
    let mut before = '_';
    let mut letters = name.chars().peekable();
    while let Some(letter) = letters.next() {
        let begins =
            before.is_lowercase() || letters.peek().is_some_and(|next| next.is_lowercase());
        if matches!(letter, '_' | '-' | '.') || (letter.is_uppercase() && begins) {
            words.push(String::new());
        }
        if letter.is_alphanumeric() {
            words
                .last_mut()
                .expect("never empty")
                .extend(letter.to_lowercase());
        }
        before = letter;
    }
    words.retain(|word| !word.is_empty());
    words
        .last()
        .is_some_and(|word| EMPTY.contains(&word.as_str()))
}

#[test]
fn types_and_modules_say_what_they_are() {
    let wrong: Vec<String> = rust::everything()
        .iter()
        .flat_map(|source| {
            source
                .declared()
                .into_iter()
                .map(|declared| (source.name.clone(), declared))
        })
        .filter(|(_, (_, name))| says_nothing(name))
        .map(|(file, (keyword, name))| format!("{file}: {keyword} {name}"))
        .collect();
    nothing_wrong("a name of the house's words, please", &wrong);
}

#[test]
fn files_of_the_interface_say_what_they_are() {
    let mut wrong = Vec::new();
    for file in files().iter().filter(|file| file.name.starts_with("ui/")) {
        let stem = file
            .name
            .rsplit('/')
            .next()
            .and_then(|name| name.split('.').next())
            .unwrap_or_default();
        if says_nothing(stem) {
            wrong.push(file.name.clone());
        }
        if file.name.ends_with(".ts") || file.name.ends_with(".svelte") {
            let words: Vec<&str> = file
                .text
                .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
                .filter(|word| !word.is_empty())
                .collect();
            wrong.extend(
                words
                    .windows(2)
                    .filter(|pair| {
                        ["class", "interface", "type", "enum"].contains(&pair[0])
                            && says_nothing(pair[1])
                    })
                    .filter(|pair| pair[1].starts_with(char::is_uppercase))
                    .map(|pair| format!("{}: {} {}", file.name, pair[0], pair[1])),
            );
        }
    }
    nothing_wrong("a name of the house's words, please", &wrong);
}

#[test]
fn empty_names_are_known_when_seen() {
    for name in [
        "KeyManager",
        "SyncService",
        "helpers",
        "date_utils",
        "Util",
        "JSONHelper",
        "thing-utils",
    ] {
        assert!(says_nothing(name), "{name}");
    }
    for name in [
        "Utility",
        "ServiceWorkerless",
        "manage",
        "household",
        "Unhelped",
        "fertility",
    ] {
        assert!(!says_nothing(name), "{name}");
    }
}
