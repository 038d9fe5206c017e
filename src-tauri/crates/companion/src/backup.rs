//! A backup: one age file that the words of the recovery sheet open, here or with the `age` command.
//! Inside is a tar with the vaults, the key file as the sheet opens it, and beside them everything
//! to read without this program (protocol.md section 13).

use std::{
    fs::{self, File},
    io::{self, BufWriter, Read, Write},
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use couple::PersonId;
use keys::recovery::{Opened, Proof, Recipient, Sealing};
use serde::{Deserialize, Serialize};

use crate::{
    Companion, CompanionError, Notice,
    home::{KEY_FILE, key_error, new_file, sync_folder},
    open_export,
    snapshot::Snapshot,
};

/// The format that this program writes.
pub(crate) const FORMAT: u32 = 1;
pub(crate) const MANIFEST: &str = "manifest.json";
const JOURNAL: &str = "journal.json";
const DATES: &str = "dates.json";

/// Stands first in every backup.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Manifest {
    pub(crate) format: u32,
    pub(crate) made_by: String,
    pub(crate) made_at: DateTime<Utc>,
    pub(crate) entries: u64,
}

/// A backup that is ready to be written, by any thread: the home goes on meanwhile.
pub struct BackupJob {
    snapshot: Snapshot,
    key_file: String,
    recipient: Recipient,
    me: PersonId,
    made_at: DateTime<Utc>,
    to: PathBuf,
}

/// A backup that was written, and opened again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupDone {
    /// Its length.
    pub bytes: u64,
    /// How many entries are in it.
    pub entries: u64,
}

impl Companion {
    /// Copies the vaults for a backup to `to`; [`BackupJob::run`] writes it.
    ///
    /// # Errors
    /// [`CompanionError::NoSheet`], [`CompanionError::BackupInsideProfile`], or the copies could not
    /// be made.
    pub fn prepare_backup(&mut self, to: &Path) -> Result<BackupJob, CompanionError> {
        let sheet = self.kept_sheet()?.ok_or(CompanionError::NoSheet)?;
        if is_inside(to, self.profile.folder())? {
            return Err(CompanionError::BackupInsideProfile);
        }
        let key_file = self.keys.file.for_backup(&sheet.way);
        Ok(BackupJob {
            key_file: key_file.to_json().map_err(key_error)?,
            recipient: sheet.recipient,
            me: self.my_id(),
            made_at: self.now(),
            to: to.to_owned(),
            snapshot: self.snapshot()?,
        })
    }

    /// Notes the day of a backup.
    ///
    /// # Errors
    /// It could not be saved.
    pub fn backup_was_made(&mut self) -> Result<(), CompanionError> {
        let today = couple::time::local_day(self.now(), self.zone());
        self.private.write(|tx| tx.put_setting(LAST, &today))?;
        self.notice(Notice::BackupsChanged);
        Ok(())
    }

    /// The day of the last backup that was made here.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn last_backup(&self) -> Result<Option<chrono::NaiveDate>, CompanionError> {
        Ok(self.private.setting(LAST)?)
    }
}

const LAST: &str = "last-backup";

impl BackupJob {
    /// Writes the backup under another name, opens it again, reads it to its end, and only then puts
    /// it where it belongs. What was there before stays until that moment.
    ///
    /// # Errors
    /// It could not be saved, or the copy of a vault is not whole. Nothing is left behind then.
    pub fn run(self) -> Result<BackupDone, CompanionError> {
        self.snapshot.check()?;
        let part = beside(&self.to);
        let done = self.write(&part).and_then(|done| {
            fs::rename(&part, &self.to)?;
            if let Some(folder) = self.to.parent() {
                sync_folder(folder);
            }
            Ok(done)
        });
        if done.is_err() {
            let _ = fs::remove_file(&part);
        }
        done
    }

    fn write(&self, part: &Path) -> Result<BackupDone, CompanionError> {
        let file = BufWriter::new(new_file(part)?);
        let (sealing, proof) = Sealing::begin(&self.recipient, file)?;
        let mut tar = tar::Builder::new(sealing);
        let (entries, photos) = self.fill(&mut tar)?;
        let file = tar.into_inner()?.finish()?;
        let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        drop(file);
        self.prove(part, &proof, &photos)?;
        Ok(BackupDone {
            bytes: fs::metadata(part)?.len(),
            entries,
        })
    }

    /// Gives how many entries there are, and the names of the photos.
    fn fill<W: Write>(
        &self,
        tar: &mut tar::Builder<W>,
    ) -> Result<(u64, Vec<String>), CompanionError> {
        let open = self.snapshot.open()?;
        let (private, desk, shared) = (&open.private, open.desk(), &open.shared);
        let places = open_export::places(desk, shared)?;
        let entries = u64::try_from(places.len()).unwrap_or(u64::MAX);
        let manifest = serde_json::to_vec_pretty(&Manifest {
            format: FORMAT,
            made_by: concat!("lamplight ", env!("CARGO_PKG_VERSION")).into(),
            made_at: self.made_at,
            entries,
        })
        .map_err(io::Error::from)?;
        self.add(tar, MANIFEST, manifest.len() as u64, manifest.as_slice())?;
        let key_file = self.key_file.as_bytes();
        self.add(tar, KEY_FILE, key_file.len() as u64, key_file)?;

        let journal = || open_export::journal(desk, private, shared, &places, self.me);
        let length = open_export::length(journal())?;
        self.add(tar, JOURNAL, length, open_export::Pieces::new(journal()))?;
        let dates = || open_export::dates(private, shared, self.me);
        let length = open_export::length(dates()?)?;
        self.add(tar, DATES, length, open_export::Pieces::new(dates()?))?;
        let mut photos: Vec<String> = Vec::new();
        for at in &places {
            let here = match at.shared {
                true => open_export::photos_here(shared, at.id)?,
                false => open_export::photos_here(desk, at.id)?,
            };
            for id in here {
                let name = open_export::path(id);
                let bytes = match at.shared {
                    true => shared.photo_bytes(at.id, id)?,
                    false => desk.photo_bytes(at.id, id)?,
                };
                if let Some(bytes) = bytes.filter(|_| !photos.contains(&name)) {
                    self.add(tar, &name, bytes.len() as u64, bytes.as_slice())?;
                    photos.push(name);
                }
            }
        }
        open.close()?;

        for name in self.snapshot.files() {
            let file = File::open(self.snapshot.folder().join(name))?;
            self.add(tar, name, file.metadata()?.len(), file)?;
        }
        Ok((entries, photos))
    }

    fn add<W: Write>(
        &self,
        tar: &mut tar::Builder<W>,
        name: &str,
        length: u64,
        content: impl Read,
    ) -> Result<(), CompanionError> {
        let mut header = tar::Header::new_ustar();
        header.set_size(length);
        header.set_mode(0o600);
        header.set_mtime(self.made_at.timestamp().unsigned_abs());
        Ok(tar.append_data(&mut header, name, content)?)
    }

    /// Opens what was just written and compares the vaults with the copies they came from. What is
    /// not compared has been authenticated by being opened.
    fn prove(&self, part: &Path, proof: &Proof, photos: &[String]) -> Result<(), CompanionError> {
        let unproven = || CompanionError::CannotSave(crate::CannotSave::Io);
        let opened = Opened::with_proof(proof, File::open(part)?).map_err(|_| unproven())?;
        let mut tar = tar::Archive::new(opened);
        let files: Vec<&str> = self.snapshot.files().collect();
        let mut names = Vec::new();
        for member in tar.entries()?.raw(true) {
            let mut member = member?;
            let name = String::from_utf8_lossy(&member.path_bytes()).into_owned();
            let same = if files.contains(&name.as_str()) {
                same(
                    &mut member,
                    &mut File::open(self.snapshot.folder().join(&name))?,
                )?
            } else {
                io::copy(&mut member, &mut io::sink())? > 0
            };
            if !same {
                return Err(unproven());
            }
            names.push(name);
        }
        // The end of the tar is not yet the end of the file.
        io::copy(&mut tar.into_inner(), &mut io::sink())?;
        let expected = [MANIFEST, KEY_FILE, JOURNAL, DATES].into_iter();
        let expected = expected.chain(photos.iter().map(String::as_str));
        if expected.chain(files).eq(names.iter().map(String::as_str)) {
            Ok(())
        } else {
            Err(unproven())
        }
    }
}

/// Whether two readers give the same bytes.
fn same(one: &mut impl Read, other: &mut impl Read) -> io::Result<bool> {
    let (mut a, mut b) = (vec![0; 64 << 10], vec![0; 64 << 10]);
    loop {
        let (read, there) = (fill(one, &mut a)?, fill(other, &mut b)?);
        if a.get(..read) != b.get(..there) {
            return Ok(false);
        }
        if read < a.len() {
            return Ok(true);
        }
    }
}

/// Reads until the buffer is full or nothing more comes.
fn fill(from: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut full = 0;
    while let Some(rest) = buffer.get_mut(full..).filter(|rest| !rest.is_empty()) {
        match from.read(rest) {
            Ok(0) => break,
            Ok(read) => full += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(full)
}

/// A name beside the backup, for as long as it is not whole.
fn beside(to: &Path) -> PathBuf {
    let mut name = to.as_os_str().to_owned();
    name.push(".part");
    name.into()
}

/// A backup in the profile would be lost together with what it is for.
fn is_inside(file: &Path, profile: &Path) -> Result<bool, CompanionError> {
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let folder = fs::canonicalize(folder).map_err(|_| CompanionError::FileUnreadable)?;
    Ok(folder.starts_with(fs::canonicalize(profile)?))
}
