//! Versions that are pinned, and where packages come from.

use crate::tree::{Kind, files, json, nothing_wrong, package, read};

/// `(name, version, source)` of every package in Cargo.lock.
fn locked() -> Vec<(String, String, Option<String>)> {
    read("Cargo.lock")
        .split("[[package]]")
        .skip(1)
        .map(|block| {
            let field = |name: &str| {
                let start = format!("{name} = \"");
                block.lines().find_map(|line| {
                    Some(line.strip_prefix(&start)?.trim_end_matches('"').to_owned())
                })
            };
            (
                field("name").unwrap_or_default(),
                field("version").unwrap_or_default(),
                field("source"),
            )
        })
        .collect()
}

fn versions(name: &str) -> Vec<String> {
    locked()
        .into_iter()
        .filter(|(locked, ..)| locked == name)
        .map(|(_, version, _)| version)
        .collect()
}

#[test]
fn versions_that_go_together() {
    for (name, version) in [
        // A newer loro writes documents an older Lamplight can't read.
        ("loro", "1.17.1"),
        // 0.42 does not resolve with SQLCipher.
        ("rusqlite", "0.41.1"),
        // These three move together or not at all.
        ("specta", "2.0.0-rc.26"),
        ("tauri-specta", "2.0.0-rc.26"),
        ("specta-typescript", "0.0.13"),
    ] {
        assert_eq!(versions(name), [version], "{name}");
        assert!(
            read("Cargo.toml").lines().any(|line| {
                line.starts_with(&format!("{name} = ")) && line.contains(&format!("\"={version}\""))
            }),
            "Cargo.toml asks for {name} ={version} and nothing else"
        );
    }
}

#[test]
fn one_tauri_and_no_alpha() {
    let tauri = versions("tauri");
    assert!(tauri.len() == 1 && tauri[0].starts_with("2."), "{tauri:?}");
    let alpha: Vec<String> = locked()
        .into_iter()
        .filter(|(name, version, _)| name.starts_with("tauri") && version.contains("alpha"))
        .map(|(name, version, _)| format!("{name} {version}"))
        .collect();
    nothing_wrong("no alpha", &alpha);
}

#[test]
fn no_plugin_reaches_past_our_commands() {
    let wrong: Vec<String> = package("shell")
        .needs
        .into_iter()
        .filter(|need| {
            need.name.starts_with("tauri-plugin-")
                && ![
                    "autostart",
                    "dialog",
                    "global-shortcut",
                    "single-instance",
                    "window-state",
                ]
                .contains(&need.name.trim_start_matches("tauri-plugin-"))
        })
        .map(|need| need.name)
        .collect();
    nothing_wrong(
        "files, links and programs go through our own commands",
        &wrong,
    );
    let tauri = package("shell")
        .needs
        .into_iter()
        .filter(|need| need.name == "tauri" && need.kind != Kind::Dev);
    for tauri in tauri {
        assert!(
            !tauri.features.iter().any(|feature| feature == "devtools"),
            "no developer tools in the window"
        );
    }
}

#[test]
fn crates_come_from_crates_io() {
    let wrong: Vec<String> = locked()
        .into_iter()
        .filter(|(.., source)| {
            source.as_ref().is_some_and(|source| {
                source != "registry+https://github.com/rust-lang/crates.io-index"
            })
        })
        .map(|(name, _, source)| format!("{name} from {}", source.unwrap_or_default()))
        .collect();
    nothing_wrong("Cargo.lock", &wrong);
}

#[test]
fn node_packages_are_pinned_and_name_no_host() {
    let mut wrong = Vec::new();
    for file in files() {
        let Some(folder) = file.name.strip_suffix("package.json") else {
            continue;
        };
        let manifest = json(&file.name);
        for kind in ["dependencies", "devDependencies"] {
            let Some(needs) = manifest[kind].as_object() else {
                continue;
            };
            wrong.extend(
                needs
                    .iter()
                    .filter(|(_, version)| {
                        !version
                            .as_str()
                            .is_some_and(|v| v.starts_with(|c: char| c.is_ascii_digit()))
                    })
                    .map(|(name, version)| format!("{}: {name} {version}", file.name)),
            );
            if kind == "dependencies" {
                wrong.extend(
                    needs
                        .keys()
                        .filter(|name| name.starts_with("@tauri-apps/plugin-"))
                        .map(|name| format!("{}: {name}", file.name)),
                );
            }
        }
        if !read(&format!("{folder}.npmrc"))
            .lines()
            .any(|line| line == "ignore-scripts=true")
        {
            wrong.push(format!("{folder}.npmrc lets packages run scripts"));
        }
        let lock = read(&format!("{folder}package-lock.json"));
        wrong.extend(
            lock.lines()
                .filter(|line| {
                    line.contains("\"resolved\"") && !line.contains("https://registry.npmjs.org/")
                })
                .map(|line| format!("{folder}package-lock.json: {}", line.trim())),
        );
    }
    nothing_wrong("node packages", &wrong);
}
