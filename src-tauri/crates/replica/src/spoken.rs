//! Documents in which each speaks for themselves: a field is named `person:name`, and only that person writes it. What
//! has no person in front of it was said at the beginning, by the one whose document it is (`by`), and stays.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use couple::calm::{BACK_MINUTES, Calm};
use couple::talk::in_step::{InStep, Saying, Voice};
use couple::talk::running::PAGE_LIMIT;
use couple::time_ask::{Marks, Shown, TimeAsk};
use couple::us::{
    AHEAD_LIMIT, Ahead, AheadSort, PROMISE_LIMIT, Promise, WISH_LIMIT, Wish, WishSort,
};
use couple::{PersonId, ThingId, ThingKind, WallTime};

use crate::fields::{Field, Fields, FieldsValue, Record};
use crate::{SchemaFault, meta};

const BY: &str = "by";

/// The kinds of such documents.
pub(crate) const SPOKEN: &[ThingKind] = &[
    ThingKind::Ritual,
    ThingKind::TimeAsk,
    ThingKind::Talk,
    ThingKind::Wish,
    ThingKind::Ahead,
    ThingKind::Calm,
    ThingKind::Promise,
];

/// Whether a person may say something again that they have said before, in a document of this kind that is there, or
/// in one that they begin.
#[must_use]
pub fn may_say_again(kind: ThingKind, person: PersonId, name: &str, begins: bool) -> bool {
    let is_both = !name.contains(':');
    match kind {
        ThingKind::Ritual => is_both || may_write(person, name),
        kind if SPOKEN.contains(&kind) => begins && is_both || may_write(person, name),
        _ => true,
    }
}

/// Whether a person may write a field of a document that is there.
fn may_write(person: PersonId, name: &str) -> bool {
    name.strip_prefix(&person.to_string())
        .is_some_and(|rest| rest.starts_with(':'))
}

/// Whether what is there now came about by what `person` may do. What a ritual says belongs to both, and a yes to each.
pub(crate) fn is_theirs(
    kind: ThingKind,
    person: PersonId,
    before: Option<&FieldsValue>,
    now: &FieldsValue,
) -> bool {
    if now.removed_at.is_some() {
        return false;
    }
    if kind == ThingKind::Ritual {
        let none = Fields::new();
        let before = before.map_or(&none, |before| &before.fields);
        let names = before.keys().chain(now.fields.keys());
        return names
            .filter(|name| before.get(*name) != now.fields.get(*name))
            .all(|name| !name.contains(':') || may_write(person, name));
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

impl Record for Ahead {
    const KIND: ThingKind = ThingKind::Ahead;

    fn id(&self) -> ThingId {
        self.id
    }

    fn to_fields(&self) -> Fields {
        let sort = match self.sort {
            AheadSort::Hard => "hard",
            AheadSort::Good => "good",
        };
        begun(
            self.by,
            [
                ("sort", Field::Text(sort.to_owned())),
                ("text", Field::Text(self.text.clone())),
                ("at", Field::Text(self.at.local_text())),
                (
                    "zone",
                    Field::Text(meta::zone_text(self.at.zone).to_owned()),
                ),
                ("timed", Field::Flag(self.timed)),
                ("closed", Field::Flag(self.closed)),
            ],
        )
    }

    fn from_fields(id: ThingId, fields: &Fields) -> Result<Self, SchemaFault> {
        let by = by(fields)?;
        let at = WallTime::parse(text(fields, by, "at")?, text(fields, by, "zone")?);
        let ahead = Self {
            id,
            by,
            sort: match text(fields, by, "sort")? {
                "hard" => AheadSort::Hard,
                "good" => AheadSort::Good,
                _ => return Err(SchemaFault::bad_value("sort")),
            },
            text: text(fields, by, "text")?.to_owned(),
            at: at.map_err(|_| SchemaFault::bad_value("at"))?,
            timed: flag(fields, by, "timed")?,
            closed: flag(fields, by, "closed")?,
        };
        match ahead.validate() {
            Ok(()) => Ok(ahead),
            Err(_) => Err(SchemaFault::too_long("text", AHEAD_LIMIT)),
        }
    }
}

impl Record for Wish {
    const KIND: ThingKind = ThingKind::Wish;

    fn id(&self) -> ThingId {
        self.id
    }

    fn to_fields(&self) -> Fields {
        let sort = match self.sort {
            WishSort::Comfort => "comfort",
            WishSort::Love => "love",
            WishSort::Not => "not",
        };
        begun(
            self.by,
            [
                ("sort", Field::Text(sort.to_owned())),
                ("text", Field::Text(self.text.clone())),
                ("closed", Field::Flag(self.closed)),
            ],
        )
    }

    fn from_fields(id: ThingId, fields: &Fields) -> Result<Self, SchemaFault> {
        let by = by(fields)?;
        let wish = Self {
            id,
            by,
            sort: match text(fields, by, "sort")? {
                "comfort" => WishSort::Comfort,
                "love" => WishSort::Love,
                "not" => WishSort::Not,
                // Of one of a newer version it is not known whether it is to be done.
                _ => return Err(SchemaFault::bad_value("sort")),
            },
            text: text(fields, by, "text")?.to_owned(),
            closed: flag(fields, by, "closed")?,
        };
        match wish.validate() {
            Ok(()) => Ok(wish),
            Err(_) => Err(SchemaFault::too_long("text", WISH_LIMIT)),
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

/// Bytes of the name of a talk, of a part, of a place.
const PLACE_LIMIT: usize = 64;

impl Record for InStep {
    const KIND: ThingKind = ThingKind::Talk;

    fn id(&self) -> ThingId {
        self.id
    }

    fn to_fields(&self) -> Fields {
        let apart = self.apart.map(|run| Field::Text(run.to_string()));
        let offered = [
            ("talk", Field::Text(self.talk.clone())),
            ("shape", Field::Number(self.shape.into())),
            ("at", Field::Text(meta::instant_text(self.at))),
            ("apart", apart.unwrap_or(Field::Null)),
        ];
        let mut fields = begun(self.by, offered);
        for (person, voice) in &self.voices {
            let mut say = |name: String, field| fields.insert(format!("{person}:{name}"), field);
            for (name, flag) in [
                ("joined", voice.joined),
                ("paused", voice.paused),
                ("over", voice.over),
            ] {
                say(name.into(), Field::Flag(flag));
            }
            for (place, saying) in &voice.said {
                say(format!("said.{place}"), Field::Text(saying.name().into()));
            }
            for part in &voice.left_out {
                say(format!("out.{part}"), Field::Flag(true));
            }
            for (place, page) in &voice.pages {
                say(format!("page.{place}"), Field::Text(page.clone()));
            }
        }
        fields
    }

    fn from_fields(id: ThingId, fields: &Fields) -> Result<Self, SchemaFault> {
        let by = by(fields)?;
        let talk = text(fields, by, "talk")?;
        if talk.is_empty() || talk.len() > PLACE_LIMIT {
            return Err(SchemaFault::bad_value("talk"));
        }
        let shape = match said(fields, by, "shape") {
            Some(Field::Number(shape)) => u32::try_from(*shape).ok(),
            _ => None,
        };
        let at: Option<DateTime<Utc>> = meta::read_instant(text(fields, by, "at")?);
        let apart = match said(fields, by, "apart") {
            None => None,
            Some(Field::Text(run)) => match run.parse() {
                Ok(run) => Some(run),
                Err(_) => return Err(SchemaFault::bad_value("apart")),
            },
            Some(_) => return Err(SchemaFault::wrong_type("apart")),
        };
        let mut voices = std::collections::BTreeMap::<PersonId, Voice>::new();
        for (name, field) in fields {
            let Some((person, said)) = name
                .split_once(':')
                .and_then(|(person, said)| Some((person.parse::<PersonId>().ok()?, said)))
            else {
                continue;
            };
            speak(voices.entry(person).or_default(), said, field)?;
        }
        Ok(Self {
            id,
            by,
            talk: talk.to_owned(),
            shape: shape.ok_or_else(|| SchemaFault::bad_value("shape"))?,
            at: at.ok_or_else(|| SchemaFault::bad_value("at"))?,
            apart,
            voices,
        })
    }
}

/// One thing that somebody said in a talk. What this version does not know counts for nothing.
fn speak(voice: &mut Voice, name: &str, field: &Field) -> Result<(), SchemaFault> {
    match (name, field) {
        ("joined", Field::Flag(flag)) => voice.joined = *flag,
        ("paused", Field::Flag(flag)) => voice.paused = *flag,
        ("over", Field::Flag(flag)) => voice.over = *flag,
        _ => {}
    }
    match (name.split_once('.'), field) {
        (Some((_, place)), _) if place.len() > PLACE_LIMIT => {
            return Err(SchemaFault::too_long("said", PLACE_LIMIT));
        }
        (Some(("said", place)), Field::Text(saying)) => {
            if let Some(saying) = Saying::named(saying) {
                voice.said.insert(place.to_owned(), saying);
            }
        }
        (Some(("out", part)), Field::Flag(true)) => drop(voice.left_out.insert(part.to_owned())),
        (Some(("page", _)), Field::Text(page)) if page.len() > PAGE_LIMIT => {
            return Err(SchemaFault::too_long("page", PAGE_LIMIT));
        }
        (Some(("page", place)), Field::Text(page)) => {
            voice.pages.insert(place.to_owned(), page.clone());
        }
        _ => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KIND: ThingKind = ThingKind::Promise;
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
        assert!(is_theirs(KIND, ADA, None, &there) && !is_theirs(KIND, BEN, None, &there));
        let closed = value(
            Promise {
                closed: true,
                ..promise
            }
            .to_fields(),
        );
        assert!(is_theirs(KIND, ADA, Some(&there), &closed));
        assert!(!is_theirs(KIND, BEN, Some(&there), &closed));
        // Nor does the one whose it is make it another's, or take it out of sight.
        let mut given = there.clone();
        given.fields.insert(BY.into(), Field::Text(BEN.to_string()));
        assert!(!is_theirs(KIND, ADA, Some(&there), &given));
        let mut gone = there.clone();
        gone.removed_at = DateTime::from_timestamp(0, 0);
        assert!(!is_theirs(KIND, ADA, Some(&there), &gone));
        let mut more = there.clone();
        more.fields
            .insert(format!("{BEN}:closed"), Field::Flag(true));
        assert!(!is_theirs(KIND, ADA, Some(&there), &more) && !is_theirs(KIND, ADA, None, &more));
        assert!(is_theirs(KIND, BEN, Some(&there), &more));
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
        assert!(is_theirs(KIND, ADA, None, &there) && !is_theirs(KIND, BEN, None, &there));
        assert_eq!(TimeAsk::from_fields(ask.id, &there.fields), Ok(ask.clone()));
        let mut answered = ask.clone();
        answered
            .shown
            .insert(BEN, shown(chrono_tz::Asia::Kathmandu));
        let now = value(answered.to_fields());
        assert!(
            is_theirs(KIND, BEN, Some(&there), &now) && !is_theirs(KIND, ADA, Some(&there), &now)
        );
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

    fn in_step() -> InStep {
        InStep {
            id: ThingId([9; 16]),
            by: ADA,
            talk: "take-turns".into(),
            shape: 7,
            at: DateTime::from_timestamp(1_800_000_000, 0).unwrap(),
            apart: Some(ThingId([3; 16])),
            voices: [(ADA, Voice::default())].into(),
        }
    }

    #[test]
    fn what_each_says_in_a_talk_is_read_back_and_stays_theirs() {
        let mut talk = in_step();
        let there = value(talk.to_fields());
        let mine = talk.voices.entry(BEN).or_default();
        mine.joined = true;
        mine.said
            .insert("step.check.0.1.2".into(), Saying::NotQuite);
        mine.left_out.insert("one-thing".into());
        mine.pages.insert("step.topic.0.0.0".into(), "Small".into());
        let now = value(talk.to_fields());
        assert_eq!(InStep::from_fields(talk.id, &now.fields), Ok(talk));
        assert!(
            is_theirs(KIND, BEN, Some(&there), &now) && !is_theirs(KIND, ADA, Some(&there), &now)
        );
        assert!(!is_theirs(KIND, BEN, None, &now) && !is_theirs(KIND, ADA, None, &now));
    }

    #[test]
    fn what_a_talk_does_not_know_counts_for_nothing_and_what_is_too_long_is_refused() {
        let talk = in_step();
        let with = |name: &str, field| {
            let mut fields = talk.to_fields();
            fields.insert(format!("{BEN}:{name}"), field);
            InStep::from_fields(talk.id, &fields)
        };
        let text = |length| Field::Text("x".repeat(length));
        for (name, field) in [
            ("said.step.a.0.0.0", Field::Text("sung".into())),
            ("sung.step.a.0.0.0", Field::Flag(true)),
            ("joined", Field::Number(1)),
        ] {
            let read = with(name, field).unwrap();
            assert_eq!(read.voice(BEN), Voice::default(), "{name}");
        }
        assert!(with("page.step.a.0.0.0", text(PAGE_LIMIT)).is_ok());
        assert!(with("page.step.a.0.0.0", text(PAGE_LIMIT + 1)).is_err());
        assert!(with(&format!("out.{}", "p".repeat(65)), Field::Flag(true)).is_err());
    }
}
