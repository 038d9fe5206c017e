//! The first words of an entry, without the marks of Markdown.

use super::OPENING_LENGTH;

/// The first [`OPENING_LENGTH`] characters or so as plain text on one line, cut between words, with an ellipsis where
/// something follows.
///
/// A glance at the first lines, not a parser: lists must be fast for thousands of entries. What is rendered for
/// reading goes through the real parser elsewhere.
pub fn opening(body: &str) -> String {
    let mut text = String::new();
    let mut length = 0;
    for line in body.lines() {
        let line = without_block_marks(line);
        let plain = without_inline_marks(line);
        for word in plain.split_whitespace() {
            let more = word.chars().count();
            let space = usize::from(length > 0);
            if length + space + more > OPENING_LENGTH {
                if length == 0 {
                    // One endless word, or a script without spaces.
                    text.extend(word.chars().take(OPENING_LENGTH));
                }
                text.push('…');
                return text;
            }
            if space == 1 {
                text.push(' ');
            }
            text.push_str(word);
            length += space + more;
        }
    }
    text
}

/// Takes away what begins a line: quotes, headings, list marks, task boxes; a line that is only a mark is empty.
fn without_block_marks(line: &str) -> &str {
    let mut rest = line.trim();
    if rest.starts_with("```") || rest.starts_with("~~~") || is_rule(rest) {
        return "";
    }
    loop {
        let before = rest;
        rest = rest.strip_prefix('>').unwrap_or(rest).trim_start();
        let hashes = rest.bytes().take_while(|byte| *byte == b'#').count();
        if (1..=6).contains(&hashes) && (rest.len() == hashes || rest[hashes..].starts_with(' ')) {
            rest = rest[hashes..].trim();
        }
        for mark in ["- ", "* ", "+ ", "[ ] ", "[x] ", "[X] "] {
            rest = rest.strip_prefix(mark).unwrap_or(rest).trim_start();
        }
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if (1..=9).contains(&digits)
            && (rest[digits..].starts_with(". ") || rest[digits..].starts_with(") "))
        {
            rest = rest[digits + 2..].trim_start();
        }
        if rest == before {
            return rest;
        }
    }
}

/// `---`, `***`, `___`, `===`, with or without spaces.
fn is_rule(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| *c != ' ');
    let Some(first @ ('-' | '*' | '_' | '=')) = marks.next() else {
        return false;
    };
    let mut count = 1;
    marks.all(|c| {
        count += 1;
        c == first
    }) && count >= 3
}

/// Takes away emphasis, code marks and link targets; keeps escaped characters and the words of links and images.
fn without_inline_marks(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        match c {
            '\\' if after.starts_with(|next: char| next.is_ascii_punctuation()) => {
                plain.push_str(&after[..1]);
                rest = &after[1..];
                continue;
            }
            '!' if after.starts_with('[') && link_target(after).is_some() => {}
            '[' => {
                if let Some((words, behind)) = link_target(rest) {
                    plain.push_str(&without_inline_marks(words));
                    rest = behind;
                    continue;
                }
                plain.push(c);
            }
            '*' | '`' => {}
            '~' if after.starts_with('~') || plain_ends_in_tilde(line, rest) => {}
            // Within a word an underscore is a letter: snake_case.
            '_' if is_edge(plain.chars().next_back()) || is_edge(after.chars().next()) => {}
            _ => plain.push(c),
        }
        rest = after;
    }
    plain
}

/// Whether the tilde that begins `rest` is the second of a pair.
fn plain_ends_in_tilde(line: &str, rest: &str) -> bool {
    line[..line.len() - rest.len()].ends_with('~')
}

fn is_edge(neighbour: Option<char>) -> bool {
    neighbour.is_none_or(|c| !c.is_alphanumeric())
}

/// `[words](target)behind` → words and behind. Without nesting: a glance does not need it.
fn link_target(text: &str) -> Option<(&str, &str)> {
    let (words, behind) = text.strip_prefix('[')?.split_once("](")?;
    if words.contains('[') {
        return None;
    }
    let (_, behind) = behind.split_once(')')?;
    Some((words, behind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_are_left_out() {
        for (markdown, plain) in [
            ("", ""),
            ("Just words.", "Just words."),
            (
                "# The *sea*\n\nWe went **there** again.",
                "The sea We went there again.",
            ),
            ("> quoted\n> > twice", "quoted twice"),
            (
                "- [ ] buy bread\n- [x] be kind\n12. twelve",
                "buy bread be kind twelve",
            ),
            (
                "before\n\n---\n\n```\ncode\n```\nafter",
                "before code after",
            ),
            (
                "a [link](https://example.org/x) and ![a *photo*](p.jpg)!",
                "a link and a photo!",
            ),
            (
                "snake_case _but_ not ~~this~~ ~5 ~",
                "snake_case but not this ~5 ~",
            ),
            (r"2 \* 3 \# \\", r"2 * 3 # \"),
            ("[not a link] (really)", "[not a link] (really)"),
            ("#hashtag is no heading", "#hashtag is no heading"),
            ("Title\n=====\n* * *", "Title"),
        ] {
            assert_eq!(opening(markdown), plain, "{markdown:?}");
        }
    }

    #[test]
    fn it_is_cut_between_words() {
        let text = opening(&"word ".repeat(100));
        assert!(
            text.ends_with("word…") && text.chars().count() <= OPENING_LENGTH + 1,
            "{text}"
        );
        assert_eq!(
            opening(&"暮".repeat(500)).chars().count(),
            OPENING_LENGTH + 1
        );
    }

    proptest! {
        #[test]
        fn any_text_has_a_short_opening(body in "(\\PC|[\\[\\]()!*_~`>#\\\\\n -]){0,400}") {
            let text = opening(&body);
            prop_assert!(text.chars().count() <= OPENING_LENGTH + 1);
            prop_assert!(!text.contains('\n'));
        }
    }
}
