//! The recovery sheet, backups and copies as they travel.

use companion::{CopyView as Copy, NewSheet as Sheet, SheetView as InForce};
use serde::Serialize;
use specta::Type;
use zeroize::Zeroizing;

use super::{all, home::passphrase};
use crate::command_error::CommandError;

/// Longest text that may be a sheet, in bytes.
const SHEET_LIMIT: usize = 4096;
/// Longest word that is looked at, in bytes.
const WORD_LIMIT: usize = 64;

/// What Backup and recovery shows.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BackupsView {
    pub sheet: Option<SheetView>,
    /// Day of the last backup that was made on this computer.
    pub last_backup: Option<String>,
    pub copies: Vec<CopyView>,
}

/// The sheet in force. Its words are kept nowhere.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SheetView {
    /// Tells it from another one; printed on it.
    mark: String,
    made_on: String,
    /// Three words were asked back once.
    confirmed: bool,
    drilled_on: Option<String>,
    drill_due: bool,
    /// The places, from 1 up, of the words that are asked next.
    asked: Vec<u8>,
}

/// A new sheet. Shown once.
#[derive(Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct NewSheet {
    words: Vec<String>,
    /// For the `age` command.
    line: String,
    mark: String,
    made_on: String,
    asked: Vec<u8>,
}

/// A copy of an earlier day.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CopyView {
    id: String,
    made_on: String,
    /// The home as it was before another copy was put in its place.
    before_restoring: bool,
}

/// A sheet as it was typed, wiped when it is dropped.
///
/// # Errors
/// [`CommandError::BadInput`] for what is too long.
pub fn sheet(text: String) -> Result<Zeroizing<String>, CommandError> {
    let text = Zeroizing::new(text);
    if text.len() > SHEET_LIMIT {
        return Err(CommandError::BadInput);
    }
    Ok(text)
}

/// What opens the home from now on, or opened it so far.
///
/// # Errors
/// As [`passphrase`].
pub fn sheet_and_passphrase(
    words: String,
    next: String,
) -> Result<(Zeroizing<String>, Zeroizing<String>), CommandError> {
    Ok((sheet(words)?, passphrase(next)?))
}

/// Three words.
///
/// # Errors
/// [`CommandError::BadInput`] for another number of them, or what is too long to be one.
pub fn three_words(words: Vec<String>) -> Result<[String; 3], CommandError> {
    if words.iter().any(|word| word.len() > WORD_LIMIT) {
        return Err(CommandError::BadInput);
    }
    words.try_into().map_err(|_| CommandError::BadInput)
}

/// Everything that Backup and recovery shows.
#[must_use]
pub fn backups(
    sheet: Option<InForce>,
    last_backup: Option<chrono::NaiveDate>,
    copies: Vec<Copy>,
) -> BackupsView {
    BackupsView {
        sheet: sheet.map(SheetView::from),
        last_backup: last_backup.map(|day| day.to_string()),
        copies: all(copies),
    }
}

impl From<InForce> for SheetView {
    fn from(sheet: InForce) -> Self {
        Self {
            mark: sheet.mark,
            made_on: sheet.made_on.to_string(),
            confirmed: sheet.confirmed,
            drilled_on: sheet.drilled_on.map(|day| day.to_string()),
            drill_due: sheet.drill_due,
            asked: sheet.asked.to_vec(),
        }
    }
}

impl From<Sheet> for NewSheet {
    fn from(sheet: Sheet) -> Self {
        Self {
            words: sheet.words.map(str::to_owned).to_vec(),
            line: sheet.line,
            mark: sheet.mark,
            made_on: sheet.made_on.to_string(),
            asked: sheet.asked.to_vec(),
        }
    }
}

impl From<Copy> for CopyView {
    fn from(copy: Copy) -> Self {
        Self {
            id: copy.id,
            made_on: copy.made_on.to_string(),
            before_restoring: copy.before_restoring,
        }
    }
}
