//! The door: where the home stands, opening it, locking it.

use companion::Unlock;
use tauri::State;

use super::Answer;
use crate::{
    dto::home::{self, HomeState, NewHome},
    household::Household,
    surface::Surface,
};

/// Where the home stands.
#[tauri::command]
#[specta::specta]
pub async fn get_home(household: State<'_, Household>) -> Answer<HomeState> {
    Ok(household.ask(|room| room.state()).await?.into())
}

/// Makes a home and opens it.
#[tauri::command]
#[specta::specta]
pub async fn start_home(household: State<'_, Household>, home: NewHome) -> Answer<HomeState> {
    let (name, passphrase, remember) = home.parse()?;
    let made = household.ask(move |room| {
        room.create(&name, &passphrase, remember)?;
        room.state()
    });
    Ok(made.await?.into())
}

/// Opens the home, or the screen.
#[tauri::command]
#[specta::specta]
pub async fn unlock_home(household: State<'_, Household>, passphrase: String) -> Answer<HomeState> {
    let passphrase = home::passphrase(passphrase)?;
    let opened = household.ask(move |room| {
        room.unlock(&Unlock::Passphrase(&passphrase))?;
        room.state()
    });
    Ok(opened.await?.into())
}

/// Opens the home with the key that the system keyring keeps.
#[tauri::command]
#[specta::specta]
pub async fn unlock_from_keyring(household: State<'_, Household>) -> Answer<HomeState> {
    let opened = household.ask(|room| {
        room.unlock_from_keyring()?;
        room.state()
    });
    Ok(opened.await?.into())
}

/// Locks the screen; nudges and sync go on.
#[tauri::command]
#[specta::specta]
pub async fn lock_screen(household: State<'_, Household>) -> Answer<HomeState> {
    let locked = household.ask(|room| {
        room.lock_screen();
        room.state()
    });
    Ok(locked.await?.into())
}

/// Closes the vaults and forgets the keys; nudges and sync rest.
#[tauri::command]
#[specta::specta]
pub async fn lock_fully(household: State<'_, Household>) -> Answer<HomeState> {
    let locked = household.ask(|room| {
        room.lock_fully()?;
        room.state()
    });
    Ok(locked.await?.into())
}

/// Locks the screen and puts the window away.
#[tauri::command]
#[specta::specta]
pub async fn hide_app(
    household: State<'_, Household>,
    surface: State<'_, Surface>,
) -> Answer<HomeState> {
    let locked = household.ask(|room| {
        room.lock_screen();
        room.state()
    });
    let locked = locked.await?;
    (surface.minimise)();
    Ok(locked.into())
}

/// Everything written is kept: a window that was closed a while ago may end.
#[tauri::command]
#[specta::specta]
pub async fn let_window_go(surface: State<'_, Surface>) -> Answer<()> {
    (surface.end_window)();
    Ok(())
}

/// Opens the private pages with the second passphrase, until the screen locks.
#[tauri::command]
#[specta::specta]
pub async fn open_pages(household: State<'_, Household>, second: String) -> Answer<HomeState> {
    let second = home::passphrase(second)?;
    let opened = household.ask(move |room| {
        room.screen()?.open_pages(&second)?;
        room.state()
    });
    Ok(opened.await?.into())
}

/// Closes the private pages, where there is a second passphrase.
#[tauri::command]
#[specta::specta]
pub async fn close_pages(household: State<'_, Household>) -> Answer<HomeState> {
    let closed = household.ask(|room| {
        room.screen()?.close_pages()?;
        room.state()
    });
    Ok(closed.await?.into())
}

/// Puts the private pages behind a second passphrase, or behind another one.
#[tauri::command]
#[specta::specta]
pub async fn set_second_passphrase(
    household: State<'_, Household>,
    passphrase: String,
    second: String,
) -> Answer<HomeState> {
    let (passphrase, second) = (home::passphrase(passphrase)?, home::passphrase(second)?);
    let set = household.ask(move |room| {
        room.set_second_passphrase(&passphrase, &second)?;
        room.state()
    });
    Ok(set.await?.into())
}

/// Lets the private pages open with the home again.
#[tauri::command]
#[specta::specta]
pub async fn remove_second_passphrase(
    household: State<'_, Household>,
    second: String,
) -> Answer<HomeState> {
    let second = home::passphrase(second)?;
    let removed = household.ask(move |room| {
        room.remove_second_passphrase(&second)?;
        room.state()
    });
    Ok(removed.await?.into())
}
