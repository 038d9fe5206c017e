//! Foreign updates, tried by the worker before anything of them is kept.

use std::collections::{HashMap, HashSet};

use couple::{ThingId, ThingKind};
use planted::Bug;
use replica::{
    EntryDoc,
    check::{Checked, Refusal, Request, Value},
};
use sync::frame::{Frame, FrameId};

use super::Batch;
use crate::{
    Companion, CompanionError,
    ledger::peer_of,
    payload::Payload,
    records::RECORDS,
    sharing::{SHORT, as_mine},
    waiting::{NEWER, WAITS},
};

/// Bytes of updates, and of what they build upon, that are tried together.
const AHEAD_BYTES: usize = 1 << 20;

impl Companion {
    /// Has the worker try together what does not build upon each other, and begin with what comes
    /// next while this is being kept. Asked one by one, it and this thread would wait for each
    /// other at every update of a long journal.
    pub(super) fn try_ahead(
        &mut self,
        frames: &[Frame],
    ) -> Result<HashMap<FrameId, Result<Checked, Refusal>>, CompanionError> {
        if frames.len() < 2 || planted::has(Bug::WorkerSkipped) {
            return Ok(HashMap::new());
        }
        let (ids, requests) = self.independent(frames)?;
        let answers = self.checker.check_all(&requests);
        let (_, next) = self.independent(&self.coming())?;
        if !next.is_empty() {
            self.checker.begin(&next);
        }
        Ok(ids.into_iter().zip(answers).collect())
    }

    /// What the worker can be asked of these frames before anything of them is kept.
    fn independent(
        &self,
        frames: &[Frame],
    ) -> Result<(Vec<FrameId>, Vec<Request>), CompanionError> {
        let (mut things, mut bytes) = (HashSet::new(), 0);
        let (mut ids, mut requests) = (Vec::new(), Vec::new());
        for frame in frames {
            let opened = frame.body.as_deref().map(|body| self.open(frame, body));
            let Some(Ok(Payload::Update {
                thing,
                kind,
                update,
            })) = opened
            else {
                continue;
            };
            // The second one of a thing builds upon the first.
            if !things.insert(thing) {
                continue;
            }
            let request = self.request(frame, ThingId(thing), kind, &update, None)?;
            let Ok(request) = request else { continue };
            bytes += request.update.len() + request.base.iter().map(Vec::len).sum::<usize>();
            if bytes > AHEAD_BYTES {
                break;
            }
            ids.push(frame.id());
            requests.push(request);
        }
        Ok((ids, requests))
    }

    /// Has the worker try an update. The outer error is ours, the inner one names
    /// why it is set aside.
    #[allow(clippy::type_complexity)]
    pub(super) fn tried(
        &mut self,
        frame: &Frame,
        thing: ThingId,
        kind: u8,
        update: &[u8],
        batch: &mut Batch,
    ) -> Result<Result<(ThingKind, Value), String>, CompanionError> {
        let fresh = batch.updates.get(&thing);
        let ahead = batch.ahead.remove(&frame.id());
        let request = match self.request(frame, thing, kind, update, fresh)? {
            Ok(request) => request,
            Err(reason) => return Ok(Err(reason)),
        };
        let kind = request.kind;
        let checked = match ahead {
            // It was tried upon the same.
            Some(answer) if fresh.is_none() => answer,
            _ if planted::has(Bug::WorkerSkipped) => untried(&request),
            _ => self.checker.check(&request),
        };
        Ok(match checked {
            Ok(checked) if checked.value.id() != thing => Err("another thing's id".into()),
            Ok(checked) => Ok((kind, checked.value)),
            // Without a worker nothing foreign is kept, and nothing is lost: it is asked for again.
            Err(Refusal::NoWorker) => return Err(CompanionError::Internal),
            Err(refusal) if refusal.may_pass_later() => Err(format!("{WAITS}{refusal}")),
            Err(refusal) => Err(refusal.to_string()),
        })
    }

    /// What the worker is asked about an update, or why it need not be asked. `fresh` are earlier
    /// updates of the thing that are not on disk yet.
    fn request(
        &self,
        frame: &Frame,
        thing: ThingId,
        kind: u8,
        update: &[u8],
        fresh: Option<&Vec<Vec<u8>>>,
    ) -> Result<Result<Request, String>, CompanionError> {
        let Ok(kind) = ThingKind::try_from(kind) else {
            return Ok(Err(format!("{NEWER}a thing of kind {kind}")));
        };
        if !matches!(
            kind,
            ThingKind::Entry | ThingKind::Outing | ThingKind::Reply | ThingKind::Idea
        ) && !RECORDS.contains(&kind)
        {
            return Ok(Err("a kind of thing that is not shared".into()));
        }
        let log = frame.id().log;
        let own = log.device.0 == self.me.device.public().id();
        if !own && self.is_mine(thing)? {
            // Nobody but us knows the ids of private things. It must not stand before one. What we
            // shared ourselves and have as Mine again, from an older copy, is Ours.
            if (kind == ThingKind::Idea || SHORT.contains(&kind))
                && self.private.thing_kind(thing)? == Some(as_mine(kind))
            {
                // Both change what is Ours: this may be a change to such a one, and waits for it to come back.
                return Ok(Err(format!("{WAITS}the id of something else")));
            }
            return Ok(Err("the id of something else".into()));
        }
        let person = self.person_of(log);
        if kind == ThingKind::Entry
            && let Some(row) = self.shared.entry(thing)?
            && person != Some(row.entry.author)
            && !planted::has(Bug::AuthorUnchecked)
        {
            return Ok(Err("a change to someone else's entry".into()));
        }
        if kind == ThingKind::Reply
            && let Some(row) = self.shared.reply(thing)?
            && person != Some(row.reply.author)
        {
            return Ok(Err("a change to someone else's reply".into()));
        }
        let mut base = self.shared.updates(thing)?;
        base.extend(fresh.into_iter().flatten().cloned());
        Ok(Ok(Request {
            kind,
            base,
            update: update.to_vec(),
            author: peer_of(log),
            person,
        }))
    }
}

/// What the worker would have said, had it been asked nothing.
fn untried(request: &Request) -> Result<Checked, Refusal> {
    let mut all = request.base.clone();
    all.push(request.update.clone());
    let document = EntryDoc::open(&all).map_err(|_| Refusal::Unreadable)?;
    let value = document.value().map_err(Refusal::Schema)?;
    Ok(Checked {
        version: document.version(),
        value: Value::Entry(value),
    })
}
