//! Bytes to values and back: Markdown to safe HTML, a folder of Markdown to entries, entries to both and to JSON, plans to
//! what other calendars read, and files of photos to pictures.
//!
//! No I/O, no clock: files come in as bytes, with their names and times beside them.
//! It must never let raw HTML of a text through to a page, never stop a whole import
//! for one bad file, and never give the same file two ids. The decoders of photos are meant for the worker's
//! process; nobody else calls them with what a person picked.

pub mod calendar_in;
pub mod calendar_out;
mod front_matter;
pub mod markdown;
pub mod markdown_export;
pub mod markdown_folder;
pub mod media;
pub mod open_journal;
pub mod photo;
mod saying;
mod written;

pub use saying::ImportedReply;
