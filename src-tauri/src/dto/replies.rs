//! What is said about an entry, as it travels.

use companion::couple::reply::{self, Says};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{all, instant, journal::Author};

/// What someone says to an entry.
#[derive(Debug, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum ReplyInput {
    /// In plain words.
    Plain { text: String },
    /// By listening: what I heard, why it makes sense, what I imagine it feels like.
    Listening {
        heard: String,
        sense: String,
        feels: String,
    },
    /// "Yes, that's it", or "not quite" with what was meant.
    Verdict { right: bool, note: String },
    /// A word, `reply-word-<word>`.
    Word { word: String },
}

/// A reply.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ReplyView {
    id: String,
    author: Author,
    at: String,
    says: ReplySays,
}

/// What it says.
#[derive(Debug, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum ReplySays {
    Plain {
        text: String,
    },
    Listening {
        heard: String,
        sense: String,
        feels: String,
        round: u8,
    },
    Verdict {
        of: String,
        right: bool,
        note: String,
    },
    Word {
        word: String,
    },
}

/// Where listening stands.
#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ListeningStanding {
    /// Nobody has said yet what they heard.
    Open,
    /// The author may say whether that was it.
    Said,
    Heard,
    /// The listener may try once more.
    NotQuite,
    /// Not quite, twice.
    LetsTalk,
}

/// What of mine leaves next.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ReplyLeaving {
    reply: ReplyInput,
    at: String,
}

/// Everything said about an entry.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RepliesView {
    /// Oldest first.
    replies: Vec<ReplyView>,
    standing: ListeningStanding,
    may_reply: bool,
    may_listen: bool,
    may_judge: bool,
    /// In its ten seconds.
    leaving: Option<ReplyLeaving>,
    draft: Option<ReplyInput>,
    /// I left listening there for now; only I know.
    left: bool,
    /// Ids of the words that can be said.
    words: Vec<String>,
}

impl From<ReplyInput> for companion::ReplyInput {
    fn from(input: ReplyInput) -> Self {
        match input {
            ReplyInput::Plain { text } => Self::Plain { text },
            ReplyInput::Listening {
                heard,
                sense,
                feels,
            } => Self::Listening {
                heard,
                sense,
                feels,
            },
            ReplyInput::Verdict { right, note } => Self::Verdict { right, note },
            ReplyInput::Word { word } => Self::Word { word },
        }
    }
}

impl From<companion::ReplyInput> for ReplyInput {
    fn from(input: companion::ReplyInput) -> Self {
        match input {
            companion::ReplyInput::Plain { text } => Self::Plain { text },
            companion::ReplyInput::Listening {
                heard,
                sense,
                feels,
            } => Self::Listening {
                heard,
                sense,
                feels,
            },
            companion::ReplyInput::Verdict { right, note } => Self::Verdict { right, note },
            companion::ReplyInput::Word { word } => Self::Word { word },
        }
    }
}

impl From<companion::ReplyView> for ReplyView {
    fn from(view: companion::ReplyView) -> Self {
        Self {
            id: view.id.to_string(),
            author: view.author.into(),
            at: instant(view.at),
            says: match view.says {
                Says::Plain { text } => ReplySays::Plain { text },
                Says::Listening {
                    heard,
                    sense,
                    feels,
                    round,
                } => ReplySays::Listening {
                    heard,
                    sense,
                    feels,
                    round,
                },
                Says::Verdict { of, right, note } => ReplySays::Verdict {
                    of: of.to_string(),
                    right,
                    note,
                },
                Says::Word { word } => ReplySays::Word { word },
            },
        }
    }
}

impl From<companion::RepliesView> for RepliesView {
    fn from(view: companion::RepliesView) -> Self {
        Self {
            replies: all(view.replies),
            standing: match view.standing {
                reply::Standing::Open => ListeningStanding::Open,
                reply::Standing::Said => ListeningStanding::Said,
                reply::Standing::Heard => ListeningStanding::Heard,
                reply::Standing::NotQuite => ListeningStanding::NotQuite,
                reply::Standing::LetsTalk => ListeningStanding::LetsTalk,
            },
            may_reply: view.may_reply,
            may_listen: view.may_listen,
            may_judge: view.may_judge,
            leaving: view.leaving.map(|(reply, at)| ReplyLeaving {
                reply: reply.into(),
                at: instant(at),
            }),
            draft: view.draft.map(ReplyInput::from),
            left: view.left,
            words: reply::WORDS.map(str::to_owned).to_vec(),
        }
    }
}
