//! What commands need of the desktop around them: pickers, notifications, the
//! browser, autostart, the way out. Made once when the app starts; tests make
//! their own. Paths stay here: the window never learns one and never gives one.

use std::{
    io,
    path::PathBuf,
    process::{Command, Stdio},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::Duration,
};

use tauri::{AppHandle, Manager as _, Runtime, Url};
use tauri_plugin_dialog::DialogExt as _;
use zeroize::Zeroizing;

use crate::{
    command_error::CommandError,
    notifier::{Announcement, Notifier, Support},
    start_with::Autostart,
    window,
};

/// What someone is asked to pick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// A folder of Markdown.
    ImportFolder,
    /// A journal in one file.
    ImportFile,
    /// Where to put a folder of Markdown that is not there yet.
    FolderToExport,
    /// Where to put a journal in one file.
    FileToExport,
    /// An invitation that was sent as a file.
    Invitation,
    /// Where to keep an invitation.
    InvitationToSave,
    /// A backup.
    Backup,
    /// Where to keep a backup.
    BackupToSave,
    /// A calendar to read.
    Calendar,
    /// Where to put one date for another calendar.
    DateToSave,
    /// Where to put the file that other calendars read.
    CalendarToKeep,
    /// The folder that both reach.
    MailboxFolder,
}

/// Shows the system's picker and waits; `None` when it was closed.
pub type Picker = Arc<dyn Fn(Pick) -> Option<PathBuf> + Send + Sync>;
/// Hands an address to the system's browser.
pub type Opener = Box<dyn Fn(&Url) -> io::Result<()> + Send + Sync>;
/// Prints the page that the window shows.
pub type Printer = Box<dyn Fn() -> io::Result<()> + Send + Sync>;
/// Empties the clipboard, if it still holds this.
pub type Forget = Arc<dyn Fn(&str) + Send + Sync>;
/// Puts the window away.
pub type Minimise = Box<dyn Fn() + Send + Sync>;
/// Ends a window that was closed a while ago.
pub type EndWindow = Box<dyn Fn() + Send + Sync>;
/// Ends the app.
pub type Quit = Box<dyn Fn() + Send + Sync>;

/// The desktop around the commands.
pub struct Surface {
    /// Shows notifications.
    pub notifier: Arc<dyn Notifier>,
    /// Shows pickers.
    pub picker: Picker,
    /// Opens links.
    pub opener: Opener,
    /// Starts the app with the computer.
    pub autostart: Autostart,
    /// Prints the page.
    pub printer: Printer,
    /// Empties the clipboard of what was copied from here.
    pub forget: Forget,
    /// What was copied from here and is still to be forgotten.
    pub copies: Copies,
    /// Puts the window away.
    pub minimise: Minimise,
    /// Ends a window that was closed a while ago.
    pub end_window: EndWindow,
    /// Ends the app.
    pub quit: Quit,
    /// The profile as the About page names it.
    pub profile: String,
    /// There is a lamp in the tray.
    pub tray: AtomicBool,
    /// The worker that tries foreign documents runs.
    pub worker: AtomicBool,
    /// What the last dry run of an import looked at.
    pub looked_at: Mutex<LookedAt>,
    /// The import that runs.
    pub importing: Importing,
}

/// How far an import is, and whether it is to end.
#[derive(Debug, Default)]
pub struct Importing {
    runs: AtomicBool,
    stop: AtomicBool,
    done: AtomicU32,
    of: AtomicU32,
}

impl Importing {
    /// Begins. `false` when one runs already.
    pub fn begin(&self) -> bool {
        self.stop.store(false, Ordering::Relaxed);
        self.done.store(0, Ordering::Relaxed);
        self.of.store(0, Ordering::Relaxed);
        !self.runs.swap(true, Ordering::Relaxed)
    }

    /// Has come so far. `false` when it is to end here.
    pub fn goes_on(&self, done: usize, of: usize) -> bool {
        let number = |number| u32::try_from(number).unwrap_or(u32::MAX);
        self.done.store(number(done), Ordering::Relaxed);
        self.of.store(number(of), Ordering::Relaxed);
        !self.stop.load(Ordering::Relaxed)
    }

    /// It is to end where it is.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// It has ended.
    pub fn end(&self) {
        self.runs.store(false, Ordering::Relaxed);
    }

    /// How far it is, if one runs.
    pub fn now(&self) -> Option<(u32, u32)> {
        let far = (
            self.done.load(Ordering::Relaxed),
            self.of.load(Ordering::Relaxed),
        );
        self.runs.load(Ordering::Relaxed).then_some(far)
    }
}

/// What a dry run looked at, so that the import after it asks for nothing.
#[derive(Debug, Default)]
pub enum LookedAt {
    /// No dry run yet.
    #[default]
    Nothing,
    /// This folder or file, which was picked as such.
    At(Pick, PathBuf),
}

/// What was copied from the window within the last minute.
pub type Copies = Arc<Mutex<Vec<Zeroizing<String>>>>;

/// How long a copy of ours stays in the clipboard.
const COPY_STAYS: Duration = Duration::from_secs(60);

/// Longest address that is opened, in bytes.
const LONGEST_LINK: usize = 2048;

impl Surface {
    /// Lets someone pick a file or folder.
    ///
    /// # Errors
    /// When the app is ending.
    pub async fn pick(&self, what: Pick) -> Result<Option<PathBuf>, CommandError> {
        let picker = Arc::clone(&self.picker);
        aside(move || picker(what)).await
    }

    /// What to import: after a dry run what it looked at, otherwise what is picked now.
    ///
    /// # Errors
    /// When the app is ending.
    pub async fn pick_import(
        &self,
        what: Pick,
        dry_run: bool,
    ) -> Result<Option<PathBuf>, CommandError> {
        if let (false, LookedAt::At(before, path)) = (dry_run, &*self.looked_at())
            && *before == what
        {
            return Ok(Some(path.clone()));
        }
        let picked = self.pick(what).await?;
        if let Some(path) = &picked {
            *self.looked_at() = LookedAt::At(what, path.clone());
        }
        Ok(picked)
    }

    fn looked_at(&self) -> std::sync::MutexGuard<'_, LookedAt> {
        self.looked_at
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Opens a link in the browser. Only `https`, with a host.
    ///
    /// # Errors
    /// [`CommandError::BadInput`] for anything else, `internal` when no browser could be started.
    pub fn open_link(&self, address: &str) -> Result<(), CommandError> {
        let url = Some(address)
            .filter(|address| address.len() <= LONGEST_LINK)
            .and_then(|address| Url::parse(address).ok())
            .filter(|url| url.scheme() == "https" && url.host().is_some())
            .ok_or(CommandError::BadInput)?;
        (self.opener)(&url).map_err(|_| CommandError::Internal)
    }

    /// Shows a notification whose answer matters to nobody.
    ///
    /// # Errors
    /// [`CommandError::NotificationsUnavailable`].
    pub async fn announce(&self, announcement: Announcement) -> Result<(), CommandError> {
        let notifier = Arc::clone(&self.notifier);
        Ok(aside(move || notifier.show(&announcement, Box::new(|_| {}))).await??)
    }

    /// What the notification server can do.
    ///
    /// # Errors
    /// When the app is ending.
    pub async fn support(&self) -> Result<Support, CommandError> {
        let notifier = Arc::clone(&self.notifier);
        aside(move || notifier.support()).await
    }

    /// Has the clipboard forget a text in a minute, or when [`Surface::forget_copies`] is called
    /// before, if it still holds it then.
    pub fn forget_soon(&self, text: String) {
        let text = Zeroizing::new(text);
        self.copies().push(text.clone());
        let (copies, forget) = (Arc::clone(&self.copies), Arc::clone(&self.forget));
        tauri::async_runtime::spawn(async move {
            tokio::time::sleep(COPY_STAYS).await;
            let due = {
                let mut copies = copies.lock().unwrap_or_else(PoisonError::into_inner);
                let known = copies.iter().position(|copy| *copy == text);
                known.map(|at| copies.remove(at))
            };
            if let Some(text) = due {
                let _ = aside(move || forget(&text)).await;
            }
        });
    }

    /// Has the clipboard forget every copy of ours now: the screen was locked.
    pub async fn forget_copies(&self) {
        let copies = std::mem::take(&mut *self.copies());
        for text in copies {
            let forget = Arc::clone(&self.forget);
            let _ = aside(move || forget(&text)).await;
        }
    }

    /// Whether the clipboard is still to forget something of ours.
    #[must_use]
    pub fn has_copies(&self) -> bool {
        !self.copies().is_empty()
    }

    fn copies(&self) -> std::sync::MutexGuard<'_, Vec<Zeroizing<String>>> {
        self.copies.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether there is a lamp in the tray.
    #[must_use]
    pub fn has_tray(&self) -> bool {
        self.tray.load(Ordering::Relaxed)
    }

    /// Whether the worker runs.
    #[must_use]
    pub fn has_worker(&self) -> bool {
        self.worker.load(Ordering::Relaxed)
    }
}

/// Runs what waits (for a person, for the session bus) on a thread that may wait.
pub(crate) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, CommandError> {
    tauri::async_runtime::spawn_blocking(work)
        .await
        .map_err(|_| CommandError::Internal)
}

/// The system's pickers.
pub fn system_picker<R: Runtime>(app: &AppHandle<R>) -> Picker {
    let app = app.clone();
    Arc::new(move |what| {
        let dialog = app.dialog().file();
        let picked = match what {
            Pick::ImportFolder | Pick::MailboxFolder => dialog.blocking_pick_folder(),
            Pick::Invitation => dialog.blocking_pick_file(),
            Pick::ImportFile => dialog.add_filter("JSON", &["json"]).blocking_pick_file(),
            Pick::FolderToExport => dialog
                .set_file_name("lamplight-journal")
                .blocking_save_file(),
            Pick::FileToExport => dialog
                .set_file_name("lamplight-journal.json")
                .blocking_save_file(),
            Pick::InvitationToSave => dialog
                .set_file_name("lamplight-invite.txt")
                .blocking_save_file(),
            Pick::Calendar => dialog
                .add_filter("iCalendar", &["ics", "ical", "ifb"])
                .blocking_pick_file(),
            Pick::DateToSave => dialog.set_file_name("date.ics").blocking_save_file(),
            Pick::CalendarToKeep => dialog
                .set_file_name("lamplight-dates.ics")
                .blocking_save_file(),
            Pick::Backup => dialog.add_filter("age", &["age"]).blocking_pick_file(),
            Pick::BackupToSave => dialog
                .set_file_name("lamplight-backup.age")
                .blocking_save_file(),
        };
        picked?.into_path().ok()
    })
}

/// The system's print dialog, for the page of the window.
pub fn system_printer<R: Runtime>(app: &AppHandle<R>) -> Printer {
    let app = app.clone();
    Box::new(move || {
        let window = app
            .get_webview_window(window::LABEL)
            .ok_or_else(|| io::Error::other("no window"))?;
        window.print().map_err(io::Error::other)
    })
}

/// The system's clipboard. Where it can't be reached, or holds something else by now, it stays
/// as it is.
#[must_use]
pub fn system_forget() -> Forget {
    Arc::new(|text| {
        let Ok(mut clipboard) = arboard::Clipboard::new() else {
            return;
        };
        if clipboard.get_text().is_ok_and(|held| held == text) {
            let _ = clipboard.clear();
        }
    })
}

/// Opens an address with the system's own program, without a shell in between.
///
/// # Errors
/// When the program can't be started.
pub fn open_in_browser(url: &Url) -> io::Result<()> {
    let mut program = if cfg!(windows) {
        let mut program = Command::new("rundll32");
        program.arg("url.dll,FileProtocolHandler");
        program
    } else {
        Command::new(if cfg!(target_os = "macos") {
            "open"
        } else {
            "xdg-open"
        })
    };
    let mut child = program
        .arg(url.as_str())
        .env_remove(crate::window::DRAWING)
        .env_remove(crate::window::CARD_OF_GTK)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    // Someone has to wait for it, or it stays behind as a zombie.
    std::thread::Builder::new()
        .name("link".into())
        .spawn(move || child.wait())?;
    Ok(())
}
