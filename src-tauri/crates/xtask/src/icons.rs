//! `cargo xtask icons`: every size from the one SVG source.

use std::{fs, process::Command};

use crate::step::{Failed, root, step};

pub fn icons() -> Result<(), Failed> {
    let icons = root().join("icons");
    let draw = |source: &str, size: u32, name: &str| {
        step(
            name,
            Command::new("rsvg-convert")
                .args(["--width", &size.to_string(), "--height", &size.to_string()])
                .arg(icons.join(source))
                .arg("--output")
                .arg(icons.join(name)),
        )
    };
    for (size, name) in [
        (32, "32x32.png"),
        (64, "64x64.png"),
        (128, "128x128.png"),
        (256, "128x128@2x.png"),
        (512, "icon.png"),
    ] {
        draw("lamplight.svg", size, name)?;
    }
    draw("tray-lamp.svg", 44, "tray.png")?;
    draw("tray-lamp-glow.svg", 44, "tray-glow.png")?;

    // The containers of Windows and macOS come from the Tauri command.
    let scratch = std::env::temp_dir().join(format!("lamplight-icons-{}", std::process::id()));
    fs::create_dir_all(&scratch)?;
    step(
        "ico and icns",
        Command::new("npx")
            .args(["--yes", "@tauri-apps/cli@2.12.5", "icon", "--output"])
            .arg(&scratch)
            .arg(icons.join("icon.png"))
            .current_dir(&scratch),
    )?;
    for name in ["icon.ico", "icon.icns"] {
        fs::copy(scratch.join(name), icons.join(name))?;
    }
    fs::remove_dir_all(scratch)?;
    Ok(())
}
