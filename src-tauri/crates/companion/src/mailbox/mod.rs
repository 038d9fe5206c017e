//! The mailbox: a folder that both reach, as a second way beside the direct one. What comes through
//! it goes the way of everything that comes; what is known twice is taken once.
//!
//! `sync::mailbox` decides what is read and written, the courier does it. Here is what the folder
//! is, what was noticed in it, and how frames get from the vault to it and back.

mod acks;
mod farewell;
mod meeting;
mod rounds;

use chrono::{DateTime, NaiveDate, Utc};
use keys::Purpose;
use serde::{Deserialize, Serialize};
use sync::{
    frame::DeviceId,
    mailbox::{
        Answer, Finding, Job, Plan, Trouble,
        marker::{self, Owner},
        plan::Event,
    },
};

use crate::{Companion, CompanionError, Errand, Notice};

pub(crate) use acks::Acks;
use farewell::Sweep;
use meeting::Meeting;
use rounds::Arriving;

const SETTING: &str = "mailbox";
const NEWS: &str = "mailbox-news";
const STATE: &str = "mailbox-state";

/// What a person has set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Chosen {
    address: String,
    only: bool,
}

/// The mailbox as a screen shows it. What is told about the partner is told by the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailboxView {
    /// Where it is; `None` without one.
    pub address: Option<String>,
    /// The direct way is closed.
    pub only: bool,
    /// What is wrong with the folder now.
    pub trouble: Option<Trouble>,
    /// Changes of mine that do not lie in the folder yet.
    pub unpublished: u64,
    /// Nothing is left to do until something changes.
    pub quiet: bool,
    /// The last day on which something of my partner's came through it.
    pub news: Option<NaiveDate>,
    /// What was noticed, and on which day it was last true; newest first.
    pub noticed: Vec<(Finding, NaiveDate)>,
}

/// What is in memory of it.
#[derive(Default)]
pub(crate) struct Post {
    chosen: Option<Chosen>,
    plan: Option<Plan>,
    arriving: Option<Arriving>,
    pub(crate) acks: Acks,
    meeting: Meeting,
    sweep: Sweep,
}

/// The last part of an address, which people know a folder by.
#[must_use]
pub fn last_part(address: &str) -> String {
    let path = address.split("://").last().unwrap_or(address);
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or("");
    percent_decoded(name)
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

impl Companion {
    /// Opens the mailbox that was chosen, if any.
    pub(crate) fn open_mailbox(&mut self) -> Result<(), CompanionError> {
        self.post.chosen = self.private.setting(SETTING)?;
        self.open_sweep()?;
        if let Some(chosen) = &self.post.chosen {
            let address = Some(chosen.address.clone());
            self.errand(Errand::UseMailbox { address });
        }
        self.begin_plan()
    }

    /// Makes this folder the mailbox. The courier has tried it, and read its `marker`.
    ///
    /// # Errors
    /// [`CompanionError::MailboxTaken`], [`CompanionError::VaultNewer`], or it could not be saved.
    pub fn use_mailbox(
        &mut self,
        address: &str,
        marker: Option<&[u8]>,
    ) -> Result<MailboxView, CompanionError> {
        let me = DeviceId(self.me.device.public().id());
        let partner = self.partner();
        let space = partner.map(|couple| couple.space());
        let devices: Vec<DeviceId> = partner
            .map(|couple| couple.partner_device())
            .into_iter()
            .chain([me])
            .collect();
        match marker::owner(space.as_ref(), &devices, marker) {
            Owner::Other => return Err(CompanionError::MailboxTaken),
            Owner::Newer => return Err(CompanionError::VaultNewer),
            Owner::Ours | Owner::Nobody => {}
        }
        let only = self.post.chosen.as_ref().is_some_and(|known| known.only);
        self.forget_mailbox_state()?;
        self.choose(Some(Chosen {
            address: address.to_owned(),
            only,
        }))?;
        self.errand(Errand::UseMailbox {
            address: Some(address.to_owned()),
        });
        self.begin_plan()?;
        self.mailbox_view()
    }

    /// Uses no mailbox any more. What lies there stays there.
    ///
    /// # Errors
    /// It could not be saved.
    pub fn clear_mailbox(&mut self) -> Result<MailboxView, CompanionError> {
        let closed = self.post.chosen.as_ref().is_some_and(|known| known.only);
        self.choose(None)?;
        self.forget_mailbox_state()?;
        self.errand(Errand::UseMailbox { address: None });
        if closed {
            self.errand(Errand::Direct { on: true });
        }
        self.mailbox_view()
    }

    /// Closes the direct way, or opens it again.
    ///
    /// # Errors
    /// [`CompanionError::NoMailbox`], or it could not be saved.
    pub fn set_mailbox_only(&mut self, only: bool) -> Result<MailboxView, CompanionError> {
        let chosen = self.post.chosen.clone().ok_or(CompanionError::NoMailbox)?;
        self.choose(Some(Chosen { only, ..chosen }))?;
        if only {
            self.direct_closed();
        }
        self.errand(Errand::Direct { on: !only });
        self.network_is_new();
        self.mailbox_view()
    }

    /// Whether the direct way is closed.
    #[must_use]
    pub fn is_mailbox_only(&self) -> bool {
        self.post.chosen.as_ref().is_some_and(|known| known.only)
    }

    /// The mailbox, for a screen.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn mailbox_view(&self) -> Result<MailboxView, CompanionError> {
        let plan = self.post.plan.as_ref();
        let zone = self.zone();
        let mut noticed: Vec<(Finding, DateTime<Utc>)> = plan
            .map(|plan| {
                plan.noticed()
                    .iter()
                    .map(|(what, at)| (*what, *at))
                    .collect()
            })
            .unwrap_or_default();
        noticed.sort_by_key(|(_, at)| std::cmp::Reverse(*at));
        Ok(MailboxView {
            address: self.post.chosen.as_ref().map(|known| known.address.clone()),
            only: self.is_mailbox_only(),
            trouble: plan.map_or(self.post.meeting.trouble(), Plan::trouble),
            unpublished: plan.map_or(0, Plan::unpublished),
            quiet: plan.is_none_or(Plan::is_quiet)
                && self.post.meeting.is_quiet()
                && self.post.sweep.is_done(),
            news: self.private.setting(NEWS)?,
            noticed: noticed
                .into_iter()
                .map(|(what, at)| (what, couple::time::local_day(at, zone)))
                .collect(),
        })
    }

    /// What came of a job in the folder.
    pub fn mailbox_answered(&mut self, path: &str, answer: Answer) {
        if self.post.sweep.waits_for(path) {
            self.swept(&answer);
        } else if self.post.meeting.waits_for(path) {
            self.meeting_answered(answer);
        } else {
            let path = path.to_owned();
            self.plan_event(Event::Answered { path, answer });
        }
    }

    /// Something has changed in the folder.
    pub fn mailbox_changed(&mut self) {
        self.post.meeting.look_again();
        self.plan_event(Event::Changed);
    }

    /// What is due in the mailbox; says when to look again.
    pub(crate) fn mailbox_tick(&mut self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.post.chosen.as_ref()?;
        self.sweep_on(now);
        self.meet_on(now);
        self.write_due_acks(now);
        self.plan_event(Event::Tick);
        let plan = self.post.plan.as_ref().and_then(Plan::wake_at);
        [
            plan,
            self.post.meeting.wake_at(),
            self.post.sweep.wake_at(),
            self.post.acks.wake_at(),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// Whether there is a mailbox.
    pub(crate) fn has_mailbox(&self) -> bool {
        self.post.chosen.is_some()
    }

    /// Where the partner may look for the mailbox: the folder's own name, and no more of the path.
    pub(crate) fn mailbox_hint(&self) -> Option<String> {
        let address = &self.post.chosen.as_ref()?.address;
        Some(last_part(address))
    }

    fn choose(&mut self, chosen: Option<Chosen>) -> Result<(), CompanionError> {
        self.private.write(|tx| match &chosen {
            Some(chosen) => tx.put_setting(SETTING, chosen),
            None => tx.drop_setting(SETTING),
        })?;
        self.post.chosen = chosen;
        self.notice(Notice::SharingChanged);
        Ok(())
    }

    fn forget_mailbox_state(&mut self) -> Result<(), CompanionError> {
        self.shared.write(|tx| {
            tx.clear_segments()?;
            tx.drop_meta(STATE)
        })?;
        self.private.write(|tx| tx.drop_setting(NEWS))?;
        self.post.plan = None;
        self.post.arriving = None;
        self.post.meeting = Meeting::default();
        Ok(())
    }

    /// Begins to use the mailbox for the couple's space, where there are both.
    pub(crate) fn begin_plan(&mut self) -> Result<(), CompanionError> {
        self.post.plan = None;
        self.post.arriving = None;
        let (Some(_), Some(couple)) = (&self.post.chosen, self.partner()) else {
            return Ok(());
        };
        let space = couple.space();
        let roster = couple.roster.clone();
        let heads = couple.session.heads();
        let me = DeviceId(self.me.device.public().id());
        let part = marker::marker_part(&space, &me);
        let note = marker::note(&part, &self.me.device.sign(Purpose::MailboxNote, &part));
        let state = self
            .shared
            .meta(STATE)?
            .and_then(|bytes| postcard::from_bytes(&bytes).ok())
            .unwrap_or_default();
        let known = self.shared.segments()?;
        self.post.plan = Some(Plan::new(me, &roster, note, &heads, known, state));
        self.open_acks()
    }

    fn mailbox_job(&mut self, job: Job) {
        self.errand(Errand::Mailbox { job });
    }
}
