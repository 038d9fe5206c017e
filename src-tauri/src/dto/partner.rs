//! Pairing and sharing as they travel.

use companion::{Companion, CompanionError, PairingFailure, PairingView};
use serde::Serialize;
use specta::Type;

use super::{count, home::PartnerView, instant};
use crate::command_error::CommandError;

/// Where pairing stands.
#[derive(Debug, Serialize, Type)]
#[serde(
    tag = "stage",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum PairingState {
    Idle,
    /// Visible in this room, and looking.
    Searching,
    InviteReady {
        invite: String,
        expires_at: String,
    },
    Connecting {
        /// The name of the folder that the other one keeps, where this computer has none yet.
        folder: Option<String>,
    },
    Comparing {
        /// Seven ids; their words are `picture-<id>`.
        pictures: Vec<String>,
        confirmed_by_me: bool,
    },
    Paired {
        partner: PartnerView,
    },
    Failed {
        error: CommandError,
    },
}

/// What is shared, with whom.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SharingView {
    partner: Option<PartnerView>,
    entries: u32,
    outings: u32,
    /// Own ideas that are Ours.
    ideas: u32,
    /// What is good to know and Ours.
    notes: u32,
    /// Days that matter and are Ours.
    dates: u32,
    wishes: u32,
    ahead: u32,
    /// Promises of either that stand.
    promises: u32,
    /// Rituals that both want.
    rituals: u32,
    /// The day until which my partner sees when I am busy, if I have shown it.
    time_shown: Option<String>,
    /// Our Yeses are compared once a week.
    jar_compared: bool,
    this_device: String,
    direct: Direct,
    /// Changes of mine that my partner's computer has not confirmed.
    waiting_to_send: u32,
    /// Day on which my partner stopped sharing.
    partner_left: Option<String>,
    set_aside: Vec<AsideView>,
    /// This computer was put back to an earlier day, or copied, and wrote on.
    forked_here: bool,
    /// My partner's was.
    forked_there: bool,
}

/// The direct way to the partner's computer; never whether it is open.
#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Direct {
    Off,
    On,
    FolderOnly,
}

/// What came in and was not taken in, for one reason.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AsideView {
    reason: AsideReason,
    count: u32,
    /// Day on which the oldest came.
    since: String,
}

/// Why something was not taken in.
#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum AsideReason {
    /// Written by a newer version: it comes in by itself after an update.
    Newer,
    /// It waits for something that has not come yet.
    Waits,
    /// It would have changed what belongs to someone else.
    NotTheirs,
    /// It could have done harm to this program.
    Harmful,
    Unreadable,
}

impl PairingState {
    /// Where pairing stands now.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn now(companion: &Companion) -> Result<Self, CompanionError> {
        Ok(match companion.pairing_view() {
            PairingView::Idle => Self::Idle,
            PairingView::Searching => Self::Searching,
            PairingView::InviteReady { invite, expires_at } => Self::InviteReady {
                invite,
                expires_at: instant(expires_at),
            },
            PairingView::Connecting { folder } => Self::Connecting { folder },
            PairingView::Comparing {
                pictures,
                confirmed,
            } => Self::Comparing {
                pictures: pictures.into_iter().map(str::to_owned).collect(),
                confirmed_by_me: confirmed,
            },
            PairingView::Paired => match companion.partner_view()? {
                Some(partner) => Self::Paired {
                    partner: partner.into(),
                },
                None => Self::Connecting { folder: None },
            },
            PairingView::Failed(failure) => Self::Failed {
                error: failure.into(),
            },
        })
    }
}

impl From<PairingFailure> for CommandError {
    fn from(failure: PairingFailure) -> Self {
        CompanionError::from(failure).into()
    }
}

impl From<companion::SharingView> for SharingView {
    fn from(sharing: companion::SharingView) -> Self {
        Self {
            partner: sharing.partner.map(PartnerView::from),
            entries: count(sharing.entries),
            outings: count(sharing.outings),
            ideas: count(sharing.ideas),
            notes: count(sharing.notes),
            dates: count(sharing.dates),
            wishes: count(sharing.wishes),
            ahead: count(sharing.ahead),
            promises: count(sharing.promises),
            rituals: count(sharing.rituals),
            time_shown: sharing.time_shown.map(|day| day.to_string()),
            jar_compared: sharing.jar_compared,
            this_device: sharing.this_device,
            direct: sharing.direct.into(),
            waiting_to_send: count(sharing.waiting_to_send),
            partner_left: sharing.partner_left.map(|day| day.to_string()),
            set_aside: sharing.asides.into_iter().map(AsideView::from).collect(),
            forked_here: sharing.forked_here,
            forked_there: sharing.forked_there,
        }
    }
}

impl From<companion::AsideView> for AsideView {
    fn from(aside: companion::AsideView) -> Self {
        Self {
            reason: match aside.reason {
                companion::AsideReason::Newer => AsideReason::Newer,
                companion::AsideReason::Waits => AsideReason::Waits,
                companion::AsideReason::NotTheirs => AsideReason::NotTheirs,
                companion::AsideReason::Harmful => AsideReason::Harmful,
                companion::AsideReason::Unreadable => AsideReason::Unreadable,
            },
            count: count(aside.count),
            since: aside.since.to_string(),
        }
    }
}

impl From<companion::Direct> for Direct {
    fn from(direct: companion::Direct) -> Self {
        match direct {
            companion::Direct::Off => Self::Off,
            companion::Direct::Waiting | companion::Direct::Connected => Self::On,
            companion::Direct::FolderOnly => Self::FolderOnly,
        }
    }
}
