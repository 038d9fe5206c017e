//! Today: calm, and never empty.

use chrono::{DateTime, TimeDelta, Timelike, Utc};
use couple::{ThingId, outing::Stage};

use crate::{
    Author, Calms, ComingNudge, Companion, CompanionError, DueNudge, EntrySummary, EntryView,
    Forward, ImportantDateView, OutingView, RitualView, SealedLine,
};

/// Part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartOfDay {
    /// 5 to 12.
    Morning,
    /// 12 to 17.
    Afternoon,
    /// 17 to 22.
    Evening,
    /// The rest.
    Night,
}

/// A card at the end of Today: one that helps to settle in, one a day at most, or one that has
/// something to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirstCard {
    /// Make a recovery sheet, or have three words of a new one asked back.
    Recovery,
    /// See whether the sheet is still where it was put.
    Drill,
    /// Connect with my partner.
    Partner,
    /// How much a notification may say.
    Notifications,
    /// Start with the computer, and why.
    Autostart,
    /// Choose a first gesture.
    Gesture,
    /// The newest of what was saved is gone. Comes before all others, on any day.
    Lost,
}

impl FirstCard {
    /// Its name in settings and bindings.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Recovery => "recovery",
            Self::Drill => "drill",
            Self::Partner => "partner",
            Self::Notifications => "notifications",
            Self::Autostart => "autostart",
            Self::Gesture => "gesture",
            Self::Lost => "lost",
        }
    }
}

/// What Today shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Today {
    /// Part of the day.
    pub part: PartOfDay,
    /// It has been two weeks or more.
    pub long_away: bool,
    /// A nudge that waits.
    pub gesture: Option<DueNudge>,
    /// Otherwise the next one to come.
    pub coming_gesture: Option<ComingNudge>,
    /// The next date we both want.
    pub next_outing: Option<OutingView>,
    /// Pauses of either.
    pub calms: Calms,
    /// The one thing for two that is brought forward now.
    pub forward: Option<Forward>,
    /// What my partner shared last.
    pub from_partner: Option<EntryView>,
    /// A question of my partner's that can still be answered.
    pub question: Option<SealedLine>,
    /// Dates that wait for my answer.
    pub waiting_outings: Vec<OutingView>,
    /// A date that was, the morning after it: asked about once.
    pub morning_after: Option<OutingView>,
    /// What my partner erased and asks me to erase too.
    pub asked_erasures: Vec<EntrySummary>,
    /// This day in earlier years.
    pub on_this_day: Vec<EntrySummary>,
    /// A card that helps to settle in.
    pub card: Option<FirstCard>,
    /// Rituals that are on today.
    pub rituals: Vec<RitualView>,
    /// Important dates within two weeks.
    pub dates: Vec<ImportantDateView>,
}

const LAST_SEEN: &str = "last-seen";
const LONG: i64 = 14;
const MORNINGS: &str = "mornings-after";
/// After so long nobody is asked any more.
pub(crate) const MORNING_PASSES: TimeDelta = TimeDelta::days(3);
/// A date is over when one has slept: five hours, and not in the night.
const SLEPT: TimeDelta = TimeDelta::hours(5);
/// Dates that were asked about are kept in mind, the latest so many.
const MORNINGS_KEPT: usize = 100;
const NOT_AGAIN: &str = "not-on-this-day";

impl Companion {
    /// What Today shows now. Also notes that someone was here, for "Good to see you".
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn today(&mut self) -> Result<Today, CompanionError> {
        let (now, zone) = (self.now(), self.zone());
        let last_seen: Option<DateTime<Utc>> = self.private.setting(LAST_SEEN)?;
        let long_away = last_seen.is_some_and(|seen| (now - seen).num_days() >= LONG);
        if last_seen.is_none_or(|seen| (now - seen).num_hours() >= 1) {
            self.private.write(|tx| tx.put_setting(LAST_SEEN, &now))?;
        }

        let outings = self.recent_outings()?;
        let waiting_outings = outings
            .iter()
            .filter(|view| view.stage == Stage::AwaitingMe)
            .cloned()
            .collect();
        let next_outing = outings
            .iter()
            .find(|view| matches!(view.stage, Stage::Planned | Stage::Alone))
            .cloned();
        let from_partner = match self.partner() {
            Some(couple) => match self.shared.newest_entry_by(couple.partner_id())? {
                Some(row) => Some(self.view(row.entry.id)?),
                None => None,
            },
            None => None,
        };
        let mut dates = self.list_important_dates()?;
        dates.retain(|view| view.in_days <= 14);
        let not_again = self.not_again()?;
        let mut on_this_day = self.on_this_day()?;
        on_this_day.retain(|entry| !not_again.contains(&entry.id));
        let card = self.first_card()?;
        Ok(Today {
            calms: self.calms()?,
            forward: self.forward(card.is_some())?,
            part: part_of_day(now.with_timezone(&zone).hour()),
            long_away,
            gesture: self.list_due_nudges()?.into_iter().next(),
            coming_gesture: self.next_coming_nudge()?,
            next_outing,
            from_partner,
            question: self.waiting_question()?,
            waiting_outings,
            morning_after: self.morning_after(&outings)?,
            asked_erasures: self.asked_erasures()?,
            on_this_day,
            rituals: self
                .list_rituals()?
                .into_iter()
                .filter(|view| view.today)
                .collect(),
            card,
            dates,
        })
    }

    /// "Not this one again": an entry no longer comes back on its day, or does after all. It stays
    /// where it is, and only I know.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], or it could not be saved.
    pub fn keep_off_today(&mut self, id: ThingId, off: bool) -> Result<(), CompanionError> {
        self.find(id)?;
        let mut all = self.not_again()?;
        all.retain(|known| *known != id);
        if off {
            all.push(id);
        }
        Ok(self.private.write(|tx| tx.put_setting(NOT_AGAIN, &all))?)
    }

    /// The card of the morning after was answered, one way or the other: it does not come again.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], or it could not be saved.
    pub fn answer_morning(&mut self, id: ThingId) -> Result<(), CompanionError> {
        self.one_outing(id)?;
        let mut all: Vec<ThingId> = self.private.setting(MORNINGS)?.unwrap_or_default();
        all.retain(|known| *known != id);
        all.push(id);
        let more = all.len().saturating_sub(MORNINGS_KEPT);
        all.drain(..more);
        Ok(self.private.write(|tx| tx.put_setting(MORNINGS, &all))?)
    }

    /// The latest date that is over, once one has slept on it and as long as it is fresh.
    fn morning_after(&self, outings: &[OutingView]) -> Result<Option<OutingView>, CompanionError> {
        let now = self.now();
        if part_of_day(now.with_timezone(&self.zone()).hour()) == PartOfDay::Night {
            return Ok(None);
        }
        let asked: Vec<ThingId> = self.private.setting(MORNINGS)?.unwrap_or_default();
        let ends =
            |view: &OutingView| view.when.instant() + TimeDelta::minutes(view.minutes.into());
        let fresh = outings.iter().filter(|view| {
            let since = now - ends(view);
            view.stage == Stage::Remembered && since >= SLEPT && since <= MORNING_PASSES
        });
        // One card, for the latest: an earlier one that nobody answered has passed.
        let latest = fresh.max_by_key(|view| ends(view));
        Ok(latest.filter(|view| !asked.contains(&view.id)).cloned())
    }

    fn not_again(&self) -> Result<Vec<ThingId>, CompanionError> {
        Ok(self.private.setting(NOT_AGAIN)?.unwrap_or_default())
    }

    fn first_card(&self) -> Result<Option<FirstCard>, CompanionError> {
        if self.lost_changes()? > 0 {
            return Ok(Some(FirstCard::Lost));
        }
        let dismissed = self.dismissed_cards()?;
        let today = couple::time::local_day(self.now(), self.zone());
        if dismissed.iter().any(|(_, day)| *day == today) {
            return Ok(None);
        }
        let settings = self.settings()?;
        let sheet = self.sheet()?;
        let wanted = [
            (
                FirstCard::Recovery,
                sheet.as_ref().is_none_or(|sheet| !sheet.confirmed),
            ),
            (FirstCard::Drill, sheet.is_some_and(|sheet| sheet.drill_due)),
            (FirstCard::Partner, self.partner().is_none()),
            (FirstCard::Gesture, !self.has_plans()?),
            (FirstCard::Notifications, true),
            (FirstCard::Autostart, !settings.autostart),
        ];
        Ok(wanted
            .into_iter()
            .find(|(card, applies)| {
                *applies && dismissed.iter().all(|(name, _)| name != card.name())
            })
            .map(|(card, _)| card))
    }

    /// Whether something waits that the tray's lamp should glow for. Never a count.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn something_waits(&self) -> Result<bool, CompanionError> {
        if !self.list_due_nudges()?.is_empty() {
            return Ok(true);
        }
        let outings = self.recent_outings()?;
        Ok(outings
            .iter()
            .any(|view| view.stage == Stage::AwaitingMe && view.proposed_by == Author::Partner))
    }
}

fn part_of_day(hour: u32) -> PartOfDay {
    match hour {
        5..=11 => PartOfDay::Morning,
        12..=16 => PartOfDay::Afternoon,
        17..=21 => PartOfDay::Evening,
        _ => PartOfDay::Night,
    }
}
