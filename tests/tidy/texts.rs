//! Every id that Rust hands to the interface has its words, in both languages.

use std::collections::{BTreeMap, BTreeSet};

use crate::tree::{files, nothing_wrong, read};

/// `key` and `key.attribute` of every text of a language, or of one area of it.
fn texts(language: &str, area: &str) -> BTreeSet<String> {
    let folder = format!("ui/locales/{language}/{area}");
    let mut found = BTreeSet::new();
    for file in files().iter().filter(|file| file.name.starts_with(&folder)) {
        let mut key = String::new();
        for line in file.text.lines() {
            let Some((start, value)) = line.split_once(" =") else {
                continue;
            };
            if let Some(attribute) = start.trim_start().strip_prefix('.') {
                found.insert(format!("{key}.{attribute}"));
            } else if start.starts_with(|letter: char| letter.is_ascii_lowercase())
                && !start.contains(' ')
            {
                start.clone_into(&mut key);
                // A text may begin on the next line.
                found.insert(key.clone());
                assert!(
                    value.is_empty() || value.starts_with(' '),
                    "{}: {line}",
                    file.name
                );
            }
        }
    }
    assert!(found.len() > 10, "only {} texts in {folder}", found.len());
    found
}

fn missing(wanted: &[String]) -> Vec<String> {
    ["en", "de"]
        .iter()
        .flat_map(|language| {
            let there = texts(language, "");
            wanted
                .iter()
                .filter(move |key| !there.contains(*key))
                .map(move |key| format!("{language}: {key}"))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Texts of an area that belong to no id.
fn left_over(area: &str, wanted: &[String]) -> Vec<String> {
    ["en", "de"]
        .iter()
        .flat_map(|language| {
            texts(language, area)
                .into_iter()
                .filter(|key| !key.contains('.') && !wanted.contains(key))
                .map(move |key| format!("{language}: {key}"))
        })
        .collect()
}

#[track_caller]
fn complete(area: &str, wanted: &[String]) {
    assert!(!wanted.is_empty());
    nothing_wrong("without words", &missing(wanted));
    nothing_wrong("words for nothing", &left_over(area, wanted));
}

#[test]
fn words_of_replies() {
    let wanted: Vec<String> = couple::reply::WORDS
        .iter()
        .map(|word| format!("reply-word-{word}"))
        .collect();
    nothing_wrong("without words", &missing(&wanted));
}

#[test]
fn gestures() {
    let wanted: Vec<String> = couple::gesture::gestures()
        .iter()
        .flat_map(|gesture| {
            ["", ".idea1", ".idea2", ".idea3", ".warm", ".warmAlone"]
                .map(|part| format!("gesture-{}{part}", gesture.id))
        })
        .collect();
    complete("gestures.ftl", &wanted);
}

#[test]
fn ideas() {
    let wanted: Vec<String> = couple::outing::ideas()
        .iter()
        .flat_map(|idea| ["", ".note"].map(|part| format!("idea-{}{part}", idea.id)))
        .collect();
    complete("ideas.ftl", &wanted);
}

#[test]
fn questions() {
    let ladders = couple::question::Ladder::ALL.iter().flat_map(|ladder| {
        ["", ".note"].map(|part| format!("question-ladder-{}{part}", ladder.id()))
    });
    let themes = couple::question::Theme::ALL
        .iter()
        .map(|theme| format!("question-theme-{}", theme.id()));
    let wanted: Vec<String> = couple::question::questions()
        .iter()
        .map(|question| format!("question-{}", question.id))
        .chain(ladders)
        .chain(themes)
        .collect();
    complete("questions.ftl", &wanted);
}

#[test]
fn questions_do_not_all_begin_alike() {
    for language in ["en", "de"] {
        let text = read(&format!("ui/locales/{language}/questions.ftl"));
        let mut begun: BTreeMap<String, usize> = BTreeMap::new();
        for (key, question) in text.lines().filter_map(|line| line.split_once(" = ")) {
            if !key.starts_with("question-") {
                continue;
            }
            let first: Vec<String> = question
                .split_whitespace()
                .map(|word| {
                    word.trim_matches(|letter: char| !letter.is_alphanumeric())
                        .to_lowercase()
                })
                .filter(|word| !word.is_empty())
                .take(4)
                .collect();
            *begun.entry(first.join(" ")).or_default() += 1;
        }
        assert!(begun.len() > 200, "only {} in {language}", begun.len());
        let worn: Vec<String> = begun
            .into_iter()
            .filter(|(_, count)| *count > 3)
            .map(|(first, count)| format!("{language}: {first} ({count})"))
            .collect();
        nothing_wrong("the same four words again and again", &worn);
    }
}

#[test]
fn feelings() {
    let wanted: Vec<String> = couple::feelings::families()
        .iter()
        .flat_map(|family| std::iter::once(family.id).chain(family.words.iter().copied()))
        .map(|id| format!("feeling-{id}"))
        .collect();
    complete("feelings.ftl", &wanted);
}

#[test]
fn talks() {
    let mut wanted = Vec::new();
    for talk in couple::talk::talks() {
        let about = [
            "",
            ".line",
            ".long",
            ".alone",
            ".evidence",
            ".not-for-you",
            ".lighter",
        ];
        wanted.extend(about.map(|part| format!("talk-{}{part}", talk.id)));
        for step in talk.steps() {
            let key = format!("talk-{}-{}", talk.id, step.id);
            wanted.push(key.clone());
            wanted.push(format!("{key}.do"));
            if step.who.leaves_another() {
                wanted.push(format!("{key}.other"));
            }
            if step.alone {
                wanted.push(format!("{key}.alone"));
            }
            wanted.extend((1..=step.prompts).map(|number| format!("{key}.opener{number}")));
        }
    }
    nothing_wrong("without words", &missing(&wanted));
    // Beside the talks themselves there are words around them; those of a talk or a step are all somebody's.
    let nobodys: Vec<String> = ["en", "de"]
        .iter()
        .flat_map(|language| texts(language, "talks.ftl"))
        .filter(|key| key.starts_with("talk-") && !wanted.contains(key))
        .collect();
    nothing_wrong("words for nothing", &nobodys);
}

#[test]
fn first_lines() {
    let wanted: Vec<String> = couple::first_lines::FIRST_LINES
        .iter()
        .map(ToString::to_string)
        .collect();
    complete("first-lines.ftl", &wanted);
}

#[test]
fn pictures() {
    let names = keys::pictures::picture_names();
    let wanted: Vec<String> = names.iter().map(|id| format!("picture-{id}")).collect();
    complete("pictures.ftl", &wanted);
    let drawn: Vec<String> = files()
        .iter()
        .filter_map(|file| {
            let id = file
                .name
                .strip_prefix("ui/src/pairing/pictures/")?
                .strip_suffix(".svg")?;
            Some(id.to_owned())
        })
        .collect();
    assert_eq!(drawn.len(), names.len());
    assert!(
        names.iter().all(|id| drawn.iter().any(|drawn| drawn == id)),
        "a picture without a drawing"
    );
}

#[test]
fn errors() {
    // The bindings are written from the Rust enum, so its codes are there.
    let bindings = read("ui/src/bridge/bindings.ts");
    let (_, rest) = bindings
        .split_once("export type CommandError =")
        .expect("the bindings have the error");
    let error = rest.split(";\n").next().unwrap_or_default();
    let wanted: Vec<String> = error
        .split("code: \"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(|code| {
            code.chars()
                .fold(String::from("error-"), |mut key, letter| {
                    if letter.is_uppercase() {
                        key.push('-');
                    }
                    key.extend(letter.to_lowercase());
                    key
                })
        })
        .collect();
    assert!(wanted.len() > 20, "{wanted:?}");
    nothing_wrong("without words", &missing(&wanted));
}
