//! Notifications of the operating system.
//!
//! What may be said in one is decided before it gets here; this file only
//! shows it and hands back the answer. It never sees journal text.

use std::sync::{Arc, Mutex, PoisonError};

use notify_rust::{Notification, NotificationHandle, NotificationResponse};

/// One notification to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// First line.
    pub title: String,
    /// Second line; may be empty.
    pub body: String,
    /// Buttons in order: identifier and label.
    pub actions: Vec<(String, String)>,
}

/// What the person did with a notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// They clicked its body.
    Body,
    /// They pressed the button with this identifier.
    Action(String),
    /// It closed without an answer, or the server does not tell.
    Closed,
}

/// What the notification server of this desktop can do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Support {
    /// The server's name, or `None` where there is no server.
    pub server: Option<String>,
    /// It says that it shows buttons. Some say so and drop them, so the
    /// body's click always leads to a card with everything.
    pub actions: bool,
    /// It shows a second line.
    pub body: bool,
}

/// The notification could not be shown: there is no server, or it refused.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("the notification server did not take the notification")]
pub struct NotShown;

/// Called once with the answer, from any thread.
pub type OnAnswer = Box<dyn FnOnce(Answer) + Send>;

/// Shows notifications.
pub trait Notifier: Send + Sync {
    /// Shows `announcement`; `on_answer` is called once if it is answered.
    ///
    /// # Errors
    /// [`NotShown`] when nothing was shown. `on_answer` is then never called.
    fn show(&self, announcement: &Announcement, on_answer: OnAnswer) -> Result<(), NotShown>;
    /// Asks the server what it can do. May take a moment; not for the main thread.
    fn support(&self) -> Support;
}

/// The desktop's own notifications, through notify-rust.
#[derive(Debug, Default)]
pub struct DesktopNotifier;

impl Notifier for DesktopNotifier {
    fn show(&self, announcement: &Announcement, on_answer: OnAnswer) -> Result<(), NotShown> {
        let mut notification = Notification::new();
        notification
            .appname("Lamplight")
            .summary(&announcement.title)
            .body(&announcement.body)
            .icon("lamplight");
        #[cfg(all(unix, not(target_os = "macos")))]
        {
            notification
                .hint(notify_rust::Hint::DesktopEntry("Lamplight".into()))
                .action("default", &announcement.title);
        }
        #[cfg(windows)]
        notification.app_id("net.lamplight.desktop");
        for (identifier, label) in &announcement.actions {
            notification.action(identifier, label);
        }

        // The handle owns the bus connection: GNOME closes a notification whose
        // connection goes away, so a thread keeps it until there is an answer.
        let (shown, was_shown) = std::sync::mpsc::channel();
        let spawned = std::thread::Builder::new()
            .name("notification".into())
            .spawn(move || match notification.show() {
                Err(_) => {
                    let _ = shown.send(false);
                }
                Ok(handle) => {
                    let _ = shown.send(true);
                    wait(handle, on_answer);
                }
            });
        match spawned.map(|_| was_shown.recv()) {
            Ok(Ok(true)) => Ok(()),
            _ => Err(NotShown),
        }
    }

    fn support(&self) -> Support {
        desktop_support()
    }
}

#[cfg(target_os = "linux")]
fn wait(handle: NotificationHandle, on_answer: OnAnswer) {
    let mut answered = false;
    // A dropped bus connection is not an answer, and not a fault.
    zbus::block_on(
        handle.wait_for_action_async(|response: &NotificationResponse| {
            let answer = answer(response);
            answered = answer != Answer::Closed;
            on_answer(answer);
        }),
    );
    if answered {
        // Not every server takes what was answered off the screen.
        handle.close();
    }
}

#[cfg(not(target_os = "linux"))]
fn wait(handle: NotificationHandle, on_answer: OnAnswer) {
    let mut on_answer = Some(on_answer);
    let result = handle.wait_for_response(|response: &NotificationResponse| {
        if let Some(on_answer) = on_answer.take() {
            on_answer(answer(response));
        }
    });
    drop(result);
}

fn answer(response: &NotificationResponse) -> Answer {
    match response {
        NotificationResponse::Default => Answer::Body,
        NotificationResponse::Action(identifier) if identifier == "default" => Answer::Body,
        NotificationResponse::Action(identifier) => Answer::Action(identifier.clone()),
        NotificationResponse::Reply(_) | NotificationResponse::Closed(_) => Answer::Closed,
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
fn desktop_support() -> Support {
    let Ok(server) = notify_rust::get_server_information() else {
        return Support::default();
    };
    let capabilities = notify_rust::get_capabilities().unwrap_or_default();
    let can = |name: &str| capabilities.iter().any(|capability| capability == name);
    Support {
        server: Some(server.name),
        actions: can("actions"),
        body: can("body"),
    }
}

/// macOS and Windows always have a server, and both show buttons.
#[cfg(any(target_os = "macos", windows))]
fn desktop_support() -> Support {
    let server = if cfg!(windows) { "Windows" } else { "macOS" };
    Support {
        server: Some(server.into()),
        actions: true,
        body: true,
    }
}

/// Keeps what would have been shown, for tests and for runs without a desktop.
#[derive(Clone, Default)]
pub struct RecordingNotifier {
    shown: Arc<Mutex<Vec<Recorded>>>,
}

struct Recorded {
    announcement: Announcement,
    on_answer: Option<OnAnswer>,
}

impl RecordingNotifier {
    /// Everything shown so far, oldest first.
    #[must_use]
    pub fn shown(&self) -> Vec<Announcement> {
        let shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        shown
            .iter()
            .map(|recorded| recorded.announcement.clone())
            .collect()
    }

    /// Answers the newest notification that has no answer yet.
    pub fn answer_newest(&self, answer: Answer) {
        let on_answer = {
            let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
            shown
                .iter_mut()
                .rev()
                .find_map(|recorded| recorded.on_answer.take())
        };
        if let Some(on_answer) = on_answer {
            on_answer(answer);
        }
    }
}

impl Notifier for RecordingNotifier {
    fn show(&self, announcement: &Announcement, on_answer: OnAnswer) -> Result<(), NotShown> {
        let recorded = Recorded {
            announcement: announcement.clone(),
            on_answer: Some(on_answer),
        };
        self.shown
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(recorded);
        Ok(())
    }

    fn support(&self) -> Support {
        Support {
            server: Some("recording".into()),
            actions: true,
            body: true,
        }
    }
}
