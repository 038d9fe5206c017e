//! Entries: keep, read, list, share, remove, bring and take along.

use std::path::PathBuf;

use companion::{
    CompanionError, ExportForm, Place, Unlock,
    couple::{feelings::families, journal::BODY_LIMIT},
    render_markdown,
};
use tauri::State;

use super::Answer;
use crate::{
    command_error::CommandError,
    dto::{
        all,
        bringing_up::{BroughtEntry, DraftInput},
        capped, home,
        journal::{
            EntryInput, EntryPage, EntryView, ExportInput, FeelingFamily, ImportProgress,
            ImportReport, JournalForm, SharePreview,
        },
        thing, version_of,
        versions::{VersionLine, VersionView},
    },
    household::Household,
    surface::{Pick, Surface, aside},
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

/// Brings what I write in an entry up to what was made of it since; keeps nothing.
#[tauri::command]
#[specta::specta]
pub async fn bring_up_entry(
    household: State<'_, Household>,
    draft: DraftInput,
) -> Answer<BroughtEntry> {
    let (id, upon, draft) = draft.parse()?;
    Ok(household
        .with(move |companion| companion.bring_up_entry(id, &upon, draft))
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

/// The versions of an Ours entry, newest first.
#[tauri::command]
#[specta::specta]
pub async fn list_versions(
    household: State<'_, Household>,
    id: String,
) -> Answer<Vec<VersionLine>> {
    let id = thing(&id)?;
    Ok(all(household
        .with(move |companion| companion.list_versions(id))
        .await?))
}

/// One of them.
#[tauri::command]
#[specta::specta]
pub async fn read_version(
    household: State<'_, Household>,
    id: String,
    version: String,
) -> Answer<VersionView> {
    let (id, version) = (thing(&id)?, version_of(&version)?);
    Ok(household
        .with(move |companion| companion.read_version(id, &version))
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
pub async fn import_journal(
    household: State<'_, Household>,
    surface: State<'_, Surface>,
    form: JournalForm,
    dry_run: bool,
) -> Answer<Option<ImportReport>> {
    let _at_work = household.at_work();
    household.with(|_| Ok(())).await?;
    let what = match form {
        JournalForm::Markdown => Pick::ImportFolder,
        JournalForm::Json => Pick::ImportFile,
    };
    let Some(path) = surface.pick_import(what, dry_run).await? else {
        return Ok(None);
    };
    if !surface.importing.begin() {
        return Err(CommandError::BadInput);
    }
    let report = import(&household, &surface, form, path, dry_run).await;
    surface.importing.end();
    Ok(Some(ImportReport::of(report?, dry_run)))
}

/// A few entries at a time, and pictures made elsewhere, so that nothing else has to wait for all of them.
async fn import(
    household: &Household,
    surface: &Surface,
    form: JournalForm,
    path: PathBuf,
    dry_run: bool,
) -> Answer<companion::ImportReport> {
    let form = match form {
        JournalForm::Markdown => ExportForm::Markdown,
        JournalForm::Json => ExportForm::Json,
    };
    let mut import = household
        .with(move |companion| companion.begin_import(form, &path, dry_run))
        .await?;
    while surface.importing.goes_on(import.done(), import.of()) {
        import = aside(move || {
            import.make_pictures();
            import
        })
        .await?;
        let more;
        (import, more) = household
            .with(move |companion| {
                let more = companion.go_on_importing(&mut import)?;
                Ok((import, more))
            })
            .await?;
        if !more {
            break;
        }
    }
    Ok(household
        .with(move |companion| companion.end_import(import))
        .await?)
}

/// How far the import is; null when none runs.
#[tauri::command]
#[specta::specta]
pub async fn get_import(
    household: State<'_, Household>,
    surface: State<'_, Surface>,
) -> Answer<Option<ImportProgress>> {
    household.with(|_| Ok(())).await?;
    Ok(surface
        .importing
        .now()
        .map(|(done, of)| ImportProgress { done, of }))
}

/// Ends the import where it is: what is in stays, and nothing of the rest comes.
#[tauri::command]
#[specta::specta]
pub async fn stop_import(
    household: State<'_, Household>,
    surface: State<'_, Surface>,
) -> Answer<()> {
    household.with(|_| Ok(())).await?;
    surface.importing.stop();
    Ok(())
}

/// Writes the journal to a place that the person picks, and says how many pages are in it. Null
/// when nothing was picked. Whoever sits at an open screen takes nothing along without the
/// passphrase.
#[tauri::command]
#[specta::specta]
pub async fn export_journal(
    household: State<'_, Household>,
    surface: State<'_, Surface>,
    wanted: ExportInput,
    passphrase: String,
) -> Answer<Option<u32>> {
    let _at_work = household.at_work();
    let passphrase = home::passphrase(passphrase)?;
    let (input, what) = wanted.parse()?;
    let may =
        household.with(
            move |companion| match companion.proves(&Unlock::Passphrase(&passphrase)) {
                true => Ok(()),
                false => Err(CompanionError::WrongPassphrase),
            },
        );
    may.await?;
    let Some(to) = surface.pick(what).await? else {
        return Ok(None);
    };
    let job = household
        .with(move |companion| companion.prepare_export(input, &to))
        .await?;
    let entries = aside(move || job.run()).await??;
    Ok(Some(u32::try_from(entries).unwrap_or(u32::MAX)))
}

/// The words for feelings, in two levels.
#[tauri::command]
#[specta::specta]
pub async fn list_feelings(household: State<'_, Household>) -> Answer<Vec<FeelingFamily>> {
    household.with(|_| Ok(())).await?;
    Ok(families().iter().map(FeelingFamily::from).collect())
}
