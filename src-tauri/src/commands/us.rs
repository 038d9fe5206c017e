//! Dates that matter.

use tauri::State;

use super::Answer;
use crate::{
    dto::{
        all, thing,
        us::{ImportantDateInput, ImportantDateView},
    },
    household::Household,
};

/// All important dates, the next first.
#[tauri::command]
#[specta::specta]
pub async fn list_important_dates(
    household: State<'_, Household>,
) -> Answer<Vec<ImportantDateView>> {
    Ok(all(household
        .with(|companion| companion.list_important_dates())
        .await?))
}

/// Keeps one. A null id makes a new one.
#[tauri::command]
#[specta::specta]
pub async fn keep_important_date(
    household: State<'_, Household>,
    id: Option<String>,
    date: ImportantDateInput,
) -> Answer<ImportantDateView> {
    let (id, date) = (id.as_deref().map(thing).transpose()?, date.into());
    Ok(household
        .with(move |companion| companion.keep_important_date(id, date))
        .await?
        .into())
}

/// Removes one.
#[tauri::command]
#[specta::specta]
pub async fn remove_important_date(household: State<'_, Household>, id: String) -> Answer<()> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.remove_important_date(id))
        .await?)
}

/// Brings a removed one back.
#[tauri::command]
#[specta::specta]
pub async fn restore_important_date(
    household: State<'_, Household>,
    id: String,
) -> Answer<ImportantDateView> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.restore_important_date(id))
        .await?
        .into())
}
