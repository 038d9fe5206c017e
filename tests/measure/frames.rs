//! How long the window's frames take, as the page sees them. For each line it reads
//! it answers with the longest one since the last line, in milliseconds.

use std::{io::Write, time::Duration};

use companion::Profile;
use serde_json::json;

use crate::driver::{Driver, SILENT};

const PATIENCE: Duration = Duration::from_secs(60);

const RECORD: &str = "
    window.longestFrame = 0;
    let last = performance.now();
    const frame = (now) => {
        window.longestFrame = Math.max(window.longestFrame, now - last);
        last = now;
        requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
";
const READ: &str = "
    const longest = window.longestFrame;
    window.longestFrame = 0;
    return longest;
";

pub fn measure(profile: &Profile) {
    let app = std::env::var("LAMPLIGHT_APP").unwrap();
    let driver = Driver::start(PATIENCE, SILENT);
    let options = json!({ "binary": app, "args": ["--profile", profile.folder()] });
    let session = driver.open(&json!({ "webkitgtk:browserOptions": options }));
    driver.execute(&session, RECORD);
    for line in std::io::stdin().lines() {
        line.unwrap();
        println!("{}", driver.execute(&session, READ));
        std::io::stdout().flush().unwrap();
    }
    driver.close(&session);
}
