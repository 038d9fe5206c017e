//! Documents that merge: one Loro document for each thing, mapped to and from the values of `couple`.
//!
//! This room exists so that two people can write at the same time, apart, for weeks, and find one text and not two.
//! It knows which containers a document is made of, turns a changed value into the few edits that make it, and tries
//! foreign updates before anything is kept ([`check`]).
//!
//! It must never read a clock, make up a peer id, do input or output, or decide a conflict by the time of day. It
//! never copies a whole text over another, never keeps a snapshot without its history, and never imports a foreign
//! update that was not tried first. (Loro itself draws a random number for each document it makes; it is replaced
//! before the first edit, so equal edits make equal bytes.)
//!
//! **Shape.** Root containers only, since two peers who make the same child container would hide one of them:
//! `meta` (map: format, kind, id, removed_at and single values), `body` (text), `feelings` and `tags` (maps from a
//! label to its place), `offers` (list of values written at once), `answers` (map `<person>:<offer>`), `fields` (map).
//! Names and values of a newer version are kept, since only what differs is ever written. A change that older
//! versions would misread raises `format` in `meta`; they then refuse it by name.
//!
//! Whom an entry is for is not in its document: that is decided where it is sealed.

mod both_edited;
pub mod check;
mod document;
mod entry;
mod fault;
mod fields;
mod labels;
mod meta;
mod outing;
mod peer;
mod preparations;
mod records;
mod reply;
mod ritual;
mod splice;
mod spoken;
mod version;

pub use both_edited::{BothEdited, BroughtUp, ChangedPlace, both_edited, bring_up, changed_places};
pub use document::Update;
pub use entry::{EntryDoc, EntryEdit};
pub use fault::{DocumentError, FieldName, SchemaFault};
pub use fields::{Field, Fields, FieldsDoc, FieldsValue, Record};
pub use outing::{OutingDoc, OutingEdit};
pub use peer::PeerId;
pub use records::{GestureMonth, Profile};
pub use spoken::may_say_again;

/// How many edits within their limits may meet in one document before it is refused as too long.
const MERGED: usize = 4;
