//! What would be shared of something short, as it travels.

use serde::Serialize;
use specta::Type;

use super::us::ImportantDateView;

/// What my partner will get of one of mine.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ShortPreview {
    /// Names the consent for `share_short`.
    consent: String,
    title: String,
    text: String,
    /// The day, of a day that matters.
    date: Option<ImportantDateView>,
    partner_name: String,
}

impl From<companion::ShortPreview> for ShortPreview {
    fn from(preview: companion::ShortPreview) -> Self {
        Self {
            consent: preview.consent,
            title: preview.title,
            text: preview.text,
            date: preview.date.map(ImportantDateView::from),
            partner_name: preview.partner_name,
        }
    }
}
