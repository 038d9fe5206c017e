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
    media::{self, NamedPicture},
    open_journal,
    photo::{FILE_LIMIT, Prepared, Request, Size},
};

use crate::{Companion, CompanionError, ExportForm, Maker, Notice, Origin, ledger::new_id};

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// New entries.
    pub added: u32,
    /// Entries that are here already.
    pub already: u32,
    /// Pictures that come along with the new ones. Before they were tried, as many as there are files of.
    pub pictures: u32,
    /// What could not be read, by its path within the folder.
    pub failed: Vec<(String, ImportFailure)>,
    /// It was ended before everything was gone through.
    pub stopped: bool,
}

impl ImportReport {
    /// The entry comes without this picture.
    fn lacks(&mut self, name: &str, picture: &NamedPicture) {
        let named = format!("{name}: {}", picture.path);
        self.failed.push((named, ImportFailure::Picture));
    }
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

/// Entries that are gone through at once.
const STEP: usize = 50;
/// So many new entries leave the search index in many pieces.
const MANY: u32 = 500;

/// An import on its way, a few entries at a time: between them the home does whatever else there is to do.
pub struct Import {
    found: Box<dyn Iterator<Item = Found> + Send>,
    of: usize,
    done: usize,
    taking: Taking,
    /// The folder that pictures may be in.
    root: PathBuf,
    maker: Box<dyn Maker + Send>,
    /// What comes next, where its pictures are made first.
    waiting: Option<Found>,
    /// Those pictures, in the order of its text.
    made: Option<Vec<Option<Prepared>>>,
}

/// One file, or one entry of a file, as it was read.
struct Found {
    name: String,
    imported: Result<ImportedEntry, ImportFailure>,
    /// Where it was read.
    file: PathBuf,
}

impl Import {
    /// How many there are to go through.
    #[must_use]
    pub fn of(&self) -> usize {
        self.of
    }

    /// How many of them it has gone through.
    #[must_use]
    pub fn done(&self) -> usize {
        self.done
    }

    /// Makes the pictures anew that come next, if there are any. That takes long: it is for where nobody waits, between
    /// two steps.
    pub fn make_pictures(&mut self) {
        let Some(Ok(imported)) = self.waiting.as_ref().map(|found| &found.imported) else {
            return;
        };
        let file = self.waiting.as_ref().map(|found| found.file.as_path());
        let beside = Beside {
            file: file.unwrap_or(Path::new("")),
            root: &self.root,
        };
        let pictures = imported.pictures.iter();
        let made = pictures.map(|picture| beside.make(picture, &*self.maker));
        self.made = Some(made.collect());
    }
}

impl Companion {
    /// Begins to import a folder of Markdown files, with its folders, or a file that [`Companion::prepare_export`]
    /// wrote as JSON, or the journal of an opened backup. Nothing is kept yet.
    ///
    /// # Errors
    /// [`CompanionError::FileUnreadable`] when it can't be read or is no such file.
    pub fn begin_import(
        &self,
        form: ExportForm,
        from: &Path,
        dry_run: bool,
    ) -> Result<Import, CompanionError> {
        let (found, of) = match form {
            ExportForm::Markdown => folder(from, self.zone())?,
            ExportForm::Json => one_file(from)?,
        };
        Ok(Import {
            found,
            of,
            done: 0,
            taking: Taking::new(dry_run),
            root: match form {
                ExportForm::Markdown => from.to_owned(),
                ExportForm::Json => from.parent().unwrap_or(Path::new(".")).to_owned(),
            },
            maker: self.photo_maker(),
            waiting: None,
            made: None,
        })
    }

    /// Goes on with an import for a moment. `false` when everything has been gone through. It stops before an entry with
    /// pictures, so that [`Import::make_pictures`] can be called elsewhere; else they are made in the next step.
    ///
    /// # Errors
    /// An entry could not be saved; what was saved before stays.
    pub fn go_on_importing(&mut self, import: &mut Import) -> Result<bool, CompanionError> {
        for _ in 0..STEP {
            if import.waiting.is_some() {
                if import.made.is_none() {
                    import.make_pictures();
                }
            } else {
                let Some(found) = import.found.next() else {
                    return Ok(false);
                };
                let pictures = match &found.imported {
                    Ok(imported) if !imported.pictures.is_empty() => {
                        !import.taking.dry_run && !self.is_known(&import.taking, imported.id)?
                    }
                    _ => false,
                };
                import.waiting = Some(found);
                if pictures {
                    return Ok(true);
                }
            }
            let Some(found) = import.waiting.take() else {
                continue;
            };
            import.done += 1;
            let beside = Beside {
                file: &found.file,
                root: &import.root,
            };
            let made = import.made.take().unwrap_or_default();
            self.take(
                &mut import.taking,
                found.name,
                found.imported,
                made,
                &beside,
            )?;
        }
        Ok(true)
    }

    /// Ends an import, where it is: what was gone through is kept, and nothing of the rest.
    ///
    /// # Errors
    /// An entry could not be saved; what was saved before stays.
    pub fn end_import(&mut self, import: Import) -> Result<ImportReport, CompanionError> {
        let stopped = import.done < import.of;
        let dry_run = import.taking.dry_run;
        let report = self.taken(import.taking)?;
        if !dry_run && report.added >= MANY {
            self.desk_mut().write(|tx| tx.words_came_in_bulk())?;
        }
        Ok(ImportReport { stopped, ..report })
    }

    /// Imports a folder of Markdown files without a pause.
    ///
    /// # Errors
    /// As the steps of it.
    pub fn import_markdown(
        &mut self,
        folder: &Path,
        dry_run: bool,
    ) -> Result<ImportReport, CompanionError> {
        let import = self.begin_import(ExportForm::Markdown, folder, dry_run)?;
        self.import_all(import)
    }

    /// Imports a journal in one file without a pause.
    ///
    /// # Errors
    /// As the steps of it.
    pub fn import_json(
        &mut self,
        file: &Path,
        dry_run: bool,
    ) -> Result<ImportReport, CompanionError> {
        let import = self.begin_import(ExportForm::Json, file, dry_run)?;
        self.import_all(import)
    }

    fn import_all(&mut self, mut import: Import) -> Result<ImportReport, CompanionError> {
        while self.go_on_importing(&mut import)? {}
        self.end_import(import)
    }

    fn take(
        &mut self,
        taking: &mut Taking,
        name: String,
        imported: Result<ImportedEntry, ImportFailure>,
        made: Vec<Option<Prepared>>,
        beside: &Beside<'_>,
    ) -> Result<(), CompanionError> {
        let mut imported = match imported {
            Ok(imported) => imported,
            Err(failure) => {
                taking.report.failed.push((name, failure));
                return Ok(());
            }
        };
        if self.is_known(taking, imported.id)? {
            taking.report.already += 1;
            return Ok(());
        }
        taking.seen.insert(imported.id);
        taking.report.added += 1;
        if taking.dry_run {
            for picture in &imported.pictures {
                match beside.find(&picture.path) {
                    Some(_) => taking.report.pictures += 1,
                    None => taking.report.lacks(&name, picture),
                }
            }
            return Ok(());
        }
        // A picture without one made of it is none, or not within the folder: the text says then what it said.
        let made = made.into_iter().chain(std::iter::repeat(None));
        for (picture, made) in std::mem::take(&mut imported.pictures).into_iter().zip(made) {
            match made {
                Some(prepared) => {
                    let id = picture.id.unwrap_or_else(|| new_id(&mut self.rng));
                    self.keep_brought_photo(imported.id, id, &prepared)?;
                    imported.body = media::with_photo(&imported.body, &picture, id);
                    taking.report.pictures += 1;
                }
                None => taking.report.lacks(&name, &picture),
            }
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

    /// Whether it is here already, or came earlier in the same import.
    fn is_known(&self, taking: &Taking, id: ThingId) -> Result<bool, CompanionError> {
        Ok(taking.seen.contains(&id) || self.is_mine(id)? || self.shared.thing_kind(id)?.is_some())
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

/// Where the file of an entry lies, and the folder that its pictures may be in.
struct Beside<'a> {
    file: &'a Path,
    root: &'a Path,
}

impl Beside<'_> {
    /// A file that is named from this one, if it really lies in the folder: no link and no `..` leads out of it.
    fn find(&self, path: &str) -> Option<PathBuf> {
        let named = self.file.parent()?.join(path);
        let file = fs::canonicalize(named).ok()?;
        let root = fs::canonicalize(self.root).ok()?;
        let length = fs::metadata(&file).ok()?.len();
        let fits = file.starts_with(root) && file.is_file() && length <= FILE_LIMIT as u64;
        fits.then_some(file)
    }

    /// A photo of a picture that lies there; `None` where there is none, or it is none.
    fn make(&self, picture: &NamedPicture, maker: &dyn Maker) -> Option<Prepared> {
        let file = fs::read(self.find(&picture.path)?).ok()?;
        let size = match picture.id {
            Some(_) => Size::Whole,
            None => Size::Fitting,
        };
        maker.make(&Request { size, file }).ok()
    }
}

/// What it has taken so far.
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

type Everything = (Box<dyn Iterator<Item = Found> + Send>, usize);

fn folder(folder: &Path, zone: chrono_tz::Tz) -> Result<Everything, CompanionError> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.sort();
    let (of, root) = (files.len(), folder.to_owned());
    let found = files.into_iter().map(move |file| {
        let name = file.strip_prefix(&root).unwrap_or(&file);
        let name = name.to_string_lossy().into_owned();
        let imported = match read(&file) {
            Ok(bytes) => markdown_folder::parse(&name, &bytes, modified(&file), zone),
            Err(failure) => Err(failure),
        };
        Found {
            name,
            imported,
            file,
        }
    });
    Ok((Box::new(found), of))
}

fn one_file(file: &Path) -> Result<Everything, CompanionError> {
    let unreadable = |_| CompanionError::FileUnreadable;
    if fs::metadata(file).map_err(unreadable)?.len() > MOST_JSON {
        return Err(CompanionError::FileUnreadable);
    }
    let bytes = fs::read(file).map_err(unreadable)?;
    let entries = open_journal::entries(&bytes).map_err(|_| CompanionError::FileUnreadable)?;
    let of = entries.len();
    let file = file.to_owned();
    let found = (1..)
        .zip(entries)
        .map(move |(number, imported): (u32, _)| Found {
            name: number.to_string(),
            imported,
            file: file.clone(),
        });
    Ok((Box::new(found), of))
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
