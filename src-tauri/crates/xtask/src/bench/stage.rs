//! Where it is measured: a desktop of its own, a folder beside the build, the
//! programs, and the journal that the figures speak of.

use std::{
    cell::OnceCell,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use xtask::desktop::{Desktop, Without};

use super::{fixture, install::Install, picture::Picture};
use crate::step::{Failed, built, output, root, step, target};

/// Entries of the journal that the figures speak of.
pub const ENTRIES: u64 = 10_000;

pub struct Stage {
    desktop: Desktop,
    folder: PathBuf,
    memory: PathBuf,
    journal: OnceCell<PathBuf>,
    /// The app.
    pub app: PathBuf,
    /// What measures inside the app's own rooms: `tests/measure`.
    pub measure: PathBuf,
    /// The empty window.
    pub empty_window: PathBuf,
}

impl Stage {
    /// Sets it up. What an earlier run left behind goes.
    pub fn set() -> Result<Self, Failed> {
        let folder = target().join("bench");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder)?;
        // The display's memory changes all the time: it is no business of the disk that is measured.
        let shared = Path::new("/dev/shm");
        let memory = if shared.is_dir() { shared } else { &folder }
            .join(format!("lamplight-bench-{}", std::process::id()));
        fs::create_dir_all(&memory)?;
        let empty_window = folder.join("empty-window");
        build_empty_window(&empty_window)?;
        // Notifications and the tray would come and go in the picture.
        let without = Without {
            notifications: true,
            ..Without::default()
        };
        let desktop = Desktop::start_seen(&folder, without, &memory)?;
        // Out of the way of the windows.
        step(
            "pointer",
            desktop
                .command("xdotool")
                .args(["mousemove", "1365", "959"]),
        )?;
        Ok(Self {
            desktop,
            folder,
            memory,
            journal: OnceCell::new(),
            app: built("release", "lamplight"),
            measure: built("release", "measure"),
            empty_window,
        })
    }

    /// A fresh install under a name.
    pub fn install(&self, name: &str) -> Result<Install, Failed> {
        Install::new(&self.desktop, &self.folder.join(name))
    }

    /// An install whose home holds the journal, and whose key is in the keyring.
    pub fn with_journal(&self, name: &str) -> Result<Install, Failed> {
        let install = self.install(name)?;
        copy(self.journal()?, &install.profile)?;
        install.ask(&self.measure, &["remember"])?;
        Ok(install)
    }

    /// An empty folder beside the installs.
    pub fn empty_folder(&self, name: &str) -> Result<PathBuf, Failed> {
        let folder = self.folder.join(name);
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    /// The home with the journal, made by the app itself.
    fn journal(&self) -> Result<&Path, Failed> {
        if let Some(made) = self.journal.get() {
            return Ok(made);
        }
        let (install, _) = self.import("journal", ENTRIES)?;
        Ok(self.journal.get_or_init(|| install.profile))
    }

    /// A fresh home with so many entries, imported by the app, and how many bytes of Markdown
    /// they were.
    pub fn import(&self, name: &str, entries: u64) -> Result<(Install, u64), Failed> {
        let install = self.install(name)?;
        let files = self.folder.join("files");
        let bytes = fixture::write_folder(&files, entries)?;
        install.ask(&self.app, &["init", "--name", "Aleksandra-Maria"])?;
        let start = std::time::Instant::now();
        let path = files.to_string_lossy();
        install.ask(&self.app, &["import", "--from", "markdown", &path])?;
        println!(
            "   a journal of {entries} entries, imported in {:.1} s",
            start.elapsed().as_secs_f32()
        );
        fs::remove_dir_all(files)?;
        Ok((install, bytes))
    }

    /// A program on the desktop, which says nothing.
    pub fn program(&self, name: &str) -> Command {
        let mut command = self.desktop.command(name);
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    /// Closes the app's window, as its person does, and waits until it is out of sight.
    pub fn close_window(&self) -> Result<(), Failed> {
        let Some(window) = self.window()? else {
            return Err(Failed("there is no window to close".into()));
        };
        let keys = ["key", "--clearmodifiers", "alt+F4"];
        step(
            "close",
            self.desktop
                .command("xdotool")
                .args(["windowactivate", "--sync", &window])
                .args(keys),
        )?;
        for _ in 0..50 {
            if self.window()?.is_none() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Err(Failed("the window does not close".into()))
    }

    /// The app's window that can be seen. The lamp in the tray is one of that name too, and a small one.
    fn window(&self) -> Result<Option<String>, Failed> {
        let ask = |arguments: &[&str]| -> Result<String, Failed> {
            let said = self
                .desktop
                .command("xdotool")
                .args(arguments)
                .stderr(Stdio::null())
                .output()?;
            Ok(String::from_utf8_lossy(&said.stdout).into_owned())
        };
        let found = ask(&["search", "--onlyvisible", "--name", "^Lamplight$"])?;
        for window in found.lines() {
            let geometry = ask(&["getwindowgeometry", "--shell", window])?;
            let width = geometry
                .lines()
                .find_map(|line| line.strip_prefix("WIDTH=")?.parse::<u32>().ok());
            if width.is_some_and(|width| width > 400) {
                return Ok(Some(window.to_owned()));
            }
        }
        Ok(None)
    }

    /// The file that the display keeps its screen in.
    pub fn screen(&self) -> PathBuf {
        self.memory.join("Xvfb_screen0")
    }

    /// The screen.
    pub fn picture(&self) -> Result<Picture, Failed> {
        let picture = Picture::open(&self.screen())?;
        picture.at_rest(Duration::from_millis(500))?;
        Ok(picture)
    }

    /// Keeps what is on the screen, for looking at.
    pub fn keep_picture(&self, name: &str) -> Result<(), Failed> {
        let pictures = root().join("screenshots");
        fs::create_dir_all(&pictures)?;
        self.desktop
            .screenshot(&pictures.join(format!("{name}.png")))?;
        Ok(())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.memory);
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn build_empty_window(to: &Path) -> Result<(), Failed> {
    let flags = output(Command::new("pkg-config").args(["--cflags", "--libs", "webkit2gtk-4.1"]))
        .ok_or_else(|| Failed("pkg-config does not know webkit2gtk-4.1".into()))?;
    step(
        "empty window",
        Command::new("cc")
            .args(["-O2", "-o"])
            .arg(to)
            .arg(root().join("src-tauri/crates/xtask/reference/empty_window.c"))
            .args(flags.split_whitespace()),
    )
}

/// Copies the files of a closed profile.
fn copy(from: &Path, to: &Path) -> Result<(), Failed> {
    fs::create_dir_all(to)?;
    for file in fs::read_dir(from)? {
        let file = file?;
        if file.file_type()?.is_file() {
            fs::copy(file.path(), to.join(file.file_name()))?;
        }
    }
    Ok(())
}

/// How many processes wanted a processor lately, over 1, 5 and 15 minutes.
pub fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let parts: Vec<&str> = text.split_whitespace().take(3).collect();
    parts.join(", ")
}
