//! Short things that are made of fields and merge field by field: what is kept of each is its document, and a row with
//! its fields as they now stand.

use couple::{ThingId, ThingKind};
use replica::{DocumentError, Fields, FieldsDoc, PeerId, Record, Update};
use vault::{RecordRow, Tx};

use crate::{Companion, CompanionError, Notice, Origin};

/// The kinds that are kept this way.
pub(crate) const RECORDS: &[ThingKind] = &[
    ThingKind::Ritual,
    ThingKind::TimeAsk,
    ThingKind::Talk,
    ThingKind::Wish,
    ThingKind::Ahead,
    ThingKind::Calm,
    ThingKind::Promise,
    ThingKind::Note,
    ThingKind::OurDate,
];

/// As its document has it.
pub(crate) fn row_of(kind: ThingKind, document: &FieldsDoc) -> Result<RecordRow, CompanionError> {
    let value = document.value()?;
    row(kind, value.id, &value.fields, value.removed_at)
}

pub(crate) fn row(
    kind: ThingKind,
    id: ThingId,
    fields: &Fields,
    removed_at: Option<chrono::DateTime<chrono::Utc>>,
) -> Result<RecordRow, CompanionError> {
    Ok(RecordRow {
        id,
        kind,
        removed_at,
        fields: serde_json::to_string(fields).map_err(|_| CompanionError::Internal)?,
    })
}

/// A row as what it is of. `None` for one that this version can't read.
pub(crate) fn read<R: Record>(row: &RecordRow) -> Option<R> {
    let fields: Fields = serde_json::from_str(&row.fields).ok()?;
    R::from_fields(row.id, &fields).ok()
}

/// What is told when one of them changed.
pub(crate) fn changed(kind: ThingKind, id: ThingId) -> Option<Notice> {
    match kind {
        ThingKind::Note => Some(Notice::NoteChanged { id }),
        ThingKind::OurDate => Some(Notice::ImportantDateChanged { id }),
        ThingKind::Wish => Some(Notice::WishChanged { id }),
        ThingKind::Ahead => Some(Notice::AheadChanged { id }),
        ThingKind::Promise => Some(Notice::PromiseChanged { id }),
        ThingKind::Calm => Some(Notice::CalmChanged),
        ThingKind::Ritual => Some(Notice::RitualChanged {
            id,
            origin: Origin::Me,
        }),
        ThingKind::TimeAsk => Some(Notice::CalendarsChanged),
        ThingKind::Talk => Some(Notice::TalkChanged),
        _ => None,
    }
}

impl Companion {
    /// A new one in the shared vault.
    pub(crate) fn keep_shared_record<R: Record>(
        &mut self,
        record: &R,
    ) -> Result<(), CompanionError> {
        self.ensure_epoch()?;
        let couple = self.partner().ok_or(CompanionError::NoPartner)?;
        let (_, update) = FieldsDoc::create_record(couple.ledger.peer(), record)?;
        let row = row(R::KIND, record.id(), &record.to_fields(), None)?;
        self.keep_shared(record.id(), R::KIND, vec![update], |tx| {
            Ok(tx.put_record(&row)?)
        })
    }

    /// A new one in the private vault.
    pub(crate) fn keep_private_record<R: Record>(
        &mut self,
        record: &R,
    ) -> Result<(), CompanionError> {
        let (_, update) = FieldsDoc::create_record(self.own.peer(), record)?;
        let row = row(R::KIND, record.id(), &record.to_fields(), None)?;
        self.keep_private(record.id(), R::KIND, vec![update], |tx| {
            Ok(tx.put_record(&row)?)
        })
    }

    /// Changes one, wherever it is. Whether it is Ours, and how it stands then.
    pub(crate) fn edit_record(
        &mut self,
        kind: ThingKind,
        id: ThingId,
        edit: impl FnOnce(&mut FieldsDoc, PeerId) -> Result<Option<Update>, DocumentError>,
    ) -> Result<(bool, RecordRow), CompanionError> {
        let is = |row: Option<RecordRow>| row.is_some_and(|row| row.kind == kind);
        let ours = is(self.shared.record(id)?);
        if !ours && !is(self.private.record(id)?) {
            return Err(CompanionError::NotFound);
        }
        let (known, peer) = if ours {
            self.ensure_epoch()?;
            let couple = self.partner().ok_or(CompanionError::NoPartner)?;
            (self.shared.updates(id)?, couple.ledger.peer())
        } else {
            (self.private.updates(id)?, self.own.peer())
        };
        let mut document = FieldsDoc::open(kind, &known)?;
        let update = edit(&mut document, peer)?;
        let row = row_of(kind, &document)?;
        if let Some(update) = update {
            if ours {
                self.keep_shared(id, kind, vec![update], |tx| Ok(tx.put_record(&row)?))?;
            } else {
                self.forget_consents(id);
                self.keep_private(id, kind, vec![update], |tx| Ok(tx.put_record(&row)?))?;
            }
            if let Some(notice) = changed(kind, id) {
                self.notice(notice);
            }
        }
        Ok((ours, row))
    }
}

/// Writes what a foreign update makes of one, and says what is to be told of it.
pub(crate) fn project(
    tx: &Tx<'_, vault::Shared>,
    kind: ThingKind,
    value: &replica::FieldsValue,
) -> Result<Option<Notice>, CompanionError> {
    tx.put_record(&row(kind, value.id, &value.fields, value.removed_at)?)?;
    let id = value.id;
    Ok(match kind {
        ThingKind::TimeAsk => Some(Notice::TimeArrived),
        ThingKind::Ritual => Some(Notice::RitualChanged {
            id,
            origin: Origin::Partner,
        }),
        _ => changed(kind, id),
    })
}
