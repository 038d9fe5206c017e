//! Which fields a plan, a month of gestures, an important date, a profile, leanings, an own idea and a note are made of.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use couple::cadence::{Cadence, LeapDay, Weekdays, Window};
use couple::calm::Calm;
use couple::gesture::{Done, GesturePlan, GestureRef, OWN_LIMIT};
use couple::leaning::{Leaning, Leanings};
use couple::outing::{IdeaPlace, OWN_NOTE_LIMIT, OutingError, OwnIdea, TITLE_LIMIT};
use couple::reply::Reply;
use couple::talk::in_step::InStep;
use couple::time_ask::TimeAsk;
use couple::us::{
    About, Ahead, ImportantDate, NOTE_LIMIT, Note, NoteError, OurDate, Promise, Ritual, Sort, Wish,
};
use couple::{Moment, ThingId, ThingKind};

use crate::fields::{Field, Fields, Record};
use crate::{SchemaFault, meta};

mod cues;

use cues::{cue_field, read_cue};

/// Bytes of the id of a gesture of the library.
const GESTURE_ID_LIMIT: usize = 60;
/// Before the id of an idea in the leanings.
const IDEA: &str = "idea:";
/// Before the id of an idea that is new to us.
const NEW_TO_US: &str = "new:";
/// Before the id of an idea I am excited about.
const EXCITED: &str = "excited:";
/// Before the id of a gesture there.
const GESTURE: &str = "gesture:";
/// Bytes of a person's name.
const PERSON_NAME_LIMIT: usize = 300;

/// What was done in one month, by the id of each doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GestureMonth {
    /// The id of the month's document.
    pub id: ThingId,
    /// Every doing under an id of its own.
    pub done: BTreeMap<ThingId, Done>,
}

/// What a person tells of themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// The id of the profile's document.
    pub id: ThingId,
    /// What they are called.
    pub name: String,
}

impl Record for GesturePlan {
    const KIND: ThingKind = ThingKind::GesturePlan;

    fn id(&self) -> ThingId {
        self.id
    }

    fn to_fields(&self) -> Fields {
        let mut fields = gesture_fields(&self.gesture);
        fields.extend([
            ("cadence".to_owned(), cadence_field(&self.cadence)),
            (
                "window".to_owned(),
                texts([self.window.from_text(), self.window.to_text()]),
            ),
            (
                "created_at".to_owned(),
                Field::Text(meta::instant_text(self.created_at)),
            ),
            ("retired".to_owned(), Field::Flag(self.retired)),
        ]);
        if let Some(cue) = self.cue {
            fields.insert("cue".to_owned(), cue_field(cue));
        }
        fields
    }

    fn from_fields(id: ThingId, fields: &Fields) -> Result<Self, SchemaFault> {
        let bad = |name: &'static str| move || SchemaFault::bad_value(name);
        let window = match fields.get("window") {
            Some(Field::List(times)) => match times.as_slice() {
                [Field::Text(from), Field::Text(to)] => Window::parse(from, to).ok(),
                _ => None,
            },
            _ => None,
        };
        Ok(Self {
            id,
            gesture: read_gesture(fields)?,
            cadence: fields
                .get("cadence")
                .and_then(read_cadence)
                .ok_or_else(bad("cadence"))?,
            window: window.ok_or_else(bad("window"))?,
            cue: match fields.get("cue") {
                None => None,
                Some(field) => Some(read_cue(field).ok_or_else(bad("cue"))?),
            },
            created_at: instant(fields, "created_at")?,
            retired: flag(fields, "retired")?,
        })
    }
}

impl Record for GestureMonth {
    const KIND: ThingKind = ThingKind::GestureLog;

    fn id(&self) -> ThingId {
        self.id
    }

    fn to_fields(&self) -> Fields {
        let done = self.done.iter().map(|(id, done)| {
            let mut fields = gesture_fields(&done.gesture);
            fields.insert("at".to_owned(), Field::Text(meta::instant_text(done.at.at)));
            fields.insert(
                "zone".to_owned(),
                Field::Text(meta::zone_text(done.at.zone).to_owned()),
            );
            if let Some(plan) = done.plan {
                fields.insert("plan".to_owned(), Field::Text(plan.to_string()));
            }
            (id.to_string(), Field::Map(fields))
        });
        done.collect()
    }

    fn from_fields(id: ThingId, fields: &Fields) -> Result<Self, SchemaFault> {
        let mut done = BTreeMap::new();
        for (name, field) in fields {
            let fault = || SchemaFault::bad_value("done");
            let Field::Map(fields) = field else {
                return Err(fault());
            };
            let plan = optional_text(fields, "plan")?.map(|plan| plan.parse().map_err(|_| fault()));
            let at = Moment {
                at: instant(fields, "at")?,
                zone: text(fields, "zone")?.parse().map_err(|_| fault())?,
            };
            let gesture = read_gesture(fields)?;
            let id = name.parse().map_err(|_| fault())?;
            done.insert(
                id,
                Done {
                    gesture,
                    plan: plan.transpose()?,
                    at,
                },
            );
        }
        Ok(Self { id, done })
    }
}

impl Record for ImportantDate {
    const KIND: ThingKind = ThingKind::ImportantDate;

    fn id(&self) -> ThingId {
        self.id
    }

    fn to_fields(&self) -> Fields {
        // Month and day are one value: two people who correct it at once must not make a third day of it.
        let day = Field::List(vec![
            Field::Number(self.month.into()),
            Field::Number(self.day.into()),
        ]);
        let year = self
            .year
            .map_or(Field::Null, |year| Field::Number(year.into()));
        Fields::from([
            ("title".to_owned(), Field::Text(self.title.clone())),
            ("day".to_owned(), day),
            ("year".to_owned(), year),
            (
                "leap".to_owned(),
                Field::Text(leap_text(self.leap).to_owned()),
            ),
        ])
    }

    fn from_fields(id: ThingId, fields: &Fields) -> Result<Self, SchemaFault> {
        let bad = |name: &'static str| move || SchemaFault::bad_value(name);
        let (month, day) = match fields.get("day") {
            Some(Field::List(numbers)) => match numbers.as_slice() {
                [Field::Number(month), Field::Number(day)] => {
                    (u32::try_from(*month).ok(), u32::try_from(*day).ok())
                }
                _ => (None, None),
            },
            _ => (None, None),
        };
        let year = match fields.get("year") {
            None | Some(Field::Null) => None,
            Some(Field::Number(year)) => Some(i32::try_from(*year).map_err(|_| bad("year")())?),
            Some(_) => return Err(SchemaFault::wrong_type("year")),
        };
        let date = Self {
            id,
            title: text(fields, "title")?.to_owned(),
            month: month.ok_or_else(bad("day"))?,
            day: day.ok_or_else(bad("day"))?,
            year,
            leap: read_leap(text(fields, "leap")?).ok_or_else(bad("leap"))?,
        };
        // The year is left out of it: 29 February and a common year meet when two people correct the day and the
        // year at once, and that must not make the document unreadable.
        let exists = Self {
            year: None,
            ..date.clone()
        }
        .validate()
        .is_ok();
        let sane_year = date.year.is_none_or(|year| (1..=9999).contains(&year));
        if exists && sane_year {
            Ok(date)
        } else {
            Err(SchemaFault::bad_value("day"))
        }
    }
}

impl Record for Profile {
    const KIND: ThingKind = ThingKind::Profile;

    fn id(&self) -> ThingId {
        self.id
    }

    fn to_fields(&self) -> Fields {
        Fields::from([("name".to_owned(), Field::Text(self.name.clone()))])
    }

    fn from_fields(id: ThingId, fields: &Fields) -> Result<Self, SchemaFault> {
        let name = text(fields, "name")?.to_owned();
        if name.len() > PERSON_NAME_LIMIT {
            return Err(SchemaFault::too_long("name", PERSON_NAME_LIMIT));
        }
        Ok(Self { id, name })
    }
}

impl Record for Leanings {
    const KIND: ThingKind = ThingKind::Leanings;

    fn id(&self) -> ThingId {
        self.id
    }

    fn to_fields(&self) -> Fields {
        let ideas = self.ideas.iter().map(|(id, leaning)| {
            let text = match leaning {
                Leaning::Yes => "yes",
                Leaning::Maybe => "maybe",
                Leaning::No => "no",
            };
            (format!("{IDEA}{id}"), Field::Text(text.to_owned()))
        });
        let aside = self.aside.iter();
        let aside = aside.map(|id| (format!("{GESTURE}{id}"), Field::Text("no".to_owned())));
        // A text, like the others: an older program reads past it.
        let yes = || Field::Text("yes".to_owned());
        let new = self.new_to_us.iter();
        let new = new.map(|id| (format!("{NEW_TO_US}{id}"), yes()));
        let excited = self.excited.iter();
        let excited = excited.map(|id| (format!("{EXCITED}{id}"), yes()));
        ideas.chain(aside).chain(new).chain(excited).collect()
    }

    fn from_fields(id: ThingId, fields: &Fields) -> Result<Self, SchemaFault> {
        let mut leanings = Self::none(id);
        for (name, field) in fields {
            let leaning = match field {
                Field::Text(text) => match text.as_str() {
                    "yes" => Leaning::Yes,
                    "maybe" => Leaning::Maybe,
                    "no" => Leaning::No,
                    // Of a newer version; it stays as it is.
                    _ => continue,
                },
                Field::Null => continue,
                _ => return Err(SchemaFault::wrong_type("leaning")),
            };
            if let Some(id) = name.strip_prefix(IDEA) {
                leanings.ideas.insert(id.to_owned(), leaning);
            } else if let Some(id) = name.strip_prefix(GESTURE)
                && leaning == Leaning::No
            {
                leanings.aside.insert(id.to_owned());
            } else if leaning == Leaning::Yes {
                if let Some(id) = name.strip_prefix(NEW_TO_US) {
                    leanings.new_to_us.insert(id.to_owned());
                } else if let Some(id) = name.strip_prefix(EXCITED) {
                    leanings.excited.insert(id.to_owned());
                }
            }
        }
        Ok(leanings)
    }
}

impl Record for OwnIdea {
    const KIND: ThingKind = ThingKind::Idea;

    fn id(&self) -> ThingId {
        self.id
    }

    fn to_fields(&self) -> Fields {
        let text = |text: &str| Field::Text(text.to_owned());
        [
            ("title", text(&self.title)),
            ("note", text(&self.note)),
            ("hobby", Field::Flag(self.hobby)),
            ("place", text(place_text(self.place))),
            ("cost", Field::Number(self.cost.into())),
            ("effort", Field::Number(self.effort.into())),
            ("minutes", Field::Number(self.minutes.into())),
            ("lively", Field::Flag(self.lively)),
            ("sober", Field::Flag(self.sober)),
            ("children_asleep", Field::Flag(self.children_asleep)),
            ("step_free", Field::Flag(self.step_free)),
        ]
        .into_iter()
        .map(|(name, field)| (name.to_owned(), field))
        .collect()
    }

    fn from_fields(id: ThingId, fields: &Fields) -> Result<Self, SchemaFault> {
        let idea = Self {
            id,
            title: text(fields, "title")?.to_owned(),
            note: text(fields, "note")?.to_owned(),
            hobby: flag(fields, "hobby")?,
            place: read_place(text(fields, "place")?)
                .ok_or_else(|| SchemaFault::bad_value("place"))?,
            cost: number(fields, "cost")?,
            effort: number(fields, "effort")?,
            minutes: number(fields, "minutes")?,
            lively: flag(fields, "lively")?,
            sober: flag(fields, "sober")?,
            children_asleep: flag(fields, "children_asleep")?,
            step_free: flag(fields, "step_free")?,
        };
        // Each field is whole by itself, so two changes at once can't merge to more than a limit.
        match idea.validate() {
            Ok(()) => Ok(idea),
            Err(OutingError::BadTitle) => Err(SchemaFault::too_long("title", TITLE_LIMIT)),
            Err(OutingError::TextTooLong) => Err(SchemaFault::too_long("note", OWN_NOTE_LIMIT)),
            Err(OutingError::BadTime) => Err(SchemaFault::bad_value("minutes")),
        }
    }
}

impl Record for Note {
    const KIND: ThingKind = ThingKind::Note;

    fn id(&self) -> ThingId {
        self.id
    }

    fn to_fields(&self) -> Fields {
        let sort = match self.sort {
            Sort::Favourite => "favourite",
            Sort::Size => "size",
            Sort::Gift => "gift",
            Sort::Fact => "fact",
        };
        let about = match self.about {
            About::Both => "both".to_owned(),
            About::Other => "other".to_owned(),
            About::Person(person) => person.to_string(),
        };
        Fields::from([
            ("sort".to_owned(), Field::Text(sort.to_owned())),
            ("about".to_owned(), Field::Text(about)),
            ("title".to_owned(), Field::Text(self.title.clone())),
            ("text".to_owned(), Field::Text(self.text.clone())),
        ])
    }

    fn from_fields(id: ThingId, fields: &Fields) -> Result<Self, SchemaFault> {
        let note = Self {
            id,
            sort: match text(fields, "sort")? {
                "favourite" => Sort::Favourite,
                "size" => Sort::Size,
                "gift" => Sort::Gift,
                // One of a newer version is something to know all the same.
                _ => Sort::Fact,
            },
            about: match text(fields, "about")? {
                "both" => About::Both,
                "other" => About::Other,
                person => About::Person(
                    person
                        .parse()
                        .map_err(|_| SchemaFault::bad_value("about"))?,
                ),
            },
            title: text(fields, "title")?.to_owned(),
            text: text(fields, "text")?.to_owned(),
        };
        match note.validate() {
            Ok(()) => Ok(note),
            Err(NoteError::BadTitle) => Err(SchemaFault::too_long("title", TITLE_LIMIT)),
            Err(NoteError::TooLong) => Err(SchemaFault::too_long("text", NOTE_LIMIT)),
        }
    }
}

/// Made of the same fields, whoever knows of it.
impl Record for OurDate {
    const KIND: ThingKind = ThingKind::OurDate;

    fn id(&self) -> ThingId {
        self.0.id
    }

    fn to_fields(&self) -> Fields {
        self.0.to_fields()
    }

    fn from_fields(id: ThingId, fields: &Fields) -> Result<Self, SchemaFault> {
        ImportantDate::from_fields(id, fields).map(Self)
    }
}

/// Whether the fields make the record that this kind is of.
pub(crate) fn check(kind: ThingKind, id: ThingId, fields: &Fields) -> Result<(), SchemaFault> {
    match kind {
        ThingKind::GesturePlan => GesturePlan::from_fields(id, fields).map(drop),
        ThingKind::GestureLog => GestureMonth::from_fields(id, fields).map(drop),
        ThingKind::ImportantDate => ImportantDate::from_fields(id, fields).map(drop),
        ThingKind::OurDate => OurDate::from_fields(id, fields).map(drop),
        ThingKind::Profile => Profile::from_fields(id, fields).map(drop),
        ThingKind::Leanings => Leanings::from_fields(id, fields).map(drop),
        ThingKind::Reply => Reply::from_fields(id, fields).map(drop),
        ThingKind::Idea => OwnIdea::from_fields(id, fields).map(drop),
        ThingKind::Note => Note::from_fields(id, fields).map(drop),
        ThingKind::Wish => Wish::from_fields(id, fields).map(drop),
        ThingKind::Ahead => Ahead::from_fields(id, fields).map(drop),
        ThingKind::Promise => Promise::from_fields(id, fields).map(drop),
        ThingKind::Calm => Calm::from_fields(id, fields).map(drop),
        ThingKind::Ritual => Ritual::from_fields(id, fields).map(drop),
        ThingKind::TimeAsk => TimeAsk::from_fields(id, fields).map(drop),
        ThingKind::Talk => InStep::from_fields(id, fields).map(drop),
        ThingKind::Entry | ThingKind::Outing | ThingKind::Sealed => Err(SchemaFault::OtherKind),
    }
}

/// A gesture of a newer library is read too; what can't be shown is a matter of the screen.
fn gesture_fields(gesture: &GestureRef) -> Fields {
    let (name, text) = match gesture {
        GestureRef::Library(id) => ("library", id),
        GestureRef::Own(text) => ("own", text),
    };
    let gesture = Fields::from([(name.to_owned(), Field::Text(text.clone()))]);
    Fields::from([("gesture".to_owned(), Field::Map(gesture))])
}

fn read_gesture(fields: &Fields) -> Result<GestureRef, SchemaFault> {
    let Some(Field::Map(gesture)) = fields.get("gesture") else {
        return Err(SchemaFault::missing("gesture"));
    };
    if let Some(id) = optional_text(gesture, "library")?
        && !id.is_empty()
        && id.len() <= GESTURE_ID_LIMIT
    {
        return Ok(GestureRef::Library(id.to_owned()));
    }
    if let Some(own) = optional_text(gesture, "own")?
        && !own.trim().is_empty()
        && own.len() <= OWN_LIMIT
    {
        return Ok(GestureRef::Own(own.to_owned()));
    }
    Err(SchemaFault::bad_value("gesture"))
}

fn cadence_field(cadence: &Cadence) -> Field {
    let (name, value) = match *cadence {
        Cadence::EveryDays(days) => ("every_days", Field::Number(days.into())),
        Cadence::Weekdays(days) => {
            let days = days
                .numbers()
                .into_iter()
                .map(|day| Field::Number(day.into()));
            ("weekdays", Field::List(days.collect()))
        }
        Cadence::Yearly { month, day, leap } => {
            let day = vec![
                Field::Number(month.into()),
                Field::Number(day.into()),
                Field::Text(leap_text(leap).to_owned()),
            ];
            ("yearly", Field::List(day))
        }
    };
    Field::Map(Fields::from([(name.to_owned(), value)]))
}

fn read_cadence(field: &Field) -> Option<Cadence> {
    let Field::Map(fields) = field else {
        return None;
    };
    let cadence = if let Some(Field::Number(days)) = fields.get("every_days") {
        Cadence::EveryDays(u16::try_from(*days).ok()?)
    } else if let Some(Field::List(days)) = fields.get("weekdays") {
        let days = days.iter().map(|day| match day {
            Field::Number(day) => u8::try_from(*day).ok(),
            _ => None,
        });
        Cadence::Weekdays(Weekdays::from_numbers(&days.collect::<Option<Vec<_>>>()?).ok()?)
    } else if let Some(Field::List(day)) = fields.get("yearly") {
        let [Field::Number(month), Field::Number(day), Field::Text(leap)] = day.as_slice() else {
            return None;
        };
        Cadence::Yearly {
            month: u32::try_from(*month).ok()?,
            day: u32::try_from(*day).ok()?,
            leap: read_leap(leap)?,
        }
    } else {
        return None;
    };
    cadence.validate().is_ok().then_some(cadence)
}

fn place_text(place: IdeaPlace) -> &'static str {
    match place {
        IdeaPlace::Home => "home",
        IdeaPlace::Out => "out",
        IdeaPlace::Either => "either",
        IdeaPlace::Apart => "apart",
    }
}

fn read_place(text: &str) -> Option<IdeaPlace> {
    match text {
        "home" => Some(IdeaPlace::Home),
        "out" => Some(IdeaPlace::Out),
        "either" => Some(IdeaPlace::Either),
        "apart" => Some(IdeaPlace::Apart),
        _ => None,
    }
}

fn leap_text(leap: LeapDay) -> &'static str {
    match leap {
        LeapDay::Feb28 => "feb28",
        LeapDay::Mar1 => "mar1",
    }
}

fn read_leap(text: &str) -> Option<LeapDay> {
    match text {
        "feb28" => Some(LeapDay::Feb28),
        "mar1" => Some(LeapDay::Mar1),
        _ => None,
    }
}

fn texts<const N: usize>(texts: [String; N]) -> Field {
    Field::List(texts.into_iter().map(Field::Text).collect())
}

fn optional_text<'a>(
    fields: &'a Fields,
    name: &'static str,
) -> Result<Option<&'a str>, SchemaFault> {
    match fields.get(name) {
        None | Some(Field::Null) => Ok(None),
        Some(Field::Text(text)) => Ok(Some(text)),
        Some(_) => Err(SchemaFault::wrong_type(name)),
    }
}

fn text<'a>(fields: &'a Fields, name: &'static str) -> Result<&'a str, SchemaFault> {
    optional_text(fields, name)?.ok_or_else(|| SchemaFault::missing(name))
}

fn instant(fields: &Fields, name: &'static str) -> Result<DateTime<Utc>, SchemaFault> {
    meta::read_instant(text(fields, name)?).ok_or_else(|| SchemaFault::bad_value(name))
}

fn number<T: TryFrom<i64>>(fields: &Fields, name: &'static str) -> Result<T, SchemaFault> {
    match fields.get(name) {
        Some(Field::Number(number)) => {
            T::try_from(*number).map_err(|_| SchemaFault::bad_value(name))
        }
        Some(_) => Err(SchemaFault::wrong_type(name)),
        None => Err(SchemaFault::missing(name)),
    }
}

fn flag(fields: &Fields, name: &'static str) -> Result<bool, SchemaFault> {
    match fields.get(name) {
        None | Some(Field::Null) => Ok(false),
        Some(Field::Flag(flag)) => Ok(*flag),
        Some(_) => Err(SchemaFault::wrong_type(name)),
    }
}
