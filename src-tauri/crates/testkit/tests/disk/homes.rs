//! Opening the homes that were left behind, and what is found in them.

use std::path::Path;

use chrono::{DateTime, Utc};
use companion::{Companion, CompanionError, InProcess, LockedHome, Profile, Surroundings, Unlock};
use testkit::portrait;

/// Every passphrase that the stories use.
pub const PASSPHRASES: [&str; 3] = [testkit::PASSPHRASE, "three cups of tea", "four cups of tea"];

/// When portraits are made, whatever time it is in the story.
pub fn portrait_time() -> DateTime<Utc> {
    "2027-03-01T12:00:00Z".parse().unwrap()
}

/// What was found where a home should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// No home was made there yet.
    Nothing,
    /// A home; what it holds.
    Home(String),
}

/// Opens a home as a start of the program does.
pub fn open(folder: &Path) -> Result<Option<(Companion, &'static str)>, CompanionError> {
    let profile = Profile::at(folder)?;
    let Some(mut home) = LockedHome::find(&profile)? else {
        return Ok(None);
    };
    for passphrase in PASSPHRASES {
        let surroundings = Surroundings::new([99; 32], portrait_time, || chrono_tz::Europe::Berlin);
        let unlock = Unlock::Passphrase(passphrase);
        home = match home.unlock(&unlock, surroundings, Box::new(InProcess)) {
            Ok(companion) => return Ok(Some((companion, passphrase))),
            Err((home, CompanionError::WrongPassphrase)) => *home,
            Err((_, other)) => return Err(other),
        };
    }
    Err(CompanionError::WrongPassphrase)
}

/// Opens a home, checks all of it, and says what it holds. Anything that is not whole is an error.
pub fn look(folder: &Path) -> Result<Found, String> {
    let opened = open(folder).map_err(|error| format!("does not open: {error:?}"))?;
    let Some((mut companion, passphrase)) = opened else {
        return Ok(Found::Nothing);
    };
    let health = companion
        .check()
        .map_err(|error| format!("can't be checked: {error:?}"))?;
    if !health.is_whole() {
        return Err(format!("is not whole: {health:?}"));
    }
    let text = portrait(&companion).map_err(|error| format!("can't be read: {error:?}"))?;
    Ok(Found::Home(format!("passphrase {passphrase}\n{text}")))
}
