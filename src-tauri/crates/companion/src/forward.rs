//! What Today brings forward of all that is there for two: at most one thing, and *Not now* is an answer. Once it was
//! given, nothing else takes its place that day.

use chrono::{DateTime, Datelike, Days, NaiveDate, Timelike, Utc, Weekday};
use couple::{
    ThingId,
    time::local_day,
    us::{RitualStage, Sort},
};

use crate::{
    Companion, CompanionError, ImportantDateView, InStepLine, InStepStage, NoteView, PromiseView,
    RitualView, WaitingTalk, Whose,
};

const KEY: &str = "not-now";
/// A talk that waits for longer is not spoken of any more.
const TALK_DAYS: i64 = 14;
/// So many days before a date a gift is thought of.
const GIFT_DAYS: u32 = 14;

/// One thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Forward {
    /// My partner asks when both have time.
    Time {
        /// Their question.
        ask: ThingId,
    },
    /// My partner asks whether we talk in step, or we do.
    InStep(InStepLine),
    /// A ritual that waits for my yes, or that is looked at again.
    Ritual(RitualView),
    /// A promise of mine that is meant for today, or was for a day that is past.
    Promise(PromiseView),
    /// A talk that was put down and can be gone on with.
    Talk {
        /// Which.
        id: &'static str,
    },
    /// A date is near, and I noted something to give.
    Gift {
        /// The date.
        date: ImportantDateView,
        /// What I noted.
        note: NoteView,
    },
    /// A talk that is had best at this hour.
    Suggested {
        /// Which.
        id: &'static str,
    },
}

impl Forward {
    /// What *Not now* is said to.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Time { ask } => format!("time {ask}"),
            Self::InStep(line) => {
                let asked = line.stage == InStepStage::Asked;
                format!("{} {}", if asked { "asked" } else { "in-step" }, line.id)
            }
            Self::Ritual(ritual) => format!("ritual {}", ritual.id),
            Self::Promise(promise) => format!("promise {}", promise.id),
            Self::Talk { id } => format!("talk {id}"),
            Self::Gift { date, .. } => format!("gift {} {}", date.date.id, date.next.year()),
            Self::Suggested { id } => format!("suggested {id}"),
        }
    }

    /// For how many days it is not now.
    fn days(key: &str) -> u64 {
        match key.split_once(' ') {
            Some(("promise" | "asked" | "in-step", _)) => 1,
            Some(("talk", _)) => 7,
            _ => 30,
        }
    }
}

impl Companion {
    /// What there is to bring forward now. `quiet` leaves out what only suggests itself.
    pub(crate) fn forward(&self, quiet: bool) -> Result<Option<Forward>, CompanionError> {
        let (now, zone) = (self.now(), self.zone());
        let today = local_day(now, zone);
        let not_now = self.not_now()?;
        if not_now.iter().any(|(_, said, _)| *said == today) {
            return Ok(None);
        }
        let wanted = |forward: &Forward| {
            let key = forward.key();
            not_now
                .iter()
                .all(|(known, _, until)| *known != key || *until <= today)
        };
        let asked = self.time_ask()?.filter(|ask| !ask.mine_shown);
        let asked = asked.map(|ask| Forward::Time { ask: ask.id });
        if let Some(found) = asked.filter(wanted) {
            return Ok(Some(found));
        }
        let in_step = self
            .list_in_step()?
            .into_iter()
            .filter(|line| matches!(line.stage, InStepStage::Asked | InStepStage::UnderWay));
        if let Some(found) = in_step.map(Forward::InStep).find(wanted) {
            return Ok(Some(found));
        }
        let rituals = self.list_rituals()?;
        let asks = rituals
            .iter()
            .filter(|view| view.stage == RitualStage::AsksMe);
        if let Some(found) = asks.cloned().map(Forward::Ritual).find(wanted) {
            return Ok(Some(found));
        }
        let promises = self.list_promises()?.into_iter();
        let due = promises.filter(|promise| promise.mine && promise.day <= today);
        if let Some(found) = due.map(Forward::Promise).find(wanted) {
            return Ok(Some(found));
        }
        if let Some(found) = self.resting_talks(now)?.into_iter().find(wanted) {
            return Ok(Some(found));
        }
        if let Some(found) = self.gift()?.filter(wanted) {
            return Ok(Some(found));
        }
        if quiet || self.partner().is_none() {
            return Ok(None);
        }
        let seasons = rituals.into_iter().filter(|view| view.season);
        if let Some(found) = seasons.map(Forward::Ritual).find(wanted) {
            return Ok(Some(found));
        }
        let local = now.with_timezone(&zone);
        let id = match (local.weekday(), local.hour()) {
            (Weekday::Sun, 10..=21) => "weekly-talk",
            (Weekday::Wed, 17..=21) => "stress-talk",
            _ => return Ok(None),
        };
        Ok(Some(Forward::Suggested { id }).filter(wanted))
    }

    /// *Not now*: it rests for a while, and nothing comes in its place today.
    ///
    /// # Errors
    /// [`CompanionError::BadInput`] for what is brought forward nowhere, or it could not be saved.
    pub fn say_not_now(&mut self, key: &str) -> Result<(), CompanionError> {
        let known = self.forward(false)?.map(|forward| forward.key());
        if known.as_deref() != Some(key) {
            return Err(CompanionError::BadInput { what: "key" });
        }
        let today = local_day(self.now(), self.zone());
        let mut all = self.not_now()?;
        all.retain(|(_, said, until)| *until > today || *said == today);
        let until = today + Days::new(Forward::days(key));
        all.push((key.to_owned(), today, until));
        Ok(self.private.write(|tx| tx.put_setting(KEY, &all))?)
    }

    /// What *Not now* was said to, on which day, and until when.
    fn not_now(&self) -> Result<Vec<(String, NaiveDate, NaiveDate)>, CompanionError> {
        Ok(self.private.setting(KEY)?.unwrap_or_default())
    }

    fn resting_talks(&self, now: DateTime<Utc>) -> Result<Vec<Forward>, CompanionError> {
        let mut waiting = Vec::new();
        for line in self.list_talks()? {
            if let Some(WaitingTalk::Here { since, .. }) = line.waiting
                && (0..TALK_DAYS).contains(&(now - since).num_days())
            {
                waiting.push((since, Forward::Talk { id: line.talk.id }));
            }
        }
        waiting.sort_by_key(|(since, _)| std::cmp::Reverse(*since));
        Ok(waiting.into_iter().map(|(_, forward)| forward).collect())
    }

    /// The next date, and the first thing I noted to give to the other one.
    fn gift(&self) -> Result<Option<Forward>, CompanionError> {
        let date = self.list_important_dates()?.into_iter().next();
        let Some(date) = date.filter(|date| date.in_days <= GIFT_DAYS) else {
            return Ok(None);
        };
        let mut notes = self.list_notes()?.into_iter();
        let note = notes.find(|note| note.sort == Sort::Gift && note.whose == Whose::Partner);
        Ok(note.map(|note| Forward::Gift { date, note }))
    }
}
