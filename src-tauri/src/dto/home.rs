//! Where the home stands.

use companion::{NAME_LIMIT, PartnerView as Partner};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::capped;
use crate::{command_error::CommandError, household};

/// Longest passphrase, in bytes; more is no safer and only slow.
pub const PASSPHRASE_LIMIT: usize = 1024;

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
    Locked {
        /// Empty when the home is fully locked, since it is encrypted.
        name: String,
        /// The keyring may open it.
        keyring: bool,
        /// The engine runs on; only the screen is locked.
        screen_lock: bool,
    },
    Open {
        name: String,
        partner: Option<PartnerView>,
    },
}

/// The partner as one line: no presence, nothing finer than a day.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PartnerView {
    name: String,
    initial: String,
    /// Day.
    since: String,
    /// Day on which they had everything; null before the first time.
    up_to_date: Option<String>,
}

/// What a new home needs.
#[derive(Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewHome {
    pub name: String,
    pub passphrase: String,
    pub remember_in_keyring: bool,
}

impl NewHome {
    /// Refuses what is too long.
    ///
    /// # Errors
    /// [`CommandError::BadInput`].
    pub fn checked(self) -> Result<Self, CommandError> {
        Ok(Self {
            // A name has white space around it that does not count; the companion cuts that off.
            name: capped(self.name, 4 * NAME_LIMIT)?,
            passphrase: capped(self.passphrase, PASSPHRASE_LIMIT)?,
            remember_in_keyring: self.remember_in_keyring,
        })
    }
}

impl From<household::HomeState> for HomeState {
    fn from(state: household::HomeState) -> Self {
        match state {
            household::HomeState::Empty { keyring } => Self::Empty { keyring },
            household::HomeState::Locked {
                name,
                keyring,
                screen_lock,
            } => Self::Locked {
                name,
                keyring,
                screen_lock,
            },
            household::HomeState::Open { name, partner } => Self::Open {
                name,
                partner: partner.map(PartnerView::from),
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
        }
    }
}
