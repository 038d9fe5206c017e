//! When two people changed the same paragraph, a text merged letter by letter would be nobody's: both originals are
//! shown, and what is being written keeps its own.

use std::ops::Range;

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

/// A text that someone is still writing, brought up to what another made of the same base meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BroughtUp {
    /// Mine, with every change of theirs to paragraphs that I left alone.
    pub text: String,
    /// Where both changed one paragraph; `text` has it as I would have it.
    pub both: Vec<BothEdited>,
}

/// Takes into `mine` what `theirs` made of `base`, paragraph by paragraph. Where both changed one, mine stays and the
/// two are told; what is new on either side is kept.
#[must_use]
pub fn bring_up(base: &str, mine: &str, theirs: &str) -> BroughtUp {
    let both = both_edited(base, mine, theirs);
    let base = paragraphs(base);
    let (my_parts, their_parts) = (spans(mine), spans(theirs));
    let my_hunks = changed(&base, &texts(mine, &my_parts));
    let their_hunks = changed(&base, &texts(theirs, &their_parts));
    let mut pieces = Vec::new();
    // How far the base is gone through, and each side with it.
    let (mut at, mut here, mut there) = (0, 0, 0);
    for stretch in stretches(&my_hunks, &their_hunks) {
        let untouched = stretch.start - at;
        pieces.extend((here..here + untouched).map(Piece::Mine));
        here += untouched;
        there += untouched;
        let (my_end, their_end) = (
            here + stretch.length(&stretch.mine),
            there + stretch.length(&stretch.theirs),
        );
        let (mine, theirs) = (
            (here..my_end).map(Piece::Mine),
            (there..their_end).map(Piece::Theirs),
        );
        let added = |hunks: &[Hunk]| {
            hunks
                .iter()
                .flat_map(|hunk| hunk.new.clone())
                .collect::<Vec<_>>()
        };
        if edits(&stretch.mine) || stretch.theirs.is_empty() {
            pieces.extend(mine);
            if !edits(&stretch.theirs) {
                pieces.extend(added(&stretch.theirs).into_iter().map(Piece::Theirs));
            }
        } else {
            pieces.extend(theirs);
            pieces.extend(added(&stretch.mine).into_iter().map(Piece::Mine));
        }
        (at, here, there) = (stretch.end, my_end, their_end);
    }
    pieces.extend((here..my_parts.len()).map(Piece::Mine));
    BroughtUp {
        text: put_together(&pieces, (mine, &my_parts), (theirs, &their_parts)),
        both,
    }
}

/// A paragraph of one of the two sides.
#[derive(Clone, Copy)]
enum Piece {
    Mine(usize),
    Theirs(usize),
}

/// Paragraphs one after the other. What stood between two of one side stays between them.
fn put_together(
    pieces: &[Piece],
    mine: (&str, &[Range<usize>]),
    theirs: (&str, &[Range<usize>]),
) -> String {
    if pieces.len() == mine.1.len() && pieces.iter().all(|piece| matches!(piece, Piece::Mine(_))) {
        return mine.0.to_owned();
    }
    let mut text = String::new();
    let mut last = None;
    for piece in pieces {
        let ((side, parts), at) = match piece {
            Piece::Mine(at) => (mine, *at),
            Piece::Theirs(at) => (theirs, *at),
        };
        text.push_str(match (last, piece) {
            (None, _) => "",
            (Some(Piece::Mine(before)), Piece::Mine(_))
            | (Some(Piece::Theirs(before)), Piece::Theirs(_))
                if before + 1 == at =>
            {
                &side[parts[before].end..parts[at].start]
            }
            _ => "\n\n",
        });
        text.push_str(&side[parts[at].clone()]);
        last = Some(*piece);
    }
    text
}

fn edits(hunks: &[Hunk]) -> bool {
    hunks.iter().any(|hunk| !hunk.old.is_empty())
}

/// A place that became different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedPlace {
    /// Its paragraphs before; empty where something came in.
    pub before: String,
    /// Its paragraphs after; empty where something was taken out.
    pub after: String,
}

/// The places of a text that became different, first to last, in whole paragraphs.
#[must_use]
pub fn changed_places(before: &str, after: &str) -> Vec<ChangedPlace> {
    let (before, after) = (paragraphs(before), paragraphs(after));
    let found = changed(&before, &after).into_iter();
    found
        .map(|hunk| ChangedPlace {
            before: before[hunk.old].join("\n\n"),
            after: after[hunk.new].join("\n\n"),
        })
        .collect()
}

/// Finds the paragraphs of `base` that `mine` and `theirs` both changed, differently. Paragraphs are divided by empty
/// lines. Two new paragraphs at one place are no conflict; equal changes are none either.
#[must_use]
pub fn both_edited(base: &str, mine: &str, theirs: &str) -> Vec<BothEdited> {
    let (base, mine, theirs) = (paragraphs(base), paragraphs(mine), paragraphs(theirs));
    let (my_hunks, their_hunks) = (changed(&base, &mine), changed(&base, &theirs));
    let mut found = Vec::new();
    for stretch in stretches(&my_hunks, &their_hunks) {
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

impl Stretch {
    /// How many paragraphs it is on the side whose hunks within it are given.
    fn length(&self, hunks: &[Hunk]) -> usize {
        hunks.iter().fold(self.end - self.start, |length, hunk| {
            length + hunk.new.len() - hunk.old.len()
        })
    }
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
    texts(text, &spans(text))
}

fn texts<'a>(text: &'a str, parts: &[Range<usize>]) -> Vec<&'a str> {
    parts.iter().map(|part| &text[part.clone()]).collect()
}

/// Where the paragraphs of a text begin and end.
fn spans(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = None;
    let mut to = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            if let Some(from) = from.take() {
                found.push(from..to);
            }
        } else {
            from.get_or_insert(at);
            to = at + line.trim_end().len();
        }
        at += line.len();
    }
    if let Some(from) = from {
        found.push(from..to);
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

    #[test]
    fn what_i_write_takes_in_the_paragraphs_i_left_alone() {
        let up = |base, mine, theirs| bring_up(base, mine, theirs).text;
        assert_eq!(
            up("a\n\nb\n\nc", "A\n\nb\n\nc", "a\n\nb\n\nC"),
            "A\n\nb\n\nC"
        );
        assert_eq!(up("a\n\nb", "a\n\nb\n\nmore", "a"), "a\n\nmore");
        assert_eq!(
            up("a\n\nb", "a!\n\n\nb", "new\n\na\n\nb\n\nend"),
            "new\n\na!\n\n\nb\n\nend"
        );
        assert_eq!(up("a", "a\n\nmine", "a\n\ntheirs"), "a\n\ntheirs\n\nmine");
        assert_eq!(up("", "", "theirs"), "theirs");
        assert_eq!(up("a", "a", ""), "");
        let told = bring_up("a\n\nb", "A1\n\nb", "A2\n\nB");
        assert_eq!(told.text, "A1\n\nB");
        assert_eq!(told.both, both_edited("a\n\nb", "A1\n\nb", "A2\n\nB"));
    }

    #[test]
    fn what_became_different_is_told_by_paragraphs() {
        let place = |before: &str, after: &str| ChangedPlace {
            before: before.into(),
            after: after.into(),
        };
        assert_eq!(changed_places("a\n\nb", "a\n\n\nb\n"), []);
        assert_eq!(
            changed_places("a\n\nb\n\nc", "A\n\nb\n\nc\n\nd"),
            [place("a", "A"), place("", "d")]
        );
        assert_eq!(changed_places("a\n\nb", "b"), [place("a", "")]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_in_bringing_up(base in "[ab\n]{0,24}", mine in "[abM\n]{0,24}", theirs in "[abT\n]{0,24}") {
            prop_assert_eq!(bring_up(&base, &mine, &base).text, mine.clone());
            let up = bring_up(&base, &base, &theirs);
            prop_assert_eq!(paragraphs(&up.text), paragraphs(&theirs));
            let up = bring_up(&base, &mine, &theirs);
            prop_assert_eq!(up.both.clone(), both_edited(&base, &mine, &theirs));
            // A paragraph that only I or only they have, and no mark speaks of, is in it.
            let known = paragraphs(&base);
            let marked = |part: &str| up.both.iter().any(|both| both.theirs.contains(part));
            for part in paragraphs(&mine) {
                prop_assert!(known.contains(&part) || paragraphs(&up.text).contains(&part), "{part:?} of mine in {:?}", up.text);
            }
            for part in paragraphs(&theirs) {
                prop_assert!(known.contains(&part) || marked(part) || paragraphs(&up.text).contains(&part), "{part:?} of theirs in {:?}", up.text);
            }
        }

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
