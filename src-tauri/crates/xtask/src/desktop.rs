//! A desktop to run on where there is none: a private bus, a virtual display,
//! a window manager, a notification server, a tray and a keyring, each a real one.

use std::{
    fs,
    io::{self, BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// Programs that make up the desktop and the Debian packages they are in.
pub const PROGRAMS: &[(&str, &str)] = &[
    ("Xvfb", "xvfb"),
    ("dbus-daemon", "dbus"),
    ("openbox", "openbox"),
    ("dunst", "dunst"),
    ("trayer", "trayer"),
    ("gnome-keyring-daemon", "gnome-keyring"),
    ("xdotool", "xdotool"),
    ("scrot", "scrot"),
];

/// What to leave out, for testing what happens without it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Without {
    /// No notification server.
    pub notifications: bool,
    /// No tray.
    pub tray: bool,
    /// No keyring.
    pub keyring: bool,
}

/// A running desktop. Dropping it ends every process it started.
pub struct Desktop {
    children: Vec<Child>,
    folder: PathBuf,
    display: String,
    bus: String,
}

impl Desktop {
    /// Starts a desktop of its own under `folder`, which must exist.
    ///
    /// # Errors
    /// When one of the programs is missing or does not come up.
    pub fn start(folder: &Path, without: Without) -> io::Result<Self> {
        Self::begin(folder, without, None)
    }

    /// The same, with the display's memory in the file `Xvfb_screen0` of `memory`,
    /// in the format of `xwd`: so it can be watched without asking anyone.
    ///
    /// # Errors
    /// As [`Desktop::start`].
    pub fn start_seen(folder: &Path, without: Without, memory: &Path) -> io::Result<Self> {
        Self::begin(folder, without, Some(memory))
    }

    fn begin(folder: &Path, without: Without, memory: Option<&Path>) -> io::Result<Self> {
        let runtime = folder.join("runtime");
        fs::create_dir_all(&runtime)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&runtime, fs::Permissions::from_mode(0o700))?;
        }
        let mut desktop = Self {
            children: Vec::new(),
            folder: folder.to_path_buf(),
            display: String::new(),
            bus: String::new(),
        };
        desktop.start_display(memory)?;
        desktop.start_bus()?;
        desktop.spawn("openbox", &[])?;
        if !without.notifications {
            let config = folder.join("dunstrc");
            fs::write(
                &config,
                "[global]\nmouse_left_click = do_action\nidle_threshold = 0\n[urgency_normal]\ntimeout = 0\n[urgency_low]\ntimeout = 0\n",
            )?;
            desktop.spawn("dunst", &["-conf", &config.to_string_lossy()])?;
            desktop.wait_for_name("org.freedesktop.Notifications")?;
        }
        if !without.tray {
            desktop.spawn(
                "trayer",
                &["--edge", "bottom", "--align", "right", "--height", "28"],
            )?;
        }
        if !without.keyring {
            desktop.start_keyring()?;
        }
        Ok(desktop)
    }

    /// The environment of programs on this desktop.
    #[must_use]
    pub fn environment(&self) -> Vec<(String, String)> {
        let runtime = self.folder.join("runtime").display().to_string();
        [
            ("DISPLAY", self.display.as_str()),
            ("DBUS_SESSION_BUS_ADDRESS", self.bus.as_str()),
            ("XDG_RUNTIME_DIR", &runtime),
            ("GDK_BACKEND", "x11"),
            ("NO_AT_BRIDGE", "1"),
            ("LIBGL_ALWAYS_SOFTWARE", "1"),
            ("XDG_SESSION_TYPE", "x11"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec()
    }

    /// A command that runs on this desktop.
    #[must_use]
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .envs(self.environment())
            .env_remove("WAYLAND_DISPLAY");
        command
    }

    /// A picture of the whole display.
    ///
    /// # Errors
    /// When the display can't be captured.
    pub fn screenshot(&self, to: &Path) -> io::Result<()> {
        let done = self.command("scrot").arg("--overwrite").arg(to).status()?;
        if done.success() {
            Ok(())
        } else {
            Err(io::Error::other("scrot could not capture the display"))
        }
    }

    fn start_display(&mut self, memory: Option<&Path>) -> io::Result<()> {
        // Xvfb chooses a free display itself and writes its number.
        let mut command = Command::new("Xvfb");
        command
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1366x960x24",
                "-nolisten",
                "tcp",
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        if let Some(memory) = memory {
            command.arg("-fbdir").arg(memory);
        }
        let mut child = command.spawn().map_err(|error| named("Xvfb", &error))?;
        let output = child.stdout.take();
        self.children.push(child);
        let mut number = String::new();
        if let Some(output) = output {
            BufReader::new(output).read_line(&mut number)?;
        }
        if number.trim().is_empty() {
            return Err(io::Error::other("Xvfb did not start"));
        }
        self.display = format!(":{}", number.trim());
        Ok(())
    }

    fn start_bus(&mut self) -> io::Result<()> {
        let mut command = self.command("dbus-daemon");
        command
            .args(["--session", "--nofork", "--nopidfile", "--print-address=1"])
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command
            .spawn()
            .map_err(|error| named("dbus-daemon", &error))?;
        let output = child.stdout.take();
        self.children.push(child);
        let mut address = String::new();
        if let Some(output) = output {
            BufReader::new(output).read_line(&mut address)?;
        }
        self.bus = address.trim().to_owned();
        if self.bus.is_empty() {
            Err(io::Error::other("no session bus"))
        } else {
            Ok(())
        }
    }

    fn start_keyring(&mut self) -> io::Result<()> {
        let data = self.folder.join("keyrings");
        fs::create_dir_all(&data)?;
        let mut command = self.command("gnome-keyring-daemon");
        command
            .args(["--unlock", "--foreground", "--components=secrets"])
            .env("XDG_DATA_HOME", &data)
            .env("HOME", &data)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut child = command
            .spawn()
            .map_err(|error| named("gnome-keyring-daemon", &error))?;
        if let Some(mut input) = child.stdin.take() {
            input.write_all(b"lamplight")?;
        }
        self.children.push(child);
        self.wait_for_name("org.freedesktop.secrets")
    }

    fn spawn(&mut self, program: &str, arguments: &[&str]) -> io::Result<()> {
        let child = self
            .command(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| named(program, &error))?;
        self.children.push(child);
        Ok(())
    }

    fn wait_for_name(&self, name: &str) -> io::Result<()> {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(10) {
            let owned = self
                .command("dbus-send")
                .args([
                    "--session",
                    "--print-reply=literal",
                    "--dest=org.freedesktop.DBus",
                    "/org/freedesktop/DBus",
                    "org.freedesktop.DBus.NameHasOwner",
                    &format!("string:{name}"),
                ])
                .output()?;
            if String::from_utf8_lossy(&owned.stdout).contains("true") {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        Err(io::Error::other(format!(
            "{name} did not appear on the bus"
        )))
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        // Last started first: the display goes last.
        for child in self.children.iter_mut().rev() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn named(program: &str, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{program}: {error}"))
}
