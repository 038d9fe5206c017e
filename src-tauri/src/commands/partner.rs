//! Becoming a couple, what is shared, and leaving.

use companion::{Companion, CompanionError, PairingView};
use tauri::State;

use super::Answer;
use crate::{
    command_error::CommandError,
    dto::{
        home::HomeState,
        partner::{PairingState, SharingView},
    },
    household::Household,
    invite_file,
    surface::{Pick, Surface},
};

/// Where pairing stands.
#[tauri::command]
#[specta::specta]
pub async fn get_pairing(household: State<'_, Household>) -> Answer<PairingState> {
    Ok(household
        .with(|companion| PairingState::now(companion))
        .await?)
}

/// Same room: visible from now on, and looking.
#[tauri::command]
#[specta::specta]
pub async fn connect_same_room(household: State<'_, Household>) -> Answer<PairingState> {
    stepped(&household, |companion| companion.connect_same_room()).await
}

/// Different homes: makes an invitation.
#[tauri::command]
#[specta::specta]
pub async fn make_invite(household: State<'_, Household>) -> Answer<PairingState> {
    stepped(&household, |companion| companion.make_invite()).await
}

/// Keeps the invitation in a file that the person picks. False when none was picked.
#[tauri::command]
#[specta::specta]
pub async fn save_invite(
    household: State<'_, Household>,
    surface: State<'_, Surface>,
) -> Answer<bool> {
    let view = household
        .with(|companion| Ok(companion.pairing_view()))
        .await?;
    let PairingView::InviteReady { invite, .. } = view else {
        return Err(CommandError::PairingOver);
    };
    let Some(path) = surface.pick(Pick::InvitationToSave).await? else {
        return Ok(false);
    };
    invite_file::write(&path, &invite)?;
    Ok(true)
}

/// Answers an invitation.
#[tauri::command]
#[specta::specta]
pub async fn accept_invite(household: State<'_, Household>, line: String) -> Answer<PairingState> {
    if line.len() > invite_file::LONGEST {
        return Err(CommandError::InviteMalformed);
    }
    stepped(&household, move |companion| {
        companion.accept_invite(line.trim())
    })
    .await
}

/// Answers an invitation from a file that the person picks. Null when none was picked.
#[tauri::command]
#[specta::specta]
pub async fn open_invite_file(
    household: State<'_, Household>,
    surface: State<'_, Surface>,
) -> Answer<Option<PairingState>> {
    household.with(|_| Ok(())).await?;
    let Some(path) = surface.pick(Pick::Invitation).await? else {
        return Ok(None);
    };
    let line = invite_file::read(&path)?;
    Ok(Some(
        stepped(&household, move |companion| {
            companion.accept_invite(line.trim())
        })
        .await?,
    ))
}

/// The pictures are the same.
#[tauri::command]
#[specta::specta]
pub async fn confirm_pictures(household: State<'_, Household>) -> Answer<PairingState> {
    stepped(&household, |companion| companion.confirm_pictures()).await
}

/// The pictures differ.
#[tauri::command]
#[specta::specta]
pub async fn refuse_pictures(household: State<'_, Household>) -> Answer<PairingState> {
    stepped(&household, |companion| companion.refuse_pictures()).await
}

/// Stops pairing, for whatever reason.
#[tauri::command]
#[specta::specta]
pub async fn cancel_pairing(household: State<'_, Household>) -> Answer<PairingState> {
    stepped(&household, |companion| companion.cancel_pairing()).await
}

/// What is shared, with whom, since when.
#[tauri::command]
#[specta::specta]
pub async fn get_sharing(household: State<'_, Household>) -> Answer<SharingView> {
    Ok(household
        .with(|companion| companion.sharing())
        .await?
        .into())
}

/// Stops sharing, alone and at once. With `quiet` the other side is told nothing.
#[tauri::command]
#[specta::specta]
pub async fn stop_sharing(household: State<'_, Household>, quiet: bool) -> Answer<HomeState> {
    let stopped = household.ask(move |room| {
        room.screen()?.stop_sharing(quiet)?;
        room.state()
    });
    Ok(stopped.await?.into())
}

/// Takes a step of pairing and says where it stands then.
async fn stepped(
    household: &Household,
    step: impl FnOnce(&mut Companion) -> Result<PairingView, CompanionError> + Send + 'static,
) -> Answer<PairingState> {
    let stepped = household.with(move |companion| {
        step(companion)?;
        PairingState::now(companion)
    });
    Ok(stepped.await?)
}
