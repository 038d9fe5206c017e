//! What was removed: list it, erase it, and the other one's copy.

use tauri::State;

use super::Answer;
use crate::{
    dto::{journal::EntryView, removed::RemovedView, thing},
    household::Household,
};

/// Everything that was removed and rests, and what was erased of what was shared.
#[tauri::command]
#[specta::specta]
pub async fn list_removed(household: State<'_, Household>) -> Answer<RemovedView> {
    Ok(household
        .with(|companion| companion.list_removed())
        .await?
        .into())
}

/// Erases an entry of mine here, for good, and asks my partner to do the same if `ask`.
#[tauri::command]
#[specta::specta]
pub async fn erase_entry(household: State<'_, Household>, id: String, ask: bool) -> Answer<()> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.erase_entry(id, ask))
        .await?)
}

/// Keeps an entry's text and erases how it came about. Another entry takes its place.
#[tauri::command]
#[specta::specta]
pub async fn write_anew(
    household: State<'_, Household>,
    id: String,
    ask: bool,
) -> Answer<EntryView> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.write_anew(id, ask))
        .await?
        .into())
}

/// Asks my partner to erase what I erased already.
#[tauri::command]
#[specta::specta]
pub async fn ask_to_erase(household: State<'_, Household>, id: String) -> Answer<()> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.ask_to_erase(id))
        .await?)
}

/// Erases my copy of what my partner removed or erased.
#[tauri::command]
#[specta::specta]
pub async fn erase_copy(household: State<'_, Household>, id: String) -> Answer<()> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.erase_copy(id))
        .await?)
}

/// Keeps my copy of what my partner asks me to erase. They are not told.
#[tauri::command]
#[specta::specta]
pub async fn keep_copy(household: State<'_, Household>, id: String) -> Answer<()> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.keep_copy(id))
        .await?)
}
