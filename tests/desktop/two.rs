//! Two people on one desktop: their first start, how they meet, and what more than one journey does with both.

use std::path::Path;

use crate::{
    install::{Install, PASSPHRASE},
    screen::{Clicks, Screen, windows},
    server::Served,
    wait::{PATIENCE, until},
};

/// Both of them.
pub const NAMES: [&str; 2] = ["Ada", "Ben"];

/// An install each.
pub fn installs(served: &Served, folder: &Path) -> [Install; 2] {
    NAMES.map(|name| Install::on(&served.desktop, folder, name))
}

/// Both windows, beside each other: one beneath another is not scrolled, and both are in the pictures.
pub async fn open<'a>(
    served: &'a Served,
    people: &[Install; 2],
    clicks: &Clicks,
) -> (Screen<'a>, Screen<'a>) {
    let (ada, ben) = tokio::join!(
        Screen::open(&served.desktop, &people[0], clicks),
        Screen::open(&served.desktop, &people[1], clicks)
    );
    side_by_side(served);
    (ada, ben)
}

fn side_by_side(served: &Served) {
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

/// The first page of a first start. Enter begins a home.
pub async fn who_i_am(screen: &Screen<'_>, name: &str) {
    screen.fill("What are you called?", name).await;
    screen.fill("A passphrase", PASSPHRASE).await;
}

/// A first start without a gesture and without a test of the notifications.
pub async fn begin(screen: &Screen<'_>, name: &str) {
    who_i_am(screen, name).await;
    screen.enter().await;
    screen.press("Not now").await;
    screen.press("Skip it").await;
    screen.sees("A line for today").await;
}

/// A first start of whoever was invited.
pub async fn begin_invited(screen: &Screen<'_>, name: &str) {
    who_i_am(screen, name).await;
    screen.press("I was invited").await;
    screen.sees("Paste the invite you were sent").await;
}

/// Both for the first time, until they are connected.
pub async fn begin_together(ada: &Screen<'_>, ben: &Screen<'_>) {
    tokio::join!(begin(ada, "Ada"), begin_invited(ben, "Ben"));
    meet(ada, ben).await;
}

/// From the invite to being connected.
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

/// Opens a home that was begun before.
pub async fn unlock(screen: &Screen<'_>) {
    screen.fill("Your passphrase", PASSPHRASE).await;
    screen.enter().await;
}

/// Shares the page that is being written, after a look at what leaves.
pub async fn share(screen: &Screen<'_>, with: &str) {
    screen.press("Share…").await;
    screen
        .sees(&format!("This is exactly what {with} gets:"))
        .await;
    screen.press(&format!("Share with {with}")).await;
    screen.press("Send now").await;
}
