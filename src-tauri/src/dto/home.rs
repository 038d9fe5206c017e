//! Where the home stands.

use companion::{NAME_LIMIT, PagesState, PartnerView as Partner};
use serde::{Deserialize, Serialize};
use specta::Type;
use zeroize::Zeroizing;

use super::capped;
use crate::{command_error::CommandError, household};

/// Longest passphrase, in bytes; more is no safer and only slow.
const PASSPHRASE_LIMIT: usize = 1024;

/// Where the home stands.
#[derive(Debug, Serialize, Type)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum HomeState {
    /// First run.
    Empty {
        /// The system keyring works.
        keyring: bool,
    },
    /// The key file can't be read.
    Damaged,
    Locked {
        /// Empty when the home is fully locked, since it is encrypted.
        name: String,
        /// The keyring may open it.
        keyring: bool,
        /// The engine runs on; only the screen is locked.
        screen_lock: bool,
        /// The keyring should open it, and has no key for it.
        keyring_gone: bool,
    },
    Open {
        name: String,
        partner: Option<PartnerView>,
        pages: Pages,
    },
}

/// Whether the private pages can be read.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Pages {
    /// There is no second passphrase.
    NoSecond,
    /// Opened with it, until the screen locks.
    Open,
    /// They wait behind it.
    Closed,
}

/// The partner as one line: no presence, nothing finer than a day.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PartnerView {
    name: String,
    initial: String,
    /// Day.
    since: String,
    /// Day on which they had everything; null before the first time, and while something of
    /// that very day is not confirmed.
    up_to_date: Option<String>,
    /// Something of mine has not been confirmed by them.
    waiting: bool,
}

/// What a new home needs.
#[derive(Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewHome {
    name: String,
    passphrase: String,
    remember_in_keyring: bool,
}

/// A passphrase, wiped when it is dropped. What Tauri read it from is out of our hands.
///
/// # Errors
/// [`CommandError::BadInput`] for one that is too long.
pub fn passphrase(text: String) -> Result<Zeroizing<String>, CommandError> {
    let text = Zeroizing::new(text);
    if text.len() > PASSPHRASE_LIMIT {
        return Err(CommandError::BadInput);
    }
    Ok(text)
}

impl NewHome {
    /// The name, the passphrase, and whether the keyring shall remember.
    ///
    /// # Errors
    /// [`CommandError::BadInput`] for what is too long.
    pub fn parse(self) -> Result<(String, Zeroizing<String>, bool), CommandError> {
        let passphrase = passphrase(self.passphrase)?;
        // White space around a name does not count; the companion cuts it off.
        Ok((
            capped(self.name, 4 * NAME_LIMIT)?,
            passphrase,
            self.remember_in_keyring,
        ))
    }
}

impl From<household::HomeState> for HomeState {
    fn from(state: household::HomeState) -> Self {
        match state {
            household::HomeState::Empty { keyring } => Self::Empty { keyring },
            household::HomeState::Damaged => Self::Damaged,
            household::HomeState::Locked {
                name,
                keyring,
                screen_lock,
                keyring_gone,
            } => Self::Locked {
                name,
                keyring,
                screen_lock,
                keyring_gone,
            },
            household::HomeState::Open {
                name,
                partner,
                pages,
            } => Self::Open {
                name,
                partner: partner.map(PartnerView::from),
                pages: match pages {
                    PagesState::NoSecond => Pages::NoSecond,
                    PagesState::Open => Pages::Open,
                    PagesState::Closed => Pages::Closed,
                },
            },
        }
    }
}

impl From<Partner> for PartnerView {
    fn from(partner: Partner) -> Self {
        Self {
            initial: partner
                .name
                .chars()
                .take(1)
                .flat_map(char::to_uppercase)
                .collect(),
            name: partner.name,
            since: partner.since.to_string(),
            up_to_date: partner.up_to_date.map(|day| day.to_string()),
            waiting: partner.waiting,
        }
    }
}
