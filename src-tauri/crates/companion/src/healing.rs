//! When a log of ours has split: this home was put back to an older copy without being told, and
//! wrote again where it had written before. What the partner's computer holds of the log counts.
//! What stands only here is taken back and written anew, under another name of ours, upon what
//! was common. So both become equal, and nothing that was saved is lost.

use couple::{ThingId, ThingKind, journal::Entry, outing::Outing, reply::Reply};
use replica::{DocumentError, EntryDoc, EntryEdit, FieldsDoc, OutingDoc, OutingEdit, PeerId};
use sync::{
    Event, ForkProof, Frame,
    frame::{FrameId, LogId},
    log::Head,
};
use vault::{ReplyRow, UpdateRow};

use crate::{
    Companion, CompanionError, Notice, arriving::frame_of, journal::UPDATE_LIMIT, payload::Payload,
};

/// In the shared vault: the splits that are mended. What stands after such a place from then on is
/// what the partner held of the log, and stays.
const MENDED: &str = "mended";

/// One document that goes back to what was common, and what is written upon that.
struct Rewritten {
    thing: ThingId,
    kind: ThingKind,
    kept: Vec<UpdateRow>,
    updates: Vec<Vec<u8>>,
    value: Saying,
    version: Vec<u8>,
}

/// What a document says.
enum Saying {
    Entry(Box<Entry>),
    Outing(Box<Outing>),
    Reply(Box<ReplyRow>),
}

impl Companion {
    /// Looks for logs of ours whose split is known and not mended, which a crash can leave.
    pub(crate) fn heal_all(&mut self) -> Result<(), CompanionError> {
        for proof in self.kept_forks()? {
            self.heal(&proof)?;
        }
        Ok(())
    }

    /// Mends one split, if it is ours and its first place is known.
    pub(crate) fn heal(&mut self, proof: &ForkProof) -> Result<(), CompanionError> {
        let FrameId { log, seq } = proof.id();
        if planted::has(planted::Bug::SplitNotMended) {
            return Ok(());
        }
        if log.device.0 != self.me.device.public().id() || !proof.is_first() {
            return Ok(());
        }
        if self.mended()?.contains(&(log, seq)) {
            return Ok(());
        }
        let tail = self.shared.frames(log, seq, usize::MAX)?;
        let Some(first) = tail.first() else {
            return Ok(());
        };
        let [before, _] = proof.headers().map(|signed| signed.header.start.prev);
        // Ours may be a third branch that left the others earlier: then that place is looked for.
        if seq > 0 && first.prev != before {
            return Ok(());
        }
        let frames: Vec<Frame> = tail.iter().filter_map(frame_of).collect();
        let (things, payloads) = self.said_in(&frames);
        if self.writing(log) {
            self.begin_new_incarnation()?;
        }
        let mut rewritten = Vec::new();
        for (thing, kind) in things {
            if let Some(one) = self.rewrite(log, seq, thing, kind)? {
                rewritten.push(one);
            }
        }
        let head = self.take_back(log, seq, first.prev, payloads, &rewritten)?;
        for one in &rewritten {
            self.rebase_draft(one)?;
            self.notice(match one.kind {
                ThingKind::Outing => Notice::OutingChanged {
                    id: one.thing,
                    origin: crate::Origin::Me,
                },
                ThingKind::Reply => Notice::RepliesChanged {
                    id: match &one.value {
                        Saying::Reply(row) => row.reply.entry,
                        _ => one.thing,
                    },
                    origin: crate::Origin::Me,
                },
                _ => Notice::EntryKept {
                    id: one.thing,
                    origin: crate::Origin::Me,
                },
            });
        }
        self.session_event(Event::TakenBack { head });
        Ok(())
    }

    fn mended(&self) -> Result<Vec<(LogId, u64)>, CompanionError> {
        let kept = self.shared.meta(MENDED)?;
        let mended = kept.and_then(|bytes| postcard::from_bytes(&bytes).ok());
        Ok(mended.unwrap_or_default())
    }

    fn writing(&self, log: LogId) -> bool {
        self.couple
            .as_ref()
            .is_some_and(|couple| couple.ledger.log() == log)
    }

    /// The things that frames are about, in their order, and what they say besides.
    fn said_in(&self, frames: &[Frame]) -> (Vec<(ThingId, ThingKind)>, Vec<Payload>) {
        let (mut things, mut payloads) = (Vec::new(), Vec::new());
        for frame in frames {
            let Some(body) = frame.body.as_deref() else {
                continue;
            };
            match self.open(frame, body) {
                Ok(Payload::Update { thing, kind, .. }) => {
                    let thing = ThingId(thing);
                    if let Ok(kind) = ThingKind::try_from(kind)
                        && things.iter().all(|(known, _)| *known != thing)
                    {
                        things.push((thing, kind));
                    }
                }
                Ok(payload) => payloads.push(payload),
                Err(_) => {}
            }
        }
        (things, payloads)
    }

    /// What a thing says now, written again upon what of it stays.
    fn rewrite(
        &mut self,
        log: LogId,
        seq: u64,
        thing: ThingId,
        kind: ThingKind,
    ) -> Result<Option<Rewritten>, CompanionError> {
        let all = self.shared.updates_by_frame(thing)?;
        let is_cut = |row: &UpdateRow| {
            row.frame
                .is_some_and(|frame| frame.log == log && frame.seq >= seq)
        };
        let mut kept: Vec<UpdateRow> = all.iter().filter(|row| !is_cut(row)).cloned().collect();
        if kept.len() == all.len() {
            return Ok(None);
        }
        let bytes: Vec<Vec<u8>> = all.into_iter().map(|row| row.bytes).collect();
        if !is_readable(kind, &kept)? {
            // What was written since under another name of ours stands upon what is taken back.
            let me = self.me.device.public().id();
            let own = |row: &UpdateRow| {
                row.frame
                    .is_some_and(|frame| frame.log.device.0 == me && frame.log != log)
            };
            let writing = self.couple.as_ref().map(|couple| couple.ledger.log());
            if kept
                .iter()
                .any(|row| row.frame.is_some_and(|frame| Some(frame.log) == writing))
            {
                self.begin_new_incarnation()?;
            }
            kept.retain(|row| !own(row));
        }
        let peer = self
            .couple
            .as_ref()
            .ok_or(CompanionError::NoPartner)?
            .ledger
            .peer();
        let base: Vec<Vec<u8>> = kept.iter().map(|row| row.bytes.clone()).collect();
        let (updates, value, version) = match kind {
            ThingKind::Entry => entry_again(peer, &bytes, &base)?,
            ThingKind::Outing => outing_again(peer, &bytes, &base, self.my_id())?,
            ThingKind::Reply => reply_again(peer, &bytes, &base)?,
            _ => return Ok(None),
        };
        Ok(Some(Rewritten {
            thing,
            kind,
            kept,
            updates,
            value,
            version,
        }))
    }

    /// One transaction: the end of the log goes, and what it said is written anew.
    fn take_back(
        &mut self,
        log: LogId,
        seq: u64,
        prev: [u8; 32],
        payloads: Vec<Payload>,
        rewritten: &[Rewritten],
    ) -> Result<Head, CompanionError> {
        let now = self.now();
        let mut mended = self.mended()?;
        mended.push((log, seq));
        let mended = postcard::to_stdvec(&mended).map_err(|_| CompanionError::Internal)?;
        let couple = self.couple.as_mut().ok_or(CompanionError::NoPartner)?;
        let before = couple.ledger.head();
        let mut sealed = Vec::new();
        let mut seal = || -> Result<(), CompanionError> {
            for payload in &payloads {
                let one = if matches!(payload, Payload::Epoch { .. }) {
                    let key = couple.roster_key;
                    couple.ledger.seal_under(
                        0,
                        &key,
                        payload,
                        &self.me.device,
                        now,
                        &mut self.rng,
                    )?
                } else {
                    couple
                        .ledger
                        .seal(payload, &self.me.device, now, &mut self.rng)?
                };
                couple.ledger.advance(&one);
                sealed.push((one, None));
            }
            for one in rewritten {
                for update in &one.updates {
                    let payload = Payload::update(one.thing, one.kind, update.clone());
                    let frame =
                        couple
                            .ledger
                            .seal(&payload, &self.me.device, now, &mut self.rng)?;
                    couple.ledger.advance(&frame);
                    sealed.push((frame, Some((one.thing, one.kind, update))));
                }
            }
            Ok(())
        };
        let done = seal().and_then(|()| {
            self.shared.try_write(|tx| -> Result<(), CompanionError> {
                for one in rewritten {
                    tx.replace_updates(one.thing, one.kind, &one.kept)?;
                }
                tx.cut_log(log, seq)?;
                tx.put_meta(MENDED, &mended)?;
                for (frame, update) in &sealed {
                    frame.write(tx)?;
                    if let Some((thing, kind, update)) = update {
                        tx.append_update(*thing, *kind, Some(frame.id()), update)?;
                    }
                }
                for one in rewritten {
                    match &one.value {
                        Saying::Entry(entry) => {
                            tx.put_entry(entry)?;
                        }
                        Saying::Outing(outing) => tx.put_outing(outing)?,
                        Saying::Reply(row) => tx.put_reply(&row.reply, row.removed_at)?,
                    }
                }
                Ok(())
            })
        });
        if let Err(error) = done {
            couple.ledger.set_head(before);
            return Err(error);
        }
        let frames: Vec<Frame> = sealed.into_iter().map(|(sealed, _)| sealed.frame).collect();
        if !frames.is_empty() {
            self.session_event(Event::LocalFrames { frames });
        }
        Ok(if seq == 0 {
            Head::start(log)
        } else {
            Head {
                log,
                next_seq: seq,
                hash: prev,
            }
        })
    }

    /// My unshared changes stand upon what the entry is now.
    fn rebase_draft(&mut self, one: &Rewritten) -> Result<(), CompanionError> {
        if let Some(mut draft) = self.private.draft(one.thing)? {
            draft.base.clone_from(&one.version);
            self.private.write(|tx| tx.put_draft(&draft))?;
        }
        Ok(())
    }
}

fn is_readable(kind: ThingKind, rows: &[UpdateRow]) -> Result<bool, CompanionError> {
    if rows.is_empty() {
        return Ok(true);
    }
    let bytes: Vec<&[u8]> = rows.iter().map(|row| row.bytes.as_slice()).collect();
    let opened = match kind {
        ThingKind::Outing => OutingDoc::open(&bytes).map(|_| ()),
        ThingKind::Reply => FieldsDoc::open(kind, &bytes).map(|_| ()),
        _ => EntryDoc::open(&bytes).map(|_| ()),
    };
    match opened {
        Ok(()) => Ok(true),
        Err(DocumentError::Incomplete) => Ok(false),
        Err(other) => Err(other.into()),
    }
}

type Again = (Vec<Vec<u8>>, Saying, Vec<u8>);

fn entry_again(peer: PeerId, all: &[Vec<u8>], base: &[Vec<u8>]) -> Result<Again, CompanionError> {
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

fn outing_again(
    peer: PeerId,
    all: &[Vec<u8>],
    base: &[Vec<u8>],
    me: couple::PersonId,
) -> Result<Again, CompanionError> {
    let said = OutingDoc::open(all)?.value()?;
    if base.is_empty() {
        let (document, update) = OutingDoc::create(peer, &said)?;
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
fn reply_again(peer: PeerId, all: &[Vec<u8>], base: &[Vec<u8>]) -> Result<Again, CompanionError> {
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
