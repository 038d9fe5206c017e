//! Looking whether everything is whole.

use couple::{ThingId, ThingKind, reply::Reply};
use replica::{EntryDoc, FieldsDoc, OutingDoc};
use vault::{CheckReport, Kind, View};

use crate::{
    Companion, CompanionError,
    own_ideas::stands,
    records::{RECORDS, row_of},
    sealed::{Own, replay},
};

/// What a check found.
#[derive(Debug)]
pub struct Health {
    /// The private vault's own check.
    pub private: CheckReport,
    /// The pages' own check; `None` while they are closed.
    pub pages: Option<CheckReport>,
    /// The shared vault's own check.
    pub shared: CheckReport,
    /// Things whose document can't be read or says something else than the list.
    pub unreadable_things: u32,
    /// How many entries there are.
    pub entries: u64,
}

impl Health {
    /// Whether nothing was found.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.pages.as_ref().is_none_or(CheckReport::is_sound)
            && self.private.is_sound()
            && self.shared.is_sound()
            && self.unreadable_things == 0
    }
}

impl Companion {
    /// Checks both vaults, every log's chain, and that every document still
    /// says what the lists show. Changes nothing.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn check(&mut self) -> Result<Health, CompanionError> {
        let mut unreadable_pages = 0;
        let pages = match &mut self.pages {
            Some(pages) => {
                let report = pages.vault.check()?;
                unreadable_pages = unreadable(&pages.vault, |_| Ok(false))?;
                Some(report)
            }
            None => None,
        };
        Ok(Health {
            pages,
            private: self.private.check()?,
            shared: self.shared.check()?,
            unreadable_things: unreadable_pages
                + unreadable(&self.private, |_| Ok(false))?
                + unreadable(&self.shared, |id| Ok(self.shared.erasure(id)?.is_some()))?
                + self.unreadable_sealed()?,
            entries: self.desk().count_entries()? + self.shared.count_entries()?,
        })
    }
}

impl Companion {
    /// Sealed runs whose steps say something else than the list, and sides of mine that can't
    /// be read.
    fn unreadable_sealed(&self) -> Result<u32, CompanionError> {
        let mut bad = 0;
        for id in self.shared.things(ThingKind::Sealed)? {
            let steps = replay(id, &self.shared.updates(id)?);
            let listed = self.shared.sealed_run(id)?.map(|row| row.run);
            bad += u32::from(steps.is_none() || steps != listed);
        }
        for row in self.private.all_sealed_own()? {
            let last = self.private.updates(row.id)?.pop();
            bad += u32::from(Own::read(&row.record).is_err() || last != Some(row.record));
        }
        Ok(bad)
    }
}

/// `hidden` says whether an entry left the lists because its author erased it, of which its
/// document here knows nothing.
fn unreadable<K: Kind>(
    vault: &View<K>,
    hidden: impl Fn(ThingId) -> Result<bool, CompanionError>,
) -> Result<u32, CompanionError> {
    let mut bad = 0;
    for id in vault.things(ThingKind::Entry)? {
        let mut document = EntryDoc::open(&vault.updates(id)?)
            .ok()
            .and_then(|doc| doc.value().ok());
        let listed = vault.entry(id)?.map(|row| row.entry);
        if let (Some(document), Some(listed)) = (&mut document, &listed)
            && hidden(id)?
        {
            document.removed_at = listed.removed_at;
        }
        bad += u32::from(document.is_none() || document != listed);
    }
    for id in vault.things(ThingKind::Outing)? {
        let document = OutingDoc::open(&vault.updates(id)?)
            .ok()
            .and_then(|doc| doc.value().ok());
        bad += u32::from(document.is_none() || document != vault.outing(id)?);
    }
    for id in vault.things(ThingKind::Reply)? {
        let document = FieldsDoc::open(ThingKind::Reply, &vault.updates(id)?);
        let said = document.and_then(|doc| Ok((doc.record::<Reply>()?, doc.value()?.removed_at)));
        let listed = vault.reply(id)?.map(|row| (row.reply, row.removed_at));
        bad += u32::from(said.ok() != listed || listed.is_none());
    }
    for id in vault.things(ThingKind::Idea)? {
        let document = FieldsDoc::open(ThingKind::Idea, &vault.updates(id)?);
        let said = document.ok().and_then(|document| stands(&document).ok());
        bad += u32::from(said.is_none() || said != vault.own_idea(id)?);
    }
    for kind in RECORDS {
        for id in vault.things(*kind)? {
            let document = FieldsDoc::open(*kind, &vault.updates(id)?);
            let said = document.ok().and_then(|doc| row_of(*kind, &doc).ok());
            bad += u32::from(said.is_none() || said != vault.record(id)?);
        }
    }
    for kind in [
        ThingKind::GesturePlan,
        ThingKind::GestureLog,
        ThingKind::ImportantDate,
        ThingKind::Leanings,
    ] {
        for id in vault.things(kind)? {
            let document = FieldsDoc::open(kind, &vault.updates(id)?);
            bad += u32::from(document.and_then(|doc| Ok(doc.value()?)).is_err());
        }
    }
    Ok(bad)
}
