//! The commands of the window, one area a file: DTO in, companion called, result
//! out. What one needs beside the companion comes from the [`Surface`].
//!
//! A command never decides anything, and never touches a vault but through
//! [`Household::with`], which is also the one guard of the lock. Only what is
//! needed at the door (the home itself, help, the language, the way out) goes
//! round that guard.
//!
//! [`Surface`]: crate::surface::Surface
//! [`Household::with`]: crate::household::Household::with

pub mod ahead;
pub mod calendars;
pub mod calm;
pub mod finding;
pub mod home;
pub mod ideas;
pub mod in_step;
pub mod journal;
pub mod mailbox;
pub mod notes;
pub mod nudges;
pub mod outings;
pub mod partner;
pub mod photos;
pub mod preparing;
pub mod promises;
pub mod recovery;
pub mod removed;
pub mod replies;
pub mod rituals;
pub mod sealed;
pub mod settings;
pub mod short;
pub mod talks;
pub mod today;
pub mod us;
pub mod wishes;

use crate::command_error::CommandError;

/// What every command answers with.
pub type Answer<T> = Result<T, CommandError>;
