//! Tags and feelings: a root map from each label to its place, so that two people who add one keep both.

use couple::journal::LABEL_LIMIT;
use loro::{LoroError, LoroMap, LoroValue, ValueOrContainer};

use crate::SchemaFault;

/// The labels in their order. Two that were given the same place at once are in the order of the alphabet.
pub(crate) fn read(map: &LoroMap, name: &'static str) -> Result<Vec<String>, SchemaFault> {
    let mut placed = Vec::new();
    let mut fault = None;
    map.for_each(|label, value| match value {
        ValueOrContainer::Value(LoroValue::I64(place)) => placed.push((place, label.to_owned())),
        _ => fault = Some(SchemaFault::wrong_type(name)),
    });
    if let Some(fault) = fault {
        return Err(fault);
    }
    placed.sort();
    let labels: Vec<String> = placed.into_iter().map(|(_, label)| label).collect();
    if labels
        .iter()
        .any(|label| label.trim().is_empty() || label.len() > LABEL_LIMIT)
    {
        return Err(SchemaFault::bad_value(name));
    }
    Ok(labels)
}

/// Makes the changes that led from `base` to `new`. Labels that others added or took away since `base` stay so.
pub(crate) fn write(map: &LoroMap, base: &[String], new: &[String]) -> Result<(), LoroError> {
    for label in base {
        if !new.contains(label) && map.get(label).is_some() {
            map.delete(label)?;
        }
    }
    let mut last = -1;
    for label in new {
        let place = match map.get(label) {
            Some(ValueOrContainer::Value(LoroValue::I64(place))) => Some(place),
            None if base.contains(label) => continue,
            _ => None,
        };
        last = match place {
            Some(place) if place > last => place,
            _ => {
                let next = last.saturating_add(1);
                map.insert(label, next)?;
                next
            }
        };
    }
    Ok(())
}
