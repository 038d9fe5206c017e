//! The root map `meta` that every document has: its kind, its id, and its single values.

use std::str::FromStr;

use chrono::{DateTime, Datelike, SecondsFormat, Utc};
use chrono_tz::Tz;
use couple::{ThingId, ThingKind};
use loro::{LoroDoc, LoroError, LoroMap, LoroValue, ValueOrContainer};

use crate::SchemaFault;

/// The least format a reader must know to understand what is written today.
const FORMAT: i64 = 1;

const ROOT: &str = "meta";
const FORMAT_FIELD: &str = "format";
const KIND: &str = "kind";
const ID: &str = "id";
const REMOVED_AT: &str = "removed_at";

pub(crate) fn map(loro: &LoroDoc) -> LoroMap {
    loro.get_map(ROOT)
}

/// Writes what a new document begins with.
pub(crate) fn begin(loro: &LoroDoc, kind: ThingKind, id: ThingId) -> Result<(), LoroError> {
    let meta = map(loro);
    meta.insert(FORMAT_FIELD, FORMAT)?;
    meta.insert(KIND, i64::from(u8::from(kind)))?;
    meta.insert(ID, id.to_string())
}

/// Checks that this version understands a document of this kind, and returns its id.
pub(crate) fn identity(loro: &LoroDoc, kind: ThingKind) -> Result<ThingId, SchemaFault> {
    let meta = map(loro);
    let format = integer(&meta, FORMAT_FIELD)?;
    if format > FORMAT {
        return Err(SchemaFault::Newer { format });
    }
    if integer(&meta, KIND)? != i64::from(u8::from(kind)) {
        return Err(SchemaFault::OtherKind);
    }
    parsed(&meta, ID)
}

pub(crate) fn removed_at(loro: &LoroDoc) -> Result<Option<DateTime<Utc>>, SchemaFault> {
    optional_instant(&map(loro), REMOVED_AT)
}

pub(crate) fn set_removed_at(loro: &LoroDoc, at: Option<DateTime<Utc>>) -> Result<(), LoroError> {
    set(&map(loro), REMOVED_AT, at.map(|at| instant_text(at).into()))
}

/// Sets a field, or takes it away, unless it is so already: an edit that changes nothing is none.
pub(crate) fn set(map: &LoroMap, field: &str, value: Option<LoroValue>) -> Result<(), LoroError> {
    match (plain(map, field), value) {
        (Some(old), Some(new)) if old == new => Ok(()),
        (None, None) if map.get(field).is_none() => Ok(()),
        (_, Some(new)) => map.insert(field, new),
        (_, None) => map.delete(field),
    }
}

fn plain(map: &LoroMap, field: &str) -> Option<LoroValue> {
    match map.get(field)? {
        ValueOrContainer::Value(value) => Some(value),
        ValueOrContainer::Container(_) => None,
    }
}

/// A field's value. Null counts as absent.
pub(crate) fn value(map: &LoroMap, field: &str) -> Result<Option<LoroValue>, SchemaFault> {
    match map.get(field) {
        None | Some(ValueOrContainer::Value(LoroValue::Null)) => Ok(None),
        Some(ValueOrContainer::Value(value)) => Ok(Some(value)),
        Some(ValueOrContainer::Container(_)) => Err(SchemaFault::wrong_type(field.to_owned())),
    }
}

pub(crate) fn optional_text(map: &LoroMap, field: &str) -> Result<Option<String>, SchemaFault> {
    match value(map, field)? {
        None => Ok(None),
        Some(LoroValue::String(text)) => Ok(Some(text.to_string())),
        Some(_) => Err(SchemaFault::wrong_type(field.to_owned())),
    }
}

pub(crate) fn text(map: &LoroMap, field: &str) -> Result<String, SchemaFault> {
    optional_text(map, field)?.ok_or_else(|| SchemaFault::missing(field.to_owned()))
}

pub(crate) fn integer(map: &LoroMap, field: &str) -> Result<i64, SchemaFault> {
    match value(map, field)? {
        None => Err(SchemaFault::missing(field.to_owned())),
        Some(LoroValue::I64(number)) => Ok(number),
        Some(_) => Err(SchemaFault::wrong_type(field.to_owned())),
    }
}

/// A flag; absent is false.
pub(crate) fn flag(map: &LoroMap, field: &str) -> Result<bool, SchemaFault> {
    match value(map, field)? {
        None => Ok(false),
        Some(LoroValue::Bool(flag)) => Ok(flag),
        Some(_) => Err(SchemaFault::wrong_type(field.to_owned())),
    }
}

/// A field that is the text of an id or a zone.
pub(crate) fn parsed<T: FromStr>(map: &LoroMap, field: &str) -> Result<T, SchemaFault> {
    text(map, field)?
        .parse()
        .map_err(|_| SchemaFault::bad_value(field.to_owned()))
}

pub(crate) fn instant(map: &LoroMap, field: &str) -> Result<DateTime<Utc>, SchemaFault> {
    optional_instant(map, field)?.ok_or_else(|| SchemaFault::missing(field.to_owned()))
}

pub(crate) fn optional_instant(
    map: &LoroMap,
    field: &str,
) -> Result<Option<DateTime<Utc>>, SchemaFault> {
    let Some(text) = optional_text(map, field)? else {
        return Ok(None);
    };
    match read_instant(&text) {
        Some(at) => Ok(Some(at)),
        None => Err(SchemaFault::bad_value(field.to_owned())),
    }
}

/// An instant as a document holds it: RFC 3339 in UTC, as exact as it is.
pub(crate) fn instant_text(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

pub(crate) fn read_instant(text: &str) -> Option<DateTime<Utc>> {
    let at = DateTime::parse_from_rfc3339(text).ok()?.with_timezone(&Utc);
    (1..=9999).contains(&at.year()).then_some(at)
}

pub(crate) fn zone_text(zone: Tz) -> &'static str {
    zone.name()
}
