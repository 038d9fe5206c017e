//! Today.

use tauri::State;

use super::Answer;
use crate::{
    dto::today::{FirstCard, Today},
    household::Household,
};

/// What Today shows now.
#[tauri::command]
#[specta::specta]
pub async fn get_today(household: State<'_, Household>) -> Answer<Today> {
    Ok(household.with(|companion| companion.today()).await?.into())
}

/// Puts a first card away; the next one comes tomorrow.
#[tauri::command]
#[specta::specta]
pub async fn dismiss_card(household: State<'_, Household>, card: FirstCard) -> Answer<()> {
    let card = companion::FirstCard::from(card);
    Ok(household
        .with(move |companion| companion.dismiss_card(card.name()))
        .await?)
}
