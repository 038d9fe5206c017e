//! Out of Lamplight and back in: plans as a calendar, a backup, what other programs wrote.

use std::path::{Path, PathBuf};

use chrono::{NaiveDate, Utc};
use companion::{CompanionError, ExportForm};
use serde_json::json;
use zeroize::Zeroizing;

use super::{act::Act, args::ImportSource, code, say::kebab};
use crate::{calendar_file, engine::system_zone, socket::Reply};

impl Act<'_> {
    pub(super) fn export_plans(
        &mut self,
        path: &Path,
        from: Option<NaiveDate>,
        until: Option<NaiveDate>,
        some: bool,
    ) -> Result<(), CompanionError> {
        if some {
            return Err(CompanionError::BadInput {
                what: "mine or ours",
            });
        }
        if path.symlink_metadata().is_ok() {
            return Err(CompanionError::PlaceTaken);
        }
        let mut plans = self.household.ask_blocking(|room| {
            let words = calendar_file::words(room);
            room.screen()?.plans_out(&words, false)
        })?;
        plans.keep_days(from, until, system_zone());
        plans.write(path, Utc::now())?;
        let count = plans.len();
        self.say(&json!({ "outings": count }), || format!("{count} dates"));
        Ok(())
    }

    /// Tells what went wrong with one of several, by the id of its words.
    pub(super) fn warn(&mut self, what: &str, words: &str) {
        let words = self.texts.get(words);
        (self.reply)(Reply::Err(format!("{what}: {words}")));
    }

    /// Tells something that is no line of the answer, by the id of its words.
    pub(super) fn note(&mut self, words: &str) {
        let words = self.texts.get(words);
        (self.reply)(Reply::Err(words));
    }

    pub(super) fn backup(
        &mut self,
        file: PathBuf,
        new_sheet: bool,
        passphrase: Option<String>,
    ) -> Result<(), CompanionError> {
        if new_sheet || self.with(|companion| companion.sheet())?.is_none() {
            // The words open private entries too: the keyring's key is not enough for them.
            let passphrase = Zeroizing::new(passphrase.ok_or(CompanionError::WrongPassphrase)?);
            let sheet = self.with(move |companion| companion.make_sheet(&passphrase))?;
            let value = json!({
                "sheet": sheet.mark, "words": sheet.words, "age_identity": sheet.line,
            });
            let told = [("sheet", sheet.mark.as_str())];
            let told = self.texts.with("sheet-made", &told);
            self.say(&value, || {
                let words: Vec<String> = (1..)
                    .zip(sheet.words)
                    .map(|(place, word)| format!("{place:2} {word}"))
                    .collect();
                format!("{told}\n{}\n{}", words.join("\n"), sheet.line)
            });
        }
        let job = self.with(move |companion| companion.prepare_backup(&file))?;
        let done = job.run()?;
        self.with(|companion| companion.backup_was_made())?;
        let value = json!({ "bytes": done.bytes, "entries": done.entries });
        let told = self.texts.get("backup-made");
        self.say(&value, || told);
        Ok(())
    }

    pub(super) fn import(
        &mut self,
        from: ImportSource,
        path: PathBuf,
        dry_run: bool,
    ) -> Result<u8, CompanionError> {
        let form = match from {
            ImportSource::Markdown => ExportForm::Markdown,
            ImportSource::Json => ExportForm::Json,
        };
        // A few entries at a time: whoever sits at the window meanwhile need not wait for all of them.
        let mut import =
            self.with(move |companion| companion.begin_import(form, &path, dry_run))?;
        loop {
            import.make_pictures();
            let more;
            (import, more) = self.with(move |companion| {
                let more = companion.go_on_importing(&mut import)?;
                Ok((import, more))
            })?;
            if !more || (self.stopped)() {
                break;
            }
        }
        let report = self.with(move |companion| companion.end_import(import))?;
        for (file, failure) in &report.failed {
            let name = kebab(&format!("{failure:?}"))
                .trim_start_matches('-')
                .to_owned();
            let words = self.texts.get(&format!("import-failed-{name}"));
            let value = json!({ "file": file, "why": name });
            if self.json {
                self.say(&value, String::new);
            } else {
                (self.reply)(Reply::Err(format!("{file}: {words}")));
            }
        }
        let counts = json!({
            "added": report.added, "already": report.already, "failed": report.failed.len(),
            "pictures": report.pictures, "dry_run": dry_run, "stopped": report.stopped,
        });
        self.say(&counts, || {
            format!(
                "added {}, already here {}, failed {}, pictures {}",
                report.added,
                report.already,
                report.failed.len(),
                report.pictures
            )
        });
        if report.stopped {
            let words = self.texts.get("import-stopped");
            (self.reply)(Reply::Err(words));
            return Ok(code::FAILED);
        }
        Ok(code::DONE)
    }
}
