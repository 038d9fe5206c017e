//! Rituals: what the two do again and again because it is theirs. One is asleep until both have said yes to it as it
//! stands, is looked at again each season by each alone, and rests as soon as either lets it. A nudge towards one is
//! mine, and nobody is told whether it was followed.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta, Timelike};
use couple::{
    ThingId, ThingKind,
    cadence::{Cadence, Window},
    gesture::{GestureRef, OWN_LIMIT},
    time::local_day,
    us::{About, BadRitual, Note, Ritual, RitualSays, RitualStage, SEASON_DAYS, Sort},
};
use serde::{Deserialize, Serialize};

use crate::{
    Companion, CompanionError, Notice, Origin, PlanInput,
    ledger::{derived_id, new_id},
    records::read,
};

const KEY: &str = "rituals";
/// A nudge comes within so many minutes before its time.
const BEFORE: (u32, u32) = (60, 5);
/// Where it has days and no time of day.
const SOMEWHEN: (&str, &str) = ("09:00", "11:00");

/// What only this side knows of a ritual.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct Mine {
    /// I want to be nudged towards it.
    nudged: bool,
    /// When it woke, or was looked at last.
    looked: Option<NaiveDate>,
}

/// What can be said to a ritual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToRitual {
    /// Yes, as it stands.
    Yes,
    /// It rests from now on, or was not wanted.
    Rest,
    /// It is proposed again.
    Wake,
    /// It is still good: looked at again in a season.
    Keep,
    /// Nudge me towards it.
    Nudge,
    /// No more nudges.
    NoNudge,
}

/// A ritual as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RitualView {
    /// Its id.
    pub id: ThingId,
    /// As it stands.
    pub says: RitualSays,
    /// Where it stands for me.
    pub stage: RitualStage,
    /// I am nudged towards it.
    pub nudged: bool,
    /// It is awake, and on today.
    pub today: bool,
    /// It has been awake for a season: whether it is still good can be looked at.
    pub season: bool,
}

impl From<BadRitual> for CompanionError {
    fn from(BadRitual: BadRitual) -> Self {
        Self::BadInput { what: "ritual" }
    }
}

impl Companion {
    /// All of them: what waits for me first, then what is awake, what waits for the other one, what rests.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn list_rituals(&self) -> Result<Vec<RitualView>, CompanionError> {
        let known = self.my_rituals()?;
        let rows = self.shared.records(ThingKind::Ritual)?;
        let mut all: Vec<RitualView> = rows
            .iter()
            .filter_map(read::<Ritual>)
            .filter_map(|ritual| {
                let mine = known.get(&ritual.id).copied().unwrap_or_default();
                self.ritual_view(ritual, mine)
            })
            .collect();
        all.sort_by_cached_key(|view| (place(view.stage), view.says.title.to_lowercase(), view.id));
        Ok(all)
    }

    /// Proposes one, or changes what one says. Whoever does so says yes to it; the other one is asked.
    ///
    /// # Errors
    /// [`CompanionError::NoPartner`], [`CompanionError::NotFound`], over a limit, or it could not be saved.
    pub fn keep_ritual(
        &mut self,
        id: Option<ThingId>,
        says: RitualSays,
    ) -> Result<RitualView, CompanionError> {
        if self.partner().is_none() {
            return Err(CompanionError::NoPartner);
        }
        let me = self.my_id();
        let mut ritual = match id {
            Some(id) => self.ritual(id)?,
            None => Ritual {
                id: new_id(&mut self.rng),
                says: RitualSays::default(),
                rests: false,
                yes: BTreeMap::new(),
            },
        };
        ritual.says = RitualSays {
            title: says.title.trim().to_owned(),
            trigger: says.trigger.trim().to_owned(),
            steps: says.steps.trim().to_owned(),
            meaning: says.meaning.trim().to_owned(),
            round: ritual.says.round,
            ..says
        };
        ritual.says.validate()?;
        ritual.yes.insert(me, ritual.says.clone());
        if id.is_none() {
            self.keep_shared_record(&ritual)?;
            let (id, origin) = (ritual.id, Origin::Me);
            self.notice(Notice::RitualChanged { id, origin });
        } else {
            self.put_ritual(&ritual)?;
        }
        self.ritual_view_of(ritual.id)
    }

    /// Says something to one.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], or it could not be saved.
    pub fn tell_ritual(
        &mut self,
        id: ThingId,
        what: ToRitual,
    ) -> Result<RitualView, CompanionError> {
        let mut ritual = self.ritual(id)?;
        let (me, today) = (self.my_id(), local_day(self.now(), self.zone()));
        match what {
            ToRitual::Yes => {
                ritual.yes.insert(me, ritual.says.clone());
                self.put_ritual(&ritual)?;
            }
            ToRitual::Rest => {
                ritual.rests = true;
                self.put_ritual(&ritual)?;
            }
            ToRitual::Wake if ritual.rests => {
                ritual.rests = false;
                ritual.says.round = ritual.says.round.saturating_add(1);
                ritual.yes.insert(me, ritual.says.clone());
                self.put_ritual(&ritual)?;
            }
            ToRitual::Wake => {}
            ToRitual::Keep => self.note_ritual(id, |mine| mine.looked = Some(today))?,
            ToRitual::Nudge | ToRitual::NoNudge => {
                self.note_ritual(id, |mine| mine.nudged = what == ToRitual::Nudge)?;
            }
        }
        self.look_after_ritual(id)?;
        self.ritual_view_of(id)
    }

    /// One of them is not what it was: a season begins with its waking, and its nudge follows it.
    pub(crate) fn look_after_ritual(&mut self, id: ThingId) -> Result<(), CompanionError> {
        let Ok(view) = self.ritual_view_of(id) else {
            return Ok(());
        };
        let today = local_day(self.now(), self.zone());
        let mine = self.my_rituals()?.get(&id).copied().unwrap_or_default();
        let awake = view.stage == RitualStage::Awake;
        let looked = match mine.looked {
            Some(looked) if awake => Some(looked.min(today)),
            _ => awake.then_some(today),
        };
        if looked != mine.looked {
            self.note_ritual(id, |mine| mine.looked = looked)?;
        }
        let plan = self.nudge_of_ritual(id);
        let there = self.private.plan(plan)?.filter(|plan| !plan.retired);
        let wanted = nudge(&view.says)?.filter(|_| awake && mine.nudged);
        match (there, wanted) {
            (Some(there), Some(wanted))
                if there.gesture == wanted.gesture
                    && there.cadence == wanted.cadence
                    && there.window == wanted.window => {}
            (_, Some(wanted)) => drop(self.keep_plan_as(plan, wanted)?),
            (Some(_), None) => self.remove_plan(plan)?,
            (None, None) => {}
        }
        Ok(())
    }

    /// The sharing ends: what was awake stays with each as a note of their own, and nothing nudges towards it.
    pub(crate) fn archive_rituals(&mut self) -> Result<(), CompanionError> {
        for row in self.shared.records(ThingKind::Ritual)? {
            let plan = self.nudge_of_ritual(row.id);
            if self.private.plan(plan)?.is_some_and(|plan| !plan.retired) {
                self.remove_plan(plan)?;
            }
            let Some(ritual) = read::<Ritual>(&row) else {
                continue;
            };
            let id = self.archived_idea(row.id);
            let couple = self.couple.as_ref().map(|couple| couple.partner_id());
            let both =
                couple.is_some_and(|other| ritual.stage(self.my_id(), other) == RitualStage::Awake);
            if !both || self.private.thing_kind(id)?.is_some() {
                continue;
            }
            let says = ritual.says;
            let parts = [says.trigger, says.steps, says.meaning];
            let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            self.keep_private_record(&Note {
                id,
                sort: Sort::Fact,
                about: About::Both,
                title: says.title,
                text: parts.join("\n\n"),
            })?;
        }
        Ok(self.private.write(|tx| tx.drop_setting(KEY))?)
    }

    fn ritual(&self, id: ThingId) -> Result<Ritual, CompanionError> {
        let row = self.shared.record(id)?;
        let row = row.filter(|row| row.kind == ThingKind::Ritual);
        row.as_ref().and_then(read).ok_or(CompanionError::NotFound)
    }

    fn put_ritual(&mut self, ritual: &Ritual) -> Result<(), CompanionError> {
        self.edit_record(ThingKind::Ritual, ritual.id, |document, peer| {
            document.set_record(peer, ritual)
        })?;
        self.look_after_ritual(ritual.id)
    }

    fn ritual_view_of(&self, id: ThingId) -> Result<RitualView, CompanionError> {
        let mine = self.my_rituals()?.get(&id).copied().unwrap_or_default();
        let view = self.ritual_view(self.ritual(id)?, mine);
        view.ok_or(CompanionError::NotFound)
    }

    fn ritual_view(&self, ritual: Ritual, mine: Mine) -> Option<RitualView> {
        let other = self.partner()?.partner_id();
        let today = local_day(self.now(), self.zone());
        let stage = ritual.stage(self.my_id(), other);
        let awake = stage == RitualStage::Awake;
        let days = ritual.says.days;
        Some(RitualView {
            id: ritual.id,
            stage,
            nudged: mine.nudged,
            today: awake && days.is_some_and(|days| days.contains(today.weekday())),
            season: awake
                && mine
                    .looked
                    .is_some_and(|looked| (today - looked).num_days() >= SEASON_DAYS),
            says: ritual.says,
        })
    }

    fn my_rituals(&self) -> Result<BTreeMap<ThingId, Mine>, CompanionError> {
        let kept: Option<Vec<(ThingId, Mine)>> = self.private.setting(KEY)?;
        Ok(kept.unwrap_or_default().into_iter().collect())
    }

    fn note_ritual(
        &mut self,
        id: ThingId,
        change: impl FnOnce(&mut Mine),
    ) -> Result<(), CompanionError> {
        let mut all = self.my_rituals()?;
        change(all.entry(id).or_default());
        let kept: Vec<(ThingId, Mine)> = all.into_iter().collect();
        self.private.write(|tx| tx.put_setting(KEY, &kept))?;
        let origin = Origin::Me;
        self.notice(Notice::RitualChanged { id, origin });
        Ok(())
    }

    fn nudge_of_ritual(&self, ritual: ThingId) -> ThingId {
        derived_id("nudge of a ritual", &self.space_id(), ritual)
    }
}

fn place(stage: RitualStage) -> u8 {
    match stage {
        RitualStage::AsksMe => 0,
        RitualStage::Awake => 1,
        RitualStage::AsksThem => 2,
        RitualStage::Rests => 3,
    }
}

/// What nudges towards one that has days: shortly before its time.
fn nudge(says: &RitualSays) -> Result<Option<PlanInput>, CompanionError> {
    let Some(days) = says.days else {
        return Ok(None);
    };
    let before = |at: NaiveTime, minutes: u32| {
        // Never into the day before, which may be none of its days.
        let minutes = minutes.min(at.num_seconds_from_midnight() / 60);
        at - TimeDelta::minutes(minutes.into())
    };
    let window = match says.at {
        Some(at) if before(at, BEFORE.0) < before(at, BEFORE.1) => {
            Window::new(before(at, BEFORE.0), before(at, BEFORE.1))
        }
        Some(at) => Window::new(at, at + TimeDelta::minutes(30)),
        None => Window::parse(SOMEWHEN.0, SOMEWHEN.1),
    };
    let end = says.title.floor_char_boundary(OWN_LIMIT);
    Ok(Some(PlanInput {
        gesture: GestureRef::Own(says.title[..end].to_owned()),
        cadence: Cadence::Weekdays(days),
        window: window.map_err(|_| CompanionError::BadTime)?,
        cue: None,
    }))
}
