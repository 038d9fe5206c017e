//! Guided talks in step on two computers.

use tauri::State;

use super::Answer;
use crate::{
    dto::{
        all,
        talks::{TalkInStepLine, TalkPress, TalkView, page},
        thing,
    },
    household::Household,
};

/// Those that are offered, under way, or over and not put away.
#[tauri::command]
#[specta::specta]
pub async fn list_talks_in_step(household: State<'_, Household>) -> Answer<Vec<TalkInStepLine>> {
    Ok(all(household
        .with(|companion| companion.list_in_step())
        .await?))
}

/// Where one stands.
#[tauri::command]
#[specta::specta]
pub async fn get_talk_in_step(household: State<'_, Household>, id: String) -> Answer<TalkView> {
    let id = thing(&id)?;
    household
        .with(move |companion| companion.in_step(id))
        .await?
        .try_into()
}

/// Asks my partner whether we talk. Before what can hurt nothing is said, until the page about it was passed.
#[tauri::command]
#[specta::specta]
pub async fn offer_talk_in_step(
    household: State<'_, Household>,
    talk: String,
    warned: bool,
) -> Answer<Option<TalkView>> {
    household
        .with(move |companion| companion.offer_in_step(&talk, warned))
        .await?
        .map(TalkView::try_from)
        .transpose()
}

/// Takes part. Before what can hurt nothing is said, until the page about it was passed.
#[tauri::command]
#[specta::specta]
pub async fn join_talk_in_step(
    household: State<'_, Household>,
    id: String,
    warned: bool,
) -> Answer<Option<TalkView>> {
    let id = thing(&id)?;
    household
        .with(move |companion| companion.join_in_step(id, warned))
        .await?
        .map(TalkView::try_from)
        .transpose()
}

/// Presses something, at the move it was meant for, with what stands on the page.
#[tauri::command]
#[specta::specta]
pub async fn press_talk_in_step(
    household: State<'_, Household>,
    id: String,
    moves: u32,
    press: TalkPress,
    text: Option<String>,
) -> Answer<TalkView> {
    let (id, text) = (thing(&id)?, page(text)?);
    household
        .with(move |companion| companion.press_in_step(id, moves, press.into(), text.as_deref()))
        .await?
        .try_into()
}

/// Puts one away: an offer of theirs unseen, one of mine is taken back. One that is under way ends for both; it is put
/// away once it has ended.
#[tauri::command]
#[specta::specta]
pub async fn put_talk_in_step_away(household: State<'_, Household>, id: String) -> Answer<()> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.put_in_step_away(id))
        .await?)
}
