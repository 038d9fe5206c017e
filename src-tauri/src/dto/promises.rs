//! Small promises as they travel.

use serde::Serialize;
use specta::Type;

/// A small promise.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SmallPromise {
    id: String,
    mine: bool,
    text: String,
    /// Day.
    day: String,
}

impl From<companion::PromiseView> for SmallPromise {
    fn from(promise: companion::PromiseView) -> Self {
        Self {
            id: promise.id.to_string(),
            mine: promise.mine,
            text: promise.text,
            day: promise.day.to_string(),
        }
    }
}
