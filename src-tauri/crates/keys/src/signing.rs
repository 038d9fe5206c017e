//! Signatures: Ed25519 over `context ‖ 0x00 ‖ message`, so that a signature given for one purpose
//! never passes for another.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

/// What a signature is given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The header of a frame, by the device that wrote it.
    FrameHeader,
    /// A device certificate, by its person's root.
    DeviceCertificate,
    /// A roster record, by the root of the person it concerns.
    RosterRecord,
    /// An epoch record, by the device that made it.
    EpochRecord,
    /// The confirmation of a pairing, by the confirming device.
    PairingConfirm,
    /// A note in a mailbox, by the device that leaves it there.
    MailboxNote,
}

impl Purpose {
    fn context(self) -> &'static str {
        match self {
            Self::FrameHeader => "lamplight/v1/frame-header",
            Self::DeviceCertificate => "lamplight/v1/device-certificate",
            Self::RosterRecord => "lamplight/v1/roster-record",
            Self::EpochRecord => "lamplight/v1/epoch-record",
            Self::PairingConfirm => "lamplight/v1/pairing-confirm",
            Self::MailboxNote => "lamplight/v1/mailbox-note",
        }
    }

    pub(crate) fn input(self, message: &[u8]) -> Vec<u8> {
        [self.context().as_bytes(), &[0], message].concat()
    }
}

/// The signature is not by this key over this message for this purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not fit the key, the message or the purpose")]
pub struct BadSignature;

pub(crate) fn sign(seed: &[u8; 32], purpose: Purpose, message: &[u8]) -> [u8; 64] {
    SigningKey::from_bytes(seed)
        .sign(&purpose.input(message))
        .to_bytes()
}

pub(crate) fn public_of(seed: &[u8; 32]) -> [u8; 32] {
    SigningKey::from_bytes(seed).verifying_key().to_bytes()
}

/// Checks a signature strictly: keys of small order and signatures with a second spelling are
/// refused, so a signature can be part of what is hashed.
pub fn verify(
    public: &[u8; 32],
    purpose: Purpose,
    message: &[u8],
    signature: &[u8; 64],
) -> Result<(), BadSignature> {
    VerifyingKey::from_bytes(public)
        .and_then(|key| {
            key.verify_strict(&purpose.input(message), &Signature::from_bytes(signature))
        })
        .map_err(|_| BadSignature)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_holds_for_its_key_message_and_purpose_only() {
        let (seed, other) = ([1; 32], [2; 32]);
        let public = public_of(&seed);
        let signature = sign(&seed, Purpose::FrameHeader, b"header");
        let check = |public: &[u8; 32], purpose, message: &[u8], signature: &[u8; 64]| {
            verify(public, purpose, message, signature)
        };
        assert_eq!(
            check(&public, Purpose::FrameHeader, b"header", &signature),
            Ok(())
        );
        let mut bent = signature;
        bent[40] ^= 1;
        for refused in [
            check(
                &public_of(&other),
                Purpose::FrameHeader,
                b"header",
                &signature,
            ),
            check(&public, Purpose::EpochRecord, b"header", &signature),
            check(&public, Purpose::FrameHeader, b"headers", &signature),
            check(&public, Purpose::FrameHeader, b"header", &bent),
        ] {
            assert_eq!(refused, Err(BadSignature));
        }
    }

    #[test]
    fn a_key_of_small_order_signs_nothing() {
        // The neutral point: anything but strict checking accepts R = neutral, s = 0 under it.
        let mut neutral = [0; 32];
        neutral[0] = 1;
        let mut signature = [0; 64];
        signature[0] = 1;
        assert_eq!(
            verify(&neutral, Purpose::FrameHeader, b"anything", &signature),
            Err(BadSignature)
        );
    }
}
