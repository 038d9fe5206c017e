//! What the project does to itself: install what is missing, build, run, test,
//! measure, package. The library half is the test desktop, which the desktop
//! journeys use too.
//!
//! It never touches a person's own profile: everything it starts gets a
//! profile of its own under `.profiles` or a temporary folder.

pub mod desktop;
