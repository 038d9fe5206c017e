//! The window while nobody looks at it: closed into the tray it is kept for a minute, in case somebody comes back at
//! once, and then ends with its page. A lamp that stays lit all day costs no web view, and no text stays in one.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tauri::{AppHandle, Manager as _};

use crate::{household::Household, notices, window};

/// A window that was closed is kept for so long.
const KEPT_FOR: Duration = Duration::from_secs(60);
/// A window of the same name may be on its way out.
const ATTEMPTS: u32 = 40;
const PAUSE: Duration = Duration::from_millis(50);

/// Whether there is a window, and whose turn it is.
#[derive(Debug, Default)]
struct Turn {
    /// Counts every closing and every wish to see it: an older one has no say any more.
    number: u64,
    /// There is none.
    gone: bool,
}

/// The one window's coming and going.
#[derive(Clone)]
pub struct PutBy {
    profile: PathBuf,
    household: Household,
    turn: Arc<Mutex<Turn>>,
}

impl PutBy {
    /// Of an app that begins with a window or without one.
    #[must_use]
    pub fn new(profile: PathBuf, household: Household, has_window: bool) -> Self {
        let turn = Turn {
            number: 0,
            gone: !has_window,
        };
        Self {
            profile,
            household,
            turn: Arc::new(Mutex::new(turn)),
        }
    }

    /// There is no window, and that is as it was meant: the app goes on.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.turn().gone
    }

    /// It was closed and the lamp stays. The page's own watch over idleness ends with the page, so the screen is
    /// locked from here when its time has come.
    pub fn closed(&self, app: &AppHandle, lock_after_minutes: u16) {
        let number = self.next();
        let (put_by, app) = (self.clone(), app.clone());
        tauri::async_runtime::spawn(async move {
            tokio::time::sleep(KEPT_FOR).await;
            put_by.end(&app, number);
        });
        if lock_after_minutes == 0 {
            return;
        }
        let put_by = self.clone();
        tauri::async_runtime::spawn(async move {
            tokio::time::sleep(KEPT_FOR * u32::from(lock_after_minutes)).await;
            if put_by.turn().number == number {
                let _ = put_by
                    .household
                    .ask(|room| Ok(room.lock_screen_if_shown()))
                    .await;
            }
        });
    }

    /// Somebody wants to see it, at a place or where it was.
    pub fn wanted(&self, app: &AppHandle, place: Option<String>) {
        {
            let mut turn = self.turn();
            turn.number += 1;
            if !std::mem::take(&mut turn.gone) {
                drop(turn);
                window::raise(app);
                if let Some(place) = place {
                    notices::emit(app, notices::Notice::GoTo { place });
                }
                return;
            }
        }
        let (put_by, app) = (self.clone(), app.clone());
        // Never from within an event of the window system, which waits for us then.
        tauri::async_runtime::spawn(async move { put_by.open(&app, place).await });
    }

    async fn open(&self, app: &AppHandle, place: Option<String>) {
        let settings = self.household.ask(|room| Ok(room.settings())).await;
        let look = window::Look {
            visible: true,
            dark: settings.unwrap_or_default().theme == "dark",
            at: place,
        };
        for _ in 0..ATTEMPTS {
            if window::open(app, &self.profile, look.clone()).is_ok() {
                return;
            }
            tokio::time::sleep(PAUSE).await;
        }
        self.turn().gone = true;
    }

    fn end(&self, app: &AppHandle, number: u64) {
        let mut turn = self.turn();
        if turn.number != number {
            return;
        }
        if let Some(window) = app.get_webview_window(window::LABEL) {
            turn.gone = true;
            if window.destroy().is_err() {
                turn.gone = false;
            }
        }
    }

    fn next(&self) -> u64 {
        let mut turn = self.turn();
        turn.number += 1;
        turn.number
    }

    fn turn(&self) -> MutexGuard<'_, Turn> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
