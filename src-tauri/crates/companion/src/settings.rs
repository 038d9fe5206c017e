//! What a person has set, on this computer.

use serde::{Deserialize, Serialize};

use crate::{Companion, CompanionError, FirstCard, Notice};

/// How much a notification says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Discretion {
    /// That there is a small thought, and no more.
    #[default]
    Discreet,
    /// A hint.
    Warm,
    /// The gesture itself.
    Full,
}

/// Every setting. Unknown fields of a newer version are left out, missing ones are as here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// `system`, `light` or `dark`.
    pub theme: String,
    /// Percent, 90 to 200.
    pub text_size: u16,
    /// `system`, `en`, `de` or `pseudo`.
    pub language: String,
    /// How much a notification says.
    pub discretion: Discretion,
    /// Nudges a day, 1 to 3.
    pub budget: u8,
    /// Quiet from, `HH:MM`.
    pub quiet_from: Option<String>,
    /// Quiet until, `HH:MM`.
    pub quiet_to: Option<String>,
    /// Say when something of my partner's has come.
    pub arrivals: bool,
    /// Start with the computer.
    pub autostart: bool,
    /// Lock the screen after so many idle minutes; 0: never.
    pub idle_lock_minutes: u16,
    /// Closing the window leaves the lamp in the tray.
    pub close_to_tray: bool,
    /// Lock fully, and not the screen alone, when the computer sleeps.
    pub full_lock_on_sleep: bool,
    /// Call out in this network for the partner's computer when it is not where it was.
    pub look_nearby: bool,
    /// Look back on small things, and ask after four weeks whether one may come less often.
    pub looks_back: bool,
    /// Show which nudges are coming: the next two weeks, the next one on Today and in the tray.
    pub looks_ahead: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: "system".into(),
            text_size: 100,
            language: "system".into(),
            discretion: Discretion::Discreet,
            budget: 1,
            quiet_from: Some("22:00".into()),
            quiet_to: Some("07:00".into()),
            arrivals: true,
            autostart: false,
            idle_lock_minutes: 5,
            close_to_tray: true,
            full_lock_on_sleep: false,
            look_nearby: false,
            looks_back: true,
            looks_ahead: true,
        }
    }
}

const KEY: &str = "settings";
const DISMISSED: &str = "dismissed-cards";

impl Companion {
    /// The settings.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn settings(&self) -> Result<Settings, CompanionError> {
        Ok(self.private.setting(KEY)?.unwrap_or_default())
    }

    /// Keeps the settings; what is out of range is brought into it.
    ///
    /// # Errors
    /// Times that are none, or it could not be saved.
    pub fn change_settings(&mut self, mut settings: Settings) -> Result<Settings, CompanionError> {
        settings.text_size = settings.text_size.clamp(90, 200);
        settings.budget = settings.budget.clamp(1, 3);
        settings.idle_lock_minutes = settings.idle_lock_minutes.min(24 * 60);
        if !matches!(settings.theme.as_str(), "system" | "light" | "dark") {
            return Err(CompanionError::BadInput { what: "theme" });
        }
        if !matches!(
            settings.language.as_str(),
            "system" | "en" | "de" | "pseudo"
        ) {
            return Err(CompanionError::BadInput { what: "language" });
        }
        if let (Some(from), Some(to)) = (&settings.quiet_from, &settings.quiet_to) {
            couple::cadence::Window::parse(from, to).map_err(|_| CompanionError::BadTime)?;
        }
        self.private.write(|tx| tx.put_setting(KEY, &settings))?;
        self.notice(Notice::SettingsChanged);
        Ok(settings)
    }

    /// First cards on Today that were put away, and on which day the last one was.
    pub(crate) fn dismissed_cards(
        &self,
    ) -> Result<Vec<(String, chrono::NaiveDate)>, CompanionError> {
        Ok(self.private.setting(DISMISSED)?.unwrap_or_default())
    }

    /// Puts a first card away; the next one comes tomorrow.
    ///
    /// # Errors
    /// It could not be saved.
    pub fn dismiss_card(&mut self, card: &str) -> Result<(), CompanionError> {
        if card == FirstCard::Lost.name() {
            return self.forget_losses();
        }
        let today = couple::time::local_day(self.now(), self.zone());
        let mut dismissed = self.dismissed_cards()?;
        dismissed.retain(|(known, _)| known != card);
        dismissed.push((card.to_owned(), today));
        self.private
            .write(|tx| tx.put_setting(DISMISSED, &dismissed))?;
        Ok(())
    }
}
