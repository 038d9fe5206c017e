//! What stands between two `---` lines at the top of a Markdown file: `key: value`, `key: [a, b]`, or `key:` with
//! `- a` lines below. Not YAML, but what journals write of it; what is more than that is passed over.

/// The fields of a file, keys in lowercase.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct FrontMatter(Vec<(String, Vec<String>)>);

impl FrontMatter {
    /// Divides a text into its front matter and the rest. A text that only begins with a rule has none: what does not
    /// look like fields to its end is kept as text.
    pub(crate) fn split(text: &str) -> (Self, &str) {
        Self::read(text).unwrap_or((Self::default(), text))
    }

    /// The first value of the first of these keys that has one.
    pub(crate) fn text(&self, keys: &[&str]) -> Option<&str> {
        keys.iter()
            .find_map(|key| self.list(key).first())
            .map(String::as_str)
    }

    /// All values of a key.
    pub(crate) fn list(&self, key: &str) -> &[String] {
        let field = self.0.iter().find(|(known, _)| known == key);
        field.map_or(&[], |(_, values)| values.as_slice())
    }

    fn read(text: &str) -> Option<(Self, &str)> {
        let (first, mut rest) = line(text)?;
        if first.trim_end() != "---" {
            return None;
        }
        let mut fields: Vec<(String, Vec<String>)> = Vec::new();
        loop {
            let (now, behind) = line(rest)?;
            rest = behind;
            let trimmed = now.trim();
            if matches!(now.trim_end(), "---" | "...") {
                return Some((Self(fields), rest));
            }
            let indented = now.starts_with([' ', '\t']);
            let item = trimmed
                .strip_prefix("- ")
                .or((trimmed == "-").then_some(""));
            if trimmed.is_empty() || trimmed.starts_with('#') {
                continue;
            } else if let (Some(item), Some((_, values))) = (item, fields.last_mut()) {
                values.extend(some(unquoted(item)));
            } else if let (false, Some((key, value))) = (indented, field(trimmed)) {
                fields.push((key.to_ascii_lowercase(), read_values(value)));
            } else if !indented || fields.is_empty() {
                return None;
            }
        }
    }
}

/// The first line without its end, and what is behind it. Nothing where the text is at its end.
fn line(text: &str) -> Option<(&str, &str)> {
    if text.is_empty() {
        return None;
    }
    Some(text.split_once('\n').unwrap_or((text, "")))
}

/// `key: value`. A key is one word; a sentence with a colon is none.
fn field(text: &str) -> Option<(&str, &str)> {
    let (key, value) = text.split_once(':')?;
    let word = |key: &str| {
        !key.is_empty()
            && key
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
    };
    let apart = value.is_empty() || value.starts_with([' ', '\t']);
    (apart && word(key.trim_end())).then(|| (key.trim_end(), value.trim()))
}

fn read_values(value: &str) -> Vec<String> {
    match value
        .strip_prefix('[')
        .and_then(|value| value.strip_suffix(']'))
    {
        Some(inner) => items(inner)
            .iter()
            .filter_map(|item| some(unquoted(item)))
            .collect(),
        // `|` and `>` begin a block of lines, which is passed over.
        None if matches!(value, "|" | ">" | "|-" | ">-") => Vec::new(),
        None => some(unquoted(value)).into_iter().collect(),
    }
}

/// Divides at commas that are not within quotation marks.
fn items(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut from = 0;
    let mut open = None;
    let mut escaped = false;
    for (at, letter) in text.char_indices() {
        if std::mem::take(&mut escaped) {
            continue;
        }
        match (letter, open) {
            ('\\', Some('"')) => escaped = true,
            ('"' | '\'', None) if text[from..at].trim().is_empty() => open = Some(letter),
            (letter, Some(mark)) if letter == mark => open = None,
            (',', None) => {
                found.push(&text[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    found.push(&text[from..]);
    found
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn unquoted(text: &str) -> String {
    let text = text.trim();
    let inside = |mark: char| {
        text.strip_prefix(mark)
            .and_then(|text| text.strip_suffix(mark))
            .filter(|_| text.len() > 1)
    };
    match (inside('"'), inside('\'')) {
        (Some(text), _) => unescaped(text),
        (None, Some(text)) => text.replace("''", "'"),
        (None, None) => text.to_owned(),
    }
}

/// What stands between double quotation marks, as YAML and JSON both have it.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('\\') {
        plain.push_str(before);
        let mut letters = behind.chars();
        let simple = match letters.next() {
            Some('n') => Some('\n'),
            Some('r') => Some('\r'),
            Some('t') => Some('\t'),
            Some('b') => Some('\u{8}'),
            Some('f') => Some('\u{c}'),
            Some(letter @ ('"' | '\\' | '/')) => Some(letter),
            _ => None,
        };
        if let Some(letter) = simple {
            plain.push(letter);
            rest = letters.as_str();
            continue;
        }
        let code = behind.strip_prefix('u').and_then(|behind| behind.get(..4));
        let code = code.and_then(|code| u32::from_str_radix(code, 16).ok());
        match code.and_then(char::from_u32) {
            Some(letter) => {
                plain.push(letter);
                rest = behind.get(5..).unwrap_or_default();
            }
            // Nothing that anyone escapes: it was meant as it stands.
            None => {
                plain.push('\\');
                rest = behind;
            }
        }
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, fields: &[(&str, &[&str])], rest: &str) {
        let (found, behind) = FrontMatter::split(text);
        let found: Vec<(&str, Vec<&str>)> = found
            .0
            .iter()
            .map(|(key, values)| (key.as_str(), values.iter().map(String::as_str).collect()))
            .collect();
        let fields: Vec<_> = fields
            .iter()
            .map(|(key, values)| (*key, values.to_vec()))
            .collect();
        assert_eq!((found, behind), (fields, rest), "{text:?}");
    }

    #[test]
    fn fields_are_read_in_the_ways_journals_write_them() {
        check(
            "---\nTitle: \"The sea: again\"\n---\nx",
            &[("title", &["The sea: again"])],
            "x",
        );
        check(
            "---\ntags: [sea, 'a, b', \"c\"]\nfeelings:\n  - calm\n- tired\n---\n",
            &[
                ("tags", &["sea", "a, b", "c"]),
                ("feelings", &["calm", "tired"]),
            ],
            "",
        );
        check(
            "---\na: it''s\nb: 'it''s'\nc: \"a \\\"b\\\"\"\n...\nx",
            &[("a", &["it''s"]), ("b", &["it's"]), ("c", &["a \"b\""])],
            "x",
        );
        check(
            "---\n# remark\n\na:\nb: |\n  lines\n  more\nc: [ ]\n---\n",
            &[("a", &[]), ("b", &[]), ("c", &[])],
            "",
        );
        check("---\n---\nx", &[], "x");
    }

    #[test]
    fn a_text_that_only_looks_so_is_kept_whole() {
        for text in [
            "",
            "x",
            "---",
            "---\n",
            "---\nx\n",
            "---\nDear diary: today\n---\nx",
            "---\n\nA day.\n\n---\n",
            "----\na: b\n----\n",
            "---\na: b\nno end",
            "---\n- a\n---\n",
            "---\nhttps://x.org\n---\n",
            " ---\na: b\n---\n",
            "---\n  a: b\n---\n",
        ] {
            check(text, &[], text);
        }
    }
}
