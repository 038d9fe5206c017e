//! Bringing entries from elsewhere. They come in as Mine, with their own dates
//! and zones; what was brought before is not brought again.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

use chrono::SubsecRound;
use couple::{Moment, PersonId, ThingId, journal::Entry, reply::Reply};
use exchange::{
    markdown_folder::{self, ImportFailure, ImportedEntry},
    open_journal,
};

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
/// The same of a whole journal in one file.
const MOST_JSON: u64 = 256 * 1024 * 1024;
/// Whoever wrote what was not mine in the journal that is brought. Who that was is not said in it.
const SOMEONE: PersonId = PersonId([0; 16]);

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
        let mut taking = Taking::new(dry_run);
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
            self.take(&mut taking, name, imported)?;
        }
        self.taken(taking)
    }

    /// Imports a file that [`Companion::prepare_export`] wrote as JSON, or the journal of an opened backup.
    ///
    /// # Errors
    /// [`CompanionError::FileUnreadable`] when it can't be read or is no such file, or an entry could not be saved;
    /// what was saved before stays.
    pub fn import_json(
        &mut self,
        file: &Path,
        dry_run: bool,
    ) -> Result<ImportReport, CompanionError> {
        let unreadable = |_| CompanionError::FileUnreadable;
        if fs::metadata(file).map_err(unreadable)?.len() > MOST_JSON {
            return Err(CompanionError::FileUnreadable);
        }
        let bytes = fs::read(file).map_err(unreadable)?;
        let entries = open_journal::entries(&bytes).map_err(|_| CompanionError::FileUnreadable)?;
        let mut taking = Taking::new(dry_run);
        for (number, imported) in (1..).zip(entries) {
            self.take(&mut taking, format!("{number}"), imported)?;
        }
        self.taken(taking)
    }

    fn take(
        &mut self,
        taking: &mut Taking,
        name: String,
        imported: Result<ImportedEntry, ImportFailure>,
    ) -> Result<(), CompanionError> {
        let imported = match imported {
            Ok(imported) => imported,
            Err(failure) => {
                taking.report.failed.push((name, failure));
                return Ok(());
            }
        };
        let known = self.is_mine(imported.id)? || self.shared.thing_kind(imported.id)?.is_some();
        if known || !taking.seen.insert(imported.id) {
            taking.report.already += 1;
            return Ok(());
        }
        taking.report.added += 1;
        if taking.dry_run {
            return Ok(());
        }
        let (id, me) = (imported.id, self.my_id());
        taking
            .replies
            .extend(imported.replies.into_iter().map(|reply| Reply {
                id: reply.id,
                entry: id,
                author: if reply.by_partner { SOMEONE } else { me },
                at: reply.at,
                says: reply.says,
            }));
        taking.batch.push(Entry {
            id: imported.id,
            title: imported.title,
            body: imported.body,
            // As exact as everything else here; a file's own time is finer, and the list would
            // differ from the document.
            written_at: Moment {
                at: imported.written_at.at.trunc_subsecs(3),
                zone: imported.written_at.zone,
            },
            author: match imported.by_partner {
                true => SOMEONE,
                false => self.my_id(),
            },
            feelings: imported.feelings,
            tags: imported.tags,
            removed_at: None,
            changed_at: None,
        });
        if taking.batch.len() >= BATCH {
            self.keep_taken(taking)?;
        }
        Ok(())
    }

    /// First what was said, then what it was said about: whatever ends between the two, a second run brings the rest.
    fn keep_taken(&mut self, taking: &mut Taking) -> Result<(), CompanionError> {
        self.keep_private_replies(&std::mem::take(&mut taking.replies))?;
        self.keep_entries(&std::mem::take(&mut taking.batch))
    }

    fn taken(&mut self, mut taking: Taking) -> Result<ImportReport, CompanionError> {
        let last = taking.batch.last().map(|entry| entry.id);
        self.keep_taken(&mut taking)?;
        if let Some(id) = last {
            self.notice(Notice::EntryKept {
                id,
                origin: Origin::Me,
            });
        }
        Ok(taking.report)
    }
}

/// An import on its way.
struct Taking {
    dry_run: bool,
    report: ImportReport,
    batch: Vec<Entry>,
    /// What was said about the entries of the batch.
    replies: Vec<Reply>,
    seen: HashSet<ThingId>,
}

impl Taking {
    fn new(dry_run: bool) -> Self {
        Self {
            dry_run,
            report: ImportReport::default(),
            batch: Vec::new(),
            replies: Vec::new(),
            seen: HashSet::new(),
        }
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
