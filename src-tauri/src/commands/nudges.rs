//! Gestures someone chose, and the nudges towards them.

use companion::couple::gesture::offered;
use tauri::State;

use super::Answer;
use crate::{
    dto::{
        all, instant,
        nudges::{
            ComingNudge, DueNudge, Gesture, Later, LookBack, NotificationSupport, Pause, PlanInput,
            PlanView, Together,
        },
        thing,
    },
    household::Household,
    surface::Surface,
    test_nudge,
};

/// What may be offered of the library: what takes two only where both want it.
#[tauri::command]
#[specta::specta]
pub async fn list_gestures(household: State<'_, Household>) -> Answer<Vec<Gesture>> {
    let together = household.with(|companion| companion.together()).await?;
    Ok(offered(together.both).map(Gesture::from).collect())
}

/// Whether gestures that take two are wanted, by me and by both.
#[tauri::command]
#[specta::specta]
pub async fn get_together(household: State<'_, Household>) -> Answer<Together> {
    Ok(household
        .with(|companion| companion.together())
        .await?
        .into())
}

/// Wants gestures that take two, or not any more. My partner learns of it only if they want them too.
#[tauri::command]
#[specta::specta]
pub async fn want_together(household: State<'_, Household>, on: bool) -> Answer<Together> {
    Ok(household
        .with(move |companion| companion.want_together(on))
        .await?
        .into())
}

/// "Not for us", for a gesture of the library; or brings it back.
#[tauri::command]
#[specta::specta]
pub async fn lay_gesture_aside(
    household: State<'_, Household>,
    id: String,
    aside: bool,
) -> Answer<()> {
    Ok(household
        .with(move |companion| companion.lay_gesture_aside(&id, aside))
        .await?)
}

/// The gestures I have chosen.
#[tauri::command]
#[specta::specta]
pub async fn list_plans(household: State<'_, Household>) -> Answer<Vec<PlanView>> {
    Ok(all(household
        .with(|companion| companion.list_plans())
        .await?))
}

/// Chooses a gesture, or changes how one comes. A null id makes a new plan.
#[tauri::command]
#[specta::specta]
pub async fn keep_plan(
    household: State<'_, Household>,
    id: Option<String>,
    plan: PlanInput,
) -> Answer<PlanView> {
    let (id, plan) = (id.as_deref().map(thing).transpose()?, plan.parse()?);
    Ok(household
        .with(move |companion| companion.keep_plan(id, plan))
        .await?
        .into())
}

/// "Not for us", or simply no more.
#[tauri::command]
#[specta::specta]
pub async fn remove_plan(household: State<'_, Household>, id: String) -> Answer<()> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.remove_plan(id))
        .await?)
}

/// Takes a removed one up again.
#[tauri::command]
#[specta::specta]
pub async fn restore_plan(household: State<'_, Household>, id: String) -> Answer<PlanView> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.restore_plan(id))
        .await?
        .into())
}

/// Nudges that wait for an answer.
#[tauri::command]
#[specta::specta]
pub async fn list_due_nudges(household: State<'_, Household>) -> Answer<Vec<DueNudge>> {
    Ok(all(household
        .with(|companion| companion.list_due_nudges())
        .await?))
}

/// What is coming within some days.
#[tauri::command]
#[specta::specta]
pub async fn list_coming_nudges(
    household: State<'_, Household>,
    days: u32,
) -> Answer<Vec<ComingNudge>> {
    Ok(all(household
        .with(move |companion| companion.list_coming_nudges(days))
        .await?))
}

/// "Did it". The cadence begins again; nobody is told.
#[tauri::command]
#[specta::specta]
pub async fn did_nudge(household: State<'_, Household>, id: String) -> Answer<()> {
    let id = thing(&id)?;
    household
        .with(move |companion| companion.did_nudge(id))
        .await?;
    Ok(())
}

/// "Later". Says when it is back.
#[tauri::command]
#[specta::specta]
pub async fn later_nudge(
    household: State<'_, Household>,
    id: String,
    later: Later,
) -> Answer<String> {
    let (id, later) = (thing(&id)?, later.into());
    Ok(instant(
        household
            .with(move |companion| companion.later_nudge(id, later))
            .await?,
    ))
}

/// "Not today": the cadence begins again, kindly.
#[tauri::command]
#[specta::specta]
pub async fn not_today_nudge(household: State<'_, Household>, id: String) -> Answer<()> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.not_today_nudge(id))
        .await?)
}

/// "Did it", without a nudge.
#[tauri::command]
#[specta::specta]
pub async fn did_gesture(household: State<'_, Household>, plan_id: String) -> Answer<PlanView> {
    let id = thing(&plan_id)?;
    Ok(household
        .with(move |companion| companion.did_nudge(id))
        .await?
        .into())
}

/// The answer to the one question after four weeks: less often, or as it is.
#[tauri::command]
#[specta::specta]
pub async fn answer_rhythm(
    household: State<'_, Household>,
    id: String,
    lighter: bool,
) -> Answer<PlanView> {
    let id = thing(&id)?;
    Ok(household
        .with(move |companion| companion.answer_rhythm(id, lighter))
        .await?
        .into())
}

/// The small things of this month or the last; null when there is nothing to say.
#[tauri::command]
#[specta::specta]
pub async fn look_back(household: State<'_, Household>) -> Answer<Option<LookBack>> {
    Ok(household
        .with(|companion| companion.look_back())
        .await?
        .map(Into::into))
}

/// Pauses nudges. It always ends by itself; says when.
#[tauri::command]
#[specta::specta]
pub async fn pause_nudges(household: State<'_, Household>, pause: Pause) -> Answer<String> {
    let pause = pause.parse()?;
    Ok(instant(
        household
            .with(move |companion| companion.pause_nudges(pause))
            .await?,
    ))
}

/// Ends a pause now.
#[tauri::command]
#[specta::specta]
pub async fn resume_nudges(household: State<'_, Household>) -> Answer<()> {
    Ok(household
        .with(|companion| companion.resume_nudges())
        .await?)
}

/// Until when nudges pause, if they do.
#[tauri::command]
#[specta::specta]
pub async fn get_pause(household: State<'_, Household>) -> Answer<Option<String>> {
    Ok(household
        .with(|companion| companion.pause())
        .await?
        .map(instant))
}

/// Shows a notification as a nudge of mine would be shown.
#[tauri::command]
#[specta::specta]
pub async fn send_test_nudge(
    household: State<'_, Household>,
    surface: State<'_, Surface>,
) -> Answer<NotificationSupport> {
    let trial = household.with(|companion| {
        let partner = companion.partner_view()?.map(|partner| partner.name);
        Ok(test_nudge::announcement(
            &companion.settings()?,
            partner.as_deref(),
        ))
    });
    surface.announce(trial.await?).await?;
    Ok(surface.support().await?.into())
}

/// What this desktop's notifications can do.
#[tauri::command]
#[specta::specta]
pub async fn get_notification_support(
    household: State<'_, Household>,
    surface: State<'_, Surface>,
) -> Answer<NotificationSupport> {
    household.with(|_| Ok(())).await?;
    Ok(surface.support().await?.into())
}
