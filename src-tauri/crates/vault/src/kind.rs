//! The two vaults of a home, told apart by type: a statement about private things does not
//! compile against the shared one.

use crate::migration::{self, Migration};

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Shared {}
    impl Sealed for super::Private {}
}

/// Which of the two vaults a file is.
pub trait Kind: sealed::Sealed + 'static {
    /// Stands in the file's header, so that one can't be opened as the other.
    const APPLICATION_ID: i32;
    /// The lowest bit of an entry's [`Place`](crate::Place): the places of both vaults can be
    /// merged into one list and never collide.
    const PLACE_BIT: i64;
    #[doc(hidden)]
    const MIGRATIONS: &'static [Migration];
    /// Whether my drafts stand here.
    #[doc(hidden)]
    const HAS_DRAFTS: bool;
    #[doc(hidden)]
    const TABLES: &'static [&'static str];
    #[doc(hidden)]
    const PROJECTIONS: &'static [&'static str];
}

/// `shared.db`: what both partners read, and what it takes to send it.
#[derive(Debug)]
pub enum Shared {}

/// `private.db`: what never leaves my own devices.
#[derive(Debug)]
pub enum Private {}

impl Kind for Shared {
    const APPLICATION_ID: i32 = i32::from_be_bytes(*b"LAMS");
    const PLACE_BIT: i64 = 0;
    const HAS_DRAFTS: bool = false;
    const MIGRATIONS: &'static [Migration] = migration::SHARED;
    const TABLES: &'static [&'static str] = migration::SHARED_TABLES;
    const PROJECTIONS: &'static [&'static str] = migration::SHARED_PROJECTIONS;
}

impl Kind for Private {
    const APPLICATION_ID: i32 = i32::from_be_bytes(*b"LAMP");
    const PLACE_BIT: i64 = 1;
    const HAS_DRAFTS: bool = true;
    const MIGRATIONS: &'static [Migration] = migration::PRIVATE;
    const TABLES: &'static [&'static str] = migration::PRIVATE_TABLES;
    const PROJECTIONS: &'static [&'static str] = migration::PRIVATE_PROJECTIONS;
}
