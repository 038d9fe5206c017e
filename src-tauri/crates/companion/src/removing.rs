//! What was removed rests before it is erased: thirty days by the clock, and thirty different
//! days on which this home was open. Both are counted by this device, from when it saw the
//! removal, so that a wrong clock alone destroys nothing. Only what the person here wrote is
//! erased by itself.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use couple::{ThingId, journal::Audience};
use vault::{EntryLine, Kind, OtherCopy, RestingRow, View};

use crate::{Author, Companion, CompanionError, EntrySummary, Notice, Origin};

/// How long a removed entry rests, by the clock and in days of use.
const REST_DAYS: u32 = 30;
/// Whoever kept a line of it within this time may be at it still: it is not erased by itself then.
const WRITING: TimeDelta = TimeDelta::days(1);
/// How often what rests is looked after.
const LOOK_AGAIN: TimeDelta = TimeDelta::hours(1);
/// How long an erasure is shown, from the last thing that happened to it.
const SHOWN_DAYS: i64 = 60;

/// An entry that is out of the lists and still here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovedEntry {
    /// What it is.
    pub entry: EntrySummary,
    /// When it was removed.
    pub removed_at: DateTime<Utc>,
    /// Mine is erased by itself in this many days at the earliest; what is not mine stays
    /// until I erase it.
    pub days_left: Option<u32>,
    /// My partner, who wrote it, has erased it on their side.
    pub erased_by_author: bool,
    /// They ask me to erase it too, and I have not answered.
    pub asked: bool,
    /// They wrote it anew: another entry stands in its place.
    pub replaced: bool,
}

/// Something shared that I erased. What it was is not known any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ErasedView {
    /// Its random id.
    pub id: ThingId,
    /// On which day.
    pub on: NaiveDate,
    /// On which day my partner was asked to erase it too.
    pub asked_on: Option<NaiveDate>,
    /// They said that they did. Otherwise they keep it, or have not answered: both look alike.
    pub gone_there: bool,
}

/// Everything that was removed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RemovedView {
    /// What rests, the last one removed first.
    pub entries: Vec<RemovedEntry>,
    /// What I erased of what was shared, the last one first.
    pub erased: Vec<ErasedView>,
}

impl Companion {
    /// Everything that was removed.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn list_removed(&self) -> Result<RemovedView, CompanionError> {
        let mut entries = self.resting_in(self.desk(), Audience::Mine)?;
        entries.extend(self.resting_in(&self.shared, Audience::Ours)?);
        entries.sort_by_key(|removed| std::cmp::Reverse(removed.removed_at));
        let (me, now, zone) = (self.my_id(), self.now(), self.zone());
        let day = |at| couple::time::local_day(at, zone);
        let erased = self.shared.erasures()?.into_iter().filter(|erasure| {
            let last = erasure.asked_at.unwrap_or(erasure.at).max(erasure.at);
            erasure.person == me
                // What stands anew in its place is no loss; only an open question is shown.
                && (erasure.successor.is_none() || erasure.asked_at.is_some())
                // What is not in my partner's hands needs no line here.
                && self.partner().is_some()
                && (now - last).num_days() < SHOWN_DAYS
        });
        let erased = erased
            .map(|erasure| ErasedView {
                id: erasure.thing,
                on: day(erasure.at),
                asked_on: erasure.asked_at.map(day),
                gone_there: erasure.copy == OtherCopy::Gone,
            })
            .collect();
        Ok(RemovedView { entries, erased })
    }

    /// Counts the day, notes what was removed since the last look, and erases what has rested
    /// long enough. A look an hour is enough, and one right after something was removed.
    pub(crate) fn look_after_removed(&mut self) -> Result<(), CompanionError> {
        self.finish_erasing()?;
        let now = self.now();
        if self
            .removed_seen_at
            .is_some_and(|at| now >= at && now - at < LOOK_AGAIN)
        {
            return Ok(());
        }
        self.forget_times()?;
        self.look_after_all_confirming()?;
        let today = couple::time::local_day(now, self.zone()).num_days_from_ce();
        self.private.write(|tx| tx.note_open_day(today.into()))?;
        let days = self.private.open_days()?;
        let private = self.to_note(self.desk(), now, days)?;
        let shared = self.to_note(&self.shared, now, days)?;
        if !private.is_empty() {
            self.desk_mut()
                .write(|tx| private.iter().try_for_each(|row| tx.put_resting(row)))?;
        }
        if !shared.is_empty() {
            self.shared
                .write(|tx| shared.iter().try_for_each(|row| tx.put_resting(row)))?;
        }
        let mut resting = self.desk().resting()?;
        resting.extend(self.shared.resting()?);
        for row in resting {
            if days_left(&row, now, days) == 0 && !self.is_being_written(row.id, now)? {
                self.erase_log(row.id, false)?;
                self.notice(Notice::EntryErased {
                    id: row.id,
                    origin: Origin::Me,
                });
            }
        }
        self.finish_erasing()?;
        self.look_after_photos()?;
        self.removed_seen_at = Some(now);
        Ok(())
    }

    /// Whether someone here has just written in it: in this sitting, or in changes that are not
    /// shared yet.
    fn is_being_written(&self, id: ThingId, now: DateTime<Utc>) -> Result<bool, CompanionError> {
        let draft = self.desk().draft(id)?.map(|draft| draft.saved_at);
        let kept = self.kept_at.get(&id).copied();
        Ok([draft, kept]
            .into_iter()
            .flatten()
            .any(|at| (now - at).abs() < WRITING))
    }

    /// What rests unnoted, and what was noted by a clock that was ahead: that begins anew.
    fn to_note<K: Kind>(
        &self,
        vault: &View<K>,
        now: DateTime<Utc>,
        open_days: u64,
    ) -> Result<Vec<RestingRow>, CompanionError> {
        let noted = vault.resting()?;
        let mut rows: Vec<RestingRow> = noted
            .iter()
            .filter(|row| row.since > now)
            .map(|row| RestingRow { since: now, ..*row })
            .collect();
        for line in vault.removed_entries()? {
            let mine = line.author == self.my_id();
            if mine && noted.iter().all(|row| row.id != line.id) {
                rows.push(RestingRow {
                    id: line.id,
                    since: now,
                    open_days,
                });
            }
        }
        Ok(rows)
    }

    fn resting_in<K: Kind>(
        &self,
        vault: &View<K>,
        audience: Audience,
    ) -> Result<Vec<RemovedEntry>, CompanionError> {
        let (now, days) = (self.now(), self.private.open_days()?);
        let noted = vault.resting()?;
        let removed = vault.removed_entries()?;
        let mut entries = Vec::with_capacity(removed.len());
        for line in removed {
            let row = noted.iter().find(|row| row.id == line.id);
            entries.push(self.resting_entry(line, audience, row, now, days)?);
        }
        Ok(entries)
    }

    fn resting_entry(
        &self,
        line: EntryLine,
        audience: Audience,
        row: Option<&RestingRow>,
        now: DateTime<Utc>,
        open_days: u64,
    ) -> Result<RemovedEntry, CompanionError> {
        let erasure = self.shared.erasure(line.id)?;
        let removed_at = line.removed_at.unwrap_or(now);
        let entry = self.summary(line, audience)?;
        let mine = entry.author == Author::Me;
        Ok(RemovedEntry {
            removed_at,
            days_left: mine.then(|| row.map_or(REST_DAYS, |row| days_left(row, now, open_days))),
            erased_by_author: erasure.is_some() && !mine,
            asked: erasure.is_some_and(|erasure| {
                !mine && erasure.asked_at.is_some() && erasure.copy == OtherCopy::Open
            }),
            replaced: erasure.is_some_and(|erasure| erasure.successor.is_some()),
            entry,
        })
    }
}

/// How many days are left, at the least: those by the clock or those of use, whichever are more.
fn days_left(row: &RestingRow, now: DateTime<Utc>, open_days: u64) -> u32 {
    let rested = u32::try_from((now - row.since).num_days()).unwrap_or(0);
    let used = u32::try_from(open_days.saturating_sub(row.open_days)).unwrap_or(u32::MAX);
    REST_DAYS.saturating_sub(rested.min(used))
}
