//! Earlier versions of an entry that is Ours.

use serde::Serialize;
use specta::Type;

use super::{all, instant, version};

/// One version in a list.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct VersionLine {
    /// Names it.
    version: String,
    /// When it was changed to this; null for what was shared first.
    changed_at: Option<String>,
}

/// One version to read.
#[derive(Debug, Serialize, Type)]
pub struct VersionView {
    /// May be empty.
    title: String,
    /// Markdown.
    body: String,
    feelings: Vec<String>,
    tags: Vec<String>,
    /// What became different from the version before.
    changes: Vec<ChangedPlace>,
}

/// A place that became different, in whole paragraphs.
#[derive(Debug, Serialize, Type)]
pub struct ChangedPlace {
    /// Empty where something came in.
    before: String,
    /// Empty where something was taken out.
    after: String,
}

impl From<companion::VersionLine> for VersionLine {
    fn from(line: companion::VersionLine) -> Self {
        Self {
            version: version(&line.version),
            changed_at: line.changed_at.map(instant),
        }
    }
}

impl From<companion::VersionView> for VersionView {
    fn from(view: companion::VersionView) -> Self {
        Self {
            title: view.title,
            body: view.body,
            feelings: view.feelings,
            tags: view.tags,
            changes: all(view.changes),
        }
    }
}

impl From<companion::ChangedPlace> for ChangedPlace {
    fn from(place: companion::ChangedPlace) -> Self {
        Self {
            before: place.before,
            after: place.after,
        }
    }
}
