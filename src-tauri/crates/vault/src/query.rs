//! What someone types into the search field, as words.

use std::ops::Range;

use couple::journal::Entry;

use crate::words::{Words, composed, words, words_until};

/// More would only slow the search down: nobody types twenty words, but anyone can paste a
/// page.
const PHRASES: usize = 16;
const WORDS: usize = 64;
/// Letters of a beginning that the index keeps a list for: the longest `prefix` of `entry_words`.
const LISTED: usize = 2;

/// What someone types into the search field: phrases that must all be there. What was typed
/// without a space between is one phrase; the last word may be the beginning of a longer one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    phrases: Vec<Vec<String>>,
}

impl Query {
    /// Reads what was typed; whatever it is, it is only ever words.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut left = WORDS;
        let phrases = composed(text)
            .split_whitespace()
            .map(|run| {
                let words = words(run);
                (0..words.len())
                    .filter_map(|n| words.folded(n))
                    .map(str::to_owned)
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

    /// Whether there is no word in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty()
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

    /// The last word, of which the beginning is enough, where the index keeps no list of its own
    /// for beginnings of that length.
    pub(crate) fn open_end(&self) -> Option<&str> {
        let last = self.phrases.last()?.last()?;
        (last.chars().count() > LISTED).then_some(last.as_str())
    }

    /// The query with its last word cut to what the index keeps a list for: it finds all that
    /// [`pattern`](Self::pattern) finds, and more.
    pub(crate) fn wider(&self) -> Option<String> {
        let last: String = self.open_end()?.chars().take(LISTED).collect();
        self.ending_in(&[last]).map(|pattern| pattern + " *")
    }

    /// The query with its last word being one of these, and no beginning any more.
    pub(crate) fn ending_in(&self, ends: &[String]) -> Option<String> {
        let (last, before) = self.phrases.split_last()?;
        let (_, start) = last.split_last()?;
        let start: String = start.iter().map(|word| format!("{word} ")).collect();
        let ends: Vec<_> = ends.iter().map(|end| format!("\"{start}{end}\"")).collect();
        let ends = match ends.as_slice() {
            [] => return None,
            [end] => end.clone(),
            _ => format!("({})", ends.join(" OR ")),
        };
        let before = before
            .iter()
            .map(|phrase| format!("\"{}\" AND ", phrase.join(" ")));
        Some(before.collect::<String>() + &ends)
    }

    /// The words of a text as one phrase in the index's language.
    pub(crate) fn phrase(text: &str) -> Option<String> {
        let words = words(&composed(text));
        let words: Vec<_> = (0..words.len()).filter_map(|n| words.folded(n)).collect();
        (!words.is_empty()).then(|| format!("\"{}\"", words.join(" ")))
    }

    /// Whether an entry holds every phrase: the same answer that the index gives.
    /// No text is read further than that takes.
    pub(crate) fn fits(&self, entry: &Entry) -> bool {
        let mut missing: Vec<usize> = (0..self.phrases.len()).collect();
        let tags = entry.tags.join(" ");
        !missing.is_empty()
            && [&entry.title, &tags, &entry.body].into_iter().any(|text| {
                words_until(&composed(text), |words| {
                    missing.retain(|n| !self.ends_with_phrase(*n, words));
                    missing.is_empty()
                });
                missing.is_empty()
            })
    }

    /// Where the query's phrases stand in a text, which should be composed. In order, and
    /// without overlaps.
    pub(crate) fn hits(&self, text: &str) -> Vec<Range<usize>> {
        self.hits_among(&words(text))
    }

    /// The first of the [`hits`](Self::hits). The text is read no further than that takes.
    pub(crate) fn first_hit(&self, text: &str) -> Option<Range<usize>> {
        let longest = self.phrases.iter().map(Vec::len).max()?;
        // Words still to be read once there is a hit: one that begins earlier may end later.
        let mut left = None;
        let words = words_until(text, |words| {
            left = match left {
                None if self.ends_hit(words) => Some(longest),
                None => None,
                Some(left) => Some(left - 1),
            };
            left == Some(0)
        });
        self.hits_among(&words).into_iter().next()
    }

    /// Whether the last one of these words is the end of a phrase.
    fn ends_hit(&self, words: &Words) -> bool {
        (0..self.phrases.len()).any(|n| self.ends_with_phrase(n, words))
    }

    /// Whether the last one of these words is the end of the n-th phrase.
    fn ends_with_phrase(&self, n: usize, words: &Words) -> bool {
        let length = self.phrases.get(n).map_or(0, Vec::len);
        let from = words.len().checked_sub(length);
        from.is_some_and(|from| self.stands_at(n, words, from).is_some())
    }

    fn hits_among(&self, words: &Words) -> Vec<Range<usize>> {
        let mut hits: Vec<Range<usize>> = (0..self.phrases.len())
            .flat_map(|n| self.runs(n, words))
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
    fn runs<'a>(&'a self, n: usize, words: &'a Words) -> impl Iterator<Item = Range<usize>> + 'a {
        (0..words.len()).filter_map(move |from| self.stands_at(n, words, from))
    }

    /// The n-th phrase, if it begins with that word.
    fn stands_at(&self, n: usize, words: &Words, from: usize) -> Option<Range<usize>> {
        let phrase = self.phrases.get(n)?;
        let may_go_on = n + 1 == self.phrases.len();
        for (m, wanted) in phrase.iter().enumerate() {
            let word = words.folded(from + m)?;
            let fits = word == wanted
                || may_go_on && m + 1 == phrase.len() && word.starts_with(wanted.as_str());
            if !fits {
                return None;
            }
        }
        let last = from + phrase.len().checked_sub(1)?;
        Some(words.place(from)?.start..words.place(last)?.end)
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

    #[test]
    fn a_phrase_that_begins_earlier_may_end_later() {
        let query = Query::parse("one-two-three two");
        assert_eq!(query.first_hit("zero one two three"), Some(5..18));
        assert_eq!(query.first_hit("one two, three words"), Some(0..14));
        assert_eq!(query.first_hit("nothing of it"), None);
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

        #[test]
        fn the_first_hit_is_the_first_of_all(text in "[ab 日本\u{308}-]{0,40}", typed in "[ab 日本-]{0,8}") {
            let (text, query) = (composed(&text), Query::parse(&typed));
            let all = query.hits(&text);
            let first = query.first_hit(&text);
            prop_assert_eq!(first.as_ref().map(|hit| hit.start), all.first().map(|hit| hit.start));
        }
    }
}
