//! From a whole new text to the few splices that make it, so that two people's edits merge instead of doubling the text.
//!
//! Lines first, then words inside the lines that differ, then the letters two words share at their ends. Whole words
//! are replaced, since two edits woven letter by letter can't be read. Everything is bounded: a text made to be slow
//! to compare yields a coarser splice, never a long wait.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

/// Old and new lengths whose product is at most this are compared exactly.
const EXACT_CELLS: usize = 1 << 16;
/// How often a stretch is divided at lines that occur once before it is taken as one change.
const MAX_DEPTH: u32 = 16;

/// A stretch of the old text that becomes a stretch of the new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hunk {
    pub old: Range<usize>,
    pub new: Range<usize>,
}

/// Replace `delete` characters at `at` by `insert`. Positions count Unicode scalar values of the old text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Splice {
    pub at: usize,
    pub delete: usize,
    pub insert: String,
}

/// The splices that turn `old` into `new`, first to last; apply them last to first.
pub(crate) fn splices(old: &str, new: &str) -> Vec<Splice> {
    if old == new {
        return Vec::new();
    }
    // Most texts are new ones: there is nothing to compare.
    if old.is_empty() {
        let insert = new.to_owned();
        return vec![Splice {
            at: 0,
            delete: 0,
            insert,
        }];
    }
    let old_lines: Vec<&str> = old.split_inclusive('\n').collect();
    let new_lines: Vec<&str> = new.split_inclusive('\n').collect();
    let starts = starts(&old_lines);
    let mut found = Vec::new();
    for hunk in hunks(&old_lines, &new_lines) {
        words(
            starts.get(hunk.old.start).copied().unwrap_or_default(),
            &old_lines[hunk.old].concat(),
            &new_lines[hunk.new].concat(),
            &mut found,
        );
    }
    found
}

/// Splices within one stretch of changed lines that begins at character `at` of the old text.
fn words(at: usize, old: &str, new: &str, found: &mut Vec<Splice>) {
    let (old_words, new_words) = (tokens(old), tokens(new));
    let starts = starts(&old_words);
    let mut changes = hunks(&old_words, &new_words);
    if rewritten(&old_words, &new_words, &changes) {
        changes = vec![Hunk {
            old: 0..old_words.len(),
            new: 0..new_words.len(),
        }];
    } else {
        join_over_spaces(&old_words, &mut changes);
    }
    for change in changes {
        let before = old_words[change.old.clone()].concat();
        let after = new_words[change.new].concat();
        let splice = trimmed(&before, &after);
        found.push(Splice {
            at: at + starts.get(change.old.start).copied().unwrap_or_default() + splice.at,
            ..splice
        });
    }
}

/// Character offset at which each token begins, and the end of the last.
fn starts(tokens: &[&str]) -> Vec<usize> {
    let mut at = 0;
    let mut starts = vec![0];
    for token in tokens {
        at += token.chars().count();
        starts.push(at);
    }
    starts
}

/// Words of letters that are written with spaces between words; every other character stands alone.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut word_from = None;
    for (at, letter) in text.char_indices() {
        if letter.is_alphanumeric() && !stands_alone(letter) {
            word_from.get_or_insert(at);
            continue;
        }
        if let Some(from) = word_from.take() {
            tokens.push(&text[from..at]);
        }
        tokens.push(&text[at..at + letter.len_utf8()]);
    }
    if let Some(from) = word_from {
        tokens.push(&text[from..]);
    }
    tokens
}

/// Thai to Khmer, and the scripts of China, Japan and Korea, do not put spaces between words.
fn stands_alone(letter: char) -> bool {
    matches!(letter as u32, 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x2E80..=0x9FFF | 0xAC00..=0xD7FF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Whether so little was kept that the stretch was written anew. Then the few common words are chance, and weaving
/// two such rewrites around them would be unreadable.
fn rewritten(old: &[&str], new: &[&str], changes: &[Hunk]) -> bool {
    let size = |tokens: &[&str]| -> usize {
        tokens
            .iter()
            .filter(|token| !token.trim().is_empty())
            .map(|token| token.len())
            .sum()
    };
    let whole = size(old);
    let gone: usize = changes
        .iter()
        .map(|change| size(&old[change.old.clone()]))
        .sum();
    gone > 0 && (whole - gone) * 3 < whole.max(size(new))
}

/// Joins changes of neighbouring words: a name of two words is replaced as one.
fn join_over_spaces(old: &[&str], changes: &mut Vec<Hunk>) {
    changes.dedup_by(|next, kept| {
        let between = &old[kept.old.end..next.old.start];
        let joins = !kept.old.is_empty()
            && !next.old.is_empty()
            && between
                .iter()
                .all(|token| *token != "\n" && token.trim().is_empty());
        if joins {
            kept.old.end = next.old.end;
            kept.new.end = next.new.end;
        }
        joins
    });
}

/// One replacement without the letters both sides begin and end with.
fn trimmed(old: &str, new: &str) -> Splice {
    let old: Vec<char> = old.chars().collect();
    let new: Vec<char> = new.chars().collect();
    let (prefix, suffix) = common_ends(&old, &new);
    Splice {
        at: prefix,
        delete: old.len() - prefix - suffix,
        insert: new[prefix..new.len() - suffix].iter().collect(),
    }
}

fn common_ends<T: Eq>(old: &[T], new: &[T]) -> (usize, usize) {
    let prefix = old
        .iter()
        .zip(new)
        .take_while(|(old, new)| old == new)
        .count();
    let suffix = old[prefix..]
        .iter()
        .rev()
        .zip(new[prefix..].iter().rev())
        .take_while(|(old, new)| old == new)
        .count();
    (prefix, suffix)
}

/// Where two sequences differ, in order and never touching each other.
pub(crate) fn hunks<T: Eq + Hash>(old: &[T], new: &[T]) -> Vec<Hunk> {
    let mut found = Vec::new();
    let mut open = vec![(
        Hunk {
            old: 0..old.len(),
            new: 0..new.len(),
        },
        0,
    )];
    while let Some((gap, depth)) = open.pop() {
        let (prefix, suffix) = common_ends(&old[gap.old.clone()], &new[gap.new.clone()]);
        let gap = Hunk {
            old: gap.old.start + prefix..gap.old.end - suffix,
            new: gap.new.start + prefix..gap.new.end - suffix,
        };
        if gap.old.is_empty() || gap.new.is_empty() {
            if !(gap.old.is_empty() && gap.new.is_empty()) {
                found.push(gap);
            }
        } else if gap.old.len().saturating_mul(gap.new.len()) <= EXACT_CELLS {
            exact(old, new, &gap, &mut found);
        } else {
            let anchors = if depth < MAX_DEPTH {
                anchors(old, new, &gap)
            } else {
                Vec::new()
            };
            if anchors.is_empty() {
                found.push(gap);
                continue;
            }
            let mut from = (gap.old.start, gap.new.start);
            for (at_old, at_new) in anchors.into_iter().chain([(gap.old.end, gap.new.end)]) {
                open.push((
                    Hunk {
                        old: from.0..at_old,
                        new: from.1..at_new,
                    },
                    depth + 1,
                ));
                from = (at_old + 1, at_new + 1);
            }
        }
    }
    found.sort_by_key(|hunk| (hunk.old.start, hunk.new.start));
    found.dedup_by(|next, kept| {
        let touch = kept.old.end == next.old.start && kept.new.end == next.new.start;
        if touch {
            kept.old.end = next.old.end;
            kept.new.end = next.new.end;
        }
        touch
    });
    found
}

/// The longest common subsequence by the textbook table; the gap is small.
fn exact<T: Eq>(old: &[T], new: &[T], gap: &Hunk, found: &mut Vec<Hunk>) {
    let (old, new) = (&old[gap.old.clone()], &new[gap.new.clone()]);
    let width = new.len() + 1;
    let mut common = vec![0_u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i * width + j] = if old[i] == new[j] {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut from = (0, 0);
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            if from != (i, j) {
                found.push(shifted(gap, from.0..i, from.1..j));
            }
            (i, j) = (i + 1, j + 1);
            from = (i, j);
        } else if common[(i + 1) * width + j] >= common[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    if from != (old.len(), new.len()) {
        found.push(shifted(gap, from.0..old.len(), from.1..new.len()));
    }
}

fn shifted(gap: &Hunk, old: Range<usize>, new: Range<usize>) -> Hunk {
    Hunk {
        old: gap.old.start + old.start..gap.old.start + old.end,
        new: gap.new.start + new.start..gap.new.start + new.end,
    }
}

/// Pairs of tokens that occur exactly once on each side, as many as keep their order (patience diff).
fn anchors<T: Eq + Hash>(old: &[T], new: &[T], gap: &Hunk) -> Vec<(usize, usize)> {
    let mut seen: HashMap<&T, (Seen, Seen)> = HashMap::new();
    for at in gap.old.clone() {
        seen.entry(&old[at]).or_default().0.note(at);
    }
    for at in gap.new.clone() {
        seen.entry(&new[at]).or_default().1.note(at);
    }
    let mut pairs: Vec<(usize, usize)> = seen
        .into_values()
        .filter_map(|pair| match pair {
            (Seen::Once(old), Seen::Once(new)) => Some((old, new)),
            _ => None,
        })
        .collect();
    pairs.sort_unstable();
    increasing(&pairs)
}

#[derive(Default, Clone, Copy)]
enum Seen {
    #[default]
    Never,
    Once(usize),
    Often,
}

impl Seen {
    fn note(&mut self, at: usize) {
        *self = match self {
            Self::Never => Self::Once(at),
            Self::Once(_) | Self::Often => Self::Often,
        };
    }
}

/// The longest run of pairs, sorted by the first, that also increases in the second.
fn increasing(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, pair) in pairs.iter().enumerate() {
        let place = tails.partition_point(|tail| pairs[*tail].1 < pair.1);
        before.push(place.checked_sub(1).map(|left| tails[left]));
        if place == tails.len() {
            tails.push(index);
        } else {
            tails[place] = index;
        }
    }
    let mut run = Vec::with_capacity(tails.len());
    let mut at = tails.last().copied();
    while let Some(index) = at {
        run.push(pairs[index]);
        at = before[index];
    }
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn apply(old: &str, splices: &[Splice]) -> String {
        let mut text: Vec<char> = old.chars().collect();
        for splice in splices.iter().rev() {
            text.splice(splice.at..splice.at + splice.delete, splice.insert.chars());
        }
        text.into_iter().collect()
    }

    fn check(old: &str, new: &str, expected: &[(usize, usize, &str)]) {
        let found = splices(old, new);
        assert_eq!(apply(old, &found), new);
        let found: Vec<_> = found
            .iter()
            .map(|s| (s.at, s.delete, s.insert.as_str()))
            .collect();
        assert_eq!(found, expected, "{old:?} -> {new:?}");
    }

    #[test]
    fn words_are_replaced_and_ends_are_kept() {
        check(
            "we went to Lisbon today",
            "we went to Madrid today",
            &[(11, 6, "Madrid")],
        );
        check("up the mountan", "up the mountain", &[(13, 0, "i")]);
        check("", "first words", &[(0, 0, "first words")]);
        check("gone", "", &[(0, 4, "")]);
        check("a\n\nb\n\nc", "a\n\nB!\n\nc", &[(3, 1, "B!")]);
        check(
            "in New York then",
            "in Los Angeles then",
            &[(3, 8, "Los Angeles")],
        );
        check("明日は雨です", "明日は晴れです", &[(3, 1, "晴れ")]);
    }

    #[test]
    fn what_is_written_anew_is_one_splice() {
        check(
            "the rain kept us in all day and we read",
            "nobody slept because the dog was in love",
            &[(0, 39, "nobody slept because the dog was in love")],
        );
    }

    #[test]
    fn only_changed_lines_are_touched_in_a_long_text() {
        let lines: Vec<String> = (0..40_000)
            .map(|n| format!("line {}\n", n % 7_000))
            .collect();
        let mut changed = lines.clone();
        changed[20_000] = "another\n".into();
        changed.remove(30_000);
        let (old, new) = (lines.concat(), changed.concat());
        let found = splices(&old, &new);
        assert_eq!(apply(&old, &found), new);
        assert!(
            found
                .iter()
                .map(|s| s.insert.len() + s.delete)
                .sum::<usize>()
                < 60,
            "{found:?}"
        );
    }

    #[test]
    fn a_text_made_to_be_slow_is_compared_quickly() {
        let old = "a b ".repeat(130_000);
        let new = "b a c ".repeat(90_000);
        assert_eq!(apply(&old, &splices(&old, &new)), new);
        // One anchor at a time: every division leaves almost everything for the next.
        let nested: String = (0..60_000).map(|n| format!("{} ", n / 2)).collect();
        let other: String = (0..60_000)
            .map(|n| format!("{} ", (59_999 - n) / 2))
            .collect();
        assert_eq!(apply(&nested, &splices(&nested, &other)), other);
    }

    proptest! {
        #[test]
        fn splices_make_the_new_text(old in "[ab \n日é]{0,40}", new in "[ab \n日é]{0,40}") {
            let found = splices(&old, &new);
            prop_assert_eq!(apply(&old, &found), new);
            for pair in found.windows(2) {
                prop_assert!(pair[0].at + pair[0].delete <= pair[1].at);
            }
        }

        #[test]
        fn anchored_comparison_makes_the_new_sequence(old in prop::collection::vec(0_u16..900, 0..600), cut in 0_usize..600, add in prop::collection::vec(0_u16..900, 0..300)) {
            let mut new = old.clone();
            new.splice(cut.min(old.len())..(cut + 200).min(old.len()).max(cut.min(old.len())), add);
            let mut made = old.clone();
            for hunk in hunks(&old, &new).into_iter().rev() {
                made.splice(hunk.old, new[hunk.new].iter().copied());
            }
            prop_assert_eq!(made, new);
        }
    }
}
