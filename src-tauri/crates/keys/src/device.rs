//! A device: three key pairs made on it and never leaving it.

use ed25519_dalek::{Signer, SigningKey};
use rand_core::CryptoRng;
use zeroize::{ZeroizeOnDrop, Zeroizing};

use crate::{
    hpke_suite::Suite,
    signing::{self, Purpose},
    wire::{Reader, WireError, Writer},
};

const VERSION: u8 = 1;
const STORED: usize = 1 + 3 * 32;

/// The secrets of a device. No `Debug`, no `Clone`: whoever needs them borrows them.
///
/// What follows from them is worked out once: making a public key takes longer than a signature,
/// and every frame needs both.
#[derive(ZeroizeOnDrop)]
pub struct DeviceSecrets {
    // Wipes itself.
    #[zeroize(skip)]
    sign: SigningKey,
    kem: [u8; 32],
    transport: [u8; 32],
    #[zeroize(skip)]
    public: DeviceCard,
}

/// The stored secrets of a device cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DeviceError {
    /// Not the length or shape of stored device secrets.
    #[error("these bytes are not the secrets of a device")]
    Malformed(#[from] WireError),
    /// Written by a newer version.
    #[error("these device secrets have the unknown version {0}")]
    Newer(u8),
}

impl DeviceSecrets {
    /// Makes a new device.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut sign = Zeroizing::new([0; 32]);
        rng.fill_bytes(&mut *sign);
        let kem = Suite::generate(rng).0;
        let mut transport = Zeroizing::new([0; 32]);
        rng.fill_bytes(&mut *transport);
        Self::new(&sign, &kem, &transport)
    }

    fn new(sign: &[u8; 32], kem: &[u8; 32], transport: &[u8; 32]) -> Self {
        let sign = SigningKey::from_bytes(sign);
        let public = DeviceCard {
            sign: sign.verifying_key().to_bytes(),
            kem: Suite::public_of(kem),
            transport: signing::public_of(transport),
        };
        Self {
            sign,
            kem: *kem,
            transport: *transport,
            public,
        }
    }

    /// The form they are stored in, inside the sealed vault only.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(STORED));
        bytes.push(VERSION);
        bytes.extend_from_slice(self.sign.as_bytes());
        bytes.extend_from_slice(&self.kem);
        bytes.extend_from_slice(&self.transport);
        bytes
    }

    /// Reads what [`DeviceSecrets::to_bytes`] wrote.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DeviceError> {
        let mut reader = Reader::new(bytes);
        let version = reader.u8()?;
        if version != VERSION {
            return Err(DeviceError::Newer(version));
        }
        let [sign, kem, transport] = [
            Zeroizing::new(reader.array()?),
            Zeroizing::new(reader.array()?),
            Zeroizing::new(reader.array()?),
        ];
        reader.end()?;
        Ok(Self::new(&sign, &kem, &transport))
    }

    /// What everyone may know of this device.
    #[must_use]
    pub fn public(&self) -> DeviceCard {
        self.public
    }

    /// Signs with the device's signing key.
    #[must_use]
    pub fn sign(&self, purpose: Purpose, message: &[u8]) -> [u8; 64] {
        self.sign.sign(&purpose.input(message)).to_bytes()
    }

    /// The Ed25519 seed of the transport's endpoint.
    #[must_use]
    pub fn transport_seed(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.transport)
    }

    pub(crate) fn kem(&self) -> &[u8; 32] {
        &self.kem
    }
}

/// The public keys of a device. Its id is the signing key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeviceCard {
    /// Ed25519: signs frames and epochs, and names the device.
    pub sign: [u8; 32],
    /// X25519: epochs are wrapped to it.
    pub kem: [u8; 32],
    /// Ed25519: the endpoint id of the transport.
    pub transport: [u8; 32],
}

impl DeviceCard {
    /// The device id: its public signing key.
    #[must_use]
    pub fn id(&self) -> [u8; 32] {
        self.sign
    }

    pub(crate) fn write(&self, writer: &mut Writer) {
        writer.raw(&self.sign).raw(&self.kem).raw(&self.transport);
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, WireError> {
        Ok(Self {
            sign: reader.array()?,
            kem: reader.array()?,
            transport: reader.array()?,
        })
    }
}
