//! Calendars of mine that are read for when I am busy. Only that is kept of them, in the private vault: merged blocks,
//! never what they are about. And from it, with my plans and the hours in which I usually have time, the times that fit.

use std::path::PathBuf;

use chrono::{DateTime, TimeDelta, Utc};
use couple::{
    ThingId,
    free::{self, Block, Hours, STEP, Side, Slot, WEEKS_LIMIT, Wanted, merged, slots},
};
use exchange::calendar_in::{Asked, CalendarFault, Reading};
use serde::{Deserialize, Serialize};

use crate::{CalendarWords, Companion, CompanionError, Notice, ledger::new_id};

const KEY: &str = "calendars";
const HOURS: &str = "usual-hours";
/// Calendars at most.
const MOST: usize = 20;
/// One is read again when it was read so long ago.
const STALE: TimeDelta = TimeDelta::minutes(55);
/// The same of one at an address, where someone else's computer is asked.
const ASKED: TimeDelta = TimeDelta::minutes(235);

/// Why a calendar could not be read. What was read of it before still counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum CalendarTrouble {
    /// The file is not there, or may not be read.
    Gone,
    /// It is no calendar.
    NotACalendar,
    /// It is too large.
    TooLarge,
    /// Reading it takes too long, or ends what reads it.
    TooCostly,
    /// There is nothing here that reads foreign calendars.
    NoWorker,
    /// Nobody answers at the address.
    NoAnswer,
    /// The server at the address is not who it says it is.
    Certificate,
    /// The server has none for us.
    Refused,
    /// The address leads to a file, to this computer, or into its network.
    LedAstray,
}

/// Where a calendar is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum CalendarPlace {
    /// A file here.
    File {
        /// The way to it.
        path: PathBuf,
    },
    /// An address, over `https`. Whoever has it may read the calendar: it is shown to nobody as a whole.
    Address {
        /// As it is asked for.
        address: String,
    },
}

/// A calendar of mine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// Its id.
    pub id: ThingId,
    /// Where it is.
    #[serde(flatten)]
    pub place: CalendarPlace,
    /// It counts.
    pub on: bool,
    /// When it was read last, and could be.
    pub read: Option<DateTime<Utc>>,
    /// When reading was tried last.
    pub tried: Option<DateTime<Utc>>,
    /// How the last time went wrong.
    pub trouble: Option<CalendarTrouble>,
    /// What the last reading found; without its blocks.
    pub found: Reading,
}

impl Calendar {
    /// How long it is not read again.
    fn rests(&self) -> TimeDelta {
        match &self.place {
            CalendarPlace::Address { .. } if self.trouble.is_none() => ASKED,
            _ => STALE,
        }
    }
}

impl From<PathBuf> for CalendarPlace {
    fn from(path: PathBuf) -> Self {
        Self::File { path }
    }
}

impl From<CalendarFault> for CalendarTrouble {
    fn from(fault: CalendarFault) -> Self {
        match fault {
            CalendarFault::NotACalendar => Self::NotACalendar,
            CalendarFault::TooLarge => Self::TooLarge,
        }
    }
}

/// When the one of these blocks ends that an instant is in.
fn end_of(blocks: &[Block], at: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let next = blocks.partition_point(|block| block.until <= at);
    blocks
        .get(next)
        .filter(|block| block.from <= at)
        .map(|block| block.until)
}

fn blocks_key(id: ThingId) -> String {
    format!("busy-of-{id}")
}

impl Companion {
    /// The calendars that are read.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn calendars(&self) -> Result<Vec<Calendar>, CompanionError> {
        Ok(self.private.setting(KEY)?.unwrap_or_default())
    }

    /// Reads this one too from now on. One that is among them already is there once.
    ///
    /// # Errors
    /// Too many, or it could not be saved.
    pub fn add_calendar(&mut self, place: CalendarPlace) -> Result<ThingId, CompanionError> {
        let mut all = self.calendars()?;
        if let Some(there) = all.iter().find(|calendar| calendar.place == place) {
            return Ok(there.id);
        }
        if all.len() >= MOST {
            return Err(CompanionError::BadInput { what: "calendars" });
        }
        let id = new_id(&mut self.rng);
        all.push(Calendar {
            id,
            place,
            on: true,
            read: None,
            tried: None,
            trouble: None,
            found: Reading::default(),
        });
        self.keep_calendars(&all)?;
        Ok(id)
    }

    /// Counts a calendar, or does not for now.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], or it could not be saved.
    pub fn count_calendar(&mut self, id: ThingId, on: bool) -> Result<(), CompanionError> {
        let mut all = self.calendars()?;
        let one = all.iter_mut().find(|calendar| calendar.id == id);
        one.ok_or(CompanionError::NotFound)?.on = on;
        self.keep_calendars(&all)
    }

    /// Reads a calendar no more, and forgets what was read. The file is left alone.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], or it could not be saved.
    pub fn remove_calendar(&mut self, id: ThingId) -> Result<(), CompanionError> {
        let mut all = self.calendars()?;
        let before = all.len();
        all.retain(|calendar| calendar.id != id);
        if all.len() == before {
            return Err(CompanionError::NotFound);
        }
        self.busy.take();
        self.private.write(|tx| {
            tx.drop_setting(&blocks_key(id))?;
            tx.put_setting(KEY, &all)
        })?;
        self.notice(Notice::CalendarsChanged);
        Ok(())
    }

    /// Which time is asked of calendars: all that can be looked through.
    #[must_use]
    pub fn asked_of_calendars(&self) -> Asked {
        let now = self.now();
        Asked {
            from: now - TimeDelta::days(1),
            until: now + TimeDelta::weeks(i64::from(WEEKS_LIMIT)),
            zone: self.zone(),
        }
    }

    /// Those whose turn it is to be read, or all that count.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn calendars_to_read(&self, all: bool) -> Result<Vec<Calendar>, CompanionError> {
        let now = self.now();
        let mut calendars = self.calendars()?;
        calendars.retain(|calendar| {
            // A clock that was put back must not keep anything from being read.
            let stale = calendar
                .tried
                .is_none_or(|tried| now - tried >= calendar.rests() || tried > now);
            calendar.on && (all || stale)
        });
        Ok(calendars)
    }

    /// Keeps what was read of a calendar. If it could not be, what was read before counts on.
    ///
    /// # Errors
    /// It could not be saved.
    pub fn calendar_was_read(
        &mut self,
        id: ThingId,
        reading: Result<Reading, CalendarTrouble>,
    ) -> Result<(), CompanionError> {
        let now = self.now();
        let mut all = self.calendars()?;
        let Some(one) = all.iter_mut().find(|calendar| calendar.id == id) else {
            // Taken out meanwhile.
            return Ok(());
        };
        one.tried = Some(now);
        let mut blocks = None;
        match reading {
            Ok(mut reading) => {
                blocks = Some(std::mem::take(&mut reading.busy));
                (one.read, one.trouble, one.found) = (Some(now), None, reading);
            }
            Err(trouble) => one.trouble = Some(trouble),
        }
        self.busy.take();
        self.private.write(|tx| {
            if let Some(blocks) = &blocks {
                tx.put_setting(&blocks_key(id), blocks)?;
            }
            tx.put_setting(KEY, &all)
        })?;
        self.notice(Notice::CalendarsChanged);
        Ok(())
    }

    /// When I usually have time, from Monday on.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn usual_hours(&self) -> Result<[Option<Hours>; 7], CompanionError> {
        let kept = self.private.setting(HOURS)?;
        Ok(kept.unwrap_or_else(Side::usual_hours))
    }

    /// Keeps when I usually have time.
    ///
    /// # Errors
    /// [`CompanionError::BadTime`] for hours that end before they begin, or it could not be saved.
    pub fn change_usual_hours(&mut self, hours: [Option<Hours>; 7]) -> Result<(), CompanionError> {
        if !hours.iter().flatten().all(Hours::is_proper) {
            return Err(CompanionError::BadTime);
        }
        self.private.write(|tx| tx.put_setting(HOURS, &hours))?;
        self.notice(Notice::CalendarsChanged);
        Ok(())
    }

    /// Times of this length in the weeks to come that fit, the best first. What is planned here counts as busy, and so
    /// does what `besides` brings.
    ///
    /// # Errors
    /// [`CompanionError::BadTime`] for no length or too many weeks.
    pub fn find_time(
        &self,
        minutes: u32,
        weeks: u32,
        besides: Vec<Block>,
    ) -> Result<Vec<Slot>, CompanionError> {
        let wanted = self.wanted_time(minutes, weeks)?;
        Ok(slots(&wanted, &self.my_time(besides)?, None))
    }

    pub(crate) fn wanted_time(&self, minutes: u32, weeks: u32) -> Result<Wanted, CompanionError> {
        if !(1..=24 * 60).contains(&minutes) || !(1..=WEEKS_LIMIT).contains(&weeks) {
            return Err(CompanionError::BadTime);
        }
        let now = self.now().timestamp();
        let first = now.div_euclid(STEP) * STEP + STEP;
        let from = DateTime::from_timestamp(first, 0).ok_or(CompanionError::BadTime)?;
        Ok(Wanted {
            from,
            until: from + TimeDelta::weeks(i64::from(weeks)),
            minutes,
        })
    }

    /// My side of looking for time: what my calendars and plans say, and what `besides` brings.
    pub(crate) fn my_time(&self, besides: Vec<Block>) -> Result<Side, CompanionError> {
        let mut busy = self.busy_blocks()?;
        busy.extend(besides);
        Ok(Side {
            busy: merged(busy.into_iter().map(free::Block::span)),
            usual: self.usual_hours()?,
            zone: self.zone(),
        })
    }

    /// Until when a calendar of mine, or a plan, says that I am busy now; `None` if none does.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn busy_until(&self) -> Result<Option<DateTime<Utc>>, CompanionError> {
        let plans = merged(self.planned_blocks()?.into_iter().map(Block::span));
        let calendars = self.calendar_blocks()?;
        let end = |at| {
            [calendars, &plans]
                .into_iter()
                .filter_map(|blocks| end_of(blocks, at))
                .max()
        };
        let mut until = end(self.now());
        // One of the calendars may go on where a plan ends.
        while let Some(further) = until.and_then(end) {
            until = Some(further);
        }
        Ok(until)
    }

    /// When a block of the calendars ended, if that is no longer ago than this and none goes on now.
    pub(crate) fn block_ended(
        &self,
        within: TimeDelta,
    ) -> Result<Option<DateTime<Utc>>, CompanionError> {
        let now = self.now();
        let blocks = self.calendar_blocks()?;
        if end_of(blocks, now).is_some() {
            return Ok(None);
        }
        let over = blocks.partition_point(|block| block.until <= now);
        let last = over.checked_sub(1).and_then(|last| blocks.get(last));
        Ok(last
            .map(|block| block.until)
            .filter(|until| now - *until <= within))
    }

    fn busy_blocks(&self) -> Result<Vec<Block>, CompanionError> {
        let mut busy = self.calendar_blocks()?.to_vec();
        busy.extend(self.planned_blocks()?);
        Ok(busy)
    }

    fn planned_blocks(&self) -> Result<Vec<Block>, CompanionError> {
        let words = CalendarWords {
            name: String::new(),
            busy: String::new(),
        };
        Ok(self.plans_out(&words, true)?.blocks())
    }

    /// What the calendars that count say, merged. Kept in memory until one of them is read again: it is asked for
    /// whenever a nudge falls due.
    fn calendar_blocks(&self) -> Result<&[Block], CompanionError> {
        if let Some(known) = self.busy.get() {
            return Ok(known);
        }
        let mut busy = Vec::new();
        for calendar in self.calendars()?.iter().filter(|calendar| calendar.on) {
            let kept: Option<Vec<Block>> = self.private.setting(&blocks_key(calendar.id))?;
            busy.extend(kept.unwrap_or_default());
        }
        let busy = merged(busy.into_iter().map(Block::span));
        Ok(self.busy.get_or_init(|| busy))
    }

    fn keep_calendars(&mut self, all: &[Calendar]) -> Result<(), CompanionError> {
        self.busy.take();
        self.private.write(|tx| tx.put_setting(KEY, all))?;
        self.notice(Notice::CalendarsChanged);
        Ok(())
    }
}
