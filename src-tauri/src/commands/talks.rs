//! Guided talks.

use tauri::State;

use super::Answer;
use crate::{
    dto::{
        all,
        talks::{TalkCompany, TalkLine, TalkPress, TalkView, page},
    },
    household::Household,
};

/// Every talk, and which of them wait.
#[tauri::command]
#[specta::specta]
pub async fn list_talks(household: State<'_, Household>) -> Answer<Vec<TalkLine>> {
    Ok(all(household
        .with(|companion| companion.list_talks())
        .await?))
}

/// Where one stands that was begun.
#[tauri::command]
#[specta::specta]
pub async fn get_talk(household: State<'_, Household>, id: String) -> Answer<TalkView> {
    household
        .with(move |companion| companion.talk(&id))
        .await?
        .try_into()
}

/// Begins one. Before what can hurt nothing is kept, until the page that says so was passed.
#[tauri::command]
#[specta::specta]
pub async fn begin_talk(
    household: State<'_, Household>,
    id: String,
    company: TalkCompany,
    warned: bool,
) -> Answer<TalkView> {
    household
        .with(move |companion| companion.begin_talk(&id, company.into(), warned))
        .await?
        .try_into()
}

/// Presses something, at the move it was meant for, with what stands on the page.
#[tauri::command]
#[specta::specta]
pub async fn press_talk(
    household: State<'_, Household>,
    id: String,
    moves: u32,
    press: TalkPress,
    text: Option<String>,
) -> Answer<TalkView> {
    let text = page(text)?;
    household
        .with(move |companion| companion.press_talk(&id, moves, press.into(), text.as_deref()))
        .await?
        .try_into()
}

/// Puts one away, with what was written in it.
#[tauri::command]
#[specta::specta]
pub async fn put_talk_away(household: State<'_, Household>, id: String) -> Answer<()> {
    Ok(household
        .with(move |companion| companion.put_talk_away(&id))
        .await?)
}
