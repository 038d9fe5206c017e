//! Taking the journal along: as a folder of Markdown files or as one file of JSON. Both are read
//! again by the import (`docs/export-format.md`).

use std::{
    fs,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use chrono::NaiveDate;
use couple::{PersonId, ThingId, journal::Audience};
use exchange::{markdown_export, open_journal};

use crate::{
    Companion, CompanionError,
    home::{make_folder, new_file, sync_folder},
    ledger::new_id,
    snapshot::Snapshot,
};

/// What it becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportForm {
    /// A folder of Markdown files.
    Markdown,
    /// One file of JSON.
    Json,
}

/// What goes along. Removed pages never do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExportInput {
    /// As what.
    pub form: ExportForm,
    /// Only what is mine, or only what is ours.
    pub audience: Option<Audience>,
    /// From this day on, each in its own zone.
    pub from: Option<NaiveDate>,
    /// Up to and with this day.
    pub to: Option<NaiveDate>,
}

/// An export that is ready to be written, by any thread: the home goes on meanwhile.
pub struct ExportJob {
    snapshot: Snapshot,
    input: ExportInput,
    me: PersonId,
    to: PathBuf,
    part: PathBuf,
}

impl Companion {
    /// Copies the vaults for an export to `to`, which must not be there yet; [`ExportJob::run`]
    /// writes it. What closed pages hold is not in it.
    ///
    /// # Errors
    /// [`CompanionError::PlaceTaken`], or the copies could not be made.
    pub fn prepare_export(
        &mut self,
        input: ExportInput,
        to: &Path,
    ) -> Result<ExportJob, CompanionError> {
        if to.symlink_metadata().is_ok() {
            return Err(CompanionError::PlaceTaken);
        }
        let name = to.file_name().ok_or(CompanionError::FileUnreadable)?;
        // Under another name until it is whole.
        let part = format!("{}.{}.part", name.to_string_lossy(), new_id(&mut self.rng));
        Ok(ExportJob {
            snapshot: self.snapshot()?,
            input,
            me: self.my_id(),
            part: to.with_file_name(part),
            to: to.to_owned(),
        })
    }
}

impl ExportJob {
    /// Writes it, and puts it in its place when it is whole. Gives how many entries are in it.
    ///
    /// # Errors
    /// It could not be saved; nothing is left behind then.
    pub fn run(self) -> Result<u64, CompanionError> {
        let done = self.write().and_then(|count| {
            if self.to.symlink_metadata().is_ok() {
                return Err(CompanionError::PlaceTaken);
            }
            fs::rename(&self.part, &self.to)?;
            if let Some(folder) = self.to.parent() {
                sync_folder(folder);
            }
            Ok(count)
        });
        if done.is_err() {
            let _ = match self.input.form {
                ExportForm::Markdown => fs::remove_dir_all(&self.part),
                ExportForm::Json => fs::remove_file(&self.part),
            };
        }
        done
    }

    fn write(&self) -> Result<u64, CompanionError> {
        let open = self.snapshot.open()?;
        let (desk, shared) = (open.desk(), &open.shared);
        let mut places = crate::open_export::places(desk, shared)?;
        places.retain(|at| {
            self.input
                .audience
                .is_none_or(|whom| at.shared == (whom == Audience::Ours))
        });
        let fits = |day: NaiveDate| {
            self.input.from.is_none_or(|from| from <= day)
                && self.input.to.is_none_or(|to| day <= to)
        };
        let entry = |id: ThingId, is_shared: bool| -> Result<_, CompanionError> {
            let row = match is_shared {
                true => shared.entry(id)?,
                false => desk.entry(id)?,
            };
            let entry = row.ok_or(CompanionError::NotFound)?.entry;
            Ok(fits(entry.written_at.day()).then_some(entry))
        };
        let said = |id: ThingId, is_shared: bool| {
            crate::open_export::said(&open.private, shared, id, is_shared)
        };
        let mut count = 0;
        match self.input.form {
            ExportForm::Markdown => {
                make_folder(&self.part)?;
                for at in &places {
                    let Some(entry) = entry(at.id, at.shared)? else {
                        continue;
                    };
                    let file = self.part.join(markdown_export::path(&entry));
                    if let Some(folder) = file.parent() {
                        make_folder(folder)?;
                    }
                    let text =
                        markdown_export::text(&entry, at.shared, self.me, &said(at.id, at.shared)?);
                    new_file(&file)?.write_all(text.as_bytes())?;
                    count += 1;
                }
            }
            ExportForm::Json => {
                let mut file = BufWriter::new(new_file(&self.part)?);
                let values = places.iter().filter_map(|at| {
                    let entry = entry(at.id, at.shared).transpose()?;
                    Some(entry.and_then(|entry| {
                        let said = said(at.id, at.shared)?;
                        Ok(open_journal::entry(&entry, at.shared, self.me, &said))
                    }))
                });
                let values = values.inspect(|value| count += u64::from(value.is_ok()));
                for piece in open_journal::array(values) {
                    file.write_all(&piece?)?;
                }
                file.flush()?;
                file.get_ref().sync_all()?;
            }
        }
        open.close()?;
        Ok(count)
    }
}
