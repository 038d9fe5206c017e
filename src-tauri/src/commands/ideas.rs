//! Ideas for a date of the couple's own.

use tauri::State;

use super::Answer;
use crate::{
    dto::{
        all, capped,
        ideas::{IdeaPreview, OwnIdea, OwnIdeaInput},
        thing,
    },
    household::Household,
};

/// Bytes of a consent.
const SHORT: usize = 1000;

/// Those in the jar, by their titles.
#[tauri::command]
#[specta::specta]
pub async fn list_own_ideas(household: State<'_, Household>) -> Answer<Vec<OwnIdea>> {
    Ok(all(household
        .with(|companion| companion.list_own_ideas())
        .await?))
}

/// Keeps a new one: for both with `ours`, otherwise for me alone.
#[tauri::command]
#[specta::specta]
pub async fn add_own_idea(
    household: State<'_, Household>,
    own_idea: OwnIdeaInput,
    ours: bool,
) -> Answer<OwnIdea> {
    let idea = own_idea.parse()?;
    Ok(household
        .with(move |companion| companion.add_own_idea(idea, ours))
        .await?
        .into())
}

/// Changes one. What is Ours changes for both.
#[tauri::command]
#[specta::specta]
pub async fn change_own_idea(
    household: State<'_, Household>,
    id: String,
    own_idea: OwnIdeaInput,
) -> Answer<OwnIdea> {
    let (id, idea) = (thing(&id)?, own_idea.parse()?);
    Ok(household
        .with(move |companion| companion.change_own_idea(id, idea))
        .await?
        .into())
}

/// Takes one out of the jar, or puts it back.
#[tauri::command]
#[specta::specta]
pub async fn remove_own_idea(
    household: State<'_, Household>,
    id: String,
    removed: bool,
) -> Answer<OwnIdea> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.remove_own_idea(id, removed))
        .await?
        .into())
}

/// Shows exactly what would be shared of one that is mine.
#[tauri::command]
#[specta::specta]
pub async fn preview_idea(household: State<'_, Household>, id: String) -> Answer<IdeaPreview> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.preview_idea(id))
        .await?
        .into())
}

/// Makes one of mine Ours. It leaves at once.
#[tauri::command]
#[specta::specta]
pub async fn share_idea(
    household: State<'_, Household>,
    id: String,
    consent: String,
) -> Answer<()> {
    let (id, consent) = (thing(&id)?, capped(consent, SHORT)?);
    Ok(household
        .with(move |companion| companion.share_idea(id, &consent))
        .await?)
}
