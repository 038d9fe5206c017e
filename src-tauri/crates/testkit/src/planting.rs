//! Proving that a test would notice a bug.

use std::panic::{UnwindSafe, catch_unwind};

pub use planted::{Bug, plant};

/// Runs a test with a bug planted; the test has to fail.
///
/// # Panics
/// When it does not.
pub fn caught(bug: Bug, test: impl FnOnce() + UnwindSafe) {
    let planted = plant(bug);
    let ended = catch_unwind(test);
    drop(planted);
    assert!(ended.is_err(), "{bug:?} is not noticed");
}
