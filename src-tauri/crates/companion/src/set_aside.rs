//! What came in and was not taken in, as a person can look at it: by the reason, with
//! what can be done about it. The texts behind a reason are this program's own.

use chrono::NaiveDate;

use crate::{
    Companion, CompanionError,
    waiting::{NEWER, WAITS},
};

/// Why something lies aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AsideReason {
    /// Written by a newer version: it comes in by itself after an update.
    Newer,
    /// It waits for something that has not come yet.
    Waits,
    /// It would have changed what belongs to someone else.
    NotTheirs,
    /// It could have done harm to this program.
    Harmful,
    /// It can't be read.
    Unreadable,
}

/// Everything that lies aside for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsideView {
    /// The reason.
    pub reason: AsideReason,
    /// How many there are.
    pub count: u64,
    /// Since when the oldest lies there.
    pub since: NaiveDate,
}

impl AsideReason {
    /// The reason behind the words that were kept with a frame.
    pub(crate) fn of(words: &str) -> Self {
        let holds = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
        if words.starts_with(NEWER) || holds(&["newer version"]) {
            Self::Newer
        } else if words.starts_with(WAITS) {
            Self::Waits
        } else if holds(&[
            "someone else",
            "another author",
            "another thing",
            "something else",
            "not shared",
            "whose document",
            "wrong channel",
        ]) {
            Self::NotTheirs
        } else if holds(&[
            "too many",
            "too much work",
            "worker died",
            "never made",
            "same twice",
        ]) {
            Self::Harmful
        } else {
            Self::Unreadable
        }
    }
}

impl Companion {
    /// What lies aside, by its reason.
    pub(crate) fn asides(&self) -> Result<Vec<AsideView>, CompanionError> {
        let mut views: Vec<AsideView> = Vec::new();
        for (_, aside) in self.shared.set_aside()? {
            let reason = AsideReason::of(&aside.reason);
            let since = couple::time::local_day(aside.at, self.zone());
            match views.iter_mut().find(|view| view.reason == reason) {
                Some(view) => {
                    view.count += 1;
                    view.since = view.since.min(since);
                }
                None => views.push(AsideView {
                    reason,
                    count: 1,
                    since,
                }),
            }
        }
        views.sort_by_key(|view| view.reason);
        Ok(views)
    }
}

#[cfg(test)]
mod tests {
    use replica::check::Refusal;

    use super::*;

    #[test]
    fn every_refusal_has_a_reason_of_its_kind() {
        for (refusal, reason) in [
            (Refusal::TooLarge { bytes: 7 }, AsideReason::Harmful),
            (Refusal::TooMany, AsideReason::Harmful),
            (Refusal::TooCostly, AsideReason::Harmful),
            (Refusal::WorkerDied, AsideReason::Harmful),
            (Refusal::StrangeShape, AsideReason::Harmful),
            (Refusal::Unstable, AsideReason::Harmful),
            (Refusal::ForeignAuthor, AsideReason::NotTheirs),
            (Refusal::OtherIdentity, AsideReason::NotTheirs),
            (Refusal::NotTheirs, AsideReason::NotTheirs),
            (Refusal::NotAnUpdate, AsideReason::Unreadable),
            (Refusal::Unreadable, AsideReason::Unreadable),
            (Refusal::Known, AsideReason::Unreadable),
        ] {
            assert_eq!(AsideReason::of(&refusal.to_string()), reason, "{refusal:?}");
        }
        for (words, reason) in [
            ("a newer version (7)", AsideReason::Newer),
            ("waits: earlier edits are missing", AsideReason::Waits),
            ("waits: its body does not open", AsideReason::Waits),
            ("its body does not open", AsideReason::Unreadable),
            ("the id of something else", AsideReason::NotTheirs),
            ("a change to someone else's entry", AsideReason::NotTheirs),
            ("another thing's id", AsideReason::NotTheirs),
            ("on the wrong channel", AsideReason::NotTheirs),
        ] {
            assert_eq!(AsideReason::of(words), reason, "{words}");
        }
    }
}
