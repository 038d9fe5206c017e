//! The one event of the window: something has happened and is on disk. It
//! carries ids and who it came from, never a text.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, Runtime};
use tauri_specta::Event;

/// What has happened. `goTo` and `windowRested` are the shell's own: a click on a
/// notification, a choice in the tray; a window that nobody looks at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, Event)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Notice {
    HomeChanged,
    EntryKept {
        id: String,
        origin: Origin,
    },
    EntryArrived {
        id: String,
    },
    EntryReleased {
        id: String,
    },
    EntryRemoved {
        id: String,
        origin: Origin,
    },
    OutingChanged {
        id: String,
        origin: Origin,
    },
    /// My partner asked a question, wrote a letter or planned a surprise.
    SealedArrived {
        id: String,
    },
    /// A question, letter or surprise can be read.
    SealedOpened {
        id: String,
    },
    ReplyArrived {
        id: String,
    },
    RepliesChanged {
        id: String,
        origin: Origin,
    },
    SealedChanged {
        id: String,
    },
    PlanChanged {
        id: String,
    },
    NudgeFellDue {
        id: String,
    },
    /// Several nudges came due while the computer was away; they wait on Today.
    WhileAway,
    NudgeSettled {
        id: String,
    },
    PauseChanged,
    PairingChanged,
    SharingChanged,
    ImportantDateChanged {
        id: String,
    },
    SettingsChanged,
    /// The recovery sheet, the backups or the copies.
    BackupsChanged,
    EntryErased {
        id: String,
        origin: Origin,
    },
    ErasureAsked {
        id: String,
    },
    /// What goes to other calendars, or comes from them, changed.
    CalendarsChanged,
    IdeaChanged {
        id: String,
    },
    NoteChanged {
        id: String,
    },
    PromiseChanged {
        id: String,
    },
    RitualChanged {
        id: String,
        origin: Origin,
    },
    WishChanged {
        id: String,
    },
    AheadChanged {
        id: String,
    },
    /// A pause of either is not what it was.
    CalmChanged,
    /// The window was closed a while ago and may end: what is being written is to be kept now.
    WindowRested,
    /// A talk in step was offered, or is not where it was.
    TalkChanged,
    /// Show this place of the window, as its address has it.
    GoTo {
        place: String,
    },
}

/// Who something came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Origin {
    Me,
    Partner,
}

/// Tells the window. When there is none, there is nobody to tell: whoever opens
/// one reads everything anew.
pub fn emit<R: Runtime>(app: &AppHandle<R>, notice: impl Into<Notice>) {
    let _ = Event::emit(&notice.into(), app);
}

impl From<companion::Notice> for Notice {
    fn from(notice: companion::Notice) -> Self {
        use companion::Notice as Fact;
        match notice {
            Fact::HomeChanged => Self::HomeChanged,
            Fact::EntryKept { id, origin } => Self::EntryKept {
                id: id.to_string(),
                origin: origin.into(),
            },
            Fact::EntryArrived { id } => Self::EntryArrived { id: id.to_string() },
            Fact::EntryReleased { id } => Self::EntryReleased { id: id.to_string() },
            Fact::EntryRemoved { id, origin } => Self::EntryRemoved {
                id: id.to_string(),
                origin: origin.into(),
            },
            Fact::OutingChanged { id, origin } => Self::OutingChanged {
                id: id.to_string(),
                origin: origin.into(),
            },
            Fact::SealedArrived { id } => Self::SealedArrived { id: id.to_string() },
            Fact::SealedOpened { id } => Self::SealedOpened { id: id.to_string() },
            Fact::ReplyArrived { id } => Self::ReplyArrived { id: id.to_string() },
            Fact::RepliesChanged { id, origin } => Self::RepliesChanged {
                id: id.to_string(),
                origin: origin.into(),
            },
            Fact::SealedChanged { id } => Self::SealedChanged { id: id.to_string() },
            Fact::PlanChanged { id } => Self::PlanChanged { id: id.to_string() },
            Fact::NudgeFellDue { id } => Self::NudgeFellDue { id: id.to_string() },
            Fact::WhileAway { .. } => Self::WhileAway,
            Fact::NudgeSettled { id } => Self::NudgeSettled { id: id.to_string() },
            Fact::PauseChanged => Self::PauseChanged,
            Fact::PairingChanged => Self::PairingChanged,
            Fact::SharingChanged => Self::SharingChanged,
            Fact::ImportantDateChanged { id } => Self::ImportantDateChanged { id: id.to_string() },
            Fact::SettingsChanged => Self::SettingsChanged,
            Fact::BackupsChanged => Self::BackupsChanged,
            Fact::EntryErased { id, origin } => Self::EntryErased {
                id: id.to_string(),
                origin: origin.into(),
            },
            Fact::ErasureAsked { id } => Self::ErasureAsked { id: id.to_string() },
            Fact::CalendarsChanged | Fact::TimeArrived => Self::CalendarsChanged,
            Fact::IdeaChanged { id } => Self::IdeaChanged { id: id.to_string() },
            Fact::NoteChanged { id } => Self::NoteChanged { id: id.to_string() },
            Fact::PromiseChanged { id } => Self::PromiseChanged { id: id.to_string() },
            Fact::TalkArrived | Fact::TalkChanged => Self::TalkChanged,
            Fact::RitualChanged { id, origin } => Self::RitualChanged {
                id: id.to_string(),
                origin: origin.into(),
            },
            Fact::WishChanged { id } => Self::WishChanged { id: id.to_string() },
            Fact::AheadChanged { id } => Self::AheadChanged { id: id.to_string() },
            Fact::CalmArrived | Fact::CalmChanged | Fact::CalmBack => Self::CalmChanged,
        }
    }
}

impl From<companion::Origin> for Origin {
    fn from(origin: companion::Origin) -> Self {
        match origin {
            companion::Origin::Me => Self::Me,
            companion::Origin::Partner => Self::Partner,
        }
    }
}
