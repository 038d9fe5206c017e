//! When two people changed the same paragraph, the merged text is nobody's: both originals are shown.

use crate::splice::{Hunk, hunks};

/// Paragraphs that both changed, each in a different way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BothEdited {
    /// What stood there before either edit.
    pub base: String,
    /// What I made of it.
    pub mine: String,
    /// What my partner made of it.
    pub theirs: String,
}

/// Finds the paragraphs of `base` that `mine` and `theirs` both changed, differently. Paragraphs are divided by empty
/// lines. Two new paragraphs at one place are no conflict; equal changes are none either.
#[must_use]
pub fn both_edited(base: &str, mine: &str, theirs: &str) -> Vec<BothEdited> {
    let (base, mine, theirs) = (paragraphs(base), paragraphs(mine), paragraphs(theirs));
    let (my_hunks, their_hunks) = (changed(&base, &mine), changed(&base, &theirs));
    let mut found = Vec::new();
    for stretch in stretches(&my_hunks, &their_hunks) {
        let edits = |hunks: &[Hunk]| hunks.iter().any(|hunk| !hunk.old.is_empty());
        if !edits(&stretch.mine) || !edits(&stretch.theirs) {
            continue;
        }
        let conflict = BothEdited {
            base: base[stretch.start..stretch.end].join("\n\n"),
            mine: side(&mine, &stretch.mine, stretch.start, stretch.end),
            theirs: side(&theirs, &stretch.theirs, stretch.start, stretch.end),
        };
        if conflict.mine != conflict.theirs {
            found.push(conflict);
        }
    }
    found
}

/// Where a side differs from the base. As many paragraphs as before are the same ones, each edited.
fn changed(base: &[&str], side: &[&str]) -> Vec<Hunk> {
    let mut found = Vec::new();
    for hunk in hunks(base, side) {
        if hunk.old.len() == hunk.new.len() {
            found.extend(hunk.old.zip(hunk.new).map(|(old, new)| Hunk {
                old: old..old + 1,
                new: new..new + 1,
            }));
        } else {
            found.push(hunk);
        }
    }
    found
}

/// Paragraphs of the base that hunks of either side connect.
struct Stretch {
    start: usize,
    end: usize,
    mine: Vec<Hunk>,
    theirs: Vec<Hunk>,
}

fn stretches(mine: &[Hunk], theirs: &[Hunk]) -> Vec<Stretch> {
    let mine = mine.iter().map(|hunk| (hunk, true));
    let theirs = theirs.iter().map(|hunk| (hunk, false));
    let mut all: Vec<(&Hunk, bool)> = mine.chain(theirs).collect();
    all.sort_by_key(|(hunk, is_mine)| (hunk.old.start, hunk.old.end, *is_mine));
    let mut found: Vec<Stretch> = Vec::new();
    for (hunk, is_mine) in all {
        let joins = found.last().is_some_and(|last| hunk.old.start < last.end);
        if !joins {
            let (start, end) = (hunk.old.start, hunk.old.end);
            found.push(Stretch {
                start,
                end,
                mine: Vec::new(),
                theirs: Vec::new(),
            });
        }
        if let Some(last) = found.last_mut() {
            last.end = last.end.max(hunk.old.end);
            if is_mine {
                &mut last.mine
            } else {
                &mut last.theirs
            }
            .push(hunk.clone());
        }
    }
    found
}

/// What became of `start..end` of the base on the side whose hunks within it are given.
fn side(paragraphs: &[&str], hunks: &[Hunk], start: usize, end: usize) -> String {
    let (Some(first), Some(last)) = (hunks.first(), hunks.last()) else {
        return String::new();
    };
    // Outside its hunks a side equals the base, so the distance to the nearest hunk is the same.
    let from = first.new.start - (first.old.start - start);
    let to = last.new.end + (end - last.old.end);
    paragraphs[from..to].join("\n\n")
}

fn paragraphs(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut from = None;
    let mut to = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            if let Some(from) = from.take() {
                found.push(&text[from..to]);
            }
        } else {
            from.get_or_insert(at);
            to = at + line.trim_end().len();
        }
        at += line.len();
    }
    if let Some(from) = from {
        found.push(&text[from..to]);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(base: &str, mine: &str, theirs: &str, expected: &[(&str, &str, &str)]) {
        let found = both_edited(base, mine, theirs);
        let found: Vec<_> = found
            .iter()
            .map(|b| (b.base.as_str(), b.mine.as_str(), b.theirs.as_str()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn one_paragraph_changed_by_both_is_told_with_both_originals() {
        check(
            "Morning.\n\nWe went to Lisbon.\n\nNight.",
            "Morning.\n\nWe went to Madrid.\n\nNight.",
            "Morning.\n\nWe went to Rome.\n\nNight!",
            &[(
                "We went to Lisbon.",
                "We went to Madrid.",
                "We went to Rome.",
            )],
        );
    }

    #[test]
    fn different_paragraphs_equal_changes_and_additions_are_no_conflict() {
        check("a\n\nb\n\nc", "A\n\nb\n\nc", "a\n\nb\n\nC", &[]);
        check("a\n\nb", "a!\n\nb", "a!\n\nb", &[]);
        check("a\n\nb", "a\n\nmine\n\nb", "a\n\ntheirs\n\nb", &[]);
        check("a", "a\n\nmore", "a\n\nother", &[]);
        check("a\n\nb", "a\n\n\n\nb\n", "a\n\nb", &[]);
    }

    #[test]
    fn deleting_what_the_other_changed_is_a_conflict() {
        check("a\n\nb\n\nc", "a\n\nc", "a\n\nB\n\nc", &[("b", "", "B")]);
        check(
            "a\n\nb\n\nc",
            "x",
            "a\n\nB\n\nc",
            &[("a\n\nb\n\nc", "x", "a\n\nB\n\nc")],
        );
    }

    proptest! {
        #[test]
        fn it_is_the_same_seen_from_the_other_side(base in "[ab\n]{0,20}", mine in "[ab\n]{0,20}", theirs in "[ab\n]{0,20}") {
            let mirrored: Vec<_> = both_edited(&base, &theirs, &mine)
                .into_iter()
                .map(|b| BothEdited { base: b.base, mine: b.theirs, theirs: b.mine })
                .collect();
            prop_assert_eq!(both_edited(&base, &mine, &theirs), mirrored);
            prop_assert!(both_edited(&base, &mine, &base).is_empty());
            prop_assert!(both_edited(&base, &mine, &mine).is_empty());
        }
    }
}
