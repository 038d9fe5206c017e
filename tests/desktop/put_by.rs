//! The window that was closed: a minute later its web view is gone, and what was in it is not.
//!
//! WebDriver goes with the web view it began with, so this uses mouse and keys alone.

use std::{
    fs,
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::{
    install::{Install, PASSPHRASE, picture},
    nudges::{UNTIL_DUE, last_done, plan_in},
    screen::windows,
    server::Served,
    wait::{PATIENCE, until},
};

/// The minute for which a closed window is kept, and some patience.
pub const GONE: Duration = Duration::from_secs(120);
/// Longer than it takes to read the passphrase, and shorter than anyone would wait.
const BACK: Duration = Duration::from_secs(15);

/// A running app. Dropping it ends it.
pub struct App(pub Child);

impl App {
    pub fn start(install: &Install, arguments: &[&str]) -> Self {
        let child = install
            .command(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn();
        Self(child.expect("the program starts"))
    }

    /// It has taken the profile: what is asked of it before, another process would take it for.
    pub fn has_profile(&self, install: &Install) -> bool {
        let lock = install.profile.join("lock");
        fs::read_dir(format!("/proc/{}/fd", self.0.id())).is_ok_and(|files| {
            files
                .flatten()
                .any(|file| fs::read_link(file.path()).is_ok_and(|open| open == lock))
        })
    }

    /// Its web processes.
    pub fn pages(&self) -> usize {
        let children = format!("/proc/{0}/task/{0}/children", self.0.id());
        let children = fs::read_to_string(children).unwrap();
        let is_page = |id: &&str| {
            fs::read_to_string(format!("/proc/{id}/comm"))
                .is_ok_and(|name| name.starts_with("WebKitWeb"))
        };
        children.split_whitespace().filter(is_page).count()
    }
}

impl Drop for App {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub fn mouse_and_keys(served: &Served, arguments: &[&str]) -> String {
    let output = served.desktop.command("xdotool").args(arguments).output();
    String::from_utf8_lossy(&output.unwrap().stdout).into_owned()
}

pub fn window(served: &Served) -> String {
    until("the window", BACK, || windows(&served.desktop).pop())
}

pub fn frame(served: &Served) -> String {
    let window = window(served);
    let geometry = mouse_and_keys(served, &["getwindowgeometry", "--shell", &window]);
    let of_place = |line: &&str| {
        ["X=", "Y=", "WIDTH=", "HEIGHT="]
            .iter()
            .any(|name| line.starts_with(name))
    };
    geometry
        .lines()
        .filter(of_place)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Presses keys in the window, which has the focus.
pub fn press(served: &Served, keys: &str) {
    let window = window(served);
    mouse_and_keys(
        served,
        &[
            "windowactivate",
            "--sync",
            &window,
            "key",
            "--clearmodifiers",
            keys,
        ],
    );
}

pub fn write(served: &Served, text: &str) {
    mouse_and_keys(served, &["type", "--delay", "20", text]);
}

pub fn close(served: &Served, app: &App) {
    press(served, "alt+F4");
    until("the window to go", PATIENCE, || {
        windows(&served.desktop).is_empty().then_some(())
    });
    assert!(app.pages() > 0, "it is kept for a minute");
    until("its page to go", GONE, || (app.pages() == 0).then_some(()));
}

/// Starts the program a second time, and says how long the window took.
pub fn back(served: &Served, install: &Install) -> Duration {
    let start = Instant::now();
    install.ask(&[]).done();
    window(served);
    start.elapsed()
}

/// Every entry with a text.
fn entries(install: &Install) -> Vec<String> {
    let listed = install.ask(&["--json", "entry", "list"]).lines();
    listed
        .iter()
        .map(|entry| {
            install
                .ask(&["entry", "show", entry["id"].as_str().unwrap()])
                .done()
        })
        .collect()
}

fn keeps(install: &Install, words: &str) {
    until(words, PATIENCE, || {
        let entries = entries(install);
        let [entry] = entries.as_slice() else {
            return None;
        };
        entry.contains(words).then_some(())
    });
}

#[test]
fn a_closed_window_ends_and_is_back_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    let install = Install::on(&served.desktop, folder.path(), "Ada");
    install.init();

    // In the tray from the start: no web view until somebody wants one.
    let app = App::start(&install, &["--hidden"]);
    until("the app", PATIENCE, || {
        (app.has_profile(&install) && install.ask(&["status"]).code == 3).then_some(())
    });
    assert_eq!((app.pages(), windows(&served.desktop).len()), (0, 0));
    drop(app);

    let app = App::start(&install, &[]);
    let first = window(&served);
    mouse_and_keys(&served, &["windowsize", "--sync", &first, "900", "700"]);
    mouse_and_keys(&served, &["windowmove", "--sync", &first, "210", "96"]);
    until("the page", PATIENCE, || (app.pages() > 0).then_some(()));
    thread::sleep(Duration::from_secs(3));
    press(&served, "ctrl+n");
    thread::sleep(Duration::from_secs(2));
    let before = frame(&served);
    // Closed in the moment after the last key.
    write(&served, "The last word before the door");
    served
        .desktop
        .screenshot(&picture("put-by-before"))
        .unwrap();
    close(&served, &app);
    keeps(&install, "The last word before the door");

    println!("the window was back after {:?}", back(&served, &install));
    assert_eq!(frame(&served), before);
    thread::sleep(Duration::from_secs(3));
    served.desktop.screenshot(&picture("put-by-back")).unwrap();
    // It stands at the page that was being written, ready for the next word.
    write(&served, " and the next one");
    keeps(&install, "The last word before the door and the next one");

    press(&served, "ctrl+l");
    until("the lock", PATIENCE, || {
        (install.ask(&["entry", "list"]).code == 3).then_some(())
    });
    close(&served, &app);
    back(&served, &install);
    thread::sleep(Duration::from_secs(3));
    served
        .desktop
        .screenshot(&picture("put-by-locked"))
        .unwrap();
    assert_eq!(install.ask(&["entry", "list"]).code, 3, "it stays locked");
    write(&served, PASSPHRASE);
    press(&served, "Return");
    keeps(&install, "The last word before the door and the next one");
}

/// Chosen, due, told, acted upon, looked at: with no window until the notification is clicked.
#[test]
fn a_notification_opens_its_card_where_there_is_no_window() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    let install = Install::on(&served.desktop, folder.path(), "Ada");
    install.init();
    let app = App::start(&install, &[]);
    window(&served);
    until("the page", PATIENCE, || (app.pages() > 0).then_some(()));
    until("the home", PATIENCE, || {
        (install.ask(&["gesture", "list"]).code == 0).then_some(())
    });
    thread::sleep(Duration::from_secs(3));
    plan_in(&install, [100, 160]);
    close(&served, &app);
    let explained = served.next(0, PATIENCE);
    assert!(explained.starts_with("The lamp stays lit"), "{explained}");
    served.close_all();

    let nudge = served.next(1, GONE + UNTIL_DUE);
    assert!(!nudge.contains("harbour"), "discreet by itself: {nudge}");
    assert_eq!(app.pages(), 0, "it came without a window");
    served.click_body();
    window(&served);
    thread::sleep(Duration::from_secs(3));
    served.desktop.screenshot(&picture("put-by-card")).unwrap();
    assert_eq!(last_done(&install), Value::Null);
    // From the heading on, the first button says that it was done.
    press(&served, "Tab");
    press(&served, "Return");
    until("the gesture to be done", PATIENCE, || {
        (!last_done(&install).is_null()).then_some(())
    });
    served.desktop.screenshot(&picture("put-by-done")).unwrap();
}
