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
            "grateful", "hopeful", "proud", "amused", "excited", "relieved",
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
        ],
    },
    Family {
        id: "calm",
        words: &["content", "rested", "safe", "settled", "curious", "steady"],
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
}
