//! Other calendars as they travel.

use chrono::NaiveTime;
use chrono_tz::Tz;
use companion::CalendarPlace;
use companion::couple::{
    WallTime,
    free::{self, Reason},
};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::instant;
use crate::command_error::CommandError;

/// The file of all plans that is kept up to date.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CalendarFile {
    /// Its name, without the way to it.
    name: String,
    /// Every plan leaves as being busy.
    only_busy: bool,
    written: Option<String>,
    /// The last time it could not be written.
    failed: bool,
}

/// A calendar that is read for when I am busy.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Calendar {
    id: String,
    /// The name of its file without the way to it, or of the server: the rest of an address may be a key.
    name: String,
    /// It is read from an address.
    elsewhere: bool,
    /// It counts.
    on: bool,
    /// When it was read last, and could be.
    read: Option<String>,
    /// How the last time went wrong.
    trouble: Option<CalendarTrouble>,
    events: u32,
    /// Events that could not be read.
    broken: u32,
    /// Events in a zone that nobody knows.
    strange_zones: u32,
    /// Events that repeat too often and were cut off.
    endless: u32,
}

/// Why a calendar could not be read.
#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum CalendarTrouble {
    Gone,
    NotACalendar,
    TooLarge,
    TooCostly,
    NoWorker,
    NoAnswer,
    Certificate,
    Refused,
    LedAstray,
}

/// Hours within one day, `HH:MM`; `00:00` as an end is midnight.
#[derive(Debug, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    from: String,
    until: String,
}

/// A time that fits.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Slot {
    /// Wall clock.
    from: String,
    /// Wall clock.
    until: String,
    zone: String,
    instant: String,
    minutes: u32,
    /// The same on my partner's clock, where that shows another time.
    there: Option<There>,
    /// Its words are `dates-free-why-<reason>`.
    reasons: Vec<FreeReason>,
}

/// A time on another clock.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct There {
    /// Wall clock.
    from: String,
    /// Wall clock.
    until: String,
    zone: String,
}

/// What stands between us about time.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TimeAsk {
    id: String,
    /// I have shown when I am busy.
    mine_shown: bool,
    /// My partner has.
    theirs_shown: bool,
    /// The weeks asked about end here.
    until: String,
}

/// Why a slot stands where it does.
#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FreeReason {
    BothFree,
    Free,
    Weekend,
    Evening,
    NotAWorkNight,
    RoomAround,
}

/// A week as it travels.
#[must_use]
pub fn week(usual: [Option<free::Hours>; 7]) -> Vec<Option<Hours>> {
    let text = |time: NaiveTime| time.format("%H:%M").to_string();
    let day = |hours: free::Hours| Hours {
        from: text(hours.from),
        until: text(hours.until),
    };
    usual.map(|hours| hours.map(day)).into()
}

/// A week as the companion takes it.
///
/// # Errors
/// [`CommandError::BadTime`].
pub fn hours(usual: Vec<Option<Hours>>) -> Result<[Option<free::Hours>; 7], CommandError> {
    let time =
        |text: &str| NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| CommandError::BadTime);
    let days: Vec<Option<free::Hours>> = usual
        .into_iter()
        .map(|hours| {
            hours
                .map(|hours| {
                    Ok(free::Hours {
                        from: time(&hours.from)?,
                        until: time(&hours.until)?,
                    })
                })
                .transpose()
        })
        .collect::<Result<_, CommandError>>()?;
    days.try_into().map_err(|_| CommandError::BadTime)
}

impl Slot {
    /// On the clock of a zone, and of the one where my partner is.
    #[must_use]
    pub fn of(slot: free::Slot, zone: Tz, theirs: Option<Tz>) -> Self {
        let on = |at: chrono::DateTime<chrono::Utc>, zone: Tz| {
            let local = at.with_timezone(&zone).naive_local();
            WallTime { local, zone }.local_text()
        };
        let minutes = (slot.until - slot.from).num_minutes();
        Self {
            there: theirs
                .map(|theirs| There {
                    from: on(slot.from, theirs),
                    until: on(slot.until, theirs),
                    zone: theirs.name().to_owned(),
                })
                .filter(|there| there.from != on(slot.from, zone)),
            from: on(slot.from, zone),
            until: on(slot.until, zone),
            zone: zone.name().to_owned(),
            instant: instant(slot.from),
            minutes: u32::try_from(minutes).unwrap_or_default(),
            reasons: slot.reasons.into_iter().map(FreeReason::from).collect(),
        }
    }
}

impl From<companion::TimeAskView> for TimeAsk {
    fn from(ask: companion::TimeAskView) -> Self {
        Self {
            id: ask.id.to_string(),
            mine_shown: ask.mine_shown,
            theirs_shown: ask.theirs.is_some(),
            until: instant(ask.until),
        }
    }
}

impl From<Reason> for FreeReason {
    fn from(reason: Reason) -> Self {
        match reason {
            Reason::BothFree => Self::BothFree,
            Reason::Free => Self::Free,
            Reason::Weekend => Self::Weekend,
            Reason::Evening => Self::Evening,
            Reason::NotAWorkNight => Self::NotAWorkNight,
            Reason::RoomAround => Self::RoomAround,
        }
    }
}

impl From<companion::CalendarTrouble> for CalendarTrouble {
    fn from(trouble: companion::CalendarTrouble) -> Self {
        use companion::CalendarTrouble as Trouble;
        match trouble {
            Trouble::Gone => Self::Gone,
            Trouble::NotACalendar => Self::NotACalendar,
            Trouble::TooLarge => Self::TooLarge,
            Trouble::TooCostly => Self::TooCostly,
            Trouble::NoWorker => Self::NoWorker,
            Trouble::NoAnswer => Self::NoAnswer,
            Trouble::Certificate => Self::Certificate,
            Trouble::Refused => Self::Refused,
            Trouble::LedAstray => Self::LedAstray,
        }
    }
}

impl From<companion::Calendar> for Calendar {
    fn from(calendar: companion::Calendar) -> Self {
        let (name, elsewhere) = match &calendar.place {
            CalendarPlace::File { path } => {
                let name = path.file_name().unwrap_or_default();
                (name.to_string_lossy().into_owned(), false)
            }
            CalendarPlace::Address { address } => {
                let rest = address.strip_prefix("https://").unwrap_or(address);
                let server = rest.split(['/', '?', '#']).next().unwrap_or(rest);
                let server = server.rsplit('@').next().unwrap_or(server);
                (server.to_owned(), true)
            }
        };
        let found = calendar.found;
        Self {
            id: calendar.id.to_string(),
            name,
            elsewhere,
            on: calendar.on,
            read: calendar.read.map(instant),
            trouble: calendar.trouble.map(Into::into),
            events: found.events,
            broken: found.broken,
            strange_zones: found.strange_zones,
            endless: found.endless,
        }
    }
}

impl From<companion::CalendarFile> for CalendarFile {
    fn from(file: companion::CalendarFile) -> Self {
        let name = file.path.file_name().unwrap_or_default();
        Self {
            name: name.to_string_lossy().into_owned(),
            only_busy: file.only_busy,
            written: file.written.map(instant),
            failed: file.failed,
        }
    }
}
