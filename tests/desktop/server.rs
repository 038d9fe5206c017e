//! The notification server of a desktop: what it was given, and pressing a button of it.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

use xtask::desktop::{Desktop, Without};

use crate::{
    install::picture,
    wait::{LOOK, PATIENCE, until},
};

/// A desktop, and dunst on it, set up so that it notes what it shows and a test can choose from its menu.
pub struct Served {
    pub desktop: Desktop,
    dunst: Child,
    folder: PathBuf,
}

impl Served {
    pub fn start(folder: &Path) -> Self {
        let without = Without {
            notifications: true,
            ..Without::default()
        };
        let desktop = Desktop::start(folder, without).expect("a desktop");
        let script = |name: &str, text: String| {
            let path = folder.join(name);
            fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
            path.display().to_string()
        };
        let (shown, choice) = (folder.join("shown"), folder.join("choice"));
        fs::write(&shown, "").unwrap();
        let note = script(
            "note",
            format!("printf '%s\\t%s\\n' \"$2\" \"$3\" >> '{}'", shown.display()),
        );
        let menu = script(
            "menu",
            format!(
                "tee -a '{0}.menu' | grep -F -m 1 -- \"$(cat '{0}')\"",
                choice.display()
            ),
        );
        let config = folder.join("own-dunstrc");
        let text = format!(
            "[global]\ndmenu = {menu}\nmouse_left_click = do_action, close_current\nidle_threshold = 0\n\
             font = Sans 11\nwidth = 380\norigin = top-right\n\
             [urgency_normal]\ntimeout = 0\n[urgency_low]\ntimeout = 0\n\
             [note]\nsummary = *\nscript = {note}\n"
        );
        fs::write(&config, text).unwrap();
        let dunst = desktop
            .command("dunst")
            .arg("-conf")
            .arg(&config)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("dunst");
        let served = Self {
            desktop,
            dunst,
            folder: folder.to_path_buf(),
        };
        // Asked of the bus: asking the server itself would start another one, with its own setup.
        until("the notification server", PATIENCE, || {
            let asked = served
                .desktop
                .command("dbus-send")
                .args([
                    "--session",
                    "--print-reply=literal",
                    "--dest=org.freedesktop.DBus",
                ])
                .args(["/org/freedesktop/DBus", "org.freedesktop.DBus.NameHasOwner"])
                .arg("string:org.freedesktop.Notifications")
                .output()
                .ok()?;
            String::from_utf8_lossy(&asked.stdout)
                .contains("true")
                .then_some(())
        });
        served
    }

    fn control(&self, arguments: &[&str]) -> String {
        let output = self
            .desktop
            .command("dunstctl")
            .args(arguments)
            .output()
            .unwrap();
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// Everything shown so far, oldest first: title, tab, text.
    pub fn shown(&self) -> Vec<String> {
        let text = fs::read_to_string(self.folder.join("shown")).unwrap();
        text.lines().map(str::to_owned).collect()
    }

    /// Waits until more than `before` were shown, and gives the next.
    pub fn next(&self, before: usize, patience: Duration) -> String {
        let start = Instant::now();
        loop {
            if let Some(shown) = self.shown().get(before) {
                return shown.clone();
            }
            if start.elapsed() > patience {
                let picture = picture("lost-notification");
                let _ = self.desktop.screenshot(&picture);
                let (counts, shown) = (self.control(&["count"]), self.shown());
                panic!(
                    "no notification came; {}; {counts}; {shown:?}",
                    picture.display()
                );
            }
            thread::sleep(LOOK);
        }
    }

    /// How many are on the screen.
    pub fn on_screen(&self) -> u32 {
        self.control(&["count", "displayed"]).parse().unwrap_or(0)
    }

    /// Clicks the body of the topmost one, with the mouse.
    pub fn click_body(&self) {
        let mouse = |arguments: &[&str]| {
            let output = self
                .desktop
                .command("xdotool")
                .args(arguments)
                .output()
                .unwrap();
            String::from_utf8_lossy(&output.stdout).into_owned()
        };
        let window = until("the notification's window", PATIENCE, || {
            let found = mouse(&["search", "--onlyvisible", "--class", "Dunst"]);
            found.lines().next().map(str::to_owned)
        });
        mouse(&["mousemove", "--window", &window, "60", "20", "click", "1"]);
    }

    /// Presses the button with this label, through the server's own menu.
    pub fn press(&self, label: &str) {
        fs::write(self.folder.join("choice"), label).unwrap();
        self.control(&["context"]);
        until("the server's menu", PATIENCE, || {
            let menu = fs::read_to_string(self.folder.join("choice.menu")).ok()?;
            menu.contains(label).then_some(())
        });
    }

    /// Takes all of them off the screen.
    pub fn close_all(&self) {
        self.control(&["close-all"]);
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.dunst.kill();
        let _ = self.dunst.wait();
    }
}
