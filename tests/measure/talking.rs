//! The window of `LAMPLIGHT_APP`, whose person takes part in a talk in step. For each line it reads, they press whatever
//! is theirs to press, and once that is nothing any more, it answers `0`.

use std::{
    io::Write,
    thread::sleep,
    time::{Duration, Instant},
};

use companion::Profile;
use serde_json::{Value, json};

use crate::driver::{Driver, SILENT};

const PATIENCE: Duration = Duration::from_secs(60);
const LOOK: Duration = Duration::from_millis(50);
/// So many looks without a button: the word is the other one's.
const NOTHING: u32 = 10;

/// Presses the first of what leads on: taking part, past the page before what can hurt, that the other one begins, on.
const PRESS: &str = "
    const leads = ['Take part', 'Go on', 'Jo', 'Next'];
    const button = [...document.querySelectorAll('button:enabled')].find((one) => leads.includes(one.textContent.trim()));
    button?.click();
    return button !== undefined;
";

pub fn take_part(profile: &Profile) {
    let app = std::env::var("LAMPLIGHT_APP").unwrap();
    let driver = Driver::start(PATIENCE, SILENT);
    let options = json!({ "binary": app, "args": ["--profile", profile.folder()] });
    let session = driver.open(&json!({ "webkitgtk:browserOptions": options }));
    let press = || driver.execute(&session, PRESS) == Value::Bool(true);
    let mut takes_part = false;
    for line in std::io::stdin().lines() {
        line.unwrap();
        if !takes_part {
            let home = "return document.querySelector('h1') !== null";
            wait(|| driver.execute(&session, home) == Value::Bool(true));
            driver.execute(&session, "location.hash = '#/us/talks/take-turns'");
            wait(press);
            takes_part = true;
        }
        let mut nothing = 0;
        while nothing < NOTHING {
            nothing = if press() { 0 } else { nothing + 1 };
            sleep(LOOK);
        }
        println!("0");
        std::io::stdout().flush().unwrap();
    }
    driver.close(&session);
}

fn wait(mut there: impl FnMut() -> bool) {
    let start = Instant::now();
    while !there() {
        assert!(start.elapsed() < PATIENCE, "nobody was asked to the talk");
        sleep(LOOK);
    }
}
