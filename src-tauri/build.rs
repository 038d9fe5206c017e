//! Tells Tauri which commands the window may call. The list is read from the
//! generated bindings, so there is no second one to keep by hand.

use std::{env, fs, path::Path};

fn main() {
    // Asked when it runs: checkouts that share a target folder share this program too.
    let root = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    let root = Path::new(&root);
    let dist = root.join("../ui/dist");
    if !dist.join("index.html").exists() {
        // `cargo check` on a fresh checkout must not need the interface's packages.
        let _ = fs::create_dir_all(&dist);
        let _ = fs::write(
            dist.join("index.html"),
            "<!doctype html><title>Lamplight</title><p>The interface is not built yet.</p>",
        );
    }

    let bindings = root.join("../ui/src/bridge/bindings.ts");
    println!("cargo:rerun-if-changed={}", bindings.display());
    println!("cargo:rerun-if-changed=tauri.conf.json");
    println!("cargo:rerun-if-changed=capabilities");
    println!("cargo:rerun-if-changed=permissions");
    let text = fs::read_to_string(&bindings).unwrap_or_default();
    let commands: Vec<&'static str> = text
        .split("__TAURI_INVOKE(\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(|name| &*Box::leak(name.to_owned().into_boxed_str()))
        .collect();

    let attributes = tauri_build::Attributes::new().app_manifest(
        tauri_build::AppManifest::new().commands(Box::leak(commands.into_boxed_slice())),
    );
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo:warning=tauri-build: {error:#}");
        // Without the environment that `cargo` gives a build script nothing can be embedded.
        if env::var_os("OUT_DIR").is_some() {
            std::process::exit(1);
        }
    }
}
