//! Pairing through the mailbox: the messages of the pairing as files, under a name that only who
//! has the invitation can make. Both read what is there and add what is missing, whenever they are
//! on; nothing has to be on at the same time.

use std::collections::{BTreeSet, VecDeque};

use chrono::{DateTime, TimeDelta, Utc};
use keys::pairing::{MAX_MESSAGE, PairingError, Role, Stage};
use sync::mailbox::{Answer, Job, Trouble, name};

use crate::{Companion, CompanionError, Notice};

/// The folder is looked at so often while two become a couple.
const LOOK: TimeDelta = TimeDelta::seconds(5);
/// Files of one pairing that are read; an honest one has not even ten.
const MOST_FILES: usize = 64;

/// What is under way.
#[derive(Default)]
pub(super) struct Meeting {
    jobs: VecDeque<Job>,
    /// The path of the job under way.
    busy: Option<String>,
    looked_at: Option<DateTime<Utc>>,
    present: BTreeSet<String>,
    /// Messages that were taken in, or never can be.
    done: BTreeSet<String>,
    trouble: Option<Trouble>,
    active: bool,
}

impl Meeting {
    pub(super) fn waits_for(&self, path: &str) -> bool {
        self.busy.as_deref() == Some(path)
    }

    pub(super) fn look_again(&mut self) {
        self.looked_at = None;
    }

    pub(super) fn wake_at(&self) -> Option<DateTime<Utc>> {
        let looked = self
            .looked_at
            .filter(|_| self.active && self.busy.is_none());
        looked.and_then(|at| at.checked_add_signed(LOOK))
    }

    pub(super) fn is_quiet(&self) -> bool {
        !self.active || (self.busy.is_none() && self.jobs.is_empty() && self.looked_at.is_some())
    }

    pub(super) fn trouble(&self) -> Option<Trouble> {
        self.trouble
    }
}

impl Companion {
    /// Whether nobody is being met: no pairing by invitation is under way.
    pub(super) fn is_nobody_met(&self) -> bool {
        self.meeting_secret().is_none()
    }

    fn meeting_secret(&self) -> Option<([u8; 32], bool)> {
        let pairing = self.pairing.pairing.as_ref()?;
        let over = matches!(pairing.stage(), Stage::Over(_));
        self.invite_secret().filter(|_| !over)
    }

    fn invite_secret(&self) -> Option<([u8; 32], bool)> {
        let pairing = self.pairing.pairing.as_ref()?;
        let invite = pairing.invite()?;
        Some((invite.secret, pairing.role() == Role::Offerer))
    }

    pub(super) fn meet_on(&mut self, now: DateTime<Utc>) {
        let secret = self.meeting_secret();
        let meeting = &mut self.post.meeting;
        meeting.active = secret.is_some();
        if meeting.busy.is_some() {
            return;
        }
        if let Some(job) = meeting.jobs.pop_front() {
            meeting.busy = Some(job.path().to_owned());
            return self.mailbox_job(job);
        }
        let Some((secret, _)) = secret else { return };
        let due = meeting
            .looked_at
            .is_none_or(|at| now < at || now.signed_duration_since(at) >= LOOK);
        if due {
            meeting.looked_at = Some(now);
            let prefix = name::pairing_prefix(&secret);
            meeting.busy = Some(prefix.clone());
            self.mailbox_job(Job::List { prefix });
        }
    }

    pub(super) fn meeting_answered(&mut self, answer: Answer) {
        let Some(path) = self.post.meeting.busy.take() else {
            return;
        };
        let had = self.post.meeting.trouble;
        self.post.meeting.trouble = None;
        match answer {
            Answer::Listed { files, .. } => {
                let paths = files.into_iter().map(|file| file.path);
                self.post.meeting.present = paths.take(MOST_FILES).collect();
                self.plan_meeting();
            }
            Answer::Read { bytes: Some(bytes) } => self.message_read(&path, &bytes),
            Answer::Done => {
                self.post.meeting.present.insert(path);
            }
            Answer::Read { bytes: None } => {}
            Answer::Failed(trouble) => {
                self.post.meeting.trouble = Some(trouble);
                self.post.meeting.jobs.clear();
            }
        }
        if had != self.post.meeting.trouble {
            self.notice(Notice::SharingChanged);
        }
    }

    /// What is to be read and written.
    fn plan_meeting(&mut self) {
        let Some((secret, offerer)) = self.meeting_secret() else {
            return;
        };
        let meeting = &mut self.post.meeting;
        meeting.jobs.clear();
        for path in &meeting.present {
            if name::pairing_author(&secret, path) == Some(!offerer) && !meeting.done.contains(path)
            {
                meeting.jobs.push_back(Job::Read {
                    path: path.clone(),
                    limit: MAX_MESSAGE,
                });
            }
        }
        self.add_my_messages(&secret, offerer);
    }

    fn add_my_messages(&mut self, secret: &[u8; 32], offerer: bool) {
        let messages = match &self.pairing.pairing {
            Some(pairing) => pairing.to_send().to_vec(),
            None => Vec::new(),
        };
        for bytes in messages {
            let path = name::pairing_path(secret, offerer, &bytes);
            let meeting = &mut self.post.meeting;
            let waits = meeting.jobs.iter().any(|job| job.path() == path);
            if !waits && !meeting.present.contains(&path) {
                meeting.jobs.push_back(Job::Write { path, bytes });
            }
        }
    }

    fn message_read(&mut self, path: &str, bytes: &[u8]) {
        let Some((secret, offerer)) = self.meeting_secret() else {
            return;
        };
        // A file that is not whole yet, or was altered, is not a message: it is read again.
        if name::pairing_path(&secret, !offerer, bytes) != path {
            return;
        }
        let now = self.now();
        let Some(pairing) = self.pairing.pairing.as_mut() else {
            return;
        };
        let taken = pairing.receive(bytes, now, &mut self.rng);
        if !matches!(taken, Err(PairingError::OutOfTurn)) {
            self.post.meeting.done.insert(path.to_owned());
        }
        if taken.is_ok() {
            // What could not be kept is read again after the next start.
            let _ = self.after_pairing_message();
            if let Some((secret, offerer)) = self.meeting_secret() {
                self.add_my_messages(&secret, offerer);
            }
        }
        let newer = matches!(taken, Err(PairingError::Newer(_)));
        self.pairing_took_a_step(newer);
    }

    /// The last word of a pairing that ends here.
    pub(crate) fn last_word(&mut self, message: &[u8]) {
        if let (true, Some((secret, offerer))) = (self.has_mailbox(), self.invite_secret()) {
            let path = name::pairing_path(&secret, offerer, message);
            let bytes = message.to_vec();
            self.post.meeting.jobs = VecDeque::from([Job::Write { path, bytes }]);
        }
    }

    /// The partner has all of the pairing: my messages of it are deleted.
    pub(crate) fn meeting_is_over(&mut self) {
        let Some((secret, offerer)) = self.meeting_secret() else {
            return;
        };
        let messages = match &self.pairing.pairing {
            Some(pairing) => pairing.to_send().to_vec(),
            None => Vec::new(),
        };
        self.post.meeting.jobs = messages
            .iter()
            .map(|message| Job::Delete {
                path: name::pairing_path(&secret, offerer, message),
            })
            .collect();
    }

    fn after_pairing_message(&mut self) -> Result<(), CompanionError> {
        self.keep_pairing()?;
        self.finish_pairing()
    }
}
