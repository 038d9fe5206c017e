//! When a log of ours has split: this home was put back to an older copy without being told, and
//! wrote again where it had written before. What the partner's computer holds of the log counts.
//! What stands only here is taken back and written anew, under another name of ours, upon what
//! was common. So both become equal, and nothing that was saved is lost.

mod again;

use again::{
    Saying, entry_again, idea_again, outing_again, readable_part, record_again, reply_again,
};
use chrono::{DateTime, Utc};
use couple::{ThingId, ThingKind};
use replica::check::Refusal;
use sync::{
    Event, ForkProof, Frame,
    frame::{FrameId, LogId},
    log::Head,
};
use vault::{FrameRow, SetAside, UpdateRow};

use crate::{
    Companion, CompanionError, Notice,
    arriving::frame_of,
    payload::Payload,
    records::{RECORDS, changed},
    waiting::WAITS,
};

/// In the shared vault: the splits that are mended. What stands after such a place from then on is
/// what the partner held of the log, and stays.
const MENDED: &str = "mended";

/// One document that goes back to what was common, and what is written upon that.
struct Rewritten {
    thing: ThingId,
    kind: ThingKind,
    kept: Vec<UpdateRow>,
    /// What was built upon what is taken back, by the partner or since by us under another name: it waits
    /// until that comes back from there.
    waiting: Vec<UpdateRow>,
    updates: Vec<Vec<u8>>,
    value: Saying,
    version: Vec<u8>,
}

impl Companion {
    /// Looks for logs of ours whose split is known and not mended, which a crash can leave.
    pub(crate) fn heal_all(&mut self) -> Result<(), CompanionError> {
        for proof in self.kept_forks()? {
            self.heal_or_note(proof);
        }
        Ok(())
    }

    /// Keeps the proof of a split, and mends the split if it is ours.
    pub(crate) fn keep_and_heal(&mut self, proof: ForkProof) {
        if self.keep_fork(&proof).is_err() {
            self.note_unmended(proof);
        } else {
            self.heal_or_note(proof);
        }
    }

    /// Tries the splits again that could not be kept or mended.
    pub(crate) fn heal_unmended(&mut self) {
        let Some(couple) = self.couple.as_mut() else {
            return;
        };
        for proof in std::mem::take(&mut couple.unmended) {
            self.keep_and_heal(proof);
        }
    }

    fn heal_or_note(&mut self, proof: ForkProof) {
        if self.heal(&proof).is_err() {
            self.note_unmended(proof);
        }
    }

    /// A disk that is full, say, keeps nobody out; but the other one shows the same split only once.
    fn note_unmended(&mut self, proof: ForkProof) {
        if let Some(couple) = self.couple.as_mut()
            && !couple.unmended.contains(&proof)
        {
            couple.unmended.push(proof);
        }
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
        self.mend(log, seq, &tail)
    }

    /// Takes the end of a log that has split at `split` back, and writes what it said anew.
    fn mend(&mut self, log: LogId, split: u64, tail: &[FrameRow]) -> Result<(), CompanionError> {
        let Some(first) = tail.first() else {
            return Ok(());
        };
        let seq = first.id.seq;
        let frames: Vec<Frame> = tail.iter().filter_map(frame_of).collect();
        let (things, payloads) = self.said_in(&frames);
        if self.writing_log() == Some(log) {
            self.begin_new_incarnation()?;
        }
        let (mut rewritten, mut name) = (Vec::new(), None);
        // All of it under one name of ours, also where the last one needs a new one.
        while name != self.writing_log() {
            name = self.writing_log();
            rewritten.clear();
            for (thing, kind) in &things {
                rewritten.extend(self.rewrite(log, seq, *thing, *kind)?);
            }
        }
        let end = Head {
            log,
            next_seq: seq,
            hash: first.prev,
        };
        let head = self.take_back(split, end, payloads, &rewritten)?;
        // It is taken back: what a full disk keeps from being done about it keeps nobody from hearing so, or the log
        // would not go on before the next start.
        // What could not be read beside what was taken back may be read now; otherwise at the next start.
        let _ = self.retry_about(rewritten.iter().map(|one| one.thing).collect());
        for one in &rewritten {
            // A draft that stands upon what is gone is shared as a change to what is there.
            let _ = self.rebase_draft(one);
            self.notice(match one.kind {
                ThingKind::Outing => Notice::OutingChanged {
                    id: one.thing,
                    origin: crate::Origin::Me,
                },
                ThingKind::Idea => Notice::IdeaChanged { id: one.thing },
                kind if let Some(notice) = changed(kind, one.thing) => notice,
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

    /// Mends a split once more: the partner's computer was put back too, and what it holds no more
    /// of what came back from it stands only here.
    pub(crate) fn heal_again(
        &mut self,
        proof: &ForkProof,
        said: Head,
    ) -> Result<(), CompanionError> {
        let FrameId { log, seq } = proof.id();
        if !self.mended()?.contains(&(log, seq)) {
            // They left each other before this place, but of that branch nothing is there any more: what is there is
            // the beginning of what is here, and from the proven place on nobody takes more.
            if !proof.is_first() && said.next_seq <= seq && self.is_beginning(said)? {
                let tail = self.shared.frames(log, seq, usize::MAX)?;
                return self.mend(log, seq, &tail);
            }
            return self.heal(proof);
        }
        // What it has beyond the split is the beginning of what is here, or another branch.
        let same = said.next_seq > seq && self.is_beginning(said)?;
        let from = if same { said.next_seq } else { seq };
        let tail = self.shared.frames(log, from, usize::MAX)?;
        self.mend(log, seq, &tail)
    }

    /// Whether what somebody says to have of a log of ours is how it begins here.
    fn is_beginning(&self, said: Head) -> Result<bool, CompanionError> {
        let Some(last) = said.next_seq.checked_sub(1) else {
            return Ok(true);
        };
        let frames = self.shared.frames(said.log, last, 1)?;
        Ok(frames
            .first()
            .is_some_and(|frame| frame.id.seq == last && frame.hash == said.hash))
    }

    fn mended(&self) -> Result<Vec<(LogId, u64)>, CompanionError> {
        let kept = self.shared.meta(MENDED)?;
        let mended = kept.and_then(|bytes| postcard::from_bytes(&bytes).ok());
        Ok(mended.unwrap_or_default())
    }

    fn writing_log(&self) -> Option<LogId> {
        self.couple.as_ref().map(|couple| couple.ledger.log())
    }

    /// The things that frames are about, in their order, and what they say besides.
    pub(crate) fn said_in(&self, frames: &[Frame]) -> (Vec<(ThingId, ThingKind)>, Vec<Payload>) {
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
                // What is taken back of photos is sent again from what the vault has of them.
                Ok(Payload::Photo { .. }) => {}
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
        let kept: Vec<UpdateRow> = all.iter().filter(|row| !is_cut(row)).cloned().collect();
        if kept.len() == all.len() {
            return Ok(None);
        }
        let bytes: Vec<Vec<u8>> = all.into_iter().map(|row| row.bytes).collect();
        let (kept, waiting) = readable_part(kind, kept)?;
        // What we have written since upon what is taken back would be counted on from.
        let writing = self.writing_log();
        if waiting
            .iter()
            .any(|row| row.frame.is_some_and(|frame| Some(frame.log) == writing))
        {
            self.begin_new_incarnation()?;
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
            ThingKind::Idea => idea_again(peer, &bytes, &base)?,
            kind if RECORDS.contains(&kind) => {
                record_again(kind, peer, &bytes, &base, self.my_id())?
            }
            _ => return Ok(None),
        };
        Ok(Some(Rewritten {
            thing,
            kind,
            kept,
            waiting,
            updates,
            value,
            version,
        }))
    }

    /// One transaction: the end of the log goes, and what it said is written anew.
    fn take_back(
        &mut self,
        split: u64,
        end: Head,
        payloads: Vec<Payload>,
        rewritten: &[Rewritten],
    ) -> Result<Head, CompanionError> {
        let now = self.now();
        let (log, seq) = (end.log, end.next_seq);
        let mut mended = self.mended()?;
        if !mended.contains(&(log, split)) {
            mended.push((log, split));
        }
        let mended = postcard::to_stdvec(&mended).map_err(|_| CompanionError::Internal)?;
        let mut refused = self.shared.set_aside()?;
        refused.retain(|(_, aside)| aside.bytes.is_none());
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
                    for (number, aside) in &refused {
                        if aside.thing == Some(one.thing) {
                            tx.drop_set_aside(*number)?;
                            tx.put_aside(&waits(aside.frame, one.thing, now))?;
                        }
                    }
                    for frame in one.waiting.iter().filter_map(|row| row.frame) {
                        tx.put_aside(&waits(frame, one.thing, now))?;
                    }
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
                        Saying::Idea(row) => tx.put_own_idea(row)?,
                        Saying::Record(row) => tx.put_record(row)?,
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
        Ok(if seq == 0 { Head::start(log) } else { end })
    }

    /// My unshared changes stand upon what the entry is now.
    fn rebase_draft(&mut self, one: &Rewritten) -> Result<(), CompanionError> {
        if let Some(mut draft) = self.desk().draft(one.thing)? {
            draft.base.clone_from(&one.version);
            self.desk_mut().write(|tx| tx.put_draft(&draft))?;
        }
        Ok(())
    }
}

fn waits(frame: FrameId, thing: ThingId, at: DateTime<Utc>) -> SetAside {
    SetAside {
        frame,
        thing: Some(thing),
        reason: format!("{WAITS}{}", Refusal::Waits),
        bytes: None,
        at,
    }
}
