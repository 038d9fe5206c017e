//! What was removed, as it travels.

use serde::Serialize;
use specta::Type;

use super::{all, instant, journal::EntrySummary};

/// Everything that was removed.
#[derive(Debug, Serialize, Type)]
pub struct RemovedView {
    /// What rests, the last one removed first.
    entries: Vec<RemovedEntry>,
    /// What I erased of what was shared, the last one first.
    erased: Vec<Erased>,
}

/// An entry that is out of the lists and still here.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RemovedEntry {
    entry: EntrySummary,
    removed_at: String,
    /// Mine is erased by itself in this many days at the earliest; null for what is not mine.
    days_left: Option<u32>,
    /// My partner, who wrote it, has erased it on their side.
    erased_by_author: bool,
    /// They ask me to erase it too.
    asked: bool,
    /// Another entry stands in its place.
    replaced: bool,
}

/// Something shared that I erased.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Erased {
    id: String,
    /// A day.
    on: String,
    /// The day on which my partner was asked.
    asked_on: Option<String>,
    /// They erased it too. Otherwise they keep it, or have not answered.
    gone_there: bool,
}

impl From<companion::RemovedView> for RemovedView {
    fn from(view: companion::RemovedView) -> Self {
        Self {
            entries: all(view.entries),
            erased: all(view.erased),
        }
    }
}

impl From<companion::RemovedEntry> for RemovedEntry {
    fn from(removed: companion::RemovedEntry) -> Self {
        Self {
            entry: removed.entry.into(),
            removed_at: instant(removed.removed_at),
            days_left: removed.days_left,
            erased_by_author: removed.erased_by_author,
            asked: removed.asked,
            replaced: removed.replaced,
        }
    }
}

impl From<companion::ErasedView> for Erased {
    fn from(erased: companion::ErasedView) -> Self {
        Self {
            id: erased.id.to_string(),
            on: erased.on.to_string(),
            asked_on: erased.asked_on.map(|day| day.to_string()),
            gone_there: erased.gone_there,
        }
    }
}
