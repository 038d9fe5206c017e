//! Bugs, planted on purpose, so that the tests can prove that they would notice them.
//!
//! Where a rule is kept, the code asks [`has`] whether the bug that breaks it is switched on.
//! In everything that ships the answer is a constant `false`, which the compiler removes: the
//! switch exists only under the feature `armed`, which `testkit` alone asks for, and even
//! there each bug is off until a test switches it on, on its own thread, with [`plant`].
//!
//! It must never decide anything but whether a rule is broken, and never depend on a room.

/// Each one breaks one rule. A test with a known seed catches each of them: add the line here,
/// the question where the rule is kept, and the test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bug {
    /// `vault`: a commit does not wait for the disk (`synchronous = NORMAL`).
    CommitDoesNotWait,
    /// `vault`: a write answers before it is committed.
    AnswerBeforeCommit,
    /// `vault`: freed space keeps what was deleted (`secure_delete = OFF`).
    DeletedStaysInPages,
    /// `vault`: the search index keeps what was deleted.
    DeletedStaysInIndex,
    /// `vault`: tidying leaves the write-ahead log as it is.
    LogNotCutOff,
    /// `vault`: a file without a key, and nobody looks.
    VaultUnencrypted,
    /// `vault`: a frame need not follow from the one before.
    ChainNotChecked,
    /// `vault`: a newer schema is opened and written to.
    NewerVaultOpened,
    /// `vault`: nothing beside the vault says how far it had come.
    MarkNotWritten,
    /// `companion`: the key file is written over, not replaced.
    KeyFileInPlace,
    /// `companion`: a log that lost its end is written on.
    LostLogContinued,
    /// `sync`: whoever signed a frame, it is taken.
    SignatureUnchecked,
    /// `sync`: a body need not be the one that was signed.
    BodyUnchecked,
    /// `sync`: frames of another space are taken.
    SpaceUnchecked,
    /// `sync`: a frame may be as long as it likes.
    FrameOfAnySize,
    /// `sync`: a fork needs no signatures.
    ForkUnproven,
    /// `sync`: frames are confirmed before they are on the disk.
    ConfirmedBeforeStored,
    /// `keys`: a removed device still counts.
    RemovalIgnored,
    /// `keys`: an epoch that a removed device can read is written under.
    EpochNotRotated,
    /// `companion`: anyone changes an entry.
    AuthorUnchecked,
    /// `companion`: foreign updates are not tried.
    WorkerSkipped,
    /// `companion`: what is kept as Mine is sealed for the partner too.
    PrivateSealed,
    /// `companion`: changes leave as they are written.
    DraftSent,
    /// `companion`: nothing waits ten seconds.
    ReleasedAtOnce,
    /// `companion`: a home put back goes on under its old name.
    PeerReused,
    /// `companion`: a log that split stays split.
    SplitNotMended,
    /// `companion`: what waits for an earlier edit waits for ever.
    WaitingForgotten,
    /// `companion`: what is taken away goes from the list here, and from nowhere else.
    TakenAwayHereOnly,
}

impl Bug {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::CommitDoesNotWait,
        Self::AnswerBeforeCommit,
        Self::DeletedStaysInPages,
        Self::DeletedStaysInIndex,
        Self::LogNotCutOff,
        Self::VaultUnencrypted,
        Self::ChainNotChecked,
        Self::NewerVaultOpened,
        Self::MarkNotWritten,
        Self::KeyFileInPlace,
        Self::LostLogContinued,
        Self::SignatureUnchecked,
        Self::BodyUnchecked,
        Self::SpaceUnchecked,
        Self::FrameOfAnySize,
        Self::ForkUnproven,
        Self::ConfirmedBeforeStored,
        Self::RemovalIgnored,
        Self::EpochNotRotated,
        Self::AuthorUnchecked,
        Self::WorkerSkipped,
        Self::PrivateSealed,
        Self::DraftSent,
        Self::ReleasedAtOnce,
        Self::PeerReused,
        Self::SplitNotMended,
        Self::WaitingForgotten,
        Self::TakenAwayHereOnly,
    ];

    /// The bug of this name, as `Debug` writes it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|bug| format!("{bug:?}") == name)
    }
}

#[cfg(feature = "armed")]
mod switch {
    use std::cell::Cell;

    use super::Bug;

    thread_local! {
        static PLANTED: Cell<Option<Bug>> = const { Cell::new(None) };
    }

    /// Whether `bug` is switched on, on this thread.
    #[must_use]
    pub fn has(bug: Bug) -> bool {
        PLANTED.get() == Some(bug)
    }

    /// Switches one bug on for this thread, until what it returns is dropped.
    #[must_use]
    pub fn plant(bug: Bug) -> Planted {
        Planted {
            before: PLANTED.replace(Some(bug)),
        }
    }

    /// While it lives, a bug is switched on.
    #[derive(Debug)]
    pub struct Planted {
        before: Option<Bug>,
    }

    impl Drop for Planted {
        fn drop(&mut self) {
            PLANTED.set(self.before);
        }
    }
}

#[cfg(feature = "armed")]
pub use switch::{Planted, has, plant};

#[cfg(feature = "armed")]
mod refusal {
    use std::cell::Cell;

    thread_local! {
        static LEFT: Cell<Option<u32>> = const { Cell::new(None) };
    }

    /// Whether the disk has no room for this write.
    #[must_use]
    pub fn write_fails() -> bool {
        match LEFT.get() {
            None => false,
            Some(0) => true,
            Some(left) => {
                LEFT.set(Some(left - 1));
                false
            }
        }
    }

    /// After so many writes on this thread the disk is full, until what this returns is dropped.
    #[must_use]
    pub fn fill_disk_after(writes: u32) -> Full {
        LEFT.set(Some(writes));
        Full
    }

    /// While it lives, the disk fills up.
    #[derive(Debug)]
    pub struct Full;

    impl Drop for Full {
        fn drop(&mut self) {
            LEFT.set(None);
        }
    }
}

#[cfg(feature = "armed")]
pub use refusal::{Full, fill_disk_after, write_fails};

/// Whether a write finds no room because a test says so: never, in what ships.
#[cfg(not(feature = "armed"))]
#[must_use]
#[inline(always)]
pub const fn write_fails() -> bool {
    false
}

/// Whether `bug` is switched on: never, in what ships.
#[cfg(not(feature = "armed"))]
#[must_use]
#[inline(always)]
pub const fn has(_: Bug) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bug_has_its_name() {
        for bug in Bug::ALL {
            assert_eq!(Bug::named(&format!("{bug:?}")), Some(*bug));
        }
        assert_eq!(Bug::named("none"), None);
    }

    #[cfg(feature = "armed")]
    #[test]
    fn a_bug_lives_as_long_as_it_is_held_and_on_one_thread() {
        let bug = Bug::CommitDoesNotWait;
        assert!(!has(bug));
        {
            let _held = plant(bug);
            assert!(has(bug));
            let elsewhere = std::thread::spawn(move || has(bug)).join();
            assert!(!elsewhere.unwrap_or(true));
        }
        assert!(!has(bug));
    }
}
