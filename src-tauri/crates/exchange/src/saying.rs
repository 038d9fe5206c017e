//! What was said about an entry, as fields with names: an object in the journal's JSON, a line of the front matter of
//! its Markdown. Both are read by the same rule, so a number or a yes may also stand there as text.

use chrono::{DateTime, SecondsFormat, Utc};
use couple::{
    PersonId, ThingId,
    reply::{Reply, Says},
};
use serde_json::{Map, Value, json};

/// A reply as a file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedReply {
    /// Its id.
    pub id: ThingId,
    /// The other of the two said it.
    pub by_partner: bool,
    /// When it was said.
    pub at: DateTime<Utc>,
    /// What it says.
    pub says: Says,
}

/// The fields of a reply. `me` is whose export this is.
pub(crate) fn fields(reply: &Reply, me: PersonId) -> Map<String, Value> {
    let mut fields = Map::new();
    let mut put = |name: &str, value: Value| {
        if value != "" {
            fields.insert(name.to_owned(), value);
        }
    };
    let author = if reply.author == me { "me" } else { "partner" };
    put("author", author.into());
    let at = reply.at.to_rfc3339_opts(SecondsFormat::AutoSi, true);
    put("at", at.into());
    put("id", reply.id.to_string().into());
    match &reply.says {
        Says::Plain { text } => {
            put("says", "plain".into());
            put("text", text.as_str().into());
        }
        Says::Listening {
            heard,
            sense,
            feels,
            round,
        } => {
            put("says", "listening".into());
            put("round", json!(round));
            put("heard", heard.as_str().into());
            put("sense", sense.as_str().into());
            put("feels", feels.as_str().into());
        }
        Says::Verdict { of, right, note } => {
            put("says", "verdict".into());
            put("of", of.to_string().into());
            put("right", json!(right));
            put("note", note.as_str().into());
        }
        Says::Word { word } => {
            put("says", "word".into());
            put("word", word.as_str().into());
        }
    }
    fields
}

/// Reads the fields of a reply. Nothing for what is none; one that a later program has written may be.
pub(crate) fn read(fields: &Map<String, Value>) -> Option<ImportedReply> {
    let text = |name: &str| match fields.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(value @ (Value::Number(_) | Value::Bool(_))) => value.to_string(),
        _ => String::new(),
    };
    let says = match text("says").as_str() {
        "plain" => Says::Plain { text: text("text") },
        "listening" => Says::Listening {
            heard: text("heard"),
            sense: text("sense"),
            feels: text("feels"),
            round: text("round").parse().ok()?,
        },
        "verdict" => Says::Verdict {
            of: text("of").parse().ok()?,
            right: text("right").parse().ok()?,
            note: text("note"),
        },
        "word" => Says::Word { word: text("word") },
        _ => return None,
    };
    says.validate().ok()?;
    Some(ImportedReply {
        id: text("id").parse().ok()?,
        by_partner: text("author") == "partner",
        at: DateTime::parse_from_rfc3339(&text("at")).ok()?.to_utc(),
        says,
    })
}

/// A reply as one line: each field a text of its own, `name: value`.
pub(crate) fn line(reply: &Reply, me: PersonId) -> String {
    let fields = fields(reply, me).into_iter().map(|(name, value)| {
        let value = match value {
            Value::String(text) => text,
            other => other.to_string(),
        };
        Value::from(format!("{name}: {value}")).to_string()
    });
    let fields: Vec<String> = fields.collect();
    format!("[{}]", fields.join(", "))
}

/// Reads such a line's texts.
pub(crate) fn from_line(texts: &[String]) -> Option<ImportedReply> {
    let fields = texts.iter().filter_map(|text| {
        let (name, value) = text.split_once(": ")?;
        Some((name.to_owned(), Value::from(value)))
    });
    read(&fields.collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ME: PersonId = PersonId([1; 16]);
    const OTHER: PersonId = PersonId([2; 16]);

    fn says() -> impl Strategy<Value = Says> {
        let text = "[^\\x00]{0,40}";
        let begun = "[^\\x00\\s][^\\x00]{0,40}";
        prop_oneof![
            begun.prop_map(|text| Says::Plain { text }),
            (begun, text, text, 1..=2_u8).prop_map(|(heard, sense, feels, round)| {
                Says::Listening {
                    heard,
                    sense,
                    feels,
                    round,
                }
            }),
            (any::<[u8; 16]>(), any::<bool>(), text).prop_map(|(of, right, note)| Says::Verdict {
                of: ThingId(of),
                right,
                note
            }),
            "[a-z-]{1,20}".prop_map(|word| Says::Word { word }),
        ]
    }

    proptest! {
        #[test]
        fn whatever_was_said_is_read_again_from_either_form(says in says(), id: [u8; 16], mine: bool, at in 0..4_000_000_000_i64) {
            let reply = Reply {
                id: ThingId(id),
                entry: ThingId([9; 16]),
                author: if mine { ME } else { OTHER },
                at: DateTime::from_timestamp_micros(at * 1001).unwrap(),
                says,
            };
            let expected = ImportedReply { id: reply.id, by_partner: !mine, at: reply.at, says: reply.says.clone() };
            prop_assert_eq!(read(&fields(&reply, ME)), Some(expected.clone()));
            let file = format!("---\nreply.1: {}\n---\n", line(&reply, ME));
            let (front, _) = crate::front_matter::FrontMatter::split(&file);
            prop_assert_eq!(from_line(front.list("reply.1")), Some(expected));
        }
    }

    #[test]
    fn what_is_none_is_none() {
        for bad in [
            json!({}),
            json!({ "says": "plain", "text": " ", "id": "5a", "at": "" }),
            json!({ "says": "listening", "heard": "x", "round": 9, "id": "5a".repeat(16), "at": "2026-01-01T00:00:00Z" }),
            json!({ "says": "sung", "id": "5a".repeat(16), "at": "2026-01-01T00:00:00Z" }),
            json!({ "says": "word", "word": "../x", "id": "5a".repeat(16), "at": "2026-01-01T00:00:00Z" }),
        ] {
            assert_eq!(read(bad.as_object().unwrap()), None, "{bad}");
        }
    }
}
