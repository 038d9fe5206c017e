//! A bus, a display and a compositor of their own for tests, with nothing on them.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

/// Nothing is started by being asked for: what is on the bus was put there by the test.
const CONFIG: &str = r#"<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>"#;

/// Ends with the value.
pub(crate) struct PrivateBus {
    pub(crate) address: String,
    daemon: Child,
    _folder: tempfile::TempDir,
}

impl PrivateBus {
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("bus.conf");
        std::fs::write(&config, CONFIG).unwrap();
        let mut daemon = Command::new("dbus-daemon")
            .args(["--nofork", "--print-address=1", "--config-file"])
            .arg(&config)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon, of the package dbus");
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().unwrap())
            .read_line(&mut address)
            .unwrap();
        Self {
            address: address.trim().to_owned(),
            daemon,
            _folder: folder,
        }
    }
}

impl Drop for PrivateBus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

/// An X display that nobody looks at. Ends with the value.
pub(crate) struct PrivateDisplay {
    pub(crate) name: String,
    server: Child,
}

impl PrivateDisplay {
    pub(crate) fn start() -> Self {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "640x480x24"])
            .args(["-nolisten", "tcp", "-noreset"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb, of the package xvfb");
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap())
            .read_line(&mut number)
            .unwrap();
        Self {
            name: format!(":{}", number.trim()),
            server,
        }
    }
}

impl Drop for PrivateDisplay {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// KDE's compositor in a window on a display that nobody looks at. Ends with the value.
pub(crate) struct PrivateCompositor {
    pub(crate) socket: std::path::PathBuf,
    pub(crate) display: PrivateDisplay,
    compositor: Child,
    _bus: PrivateBus,
    _folder: tempfile::TempDir,
}

impl PrivateCompositor {
    pub(crate) fn start() -> Self {
        let (display, bus) = (PrivateDisplay::start(), PrivateBus::start());
        let folder = tempfile::tempdir().unwrap();
        // The installed one asks for a right that a container has not to give, and a copy does not.
        let program = folder.path().join("kwin_wayland");
        std::fs::copy("/usr/bin/kwin_wayland", &program)
            .expect("kwin_wayland, of the package kwin-wayland");
        let compositor = Command::new(program)
            .args(["--x11-display", &display.name, "--socket", "compositor"])
            .args(["--width", "400", "--height", "300"])
            .args(["--no-lockscreen", "--no-global-shortcuts"])
            .env("DISPLAY", &display.name)
            .env("DBUS_SESSION_BUS_ADDRESS", &bus.address)
            .env("XDG_RUNTIME_DIR", folder.path())
            .env("HOME", folder.path())
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env_remove("WAYLAND_DISPLAY")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self {
            socket: folder.path().join("compositor"),
            display,
            compositor,
            _bus: bus,
            _folder: folder,
        }
    }
}

impl Drop for PrivateCompositor {
    fn drop(&mut self) {
        let _ = self.compositor.kill();
        let _ = self.compositor.wait();
    }
}
