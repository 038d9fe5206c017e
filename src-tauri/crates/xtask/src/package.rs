//! `cargo xtask package`: the installers that can be made on this system.

use std::{fs, process::Command};

use crate::{
    prepare::{self, Purpose},
    step::{Failed, cargo, output, root, step, target},
};

pub fn package() -> Result<(), Failed> {
    prepare::system_packages(Purpose::Build)?;
    prepare::node_packages("ui")?;
    step(
        "worker",
        &mut cargo(&["build", "--release", "--package", "worker"]),
    )?;
    // Tauri ships a helper program beside the app when it stands under the target's name.
    let triple = output(Command::new("rustc").args(["--print", "host-tuple"]))
        .ok_or_else(|| Failed("rustc does not say what it builds for".into()))?;
    let suffix = std::env::consts::EXE_SUFFIX;
    let binaries = root().join("src-tauri/binaries");
    fs::create_dir_all(&binaries)?;
    fs::copy(
        target()
            .join("release")
            .join(format!("lamplight-worker{suffix}")),
        binaries.join(format!("lamplight-worker-{triple}{suffix}")),
    )?;
    let bundles = if cfg!(target_os = "macos") {
        "dmg"
    } else if cfg!(windows) {
        "msi"
    } else {
        "deb,rpm"
    };
    let bundles = std::env::var("LAMPLIGHT_BUNDLES").unwrap_or_else(|_| bundles.to_owned());
    let npx = if cfg!(windows) { "npx.cmd" } else { "npx" };
    step(
        "packages",
        Command::new(npx)
            .args([
                "tauri",
                "build",
                "--config",
                "packaging/bundle.json",
                "--bundles",
                &bundles,
            ])
            .current_dir(root().join("src-tauri"))
            .env("PATH", with_node_programs())
            .env(
                "OPENSSL_NO_VENDOR",
                std::env::var("OPENSSL_NO_VENDOR").unwrap_or_else(|_| "0".into()),
            ),
    )?;
    println!("   packages: {}", target().join("release/bundle").display());
    Ok(())
}

/// The Tauri command comes with the interface's packages.
fn with_node_programs() -> std::ffi::OsString {
    let mut paths = vec![root().join("ui/node_modules/.bin")];
    if let Some(path) = std::env::var_os("PATH") {
        paths.extend(std::env::split_paths(&path));
    }
    std::env::join_paths(paths).unwrap_or_default()
}
