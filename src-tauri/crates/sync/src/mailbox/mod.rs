//! The mailbox: a folder that both devices reach, whoever keeps it. Layout and rules:
//! `docs/protocol.md`, section 15.
//!
//! A device writes only its own directory, and only whole segments under names that say what is in
//! them; so nothing is locked, nothing is overwritten, and a folder that was altered is noticed
//! rather than believed. A file that is gone never means that anything was deleted.
//!
//! [`plan::Plan`] decides; [`Job`]s are for the courier to perform, and [`Answer`]s come back.

mod coverage;
mod look;
pub mod marker;
pub mod name;
pub mod plan;
pub mod segment;

use serde::{Deserialize, Serialize};

use crate::frame::DeviceId;

pub use name::SegmentName;
pub use plan::{Event, Plan, State, Step};

/// Longest segment, in bytes.
pub const SEGMENT_BYTES: usize = 4 * 1024 * 1024;
/// Files of one device that are looked at; what is beyond is left alone and told.
pub const FILES_PER_DEVICE: usize = 20_000;
/// Entries that one listing may bring; a longer one is cut off there.
pub const LISTED: usize = 100_000;
/// Longest marker or farewell that is read, in bytes.
pub const NOTE_BYTES: usize = 4096;

/// One thing to do in the folder. Paths are relative to it, with `/`, of letters, digits, `-` and `.`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// List all files below a path that ends with `/`. A path that is not there has none.
    List {
        /// The path.
        prefix: String,
    },
    /// Read a file whole, unless it is longer than `limit` bytes.
    Read {
        /// The path.
        path: String,
        /// In bytes.
        limit: usize,
    },
    /// Write a file under a temporary name and rename it.
    Write {
        /// The path.
        path: String,
        /// All of it.
        bytes: Vec<u8>,
    },
    /// Delete a file. One that is not there is deleted already.
    Delete {
        /// The path.
        path: String,
    },
    /// Delete everything below a path that ends with `/`.
    DeleteAll {
        /// The path.
        prefix: String,
    },
}

impl Job {
    /// What it is about: its path or prefix.
    pub fn path(&self) -> &str {
        match self {
            Self::List { prefix } | Self::DeleteAll { prefix } => prefix,
            Self::Read { path, .. } | Self::Write { path, .. } | Self::Delete { path } => path,
        }
    }
}

/// What came of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// All files below the prefix, or the first [`LISTED`] of them.
    Listed {
        /// In any order.
        files: Vec<Listed>,
        /// There are more than were listed.
        more: bool,
    },
    /// The file.
    Read {
        /// All of it; `None` where there is no such file.
        bytes: Option<Vec<u8>>,
    },
    /// It is written, or deleted.
    Done,
    /// It could not be done.
    Failed(Trouble),
}

/// A file of a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Relative to the folder.
    pub path: String,
    /// In bytes.
    pub bytes: u64,
}

/// Why nothing can be done in the folder now. It is tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum Trouble {
    /// The folder is not there: a stick that is out, a drive that is not connected.
    #[error("the folder is not there")]
    NotThere,
    /// It may not be read, or not be written to.
    #[error("the folder may not be used")]
    Denied,
    /// It is full.
    #[error("the folder is full")]
    Full,
    /// It did not answer in time.
    #[error("the folder does not answer in time")]
    Slow,
    /// A file is longer than it may be.
    #[error("a file is too long")]
    TooLong,
    /// An address that names no folder, or a service that this build does not have.
    #[error("not an address of a folder")]
    BadAddress,
    /// Anything else.
    #[error("the folder can't be used")]
    Broken,
}

/// What was noticed in the folder. Each is told; none of them deletes anything here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Finding {
    /// The folder is marked as another couple's: nothing is read or written there.
    OtherCouple,
    /// The folder is marked by a newer version.
    Newer,
    /// The folder was emptied; what is ours is published again.
    Emptied,
    /// A log went back: so many frames were there once, and so many are now.
    WentBack {
        /// Whose.
        device: DeviceId,
        /// Frames that were there.
        from: u64,
        /// Frames that are there.
        to: u64,
    },
    /// Much of what was there is missing: a wrong folder, or one that is being changed.
    MuchMissing {
        /// Frames that are missing.
        missing: u64,
        /// Of so many.
        of: u64,
    },
    /// Frames are missing before others that are there.
    Gap {
        /// Whose.
        device: DeviceId,
        /// The first that is missing.
        from: u64,
    },
    /// Files that are not what their name and place say, or not whole.
    Altered {
        /// In whose directory.
        device: DeviceId,
        /// How many.
        files: u32,
    },
    /// More files than are looked at.
    TooMany,
}
