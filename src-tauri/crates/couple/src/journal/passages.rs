//! A text that two people wrote, told apart.

/// A piece of a text and whether the other one wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Not the author of the entry.
    pub by_other: bool,
    /// Markdown.
    pub text: String,
}

/// A text in which everything the other one wrote is a quotation under their `name`, and the
/// rest is as it was. Markdown.
#[must_use]
pub fn as_quotations(passages: impl IntoIterator<Item = Passage>, name: &str) -> String {
    let mut whole = String::new();
    let mut runs: Vec<Passage> = Vec::new();
    for passage in passages {
        // A space or an empty line is nobody's words.
        let by_other = passage.by_other && !passage.text.trim().is_empty();
        match runs.last_mut() {
            Some(last) if last.by_other == by_other => last.text.push_str(&passage.text),
            _ => runs.push(Passage {
                by_other,
                text: passage.text,
            }),
        }
    }
    let mut after_quotation = false;
    for run in runs {
        if run.by_other {
            if !whole.trim().is_empty() {
                whole.truncate(whole.trim_end().len());
                whole.push_str("\n\n");
            }
            let quoted = format!("**{}:** {}", plain(name), run.text.trim());
            for line in quoted.lines() {
                whole.push_str(if line.is_empty() { ">" } else { "> " });
                whole.push_str(line);
                whole.push('\n');
            }
        } else if after_quotation {
            whole.push('\n');
            whole.push_str(run.text.trim_start());
        } else {
            whole.push_str(&run.text);
        }
        after_quotation = run.by_other;
    }
    whole
}

/// A name as Markdown that means nothing but itself.
fn plain(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_ascii_punctuation() {
            text.push('\\');
        }
        text.push(letter);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(by_other: bool, text: &str) -> Passage {
        Passage {
            by_other,
            text: text.to_owned(),
        }
    }

    #[test]
    fn the_authors_own_text_stays_as_it_was() {
        let text = "One\n\n> two\n  three ";
        let pieces = [passage(false, "One\n\n> t"), passage(false, "wo\n  three ")];
        assert_eq!(as_quotations(pieces, "Jo"), text);
        let spaced = [
            passage(false, "One"),
            passage(true, " \n"),
            passage(false, "two"),
        ];
        assert_eq!(as_quotations(spaced, "Jo"), "One \ntwo");
    }

    #[test]
    fn what_the_other_one_wrote_becomes_a_quotation_under_their_name() {
        let pieces = [
            passage(false, "We went. "),
            passage(true, "And it rained\n\nall day."),
            passage(false, " I laughed."),
            passage(true, "So did I."),
        ];
        assert_eq!(
            as_quotations(pieces, "A*B"),
            "We went.\n\n> **A\\*B:** And it rained\n>\n> all day.\n\nI laughed.\n\n> **A\\*B:** So did I.\n"
        );
        assert_eq!(
            as_quotations([passage(true, "all")], "Jo"),
            "> **Jo:** all\n"
        );
    }
}
