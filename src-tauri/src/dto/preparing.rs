//! What a date needs before it, as it travels.

use companion::couple::outing::{self, ItemId, LINE_LIMIT, RAIN_LIMIT};
use companion::{Companion, CompanionError, OutingView, couple::PersonId};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{capped, day, journal::Author};
use crate::command_error::CommandError;

/// What a date needs before it.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Preparations {
    items: Vec<PreparingItem>,
    budget: String,
    rain: String,
    confirm: Option<Confirm>,
    /// I am nudged on that day.
    confirm_nudged: bool,
}

/// Something to do, or to take along.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PreparingItem {
    id: u32,
    what: String,
    /// Null as long as it is anybody's.
    who: Option<Author>,
    /// To take along, as against to do.
    pack: bool,
    done: bool,
}

/// What has to be confirmed, and by which day.
#[derive(Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Confirm {
    what: String,
    by: String,
}

/// One change.
#[derive(Debug, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum Preparing {
    /// A thing; without an id a new one.
    Item {
        item: Option<u32>,
        what: String,
        who: Option<Author>,
        pack: bool,
        done: bool,
    },
    Drop {
        item: u32,
    },
    Budget {
        text: String,
    },
    Rain {
        text: String,
    },
    /// Null when nothing has to be confirmed any more.
    Confirm {
        confirm: Option<Confirm>,
    },
}

/// A change that was looked at.
pub enum Parsed {
    /// A new thing.
    New(outing::Item, Option<Author>),
    /// A thing that is there.
    Item(ItemId, outing::Item, Option<Author>),
    /// Anything else.
    Other(outing::Preparing),
}

impl Preparing {
    /// As the companion takes it.
    ///
    /// # Errors
    /// [`CommandError`].
    pub fn parse(self) -> Result<Parsed, CommandError> {
        Ok(match self {
            Self::Item {
                item,
                what,
                who,
                pack,
                done,
            } => {
                let thing = outing::Item {
                    what: capped(what, LINE_LIMIT)?.trim().to_owned(),
                    who: None,
                    pack,
                    done,
                };
                match item {
                    None => Parsed::New(thing, who),
                    Some(id) => Parsed::Item(ItemId(id), thing, who),
                }
            }
            Self::Drop { item } => Parsed::Other(outing::Preparing::Drop(ItemId(item))),
            Self::Budget { text } => {
                let text = capped(text, LINE_LIMIT)?.trim().to_owned();
                Parsed::Other(outing::Preparing::Budget(text))
            }
            Self::Rain { text } => {
                let text = capped(text, RAIN_LIMIT)?.trim().to_owned();
                Parsed::Other(outing::Preparing::Rain(text))
            }
            Self::Confirm { confirm: None } => Parsed::Other(outing::Preparing::Confirm(None)),
            Self::Confirm {
                confirm: Some(confirm),
            } => Parsed::Other(outing::Preparing::Confirm(Some(outing::Confirm {
                what: capped(confirm.what, LINE_LIMIT)?.trim().to_owned(),
                by: day(&confirm.by)?,
            }))),
        })
    }
}

impl Parsed {
    /// Does it.
    ///
    /// # Errors
    /// What the companion says.
    pub fn perform(
        self,
        companion: &mut Companion,
        id: companion::couple::ThingId,
    ) -> Result<OutingView, CompanionError> {
        match self {
            Self::New(mut item, who) => {
                item.who = person(companion, who)?;
                companion.add_item(id, item)
            }
            Self::Item(item_id, mut item, who) => {
                item.who = person(companion, who)?;
                companion.prepare_outing(id, outing::Preparing::Put(item_id, item))
            }
            Self::Other(change) => companion.prepare_outing(id, change),
        }
    }
}

fn person(companion: &Companion, who: Option<Author>) -> Result<Option<PersonId>, CompanionError> {
    who.map(|who| companion.person(who.into())).transpose()
}

impl Preparations {
    /// What this view of a date says of it.
    #[must_use]
    pub fn of(view: OutingView, who: impl Fn(PersonId) -> companion::Author) -> Self {
        let there = view.preparations;
        let item = |(id, item): (ItemId, outing::Item)| PreparingItem {
            id: id.0,
            what: item.what,
            who: item.who.map(|person| who(person).into()),
            pack: item.pack,
            done: item.done,
        };
        Self {
            items: there.items.into_iter().map(item).collect(),
            budget: there.budget,
            rain: there.rain,
            confirm: there.confirm.map(|confirm| Confirm {
                what: confirm.what,
                by: confirm.by.to_string(),
            }),
            confirm_nudged: view.confirm_nudged,
        }
    }
}
