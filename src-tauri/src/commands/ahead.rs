//! On my mind: hard and good days.

use tauri::State;

use super::Answer;
use crate::{
    dto::{
        ahead::{Ahead, AheadInput},
        all,
        nudges::PlanView,
        thing,
    },
    household::Household,
};

/// What is coming, the next first.
#[tauri::command]
#[specta::specta]
pub async fn list_ahead(household: State<'_, Household>) -> Answer<Vec<Ahead>> {
    Ok(all(household
        .with(|companion| companion.list_ahead())
        .await?))
}

/// The zone my partner was in when they last wrote something that we share: a day of theirs may be by their clock.
#[tauri::command]
#[specta::specta]
pub async fn their_zone(household: State<'_, Household>) -> Answer<Option<String>> {
    Ok(household
        .with(|companion| companion.their_zone())
        .await?
        .map(|zone| zone.name().to_owned()))
}

/// Tells my partner of a day of mine, at once; or notes one of theirs for myself.
#[tauri::command]
#[specta::specta]
pub async fn add_ahead(
    household: State<'_, Household>,
    ahead: AheadInput,
    told: bool,
) -> Answer<Ahead> {
    let ahead = ahead.parse()?;
    Ok(household
        .with(move |companion| companion.add_ahead(ahead, told))
        .await?
        .into())
}

/// Takes back what I wrote, or puts it back.
#[tauri::command]
#[specta::specta]
pub async fn remove_ahead(
    household: State<'_, Household>,
    id: String,
    removed: bool,
) -> Answer<()> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.remove_ahead(id, removed))
        .await?)
}

/// A day of theirs is to nudge me. Nobody hears of it.
#[tauri::command]
#[specta::specta]
pub async fn remind_of_ahead(household: State<'_, Household>, id: String) -> Answer<PlanView> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.remind_of_ahead(id))
        .await?
        .into())
}

/// I would rather not see one of theirs, or would again after all. Nobody hears of it.
#[tauri::command]
#[specta::specta]
pub async fn hush_ahead(household: State<'_, Household>, id: String, hushed: bool) -> Answer<()> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.hush_ahead(id, hushed))
        .await?)
}
