//! Words for feelings, in two levels. Ids only; the words are in the translations (`feeling-<id>`).
//!
//! Words, not a row of faces from bad to good: naming a feeling precisely is the help, grading it is not.

/// A broad feeling and the finer ones that belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Family {
    /// Id of the broad feeling; it may be chosen itself.
    pub id: &'static str,
    /// Ids of the finer feelings.
    pub words: &'static [&'static str],
}

/// Every feeling that can be chosen.
pub const fn families() -> &'static [Family] {
    FAMILIES
}

/// Whether an id can be chosen. An entry may still carry others: imported, or from a newer version.
pub fn is_known(id: &str) -> bool {
    FAMILIES
        .iter()
        .any(|family| family.id == id || family.words.contains(&id))
}

static FAMILIES: &[Family] = &[
    Family {
        id: "glad",
        words: &[
            "grateful",
            "hopeful",
            "proud",
            "amused",
            "excited",
            "relieved",
            "happy",
            "cheerful",
            "carefree",
            "fulfilled",
        ],
    },
    Family {
        id: "close",
        words: &[
            "loved",
            "tender",
            "trusting",
            "understood",
            "desired",
            "playful",
            "connected",
            "in-love",
            "seen",
            "important",
            "desiring",
            "reconciled",
        ],
    },
    Family {
        id: "calm",
        words: &[
            "content", "rested", "safe", "settled", "steady", "relaxed", "at-ease", "at-peace",
            "patient", "clear",
        ],
    },
    Family {
        id: "alive",
        words: &[
            "curious",
            "awake",
            "enthusiastic",
            "inspired",
            "eager",
            "adventurous",
            "high-spirited",
            "absorbed",
        ],
    },
    Family {
        id: "strong",
        words: &[
            "confident",
            "brave",
            "capable",
            "free",
            "determined",
            "respected",
            "equal",
            "supported",
            "appreciated",
            "comfortable",
        ],
    },
    Family {
        id: "moved",
        words: &[
            "surprised",
            "overcome",
            "wistful",
            "longing",
            "compassionate",
            "comforted",
            "enchanted",
            "fortunate",
        ],
    },
    Family {
        id: "sad",
        words: &[
            "lonely",
            "disappointed",
            "discouraged",
            "homesick",
            "grieving",
            "empty",
            "low",
            "hopeless",
            "tearful",
        ],
    },
    Family {
        id: "hurt",
        words: &[
            "overlooked",
            "rejected",
            "criticised",
            "betrayed",
            "unimportant",
            "misunderstood",
            "let-down",
            "taken-for-granted",
            "unheard",
            "patronised",
        ],
    },
    Family {
        id: "angry",
        words: &[
            "irritated",
            "frustrated",
            "resentful",
            "bitter",
            "jealous",
            "furious",
            "annoyed",
            "indignant",
            "defiant",
            "envious",
        ],
    },
    Family {
        id: "afraid",
        words: &[
            "worried",
            "insecure",
            "overwhelmed",
            "tense",
            "helpless",
            "frightened",
            "uneasy",
            "mistrustful",
            "lost",
            "cornered",
        ],
    },
    Family {
        id: "ashamed",
        words: &[
            "guilty",
            "embarrassed",
            "inadequate",
            "regretful",
            "exposed",
            "humiliated",
            "self-conscious",
            "burdensome",
            "small",
        ],
    },
    Family {
        id: "tired",
        words: &[
            "drained",
            "numb",
            "restless",
            "stretched",
            "indifferent",
            "torn",
            "bored",
            "resigned",
            "distant",
            "stuck",
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_feeling_has_two_homes() {
        let mut seen = HashSet::new();
        for family in families() {
            assert!(seen.insert(family.id));
            assert!(
                family.words.iter().all(|word| seen.insert(word)),
                "{}",
                family.id
            );
        }
        assert!(is_known("torn") && is_known("glad") && !is_known("fine"));
    }

    #[test]
    fn there_are_words_enough_for_good_days_and_bad_ones() {
        let count = |family: &Family| family.words.len();
        assert!(families().iter().map(count).sum::<usize>() >= 90);
        assert!(families().iter().all(|family| count(family) >= 8));
        // The pleasant families come first; neither half may crowd out the other.
        let sad = families().iter().position(|family| family.id == "sad");
        let (pleasant, unpleasant) = families().split_at(sad.unwrap_or_default());
        let pleasant: usize = pleasant.iter().map(count).sum();
        let unpleasant: usize = unpleasant.iter().map(count).sum();
        assert!(
            pleasant.abs_diff(unpleasant) <= 10,
            "{pleasant} and {unpleasant}"
        );
    }
}
