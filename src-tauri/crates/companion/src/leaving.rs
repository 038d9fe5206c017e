//! Stopping to share: alone, at once, offline, and nobody's consent is needed.
//! Each keeps their own copy, which becomes Mine. What is shared, and with whom.

use chrono::NaiveDate;
use couple::{
    ThingId, ThingKind,
    journal::{Draft, Entry},
    outing::{Outing, Stage},
    us::RitualStage,
};
use replica::{DocumentError, EntryDoc, EntryEdit, OutingDoc};
use sync::Event;
use vault::DraftRow;

use crate::{
    Companion, CompanionError, Errand, Notice, couple_space::CoupleSpace, journal::UPDATE_LIMIT,
    ledger::derived_id, payload::Payload, set_aside::AsideView, waiting::NEWER,
};

/// The partner as one line: no presence, nothing finer than a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerView {
    /// What they are called.
    pub name: String,
    /// Since when we share.
    pub since: NaiveDate,
    /// The last day on which they had everything I shared; `None` before the first time, and
    /// while something waits on that very day.
    pub up_to_date: Option<NaiveDate>,
    /// Something of mine has not been confirmed by them.
    pub waiting: bool,
}

/// The direct way to the partner's computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direct {
    /// No partner.
    Off,
    /// Waiting until both are on.
    Waiting,
    /// Exchanging.
    Connected,
    /// Closed here: only the folder is used.
    FolderOnly,
}

/// What is shared, with whom, since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharingView {
    /// With whom.
    pub partner: Option<PartnerView>,
    /// How many Ours entries there are here.
    pub entries: u64,
    /// How many dates.
    pub outings: u64,
    /// How many own ideas that are Ours.
    pub ideas: u64,
    /// How much that is good to know is Ours.
    pub notes: u64,
    /// Days that matter and are Ours.
    pub dates: u64,
    /// Days that were told.
    pub ahead: u64,
    /// Lines of both menus.
    pub wishes: u64,
    /// Promises of either that stand.
    pub promises: u64,
    /// Rituals that both want.
    pub rituals: u64,
    /// Until when my partner sees the quarter hours in which I am busy, if I have shown them.
    pub time_shown: Option<NaiveDate>,
    /// A sealed hand of slips leaves each week, to find what both said yes to.
    pub jar_compared: bool,
    /// This device, as a short name.
    pub this_device: String,
    /// The direct way.
    pub direct: Direct,
    /// Frames of mine that the partner's computer has not confirmed.
    pub waiting_to_send: u64,
    /// On which day my partner stopped sharing, if they said so.
    pub partner_left: Option<NaiveDate>,
    /// Updates that could not be taken in and lie aside, for whatever reason.
    pub set_aside: u64,
    /// The same by their reasons.
    pub asides: Vec<AsideView>,
    /// A log of this computer has split: it was put back to an earlier day, or copied.
    pub forked_here: bool,
    /// A log of the partner's has split.
    pub forked_there: bool,
    /// Those among them that only a newer Lamplight can read.
    pub from_newer: u64,
}

const LEAVING: &str = "leaving";
const PARTNER_LEFT: &str = "partner-left";
const UP_TO_DATE: &str = "up-to-date";
/// Entries of one transaction while archiving.
const BATCH: usize = 500;

/// What a draft would make of an entry.
fn edit_of(draft: &Draft) -> EntryEdit {
    EntryEdit {
        title: Some(draft.title.clone()),
        body: Some(draft.body.clone()),
        feelings: Some(draft.feelings.clone()),
        tags: Some(draft.tags.clone()),
        ..EntryEdit::default()
    }
}

impl Companion {
    /// Stops sharing. With `quiet` the other side is told nothing at all.
    ///
    /// # Errors
    /// It could not be saved; it is then finished at the next start.
    pub fn stop_sharing(&mut self, quiet: bool) -> Result<(), CompanionError> {
        if self.partner().is_none() {
            return Err(CompanionError::NoPartner);
        }
        self.withdraw_all();
        // Decided from here on: whatever ends the program now, the next start goes on with it.
        self.private.write(|tx| tx.put_meta(LEAVING, b"1"))?;
        if !quiet {
            // Reaches them if both computers are on now; otherwise they simply hear nothing more.
            // That it could not be written down keeps nobody from leaving.
            let _ = self.tell_partner(&Payload::Leave);
        }
        self.session_event(Event::Leaving);
        self.leave_mailbox(quiet)?;
        self.go_solo()
    }

    /// The partner has said that they stopped sharing: my copy becomes Mine too.
    pub(crate) fn partner_has_left(&mut self) -> Result<(), CompanionError> {
        let today = couple::time::local_day(self.now(), self.zone());
        self.private
            .write(|tx| tx.put_setting(PARTNER_LEFT, &today))?;
        self.leave_mailbox(true)?;
        self.go_solo()
    }

    pub(crate) fn forget_partner_left(&mut self) -> Result<(), CompanionError> {
        Ok(self.private.write(|tx| {
            tx.drop_setting(PARTNER_LEFT)?;
            tx.drop_setting(UP_TO_DATE)
        })?)
    }

    /// Goes on with a leaving that the end of the program interrupted.
    pub(crate) fn finish_leaving(&mut self) -> Result<(), CompanionError> {
        if self.private.meta(LEAVING)?.is_some() {
            self.go_solo()?;
        }
        Ok(())
    }

    fn go_solo(&mut self) -> Result<(), CompanionError> {
        // What was to go to this partner goes to no other.
        self.withdraw_all();
        self.private.write(|tx| tx.put_meta(LEAVING, b"1"))?;
        self.archive_entries()?;
        self.archive_outings()?;
        self.archive_own_ideas()?;
        self.archive_notes()?;
        self.archive_dates()?;
        self.archive_wishes()?;
        self.forget_ahead()?;
        self.forget_offers()?;
        self.forget_promises()?;
        self.archive_in_step()?;
        self.archive_rituals()?;
        self.archive_sealed()?;
        self.archive_replies()?;
        self.forget_jar()?;
        self.forget_together()?;
        if let Some(couple) = self.couple.take() {
            self.errand(Errand::Allow { peers: Vec::new() });
            self.errand(Errand::CloseSync {
                peer: couple.partner_endpoint(),
            });
        }
        self.shared.write(|tx| tx.forget_everything())?;
        // What is gone here leaves no readable page either.
        self.shared.tidy()?;
        self.private.write(|tx| tx.drop_meta(LEAVING))?;
        self.notice(Notice::SharingChanged);
        self.notice(Notice::HomeChanged);
        Ok(())
    }

    /// Every Ours entry becomes one of mine, with whoever wrote it still named.
    fn archive_entries(&mut self) -> Result<(), CompanionError> {
        // The old text of one that is in both would stand in the way of what was written since.
        self.finish_sharing()?;
        // What has come of photos is still put together; without a worker it can't be.
        self.make_photos()?;
        let ids = self.shared.things(ThingKind::Entry)?;
        let me = self.my_id();
        let space = self.space_id();
        for batch in ids.chunks(BATCH) {
            let mut documents = Vec::with_capacity(batch.len());
            for id in batch {
                let Some(row) = self.shared.entry(*id)? else {
                    continue;
                };
                let mut entry = row.entry;
                if entry.author != me {
                    // My copy of what they wrote is a thing of its own: they may share theirs again.
                    entry.id = derived_id("archived", &space, entry.id);
                }
                // First, and again after a crash: the text is what says that all of it is there.
                self.copy_photos_to_desk(*id, entry.id)?;
                if self.is_mine(entry.id)? {
                    continue;
                }
                let draft = self.desk().draft(*id)?;
                entry.changed_at = None;
                match draft {
                    // Nothing of my unshared changes is lost, and nothing that was shared since.
                    Some(draft) => match self.merged(*id, &draft) {
                        Ok(merged) => documents.push(Entry {
                            title: merged.title,
                            body: merged.body,
                            feelings: merged.feelings,
                            tags: merged.tags,
                            ..entry
                        }),
                        // Written upon something else than what is shared: it stands beside it.
                        Err(_) => {
                            let beside = derived_id("draft", &space, *id);
                            self.copy_photos_to_desk(*id, beside)?;
                            documents.push(Entry {
                                id: beside,
                                title: draft.draft.title,
                                body: draft.draft.body,
                                feelings: draft.draft.feelings,
                                tags: draft.draft.tags,
                                ..entry.clone()
                            });
                            documents.push(entry);
                        }
                    },
                    None => documents.push(entry),
                }
            }
            self.keep_entries(&documents)?;
            self.desk_mut()
                .write(|tx| batch.iter().try_for_each(|id| tx.drop_draft(*id)))?;
        }
        Ok(())
    }

    /// A shared entry as it would be with a draft of mine.
    fn merged(&self, id: ThingId, draft: &DraftRow) -> Result<Entry, CompanionError> {
        let mut document = EntryDoc::open(&self.shared.updates(id)?)?;
        document.edit_from(self.desk_peer(), &draft.base, &edit_of(&draft.draft))?;
        Ok(document.value()?)
    }

    /// Whether a draft was written upon a version of the entry that is shared under its id.
    pub(crate) fn is_draft_of_shared(
        &self,
        id: ThingId,
        draft: &DraftRow,
    ) -> Result<bool, CompanionError> {
        if self.shared.thing_kind(id)?.is_none() {
            return Ok(false);
        }
        let mut document = EntryDoc::open(&self.shared.updates(id)?)?;
        match document.edit_from(self.desk_peer(), &draft.base, &EntryEdit::default()) {
            Ok(_) => Ok(true),
            Err(DocumentError::UnknownVersion) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Keeps many private entries in one transaction.
    pub(crate) fn keep_entries(&mut self, entries: &[Entry]) -> Result<(), CompanionError> {
        let mut payloads = Vec::with_capacity(entries.len());
        let mut listed = Vec::with_capacity(entries.len());
        for entry in entries {
            let (document, update) = EntryDoc::create(self.desk_peer(), entry)?;
            listed.push(document.value()?);
            let updates = document.split(&update, UPDATE_LIMIT)?;
            payloads.extend(Payload::updates(entry.id, ThingKind::Entry, updates));
        }
        self.log_page(&payloads, |tx| {
            for entry in &listed {
                tx.put_entry(entry)?;
            }
            Ok(())
        })
    }

    /// Dates that were ours become plans of mine, at the time that counted last.
    fn archive_outings(&mut self) -> Result<(), CompanionError> {
        let (me, now) = (self.my_id(), self.now());
        let partner = self.couple.as_ref().map(|couple| couple.partner_id());
        for outing in self.shared.outings()? {
            let stage = outing.stage(me, partner, now);
            if matches!(stage, Stage::Cancelled | Stage::Declined)
                || self.private.thing_kind(outing.id)?.is_some()
            {
                continue;
            }
            let Some(offer) = outing.latest_offer().copied() else {
                continue;
            };
            let own = match outing.idea.as_deref().map(str::parse) {
                Some(Ok(id)) if self.shared.own_idea(id)?.is_some() => Some(self.archived_idea(id)),
                _ => None,
            };
            let alone = Outing {
                idea: own.map(|id| id.to_string()).or(outing.idea),
                offers: vec![couple::outing::Offer { by: me, ..offer }],
                answers: Default::default(),
                proposed_by: me,
                ..outing
            };
            let (_, update) = OutingDoc::create(self.own.peer(), &alone)?;
            self.keep_private(alone.id, ThingKind::Outing, vec![update], |tx| {
                Ok(tx.put_outing(&alone)?)
            })?;
        }
        Ok(())
    }

    /// What is shared, with whom, since when.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn sharing(&self) -> Result<SharingView, CompanionError> {
        let device = sync::frame::DeviceId(self.me.device.public().id());
        let (direct, waiting_to_send) = match self.partner() {
            None => (Direct::Off, 0),
            Some(couple) => {
                let waiting = self.unconfirmed(couple);
                let direct = if self.is_mailbox_only() {
                    Direct::FolderOnly
                } else if couple.connected {
                    Direct::Connected
                } else {
                    Direct::Waiting
                };
                (direct, waiting)
            }
        };
        let forks = self.kept_forks()?;
        Ok(SharingView {
            partner: self.partner_view()?,
            entries: self.shared.count_entries()?,
            outings: self.shared.count_outings()?,
            ideas: self.shared.own_ideas()?.len() as u64,
            notes: self.shared.records(ThingKind::Note)?.len() as u64,
            dates: self.shared.records(ThingKind::OurDate)?.len() as u64,
            ahead: self.list_ahead()?.iter().filter(|ahead| ahead.told).count() as u64,
            wishes: self.list_wishes()?.iter().filter(|wish| wish.ours).count() as u64,
            promises: self.list_promises()?.len() as u64,
            rituals: self
                .list_rituals()?
                .iter()
                .filter(|view| view.stage == RitualStage::Awake)
                .count() as u64,
            time_shown: self
                .time_ask()?
                .filter(|ask| ask.mine_shown)
                .map(|ask| couple::time::local_day(ask.until, self.zone())),
            jar_compared: self.writes_hands()?,
            this_device: device.to_string().chars().take(8).collect(),
            direct,
            waiting_to_send,
            partner_left: self.private.setting(PARTNER_LEFT)?,
            set_aside: self.shared.count_set_aside()?,
            asides: self.asides()?,
            forked_here: forks.iter().any(|fork| fork.id().log.device == device),
            forked_there: forks.iter().any(|fork| fork.id().log.device != device),
            from_newer: self.shared.count_set_aside_because(NEWER)?,
        })
    }

    /// The partner as one line.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn partner_view(&self) -> Result<Option<PartnerView>, CompanionError> {
        let Some(couple) = self.partner() else {
            return Ok(None);
        };
        let waiting = self.unconfirmed(couple) > 0;
        let today = couple::time::local_day(self.now(), self.zone());
        let day: Option<NaiveDate> = self.private.setting(UP_TO_DATE)?;
        Ok(Some(PartnerView {
            name: couple.partner_name.clone(),
            since: couple.since,
            // Never "today" while something of today is not confirmed.
            up_to_date: day.filter(|day| !waiting || *day < today),
            waiting,
        }))
    }

    /// Notes the day on which the partner's computer has confirmed everything.
    pub(crate) fn note_up_to_date(&mut self) -> Result<(), CompanionError> {
        let Some(couple) = self.partner() else {
            return Ok(());
        };
        if couple.connected {
            self.note_confirmed()?;
        }
        Ok(())
    }

    /// Frames of mine that say something and that the partner's computer has not confirmed.
    pub(crate) fn unconfirmed(&self, couple: &CoupleSpace) -> u64 {
        let head = couple.ledger.head();
        let confirmed = couple.session.confirmed(&couple.partner_device(), head.log);
        let end = self.post.acks.content_end(head);
        end.saturating_sub(confirmed.next_seq)
    }

    /// Something was confirmed: perhaps everything is now.
    pub(crate) fn note_confirmed(&mut self) -> Result<(), CompanionError> {
        let Some(couple) = self.partner() else {
            return Ok(());
        };
        let head = couple.ledger.head();
        let end = self.post.acks.content_end(head);
        let partner = couple.partner_device();
        if !couple.session.has_mine_up_to(&partner, head.log, end) {
            return Ok(());
        }
        let today = couple::time::local_day(self.now(), self.zone());
        if self.private.setting::<NaiveDate>(UP_TO_DATE)? != Some(today) {
            self.private
                .write(|tx| tx.put_setting(UP_TO_DATE, &today))?;
        }
        Ok(())
    }
}
