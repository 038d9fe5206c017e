//! What comes from the partner: the session's events in, its effects done, and
//! foreign frames opened, tried by the worker, and kept.

mod keeping;
mod retrying;
mod trying;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

use couple::{PersonId, ThingId, ThingKind};
use keys::frame_body::open_body;
use keys::jar::{Word, WordError};
use planted::Bug;
use replica::check::{Checked, Refusal, Value};
use sync::{
    Effect, Event,
    frame::{Frame, FrameId, LogId},
    log::Head,
};
use vault::{FrameRow, PeerAck, SetAside};

use crate::{
    Companion, CompanionError, Errand, Notice,
    asking::Told,
    couple_space::CoupleSpace,
    erasing::MISSING,
    ledger::frame_row,
    payload::{Payload, PayloadError, SaidHead},
    photos::{Piece, explained},
    sealed::Arrived,
    waiting::{NEWER, WAITS},
};

/// A foreign frame, ready to be kept.
struct Prepared {
    row: FrameRow,
    head: Head,
    update: Option<(ThingId, ThingKind, Vec<u8>, Value)>,
    step: Option<Arrived>,
    piece: Option<Piece>,
    aside: Option<(Option<ThingId>, String)>,
    told: Option<Told>,
    leave: bool,
    /// A hand of slips, or answers to one.
    jar: Option<Word>,
    /// What its author has on their disk, where it tells only that.
    said: Option<Vec<SaidHead>>,
}

/// What earlier frames of a batch bring about, before anything of it is on disk.
#[derive(Default)]
struct Batch {
    updates: HashMap<ThingId, Vec<Vec<u8>>>,
    erased: HashSet<(ThingId, PersonId)>,
    /// What the worker said of those that were tried together.
    ahead: HashMap<FrameId, Result<Checked, Refusal>>,
}

impl Companion {
    pub(crate) fn partner(&self) -> Option<&CoupleSpace> {
        self.couple
            .as_ref()
            .filter(|couple| couple.partner_left.is_none())
    }

    /// The app is closing or being locked.
    pub fn goodbye(&mut self) {
        self.session_event(Event::Leaving);
    }

    /// Tells the session, and does what it asks.
    pub(crate) fn session_event(&mut self, event: Event) {
        let now = self.now();
        let waiting = match &event {
            Event::LocalFrames { frames } => self.waiting_beside(frames),
            _ => BTreeSet::new(),
        };
        let mut queue = VecDeque::from([event]);
        while let Some(event) = queue.pop_front() {
            let Some(couple) = self.couple.as_mut() else {
                return;
            };
            for effect in couple.session.handle(now, event) {
                self.perform(effect, &mut queue);
            }
        }
        self.advance_touched();
        if !waiting.is_empty() {
            // Where that fails, the next start tries it again.
            let _ = self.retry_about(waiting);
        }
    }

    /// What of ours has just been written, where something lies aside that it could complete: after
    /// both homes were put back, what I write takes the names of what is lost, and the
    /// partner's edit that was made upon that is read with it. There so as well as here.
    fn waiting_beside(&self, frames: &[Frame]) -> BTreeSet<ThingId> {
        if !self.shared.count_set_aside().is_ok_and(|count| count > 0) {
            return BTreeSet::new();
        }
        let (things, _) = self.said_in(frames);
        things.into_iter().map(|(thing, _)| thing).collect()
    }

    fn perform(&mut self, effect: Effect, queue: &mut VecDeque<Event>) {
        let Some(couple) = self.couple.as_ref() else {
            return;
        };
        let endpoint = couple.partner_endpoint();
        match effect {
            Effect::Send { message, .. } => {
                self.errand(Errand::SendSync {
                    peer: endpoint,
                    bytes: message.encode(),
                });
            }
            Effect::ReadFrames {
                purpose,
                log,
                from,
                limit,
                max_bytes,
            } => {
                let frames = self.read_frames(log, from, limit, max_bytes);
                queue.push_back(Event::FramesRead {
                    purpose,
                    log,
                    from,
                    frames,
                });
            }
            Effect::Store { frames, .. } => {
                let logs: Vec<LogId> = frames.iter().map(|frame| frame.id().log).collect();
                match self.take_in(frames) {
                    Ok((heads, said)) => {
                        queue.push_back(Event::Stored { heads });
                        queue.extend(said);
                    }
                    Err(_) => {
                        for log in logs {
                            queue.push_back(Event::NotStored { log });
                        }
                    }
                }
            }
            Effect::PeerAcknowledged { peer, head } => {
                let ours = head.log == couple.ledger.log();
                let ack = PeerAck {
                    peer,
                    head,
                    at: self.now(),
                };
                // Kept for resending; if it is lost, some frames are offered once more.
                let _ = self.shared.write(|tx| tx.put_peer_ack(&ack));
                if ours {
                    // A day that can't be kept is noted with the next confirmation.
                    let _ = self.note_confirmed();
                }
                self.notice(Notice::SharingChanged);
            }
            Effect::SetAside { frame, .. } => {
                // If it can't be kept, it is sent again: nobody has confirmed it.
                let _ = self.keep_newer(frame);
            }
            // What can be taken later is asked for again.
            Effect::Refused { .. } => {}
            Effect::Frozen { proof } => {
                let own = couple.ledger.log() == proof.id().log;
                if own {
                    let _ = self.begin_new_incarnation();
                }
                self.keep_and_heal(*proof);
                self.notice(Notice::SharingChanged);
            }
            Effect::TailLost { proof, said } => {
                // Where that fails, the next greeting brings it here again.
                let _ = self.heal_again(&proof, said);
            }
            // Of an earlier log nothing more is written anyway.
            Effect::OwnLogAhead { head } if head.log == couple.ledger.log() => {
                let _ = self.begin_new_incarnation();
            }
            Effect::OwnLogAhead { .. } => {}
            Effect::Disconnect { .. } => self.errand(Errand::CloseSync { peer: endpoint }),
        }
    }

    pub(crate) fn read_frames(
        &self,
        log: LogId,
        from: u64,
        limit: u32,
        max_bytes: usize,
    ) -> Vec<Frame> {
        let rows = self
            .shared
            .frames(log, from, limit as usize)
            .unwrap_or_default();
        let mut bytes = 0;
        let mut frames = Vec::new();
        for frame in rows.iter().filter_map(frame_of) {
            bytes += frame.encoded_len();
            if !frames.is_empty() && bytes > max_bytes {
                break;
            }
            frames.push(frame);
        }
        frames
    }

    /// Keeps foreign frames: each is opened, its update tried, and all of it
    /// committed at once. What can't be taken in is set aside by name.
    fn take_in(&mut self, frames: Vec<Frame>) -> Result<(Vec<Head>, Vec<Event>), CompanionError> {
        let mut batch = Batch {
            ahead: self.try_ahead(&frames)?,
            ..Batch::default()
        };
        let mut prepared = Vec::with_capacity(frames.len());
        for frame in &frames {
            prepared.push(self.prepare(frame, &mut batch)?);
        }
        let now = self.now();
        let mut notices = Vec::new();
        self.shared.try_write(|tx| -> Result<(), CompanionError> {
            for frame in &prepared {
                tx.append_frame(&frame.row)?;
                tx.save_head(&frame.head)?;
                notices.extend(frame.settle(tx, now)?);
                if let Some((thing, reason)) = &frame.aside {
                    tx.put_aside(&SetAside {
                        frame: frame.row.id,
                        thing: *thing,
                        reason: reason.clone(),
                        bytes: None,
                        at: now,
                    })?;
                }
            }
            Ok(())
        })?;
        self.gathering.due |= prepared
            .iter()
            .any(|frame| frame.piece.is_some() || frame.update.is_some());
        // A new epoch may open what waited for it, and an edit is what another one waited for:
        // logs come back to a restored home one after the other, not as they were written.
        let things: BTreeSet<ThingId> = prepared
            .iter()
            .filter_map(|frame| frame.update.as_ref().map(|(thing, ..)| *thing))
            .collect();
        if prepared.iter().any(|frame| frame.row.epoch == 0) {
            self.retry_waiting()?;
        } else if !things.is_empty() && self.shared.count_set_aside()? > 0 {
            self.retry_about(things)?;
        }
        // In the order of the logs, so that one history is told one way.
        let mut heads: BTreeMap<LogId, Head> = BTreeMap::new();
        let (mut left, mut said) = (false, Vec::new());
        let erased = prepared.iter().any(|frame| frame.told.is_some());
        let me = self.me.device.public().id();
        for frame in prepared {
            heads.insert(frame.head.log, frame.head);
            left |= frame.leave;
            let device = frame.head.log.device;
            match &frame.said {
                Some(told) => said.extend(self.said_in_a_frame(device, told)),
                None if device.0 != me => self.post.acks.arrived(now),
                None => {}
            }
            if let Some((thing, kind, ..)) = &frame.update {
                self.thing_came(*thing, *kind)?;
            }
            if let Some(step) = frame.step {
                self.step_was_kept(step);
            } else if frame.aside.is_some() {
                self.notice(Notice::SharingChanged);
            }
        }
        for notice in notices {
            self.notice(notice);
        }
        // The frames are stored, whatever becomes of this; it is due at each look at the clock.
        if erased {
            let _ = self.forget_times();
        }
        let _ = self.finish_erasing();
        if left {
            self.partner_has_left()?;
        }
        Ok((heads.into_values().collect(), said))
    }

    fn prepare(&mut self, frame: &Frame, batch: &mut Batch) -> Result<Prepared, CompanionError> {
        let mut prepared = Prepared {
            row: frame_row(frame, self.now()),
            head: Head::after(&frame.header),
            update: None,
            step: None,
            piece: None,
            aside: None,
            told: None,
            leave: false,
            jar: None,
            said: None,
        };
        let own = frame.id().log.device.0 == self.me.device.public().id();
        let Some(body) = frame.body.as_deref() else {
            if !own && !self.shared.is_erased_frame(frame.id())? {
                prepared.aside = Some((None, MISSING.to_owned()));
            }
            return Ok(prepared);
        };
        let payload = match self.open(frame, body) {
            Ok(payload) => payload,
            Err(reason) => {
                prepared.aside = Some((None, reason));
                return Ok(prepared);
            }
        };
        match payload {
            Payload::Epoch { record } => {
                if let Err(reason) = self.take_epoch(&record) {
                    prepared.aside = Some((None, reason));
                }
            }
            Payload::Leave => prepared.leave = !own,
            Payload::Sealed { step } => {
                let author = self.person_of(frame.id().log);
                let before = |run| batch.updates.get(&run).cloned().unwrap_or_default();
                match self.try_step(author, &step, before)? {
                    Ok(arrived) => {
                        batch.updates.entry(arrived.run()).or_default().push(step);
                        prepared.step = Some(arrived);
                    }
                    Err(reason) => prepared.aside = Some((None, reason)),
                }
            }
            Payload::Photo { entry, .. } => {
                let thing = ThingId(entry);
                let author = self.person_of(frame.id().log);
                let gone = author.is_some_and(|author| batch.erased.contains(&(thing, author)));
                if gone || self.is_swallowed(thing, author)? {
                    prepared.row.body = None;
                    return Ok(prepared);
                }
                match self.try_piece(frame.id(), &payload)? {
                    Ok(piece) => prepared.piece = Some(piece),
                    Err(reason) => {
                        if explained(reason) {
                            prepared.row.body = None;
                        }
                        prepared.aside = Some((Some(thing), reason.to_owned()));
                    }
                }
            }
            Payload::Heads { heads } => prepared.said = Some(heads),
            Payload::Jar { word } => match Word::decode(&word) {
                Ok(word) => {
                    let author = self.person_of(frame.id().log);
                    prepared.jar = (author != Some(self.my_id())).then_some(word);
                }
                Err(error @ WordError::Newer) => {
                    prepared.aside = Some((None, format!("{NEWER}{error}")));
                }
                Err(error) => prepared.aside = Some((None, error.to_string())),
            },
            Payload::Update {
                thing,
                kind,
                update,
            } => {
                let thing = ThingId(thing);
                let author = self.person_of(frame.id().log);
                let gone = author.is_some_and(|author| batch.erased.contains(&(thing, author)));
                if gone || self.is_swallowed(thing, author)? {
                    prepared.row.body = None;
                    return Ok(prepared);
                }
                match self.tried(frame, thing, kind, &update, batch)? {
                    Ok((kind, value)) => {
                        let fresh = batch.updates.entry(thing).or_default();
                        fresh.push(update.clone());
                        prepared.update = Some((thing, kind, update, value));
                    }
                    Err(reason) => prepared.aside = Some((Some(thing), reason)),
                }
            }
            Payload::Erase { .. } | Payload::AskErase { .. } | Payload::Rebirth { .. } => {
                match self.told(self.person_of(frame.id().log), &payload)? {
                    Ok(told) => {
                        batch.erased.extend(told.erased());
                        prepared.told = Some(told);
                    }
                    Err(reason) => prepared.aside = Some((None, reason.to_owned())),
                }
            }
        }
        Ok(prepared)
    }

    /// Opens a sealed body with whichever key of its epoch fits.
    pub(crate) fn open(&self, frame: &Frame, body: &[u8]) -> Result<Payload, String> {
        let couple = self.couple.as_ref().ok_or("no couple")?;
        let epoch = frame.header.start.epoch;
        let aad = frame.header.start.associated_data();
        let content = if epoch == 0 {
            open_body(&couple.roster_key, &aad, body).ok()
        } else {
            couple
                .epochs
                .iter()
                .filter(|known| known.record.number == epoch)
                .find_map(|known| open_body(known.secret.as_bytes(), &aad, body).ok())
        };
        let Some(content) = content else {
            let known = couple
                .epochs
                .iter()
                .any(|known| known.record.number == epoch);
            let waits = if known || epoch == 0 { "" } else { WAITS };
            return Err(format!("{waits}its body does not open"));
        };
        let payload = Payload::decode(&content).map_err(|error| match error {
            PayloadError::Newer { .. } | PayloadError::NewContent { .. } => {
                format!("{NEWER}{error}")
            }
            PayloadError::Malformed => error.to_string(),
        })?;
        // Only epochs travel on the roster channel, and nowhere else.
        if matches!(payload, Payload::Epoch { .. }) != (epoch == 0) {
            return Err("on the wrong channel".into());
        }
        Ok(payload)
    }

    pub(crate) fn person_of(&self, log: LogId) -> Option<couple::PersonId> {
        let couple = self.couple.as_ref()?;
        couple.roster.person_of(&log.device.0).map(couple::PersonId)
    }

    /// Own frames came back that are not here: this home was restored or cloned.
    /// From now on it writes a log of its own.
    pub(crate) fn begin_new_incarnation(&mut self) -> Result<(), CompanionError> {
        if planted::has(Bug::PeerReused) {
            return Ok(());
        }
        let seen: Vec<u32> = self
            .shared
            .heads()?
            .iter()
            .map(|row| row.head.log.incarnation)
            .collect();
        let incarnation = keys::fresh_incarnation(&seen, &mut self.rng);
        let Some(couple) = self.couple.as_mut() else {
            return Ok(());
        };
        couple.ledger.begin_incarnation(incarnation);
        self.shared.try_write(|tx| couple.keep(tx))
    }
}

/// A kept frame as it is sent.
pub(crate) fn frame_of(row: &FrameRow) -> Option<Frame> {
    let mut bytes = [row.header.as_slice(), row.signature.as_slice()].concat();
    match &row.body {
        Some(body) => {
            bytes.push(1);
            bytes.extend_from_slice(body);
        }
        None => bytes.push(0),
    }
    Frame::decode(&bytes).ok()
}

/// Names a frame in a set-aside list.
#[must_use]
pub fn frame_name(id: FrameId) -> String {
    format!("{}.{}.{}", id.log.device, id.log.incarnation, id.seq)
}
