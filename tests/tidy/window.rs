//! What the window may do: the settings that keep foreign text from ever becoming a program.

use serde_json::{Value, json};

use crate::tree;

fn config() -> Value {
    tree::json("src-tauri/tauri.conf.json")
}

#[test]
fn the_content_policy_lets_nothing_in() {
    assert_eq!(
        config()["app"]["security"]["csp"],
        json!({
            "default-src": "'self'",
            "script-src": "'self'",
            "style-src": "'self'",
            "img-src": "'self' blob:",
            "font-src": "'self'",
            "connect-src": "ipc: http://ipc.localhost",
            "object-src": "'none'",
            "base-uri": "'none'",
            "form-action": "'none'",
            "media-src": "'none'",
            "worker-src": "'none'",
            "frame-src": "'none'",
        })
    );
}

#[test]
fn the_page_reaches_nothing_but_our_commands() {
    let app = &config()["app"];
    let security = &app["security"];
    assert_eq!(app["withGlobalTauri"], json!(false));
    assert_eq!(
        app["windows"],
        json!([]),
        "windows are made in Rust, where navigation can be refused"
    );
    assert_eq!(security["freezePrototype"], json!(true));
    assert_eq!(
        security["assetProtocol"],
        json!({ "enable": false, "scope": [] })
    );
    assert_eq!(
        security["dangerousDisableAssetCspModification"],
        json!(false)
    );
    assert_eq!(security["capabilities"], json!(["main"]));
    assert!(security["pattern"].is_null() && security["devCsp"].is_null());
    assert_eq!(config()["build"]["removeUnusedCommands"], json!(true));
    assert_ne!(
        config()["bundle"]["targets"],
        json!("all"),
        "one of them downloads a program"
    );
    assert!(config()["plugins"]["updater"].is_null());
}

#[test]
fn one_capability_for_one_window() {
    let files: Vec<String> = tree::files()
        .iter()
        .filter(|file| file.name.starts_with("src-tauri/capabilities/"))
        .map(|file| file.name.clone())
        .collect();
    assert_eq!(files, ["src-tauri/capabilities/main.json"]);
    let capability = tree::json("src-tauri/capabilities/main.json");
    assert_eq!(capability["windows"], json!(["main"]));
    assert_eq!(capability["local"], json!(true));
    assert!(capability["remote"].is_null() && capability["webviews"].is_null());
    assert_eq!(
        capability["permissions"],
        json!([
            "core:event:allow-listen",
            "core:event:allow-unlisten",
            "allow-app-commands"
        ])
    );
}

#[test]
fn the_permission_set_is_the_contract() {
    let bindings = tree::read("ui/src/bridge/bindings.ts");
    let mut commands: Vec<String> = bindings
        .split("__TAURI_INVOKE(\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(|name| format!("allow-{}", name.replace('_', "-")))
        .collect();
    commands.sort();
    assert!(commands.len() > 50, "{commands:?}");
    let set = tree::read("src-tauri/permissions/app-commands.toml");
    let mut allowed: Vec<String> = set
        .split('"')
        .filter(|word| word.starts_with("allow-") && *word != "allow-app-commands")
        .map(str::to_owned)
        .collect();
    allowed.sort();
    assert_eq!(allowed, commands);
}
