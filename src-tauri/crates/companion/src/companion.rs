//! An open home: everything that can be done in it, one area a file. This file
//! holds what they share: the vaults, who is here, the way a change is kept.

use std::{
    cell::OnceCell,
    collections::{BTreeMap, BTreeSet, HashMap},
};

use chrono::{DateTime, SubsecRound, Utc};
use chrono_tz::Tz;
use couple::{PersonId, ThingId, ThingKind, free::Block};
use rand_chacha::ChaCha20Rng;
use sync::{
    Event,
    frame::{Frame, FrameId},
};
use vault::{Kind, PrivateVault, SharedVault, Tx};

use crate::{
    CompanionError, Errand, Notice, Surroundings,
    chosen::Remembered,
    copies::Copying,
    couple_space::CoupleSpace,
    direct::Direct,
    hold::Hold,
    home::{OpenKeys, Profile},
    identity::Identity,
    in_step::Sitting,
    ledger::{Ledger, Sealed},
    mailbox::Post,
    pages::Pages,
    pairing::PairingDesk,
    payload::Payload,
    photos::{Gathering, Worker},
    recovery::SheetInHand,
    replies::PendingReply,
    sharing::{Consent, Pending},
};

/// An unlocked home. Everything in it is committed before it is announced.
pub struct Companion {
    pub(crate) profile: Profile,
    pub(crate) keys: OpenKeys,
    pub(crate) private: PrivateVault,
    pub(crate) shared: SharedVault,
    pub(crate) me: Identity,
    /// Our log in the private vault.
    pub(crate) own: Ledger,
    /// My pages, while they are open.
    pub(crate) pages: Option<Pages>,
    /// The partner and our log in the shared vault.
    pub(crate) couple: Option<CoupleSpace>,
    pub(crate) consents: HashMap<String, Consent>,
    pub(crate) sheet_in_hand: Option<SheetInHand>,
    pub(crate) copying: Copying,
    pub(crate) pending: Vec<Pending>,
    /// Replies in their ten seconds.
    pub(crate) pending_replies: Vec<PendingReply>,
    pub(crate) pairing: PairingDesk,
    pub(crate) checker: Box<dyn Worker + Send>,
    pub(crate) surroundings: Surroundings,
    pub(crate) rng: ChaCha20Rng,
    /// Sealed runs in which something of the partner's came that has not been answered yet.
    pub(crate) sealed_touched: Vec<ThingId>,
    /// When the next letter or surprise of mine opens.
    pub(crate) sealed_due: Option<DateTime<Utc>>,
    /// When to look at pauses next; `None` when nothing of them waits.
    pub(crate) calm_next: Option<DateTime<Utc>>,
    /// The folder that both reach.
    pub(crate) post: Post,
    pub(crate) direct: Direct,
    /// When what was removed was last looked after.
    pub(crate) removed_seen_at: Option<DateTime<Utc>>,
    /// When days that are over were last looked for.
    pub(crate) ahead_seen_at: Option<DateTime<Utc>>,
    /// When a line of an entry was kept last, in this sitting.
    pub(crate) kept_at: BTreeMap<ThingId, DateTime<Utc>>,
    /// Pieces of photos have come, and may be a whole one by now.
    pub(crate) gathering: Gathering,
    /// When nothing could be shown last.
    pub(crate) hold: Hold,
    /// What the calendars say, once somebody has asked.
    pub(crate) busy: OnceCell<Vec<Block>>,
    /// The gestures as they were read last.
    pub(crate) chosen: Remembered,
    /// Somebody is at this computer, as far as is known.
    pub(crate) is_here: bool,
    /// Talks that were begun or gone on with in this sitting; every other one rests.
    pub(crate) talks_awake: BTreeSet<String>,
    /// Talks in step that are gone through in this sitting, with their clocks.
    pub(crate) sittings: BTreeMap<ThingId, Sitting>,
    notices: Vec<Notice>,
    errands: Vec<Errand>,
}

impl Companion {
    #[allow(clippy::too_many_arguments)]
    pub(crate) fn assemble(
        profile: Profile,
        keys: OpenKeys,
        private: PrivateVault,
        shared: SharedVault,
        me: Identity,
        own: Ledger,
        pages: Option<Pages>,
        surroundings: Surroundings,
        rng: ChaCha20Rng,
        checker: Box<dyn Worker + Send>,
    ) -> Result<Self, CompanionError> {
        let mut companion = Self {
            profile,
            keys,
            private,
            shared,
            me,
            own,
            pages,
            couple: None,
            consents: HashMap::new(),
            sheet_in_hand: None,
            copying: Copying::default(),
            pending: Vec::new(),
            pending_replies: Vec::new(),
            pairing: PairingDesk::default(),
            checker,
            surroundings,
            rng,
            sealed_touched: Vec::new(),
            sealed_due: None,
            calm_next: Some(DateTime::UNIX_EPOCH),
            post: Post::default(),
            direct: Direct::default(),
            removed_seen_at: None,
            ahead_seen_at: None,
            kept_at: BTreeMap::new(),
            gathering: Gathering::new(),
            hold: Hold::default(),
            busy: OnceCell::new(),
            chosen: Remembered::default(),
            is_here: true,
            talks_awake: BTreeSet::new(),
            sittings: BTreeMap::new(),
            notices: Vec::new(),
            errands: Vec::new(),
        };
        companion.open_couple_space()?;
        companion.leave_shortened_logs()?;
        companion.settle_pages_at_start()?;
        companion.finish_leaving()?;
        companion.heal_all()?;
        companion.finish_sharing()?;
        companion.finish_sharing_again()?;
        companion.finish_rebirth()?;
        // On a full disk a home opens all the same; it is due again at each look at the clock.
        let _ = companion.finish_erasing();
        companion.read_newer_again()?;
        companion.retry_waiting()?;
        companion.resume_pairing()?;
        // What can't be kept now is tried again when something comes in, and at the next start.
        let _ = companion.advance_all_sealed(false);
        companion.key_file_follows_sheet()?;
        companion.begin_copying();
        companion.open_mailbox()?;
        Ok(companion)
    }

    /// What has happened since the last call, oldest first.
    pub fn take_notices(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.notices)
    }

    /// What the courier shall do, in this order.
    pub fn take_errands(&mut self) -> Vec<Errand> {
        std::mem::take(&mut self.errands)
    }

    /// The name of the person here.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.me.name
    }

    /// Now, to the millisecond: what documents and lists keep, so that both say the same.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.surroundings.now().trunc_subsecs(3)
    }

    pub(crate) fn zone(&self) -> Tz {
        self.surroundings.zone()
    }

    pub(crate) fn my_id(&self) -> PersonId {
        self.me.person_id()
    }

    pub(crate) fn notice(&mut self, notice: Notice) {
        self.notices.push(notice);
    }

    pub(crate) fn errand(&mut self, errand: Errand) {
        self.errands.push(errand);
    }

    /// Keeps changes to a private thing: frames, updates and `project` in one transaction.
    pub(crate) fn keep_private<T>(
        &mut self,
        thing: ThingId,
        kind: ThingKind,
        updates: Vec<Vec<u8>>,
        project: impl FnOnce(&Tx<'_, vault::Private>) -> Result<T, CompanionError>,
    ) -> Result<T, CompanionError> {
        self.log_private(&Payload::updates(thing, kind, updates), project)
    }

    /// Keeps changes to a shared thing and sends them on their way.
    pub(crate) fn keep_shared<T>(
        &mut self,
        thing: ThingId,
        kind: ThingKind,
        updates: Vec<Vec<u8>>,
        project: impl FnOnce(&Tx<'_, vault::Shared>) -> Result<T, CompanionError>,
    ) -> Result<T, CompanionError> {
        self.log_shared(&Payload::updates(thing, kind, updates), project)
    }

    /// Like [`Companion::keep_shared`], for what travels under another content.
    pub(crate) fn keep_shared_as<T>(
        &mut self,
        thing: ThingId,
        kind: ThingKind,
        updates: Vec<Vec<u8>>,
        payload: impl Fn(&[u8]) -> Payload,
        project: impl FnOnce(&Tx<'_, vault::Shared>) -> Result<T, CompanionError>,
    ) -> Result<T, CompanionError> {
        let payloads: Vec<Payload> = updates.iter().map(|update| payload(update)).collect();
        self.commit_shared(&payloads, |tx, sealed| {
            for (sealed, update) in sealed.iter().zip(&updates) {
                sealed.write(tx)?;
                tx.append_update(thing, kind, Some(sealed.id()), update)?;
            }
            project(tx)
        })
    }

    /// Writes these frames into the private log, and `project` with them.
    pub(crate) fn log_private<T>(
        &mut self,
        payloads: &[Payload],
        project: impl FnOnce(&Tx<'_, vault::Private>) -> Result<T, CompanionError>,
    ) -> Result<T, CompanionError> {
        let now = self.now();
        let head = self.own.head();
        let sealed = seal_all(&mut self.own, &self.me, now, &mut self.rng, payloads);
        let sealed = restoring(&mut self.own, head, sealed)?;
        let done = self.private.try_write(|tx| {
            write_all(tx, &sealed, payloads)?;
            project(tx)
        });
        restoring(&mut self.own, head, done)
    }

    /// Like [`Companion::keep_private`], for an entry: on the desk.
    pub(crate) fn keep_page<T>(
        &mut self,
        thing: ThingId,
        updates: Vec<Vec<u8>>,
        project: impl FnOnce(&Tx<'_, vault::Private>) -> Result<T, CompanionError>,
    ) -> Result<T, CompanionError> {
        self.log_page(&Payload::updates(thing, ThingKind::Entry, updates), project)
    }

    /// Like [`Companion::log_private`], on the desk.
    pub(crate) fn log_page<T>(
        &mut self,
        payloads: &[Payload],
        project: impl FnOnce(&Tx<'_, vault::Private>) -> Result<T, CompanionError>,
    ) -> Result<T, CompanionError> {
        let now = self.now();
        let Some(pages) = &mut self.pages else {
            return self.log_private(payloads, project);
        };
        let head = pages.log.head();
        let sealed = seal_all(&mut pages.log, &self.me, now, &mut self.rng, payloads);
        let sealed = restoring(&mut pages.log, head, sealed)?;
        let done = pages.vault.try_write(|tx| {
            write_all(tx, &sealed, payloads)?;
            project(tx)
        });
        restoring(&mut pages.log, head, done)
    }

    /// Writes these frames into my shared log, and `project` with them, and sends them.
    pub(crate) fn log_shared<T>(
        &mut self,
        payloads: &[Payload],
        project: impl FnOnce(&Tx<'_, vault::Shared>) -> Result<T, CompanionError>,
    ) -> Result<T, CompanionError> {
        self.commit_shared(payloads, |tx, sealed| {
            write_all(tx, sealed, payloads)?;
            project(tx)
        })
    }

    /// Writes a piece of a photo into my shared log, and sends it.
    pub(crate) fn log_photo_piece(
        &mut self,
        payload: &Payload,
        keep: impl FnOnce(&Tx<'_, vault::Shared>, FrameId) -> Result<(), CompanionError>,
    ) -> Result<(), CompanionError> {
        self.commit_shared(std::slice::from_ref(payload), |tx, sealed| {
            let [sealed] = sealed else {
                return Err(CompanionError::Internal);
            };
            sealed.write(tx)?;
            keep(tx, sealed.id())
        })
    }

    /// Seals these frames for my shared log, has `write` keep them, and sends them.
    fn commit_shared<T>(
        &mut self,
        payloads: &[Payload],
        write: impl FnOnce(&Tx<'_, vault::Shared>, &[Sealed]) -> Result<T, CompanionError>,
    ) -> Result<T, CompanionError> {
        self.ensure_epoch()?;
        let now = self.now();
        let couple = self.couple.as_mut().ok_or(CompanionError::NoPartner)?;
        let head = couple.ledger.head();
        let sealed = seal_all(&mut couple.ledger, &self.me, now, &mut self.rng, payloads);
        let sealed = restoring(&mut couple.ledger, head, sealed)?;
        let done = self.shared.try_write(|tx| write(tx, &sealed));
        let done = restoring(&mut couple.ledger, head, done)?;
        let frames: Vec<Frame> = sealed.into_iter().map(|sealed| sealed.frame).collect();
        self.session_event(Event::LocalFrames { frames });
        Ok(done)
    }

    /// Keeps something that is about no document, such as my name, and sends it.
    pub(crate) fn tell_partner(&mut self, payload: &Payload) -> Result<(), CompanionError> {
        let now = self.now();
        let couple = self.couple.as_mut().ok_or(CompanionError::NoPartner)?;
        let sealed = couple
            .ledger
            .seal(payload, &self.me.device, now, &mut self.rng)?;
        self.shared.try_write(|tx| sealed.write(tx))?;
        couple.ledger.advance(&sealed);
        self.session_event(Event::LocalFrames {
            frames: vec![sealed.frame],
        });
        Ok(())
    }
}

/// Seals one frame for each payload. The ledger moves with them.
fn seal_all(
    ledger: &mut Ledger,
    me: &Identity,
    now: DateTime<Utc>,
    rng: &mut ChaCha20Rng,
    payloads: &[Payload],
) -> Result<Vec<Sealed>, CompanionError> {
    let mut all = Vec::with_capacity(payloads.len());
    for payload in payloads {
        let sealed = ledger.seal(payload, &me.device, now, rng)?;
        ledger.advance(&sealed);
        all.push(sealed);
    }
    Ok(all)
}

/// Writes frames, and the updates that are in them.
fn write_all<K: Kind>(
    tx: &Tx<'_, K>,
    sealed: &[Sealed],
    payloads: &[Payload],
) -> Result<(), CompanionError> {
    for (sealed, payload) in sealed.iter().zip(payloads) {
        sealed.write(tx)?;
        if let Payload::Update {
            thing,
            kind,
            update,
        } = payload
        {
            let kind = ThingKind::try_from(*kind).map_err(|_| CompanionError::Internal)?;
            tx.append_update(ThingId(*thing), kind, Some(sealed.id()), update)?;
        }
    }
    Ok(())
}

/// Puts the ledger back where the disk is when nothing was committed.
pub(crate) fn restoring<T>(
    ledger: &mut Ledger,
    head: sync::log::Head,
    result: Result<T, CompanionError>,
) -> Result<T, CompanionError> {
    if result.is_err() {
        ledger.set_head(head);
    }
    result
}
