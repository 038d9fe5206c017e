//! What the tests read: the packages of the workspace and the files of the repository.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::LazyLock,
};

use serde_json::Value;

/// The top of the repository.
pub fn root() -> PathBuf {
    // Asked when the test runs: a target folder may serve more than one checkout.
    let package =
        std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&package)
        .parent()
        .expect("tests/ lies in the repository")
        .to_owned()
}

/// A file's text. The name is relative to the top.
pub fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A file as JSON.
pub fn json(name: &str) -> Value {
    serde_json::from_str(&read(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A file of the repository that holds text.
pub struct Text {
    /// Relative to the top, with slashes.
    pub name: String,
    pub text: String,
}

/// Every text file that is in the repository or would be after `git add --all`.
pub fn files() -> &'static [Text] {
    static FILES: LazyLock<Vec<Text>> = LazyLock::new(all_files);
    &FILES
}

fn all_files() -> Vec<Text> {
    let listed = Command::new("git")
        .args([
            "-c",
            "safe.directory=*",
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ])
        .current_dir(root())
        .output()
        .expect("git lists the files of the repository");
    assert!(
        listed.status.success(),
        "{}",
        String::from_utf8_lossy(&listed.stderr)
    );
    let names = String::from_utf8(listed.stdout).expect("names are UTF-8");
    let files: Vec<Text> = names
        .split('\0')
        .filter(|name| !name.is_empty())
        .filter_map(|name| {
            // Not there: deleted and not committed yet. Not text: a picture or a font.
            let text = String::from_utf8(fs::read(root().join(name)).ok()?).ok()?;
            Some(Text {
                name: name.to_owned(),
                text,
            })
        })
        .collect();
    assert!(files.len() > 100, "only {} files were found", files.len());
    files
}

/// A package of the workspace.
pub struct Package {
    pub name: String,
    /// Relative to the top, with slashes.
    pub folder: String,
    pub version: String,
    pub needs: Vec<Need>,
}

/// What a package depends on.
pub struct Need {
    pub name: String,
    pub ours: bool,
    pub kind: Kind,
    pub features: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Normal,
    Build,
    /// For tests only.
    Dev,
}

/// The packages of the workspace.
pub fn packages() -> Vec<Package> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let metadata = Command::new(cargo)
        .args(["metadata", "--format-version=1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(
        metadata.status.success(),
        "{}",
        String::from_utf8_lossy(&metadata.stderr)
    );
    let metadata: Value = serde_json::from_slice(&metadata.stdout).expect("cargo metadata is JSON");
    let top = text(&metadata["workspace_root"]).replace('\\', "/");
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    list(&metadata["packages"])
        .iter()
        .map(|package| Package {
            name: text(&package["name"]),
            folder: text(&package["manifest_path"])
                .replace('\\', "/")
                .trim_start_matches(&top)
                .trim_end_matches("Cargo.toml")
                .trim_matches('/')
                .to_owned(),
            version: text(&package["version"]),
            needs: list(&package["dependencies"])
                .iter()
                .map(|need| Need {
                    name: text(&need["name"]),
                    ours: need["path"].is_string(),
                    kind: match need["kind"].as_str() {
                        Some("dev") => Kind::Dev,
                        Some("build") => Kind::Build,
                        _ => Kind::Normal,
                    },
                    features: list(&need["features"]).iter().map(text).collect(),
                })
                .collect(),
        })
        .collect()
}

/// One package by name.
pub fn package(name: &str) -> Package {
    packages()
        .into_iter()
        .find(|package| package.name == name)
        .unwrap_or_else(|| panic!("no package {name}"))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Fails with everything that is wrong, a line each.
#[track_caller]
pub fn nothing_wrong(rule: &str, wrong: &[String]) {
    assert!(wrong.is_empty(), "{rule}:\n  {}", wrong.join("\n  "));
}
