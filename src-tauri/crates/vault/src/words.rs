//! What counts as a word, for the index, for a query and for the hits of a snippet alike.
//!
//! Words are runs of letters and digits, folded: case and accents are gone, `ß` is `ss`,
//! full-width forms are plain ones. Scripts that write without spaces have no words to split,
//! so each letter stands alone, and a query of several becomes a phrase.

use std::{
    borrow::Cow,
    ops::{ControlFlow, Range},
};

use unicode_normalization::{
    UnicodeNormalization,
    char::{compose, is_combining_mark},
    is_nfc,
};

/// Words in their order: where each stands in the text, and how it is compared. All of them share
/// one string, because a search reads thousands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Words {
    folded: String,
    /// In the text, and where the word ends in `folded`.
    at: Vec<(Range<usize>, usize)>,
}

impl Words {
    pub(crate) fn push(&mut self, at: Range<usize>, folded: &str) {
        self.folded.push_str(folded);
        self.at.push((at, self.folded.len()));
    }

    pub(crate) fn len(&self) -> usize {
        self.at.len()
    }

    /// The n-th word, as it is compared.
    pub(crate) fn folded(&self, n: usize) -> Option<&str> {
        let (_, end) = self.at.get(n)?;
        let start = match n.checked_sub(1) {
            Some(before) => self.at.get(before)?.1,
            None => 0,
        };
        self.folded.get(start..*end)
    }

    /// Where the n-th word stands in the text.
    pub(crate) fn place(&self, n: usize) -> Option<Range<usize>> {
        Some(self.at.get(n)?.0.clone())
    }
}

/// Composed, so that a letter and its accents are one character wherever that exists.
pub(crate) fn composed(text: &str) -> Cow<'_, str> {
    if is_nfc(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// The words of a text, which should be [`composed`].
pub(crate) fn words(text: &str) -> Words {
    words_until(text, |_| false)
}

/// The words of a text, which should be [`composed`], as far as the one that is `enough`.
pub(crate) fn words_until(text: &str, mut enough: impl FnMut(&Words) -> bool) -> Words {
    let mut found = Words::default();
    let _ = each(text, |at, folded| {
        found.push(at, folded);
        if enough(&found) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    found
}

/// The words of a text with spaces between them, as the index takes them.
pub(crate) fn spaced(text: &str) -> String {
    let text = composed(text);
    let mut spaced = String::with_capacity(text.len() + text.len() / 8);
    let _ = each(&text, |_, folded| {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(folded);
        ControlFlow::Continue(())
    });
    spaced
}

fn each(
    text: &str,
    mut word: impl FnMut(Range<usize>, &str) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut folded = String::new();
    let mut start = 0;
    let mut end = 0;
    // Whether the word in the making is a single letter that takes only marks.
    let mut lone = false;
    let mut finish = |folded: &mut String, at: Range<usize>| {
        if folded.is_empty() {
            return ControlFlow::Continue(());
        }
        let goes_on = word(at, folded);
        folded.clear();
        goes_on
    };
    for (at, c) in text.char_indices() {
        let next = at + c.len_utf8();
        if c.is_ascii_alphanumeric() {
            if lone {
                finish(&mut folded, start..end)?;
                lone = false;
            }
            if folded.is_empty() {
                start = at;
            }
            folded.push(c.to_ascii_lowercase());
            end = next;
        } else if c.is_ascii() {
            finish(&mut folded, start..end)?;
        } else if joins(c) {
            if !folded.is_empty() {
                fold(c, &mut folded);
                end = next;
            }
        } else if c.is_alphanumeric() {
            let alone = stands_alone(c);
            if alone || lone {
                finish(&mut folded, start..end)?;
            }
            lone = alone;
            if folded.is_empty() {
                start = at;
            }
            fold(c, &mut folded);
            end = next;
        } else {
            finish(&mut folded, start..end)?;
        }
    }
    finish(&mut folded, start..end)
}

fn fold(c: char, into: &mut String) {
    let keep = |c: char| (c.is_alphanumeric() || is_combining_mark(c)) && !is_accent(c);
    if stands_alone(c) || joins(c) {
        // Not taken apart: a syllable of Hangul is one letter, and so is が.
        for part in [c].into_iter().nfkc().filter(|c| keep(*c)) {
            match into
                .chars()
                .next_back()
                .and_then(|last| compose(last, part))
            {
                Some(whole) => {
                    into.pop();
                    into.push(whole);
                }
                None => into.push(part),
            }
        }
        return;
    }
    for part in [c].into_iter().nfkd().filter(|c| !is_accent(*c)) {
        // By way of the capital: ß and ss, ς and σ come out the same.
        for upper in part.to_uppercase() {
            into.extend(upper.to_lowercase().filter(|c| keep(*c)));
        }
    }
}

/// What belongs to the letter before it: marks, and signs that only steer line breaks or
/// ligatures.
fn joins(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200d}' | '\u{2060}' | '\u{ff9e}' | '\u{ff9f}'
    ) || is_combining_mark(c)
}

/// Marks that a reader may leave out when searching. The vowel signs of Indic and Thai script
/// are not among them: without these a word is another word.
fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}'                                                   // Latin, Greek, Cyrillic
        | '\u{483}'..='\u{489}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c2}' | '\u{5c4}'..='\u{5c5}' | '\u{5c7}' // Hebrew
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'             // Arabic
        | '\u{6df}'..='\u{6e4}' | '\u{6e7}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}'                   // variation selectors
    )
}

/// Letters of scripts that put no space between words: Han, Kana, Hangul, Bopomofo, Yi, Thai,
/// Lao, Burmese, Khmer.
fn stands_alone(c: char) -> bool {
    c.is_alphabetic()
        && matches!(c,
            '\u{e00}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}' | '\u{a9e0}'..='\u{a9fe}' | '\u{aa60}'..='\u{aa7f}'
            | '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{a960}'..='\u{a97f}'
            | '\u{ac00}'..='\u{d7ff}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{303c}'
            | '\u{3041}'..='\u{312f}' | '\u{31a0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{a000}'..='\u{a4cf}'
            | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ffdc}'
            | '\u{1aff0}'..='\u{1b2ff}' | '\u{20000}'..='\u{3ffff}'
        )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_folded() {
        for (text, expected) in [
            ("", ""),
            (" -- !? \u{1f389} ", ""),
            (
                "Überraschung, straße STRASSE",
                "uberraschung strasse strasse",
            ),
            ("don't stop", "don t stop"),
            ("U\u{308}ber", "uber"),
            ("ﬁnd ＡＢＣ２ ½", "find abc2 12"),
            ("Ὀδυσσεύς ΟΔΥΣΣΕΥΣ", "οδυσσευσ οδυσσευσ"),
            ("İstanbul", "istanbul"),
            ("нёс", "нес"),
            ("שָׁלוֹם", "שלום"),
            ("हिन्दी", "हिन्दी"),
            ("日本語", "日 本 語"),
            ("AKB48の歌。", "akb48 の 歌"),
            ("が か\u{3099} ｶﾞ", "が が ガ"),
            ("한국어", "한 국 어"),
            ("กินข้าว", "กิ น ข้ า ว"),
            ("❤\u{fe0f}x", "x"),
        ] {
            assert_eq!(spaced(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn words_stand_where_they_say(text in "\\PC{0,60}") {
            let text = composed(&text);
            let mut last = 0;
            let words = words(&text);
            for n in 0..words.len() {
                let (at, folded) = (words.place(n).unwrap(), words.folded(n).unwrap());
                prop_assert!(at.start >= last && at.start < at.end);
                prop_assert!(text.get(at.clone()).is_some());
                prop_assert!(!folded.is_empty());
                prop_assert!(folded.chars().all(|c| c.is_alphanumeric() || is_combining_mark(c)));
                last = at.end;
            }
        }
    }
}
