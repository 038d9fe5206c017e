//! The space that two people share: who is in it, its epochs, our log in it, and
//! the session that keeps both sides equal.

use std::net::SocketAddr;

use chrono::NaiveDate;
use couple::PersonId;
use keys::{
    DeviceCard, DeviceCertificate, Roster,
    epoch::{EpochError, EpochRecord, EpochSecret, choose_epoch, make_epoch, open_epoch},
};
use serde::{Deserialize, Serialize};
use sync::{
    Event, ForkProof, Session,
    frame::{DeviceId, FrameId},
    session::Start,
};
use vault::{Shared, Tx};

use crate::{Companion, CompanionError, Errand, ledger::Ledger, payload::Payload, waiting::NEWER};

const META: &str = "couple";
const ADDRESSES: &str = "partner-addresses";
const FORKS: &str = "forks";
/// Last-known addresses that are kept of the partner's computer.
const MOST_ADDRESSES: usize = 16;

/// What the shared vault keeps of the space. The vault is encrypted, so keys may stand in it.
#[derive(Serialize, Deserialize)]
struct Kept {
    space: [u8; 32],
    roster_key: [u8; 32],
    partner: DeviceCertificate,
    partner_name: String,
    since: NaiveDate,
    epochs: Vec<(EpochRecord, [u8; 32])>,
    partner_left: Option<NaiveDate>,
}

/// An epoch whose secret we hold. Readers keep them all.
pub(crate) struct Epoch {
    pub(crate) record: EpochRecord,
    pub(crate) secret: EpochSecret,
}

/// The space as it is in memory.
pub(crate) struct CoupleSpace {
    pub(crate) roster: Roster,
    pub(crate) roster_key: [u8; 32],
    pub(crate) partner: DeviceCertificate,
    pub(crate) partner_name: String,
    pub(crate) since: NaiveDate,
    pub(crate) partner_left: Option<NaiveDate>,
    pub(crate) epochs: Vec<Epoch>,
    pub(crate) ledger: Ledger,
    pub(crate) session: Session,
    pub(crate) connected: bool,
    /// Splits of logs that could not be kept or mended when they were seen.
    pub(crate) unmended: Vec<ForkProof>,
}

impl CoupleSpace {
    pub(crate) fn space(&self) -> [u8; 32] {
        self.ledger.space()
    }

    pub(crate) fn partner_id(&self) -> PersonId {
        PersonId(self.partner.person)
    }

    pub(crate) fn partner_device(&self) -> DeviceId {
        DeviceId(self.partner.card.id())
    }

    pub(crate) fn partner_endpoint(&self) -> [u8; 32] {
        self.partner.card.transport
    }

    /// Takes in an epoch, and writes under it from now on if it is the one to use.
    pub(crate) fn add_epoch(&mut self, record: EpochRecord, secret: EpochSecret) {
        if self
            .epochs
            .iter()
            .all(|known| known.record.id() != record.id())
        {
            self.epochs.push(Epoch { record, secret });
        }
        let records: Vec<EpochRecord> = self
            .epochs
            .iter()
            .map(|epoch| epoch.record.clone())
            .collect();
        let Some(current) = choose_epoch(&records, &self.roster).current else {
            return;
        };
        if let Some(epoch) = self
            .epochs
            .iter()
            .find(|epoch| epoch.record.id() == current.id())
        {
            self.ledger
                .set_epoch(epoch.record.number, epoch.secret.clone());
        }
    }

    pub(crate) fn keep(&self, tx: &Tx<'_, Shared>) -> Result<(), CompanionError> {
        let kept = Kept {
            space: self.space(),
            roster_key: self.roster_key,
            partner: self.partner.clone(),
            partner_name: self.partner_name.clone(),
            since: self.since,
            epochs: self
                .epochs
                .iter()
                .map(|epoch| (epoch.record.clone(), *epoch.secret.as_bytes()))
                .collect(),
            partner_left: self.partner_left,
        };
        let bytes = postcard::to_stdvec(&kept).map_err(|_| CompanionError::Internal)?;
        tx.put_meta(META, &bytes)?;
        self.ledger.keep(tx)
    }
}

/// What a finished pairing gives.
pub(crate) struct NewCouple {
    pub(crate) space: [u8; 32],
    pub(crate) roster_key: [u8; 32],
    pub(crate) partner: DeviceCertificate,
    pub(crate) partner_name: String,
    pub(crate) addresses: Vec<SocketAddr>,
    /// This side makes the first epoch; the other one uses it, or makes its
    /// own if it writes before that arrives.
    pub(crate) first_epoch: bool,
}

impl Companion {
    /// Reads the space from the shared vault, if there is one.
    pub(crate) fn open_couple_space(&mut self) -> Result<(), CompanionError> {
        let Some(bytes) = self.shared.meta(META)? else {
            return Ok(());
        };
        let damaged = |what: &str| CompanionError::VaultDamaged {
            detail: what.into(),
        };
        let kept: Kept = postcard::from_bytes(&bytes).map_err(|_| damaged("the couple's keys"))?;
        let ledger = Ledger::open(&self.shared, &self.me.device)?
            .ok_or_else(|| damaged("the couple's log"))?;
        let roster = Roster::founded(kept.space, &[self.me.certificate(), kept.partner.clone()])
            .map_err(|_| damaged("the couple's roster"))?;
        let forks = self.kept_forks()?;
        let start = Start {
            heads: self
                .shared
                .heads()?
                .into_iter()
                .map(|row| row.head)
                .collect(),
            peer_acks: self
                .shared
                .peer_acks()?
                .into_iter()
                .map(|ack| (ack.peer, ack.head))
                .collect(),
            forks,
        };
        let me = DeviceId(self.me.device.public().id());
        let mut couple = CoupleSpace {
            session: Session::new(me, roster.clone(), start),
            roster,
            roster_key: kept.roster_key,
            partner: kept.partner,
            partner_name: kept.partner_name,
            since: kept.since,
            partner_left: kept.partner_left,
            epochs: Vec::new(),
            ledger,
            connected: false,
            unmended: Vec::new(),
        };
        for (record, secret) in kept.epochs {
            couple.add_epoch(record, EpochSecret::from_bytes(secret));
        }
        let endpoint = couple.partner_endpoint();
        let left = couple.partner_left.is_some();
        self.couple = Some(couple);
        if !left {
            self.errand(Errand::Allow {
                peers: vec![endpoint],
            });
        }
        Ok(())
    }

    /// Makes the space of a pairing that both have confirmed. It starts empty:
    /// nothing that was written before is in it.
    pub(crate) fn found_couple_space(&mut self, new: NewCouple) -> Result<(), CompanionError> {
        let now = self.now();
        let me = self.me.certificate();
        let roster = Roster::founded(new.space, &[me.clone(), new.partner.clone()])
            .map_err(|_| CompanionError::PairingOver)?;
        let seen: Vec<u32> = self
            .shared
            .heads()?
            .iter()
            .map(|row| row.head.log.incarnation)
            .collect();
        let incarnation = keys::fresh_incarnation(&seen, &mut self.rng);
        let cards: Vec<DeviceCard> = roster
            .devices()
            .iter()
            .map(|certificate| certificate.card)
            .collect();
        let (secret, record) = make_epoch(&new.space, 1, &self.me.device, &cards, &mut self.rng)
            .map_err(|_| CompanionError::PairingOver)?;
        let mut ledger = Ledger::begin(new.space, &self.me.device, incarnation, 1, secret.clone());
        let start = Payload::Epoch {
            record: record.encode(),
        };
        let sealed = ledger.seal_under(
            0,
            &new.roster_key,
            &start,
            &self.me.device,
            now,
            &mut self.rng,
        )?;
        if new.first_epoch {
            ledger.advance(&sealed);
        }
        let session = Session::new(
            DeviceId(me.card.id()),
            roster.clone(),
            Start {
                heads: if new.first_epoch {
                    vec![ledger.head()]
                } else {
                    Vec::new()
                },
                ..Start::default()
            },
        );
        let mut couple = CoupleSpace {
            roster,
            roster_key: new.roster_key,
            partner: new.partner,
            partner_name: new.partner_name,
            since: couple::time::local_day(now, self.zone()),
            partner_left: None,
            epochs: Vec::new(),
            ledger,
            session,
            connected: false,
            unmended: Vec::new(),
        };
        if new.first_epoch {
            couple.add_epoch(record, secret);
        }
        let addresses = addresses_bytes(&new.addresses)?;
        // The partner may still need our last words of the pairing.
        let pairing = self.shared.pairing()?;
        self.shared.try_write(|tx| -> Result<(), CompanionError> {
            tx.forget_everything()?;
            if let Some((state, saved_at)) = &pairing {
                tx.put_pairing(state, *saved_at)?;
            }
            if new.first_epoch {
                sealed.write(tx)?;
            }
            couple.keep(tx)?;
            Ok(tx.put_meta(ADDRESSES, &addresses)?)
        })?;
        let endpoint = couple.partner_endpoint();
        self.couple = Some(couple);
        self.network_is_new();
        self.errand(Errand::Allow {
            peers: vec![endpoint],
        });
        if !self.is_mailbox_only() {
            self.errand(Errand::DialSync {
                peer: endpoint,
                addresses: new.addresses,
            });
        }
        self.begin_plan()
    }

    /// Makes an epoch of our own where none has arrived yet, so that writing need not wait.
    pub(crate) fn ensure_epoch(&mut self) -> Result<(), CompanionError> {
        let now = self.now();
        let Some(couple) = self.couple.as_mut() else {
            return Err(CompanionError::NoPartner);
        };
        if !couple.epochs.is_empty() {
            return Ok(());
        }
        let space = couple.space();
        let cards: Vec<DeviceCard> = couple
            .roster
            .devices()
            .iter()
            .map(|certificate| certificate.card)
            .collect();
        let (secret, record) = make_epoch(&space, 1, &self.me.device, &cards, &mut self.rng)
            .map_err(|_| CompanionError::Internal)?;
        let payload = Payload::Epoch {
            record: record.encode(),
        };
        let sealed = couple.ledger.seal_under(
            0,
            &couple.roster_key,
            &payload,
            &self.me.device,
            now,
            &mut self.rng,
        )?;
        self.shared.try_write(|tx| sealed.write(tx))?;
        couple.ledger.advance(&sealed);
        couple.add_epoch(record, secret);
        self.shared.try_write(|tx| couple.keep(tx))?;
        self.session_event(Event::LocalFrames {
            frames: vec![sealed.frame],
        });
        Ok(())
    }

    /// Reads an epoch record that came in on the roster channel.
    pub(crate) fn take_epoch(&mut self, bytes: &[u8]) -> Result<(), String> {
        let Some(couple) = self.couple.as_mut() else {
            return Err("no couple".into());
        };
        let record = EpochRecord::decode(bytes).map_err(|error| match error {
            EpochError::Newer(version) => format!("{NEWER}an epoch record of version {version}"),
            _ => "not an epoch record".into(),
        })?;
        record
            .verify(&couple.roster)
            .map_err(|_| "an epoch that does not hold")?;
        let secret =
            open_epoch(&record, &self.me.device).map_err(|_| "an epoch that does not open")?;
        couple.add_epoch(record, secret);
        self.shared
            .try_write(|tx| couple.keep(tx))
            .map_err(|_: CompanionError| "an epoch that could not be kept".into())
    }

    /// The space's id; zeros without a partner.
    pub(crate) fn space_id(&self) -> [u8; 32] {
        self.couple.as_ref().map_or([0; 32], CoupleSpace::space)
    }

    /// Where the partner's computer was last reached.
    pub(crate) fn partner_addresses(&self) -> Vec<SocketAddr> {
        let bytes = self.shared.meta(ADDRESSES).ok().flatten();
        bytes
            .and_then(|bytes| postcard::from_bytes(&bytes).ok())
            .unwrap_or_default()
    }

    /// Keeps an address that worked, newest first.
    pub(crate) fn remember_address(&mut self, address: SocketAddr) {
        let mut addresses = self.partner_addresses();
        if addresses.first() == Some(&address) {
            return;
        }
        addresses.retain(|known| *known != address);
        addresses.insert(0, address);
        addresses.truncate(MOST_ADDRESSES);
        if let Ok(bytes) = addresses_bytes(&addresses) {
            // Losing an address costs a failed dial, not a text.
            let _ = self.shared.write(|tx| tx.put_meta(ADDRESSES, &bytes));
        }
    }

    /// The proofs of logs that have split.
    pub(crate) fn kept_forks(&self) -> Result<Vec<ForkProof>, CompanionError> {
        let kept = self.shared.meta(FORKS)?;
        Ok(kept
            .and_then(|bytes| postcard::from_bytes::<Vec<Vec<u8>>>(&bytes).ok())
            .unwrap_or_default()
            .iter()
            .filter_map(|bytes| ForkProof::decode(bytes).ok())
            .collect())
    }

    /// Keeps the proof that a log has split, so that nothing more of it is ever taken.
    pub(crate) fn keep_fork(&mut self, proof: &ForkProof) -> Result<(), CompanionError> {
        let mut all: Vec<Vec<u8>> = self
            .shared
            .meta(FORKS)?
            .and_then(|bytes| postcard::from_bytes(&bytes).ok())
            .unwrap_or_default();
        let proof_bytes = proof.encode();
        if !all.contains(&proof_bytes) {
            all.push(proof_bytes);
        }
        let bytes = postcard::to_stdvec(&all).map_err(|_| CompanionError::Internal)?;
        let FrameId { log, seq } = proof.id();
        // What comes before the split is still taken, and one's own log comes back.
        let own = log.device.0 == self.me.device.public().id();
        let reached = self.shared.head(log)?;
        let whole = reached.is_some_and(|row| row.head.next_seq >= seq);
        self.shared.try_write(|tx| {
            tx.put_meta(FORKS, &bytes)?;
            if whole && !own {
                tx.freeze_log(log)?;
            }
            Ok(())
        })
    }
}

fn addresses_bytes(addresses: &[SocketAddr]) -> Result<Vec<u8>, CompanionError> {
    let some: Vec<SocketAddr> = addresses.iter().copied().take(MOST_ADDRESSES).collect();
    postcard::to_stdvec(&some).map_err(|_| CompanionError::Internal)
}
