//! Which fields a reply is made of.

use couple::reply::{PART_LIMIT, Reply, ReplyError, Says};
use couple::{ThingId, ThingKind};

use crate::fields::{Field, Fields, Record};
use crate::{SchemaFault, meta};

const AUTHOR: &str = "author";
const SAYS: &str = "says";

impl Record for Reply {
    const KIND: ThingKind = ThingKind::Reply;

    fn id(&self) -> ThingId {
        self.id
    }

    fn to_fields(&self) -> Fields {
        let text = |text: &String| Field::Text(text.clone());
        let (says, parts): (&str, Vec<(&str, Field)>) = match &self.says {
            Says::Plain { text: words } => ("plain", vec![("text", text(words))]),
            Says::Listening {
                heard,
                sense,
                feels,
                round,
            } => (
                "listening",
                vec![
                    ("heard", text(heard)),
                    ("sense", text(sense)),
                    ("feels", text(feels)),
                    ("round", Field::Number((*round).into())),
                ],
            ),
            Says::Verdict { of, right, note } => (
                "verdict",
                vec![
                    ("of", Field::Text(of.to_string())),
                    ("right", Field::Flag(*right)),
                    ("note", text(note)),
                ],
            ),
            Says::Word { word } => ("word", vec![("word", text(word))]),
        };
        let mut fields = Fields::from([
            ("entry".to_owned(), Field::Text(self.entry.to_string())),
            (AUTHOR.to_owned(), Field::Text(self.author.to_string())),
            ("at".to_owned(), Field::Text(meta::instant_text(self.at))),
            (SAYS.to_owned(), Field::Text(says.to_owned())),
        ]);
        fields.extend(
            parts
                .into_iter()
                .map(|(name, field)| (name.to_owned(), field)),
        );
        fields
    }

    fn from_fields(id: ThingId, fields: &Fields) -> Result<Self, SchemaFault> {
        let says = match text(fields, SAYS)? {
            "plain" => Says::Plain {
                text: text(fields, "text")?.to_owned(),
            },
            "listening" => Says::Listening {
                heard: text(fields, "heard")?.to_owned(),
                sense: text(fields, "sense")?.to_owned(),
                feels: text(fields, "feels")?.to_owned(),
                round: match fields.get("round") {
                    Some(Field::Number(round)) => {
                        u8::try_from(*round).map_err(|_| SchemaFault::bad_value("round"))?
                    }
                    _ => return Err(SchemaFault::missing("round")),
                },
            },
            "verdict" => Says::Verdict {
                of: parsed(fields, "of")?,
                right: matches!(fields.get("right"), Some(Field::Flag(true))),
                note: text(fields, "note")?.to_owned(),
            },
            "word" => Says::Word {
                word: text(fields, "word")?.to_owned(),
            },
            _ => return Err(SchemaFault::bad_value(SAYS)),
        };
        says.validate().map_err(|error| match error {
            ReplyError::TooLong => SchemaFault::too_long(SAYS, PART_LIMIT),
            ReplyError::Empty | ReplyError::BadWord => SchemaFault::bad_value(SAYS),
        })?;
        Ok(Self {
            id,
            entry: parsed(fields, "entry")?,
            author: parsed(fields, AUTHOR)?,
            at: meta::read_instant(text(fields, "at")?).ok_or(SchemaFault::bad_value("at"))?,
            says,
        })
    }
}

/// Whose words a document of fields is, where it says so.
pub(crate) fn author(fields: &Fields) -> Option<couple::PersonId> {
    match fields.get(AUTHOR) {
        Some(Field::Text(author)) => author.parse().ok(),
        _ => None,
    }
}

fn text<'a>(fields: &'a Fields, name: &'static str) -> Result<&'a str, SchemaFault> {
    match fields.get(name) {
        Some(Field::Text(text)) => Ok(text),
        Some(_) => Err(SchemaFault::wrong_type(name)),
        None => Err(SchemaFault::missing(name)),
    }
}

fn parsed<T: std::str::FromStr>(fields: &Fields, name: &'static str) -> Result<T, SchemaFault> {
    text(fields, name)?
        .parse()
        .map_err(|_| SchemaFault::bad_value(name))
}
