//! One evening: two people install the app, meet, write, plan, and are nudged.

use std::time::Instant;

use crate::{
    screen::{Clicks, Screen},
    server::Served,
    two::{begin_invited, installs, meet, open, share, who_i_am},
    wait::{PATIENCE, until},
};

/// Together, from two installed apps to everything below.
const MOST_CLICKS: u32 = 40;

#[tokio::test]
async fn one_evening() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    let clicks = Clicks::default();
    let people = installs(&served, folder.path());
    let begin = Instant::now();
    let (ada, ben) = open(&served, &people, &clicks).await;

    tokio::join!(
        async {
            who_i_am(&ada, "Ada").await;
            ada.enter().await;
            ada.sees("One small thing, Ada?").await;
            ada.press("Yes, this one").await;
            test_nudge(&ada, &served, &clicks).await;
            ada.press("Go to Today").await;
        },
        begin_invited(&ben, "Ben")
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

async fn write(ada: &Screen<'_>, ben: &Screen<'_>) {
    ben.press("Journal").await;
    ada.press("Write something").await;
    ada.fill("Title", "The fog over the harbour").await;
    ada.enter().await;
    ada.fill("Page", "All the lamps had halos, and you laughed.")
        .await;
    share(ada, "Ben").await;
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
