//! A mailbox in a real folder.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{path::Path, time::Duration};

use courier::{
    Mailbox, MailboxEvent,
    mailbox::{address_of, folder_of, try_out},
};
use sync::mailbox::{Answer, Job, Trouble};
use tokio::{sync::mpsc, time::timeout};

struct Open {
    mailbox: Mailbox,
    events: mpsc::Receiver<MailboxEvent>,
}

impl Open {
    fn new(folder: &Path) -> Self {
        let (mailbox, events) = Mailbox::open(&address_of(folder).unwrap()).unwrap();
        Self { mailbox, events }
    }

    async fn ask(&mut self, job: Job) -> Answer {
        self.mailbox.perform(job);
        loop {
            let event = timeout(Duration::from_secs(20), self.events.recv()).await;
            if let MailboxEvent::Answered { answer, .. } = event.unwrap().unwrap() {
                return answer;
            }
        }
    }

    async fn write(&mut self, path: &str, bytes: &[u8]) -> Answer {
        let (path, bytes) = (path.to_owned(), bytes.to_vec());
        self.ask(Job::Write { path, bytes }).await
    }

    async fn list(&mut self, prefix: &str) -> Vec<String> {
        let prefix = prefix.to_owned();
        let Answer::Listed { files, more } = self.ask(Job::List { prefix }).await else {
            panic!("no listing");
        };
        assert!(!more);
        let mut paths: Vec<String> = files.into_iter().map(|file| file.path).collect();
        paths.sort();
        paths
    }

    async fn read(&mut self, path: &str, limit: usize) -> Answer {
        let path = path.to_owned();
        self.ask(Job::Read { path, limit }).await
    }
}

#[tokio::test]
async fn what_is_written_is_listed_and_read_and_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let mut open = Open::new(folder.path());
    assert_eq!(open.list("v1/a/").await, [] as [&str; 0]);
    assert_eq!(open.read("v1/a/x", 9).await, Answer::Read { bytes: None });
    for path in ["v1/a/1/x", "v1/a/2/y", "v1/b/z"] {
        assert_eq!(open.write(path, b"some bytes").await, Answer::Done);
    }
    std::fs::write(folder.path().join("desktop.ini"), b"not ours").unwrap();
    assert_eq!(open.list("v1/a/").await, ["v1/a/1/x", "v1/a/2/y"]);
    let bytes = Some(b"some bytes".to_vec());
    assert_eq!(open.read("v1/a/1/x", 10).await, Answer::Read { bytes });
    let short = open.read("v1/a/1/x", 9).await;
    assert_eq!(short, Answer::Failed(Trouble::TooLong));
    for _ in 0..2 {
        let path = "v1/a/1/x".to_owned();
        assert_eq!(open.ask(Job::Delete { path }).await, Answer::Done);
    }
    for _ in 0..2 {
        let prefix = "v1/a/".to_owned();
        assert_eq!(open.ask(Job::DeleteAll { prefix }).await, Answer::Done);
    }
    assert_eq!(open.list("v1/").await, ["v1/b/z"]);
    assert!(folder.path().join("desktop.ini").exists());
}

#[tokio::test]
async fn the_last_file_takes_its_folder_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut open = Open::new(folder.path());
    for path in ["v1/pair-0/o-1", "v1/pair-0/j-2", "v1/a/1/x"] {
        open.write(path, b"1").await;
    }
    let there = |path: &str| folder.path().join(path).exists();
    for (path, left) in [("v1/pair-0/o-1", true), ("v1/pair-0/j-2", false)] {
        let path = path.to_owned();
        assert_eq!(open.ask(Job::Delete { path }).await, Answer::Done);
        assert_eq!(there("v1/pair-0"), left);
    }
    let path = "v1/a/1/x".to_owned();
    assert_eq!(open.ask(Job::Delete { path }).await, Answer::Done);
    assert!(!there("v1/a") && there("v1"));
    assert_eq!(open.write("v1/a/1/y", b"1").await, Answer::Done);
}

#[tokio::test]
async fn a_change_by_another_is_told_at_once_and_reading_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let (mut one, mut two) = (Open::new(folder.path()), Open::new(folder.path()));
    one.write("v1/a/x", b"1").await;
    two.list("v1/").await;
    two.read("v1/a/x", 9).await;
    let quiet = async {
        // What is left of the first write may still be told; after that, nothing.
        while let Ok(Some(_)) = timeout(Duration::from_millis(400), two.events.recv()).await {}
    };
    timeout(Duration::from_secs(10), quiet)
        .await
        .expect("reading is no change");
    one.write("v1/a/y", b"2").await;
    let event = timeout(Duration::from_secs(5), two.events.recv()).await;
    assert_eq!(event.unwrap(), Some(MailboxEvent::Changed));
}

#[tokio::test]
async fn a_folder_that_is_gone_is_not_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let stick = folder.path().join("stick");
    std::fs::create_dir(&stick).unwrap();
    let mut open = Open::new(&stick);
    open.write("v1/a/x", b"1").await;
    std::fs::rename(&stick, folder.path().join("pulled out")).unwrap();
    let prefix = "v1/".to_owned();
    let gone = Answer::Failed(Trouble::NotThere);
    assert_eq!(open.ask(Job::List { prefix }).await, gone);
    assert_eq!(open.write("v1/a/y", b"2").await, gone);
    assert!(!stick.exists());
    std::fs::rename(folder.path().join("pulled out"), &stick).unwrap();
    assert_eq!(open.list("v1/").await, ["v1/a/x"]);
}

#[tokio::test]
async fn a_folder_is_tried_out_before_it_is_used_and_left_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let address = address_of(folder.path()).unwrap();
    assert_eq!(try_out(&address).await, Ok(None));
    let mut open = Open::new(folder.path());
    assert_eq!(open.list("").await, [] as [&str; 0]);
    open.write("v1/space", b"a marker").await;
    assert_eq!(try_out(&address).await, Ok(Some(b"a marker".to_vec())));
    let missing = address_of(&folder.path().join("nowhere")).unwrap();
    assert_eq!(try_out(&missing).await, Err(Trouble::NotThere));
    for bad in ["", "/tmp", "fs://", "gopher://example.org/", "fs:relative"] {
        assert_eq!(try_out(bad).await, Err(Trouble::BadAddress), "{bad}");
    }
    let file = folder.path().join("file");
    std::fs::write(&file, b"").unwrap();
    let file = address_of(&file).unwrap();
    assert_eq!(try_out(&file).await, Err(Trouble::BadAddress));
}

#[test]
fn an_address_names_its_folder_whatever_is_in_the_name() {
    for folder in ["/shared/Dropbox/Für uns beide", "/a/100% #1?"] {
        let address = address_of(Path::new(folder)).unwrap();
        assert!(address.starts_with("fs:///"), "{address}");
        assert_eq!(folder_of(&address).unwrap(), Path::new(folder));
    }
    assert_eq!(address_of(Path::new("here")), None);
    assert_eq!(folder_of("s3://bucket/here"), None);
}
