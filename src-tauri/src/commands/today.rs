//! Today.

use tauri::State;

use super::Answer;
use crate::{
    dto::{
        capped, thing,
        today::{FirstCard, Today},
    },
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

/// *Not now* to what is brought forward; nothing else comes in its place today.
#[tauri::command]
#[specta::specta]
pub async fn say_not_now(household: State<'_, Household>, key: String) -> Answer<()> {
    let key = capped(key, 200)?;
    Ok(household
        .with(move |companion| companion.say_not_now(&key))
        .await?)
}

/// Keeps an entry from coming back on its day, or lets it. It stays where it is.
#[tauri::command]
#[specta::specta]
pub async fn keep_off_today(household: State<'_, Household>, id: String, off: bool) -> Answer<()> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.keep_off_today(id, off))
        .await?)
}

/// The card of the morning after a date was answered; it does not come again.
#[tauri::command]
#[specta::specta]
pub async fn answer_morning(household: State<'_, Household>, id: String) -> Answer<()> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.answer_morning(id))
        .await?)
}
