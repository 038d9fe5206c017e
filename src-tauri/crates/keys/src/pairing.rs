//! Pairing: how two people become a couple space (protocol.md section 8).
//!
//! One side offers (makes an invite, or has the lower endpoint id when both are in one room), the
//! other joins. Both commit to fresh keys before either reveals them, then both people compare
//! seven pictures made from everything that was said. Only after both have confirmed does either
//! side know the keys of the new space, or anything of the other but their certificate.
//!
//! A [`Pairing`] is a value between any two steps: [`Pairing::to_bytes`] stores it, so pairing
//! goes on after a restart and over a mailbox. Nothing here sends; what [`Pairing::to_send`] lists
//! may be sent again at will, since repeated messages are recognised.

mod channel;
mod confirm;
mod message;
mod state;

use std::net::SocketAddr;

use chrono::{DateTime, SubsecRound, Utc};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::{
    hpke_suite::Suite,
    invite::{self, INVITE_LASTS, Invite, InviteError},
    person::{DeviceCertificate, PersonError},
    pictures::PICTURES,
    seal::SealError,
    wire::WireError,
};
use channel::{Origin, Room};
use message::Kind;
use state::{Meeting, State, Step};

pub use confirm::Refusal;
pub use message::MAX_MESSAGE;

/// Failed messages after which a pairing is over and a new invite is needed.
const MAX_STRIKES: u8 = 3;

/// Which side of a pairing one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Role {
    /// Made the invite.
    Offerer,
    /// Answered it.
    Joiner,
}

impl Role {
    fn other(self) -> Self {
        match self {
            Self::Offerer => Self::Joiner,
            Self::Joiner => Self::Offerer,
        }
    }

    fn byte(self) -> u8 {
        match self {
            Self::Offerer => 1,
            Self::Joiner => 2,
        }
    }
}

/// Why a pairing ended without a partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Ending {
    /// One of the two said that the pictures differ: someone may be in between.
    PicturesDiffer,
    /// One of the two stopped it.
    Stopped,
    /// The invite expired before it was answered.
    Expired,
    /// What the other side said contradicts itself, or too many messages failed.
    Failed,
}

/// Where a pairing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Nobody has answered yet.
    Waiting,
    /// Messages go to and fro; nothing for people to do.
    Connecting,
    /// The pictures are there to be compared.
    Comparing {
        /// This side's person has confirmed.
        confirmed: bool,
    },
    /// Both have confirmed; the partner's last message is on its way.
    Finishing,
    /// Done: [`Pairing::paired`] has the result.
    Paired,
    /// Over without a result.
    Over(Ending),
}

/// Why a message, a step or a stored state is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PairingError {
    /// Not a pairing message, or one cut short.
    #[error("this is not a pairing message")]
    Malformed(#[from] WireError),
    /// A message of a newer version.
    #[error("a pairing message of the unknown version {0}")]
    Newer(u8),
    /// The invite cannot be answered.
    #[error(transparent)]
    Invite(#[from] InviteError),
    /// The invite has been answered already, and works once.
    #[error("the invite has been answered already")]
    Spent,
    /// The message was altered, or its sender does not hold the invite.
    #[error("the message was altered or is not from the one who holds the invite")]
    DoesNotOpen,
    /// What was revealed is not what was committed to: someone is playing games.
    #[error("the other side revealed something else than it had committed to")]
    CommitmentBroken,
    /// The confirmation is not signed by the device it is said to be from.
    #[error("the confirmation is not from the device that was shown")]
    NotTheDevice,
    /// The partner's certificate does not hold.
    #[error("the partner's certificate does not hold: {0}")]
    BadCertificate(#[from] PersonError),
    /// The certificate is for another endpoint than the one the invite named.
    #[error("the answer is not from the device that the invite named")]
    OtherEndpoint,
    /// The other side is the same person.
    #[error("the other side is the same person")]
    SamePerson,
    /// A message that cannot come at this point.
    #[error("the message came out of turn")]
    OutOfTurn,
    /// Both have confirmed; it cannot be refused any more, only left afterwards.
    #[error("both have confirmed already")]
    TooLate,
    /// The pairing has ended.
    #[error("the pairing is over")]
    Over(Ending),
    /// More than a message can carry.
    #[error("the payload is too large")]
    PayloadTooLarge,
    /// The stored state cannot be read.
    #[error("the stored pairing cannot be read")]
    StateDamaged,
    /// The stored state is of a newer version.
    #[error("the stored pairing has the unknown version {0}")]
    StateNewer(u8),
}

impl From<SealError> for PairingError {
    fn from(_: SealError) -> Self {
        Self::DoesNotOpen
    }
}

/// What both sides have once both confirmed. No `Debug`.
pub struct Paired {
    /// The id of the new space.
    pub space_id: [u8; 32],
    /// The key of its roster channel.
    pub roster_key: Zeroizing<[u8; 32]>,
    /// The partner's device, to found the roster with.
    pub partner: DeviceCertificate,
    /// What the partner had to say, as given to their [`Pairing::confirm`].
    pub partner_payload: Vec<u8>,
}

/// One side of a pairing, between two steps.
pub struct Pairing {
    state: State,
}

impl Pairing {
    /// Makes an invite for a partner in another home, valid for [`INVITE_LASTS`].
    pub fn offer(
        me: &DeviceCertificate,
        addrs: Vec<SocketAddr>,
        mailbox_hint: Option<String>,
        now: DateTime<Utc>,
        rng: &mut impl CryptoRng,
    ) -> (Self, Invite) {
        let (kem_secret, kem) = Suite::generate(rng);
        let mut secret = Zeroizing::new([0; 32]);
        rng.fill_bytes(secret.as_mut());
        let (addrs, mailbox_hint) = invite::fitting(addrs, mailbox_hint);
        let invite = Invite {
            endpoint: me.card.transport,
            kem,
            secret: *secret,
            expires_at: now.trunc_subsecs(0) + INVITE_LASTS,
            addrs,
            mailbox_hint,
        };
        let origin = Origin::Invite(invite.clone());
        let state = State::waiting(origin, kem_secret, me, rng);
        (Self { state }, invite)
    }

    /// Answers an invite; the first message is in [`Pairing::to_send`].
    pub fn join(
        invite: &Invite,
        me: &DeviceCertificate,
        now: DateTime<Utc>,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, PairingError> {
        invite.check(now, &me.card.transport)?;
        let state = State::answering(Origin::Invite(invite.clone()), me, rng)?;
        Ok(Self { state })
    }

    /// Who offers when both are in one room: the one with the lower endpoint id.
    #[must_use]
    pub fn role_in_room(my_endpoint: &[u8; 32], other_endpoint: &[u8; 32]) -> Role {
        if my_endpoint < other_endpoint {
            Role::Offerer
        } else {
            Role::Joiner
        }
    }

    /// Greets the other device in the room; the greeting is in [`Pairing::to_send`].
    pub fn offer_in_room(me: &DeviceCertificate, rng: &mut impl CryptoRng) -> Self {
        let (kem_secret, kem) = Suite::generate(rng);
        let room = Room {
            endpoint: me.card.transport,
            kem,
        };
        let greeting = room.greeting();
        let mut state = State::waiting(Origin::Room(room), kem_secret, me, rng);
        state.sent.push(greeting);
        Self { state }
    }

    /// Answers a greeting; the next message is in [`Pairing::to_send`].
    pub fn join_in_room(
        greeting: &[u8],
        me: &DeviceCertificate,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, PairingError> {
        let room = Room::from_greeting(greeting)?;
        if room.endpoint == me.card.transport {
            return Err(InviteError::Own.into());
        }
        let mut state = State::answering(Origin::Room(room), me, rng)?;
        state.remember(greeting);
        Ok(Self { state })
    }

    /// Takes in a message of the other side and gives those to send in return. A message that was
    /// taken in before is passed over. After an error the state is as it was, unless the pairing
    /// is over now, which [`Pairing::stage`] tells.
    pub fn receive(
        &mut self,
        message: &[u8],
        now: DateTime<Utc>,
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<Vec<u8>>, PairingError> {
        if self.state.remembers(message) {
            return Ok(Vec::new());
        }
        let sent_before = self.state.sent.len();
        let taken = self.take_in(message, now, rng);
        match taken {
            Ok(()) => {
                self.state.remember(message);
                // None when the message ended the pairing and took with it what was sent.
                Ok(self.state.sent.iter().skip(sent_before).cloned().collect())
            }
            Err(error) => {
                self.count(error);
                Err(error)
            }
        }
    }

    fn take_in(
        &mut self,
        message: &[u8],
        now: DateTime<Utc>,
        rng: &mut impl CryptoRng,
    ) -> Result<(), PairingError> {
        if let Step::Over(ending) = self.state.step {
            return Err(PairingError::Over(ending));
        }
        let (kind, body) = message::split(message)?;
        match kind {
            Kind::Greeting => Err(PairingError::OutOfTurn),
            Kind::Answer => self.state.take_answer(body, now, rng),
            Kind::Offer => self.state.take_offer(body, rng),
            Kind::JoinerReveal | Kind::OffererReveal => self.state.take_reveal(kind, body, rng),
            Kind::Confirm => self.take_confirm(body, rng),
            Kind::Welcome => self.take_welcome(body),
            Kind::Refuse => self.take_refusal(body),
        }
    }

    /// What an error means for what comes after it.
    fn count(&mut self, error: PairingError) {
        let ending = match error {
            PairingError::Malformed(_) | PairingError::Newer(_) | PairingError::DoesNotOpen => {
                self.state.strikes = self.state.strikes.saturating_add(1);
                (self.state.strikes >= MAX_STRIKES).then_some(Ending::Failed)
            }
            PairingError::CommitmentBroken
            | PairingError::NotTheDevice
            | PairingError::BadCertificate(_)
            | PairingError::OtherEndpoint
            | PairingError::SamePerson => Some(Ending::Failed),
            PairingError::Invite(InviteError::Expired) => Some(Ending::Expired),
            _ => None,
        };
        if let Some(ending) = ending
            && !matches!(self.state.step, Step::Paired(_) | Step::Over(_))
        {
            self.state.end(ending);
        }
    }

    /// Everything the other side may still need, in order. Sent again on every new connection.
    #[must_use]
    pub fn to_send(&self) -> &[Vec<u8>] {
        &self.state.sent
    }

    /// Which side this is.
    #[must_use]
    pub fn role(&self) -> Role {
        self.state.role
    }

    /// Where it stands.
    #[must_use]
    pub fn stage(&self) -> Stage {
        match &self.state.step {
            Step::Waiting { .. } => Stage::Waiting,
            Step::Answered(_) | Step::Offered(_) | Step::Revealed(_) => Stage::Connecting,
            Step::Comparing(comparing) => match (&comparing.mine, &comparing.theirs) {
                (Some(_), Some(_)) => Stage::Finishing,
                (mine, _) => Stage::Comparing {
                    confirmed: mine.is_some(),
                },
            },
            Step::Paired(_) => Stage::Paired,
            Step::Over(ending) => Stage::Over(*ending),
        }
    }

    /// The invite this side made or answered; `None` in the same room.
    #[must_use]
    pub fn invite(&self) -> Option<&Invite> {
        match &self.state.origin {
            Origin::Invite(invite) => Some(invite),
            Origin::Room(_) => None,
        }
    }

    /// The endpoint of the other side, to dial and to let in, as far as it is known.
    #[must_use]
    pub fn other_endpoint(&self) -> Option<[u8; 32]> {
        match (
            self.state.meeting().and_then(Meeting::theirs),
            self.state.role,
        ) {
            (Some(theirs), _) => Some(theirs.card.transport),
            (None, Role::Joiner) => Some(self.state.origin.endpoint()),
            (None, Role::Offerer) => None,
        }
    }

    /// The seven pictures, once there is something to compare.
    #[must_use]
    pub fn pictures(&self) -> Option<[u8; PICTURES]> {
        match &self.state.step {
            Step::Comparing(comparing) => Some(comparing.pictures()),
            _ => None,
        }
    }

    /// The form it is stored in between steps, inside the sealed vault only.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        self.state.to_bytes()
    }

    /// Reads what [`Pairing::to_bytes`] wrote.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, PairingError> {
        State::from_bytes(bytes).map(|state| Self { state })
    }
}

#[cfg(test)]
pub(crate) mod inspect;
#[cfg(test)]
mod tests;
