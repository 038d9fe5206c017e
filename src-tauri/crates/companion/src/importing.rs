//! Bringing entries from elsewhere. They come in as Mine, with their own dates
//! and zones; what was brought before is not brought again.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

use chrono::SubsecRound;
use couple::{Moment, journal::Entry};
use exchange::markdown_folder::{self, ImportFailure};

use crate::{Companion, CompanionError, Notice, Origin};

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// New entries.
    pub added: u32,
    /// Entries that are here already.
    pub already: u32,
    /// What could not be read, by its path within the folder.
    pub failed: Vec<(String, ImportFailure)>,
}

/// Entries of one transaction.
const BATCH: usize = 500;
/// Files looked at; a folder with more is probably the wrong one.
const MOST_FILES: usize = 200_000;
/// Bytes of a file that is read at all.
const MOST_BYTES: u64 = 4 * 1024 * 1024;

impl Companion {
    /// Imports a folder of Markdown files, with its folders.
    ///
    /// # Errors
    /// [`CompanionError::FileUnreadable`] when the folder can't be read, or an
    /// entry could not be saved; what was saved before stays.
    pub fn import_markdown(
        &mut self,
        folder: &Path,
        dry_run: bool,
    ) -> Result<ImportReport, CompanionError> {
        let zone = self.zone();
        let mut files = Vec::new();
        collect(folder, &mut files)?;
        files.sort();
        let mut report = ImportReport::default();
        let mut batch: Vec<Entry> = Vec::new();
        let mut seen = HashSet::new();
        for file in files {
            let name = file
                .strip_prefix(folder)
                .unwrap_or(&file)
                .to_string_lossy()
                .into_owned();
            let imported = match read(&file) {
                Ok(bytes) => markdown_folder::parse(&name, &bytes, modified(&file), zone),
                Err(failure) => Err(failure),
            };
            let imported = match imported {
                Ok(imported) => imported,
                Err(failure) => {
                    report.failed.push((name, failure));
                    continue;
                }
            };
            let known =
                self.is_mine(imported.id)? || self.shared.thing_kind(imported.id)?.is_some();
            if known || !seen.insert(imported.id) {
                report.already += 1;
                continue;
            }
            report.added += 1;
            if dry_run {
                continue;
            }
            batch.push(Entry {
                id: imported.id,
                title: imported.title,
                body: imported.body,
                // As exact as everything else here; a file's own time is finer, and the list would
                // differ from the document.
                written_at: Moment {
                    at: imported.written_at.at.trunc_subsecs(3),
                    zone: imported.written_at.zone,
                },
                author: self.my_id(),
                feelings: imported.feelings,
                tags: imported.tags,
                removed_at: None,
                changed_at: None,
            });
            if batch.len() >= BATCH {
                self.keep_entries(&std::mem::take(&mut batch))?;
            }
        }
        let last = batch.last().map(|entry| entry.id);
        self.keep_entries(&batch)?;
        if let Some(id) = last {
            self.notice(Notice::EntryKept {
                id,
                origin: Origin::Me,
            });
        }
        Ok(report)
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), CompanionError> {
    let entries = fs::read_dir(folder).map_err(|_| CompanionError::FileUnreadable)?;
    for entry in entries.flatten() {
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        let path = entry.path();
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if hidden || files.len() >= MOST_FILES {
            continue;
        }
        if kind.is_dir() {
            // A folder that can't be read is one missing folder, not the end of it all.
            let _ = collect(&path, files);
        } else if kind.is_file() && is_markdown(&path) {
            files.push(path);
        }
    }
    Ok(())
}

fn is_markdown(path: &Path) -> bool {
    path.extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|extension| {
            ["md", "markdown", "mdown", "txt"].contains(&extension.to_ascii_lowercase().as_str())
        })
}

fn read(file: &Path) -> Result<Vec<u8>, ImportFailure> {
    let length = fs::metadata(file)
        .map_err(|_| ImportFailure::Unreadable)?
        .len();
    if length > MOST_BYTES {
        return Err(ImportFailure::TooLong);
    }
    fs::read(file).map_err(|_| ImportFailure::Unreadable)
}

fn modified(file: &Path) -> Option<chrono::DateTime<chrono::Utc>> {
    fs::metadata(file)
        .ok()?
        .modified()
        .ok()
        .map(chrono::DateTime::<chrono::Utc>::from)
}
