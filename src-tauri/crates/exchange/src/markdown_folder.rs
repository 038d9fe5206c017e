//! A folder of Markdown files, one entry each. Dates come from front matter, or
//! from the file's name, or from the first line, or from the file itself.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use couple::{
    Moment, ThingId, WallTime,
    journal::{BODY_LIMIT, LABEL_LIMIT, LABELS_LIMIT, TITLE_LIMIT},
};

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
}

/// Why a file is not brought in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportFailure {
    /// Not UTF-8 text.
    NotText,
    /// Longer than an entry can be.
    TooLong,
    /// It names a date that is none.
    BadDate,
    /// It could not be read.
    Unreadable,
    /// There is nothing in it.
    Empty,
}

/// Reads one file. `path` is its path within the folder, `modified` its time on
/// disk, `zone` the zone of dates that name none.
///
/// # Errors
/// The reason this one file is left out.
pub fn parse(
    path: &str,
    bytes: &[u8],
    modified: Option<DateTime<Utc>>,
    zone: Tz,
) -> Result<ImportedEntry, ImportFailure> {
    let text = std::str::from_utf8(bytes).map_err(|_| ImportFailure::NotText)?;
    let text = text
        .strip_prefix('\u{feff}')
        .unwrap_or(text)
        .replace("\r\n", "\n");
    if text.contains('\0') {
        return Err(ImportFailure::NotText);
    }
    let (front, rest) = split_front_matter(&text);
    let mut lines = rest.trim_start_matches('\n');
    let mut title = front.text("title").unwrap_or_default();
    if title.is_empty() {
        (title, lines) = heading(lines);
    }
    let file = path.rsplit('/').next().unwrap_or(path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let (named_day, named_title) = day_of_name(stem);
    if title.is_empty() {
        title = named_title;
    }
    let body = lines.trim_end().to_owned();
    if body.trim().is_empty() && title.trim().is_empty() {
        return Err(ImportFailure::Empty);
    }
    if body.len() > BODY_LIMIT {
        return Err(ImportFailure::TooLong);
    }
    let zone = match front.text("zone").or_else(|| front.text("timezone")) {
        Some(name) => name.parse().map_err(|_| ImportFailure::BadDate)?,
        None => zone,
    };
    let written = front.text("date").or_else(|| front.text("created"));
    let written_at = match written {
        Some(text) => moment(&text, zone).ok_or(ImportFailure::BadDate)?,
        None => match named_day.or_else(|| first_day(&title)) {
            Some(day) => noon(day, zone),
            None => Moment {
                at: modified.ok_or(ImportFailure::BadDate)?,
                zone,
            },
        },
    };
    Ok(ImportedEntry {
        id: front
            .text("id")
            .and_then(|id| id.replace('-', "").to_ascii_lowercase().parse().ok())
            .unwrap_or_else(|| id_of(path, bytes)),
        title: cut(title.trim(), TITLE_LIMIT),
        body,
        written_at,
        feelings: labels(front.list("feelings")),
        tags: labels(front.list("tags")),
    })
}

/// What stands between two `---` lines at the top: `key: value`, `key: [a, b]`,
/// or `key:` with `- a` lines. Anything else in it is passed over.
struct FrontMatter(Vec<(String, Vec<String>)>);

impl FrontMatter {
    fn text(&self, key: &str) -> Option<String> {
        let (_, values) = self.0.iter().find(|(known, _)| known == key)?;
        values.first().filter(|value| !value.is_empty()).cloned()
    }

    fn list(&self, key: &str) -> Vec<String> {
        let values = self
            .0
            .iter()
            .find(|(known, _)| known == key)
            .map(|(_, values)| values.clone());
        values.unwrap_or_default()
    }
}

fn split_front_matter(text: &str) -> (FrontMatter, &str) {
    let none = FrontMatter(Vec::new());
    let Some(inside) = text.strip_prefix("---\n") else {
        return (none, text);
    };
    let Some(end) = inside.find("\n---") else {
        return (none, text);
    };
    let (block, after) = inside.split_at(end);
    let after = after.trim_start_matches("\n---");
    // `----` is a rule, not the end of front matter.
    let Some(after) = after
        .strip_prefix('\n')
        .or(after.is_empty().then_some(after))
    else {
        return (none, text);
    };
    let mut fields: Vec<(String, Vec<String>)> = Vec::new();
    for line in block.lines() {
        let trimmed = line.trim();
        if let Some(item) = trimmed.strip_prefix("- ") {
            if let Some((_, values)) = fields.last_mut() {
                values.push(unquoted(item));
            }
        } else if let Some((key, value)) = trimmed.split_once(':') {
            let value = value.trim();
            let inner = value
                .strip_prefix('[')
                .and_then(|value| value.strip_suffix(']'));
            let values = match inner {
                Some(inner) => inner
                    .split(',')
                    .map(unquoted)
                    .filter(|v| !v.is_empty())
                    .collect(),
                None if value.is_empty() => Vec::new(),
                None => vec![unquoted(value)],
            };
            fields.push((key.trim().to_ascii_lowercase(), values));
        }
    }
    (FrontMatter(fields), after)
}

fn unquoted(text: &str) -> String {
    let text = text.trim();
    let quoted = |mark: char| {
        text.strip_prefix(mark)
            .and_then(|text| text.strip_suffix(mark))
            .filter(|_| text.len() > 1)
    };
    quoted('"')
        .or_else(|| quoted('\''))
        .unwrap_or(text)
        .to_owned()
}

/// A first line `# Title` is the title.
fn heading(text: &str) -> (String, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    match first.strip_prefix("# ") {
        Some(title) => (title.trim().to_owned(), rest.trim_start_matches('\n')),
        None => (String::new(), text),
    }
}

/// `2019-03-04`, `2019-03-04 Title`, `20190304`, `2019_03_04-title`.
fn day_of_name(stem: &str) -> (Option<NaiveDate>, String) {
    let digits: String = stem.chars().filter(char::is_ascii_digit).take(8).collect();
    let mut seen = 0;
    let mut rest = stem.len();
    for (at, letter) in stem.char_indices() {
        if letter.is_ascii_digit() {
            seen += 1;
            if seen == 8 {
                rest = at + 1;
                break;
            }
        } else if !matches!(letter, '-' | '_' | '.') {
            return (None, stem.to_owned());
        }
    }
    match NaiveDate::parse_from_str(&digits, "%Y%m%d") {
        Ok(day) if digits.len() == 8 => {
            let title = stem[rest..].trim_matches(|letter: char| {
                letter.is_whitespace() || matches!(letter, '-' | '_' | '.')
            });
            (Some(day), title.to_owned())
        }
        _ => (None, stem.to_owned()),
    }
}

fn first_day(title: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(title.get(..10)?, "%Y-%m-%d").ok()
}

/// With an offset it is that instant; without one it is that time in the zone;
/// a day alone is noon.
fn moment(text: &str, zone: Tz) -> Option<Moment> {
    let text = text.trim();
    let with_offset = DateTime::parse_from_rfc3339(text)
        .or_else(|_| DateTime::<FixedOffset>::parse_from_str(text, "%Y-%m-%d %H:%M:%S %z"))
        .or_else(|_| DateTime::<FixedOffset>::parse_from_str(text, "%Y-%m-%d %H:%M %z"));
    if let Ok(at) = with_offset {
        return Some(Moment {
            at: at.with_timezone(&Utc),
            zone,
        });
    }
    for format in [
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%d %H:%M",
    ] {
        if let Ok(local) = NaiveDateTime::parse_from_str(text, format) {
            return Some(Moment {
                at: WallTime { local, zone }.instant(),
                zone,
            });
        }
    }
    Some(noon(
        NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?,
        zone,
    ))
}

fn noon(day: NaiveDate, zone: Tz) -> Moment {
    let local = day.and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default());
    // Noon exists everywhere but on days that a zone left out.
    let at = zone.from_local_datetime(&local).earliest();
    Moment {
        at: at.map_or_else(
            || WallTime { local, zone }.instant(),
            |at| at.with_timezone(&Utc),
        ),
        zone,
    }
}

fn labels(words: Vec<String>) -> Vec<String> {
    words
        .into_iter()
        .map(|word| word.trim().trim_start_matches('#').to_owned())
        .filter(|word| !word.is_empty() && word.len() <= LABEL_LIMIT)
        .take(LABELS_LIMIT)
        .collect()
}

fn cut(text: &str, limit: usize) -> String {
    let mut end = text.len().min(limit);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].to_owned()
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
    use super::*;

    fn berlin(path: &str, text: &str) -> Result<ImportedEntry, ImportFailure> {
        parse(path, text.as_bytes(), None, Tz::Europe__Berlin)
    }

    #[test]
    fn front_matter_is_believed() {
        let entry = berlin(
            "a/x.md",
            "---\ntitle: \"The sea: again\"\ndate: 2019-03-04T21:15:00-05:00\nzone: America/New_York\ntags: [sea, 'long walks']\nfeelings:\n  - calm\n  - tired\n---\n\nWe went down.\n",
        )
        .unwrap();
        assert_eq!(entry.title, "The sea: again");
        assert_eq!(entry.written_at.rfc3339(), "2019-03-04T21:15:00-05:00");
        assert_eq!(entry.tags, ["sea", "long walks"]);
        assert_eq!(entry.feelings, ["calm", "tired"]);
        assert_eq!(entry.body, "We went down.");
    }

    #[test]
    fn a_date_comes_from_the_name_or_the_first_line() {
        for (path, title) in [
            ("2019-03-04.md", ""),
            ("2019/2019-03-04 By the sea.md", "By the sea"),
            ("20190304.txt", ""),
            ("2019_03_04-walk.md", "walk"),
        ] {
            let entry = berlin(path, "text").unwrap();
            assert_eq!(
                entry.written_at.rfc3339(),
                "2019-03-04T12:00:00+01:00",
                "{path}"
            );
            assert_eq!(entry.title, title, "{path}");
        }
        let entry = berlin("notes.md", "# 2019-03-04 Snow\n\ndeep").unwrap();
        assert_eq!(entry.written_at.day().to_string(), "2019-03-04");
    }

    #[test]
    fn each_failure_has_its_name() {
        assert_eq!(
            berlin("a.md", "---\ndate: last summer\n---\nx"),
            Err(ImportFailure::BadDate)
        );
        assert_eq!(berlin("2019-03-04.md", "  \n"), Err(ImportFailure::Empty));
        assert_eq!(
            parse("2019-03-04.md", &[0xff, 0xfe, 0x00], None, Tz::UTC),
            Err(ImportFailure::NotText)
        );
        let long = "x".repeat(BODY_LIMIT + 1);
        assert_eq!(berlin("2019-03-04.md", &long), Err(ImportFailure::TooLong));
        assert_eq!(berlin("undated.md", "x"), Err(ImportFailure::BadDate));
    }

    #[test]
    fn the_same_file_is_the_same_entry_and_another_is_not() {
        let one = berlin("2019-03-04.md", "a").unwrap().id;
        assert_eq!(one, berlin("2019-03-04.md", "a").unwrap().id);
        assert_ne!(one, berlin("2019-03-05.md", "a").unwrap().id);
        assert_ne!(one, berlin("2019-03-04.md", "b").unwrap().id);
    }

    #[test]
    fn a_rule_at_the_top_is_no_front_matter() {
        assert_eq!(berlin("2019-03-04.md", "---\nx\n").unwrap().body, "---\nx");
    }
}
