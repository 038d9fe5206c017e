//! The piece of a text that shows why it was found.

use crate::{EntryRow, query::Query, words::composed};

/// A run of a snippet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnippetPart {
    /// The text as it was written; line breaks and runs of spaces are one space.
    pub text: String,
    /// Whether this is what was searched for.
    pub hit: bool,
}

/// Characters of a snippet, about.
const LENGTH: usize = 160;
/// Characters shown before the first hit, at most.
const LEAD: usize = 40;

impl EntryRow {
    /// About 160 characters of the body around the first hit; its beginning where the words
    /// were found elsewhere.
    #[must_use]
    pub fn snippet(&self, query: &Query) -> Vec<SnippetPart> {
        let body = composed(&self.entry.body);
        let Some(first) = query.first_hit(&body) else {
            let opening = composed(&self.opening);
            return parts(&opening, query, 0, opening.len());
        };
        let start = window_start(&body, first.start);
        let end = window_end(&body, start, first.end);
        let mut parts = parts(&body, query, start, end);
        if start > 0 {
            push(&mut parts, 0, "…");
        }
        if !body[end..].trim().is_empty() {
            let last = parts.len();
            push(&mut parts, last, "…");
        }
        parts
    }

    /// The title with its hits.
    #[must_use]
    pub fn title_parts(&self, query: &Query) -> Vec<SnippetPart> {
        let title = composed(&self.entry.title);
        parts(&title, query, 0, title.len())
    }
}

/// Back from the hit by at most [`LEAD`] characters, to where a word begins and not beyond
/// the line.
fn window_start(text: &str, hit: usize) -> usize {
    let line = text[..hit].rfind('\n').map_or(0, |at| at + 1);
    let before = text[line..hit].char_indices().rev();
    let reach: Vec<_> = before.take(LEAD).map(|(at, c)| (line + at, c)).collect();
    let Some(&(earliest, _)) = reach.last() else {
        return hit;
    };
    if earliest == line {
        return line;
    }
    // The farthest space within reach; without one (a script without spaces) the cut falls
    // between two letters.
    reach
        .iter()
        .rev()
        .find(|(_, c)| c.is_whitespace())
        .map_or(earliest, |(at, space)| at + space.len_utf8())
}

/// Forward to [`LENGTH`] characters, back to the end of a word, never into the first hit.
fn window_end(text: &str, start: usize, hit_end: usize) -> usize {
    let Some((limit, _)) = text[start..].char_indices().nth(LENGTH) else {
        return text.len();
    };
    let limit = (start + limit).max(hit_end);
    match text[hit_end..limit].rfind(char::is_whitespace) {
        Some(space) => hit_end + space,
        None => limit,
    }
}

/// The runs of `start..end`, before which there is no hit.
fn parts(text: &str, query: &Query, start: usize, end: usize) -> Vec<SnippetPart> {
    let mut parts = Vec::new();
    let mut at = start;
    // From where a word begins for certain: the end of one is not a word.
    let space = text[..start]
        .char_indices()
        .rfind(|(_, c)| c.is_whitespace());
    let from = space.map_or(0, |(at, c)| at + c.len_utf8());
    for hit in query.hits(&text[from..end]) {
        let hit = from + hit.start..from + hit.end;
        if hit.end <= start {
            continue;
        }
        add(&mut parts, &text[at..hit.start.max(at)], false);
        add(&mut parts, &text[hit.start.max(at)..hit.end], true);
        at = hit.end;
    }
    add(&mut parts, &text[at..end.max(at)], false);
    parts
}

fn add(parts: &mut Vec<SnippetPart>, text: &str, hit: bool) {
    let mut plain = String::with_capacity(text.len());
    let mut after_space = parts.last().is_none_or(|part| part.text.ends_with(' '));
    for c in text.chars() {
        if !c.is_whitespace() {
            plain.push(c);
        } else if !after_space {
            plain.push(' ');
        }
        after_space = c.is_whitespace();
    }
    if !plain.is_empty() {
        parts.push(SnippetPart { text: plain, hit });
    }
}

fn push(parts: &mut Vec<SnippetPart>, at: usize, text: &str) {
    parts.insert(
        at,
        SnippetPart {
            text: text.to_owned(),
            hit: false,
        },
    );
}
