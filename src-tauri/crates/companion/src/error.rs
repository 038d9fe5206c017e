//! What can go wrong in a use case, as far as someone can do something about it.
//! No text of the person's is ever in one.

use keys::invite::InviteError;
use sync::mailbox::Trouble;
use vault::VaultError;

/// Why something could not be saved. What was typed is still on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotSave {
    /// No room on the disk.
    DiskFull,
    /// The disk can only be read.
    ReadOnly,
    /// Anything else between us and the disk.
    Io,
}

/// The errors of the use cases.
#[derive(Debug, thiserror::Error)]
pub enum CompanionError {
    /// The home is locked.
    #[error("locked")]
    Locked,
    /// The screen is locked; the engine runs on.
    #[error("the screen is locked")]
    ScreenLocked,
    /// The passphrase or the keyring's key is not the one.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// There is no home in this profile yet.
    #[error("no home in this profile")]
    NoHome,
    /// There is one already.
    #[error("there is a home in this profile")]
    HomeExists,
    /// The keyring holds no key for this profile any more.
    #[error("the keyring has no key")]
    KeyringGone,
    /// A vault or its key file can't be read.
    #[error("the vault is damaged: {detail}")]
    VaultDamaged {
        /// Which part; for the log, never a text of the person's.
        detail: String,
    },
    /// Written by a newer version.
    #[error("the vault was written by a newer version")]
    VaultNewer,
    /// Another process owns the profile.
    #[error("the profile is in use")]
    ProfileBusy,
    /// It could not be saved.
    #[error("could not save: {0:?}")]
    CannotSave(CannotSave),
    /// No such thing here.
    #[error("not found")]
    NotFound,
    /// Something stands there already, and nothing is written over.
    #[error("something is there already")]
    PlaceTaken,
    /// It is among the private pages, which are closed.
    #[error("the private pages are closed")]
    PagesClosed,
    /// The second passphrase is the first one.
    #[error("the second passphrase is the first one")]
    SamePassphrase,
    /// The title is too long.
    #[error("the title is longer than {limit} bytes")]
    TitleTooLong {
        /// The most, in bytes.
        limit: usize,
    },
    /// The text is too long.
    #[error("the text is longer than {limit} bytes")]
    BodyTooLong {
        /// The most, in bytes.
        limit: usize,
    },
    /// A name is needed.
    #[error("a name is needed")]
    NameMissing,
    /// The passphrase is too short.
    #[error("a passphrase has at least {least} characters")]
    PassphraseTooShort {
        /// The fewest characters.
        least: usize,
    },
    /// Only its author may do this.
    #[error("only its author may do this")]
    NotYours,
    /// There is no partner to do this with.
    #[error("no partner yet")]
    NoPartner,
    /// There is a partner already.
    #[error("already paired")]
    AlreadyPaired,
    /// It has left already.
    #[error("it has left already")]
    TooLateToWithhold,
    /// Nothing waits to leave.
    #[error("nothing is waiting to leave")]
    NotPending,
    /// The invitation is not one, or was altered.
    #[error("not a whole invitation")]
    InviteMalformed,
    /// Its time is over.
    #[error("the invitation has expired")]
    InviteExpired,
    /// It was used already.
    #[error("the invitation was used already")]
    InviteSpent,
    /// It is one's own.
    #[error("one's own invitation")]
    InviteOwn,
    /// An invitation, or the other side of a pairing, is of a newer version.
    #[error("made by a newer version")]
    MadeByNewer,
    /// The partner's computer does not answer.
    #[error("the partner's computer does not answer")]
    PartnerUnreachable,
    /// Pairing has ended: cancelled, refused, or something on the way was altered.
    #[error("pairing is over")]
    PairingOver,
    /// One of the two saw other pictures.
    #[error("the pictures differ")]
    PicturesDiffer,
    /// Nothing can be answered any more.
    #[error("this date is settled")]
    OutingSettled,
    /// The time has passed.
    #[error("the time has passed")]
    TimeInPast,
    /// Not a time or a zone.
    #[error("not a time")]
    BadTime,
    /// The other has answered to this: it can't be changed or taken back any more.
    #[error("the other has answered to this already")]
    SealedBound,
    /// Over, opened, or never begun.
    #[error("nothing can be done with this any more")]
    SealedOver,
    /// Not in the library.
    #[error("no such gesture")]
    UnknownGesture,
    /// A file or folder can't be read.
    #[error("a file can't be read")]
    FileUnreadable,
    /// There is no mailbox.
    #[error("no mailbox")]
    NoMailbox,
    /// The folder is another couple's mailbox.
    #[error("the folder is another couple's")]
    MailboxTaken,
    /// The folder can't be used.
    #[error("the mailbox can't be used: {0}")]
    MailboxUnusable(#[from] Trouble),
    /// The direct way is closed, and this needs it.
    #[error("the direct way is closed")]
    DirectClosed,
    /// Something in the request does not fit.
    #[error("bad input: {what}")]
    BadInput {
        /// Which part.
        what: &'static str,
    },
    /// A fault of ours.
    #[error("internal fault")]
    Internal,
    /// No recovery sheet has been made yet.
    #[error("no recovery sheet yet")]
    NoSheet,
    /// These words of a sheet are not the right ones, or not of the list.
    #[error("wrong words at {places:?}")]
    WrongWords {
        /// Their places, from 1 up.
        places: Vec<u8>,
    },
    /// A sheet has 24 words.
    #[error("{found} words instead of 24")]
    WordCount {
        /// How many there are.
        found: usize,
    },
    /// All are words of the list, but together they are no sheet.
    #[error("the words do not fit together")]
    WordsDoNotFit,
    /// A whole sheet, but not the one that this was made for.
    #[error("another recovery sheet")]
    OtherSheet,
    /// Not a backup, or not a whole one.
    #[error("not a whole backup")]
    NotABackup,
    /// A backup is not kept in the profile itself.
    #[error("a backup inside the profile")]
    BackupInsideProfile,
}

impl From<VaultError> for CompanionError {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::DiskFull => Self::CannotSave(CannotSave::DiskFull),
            VaultError::ReadOnly => Self::CannotSave(CannotSave::ReadOnly),
            VaultError::Io(_) => Self::CannotSave(CannotSave::Io),
            VaultError::Newer { .. } => Self::VaultNewer,
            VaultError::Busy => Self::ProfileBusy,
            VaultError::NotFound => Self::NotFound,
            VaultError::Damaged { detail } => Self::VaultDamaged { detail },
            // The key comes out of the key file, so a vault that it does not
            // open, or that is no vault, was damaged or exchanged.
            VaultError::WrongKey => Self::VaultDamaged {
                detail: "the key does not open it".into(),
            },
            VaultError::Plaintext => Self::VaultDamaged {
                detail: "it is not encrypted".into(),
            },
            VaultError::OtherKind { .. } => Self::VaultDamaged {
                detail: "another kind".into(),
            },
            VaultError::Missing => Self::VaultDamaged {
                detail: "it is missing".into(),
            },
            VaultError::Exists => Self::HomeExists,
            VaultError::BrokenChain { .. } | VaultError::FrozenLog => Self::VaultDamaged {
                detail: "its log does not hold together".into(),
            },
            VaultError::KindDiffers | VaultError::TooMany { .. } => Self::BadInput {
                what: "kind or number of things",
            },
            VaultError::Sql(_) => Self::Internal,
        }
    }
}

impl From<InviteError> for CompanionError {
    fn from(error: InviteError) -> Self {
        match error {
            InviteError::Expired => Self::InviteExpired,
            InviteError::Own => Self::InviteOwn,
            InviteError::Newer => Self::MadeByNewer,
            InviteError::NotAnInvite | InviteError::Altered => Self::InviteMalformed,
        }
    }
}

impl From<couple::journal::DraftError> for CompanionError {
    fn from(error: couple::journal::DraftError) -> Self {
        use couple::journal::DraftError;
        match error {
            DraftError::TitleTooLong { limit } => Self::TitleTooLong { limit },
            DraftError::BodyTooLong { limit } => Self::BodyTooLong { limit },
            DraftError::BadLabels => Self::BadInput {
                what: "tags or feelings",
            },
        }
    }
}

impl From<couple::time::TimeError> for CompanionError {
    fn from(_: couple::time::TimeError) -> Self {
        Self::BadTime
    }
}

impl From<couple::id::IdError> for CompanionError {
    fn from(_: couple::id::IdError) -> Self {
        Self::NotFound
    }
}

impl From<std::io::Error> for CompanionError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                Self::CannotSave(CannotSave::DiskFull)
            }
            ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => {
                Self::CannotSave(CannotSave::ReadOnly)
            }
            _ => Self::CannotSave(CannotSave::Io),
        }
    }
}

impl From<replica::DocumentError> for CompanionError {
    fn from(error: replica::DocumentError) -> Self {
        match error {
            replica::DocumentError::Schema(fault) => fault.into(),
            _ => Self::VaultDamaged {
                detail: "a document can't be read".into(),
            },
        }
    }
}

impl From<replica::SchemaFault> for CompanionError {
    fn from(_: replica::SchemaFault) -> Self {
        Self::BadInput {
            what: "a value over its limit",
        }
    }
}
