//! Entries as Markdown files that hold everything an entry says: an import gives it back, the body byte for byte
//! (`docs/export-format.md`).

use std::fmt::Write as _;

use couple::{PersonId, ThingId, journal::Entry, reply::Reply};

use crate::{media, saying};

/// The version of the form, in each file's front matter.
pub(crate) const FORM: &str = "1";
/// Longest part of a title in a file's name, in characters.
const NAME_CHARS: usize = 60;

/// Where an entry's file goes within the folder, with `/` between: by years, named after day, title and a piece of
/// the id, so that no two are the same. Nothing of a title can lead out of the folder.
#[must_use]
pub fn path(entry: &Entry) -> String {
    let day = entry.written_at.day();
    let id = entry.id.to_string();
    let id = id.get(..8).unwrap_or(&id);
    let title = named(&entry.title);
    let apart = if title.is_empty() { "" } else { " " };
    format!("{}/{day}{apart}{title} {id}.md", day.format("%Y"))
}

/// What every system takes in a file's name.
fn named(title: &str) -> String {
    let plain: String = title
        .chars()
        .map(|letter| match letter {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => ' ',
            letter if letter.is_control() => ' ',
            letter => letter,
        })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let name: String = words.join(" ").chars().take(NAME_CHARS).collect();
    name.trim_matches(|letter: char| letter == '.' || letter.is_whitespace())
        .to_owned()
}

/// The file, with what was said about the entry. `shared` is whether it is Ours, `me` whose export this is, `photos`
/// which of its photos go along as files.
#[must_use]
pub fn text(
    entry: &Entry,
    shared: bool,
    me: PersonId,
    replies: &[Reply],
    photos: &[ThingId],
) -> String {
    let mut text = format!("---\nlamplight: {FORM}\nid: {}\n", entry.id);
    if !entry.title.is_empty() {
        let _ = writeln!(text, "title: {}", quoted(&entry.title));
    }
    let _ = writeln!(text, "date: {}", entry.written_at.rfc3339_exact());
    let _ = writeln!(text, "zone: {}", entry.written_at.zone.name());
    let _ = writeln!(text, "audience: {}", if shared { "ours" } else { "mine" });
    let author = if entry.author == me { "me" } else { "partner" };
    let _ = writeln!(text, "author: {author}");
    for (name, labels) in [("feelings", &entry.feelings), ("tags", &entry.tags)] {
        if !labels.is_empty() {
            let labels: Vec<String> = labels.iter().map(|label| quoted(label)).collect();
            let _ = writeln!(text, "{name}: [{}]", labels.join(", "));
        }
    }
    if !photos.is_empty() {
        let photos: Vec<String> = photos.iter().map(|id| quoted(&id.to_string())).collect();
        let _ = writeln!(text, "photos: [{}]", photos.join(", "));
    }
    for (number, reply) in (1..).zip(replies) {
        let _ = writeln!(text, "reply.{number}: {}", saying::line(reply, me));
    }
    let _ = write!(text, "---\n\n{}\n", media::outward(&entry.body, photos));
    text
}

/// In double quotation marks, as JSON and YAML both have it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use chrono_tz::Tz;
    use couple::{Moment, ThingId};
    use proptest::prelude::*;

    use super::*;
    use crate::markdown_folder;

    fn entry(title: &str, body: &str, labels: &[&str]) -> Entry {
        let labels: Vec<String> = labels.iter().map(ToString::to_string).collect();
        Entry {
            id: ThingId([0x5a; 16]),
            title: title.to_owned(),
            body: body.to_owned(),
            written_at: Moment {
                at: "2026-03-29T00:59:59.123Z".parse::<DateTime<Utc>>().unwrap(),
                zone: Tz::Europe__Berlin,
            },
            author: PersonId([1; 16]),
            feelings: labels.clone(),
            tags: labels,
            removed_at: None,
            changed_at: None,
        }
    }

    fn comes_back(entry: &Entry) -> Result<(), TestCaseError> {
        let file = text(entry, true, entry.author, &[], &[]);
        let read = markdown_folder::parse(&path(entry), file.as_bytes(), None, Tz::UTC);
        let read = read.map_err(|why| TestCaseError::fail(format!("{why:?}")))?;
        prop_assert_eq!(read.id, entry.id);
        prop_assert_eq!(&read.title, &entry.title);
        prop_assert_eq!(&read.body, &entry.body);
        prop_assert_eq!(read.written_at, entry.written_at);
        prop_assert_eq!(&read.feelings, &entry.feelings);
        prop_assert_eq!(&read.tags, &entry.tags);
        Ok(())
    }

    #[test]
    fn it_can_be_read_by_people_and_comes_back() {
        let lake = entry(
            "The lake: \"cold\"",
            "# The lake\n\nIt was cold.  \n",
            &["calm"],
        );
        assert_eq!(
            text(&lake, false, PersonId([2; 16]), &[], &[]),
            "---\nlamplight: 1\nid: 5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a\ntitle: \"The lake: \\\"cold\\\"\"\n\
             date: 2026-03-29T01:59:59.123+01:00\nzone: Europe/Berlin\naudience: mine\nauthor: partner\n\
             feelings: [\"calm\"]\ntags: [\"calm\"]\n---\n\n# The lake\n\nIt was cold.  \n\n"
        );
        assert_eq!(path(&lake), "2026/2026-03-29 The lake cold 5a5a5a5a.md");
        comes_back(&lake).unwrap();
        for title in [
            "",
            "../../etc/passwd",
            "CON",
            "a\nb",
            "---",
            "#one",
            "\\",
            "\\\"",
        ] {
            let strange = entry(title, title, &[]);
            let path = path(&strange);
            assert!(
                path.starts_with("2026/2026-03-29") && !path.contains(".."),
                "{path}"
            );
            assert_eq!(path.matches('/').count(), 1, "{path}");
            if !title.is_empty() {
                comes_back(&strange).unwrap();
            }
        }
        comes_back(&entry("t", "", &["a, b", "#c", "say \"so\", please"])).unwrap();
    }

    /// Someone opened it on Windows and saved it: the line ends are that system's, and nothing else is.
    #[test]
    fn line_ends_of_another_system_are_read() {
        let lake = entry("The lake", "one\n\ntwo", &[]);
        let file = text(&lake, true, lake.author, &[], &[]).replace('\n', "\r\n");
        let read = markdown_folder::parse("x.md", file.as_bytes(), None, Tz::UTC).unwrap();
        assert_eq!((read.title, read.body), (lake.title, lake.body));
    }

    #[test]
    fn photos_go_along_as_files_and_come_back() {
        let id = ThingId([0xab; 16]);
        let lake = entry("The lake", &format!("![cold](photo:{id} \"at six\")"), &[]);
        let file = text(&lake, true, lake.author, &[], &[id]);
        assert!(file.contains(&format!("![cold](../media/{id}.jpg \"at six\")")));
        let read = markdown_folder::parse("x.md", file.as_bytes(), None, Tz::UTC).unwrap();
        assert_eq!(read.body, lake.body);
        let [picture] = read.pictures.as_slice() else {
            panic!("one picture");
        };
        assert_eq!(
            (picture.id, picture.path.as_str()),
            (Some(id), format!("../media/{id}.jpg").as_str())
        );
    }

    proptest! {
        #[test]
        fn whatever_it_says_comes_back(
            title in "[^\\x00]{0,40}",
            body in "([a-z#\\-> \\n\\r\\t*_`\"\\\\]|\\PC){0,200}",
            labels in prop::collection::hash_set("[^\\x00\\s][^\\x00]{0,8}[^\\x00\\s]", 0..5),
        ) {
            let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
            let entry = entry(&title, &body, &labels);
            prop_assume!(!(title.is_empty() && body.is_empty()));
            comes_back(&entry)?;
        }
    }
}
