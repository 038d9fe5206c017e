//! Rituals of the two.

use tauri::State;

use super::Answer;
use crate::{
    dto::{
        all,
        rituals::{Ritual, RitualInput, ToRitual},
        thing,
    },
    household::Household,
};

/// All of them, what waits for me first.
#[tauri::command]
#[specta::specta]
pub async fn list_rituals(household: State<'_, Household>) -> Answer<Vec<Ritual>> {
    Ok(all(household
        .with(|companion| companion.list_rituals())
        .await?))
}

/// Proposes one, or changes what one says; the other one is asked.
#[tauri::command]
#[specta::specta]
pub async fn keep_ritual(
    household: State<'_, Household>,
    id: Option<String>,
    ritual: RitualInput,
) -> Answer<Ritual> {
    let (id, ritual) = (id.as_deref().map(thing).transpose()?, ritual.parse()?);
    Ok(household
        .with(move |companion| companion.keep_ritual(id, ritual))
        .await?
        .into())
}

/// Says something to one: yes, that it rests, that it is still good, whether it nudges me.
#[tauri::command]
#[specta::specta]
pub async fn tell_ritual(
    household: State<'_, Household>,
    id: String,
    what: ToRitual,
) -> Answer<Ritual> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.tell_ritual(id, what.into()))
        .await?
        .into())
}
