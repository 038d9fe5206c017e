//! A program and everything it has started, as the kernel counts them.

use std::{
    collections::HashMap,
    fs,
    process::{Child, Command},
    time::{Duration, Instant},
};

use crate::step::Failed;

/// A running program with its children. Dropping it ends the program.
pub struct Running(pub Child);

impl Running {
    /// The program and all its descendants.
    pub fn family(&self) -> Vec<u32> {
        let mut children: HashMap<u32, Vec<u32>> = HashMap::new();
        for process in processes() {
            if let Some(parent) = parent(process) {
                children.entry(parent).or_default().push(process);
            }
        }
        let mut family = vec![self.0.id()];
        let mut at = 0;
        while let Some(process) = family.get(at) {
            let next = children.remove(process).unwrap_or_default();
            family.extend(next);
            at += 1;
        }
        family
    }

    /// Proportional set size of the whole family in bytes: memory that several
    /// processes share counts once.
    pub fn memory(&self) -> u64 {
        self.family().into_iter().map(memory_of).sum()
    }

    /// Time on a processor of the whole family, since each began.
    pub fn worked(&self) -> Duration {
        self.family().into_iter().map(worked).sum()
    }

    /// How often a thread of the family was given a processor after it had waited for something, since each began.
    pub fn woken(&self) -> u64 {
        self.family().into_iter().map(woken).sum()
    }

    /// Asks it to end, as the system does, and waits until it has.
    pub fn end(mut self) -> Result<(), Failed> {
        let family = self.family();
        let id = self.0.id().to_string();
        Command::new("kill").args(["-TERM", &id]).status()?;
        let start = Instant::now();
        while self.0.try_wait()?.is_none()
            || family.iter().any(|process| parent(*process).is_some())
        {
            if start.elapsed() > Duration::from_secs(15) {
                return Err(Failed("a program does not end".into()));
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn processes() -> Vec<u32> {
    let Ok(entries) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .collect()
}

/// What the kernel says of a process, from its state on.
fn stat(process: u32) -> Option<Vec<String>> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name in brackets may hold anything.
    let (_, rest) = stat.rsplit_once(')')?;
    Some(rest.split_whitespace().map(str::to_owned).collect())
}

/// The parent of a process, `None` when it has ended.
fn parent(process: u32) -> Option<u32> {
    let stat = stat(process)?;
    (stat.first()? != "Z").then(|| stat.get(1)?.parse().ok())?
}

/// In user and kernel mode, in hundredths of a second as the kernel counts for programs.
fn worked(process: u32) -> Duration {
    let stat = stat(process).unwrap_or_default();
    let field = |at: usize| stat.get(at).and_then(|text| text.parse::<u64>().ok());
    let ticks = field(11).unwrap_or_default() + field(12).unwrap_or_default();
    Duration::from_millis(ticks * 10)
}

fn woken(process: u32) -> u64 {
    let Ok(threads) = fs::read_dir(format!("/proc/{process}/task")) else {
        return 0;
    };
    threads
        .flatten()
        .filter_map(|thread| fs::read_to_string(thread.path().join("status")).ok())
        .filter_map(|status| {
            let line = status
                .lines()
                .find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"))?;
            line.trim().parse::<u64>().ok()
        })
        .sum()
}

fn memory_of(process: u32) -> u64 {
    let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"));
    let kilobytes: u64 = line
        .and_then(|line| line.trim().strip_suffix(" kB"))
        .and_then(|number| number.trim().parse().ok())
        .unwrap_or_default();
    kilobytes * 1024
}
