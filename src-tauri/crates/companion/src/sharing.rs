//! From Mine to Ours. The only way there is `share`, it needs a [`Consent`], and
//! only the preview makes one. For ten seconds nothing leaves, and what waits is
//! in memory only: locking, quitting or a crash leaves the entry Mine.

use couple::{
    ThingId, ThingKind,
    journal::{Audience, Draft, Entry, Release},
    outing::OwnIdea,
};
use rand_core::Rng as _;
use replica::EntryDoc;
use vault::DraftRow;

use crate::{
    Companion, CompanionError, EntryView, Notice, Origin, journal::UPDATE_LIMIT,
    restoring::RESTORED_ONCE,
};

mod short;

pub use short::ShortPreview;
pub(crate) use short::{SHORT, as_mine};

/// That the author has seen what the partner will get. Made by [`Companion::preview_share`] only.
pub struct Consent {
    thing: ThingId,
    seen: Seen,
}

/// What they have seen.
#[derive(Clone, PartialEq, Eq)]
enum Seen {
    Entry(Draft),
    Idea(Box<OwnIdea>),
    Short(Box<short::Short>),
}

/// What the partner will get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharePreview {
    /// Names the consent for [`Companion::share_entry`].
    pub consent: String,
    /// The title.
    pub title: String,
    /// The text, Markdown.
    pub body: String,
    /// The feelings.
    pub feelings: Vec<String>,
    /// The tags.
    pub tags: Vec<String>,
    /// Who will get it.
    pub partner_name: String,
}

/// What the partner will get of an idea of mine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdeaPreview {
    /// Names the consent for [`Companion::share_idea`].
    pub consent: String,
    /// All of it.
    pub idea: OwnIdea,
    /// Who will get it.
    pub partner_name: String,
}

/// A share that leaves when its time comes.
pub(crate) struct Pending {
    consent: Consent,
    release: Release,
}

/// Which entry is on its way from one vault to the other.
const SHARING: &str = "sharing";
/// The same for an idea or what is short, which have no place on the desk.
pub(crate) const SHARING_IDEA: &str = "sharing idea";
/// Previews that are open at once; the oldest is forgotten.
const MOST_CONSENTS: usize = 16;

impl Companion {
    /// Shows exactly what would be shared.
    ///
    /// # Errors
    /// [`CompanionError::NoPartner`], [`CompanionError::NotYours`], or it is Ours already.
    pub fn preview_share(&mut self, id: ThingId) -> Result<SharePreview, CompanionError> {
        let partner_name = self
            .partner()
            .ok_or(CompanionError::NoPartner)?
            .partner_name
            .clone();
        let entry = self.shareable(id)?;
        let consent = self.new_consent(Consent {
            thing: id,
            seen: Seen::Entry(shown(&entry)),
        });
        Ok(SharePreview {
            consent,
            title: entry.title,
            body: entry.body,
            feelings: entry.feelings,
            tags: entry.tags,
            partner_name,
        })
    }

    /// Begins the ten seconds.
    ///
    /// # Errors
    /// [`CompanionError::BadInput`] when the consent is not one, or the entry
    /// is no longer what the preview showed.
    pub fn share_entry(&mut self, id: ThingId, consent: &str) -> Result<EntryView, CompanionError> {
        let consent = self.take_consent(id, consent)?;
        self.withdraw(id);
        let release = Release::new(self.now());
        self.pending.push(Pending { consent, release });
        self.notice(Notice::EntryKept {
            id,
            origin: Origin::Me,
        });
        self.view(id)
    }

    /// Shows exactly what would be shared of an idea of mine.
    ///
    /// # Errors
    /// [`CompanionError::NoPartner`], [`CompanionError::NotFound`], or it is Ours already.
    pub fn preview_idea(&mut self, id: ThingId) -> Result<IdeaPreview, CompanionError> {
        let partner_name = self
            .partner()
            .ok_or(CompanionError::NoPartner)?
            .partner_name
            .clone();
        let idea = self.shareable_idea(id)?;
        let consent = self.new_consent(Consent {
            thing: id,
            seen: Seen::Idea(Box::new(idea.clone())),
        });
        Ok(IdeaPreview {
            consent,
            idea,
            partner_name,
        })
    }

    /// Makes an idea of mine Ours. It leaves at once, like a date that is proposed.
    ///
    /// # Errors
    /// [`CompanionError::BadInput`] when the consent is not one, or the idea is no longer what the preview showed.
    pub fn share_idea(&mut self, id: ThingId, consent: &str) -> Result<(), CompanionError> {
        let consent = self
            .consents
            .remove(consent)
            .filter(|consent| consent.thing == id && matches!(consent.seen, Seen::Idea(_)))
            .ok_or(CompanionError::BadInput { what: "consent" })?;
        self.share(consent)?;
        self.notice(Notice::IdeaChanged { id });
        Ok(())
    }

    fn new_consent(&mut self, consent: Consent) -> String {
        let mut bytes = [0; 16];
        self.rng.fill_bytes(&mut bytes);
        let token = ThingId(bytes).to_string();
        if self.consents.len() >= MOST_CONSENTS {
            self.consents.clear();
        }
        self.consents.insert(token.clone(), consent);
        token
    }

    fn shareable_idea(&self, id: ThingId) -> Result<OwnIdea, CompanionError> {
        if self.shared.own_idea(id)?.is_some() {
            return Err(CompanionError::TooLateToWithhold);
        }
        let row = self.private.own_idea(id)?;
        row.filter(|row| row.removed_at.is_none())
            .map(|row| row.idea)
            .ok_or(CompanionError::NotFound)
    }

    /// Shares at once, for the command line.
    ///
    /// # Errors
    /// As [`Companion::share_entry`], or it could not be saved.
    pub fn share_now(&mut self, id: ThingId, consent: &str) -> Result<EntryView, CompanionError> {
        let consent = self.take_consent(id, consent)?;
        self.share(consent)?;
        self.view(id)
    }

    /// Skips what is left of the ten seconds.
    ///
    /// # Errors
    /// [`CompanionError::NotPending`] when nothing waits.
    pub fn send_now(&mut self, id: ThingId) -> Result<EntryView, CompanionError> {
        let at = self
            .pending
            .iter()
            .position(|pending| pending.consent.thing == id);
        let pending = self.pending.remove(at.ok_or(CompanionError::NotPending)?);
        self.share(pending.consent)?;
        self.view(id)
    }

    /// Takes back what has not left yet: it stays Mine.
    ///
    /// # Errors
    /// [`CompanionError::TooLateToWithhold`] when it has left.
    pub fn withhold_entry(&mut self, id: ThingId) -> Result<EntryView, CompanionError> {
        if self.find(id)?.audience == Audience::Ours {
            return Err(CompanionError::TooLateToWithhold);
        }
        if !self.withdraw(id) {
            return Err(CompanionError::NotPending);
        }
        self.notice(Notice::EntryKept {
            id,
            origin: Origin::Me,
        });
        self.view(id)
    }

    /// Marks an entry to be shared one day. It stays Mine, and pairing does not send it.
    ///
    /// # Errors
    /// When there is no such entry of mine.
    pub fn mark_for_later(
        &mut self,
        id: ThingId,
        marked: bool,
    ) -> Result<EntryView, CompanionError> {
        self.shareable(id)?;
        self.desk_mut().write(|tx| tx.mark_for_later(id, marked))?;
        self.notice(Notice::EntryKept {
            id,
            origin: Origin::Me,
        });
        self.view(id)
    }

    /// Lets everything leave whose ten seconds are over.
    pub(crate) fn release_due(&mut self) -> Result<(), CompanionError> {
        let now = self.now();
        while let Some(at) = self.pending.iter().position(|pending| {
            pending.release.is_due(now) || planted::has(planted::Bug::ReleasedAtOnce)
        }) {
            let Pending { consent, release } = self.pending.remove(at);
            let again = Consent {
                thing: consent.thing,
                seen: consent.seen.clone(),
            };
            if let Err(error) = self.share(consent) {
                if matches!(error, CompanionError::CannotSave(_)) {
                    let consent = again;
                    self.pending.push(Pending { consent, release });
                }
                return Err(error);
            }
        }
        Ok(())
    }

    /// When the next share leaves.
    pub(crate) fn next_release(&self) -> Option<chrono::DateTime<chrono::Utc>> {
        self.pending.iter().map(|pending| pending.release.at).min()
    }

    pub(crate) fn release_of(&self, id: ThingId) -> Option<Release> {
        self.pending
            .iter()
            .find(|pending| pending.consent.thing == id)
            .map(|pending| pending.release)
    }

    /// Takes an entry out of what waits to leave. `false` when it did not wait.
    pub(crate) fn withdraw(&mut self, id: ThingId) -> bool {
        let before = self.pending.len();
        self.pending.retain(|pending| pending.consent.thing != id);
        self.pending.len() != before
    }

    /// Forgets every preview of an entry.
    pub(crate) fn forget_consents(&mut self, id: ThingId) {
        self.consents.retain(|_, consent| consent.thing != id);
    }

    /// Nothing leaves that has not left: locking and quitting call this.
    pub(crate) fn withdraw_all(&mut self) {
        for pending in std::mem::take(&mut self.pending) {
            let id = pending.consent.thing;
            self.notice(Notice::EntryKept {
                id,
                origin: Origin::Me,
            });
        }
        self.consents.clear();
        for pending in std::mem::take(&mut self.pending_replies) {
            self.reply_notice(pending.entry(), Origin::Me);
        }
    }

    /// The screen was locked: what has not left stays Mine.
    pub fn screen_was_locked(&mut self) {
        self.withdraw_all();
        // It is all on the screen that is gone now.
        self.drop_sheet_in_hand();
        self.rest_talks();
        // Everything saved is on disk, however their file was closed.
        let _ = self.close_pages();
    }

    fn take_consent(&mut self, id: ThingId, token: &str) -> Result<Consent, CompanionError> {
        let consent = self
            .consents
            .remove(token)
            .filter(|consent| consent.thing == id)
            .ok_or(CompanionError::BadInput { what: "consent" })?;
        if Seen::Entry(shown(&self.shareable(id)?)) != consent.seen {
            return Err(CompanionError::BadInput {
                what: "the entry has changed",
            });
        }
        Ok(consent)
    }

    fn shareable(&self, id: ThingId) -> Result<Entry, CompanionError> {
        let found = self.find(id)?;
        if found.audience == Audience::Ours {
            return Err(CompanionError::TooLateToWithhold);
        }
        if found.row.entry.author != self.my_id() {
            return Err(CompanionError::NotYours);
        }
        if found.row.entry.removed_at.is_some() {
            return Err(CompanionError::NotFound);
        }
        Ok(found.row.entry)
    }

    /// Commits an entry as Ours, then removes it from the private vault. A crash
    /// in between leaves it in both, which the next start finishes; a disk that is full just
    /// then, the next look at the clock. Shared it is in either case.
    fn share(&mut self, consent: Consent) -> Result<(), CompanionError> {
        let id = consent.thing;
        let entry = match consent.seen {
            Seen::Idea(seen) => return self.share_seen_idea(*seen),
            Seen::Short(seen) => return self.share_seen_short(&seen),
            Seen::Entry(seen) => {
                let entry = self.shareable(id)?;
                if shown(&entry) != seen {
                    return Err(CompanionError::BadInput {
                        what: "the entry has changed",
                    });
                }
                entry
            }
        };
        self.ensure_epoch()?;
        // A new document: how the text came about stays here.
        let peer = self
            .partner()
            .ok_or(CompanionError::NoPartner)?
            .ledger
            .peer();
        let (document, update) = EntryDoc::create(peer, &entry)?;
        let entry = document.value()?;
        let updates = document.split(&update, UPDATE_LIMIT)?;
        // The note has room for one: whose private copy could not go is done with first.
        self.finish_sharing()?;
        // Before the text that names them: until that is there, they are nothing.
        self.copy_photos_to_shared(id)?;
        self.desk_mut().write(|tx| tx.put_meta(SHARING, &id.0))?;
        self.keep_shared(id, ThingKind::Entry, updates, |tx| {
            tx.put_entry(&entry)?;
            Ok(())
        })?;
        let _ = self.forget_private_copy(id);
        self.notice(Notice::EntryReleased { id });
        self.notice(Notice::SharingChanged);
        Ok(())
    }

    fn share_seen_idea(&mut self, seen: OwnIdea) -> Result<(), CompanionError> {
        let id = seen.id;
        if self.shareable_idea(id)? != seen {
            return Err(CompanionError::BadInput {
                what: "the idea has changed",
            });
        }
        self.finish_sharing()?;
        self.private.write(|tx| tx.put_meta(SHARING_IDEA, &id.0))?;
        self.keep_shared_idea(&seen)?;
        let _ = self.forget_private_idea(id);
        self.notice(Notice::SharingChanged);
        Ok(())
    }

    fn forget_private_copy(&mut self, id: ThingId) -> Result<(), CompanionError> {
        self.desk_mut().write(|tx| {
            tx.mark_for_later(id, false)?;
            tx.erase_thing(id)?;
            tx.drop_meta(SHARING)
        })?;
        Ok(())
    }

    fn forget_private_idea(&mut self, id: ThingId) -> Result<(), CompanionError> {
        self.private.write(|tx| {
            tx.erase_thing(id)?;
            tx.drop_meta(SHARING_IDEA)
        })?;
        Ok(())
    }

    /// As [`Companion::shared_again`], for an idea or what is short: what is Ours counts, and what waited for the private copy to go is taken in.
    pub(crate) fn idea_shared_again(&mut self, id: ThingId) -> Result<(), CompanionError> {
        if self.private.thing_kind(id)?.is_none() || self.shared.thing_kind(id)?.is_none() {
            return Ok(());
        }
        self.forget_private_idea(id)?;
        self.retry_about([id].into())
    }

    /// A restored home may have as Mine what was shared after the backup. When that comes back, the
    /// private copy goes; where it says something else, it stays as my draft of what is Ours.
    pub(crate) fn shared_again(&mut self, id: ThingId) -> Result<(), CompanionError> {
        let (Some(mine), Some(ours)) = (self.desk().entry(id)?, self.shared.entry(id)?) else {
            return Ok(());
        };
        let mine = shown(&mine.entry);
        if mine != shown(&ours.entry) {
            let draft = DraftRow {
                entry: id,
                draft: mine,
                base: EntryDoc::open(&self.shared.updates(id)?)?.version(),
                saved_at: self.now(),
            };
            self.desk_mut().write(|tx| tx.put_draft(&draft))?;
        }
        // Its photos come back by themselves, later than the text, and those of the draft never left.
        Ok(self.desk_mut().write(|tx| {
            tx.mark_for_later(id, false)?;
            tx.erase_all_but_photos(id)?;
            tx.place_photos(id)?;
            tx.drop_meta(SHARING)
        })?)
    }

    /// In a home that was restored once, finishes what a crash interrupted in
    /// [`Companion::shared_again`].
    pub(crate) fn finish_sharing_again(&mut self) -> Result<(), CompanionError> {
        if self.private.meta(RESTORED_ONCE)?.is_none() {
            return Ok(());
        }
        for id in self.desk().things(ThingKind::Entry)? {
            self.shared_again(id)?;
        }
        for kind in SHORT.iter().chain([&ThingKind::Idea]) {
            for id in self.private.things(as_mine(*kind))? {
                self.idea_shared_again(id)?;
            }
        }
        Ok(())
    }

    /// Finishes what a crash or a full disk interrupted: what is in both vaults is Ours.
    pub(crate) fn finish_sharing(&mut self) -> Result<(), CompanionError> {
        if let Some(bytes) = self.private.meta(SHARING_IDEA)? {
            match bytes.try_into().map(ThingId).ok() {
                Some(id) if self.shared.thing_kind(id)?.is_some() => {
                    self.forget_private_idea(id)?;
                }
                _ => self.private.write(|tx| tx.drop_meta(SHARING_IDEA))?,
            }
        }
        let Some(bytes) = self.desk().meta(SHARING)? else {
            return Ok(());
        };
        let id = bytes.try_into().map(ThingId).ok();
        match id {
            Some(id) if self.shared.thing_kind(id)?.is_some() => self.forget_private_copy(id),
            // It never got there: it is still Mine.
            _ => Ok(self.desk_mut().write(|tx| tx.drop_meta(SHARING))?),
        }
    }
}

/// What a preview shows of an entry.
fn shown(entry: &Entry) -> Draft {
    Draft {
        title: entry.title.clone(),
        body: entry.body.clone(),
        feelings: entry.feelings.clone(),
        tags: entry.tags.clone(),
    }
}
