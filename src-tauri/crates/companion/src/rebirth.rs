//! Written anew: an entry keeps today's text and loses how it came about. Its author alone can
//! do it. The text becomes a new thing with a new id, and the old one is erased as any other;
//! the partner sees the new one in its place, and what they hold of the old one is theirs to
//! keep or to erase.

use couple::{
    PersonId, ThingId, ThingKind,
    journal::{Audience, Entry, Passage, as_quotations},
};
use replica::EntryDoc;
use vault::{DraftRow, Erasure, OtherCopy};

use crate::{
    Companion, CompanionError, EntryView, Notice, Origin,
    erasing::erase_here,
    journal::UPDATE_LIMIT,
    ledger::{new_id, peer_of},
    payload::Payload,
    photos::copy_photos,
};

/// The draft that was put down for an entry that is being written anew, until it is there.
const REBIRTH: &str = "rebirth";

impl Companion {
    /// Keeps an entry's text and erases its history: the view is of the entry that stands in
    /// its place. Unshared changes stay unshared changes. With `ask` my partner is asked to
    /// erase what they have of the old one.
    ///
    /// # Errors
    /// [`CompanionError::NotYours`], [`CompanionError::NotFound`] also for a removed one. After
    /// another error the entry is untouched, or it is done and the rest follows by itself.
    pub fn write_anew(&mut self, id: ThingId, ask: bool) -> Result<EntryView, CompanionError> {
        let found = self.find(id)?;
        if found.row.entry.author != self.my_id() {
            return Err(CompanionError::NotYours);
        }
        if found.row.entry.removed_at.is_some() {
            return Err(CompanionError::NotFound);
        }
        self.forget_in_memory(id);
        let entry = Entry {
            id: new_id(&mut self.rng),
            ..found.row.entry
        };
        let new = entry.id;
        if found.audience == Audience::Ours {
            self.anew_shared(id, entry, ask)?;
        } else {
            self.anew_private(id, &entry)?;
        }
        self.notice(Notice::EntryErased {
            id,
            origin: Origin::Me,
        });
        self.notice(Notice::EntryKept {
            id: new,
            origin: Origin::Me,
        });
        self.finish_erasing()?;
        self.view(new)
    }

    fn anew_private(&mut self, old: ThingId, entry: &Entry) -> Result<(), CompanionError> {
        self.move_private_replies(old, entry.id)?;
        let (document, update) = EntryDoc::create(self.desk_peer(), entry)?;
        let entry = document.value()?;
        let for_later = self.desk().is_for_later(old)?;
        let updates = document.split(&update, UPDATE_LIMIT)?;
        let mut payloads = Payload::updates(entry.id, ThingKind::Entry, updates);
        payloads.extend(Payload::erase(old, &self.desk().frames_of(old)?));
        self.log_page(&payloads, |tx| {
            tx.put_entry(&entry)?;
            tx.mark_for_later(entry.id, for_later)?;
            tx.move_photos(old, entry.id)?;
            tx.erase_thing(old)?;
            crate::erasing::mark(tx, old)
        })
    }

    fn anew_shared(
        &mut self,
        old: ThingId,
        mut entry: Entry,
        ask: bool,
    ) -> Result<(), CompanionError> {
        let peer = self
            .partner()
            .ok_or(CompanionError::NoPartner)?
            .ledger
            .peer();
        entry.body = self.attributed(old)?;
        let (document, update) = EntryDoc::create(peer, &entry)?;
        let entry = document.value()?;
        let mut payloads = vec![Payload::Rebirth {
            old: old.0,
            new: entry.id.0,
        }];
        let updates = document.split(&update, UPDATE_LIMIT)?;
        payloads.extend(Payload::updates(entry.id, ThingKind::Entry, updates));
        let frames = self.my_frames_of(old)?;
        self.rewrite_segments(&frames)?;
        payloads.extend(Payload::erase(old, &frames));
        if ask {
            payloads.push(Payload::AskErase { thing: old.0 });
        }
        let erasure = Erasure {
            thing: old,
            person: self.my_id(),
            at: self.now(),
            asked_at: ask.then(|| self.now()),
            copy: OtherCopy::Open,
            successor: Some(entry.id),
        };
        // The draft is put down for the new entry first: erasing takes the old one's.
        if let Some(draft) = self.desk().draft(old)? {
            let moved = DraftRow {
                entry: entry.id,
                base: document.version(),
                ..draft
            };
            self.desk_mut()
                .try_write(|tx| -> Result<(), CompanionError> {
                    tx.put_meta(REBIRTH, &entry.id.0)?;
                    tx.put_draft(&moved)?;
                    copy_photos(tx, tx, old, entry.id)
                })?;
        }
        let done = self.log_shared(&payloads, |tx| {
            tx.put_entry(&entry)?;
            tx.put_erasure(&erasure)?;
            tx.move_photos(old, entry.id)?;
            erase_here(tx, old)
        });
        self.finish_rebirth()?;
        done
    }

    /// Drops a draft that was put down for an entry that never came to be.
    pub(crate) fn finish_rebirth(&mut self) -> Result<(), CompanionError> {
        let Some(bytes) = self.desk().meta(REBIRTH)? else {
            return Ok(());
        };
        let id = bytes.try_into().map(ThingId).ok();
        let orphan = match id {
            Some(id) if self.shared.thing_kind(id)?.is_none() => Some(id),
            _ => None,
        };
        Ok(self.desk_mut().write(|tx| {
            if let Some(id) = orphan {
                tx.drop_draft(id)?;
                tx.drop_photos(id)?;
            }
            tx.drop_meta(REBIRTH)
        })?)
    }

    /// The text of an entry, with what my partner wrote in it as quotations under their name.
    fn attributed(&self, id: ThingId) -> Result<String, CompanionError> {
        let me = self.my_id();
        let writers: Vec<(replica::PeerId, PersonId)> = self
            .shared
            .heads()?
            .iter()
            .filter_map(|row| Some((peer_of(row.head.log), self.person_of(row.head.log)?)))
            .collect();
        let document = EntryDoc::open(&self.shared.updates(id)?)?;
        let passages = document.passages().into_iter().map(|(peer, text)| {
            let by = writers.iter().find(|(known, _)| *known == peer);
            Passage {
                // What nobody is known to have written is the author's.
                by_other: by.is_some_and(|(_, person)| *person != me),
                text,
            }
        });
        let name = self
            .partner()
            .map_or("", |couple| couple.partner_name.as_str());
        Ok(as_quotations(passages, name))
    }
}
