//! The open export: entries and dates as JSON that anyone can read. Field names are those of the
//! command line: `id, title, body, written_at, zone, audience, author, feelings, tags, photos, replies` of an
//! entry, `id, title, place, note, at, zone, minutes, proposed_by, cancelled` of a date.

use chrono::DateTime;
use couple::{
    Moment, PersonId, ThingId,
    journal::{BODY_LIMIT, Draft, Entry, PHOTOS_LIMIT, TITLE_LIMIT},
    outing::Outing,
    reply::Reply,
};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::{
    markdown_folder::{ImportFailure, ImportedEntry},
    media::NamedPicture,
    saying,
};

/// A JSON array in pieces, one value a line, made as they are asked for.
pub fn array<E>(
    values: impl Iterator<Item = Result<Value, E>>,
) -> impl Iterator<Item = Result<Vec<u8>, E>> {
    let mut values = values.fuse();
    let mut before = Some("[\n");
    std::iter::from_fn(move || {
        let begin = before?;
        Some(match values.next() {
            Some(value) => {
                before = Some(",\n");
                value.map(|value| format!("{begin}{value}").into_bytes())
            }
            None => {
                before = None;
                Ok(if begin == ",\n" { "\n]\n" } else { "[]\n" }.into())
            }
        })
    })
}

/// An entry, with what was said about it. `shared` is whether it is Ours, `me` whose backup this is, `photos` the ids
/// of those of its photos that go along, each with its file.
#[must_use]
pub fn entry(
    entry: &Entry,
    shared: bool,
    me: PersonId,
    replies: &[Reply],
    photos: &[(ThingId, String)],
) -> Value {
    let replies = replies.iter().map(|reply| saying::fields(reply, me));
    let photos: Vec<Value> = photos
        .iter()
        .map(|(id, file)| json!({ "id": id, "file": file }))
        .collect();
    json!({
        "id": entry.id,
        "title": entry.title,
        "body": entry.body,
        "written_at": entry.written_at.rfc3339_exact(),
        "zone": entry.written_at.zone.name(),
        "audience": if shared { "ours" } else { "mine" },
        "author": whose(entry.author, me),
        "feelings": entry.feelings,
        "tags": entry.tags,
        "photos": photos,
        "replies": replies.collect::<Vec<_>>(),
    })
}

/// A date, at the time that was suggested last.
#[must_use]
pub fn outing(outing: &Outing, me: PersonId) -> Value {
    let offer = outing.latest_offer();
    json!({
        "id": outing.id,
        "title": outing.title,
        "place": outing.place,
        "note": outing.note,
        "at": offer.map(|offer| offer.when.local_text()),
        "zone": offer.map(|offer| offer.when.zone.name()),
        "minutes": offer.map(|offer| offer.minutes),
        "proposed_by": whose(outing.proposed_by, me),
        "cancelled": outing.cancelled,
    })
}

/// What of an entry is read back. What else stands there, of this program or of a later one, is passed over.
#[derive(Deserialize)]
struct Read {
    id: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    body: String,
    written_at: String,
    #[serde(default)]
    zone: Option<String>,
    #[serde(default)]
    author: Option<String>,
    #[serde(default)]
    feelings: Vec<String>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    replies: Vec<Map<String, Value>>,
    #[serde(default)]
    photos: Vec<ReadPhoto>,
}

/// A photo of an entry, and its file beside the journal.
#[derive(Deserialize)]
struct ReadPhoto {
    id: String,
    file: String,
}

/// The entries of an array, each as it is or with the reason why it is none.
///
/// # Errors
/// [`ImportFailure::NotText`] for what is no array of JSON at all.
pub fn entries(
    bytes: &[u8],
) -> Result<
    impl ExactSizeIterator<Item = Result<ImportedEntry, ImportFailure>> + use<>,
    ImportFailure,
> {
    let values: Vec<Value> = serde_json::from_slice(bytes).map_err(|_| ImportFailure::NotText)?;
    Ok(values.into_iter().map(read))
}

fn read(value: Value) -> Result<ImportedEntry, ImportFailure> {
    let read: Read = serde_json::from_value(value).map_err(|_| ImportFailure::NotText)?;
    let at = DateTime::parse_from_rfc3339(&read.written_at).map_err(|_| ImportFailure::BadDate)?;
    let zone = match read.zone.as_deref() {
        Some(zone) => zone.parse().map_err(|_| ImportFailure::BadDate)?,
        None => chrono_tz::Tz::UTC,
    };
    if read.title.is_empty() && read.body.is_empty() {
        return Err(ImportFailure::Empty);
    }
    if read.title.len() > TITLE_LIMIT || read.body.len() > BODY_LIMIT {
        return Err(ImportFailure::TooLong);
    }
    let draft = Draft {
        title: read.title,
        body: read.body,
        feelings: read.feelings,
        tags: read.tags,
    };
    draft.validate().map_err(|_| ImportFailure::TooLong)?;
    Ok(ImportedEntry {
        id: read.id.parse().map_err(|_| ImportFailure::NotText)?,
        title: draft.title,
        body: draft.body,
        written_at: Moment {
            at: at.to_utc(),
            zone,
        },
        feelings: draft.feelings,
        tags: draft.tags,
        by_partner: read.author.as_deref() == Some("partner"),
        replies: read.replies.iter().filter_map(saying::read).collect(),
        pictures: read
            .photos
            .into_iter()
            .take(PHOTOS_LIMIT)
            .filter_map(|photo| {
                Some(NamedPicture {
                    named: format!("photo:{}", photo.id),
                    id: Some(photo.id.parse().ok()?),
                    path: photo.file,
                })
            })
            .collect(),
    })
}

fn whose(person: PersonId, me: PersonId) -> &'static str {
    if person == me { "me" } else { "partner" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_again_and_what_is_no_entry_says_why() {
        let me = PersonId([1; 16]);
        let lake = Entry {
            id: couple::ThingId([7; 16]),
            title: "The lake".into(),
            body: " two\r\n\nlines \n".into(),
            written_at: Moment {
                at: "2026-03-29T00:59:59.123Z".parse().unwrap(),
                zone: chrono_tz::Tz::Europe__Berlin,
            },
            author: PersonId([2; 16]),
            feelings: vec!["calm".into()],
            tags: vec!["sea, us".into()],
            removed_at: None,
            changed_at: None,
        };
        let mut broken = entry(&lake, true, me, &[], &[]);
        broken["written_at"] = json!("yesterday");
        let photo = (couple::ThingId([9; 16]), "media/x.jpg".to_owned());
        let all = json!([entry(&lake, true, me, &[], &[photo]), broken, 5, { "id": "x", "written_at": "" }]);
        let read: Vec<_> = entries(all.to_string().as_bytes()).unwrap().collect();
        let first = read[0].clone().unwrap();
        assert_eq!(
            (first.id, first.title, first.body),
            (lake.id, lake.title, lake.body)
        );
        assert_eq!(first.written_at, lake.written_at);
        assert_eq!((first.feelings, first.tags), (lake.feelings, lake.tags));
        assert!(first.by_partner);
        assert_eq!(first.pictures[0].path, "media/x.jpg");
        assert_eq!(first.pictures[0].id, Some(couple::ThingId([9; 16])));
        assert_eq!(read[1], Err(ImportFailure::BadDate));
        assert_eq!(read[2], Err(ImportFailure::NotText));
        assert!(read[3].is_err());
        assert!(entries(b"{}").is_err());
    }

    #[test]
    fn an_array_is_one_value_a_line() {
        let written = |values: Vec<Value>| {
            let pieces: Result<Vec<Vec<u8>>, ()> = array(values.into_iter().map(Ok)).collect();
            String::from_utf8(pieces.unwrap().concat()).unwrap()
        };
        assert_eq!(written(Vec::new()), "[]\n");
        assert_eq!(
            written(vec![json!(1), json!({"a": "b"})]),
            "[\n1,\n{\"a\":\"b\"}\n]\n"
        );
    }
}
