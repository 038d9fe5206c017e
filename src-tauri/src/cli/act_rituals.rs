//! `lamplight ritual`.

use chrono::NaiveTime;
use companion::{
    CompanionError, ToRitual,
    couple::{
        ThingId,
        cadence::Weekdays,
        us::{RitualSays, RitualStage},
    },
};
use serde_json::json;

use super::{act::Act, args::RitualCommand};

impl Act<'_> {
    pub(super) fn ritual(&mut self, command: RitualCommand) -> Result<(), CompanionError> {
        let rituals = match command {
            RitualCommand::Add {
                title,
                trigger,
                steps,
                meaning,
                days,
                at,
            } => {
                let days = match days.as_slice() {
                    [] => None,
                    days => {
                        Some(Weekdays::from_numbers(days).map_err(|_| CompanionError::BadTime)?)
                    }
                };
                let at = at.map(|at| NaiveTime::parse_from_str(&at, "%H:%M"));
                let says = RitualSays {
                    title,
                    trigger,
                    steps,
                    meaning,
                    days,
                    at: at.transpose().map_err(|_| CompanionError::BadTime)?,
                    round: 0,
                };
                vec![self.with(move |companion| companion.keep_ritual(None, says))?]
            }
            RitualCommand::List => self.with(|companion| companion.list_rituals())?,
            RitualCommand::Accept { id } => vec![self.tell(&id, ToRitual::Yes)?],
            RitualCommand::Rest { id } => vec![self.tell(&id, ToRitual::Rest)?],
            RitualCommand::Wake { id } => vec![self.tell(&id, ToRitual::Wake)?],
        };
        for view in rituals {
            let says = &view.says;
            let stage = stage(view.stage);
            let days = says.days.map(Weekdays::numbers).unwrap_or_default();
            let value = json!({
                "id": view.id.to_string(), "title": says.title, "trigger": says.trigger,
                "steps": says.steps, "meaning": says.meaning, "days": days,
                "at": says.at.map(|at| at.format("%H:%M").to_string()), "stage": stage,
            });
            self.say(&value, || format!("{}  {stage}  {}", view.id, says.title));
        }
        Ok(())
    }

    fn tell(&mut self, id: &str, what: ToRitual) -> Result<companion::RitualView, CompanionError> {
        let id: ThingId = id.parse()?;
        self.with(move |companion| companion.tell_ritual(id, what))
    }
}

fn stage(stage: RitualStage) -> &'static str {
    match stage {
        RitualStage::AsksMe => "asks-me",
        RitualStage::AsksThem => "asks-them",
        RitualStage::Awake => "awake",
        RitualStage::Rests => "rests",
    }
}
