//! A gesture from the day it is chosen until it is looked back on: the library, the two weeks ahead, its nudge in the
//! evening, and the month's one sentence.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::Value;

use crate::{
    install::{Install, since_1970},
    nudges::{at_home, last_done},
    screen::{Clicks, Screen},
    server::Served,
    two::unlock,
    wait::{PATIENCE, until},
};

const GESTURE: &str = "Record half a minute of your voice, just for them";
/// From starting the computer to the nudge: whoever just sat down is not nudged at once.
const BEFORE: Duration = Duration::from_secs(75);
const COMES: Duration = Duration::from_secs(180);

/// When it comes next, since 1970.
fn next(install: &Install) -> Duration {
    let listed = install.ask(&["--json", "gesture", "list"]).lines();
    let next = listed[0]["next"].as_str().expect("it comes");
    since_1970(next, "UTC")
}

#[tokio::test]
async fn a_gesture_is_chosen_comes_and_is_looked_back_on() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    let clicks = Clicks::default();
    let install = Install::on(&served.desktop, folder.path(), "Ada");
    let screen = at_home(&served, &install, &clicks).await;
    choose(&screen).await;
    let due = next(&install);
    screen.end().await;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    assert!(due > now + Duration::from_secs(4 * 3600), "in the evening");

    let then = install.ahead(due - BEFORE - now);
    let screen = Screen::open(&served.desktop, &then, &clicks).await;
    unlock(&screen).await;
    let nudge = served.next(0, COMES);
    assert!(nudge.contains(GESTURE), "{nudge}");
    screen.picture("weeks-nudge").await;
    assert_eq!(last_done(&then), Value::Null);
    served.press("Did it");
    until("the gesture to be done", PATIENCE, || {
        (!last_done(&then).is_null()).then_some(())
    });
    until("it to leave the screen", PATIENCE, || {
        (served.on_screen() == 0).then_some(())
    });
    // Three days, and it is the next one's turn.
    assert!(next(&then) > due + Duration::from_secs(48 * 3600));
    screen.go("nudges").await;
    screen.sees("Last time: today").await;
    screen
        .sees("One small thing this month, and it was yours.")
        .await;
    screen.picture("weeks-back").await;
    screen.go("nudges/coming").await;
    screen
        .sees("Comes about every 3 days. Last time: today.")
        .await;
    assert_eq!(served.shown().len(), 1, "one nudge, once");
    screen.end().await;
}

/// Found in the library, kept as it is offered, and to be seen among what is coming, with the reason.
async fn choose(screen: &Screen<'_>) {
    screen.go("nudges").await;
    screen.press("Look through the library").await;
    screen
        .fill("Look for something", "half a minute of your voice")
        .await;
    screen.sees("One gesture").await;
    screen.press(GESTURE).await;
    screen.press(&format!("Choose this one: {GESTURE}")).await;
    screen.sees("How often").await;
    screen.press("Nudge me").await;
    screen.sees("It’s among your nudges.").await;
    screen.sees(GESTURE).await;
    screen.press("Next two weeks").await;
    screen.sees("6:00 PM to 8:00 PM").await;
    screen.sees("Comes about every 3 days.").await;
    screen.picture("weeks-coming").await;
}
