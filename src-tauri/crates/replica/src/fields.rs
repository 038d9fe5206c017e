//! Documents of named values: gesture plans, what was done in a month, important dates, a person's profile.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use couple::{ThingId, ThingKind};
use loro::{LoroMap, LoroMapValue, LoroValue};
use serde::{Deserialize, Serialize};

use crate::document::{Document, Update};
use crate::{DocumentError, PeerId, SchemaFault, meta};

const FIELDS: &str = "fields";
/// Fields of one document; a month of gestures has the most.
const FIELDS_LIMIT: usize = 2_000;
/// Bytes of the name of a field.
const NAME_LIMIT: usize = 100;
/// Bytes of one text in a field.
const TEXT_LIMIT: usize = 64 * 1024;

/// One value of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Field {
    /// Nothing.
    Null,
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// A text.
    Text(String),
    /// Values in order; changed as a whole.
    List(Vec<Field>),
    /// Named values; changed as a whole.
    Map(Fields),
    /// A value of a type that this version does not know. It is kept as it is and can't be written.
    Foreign,
}

/// Named values.
pub type Fields = BTreeMap<String, Field>;

/// Something that is kept as a [`FieldsDoc`]. What is written here is on disk for good: names never change meaning.
pub trait Record: Sized {
    /// The kind of its documents.
    const KIND: ThingKind;
    /// Its id.
    fn id(&self) -> ThingId;
    /// Its values.
    fn to_fields(&self) -> Fields;
    /// Reads it back. Fields it does not know are ignored.
    ///
    /// # Errors
    /// When a field is missing or not what it should be.
    fn from_fields(id: ThingId, fields: &Fields) -> Result<Self, SchemaFault>;
}

/// A document of named values. Two people who change different ones keep both changes.
///
/// After an error of a method that changes it, drop it and open it again from its updates.
pub struct FieldsDoc {
    document: Document,
    kind: ThingKind,
}

/// What a [`FieldsDoc`] holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldsValue {
    /// Its id.
    pub id: ThingId,
    /// Its values.
    pub fields: Fields,
    /// Removed, with time to undo.
    pub removed_at: Option<DateTime<Utc>>,
}

impl FieldsDoc {
    /// A new document of a kind that is made of fields.
    ///
    /// # Errors
    /// [`SchemaFault::OtherKind`] for entries and outings; [`SchemaFault::BadValue`] for [`Field::Foreign`].
    pub fn create(
        peer: PeerId,
        kind: ThingKind,
        id: ThingId,
        fields: &Fields,
    ) -> Result<(Self, Update), DocumentError> {
        if matches!(
            kind,
            ThingKind::Entry | ThingKind::Outing | ThingKind::Sealed
        ) {
            return Err(SchemaFault::OtherKind.into());
        }
        let changes = fields
            .iter()
            .map(|(name, field)| (name.clone(), Some(field.clone())));
        let changes = writable(changes)?;
        let document = Document::new();
        let update = document.write(peer, |loro| {
            meta::begin(loro, kind, id)?;
            let map = loro.get_map(FIELDS);
            changes
                .into_iter()
                .try_for_each(|(name, value)| meta::set(&map, &name, value))
        })?;
        Ok((Self { document, kind }, update.unwrap_or_default()))
    }

    /// A new document of `record`.
    ///
    /// # Errors
    /// Like [`FieldsDoc::create`].
    pub fn create_record<R: Record>(
        peer: PeerId,
        record: &R,
    ) -> Result<(Self, Update), DocumentError> {
        Self::create(peer, R::KIND, record.id(), &record.to_fields())
    }

    /// The document that these updates make, in any order, all of them checked before.
    ///
    /// # Errors
    /// When they can't be read, or edits they build on are missing.
    pub fn open<B: AsRef<[u8]>>(kind: ThingKind, updates: &[B]) -> Result<Self, DocumentError> {
        Ok(Self {
            document: Document::open(updates)?,
            kind,
        })
    }

    /// Takes in a checked update of another peer.
    ///
    /// # Errors
    /// When it can't be read, or builds on edits that are missing.
    pub fn import(&mut self, update: &[u8]) -> Result<(), DocumentError> {
        self.document.import(update)
    }

    /// What it holds now.
    ///
    /// # Errors
    /// When it is no document of this kind that this version understands.
    pub fn value(&self) -> Result<FieldsValue, SchemaFault> {
        let loro = &self.document.loro;
        let id = meta::identity(loro, self.kind)?;
        Ok(FieldsValue {
            id,
            fields: read(&loro.get_map(FIELDS)),
            removed_at: meta::removed_at(loro)?,
        })
    }

    /// What it holds now, as the record it was made of.
    ///
    /// # Errors
    /// When it is no such record.
    pub fn record<R: Record>(&self) -> Result<R, SchemaFault> {
        if self.kind != R::KIND {
            return Err(SchemaFault::OtherKind);
        }
        let value = self.value()?;
        R::from_fields(value.id, &value.fields)
    }

    /// Which edits it holds.
    #[must_use]
    pub fn version(&self) -> Vec<u8> {
        self.document.version().encode()
    }

    /// Sets fields, or takes them away (`None`). Fields not named stay as they are. `None` where nothing changes.
    ///
    /// # Errors
    /// [`SchemaFault::BadValue`] for [`Field::Foreign`]; the document is then untouched.
    pub fn change(
        &mut self,
        peer: PeerId,
        changes: &BTreeMap<String, Option<Field>>,
    ) -> Result<Option<Update>, DocumentError> {
        let changes = writable(
            changes
                .iter()
                .map(|(name, field)| (name.clone(), field.clone())),
        )?;
        self.document.write(peer, |loro| {
            let map = loro.get_map(FIELDS);
            changes
                .into_iter()
                .try_for_each(|(name, value)| meta::set(&map, &name, value))
        })
    }

    /// Makes the record the given one, by the fields that differ from what it is now. Fields of a newer version stay.
    ///
    /// # Errors
    /// When the document is no such record now.
    pub fn set_record<R: Record>(
        &mut self,
        peer: PeerId,
        record: &R,
    ) -> Result<Option<Update>, DocumentError> {
        let now = self.record::<R>()?.to_fields();
        let new = record.to_fields();
        let gone = now.keys().filter(|name| !new.contains_key(*name));
        let mut changes: BTreeMap<String, Option<Field>> =
            gone.map(|name| (name.clone(), None)).collect();
        let set = new
            .iter()
            .filter(|(name, field)| now.get(*name) != Some(field));
        changes.extend(set.map(|(name, field)| (name.clone(), Some(field.clone()))));
        self.change(peer, &changes)
    }

    /// Removes it, or restores it.
    ///
    /// # Errors
    /// When Loro refuses.
    pub fn set_removed(
        &mut self,
        peer: PeerId,
        at: Option<DateTime<Utc>>,
    ) -> Result<Option<Update>, DocumentError> {
        self.document
            .write(peer, |loro| meta::set_removed_at(loro, at))
    }

    pub(crate) fn from_document(document: Document, kind: ThingKind) -> Self {
        Self { document, kind }
    }
}

fn read(map: &LoroMap) -> Fields {
    let mut fields = Fields::new();
    map.for_each(|name, value| {
        fields.insert(name.to_owned(), field(&value.get_deep_value()));
    });
    fields
}

fn field(value: &LoroValue) -> Field {
    match value {
        LoroValue::Null => Field::Null,
        LoroValue::Bool(flag) => Field::Flag(*flag),
        LoroValue::I64(number) => Field::Number(*number),
        LoroValue::String(text) => Field::Text(text.to_string()),
        LoroValue::List(items) => Field::List(items.iter().map(field).collect()),
        LoroValue::Map(items) => Field::Map(
            items
                .iter()
                .map(|(name, value)| (name.clone(), field(value)))
                .collect(),
        ),
        LoroValue::Double(_) | LoroValue::Binary(_) | LoroValue::Container(_) => Field::Foreign,
    }
}

fn writable(
    changes: impl Iterator<Item = (String, Option<Field>)>,
) -> Result<Vec<(String, Option<LoroValue>)>, SchemaFault> {
    changes
        .map(|(name, field)| match field {
            None => Ok((name, None)),
            Some(field) => match value(&field) {
                Some(value) => Ok((name, Some(value))),
                None => Err(SchemaFault::bad_value(name)),
            },
        })
        .collect()
}

fn value(field: &Field) -> Option<LoroValue> {
    Some(match field {
        Field::Null => LoroValue::Null,
        Field::Flag(flag) => LoroValue::Bool(*flag),
        Field::Number(number) => LoroValue::I64(*number),
        Field::Text(text) => text.as_str().into(),
        Field::List(items) => {
            LoroValue::List(items.iter().map(value).collect::<Option<Vec<_>>>()?.into())
        }
        Field::Map(items) => {
            let items = items
                .iter()
                .map(|(name, item)| Some((name.clone(), value(item)?)));
            LoroValue::Map(LoroMapValue::from(items.collect::<Option<Vec<_>>>()?))
        }
        Field::Foreign => return None,
    })
}

/// Limits of what came in.
pub(crate) fn check_limits(value: &FieldsValue) -> Result<(), SchemaFault> {
    if value.fields.len() > FIELDS_LIMIT {
        return Err(SchemaFault::too_long(FIELDS, FIELDS_LIMIT));
    }
    value
        .fields
        .iter()
        .try_for_each(|(name, field)| check_field(name, field))
}

fn check_field(name: &str, field: &Field) -> Result<(), SchemaFault> {
    if name.len() > NAME_LIMIT {
        return Err(SchemaFault::too_long(FIELDS, NAME_LIMIT));
    }
    match field {
        Field::Text(text) if text.len() > TEXT_LIMIT => {
            Err(SchemaFault::too_long(name.to_owned(), TEXT_LIMIT))
        }
        Field::List(items) => items.iter().try_for_each(|item| check_field(name, item)),
        Field::Map(items) => items
            .iter()
            .try_for_each(|(_, item)| check_field(name, item)),
        _ => Ok(()),
    }
}
