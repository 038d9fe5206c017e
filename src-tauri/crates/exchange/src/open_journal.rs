//! The open export: entries and dates as JSON that anyone can read. Field names are those of the
//! command line: `id, title, body, written_at, zone, audience, author, feelings, tags, photos` of an
//! entry, `id, title, place, note, at, zone, minutes, proposed_by, cancelled` of a date.

use couple::{PersonId, journal::Entry, outing::Outing};
use serde_json::{Value, json};

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

/// An entry. `shared` is whether it is Ours, `me` whose backup this is.
#[must_use]
pub fn entry(entry: &Entry, shared: bool, me: PersonId) -> Value {
    json!({
        "id": entry.id,
        "title": entry.title,
        "body": entry.body,
        "written_at": entry.written_at.rfc3339(),
        "zone": entry.written_at.zone.name(),
        "audience": if shared { "ours" } else { "mine" },
        "author": whose(entry.author, me),
        "feelings": entry.feelings,
        "tags": entry.tags,
        "photos": [],
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

fn whose(person: PersonId, me: PersonId) -> &'static str {
    if person == me { "me" } else { "partner" }
}

#[cfg(test)]
mod tests {
    use super::*;

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
