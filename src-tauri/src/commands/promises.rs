//! Small promises.

use tauri::State;

use super::Answer;
use crate::{
    dto::{all, capped, day as parse_day, promises::SmallPromise, thing},
    household::Household,
};

/// Bytes of a promise.
const TEXT: usize = companion::couple::us::PROMISE_LIMIT;

/// The open ones, mine first.
#[tauri::command]
#[specta::specta]
pub async fn list_promises(household: State<'_, Household>) -> Answer<Vec<SmallPromise>> {
    Ok(all(household
        .with(|companion| companion.list_promises())
        .await?))
}

/// Makes one, which my partner sees at once; `nudged` brings it back to me on its day.
#[tauri::command]
#[specta::specta]
pub async fn make_promise(
    household: State<'_, Household>,
    text: String,
    day: String,
    nudged: bool,
) -> Answer<SmallPromise> {
    let (text, day) = (capped(text, TEXT)?, parse_day(&day)?);
    Ok(household
        .with(move |companion| companion.make_promise(&text, day, nudged))
        .await?
        .into())
}

/// Names another day for one of mine.
#[tauri::command]
#[specta::specta]
pub async fn move_promise(
    household: State<'_, Household>,
    id: String,
    day: String,
) -> Answer<SmallPromise> {
    let (id, day) = (thing(&id)?, parse_day(&day)?);
    Ok(household
        .with(move |companion| companion.move_promise(id, day))
        .await?
        .into())
}

/// One of mine is done or let go, or stands again.
#[tauri::command]
#[specta::specta]
pub async fn close_promise(
    household: State<'_, Household>,
    id: String,
    closed: bool,
) -> Answer<()> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.close_promise(id, closed))
        .await?)
}
