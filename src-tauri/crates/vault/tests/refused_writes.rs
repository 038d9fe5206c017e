//! A disk that is full, a file that can only be read: nothing is lost but the write, and it
//! says so.
#![allow(clippy::unwrap_used)]

mod common;

use common::*;
use vault::{SharedVault, VaultError};

/// A disk of a few megabytes, where the tests run as someone who may mount one.
#[cfg(target_os = "linux")]
struct SmallDisk(tempfile::TempDir);

#[cfg(target_os = "linux")]
impl SmallDisk {
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mounted = std::process::Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=3m", "tmpfs"])
            .arg(folder.path())
            .stderr(std::process::Stdio::null())
            .status();
        mounted
            .is_ok_and(|status| status.success())
            .then_some(Self(folder))
    }

    fn remount(&self, options: &str) {
        let status = std::process::Command::new("mount")
            .args(["-o", &format!("remount,{options}")])
            .arg(self.0.path())
            .status();
        assert!(status.unwrap().success());
    }
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount")
            .arg(self.0.path())
            .status();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_loses_nothing_that_was_kept() {
    let Some(disk) = SmallDisk::mount() else {
        eprintln!("skipped: may not mount here");
        return;
    };
    let path = disk.0.path().join("vault.db");
    let mut vault = SharedVault::create(&path, &KEY).unwrap();
    let mut kept = 0;
    let error = loop {
        match vault.write(|tx| keep(tx, &entry(kept, "", &prose(kept, 500)))) {
            Ok(()) => kept += 1,
            Err(error) => break error,
        }
        assert!(kept < 10_000, "the disk never filled");
    };
    assert!(matches!(error, VaultError::DiskFull), "{error:?}");
    assert!(kept > 50);
    // Reading goes on; what was said to be kept is there.
    assert_eq!(vault.count_entries().unwrap(), kept);
    assert_eq!(vault.list_entries(None, 5).unwrap().len(), 5);
    // With room again, so does writing.
    disk.remount("size=20m");
    vault
        .write(|tx| keep(tx, &entry(kept, "", "after")))
        .unwrap();
    assert!(vault.check().unwrap().is_sound());
    assert_eq!(vault.count_entries().unwrap(), kept + 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_read_only_disk_is_named() {
    let Some(disk) = SmallDisk::mount() else {
        eprintln!("skipped: may not mount here");
        return;
    };
    let path = disk.0.path().join("vault.db");
    let mut vault = SharedVault::create(&path, &KEY).unwrap();
    vault.write(|tx| keep(tx, &entry(1, "", "text"))).unwrap();
    vault.close().unwrap();
    disk.remount("ro");
    let error = SharedVault::open(&path, &KEY).err();
    assert!(matches!(error, Some(VaultError::ReadOnly)), "{error:?}");
    let error = SharedVault::create(&disk.0.path().join("other.db"), &KEY).err();
    assert!(matches!(error, Some(VaultError::ReadOnly)), "{error:?}");
    disk.remount("rw");
    assert!(SharedVault::open(&path, &KEY).is_ok());
}

/// A limit on the size of files: a write that fails while there is room. It arrives as error 778,
/// and is not called a full disk.
#[cfg(target_os = "linux")]
#[test]
fn a_write_that_fails_is_no_full_disk_while_there_is_room() {
    let home = Home::new();
    let program = std::env::current_exe().unwrap();
    let output = std::process::Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 4000; exec \"$0\" \"$@\""])
        .arg(program)
        .args(["--exact", "fill_until_refused", "--ignored", "--nocapture"])
        .env("VAULT_TO_FILL", home.path())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{text}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let kept: u64 = text
        .lines()
        .find_map(|line| line.split("kept ").nth(1)?.trim().parse().ok())
        .unwrap_or_else(|| panic!("{text}"));
    assert!(kept > 20);
    let mut vault = SharedVault::open(&home.path(), &KEY).unwrap();
    assert_eq!(vault.count_entries().unwrap(), kept);
    vault
        .write(|tx| keep(tx, &entry(kept, "", "after")))
        .unwrap();
    assert!(vault.check().unwrap().is_sound());
}

#[test]
#[ignore = "run by the test above, under a limit"]
fn fill_until_refused() {
    let Some(path) = std::env::var_os("VAULT_TO_FILL") else {
        return;
    };
    let mut vault = SharedVault::create(path.as_ref(), &KEY).unwrap();
    for kept in 0..10_000 {
        if let Err(error) = vault.write(|tx| keep(tx, &entry(kept, "", &prose(kept, 500)))) {
            assert!(matches!(error, VaultError::Io(_)), "{error:?}");
            println!("kept {kept}");
            return;
        }
    }
    panic!("the limit was never met");
}
