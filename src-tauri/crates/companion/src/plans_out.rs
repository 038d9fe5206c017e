//! Plans for other calendars: one at a time, and all of them in a file that is kept up to date where someone wants it
//! ([`exchange::calendar_out`]). What is planned as a surprise leaves as being busy, on both sides, before and after.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use couple::{
    ThingId,
    free::{Block, merged},
    outing::{Outing, Stage},
    sealed,
    time::local_day,
};
use exchange::calendar_out::{self, Happening};
use serde::{Deserialize, Serialize};

use crate::{
    Companion, CompanionError, Notice,
    home::{new_file, sync_folder},
};

const KEY: &str = "calendar-file";

/// The words that go along. They are the shell's: no text of the app is in here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarWords {
    /// What the calendar is called.
    pub name: String,
    /// What stands over a time of which nothing more is said.
    pub busy: String,
}

/// The file that is kept up to date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarFile {
    /// Where it is.
    pub path: PathBuf,
    /// Every plan leaves as being busy, not surprises alone.
    pub only_busy: bool,
    /// When it was written last.
    pub written: Option<DateTime<Utc>>,
    /// The last time it could not be written.
    pub failed: bool,
}

/// Plans as they leave, ready to be written by any thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlansOut {
    name: String,
    happenings: Vec<Happening>,
}

impl Companion {
    /// Every plan and every surprise, past ones too, in the order of time.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn plans_out(
        &self,
        words: &CalendarWords,
        only_busy: bool,
    ) -> Result<PlansOut, CompanionError> {
        let mut happenings = Vec::new();
        for (outing, alone) in self.all_outings()? {
            happenings.extend(self.happening(&outing, alone, words, only_busy));
        }
        for line in self.list_sealed()? {
            let stands = matches!(
                line.stage,
                sealed::Stage::Open | sealed::Stage::Waiting | sealed::Stage::Opened
            );
            if let (true, Some(surprise)) = (stands, line.surprise) {
                happenings.push(Happening {
                    id: line.id,
                    title: words.busy.clone(),
                    place: String::new(),
                    from: surprise.from.instant(),
                    until: surprise.until.instant(),
                    moved: 0,
                    private: true,
                });
            }
        }
        happenings.sort_by_key(|happening| (happening.from, happening.id));
        Ok(PlansOut {
            name: words.name.clone(),
            happenings,
        })
    }

    /// One plan.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], also for what is not planned.
    pub fn plan_out(&self, id: ThingId, words: &CalendarWords) -> Result<PlansOut, CompanionError> {
        let (outing, alone) = self.one_outing(id)?;
        let happening = self.happening(&outing, alone, words, false);
        Ok(PlansOut {
            name: words.name.clone(),
            happenings: vec![happening.ok_or(CompanionError::NotFound)?],
        })
    }

    fn happening(
        &self,
        outing: &Outing,
        alone: bool,
        words: &CalendarWords,
        only_busy: bool,
    ) -> Option<Happening> {
        let (me, partner, now) = self.both_and_now();
        let partner = partner.filter(|_| !alone);
        let stands = matches!(
            outing.stage(me, partner, now),
            Stage::Planned | Stage::Alone | Stage::Remembered
        );
        let offer = outing.latest_offer().filter(|_| stands)?;
        let (title, place) = match only_busy {
            true => (words.busy.clone(), String::new()),
            false => (outing.title.clone(), outing.place.clone()),
        };
        Some(Happening {
            id: outing.id,
            title,
            place,
            from: offer.when.instant(),
            until: offer.ends(),
            moved: outing.offers.len().saturating_sub(1),
            private: only_busy,
        })
    }

    /// The file that is kept up to date, if there is one.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn calendar_file(&self) -> Result<Option<CalendarFile>, CompanionError> {
        Ok(self.private.setting(KEY)?)
    }

    /// Keeps the file at this place up to date from now on, or none any more. What lies there stays.
    ///
    /// # Errors
    /// It could not be saved.
    pub fn keep_calendar_file(
        &mut self,
        path: Option<PathBuf>,
        only_busy: bool,
    ) -> Result<(), CompanionError> {
        let file = path.map(|path| CalendarFile {
            path,
            only_busy,
            written: None,
            failed: false,
        });
        self.private.write(|tx| match &file {
            Some(file) => tx.put_setting(KEY, file),
            None => tx.drop_setting(KEY),
        })?;
        self.notice(Notice::CalendarsChanged);
        Ok(())
    }

    /// How writing went. Of another file than the one that is kept now it says nothing.
    ///
    /// # Errors
    /// It could not be saved.
    pub fn calendar_file_written(&mut self, path: &Path, well: bool) -> Result<(), CompanionError> {
        let Some(mut file) = self.calendar_file()?.filter(|file| file.path == path) else {
            return Ok(());
        };
        if !well && file.failed {
            return Ok(());
        }
        file.failed = !well;
        if well {
            file.written = Some(self.now());
        }
        self.private.write(|tx| tx.put_setting(KEY, &file))?;
        self.notice(Notice::CalendarsChanged);
        Ok(())
    }
}

impl PlansOut {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.happenings.len()
    }

    /// When one is busy with them.
    pub(crate) fn blocks(&self) -> Vec<Block> {
        let spans = self.happenings.iter();
        merged(spans.map(|happening| (happening.from.timestamp(), happening.until.timestamp())))
    }

    /// Only what begins on these days, on the clocks of a zone.
    pub fn keep_days(&mut self, from: Option<NaiveDate>, until: Option<NaiveDate>, zone: Tz) {
        self.happenings.retain(|happening| {
            let day = local_day(happening.from, zone);
            from.is_none_or(|from| from <= day) && until.is_none_or(|until| day <= until)
        });
    }

    /// There are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.happenings.is_empty()
    }

    /// Writes them under another name and puts the file in its place once it is whole: a reader never sees a part.
    ///
    /// # Errors
    /// It could not be written; what was there before is there still.
    pub fn write(&self, path: &Path, now: DateTime<Utc>) -> Result<(), CompanionError> {
        let name = path.file_name().ok_or(CompanionError::FileUnreadable)?;
        let part = path.with_file_name(format!("{}.part", name.to_string_lossy()));
        let text = calendar_out::calendar(&self.name, &self.happenings, now);
        let done = new_file(&part).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            Ok(fs::rename(&part, path)?)
        });
        if done.is_err() {
            let _ = fs::remove_file(&part);
        } else if let Some(folder) = path.parent() {
            sync_folder(folder);
        }
        done
    }
}
