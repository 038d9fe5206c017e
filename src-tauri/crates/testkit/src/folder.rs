//! A folder that both reach, in memory; tests alter it like whoever keeps it could.

use std::collections::BTreeMap;

use companion::{MailboxAnswer as Answer, MailboxJob as Job, Trouble};

/// The files by their path, and what is wrong with the folder.
#[derive(Debug, Clone, Default)]
pub struct Folder {
    /// Every file.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Nothing can be done in it, for this reason.
    pub trouble: Option<Trouble>,
}

impl Folder {
    /// Does a job at once.
    pub fn perform(&mut self, job: Job) -> Answer {
        if let Some(trouble) = self.trouble {
            return Answer::Failed(trouble);
        }
        match job {
            Job::List { prefix } => {
                let below = self
                    .files
                    .iter()
                    .filter(|(path, _)| path.starts_with(&prefix));
                Answer::Listed {
                    files: below
                        .map(|(path, bytes)| sync::mailbox::Listed {
                            path: path.clone(),
                            bytes: bytes.len() as u64,
                        })
                        .collect(),
                    more: false,
                }
            }
            Job::Read { path, limit } => match self.files.get(&path) {
                Some(bytes) if bytes.len() > limit => Answer::Failed(Trouble::TooLong),
                bytes => Answer::Read {
                    bytes: bytes.cloned(),
                },
            },
            Job::Write { path, bytes } => {
                self.files.insert(path, bytes);
                Answer::Done
            }
            Job::Delete { path } => {
                self.files.remove(&path);
                Answer::Done
            }
            Job::DeleteAll { prefix } => {
                self.files.retain(|path, _| !path.starts_with(&prefix));
                Answer::Done
            }
        }
    }
}
