//! The app itself: the one window, the notifications, the tray, the command line
//! and the engine behind them. The only room that knows Tauri, JSON and the
//! operating system.
//!
//! It must never decide what a couple may do (that is `companion`'s), never touch
//! a vault except through the [`household`], and never let a path, a text or a
//! key reach the window or a log.

pub mod announce;
pub mod assemble;
mod begin_anew;
pub mod calendar_file;
pub mod calendars_in;
pub mod cli;
pub mod command_error;
pub mod commands;
pub mod contract;
pub mod dto;
pub mod ending;
pub mod engine;
pub mod household;
pub mod idle;
pub mod invite_file;
pub mod keychain;
pub mod notices;
pub mod notifier;
mod photo_process;
#[cfg(all(test, target_os = "linux"))]
mod private_bus;
pub mod put_by;
pub mod quiet;
pub mod sleep;
pub mod socket;
pub mod start_with;
pub mod surface;
pub mod test_nudge;
pub mod texts;
pub mod tray;
pub mod when;
pub mod window;
pub mod worker_process;
