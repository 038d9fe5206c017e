//! The first vaults of a process, all at one moment. In a file of its own: it must be the first
//! thing that its process does. Without `make_ready` about one run in forty fails.
#![allow(clippy::unwrap_used)]

mod common;

use std::sync::Barrier;

use common::*;

#[test]
fn the_first_vaults_of_a_process_may_be_opened_at_once() {
    const MANY: usize = 16;
    let start = Barrier::new(MANY);
    std::thread::scope(|all| {
        for _ in 0..MANY {
            all.spawn(|| {
                let home = Home::new();
                start.wait();
                home.shared().close().unwrap();
            });
        }
    });
}
