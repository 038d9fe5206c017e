//! Leaving by way of the mailbox: my own segments are deleted, and unless I leave quietly a signed
//! farewell is put in their place. A folder that is not there now is swept when it is.

use chrono::{DateTime, TimeDelta, Utc};
use keys::Purpose;
use serde::{Deserialize, Serialize};
use sync::{
    frame::DeviceId,
    mailbox::{Answer, Job, marker, name},
};

use crate::{Companion, CompanionError};

const SETTING: &str = "mailbox-sweep";
const AGAIN: TimeDelta = TimeDelta::seconds(30);

/// What is still to be done in the folder, in this order.
#[derive(Default)]
pub(super) struct Sweep {
    left: Vec<Chore>,
    /// The path of the job under way.
    busy: Option<String>,
    failed_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Chore {
    DeleteAll { prefix: String },
    Write { path: String, bytes: Vec<u8> },
}

impl Sweep {
    pub(super) fn waits_for(&self, path: &str) -> bool {
        self.busy.as_deref() == Some(path)
    }

    pub(super) fn is_done(&self) -> bool {
        self.left.is_empty()
    }

    pub(super) fn wake_at(&self) -> Option<DateTime<Utc>> {
        self.failed_at.and_then(|at| at.checked_add_signed(AGAIN))
    }
}

impl Companion {
    pub(super) fn open_sweep(&mut self) -> Result<(), CompanionError> {
        self.post.sweep.left = self.private.setting(SETTING)?.unwrap_or_default();
        Ok(())
    }

    /// Notes what is to be done in the mailbox of the space that is being left.
    pub(crate) fn leave_mailbox(&mut self, quiet: bool) -> Result<(), CompanionError> {
        let (Some(couple), Some(_)) = (&self.couple, &self.post.chosen) else {
            return Ok(());
        };
        let space = couple.space();
        let me = DeviceId(self.me.device.public().id());
        let mut left = vec![Chore::DeleteAll {
            prefix: name::device_prefix(&space, &me),
        }];
        if !quiet {
            let part = marker::leave_part(&space, &me);
            let signature = self.me.device.sign(Purpose::MailboxNote, &part);
            left.push(Chore::Write {
                path: name::leave_path(&space, &me),
                bytes: marker::note(&part, &signature),
            });
        }
        self.private.write(|tx| tx.put_setting(SETTING, &left))?;
        self.post.sweep = Sweep {
            left,
            ..Sweep::default()
        };
        self.post.plan = None;
        self.post.arriving = None;
        Ok(())
    }

    /// My partner has left a farewell in the folder.
    pub(super) fn partner_said_farewell(&mut self, device: DeviceId) {
        let theirs = self.partner().map(|couple| couple.partner_device());
        if theirs == Some(device) {
            // If it can't be saved, the farewell is read again.
            let _ = self.partner_has_left();
        }
    }

    pub(super) fn sweep_on(&mut self, now: DateTime<Utc>) {
        let sweep = &mut self.post.sweep;
        let rests = sweep
            .failed_at
            .is_some_and(|at| now >= at && now.signed_duration_since(at) < AGAIN);
        let (None, false, Some(next)) = (&sweep.busy, rests, sweep.left.first()) else {
            return;
        };
        let job = match next.clone() {
            Chore::DeleteAll { prefix } => Job::DeleteAll { prefix },
            Chore::Write { path, bytes } => Job::Write { path, bytes },
        };
        sweep.busy = Some(job.path().to_owned());
        self.mailbox_job(job);
    }

    pub(super) fn swept(&mut self, answer: &Answer) {
        let now = self.now();
        let sweep = &mut self.post.sweep;
        sweep.busy = None;
        if matches!(answer, Answer::Failed(_)) {
            sweep.failed_at = Some(now);
            return;
        }
        sweep.failed_at = None;
        let left: Vec<Chore> = sweep.left.iter().skip(1).cloned().collect();
        sweep.left.clone_from(&left);
        // What is not noted as done is done again, which changes nothing.
        let _ = self.private.write(|tx| match left.is_empty() {
            true => tx.drop_setting(SETTING),
            false => tx.put_setting(SETTING, &left),
        });
        if left.is_empty() && self.partner().is_none() && self.is_nobody_met() {
            // A folder that was shared with someone is not shared with whoever comes next.
            let _ = self.clear_mailbox();
        }
    }
}
