//! From "we never do anything" to an evening and the morning after it: two people draw, find what both want and when,
//! plan it, close the lid, and keep a page of it.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::{
    install::{Install, since_1970},
    screen::{Clicks, Screen, windows},
    server::Served,
    two::{begin_together, installs, open, share, unlock},
    wait::{PATIENCE, seen, until},
};

const IDEA: &str = "An ordinary supper by candlelight";
const MEANWHILE: &str = "The neighbour has fed the cat.";
const AFTERWARDS: &str = "Even the leftovers looked intended.";
/// A notification about what came gathers for four seconds.
const GATHERED: Duration = Duration::from_secs(6);
/// The date has begun, and goes on for hours.
const INTO_IT: Duration = Duration::from_secs(5 * 60);
/// From Friday at seven in the evening to noon.
const TO_NOON: Duration = Duration::from_secs(17 * 60 * 60);

#[tokio::test]
async fn from_an_idea_to_the_morning_after() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path());
    let clicks = Clicks::default();
    let people = installs(&served, folder.path());
    let (ada, ben) = open(&served, &people, &clicks).await;
    begin_together(&ada, &ben).await;
    match_one(&ada, &ben).await;
    find_time(&ada, &ben).await;
    agree(&ada, &ben).await;
    let start = start(&people[0]);
    ada.end().await;
    ben.end().await;

    let at = |when: Duration| people.clone().map(|one| one.ahead(until_then(when)));
    let evening = at(start + INTO_IT);
    let (ada, ben) = open(&served, &evening, &clicks).await;
    tokio::join!(unlock(&ada), unlock(&ben));
    close_the_lid(&served, &evening, &ada, &ben).await;
    ada.end().await;
    ben.end().await;

    let morning = at(start + TO_NOON);
    let (ada, ben) = open(&served, &morning, &clicks).await;
    tokio::join!(unlock(&ada), unlock(&ben));
    morning_after(&ada, &ben).await;
    ada.end().await;
    ben.end().await;
}

async fn match_one(ada: &Screen<'_>, ben: &Screen<'_>) {
    tokio::join!(say_yes(ada), say_yes(ben));
    ada.picture("outing-drawn").await;
    let compare = "Compare our Yeses once a week";
    tokio::join!(ada.press(compare), ben.press(compare));
    tokio::join!(matched(ada), matched(ben));
    ben.picture("outing-match").await;
}

async fn say_yes(screen: &Screen<'_>) {
    screen.go("dates/ideas").await;
    screen.fill("Look for something", IDEA).await;
    screen.sees("One idea").await;
    screen.press("Draw one").await;
    screen.press("Yes").await;
    screen.sees("Kept as a yes.").await;
}

/// Nothing is announced: what both want is there when one comes back to the ideas.
async fn matched(screen: &Screen<'_>) {
    let both = format!("What you both want {IDEA}");
    let found = seen(PATIENCE, async || {
        screen.go("dates").await;
        screen.sees("A surprise").await;
        screen.go("dates/ideas").await;
        screen.sees("The whole jar").await;
        screen.reads().await.contains(&both).then_some(())
    });
    if found.await.is_none() {
        screen.lost(&both).await;
    }
}

/// Both show when they are busy, and one of the times that fit becomes a question.
async fn find_time(ada: &Screen<'_>, ben: &Screen<'_>) {
    ada.press(&format!("Find time: {IDEA}")).await;
    ada.press("Ask Ben").await;
    ada.sees("Ben can see when you’re busy until").await;
    ben.go("dates/find").await;
    ben.sees("Ada wonders when you both have time").await;
    ben.press("Show mine too").await;
    tokio::join!(
        ada.sees("you both have time"),
        ben.sees("you both have time")
    );
    ada.picture("outing-time").await;
    ada.press_first("Plan this").await;
    assert_eq!(ada.value("What").await, IDEA);
    ada.press("Ask Ben").await;
}

/// Another time is suggested, and that one it is.
async fn agree(ada: &Screen<'_>, ben: &Screen<'_>) {
    ben.go("dates").await;
    ben.sees("Ada asks").await;
    ben.press("Another time…").await;
    ben.press_first("Friday evening").await;
    ben.press("Suggest this time").await;
    ada.go("dates").await;
    ada.sees("Ben asks").await;
    ada.sees("It was").await;
    ada.picture("outing-another-time").await;
    ada.press("Yes, gladly").await;
    let planned = "Planned, and you both know.";
    tokio::join!(ada.sees(planned), ben.sees(planned));
}

/// When it begins, since 1970.
fn start(install: &Install) -> Duration {
    let [outing] = install
        .ask(&["--json", "outing", "list"])
        .lines()
        .try_into()
        .expect("one date");
    assert_eq!(outing["stage"], "planned", "{outing}");
    let text = |what: &str| outing[what].as_str().unwrap().to_owned();
    since_1970(&text("at"), &text("zone"))
}

fn until_then(when: Duration) -> Duration {
    when - SystemTime::now().duration_since(UNIX_EPOCH).unwrap()
}

/// The evening itself: the window is gone and locked, and what the other one sends does not ring.
async fn close_the_lid(served: &Served, people: &[Install; 2], ada: &Screen<'_>, ben: &Screen<'_>) {
    ada.press("Dates").await;
    ada.press(IDEA).await;
    ada.press("Close the lid").await;
    ada.sees("Three questions").await;
    ada.picture("outing-lid").await;
    served.close_all();
    let before = served.shown().len();
    ada.press("Close the lid").await;
    until("the window to go", PATIENCE, || {
        (windows(&served.desktop).len() == 1).then_some(())
    });
    assert_eq!(people[0].ask(&["outing", "list"]).code, 3, "it is locked");

    ben.go("journal/new").await;
    ben.fill("Page", MEANWHILE).await;
    share(ben, "Ada").await;
    until("it to be there", PATIENCE, || {
        let status = people[1].ask(&["--json", "status"]).lines().remove(0);
        (status["shared"]["entries"] == 1 && status["waiting"] == 0).then_some(())
    });
    tokio::time::sleep(GATHERED).await;
    assert_eq!(served.shown()[before..], [""; 0], "nothing rings");

    // Whoever comes back all the same finds the door, and behind it what came.
    people[0].ask(&[]).done();
    unlock(ada).await;
    ada.go("journal").await;
    ada.sees(MEANWHILE).await;
}

/// One card, once, on each side; one of them makes a page of it, which both have.
async fn morning_after(ada: &Screen<'_>, ben: &Screen<'_>) {
    let card = "How was it?";
    tokio::join!(ada.sees(card), ben.sees(card));
    ada.picture("outing-morning").await;
    ada.press("Write about it").await;
    assert_eq!(ada.value("Title").await, IDEA);
    ada.fill("Page", AFTERWARDS).await;
    share(ada, "Ben").await;
    ben.sees(AFTERWARDS).await;
    ben.press("Leave it at that").await;
    ben.gone(card).await;
    for screen in [ada, ben] {
        screen.go("today").await;
        screen.sees("Good afternoon").await;
        assert!(!screen.reads().await.contains(card), "it comes once");
        screen.go("dates/remembered").await;
        screen.sees("Behind you, and yours to keep.").await;
        screen.go("dates/ideas").await;
        screen.fill("Look for something", IDEA).await;
        screen.sees("Yes Done together").await;
        screen.go("journal").await;
        screen.sees(IDEA).await;
        screen.press(IDEA).await;
        screen.sees(AFTERWARDS).await;
        screen.sees("Ours").await;
    }
    ben.picture("outing-ours").await;
}
