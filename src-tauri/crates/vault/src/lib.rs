//! Where everything is kept: two SQLCipher files for each person, `shared.db` for what both
//! read and `private.db` for what never leaves their own devices; `pages.db` is one more of those.
//!
//! The log of frames and updates is the truth; lists and the search index are projections of
//! it, written in the same transaction. What [`Vault::write`] returned from is on disk.
//!
//! This is the only room that knows SQL. It must never open a file without its key, never
//! make a new vault where one should have been, never write to one that a newer version
//! wrote, never keep a text outside the encrypted files, and never repeat one in an error. It
//! reads no clock and knows no cipher of its own: keys come in, and what frames and updates
//! say is opaque.

mod check;
mod columns;
mod connection;
mod copy;
mod error;
mod finding;
mod kind;
mod mark;
mod migration;
mod place;
mod query;
mod sieve;
mod snippet;
mod tables;
mod vault;
mod words;

pub use check::CheckReport;
pub use error::VaultError;
pub use kind::{Kind, Private, Shared};
pub use place::Place;
pub use query::Query;
pub use sieve::{Sieve, WrittenBy};
pub use snippet::SnippetPart;
pub use tables::{
    drafts::DraftRow,
    entries::{EntryLine, EntryRow, Labels},
    erasures::{Erasure, OtherCopy},
    frames::{ChainFault, FrameRow},
    heads::HeadRow,
    important_dates::ImportantDateRow,
    own_ideas::OwnIdeaRow,
    pairing::SavedPairing,
    pauses::PauseRow,
    peer_acks::PeerAck,
    photos::{NewPhoto, PHOTO_ROW, PhotoRow, PieceRow},
    records::RecordRow,
    replies::ReplyRow,
    resting::RestingRow,
    rewinding::UpdateRow,
    sealed_own::SealedOwnRow,
    sealed_runs::SealedRunRow,
    set_aside::SetAside,
};
pub use vault::{PrivateVault, SharedVault, Tx, Vault, View};
