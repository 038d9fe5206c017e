//! Starting a child process with the shim under it, and speaking to the shim from within.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

use super::{Journal, replay::Files};

const SOURCE: &str = include_str!("shim.c");

/// Calls that fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// The first one, counted from 1.
    pub at: u64,
    /// With what.
    pub errno: i32,
    /// How many; 0 is all that follow.
    pub many: u64,
}

impl Fault {
    /// The process is killed before the call.
    pub const KILL: i32 = -9;
    /// No space left.
    pub const ENOSPC: i32 = 28;
    /// An input or output error.
    pub const EIO: i32 = 5;
    /// A file system that can only be read.
    pub const EROFS: i32 = 30;
    /// Interrupted.
    pub const EINTR: i32 = 4;
}

/// A test of this binary that is run as a process of its own, on a disk of its own.
pub struct Child {
    folder: TempDir,
}

impl Child {
    /// A new disk.
    #[must_use]
    pub fn new() -> Self {
        Self {
            folder: fast_folder(),
        }
    }

    /// The folder that is watched. Temporary folders of the child are made in it.
    #[must_use]
    pub fn disk(&self) -> PathBuf {
        self.folder.path().join("disk")
    }

    /// Runs the ignored test `name` with these variables. `fault` counts from the child's
    /// `arm` on.
    pub fn run(&self, name: &str, variables: &[(&str, String)], fault: Option<Fault>) -> Output {
        fs::create_dir_all(self.disk()).unwrap();
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args(["--exact", name, "--ignored", "--nocapture"])
            .args(["--test-threads", "1"])
            .env("LD_PRELOAD", built())
            .env("DISK_UNDER", self.disk())
            .env("DISK_JOURNAL", self.journal_path())
            .env("TMPDIR", self.disk())
            .envs(variables.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null());
        if let Some(Fault { at, errno, many }) = fault {
            command.env("DISK_FAULT", format!("{at}:{errno}:{many}"));
        }
        command.output().unwrap()
    }

    /// What the child did.
    #[must_use]
    pub fn journal(&self) -> Journal {
        Journal::read(&self.journal_path())
    }

    /// The files as they are now.
    #[must_use]
    pub fn files(&self) -> Files {
        let mut files = Files::new();
        collect(&self.disk(), &mut files);
        files
    }

    fn journal_path(&self) -> PathBuf {
        self.folder.path().join("journal")
    }
}

impl Default for Child {
    fn default() -> Self {
        Self::new()
    }
}

fn collect(folder: &Path, files: &mut Files) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.insert(path.clone(), fs::read(path).unwrap());
        }
    }
}

/// A temporary folder in memory, where there is one.
#[must_use]
pub fn fast_folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let mut builder = tempfile::Builder::new();
    let builder = builder.prefix("lamplight-disk-");
    match builder.tempdir_in(memory) {
        Ok(folder) => folder,
        Err(_) => builder.tempdir().unwrap(),
    }
}

/// Puts a mark into the journal of this process, where it has one.
pub fn mark(text: &str) {
    if let Some(under) = std::env::var_os("DISK_UNDER") {
        let mut path = under;
        path.push("/@");
        path.push(text);
        // The shim answers that there is no such file.
        let _ = fs::remove_file(path);
    }
}

/// Says something to the shim: `arm`, `rest`, or `fault N:ERRNO:MANY`, which arms it too.
pub fn say(word: &str) {
    mark(word);
}

/// The shim, compiled where that was not done yet.
fn built() -> PathBuf {
    // Named after what it is made of, so that an older one is never taken.
    let hash = SOURCE
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    let shim = std::env::temp_dir().join(format!("lamplight-shim-{hash:016x}.so"));
    if !shim.exists() {
        let own = fast_folder();
        let (source, made) = (own.path().join("shim.c"), own.path().join("shim.so"));
        fs::write(&source, SOURCE).unwrap();
        let status = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o"])
            .args([&made, &source])
            .status()
            .expect("a C compiler, which SQLCipher needs too");
        assert!(status.success(), "the shim does not compile");
        // Another process may be doing the same.
        let beside = shim.with_extension(std::process::id().to_string());
        fs::copy(&made, &beside).unwrap();
        fs::rename(beside, &shim).unwrap();
    }
    shim
}
