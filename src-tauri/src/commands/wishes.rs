//! What helps me: my menu, and my partner's.

use tauri::State;

use super::Answer;
use crate::{
    dto::{
        all, capped,
        nudges::PlanView,
        thing,
        wishes::{Wish, WishSort},
    },
    household::Household,
};

/// Bytes of a line.
const TEXT: usize = companion::couple::us::WISH_LIMIT;

/// Both menus, mine first.
#[tauri::command]
#[specta::specta]
pub async fn list_wishes(household: State<'_, Household>) -> Answer<Vec<Wish>> {
    Ok(all(household
        .with(|companion| companion.list_wishes())
        .await?))
}

/// Writes a line of mine: for my partner too with `ours`, otherwise for me alone.
#[tauri::command]
#[specta::specta]
pub async fn add_wish(
    household: State<'_, Household>,
    sort: WishSort,
    text: String,
    ours: bool,
) -> Answer<Wish> {
    let text = capped(text, TEXT)?;
    Ok(household
        .with(move |companion| companion.add_wish(sort.into(), &text, ours))
        .await?
        .into())
}

/// Changes a line of mine. What my partner has changes there too.
#[tauri::command]
#[specta::specta]
pub async fn change_wish(
    household: State<'_, Household>,
    id: String,
    sort: WishSort,
    text: String,
) -> Answer<Wish> {
    let (id, text) = (thing(&id)?, capped(text, TEXT)?);
    Ok(household
        .with(move |companion| companion.change_wish(id, sort.into(), &text))
        .await?
        .into())
}

/// Takes a line of mine off the menu, or puts it back.
#[tauri::command]
#[specta::specta]
pub async fn remove_wish(household: State<'_, Household>, id: String, removed: bool) -> Answer<()> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.remove_wish(id, removed))
        .await?)
}

/// One of theirs is to nudge me. Nobody hears of it.
#[tauri::command]
#[specta::specta]
pub async fn remind_of_wish(household: State<'_, Household>, id: String) -> Answer<PlanView> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.remind_of_wish(id))
        .await?
        .into())
}

/// I would rather not see one of theirs, or would again after all. Nobody hears of it.
#[tauri::command]
#[specta::specta]
pub async fn hush_wish(household: State<'_, Household>, id: String, hushed: bool) -> Answer<()> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.hush_wish(id, hushed))
        .await?)
}
