//! Erasing: what a person takes off their own devices for good. The frames' headers stay, so
//! that the logs still hold together; every text goes, from both vaults, the search indexes
//! and the write-ahead logs. The partner's copy is theirs: it is only hidden from the lists,
//! and `asking` asks for it.
//!
//! An erasure is one transaction that leaves a mark. What follows it, the other vault, the
//! indexes, the files, is done again after a crash until it is done.

use chrono::{DateTime, Utc};
use couple::{PersonId, ThingId, journal::Audience};
use sync::frame::FrameId;
use vault::{Erasure, Kind, OtherCopy, Private, Shared, Tx, VaultError, View};

use crate::{Companion, CompanionError, Notice, Origin, payload::Payload, replies::drop_replies};

/// Which things were just erased and may still be in places that no transaction reaches.
const ERASING: &str = "erasing";
/// Which of them the private pages, closed then, may still have something of.
const ERASING_LATER: &str = "erasing-later";
/// Why a frame without a body is set aside, until an erasure explains it.
pub(crate) const MISSING: &str = "its body is missing";

impl Companion {
    /// Erases an entry of mine, removed or not, here and for good. My partner's copy is theirs;
    /// with `ask` they are asked to erase it too.
    ///
    /// # Errors
    /// [`CompanionError::NotYours`] for my partner's. After another error the entry is either
    /// untouched, or gone and the rest is done by itself.
    pub fn erase_entry(&mut self, id: ThingId, ask: bool) -> Result<(), CompanionError> {
        self.erase_log(id, ask)?;
        self.notice(Notice::EntryErased {
            id,
            origin: Origin::Me,
        });
        self.finish_erasing()
    }

    /// The first half of an erasure, the one that can't be taken back.
    pub(crate) fn erase_log(&mut self, id: ThingId, ask: bool) -> Result<(), CompanionError> {
        let found = self.find(id)?;
        self.forget_in_memory(id);
        // Copies from an earlier sharing, or from a journal that was brought.
        self.erase_private_replies(id)?;
        if found.audience != Audience::Ours {
            let frames = self.desk().frames_of(id)?;
            return self.log_page(&Payload::erase(id, &frames), |tx| {
                tx.erase_thing(id)?;
                mark(tx, id)
            });
        }
        if found.row.entry.author != self.my_id() {
            return Err(CompanionError::NotYours);
        }
        let frames = self.my_frames_of(id)?;
        // Noted before: whatever happens then, they are written again as the vault has them.
        self.rewrite_segments(&frames)?;
        let mut payloads = Payload::erase(id, &frames);
        let (about_replies, replies) = self.erase_replies(id)?;
        payloads.extend(about_replies);
        if ask {
            payloads.push(Payload::AskErase { thing: id.0 });
        }
        let erasure = Erasure {
            thing: id,
            person: self.my_id(),
            at: self.now(),
            asked_at: ask.then(|| self.now()),
            copy: OtherCopy::Open,
            successor: None,
        };
        self.log_shared(&payloads, |tx| {
            tx.put_erasure(&erasure)?;
            drop_replies(tx, &replies)?;
            erase_here(tx, id)
        })
    }

    /// Takes what was erased out of every other place, and makes it real. Called after an
    /// erasure, and at each start and look at the clock until it has succeeded.
    pub(crate) fn finish_erasing(&mut self) -> Result<(), CompanionError> {
        let mut ids = marked(&self.private)?;
        ids.extend(marked(&self.shared)?);
        if let Some(pages) = &self.pages {
            ids.extend(marked(&pages.vault)?);
        }
        if ids.is_empty() {
            return Ok(());
        }
        // What the closed pages have of it goes when they are opened.
        let closed = self.pages_are_closed()?;
        let later = self.private.meta(ERASING_LATER)?.unwrap_or_default();
        self.private.write(|tx| {
            take_out(tx, &ids)?;
            if closed {
                let ids = ids.iter().flat_map(|id| id.0);
                tx.put_meta(
                    ERASING_LATER,
                    &later.into_iter().chain(ids).collect::<Vec<u8>>(),
                )?;
            }
            Ok(())
        })?;
        self.private.tidy()?;
        self.shared.tidy()?;
        if let Some(pages) = &mut self.pages {
            pages.vault.write(|tx| take_out(tx, &ids))?;
            pages.vault.tidy()?;
            pages.vault.write(|tx| tx.drop_meta(ERASING))?;
        }
        self.shared.write(|tx| tx.drop_meta(ERASING))?;
        Ok(self.private.write(|tx| tx.drop_meta(ERASING))?)
    }

    /// What was erased while the pages were closed is erased in them too.
    pub(crate) fn erase_in_opened_pages(&mut self) -> Result<(), CompanionError> {
        let Some(bytes) = self.private.meta(ERASING_LATER)? else {
            return Ok(());
        };
        self.private.write(|tx| tx.put_meta(ERASING, &bytes))?;
        self.finish_erasing()?;
        Ok(self.private.write(|tx| tx.drop_meta(ERASING_LATER))?)
    }

    /// The frames of my own logs that hold a thing: all that I can answer for.
    pub(crate) fn my_frames_of(&self, id: ThingId) -> Result<Vec<FrameId>, CompanionError> {
        let me = self.my_id();
        let mut frames = self.shared.frames_of(id)?;
        frames.retain(|frame| self.person_of(frame.log) == Some(me));
        Ok(frames)
    }

    /// Nothing of it waits to leave, and no preview of it is remembered.
    pub(crate) fn forget_in_memory(&mut self, id: ThingId) {
        self.withdraw(id);
        self.forget_consents(id);
    }

    /// Whether what comes of a thing is let go unread: I have erased it, or its author has.
    pub(crate) fn is_swallowed(
        &self,
        thing: ThingId,
        author: Option<PersonId>,
    ) -> Result<bool, CompanionError> {
        let Some(erasure) = self.shared.erasure(thing)? else {
            return Ok(false);
        };
        Ok(erasure.person == self.my_id()
            || author == Some(erasure.person)
            || erasure.copy == OtherCopy::Gone)
    }
}

/// Takes a thing out of the shared vault, all but its frames' headers, and leaves the mark.
pub(crate) fn erase_here(tx: &Tx<'_, Shared>, id: ThingId) -> Result<(), CompanionError> {
    tx.erase_set_aside(id)?;
    tx.erase_thing(id)?;
    mark(tx, id)
}

/// Takes an entry out of the lists whose author has erased it. The copy stays.
pub(crate) fn hide(
    tx: &Tx<'_, Shared>,
    id: ThingId,
    now: DateTime<Utc>,
) -> Result<(), CompanionError> {
    if let Some(row) = tx.entry(id)?
        && row.entry.removed_at.is_none()
    {
        let mut entry = row.entry;
        entry.removed_at = Some(now);
        tx.put_entry(&entry)?;
    }
    Ok(())
}

fn take_out(tx: &Tx<'_, Private>, ids: &[ThingId]) -> Result<(), VaultError> {
    for id in ids {
        tx.drop_draft(*id)?;
        tx.mark_for_later(*id, false)?;
        tx.erase_thing(*id)?;
    }
    Ok(())
}

pub(crate) fn mark<K: Kind>(tx: &Tx<'_, K>, id: ThingId) -> Result<(), CompanionError> {
    let mut bytes = tx.meta(ERASING)?.unwrap_or_default();
    bytes.extend_from_slice(&id.0);
    Ok(tx.put_meta(ERASING, &bytes)?)
}

fn marked<K: Kind>(vault: &View<K>) -> Result<Vec<ThingId>, CompanionError> {
    let bytes = vault.meta(ERASING)?.unwrap_or_default();
    let (ids, _) = bytes.as_chunks::<16>();
    Ok(ids.iter().copied().map(ThingId).collect())
}
