//! The sharing ends: what I could read of a talk in step stays with me, as an entry that is mine.

use couple::{ThingKind, journal::Entry, talk::in_step::InStep};

use crate::{Companion, CompanionError, ledger::derived_id, records::read};

impl Companion {
    /// Each talk that is not put away and in which something was written becomes an entry of mine; what the other one
    /// wrote stands in it as a quotation.
    pub(crate) fn archive_in_step(&mut self) -> Result<(), CompanionError> {
        let space = self.space_id();
        let mut entries = Vec::new();
        let rows = self.shared.records(ThingKind::Talk)?;
        for doc in rows.iter().filter_map(read::<InStep>) {
            let (id, me) = (derived_id("archived", &space, doc.id), self.my_id());
            let mine = self.mine_of(doc.id)?;
            if mine.hidden || self.is_mine(id)? {
                continue;
            }
            let Ok(mut run) = doc.walk(me) else { continue };
            // It ends here.
            run.place = couple::talk::running::Place::Done;
            let others = doc.voices.iter().find(|(who, _)| **who != me);
            let theirs = others.map(|(_, voice)| voice.clone()).unwrap_or_default();
            let pages = self.pages_in_step(&doc, &run, &mine, &theirs)?;
            let texts = pages.iter().map(|page| {
                if page.mine {
                    return page.text.trim().to_owned();
                }
                let quoted = page.text.trim().lines().map(|line| format!("> {line}"));
                quoted.collect::<Vec<_>>().join("\n")
            });
            let body = texts.collect::<Vec<_>>().join("\n\n");
            if !body.trim().is_empty() {
                entries.push(Entry {
                    id,
                    title: String::new(),
                    body,
                    written_at: couple::Moment {
                        at: doc.at,
                        zone: self.zone(),
                    },
                    author: me,
                    feelings: Vec::new(),
                    tags: Vec::new(),
                    removed_at: None,
                    changed_at: None,
                });
            }
        }
        self.keep_entries(&entries)?;
        self.forget_in_step()
    }

    /// What was kept here for talks in step goes with them.
    fn forget_in_step(&mut self) -> Result<(), CompanionError> {
        let rows = self.shared.records(ThingKind::Talk)?;
        self.sittings.clear();
        Ok(self.private.write(|tx| {
            rows.iter()
                .try_for_each(|row| tx.drop_setting(&super::key(row.id)))?;
            tx.drop_setting(super::HUSHED)
        })?)
    }
}
