//! What a date needs before it.

use companion::{Companion, CompanionError, OutingView};
use tauri::State;

use super::Answer;
use crate::{
    dto::{
        preparing::{Preparations, Preparing},
        thing,
    },
    household::Household,
};

/// What a date needs before it.
#[tauri::command]
#[specta::specta]
pub async fn get_preparations(household: State<'_, Household>, id: String) -> Answer<Preparations> {
    let id = thing(&id)?;
    told(&household, move |companion| companion.get_outing(id)).await
}

/// Changes one part of it, for both.
#[tauri::command]
#[specta::specta]
pub async fn prepare_outing(
    household: State<'_, Household>,
    id: String,
    change: Preparing,
) -> Answer<Preparations> {
    let (id, change) = (thing(&id)?, change.parse()?);
    told(&household, move |companion| change.perform(companion, id)).await
}

/// Nudges me on the day by which something has to be confirmed, or not.
#[tauri::command]
#[specta::specta]
pub async fn nudge_to_confirm(
    household: State<'_, Household>,
    id: String,
    on: bool,
) -> Answer<Preparations> {
    let id = thing(&id)?;
    told(&household, move |companion| {
        companion.nudge_to_confirm(id, on)
    })
    .await
}

async fn told(
    household: &Household,
    what: impl FnOnce(&mut Companion) -> Result<OutingView, CompanionError> + Send + 'static,
) -> Answer<Preparations> {
    let told = household.with(move |companion| {
        let view = what(companion)?;
        Ok(Preparations::of(view, |person| companion.who_is(person)))
    });
    Ok(told.await?)
}
