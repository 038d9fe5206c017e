//! What someone types into the search field, as words.

use std::ops::Range;

use couple::journal::Entry;

use crate::words::{Word, composed, words};

/// More would only slow the search down: nobody types twenty words, but anyone can paste a
/// page.
const PHRASES: usize = 16;
const WORDS: usize = 64;

/// Phrases that must all be there. What was typed without a space between is one phrase; the
/// last word may be the beginning of a longer one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Query {
    phrases: Vec<Vec<String>>,
}

impl Query {
    pub(crate) fn parse(text: &str) -> Self {
        let mut left = WORDS;
        let phrases = composed(text)
            .split_whitespace()
            .map(|run| {
                words(run)
                    .into_iter()
                    .map(|word| word.folded)
                    .collect::<Vec<_>>()
            })
            .filter(|phrase| !phrase.is_empty())
            .take(PHRASES)
            .map_while(|mut phrase| {
                phrase.truncate(left);
                left -= phrase.len();
                Some(phrase).filter(|phrase| !phrase.is_empty())
            })
            .collect();
        Self { phrases }
    }

    /// The query in the index's language. Every phrase stands in quotes and holds letters,
    /// digits and marks only, so nothing typed can be more than words.
    pub(crate) fn pattern(&self) -> Option<String> {
        if self.phrases.is_empty() {
            return None;
        }
        let phrases: Vec<_> = self
            .phrases
            .iter()
            .map(|phrase| format!("\"{}\"", phrase.join(" ")))
            .collect();
        Some(phrases.join(" ") + " *")
    }

    /// Whether an entry holds every phrase: the same answer that the index gives.
    pub(crate) fn fits(&self, entry: &Entry) -> bool {
        let texts =
            [&entry.title, &entry.tags.join(" "), &entry.body].map(|text| words(&composed(text)));
        !self.phrases.is_empty()
            && (0..self.phrases.len()).all(|n| {
                texts
                    .iter()
                    .any(|words| self.runs(n, words).next().is_some())
            })
    }

    /// Where the query's phrases stand in a text, which should be composed. In order, and
    /// without overlaps.
    pub(crate) fn hits(&self, text: &str) -> Vec<Range<usize>> {
        let words = words(text);
        let mut hits: Vec<Range<usize>> = (0..self.phrases.len())
            .flat_map(|n| self.runs(n, &words))
            .collect();
        hits.sort_by_key(|hit| (hit.start, hit.end));
        hits.dedup_by(|next, kept| {
            let overlaps = next.start < kept.end;
            if overlaps {
                kept.end = kept.end.max(next.end);
            }
            overlaps
        });
        hits
    }

    /// Where the n-th phrase stands among the words of a text.
    fn runs<'a>(&'a self, n: usize, words: &'a [Word]) -> impl Iterator<Item = Range<usize>> + 'a {
        let phrase = self.phrases.get(n).map_or(&[][..], Vec::as_slice);
        let last = n + 1 == self.phrases.len();
        words.windows(phrase.len().max(1)).filter_map(move |run| {
            let fits = run
                .iter()
                .zip(phrase)
                .enumerate()
                .all(|(m, (word, wanted))| {
                    word.folded == *wanted
                        || last && m + 1 == phrase.len() && word.folded.starts_with(wanted)
                });
            match run {
                [first, ..] if fits => Some(first.at.start..run[run.len() - 1].at.end),
                _ => None,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pattern(text: &str) -> Option<String> {
        Query::parse(text).pattern()
    }

    #[test]
    fn what_is_typed_is_only_ever_words() {
        for (typed, expected) in [
            ("", None),
            (" \t\u{3000}", None),
            ("\"'*^:()-+{}\u{1f389}", None),
            ("Sea", Some("\"sea\" *")),
            (
                "sea AND NOT (storm OR",
                Some("\"sea\" \"and\" \"not\" \"storm\" \"or\" *"),
            ),
            ("body:x \"y z\" -w*", Some("\"body x\" \"y\" \"z\" \"w\" *")),
            ("NEAR(a b, 2)", Some("\"near a\" \"b\" \"2\" *")),
            ("日本語", Some("\"日 本 語\" *")),
        ] {
            assert_eq!(pattern(typed).as_deref(), expected, "{typed}");
        }
    }

    #[test]
    fn a_pasted_page_is_cut() {
        let query = Query::parse(&"word ".repeat(1000));
        assert_eq!(query.phrases.len(), PHRASES);
        let query = Query::parse(&"字".repeat(1000));
        assert_eq!(query.phrases.iter().flatten().count(), WORDS);
    }

    #[test]
    fn hits_are_found_in_the_text_as_written() {
        let text = "Eine Überraschung! Über Land.";
        let hits = Query::parse("uber").hits(text);
        assert_eq!(
            hits.into_iter().map(|hit| &text[hit]).collect::<Vec<_>>(),
            ["Überraschung", "Über"]
        );
        let text = "私は日本語を話す。日本";
        let hits = Query::parse("日本語 は").hits(text);
        assert_eq!(
            hits.into_iter().map(|hit| &text[hit]).collect::<Vec<_>>(),
            ["は", "日本語"]
        );
        assert_eq!(
            Query::parse("a aa").hits("aaa"),
            std::slice::from_ref(&(0..3))
        );
        assert_eq!(Query::parse("").hits("text"), []);
    }

    proptest! {
        #[test]
        fn a_pattern_is_quoted_whatever_is_typed(typed in "\\PC{0,80}") {
            if let Some(pattern) = pattern(&typed) {
                let inner = pattern.strip_suffix(" *").unwrap();
                prop_assert!(inner.starts_with('"') && inner.ends_with('"'));
                for phrase in inner[1..inner.len() - 1].split("\" \"") {
                    prop_assert!(!phrase.is_empty() && !phrase.contains('"'), "{}", pattern);
                }
            }
        }

        #[test]
        fn hits_are_ordered_and_within(text in "[ab 日本\u{308}-]{0,40}", typed in "[ab 日本-]{0,8}") {
            let text = composed(&text);
            let mut last = 0;
            for hit in Query::parse(&typed).hits(&text) {
                prop_assert!(hit.start >= last && hit.start < hit.end);
                prop_assert!(text.get(hit.clone()).is_some());
                last = hit.end;
            }
        }
    }
}
