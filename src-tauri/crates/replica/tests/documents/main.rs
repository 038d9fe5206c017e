//! Documents from the outside: what is written comes back, edits merge, and harm is refused.

#![allow(clippy::unwrap_used)]

mod checking;
mod merging;
mod support;
mod values;
