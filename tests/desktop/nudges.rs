//! A nudge finds its person although the window is closed, and although the screen is locked.

use std::{
    process::Command,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use serde_json::Value;

use crate::{
    install::{Install, PASSPHRASE, midday},
    screen::{Clicks, Screen, windows},
    server::Served,
    wait::{PATIENCE, until},
};

const GESTURE: &str = "Hum the tune from the harbour";
/// A nudge comes for a window that opens after its plan was made, so it can't come at once.
pub const UNTIL_DUE: Duration = Duration::from_secs(150);

/// A time of day where the installs are, `HH:MM`.
fn clock(seconds: u64) -> String {
    let output = Command::new("date")
        .args(["-d", &format!("@{seconds}"), "+%H:%M"])
        .env("TZ", midday())
        .output();
    String::from_utf8_lossy(&output.unwrap().stdout)
        .trim()
        .to_owned()
}

/// A plan whose window is a minute that begins soon.
fn plan(install: &Install) {
    plan_in(install, [12, 40]);
}

/// The same, after so many seconds at the earliest.
pub fn plan_in(install: &Install, margins: [u64; 2]) {
    let now = || {
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap()
            .as_secs()
    };
    // On a slow computer the minute may have begun before the plan was made.
    for margin in margins {
        let opens = (now() + margin).next_multiple_of(60);
        let window = format!("{}-{}", clock(opens), clock(opens + 60));
        let add = [
            "gesture", "add", "--text", GESTURE, "--every", "1", "--window", &window,
        ];
        install.ask(&add).done();
        if now() < opens {
            return;
        }
    }
    panic!("this computer is too slow to make a plan for the next minute");
}

pub fn last_done(install: &Install) -> Value {
    install
        .ask(&["--json", "gesture", "list"])
        .lines()
        .remove(0)["last_done"]
        .clone()
}

/// The app open on a home made by the command line, set to say everything and to be quiet at no time.
pub async fn at_home<'a>(served: &'a Served, install: &Install, clicks: &Clicks) -> Screen<'a> {
    install.init();
    let screen = Screen::open(&served.desktop, install, clicks).await;
    screen.fill("Your passphrase", PASSPHRASE).await;
    screen.enter().await;
    screen.press("Settings").await;
    screen.press_first("Notifications").await;
    screen.press_first("In full").await;
    screen.sees("Ask how it went, and only listen.").await;
    screen.sees("Kept").await;
    if screen.text().await.contains("From\n") {
        screen.press("Keep some hours quiet").await;
        screen.gone("From Until").await;
    }
    screen
}

#[tokio::test]
async fn a_nudge_while_the_window_is_closed() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    let install = Install::on(&served.desktop, folder.path(), "Ada");
    let screen = at_home(&served, &install, &Clicks::default()).await;

    let window = windows(&served.desktop).remove(0);
    let mut close = served.desktop.command("xdotool");
    close.args([
        "windowactivate",
        "--sync",
        &window,
        "key",
        "--clearmodifiers",
        "alt+F4",
    ]);
    assert!(close.status().unwrap().success());
    until("the window to go", PATIENCE, || {
        windows(&served.desktop).is_empty().then_some(())
    });
    let explained = served.next(0, PATIENCE);
    assert!(!explained.contains("close-to-tray"), "{explained}");
    served.close_all();

    plan(&install);
    assert_eq!(last_done(&install), Value::Null);
    let nudge = served.next(1, UNTIL_DUE);
    screen.picture("nudge-closed").await;
    assert!(nudge.contains(GESTURE), "{nudge}");
    served.press("Did it");
    until("the gesture to be done", PATIENCE, || {
        (!last_done(&install).is_null()).then_some(())
    });
    assert!(
        windows(&served.desktop).is_empty(),
        "pressing a button opens nothing"
    );
    screen.end().await;
}

#[tokio::test]
async fn a_nudge_while_the_screen_is_locked() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    let install = Install::on(&served.desktop, folder.path(), "Ada");
    let screen = at_home(&served, &install, &Clicks::default()).await;
    plan(&install);
    assert_eq!(last_done(&install), Value::Null);
    screen.press("Lock").await;
    screen.sees("The screen is locked").await;
    assert_eq!(
        install.ask(&["gesture", "list"]).code,
        3,
        "a locked screen answers nobody"
    );

    let nudge = served.next(0, UNTIL_DUE);
    screen.picture("nudge-locked").await;
    assert!(
        !nudge.contains(GESTURE),
        "behind a locked screen it is discreet: {nudge}"
    );
    served.press("Show me");
    screen.sees("Your passphrase").await;
    assert!(
        !screen.text().await.contains(GESTURE),
        "the screen stays locked"
    );
    screen.fill("Your passphrase", PASSPHRASE).await;
    screen.enter().await;
    screen.sees(GESTURE).await;
    screen.picture("nudge-card").await;
    screen.press("Did it").await;
    screen.sees("Done. Only you know.").await;
    assert!(!last_done(&install).is_null());
    screen.end().await;
}
