//! What is said about an entry: plain replies, words, listening. `id` is the entry, or the reply
//! that is taken away.

use companion::{Companion, CompanionError};
use tauri::State;

use super::Answer;
use crate::{
    dto::{
        replies::{RepliesView, ReplyInput},
        thing,
    },
    household::Household,
};

/// Everything said about an entry.
#[tauri::command]
#[specta::specta]
pub async fn list_replies(household: State<'_, Household>, id: String) -> Answer<RepliesView> {
    let id = thing(&id)?;
    seen(&household, move |companion| companion.replies(id)).await
}

/// Begins the ten seconds of a reply.
#[tauri::command]
#[specta::specta]
pub async fn send_reply(
    household: State<'_, Household>,
    id: String,
    reply: ReplyInput,
) -> Answer<RepliesView> {
    let id = thing(&id)?;
    seen(&household, move |companion| {
        companion.send_reply(id, reply.into())
    })
    .await
}

/// Skips what is left of the ten seconds.
#[tauri::command]
#[specta::specta]
pub async fn send_reply_now(household: State<'_, Household>, id: String) -> Answer<RepliesView> {
    let id = thing(&id)?;
    seen(&household, move |companion| companion.send_reply_now(id)).await
}

/// Takes back what has not left yet.
#[tauri::command]
#[specta::specta]
pub async fn withhold_reply(household: State<'_, Household>, id: String) -> Answer<RepliesView> {
    let id = thing(&id)?;
    seen(&household, move |companion| companion.withhold_reply(id)).await
}

/// Takes a reply of mine away, on both sides.
#[tauri::command]
#[specta::specta]
pub async fn take_reply_away(household: State<'_, Household>, id: String) -> Answer<RepliesView> {
    let id = thing(&id)?;
    seen(&household, move |companion| companion.take_reply_away(id)).await
}

/// Leaves listening there for now, or comes back to it. Nobody else sees it.
#[tauri::command]
#[specta::specta]
pub async fn leave_listening(
    household: State<'_, Household>,
    id: String,
    left: bool,
) -> Answer<RepliesView> {
    let id = thing(&id)?;
    seen(&household, move |companion| {
        companion.leave_listening(id, left)
    })
    .await
}

/// Keeps a reply that is being written; null forgets it. Nothing leaves.
#[tauri::command]
#[specta::specta]
pub async fn keep_reply_draft(
    household: State<'_, Household>,
    id: String,
    draft: Option<ReplyInput>,
) -> Answer<()> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.keep_reply_draft(id, draft.map(Into::into)))
        .await?)
}

async fn seen(
    household: &Household,
    step: impl FnOnce(&mut Companion) -> Result<companion::RepliesView, CompanionError> + Send + 'static,
) -> Answer<RepliesView> {
    Ok(household.with(step).await?.into())
}
