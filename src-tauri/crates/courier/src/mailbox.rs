//! The mailbox's folder, wherever it is: performs the jobs of `sync::mailbox` with OpenDAL, and says
//! when something has changed. It never looks inside a file.
//!
//! An address names the service: `fs:///folder`. Every service that OpenDAL is built with is
//! reached by its own scheme; only folders on this computer are watched, all others are listed now
//! and then.

use std::{
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use n0_future::StreamExt;
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use opendal::{EntryMode, ErrorKind, Operator};
use sync::mailbox::{
    Answer, Job, LISTED, Listed, Trouble,
    name::{PARTIAL, VERSION},
};
use tokio::{sync::mpsc, time::timeout};
use url::Url;

/// A folder that does not answer within this time is slow; it is tried again.
const PATIENCE: Duration = Duration::from_secs(60);
/// Whether there is something to watch is asked for no longer than this.
const LOOK: Duration = Duration::from_secs(2);
/// What happens to many files at once is told once.
const GATHER: Duration = Duration::from_millis(60);
const FOLDER: &str = "fs";

/// What a folder has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailboxEvent {
    /// What came of a job.
    Answered {
        /// The job's path.
        path: String,
        /// What came of it.
        answer: Answer,
    },
    /// Files came, changed or went.
    Changed,
}

/// An open mailbox. Jobs are done one after the other; dropping it ends it after those that wait.
#[derive(Debug)]
pub struct Mailbox {
    jobs: mpsc::UnboundedSender<Job>,
}

impl Mailbox {
    /// Opens a mailbox on the current runtime. Whether it is there shows with the first job.
    ///
    /// # Errors
    /// [`Trouble::BadAddress`].
    pub fn open(address: &str) -> Result<(Self, mpsc::Receiver<MailboxEvent>), Trouble> {
        let place = Place::of(address)?;
        let (jobs, mut queue) = mpsc::unbounded_channel::<Job>();
        let (events, receiver) = mpsc::channel(64);
        tokio::spawn(async move {
            let mut changes = Changes::default();
            loop {
                changes.watch(&place).await;
                tokio::select! {
                    job = queue.recv() => {
                        let Some(job) = job else { break };
                        let path = job.path().to_owned();
                        let answer = place.perform(job).await;
                        if events.send(MailboxEvent::Answered { path, answer }).await.is_err() {
                            break;
                        }
                    }
                    () = changes.next() => {
                        if events.send(MailboxEvent::Changed).await.is_err() {
                            break;
                        }
                    }
                }
            }
        });
        Ok((Self { jobs }, receiver))
    }

    /// Queues a job; its answer comes as an event.
    pub fn perform(&self, job: Job) {
        // The task ends only with the receiver of its events.
        let _ = self.jobs.send(job);
    }
}

/// The address of a folder on this computer; `None` for one that is not absolute.
#[must_use]
pub fn address_of(folder: &Path) -> Option<String> {
    let url = Url::from_file_path(folder).ok()?;
    Some(url.as_str().replacen("file", FOLDER, 1))
}

/// The folder that an address names, where it is one on this computer.
#[must_use]
pub fn folder_of(address: &str) -> Option<PathBuf> {
    let rest = address
        .strip_prefix(FOLDER)
        .filter(|rest| rest.starts_with("://"))?;
    Url::parse(&format!("file{rest}")).ok()?.to_file_path().ok()
}

/// Tries everything that a mailbox needs with a file of its own: write, list, read, rename, delete.
/// Gives what its marker holds.
///
/// # Errors
/// The first thing that does not work.
pub async fn try_out(address: &str) -> Result<Option<Vec<u8>>, Trouble> {
    let place = Place::of(address)?;
    let path = format!("{VERSION}/try-{:016x}/file", nonce());
    let prefix = path.trim_end_matches("file").to_owned();
    let bytes = b"Lamplight tries whether this folder can be used.".to_vec();
    let write = Job::Write {
        path: path.clone(),
        bytes: bytes.clone(),
    };
    let tried = async {
        done(place.perform(write).await)?;
        let list = Job::List {
            prefix: prefix.clone(),
        };
        match place.perform(list).await {
            Answer::Listed { files, .. } if files.iter().any(|file| file.path == path) => {}
            Answer::Failed(trouble) => return Err(trouble),
            _ => return Err(Trouble::Broken),
        }
        let read = Job::Read {
            path: path.clone(),
            limit: bytes.len(),
        };
        match place.perform(read).await {
            Answer::Read { bytes: Some(found) } if found == bytes => Ok(()),
            Answer::Failed(trouble) => Err(trouble),
            _ => Err(Trouble::Broken),
        }
    }
    .await;
    let swept = done(place.perform(Job::DeleteAll { prefix }).await);
    tried?;
    swept?;
    let read = Job::Read {
        path: sync::mailbox::name::MARKER.into(),
        limit: sync::mailbox::NOTE_BYTES,
    };
    match place.perform(read).await {
        Answer::Read { bytes } => Ok(bytes),
        Answer::Failed(trouble) => Err(trouble),
        _ => Err(Trouble::Broken),
    }
}

fn done(answer: Answer) -> Result<(), Trouble> {
    match answer {
        Answer::Failed(trouble) => Err(trouble),
        _ => Ok(()),
    }
}

/// Two that try at once must not meet; nothing secret depends on it.
fn nonce() -> u64 {
    use std::hash::{BuildHasher, RandomState};
    RandomState::new().hash_one(std::process::id())
}

/// Where a mailbox is.
struct Place {
    address: String,
    /// Where it is a folder on this computer.
    folder: Option<PathBuf>,
}

impl Place {
    fn of(address: &str) -> Result<Self, Trouble> {
        let scheme = address.split_once("://").map(|(scheme, _)| scheme);
        let folder = folder_of(address);
        // The root of a disk is nobody's folder.
        let root = folder
            .as_ref()
            .is_none_or(|folder| folder.parent().is_none());
        match scheme {
            Some(FOLDER) if root => Err(Trouble::BadAddress),
            Some(_) => Ok(Self {
                address: address.to_owned(),
                folder,
            }),
            None => Err(Trouble::BadAddress),
        }
    }

    /// A folder that is gone is not made anew: a drive that is not connected would otherwise look
    /// like a mailbox that was emptied.
    async fn operator(&self) -> Result<Operator, Trouble> {
        opendal::init_default_registry();
        let made = match &self.folder {
            Some(folder) => {
                let found = tokio::fs::metadata(folder)
                    .await
                    .map_err(|error| trouble_of(&error))?;
                let root = folder.to_str().filter(|_| found.is_dir());
                let root = root.ok_or(Trouble::BadAddress)?.to_owned();
                Operator::via_iter(FOLDER, [("root".to_owned(), root)])
            }
            None => Operator::from_uri(self.address.as_str()),
        };
        made.map_err(|error| match error.kind() {
            ErrorKind::Unsupported | ErrorKind::ConfigInvalid => Trouble::BadAddress,
            _ => trouble(&error),
        })
    }

    async fn perform(&self, job: Job) -> Answer {
        match timeout(PATIENCE, self.work(job)).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(trouble)) => Answer::Failed(trouble),
            Err(_) => Answer::Failed(Trouble::Slow),
        }
    }

    async fn work(&self, job: Job) -> Result<Answer, Trouble> {
        let operator = self.operator().await?;
        match job {
            Job::List { prefix } => list(&operator, &prefix).await,
            Job::Read { path, limit } => read(&operator, &path, limit).await,
            Job::Write { path, bytes } => {
                if operator.info().capability().rename {
                    let partial = format!("{path}{PARTIAL}");
                    let renamed = async {
                        operator.write(&partial, bytes).await?;
                        operator.rename(&partial, &path).await
                    }
                    .await;
                    if let Err(error) = renamed {
                        // What is left of it is swept by the next listing if this fails too.
                        let _ = operator.delete(&partial).await;
                        return Err(trouble(&error));
                    }
                } else {
                    operator
                        .write(&path, bytes)
                        .await
                        .map_err(|error| trouble(&error))?;
                }
                Ok(Answer::Done)
            }
            Job::Delete { path } => {
                operator
                    .delete(&path)
                    .await
                    .map_err(|error| trouble(&error))?;
                if let Some(folder) = &self.folder {
                    sweep_empty(folder, Path::new(&path)).await;
                }
                Ok(Answer::Done)
            }
            Job::DeleteAll { prefix } => {
                let removed = operator.delete_with(&prefix).recursive(true).await;
                match removed {
                    Err(error) if error.kind() != ErrorKind::NotFound => Err(trouble(&error)),
                    _ => Ok(Answer::Done),
                }
            }
        }
    }
}

/// Takes away the folders that a deleted file leaves empty, up to ours. Other services have none.
async fn sweep_empty(folder: &Path, path: &Path) {
    let above = path.ancestors().skip(1);
    for place in above.take_while(|place| place.components().count() > 1) {
        // Refused for one that holds something.
        if tokio::fs::remove_dir(folder.join(place)).await.is_err() {
            return;
        }
    }
}

async fn list(operator: &Operator, prefix: &str) -> Result<Answer, Trouble> {
    let mut lister = operator
        .lister_with(prefix)
        .recursive(true)
        .await
        .map_err(|error| trouble(&error))?;
    let (mut files, mut more) = (Vec::new(), false);
    while let Some(entry) = lister.next().await {
        let entry = match entry {
            Ok(entry) => entry,
            // Gone between two looks.
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => return Err(trouble(&error)),
        };
        if entry.metadata().mode() != EntryMode::FILE {
            continue;
        }
        if files.len() >= LISTED {
            more = true;
            break;
        }
        files.push(Listed {
            path: entry.path().to_owned(),
            bytes: entry.metadata().content_length(),
        });
    }
    Ok(Answer::Listed { files, more })
}

async fn read(operator: &Operator, path: &str, limit: usize) -> Result<Answer, Trouble> {
    let found = match operator.stat(path).await {
        Ok(found) => found,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Ok(Answer::Read { bytes: None });
        }
        Err(error) => return Err(trouble(&error)),
    };
    let length = found.content_length();
    if length > limit as u64 {
        return Err(Trouble::TooLong);
    }
    if length == 0 {
        return Ok(Answer::Read {
            bytes: Some(Vec::new()),
        });
    }
    // No more than was looked at, also if it grows meanwhile.
    let bytes = operator
        .read_with(path)
        .range(0..length)
        .await
        .map_err(|error| trouble(&error))?;
    Ok(Answer::Read {
        bytes: Some(bytes.to_vec()),
    })
}

fn trouble(error: &opendal::Error) -> Trouble {
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        if let Some(error) = cause.downcast_ref::<io::Error>() {
            return trouble_of(error);
        }
        source = cause.source();
    }
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => Trouble::NotThere,
        ErrorKind::PermissionDenied => Trouble::Denied,
        ErrorKind::RateLimited => Trouble::Slow,
        _ => Trouble::Broken,
    }
}

fn trouble_of(error: &io::Error) -> Trouble {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Trouble::NotThere,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Trouble::Denied,
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            Trouble::Full
        }
        io::ErrorKind::TimedOut => Trouble::Slow,
        _ => Trouble::Broken,
    }
}

/// Watches a folder on this computer, as soon as there is something to watch.
#[derive(Default)]
struct Changes {
    watching: Option<(RecommendedWatcher, mpsc::Receiver<()>)>,
    /// Something has changed and is not told yet.
    pending: bool,
}

impl Changes {
    async fn watch(&mut self, place: &Place) {
        let Some(folder) = &place.folder else { return };
        let ours = folder.join(VERSION);
        let found = timeout(LOOK, tokio::fs::metadata(&ours)).await;
        if !found.is_ok_and(|found| found.is_ok_and(|found| found.is_dir())) {
            self.watching = None;
            return;
        }
        if self.watching.is_some() {
            return;
        }
        let (sender, receiver) = mpsc::channel(1);
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            // Our own reading is no change.
            if event.is_ok_and(|event| !event.kind.is_access()) {
                // One that waits already says the same.
                let _ = sender.try_send(());
            }
        });
        let Ok(mut watcher) = watcher else { return };
        if watcher.watch(&ours, RecursiveMode::Recursive).is_ok() {
            self.watching = Some((watcher, receiver));
        }
    }

    /// Something has changed.
    async fn next(&mut self) {
        let Some((_, changes)) = &mut self.watching else {
            return std::future::pending().await;
        };
        // Kept outside of this future: a job that comes meanwhile ends it.
        if !self.pending {
            self.pending = changes.recv().await.is_some();
            if !self.pending {
                self.watching = None;
                return;
            }
        }
        tokio::time::sleep(GATHER).await;
        let _ = changes.try_recv();
        self.pending = false;
    }
}
