//! A ritual as a document of fields: its words belong to both, and what each has said yes to is named `person:yes`.

use std::collections::BTreeMap;

use chrono::NaiveTime;
use couple::cadence::Weekdays;
use couple::us::{Ritual, RitualSays};
use couple::{ThingId, ThingKind};

use crate::SchemaFault;
use crate::fields::{Field, Fields, Record};

const YES: &str = "yes";

fn said_of(says: &RitualSays) -> Fields {
    let days = says.days.map(Weekdays::numbers).unwrap_or_default();
    let days = days.into_iter().map(|day| Field::Number(day.into()));
    let at = says.at.map_or(Field::Null, |at| {
        Field::Text(at.format("%H:%M").to_string())
    });
    Fields::from([
        ("title".to_owned(), Field::Text(says.title.clone())),
        ("trigger".to_owned(), Field::Text(says.trigger.clone())),
        ("steps".to_owned(), Field::Text(says.steps.clone())),
        ("meaning".to_owned(), Field::Text(says.meaning.clone())),
        ("days".to_owned(), Field::List(days.collect())),
        ("at".to_owned(), at),
        ("round".to_owned(), Field::Number(says.round.into())),
    ])
}

fn says_of(fields: &Fields) -> Result<RitualSays, SchemaFault> {
    let text = |name: &'static str| match fields.get(name) {
        Some(Field::Text(text)) => Ok(text.clone()),
        _ => Err(SchemaFault::wrong_type(name)),
    };
    let day = |day: &Field| match day {
        Field::Number(day) => u8::try_from(*day).ok(),
        _ => None,
    };
    let days: Vec<u8> = match fields.get("days") {
        Some(Field::List(days)) => days.iter().map(day).collect::<Option<_>>(),
        _ => None,
    }
    .ok_or_else(|| SchemaFault::bad_value("days"))?;
    let days = match days.as_slice() {
        [] => None,
        days => Some(Weekdays::from_numbers(days).map_err(|_| SchemaFault::bad_value("days"))?),
    };
    let at = match fields.get("at") {
        None | Some(Field::Null) => None,
        Some(Field::Text(at)) => {
            Some(NaiveTime::parse_from_str(at, "%H:%M").map_err(|_| SchemaFault::bad_value("at"))?)
        }
        Some(_) => return Err(SchemaFault::wrong_type("at")),
    };
    let round = match fields.get("round") {
        Some(Field::Number(round)) => u32::try_from(*round).ok(),
        _ => None,
    };
    Ok(RitualSays {
        title: text("title")?,
        trigger: text("trigger")?,
        steps: text("steps")?,
        meaning: text("meaning")?,
        // Two who change days and time at once may leave a time without days; it then means nothing.
        at: at.filter(|_| days.is_some()),
        days,
        round: round.ok_or_else(|| SchemaFault::bad_value("round"))?,
    })
}

impl Record for Ritual {
    const KIND: ThingKind = ThingKind::Ritual;

    fn id(&self) -> ThingId {
        self.id
    }

    fn to_fields(&self) -> Fields {
        let mut fields = said_of(&self.says);
        fields.insert("rests".to_owned(), Field::Flag(self.rests));
        for (person, yes) in &self.yes {
            fields.insert(format!("{person}:{YES}"), Field::Map(said_of(yes)));
        }
        fields
    }

    fn from_fields(id: ThingId, fields: &Fields) -> Result<Self, SchemaFault> {
        let says = says_of(fields)?;
        says.validate()
            .map_err(|_| SchemaFault::bad_value("title"))?;
        let rests = match fields.get("rests") {
            None | Some(Field::Null) => false,
            Some(Field::Flag(rests)) => *rests,
            Some(_) => return Err(SchemaFault::wrong_type("rests")),
        };
        let mut yes = BTreeMap::new();
        for (name, field) in fields {
            let Some((person, YES)) = name.split_once(':') else {
                continue;
            };
            // A yes to something that this version can't read is a yes to nothing here.
            if let (Ok(person), Field::Map(said)) = (person.parse(), field)
                && let Ok(said) = says_of(said)
            {
                yes.insert(person, said);
            }
        }
        Ok(Self {
            id,
            says,
            rests,
            yes,
        })
    }
}

#[cfg(test)]
mod tests {
    use couple::PersonId;

    use super::*;
    use crate::fields::FieldsValue;
    use crate::spoken::is_theirs;

    const ADA: PersonId = PersonId([1; 16]);
    const BEN: PersonId = PersonId([2; 16]);

    fn value(fields: Fields) -> FieldsValue {
        FieldsValue {
            id: ThingId([9; 16]),
            fields,
            removed_at: None,
        }
    }

    #[test]
    fn a_ritual_is_both_ones_and_a_yes_is_ones_own() {
        let says = RitualSays {
            title: "Sunday coffee".into(),
            steps: "Grind\nPour".into(),
            days: Weekdays::from_numbers(&[7]).ok(),
            at: NaiveTime::from_hms_opt(9, 30, 0),
            ..RitualSays::default()
        };
        let ritual = Ritual {
            id: ThingId([9; 16]),
            yes: [(ADA, says.clone())].into(),
            says,
            rests: false,
        };
        let theirs = |person, before, now: &Ritual| {
            is_theirs(ThingKind::Ritual, person, before, &value(now.to_fields()))
        };
        let there = value(ritual.to_fields());
        assert_eq!(
            Ritual::from_fields(ritual.id, &there.fields),
            Ok(ritual.clone())
        );
        assert!(theirs(ADA, None, &ritual) && !theirs(BEN, None, &ritual));
        let mut changed = ritual.clone();
        changed.says.meaning = "That the week is over.".into();
        changed.yes.insert(BEN, changed.says.clone());
        assert!(theirs(BEN, Some(&there), &changed) && !theirs(ADA, Some(&there), &changed));
        // Nobody takes back the other's yes, or says it for them.
        let mut without = ritual.clone();
        without.yes.clear();
        assert!(theirs(ADA, Some(&there), &without) && !theirs(BEN, Some(&there), &without));
        let mut odd = there.fields;
        odd.insert(format!("{BEN}:yes"), Field::Map(Fields::new()));
        odd.insert("days".into(), Field::List(Vec::new()));
        let read = Ritual::from_fields(ritual.id, &odd).unwrap();
        assert_eq!((read.yes.len(), read.says.at), (1, None));
        odd.insert("title".into(), Field::Text(String::new()));
        assert!(Ritual::from_fields(ritual.id, &odd).is_err());
    }
}
