//! What lies on the desk, taken into the pages. One transaction brings it all and says what was
//! brought; only then is it taken out of the private vault, so that an end of the program in
//! between neither loses nor doubles anything.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use couple::{
    Moment, ThingId, ThingKind,
    journal::{Draft, Entry},
};
use rand_chacha::ChaCha20Rng;
use replica::EntryDoc;
use vault::{Private, Tx, View};

use crate::{
    Companion, CompanionError,
    companion::restoring,
    identity::Identity,
    journal::UPDATE_LIMIT,
    ledger::{Ledger, new_id},
    payload::Payload,
    photos::copy_photos,
};

/// In the pages: what was brought last, each with how many updates it had then. What lies on the
/// desk as it did then is the same thing, however it was changed in the pages since.
const BROUGHT: &str = "brought";
const NOTE_BYTES: usize = 20;

impl Companion {
    /// Takes in what was written while the pages were closed, and in a home of before there were
    /// pages, everything.
    pub(super) fn take_from_desk(&mut self) -> Result<(), CompanionError> {
        let ids = self.private.things(ThingKind::Entry)?;
        let drafts = self.private.drafted_entries()?;
        if ids.is_empty() && drafts.is_empty() {
            return Ok(());
        }
        self.bring(&ids, &drafts)?;
        let marked = self.private.for_later()?;
        self.private.write(|tx| {
            ids.iter().try_for_each(|id| tx.erase_thing(*id))?;
            drafts.iter().try_for_each(|id| {
                tx.drop_draft(*id)?;
                tx.drop_photos(*id)
            })?;
            marked
                .iter()
                .try_for_each(|id| tx.mark_for_later(*id, false))
        })?;
        Ok(self.private.tidy()?)
    }

    fn bring(&mut self, ids: &[ThingId], drafts: &[ThingId]) -> Result<(), CompanionError> {
        let here = Moment {
            at: self.now(),
            zone: self.zone(),
        };
        let author = self.my_id();
        let private = &self.private;
        let Some(pages) = &mut self.pages else {
            return Ok(());
        };
        let before = noted(&pages.vault, BROUGHT)?;
        let head = pages.log.head();
        let (log, me, rng) = (&mut pages.log, &self.me, &mut self.rng);
        let done = pages.vault.try_write(|tx| {
            let mut bringing = Bringing {
                tx,
                log,
                me,
                rng,
                now: here.at,
            };
            let mut note = Vec::with_capacity(ids.len() * NOTE_BYTES);
            for id in ids {
                let Some(row) = private.entry(*id)? else {
                    continue;
                };
                let updates = private.updates(*id)?;
                push(&mut note, *id, updates.len());
                let marked = private.is_for_later(*id)?;
                match tx.entry(*id)? {
                    Some(_) if before.get(id) == Some(&count(updates.len())) => {}
                    Some(there) if there.entry == row.entry => {}
                    // It says something else: both stay.
                    Some(_) => {
                        let new = bringing.add_as_new(row.entry, marked)?;
                        copy_photos(private, tx, *id, new)?;
                        continue;
                    }
                    None => {
                        bringing.add(*id, updates)?;
                        tx.put_entry(&row.entry)?;
                        tx.mark_for_later(*id, marked)?;
                    }
                }
                copy_photos(private, tx, *id, *id)?;
            }
            for id in drafts {
                let Some(draft) = private.draft(*id)? else {
                    continue;
                };
                let newer = match tx.draft(*id)? {
                    Some(there) if there.draft == draft.draft => {
                        copy_photos(private, tx, *id, *id)?;
                        continue;
                    }
                    Some(there) => {
                        let (older, newer) = if there.saved_at > draft.saved_at {
                            (draft, there)
                        } else {
                            (there, draft)
                        };
                        let page = page_of(older.draft, author, here);
                        let new = bringing.add_as_new(page, false)?;
                        copy_photos(private, tx, *id, new)?;
                        copy_photos(tx, tx, *id, new)?;
                        newer
                    }
                    None => draft,
                };
                tx.put_draft(&newer)?;
                copy_photos(private, tx, *id, *id)?;
            }
            Ok(tx.put_meta(BROUGHT, &note)?)
        });
        restoring(&mut pages.log, head, done)
    }

    /// Drafts in the pages whose entry is Ours no longer, or another one under the same id: what I
    /// wrote becomes a page of its own. What it was written upon may say more by now than it did
    /// then, so it is put on nothing.
    pub(super) fn keep_stray_drafts(&mut self) -> Result<(), CompanionError> {
        for id in self.desk().drafted_entries()? {
            let Some(row) = self.desk().draft(id)? else {
                continue;
            };
            if self.is_draft_of_shared(id, &row)? {
                continue;
            }
            let here = Moment {
                at: self.now(),
                zone: self.zone(),
            };
            let mut page = page_of(row.draft, self.my_id(), here);
            page.id = new_id(&mut self.rng);
            self.desk_mut()
                .try_write(|tx| copy_photos(tx, tx, id, page.id))?;
            self.keep_new_private(&page)?;
            self.desk_mut().write(|tx| tx.drop_draft(id))?;
        }
        Ok(())
    }
}

fn count(updates: usize) -> u32 {
    u32::try_from(updates).unwrap_or(u32::MAX)
}

/// Things, each with how many updates it had.
fn push(note: &mut Vec<u8>, id: ThingId, updates: usize) {
    note.extend_from_slice(&id.0);
    note.extend_from_slice(&count(updates).to_be_bytes());
}

fn noted(vault: &View<Private>, name: &str) -> Result<HashMap<ThingId, u32>, CompanionError> {
    let bytes = vault.meta(name)?.unwrap_or_default();
    let (rows, _) = bytes.as_chunks::<NOTE_BYTES>();
    let row = |row: &[u8; NOTE_BYTES]| {
        let (id, count) = row.split_first_chunk::<16>()?;
        Some((ThingId(*id), u32::from_be_bytes(count.try_into().ok()?)))
    };
    Ok(rows.iter().filter_map(row).collect())
}

/// A page of mine with a draft's text. Its id is still to be given.
fn page_of(draft: Draft, author: couple::PersonId, here: Moment) -> Entry {
    Entry {
        id: ThingId([0; 16]),
        title: draft.title,
        body: draft.body,
        written_at: here,
        author,
        feelings: draft.feelings,
        tags: draft.tags,
        removed_at: None,
        changed_at: None,
    }
}

struct Bringing<'a, 'v> {
    tx: &'a Tx<'v, Private>,
    log: &'a mut Ledger,
    me: &'a Identity,
    rng: &'a mut ChaCha20Rng,
    now: DateTime<Utc>,
}

impl Bringing<'_, '_> {
    fn add(&mut self, id: ThingId, updates: Vec<Vec<u8>>) -> Result<(), CompanionError> {
        for update in updates {
            let payload = Payload::update(id, ThingKind::Entry, update.clone());
            let sealed = self
                .log
                .seal(&payload, &self.me.device, self.now, self.rng)?;
            self.log.advance(&sealed);
            sealed.write(self.tx)?;
            self.tx
                .append_update(id, ThingKind::Entry, Some(sealed.id()), &update)?;
        }
        Ok(())
    }

    /// Adds it under another id.
    fn add_as_new(&mut self, entry: Entry, marked: bool) -> Result<ThingId, CompanionError> {
        let entry = Entry {
            id: new_id(self.rng),
            ..entry
        };
        let (document, update) = EntryDoc::create(self.log.peer(), &entry)?;
        let entry = document.value()?;
        self.add(entry.id, document.split(&update, UPDATE_LIMIT)?)?;
        self.tx.put_entry(&entry)?;
        self.tx.mark_for_later(entry.id, marked)?;
        Ok(entry.id)
    }
}
