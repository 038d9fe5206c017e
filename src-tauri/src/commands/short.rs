//! From Mine to Ours, for what is short enough that its preview shows all of it: what is good to know, a line of my menu.

use tauri::State;

use super::Answer;
use crate::{
    dto::{capped, short::ShortPreview, thing},
    household::Household,
};

/// Bytes of a consent.
const CONSENT: usize = 1000;

/// Shows exactly what would be shared of one that is mine.
#[tauri::command]
#[specta::specta]
pub async fn preview_short(household: State<'_, Household>, id: String) -> Answer<ShortPreview> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.preview_short(id))
        .await?
        .into())
}

/// Makes one of mine Ours. It leaves at once.
#[tauri::command]
#[specta::specta]
pub async fn share_short(
    household: State<'_, Household>,
    id: String,
    consent: String,
) -> Answer<()> {
    let (id, consent) = (thing(&id)?, capped(consent, CONSENT)?);
    Ok(household
        .with(move |companion| companion.share_short(id, &consent))
        .await?)
}
