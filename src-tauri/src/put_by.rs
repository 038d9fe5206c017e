//! The window while nobody looks at it: closed into the tray it is kept for a minute, in case somebody comes back at
//! once, and then ends with its page. A lamp that stays lit all day costs no web view, and no text stays in one.
//! It never ends before the page has said that everything written is kept. A while after it the app begins anew, without
//! what showing a window took (`begin_anew`).

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use tauri::{AppHandle, Manager as _};

use crate::{
    begin_anew::{self, Anew, Stood},
    household::{Household, Room},
    notices,
    surface::Surface,
    window::{self, Frame},
};

/// A window that was closed is kept for so long, and asked again as often.
const KEPT_FOR: Duration = Duration::from_secs(60);
/// After the window has ended it is looked so often whether the app may begin anew.
const LOOKED_AT: Duration = Duration::from_secs(10);
/// A window of the same name may be on its way out.
const ATTEMPTS: u32 = 40;
const PAUSE: Duration = Duration::from_millis(50);

/// Where the one window is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stand {
    /// Somebody wants to see it.
    Wanted,
    /// Closed; its page is still there.
    Closed,
    /// Closed for so long that its page was asked to keep what is being written.
    Asked,
    /// There is none.
    Gone,
}

#[derive(Debug)]
struct Turn {
    /// Counts every closing and every wish to see it: an older one has no say any more.
    number: u64,
    stand: Stand,
    /// Where it was, and where in it somebody was.
    frame: Option<Frame>,
    place: Option<String>,
    /// When the screen is locked, if nobody comes back before.
    locks_at: Option<Instant>,
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
            stand: match has_window {
                true => Stand::Wanted,
                false => Stand::Gone,
            },
            frame: None,
            place: None,
            locks_at: None,
        };
        Self {
            profile,
            household,
            turn: Arc::new(Mutex::new(turn)),
        }
    }

    /// Goes on where a window stood before the app began anew.
    pub fn go_on(&self, stood: Stood) {
        let number = {
            let mut turn = self.turn();
            turn.frame = stood.frame;
            turn.place = stood.place;
            turn.number
        };
        if let Some(time) = stood.locks_in {
            self.lock_later(time, number);
        }
    }

    /// There is no window, and that is as it was meant: the app goes on.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.turn().stand == Stand::Gone
    }

    /// Closes it; the lamp stays. The page's own watch over idleness ends with the page, so the screen is locked from
    /// here when its time has come.
    pub fn close(&self, app: &AppHandle, lock_after_minutes: u16) {
        let Some(window) = app.get_webview_window(window::LABEL) else {
            return;
        };
        let frame = Frame::of(&window);
        let number = {
            let mut turn = self.turn();
            turn.number += 1;
            turn.stand = Stand::Closed;
            turn.frame = frame;
            turn.number
        };
        let _ = window.hide();
        tauri::async_runtime::spawn(self.clone().ask_to_end(app.clone(), number));
        self.turn().locks_at = None;
        if lock_after_minutes > 0 {
            self.lock_later(
                Duration::from_secs(60) * u32::from(lock_after_minutes),
                number,
            );
        }
    }

    fn lock_later(&self, time: Duration, number: u64) {
        self.turn().locks_at = Some(Instant::now() + time);
        tauri::async_runtime::spawn(self.clone().lock_after(time, number));
    }

    /// A page that is not ready, or could not keep something, is asked again later.
    async fn ask_to_end(self, app: AppHandle, number: u64) {
        loop {
            tokio::time::sleep(KEPT_FOR).await;
            {
                let mut turn = self.turn();
                if turn.number != number || turn.stand == Stand::Gone {
                    return;
                }
                turn.stand = Stand::Asked;
            }
            notices::emit(&app, notices::Notice::WindowRested);
        }
    }

    async fn lock_after(self, time: Duration, number: u64) {
        tokio::time::sleep(time).await;
        let is_due = {
            let mut turn = self.turn();
            turn.number == number && turn.locks_at.take().is_some()
        };
        if is_due {
            let lock = self
                .household
                .ask(|room| Ok(room.lock_screen_if_shown()))
                .await;
            // Refused means that the app is ending.
            drop(lock);
        }
    }

    /// The page has kept everything: the window ends, if it is still closed.
    pub fn let_go(&self, app: &AppHandle) {
        {
            let mut turn = self.turn();
            if turn.stand != Stand::Asked {
                return;
            }
            turn.stand = Stand::Gone;
        }
        // Asking it waits for the thread of the window system, which may be waiting for our turn.
        let Some(window) = app.get_webview_window(window::LABEL) else {
            return;
        };
        let place = window.url().ok().and_then(|url| window::place(&url));
        let number = {
            let mut turn = self.turn();
            turn.place = place;
            turn.number
        };
        if window.destroy().is_err() {
            self.turn().stand = Stand::Closed;
        } else if begin_anew::POSSIBLE {
            tauri::async_runtime::spawn(self.clone().begin_anew(app.clone(), number));
        }
    }

    /// Something took memory that is not given back although there is no window, as the copy of the day does.
    pub fn give_back(&self, app: &AppHandle) {
        if begin_anew::POSSIBLE && self.is_gone() {
            let number = self.turn().number;
            tauri::async_runtime::spawn(self.clone().begin_anew(app.clone(), number));
        }
    }

    /// Begins anew as soon as nothing is going on, unless somebody wants to see the window before.
    async fn begin_anew(self, app: AppHandle, number: u64) {
        let anew = app.state::<Anew>();
        loop {
            tokio::time::sleep(LOOKED_AT).await;
            if self.turn().number != number {
                return;
            }
            if self.household.is_at_work() || app.state::<Surface>().has_copies() {
                continue;
            }
            let Ok(Some(closed)) = self.household.ask(Room::close_to_begin_anew).await else {
                continue;
            };
            anew.engine.closed().await;
            let may = {
                // Whoever wants to see the window now waits for us here, and asks again who comes after us.
                let turn = self.turn();
                let may =
                    turn.number == number && !self.household.is_at_work() && !anew.is_ending();
                if may {
                    let left = |at: Instant| at.saturating_duration_since(Instant::now());
                    let stood = Stood {
                        frame: turn.frame,
                        place: turn.place.clone(),
                        locks_in: turn.locks_at.map(left),
                    };
                    // It comes back only where it failed, and would fail again.
                    drop(anew.begin(&closed, stood));
                }
                may
            };
            let reopened = self.household.ask(move |room| room.reopen(&closed)).await;
            // What can't be opened is locked, and the window says why.
            drop(reopened);
            if may {
                return;
            }
        }
    }

    /// Somebody wants to see it, at a place or where it was.
    pub fn wanted(&self, app: &AppHandle, place: Option<String>) {
        let was = {
            let mut turn = self.turn();
            turn.number += 1;
            turn.locks_at = None;
            std::mem::replace(&mut turn.stand, Stand::Wanted)
        };
        if was == Stand::Gone {
            // Never from within an event of the window system, which waits for us then.
            tauri::async_runtime::spawn(self.clone().open(app.clone(), place));
            return;
        }
        window::raise(app);
        if let Some(place) = place {
            notices::emit(app, notices::Notice::GoTo { place });
        }
    }

    async fn open(self, app: AppHandle, place: Option<String>) {
        let settings = self.household.ask(|room| Ok(room.settings())).await;
        let (frame, was_at) = {
            let mut turn = self.turn();
            (turn.frame, turn.place.take())
        };
        let look = window::Look {
            visible: true,
            dark: settings.unwrap_or_default().theme == "dark",
            at: place.or(was_at),
            frame,
        };
        for _ in 0..ATTEMPTS {
            if window::open(&app, &self.profile, look.clone()).is_ok() {
                return;
            }
            tokio::time::sleep(PAUSE).await;
        }
        self.turn().stand = Stand::Gone;
    }

    fn turn(&self) -> MutexGuard<'_, Turn> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
