//! Answering an entry: in plain words, by a word, or by listening.
//!
//! Listening is three steps, what I heard, why it makes sense, what I imagine it feels like (Imago's mirror, validate,
//! empathise; clinical practice, no trial). The author alone says whether that was it. After the second "not quite"
//! writing has done what it can, and the two had better talk.
//!
//! Each reply is one saying of one person and never changes; where listening stands follows from the set of them, in
//! whatever order they came.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{PersonId, ThingId};

/// Bytes of one part of a reply.
pub const PART_LIMIT: usize = 8_000;
/// How often one may try to say what was heard.
pub const ROUNDS: u8 = 2;
/// What can be said in a word; their texts are `reply-word-<id>`. Words, and never a number of them.
pub const WORDS: [&str; 6] = [
    "thank-you",
    "touched",
    "with-you",
    "smiling",
    "proud",
    "more",
];
/// Bytes of the id of a word, also of a newer version's.
const WORD_LIMIT: usize = 40;

/// One saying about an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// Its id.
    pub id: ThingId,
    /// About which entry.
    pub entry: ThingId,
    /// Whose.
    pub author: PersonId,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// What it says.
    pub says: Says,
}

/// What a reply says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Says {
    /// In plain words.
    Plain {
        /// The words.
        text: String,
    },
    /// By listening.
    Listening {
        /// What I heard.
        heard: String,
        /// Why it makes sense; may be left out.
        sense: String,
        /// What I imagine it feels like; may be left out.
        feels: String,
        /// Which try, from 1.
        round: u8,
    },
    /// Whether that was it; from the entry's author.
    Verdict {
        /// The listening reply.
        of: ThingId,
        /// "Yes, that's it", or "not quite".
        right: bool,
        /// What was meant; may be left out.
        note: String,
    },
    /// A word of [`WORDS`], or of a newer version.
    Word {
        /// Its id.
        word: String,
    },
}

/// Why something can't be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReplyError {
    /// Nothing in it.
    #[error("an empty reply")]
    Empty,
    /// A part that is too long.
    #[error("a part of the reply is longer than {PART_LIMIT} bytes")]
    TooLong,
    /// No such word, or no such round.
    #[error("not a word that can be said")]
    BadWord,
}

impl Says {
    /// Whether it can be said.
    ///
    /// # Errors
    /// [`ReplyError`].
    pub fn validate(&self) -> Result<(), ReplyError> {
        let parts: Vec<&str> = match self {
            Self::Plain { text } => vec![text],
            Self::Listening {
                heard,
                sense,
                feels,
                ..
            } => vec![heard, sense, feels],
            Self::Verdict { note, .. } => vec![note],
            Self::Word { word } => vec![word],
        };
        if parts.iter().any(|part| part.len() > PART_LIMIT) {
            return Err(ReplyError::TooLong);
        }
        match self {
            Self::Plain { text: first } | Self::Listening { heard: first, .. }
                if first.trim().is_empty() =>
            {
                Err(ReplyError::Empty)
            }
            Self::Listening { round, .. } if !(1..=ROUNDS).contains(round) => {
                Err(ReplyError::BadWord)
            }
            Self::Word { word } => {
                let spelled = word.bytes().all(|it| it.is_ascii_lowercase() || it == b'-');
                if !word.is_empty() && word.len() <= WORD_LIMIT && spelled {
                    Ok(())
                } else {
                    Err(ReplyError::BadWord)
                }
            }
            _ => Ok(()),
        }
    }
}

/// Where listening to an entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has said yet what they heard.
    Open,
    /// The author may say whether that was it.
    Said,
    /// "Yes, that's it."
    Heard,
    /// "Not quite": the listener may try once more.
    NotQuite,
    /// "Not quite", twice. Let's talk.
    LetsTalk,
}

/// One try at saying what was heard, and what the author said to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Try<'a> {
    /// The listening reply.
    pub reply: &'a Reply,
    /// The author's verdict.
    pub verdict: Option<&'a Reply>,
}

/// The tries that count, in their order, and where that leaves the two. What the rules don't allow (a verdict of
/// someone else, a second try before the first was judged, the author listening to themselves) does not count.
#[must_use]
pub fn listening(author: PersonId, replies: &[Reply]) -> (Vec<Try<'_>>, Standing) {
    let mut tries = Vec::new();
    let mut standing = Standing::Open;
    for wanted in 1..=ROUNDS {
        let said = first(replies, |reply| {
            reply.author != author
                && matches!(reply.says, Says::Listening { round, .. } if round == wanted)
        });
        let Some(reply) = said else { break };
        let verdict = first(replies, |it| {
            it.author == author && matches!(it.says, Says::Verdict { of, .. } if of == reply.id)
        });
        tries.push(Try { reply, verdict });
        standing = match verdict.map(|it| &it.says) {
            Some(Says::Verdict { right: true, .. }) => Standing::Heard,
            Some(_) if wanted == ROUNDS => Standing::LetsTalk,
            Some(_) => Standing::NotQuite,
            None => Standing::Said,
        };
        if standing != Standing::NotQuite {
            break;
        }
    }
    (tries, standing)
}

/// Two devices of one person may both have said it: the earlier one counts, on both sides.
fn first(replies: &[Reply], is: impl Fn(&Reply) -> bool) -> Option<&Reply> {
    replies
        .iter()
        .filter(|reply| is(reply))
        .min_by_key(|reply| (reply.at, reply.id))
}

/// Whether a person may say this about an entry of `author` now.
#[must_use]
pub fn may_say(who: PersonId, author: PersonId, replies: &[Reply], says: &Says) -> bool {
    let (tries, standing) = listening(author, replies);
    match says {
        Says::Plain { .. } => true,
        Says::Word { .. } => who != author,
        Says::Listening { round, .. } => {
            let next = match standing {
                Standing::Open => 1,
                Standing::NotQuite => 2,
                _ => return false,
            };
            who != author && *round == next
        }
        Says::Verdict { of, .. } => {
            who == author
                && standing == Standing::Said
                && tries.last().is_some_and(|last| last.reply.id == *of)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ADA: PersonId = PersonId([1; 16]);
    const BEN: PersonId = PersonId([2; 16]);

    fn reply(id: u8, author: PersonId, says: Says) -> Reply {
        Reply {
            id: ThingId([id; 16]),
            entry: ThingId([9; 16]),
            author,
            at: DateTime::from_timestamp(i64::from(id), 0).unwrap(),
            says,
        }
    }

    fn heard(id: u8, author: PersonId, round: u8) -> Reply {
        let says = Says::Listening {
            heard: "that it was a long day".into(),
            sense: String::new(),
            feels: String::new(),
            round,
        };
        reply(id, author, says)
    }

    fn verdict(id: u8, author: PersonId, of: u8, right: bool) -> Reply {
        let says = Says::Verdict {
            of: ThingId([of; 16]),
            right,
            note: String::new(),
        };
        reply(id, author, says)
    }

    fn standing(replies: &[Reply]) -> Standing {
        listening(ADA, replies).1
    }

    #[test]
    fn the_author_says_whether_that_was_it_twice_at_most() {
        let mut told = vec![];
        assert_eq!(standing(&told), Standing::Open);
        told.push(heard(1, BEN, 1));
        assert_eq!(standing(&told), Standing::Said);
        assert!(!may_say(BEN, ADA, &told, &heard(2, BEN, 2).says));
        told.push(verdict(2, ADA, 1, false));
        assert_eq!(standing(&told), Standing::NotQuite);
        assert!(may_say(BEN, ADA, &told, &heard(3, BEN, 2).says));
        told.push(heard(3, BEN, 2));
        assert!(may_say(ADA, ADA, &told, &verdict(4, ADA, 3, true).says));
        let mut right = told.clone();
        right.push(verdict(4, ADA, 3, true));
        assert_eq!(standing(&right), Standing::Heard);
        told.push(verdict(4, ADA, 3, false));
        assert_eq!(standing(&told), Standing::LetsTalk);
        for round in 1..=3 {
            assert!(!may_say(BEN, ADA, &told, &heard(5, BEN, round).says));
        }
        assert_eq!(listening(ADA, &told).0.len(), 2);
    }

    #[test]
    fn nobody_judges_or_hears_for_the_other() {
        let told = [heard(1, ADA, 1), heard(2, BEN, 2)];
        assert_eq!(standing(&told), Standing::Open);
        let told = [heard(1, BEN, 1), verdict(2, BEN, 1, true)];
        assert_eq!(standing(&told), Standing::Said);
        assert!(!may_say(BEN, ADA, &told, &verdict(3, BEN, 1, true).says));
        assert!(!may_say(ADA, ADA, &told, &heard(3, ADA, 1).says));
        let word = Says::Word {
            word: "more".into(),
        };
        assert!(may_say(BEN, ADA, &told, &word) && !may_say(ADA, ADA, &told, &word));
    }

    #[test]
    fn what_can_be_said() {
        let plain = |text: String| Says::Plain { text }.validate();
        assert_eq!(plain("Yes.".into()), Ok(()));
        assert_eq!(plain("  ".into()), Err(ReplyError::Empty));
        assert_eq!(plain("x".repeat(8_001)), Err(ReplyError::TooLong));
        assert_eq!(heard(1, BEN, 3).says.validate(), Err(ReplyError::BadWord));
        let word = |word: &str| Says::Word { word: word.into() }.validate();
        assert!(WORDS.iter().all(|it| word(it).is_ok()));
        assert_eq!(word("a word of next year"), Err(ReplyError::BadWord));
    }

    fn any_reply() -> impl Strategy<Value = Reply> {
        (1u8..12, any::<bool>(), 0u8..4, 1u8..4, any::<bool>()).prop_map(
            |(id, ada, what, round, right)| {
                let who = if ada { ADA } else { BEN };
                match what {
                    0 => heard(id, who, round),
                    1 => verdict(id, who, round, right),
                    2 => reply(
                        id,
                        who,
                        Says::Word {
                            word: "more".into(),
                        },
                    ),
                    _ => reply(
                        id,
                        who,
                        Says::Plain {
                            text: "Yes.".into(),
                        },
                    ),
                }
            },
        )
    }

    proptest! {
        /// Both sides come to the same, whatever came first.
        #[test]
        fn the_order_of_arrival_makes_no_difference(replies in prop::collection::vec(any_reply(), 0..12), seed: u64) {
            // An id is one thing's, and never another's.
            let mut replies: Vec<Reply> = replies
                .into_iter()
                .map(|it| (it.id, it))
                .collect::<std::collections::BTreeMap<_, _>>()
                .into_values()
                .collect();
            let before: Vec<_> = listening(ADA, &replies).0.iter().map(|it| (it.reply.id, it.verdict.map(|it| it.id))).collect();
            let stands = standing(&replies);
            let turn = usize::try_from(seed % 12).unwrap_or(0).min(replies.len());
            replies.rotate_left(turn);
            replies.reverse();
            let after: Vec<_> = listening(ADA, &replies).0.iter().map(|it| (it.reply.id, it.verdict.map(|it| it.id))).collect();
            prop_assert_eq!(before, after);
            prop_assert_eq!(stands, standing(&replies));
        }
    }
}
