//! Settings as they travel, and what About shows.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{capped, nudges::NotificationSupport};
use crate::command_error::CommandError;

/// Every setting of this computer.
#[derive(Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Settings {
    theme: Theme,
    /// Percent, 90 to 200.
    text_size: u16,
    language: Language,
    discretion: Discretion,
    /// Nudges a day, 1 to 3.
    budget: u8,
    /// `HH:MM`; with `quietTo` or not at all.
    quiet_from: Option<String>,
    /// `HH:MM`.
    quiet_to: Option<String>,
    arrivals: bool,
    pub autostart: bool,
    /// 0: never.
    idle_lock_minutes: u16,
    pub remember_in_keyring: bool,
    close_to_tray: bool,
    full_lock_on_sleep: bool,
    /// Call out in this network for the partner's computer when it is not where it was.
    look_nearby: bool,
    /// A word about a month, and a question after four weeks.
    looks_back: bool,
    /// Show which nudges are coming.
    looks_ahead: bool,
}

/// Light, dark, or as the computer has it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Theme {
    System,
    Light,
    Dark,
}

/// A language of the interface.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Language {
    System,
    En,
    De,
    Pseudo,
}

/// How much a notification says.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Discretion {
    Discreet,
    Warm,
    Full,
}

/// What is here and works.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct About {
    pub version: String,
    pub profile: String,
    pub worker: bool,
    pub keyring: bool,
    pub tray: bool,
    /// Something came that only a newer Lamplight can read.
    pub newer_waits: bool,
    pub notifications: NotificationSupport,
}

impl Settings {
    /// The settings, and whether the keyring opens this home.
    #[must_use]
    pub fn of(settings: companion::Settings, remembered: bool) -> Self {
        Self {
            theme: match settings.theme.as_str() {
                "light" => Theme::Light,
                "dark" => Theme::Dark,
                _ => Theme::System,
            },
            text_size: settings.text_size,
            language: match settings.language.as_str() {
                "en" => Language::En,
                "de" => Language::De,
                "pseudo" => Language::Pseudo,
                _ => Language::System,
            },
            discretion: settings.discretion.into(),
            budget: settings.budget,
            quiet_from: settings.quiet_from,
            quiet_to: settings.quiet_to,
            arrivals: settings.arrivals,
            autostart: settings.autostart,
            idle_lock_minutes: settings.idle_lock_minutes,
            remember_in_keyring: remembered,
            close_to_tray: settings.close_to_tray,
            full_lock_on_sleep: settings.full_lock_on_sleep,
            look_nearby: settings.look_nearby,
            looks_back: settings.looks_back,
            looks_ahead: settings.looks_ahead,
        }
    }

    /// As the companion takes them.
    ///
    /// # Errors
    /// [`CommandError::BadTime`] when only one end of the quiet hours is given.
    pub fn parse(self) -> Result<companion::Settings, CommandError> {
        if self.quiet_from.is_some() != self.quiet_to.is_some() {
            return Err(CommandError::BadTime);
        }
        let time = |text: String| capped(text, "HH:MM".len()).map_err(|_| CommandError::BadTime);
        Ok(companion::Settings {
            theme: match self.theme {
                Theme::System => "system",
                Theme::Light => "light",
                Theme::Dark => "dark",
            }
            .into(),
            text_size: self.text_size,
            language: match self.language {
                Language::System => "system",
                Language::En => "en",
                Language::De => "de",
                Language::Pseudo => "pseudo",
            }
            .into(),
            discretion: self.discretion.into(),
            budget: self.budget,
            quiet_from: self.quiet_from.map(time).transpose()?,
            quiet_to: self.quiet_to.map(time).transpose()?,
            arrivals: self.arrivals,
            autostart: self.autostart,
            idle_lock_minutes: self.idle_lock_minutes,
            close_to_tray: self.close_to_tray,
            full_lock_on_sleep: self.full_lock_on_sleep,
            look_nearby: self.look_nearby,
            looks_back: self.looks_back,
            looks_ahead: self.looks_ahead,
        })
    }
}

impl From<companion::Discretion> for Discretion {
    fn from(discretion: companion::Discretion) -> Self {
        match discretion {
            companion::Discretion::Discreet => Self::Discreet,
            companion::Discretion::Warm => Self::Warm,
            companion::Discretion::Full => Self::Full,
        }
    }
}

impl From<Discretion> for companion::Discretion {
    fn from(discretion: Discretion) -> Self {
        match discretion {
            Discretion::Discreet => Self::Discreet,
            Discretion::Warm => Self::Warm,
            Discretion::Full => Self::Full,
        }
    }
}
