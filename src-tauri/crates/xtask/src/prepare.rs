//! What building and testing need: system packages, the interface's packages,
//! the interface itself, the bindings.

use std::{fs, path::Path, process::Command};

use crate::step::{Failed, cargo, npm, output, root, step};

/// Debian packages for building.
const TO_BUILD: &[&str] = &[
    "libwebkit2gtk-4.1-dev",
    "libayatana-appindicator3-dev",
    "librsvg2-dev",
    "libxdo-dev",
    "libssl-dev",
    "libdbus-1-dev",
    "build-essential",
    "pkg-config",
    "file",
];

/// Debian packages for a desktop to run and test on.
const TO_SHOW: &[&str] = &[
    "webkit2gtk-driver",
    "xvfb",
    "dbus",
    "dunst",
    "libnotify-bin",
    "xdotool",
    "scrot",
    "openbox",
    "trayer",
    "gnome-keyring",
    "libsecret-tools",
    "x11-utils",
    "fonts-dejavu-core",
    "fonts-noto-cjk",
];

/// Debian packages for the tests of backups, for browser tests and metadata checks, for those of another day, and a
/// Wayland compositor.
const TO_TEST: &[&str] = &[
    "age",
    "chromium",
    "desktop-file-utils",
    "appstream",
    "faketime",
    "kwin-wayland",
];

/// What the machine will be used for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    Build,
    Show,
    Test,
}

/// Installs the system packages that are missing, or names them where it can't.
pub fn system_packages(purpose: Purpose) -> Result<(), Failed> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let mut wanted = TO_BUILD.to_vec();
    if purpose >= Purpose::Show {
        wanted.extend(TO_SHOW);
    }
    if purpose >= Purpose::Test {
        wanted.extend(TO_TEST);
    }
    if !Path::new("/usr/bin/apt-get").exists() {
        println!(
            "── not a Debian-like system; if the build fails, these are needed by other names:"
        );
        println!("   {}", wanted.join(" "));
        return Ok(());
    }
    let missing: Vec<&str> = wanted
        .into_iter()
        .filter(|package| !is_installed(package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("── system packages that are missing: {}", missing.join(" "));
    let is_root = output(Command::new("id").arg("-u")).as_deref() == Some("0");
    let can_sudo = || {
        Command::new("sudo")
            .args(["-n", "true"])
            .status()
            .is_ok_and(|s| s.success())
    };
    if !is_root && !can_sudo() {
        return Err(Failed(format!(
            "please install them, then try again:\n  sudo apt-get install {}",
            missing.join(" ")
        )));
    }
    let apt = || {
        let mut command = if is_root {
            Command::new("apt-get")
        } else {
            Command::new("sudo")
        };
        if !is_root {
            command.args(["-n", "apt-get"]);
        }
        command.env("DEBIAN_FRONTEND", "noninteractive").arg("-qq");
        command
    };
    step("package lists", apt().arg("update"))?;
    step(
        "system packages",
        apt()
            .args(["install", "-y", "--no-install-recommends"])
            .args(&missing),
    )
}

fn is_installed(package: &str) -> bool {
    output(Command::new("dpkg-query").args(["-W", "-f=${Status}", package]))
        .is_some_and(|status| status == "install ok installed")
}

/// Installs a folder's npm packages unless they are there as the lock says.
pub fn node_packages(folder: &str) -> Result<(), Failed> {
    let node = output(Command::new("node").arg("--version"));
    if node.is_none() {
        return Err(Failed(
            "Node.js 20 or newer is needed for the interface: https://nodejs.org".into(),
        ));
    }
    let folder_path = root().join(folder);
    let lock = fs::read(folder_path.join("package-lock.json")).unwrap_or_default();
    let mark = folder_path.join("node_modules/.installed-lock");
    if fs::read(&mark).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    step(
        &format!("packages of {folder}"),
        &mut npm(
            folder,
            &[
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--loglevel=error",
            ],
        ),
    )?;
    fs::write(mark, lock)?;
    Ok(())
}

/// Builds the interface.
pub fn interface() -> Result<(), Failed> {
    node_packages("ui")?;
    step("interface", &mut npm("ui", &["run", "--silent", "build"]))
}

/// Builds the app and its worker. `profile` is `debug` or `release`.
pub fn app(profile: &str) -> Result<(), Failed> {
    let mut arguments = vec![
        "build",
        "--package",
        "shell",
        "--package",
        "worker",
        "--features",
        "shell/custom-protocol",
    ];
    if profile == "release" {
        arguments.push("--release");
    }
    step("app", &mut cargo(&arguments))
}

/// Writes the bindings and the permission set from the Rust commands.
pub fn bindings() -> Result<(), Failed> {
    system_packages(Purpose::Build)?;
    step(
        "bindings",
        cargo(&[
            "test",
            "--quiet",
            "--package",
            "shell",
            "--test",
            "bindings",
            "--features",
            "custom-protocol",
        ])
        .env("LAMPLIGHT_WRITE_BINDINGS", "1"),
    )
}
