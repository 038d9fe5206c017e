//! Entries: keep, read, list, share, remove, import.

use companion::{
    Place,
    couple::{feelings::families, journal::BODY_LIMIT},
    render_markdown,
};
use tauri::State;

use super::Answer;
use crate::{
    command_error::CommandError,
    dto::{
        capped,
        journal::{EntryInput, EntryPage, EntryView, FeelingFamily, ImportReport, SharePreview},
        thing,
    },
    household::Household,
    surface::Surface,
};

/// Entries of a page at most.
const MOST: u32 = 500;
/// Bytes of what is searched for, of a cursor, of a consent.
const SHORT: usize = 1000;

/// A page of the journal, newest first. The cursor is the page before's `next`.
#[tauri::command]
#[specta::specta]
pub async fn list_entries(
    household: State<'_, Household>,
    cursor: Option<String>,
    limit: u32,
) -> Answer<EntryPage> {
    let before = cursor.map(|cursor| cursor.parse::<Place>()).transpose();
    let before = before.map_err(|_| CommandError::BadInput)?;
    let limit = limit.clamp(1, MOST) as usize;
    Ok(household
        .with(move |companion| companion.list_entries(before, limit))
        .await?
        .into())
}

/// One entry, also a removed one.
#[tauri::command]
#[specta::specta]
pub async fn get_entry(household: State<'_, Household>, id: String) -> Answer<EntryView> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.view(id))
        .await?
        .into())
}

/// Saves on disk. A new entry is Mine; changes to an Ours entry become my draft.
#[tauri::command]
#[specta::specta]
pub async fn keep_entry(household: State<'_, Household>, entry: EntryInput) -> Answer<EntryView> {
    let entry = entry.parse()?;
    Ok(household
        .with(move |companion| companion.keep_entry(entry))
        .await?
        .into())
}

/// Shows exactly what would be shared. A consent is only made here.
#[tauri::command]
#[specta::specta]
pub async fn preview_share(household: State<'_, Household>, id: String) -> Answer<SharePreview> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.preview_share(id))
        .await?
        .into())
}

/// Begins the ten seconds.
#[tauri::command]
#[specta::specta]
pub async fn share_entry(
    household: State<'_, Household>,
    id: String,
    consent: String,
) -> Answer<EntryView> {
    let (id, consent) = (thing(&id)?, capped(consent, SHORT)?);
    Ok(household
        .with(move |companion| companion.share_entry(id, &consent))
        .await?
        .into())
}

/// Skips what is left of the ten seconds.
#[tauri::command]
#[specta::specta]
pub async fn send_now(household: State<'_, Household>, id: String) -> Answer<EntryView> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.send_now(id))
        .await?
        .into())
}

/// Takes back what has not left yet: it stays Mine.
#[tauri::command]
#[specta::specta]
pub async fn withhold_entry(household: State<'_, Household>, id: String) -> Answer<EntryView> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.withhold_entry(id))
        .await?
        .into())
}

/// Marks an entry to be shared one day. It stays Mine.
#[tauri::command]
#[specta::specta]
pub async fn mark_for_later(
    household: State<'_, Household>,
    id: String,
    for_later: bool,
) -> Answer<EntryView> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.mark_for_later(id, for_later))
        .await?
        .into())
}

/// Shares my changes to an Ours entry.
#[tauri::command]
#[specta::specta]
pub async fn share_changes(household: State<'_, Household>, id: String) -> Answer<EntryView> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.share_changes(id))
        .await?
        .into())
}

/// Drops my unshared changes.
#[tauri::command]
#[specta::specta]
pub async fn drop_draft(household: State<'_, Household>, id: String) -> Answer<EntryView> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.drop_draft(id))
        .await?
        .into())
}

/// Removes an entry; it can be restored for thirty days.
#[tauri::command]
#[specta::specta]
pub async fn remove_entry(household: State<'_, Household>, id: String) -> Answer<()> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.remove_entry(id))
        .await?)
}

/// Brings a removed entry back.
#[tauri::command]
#[specta::specta]
pub async fn restore_entry(household: State<'_, Household>, id: String) -> Answer<EntryView> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.restore_entry(id))
        .await?
        .into())
}

/// Markdown as harmless HTML.
#[tauri::command]
#[specta::specta]
pub async fn render_entry(household: State<'_, Household>, body: String) -> Answer<String> {
    if body.len() > BODY_LIMIT {
        return Err(CommandError::BodyTooLong {
            limit: BODY_LIMIT as u32,
        });
    }
    household.with(|_| Ok(())).await?;
    Ok(render_markdown(&body))
}

/// Opens a link in the browser, `https` only, after the window has asked.
#[tauri::command]
#[specta::specta]
pub async fn open_link(
    household: State<'_, Household>,
    surface: State<'_, Surface>,
    url: String,
) -> Answer<()> {
    household.with(|_| Ok(())).await?;
    surface.open_link(&url)
}

/// Imports a folder of Markdown, or only says what would happen. Null when none was picked.
#[tauri::command]
#[specta::specta]
pub async fn import_markdown(
    household: State<'_, Household>,
    surface: State<'_, Surface>,
    dry_run: bool,
) -> Answer<Option<ImportReport>> {
    household.with(|_| Ok(())).await?;
    let Some(folder) = surface.pick_import(dry_run).await? else {
        return Ok(None);
    };
    let report = household.with(move |companion| companion.import_markdown(&folder, dry_run));
    Ok(Some(ImportReport::of(report.await?, dry_run)))
}

/// The words for feelings, in two levels.
#[tauri::command]
#[specta::specta]
pub async fn list_feelings(household: State<'_, Household>) -> Answer<Vec<FeelingFamily>> {
    household.with(|_| Ok(())).await?;
    Ok(families().iter().map(FeelingFamily::from).collect())
}
