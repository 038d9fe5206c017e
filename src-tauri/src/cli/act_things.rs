//! `lamplight entry`, `outing`, `gesture` and `nudge`.

use chrono::Utc;
use companion::{
    CompanionError, EntryInput, OutingInput, PlanInput,
    couple::{
        Moment, ThingId, WallTime,
        cadence::{Cadence, Window},
        gesture::{GestureRef, offered},
        journal::Draft,
        nudge::Later,
    },
};
use serde_json::json;

use super::{
    act::Act,
    args::{EntryAdd, EntryCommand, GestureCommand, NudgeCommand, OutingCommand},
    say::{entry_json, error_words, gesture_words, outing_json, plan_json, stage, summary_json},
};
use crate::{engine::system_zone, socket::Reply};

impl Act<'_> {
    pub(super) fn entry(&mut self, command: EntryCommand) -> Result<(), CompanionError> {
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

    pub(super) fn add_entry(&mut self, add: EntryAdd) -> Result<(), CompanionError> {
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

    pub(super) fn outing(&mut self, command: OutingCommand) -> Result<(), CompanionError> {
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

    pub(super) fn gesture(&mut self, command: GestureCommand) -> Result<(), CompanionError> {
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

    pub(super) fn nudge(&mut self, command: NudgeCommand) -> Result<(), CompanionError> {
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
}
