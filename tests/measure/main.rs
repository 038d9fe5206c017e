//! What `cargo xtask bench` can only measure from within: the app's own rooms,
//! and an engine that says when it did something. It works on the profile it is
//! given, and prints numbers.
//!
//! Not a test: it asserts nothing about time.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a measurement that can't go on ends"
)]

mod bare;
mod dates;
mod driver;
mod frames;
mod home;
mod journal;
mod many;
mod many_dates;
mod nudges;
mod reader;
mod talking;
mod today;
mod typing;
mod writer;

use std::path::PathBuf;

const USAGE: &str = "\
measure --profile DIR remember   keeps the home's key in the system keyring
measure --profile DIR journal    keeping and finding, beside the bare database
measure --profile DIR import     brings the folder LAMPLIGHT_FOLDER, beside the same rows bare
measure --profile DIR search     finding in a journal of many years, beside the bare query
measure --profile DIR first      the first screen of the journal
measure --profile DIR nudges     a look at the clock with a thousand gestures
measure --profile DIR today      Today, after ten years of everything with the one it is paired with
measure --profile DIR dates      time for two of ten calendars, which it leaves in the profile
measure --profile DIR many-dates the window of LAMPLIGHT_APP with 500 ideas, and 200 dates in a month
measure --profile DIR typing    the window of LAMPLIGHT_APP, ten years scrolled, and letters typed into a long entry
measure --profile DIR writer     an engine that keeps and shares, and walks a talk, when asked to
measure --profile DIR talking    the window of LAMPLIGHT_APP, whose person takes part in a talk in step
measure --profile DIR reader     an engine that says when something has arrived
measure --profile DIR share-all  shares every entry that is Mine
measure --profile DIR frames     the window of LAMPLIGHT_APP, and how long its frames take";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [option, profile, what] = arguments.as_slice() else {
        panic!("{USAGE}");
    };
    assert_eq!(option, "--profile", "{USAGE}");
    let folder = PathBuf::from(profile);
    let profile = companion::Profile::at(&folder).unwrap();
    match what.as_str() {
        "remember" => home::remember(profile),
        "journal" => journal::measure(&profile),
        "import" => many::import(&profile),
        "search" => many::search(&profile),
        "first" => many::first(&profile),
        "nudges" => nudges::measure(&profile),
        "today" => today::measure(&profile),
        "dates" => dates::measure(&folder.join("calendars")),
        "many-dates" => many_dates::measure(&profile),
        "typing" => typing::measure(&profile),
        "writer" => writer::write(profile),
        "talking" => talking::take_part(&profile),
        "reader" => reader::read(profile),
        "share-all" => writer::share_all(&profile),
        "frames" => frames::measure(&profile),
        _ => panic!("{USAGE}"),
    }
}
