//! What is good to know: favourites, sizes, ideas for gifts, little facts.

use tauri::State;

use super::Answer;
use crate::{
    dto::{
        all,
        notes::{Note, NoteInput},
        thing,
    },
    household::Household,
};

/// All of them, sort by sort.
#[tauri::command]
#[specta::specta]
pub async fn list_notes(household: State<'_, Household>) -> Answer<Vec<Note>> {
    Ok(all(household
        .with(|companion| companion.list_notes())
        .await?))
}

/// Keeps a new one: for both with `ours`, otherwise for me alone.
#[tauri::command]
#[specta::specta]
pub async fn add_note(
    household: State<'_, Household>,
    note: NoteInput,
    ours: bool,
) -> Answer<Note> {
    let note = note.parse()?;
    Ok(household
        .with(move |companion| companion.add_note(note, ours))
        .await?
        .into())
}

/// Changes one. What is Ours changes for both.
#[tauri::command]
#[specta::specta]
pub async fn change_note(
    household: State<'_, Household>,
    id: String,
    note: NoteInput,
) -> Answer<Note> {
    let (id, note) = (thing(&id)?, note.parse()?);
    Ok(household
        .with(move |companion| companion.change_note(id, note))
        .await?
        .into())
}

/// Puts one away, or brings it back. What is Ours goes for both.
#[tauri::command]
#[specta::specta]
pub async fn remove_note(household: State<'_, Household>, id: String, removed: bool) -> Answer<()> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.remove_note(id, removed))
        .await?)
}
