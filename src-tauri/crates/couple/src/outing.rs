//! Dates the two plan: one proposes, the other accepts, suggests another time, or declines without reasons.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{PersonId, ThingId, WallTime};

pub use ideas::ideas;
pub use own_idea::{OWN_NOTE_LIMIT, OwnIdea};
pub use preparations::{
    BadPreparing, Confirm, ITEMS_LIMIT, Item, ItemId, LINE_LIMIT, Preparations, Preparing,
    RAIN_LIMIT,
};
pub use quick_times::quick_times;

mod ideas;
mod own_idea;
mod preparations;
mod quick_times;
mod stage;

/// The id of an offer, random and unique among the offers of its author in one outing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct OfferId(pub u32);

/// A time someone suggests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Offer {
    /// Its id.
    pub id: OfferId,
    /// Who suggests it.
    pub by: PersonId,
    /// When it begins.
    pub when: WallTime,
    /// How long it lasts.
    pub minutes: u32,
}

/// What one says to the other's offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Answer {
    /// Yes.
    Accepted,
    /// No, on purpose and without reasons.
    Declined,
}

/// A planned date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Outing {
    /// Its id.
    pub id: ThingId,
    /// What.
    pub title: String,
    /// Anything else.
    pub note: String,
    /// Where.
    pub place: String,
    /// Every time that was suggested, in the order both sides see.
    pub offers: Vec<Offer>,
    /// By who answers, and the offer answered (one of the other's).
    #[serde(with = "answers_as_list")]
    pub answers: BTreeMap<(PersonId, OfferId), Answer>,
    /// Called off by either.
    pub cancelled: bool,
    /// Who began.
    pub proposed_by: PersonId,
    /// The idea it began with: an id of the library, which may be of a newer one, or that of an own idea.
    pub idea: Option<String>,
    /// What it needs before it.
    pub preparations: Preparations,
}

/// Where an outing stands, seen by one of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Stage {
    /// The partner suggested a time.
    AwaitingMe,
    /// I suggested a time.
    AwaitingPartner,
    /// Both want it.
    Planned,
    /// One of us said no.
    Declined,
    /// Called off.
    Cancelled,
    /// It was planned, and it is over.
    Remembered,
    /// Unpaired: a plan of mine.
    Alone,
}

/// Why something can't be done with an outing now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OutingRefusal {
    /// It is declined, called off or over, or nobody is asking me.
    #[error("the outing is settled")]
    Settled,
    /// The time has passed.
    #[error("the time has passed")]
    TimeInPast,
}

/// Where an idea takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum IdeaPlace {
    /// At home.
    Home,
    /// Out.
    Out,
    /// Wherever, and just as well at a distance from each other.
    Either,
    /// At a distance from each other.
    Apart,
}

/// What an idea is about. Slips drawn at once are of different themes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Theme {
    /// Cooking, eating, tasting.
    Food,
    /// Weather, sky, animals, what grows.
    Nature,
    /// Something is there afterwards that wasn't before.
    Making,
    /// Heard, sung or played.
    Music,
    /// Read, watched, told or made up.
    Stories,
    /// For the fun of it.
    Play,
    /// The body has something to do.
    Moving,
    /// Something neither of them knew or could do.
    Learning,
    /// Little happens, on purpose.
    Resting,
    /// Talking is the thing itself.
    Talk,
    /// Another place, or the way to it.
    Going,
    /// For somebody: each other, or someone else.
    Giving,
}

/// A quarter of the year, as the weather has it where they live.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Season {
    /// Spring.
    Spring,
    /// Summer.
    Summer,
    /// Autumn.
    Autumn,
    /// Winter.
    Winter,
}

/// A set of seasons, a bit for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Seasons(u8);

/// An idea for a date. Its words are in the translations, as `idea-<id>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Idea {
    /// Kebab-case; never changes.
    pub id: &'static str,
    /// 0 nothing, 1 a little, 2 like a meal out, 3 more.
    pub cost: u8,
    /// Where.
    pub place: IdeaPlace,
    /// About how long.
    pub minutes: u32,
    /// 0 none to speak of, 1 some, 2 a day's work or much preparing.
    pub effort: u8,
    /// What it is about.
    pub theme: Theme,
    /// When in the year it can be done.
    pub seasons: Seasons,
    /// Under the open sky, so that the weather matters.
    pub open_air: bool,
    /// Noise and people, as against quiet.
    pub lively: bool,
    /// Works just as well, and as its words have it, without alcohol.
    pub sober: bool,
    /// Possible at home while children sleep next door; if `Apart`, for each of the two.
    pub children_asleep: bool,
    /// Possible with a wheelchair or a bad knee.
    pub step_free: bool,
}

/// One of the three buttons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum QuickTimeId {
    /// Friday at seven.
    FridayEvening,
    /// Saturday at ten.
    SaturdayMorning,
    /// Sunday at two.
    Sunday,
}

/// What a button fills in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuickTime {
    /// Which.
    pub id: QuickTimeId,
    /// The next such time.
    pub when: WallTime,
    /// How long.
    pub minutes: u32,
}

/// Bytes of an outing's title, and of its place.
pub const TITLE_LIMIT: usize = 300;
/// Bytes of an outing's note.
pub const NOTE_LIMIT: usize = 10_000;
/// Bytes of the id of an idea.
pub const IDEA_LIMIT: usize = 60;
/// Minutes an outing lasts at most: two weeks.
pub const MINUTES_LIMIT: u32 = 14 * 24 * 60;
/// Offers an outing holds at most.
pub const OFFERS_LIMIT: usize = 64;

/// Why an outing can't be kept as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OutingError {
    /// No title, or one of more than 300 bytes.
    #[error("an outing needs a title of 1 to {TITLE_LIMIT} bytes")]
    BadTitle,
    /// Place or note too long, or no id of an idea.
    #[error("the place or the note is too long")]
    TextTooLong,
    /// No time, too many, one outside the calendar, or one of no or too many minutes; of an own idea, any number that
    /// can't be.
    #[error("an outing needs a possible time")]
    BadTime,
}

impl Outing {
    /// Whether it keeps the limits. Checked on what arrives, too.
    pub fn validate(&self) -> Result<(), OutingError> {
        if self.title.trim().is_empty() || self.title.len() > TITLE_LIMIT {
            return Err(OutingError::BadTitle);
        }
        let bad_idea = |id: &String| id.is_empty() || id.len() > IDEA_LIMIT;
        if self.place.len() > TITLE_LIMIT
            || self.note.len() > NOTE_LIMIT
            || self.idea.as_ref().is_some_and(bad_idea)
        {
            return Err(OutingError::TextTooLong);
        }
        let possible =
            |offer: &Offer| offer.when.is_sane() && (1..=MINUTES_LIMIT).contains(&offer.minutes);
        let count = self.offers.len();
        if count == 0 || count > OFFERS_LIMIT || !self.offers.iter().all(possible) {
            return Err(OutingError::BadTime);
        }
        Ok(())
    }
}

impl Seasons {
    /// Spring alone.
    pub const SPRING: Self = Self::of(Season::Spring);
    /// Summer alone.
    pub const SUMMER: Self = Self::of(Season::Summer);
    /// Autumn alone.
    pub const AUTUMN: Self = Self::of(Season::Autumn);
    /// Winter alone.
    pub const WINTER: Self = Self::of(Season::Winter);
    /// Spring and summer.
    pub const WARM: Self = Self::SPRING.with(Self::SUMMER);
    /// Autumn and winter.
    pub const COLD: Self = Self::AUTUMN.with(Self::WINTER);
    /// The whole year.
    pub const ALL: Self = Self::WARM.with(Self::COLD);

    const fn of(season: Season) -> Self {
        Self(1 << season as u8)
    }

    /// These and those.
    pub const fn with(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Whether the season is among them.
    pub const fn holds(self, season: Season) -> bool {
        self.0 & Self::of(season).0 != 0
    }
}

impl Offer {
    /// When it is over.
    pub fn ends(&self) -> DateTime<Utc> {
        self.when.instant() + chrono::Duration::minutes(i64::from(self.minutes.min(MINUTES_LIMIT)))
    }
}

/// Not every format has keys made of two parts.
mod answers_as_list {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Answer, BTreeMap, OfferId, PersonId};

    type Answers = BTreeMap<(PersonId, OfferId), Answer>;

    pub fn serialize<S: Serializer>(answers: &Answers, serializer: S) -> Result<S::Ok, S::Error> {
        let list: Vec<_> = answers
            .iter()
            .map(|((by, offer), answer)| (by, offer, answer))
            .collect();
        list.serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Answers, D::Error> {
        let list = Vec::<(PersonId, OfferId, Answer)>::deserialize(deserializer)?;
        Ok(list
            .into_iter()
            .map(|(by, offer, answer)| ((by, offer), answer))
            .collect())
    }
}
