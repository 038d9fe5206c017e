//! Finding entries.

use tauri::State;

use super::Answer;
use crate::{
    dto::{
        all, capped,
        finding::{EntryFilters, LabelsInUse, SearchHit, month},
    },
    household::Household,
};

/// Hits at most.
const MOST: u32 = 500;
/// Bytes of what is searched for.
const SHORT: usize = 1000;

/// The newest entries with these words that are as the filters say. With neither, none.
#[tauri::command]
#[specta::specta]
pub async fn search_entries(
    household: State<'_, Household>,
    query: String,
    filters: Option<EntryFilters>,
    limit: u32,
) -> Answer<Vec<SearchHit>> {
    let wanted = filters
        .unwrap_or_default()
        .with_words(capped(query, SHORT)?)?;
    let limit = limit.clamp(1, MOST) as usize;
    Ok(all(household
        .with(move |companion| companion.find_entries(&wanted, limit))
        .await?))
}

/// The feelings and tags that entries carry.
#[tauri::command]
#[specta::specta]
pub async fn list_labels(household: State<'_, Household>) -> Answer<LabelsInUse> {
    Ok(household
        .with(|companion| companion.labels_in_use())
        .await?
        .into())
}

/// The months that have entries, the latest first: `YYYY-MM`.
#[tauri::command]
#[specta::specta]
pub async fn list_months(household: State<'_, Household>) -> Answer<Vec<String>> {
    let months = household
        .with(|companion| companion.months_with_entries())
        .await?;
    Ok(months.into_iter().map(month).collect())
}
