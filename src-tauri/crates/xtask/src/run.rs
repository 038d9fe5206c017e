//! `cargo xtask run`: from a fresh checkout to an open window.

use std::{
    fs,
    process::Command,
    time::{Duration, Instant},
};

use xtask::desktop::{Desktop, Without};

use crate::{
    prepare::{self, Purpose},
    step::{Failed, built, option, root},
};

pub fn run(arguments: &[String]) -> Result<(), Failed> {
    let display = has_display();
    prepare::system_packages(if display {
        Purpose::Build
    } else {
        Purpose::Show
    })?;
    prepare::interface()?;
    prepare::app("debug")?;
    let program = built("debug", "lamplight");
    if display {
        let status = Command::new(program).status()?;
        return if status.success() {
            Ok(())
        } else {
            Err(Failed(format!("the app ended with {status}")))
        };
    }

    println!("── no display here: opening on a virtual one");
    let folder = root().join(".profiles/run");
    let desktop_folder = folder.join("desktop");
    fs::create_dir_all(&desktop_folder)?;
    let desktop = Desktop::start(&desktop_folder, Without::default())?;
    let mut app = desktop
        .command(&program.to_string_lossy())
        .arg("--profile")
        .arg(folder.join("home"))
        .spawn()?;
    let pictures = root().join("screenshots");
    fs::create_dir_all(&pictures)?;
    let picture = pictures.join("run.png");
    println!("   the app's profile: {}", folder.join("home").display());
    println!(
        "   screenshots: {} (taken again every five seconds)",
        picture.display()
    );
    println!("   Ctrl+C ends it; --for SECONDS ends it by itself");

    let limit = option(arguments, "--for")
        .and_then(|text| text.parse().ok())
        .map(Duration::from_secs);
    let start = Instant::now();
    let mut next = Duration::from_secs(3);
    loop {
        if let Some(status) = app.try_wait()? {
            return if status.success() {
                Ok(())
            } else {
                Err(Failed(format!("the app ended with {status}")))
            };
        }
        if start.elapsed() >= next {
            desktop.screenshot(&picture)?;
            next += Duration::from_secs(5);
        }
        if limit.is_some_and(|limit| start.elapsed() >= limit) {
            desktop.screenshot(&picture)?;
            app.kill()?;
            app.wait()?;
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(200));
    }
}

/// Whether a window can be shown here.
pub fn has_display() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
