//! Other calendars: what goes out to them.

use chrono::Utc;
use companion::{CompanionError, Unlock};
use tauri::State;

use super::Answer;
use crate::{
    calendar_file::words,
    dto::{calendars::CalendarFile, count, home, thing},
    household::Household,
    surface::{Pick, Surface, aside},
};

/// Writes one plan where the person picks. False when nothing was picked.
#[tauri::command]
#[specta::specta]
pub async fn save_outing_file(
    household: State<'_, Household>,
    surface: State<'_, Surface>,
    id: String,
) -> Answer<bool> {
    let id = thing(&id)?;
    let plan = household
        .ask(move |room| {
            let words = words(room);
            room.screen()?.plan_out(id, &words)
        })
        .await?;
    let Some(path) = surface.pick(Pick::DateToSave).await? else {
        return Ok(false);
    };
    aside(move || plan.write(&path, Utc::now())).await??;
    Ok(true)
}

/// The file that is kept up to date, if there is one.
#[tauri::command]
#[specta::specta]
pub async fn get_calendar_file(household: State<'_, Household>) -> Answer<Option<CalendarFile>> {
    let file = household
        .with(|companion| companion.calendar_file())
        .await?;
    Ok(file.map(CalendarFile::from))
}

/// Keeps a file of all plans up to date where the person picks, and gives what is kept now. Whoever sits at an open
/// screen takes nothing along without the passphrase.
#[tauri::command]
#[specta::specta]
pub async fn keep_calendar_file(
    household: State<'_, Household>,
    surface: State<'_, Surface>,
    only_busy: bool,
    passphrase: String,
) -> Answer<Option<CalendarFile>> {
    prove(&household, passphrase).await?;
    if let Some(path) = surface.pick(Pick::CalendarToKeep).await? {
        household
            .with(move |companion| companion.keep_calendar_file(Some(path), only_busy))
            .await?;
    }
    get_calendar_file(household).await
}

/// Writes all plans once, where the person picks, and says how many. Null when nothing was picked.
#[tauri::command]
#[specta::specta]
pub async fn save_all_plans(
    household: State<'_, Household>,
    surface: State<'_, Surface>,
    only_busy: bool,
    passphrase: String,
) -> Answer<Option<u32>> {
    prove(&household, passphrase).await?;
    let Some(path) = surface.pick(Pick::CalendarToKeep).await? else {
        return Ok(None);
    };
    let plans = household
        .ask(move |room| {
            let words = words(room);
            room.screen()?.plans_out(&words, only_busy)
        })
        .await?;
    let many = count(plans.len() as u64);
    aside(move || plans.write(&path, Utc::now())).await??;
    Ok(Some(many))
}

/// Keeps no file up to date any more. What lies there stays.
#[tauri::command]
#[specta::specta]
pub async fn drop_calendar_file(household: State<'_, Household>) -> Answer<()> {
    Ok(household
        .with(|companion| companion.keep_calendar_file(None, false))
        .await?)
}

async fn prove(household: &Household, passphrase: String) -> Answer<()> {
    let passphrase = home::passphrase(passphrase)?;
    let may =
        household.with(
            move |companion| match companion.proves(&Unlock::Passphrase(&passphrase)) {
                true => Ok(()),
                false => Err(CompanionError::WrongPassphrase),
            },
        );
    Ok(may.await?)
}
