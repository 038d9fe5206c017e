//! One log of ours: what is written is sealed, signed and put in its place here,
//! whether it stays in the private vault or goes to the partner.

use chrono::{DateTime, Utc};
use couple::ThingId;
use keys::{DeviceSecrets, Purpose, epoch::EpochSecret, frame_body::seal_body};
use rand_core::CryptoRng;
use replica::PeerId;
use serde::{Deserialize, Serialize};
use sync::{
    frame::{DeviceId, Frame, FrameId, LogId},
    log::Head,
};
use vault::{FrameRow, Kind, Tx, View};

use crate::{CompanionError, payload::Payload};

/// The space that a vault's own log is written for, and the key it is sealed with.
#[derive(Serialize, Deserialize)]
struct Kept {
    space: [u8; 32],
    incarnation: u32,
    epoch: u32,
    secret: [u8; 32],
}

const META: &str = "ledger";

/// Our own log in one vault.
pub(crate) struct Ledger {
    space: [u8; 32],
    epoch: u32,
    secret: EpochSecret,
    head: Head,
}

/// A frame that is sealed and signed but not yet on disk.
pub(crate) struct Sealed {
    pub(crate) frame: Frame,
    row: FrameRow,
    head: Head,
}

impl Ledger {
    /// A new log at 0.
    pub(crate) fn begin(
        space: [u8; 32],
        device: &DeviceSecrets,
        incarnation: u32,
        epoch: u32,
        secret: EpochSecret,
    ) -> Self {
        let log = LogId {
            device: DeviceId(device.public().id()),
            incarnation,
        };
        Self {
            space,
            epoch,
            secret,
            head: Head::start(log),
        }
    }

    /// The log that a vault holds, or `None` in one without.
    pub(crate) fn open<K: Kind>(
        vault: &View<K>,
        device: &DeviceSecrets,
    ) -> Result<Option<Self>, CompanionError> {
        let Some(bytes) = vault.meta(META)? else {
            return Ok(None);
        };
        let kept: Kept =
            postcard::from_bytes(&bytes).map_err(|_| CompanionError::VaultDamaged {
                detail: "its log's key".into(),
            })?;
        let secret = EpochSecret::from_bytes(kept.secret);
        let mut ledger = Self::begin(kept.space, device, kept.incarnation, kept.epoch, secret);
        if let Some(row) = vault.head(ledger.head.log)? {
            ledger.head = row.head;
        }
        Ok(Some(ledger))
    }

    /// Keeps which log this is, in the vault it belongs to.
    pub(crate) fn keep<K: Kind>(&self, tx: &Tx<'_, K>) -> Result<(), CompanionError> {
        let kept = Kept {
            space: self.space,
            incarnation: self.head.log.incarnation,
            epoch: self.epoch,
            secret: *self.secret.as_bytes(),
        };
        let bytes = postcard::to_stdvec(&kept).map_err(|_| CompanionError::Internal)?;
        Ok(tx.put_meta(META, &bytes)?)
    }

    pub(crate) fn space(&self) -> [u8; 32] {
        self.space
    }

    pub(crate) fn head(&self) -> Head {
        self.head
    }

    /// Back to where the disk is, after a transaction that failed.
    pub(crate) fn set_head(&mut self, head: Head) {
        self.head = head;
    }

    pub(crate) fn log(&self) -> LogId {
        self.head.log
    }

    /// A new log of the same device, at 0.
    pub(crate) fn begin_incarnation(&mut self, incarnation: u32) {
        self.head = Head::start(LogId {
            device: self.head.log.device,
            incarnation,
        });
    }

    /// Writes under another epoch from now on.
    pub(crate) fn set_epoch(&mut self, epoch: u32, secret: EpochSecret) {
        self.epoch = epoch;
        self.secret = secret;
    }

    /// The document library's name for whoever writes this log.
    pub(crate) fn peer(&self) -> PeerId {
        peer_of(self.head.log)
    }

    /// Seals and signs the next frame. Nothing is on disk, and the log has not moved.
    pub(crate) fn seal(
        &self,
        payload: &Payload,
        device: &DeviceSecrets,
        now: DateTime<Utc>,
        rng: &mut impl CryptoRng,
    ) -> Result<Sealed, CompanionError> {
        self.seal_under(
            self.epoch,
            self.secret.as_bytes(),
            payload,
            device,
            now,
            rng,
        )
    }

    /// Like [`Ledger::seal`], under another key: epoch 0 is the roster channel.
    pub(crate) fn seal_under(
        &self,
        epoch: u32,
        secret: &[u8; 32],
        payload: &Payload,
        device: &DeviceSecrets,
        now: DateTime<Utc>,
        rng: &mut impl CryptoRng,
    ) -> Result<Sealed, CompanionError> {
        self.seal_content(epoch, secret, &payload.encode()?, device, now, rng)
    }

    /// Like [`Ledger::seal_under`], with the content as it is sealed.
    pub(crate) fn seal_content(
        &self,
        epoch: u32,
        secret: &[u8; 32],
        content: &[u8],
        device: &DeviceSecrets,
        now: DateTime<Utc>,
        rng: &mut impl CryptoRng,
    ) -> Result<Sealed, CompanionError> {
        let start = self.head.next_frame(self.space, epoch);
        let body = seal_body(secret, &start.associated_data(), content, rng).map_err(|_| {
            CompanionError::BodyTooLong {
                limit: couple::journal::BODY_LIMIT,
            }
        })?;
        let header = start.with_body(&body);
        let signature = device.sign(Purpose::FrameHeader, &header.encode());
        let frame = Frame {
            header,
            signature,
            body: Some(body),
        };
        Ok(Sealed {
            row: frame_row(&frame, now),
            head: Head::after(&header),
            frame,
        })
    }

    /// The log has moved: call it once the transaction with the frame is committed.
    pub(crate) fn advance(&mut self, sealed: &Sealed) {
        self.head = sealed.head;
    }
}

impl Sealed {
    /// Writes the frame and the log's head.
    pub(crate) fn write<K: Kind>(&self, tx: &Tx<'_, K>) -> Result<(), CompanionError> {
        tx.append_frame(&self.row)?;
        Ok(tx.save_head(&self.head)?)
    }

    pub(crate) fn id(&self) -> FrameId {
        self.row.id
    }
}

/// A frame as the vault keeps it.
pub(crate) fn frame_row(frame: &Frame, now: DateTime<Utc>) -> FrameRow {
    FrameRow {
        id: frame.id(),
        epoch: frame.header.start.epoch,
        prev: frame.header.start.prev,
        hash: frame.header.hash(),
        header: frame.header.encode().to_vec(),
        signature: frame.signature.to_vec(),
        body: frame.body.clone(),
        received_at: now,
    }
}

/// The name that the writer of a log has in documents.
pub(crate) fn peer_of(log: LogId) -> PeerId {
    PeerId(keys::peer_id(&log.device.0, log.incarnation))
}

/// A new random id.
pub(crate) fn new_id(rng: &mut impl CryptoRng) -> ThingId {
    let mut bytes = [0; 16];
    rng.fill_bytes(&mut bytes);
    ThingId(bytes)
}

/// The id of a copy of a thing, always the same for one purpose, so that what makes it can be gone
/// on with after a crash.
pub(crate) fn derived_id(purpose: &str, space: &[u8; 32], id: ThingId) -> ThingId {
    let hash = keys::hash(&[purpose.as_bytes(), space, &id.0].concat());
    let mut bytes = [0; 16];
    for (byte, from) in bytes.iter_mut().zip(hash) {
        *byte = from;
    }
    ThingId(bytes)
}
