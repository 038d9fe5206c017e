//! What a date needs before it: who does what, what comes along, what it may cost, by when it has to be confirmed, and
//! what happens when it rains. Each part merges by itself.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::PersonId;

/// Bytes of one thing to do or to take along, of the budget, and of what is to be confirmed.
pub const LINE_LIMIT: usize = 200;
/// Bytes of the rain plan.
pub const RAIN_LIMIT: usize = 500;
/// Things of one date.
pub const ITEMS_LIMIT: usize = 60;

/// The id of a thing to do or take along, random.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ItemId(pub u32);

/// Something to do, or to take along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    /// What.
    pub what: String,
    /// Who; nobody, as long as it is anybody's.
    pub who: Option<PersonId>,
    /// To take along, as against to do.
    pub pack: bool,
    /// It is done, or packed.
    pub done: bool,
}

/// Something that has to be confirmed by a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Confirm {
    /// What: ring the theatre.
    pub what: String,
    /// By when.
    pub by: NaiveDate,
}

/// All of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Preparations {
    /// By their ids.
    #[serde(with = "items_as_list")]
    pub items: BTreeMap<ItemId, Item>,
    /// What it may cost, in their words.
    pub budget: String,
    /// What happens when it rains.
    pub rain: String,
    /// What has to be confirmed.
    pub confirm: Option<Confirm>,
}

/// One change to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Preparing {
    /// A thing as it is from now on; a new one where there is none of this id.
    Put(ItemId, Item),
    /// A thing is no longer needed.
    Drop(ItemId),
    /// What it may cost.
    Budget(String),
    /// What happens when it rains.
    Rain(String),
    /// What has to be confirmed, or nothing any more.
    Confirm(Option<Confirm>),
}

/// No words where there must be some, or too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not within the limits of preparations")]
pub struct BadPreparing;

impl Preparing {
    /// Whether it keeps the limits.
    ///
    /// # Errors
    /// [`BadPreparing`].
    pub fn validate(&self) -> Result<(), BadPreparing> {
        let line = |text: &str| !text.trim().is_empty() && text.len() <= LINE_LIMIT;
        let fits = match self {
            Self::Put(_, item) => line(&item.what),
            Self::Drop(_) | Self::Confirm(None) => true,
            Self::Budget(text) => text.len() <= LINE_LIMIT,
            Self::Rain(text) => text.len() <= RAIN_LIMIT,
            Self::Confirm(Some(confirm)) => line(&confirm.what),
        };
        fits.then_some(()).ok_or(BadPreparing)
    }
}

impl Preparations {
    /// Nothing is there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The changes that make these of nothing.
    #[must_use]
    pub fn made_of(&self) -> Vec<Preparing> {
        let mut made: Vec<Preparing> = self
            .items
            .iter()
            .map(|(id, item)| Preparing::Put(*id, item.clone()))
            .collect();
        if !self.budget.is_empty() {
            made.push(Preparing::Budget(self.budget.clone()));
        }
        if !self.rain.is_empty() {
            made.push(Preparing::Rain(self.rain.clone()));
        }
        if self.confirm.is_some() {
            made.push(Preparing::Confirm(self.confirm.clone()));
        }
        made
    }
}

/// JSON has no keys but texts.
mod items_as_list {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Item, ItemId};

    pub fn serialize<S: Serializer>(
        items: &BTreeMap<ItemId, Item>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        items.iter().collect::<Vec<_>>().serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<ItemId, Item>, D::Error> {
        Ok(Vec::<(ItemId, Item)>::deserialize(deserializer)?
            .into_iter()
            .collect())
    }
}
