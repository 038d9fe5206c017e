//! Every guided talk to its end: alone in one window, then in step in two, each on its own
//! computer, and once with a window that goes away in the middle.

use std::time::Duration;

use couple::talk::talks;

use crate::{
    screen::{Clicks, Screen},
    server::Served,
    two::{begin_together, installs, open},
};

/// What leads on, in the order in which it is looked for.
const ON: [&str; 5] = [
    "Go on",
    "That was all",
    "Yes, got it",
    "Help me think",
    "Next",
];
/// No talk has so many steps for two.
const MOST: usize = 400;
const END: &str = "That was it";

/// One press that leads on, if there is one now.
async fn on(screen: &Screen<'_>, first: &str) -> bool {
    for name in ON.into_iter().chain([first]) {
        if screen.try_press(name).await {
            return true;
        }
    }
    false
}

/// To the end in every window, each with their own presses. Whoever is asked who begins says
/// `first`.
async fn through(talk: &str, first: &str, screens: &[&Screen<'_>]) {
    for _ in 0..MOST {
        let mut ended = 0;
        let mut pressed = false;
        for screen in screens {
            if screen.heading().await == END {
                ended += 1;
            } else {
                pressed |= on(screen, first).await;
            }
        }
        if ended == screens.len() {
            return;
        }
        if !pressed {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
    screens[0].lost(&format!("the end of {talk}")).await;
}

/// Passes the page before what can hurt, where there is one, until `words` can be read.
async fn past_the_caution(screen: &Screen<'_>, words: &str) {
    for _ in 0..MOST {
        if screen.text().await.contains(words) {
            return;
        }
        screen.try_press("Go on").await;
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    screen.lost(words).await;
}

/// Back to the list of talks.
async fn finish(screen: &Screen<'_>) {
    screen.press("Finish").await;
    screen.sees("Talks with a beginning and an end").await;
}

#[tokio::test]
async fn every_talk_is_walked_to_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    let clicks = Clicks::default();
    let people = installs(&served, folder.path());
    let (ada, ben) = open(&served, &people, &clicks).await;
    begin_together(&ada, &ben).await;

    for talk in talks() {
        let talk = talk.id;
        ada.go(&format!("us/talks/{talk}")).await;
        ada.press("Begin alone").await;
        through(talk, "Ada", &[&ada]).await;
        finish(&ada).await;
    }
    for talk in talks() {
        let talk = talk.id;
        ben.go(&format!("us/talks/{talk}")).await;
        ben.press("Ask Ada").await;
        past_the_caution(&ben, "You’ve asked Ada").await;
        ada.go(&format!("us/talks/{talk}")).await;
        ada.press("Take part").await;
        if talk == "take-turns" {
            // A window that is read anew is where it was.
            past_the_caution(&ada, "Next").await;
            let before = ada.heading().await;
            ada.reload().await;
            ada.sees(&before).await;
            ada.picture("talks-in-step").await;
        }
        through(talk, "Ada", &[&ada, &ben]).await;
        ben.picture(&format!("talks-{talk}-end")).await;
        finish(&ada).await;
        finish(&ben).await;
    }
    ada.end().await;
    ben.end().await;
}
