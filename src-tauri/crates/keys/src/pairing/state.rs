//! What one side remembers between two messages, and the messages up to the pictures.

use chrono::{DateTime, Utc};
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use crate::{
    hash::hash_in,
    invite::InviteError,
    pairing::{
        Ending, PairingError, Role,
        channel::{Channel, Origin, Reveal, Revealed, Transcript},
        confirm::{Comparing, Done},
        message::Kind,
    },
    person::DeviceCertificate,
    secret::Secret,
    wire::Reader,
};

const VERSION: u8 = 1;
const SEEN: &str = "lamplight/v1/pairing-seen";

#[derive(Serialize, Deserialize)]
pub(super) struct State {
    pub(super) role: Role,
    pub(super) origin: Origin,
    pub(super) mine: DeviceCertificate,
    pub(super) step: Step,
    /// Everything sent so far, for those who missed it.
    pub(super) sent: Vec<Vec<u8>>,
    /// The hashes of what was taken in.
    seen: Vec<[u8; 32]>,
    pub(super) strikes: u8,
}

/// How far it has come. What is no longer needed is gone with its step.
#[derive(Serialize, Deserialize)]
pub(super) enum Step {
    /// Offerer: nobody answered yet.
    Waiting {
        kem_secret: Secret,
        reveal: Reveal,
    },
    /// Joiner: has answered, waits for the offer.
    Answered(Meeting),
    /// Offerer: has offered, waits for the joiner's reveal.
    Offered(Meeting),
    /// Joiner: has revealed, waits for the offerer's reveal.
    Revealed(Meeting),
    /// Both: pictures.
    Comparing(Box<Comparing>),
    /// Both: done.
    Paired(Done),
    Over(Ending),
}

/// A channel with someone, and what has been said on it.
#[derive(Serialize, Deserialize)]
pub(super) struct Meeting {
    pub(super) channel: Channel,
    pub(super) reveal: Reveal,
    /// The transcript after the answer: what a refusal is bound to at any later point.
    pub(super) start: Transcript,
    pub(super) transcript: Transcript,
    /// Certificate and commitment of the other side, once they have come.
    theirs: Option<(DeviceCertificate, [u8; 32])>,
}

impl Meeting {
    pub(super) fn theirs(&self) -> Option<&DeviceCertificate> {
        self.theirs.as_ref().map(|(certificate, _)| certificate)
    }
}

impl State {
    pub(super) fn waiting(
        origin: Origin,
        kem_secret: Zeroizing<[u8; 32]>,
        me: &DeviceCertificate,
        rng: &mut impl CryptoRng,
    ) -> Self {
        let reveal = Reveal::generate(rng);
        Self::new(
            Role::Offerer,
            origin,
            me,
            Step::Waiting {
                kem_secret: Secret(*kem_secret),
                reveal,
            },
        )
    }

    /// Answers at once: `enc ‖ HPKE(certificate ‖ commitment)`.
    pub(super) fn answering(
        origin: Origin,
        me: &DeviceCertificate,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, PairingError> {
        let reveal = Reveal::generate(rng);
        let before = origin.transcript();
        let content = introduction(me, &reveal, Role::Joiner, before);
        let (enc, mut sender) = origin.answer(rng)?;
        let sealed = sender
            .seal(&content, &Kind::Answer.header())
            .map_err(|_| PairingError::DoesNotOpen)?;
        let transcript = before.and(Kind::Answer, &[&enc, &content]);
        let meeting = Meeting {
            channel: Channel::from_exporter(|context, out| sender.export(context, out))?,
            reveal,
            start: transcript,
            transcript,
            theirs: None,
        };
        let mut state = Self::new(Role::Joiner, origin, me, Step::Answered(meeting));
        state
            .sent
            .push(Kind::Answer.message(&[enc.as_slice(), &sealed].concat()));
        Ok(state)
    }

    fn new(role: Role, origin: Origin, me: &DeviceCertificate, step: Step) -> Self {
        Self {
            role,
            origin,
            mine: me.clone(),
            step,
            sent: Vec::new(),
            seen: Vec::new(),
            strikes: 0,
        }
    }

    /// Offerer: the first answer that opens spends the invite.
    pub(super) fn take_answer(
        &mut self,
        body: &[u8],
        now: DateTime<Utc>,
        rng: &mut impl CryptoRng,
    ) -> Result<(), PairingError> {
        let kem_secret = match (&self.step, self.role) {
            (Step::Waiting { kem_secret, .. }, _) => kem_secret,
            (_, Role::Offerer) => return Err(PairingError::Spent),
            (_, Role::Joiner) => return Err(PairingError::OutOfTurn),
        };
        if let Origin::Invite(invite) = &self.origin
            && now >= invite.expires_at
        {
            return Err(InviteError::Expired.into());
        }
        let mut reader = Reader::new(body);
        let enc: [u8; 32] = reader.array()?;
        let mut receiver = self.origin.answered(&kem_secret.0, &enc)?;
        let content = receiver
            .open(reader.rest(), &Kind::Answer.header())
            .map_err(|_| PairingError::DoesNotOpen)?;
        let channel = Channel::from_exporter(|context, out| receiver.export(context, out))?;

        let theirs = self.introduced(&content)?;
        let before = self.origin.transcript();
        let start = before.and(Kind::Answer, &[&enc, &content]);
        // Taken out only now: whatever failed above leaves the invite as it was.
        let Step::Waiting { reveal, .. } =
            std::mem::replace(&mut self.step, Step::Over(Ending::Failed))
        else {
            return Err(PairingError::OutOfTurn);
        };
        let offer = introduction(&self.mine, &reveal, Role::Offerer, before);
        self.sent
            .push(channel.seal(Role::Offerer, Kind::Offer, start, &offer, rng)?);
        self.step = Step::Offered(Meeting {
            channel,
            reveal,
            start,
            transcript: start.and(Kind::Offer, &[&offer]),
            theirs: Some(theirs),
        });
        Ok(())
    }

    /// Joiner: the offerer has introduced itself and committed; reveal.
    pub(super) fn take_offer(
        &mut self,
        body: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<(), PairingError> {
        let Step::Answered(meeting) = &self.step else {
            return Err(PairingError::OutOfTurn);
        };
        let content = meeting
            .channel
            .open(Role::Offerer, Kind::Offer, meeting.start, body)?;
        let theirs = self.introduced(&content)?;
        if theirs.0.card.transport != self.origin.endpoint() {
            return Err(PairingError::OtherEndpoint);
        }
        let transcript = meeting.transcript.and(Kind::Offer, &[&content]);
        let told = meeting.reveal.told().encode();
        let message =
            meeting
                .channel
                .seal(Role::Joiner, Kind::JoinerReveal, transcript, &told, rng)?;
        let Step::Answered(mut meeting) =
            std::mem::replace(&mut self.step, Step::Over(Ending::Failed))
        else {
            return Err(PairingError::OutOfTurn);
        };
        meeting.theirs = Some(theirs);
        meeting.transcript = transcript.and(Kind::JoinerReveal, &[&told]);
        self.sent.push(message);
        self.step = Step::Revealed(meeting);
        Ok(())
    }

    /// Either: the other side's reveal. The offerer reveals in return.
    pub(super) fn take_reveal(
        &mut self,
        kind: Kind,
        body: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<(), PairingError> {
        let by = self.role.other();
        if kind != Kind::reveal_of(by) {
            return Err(PairingError::OutOfTurn);
        }
        let (Step::Offered(meeting) | Step::Revealed(meeting)) = &self.step else {
            return Err(PairingError::OutOfTurn);
        };
        let content = meeting.channel.open(by, kind, meeting.transcript, body)?;
        let revealed = Revealed::decode(&content)?;
        let Some((theirs, commitment)) = meeting.theirs.clone() else {
            return Err(PairingError::OutOfTurn);
        };
        if !revealed.keeps(&commitment, by, self.origin.transcript()) {
            return Err(PairingError::CommitmentBroken);
        }
        let mut transcript = meeting.transcript.and(kind, &[&content]);
        if self.role == Role::Offerer {
            let kind = Kind::OffererReveal;
            let told = meeting.reveal.told().encode();
            let message = meeting
                .channel
                .seal(Role::Offerer, kind, transcript, &told, rng)?;
            transcript = transcript.and(kind, &[&told]);
            self.sent.push(message);
        }
        let (Step::Offered(meeting) | Step::Revealed(meeting)) =
            std::mem::replace(&mut self.step, Step::Over(Ending::Failed))
        else {
            return Err(PairingError::OutOfTurn);
        };
        self.step = Step::Comparing(Box::new(Comparing::new(
            meeting, transcript, theirs, revealed,
        )));
        Ok(())
    }

    /// Reads `certificate ‖ commitment`.
    fn introduced(&self, content: &[u8]) -> Result<(DeviceCertificate, [u8; 32]), PairingError> {
        let mut reader = Reader::new(content);
        let certificate = DeviceCertificate::read(&mut reader)?;
        let commitment = reader.array()?;
        reader.end()?;
        certificate.verify()?;
        if certificate.person == self.mine.person {
            return Err(PairingError::SamePerson);
        }
        Ok((certificate, commitment))
    }

    pub(super) fn meeting(&self) -> Option<&Meeting> {
        match &self.step {
            Step::Answered(meeting) | Step::Offered(meeting) | Step::Revealed(meeting) => {
                Some(meeting)
            }
            Step::Comparing(comparing) => Some(&comparing.meeting),
            _ => None,
        }
    }

    /// Ends it; every secret goes with the step that held it, and there is nothing left to send
    /// again but what the caller adds.
    pub(super) fn end(&mut self, ending: Ending) {
        self.step = Step::Over(ending);
        self.sent.clear();
    }

    pub(super) fn remember(&mut self, message: &[u8]) {
        self.seen.push(hash_in(SEEN, &[message]));
    }

    pub(super) fn remembers(&self, message: &[u8]) -> bool {
        self.seen.contains(&hash_in(SEEN, &[message]))
    }

    pub(super) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        // Serialising into a vector fails only for what this state does not contain.
        let mut body = postcard::to_stdvec(self).unwrap_or_default();
        let mut bytes = Zeroizing::new(Vec::with_capacity(body.len() + 1));
        bytes.push(VERSION);
        bytes.extend_from_slice(&body);
        body.zeroize();
        bytes
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, PairingError> {
        match bytes.split_first() {
            None => Err(PairingError::StateDamaged),
            Some((&VERSION, body)) => match postcard::take_from_bytes(body) {
                Ok((state, [])) => Ok(state),
                _ => Err(PairingError::StateDamaged),
            },
            Some((version, _)) => Err(PairingError::StateNewer(*version)),
        }
    }
}

/// `certificate ‖ commitment`: who one is, and what one will reveal.
fn introduction(me: &DeviceCertificate, reveal: &Reveal, role: Role, start: Transcript) -> Vec<u8> {
    let commitment = reveal.told().commitment(role, start);
    [me.encode().as_slice(), &commitment].concat()
}
