//! A folder of Markdown files, one entry each.
//!
//! Dates come from front matter, else from the file's name or its folders, else from the first line, else from the
//! file itself. Links that lead to other files stay in the text as they are; pictures that lie beside it are named, so that
//! whoever reads the folder can bring them.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use couple::journal::{BODY_LIMIT, LABEL_LIMIT, LABELS_LIMIT, TITLE_LIMIT};
use couple::{Moment, ThingId};

use crate::front_matter::FrontMatter;
use crate::markdown_export::FORM;
use crate::media::{self, NamedPicture};
use crate::saying::{self, ImportedReply};
use crate::written;

/// An entry as a file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedEntry {
    /// The same for the same path and content, so that a second import adds nothing.
    pub id: ThingId,
    /// May be empty.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// When and where.
    pub written_at: Moment,
    /// Feeling words.
    pub feelings: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// The other of the two wrote it.
    pub by_partner: bool,
    /// What was said about it.
    pub replies: Vec<ImportedReply>,
    /// Pictures that lie beside it.
    pub pictures: Vec<NamedPicture>,
}

/// Why a file is not brought in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportFailure {
    /// Not UTF-8 text.
    NotText,
    /// Longer than an entry can be.
    TooLong,
    /// It names a date or a zone that is none, or none at all.
    BadDate,
    /// It could not be read.
    Unreadable,
    /// There is nothing in it.
    Empty,
    /// A picture of it is missing, or can't be taken in. The rest of it is.
    Picture,
}

/// Reads one file. `path` is its path within the folder, `modified` its time on disk, `zone` the zone of dates that
/// name none.
///
/// # Errors
/// The reason this one file is left out.
pub fn parse(
    path: &str,
    bytes: &[u8],
    modified: Option<DateTime<Utc>>,
    zone: Tz,
) -> Result<ImportedEntry, ImportFailure> {
    let path = path.replace('\\', "/");
    let text = text(bytes)?;
    let (front, rest) = FrontMatter::split(&text);
    let ours = front.text(&["lamplight"]) == Some(FORM);
    let (named_day, name) = name_of(&path);
    let whole = if ours { raw(bytes, rest) } else { rest };
    let whole = whole.strip_prefix('\n').unwrap_or(whole);
    let whole = whole.strip_suffix('\n').unwrap_or(whole);
    let rest = rest.trim_matches('\n').trim_end();

    let zone = match front.text(&["zone", "timezone", "tz"]) {
        Some(name) => name.parse().map_err(|_| ImportFailure::BadDate)?,
        None => zone,
    };
    let written_at = match front.text(&["date", "created", "datetime", "created_at"]) {
        Some(text) => written::moment(text, zone).ok_or(ImportFailure::BadDate)?,
        None => match named_day.or_else(|| first_day(rest)) {
            Some(day) => written::noon(day, zone),
            None => Moment {
                at: modified.ok_or(ImportFailure::BadDate)?,
                zone,
            },
        },
    };
    // What this program wrote is taken as it is.
    let (title, body) = match ours {
        true => (
            front.text(&["title"]).unwrap_or_default().to_owned(),
            whole.into(),
        ),
        false => title_and_body(front.text(&["title"]), name, rest),
    };
    if ours && title.len() > TITLE_LIMIT {
        return Err(ImportFailure::TooLong);
    }
    if title.is_empty() && body.is_empty() {
        return Err(ImportFailure::Empty);
    }
    if body.len() > BODY_LIMIT {
        return Err(ImportFailure::TooLong);
    }
    let id = front.text(&["id", "uuid"]);
    let (body, pictures) = if ours {
        let photos = front.list("photos").iter();
        let photos: Vec<ThingId> = photos.filter_map(|id| id.parse().ok()).collect();
        let pictures = photos.iter().map(|id| NamedPicture {
            named: format!("photo:{id}"),
            path: format!("{}/{}", media::FROM_ENTRY, media::file_name(*id)),
            id: Some(*id),
        });
        (media::inward(&body, &photos), pictures.collect())
    } else {
        let pictures = media::beside(&body);
        (body.into_owned(), pictures)
    };
    Ok(ImportedEntry {
        id: id
            .and_then(|id| id.replace('-', "").to_ascii_lowercase().parse().ok())
            .unwrap_or_else(|| id_of(&path, bytes)),
        title,
        body,
        written_at,
        feelings: labels(front.list("feelings"), ours),
        tags: labels(front.list("tags"), ours),
        by_partner: ours && front.text(&["author"]) == Some("partner"),
        replies: match ours {
            true => replies(&front),
            false => Vec::new(),
        },
        pictures,
    })
}

/// `reply.1`, `reply.2` and so on. What can't be read is passed over.
fn replies(front: &FrontMatter) -> Vec<ImportedReply> {
    (1..)
        .map(|number| front.list(&format!("reply.{number}")))
        .take_while(|texts| !texts.is_empty())
        .filter_map(saying::from_line)
        .collect()
}

/// UTF-8, with or without a mark for it, with the line ends of one system.
fn text(bytes: &[u8]) -> Result<String, ImportFailure> {
    let text = std::str::from_utf8(bytes).map_err(|_| ImportFailure::NotText)?;
    if text.contains('\0') {
        return Err(ImportFailure::NotText);
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// Of a file that this program wrote, the text with its own line ends. Where every line ends as on Windows, an editor
/// there has saved it: that is no part of what was written, and `read` is it.
fn raw<'a>(bytes: &'a [u8], read: &'a str) -> &'a str {
    match std::str::from_utf8(bytes) {
        Ok(raw) if raw.matches('\n').count() > raw.matches("\r\n").count() => {
            FrontMatter::split(raw.strip_prefix('\u{feff}').unwrap_or(raw)).1
        }
        _ => read,
    }
}

/// The day a file is named after, and what its name says besides: `2019-03-04 By the sea.md`, `2019/03/04.md`.
fn name_of(path: &str) -> (Option<NaiveDate>, &str) {
    let mut parts = path.rsplit('/');
    let file = parts.next().unwrap_or(path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    if let Some((day, rest)) = written::leading_day(stem) {
        let apart = |letter: char| letter.is_whitespace() || matches!(letter, '-' | '_' | '.');
        return (Some(day), rest.trim_matches(apart));
    }
    if let (Some(month), Some(year)) = (parts.next(), parts.next()) {
        let whole = format!("{year}/{month}/{stem}");
        if let Some((day, "")) = written::leading_day(&whole) {
            return (Some(day), "");
        }
    }
    (None, stem)
}

/// A day at the beginning of the first line, also of a heading.
fn first_day(text: &str) -> Option<NaiveDate> {
    let line = text.lines().next()?.trim_start_matches('#').trim_start();
    written::leading_day(line).map(|(day, _)| day)
}

/// The title is the front matter's, else the first heading, else the file's name. One that is too long for a title
/// stays in the text, so that nothing is lost.
fn title_and_body<'a>(front: Option<&str>, name: &str, text: &'a str) -> (String, Cow<'a, str>) {
    let fits = |title: &str| title.len() <= TITLE_LIMIT;
    let (heading, below) = heading(text);
    match (front.map(str::trim), heading) {
        (Some(title), Some(heading)) if title == heading && fits(title) => {
            (title.to_owned(), below.into())
        }
        (Some(title), _) if fits(title) => (title.to_owned(), text.into()),
        (Some(title), _) => (String::new(), format!("# {title}\n\n{text}").into()),
        (None, Some(heading)) if fits(heading) => (heading.to_owned(), below.into()),
        (None, Some(_)) => (String::new(), text.into()),
        (None, None) if text.is_empty() => (String::new(), text.into()),
        (None, None) if fits(name) => (name.to_owned(), text.into()),
        (None, None) => (String::new(), format!("# {name}\n\n{text}").into()),
    }
}

/// A first line `# Title`, and what is below it.
fn heading(text: &str) -> (Option<&str>, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let title = first
        .strip_prefix("# ")
        .map(|title| title.trim().trim_end_matches('#').trim_end());
    match title.filter(|title| !title.is_empty()) {
        Some(title) => (Some(title), rest.trim_start_matches('\n')),
        None => (None, text),
    }
}

/// Labels as they are kept: without `#`, each once. One value may hold several: `sea, us` or `#sea #us`. Those that
/// this program wrote are taken as they are.
fn labels(values: &[String], ours: bool) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    if ours {
        let good = |label: &&String| !label.trim().is_empty() && label.len() <= LABEL_LIMIT;
        return values
            .iter()
            .filter(good)
            .take(LABELS_LIMIT)
            .cloned()
            .collect();
    }
    let one = values.len() == 1;
    for value in values {
        let hashed = value.trim_start().starts_with('#');
        for label in value.split(|c: char| one && c == ',' || hashed && c.is_whitespace()) {
            let label = label.trim().trim_start_matches('#').trim();
            let known = labels.iter().any(|known| known == label);
            if !label.is_empty()
                && label.len() <= LABEL_LIMIT
                && !known
                && labels.len() < LABELS_LIMIT
            {
                labels.push(label.to_owned());
            }
        }
    }
    labels
}

/// A version-5 UUID of path and content: no secret, only the same every time.
fn id_of(path: &str, bytes: &[u8]) -> ThingId {
    const SPACE: uuid::Uuid = uuid::uuid!("5f3c1f0a-6b0e-4c56-9d4e-2b8c1b7f9a10");
    let content = uuid::Uuid::new_v5(&SPACE, bytes);
    let whole = [path.as_bytes(), &[0], content.as_bytes()].concat();
    ThingId(uuid::Uuid::new_v5(&SPACE, &whole).into_bytes())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn berlin(path: &str, text: &str) -> Result<ImportedEntry, ImportFailure> {
        parse(path, text.as_bytes(), None, Tz::Europe__Berlin)
    }

    #[test]
    fn front_matter_is_believed() {
        let entry = berlin(
            "a/x.md",
            "---\ntitle: \"The sea: again\"\ndate: 2019-03-04T21:15:00-05:00\nzone: America/New_York\ntags: [sea, 'long walks', sea]\nfeelings:\n  - calm\n  - tired\nid: 0F1E2D3C-4b5a-6978-8796-a5b4c3d2e1f0\n---\n\nWe went down.\n",
        )
        .unwrap();
        assert_eq!(entry.title, "The sea: again");
        assert_eq!(entry.written_at.rfc3339(), "2019-03-04T21:15:00-05:00");
        assert_eq!(entry.written_at.zone, Tz::America__New_York);
        assert_eq!(entry.tags, ["sea", "long walks"]);
        assert_eq!(entry.feelings, ["calm", "tired"]);
        assert_eq!(entry.body, "We went down.");
        assert_eq!(entry.id.to_string(), "0f1e2d3c4b5a69788796a5b4c3d2e1f0");
    }

    #[test]
    fn an_entry_keeps_its_own_offset() {
        let entry = berlin("x.md", "---\ndate: 2019-03-04T21:15:00-05:00\n---\nx").unwrap();
        assert_eq!(entry.written_at.rfc3339(), "2019-03-04T21:15:00-05:00");
    }

    #[test]
    fn a_date_comes_from_the_name_the_folders_or_the_first_line() {
        for (path, text, title) in [
            ("2019-03-04.md", "text", ""),
            ("2019/2019-03-04 By the sea.md", "text", "By the sea"),
            ("20190304.txt", "text", ""),
            ("2019_03_04-walk.md", "text", "walk"),
            ("journal/2019/03/04.md", "text", ""),
            ("journal\\2019\\03\\04.md", "text", ""),
            ("notes.md", "# 2019-03-04 Snow\n\ndeep", "2019-03-04 Snow"),
            ("notes.md", "2019-03-04\n\ndeep", "notes"),
        ] {
            let entry = berlin(path, text).unwrap();
            assert_eq!(
                entry.written_at.rfc3339(),
                "2019-03-04T12:00:00+01:00",
                "{path}"
            );
            assert_eq!(entry.title, title, "{path}");
        }
        let at = "2020-01-01T08:00:00Z".parse().unwrap();
        let entry = parse("a/b/c.md", b"x", Some(at), Tz::UTC).unwrap();
        assert_eq!((entry.written_at.at, entry.title.as_str()), (at, "c"));
    }

    #[test]
    fn nothing_of_a_text_is_lost() {
        let entry = berlin("2019-03-04.md", "# Snow #\n\n![x](a.png) [b](b.md)\n").unwrap();
        assert_eq!(
            (entry.title.as_str(), entry.body.as_str()),
            ("Snow", "![x](a.png) [b](b.md)")
        );
        let long = "t".repeat(TITLE_LIMIT + 1);
        for text in [
            format!("# {long}\n\nx"),
            format!("---\ntitle: {long}\n---\nx"),
        ] {
            let entry = berlin("2019-03-04.md", &text).unwrap();
            assert_eq!(
                (entry.title.as_str(), entry.body),
                ("", format!("# {long}\n\nx"))
            );
        }
        let both = berlin("2019-03-04.md", "---\ntitle: A\n---\n# B\n\nx").unwrap();
        assert_eq!((both.title.as_str(), both.body.as_str()), ("A", "# B\n\nx"));
        let same = berlin("2019-03-04.md", "---\ntitle: A\n---\n# A\n\nx").unwrap();
        assert_eq!((same.title.as_str(), same.body.as_str()), ("A", "x"));
        let rule = berlin("2019-03-04.md", "---\nA sentence: so\n---\nx\r\ny").unwrap();
        assert_eq!(rule.body, "---\nA sentence: so\n---\nx\ny");
        assert_eq!(
            berlin("2019-03-04 Only a name.md", "\u{feff}").map(|e| e.title),
            Err(ImportFailure::Empty)
        );
    }

    #[test]
    fn labels_are_read_as_people_write_them() {
        let tags = |value: &str| {
            berlin("2019-03-04.md", &format!("---\ntags: {value}\n---\nx"))
                .unwrap()
                .tags
        };
        assert_eq!(tags("sea, us"), ["sea", "us"]);
        assert_eq!(tags("\"#sea #us\""), ["sea", "us"]);
        assert_eq!(tags("[\"long, walks\", us]"), ["long, walks", "us"]);
        assert_eq!(tags("long walks"), ["long walks"]);
        assert_eq!(
            tags(&format!("[{}, ok]", "x".repeat(LABEL_LIMIT + 1))),
            ["ok"]
        );
        let many: String = (0..60).map(|n| format!("t{n}, ")).collect();
        assert_eq!(tags(&format!("[{many}]")).len(), LABELS_LIMIT);
    }

    #[test]
    fn each_failure_has_its_name() {
        assert_eq!(
            berlin("a.md", "---\ndate: last summer\n---\nx"),
            Err(ImportFailure::BadDate)
        );
        assert_eq!(
            berlin("a.md", "---\ndate: 2019-03-04\nzone: Mars\n---\nx"),
            Err(ImportFailure::BadDate)
        );
        assert_eq!(berlin("undated.md", "x"), Err(ImportFailure::BadDate));
        assert_eq!(berlin("2019-03-04.md", "  \n"), Err(ImportFailure::Empty));
        assert_eq!(
            berlin("2019-03-04.md", "---\ntags: x\n---\n"),
            Err(ImportFailure::Empty)
        );
        for bytes in [&[0xff, 0xfe, 0x61, 0x00][..], b"a\0b"] {
            assert_eq!(
                parse("2019-03-04.md", bytes, None, Tz::UTC),
                Err(ImportFailure::NotText)
            );
        }
        let long = "x".repeat(BODY_LIMIT + 1);
        assert_eq!(berlin("2019-03-04.md", &long), Err(ImportFailure::TooLong));
    }

    #[test]
    fn the_same_file_is_the_same_entry_and_another_is_not() {
        let one = berlin("2019-03-04.md", "a").unwrap().id;
        assert_eq!(one, berlin("2019-03-04.md", "a").unwrap().id);
        assert_ne!(one, berlin("2019-03-05.md", "a").unwrap().id);
        assert_ne!(one, berlin("2019-03-04.md", "b").unwrap().id);
        // On disk and in backups for good.
        assert_eq!(one.to_string(), "a5153da10b915ed1a4766d9c1fa2c91d");
    }

    proptest! {
        /// No file stops an import, and what comes in can be kept.
        #[test]
        fn every_file_is_an_entry_or_a_named_failure(path in "([a-z0-9/. -]{0,12}|2019-03-04)[^\\x00]{0,6}", text in "(---\n)?((date|title|tags|zone|x): ?[-0-9a-zé:+TZ#, \\[\\]\"']{0,20}\n|- .{0,5}\n|---\n|.{0,10}\n){0,8}") {
            let at = DateTime::UNIX_EPOCH;
            if let Ok(entry) = parse(&path, text.as_bytes(), Some(at), Tz::America__St_Johns) {
                let kept = couple::journal::Draft {
                    title: entry.title,
                    body: entry.body,
                    feelings: entry.feelings,
                    tags: entry.tags,
                };
                prop_assert_eq!(kept.validate(), Ok(()));
            }
        }

        #[test]
        fn no_bytes_stop_an_import(path in any::<String>(), bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let _ = parse(&path, &bytes, None, Tz::UTC);
        }
    }
}
