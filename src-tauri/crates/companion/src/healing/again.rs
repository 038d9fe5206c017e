//! What a document says, written again upon what of it stays.

use couple::{ThingKind, journal::Entry, outing::Outing, reply::Reply};
use replica::{
    DocumentError, EntryDoc, EntryEdit, FieldsDoc, OutingDoc, OutingEdit, PeerId, may_say_again,
};
use vault::{OwnIdeaRow, RecordRow, ReplyRow, UpdateRow};

use crate::{
    CompanionError,
    journal::UPDATE_LIMIT,
    own_ideas::stands,
    records::{RECORDS, row_of},
};

/// What a document says.
pub(super) enum Saying {
    Entry(Box<Entry>),
    Outing(Box<Outing>),
    Reply(Box<ReplyRow>),
    Idea(Box<OwnIdeaRow>),
    Record(Box<RecordRow>),
}

/// The updates that can be read together, and those that build on others.
pub(super) fn readable_part(
    kind: ThingKind,
    rows: Vec<UpdateRow>,
) -> Result<(Vec<UpdateRow>, Vec<UpdateRow>), CompanionError> {
    if is_readable(kind, &rows)? {
        return Ok((rows, Vec::new()));
    }
    let (mut readable, mut left) = (Vec::new(), rows);
    loop {
        let before = left.len();
        let mut rest = Vec::new();
        for row in left {
            readable.push(row);
            if !is_readable(kind, &readable)? {
                rest.extend(readable.pop());
            }
        }
        if rest.len() == before {
            return Ok((readable, rest));
        }
        left = rest;
    }
}

fn is_readable(kind: ThingKind, rows: &[UpdateRow]) -> Result<bool, CompanionError> {
    if rows.is_empty() {
        return Ok(true);
    }
    let bytes: Vec<&[u8]> = rows.iter().map(|row| row.bytes.as_slice()).collect();
    let opened = match kind {
        ThingKind::Outing => OutingDoc::open(&bytes).map(|_| ()),
        ThingKind::Reply | ThingKind::Idea => FieldsDoc::open(kind, &bytes).map(|_| ()),
        kind if RECORDS.contains(&kind) => FieldsDoc::open(kind, &bytes).map(|_| ()),
        _ => EntryDoc::open(&bytes).map(|_| ()),
    };
    match opened {
        Ok(()) => Ok(true),
        Err(DocumentError::Incomplete) => Ok(false),
        Err(other) => Err(other.into()),
    }
}

pub(super) type Again = (Vec<Vec<u8>>, Saying, Vec<u8>);

pub(super) fn entry_again(
    peer: PeerId,
    all: &[Vec<u8>],
    base: &[Vec<u8>],
) -> Result<Again, CompanionError> {
    let said = EntryDoc::open(all)?.value()?;
    let (document, update) = if base.is_empty() {
        let (document, update) = EntryDoc::create(peer, &said)?;
        (document, Some(update))
    } else {
        let mut document = EntryDoc::open(base)?;
        let edit = EntryEdit {
            title: Some(said.title),
            body: Some(said.body),
            feelings: Some(said.feelings),
            tags: Some(said.tags),
            written_at: Some(said.written_at),
            removed_at: Some(said.removed_at),
            changed_at: Some(said.changed_at),
        };
        let update = document.change(peer, &edit)?;
        (document, update)
    };
    let updates = match update {
        Some(update) => document.split(&update, UPDATE_LIMIT)?,
        None => Vec::new(),
    };
    let value = Saying::Entry(Box::new(document.value()?));
    Ok((updates, value, document.version()))
}

pub(super) fn outing_again(
    peer: PeerId,
    all: &[Vec<u8>],
    base: &[Vec<u8>],
    me: couple::PersonId,
) -> Result<Again, CompanionError> {
    let said = OutingDoc::open(all)?.value()?;
    if base.is_empty() {
        // Each speaks for themselves.
        let mut mine = said;
        mine.offers.retain(|offer| offer.by == me);
        mine.answers.retain(|(person, _), _| *person == me);
        let (document, update) = OutingDoc::create(peer, &mine)?;
        let value = Saying::Outing(Box::new(document.value()?));
        return Ok((vec![update], value, document.version()));
    }
    let mut document = OutingDoc::open(base)?;
    let there = document.value()?;
    let mut edits = vec![OutingEdit {
        title: Some(said.title.clone()),
        note: Some(said.note.clone()),
        place: Some(said.place.clone()),
        cancelled: (said.cancelled != there.cancelled).then_some(said.cancelled),
        preparing: said
            .preparations
            .made_of()
            .into_iter()
            .filter(|made| !there.preparations.made_of().contains(made))
            .collect(),
        ..OutingEdit::default()
    }];
    for offer in &said.offers {
        if offer.by == me && !there.offers.contains(offer) {
            edits.push(OutingEdit {
                offer: Some(*offer),
                ..OutingEdit::default()
            });
        }
    }
    for ((person, offer), answer) in &said.answers {
        if *person == me && there.answers.get(&(*person, *offer)) != Some(answer) {
            edits.push(OutingEdit {
                answer: Some((*person, *offer, *answer)),
                ..OutingEdit::default()
            });
        }
    }
    let mut updates = Vec::new();
    for edit in edits {
        updates.extend(document.change(peer, &edit)?);
    }
    let value = Saying::Outing(Box::new(document.value()?));
    Ok((updates, value, document.version()))
}

/// A reply never changes; it can only have been taken away since.
pub(super) fn reply_again(
    peer: PeerId,
    all: &[Vec<u8>],
    base: &[Vec<u8>],
) -> Result<Again, CompanionError> {
    let said = FieldsDoc::open(ThingKind::Reply, all)?;
    let reply: Reply = said.record()?;
    let removed_at = said.value()?.removed_at;
    let (mut document, mut updates) = if base.is_empty() {
        let (document, update) = FieldsDoc::create_record(peer, &reply)?;
        (document, vec![update])
    } else {
        (FieldsDoc::open(ThingKind::Reply, base)?, Vec::new())
    };
    updates.extend(document.set_removed(peer, removed_at)?);
    let value = Saying::Reply(Box::new(ReplyRow { reply, removed_at }));
    Ok((updates, value, document.version()))
}

pub(super) fn idea_again(
    peer: PeerId,
    all: &[Vec<u8>],
    base: &[Vec<u8>],
) -> Result<Again, CompanionError> {
    let said = stands(&FieldsDoc::open(ThingKind::Idea, all)?)?;
    let (mut document, mut updates) = if base.is_empty() {
        let (document, update) = FieldsDoc::create_record(peer, &said.idea)?;
        (document, vec![update])
    } else {
        let mut document = FieldsDoc::open(ThingKind::Idea, base)?;
        let update = document.set_record(peer, &said.idea)?;
        (document, Vec::from_iter(update))
    };
    updates.extend(document.set_removed(peer, said.removed_at)?);
    let value = Saying::Idea(Box::new(stands(&document)?));
    Ok((updates, value, document.version()))
}

pub(super) fn record_again(
    kind: ThingKind,
    peer: PeerId,
    all: &[Vec<u8>],
    base: &[Vec<u8>],
    me: couple::PersonId,
) -> Result<Again, CompanionError> {
    let mut said = FieldsDoc::open(kind, all)?.value()?;
    // Each speaks for themselves; what was said at the beginning is said again only by whoever began.
    let begins = base.is_empty();
    said.fields
        .retain(|name, _| may_say_again(kind, me, name, begins));
    let (mut document, mut updates) = if base.is_empty() {
        let (document, update) = FieldsDoc::create(peer, kind, said.id, &said.fields)?;
        (document, vec![update])
    } else {
        let mut document = FieldsDoc::open(kind, base)?;
        let there = document.value()?.fields;
        let changes = said
            .fields
            .into_iter()
            .filter(|(name, field)| there.get(name) != Some(field))
            .map(|(name, field)| (name, Some(field)))
            .collect();
        let update = document.change(peer, &changes)?;
        (document, Vec::from_iter(update))
    };
    updates.extend(document.set_removed(peer, said.removed_at)?);
    let value = Saying::Record(Box::new(row_of(kind, &document)?));
    Ok((updates, value, document.version()))
}
