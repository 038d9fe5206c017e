//! The ciphers of a pairing: where it starts, the channel, the commitments and the transcript.

use rand_core::CryptoRng;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{
    byte_run,
    hash::hash_in,
    hpke_suite::{Psk, Receiver, Sender, Suite},
    invite::Invite,
    pairing::{
        PairingError, Role,
        message::{self, Kind},
    },
    seal,
    wire::{Reader, WireError},
};

const TRANSCRIPT: &str = "lamplight/v1/pairing-transcript";
const COMMITMENT: &str = "lamplight/v1/pairing-commitment";
const ROOM_SECRET: &str = "lamplight/v1/pairing-room";
const ANSWER_INFO: &[u8] = b"lamplight/v1/pairing-answer\0";
const PSK_ID: &[u8] = b"lamplight/v1/pairing-secret";

/// What the offering side put into the world first.
#[derive(Clone)]
pub(super) enum Origin {
    Invite(Invite),
    Room(Room),
}

/// A greeting in the same room. Its secret is public: only the pictures protect.
#[derive(Clone)]
pub(super) struct Room {
    pub(super) endpoint: [u8; 32],
    pub(super) kem: [u8; 32],
}

impl Room {
    fn encode(&self) -> [u8; 64] {
        let mut bytes = [0; 64];
        let (endpoint, kem) = bytes.split_at_mut(32);
        endpoint.copy_from_slice(&self.endpoint);
        kem.copy_from_slice(&self.kem);
        bytes
    }

    fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        let mut reader = Reader::new(bytes);
        let room = Self {
            endpoint: reader.array()?,
            kem: reader.array()?,
        };
        reader.end()?;
        Ok(room)
    }

    pub(super) fn greeting(&self) -> Vec<u8> {
        Kind::Greeting.message(&self.encode())
    }

    pub(super) fn from_greeting(greeting: &[u8]) -> Result<Self, PairingError> {
        match message::split(greeting)? {
            (Kind::Greeting, body) => Ok(Self::decode(body)?),
            _ => Err(PairingError::OutOfTurn),
        }
    }
}

impl Origin {
    pub(super) fn endpoint(&self) -> [u8; 32] {
        match self {
            Self::Invite(invite) => invite.endpoint,
            Self::Room(room) => room.endpoint,
        }
    }

    fn kem(&self) -> &[u8; 32] {
        match self {
            Self::Invite(invite) => &invite.kem,
            Self::Room(room) => &room.kem,
        }
    }

    fn secret(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(match self {
            Self::Invite(invite) => invite.secret,
            Self::Room(_) => hash_in(ROOM_SECRET, &[]),
        })
    }

    /// `mode ‖ what the offerer published`.
    fn encode(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(512));
        match self {
            Self::Invite(invite) => {
                bytes.push(1);
                bytes.extend_from_slice(&invite.encode());
            }
            Self::Room(room) => {
                bytes.push(2);
                bytes.extend_from_slice(&room.encode());
            }
        }
        bytes
    }

    fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        match bytes.split_first().ok_or(WireError::Truncated)? {
            (1, invite) => Invite::decode(invite).map(Self::Invite),
            (2, room) => Room::decode(room).map(Self::Room),
            _ => Err(WireError::Unknown),
        }
    }

    /// The transcript before anything was answered.
    pub(super) fn transcript(&self) -> Transcript {
        Transcript(hash_in(TRANSCRIPT, &[&self.encode()]))
    }

    fn info(&self) -> Vec<u8> {
        [ANSWER_INFO, &self.transcript().0].concat()
    }

    pub(super) fn answer(
        &self,
        rng: &mut impl CryptoRng,
    ) -> Result<([u8; 32], Sender), PairingError> {
        let secret = self.secret();
        let psk = Psk {
            key: &secret,
            id: PSK_ID,
        };
        Suite::send(self.kem(), Some(psk), &self.info(), rng).map_err(|_| PairingError::DoesNotOpen)
    }

    pub(super) fn answered(
        &self,
        kem_secret: &[u8; 32],
        enc: &[u8; 32],
    ) -> Result<Receiver, PairingError> {
        let secret = self.secret();
        let psk = Psk {
            key: &secret,
            id: PSK_ID,
        };
        Suite::receive(kem_secret, enc, Some(psk), &self.info())
            .map_err(|_| PairingError::DoesNotOpen)
    }
}

impl Serialize for Origin {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        byte_run::write(&self.encode(), serializer)
    }
}

impl<'de> Deserialize<'de> for Origin {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = Zeroizing::new(byte_run::read(deserializer)?);
        Self::decode(&bytes).map_err(D::Error::custom)
    }
}

/// The hash of everything said so far. Only plain contents enter it, never ciphertexts made after
/// a reveal: whoever could still choose bytes then could search for the pictures they want.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Transcript(pub(super) [u8; 32]);

impl Transcript {
    pub(super) fn and(self, kind: Kind, parts: &[&[u8]]) -> Self {
        let mut all: Vec<&[u8]> = vec![&self.0];
        let header = kind.header();
        all.push(&header);
        all.extend_from_slice(parts);
        Self(hash_in(TRANSCRIPT, &all))
    }
}

/// The keys of the channel, one for each direction, and one that confirmations are bound to.
#[derive(Zeroize, ZeroizeOnDrop, Serialize, Deserialize)]
pub(super) struct Channel {
    by_offerer: [u8; 32],
    by_joiner: [u8; 32],
    confirm: [u8; 32],
}

impl Channel {
    pub(super) fn from_exporter(
        export: impl Fn(&[u8], &mut [u8]) -> Result<(), hpke::HpkeError>,
    ) -> Result<Self, PairingError> {
        let mut channel = Self {
            by_offerer: [0; 32],
            by_joiner: [0; 32],
            confirm: [0; 32],
        };
        export(b"by offerer", &mut channel.by_offerer)
            .and_then(|()| export(b"by joiner", &mut channel.by_joiner))
            .and_then(|()| export(b"confirm", &mut channel.confirm))
            .map_err(|_| PairingError::DoesNotOpen)?;
        Ok(channel)
    }

    fn key(&self, by: Role) -> &[u8; 32] {
        match by {
            Role::Offerer => &self.by_offerer,
            Role::Joiner => &self.by_joiner,
        }
    }

    pub(super) fn confirm_key(&self) -> &[u8; 32] {
        &self.confirm
    }

    pub(super) fn seal(
        &self,
        by: Role,
        kind: Kind,
        transcript: Transcript,
        content: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<u8>, PairingError> {
        let sealed = seal::seal(self.key(by), &aad(kind, transcript), content, rng)?;
        Ok(kind.message(&sealed))
    }

    pub(super) fn open(
        &self,
        by: Role,
        kind: Kind,
        transcript: Transcript,
        body: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, PairingError> {
        Ok(seal::open(self.key(by), &aad(kind, transcript), body)?)
    }
}

/// What a sealed pairing message is bound to: its kind and everything said before it.
pub(super) fn aad(kind: Kind, transcript: Transcript) -> Vec<u8> {
    [kind.header().as_slice(), &transcript.0].concat()
}

/// The fresh key and random bytes of one side, first committed to, then revealed.
#[derive(Zeroize, ZeroizeOnDrop, Serialize, Deserialize)]
pub(super) struct Reveal {
    secret: [u8; 32],
    public: [u8; 32],
    random: [u8; 32],
}

/// What the other side revealed: its fresh public key and its random bytes.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) struct Revealed {
    pub(super) public: [u8; 32],
    random: [u8; 32],
}

impl Reveal {
    pub(super) fn generate(rng: &mut impl CryptoRng) -> Self {
        let (secret, public) = Suite::generate(rng);
        let mut reveal = Self {
            secret: *secret,
            public,
            random: [0; 32],
        };
        rng.fill_bytes(&mut reveal.random);
        reveal
    }

    pub(super) fn secret(&self) -> &[u8; 32] {
        &self.secret
    }

    pub(super) fn told(&self) -> Revealed {
        Revealed {
            public: self.public,
            random: self.random,
        }
    }
}

impl Revealed {
    pub(super) fn encode(&self) -> [u8; 64] {
        let mut bytes = [0; 64];
        let (public, random) = bytes.split_at_mut(32);
        public.copy_from_slice(&self.public);
        random.copy_from_slice(&self.random);
        bytes
    }

    pub(super) fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        let mut reader = Reader::new(bytes);
        let revealed = Self {
            public: reader.array()?,
            random: reader.array()?,
        };
        reader.end()?;
        Ok(revealed)
    }

    /// Bound to the side and to what the pairing started from, so that it cannot be passed on as
    /// one's own or in another pairing.
    pub(super) fn commitment(&self, by: Role, start: Transcript) -> [u8; 32] {
        hash_in(COMMITMENT, &[&start.0, &[by.byte()], &self.encode()])
    }

    pub(super) fn keeps(&self, commitment: &[u8; 32], by: Role, start: Transcript) -> bool {
        self.commitment(by, start).ct_eq(commitment).into()
    }
}
