//! A pause that the other one hears of. I press, and they get one card: that I need a pause, and when I would like to go
//! on, if I say so. Whoever would like that too says so to themselves alone; it is kept here, told to nobody, and
//! brings a word at that time. What lapses, lapses without a word.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use couple::{
    ThingId, ThingKind,
    calm::{BACK_MINUTES, Calm, CalmError},
    time::local_day,
};
use serde::{Deserialize, Serialize};

use crate::{Companion, CompanionError, Notice, ledger::new_id, records::read};

const KEY: &str = "calm";
/// After so many minutes, a word that could not be said at its time is not said any more.
const LATE_MINUTES: i64 = 120;
/// So many of them are remembered.
const REMEMBERED: usize = 16;

/// What only this side knows of a pause.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Heard {
    at: DateTime<Utc>,
    /// Put away.
    hushed: bool,
    /// The offer I would like to take, in minutes from the press.
    wanted: Option<u32>,
    /// The word was said, or is not said any more.
    told: bool,
}

/// A pause as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CalmView {
    /// Its id.
    pub id: ThingId,
    /// When going on is offered.
    pub back_at: Option<DateTime<Utc>>,
    /// Whether it can still be put off.
    pub may_put_off: bool,
    /// I would like to go on then.
    pub wanted: bool,
}

/// Both sides of a pause.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Calms {
    /// Mine, while it stands.
    pub mine: Option<CalmView>,
    /// My partner's, while it stands and I have not put it away.
    pub theirs: Option<CalmView>,
    /// One whose time has come at which I wanted to go on.
    pub due: Option<ThingId>,
}

impl From<CalmError> for CompanionError {
    fn from(error: CalmError) -> Self {
        match error {
            CalmError::BadTime => Self::BadTime,
            CalmError::PutOff => Self::BadInput { what: "put off" },
        }
    }
}

impl Companion {
    /// Pauses that stand.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn calms(&self) -> Result<Calms, CompanionError> {
        let (me, now, heard) = (self.my_id(), self.now(), self.heard_of()?);
        let mut calms = Calms::default();
        let mut newest = None;
        for calm in self.standing_calms(&heard)? {
            let known = heard.get(&calm.id).copied();
            let at = known.map_or(now, |heard| heard.at);
            let view = CalmView {
                id: calm.id,
                back_at: calm.back_at(at),
                may_put_off: calm.back.is_some() && calm.later.is_none(),
                wanted: known
                    .is_some_and(|heard| heard.wanted.is_some() && heard.wanted == calm.offer()),
            };
            if calm.by == me {
                calms.mine = Some(view);
            } else if newest.is_none_or(|newest| newest < at) {
                newest = Some(at);
                let hushed = known.is_some_and(|heard| heard.hushed);
                calms.theirs = (!hushed).then_some(view);
            }
        }
        calms.due = self.calm_that_is_due(&heard)?;
        Ok(calms)
    }

    /// I need a pause, and my partner is told that. While one of mine stands, nothing more is said.
    ///
    /// # Errors
    /// [`CompanionError::NoPartner`], or it could not be saved.
    pub fn press_calm(&mut self) -> Result<Calms, CompanionError> {
        if self.partner().is_none() {
            return Err(CompanionError::NoPartner);
        }
        if self.calms()?.mine.is_some() {
            return self.calms();
        }
        let (id, at) = (new_id(&mut self.rng), self.now());
        self.keep_shared_record(&Calm {
            id,
            by: self.my_id(),
            at,
            back: None,
            later: None,
            over: false,
        })?;
        self.hear_of(id, |_| {})?;
        self.notice(Notice::CalmChanged);
        self.calms()
    }

    /// Offers to go on in so many minutes, or puts the offer off, once.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], [`CompanionError::BadTime`], or it was put off already.
    pub fn offer_back(&mut self, minutes: u32) -> Result<Calms, CompanionError> {
        let mut calm = self.my_calm()?;
        let passed = u32::try_from((self.now() - calm.at).num_minutes()).unwrap_or(0);
        // Counted from the press, and never beyond a day because of that.
        let most = minutes.max(BACK_MINUTES.1);
        calm.offer_back(minutes.saturating_add(passed).min(most))?;
        self.change_calm(&calm)?;
        self.calms()
    }

    /// I am back. My partner's card goes; nothing else is said.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], or it could not be saved.
    pub fn end_calm(&mut self) -> Result<Calms, CompanionError> {
        let mut calm = self.my_calm()?;
        calm.over = true;
        self.change_calm(&calm)?;
        self.calms()
    }

    /// I would like to go on at the time that is offered, or not after all. Only I know, and only I am told then.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`] where nothing is offered.
    pub fn want_back(&mut self, id: ThingId, wanted: bool) -> Result<Calms, CompanionError> {
        let calms = self.calms()?;
        let offered = [calms.mine, calms.theirs];
        if !offered
            .into_iter()
            .flatten()
            .any(|view| view.id == id && view.back_at.is_some())
        {
            return Err(CompanionError::NotFound);
        }
        let offer = self.calm(id)?.offer();
        self.hear_of(id, |heard| {
            heard.wanted = offer.filter(|_| wanted);
            heard.told = false;
        })?;
        self.notice(Notice::CalmChanged);
        self.calms()
    }

    /// Puts my partner's card away, unseen by them. Until tomorrow no other one comes in its place.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], or it could not be saved.
    pub fn hush_calm(&mut self, id: ThingId) -> Result<Calms, CompanionError> {
        self.calm(id)?;
        self.hear_of(id, |heard| {
            heard.hushed = true;
            heard.wanted = None;
        })?;
        self.notice(Notice::CalmChanged);
        self.calms()
    }

    /// One of my partner's came in. One that is over, or that comes after one that was put away today, makes no card.
    pub(crate) fn calm_came(&mut self, id: ThingId) -> Result<(), CompanionError> {
        let (now, zone) = (self.now(), self.zone());
        let today = local_day(now, zone);
        let heard = self.heard_of()?;
        if heard.contains_key(&id) {
            self.look_at_calms();
            return Ok(());
        }
        let hushed = heard
            .values()
            .any(|known| known.hushed && local_day(known.at, zone) == today);
        // One word is enough: a second press within the hour says what the first one said.
        let me = self.my_id();
        let said = heard.iter().any(|(known, heard)| {
            now - heard.at < TimeDelta::hours(1)
                && self.calm(*known).is_ok_and(|calm| calm.by != me)
        });
        // Through a line it comes at once, so that much between press and arrival are the clocks. In a folder it lay.
        let connected = self.partner().is_some_and(|couple| couple.connected);
        let lay = self.calm(id).ok().filter(|calm| calm.is_late(now));
        let lay = lay.filter(|_| !connected).map(|calm| calm.at);
        self.hear_of(id, |known| {
            known.hushed |= hushed;
            known.at = lay.unwrap_or(known.at);
        })?;
        if !said && self.calms()?.theirs.is_some_and(|theirs| theirs.id == id) {
            self.notice(Notice::CalmArrived);
        }
        Ok(())
    }

    fn calm_that_is_due(
        &self,
        heard: &BTreeMap<ThingId, Heard>,
    ) -> Result<Option<ThingId>, CompanionError> {
        let now = self.now();
        for (id, known) in heard {
            let Some(wanted) = known.wanted.filter(|_| known.told && !known.hushed) else {
                continue;
            };
            let Ok(calm) = self.calm(*id) else { continue };
            let back = calm
                .back_at(known.at)
                .filter(|_| calm.offer() == Some(wanted));
            let late = TimeDelta::minutes(LATE_MINUTES);
            if !calm.over && back.is_some_and(|back| back <= now && now - back <= late) {
                return Ok(Some(*id));
            }
        }
        Ok(None)
    }

    /// Says the word to whom it was promised, and when to look again.
    pub(crate) fn calm_due(&mut self) -> Result<Option<DateTime<Utc>>, CompanionError> {
        let now = self.now();
        if self.calm_next.is_none_or(|next| next > now) {
            return Ok(self.calm_next);
        }
        self.hear_of_missed()?;
        let (mut next, mut due) = (None, Vec::new());
        for (id, heard) in self.heard_of()? {
            let Some(wanted) = heard.wanted.filter(|_| !heard.told) else {
                continue;
            };
            let Ok(calm) = self.calm(id) else { continue };
            let Some(back) = calm
                .back_at(heard.at)
                .filter(|_| calm.offer() == Some(wanted))
            else {
                continue;
            };
            if calm.over {
                continue;
            }
            if back > now {
                next = Some(next.map_or(back, |next: DateTime<Utc>| next.min(back)));
            } else {
                due.push((id, now - back <= TimeDelta::minutes(LATE_MINUTES)));
            }
        }
        self.calm_next = next;
        for (id, in_time) in due {
            self.hear_of(id, |heard| heard.told = true)?;
            if in_time {
                self.notice(Notice::CalmBack);
            }
        }
        Ok(self.calm_next)
    }

    /// What came in just before the program ended, and was not noted any more.
    fn hear_of_missed(&mut self) -> Result<(), CompanionError> {
        let (now, heard) = (self.now(), self.heard_of()?);
        for row in self.shared.records(ThingKind::Calm)? {
            let fresh = read::<Calm>(&row).is_some_and(|calm| {
                calm.stands(now, now) && calm.at <= now && calm.pressed(now) == calm.at
            });
            if fresh && !heard.contains_key(&row.id) {
                self.hear_of(row.id, |_| {})?;
            }
        }
        Ok(())
    }

    fn calm(&self, id: ThingId) -> Result<Calm, CompanionError> {
        let row = self.shared.record(id)?;
        row.as_ref().and_then(read).ok_or(CompanionError::NotFound)
    }

    fn my_calm(&self) -> Result<Calm, CompanionError> {
        let mine = self.calms()?.mine.ok_or(CompanionError::NotFound)?;
        self.calm(mine.id)
    }

    fn change_calm(&mut self, calm: &Calm) -> Result<(), CompanionError> {
        self.edit_record(ThingKind::Calm, calm.id, |document, peer| {
            document.set_record(peer, calm)
        })?;
        self.look_at_calms();
        Ok(())
    }

    fn standing_calms(
        &self,
        heard: &BTreeMap<ThingId, Heard>,
    ) -> Result<Vec<Calm>, CompanionError> {
        let now = self.now();
        // What was never heard of here came before this was kept: it is nothing to show.
        let mut standing: Vec<Calm> = Vec::new();
        for (id, known) in heard {
            let calm = self.shared.record(*id)?.as_ref().and_then(read::<Calm>);
            standing.extend(calm.filter(|calm| calm.stands(known.at, now)));
        }
        Ok(standing)
    }

    fn heard_of(&self) -> Result<BTreeMap<ThingId, Heard>, CompanionError> {
        let kept: Option<Vec<(ThingId, Heard)>> = self.private.setting(KEY)?;
        Ok(kept.unwrap_or_default().into_iter().collect())
    }

    /// Notes something about a pause, and that it was heard of now, if that is new.
    fn hear_of(
        &mut self,
        id: ThingId,
        change: impl FnOnce(&mut Heard),
    ) -> Result<(), CompanionError> {
        let now = self.now();
        let mut all = self.heard_of()?;
        change(all.entry(id).or_insert(Heard {
            at: now,
            hushed: false,
            wanted: None,
            told: false,
        }));
        let mut kept: Vec<(ThingId, Heard)> = all.into_iter().collect();
        kept.sort_by_key(|(known, heard)| (*known != id, std::cmp::Reverse(heard.at)));
        kept.truncate(REMEMBERED);
        self.private.write(|tx| tx.put_setting(KEY, &kept))?;
        self.look_at_calms();
        Ok(())
    }

    /// The next look at the clock looks here too.
    fn look_at_calms(&mut self) {
        self.calm_next = Some(DateTime::UNIX_EPOCH);
    }
}
