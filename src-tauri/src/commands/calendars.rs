//! Other calendars: what goes out to them, and when they say that one is busy.

use chrono::Utc;
use companion::{CalendarPlace, CompanionError, Unlock};
use tauri::State;

use super::Answer;
use crate::{
    calendar_file::words,
    calendars_in::read_again,
    dto::{
        all,
        calendars::{Calendar, CalendarFile, Hours, Slot, TimeAsk, hours, week},
        count, home, thing,
    },
    household::Household,
    surface::{Pick, Surface, aside},
};

/// Writes one plan where the person picks. False when nothing was picked.
#[tauri::command]
#[specta::specta]
pub async fn save_outing_file(
    household: State<'_, Household>,
    surface: State<'_, Surface>,
    id: String,
) -> Answer<bool> {
    let _at_work = household.at_work();
    let id = thing(&id)?;
    let plan = household
        .ask(move |room| {
            let words = words(room);
            room.screen()?.plan_out(id, &words)
        })
        .await?;
    let Some(path) = surface.pick(Pick::DateToSave).await? else {
        return Ok(false);
    };
    aside(move || plan.write(&path, Utc::now())).await??;
    Ok(true)
}

/// The file that is kept up to date, if there is one.
#[tauri::command]
#[specta::specta]
pub async fn get_calendar_file(household: State<'_, Household>) -> Answer<Option<CalendarFile>> {
    let file = household
        .with(|companion| companion.calendar_file())
        .await?;
    Ok(file.map(CalendarFile::from))
}

/// Keeps a file of all plans up to date where the person picks, and gives what is kept now. Whoever sits at an open
/// screen takes nothing along without the passphrase.
#[tauri::command]
#[specta::specta]
pub async fn keep_calendar_file(
    household: State<'_, Household>,
    surface: State<'_, Surface>,
    only_busy: bool,
    passphrase: String,
) -> Answer<Option<CalendarFile>> {
    prove(&household, passphrase).await?;
    if let Some(path) = surface.pick(Pick::CalendarToKeep).await? {
        household
            .with(move |companion| companion.keep_calendar_file(Some(path), only_busy))
            .await?;
    }
    get_calendar_file(household).await
}

/// Writes all plans once, where the person picks, and says how many. Null when nothing was picked.
#[tauri::command]
#[specta::specta]
pub async fn save_all_plans(
    household: State<'_, Household>,
    surface: State<'_, Surface>,
    only_busy: bool,
    passphrase: String,
) -> Answer<Option<u32>> {
    let _at_work = household.at_work();
    prove(&household, passphrase).await?;
    let Some(path) = surface.pick(Pick::CalendarToKeep).await? else {
        return Ok(None);
    };
    let plans = household
        .ask(move |room| {
            let words = words(room);
            room.screen()?.plans_out(&words, only_busy)
        })
        .await?;
    let many = count(plans.len() as u64);
    aside(move || plans.write(&path, Utc::now())).await??;
    Ok(Some(many))
}

/// Keeps no file up to date any more. What lies there stays.
#[tauri::command]
#[specta::specta]
pub async fn drop_calendar_file(household: State<'_, Household>) -> Answer<()> {
    Ok(household
        .with(|companion| companion.keep_calendar_file(None, false))
        .await?)
}

async fn prove(household: &Household, passphrase: String) -> Answer<()> {
    let passphrase = home::passphrase(passphrase)?;
    let may =
        household.with(
            move |companion| match companion.proves(&Unlock::Passphrase(&passphrase)) {
                true => Ok(()),
                false => Err(CompanionError::WrongPassphrase),
            },
        );
    Ok(may.await?)
}

/// The calendars that are read for when I am busy.
#[tauri::command]
#[specta::specta]
pub async fn list_calendars(household: State<'_, Household>) -> Answer<Vec<Calendar>> {
    Ok(all(household
        .with(|companion| companion.calendars())
        .await?))
}

/// Lets the person pick one more, reads it, and gives them all. Null when none was picked.
#[tauri::command]
#[specta::specta]
pub async fn add_calendar(
    household: State<'_, Household>,
    surface: State<'_, Surface>,
) -> Answer<Option<Vec<Calendar>>> {
    household.with(|_| Ok(())).await?;
    let Some(path) = surface.pick(Pick::Calendar).await? else {
        return Ok(None);
    };
    household
        .with(move |companion| companion.add_calendar(path.into()))
        .await?;
    read_again(&household, false).await?;
    list_calendars(household).await.map(Some)
}

/// Reads one more, from its address, and gives them all.
#[tauri::command]
#[specta::specta]
pub async fn add_calendar_address(
    household: State<'_, Household>,
    address: String,
) -> Answer<Vec<Calendar>> {
    let address = courier::calendar::address(&address)
        .map_err(|_| CompanionError::BadInput { what: "address" })?;
    household
        .with(move |companion| companion.add_calendar(CalendarPlace::Address { address }))
        .await?;
    read_again(&household, false).await?;
    list_calendars(household).await
}

/// Counts one, or does not for now.
#[tauri::command]
#[specta::specta]
pub async fn count_calendar(
    household: State<'_, Household>,
    id: String,
    on: bool,
) -> Answer<Vec<Calendar>> {
    let id = thing(&id)?;
    household
        .with(move |companion| companion.count_calendar(id, on))
        .await?;
    read_again(&household, false).await?;
    list_calendars(household).await
}

/// Reads one no more. The file is left alone.
#[tauri::command]
#[specta::specta]
pub async fn remove_calendar(household: State<'_, Household>, id: String) -> Answer<Vec<Calendar>> {
    let id = thing(&id)?;
    household
        .with(move |companion| companion.remove_calendar(id))
        .await?;
    list_calendars(household).await
}

/// Reads all that count now.
#[tauri::command]
#[specta::specta]
pub async fn read_calendars(household: State<'_, Household>) -> Answer<Vec<Calendar>> {
    household.with(|_| Ok(())).await?;
    read_again(&household, true).await?;
    list_calendars(household).await
}

/// When I usually have time: seven days from Monday on, null where I have none.
#[tauri::command]
#[specta::specta]
pub async fn get_usual_hours(household: State<'_, Household>) -> Answer<Vec<Option<Hours>>> {
    Ok(week(
        household.with(|companion| companion.usual_hours()).await?,
    ))
}

/// Keeps when I usually have time.
#[tauri::command]
#[specta::specta]
pub async fn change_usual_hours(
    household: State<'_, Household>,
    usual: Vec<Option<Hours>>,
) -> Answer<()> {
    let usual = hours(usual)?;
    Ok(household
        .with(move |companion| companion.change_usual_hours(usual))
        .await?)
}

/// Times of this length in the weeks to come that fit, the best first: for both once both have shown when they are busy.
#[tauri::command]
#[specta::specta]
pub async fn find_time(
    household: State<'_, Household>,
    minutes: u32,
    weeks: u32,
) -> Answer<Vec<Slot>> {
    let found = household.with(move |companion| {
        let zone = companion.asked_of_calendars().zone;
        Ok((companion.find_our_time(minutes, weeks, Vec::new())?, zone))
    });
    let (found, zone) = found.await?;
    let slots = found.slots.into_iter();
    Ok(slots
        .map(|slot| Slot::of(slot, zone, found.theirs))
        .collect())
}

/// What stands between us about time: asked by one, answered or not.
#[tauri::command]
#[specta::specta]
pub async fn get_time_ask(household: State<'_, Household>) -> Answer<Option<TimeAsk>> {
    let ask = household.with(|companion| companion.time_ask()).await?;
    Ok(ask.map(TimeAsk::from))
}

/// Asks my partner when both have time, and shows them when I am busy, in quarter hours.
#[tauri::command]
#[specta::specta]
pub async fn ask_for_time(household: State<'_, Household>, weeks: u32) -> Answer<Option<TimeAsk>> {
    household.with(|_| Ok(())).await?;
    read_again(&household, false).await?;
    household
        .with(move |companion| companion.ask_for_time(weeks, Vec::new()))
        .await?;
    get_time_ask(household).await
}

/// Shows my partner, who asked, when I am busy.
#[tauri::command]
#[specta::specta]
pub async fn show_my_time(household: State<'_, Household>, id: String) -> Answer<Option<TimeAsk>> {
    let id = thing(&id)?;
    household.with(|_| Ok(())).await?;
    read_again(&household, false).await?;
    household
        .with(move |companion| companion.show_my_time(id, Vec::new()))
        .await?;
    get_time_ask(household).await
}

/// Forgets what both showed; one of my partner's that I did not answer is let go without a word.
#[tauri::command]
#[specta::specta]
pub async fn let_time_go(household: State<'_, Household>, id: String) -> Answer<Option<TimeAsk>> {
    let id = thing(&id)?;
    household
        .with(move |companion| companion.let_time_go(id))
        .await?;
    get_time_ask(household).await
}
