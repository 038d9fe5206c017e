//! A pause that the other one hears of.

use tauri::State;

use super::Answer;
use crate::{
    dto::{calm::Calms, thing},
    household::Household,
};

/// Pauses of either that stand.
#[tauri::command]
#[specta::specta]
pub async fn get_calms(household: State<'_, Household>) -> Answer<Calms> {
    Ok(household.with(|companion| companion.calms()).await?.into())
}

/// I need a pause, and my partner is told that.
#[tauri::command]
#[specta::specta]
pub async fn press_calm(household: State<'_, Household>) -> Answer<Calms> {
    Ok(household
        .with(|companion| companion.press_calm())
        .await?
        .into())
}

/// Offers to go on so many minutes after the press, or puts that off, once.
#[tauri::command]
#[specta::specta]
pub async fn offer_back(household: State<'_, Household>, minutes: u32) -> Answer<Calms> {
    Ok(household
        .with(move |companion| companion.offer_back(minutes))
        .await?
        .into())
}

/// I would like to go on then, or not after all. Nobody else knows.
#[tauri::command]
#[specta::specta]
pub async fn want_back(household: State<'_, Household>, id: String, taken: bool) -> Answer<Calms> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.want_back(id, taken))
        .await?
        .into())
}

/// I am back.
#[tauri::command]
#[specta::specta]
pub async fn end_calm(household: State<'_, Household>) -> Answer<Calms> {
    Ok(household
        .with(|companion| companion.end_calm())
        .await?
        .into())
}

/// Puts my partner's card away, unseen by them.
#[tauri::command]
#[specta::specta]
pub async fn hush_calm(household: State<'_, Household>, id: String) -> Answer<Calms> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.hush_calm(id))
        .await?
        .into())
}
