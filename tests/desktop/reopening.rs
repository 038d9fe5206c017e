//! Closed and opened again, everything is there.

use crate::{
    install::{Install, PASSPHRASE},
    screen::{Clicks, Screen},
    server::Served,
};

#[tokio::test]
async fn opened_again_with_the_passphrase_everything_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    let install = Install::on(&served.desktop, folder.path(), "Ada");
    install.init();
    let written = ["entry", "add", "--title", "The fog over the harbour", "-"];
    install.tell(&written, "All the lamps had halos.").done();

    let screen = Screen::open(&served.desktop, &install, &Clicks::default()).await;
    screen.fill("Your passphrase", "three cups of tea").await;
    screen.enter().await;
    screen.sees("That isn’t the passphrase").await;
    assert!(!screen.text().await.contains("harbour"));
    screen.clear("Your passphrase").await;
    screen.fill("Your passphrase", PASSPHRASE).await;
    screen.enter().await;
    screen.press("Journal").await;
    screen.press("The fog over the harbour").await;
    screen.sees("All the lamps had halos.").await;
    screen.picture("reopened").await;

    // The settings are the home's, not those of a window that has not read them:
    // what is changed next is kept together with all the others.
    screen.press("Settings").await;
    screen.press_first("Notifications").await;
    screen.sees("Keep some hours quiet From Until").await;
    screen.press_first("Warm").await;
    screen.sees("Kept").await;
    screen.sees("Keep some hours quiet From Until").await;
    screen.end().await;
}
