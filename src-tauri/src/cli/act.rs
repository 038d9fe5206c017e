//! Does the commands, for this process or for one that asked through the socket.

use std::time::Duration;

use companion::{Companion, CompanionError, ExportForm, ExportInput, couple::journal::Audience};
use serde_json::{Value, json};

use super::{
    args::{Command, ExportFormat},
    code,
    say::{code_of, error_words},
};
use crate::{
    household::Household,
    socket::Reply,
    texts::{Language, Texts},
};

pub(super) struct Act<'a> {
    pub(super) household: &'a Household,
    pub(super) json: bool,
    pub(super) stopped: &'a dyn Fn() -> bool,
    pub(super) reply: &'a mut dyn FnMut(Reply),
    pub(super) texts: Texts,
}

/// Does a command and gives the exit code. What takes long looks in between whether it is to be ended where it is.
pub(crate) fn act(
    household: &Household,
    command: &Command,
    json: bool,
    stopped: &dyn Fn() -> bool,
    reply: &mut dyn FnMut(Reply),
) -> u8 {
    let texts = Texts::new(Language::of_setting("system"));
    let mut act = Act {
        household,
        json,
        stopped,
        reply,
        texts,
    };
    match act.command(command.clone()) {
        Ok(code) => code,
        Err(error) => {
            let code = code_of(&error);
            let words = error_words(&act.texts, error);
            (act.reply)(Reply::Err(words));
            code
        }
    }
}

impl Act<'_> {
    pub(super) fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Companion) -> Result<T, CompanionError> + Send + 'static,
    ) -> Result<T, CompanionError> {
        self.household
            .ask_blocking(move |room| work(room.engine()?))
    }

    /// A line of the answer: an object for scripts, or words.
    pub(super) fn say(&mut self, value: &Value, words: impl FnOnce() -> String) {
        let line = if self.json {
            value.to_string()
        } else {
            words()
        };
        (self.reply)(Reply::Out(line));
    }

    fn command(&mut self, command: Command) -> Result<u8, CompanionError> {
        match command {
            Command::Init { .. } | Command::Run { .. } | Command::Restore { .. } => {
                return Err(CompanionError::HomeExists);
            }
            Command::Entry(command) => self.entry(command)?,
            Command::Search(search) => self.search(search)?,
            Command::Outing(command) => self.outing(command)?,
            Command::Free {
                calendars,
                with_partner,
                minutes,
                weeks,
            } => return self.free(&calendars, with_partner, minutes, weeks),
            Command::Ritual(command) => self.ritual(command)?,
            Command::Gesture(command) => self.gesture(command)?,
            Command::Nudge(command) => self.nudge(command)?,
            Command::Import {
                from,
                path,
                dry_run,
            } => return self.import(from, path, dry_run),
            Command::Export {
                to,
                path,
                from,
                until,
                mine,
                ours,
            } => {
                let form = match to {
                    ExportFormat::Markdown => ExportForm::Markdown,
                    ExportFormat::Json => ExportForm::Json,
                    ExportFormat::Ics => {
                        self.export_plans(&path, from, until, mine || ours)?;
                        return Ok(code::DONE);
                    }
                };
                let audience = match (mine, ours) {
                    (true, _) => Some(Audience::Mine),
                    (_, true) => Some(Audience::Ours),
                    _ => None,
                };
                let input = ExportInput {
                    form,
                    audience,
                    from,
                    to: until,
                };
                let job = self.with(move |companion| companion.prepare_export(input, &path))?;
                let entries = job.run()?;
                self.say(&json!({ "entries": entries }), || {
                    format!("{entries} entries")
                });
            }
            Command::Pair(command) => self.pair(command)?,
            Command::Mailbox(command) => self.mailbox(command)?,
            Command::Sync { seconds } => return self.sync(seconds),
            Command::Status => self.status()?,
            Command::Check => return self.check(),
            Command::Backup {
                file,
                new_sheet,
                passphrase,
            } => self.backup(file, new_sheet, passphrase)?,
            Command::Leave { quiet } => {
                self.with(move |companion| companion.stop_sharing(quiet))?;
                // A folder that is not there now is swept when it is.
                self.wait_for_mailbox(Duration::from_secs(5))?;
            }
        }
        Ok(code::DONE)
    }
}
