//! Copies that are made by themselves, once a day, on the same disk: for a mistake or a damaged
//! file, not for a lost computer. Seven days and four weeks are kept; what was erased is out of
//! them after 35 days.

use std::{
    collections::HashSet,
    fmt, fs,
    path::{Path, PathBuf},
    str::FromStr,
};

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use keys::vault_keys::KeyFile;
use vault::PrivateVault;

use crate::{
    Companion, CompanionError, Notice, Profile,
    home::{PRIVATE, make_folder, put_key_file, sync_folder},
    snapshot::{Snapshot, sweep},
};

const FOLDER: &str = "backups";
const BEFORE: &str = "-before";

/// After opening, everything else comes first.
const SETTLE: TimeDelta = TimeDelta::minutes(2);
/// After a failure.
const AGAIN: TimeDelta = TimeDelta::hours(1);

const DAYS: usize = 7;
const WEEKS: usize = 4;
const BEFORES: usize = 3;
/// What was erased is in no copy any more after so many days.
const OLDEST: i64 = 35;

/// A copy, newest first in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyView {
    /// Names it for [`restore_copy`](crate::restore_copy).
    pub id: String,
    /// The day it was made.
    pub made_on: NaiveDate,
    /// The home as it was before another copy was put in its place.
    pub before_restoring: bool,
}

/// When the next copy is made.
#[derive(Debug, Default)]
pub(crate) struct Copying {
    copied_on: Option<NaiveDate>,
    not_before: Option<DateTime<Utc>>,
}

/// The name of a copy's folder. Copies are ordered by number, since a clock may be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Name {
    number: u32,
    day: NaiveDate,
    before: bool,
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let before = if self.before { BEFORE } else { "" };
        write!(f, "{:06}-{}{before}", self.number, self.day)
    }
}

impl FromStr for Name {
    type Err = CompanionError;

    fn from_str(text: &str) -> Result<Self, CompanionError> {
        let (rest, before) = match text.strip_suffix(BEFORE) {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        let (number, day) = rest.split_once('-').ok_or(CompanionError::NotFound)?;
        let name = Self {
            number: number.parse().map_err(|_| CompanionError::NotFound)?,
            day: day.parse().map_err(|_| CompanionError::NotFound)?,
            before,
        };
        // One spelling only: what is not a name of ours is left alone.
        if name.to_string() == text {
            Ok(name)
        } else {
            Err(CompanionError::NotFound)
        }
    }
}

/// A copy that is ready to be checked and kept, by any thread.
pub struct CopyJob {
    snapshot: Snapshot,
    key_file: KeyFile,
    profile: Profile,
    day: NaiveDate,
}

impl fmt::Debug for CopyJob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CopyJob({})", self.day)
    }
}

impl CopyJob {
    /// Opens the copy, reads everything in it, and puts it among the others. Only then is one that
    /// is too old taken away.
    ///
    /// # Errors
    /// The copy is not whole, or there is no room. The others stay as they are then.
    pub fn run(self) -> Result<(), CompanionError> {
        self.snapshot.check()?;
        put_key_file(self.snapshot.folder(), &self.key_file)?;
        put_among(&self.profile, self.snapshot.folder(), self.day, false)?;
        let names = names(&self.profile);
        for name in too_old(&names, self.day) {
            fs::remove_dir_all(folder_of(&self.profile, name))?;
        }
        Ok(())
    }
}

impl Companion {
    pub(crate) fn begin_copying(&mut self) {
        sweep(&self.profile);
        let newest = names(&self.profile).into_iter().find(|name| !name.before);
        self.copying = Copying {
            copied_on: newest.map(|name| name.day),
            not_before: Some(self.now() + SETTLE),
        };
    }

    /// Whether the copy of today is still to be made.
    #[must_use]
    pub fn copy_is_due(&self) -> bool {
        let now = self.now();
        let today = couple::time::local_day(now, self.zone());
        self.copying.copied_on != Some(today)
            && self
                .copying
                .not_before
                .is_none_or(|at| now >= at || at - now > AGAIN)
    }

    /// Copies the vaults; [`CopyJob::run`] checks and keeps the copy.
    ///
    /// # Errors
    /// The copies could not be made.
    pub fn prepare_copy(&mut self) -> Result<CopyJob, CompanionError> {
        let now = self.now();
        self.copying.not_before = Some(now + AGAIN);
        Ok(CopyJob {
            snapshot: self.snapshot()?,
            key_file: self.keys.file.clone(),
            profile: self.profile.clone(),
            day: couple::time::local_day(now, self.zone()),
        })
    }

    /// Says that a copy was made.
    pub fn copy_was_made(&mut self) {
        self.copying.copied_on = Some(couple::time::local_day(self.now(), self.zone()));
        self.notice(Notice::BackupsChanged);
    }

    /// The copies that are kept here, newest first.
    #[must_use]
    pub fn list_copies(&self) -> Vec<CopyView> {
        list_copies(&self.profile)
    }

    /// Every copy is opened by what opens the home now, and by no passphrase or sheet that was given
    /// up. A copy under other keys is left as it is.
    pub fn copies_follow_key_file(&self) {
        let key = self.keys.keys.private_db();
        for name in names(&self.profile) {
            let folder = folder_of(&self.profile, name);
            let opens = PrivateVault::open(&folder.join(PRIVATE), &key)
                .and_then(PrivateVault::close)
                .is_ok();
            if opens {
                // It would open with what was given up, as it did until now; the next change, and
                // the copies of the next weeks, make up for it.
                let _ = put_key_file(&folder, &self.keys.file);
            }
        }
    }
}

/// The copies that are kept in a profile, newest first; also of a home that is locked or damaged.
#[must_use]
pub fn list_copies(profile: &Profile) -> Vec<CopyView> {
    names(profile)
        .into_iter()
        .map(|name| CopyView {
            id: name.to_string(),
            made_on: name.day,
            before_restoring: name.before,
        })
        .collect()
}

/// The names of all copies, newest first.
fn names(profile: &Profile) -> Vec<Name> {
    let Ok(files) = fs::read_dir(profile.path(FOLDER)) else {
        return Vec::new();
    };
    let mut names: Vec<Name> = files
        .flatten()
        .filter_map(|file| file.file_name().to_str()?.parse().ok())
        .collect();
    names.sort_unstable_by_key(|name| std::cmp::Reverse(*name));
    names
}

pub(crate) fn folder_of(profile: &Profile, name: Name) -> PathBuf {
    profile.path(FOLDER).join(name.to_string())
}

/// Puts a whole folder among the copies, as the newest.
pub(crate) fn put_among(
    profile: &Profile,
    folder: &Path,
    day: NaiveDate,
    before: bool,
) -> Result<(), CompanionError> {
    make_folder(&profile.path(FOLDER))?;
    let number = names(profile).first().map_or(0, |newest| newest.number);
    let name = Name {
        number: number.saturating_add(1),
        day,
        before,
    };
    sync_folder(folder);
    fs::rename(folder, folder_of(profile, name))?;
    sync_folder(&profile.path(FOLDER));
    Ok(())
}

/// Which copies go, once one of `today` is whole.
///
/// Of each of the last seven days with a copy the newest stays, and of the four weeks before them.
/// By age alone a copy goes only where two newer ones are not old themselves: a clock that once
/// jumped ahead takes nothing with it.
fn too_old(names: &[Name], today: NaiveDate) -> Vec<Name> {
    let (mut days, mut weeks) = (HashSet::new(), HashSet::new());
    let (mut befores, mut fresh) = (0, 0);
    let mut gone = Vec::new();
    for name in names {
        let is_old = (today - name.day).num_days() > OLDEST;
        let has_place = if name.before {
            befores += 1;
            befores <= BEFORES
        } else if days.contains(&name.day) {
            false
        } else if days.len() < DAYS {
            days.insert(name.day)
        } else {
            let week = name.day.iso_week();
            let week = (week.year(), week.week());
            weeks.len() < WEEKS && weeks.insert(week)
        };
        if !has_place || (is_old && fresh >= 2) {
            gone.push(*name);
        } else if !is_old && !name.before {
            fresh += 1;
        }
    }
    gone
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Makes a copy on each of these days and gives what is left, newest first.
    fn after(days: impl IntoIterator<Item = NaiveDate>) -> Vec<Name> {
        let mut names: Vec<Name> = Vec::new();
        for (number, day) in (1..).zip(days) {
            names.insert(
                0,
                Name {
                    number,
                    day,
                    before: false,
                },
            );
            let gone = too_old(&names, day);
            names.retain(|name| !gone.contains(name));
        }
        names
    }

    #[test]
    fn of_every_day_seven_days_and_four_weeks_stay() {
        for last in 40..60 {
            let days: Vec<NaiveDate> = day("2026-01-01").iter_days().take(last).collect();
            let names = after(days.clone());
            assert_eq!(names.len(), DAYS + WEEKS, "{last}");
            let oldest = names.last().unwrap().day;
            let age = (*days.last().unwrap() - oldest).num_days();
            // The fourth of them is the Sunday three or four weeks ago.
            assert!((22..=28).contains(&age), "{last}: {age}");
        }
    }

    #[test]
    fn who_is_here_once_a_month_keeps_little_that_is_old() {
        let names = after((0..12).map(|month| day("2026-01-15") + TimeDelta::days(31 * month)));
        let ages: Vec<i64> = names
            .iter()
            .map(|name| (names[0].day - name.day).num_days())
            .collect();
        assert_eq!(ages, [0, 31]);
    }

    #[test]
    fn a_clock_that_jumps_ahead_and_back_takes_nothing_with_it() {
        let mut days: Vec<NaiveDate> = day("2026-03-01").iter_days().take(12).collect();
        let before = after(days.clone());
        days.push(day("2031-01-01"));
        let names = after(days.clone());
        let lost: Vec<&Name> = before.iter().filter(|name| !names.contains(name)).collect();
        assert!(lost.len() <= 1, "{lost:?}");
        days.extend(day("2026-03-13").iter_days().take(40));
        let names = after(days);
        assert_eq!(names.len(), DAYS + WEEKS);
    }

    #[test]
    fn a_second_copy_of_a_day_replaces_the_first() {
        let names = after([day("2026-03-01"), day("2026-03-01"), day("2026-03-02")]);
        let numbers: Vec<u32> = names.iter().map(|name| name.number).collect();
        assert_eq!(numbers, [3, 2]);
    }

    #[test]
    fn a_name_has_one_spelling() {
        for good in ["000001-2026-11-27", "000012-2026-11-27-before"] {
            assert_eq!(good.parse::<Name>().unwrap().to_string(), good);
        }
        for bad in [
            "",
            "1-2026-11-27",
            "../000001-2026-11-27",
            "000001-2026-11-27-after",
            "x",
        ] {
            assert!(bad.parse::<Name>().is_err(), "{bad}");
        }
    }
}
