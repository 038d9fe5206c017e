//! A disk as a journal leaves it: what the running system sees, and what is there after a cut.
//!
//! Only what was synced is certain. Of everything else each piece may be there or not: a write,
//! single sectors of a write, a new length, a name. Names become certain when their folder is
//! synced, and go in their order, as they do in every file system with a journal.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::{Path, PathBuf},
};

use rand_chacha::ChaCha20Rng;
use rand_core::Rng as _;

use super::Op;

/// What a disk writes as one.
const SECTOR: usize = 512;

/// Files with their bytes.
pub type Files = BTreeMap<PathBuf, Vec<u8>>;

/// What becomes of that which was not synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// Nothing of it is there.
    Drop,
    /// Each file has its first changes, and of the next one some sectors.
    Tear,
    /// Any of the changes may be there, in any file.
    Reorder,
}

#[derive(Debug, Clone)]
enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Length(usize),
}

#[derive(Debug, Clone)]
enum NameChange {
    Is(PathBuf, usize),
    Gone(PathBuf),
    Moved(PathBuf, PathBuf),
}

/// A file, whatever its name.
#[derive(Debug, Clone, Default)]
struct Content {
    safe: Vec<u8>,
    open: Vec<Change>,
}

#[derive(Debug, Clone)]
enum Handle {
    File(usize),
    Folder(PathBuf),
}

/// The disk of one process.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    contents: Vec<Content>,
    names: BTreeMap<PathBuf, usize>,
    safe_names: BTreeMap<PathBuf, usize>,
    open_names: Vec<NameChange>,
    handles: HashMap<u64, Handle>,
}

impl Disk {
    /// Takes in one more thing that was done.
    pub fn apply(&mut self, op: &Op) {
        match op {
            Op::Open {
                fd,
                path,
                emptied,
                made,
            } => {
                if *made {
                    self.contents.push(Content::default());
                    self.name(NameChange::Is(path.clone(), self.contents.len() - 1));
                }
                let handle = match self.names.get(path) {
                    Some(file) => Handle::File(*file),
                    None => Handle::Folder(path.clone()),
                };
                if let (true, Handle::File(file)) = (*emptied, &handle) {
                    self.contents[*file].open.push(Change::Length(0));
                }
                self.handles.insert(*fd, handle);
            }
            Op::Write { fd, at, bytes } => self.change(
                *fd,
                Change::Write {
                    at: *at,
                    bytes: bytes.clone(),
                },
            ),
            Op::Truncate { fd, length } => self.change(*fd, Change::Length(*length)),
            Op::Sync { fd } => match self.handles.get(fd).cloned() {
                Some(Handle::File(file)) => self.contents[file].settle(),
                Some(Handle::Folder(folder)) => self.settle_names(&folder),
                None => {}
            },
            Op::Close { fd } => {
                self.handles.remove(fd);
            }
            Op::Rename { from, to } => self.name(NameChange::Moved(from.clone(), to.clone())),
            Op::Unlink { path } => self.name(NameChange::Gone(path.clone())),
            Op::MakeFolder { .. } | Op::Mark(_) | Op::Rest { .. } => {}
        }
    }

    fn change(&mut self, fd: u64, change: Change) {
        if let Some(Handle::File(file)) = self.handles.get(&fd) {
            self.contents[*file].open.push(change);
        }
    }

    fn name(&mut self, change: NameChange) {
        change.apply(&mut self.names);
        self.open_names.push(change);
    }

    fn settle_names(&mut self, folder: &Path) {
        let (settled, open): (Vec<NameChange>, _) = std::mem::take(&mut self.open_names)
            .into_iter()
            .partition(|change| change.folder() == Some(folder));
        self.open_names = open;
        for change in settled {
            change.apply(&mut self.safe_names);
        }
    }

    /// What the running system sees, and what stays when only the process ends.
    #[must_use]
    pub fn seen(&self) -> Files {
        self.names
            .iter()
            .map(|(path, file)| {
                let content = &self.contents[*file];
                let mut bytes = content.safe.clone();
                for change in &content.open {
                    change.apply(&mut bytes);
                }
                (path.clone(), bytes)
            })
            .collect()
    }

    /// What is there when the power comes back.
    #[must_use]
    pub fn after(&self, cut: Cut, rng: &mut ChaCha20Rng) -> Files {
        let mut names = self.safe_names.clone();
        let kept = match cut {
            Cut::Drop => 0,
            Cut::Tear | Cut::Reorder => below(rng, self.open_names.len() + 1),
        };
        for change in &self.open_names[..kept] {
            change.apply(&mut names);
        }
        names
            .into_iter()
            .map(|(path, file)| (path, self.contents[file].after(cut, rng)))
            .collect()
    }
}

impl Content {
    fn settle(&mut self) {
        for change in std::mem::take(&mut self.open) {
            change.apply(&mut self.safe);
        }
    }

    fn after(&self, cut: Cut, rng: &mut ChaCha20Rng) -> Vec<u8> {
        let mut bytes = self.safe.clone();
        match cut {
            Cut::Drop => {}
            Cut::Tear => {
                let whole = below(rng, self.open.len() + 1);
                for change in &self.open[..whole] {
                    change.apply(&mut bytes);
                }
                if let Some(torn) = self.open.get(whole) {
                    torn.apply_torn(&mut bytes, rng);
                }
            }
            Cut::Reorder => {
                for change in &self.open {
                    match below(rng, 8) {
                        0..4 => change.apply(&mut bytes),
                        4 => change.apply_torn(&mut bytes, rng),
                        // The new length is there, the bytes are not.
                        5 => {
                            if let Change::Write { at, bytes: new } = change {
                                let end = (at + new.len()).max(bytes.len());
                                bytes.resize(end, 0);
                            }
                        }
                        _ => {}
                    }
                }
            }
        }
        bytes
    }
}

impl Change {
    fn apply(&self, file: &mut Vec<u8>) {
        match self {
            Self::Write { at, bytes } => put(file, *at, bytes),
            Self::Length(length) => file.resize(*length, 0),
        }
    }

    /// Some of its sectors.
    fn apply_torn(&self, file: &mut Vec<u8>, rng: &mut ChaCha20Rng) {
        let Self::Write { at, bytes } = self else {
            return;
        };
        let in_order = below(rng, 2) == 0;
        let mut from = 0;
        while from < bytes.len() {
            let to = ((at + from) / SECTOR * SECTOR + SECTOR - at).min(bytes.len());
            if below(rng, 2) == 0 {
                put(file, at + from, &bytes[from..to]);
            } else if in_order {
                return;
            }
            from = to;
        }
    }
}

impl NameChange {
    fn apply(&self, names: &mut BTreeMap<PathBuf, usize>) {
        match self {
            Self::Is(path, file) => {
                names.insert(path.clone(), *file);
            }
            Self::Gone(path) => {
                names.remove(path);
            }
            Self::Moved(from, to) => {
                if let Some(file) = names.remove(from) {
                    names.insert(to.clone(), file);
                }
            }
        }
    }

    fn folder(&self) -> Option<&Path> {
        match self {
            Self::Is(path, _) | Self::Gone(path) | Self::Moved(_, path) => path.parent(),
        }
    }
}

fn put(file: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    let end = at + bytes.len();
    if file.len() < end {
        file.resize(end, 0);
    }
    file[at..end].copy_from_slice(bytes);
}

fn below(rng: &mut ChaCha20Rng, end: usize) -> usize {
    usize::try_from(rng.next_u64() % u64::try_from(end.max(1)).unwrap()).unwrap()
}

/// Writes files into a folder that is emptied first. `from` is where they were.
pub fn lay_out(files: &Files, from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    fs::create_dir_all(to).unwrap();
    for (path, bytes) in files {
        let Ok(name) = path.strip_prefix(from) else {
            continue;
        };
        let path = to.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

#[cfg(test)]
mod tests {
    use rand_core::SeedableRng;

    use super::*;

    fn write(fd: u64, at: usize, byte: u8, length: usize) -> Op {
        Op::Write {
            fd,
            at,
            bytes: vec![byte; length],
        }
    }

    fn opened(fd: u64, path: &str, made: bool) -> Op {
        Op::Open {
            fd,
            path: path.into(),
            emptied: false,
            made,
        }
    }

    #[test]
    fn what_was_synced_is_there_after_every_cut() {
        let mut disk = Disk::default();
        for op in [
            opened(3, "/d/a", true),
            write(3, 0, 1, 2000),
            Op::Sync { fd: 3 },
            opened(4, "/d", false),
            Op::Sync { fd: 4 },
            write(3, 1000, 2, 2000),
        ] {
            disk.apply(&op);
        }
        let name = Path::new("/d/a");
        assert_eq!(disk.seen()[name].len(), 3000);
        let mut seen = std::collections::BTreeSet::new();
        for seed in 0..50 {
            let mut rng = ChaCha20Rng::seed_from_u64(seed);
            assert_eq!(disk.after(Cut::Drop, &mut rng)[name], vec![1; 2000]);
            for cut in [Cut::Tear, Cut::Reorder] {
                let bytes = disk.after(cut, &mut rng)[name].clone();
                assert_eq!(bytes[..1000], [1; 1000]);
                seen.insert(bytes);
            }
        }
        assert!(seen.len() > 10, "only {} cuts differ", seen.len());
    }

    #[test]
    fn a_name_is_there_once_its_folder_is_synced() {
        let mut disk = Disk::default();
        disk.apply(&opened(3, "/d/new", true));
        disk.apply(&write(3, 0, 1, 10));
        disk.apply(&Op::Sync { fd: 3 });
        disk.apply(&Op::Rename {
            from: "/d/new".into(),
            to: "/d/old".into(),
        });
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        assert!(disk.after(Cut::Drop, &mut rng).is_empty());
        disk.apply(&opened(4, "/d", false));
        disk.apply(&Op::Sync { fd: 4 });
        let files = disk.after(Cut::Drop, &mut rng);
        assert_eq!(files.keys().collect::<Vec<_>>(), [Path::new("/d/old")]);
    }
}
