//! The app as people have it: the built program, its real window on a real
//! desktop, real notifications, real files, real connections on loopback.
//!
//! It runs the program at `LAMPLIGHT_APP`, else the one of the last `cargo build`.
//! Pictures of what was on the screen are left in `screenshots`.

#![cfg(target_os = "linux")]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a journey that can't go on fails"
)]

mod anew;
mod evening;
mod exits;
mod folder;
mod install;
mod nudges;
mod outing;
mod processes;
mod put_by;
mod reopening;
mod screen;
mod server;
mod talks;
mod two;
mod wait;
mod weeks;
