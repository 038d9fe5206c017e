//! Dates with each other.

use companion::couple::outing::ideas;
use tauri::State;

use super::Answer;
use crate::{
    dto::{
        all,
        bringing_up::{BroughtOuting, OutingForm},
        outings::{Idea, Jar, Leaning, Leanings, Mark, OutingInput, OutingView, QuickTime},
        thing, version_of, wall,
    },
    household::Household,
};

/// Every date, the next first.
#[tauri::command]
#[specta::specta]
pub async fn list_outings(household: State<'_, Household>) -> Answer<Vec<OutingView>> {
    Ok(all(household
        .with(|companion| companion.list_outings())
        .await?))
}

/// One date.
#[tauri::command]
#[specta::specta]
pub async fn get_outing(household: State<'_, Household>, id: String) -> Answer<OutingView> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.get_outing(id))
        .await?
        .into())
}

/// Proposes a date, or keeps a plan of mine where there is no partner.
#[tauri::command]
#[specta::specta]
pub async fn propose_outing(
    household: State<'_, Household>,
    outing: OutingInput,
) -> Answer<OutingView> {
    let outing = outing.parse()?;
    Ok(household
        .with(move |companion| companion.propose_outing(outing))
        .await?
        .into())
}

/// Says yes to the latest time.
#[tauri::command]
#[specta::specta]
pub async fn accept_outing(household: State<'_, Household>, id: String) -> Answer<OutingView> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.accept_outing(id))
        .await?
        .into())
}

/// Suggests another time, on the clock there.
#[tauri::command]
#[specta::specta]
pub async fn suggest_outing(
    household: State<'_, Household>,
    id: String,
    from: String,
    zone: String,
    minutes: u32,
) -> Answer<OutingView> {
    let (id, when) = (thing(&id)?, wall(&from, &zone)?);
    Ok(household
        .with(move |companion| companion.suggest_outing(id, when, minutes))
        .await?
        .into())
}

/// Says no to the latest time, without reasons.
#[tauri::command]
#[specta::specta]
pub async fn decline_outing(household: State<'_, Household>, id: String) -> Answer<OutingView> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.decline_outing(id))
        .await?
        .into())
}

/// Calls a date off.
#[tauri::command]
#[specta::specta]
pub async fn cancel_outing(household: State<'_, Household>, id: String) -> Answer<OutingView> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.cancel_outing(id))
        .await?
        .into())
}

/// Changes a date; another time becomes a suggestion. What came in since the version it is
/// written upon stays.
#[tauri::command]
#[specta::specta]
pub async fn change_outing(
    household: State<'_, Household>,
    id: String,
    outing: OutingInput,
    upon: Option<String>,
) -> Answer<OutingView> {
    let (id, outing) = (thing(&id)?, outing.parse()?);
    let upon = upon.as_deref().map(version_of).transpose()?;
    Ok(household
        .with(move |companion| companion.change_outing(id, outing, upon.as_deref()))
        .await?
        .into())
}

/// Brings the form of a date up to what came in since; keeps nothing.
#[tauri::command]
#[specta::specta]
pub async fn bring_up_outing(
    household: State<'_, Household>,
    form: OutingForm,
) -> Answer<BroughtOuting> {
    let (id, upon, outing) = form.parse()?;
    Ok(household
        .with(move |companion| companion.bring_up_outing(id, &upon, outing))
        .await?
        .into())
}

/// Friday evening, Saturday morning, Sunday: always in the future.
#[tauri::command]
#[specta::specta]
pub async fn quick_times(household: State<'_, Household>) -> Answer<Vec<QuickTime>> {
    let times = household
        .with(|companion| Ok(companion.quick_times()))
        .await?;
    Ok(times.into_iter().map(QuickTime::from).collect())
}

/// The ideas we bring along.
#[tauri::command]
#[specta::specta]
pub async fn list_ideas(household: State<'_, Household>) -> Answer<Vec<Idea>> {
    household.with(|_| Ok(())).await?;
    Ok(ideas().iter().map(Idea::from).collect())
}

/// What I make of the ideas and gestures of the library.
#[tauri::command]
#[specta::specta]
pub async fn get_leanings(household: State<'_, Household>) -> Answer<Leanings> {
    Ok(household
        .with(|companion| companion.leanings())
        .await?
        .into())
}

/// Says what I make of an idea; null takes it back. Nobody is told.
#[tauri::command]
#[specta::specta]
pub async fn lean(
    household: State<'_, Household>,
    idea: String,
    leaning: Option<Leaning>,
) -> Answer<()> {
    let leaning = leaning.map(Into::into);
    Ok(household
        .with(move |companion| companion.lean(&idea, leaning))
        .await?)
}

/// Marks an idea as new to us, or as one I am excited about; or takes the mark away. Nobody is told.
#[tauri::command]
#[specta::specta]
pub async fn mark_idea(
    household: State<'_, Household>,
    idea: String,
    mark: Mark,
    on: bool,
) -> Answer<()> {
    Ok(household
        .with(move |companion| companion.mark_idea(&idea, mark.into(), on))
        .await?)
}

/// Whether the two jars are compared, and which ideas both said yes to.
#[tauri::command]
#[specta::specta]
pub async fn get_jar(household: State<'_, Household>) -> Answer<Jar> {
    Ok(household.with(|companion| companion.jar()).await?.into())
}

/// Takes part in comparing, or stops. Nobody is told.
#[tauri::command]
#[specta::specta]
pub async fn compare_jar(household: State<'_, Household>, on: bool) -> Answer<Jar> {
    Ok(household
        .with(move |companion| companion.compare_jar(on))
        .await?
        .into())
}
