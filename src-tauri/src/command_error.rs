//! What a command answers when it can't: a code the interface switches on. The
//! words live in the translations; no path and no text ever goes along.

use companion::{CompanionError, Trouble};
use serde::Serialize;
use specta::Type;

/// Why a command was refused, or could not be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(
    tag = "code",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum CommandError {
    Locked,
    /// Only the screen is locked; nudges and sync go on.
    ScreenLocked,
    WrongPassphrase,
    /// Something is there already.
    PlaceTaken,
    /// The private pages wait behind the second passphrase.
    PagesClosed,
    /// The second passphrase would be the first one.
    SamePassphrase,
    NoHome,
    HomeExists,
    KeyringGone,
    VaultDamaged,
    VaultNewer,
    ProfileBusy,
    CannotSave {
        reason: CannotSave,
    },
    NotFound,
    /// In bytes.
    TitleTooLong {
        limit: u32,
    },
    /// In bytes.
    BodyTooLong {
        limit: u32,
    },
    NameMissing,
    /// In characters.
    PassphraseTooShort {
        least: u32,
    },
    NotYours,
    NoPartner,
    AlreadyPaired,
    TooLateToWithhold,
    NotPending,
    InviteMalformed,
    InviteExpired,
    InviteSpent,
    InviteOwn,
    /// By a newer Lamplight than this one.
    MadeByNewer,
    PartnerUnreachable,
    PairingOver,
    PicturesDiffer,
    OutingSettled,
    /// The other has answered to it: neither changed nor taken back.
    SealedBound,
    /// Over, opened, or never begun.
    SealedOver,
    TimeInPast,
    BadTime,
    UnknownGesture,
    NoMailbox,
    MailboxTaken,
    MailboxUnusable {
        reason: MailboxTrouble,
    },
    DirectClosed,
    NotificationsUnavailable,
    FileUnreadable,
    BadInput,
    /// A fault of ours.
    Internal,
    NoSheet,
    /// By their places on the sheet, from 1 up.
    WrongWords {
        places: Vec<u8>,
    },
    WordCount {
        found: u32,
    },
    WordsDoNotFit,
    OtherSheet,
    NotABackup,
    BackupInsideProfile,
}

/// What stands between us and the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum CannotSave {
    DiskFull,
    ReadOnly,
    Io,
}

/// What is wrong with the folder of a mailbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum MailboxTrouble {
    NotThere,
    Denied,
    Full,
    Slow,
    BadAddress,
    Broken,
}

impl From<Trouble> for MailboxTrouble {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::NotThere => Self::NotThere,
            Trouble::Denied => Self::Denied,
            Trouble::Full => Self::Full,
            Trouble::Slow => Self::Slow,
            Trouble::BadAddress => Self::BadAddress,
            Trouble::TooLong | Trouble::Broken => Self::Broken,
        }
    }
}

impl From<CompanionError> for CommandError {
    fn from(error: CompanionError) -> Self {
        match error {
            CompanionError::Locked => Self::Locked,
            CompanionError::ScreenLocked => Self::ScreenLocked,
            CompanionError::WrongPassphrase => Self::WrongPassphrase,
            CompanionError::PagesClosed => Self::PagesClosed,
            CompanionError::PlaceTaken => Self::PlaceTaken,
            CompanionError::SamePassphrase => Self::SamePassphrase,
            CompanionError::NoHome => Self::NoHome,
            CompanionError::HomeExists => Self::HomeExists,
            CompanionError::KeyringGone => Self::KeyringGone,
            CompanionError::VaultDamaged { .. } => Self::VaultDamaged,
            CompanionError::VaultNewer => Self::VaultNewer,
            CompanionError::ProfileBusy => Self::ProfileBusy,
            CompanionError::CannotSave(reason) => Self::CannotSave {
                reason: reason.into(),
            },
            CompanionError::NotFound => Self::NotFound,
            CompanionError::TitleTooLong { limit } => Self::TitleTooLong {
                limit: number(limit),
            },
            CompanionError::BodyTooLong { limit } => Self::BodyTooLong {
                limit: number(limit),
            },
            CompanionError::NameMissing => Self::NameMissing,
            CompanionError::PassphraseTooShort { least } => Self::PassphraseTooShort {
                least: number(least),
            },
            CompanionError::NotYours => Self::NotYours,
            CompanionError::NoPartner => Self::NoPartner,
            CompanionError::AlreadyPaired => Self::AlreadyPaired,
            CompanionError::TooLateToWithhold => Self::TooLateToWithhold,
            CompanionError::NotPending => Self::NotPending,
            CompanionError::InviteMalformed => Self::InviteMalformed,
            CompanionError::InviteExpired => Self::InviteExpired,
            CompanionError::InviteSpent => Self::InviteSpent,
            CompanionError::InviteOwn => Self::InviteOwn,
            CompanionError::MadeByNewer => Self::MadeByNewer,
            CompanionError::PartnerUnreachable => Self::PartnerUnreachable,
            CompanionError::PairingOver => Self::PairingOver,
            CompanionError::PicturesDiffer => Self::PicturesDiffer,
            CompanionError::OutingSettled => Self::OutingSettled,
            CompanionError::SealedBound => Self::SealedBound,
            CompanionError::SealedOver => Self::SealedOver,
            CompanionError::TimeInPast => Self::TimeInPast,
            CompanionError::BadTime => Self::BadTime,
            CompanionError::UnknownGesture => Self::UnknownGesture,
            CompanionError::FileUnreadable => Self::FileUnreadable,
            CompanionError::NoMailbox => Self::NoMailbox,
            CompanionError::MailboxTaken => Self::MailboxTaken,
            CompanionError::MailboxUnusable(trouble) => Self::MailboxUnusable {
                reason: trouble.into(),
            },
            CompanionError::DirectClosed => Self::DirectClosed,
            CompanionError::BadInput { .. } => Self::BadInput,
            CompanionError::Internal => Self::Internal,
            CompanionError::NoSheet => Self::NoSheet,
            CompanionError::WrongWords { places } => Self::WrongWords { places },
            CompanionError::WordCount { found } => Self::WordCount {
                found: number(found),
            },
            CompanionError::WordsDoNotFit => Self::WordsDoNotFit,
            CompanionError::OtherSheet => Self::OtherSheet,
            CompanionError::NotABackup => Self::NotABackup,
            CompanionError::BackupInsideProfile => Self::BackupInsideProfile,
        }
    }
}

impl From<companion::CannotSave> for CannotSave {
    fn from(reason: companion::CannotSave) -> Self {
        match reason {
            companion::CannotSave::DiskFull => Self::DiskFull,
            companion::CannotSave::ReadOnly => Self::ReadOnly,
            companion::CannotSave::Io => Self::Io,
        }
    }
}

impl From<crate::notifier::NotShown> for CommandError {
    fn from(_: crate::notifier::NotShown) -> Self {
        Self::NotificationsUnavailable
    }
}

/// Limits are small; a larger one would only be said wrongly, never kept wrongly.
fn number(limit: usize) -> u32 {
    u32::try_from(limit).unwrap_or(u32::MAX)
}
