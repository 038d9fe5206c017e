//! The interface's bindings and the window's permissions are written from the
//! contract and committed; this compares. `LAMPLIGHT_WRITE_BINDINGS=1` writes them.

#![allow(clippy::unwrap_used)]

use std::{fs, path::PathBuf};

use shell::contract;
use specta_typescript::Typescript;
use tauri::test::MockRuntime;

const HEADER: &str = "\
// Generated from the commands and the event of the shell; do not edit.
// LAMPLIGHT_WRITE_BINDINGS=1 cargo test -p shell --features custom-protocol --test bindings
/* eslint-disable */
";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Compares a generated file with the committed one, or writes it.
fn agrees(path: &str, generated: &str) {
    let path = root().join(path);
    let committed = fs::read_to_string(&path)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    if std::env::var_os("LAMPLIGHT_WRITE_BINDINGS").is_some() {
        if committed != generated {
            fs::write(&path, generated).unwrap();
        }
    } else if committed != generated {
        let differs = committed
            .lines()
            .zip(generated.lines())
            .position(|(old, new)| old != new);
        panic!(
            "{} is not what the contract says, from line {}. Set LAMPLIGHT_WRITE_BINDINGS=1 and test again.",
            path.display(),
            differs.map_or(
                committed.lines().count().min(generated.lines().count()),
                |at| at
            ) + 1,
        );
    }
}

#[test]
fn the_interface_has_the_bindings_of_this_contract() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bindings.ts");
    let builder = contract::builder::<MockRuntime>();
    builder
        .export(Typescript::default().header(HEADER), &path)
        .unwrap();
    let generated = fs::read_to_string(&path).unwrap();
    agrees("../ui/src/bridge/bindings.ts", &generated);
}

#[test]
fn the_window_may_call_the_commands_of_this_contract_and_no_others() {
    let commands = contract::signatures(&contract::builder::<MockRuntime>());
    let mut set = String::from(
        "# Generated with the interface's bindings; do not edit.\n\n[[set]]\nidentifier = \"allow-app-commands\"\ndescription = \"Every command of the one window.\"\npermissions = [\n",
    );
    for command in commands.keys() {
        set.push_str(&format!("    \"allow-{}\",\n", command.replace('_', "-")));
    }
    set.push_str("]\n");
    agrees("permissions/app-commands.toml", &set);
}
