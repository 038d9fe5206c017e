//! Waiting for something to become true, never for a time.

use std::{
    thread,
    time::{Duration, Instant},
};

/// How often.
pub const LOOK: Duration = Duration::from_millis(40);
/// Long enough for a computer that builds something else at the same time.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Looks until there is something to see.
pub fn until<T>(what: &str, patience: Duration, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(start.elapsed() < patience, "waited in vain for {what}");
        thread::sleep(LOOK);
    }
}

/// The same for what takes its own time to look; `None` when it never came.
pub async fn seen<T>(patience: Duration, mut look: impl AsyncFnMut() -> Option<T>) -> Option<T> {
    let start = Instant::now();
    loop {
        if let Some(seen) = look().await {
            return Some(seen);
        }
        if start.elapsed() > patience {
            return None;
        }
        tokio::time::sleep(LOOK).await;
    }
}
