//! Documents in which each speaks for themselves: a field is named `person:name`, and only that person writes it. What
//! has no person in front of it was said at the beginning, by the one whose document it is (`by`), and stays.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use couple::calm::{BACK_MINUTES, Calm};
use couple::time_ask::{Marks, Shown, TimeAsk};
use couple::us::{PROMISE_LIMIT, Promise};
use couple::{PersonId, ThingId, ThingKind};

use crate::fields::{Field, Fields, FieldsValue, Record};
use crate::{SchemaFault, meta};

const BY: &str = "by";

/// The kinds of such documents.
pub(crate) const SPOKEN: &[ThingKind] = &[ThingKind::TimeAsk, ThingKind::Calm, ThingKind::Promise];

/// Whether a person may write a field of a document that is there.
#[must_use]
pub fn may_write(person: PersonId, name: &str) -> bool {
    name.strip_prefix(&person.to_string())
        .is_some_and(|rest| rest.starts_with(':'))
}

/// Whether what is there now came about by what `person` may do.
pub(crate) fn is_theirs(person: PersonId, before: Option<&FieldsValue>, now: &FieldsValue) -> bool {
    if now.removed_at.is_some() {
        return false;
    }
    let Some(before) = before else {
        let own = |name: &String| !name.contains(':') || may_write(person, name);
        return owner(&now.fields) == Some(person) && now.fields.keys().all(own);
    };
    let names = before.fields.keys().chain(now.fields.keys());
    names
        .filter(|name| before.fields.get(*name) != now.fields.get(*name))
        .all(|name| may_write(person, name))
}

fn owner(fields: &Fields) -> Option<PersonId> {
    match fields.get(BY) {
        Some(Field::Text(person)) => person.parse().ok(),
        _ => None,
    }
}

fn by(fields: &Fields) -> Result<PersonId, SchemaFault> {
    owner(fields).ok_or_else(|| SchemaFault::bad_value(BY))
}

/// What a person says of `name`.
fn said<'a>(fields: &'a Fields, person: PersonId, name: &'static str) -> Option<&'a Field> {
    fields
        .get(&format!("{person}:{name}"))
        .filter(|field| **field != Field::Null)
}

fn text<'a>(
    fields: &'a Fields,
    person: PersonId,
    name: &'static str,
) -> Result<&'a str, SchemaFault> {
    match said(fields, person, name) {
        Some(Field::Text(text)) => Ok(text),
        Some(_) => Err(SchemaFault::wrong_type(name)),
        None => Err(SchemaFault::missing(name)),
    }
}

fn flag(fields: &Fields, person: PersonId, name: &'static str) -> Result<bool, SchemaFault> {
    match said(fields, person, name) {
        None => Ok(false),
        Some(Field::Flag(flag)) => Ok(*flag),
        Some(_) => Err(SchemaFault::wrong_type(name)),
    }
}

fn begun(person: PersonId, said: impl IntoIterator<Item = (&'static str, Field)>) -> Fields {
    let said = said
        .into_iter()
        .map(|(name, field)| (format!("{person}:{name}"), field));
    std::iter::once((BY.to_owned(), Field::Text(person.to_string())))
        .chain(said)
        .collect()
}

impl Record for Promise {
    const KIND: ThingKind = ThingKind::Promise;

    fn id(&self) -> ThingId {
        self.id
    }

    fn to_fields(&self) -> Fields {
        begun(
            self.by,
            [
                ("text", Field::Text(self.text.clone())),
                ("day", Field::Text(self.day.to_string())),
                ("closed", Field::Flag(self.closed)),
            ],
        )
    }

    fn from_fields(id: ThingId, fields: &Fields) -> Result<Self, SchemaFault> {
        let by = by(fields)?;
        let day: Option<NaiveDate> = text(fields, by, "day")?.parse().ok();
        let promise = Self {
            id,
            by,
            text: text(fields, by, "text")?.to_owned(),
            day: day.ok_or_else(|| SchemaFault::bad_value("day"))?,
            closed: flag(fields, by, "closed")?,
        };
        match promise.validate() {
            Ok(()) => Ok(promise),
            Err(_) => Err(SchemaFault::too_long("text", PROMISE_LIMIT)),
        }
    }
}

impl Record for Calm {
    const KIND: ThingKind = ThingKind::Calm;

    fn id(&self) -> ThingId {
        self.id
    }

    fn to_fields(&self) -> Fields {
        let minutes =
            |minutes: Option<u32>| minutes.map_or(Field::Null, |some| Field::Number(some.into()));
        begun(
            self.by,
            [
                ("at", Field::Text(meta::instant_text(self.at))),
                ("back", minutes(self.back)),
                ("later", minutes(self.later)),
                ("over", Field::Flag(self.over)),
            ],
        )
    }

    fn from_fields(id: ThingId, fields: &Fields) -> Result<Self, SchemaFault> {
        let by = by(fields)?;
        let minutes = |name: &'static str| match said(fields, by, name) {
            None => Ok(None),
            Some(Field::Number(number)) => u32::try_from(*number)
                .ok()
                .filter(|minutes| (BACK_MINUTES.0..=BACK_MINUTES.1).contains(minutes))
                .map(Some)
                .ok_or_else(|| SchemaFault::bad_value(name)),
            Some(_) => Err(SchemaFault::wrong_type(name)),
        };
        let at: Option<DateTime<Utc>> = meta::read_instant(text(fields, by, "at")?);
        Ok(Self {
            id,
            by,
            at: at.ok_or_else(|| SchemaFault::bad_value("at"))?,
            back: minutes("back")?,
            later: minutes("later")?,
            over: flag(fields, by, "over")?,
        })
    }
}

impl Record for TimeAsk {
    const KIND: ThingKind = ThingKind::TimeAsk;

    fn id(&self) -> ThingId {
        self.id
    }

    fn to_fields(&self) -> Fields {
        let mut fields = Fields::from([
            (BY.to_owned(), Field::Text(self.by.to_string())),
            (
                "from".to_owned(),
                Field::Text(meta::instant_text(self.from)),
            ),
            ("weeks".to_owned(), Field::Number(self.weeks.into())),
        ]);
        for (person, shown) in &self.shown {
            let zone = Field::Text(shown.zone.name().to_owned());
            fields.insert(format!("{person}:zone"), zone);
            fields.insert(format!("{person}:busy"), Field::Text(shown.marks.text()));
        }
        fields
    }

    fn from_fields(id: ThingId, fields: &Fields) -> Result<Self, SchemaFault> {
        let from = match fields.get("from") {
            Some(Field::Text(text)) => meta::read_instant(text),
            _ => None,
        };
        let weeks = match fields.get("weeks") {
            Some(Field::Number(weeks)) => u32::try_from(*weeks).ok(),
            _ => None,
        };
        let mut ask = Self {
            id,
            by: by(fields)?,
            from: from.ok_or_else(|| SchemaFault::bad_value("from"))?,
            weeks: weeks.ok_or_else(|| SchemaFault::bad_value("weeks"))?,
            shown: Default::default(),
        };
        ask.validate()
            .map_err(|_| SchemaFault::bad_value("weeks"))?;
        let people: BTreeSet<PersonId> = fields
            .keys()
            .filter_map(|name| name.split_once(':')?.0.parse().ok())
            .collect();
        for person in people {
            if said(fields, person, "busy").is_none() {
                continue;
            }
            let marks = Marks::parse(text(fields, person, "busy")?, ask.weeks)
                .map_err(|_| SchemaFault::bad_value("busy"))?;
            let zone = text(fields, person, "zone")?
                .parse()
                .map_err(|_| SchemaFault::bad_value("zone"))?;
            ask.shown.insert(person, Shown { zone, marks });
        }
        Ok(ask)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn each_speaks_for_themselves_alone() {
        let promise = Promise {
            id: ThingId([9; 16]),
            by: ADA,
            text: "The bins".into(),
            day: "2026-12-01".parse().unwrap(),
            closed: false,
        };
        let there = value(promise.to_fields());
        assert!(is_theirs(ADA, None, &there) && !is_theirs(BEN, None, &there));
        let closed = value(
            Promise {
                closed: true,
                ..promise
            }
            .to_fields(),
        );
        assert!(is_theirs(ADA, Some(&there), &closed));
        assert!(!is_theirs(BEN, Some(&there), &closed));
        // Nor does the one whose it is make it another's, or take it out of sight.
        let mut given = there.clone();
        given.fields.insert(BY.into(), Field::Text(BEN.to_string()));
        assert!(!is_theirs(ADA, Some(&there), &given));
        let mut gone = there.clone();
        gone.removed_at = DateTime::from_timestamp(0, 0);
        assert!(!is_theirs(ADA, Some(&there), &gone));
        let mut more = there.clone();
        more.fields
            .insert(format!("{BEN}:closed"), Field::Flag(true));
        assert!(!is_theirs(ADA, Some(&there), &more) && !is_theirs(ADA, None, &more));
        assert!(is_theirs(BEN, Some(&there), &more));
        assert_eq!(
            Promise::from_fields(there.id, &more.fields).map(|promise| promise.closed),
            Ok(false)
        );
    }

    #[test]
    fn a_question_for_time_holds_marks_of_its_weeks_and_nothing_else() {
        let from: DateTime<Utc> = "2026-12-01T18:15:00Z".parse().unwrap();
        let shown = |zone| Shown {
            zone,
            marks: Marks::of(&[], from, 2).unwrap(),
        };
        let ask = TimeAsk {
            id: ThingId([9; 16]),
            by: ADA,
            from,
            weeks: 2,
            shown: [(ADA, shown(chrono_tz::Europe::Berlin))].into(),
        };
        let there = value(ask.to_fields());
        assert!(is_theirs(ADA, None, &there) && !is_theirs(BEN, None, &there));
        assert_eq!(TimeAsk::from_fields(ask.id, &there.fields), Ok(ask.clone()));
        let mut answered = ask.clone();
        answered
            .shown
            .insert(BEN, shown(chrono_tz::Asia::Kathmandu));
        let now = value(answered.to_fields());
        assert!(is_theirs(BEN, Some(&there), &now) && !is_theirs(ADA, Some(&there), &now));
        assert_eq!(TimeAsk::from_fields(ask.id, &now.fields), Ok(answered));
        for (name, field) in [
            (format!("{ADA}:busy"), Field::Text("00".repeat(84 * 3))),
            (format!("{ADA}:busy"), Field::Text("Dentist".into())),
            (format!("{ADA}:zone"), Field::Text("Nowhere".into())),
            ("weeks".into(), Field::Number(13)),
            ("from".into(), Field::Text("2026-12-01T18:16:00Z".into())),
        ] {
            let mut fields = there.fields.clone();
            fields.insert(name, field);
            assert!(TimeAsk::from_fields(ask.id, &fields).is_err());
        }
    }
}
