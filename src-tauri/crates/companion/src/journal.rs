//! Entries: keep, read, list, remove. What goes to the partner is `sharing`'s, looking for one
//! `finding`'s.

use chrono::{DateTime, NaiveDate, Utc};
use couple::{
    Moment, ThingId, ThingKind,
    journal::{Audience, Draft, Entry, Release},
    time::start_of_day,
};
use replica::{EntryDoc, EntryEdit};
use vault::{DraftRow, EntryLine, EntryRow, Place};

use crate::{Companion, CompanionError, EntryView, Notice, Origin, ledger::new_id};

/// Largest update in one frame, in bytes: a frame's body holds 255 KiB with its padding.
pub(crate) const UPDATE_LIMIT: usize = 200 * 1024;

/// Who wrote something, seen from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Author {
    /// The person at this computer.
    Me,
    /// Their partner, or someone who was.
    Partner,
}

/// An entry in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntrySummary {
    /// Its id.
    pub id: ThingId,
    /// May be empty.
    pub title: String,
    /// The first words, as plain text.
    pub opening: String,
    /// When and where it was lived.
    pub written_at: Moment,
    /// Whom it is for.
    pub audience: Audience,
    /// Who wrote it.
    pub author: Author,
    /// Feeling words.
    pub feelings: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// There are changes of mine that I have not shared.
    pub has_draft: bool,
    /// Marked to be shared one day.
    pub for_later: bool,
    /// Changed after it was shared.
    pub changed_after_sharing: bool,
    /// Out of the lists; it rests before it is erased.
    pub removed: bool,
    /// It leaves at this time unless it is withheld.
    pub release: Option<Release>,
    /// The first photo of its text that is here.
    pub photo: Option<ThingId>,
}

/// A page of the journal, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryPage {
    /// The entries.
    pub entries: Vec<EntrySummary>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<Place>,
}

/// What to keep.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryInput {
    /// `None` makes a new entry.
    pub id: Option<ThingId>,
    /// Title, text, feelings and tags.
    pub draft: Draft,
    /// When and where; now and here without it.
    pub written_at: Option<Moment>,
    /// The version that changes are written upon. Without it, the one that my draft began from, or the newest.
    pub upon: Option<Vec<u8>>,
}

/// An entry and which vault it is in.
pub(crate) struct Found {
    pub(crate) row: EntryRow,
    pub(crate) audience: Audience,
}

impl Companion {
    /// Keeps an entry. A new one is Mine. Changes to an Ours entry become a
    /// draft of mine until they are shared. An entry that waits to leave is
    /// taken back first, since it would not be what the preview showed.
    ///
    /// # Errors
    /// Over a limit, not mine to change, or it could not be saved.
    pub fn keep_entry(&mut self, input: EntryInput) -> Result<EntryView, CompanionError> {
        input.draft.validate()?;
        match input.id {
            None => self.keep_new(input.draft, input.written_at),
            Some(id) => {
                let found = self.find(id)?;
                self.kept_at.insert(id, self.now());
                match found.audience {
                    Audience::Ours => self.keep_draft(&found.row, input.draft, input.upon),
                    _ => self.keep_mine(&found.row, input),
                }
            }
        }
    }

    fn keep_new(
        &mut self,
        draft: Draft,
        written_at: Option<Moment>,
    ) -> Result<EntryView, CompanionError> {
        let here = Moment {
            at: self.now(),
            zone: self.zone(),
        };
        let entry = Entry {
            id: new_id(&mut self.rng),
            title: draft.title,
            body: draft.body,
            written_at: written_at.unwrap_or(here),
            author: self.my_id(),
            feelings: draft.feelings,
            tags: draft.tags,
            removed_at: None,
            changed_at: None,
        };
        let (entry, version) = self.keep_new_private(&entry)?;
        self.notice(Notice::EntryKept {
            id: entry.id,
            origin: Origin::Me,
        });
        Ok(self.view_of_new(entry, version))
    }

    /// Makes a private document of an entry; gives the entry as it is kept, and its version.
    pub(crate) fn keep_new_private(
        &mut self,
        entry: &Entry,
    ) -> Result<(Entry, Vec<u8>), CompanionError> {
        let (document, update) = EntryDoc::create(self.desk_peer(), entry)?;
        // The list says what the document says, also where that is less exact.
        let entry = document.value()?;
        if planted::has(planted::Bug::PrivateSealed) && self.partner().is_some() {
            self.keep_shared(entry.id, ThingKind::Entry, vec![update.clone()], |_| Ok(()))?;
        }
        let updates = document.split(&update, UPDATE_LIMIT)?;
        self.keep_page(entry.id, updates, |tx| Ok(tx.put_entry(&entry)?))?;
        Ok((entry, document.version()))
    }

    fn keep_mine(
        &mut self,
        row: &EntryRow,
        input: EntryInput,
    ) -> Result<EntryView, CompanionError> {
        let id = row.entry.id;
        self.withdraw(id);
        let draft = match &input.upon {
            Some(upon) => self.bring_up_entry(id, upon, input.draft)?.mine,
            None => input.draft,
        };
        let edit = EntryEdit {
            title: Some(draft.title),
            body: Some(draft.body),
            feelings: Some(draft.feelings),
            tags: Some(draft.tags),
            written_at: input.written_at,
            ..EntryEdit::default()
        };
        self.edit_private(id, &edit)?;
        self.notice(Notice::EntryKept {
            id,
            origin: Origin::Me,
        });
        self.view(id)
    }

    /// The document of an entry, in whichever vault it is.
    pub(crate) fn entry_document(
        &self,
        id: ThingId,
        audience: Audience,
    ) -> Result<EntryDoc, CompanionError> {
        let updates = match audience {
            Audience::Ours => self.shared.updates(id)?,
            _ => self.desk().updates(id)?,
        };
        Ok(EntryDoc::open(&updates)?)
    }

    pub(crate) fn edit_private(
        &mut self,
        id: ThingId,
        edit: &EntryEdit,
    ) -> Result<(), CompanionError> {
        let mut document = EntryDoc::open(&self.desk().updates(id)?)?;
        let Some(update) = document.change(self.desk_peer(), edit)? else {
            return Ok(());
        };
        let entry = document.value()?;
        let updates = document.split(&update, UPDATE_LIMIT)?;
        self.keep_page(id, updates, |tx| {
            tx.put_entry(&entry)?;
            Ok(())
        })
    }

    fn keep_draft(
        &mut self,
        row: &EntryRow,
        draft: Draft,
        upon: Option<Vec<u8>>,
    ) -> Result<EntryView, CompanionError> {
        let id = row.entry.id;
        if row.entry.author != self.my_id() {
            return Err(CompanionError::NotYours);
        }
        let unchanged = draft.title == row.entry.title
            && draft.body == row.entry.body
            && draft.feelings == row.entry.feelings
            && draft.tags == row.entry.tags;
        let known = self.desk().draft(id)?;
        if unchanged {
            if known.is_some() {
                self.desk_mut().write(|tx| tx.drop_draft(id))?;
            }
        } else {
            let base = match (upon, known) {
                (Some(upon), _) => upon,
                (None, Some(known)) => known.base,
                (None, None) => EntryDoc::open(&self.shared.updates(id)?)?.version(),
            };
            let saved = DraftRow {
                entry: id,
                draft,
                base,
                saved_at: self.now(),
            };
            self.desk_mut().write(|tx| tx.put_draft(&saved))?;
            if planted::has(planted::Bug::DraftSent) {
                return self.share_changes(id);
            }
        }
        self.notice(Notice::EntryKept {
            id,
            origin: Origin::Me,
        });
        self.view(id)
    }

    /// Shares my changes to an Ours entry as one update, merged with whatever
    /// came in meanwhile.
    ///
    /// # Errors
    /// [`CompanionError::NotPending`] when there are none.
    pub fn share_changes(&mut self, id: ThingId) -> Result<EntryView, CompanionError> {
        let draft = self.desk().draft(id)?.ok_or(CompanionError::NotPending)?;
        let mut document = EntryDoc::open(&self.shared.updates(id)?)?;
        let peer = self
            .couple
            .as_ref()
            .ok_or(CompanionError::NoPartner)?
            .ledger
            .peer();
        let edit = EntryEdit {
            title: Some(draft.draft.title),
            body: Some(draft.draft.body),
            feelings: Some(draft.draft.feelings),
            tags: Some(draft.draft.tags),
            changed_at: Some(Some(self.now())),
            ..EntryEdit::default()
        };
        let update = match document.edit_from(peer, &draft.base, &edit) {
            // Written upon something that a home put back to an older copy does not know.
            Err(replica::DocumentError::UnknownVersion) => document.change(peer, &edit)?,
            other => other?,
        };
        self.copy_photos_to_shared(id)?;
        if let Some(update) = update {
            let entry = document.value()?;
            let updates = document.split(&update, UPDATE_LIMIT)?;
            self.keep_shared(id, ThingKind::Entry, updates, |tx| {
                tx.put_entry(&entry)?;
                Ok(())
            })?;
        }
        self.desk_mut().write(|tx| tx.drop_draft(id))?;
        self.drop_copied_photos(id)?;
        self.notice(Notice::EntryKept {
            id,
            origin: Origin::Me,
        });
        self.view(id)
    }

    /// Drops my unshared changes.
    ///
    /// # Errors
    /// When there is no such entry.
    pub fn drop_draft(&mut self, id: ThingId) -> Result<EntryView, CompanionError> {
        self.desk_mut().write(|tx| tx.drop_draft(id))?;
        self.notice(Notice::EntryKept {
            id,
            origin: Origin::Me,
        });
        self.view(id)
    }

    /// A page of the journal, newest first; both vaults merged.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn list_entries(
        &self,
        before: Option<Place>,
        limit: usize,
    ) -> Result<EntryPage, CompanionError> {
        let mine = self.desk().list_entries(before, limit.saturating_add(1))?;
        let ours = self.shared.list_entries(before, limit.saturating_add(1))?;
        let mut lines = merged(mine, ours);
        let more = lines.len() > limit;
        lines.truncate(limit);
        let next = if more {
            lines.last().map(|(line, _)| line.place)
        } else {
            None
        };
        let entries = lines
            .into_iter()
            .map(|(line, audience)| self.summary(line, audience))
            .collect::<Result<_, _>>()?;
        Ok(EntryPage { entries, next })
    }

    /// Entries of the days from `from` to `to`, both included, newest first.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn entries_of_days(
        &self,
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
        limit: usize,
    ) -> Result<Vec<EntrySummary>, CompanionError> {
        let zone = self.zone();
        let from = from.map_or(DateTime::<Utc>::MIN_UTC, |day| start_of_day(day, zone));
        let until = to
            .and_then(|day| day.succ_opt())
            .map_or(DateTime::<Utc>::MAX_UTC, |day| start_of_day(day, zone));
        let mine = self.desk().entries_between(from, until, limit)?;
        let ours = self.shared.entries_between(from, until, limit)?;
        let mut lines = merged(mine, ours);
        lines.truncate(limit);
        lines
            .into_iter()
            .map(|(line, audience)| self.summary(line, audience))
            .collect()
    }

    /// Takes what was written lately into the search index. A search reads what is not in it yet
    /// entry by entry, so this belongs to a moment in which nobody waits.
    ///
    /// # Errors
    /// Whatever writing brings; nothing but speed is lost.
    pub fn index_words(&mut self) -> Result<(), CompanionError> {
        self.private.index_words()?;
        if let Some(pages) = &mut self.pages {
            pages.vault.index_words()?;
        }
        self.shared.index_words()?;
        Ok(())
    }

    /// Goes one step further with putting the search index in order after much came in at once. Gives whether there is
    /// more to do.
    ///
    /// # Errors
    /// It could not be saved. The index is as good as before.
    pub fn merge_words(&mut self) -> Result<bool, CompanionError> {
        Ok(self.desk_mut().merge_words()?)
    }

    /// Removes an entry; it can be restored for thirty days.
    ///
    /// # Errors
    /// [`CompanionError::NotYours`] for my partner's.
    pub fn remove_entry(&mut self, id: ThingId) -> Result<(), CompanionError> {
        self.set_removed(id, Some(self.now()))?;
        self.notice(Notice::EntryRemoved {
            id,
            origin: Origin::Me,
        });
        Ok(())
    }

    /// Brings a removed entry back.
    ///
    /// # Errors
    /// [`CompanionError::NotYours`] for my partner's.
    pub fn restore_entry(&mut self, id: ThingId) -> Result<EntryView, CompanionError> {
        self.set_removed(id, None)?;
        self.notice(Notice::EntryKept {
            id,
            origin: Origin::Me,
        });
        self.view(id)
    }

    fn set_removed(
        &mut self,
        id: ThingId,
        at: Option<DateTime<Utc>>,
    ) -> Result<(), CompanionError> {
        self.removed_seen_at = None;
        self.withdraw(id);
        let edit = EntryEdit {
            removed_at: Some(at),
            ..EntryEdit::default()
        };
        let found = self.find(id)?;
        if found.audience != Audience::Ours {
            return self.edit_private(id, &edit);
        }
        if found.row.entry.author != self.my_id() {
            return Err(CompanionError::NotYours);
        }
        let mut document = EntryDoc::open(&self.shared.updates(id)?)?;
        let peer = self
            .couple
            .as_ref()
            .ok_or(CompanionError::NoPartner)?
            .ledger
            .peer();
        let Some(update) = document.change(peer, &edit)? else {
            return Ok(());
        };
        let entry = document.value()?;
        self.keep_shared(id, ThingKind::Entry, vec![update], |tx| {
            tx.put_entry(&entry)?;
            Ok(())
        })
    }

    /// Entries lived on this day in earlier years, newest first.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn on_this_day(&self) -> Result<Vec<EntrySummary>, CompanionError> {
        use chrono::Datelike;
        let today = couple::time::local_day(self.now(), self.zone());
        let oldest = [
            self.desk().oldest_entry_at()?,
            self.shared.oldest_entry_at()?,
        ]
        .into_iter()
        .flatten()
        .min();
        let Some(oldest) = oldest else {
            return Ok(Vec::new());
        };
        let first_year = couple::time::local_day(oldest, self.zone()).year();
        let mut found = Vec::new();
        for year in (first_year..today.year()).rev() {
            let Some(day) = NaiveDate::from_ymd_opt(year, today.month(), today.day()) else {
                continue;
            };
            found.extend(self.entries_of_days(Some(day), Some(day), 5)?);
            if found.len() >= 10 {
                break;
            }
        }
        Ok(found)
    }

    pub(crate) fn find(&self, id: ThingId) -> Result<Found, CompanionError> {
        // A thing in both is on its way from private to shared: what is shared counts.
        if let Some(row) = self.shared.entry(id)? {
            return Ok(Found {
                row,
                audience: Audience::Ours,
            });
        }
        if let Some(row) = self.desk().entry(id)? {
            return Ok(Found {
                row,
                audience: Audience::Mine,
            });
        }
        // It may be one of those that can't be seen now.
        Err(match self.pages_are_closed()? {
            true => CompanionError::PagesClosed,
            false => CompanionError::NotFound,
        })
    }
}

/// Two lists, newest first, as one.
fn merged(mine: Vec<EntryLine>, ours: Vec<EntryLine>) -> Vec<(EntryLine, Audience)> {
    let mut lines: Vec<(EntryLine, Audience)> = mine
        .into_iter()
        .map(|line| (line, Audience::Mine))
        .collect();
    lines.extend(ours.into_iter().map(|line| (line, Audience::Ours)));
    lines.sort_by_key(|(line, _)| std::cmp::Reverse(line.place));
    lines
}
