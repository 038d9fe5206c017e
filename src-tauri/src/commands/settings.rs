//! Settings, the passphrase, About, and the way out.

use tauri::State;

use super::Answer;
use crate::{
    command_error::{CannotSave, CommandError},
    dto::{
        capped,
        home::passphrase,
        settings::{About, Settings},
    },
    household::Household,
    surface::Surface,
    texts::Language,
};

/// Longest copy that is remembered to be forgotten, in bytes.
const COPY_LIMIT: usize = 16 * 1024;

/// The settings.
#[tauri::command]
#[specta::specta]
pub async fn get_settings(household: State<'_, Household>) -> Answer<Settings> {
    let settings = household.ask(|room| {
        let settings = room.screen()?.settings()?;
        Ok(Settings::of(settings, room.is_remembered()))
    });
    Ok(settings.await?)
}

/// Keeps the settings, and has keyring and autostart follow. Gives what was kept.
#[tauri::command]
#[specta::specta]
pub async fn change_settings(
    household: State<'_, Household>,
    surface: State<'_, Surface>,
    settings: Settings,
) -> Answer<Settings> {
    let remember = settings.remember_in_keyring;
    let wanted = settings.parse()?;
    follow_autostart(&household, &surface, wanted.autostart).await?;
    let kept = household.ask(move |room| {
        let kept = room.screen()?.change_settings(wanted)?;
        if room.is_remembered() != remember {
            room.remember(remember)?;
        }
        Ok(Settings::of(kept, room.is_remembered()))
    });
    Ok(kept.await?)
}

/// Another passphrase for the same home.
#[tauri::command]
#[specta::specta]
pub async fn change_passphrase(
    household: State<'_, Household>,
    current: String,
    next: String,
) -> Answer<()> {
    let (current, next) = (passphrase(current)?, passphrase(next)?);
    Ok(household
        .ask(move |room| room.change_passphrase(&current, &next))
        .await?)
}

/// What is here and works.
#[tauri::command]
#[specta::specta]
pub async fn get_about(
    household: State<'_, Household>,
    surface: State<'_, Surface>,
) -> Answer<About> {
    let (newer_waits, keyring) = household
        .ask(|room| {
            let newer_waits = room.screen()?.sharing()?.from_newer > 0;
            Ok((newer_waits, room.keyring_works()))
        })
        .await?;
    Ok(About {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        profile: surface.profile.clone(),
        worker: surface.has_worker(),
        keyring,
        tray: surface.has_tray(),
        newer_waits,
        notifications: surface.support().await?.into(),
    })
}

/// The language to speak: `en`, `de` or `pseudo`. A locked home speaks the system's.
#[tauri::command]
#[specta::specta]
pub async fn get_locale(household: State<'_, Household>) -> Answer<String> {
    let language = household.ask(|room| Ok(room.settings().language)).await?;
    Ok(Language::of_setting(&language).code().to_owned())
}

/// Has the clipboard forget in a minute, or with the lock, what was copied from here, if it still holds that then.
#[tauri::command]
#[specta::specta]
pub async fn forget_copy(
    household: State<'_, Household>,
    surface: State<'_, Surface>,
    text: String,
) -> Answer<()> {
    household.with(|_| Ok(())).await?;
    surface.forget_soon(capped(text, COPY_LIMIT)?);
    Ok(())
}

/// Ends the app.
#[tauri::command]
#[specta::specta]
pub async fn quit_app(surface: State<'_, Surface>) -> Answer<()> {
    (surface.quit)();
    Ok(())
}

/// Has the system start the app with the computer, or no longer, where that changes.
async fn follow_autostart(
    household: &Household,
    surface: &Surface,
    wanted: bool,
) -> Result<(), CommandError> {
    let now = household
        .with(|companion| companion.settings())
        .await?
        .autostart;
    if now == wanted {
        return Ok(());
    }
    (surface.autostart)(wanted)
        .await
        .map_err(|_| CommandError::CannotSave {
            reason: CannotSave::Io,
        })
}
