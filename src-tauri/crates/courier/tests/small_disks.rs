//! A mailbox on a disk that is full or can only be read: a real one, where the tests run as someone
//! who may mount.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{path::Path, process::Command, time::Duration};

use courier::{
    Mailbox, MailboxEvent,
    mailbox::{address_of, try_out},
};
use sync::mailbox::{Answer, Job, Trouble};
use tokio::time::timeout;

struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let disk = run(&["-t", "tmpfs", "-o", "size=200k", "tmpfs"], folder.path());
        if !disk {
            eprintln!("skipped: may not mount here");
        }
        disk.then_some(Self(folder))
    }

    fn remount(&self, options: &str) {
        assert!(run(&["-o", &format!("remount,{options}")], self.0.path()));
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

fn run(options: &[&str], place: &Path) -> bool {
    let status = Command::new("mount").args(options).arg(place).status();
    status.is_ok_and(|status| status.success())
}

async fn ask(folder: &Path, job: Job) -> Answer {
    let (mailbox, mut events) = Mailbox::open(&address_of(folder).unwrap()).unwrap();
    mailbox.perform(job);
    loop {
        let event = timeout(Duration::from_secs(20), events.recv()).await;
        if let MailboxEvent::Answered { answer, .. } = event.unwrap().unwrap() {
            return answer;
        }
    }
}

fn write(path: &str, length: usize) -> Job {
    Job::Write {
        path: path.into(),
        bytes: vec![7; length],
    }
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder.join("v1/a"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_full_folder_says_so_and_holds_nothing_half() {
    let Some(disk) = SmallDisk::mount() else {
        return;
    };
    let folder = disk.0.path();
    assert_eq!(ask(folder, write("v1/a/1", 50_000)).await, Answer::Done);
    let full = Answer::Failed(Trouble::Full);
    assert_eq!(ask(folder, write("v1/a/2", 400_000)).await, full);
    assert_eq!(
        files(folder),
        ["1"],
        "no half file, and what was there stays"
    );
    // As much of it as there is room for.
    assert!(std::fs::write(folder.join("filler"), vec![7; 400_000]).is_err());
    let address = address_of(folder).unwrap();
    assert_eq!(try_out(&address).await, Err(Trouble::Full));
    disk.remount("size=2m");
    assert_eq!(ask(folder, write("v1/a/2", 400_000)).await, Answer::Done);
    assert_eq!(files(folder), ["1", "2"]);
}

#[tokio::test]
async fn a_folder_that_can_only_be_read_says_so_and_is_read() {
    let Some(disk) = SmallDisk::mount() else {
        return;
    };
    let folder = disk.0.path();
    assert_eq!(ask(folder, write("v1/a/1", 9)).await, Answer::Done);
    disk.remount("ro");
    let denied = Answer::Failed(Trouble::Denied);
    assert_eq!(ask(folder, write("v1/a/2", 9)).await, denied);
    let path = "v1/a/1".to_owned();
    assert_eq!(
        ask(folder, Job::Delete { path: path.clone() }).await,
        denied
    );
    let bytes = Some(vec![7; 9]);
    assert_eq!(
        ask(folder, Job::Read { path, limit: 9 }).await,
        Answer::Read { bytes }
    );
    let address = address_of(folder).unwrap();
    assert_eq!(try_out(&address).await, Err(Trouble::Denied));
    disk.remount("rw");
    assert_eq!(try_out(&address).await, Ok(None));
}
