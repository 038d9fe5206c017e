//! What would be shared of something short, as it travels.

use serde::Serialize;
use specta::Type;

/// What my partner will get of one of mine.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ShortPreview {
    /// Names the consent for `share_short`.
    consent: String,
    title: String,
    text: String,
    partner_name: String,
}

impl From<companion::ShortPreview> for ShortPreview {
    fn from(preview: companion::ShortPreview) -> Self {
        Self {
            consent: preview.consent,
            title: preview.title,
            text: preview.text,
            partner_name: preview.partner_name,
        }
    }
}
