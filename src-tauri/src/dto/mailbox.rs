//! The mailbox as it travels: never a path, and about the partner by the day only.

use companion::{Finding, MailboxView, last_part};
use serde::Serialize;
use specta::Type;

use super::count;
use crate::command_error::MailboxTrouble;

/// The folder that both reach.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MailboxState {
    /// The folder's own name; null without one.
    folder: Option<String>,
    /// The direct way is closed.
    only: bool,
    trouble: Option<MailboxTrouble>,
    /// Changes of mine that do not lie in the folder yet.
    waiting: u32,
    /// Day on which something of my partner's last came through it.
    news: Option<String>,
    /// Newest first.
    noticed: Vec<Noticed>,
}

/// Something that was noticed in the folder.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Noticed {
    what: NoticedWhat,
    /// Day on which it was last true.
    day: String,
    /// How much there was, where a number says more.
    from: u32,
    /// How much is there.
    to: u32,
}

/// What was noticed; its words are `mailbox-noticed-<what>`.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum NoticedWhat {
    OtherCouple,
    Newer,
    Emptied,
    WentBack,
    MuchMissing,
    Gap,
    Altered,
    TooMany,
}

impl From<MailboxView> for MailboxState {
    fn from(view: MailboxView) -> Self {
        Self {
            folder: view.address.as_deref().map(last_part),
            only: view.only,
            trouble: view.trouble.map(MailboxTrouble::from),
            waiting: count(view.unpublished),
            news: view.news.map(|day| day.to_string()),
            noticed: view
                .noticed
                .into_iter()
                .map(|(finding, day)| Noticed::of(finding, day.to_string()))
                .collect(),
        }
    }
}

impl Noticed {
    fn of(finding: Finding, day: String) -> Self {
        let (what, from, to) = match finding {
            Finding::OtherCouple => (NoticedWhat::OtherCouple, 0, 0),
            Finding::Newer => (NoticedWhat::Newer, 0, 0),
            Finding::Emptied => (NoticedWhat::Emptied, 0, 0),
            Finding::WentBack { from, to, .. } => (NoticedWhat::WentBack, from, to),
            Finding::MuchMissing { missing, of } => {
                (NoticedWhat::MuchMissing, of, of.saturating_sub(missing))
            }
            Finding::Gap { from, .. } => (NoticedWhat::Gap, from, 0),
            Finding::Altered { files, .. } => (NoticedWhat::Altered, files.into(), 0),
            Finding::TooMany => (NoticedWhat::TooMany, 0, 0),
        };
        Self {
            what,
            day,
            from: count(from),
            to: count(to),
        }
    }
}
