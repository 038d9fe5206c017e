//! From the pictures to the end: two confirmations, then two welcomes.
//!
//! A confirmation carries half of what the new space's keys are made from, so neither side can
//! make them alone; a welcome, the first thing either learns of the other beyond their
//! certificate, is sealed with what both halves give. So nothing is shared before both confirmed.

use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use crate::{
    device::DeviceSecrets,
    hpke_suite::{Psk, Suite, derive_key},
    pairing::{
        Ending, Paired, Pairing, PairingError, Role,
        channel::{Revealed, Transcript, aad},
        message::Kind,
        state::{Meeting, Step},
    },
    person::DeviceCertificate,
    pictures::{self, PICTURES},
    seal::{self, MAX_FRAME_CONTENT},
    secret::Secret,
    signing::{self, Purpose},
    wire::{Reader, WireError},
};

const CONFIRM_INFO: &[u8] = b"lamplight/v1/pairing-confirm\0";
const PSK_ID: &[u8] = b"lamplight/v1/pairing-channel";
const SPACE: &str = "lamplight/v1/pairing-space";
const ROSTER: &str = "lamplight/v1/pairing-roster";
const WELCOME_BY_OFFERER: &str = "lamplight/v1/pairing-welcome-by-offerer";
const WELCOME_BY_JOINER: &str = "lamplight/v1/pairing-welcome-by-joiner";

/// Why a person ends a pairing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The pictures are not the same on both sides.
    PicturesDiffer,
    /// For whatever other reason; none is asked.
    Stopped,
}

impl Refusal {
    fn ending(self) -> Ending {
        match self {
            Self::PicturesDiffer => Ending::PicturesDiffer,
            Self::Stopped => Ending::Stopped,
        }
    }
}

/// Both sides have revealed; their people look at the pictures.
#[derive(Serialize, Deserialize)]
pub(super) struct Comparing {
    pub(super) meeting: Meeting,
    partner: DeviceCertificate,
    revealed: Revealed,
    pub(super) mine: Option<Mine>,
    /// The half of the other side, once its person has confirmed.
    pub(super) theirs: Option<Secret>,
}

/// The half of this side, and what the partner will be told.
#[derive(Serialize, Deserialize)]
pub(super) struct Mine {
    share: Secret,
    payload: Vec<u8>,
}

/// The result, as stored.
#[derive(Serialize, Deserialize)]
pub(super) struct Done {
    space_id: [u8; 32],
    roster_key: Secret,
    partner: DeviceCertificate,
    payload: Vec<u8>,
}

impl Drop for Mine {
    fn drop(&mut self) {
        self.payload.zeroize();
    }
}

impl Comparing {
    pub(super) fn new(
        mut meeting: Meeting,
        transcript: Transcript,
        partner: DeviceCertificate,
        revealed: Revealed,
    ) -> Self {
        meeting.transcript = transcript;
        Self {
            meeting,
            partner,
            revealed,
            mine: None,
            theirs: None,
        }
    }

    pub(super) fn pictures(&self) -> [u8; PICTURES] {
        pictures::of_transcript(&self.meeting.transcript.0)
    }

    /// What a confirmation's half is sealed for: this side and everything said before.
    fn info(&self, by: Role) -> Vec<u8> {
        [
            CONFIRM_INFO,
            &aad(Kind::Confirm, self.meeting.transcript),
            &[by.byte()],
        ]
        .concat()
    }

    fn psk(&self) -> Psk<'_> {
        Psk {
            key: self.meeting.channel.confirm_key(),
            id: PSK_ID,
        }
    }

    /// `signature ‖ enc ‖ HPKE(half)`, sealed on the channel.
    fn confirmation(
        &self,
        role: Role,
        me: &DeviceSecrets,
        share: &Secret,
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<u8>, PairingError> {
        let info = self.info(role);
        let (enc, mut sender) = Suite::send(&self.revealed.public, Some(self.psk()), &info, rng)
            .map_err(|_| PairingError::DoesNotOpen)?;
        let wrapped = sender
            .seal(&share.0, b"")
            .map_err(|_| PairingError::DoesNotOpen)?;
        let content = [enc.as_slice(), &wrapped].concat();
        let signature = me.sign(
            Purpose::PairingConfirm,
            &[info.as_slice(), &content].concat(),
        );
        let content = [signature.as_slice(), &content].concat();
        self.meeting
            .channel
            .seal(role, Kind::Confirm, self.meeting.transcript, &content, rng)
    }

    fn confirmed(&self, by: Role, body: &[u8]) -> Result<Secret, PairingError> {
        let content =
            self.meeting
                .channel
                .open(by, Kind::Confirm, self.meeting.transcript, body)?;
        let mut reader = Reader::new(&content);
        let signature: [u8; 64] = reader.array()?;
        let signed = reader.rest();
        let info = self.info(by);
        signing::verify(
            &self.partner.card.sign,
            Purpose::PairingConfirm,
            &[info.as_slice(), signed].concat(),
            &signature,
        )
        .map_err(|_| PairingError::NotTheDevice)?;

        let mut reader = Reader::new(signed);
        let enc: [u8; 32] = reader.array()?;
        let opened = Suite::receive(self.meeting.reveal.secret(), &enc, Some(self.psk()), &info)
            .and_then(|mut receiver| receiver.open(reader.rest(), b""))
            .map(Zeroizing::new)
            .map_err(|_| PairingError::DoesNotOpen)?;
        let share = opened.as_slice().try_into();
        share
            .map(Secret)
            .map_err(|_| PairingError::Malformed(WireError::Truncated))
    }

    /// A key made from both halves; only there once both have confirmed.
    fn key(&self, role: Role, context: &str) -> Option<Zeroizing<[u8; 32]>> {
        let (mine, theirs) = (self.mine.as_ref()?, self.theirs.as_ref()?);
        let (by_offerer, by_joiner) = match role {
            Role::Offerer => (&mine.share, theirs),
            Role::Joiner => (theirs, &mine.share),
        };
        let both = Zeroizing::new([by_offerer.0, by_joiner.0].concat());
        Some(derive_key(&both, &self.meeting.transcript.0, context))
    }

    /// The welcome to send, once both have confirmed.
    fn welcome(
        &mut self,
        role: Role,
        rng: &mut impl CryptoRng,
    ) -> Result<Option<Vec<u8>>, PairingError> {
        let Some(key) = self.key(role, welcome_context(role)) else {
            return Ok(None);
        };
        let Some(mine) = &mut self.mine else {
            return Ok(None);
        };
        let payload = Zeroizing::new(std::mem::take(&mut mine.payload));
        let bound = aad(Kind::Welcome, self.meeting.transcript);
        let sealed = seal::seal(&key, &bound, &payload, rng)?;
        Ok(Some(Kind::Welcome.message(&sealed)))
    }

    fn welcomed(&self, role: Role, body: &[u8]) -> Result<Done, PairingError> {
        let (Some(key), Some(space_id), Some(roster_key)) = (
            self.key(role, welcome_context(role.other())),
            self.key(role, SPACE),
            self.key(role, ROSTER),
        ) else {
            return Err(PairingError::OutOfTurn);
        };
        let bound = aad(Kind::Welcome, self.meeting.transcript);
        let payload = seal::open(&key, &bound, body)?;
        Ok(Done {
            space_id: *space_id,
            roster_key: Secret(*roster_key),
            partner: self.partner.clone(),
            payload: payload.to_vec(),
        })
    }
}

impl Pairing {
    /// This side's person says that the pictures are the same. `payload` is what the partner is
    /// told once both have said so (at most [`MAX_FRAME_CONTENT`] bytes). Gives the messages to
    /// send; confirming twice changes nothing.
    pub fn confirm(
        &mut self,
        me: &DeviceSecrets,
        payload: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<Vec<u8>>, PairingError> {
        if payload.len() > MAX_FRAME_CONTENT {
            return Err(PairingError::PayloadTooLarge);
        }
        let role = self.state.role;
        let comparing = match &mut self.state.step {
            Step::Comparing(comparing) => comparing,
            Step::Over(ending) => return Err(PairingError::Over(*ending)),
            Step::Paired(_) => return Ok(Vec::new()),
            _ => return Err(PairingError::OutOfTurn),
        };
        if comparing.mine.is_some() {
            return Ok(Vec::new());
        }
        if me.public() != self.state.mine.card {
            return Err(PairingError::NotTheDevice);
        }
        let share = Secret::generate(rng);
        let mut messages = vec![comparing.confirmation(role, me, &share, rng)?];
        comparing.mine = Some(Mine {
            share,
            payload: payload.to_vec(),
        });
        messages.extend(comparing.welcome(role, rng)?);
        self.state.sent.extend_from_slice(&messages);
        Ok(messages)
    }

    /// This side's person does not want to go on. Gives the message to send, if there is anyone to
    /// send it to.
    pub fn refuse(
        &mut self,
        refusal: Refusal,
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<Vec<u8>>, PairingError> {
        match &self.state.step {
            Step::Over(_) => return Ok(Vec::new()),
            Step::Paired(_) => return Err(PairingError::TooLate),
            Step::Comparing(comparing)
                if comparing.mine.is_some() && comparing.theirs.is_some() =>
            {
                return Err(PairingError::TooLate);
            }
            _ => {}
        }
        let message = match self.state.meeting() {
            None => None,
            Some(meeting) => Some(meeting.channel.seal(
                self.state.role,
                Kind::Refuse,
                meeting.start,
                &[refusal_byte(refusal)],
                rng,
            )?),
        };
        self.state.end(refusal.ending());
        self.state.sent.extend(message);
        Ok(self.state.sent.clone())
    }

    /// The result, once both sides have confirmed and the partner's welcome has come.
    #[must_use]
    pub fn paired(&self) -> Option<Paired> {
        let Step::Paired(done) = &self.state.step else {
            return None;
        };
        Some(Paired {
            space_id: done.space_id,
            roster_key: Zeroizing::new(done.roster_key.0),
            partner: done.partner.clone(),
            partner_payload: done.payload.clone(),
        })
    }

    pub(super) fn take_confirm(
        &mut self,
        body: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<(), PairingError> {
        let role = self.state.role;
        let Step::Comparing(comparing) = &mut self.state.step else {
            return Err(PairingError::OutOfTurn);
        };
        if comparing.theirs.is_some() {
            return Err(PairingError::OutOfTurn);
        }
        comparing.theirs = Some(comparing.confirmed(role.other(), body)?);
        let welcome = comparing.welcome(role, rng)?;
        self.state.sent.extend(welcome);
        Ok(())
    }

    pub(super) fn take_welcome(&mut self, body: &[u8]) -> Result<(), PairingError> {
        let Step::Comparing(comparing) = &self.state.step else {
            return Err(PairingError::OutOfTurn);
        };
        self.state.step = Step::Paired(comparing.welcomed(self.state.role, body)?);
        Ok(())
    }

    /// A refusal ends it at any point before this side has the partner's welcome: whoever sends
    /// one has not had both confirmations, and so has not sent a welcome.
    pub(super) fn take_refusal(&mut self, body: &[u8]) -> Result<(), PairingError> {
        let Some(meeting) = self.state.meeting() else {
            return Err(match self.state.step {
                Step::Paired(_) => PairingError::TooLate,
                _ => PairingError::OutOfTurn,
            });
        };
        let by = self.state.role.other();
        let content = meeting
            .channel
            .open(by, Kind::Refuse, meeting.start, body)?;
        let ending = match content.as_slice() {
            [1] => Ending::PicturesDiffer,
            [2] => Ending::Stopped,
            _ => return Err(WireError::Unknown.into()),
        };
        self.state.end(ending);
        Ok(())
    }
}

fn refusal_byte(refusal: Refusal) -> u8 {
    match refusal {
        Refusal::PicturesDiffer => 1,
        Refusal::Stopped => 2,
    }
}

fn welcome_context(by: Role) -> &'static str {
    match by {
        Role::Offerer => WELCOME_BY_OFFERER,
        Role::Joiner => WELCOME_BY_JOINER,
    }
}
