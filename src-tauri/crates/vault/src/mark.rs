//! The mark: how far a vault had come, in a small file beside it.
//!
//! A write-ahead log whose end is damaged is cut off there when it is next opened, silently, and
//! what remains is sound in itself; so is a whole file that was put back to an earlier day. Only
//! something that stands elsewhere can tell. After each commit its number is written here, without
//! waiting for the disk: the mark may fall behind the vault, after a power cut, but is never ahead
//! of what was on disk. So a mark that is ahead says that saved changes are gone.
//!
//! It holds a number and a random name, nothing of what was written. What can't be written or read
//! is as if it were not there: it guards, it never stands in the way.

use std::{
    fs::{self, File, OpenOptions},
    io::{Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

/// A slot is a magic, the vault's name, the number, a checksum.
const SLOT: usize = 40;
const MAGIC: &[u8; 8] = b"LAMPMARK";
/// In a sector each, written in turns: while one is torn, the other stands.
const SLOTS: [u64; 2] = [0, 512];

/// The mark of an open vault.
pub(crate) struct Mark {
    file: Option<File>,
    name: [u8; 16],
}

pub(crate) fn path_of(vault: &Path) -> PathBuf {
    vault.with_extension("mark")
}

/// A mark of another vault, or of one that is put back on purpose, must not accuse the new one.
pub(crate) fn remove(vault: &Path) -> std::io::Result<()> {
    match fs::remove_file(path_of(vault)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

impl Mark {
    /// Opens the mark, and says which number it had for this vault.
    pub(crate) fn open(vault: &Path, name: [u8; 16]) -> (Self, Option<u64>) {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        let mut file = options.open(path_of(vault)).ok();
        let number = file
            .as_mut()
            .and_then(|file| SLOTS.iter().filter_map(|at| read(file, *at, &name)).max());
        (Self { file, name }, number)
    }

    /// The vault has come as far as this, on disk.
    pub(crate) fn advance(&mut self, number: u64) {
        let Some(file) = &mut self.file else { return };
        let mut slot = [0; SLOT];
        slot[..8].copy_from_slice(MAGIC);
        slot[8..24].copy_from_slice(&self.name);
        slot[24..32].copy_from_slice(&number.to_le_bytes());
        let sum = checksum(&slot[..32]);
        slot[32..].copy_from_slice(&sum.to_le_bytes());
        let at = SLOTS[usize::from(number % 2 == 1)];
        let _ = file
            .seek(SeekFrom::Start(at))
            .and_then(|_| file.write_all(&slot));
    }
}

fn read(file: &mut File, at: u64, name: &[u8; 16]) -> Option<u64> {
    let mut slot = [0; SLOT];
    file.seek(SeekFrom::Start(at)).ok()?;
    file.read_exact(&mut slot).ok()?;
    let eight = |at: usize| {
        slot.get(at..at + 8)?
            .try_into()
            .ok()
            .map(u64::from_le_bytes)
    };
    let whole = slot.starts_with(MAGIC) && eight(32)? == checksum(&slot[..32]);
    (whole && slot[8..24] == *name).then(|| eight(24)).flatten()
}

/// FNV-1a. Against decay, not against someone who can write the file: they could as well put the
/// mark back together with the vault.
fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_whole_slot_of_this_vault_counts() {
        let folder = tempfile::tempdir().unwrap();
        let vault = folder.path().join("some.db");
        let (mut mark, before) = Mark::open(&vault, [1; 16]);
        assert_eq!(before, None);
        for number in 1..=8 {
            mark.advance(number);
        }
        assert_eq!(Mark::open(&vault, [1; 16]).1, Some(8));
        assert_eq!(Mark::open(&vault, [2; 16]).1, None, "another vault's");
        let mut bytes = fs::read(path_of(&vault)).unwrap();
        bytes[25] ^= 1;
        fs::write(path_of(&vault), &bytes).unwrap();
        assert_eq!(Mark::open(&vault, [1; 16]).1, Some(7), "one slot is torn");
        bytes.truncate(300);
        fs::write(path_of(&vault), &bytes).unwrap();
        assert_eq!(Mark::open(&vault, [1; 16]).1, None);
    }

    #[test]
    fn without_a_place_there_is_no_mark_and_no_fault() {
        let (mut mark, number) = Mark::open(Path::new("/nowhere/at/all.db"), [1; 16]);
        mark.advance(3);
        assert_eq!(number, None);
    }
}
