//! Does the commands, for this process or for one that asked through the socket.

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use chrono::{NaiveDate, Utc};
use companion::{
    AsideReason, Companion, CompanionError, Direct, EntryInput, ExportForm, ExportInput,
    OutingInput, PairingView, PlanInput,
    couple::{
        Moment, ThingId, WallTime,
        cadence::{Cadence, Window},
        gesture::{GestureRef, offered},
        journal::{Audience, Draft},
        nudge::Later,
    },
};
use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::{
    act_sync::mailbox_json,
    args::{
        Command, EntryAdd, EntryCommand, ExportFormat, GestureCommand, ImportSource, NudgeCommand,
        OutingCommand, PairCommand,
    },
    code,
    say::{
        code_of, entry_json, error_words, gesture_words, kebab, outing_json, plan_json, stage,
        summary_json,
    },
};
use crate::{
    calendar_file,
    engine::system_zone,
    household::Household,
    socket::Reply,
    texts::{Language, Texts},
};

/// How long a command waits for the partner's computer.
const PATIENCE: Duration = Duration::from_secs(30);

pub(super) struct Act<'a> {
    household: &'a Household,
    json: bool,
    stopped: &'a dyn Fn() -> bool,
    reply: &'a mut dyn FnMut(Reply),
    texts: Texts,
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

    fn export_plans(
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

    fn backup(
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

    fn entry(&mut self, command: EntryCommand) -> Result<(), CompanionError> {
        match command {
            EntryCommand::Add(add) => self.add_entry(add),
            EntryCommand::List { from, to, limit } => {
                let entries = self
                    .with(move |companion| companion.entries_of_days(from, to, limit as usize))?;
                for entry in entries {
                    self.say(&summary_json(&entry), || {
                        let title = if entry.title.is_empty() {
                            &entry.opening
                        } else {
                            &entry.title
                        };
                        format!("{}  {}  {title}", entry.id, entry.written_at.day())
                    });
                }
                Ok(())
            }
            EntryCommand::Show { id } => {
                let id: ThingId = id.parse()?;
                let entry = self.with(move |companion| companion.view(id))?;
                self.say(&entry_json(&entry), || {
                    format!("# {}\n\n{}", entry.summary.title, entry.body)
                });
                Ok(())
            }
            EntryCommand::Edit { id, body, .. } => {
                let id: ThingId = id.parse()?;
                let entry = self.with(move |companion| {
                    let known = companion.view(id)?;
                    let draft = Draft {
                        title: known.summary.title,
                        body,
                        feelings: known.summary.feelings,
                        tags: known.summary.tags,
                    };
                    let kept = companion.keep_entry(EntryInput {
                        id: Some(id),
                        draft,
                        ..EntryInput::default()
                    })?;
                    // On the command line there is nobody to look at a draft.
                    if kept.draft.is_some() {
                        companion.share_changes(id)
                    } else {
                        Ok(kept)
                    }
                })?;
                self.say(&entry_json(&entry), || entry.summary.id.to_string());
                Ok(())
            }
            EntryCommand::Delete { id } => {
                let id: ThingId = id.parse()?;
                self.with(move |companion| companion.remove_entry(id))
            }
        }
    }

    fn add_entry(&mut self, add: EntryAdd) -> Result<(), CompanionError> {
        let zone = match &add.zone {
            Some(name) => name.parse().map_err(|_| CompanionError::BadTime)?,
            None => system_zone(),
        };
        let written_at = (add.at.is_some() || add.zone.is_some()).then(|| Moment {
            at: add.at.map_or_else(Utc::now, |at| at.with_timezone(&Utc)),
            zone,
        });
        let draft = Draft {
            title: add.title,
            body: add.body.trim_end_matches('\n').to_owned(),
            feelings: add.feelings,
            tags: add.tags,
        };
        let ours = add.ours;
        let (entry, alone) = self.with(move |companion| {
            let kept = companion.keep_entry(EntryInput {
                draft,
                written_at,
                ..EntryInput::default()
            })?;
            let id = kept.summary.id;
            if !ours {
                return Ok((kept, false));
            }
            if companion.partner_view()?.is_none() {
                // Nothing of it is lost: it is Mine, and marked to be shared one day.
                return Ok((companion.mark_for_later(id, true)?, true));
            }
            let preview = companion.preview_share(id)?;
            Ok((companion.share_now(id, &preview.consent)?, false))
        })?;
        self.say(&entry_json(&entry), || entry.summary.id.to_string());
        if alone {
            let words = error_words(&self.texts, CompanionError::NoPartner);
            (self.reply)(Reply::Err(words));
        }
        Ok(())
    }

    fn outing(&mut self, command: OutingCommand) -> Result<(), CompanionError> {
        let outings = match command {
            OutingCommand::Add {
                title,
                at,
                zone,
                minutes,
                place,
                note,
            } => {
                let when = WallTime::parse(&at, &zone)?;
                let input = OutingInput {
                    title,
                    note,
                    place,
                    when,
                    minutes,
                    idea: None,
                };
                vec![self.with(move |companion| companion.propose_outing(input))?]
            }
            OutingCommand::List => self.with(|companion| companion.list_outings())?,
            OutingCommand::Accept { id } => {
                let id: ThingId = id.parse()?;
                vec![self.with(move |companion| companion.accept_outing(id))?]
            }
            OutingCommand::Decline { id } => {
                let id: ThingId = id.parse()?;
                vec![self.with(move |companion| companion.decline_outing(id))?]
            }
            OutingCommand::Suggest { id, at, zone } => {
                let id: ThingId = id.parse()?;
                vec![self.with(move |companion| {
                    let known = companion.get_outing(id)?;
                    let zone = zone.unwrap_or_else(|| known.when.zone.name().to_owned());
                    companion.suggest_outing(id, WallTime::parse(&at, &zone)?, known.minutes)
                })?]
            }
        };
        for outing in outings {
            self.say(&outing_json(&outing), || {
                let when = outing.when.local_text().replace('T', " ");
                format!(
                    "{}  {when}  {}  {}",
                    outing.id,
                    stage(outing.stage),
                    outing.title
                )
            });
        }
        Ok(())
    }

    fn gesture(&mut self, command: GestureCommand) -> Result<(), CompanionError> {
        match command {
            GestureCommand::Add {
                from,
                text,
                every,
                window,
            } => {
                let gesture = match (from, text) {
                    (Some(id), _) => GestureRef::Library(id),
                    (None, Some(text)) => GestureRef::Own(text),
                    (None, None) => return Err(CompanionError::BadInput { what: "gesture" }),
                };
                let (opens, closes) = window.split_once('-').ok_or(CompanionError::BadTime)?;
                let window = Window::parse(opens.trim(), closes.trim())
                    .map_err(|_| CompanionError::BadTime)?;
                let input = PlanInput {
                    cue: None,
                    gesture,
                    cadence: Cadence::EveryDays(every),
                    window,
                };
                let plan = self.with(move |companion| companion.keep_plan(None, input))?;
                self.say(&plan_json(&plan), || plan.id.to_string());
            }
            GestureCommand::List { library: true } => {
                let both = self.with(|companion| Ok(companion.together()?.both))?;
                for gesture in offered(both) {
                    let words =
                        gesture_words(&self.texts, &GestureRef::Library(gesture.id.to_owned()));
                    let value = json!({
                        "id": gesture.id, "text": words, "minutes": gesture.minutes,
                        "near": gesture.near, "apart": gesture.apart, "costs": gesture.costs,
                    });
                    self.say(&value, || format!("{}  {words}", gesture.id));
                }
            }
            GestureCommand::List { library: false } => {
                for plan in self.with(|companion| companion.list_plans())? {
                    let words = gesture_words(&self.texts, &plan.gesture);
                    self.say(&plan_json(&plan), || format!("{}  {words}", plan.id));
                }
            }
        }
        Ok(())
    }

    fn nudge(&mut self, command: NudgeCommand) -> Result<(), CompanionError> {
        match command {
            NudgeCommand::List => {
                for nudge in self.with(|companion| companion.list_coming_nudges(14))? {
                    let words = gesture_words(&self.texts, &nudge.gesture);
                    let value = json!({
                        "id": nudge.plan, "opens": nudge.slot.opens.to_rfc3339(),
                        "closes": nudge.slot.closes.to_rfc3339(), "text": words,
                    });
                    self.say(&value, || {
                        format!("{}  {}  {words}", nudge.plan, nudge.slot.date)
                    });
                }
            }
            NudgeCommand::Due { at } => {
                let due = self.with(move |companion| match at {
                    Some(at) => companion.due_at(at.with_timezone(&Utc)),
                    None => {
                        let due = companion.list_due_nudges()?;
                        Ok(due.into_iter().map(|nudge| nudge.plan).collect())
                    }
                })?;
                for plan in due {
                    let words = gesture_words(&self.texts, &plan.gesture);
                    self.say(&plan_json(&plan), || format!("{}  {words}", plan.id));
                }
            }
            NudgeCommand::Did { id } => {
                let id: ThingId = id.parse()?;
                self.with(move |companion| companion.did_nudge(id))?;
            }
            NudgeCommand::Later { id } => {
                let id: ThingId = id.parse()?;
                let until =
                    self.with(move |companion| companion.later_nudge(id, Later::LaterToday))?;
                self.say(&json!({ "until": until.to_rfc3339() }), || {
                    until.to_rfc3339()
                });
            }
            NudgeCommand::NotToday { id } => {
                let id: ThingId = id.parse()?;
                self.with(move |companion| companion.not_today_nudge(id))?;
            }
        }
        Ok(())
    }

    fn import(
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

    fn pair(&mut self, command: PairCommand) -> Result<(), CompanionError> {
        match command {
            PairCommand::Invite { out } => {
                let view = self.with(|companion| companion.make_invite())?;
                let PairingView::InviteReady { invite, expires_at } = view else {
                    return Err(CompanionError::PairingOver);
                };
                if let Some(path) = &out {
                    std::fs::write(path, format!("{invite}\n"))?;
                }
                let value = json!({ "invite": invite, "expires_at": expires_at.to_rfc3339() });
                self.say(&value, || invite.clone());
                Ok(())
            }
            PairCommand::Accept { invite } => {
                self.with(move |companion| companion.accept_invite(&invite))?;
                self.wait_for_pictures()
            }
            PairCommand::Pictures => self.wait_for_pictures(),
            PairCommand::Confirm => {
                self.with(|companion| companion.confirm_pictures())?;
                // The other person may take their time; this waits for a moment only.
                let start = Instant::now();
                while start.elapsed() < Duration::from_secs(3) {
                    let view = self.with(|companion| Ok(companion.pairing_view()))?;
                    if view == PairingView::Paired {
                        break;
                    }
                    std::thread::sleep(Duration::from_millis(50));
                }
                Ok(())
            }
            PairCommand::Refuse => self.with(|companion| companion.refuse_pictures()).map(drop),
        }
    }

    fn wait_for_pictures(&mut self) -> Result<(), CompanionError> {
        let start = Instant::now();
        loop {
            match self.with(|companion| Ok(companion.pairing_view()))? {
                PairingView::Comparing {
                    pictures,
                    confirmed,
                } => {
                    let value = json!({ "pictures": pictures, "confirmed": confirmed });
                    self.say(&value, || pictures.join(" "));
                    return Ok(());
                }
                PairingView::Failed(failure) => return Err(failure.into()),
                PairingView::Idle => return Err(CompanionError::PairingOver),
                PairingView::Paired => return Err(CompanionError::AlreadyPaired),
                _ if start.elapsed() > PATIENCE => return Err(CompanionError::PartnerUnreachable),
                _ => std::thread::sleep(Duration::from_millis(50)),
            }
        }
    }

    pub(super) fn status(&mut self) -> Result<(), CompanionError> {
        let (name, sharing, mailbox) = self.with(|companion| {
            let mailbox = companion.mailbox_view()?;
            Ok((companion.name().to_owned(), companion.sharing()?, mailbox))
        })?;
        let partner = sharing.partner.as_ref().map(|partner| {
            json!({
                "name": partner.name,
                "since": partner.since,
                "up_to_date": partner.up_to_date,
                "waiting": partner.waiting,
            })
        });
        // Never whether the partner's computer is on right now.
        let direct = match sharing.direct {
            Direct::Off | Direct::FolderOnly => "off",
            Direct::Waiting | Direct::Connected => "on",
        };
        let asides: Vec<Value> = sharing
            .asides
            .iter()
            .map(|aside| {
                json!({
                    "reason": aside_reason(aside.reason),
                    "count": aside.count,
                    "since": aside.since,
                })
            })
            .collect();
        let mut transports = vec![json!({ "kind": "direct", "state": direct })];
        if mailbox.address.is_some() {
            let mut folder = mailbox_json(&mailbox);
            folder["kind"] = "mailbox".into();
            transports.push(folder);
        }
        let value = json!({
            "name": name,
            "partner": partner,
            "shared": { "entries": sharing.entries, "outings": sharing.outings },
            "devices": [{ "id": sharing.this_device, "this": true }],
            "transports": transports,
            "waiting": sharing.waiting_to_send,
            "set_aside": sharing.set_aside,
            "set_aside_because": asides,
            "forked": { "here": sharing.forked_here, "there": sharing.forked_there },
            "from_newer": sharing.from_newer,
            "partner_left": sharing.partner_left,
        });
        self.say(&value, || {
            let with = sharing.partner.as_ref().map_or("–".to_owned(), |partner| {
                format!("{} ({})", partner.name, partner.since)
            });
            format!(
                "{name} ↔ {with}; entries {}, dates {}; direct: {direct}; waiting: {}",
                sharing.entries, sharing.outings, sharing.waiting_to_send
            )
        });
        Ok(())
    }

    fn check(&mut self) -> Result<u8, CompanionError> {
        let health = self.with(|companion| companion.check())?;
        let whole = health.is_whole();
        let value = json!({
            "whole": whole,
            "entries": health.entries,
            "unreadable_things": health.unreadable_things,
        });
        self.say(&value, || format!("{health:?}"));
        Ok(if whole { code::DONE } else { code::FAILED })
    }
}

fn aside_reason(reason: AsideReason) -> &'static str {
    match reason {
        AsideReason::Newer => "newer",
        AsideReason::Waits => "waits",
        AsideReason::NotTheirs => "not-theirs",
        AsideReason::Harmful => "harmful",
        AsideReason::Unreadable => "unreadable",
    }
}
