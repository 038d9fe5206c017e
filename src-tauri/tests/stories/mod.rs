//! One story an area, told through the window's own commands. Each gives the
//! commands it called, so that none is left out.

pub mod calendars;
pub mod home;
pub mod journal;
pub mod mailbox;
pub mod nudges;
pub mod outings;
pub mod partner;
pub mod recovery;
pub mod removed;
pub mod replies;
pub mod sealed;
pub mod sharing;
pub mod talks;
pub mod us;
