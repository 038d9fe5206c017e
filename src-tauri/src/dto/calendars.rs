//! Other calendars as they travel.

use serde::Serialize;
use specta::Type;

use super::instant;

/// The file of all plans that is kept up to date.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CalendarFile {
    /// Its name, without the way to it.
    name: String,
    /// Every plan leaves as being busy.
    only_busy: bool,
    written: Option<String>,
    /// The last time it could not be written.
    failed: bool,
}

impl From<companion::CalendarFile> for CalendarFile {
    fn from(file: companion::CalendarFile) -> Self {
        let name = file.path.file_name().unwrap_or_default();
        Self {
            name: name.to_string_lossy().into_owned(),
            only_busy: file.only_busy,
            written: file.written.map(instant),
            failed: file.failed,
        }
    }
}
