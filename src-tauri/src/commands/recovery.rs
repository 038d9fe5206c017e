//! The recovery sheet, backups, and coming back from them.

use companion::{CompanionError, Unlock};
use tauri::State;

use super::Answer;
use crate::{
    command_error::CommandError,
    dto::{
        all,
        home::{self, HomeState},
        recovery::{
            BackupsView, CopyView, NewSheet, SheetView, backups, sheet_and_passphrase, three_words,
        },
    },
    household::Household,
    surface::{Pick, Surface, aside},
};

/// The sheet, the last backup, the copies of earlier days.
#[tauri::command]
#[specta::specta]
pub async fn get_backups(household: State<'_, Household>) -> Answer<BackupsView> {
    Ok(household
        .with(|companion| {
            Ok(backups(
                companion.sheet()?,
                companion.last_backup()?,
                companion.list_copies(),
            ))
        })
        .await?)
}

/// Makes a new sheet. It is in force once three of its words were asked back.
#[tauri::command]
#[specta::specta]
pub async fn begin_sheet(household: State<'_, Household>, passphrase: String) -> Answer<NewSheet> {
    let passphrase = home::passphrase(passphrase)?;
    let sheet = household.with(move |companion| companion.begin_sheet(&passphrase));
    Ok(sheet.await?.into())
}

/// Takes the three words that are asked back of a new sheet.
#[tauri::command]
#[specta::specta]
pub async fn confirm_sheet(
    household: State<'_, Household>,
    words: Vec<String>,
) -> Answer<SheetView> {
    let words = three_words(words)?;
    let sheet = household.with(move |companion| companion.confirm_sheet(&words));
    Ok(sheet.await?.into())
}

/// Lets go of a new sheet.
#[tauri::command]
#[specta::specta]
pub async fn drop_sheet(household: State<'_, Household>) -> Answer<()> {
    Ok(household
        .with(|companion| Ok(companion.drop_sheet_in_hand()))
        .await?)
}

/// Prints the page as it is.
#[tauri::command]
#[specta::specta]
pub async fn print_page(
    household: State<'_, Household>,
    surface: State<'_, Surface>,
) -> Answer<()> {
    household.with(|_| Ok(())).await?;
    (surface.printer)().map_err(|_| CommandError::Internal)
}

/// Takes three words of the sheet in force.
#[tauri::command]
#[specta::specta]
pub async fn answer_drill(
    household: State<'_, Household>,
    words: Vec<String>,
) -> Answer<SheetView> {
    let words = three_words(words)?;
    let sheet = household.with(move |companion| companion.answer_drill(&words));
    Ok(sheet.await?.into())
}

/// Writes a backup where the person picks, and opens it again. False when nothing was picked.
#[tauri::command]
#[specta::specta]
pub async fn make_backup(
    household: State<'_, Household>,
    surface: State<'_, Surface>,
    passphrase: String,
) -> Answer<bool> {
    let _at_work = household.at_work();
    let passphrase = home::passphrase(passphrase)?;
    let ready = household.with(move |companion| {
        if !companion.proves(&Unlock::Passphrase(&passphrase)) {
            return Err(CompanionError::WrongPassphrase);
        }
        companion.sheet()?.ok_or(CompanionError::NoSheet)
    });
    ready.await?;
    let Some(file) = surface.pick(Pick::BackupToSave).await? else {
        return Ok(false);
    };
    let job = household
        .with(move |companion| companion.prepare_backup(&file))
        .await?;
    aside(move || job.run()).await??;
    household
        .ask(|room| room.engine()?.backup_was_made())
        .await?;
    Ok(true)
}

/// Brings everything back from a backup that the person picks, and opens the home. Null when
/// nothing was picked.
#[tauri::command]
#[specta::specta]
pub async fn restore_backup(
    household: State<'_, Household>,
    surface: State<'_, Surface>,
    words: String,
    passphrase: String,
) -> Answer<Option<HomeState>> {
    let (words, passphrase) = sheet_and_passphrase(words, passphrase)?;
    companion::check_sheet(&words, &passphrase)?;
    let Some(file) = surface.pick(Pick::Backup).await? else {
        return Ok(None);
    };
    let back = household.ask(move |room| {
        room.restore_backup(&file, &words, &passphrase)?;
        room.state()
    });
    Ok(Some(back.await?.into()))
}

/// Another passphrase, from the words of the sheet, and opens the home.
#[tauri::command]
#[specta::specta]
pub async fn reset_passphrase(
    household: State<'_, Household>,
    words: String,
    next: String,
) -> Answer<HomeState> {
    let (words, next) = sheet_and_passphrase(words, next)?;
    let opened = household.ask(move |room| {
        room.reset_passphrase(&words, &next)?;
        room.state()
    });
    Ok(opened.await?.into())
}

/// The copies of earlier days, also while the home is locked or can't be opened.
#[tauri::command]
#[specta::specta]
pub async fn list_copies(household: State<'_, Household>) -> Answer<Vec<CopyView>> {
    let copies = household.ask(|room| Ok(room.copies())).await?;
    Ok(all(copies))
}

/// Puts a copy in the place of the home, keeps the home as it was among the copies, and opens it.
#[tauri::command]
#[specta::specta]
pub async fn restore_copy(
    household: State<'_, Household>,
    id: String,
    passphrase: String,
) -> Answer<HomeState> {
    let passphrase = home::passphrase(passphrase)?;
    let back = household.ask(move |room| {
        room.restore_copy(&id, &passphrase)?;
        room.state()
    });
    Ok(back.await?.into())
}
