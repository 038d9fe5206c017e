//! One evening: two people install the app, meet, write, plan, and are nudged.

use std::time::Instant;

use crate::{
    install::{Install, PASSPHRASE},
    screen::{Clicks, Screen, windows},
    server::Served,
    wait::{PATIENCE, until},
};

/// Together, from two installed apps to everything below.
const MOST_CLICKS: u32 = 40;

#[tokio::test]
async fn one_evening() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    let desktop = &served.desktop;
    let clicks = Clicks::default();
    let people = ["Ada", "Ben"].map(|name| Install::on(desktop, folder.path(), name));
    let begin = Instant::now();
    let (ada, ben) = tokio::join!(
        Screen::open(desktop, &people[0], &clicks),
        Screen::open(desktop, &people[1], &clicks)
    );
    side_by_side(&served);

    tokio::join!(
        async {
            who_i_am(&ada, "Ada").await;
            ada.enter().await;
            ada.sees("One small thing, Ada?").await;
            ada.press("Yes, this one").await;
            test_nudge(&ada, &served, &clicks).await;
            ada.press("Go to Today").await;
        },
        async {
            who_i_am(&ben, "Ben").await;
            ben.press("I was invited").await;
            ben.sees("Paste the invite you were sent").await;
        }
    );
    meet(&ada, &ben).await;
    let paired = (begin.elapsed(), clicks.so_far());
    ada.picture("evening-paired").await;
    ben.picture("evening-paired").await;

    write(&ada, &ben).await;
    ada.picture("evening-read").await;
    ben.picture("evening-read").await;
    plan(&ada, &ben).await;
    ada.picture("evening-planned").await;
    ben.picture("evening-planned").await;

    println!("paired after {:?} and {} clicks", paired.0, paired.1);
    println!(
        "everything after {:?} and {} clicks",
        begin.elapsed(),
        clicks.so_far()
    );
    assert!(clicks.so_far() <= MOST_CLICKS, "{} clicks", clicks.so_far());
    ada.end().await;
    ben.end().await;
}

/// Both windows on one display, for the pictures.
pub fn side_by_side(served: &Served) {
    let windows = until("two windows", PATIENCE, || {
        let windows = windows(&served.desktop);
        (windows.len() == 2).then_some(windows)
    });
    for (window, left) in windows.iter().zip(["0", "684"]) {
        let mut place = served.desktop.command("xdotool");
        place.args([
            "windowsize",
            window,
            "680",
            "900",
            "windowmove",
            window,
            left,
            "0",
        ]);
        assert!(place.status().unwrap().success());
    }
}

async fn who_i_am(screen: &Screen<'_>, name: &str) {
    screen.fill("What are you called?", name).await;
    screen.fill("A passphrase", PASSPHRASE).await;
}

async fn test_nudge(screen: &Screen<'_>, served: &Served, clicks: &Clicks) {
    let before = served.shown().len();
    screen.press("Send a test").await;
    until("the test nudge", PATIENCE, || {
        (served.shown().len() > before).then_some(())
    });
    screen.picture("evening-test-nudge").await;
    let shown = served.shown().remove(before);
    assert!(shown.contains("test"), "{shown}");
    served.click_body();
    clicks.count();
    until("the nudge to go", PATIENCE, || {
        (served.on_screen() == 0).then_some(())
    });
}

pub async fn meet(ada: &Screen<'_>, ben: &Screen<'_>) {
    ada.press("Us").await;
    ada.press_first("My partner").await;
    ada.press("Make an invite").await;
    let invite = ada.value("The invite").await;
    ben.fill("Paste the invite you were sent", &invite).await;
    ben.enter().await;
    let (at_ada, at_ben) = tokio::join!(
        ada.list("The seven pictures"),
        ben.list("The seven pictures")
    );
    assert_eq!(at_ada.len(), 7);
    assert_eq!(at_ada, at_ben, "both see the same pictures");
    ada.picture("evening-pictures").await;
    tokio::join!(
        ada.press("They are the same"),
        ben.press("They are the same")
    );
    tokio::join!(
        ada.sees("You and Ben are connected"),
        ben.sees("You and Ada are connected")
    );
}

async fn write(ada: &Screen<'_>, ben: &Screen<'_>) {
    ben.press("Journal").await;
    ada.press("Write something").await;
    ada.fill("Title", "The fog over the harbour").await;
    ada.enter().await;
    ada.fill("Page", "All the lamps had halos, and you laughed.")
        .await;
    ada.press("Share…").await;
    ada.sees("This is exactly what Ben gets:").await;
    ada.press("Share with Ben").await;
    ada.press("Send now").await;
    let start = Instant::now();
    ben.sees("The fog over the harbour").await;
    println!("from Send now to the other's list: {:?}", start.elapsed());
    ben.press("The fog over the harbour").await;
    ben.sees("All the lamps had halos, and you laughed.").await;
}

async fn plan(ada: &Screen<'_>, ben: &Screen<'_>) {
    ben.press("Dates").await;
    ada.press("Dates").await;
    ada.press("Plan a date").await;
    ada.fill("What", "Soup by the window").await;
    ada.press_first("Friday evening").await;
    ada.press("Ask Ben").await;
    ben.sees("Soup by the window").await;
    ben.press("Yes, gladly").await;
    ada.sees("Planned, and you both know.").await;
    ben.sees("Planned, and you both know.").await;
}
