//! Taking the journal along: as a folder of Markdown files or as one file of JSON. Both are read
//! again by the import (`docs/export-format.md`).

use std::{
    fs,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use chrono::NaiveDate;
use couple::{PersonId, ThingId, journal::Audience};
use exchange::{markdown_export, media, open_journal};
use vault::{Kind, View};

use crate::{
    Companion, CompanionError,
    home::{make_folder, new_file, sync_folder},
    ledger::new_id,
    open_export::photos_here,
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
    /// Beside a file of JSON, and not there yet: the folder of its photos.
    media: PathBuf,
    media_part: PathBuf,
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
        let media = media_of(to);
        let json = input.form == ExportForm::Json;
        if to.symlink_metadata().is_ok() || (json && media.symlink_metadata().is_ok()) {
            return Err(CompanionError::PlaceTaken);
        }
        let name = to.file_name().ok_or(CompanionError::FileUnreadable)?;
        // Under another name until it is whole.
        let part = format!("{}.{}.part", name.to_string_lossy(), new_id(&mut self.rng));
        Ok(ExportJob {
            snapshot: self.snapshot()?,
            input,
            me: self.my_id(),
            media_part: to.with_file_name(format!("{part} {}", media::FOLDER)),
            part: to.with_file_name(part),
            media,
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
            // The photos first: a journal never stands there without them.
            if self.media_part.exists() {
                fs::rename(&self.media_part, &self.media)?;
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
            let _ = fs::remove_dir_all(&self.media_part);
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
        let photos = |entry: ThingId, is_shared: bool, folder: &Path| match is_shared {
            true => write_photos(shared, entry, folder),
            false => write_photos(desk, entry, folder),
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
                    let photos = photos(at.id, at.shared, &self.part.join(media::FOLDER))?;
                    let said = said(at.id, at.shared)?;
                    let text = markdown_export::text(&entry, at.shared, self.me, &said, &photos);
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
                        let photos = photos(at.id, at.shared, &self.media_part)?;
                        let name = self.media.file_name().unwrap_or_default();
                        let file =
                            |id| format!("{}/{}", name.to_string_lossy(), media::file_name(id));
                        let photos: Vec<_> = photos.into_iter().map(|id| (id, file(id))).collect();
                        Ok(open_journal::entry(
                            &entry, at.shared, self.me, &said, &photos,
                        ))
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

/// The folder of the photos of a journal in one file: `journal media` for `journal.json`.
fn media_of(file: &Path) -> PathBuf {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!("{stem} {}", media::FOLDER))
}

/// Writes the photos of an entry that are here into a folder, and says which they are.
fn write_photos<K: Kind>(
    vault: &View<K>,
    entry: ThingId,
    folder: &Path,
) -> Result<Vec<ThingId>, CompanionError> {
    let mut written = Vec::new();
    for id in photos_here(vault, entry)? {
        let Some(bytes) = vault.photo_bytes(entry, id)? else {
            continue;
        };
        if !folder.exists() {
            make_folder(folder)?;
        }
        let file = folder.join(media::file_name(id));
        // A page that was written anew has the same photo as the one it came from.
        if !file.exists() {
            new_file(&file)?.write_all(&bytes)?;
        }
        written.push(id);
    }
    Ok(written)
}
