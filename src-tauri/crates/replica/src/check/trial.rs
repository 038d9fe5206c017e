//! The steps of [`super::check_update`].

use couple::{PersonId, ThingId, ThingKind};
use loro::{EncodedBlobMode, ExportMode, LoroDoc, LoroValue};

use super::{
    BASE_LIMIT, Checked, DEPTH_LIMIT, EDITS_LIMIT, Refusal, Request, UPDATE_LIMIT, Value, shape,
};
use crate::document::Document;
use crate::entry::{self, EntryDoc};
use crate::fields::{self, FieldsDoc};
use crate::outing::{self, OutingDoc};
use crate::version::Version;
use crate::{PeerId, SchemaFault, meta, records, reply, spoken};

/// Magic, checksum and mode of an update; the modes of snapshots are other numbers.
const HEADER: usize = 22;
const MAGIC: &[u8] = b"loro";
const MODE_UPDATES: [u8; 2] = [0, 4];

pub(super) fn run(request: &Request) -> Result<Checked, Refusal> {
    let span = Span::announced(request)?;
    let base = open(&request.base)?;
    let (version, before) = match &base {
        Some(base) => {
            let before = read(base, request.kind).map_err(|_| Refusal::BadBase)?;
            (base.version(), Some(before))
        }
        None => (Version::default(), None),
    };
    let known = version.end_of(request.author.number());
    if span.start > known {
        return Err(Refusal::Waits);
    }
    if span.start < known {
        return Err(Refusal::Known);
    }

    let document = base.unwrap_or_else(Document::new);
    let status = document
        .loro
        .import(&request.update)
        .map_err(|_| Refusal::Unreadable)?;
    if status.pending.is_some() {
        return Err(Refusal::Waits);
    }
    document.loro.commit();
    let now = document.version();
    if now != version.with(request.author.number(), span.end) {
        return Err(Refusal::ForeignAuthor);
    }
    if let Err(fault @ SchemaFault::Newer { .. }) = meta::identity(&document.loro, request.kind) {
        return Err(fault.into());
    }
    shape::check(&document.loro, &version, &now)?;
    let deep = document.loro.get_deep_value();
    check_depth(&deep, 0)?;

    repeat(request, &document, &version, &deep)?;

    let value = read(&document, request.kind)?;
    check_limits(&value, request.kind)?;
    compare(request.person, before.as_ref(), &value)?;
    if spoken::SPOKEN.contains(&request.kind)
        && let (Some(person), Value::Fields(now)) = (request.person, &value)
    {
        let before = match &before {
            Some(Value::Fields(before)) => Some(before),
            _ => None,
        };
        if !spoken::is_theirs(request.kind, person, before, now) {
            return Err(Refusal::NotTheirs);
        }
    }
    Ok(Checked {
        version: now.encode(),
        value,
    })
}

/// The edits that an update says it holds.
struct Span {
    start: i32,
    end: i32,
}

impl Span {
    fn announced(request: &Request) -> Result<Self, Refusal> {
        let update = &request.update;
        if update.len() > UPDATE_LIMIT {
            return Err(Refusal::TooLarge {
                bytes: update.len(),
            });
        }
        if update.len() < HEADER || &update[..4] != MAGIC || update[20..HEADER] != MODE_UPDATES {
            return Err(Refusal::NotAnUpdate);
        }
        let meta =
            LoroDoc::decode_import_blob_meta(update, true).map_err(|_| Refusal::NotAnUpdate)?;
        if meta.mode != EncodedBlobMode::Updates {
            return Err(Refusal::NotAnUpdate);
        }
        let author = request.author.number();
        let only_author = |vector: &loro::VersionVector| vector.keys().eq([&author]);
        if !only_author(&meta.partial_start_vv) || !only_author(&meta.partial_end_vv) {
            return Err(Refusal::ForeignAuthor);
        }
        let counter =
            |vector: &loro::VersionVector| vector.get(&author).copied().unwrap_or_default();
        let span = Self {
            start: counter(&meta.partial_start_vv),
            end: counter(&meta.partial_end_vv),
        };
        if span.start < 0 || span.end <= span.start {
            return Err(Refusal::NotAnUpdate);
        }
        if span.end - span.start > EDITS_LIMIT || span.end > i32::MAX / 2 {
            return Err(Refusal::TooMany);
        }
        Ok(span)
    }
}

fn open(base: &[Vec<u8>]) -> Result<Option<Document>, Refusal> {
    let bytes: usize = base.iter().map(Vec::len).sum();
    if bytes > BASE_LIMIT {
        return Err(Refusal::TooLarge { bytes });
    }
    if base.is_empty() {
        return Ok(None);
    }
    Document::open(base).map(Some).map_err(|_| Refusal::BadBase)
}

/// `depth` counts what a value lies in: the document, a root container, and then what may be nested.
fn check_depth(value: &LoroValue, depth: usize) -> Result<(), Refusal> {
    let too_deep = depth > DEPTH_LIMIT + 1;
    match value {
        LoroValue::List(_) | LoroValue::Map(_) if too_deep => Err(SchemaFault::TooDeep.into()),
        LoroValue::List(items) => items
            .iter()
            .try_for_each(|item| check_depth(item, depth + 1)),
        LoroValue::Map(items) => items
            .iter()
            .try_for_each(|(_, item)| check_depth(item, depth + 1)),
        _ => Ok(()),
    }
}

/// Does with the document what the app will do later: write it out, read it in, edit it. Some harm shows only then.
fn repeat(
    request: &Request,
    document: &Document,
    version: &Version,
    deep: &LoroValue,
) -> Result<(), Refusal> {
    let again = if request.base.is_empty() {
        Document::new()
    } else {
        Document::open(&request.base).map_err(|_| Refusal::BadBase)?
    };
    let written = document.since(version).map_err(|_| Refusal::Unstable)?;
    again.import(&written).map_err(|_| Refusal::Unstable)?;
    same(document, &again, deep)?;

    let snapshot = document
        .loro
        .export(ExportMode::Snapshot)
        .map_err(|_| Refusal::Unstable)?;
    let reopened = Document::open(&[snapshot]).map_err(|_| Refusal::Unstable)?;
    same(document, &reopened, deep)?;

    let probe = probe(document);
    let edited = again.version();
    again
        .write(probe, scribble)
        .map_err(|_| Refusal::Unstable)?;
    let edit = again.since(&edited).map_err(|_| Refusal::Unstable)?;
    reopened.import(&edit).map_err(|_| Refusal::Unstable)?;
    same(&again, &reopened, &again.loro.get_deep_value())
}

fn same(one: &Document, other: &Document, deep: &LoroValue) -> Result<(), Refusal> {
    if one.version() == other.version() && *deep == other.loro.get_deep_value() {
        Ok(())
    } else {
        Err(Refusal::Unstable)
    }
}

/// A peer that has no edits in the document.
fn probe(document: &Document) -> PeerId {
    let version = document.version();
    let free = (1..)
        .map(PeerId)
        .find(|peer| version.end_of(peer.number()) == 0);
    free.unwrap_or(PeerId(1))
}

/// An edit in every root container, at its ends and in its middle.
fn scribble(loro: &LoroDoc) -> Result<(), loro::LoroError> {
    let body = loro.get_text("body");
    body.insert(body.len_unicode(), "end")?;
    body.insert(body.len_unicode() / 2, "middle")?;
    body.insert(0, "start")?;
    body.delete(body.len_unicode() / 3, 2)?;
    for name in ["meta", "feelings", "tags", "answers", "fields"] {
        let map = loro.get_map(name);
        let keys: Vec<String> = map.keys().map(|key| key.to_string()).collect();
        for key in keys {
            map.insert(&key, "scribble")?;
        }
        map.insert("scribble", 1)?;
        map.delete("scribble")?;
    }
    let offers = loro.get_list("offers");
    offers.insert(0, 1)?;
    offers.push(2)?;
    offers.delete(offers.len() / 2, 1)
}

fn read(document: &Document, kind: ThingKind) -> Result<Value, Refusal> {
    // A handle to the same document, not a copy of it.
    let document = Document {
        loro: document.loro.clone(),
    };
    Ok(match kind {
        ThingKind::Entry => Value::Entry(EntryDoc::from_document(document).value()?),
        ThingKind::Outing => Value::Outing(OutingDoc::from_document(document).value()?),
        _ => Value::Fields(FieldsDoc::from_document(document, kind).value()?),
    })
}

fn check_limits(value: &Value, kind: ThingKind) -> Result<(), Refusal> {
    match value {
        Value::Entry(entry) => entry::check_limits(entry)?,
        Value::Outing(outing) => outing::check_limits(outing)?,
        Value::Fields(value) => {
            fields::check_limits(value)?;
            records::check(kind, value.id, &value.fields)?;
        }
    }
    Ok(())
}

/// What is fixed for good stays, and a person speaks only for themselves.
fn compare(person: Option<PersonId>, before: Option<&Value>, now: &Value) -> Result<(), Refusal> {
    if let Some(before) = before
        && identity(before) != identity(now)
    {
        return Err(Refusal::OtherIdentity);
    }
    let Some(person) = person else {
        return Ok(());
    };
    let (_, owner) = identity(now);
    if before.is_none() && owner.is_some_and(|owner| owner != person) {
        return Err(Refusal::NotTheirs);
    }
    // What was said stays as it was said: the other's answer refers to it.
    if let (Some(Value::Fields(before)), Value::Fields(now)) = (before, now)
        && reply::author(&now.fields).is_some()
        && before.fields != now.fields
    {
        return Err(Refusal::NotTheirs);
    }
    let Value::Outing(now) = now else {
        return Ok(());
    };
    let before = match before {
        Some(Value::Outing(outing)) => Some(outing),
        _ => None,
    };
    // Offers of others: exactly the ones that were there, in their order.
    let others = |outing: &couple::outing::Outing| -> Vec<couple::outing::Offer> {
        outing
            .offers
            .iter()
            .filter(|offer| offer.by != person)
            .copied()
            .collect()
    };
    let answers = |outing: &couple::outing::Outing| -> Vec<_> {
        let answers = outing.answers.iter().filter(|((by, _), _)| *by != person);
        answers.map(|(key, answer)| (*key, *answer)).collect()
    };
    if others(now) != before.map(others).unwrap_or_default()
        || answers(now) != before.map(answers).unwrap_or_default()
    {
        return Err(Refusal::NotTheirs);
    }
    Ok(())
}

/// The id, and the person it began with.
fn identity(value: &Value) -> (ThingId, Option<PersonId>) {
    match value {
        Value::Entry(entry) => (entry.id, Some(entry.author)),
        Value::Outing(outing) => (outing.id, Some(outing.proposed_by)),
        Value::Fields(value) => (value.id, reply::author(&value.fields)),
    }
}
