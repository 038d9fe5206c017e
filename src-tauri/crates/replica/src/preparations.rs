//! What a date needs before it, in the `fields` of its document: a field for each value of each thing, so that two
//! people who change different ones keep both changes. A thing without words is none: the rest of one that was taken out.

use std::collections::BTreeMap;

use couple::PersonId;
use couple::outing::{
    Confirm, ITEMS_LIMIT, Item, ItemId, LINE_LIMIT, Preparations, Preparing, RAIN_LIMIT,
};
use loro::{LoroDoc, LoroError, LoroMap, LoroValue};

use crate::{MERGED, SchemaFault, meta};

const FIELDS: &str = "fields";
const BUDGET: &str = "budget";
const RAIN: &str = "rain";
const CONFIRM: &str = "confirm";
const BY: &str = "confirm_by";
const VALUES: [&str; 4] = ["what", "who", "pack", "done"];

pub(crate) fn write(loro: &LoroDoc, change: &Preparing) -> Result<(), LoroError> {
    let map = loro.get_map(FIELDS);
    let text = |text: &str| (!text.is_empty()).then(|| text.into());
    match change {
        Preparing::Put(id, item) => {
            let who = item.who.map(|who| who.to_string().into());
            let flag = |flag: bool| flag.then(|| true.into());
            let values = [text(&item.what), who, flag(item.pack), flag(item.done)];
            for (name, value) in VALUES.into_iter().zip(values) {
                meta::set(&map, &key(*id, name), value)?;
            }
            Ok(())
        }
        Preparing::Drop(id) => VALUES
            .into_iter()
            .try_for_each(|name| meta::set(&map, &key(*id, name), None)),
        Preparing::Budget(budget) => meta::set(&map, BUDGET, text(budget)),
        Preparing::Rain(rain) => meta::set(&map, RAIN, text(rain)),
        Preparing::Confirm(confirm) => {
            let what = confirm.as_ref().map(|confirm| confirm.what.as_str().into());
            let by = confirm
                .as_ref()
                .map(|confirm| confirm.by.to_string().into());
            meta::set(&map, CONFIRM, what)?;
            meta::set(&map, BY, by)
        }
    }
}

pub(crate) fn read(loro: &LoroDoc) -> Result<Preparations, SchemaFault> {
    let map = loro.get_map(FIELDS);
    let mut things: BTreeMap<ItemId, Item> = BTreeMap::new();
    let mut fault = None;
    map.for_each(|name, value| {
        let Some((id, name)) = thing(name) else {
            return;
        };
        let item = things.entry(id).or_insert_with(|| Item {
            what: String::new(),
            who: None,
            pack: false,
            done: false,
        });
        match (name, value.get_deep_value()) {
            ("what", LoroValue::String(what)) => item.what = what.to_string(),
            ("who", LoroValue::String(who)) => match who.parse::<PersonId>() {
                Ok(who) => item.who = Some(who),
                Err(_) => fault = Some(SchemaFault::bad_value(FIELDS)),
            },
            ("pack", LoroValue::Bool(pack)) => item.pack = pack,
            ("done", LoroValue::Bool(done)) => item.done = done,
            _ => fault = Some(SchemaFault::wrong_type(FIELDS)),
        }
    });
    if let Some(fault) = fault {
        return Err(fault);
    }
    things.retain(|_, item| !item.what.is_empty());
    let text = |name: &'static str| text(&map, name);
    // Two who change it at once may leave a day without words, or words without a day: then there is none.
    let confirm = match (text(CONFIRM)?, text(BY)?) {
        (what, by) if !what.is_empty() && !by.is_empty() => Some(Confirm {
            what,
            by: by.parse().map_err(|_| SchemaFault::bad_value(BY))?,
        }),
        _ => None,
    };
    Ok(Preparations {
        items: things,
        budget: text(BUDGET)?,
        rain: text(RAIN)?,
        confirm,
    })
}

/// Limits of what came in. Two who add at once may go beyond those of writing.
pub(crate) fn check_limits(of: &Preparations) -> Result<(), SchemaFault> {
    let confirm = of.confirm.as_ref().map_or(0, |confirm| confirm.what.len());
    let items = of.items.values().map(|item| (item.what.len(), LINE_LIMIT));
    let lines = [
        (of.budget.len(), LINE_LIMIT),
        (confirm, LINE_LIMIT),
        (of.rain.len(), RAIN_LIMIT),
        (of.items.len(), MERGED * ITEMS_LIMIT),
    ];
    for (length, limit) in items.chain(lines) {
        if length > limit {
            return Err(SchemaFault::too_long(FIELDS, limit));
        }
    }
    Ok(())
}

fn key(id: ItemId, name: &str) -> String {
    format!("item:{}:{name}", id.0)
}

fn thing(key: &str) -> Option<(ItemId, &str)> {
    let (id, name) = key.strip_prefix("item:")?.split_once(':')?;
    let number: u32 = id.parse().ok()?;
    // One spelling for each; a value of a newer version is none of ours.
    (number.to_string() == id && VALUES.contains(&name)).then_some((ItemId(number), name))
}

fn text(map: &LoroMap, name: &'static str) -> Result<String, SchemaFault> {
    match map.get(name).map(|value| value.get_deep_value()) {
        None | Some(LoroValue::Null) => Ok(String::new()),
        Some(LoroValue::String(text)) => Ok(text.to_string()),
        Some(_) => Err(SchemaFault::wrong_type(name)),
    }
}
