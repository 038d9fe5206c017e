//! The folder that both reach, as a second way beside the direct one.

use companion::CompanionError;
use courier::mailbox::{address_of, try_out};
use tauri::State;

use super::Answer;
use crate::{
    command_error::CommandError,
    dto::mailbox::MailboxState,
    household::Household,
    surface::{Pick, Surface},
};

/// The mailbox: where it is, what waits, what was noticed.
#[tauri::command]
#[specta::specta]
pub async fn get_mailbox(household: State<'_, Household>) -> Answer<MailboxState> {
    Ok(household
        .with(|companion| companion.mailbox_view())
        .await?
        .into())
}

/// Lets the person pick a folder, tries it out and uses it. Null when none was picked.
#[tauri::command]
#[specta::specta]
pub async fn choose_mailbox(
    household: State<'_, Household>,
    surface: State<'_, Surface>,
) -> Answer<Option<MailboxState>> {
    household.with(|_| Ok(())).await?;
    let Some(folder) = surface.pick(Pick::MailboxFolder).await? else {
        return Ok(None);
    };
    let address = address_of(&folder).ok_or(CommandError::BadInput)?;
    let marker = try_out(&address).await.map_err(CompanionError::from)?;
    let view = household
        .with(move |companion| companion.use_mailbox(&address, marker.as_deref()))
        .await?;
    Ok(Some(view.into()))
}

/// Closes the direct way, or opens it again.
#[tauri::command]
#[specta::specta]
pub async fn set_mailbox_only(household: State<'_, Household>, only: bool) -> Answer<MailboxState> {
    Ok(household
        .with(move |companion| companion.set_mailbox_only(only))
        .await?
        .into())
}

/// Uses no folder any more; what lies there stays there.
#[tauri::command]
#[specta::specta]
pub async fn clear_mailbox(household: State<'_, Household>) -> Answer<MailboxState> {
    Ok(household
        .with(|companion| companion.clear_mailbox())
        .await?
        .into())
}
