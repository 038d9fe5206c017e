//! Bytes to values and back: Markdown to safe HTML, a folder of Markdown to entries, and entries to
//! JSON.
//!
//! No I/O, no clock: files come in as bytes, with their names and times beside them.
//! It must never let raw HTML of a text through to a page, never stop a whole import
//! for one bad file, and never give the same file two ids.

mod front_matter;
pub mod markdown;
pub mod markdown_folder;
pub mod open_journal;
mod written;
