//! Becoming a couple: the same room, or an invitation. Nothing is shared before
//! both have said that the seven pictures are the same.

use std::net::SocketAddr;

use chrono::{DateTime, Utc};
use keys::{
    invite::{Invite, InviteError},
    pairing::{Ending, Pairing, PairingError, Refusal, Role, Stage},
    pictures,
};

use crate::{Companion, CompanionError, Errand, Notice, couple_space::NewCouple};

const PORT: &str = "port";

/// Where pairing stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PairingView {
    /// Nothing is going on.
    Idle,
    /// Visible in this room, looking for the other.
    Searching,
    /// An invitation waits to be used.
    InviteReady {
        /// The line to give away.
        invite: String,
        /// Until when it can be used.
        expires_at: DateTime<Utc>,
    },
    /// Talking to the other computer.
    Connecting {
        /// The folder that the inviting one keeps, by its own name, where this side has none yet.
        folder: Option<String>,
    },
    /// Both see seven pictures.
    Comparing {
        /// Their ids, in order.
        pictures: Vec<&'static str>,
        /// I have said that they are the same.
        confirmed: bool,
    },
    /// Done.
    Paired,
    /// It ended without.
    Failed(PairingFailure),
}

/// Why pairing ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairingFailure {
    /// One of the two saw other pictures.
    PicturesDiffer,
    /// Cancelled, refused, or altered on the way.
    Over,
    /// The invitation's time is over.
    Expired,
    /// The other computer does not answer.
    Unreachable,
    /// The other computer has a newer Lamplight, which this one does not understand.
    Newer,
}

/// What is on the desk while two become a couple.
#[derive(Default)]
pub(crate) struct PairingDesk {
    pub(crate) pairing: Option<Pairing>,
    searching: bool,
    failure: Option<PairingFailure>,
    /// Whom the open pairing line leads to.
    line: Option<[u8; 32]>,
    addresses: Vec<SocketAddr>,
    my_addresses: Vec<SocketAddr>,
}

/// The name of a folder as another computer gave it: one line of moderate length.
fn shown_name(name: &str) -> String {
    name.chars()
        .filter(|letter| !letter.is_control())
        .take(80)
        .collect()
}

impl From<PairingError> for CompanionError {
    fn from(error: PairingError) -> Self {
        match error {
            PairingError::Invite(error) => error.into(),
            PairingError::Spent => Self::InviteSpent,
            PairingError::Newer(_) => Self::MadeByNewer,
            _ => Self::PairingOver,
        }
    }
}

impl Companion {
    /// Where this computer can be reached, for invitations.
    pub fn set_addresses(&mut self, addresses: Vec<SocketAddr>) {
        self.pairing.my_addresses = addresses;
    }

    /// The public key of this computer's endpoint.
    #[must_use]
    pub fn endpoint(&self) -> [u8; 32] {
        self.me.device.public().transport
    }

    /// The seed of this computer's endpoint, for the courier alone.
    #[must_use]
    pub fn endpoint_seed(&self) -> zeroize::Zeroizing<[u8; 32]> {
        self.me.device.transport_seed()
    }

    /// The UDP port used before, and keeping the one in use now.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn port(&self) -> Result<u16, CompanionError> {
        Ok(self.private.setting(PORT)?.unwrap_or(0))
    }

    /// Keeps the first UDP port there was, so that last-known addresses stay true. Another one,
    /// for a time when that is taken, is not kept.
    ///
    /// # Errors
    /// It could not be saved.
    pub fn keep_port(&mut self, port: u16) -> Result<(), CompanionError> {
        if self.port()? == 0 && port != 0 {
            self.private.write(|tx| tx.put_setting(PORT, &port))?;
        }
        Ok(())
    }

    /// Where pairing stands.
    #[must_use]
    pub fn pairing_view(&self) -> PairingView {
        let desk = &self.pairing;
        if let Some(failure) = desk.failure {
            return PairingView::Failed(failure);
        }
        let Some(pairing) = &desk.pairing else {
            if desk.searching {
                return PairingView::Searching;
            }
            return if self.partner().is_some() {
                PairingView::Paired
            } else {
                PairingView::Idle
            };
        };
        match pairing.stage() {
            Stage::Waiting => match pairing.invite() {
                Some(invite) => PairingView::InviteReady {
                    invite: invite.to_line().to_string(),
                    expires_at: invite.expires_at,
                },
                None => PairingView::Searching,
            },
            Stage::Connecting => PairingView::Connecting {
                folder: pairing
                    .invite()
                    .and_then(|invite| invite.mailbox_hint.clone())
                    .filter(|_| pairing.role() == Role::Joiner && !self.has_mailbox())
                    .map(|name| shown_name(&name)),
            },
            Stage::Comparing { confirmed } => PairingView::Comparing {
                pictures: pairing
                    .pictures()
                    .map(|pictures| pictures::named(&pictures).to_vec())
                    .unwrap_or_default(),
                confirmed,
            },
            Stage::Finishing => PairingView::Comparing {
                pictures: pairing
                    .pictures()
                    .map(|pictures| pictures::named(&pictures).to_vec())
                    .unwrap_or_default(),
                confirmed: true,
            },
            Stage::Paired => PairingView::Paired,
            Stage::Over(ending) => PairingView::Failed(failure_of(ending)),
        }
    }

    /// Same room: visible from now on, and looking.
    ///
    /// # Errors
    /// [`CompanionError::AlreadyPaired`].
    pub fn connect_same_room(&mut self) -> Result<PairingView, CompanionError> {
        if self.is_mailbox_only() {
            return Err(CompanionError::DirectClosed);
        }
        self.clear_desk()?;
        self.pairing.searching = true;
        self.errand(Errand::AcceptPairing { on: true });
        self.errand(Errand::SameRoom { on: true });
        self.notice(Notice::PairingChanged);
        Ok(self.pairing_view())
    }

    /// Different homes: makes an invitation, good for one answer within a day.
    ///
    /// # Errors
    /// [`CompanionError::AlreadyPaired`], or it could not be saved.
    pub fn make_invite(&mut self) -> Result<PairingView, CompanionError> {
        self.clear_desk()?;
        let now = self.now();
        let me = self.me.certificate();
        let addresses = match self.is_mailbox_only() {
            true => Vec::new(),
            false => self.pairing.my_addresses.clone(),
        };
        let hint = self.mailbox_hint();
        let (pairing, _) = Pairing::offer(&me, addresses, hint, now, &mut self.rng);
        self.pairing.pairing = Some(pairing);
        self.keep_pairing()?;
        self.errand(Errand::AcceptPairing { on: true });
        self.notice(Notice::PairingChanged);
        Ok(self.pairing_view())
    }

    /// Uses an invitation.
    ///
    /// # Errors
    /// Malformed, altered, expired, or one's own; [`CompanionError::AlreadyPaired`].
    pub fn accept_invite(&mut self, line: &str) -> Result<PairingView, CompanionError> {
        if self.partner().is_some() {
            return Err(CompanionError::AlreadyPaired);
        }
        let invite = Invite::from_line(line)?;
        let again = self.pairing.pairing.as_ref().is_some_and(|pairing| {
            pairing.role() == Role::Joiner
                && pairing.invite().is_some_and(|known| *known == invite)
                && !matches!(pairing.stage(), Stage::Over(_))
        });
        if !again {
            let (now, me) = (self.now(), self.me.certificate());
            let pairing = Pairing::join(&invite, &me, now, &mut self.rng)?;
            self.clear_desk()?;
            self.pairing.pairing = Some(pairing);
            self.keep_pairing()?;
        }
        self.pairing.failure = None;
        self.pairing.addresses = invite.addrs.clone();
        self.errand(Errand::DialPairing {
            peer: invite.endpoint,
            addresses: invite.addrs.clone(),
        });
        self.notice(Notice::PairingChanged);
        Ok(self.pairing_view())
    }

    /// The pictures are the same. Final.
    ///
    /// # Errors
    /// [`CompanionError::PairingOver`] when there is nothing to confirm.
    pub fn confirm_pictures(&mut self) -> Result<PairingView, CompanionError> {
        let payload = self.me.name.clone();
        let pairing = self
            .pairing
            .pairing
            .as_mut()
            .ok_or(CompanionError::PairingOver)?;
        if !matches!(
            pairing.stage(),
            Stage::Comparing { .. } | Stage::Finishing | Stage::Paired
        ) {
            return Err(CompanionError::PairingOver);
        }
        let messages = pairing.confirm(&self.me.device, payload.as_bytes(), &mut self.rng)?;
        self.keep_pairing()?;
        self.send_pairing(messages);
        self.finish_pairing()?;
        self.notice(Notice::PairingChanged);
        Ok(self.pairing_view())
    }

    /// The pictures differ: someone else may be in between. Ends it on both sides.
    ///
    /// # Errors
    /// It could not be saved.
    pub fn refuse_pictures(&mut self) -> Result<PairingView, CompanionError> {
        self.end_pairing(Refusal::PicturesDiffer)?;
        self.pairing.failure = Some(PairingFailure::PicturesDiffer);
        Ok(self.pairing_view())
    }

    /// Stops pairing, for whatever reason.
    ///
    /// # Errors
    /// It could not be saved.
    pub fn cancel_pairing(&mut self) -> Result<PairingView, CompanionError> {
        self.end_pairing(Refusal::Stopped)?;
        Ok(self.pairing_view())
    }

    /// Someone in the same room looks for their partner too, or the partner was found in this
    /// network.
    pub fn nearby(&mut self, endpoint: [u8; 32], addresses: Vec<SocketAddr>) {
        if !self.pairing.searching || self.pairing.pairing.is_some() {
            return self.partner_is_nearby(endpoint, addresses);
        }
        let me = self.me.certificate();
        self.pairing.addresses.clone_from(&addresses);
        if Pairing::role_in_room(&me.card.transport, &endpoint) == Role::Offerer {
            self.pairing.pairing = Some(Pairing::offer_in_room(&me, &mut self.rng));
            self.errand(Errand::DialPairing {
                peer: endpoint,
                addresses,
            });
        }
    }

    /// A pairing line is open: says again whatever may not have arrived.
    pub fn pairing_opened(&mut self, endpoint: [u8; 32], address: Option<SocketAddr>) {
        self.pairing.line = Some(endpoint);
        if let Some(address) = address
            && !self.pairing.addresses.contains(&address)
        {
            self.pairing.addresses.insert(0, address);
        }
        let messages: Vec<Vec<u8>> = match &self.pairing.pairing {
            Some(pairing) => pairing.to_send().to_vec(),
            None => Vec::new(),
        };
        self.send_pairing(messages);
    }

    /// A message on the pairing line.
    pub fn pairing_received(&mut self, endpoint: [u8; 32], bytes: &[u8]) {
        self.pairing.line = Some(endpoint);
        // A stray or altered message is counted by the pairing itself, which
        // ends after three; this side's screen shows that.
        let taken = self.take_pairing_message(bytes);
        let newer = matches!(taken, Err(CompanionError::MadeByNewer));
        self.pairing_took_a_step(newer);
    }

    /// What a message brought about, shown; `newer` where it was one of a newer program.
    pub(crate) fn pairing_took_a_step(&mut self, newer: bool) {
        let over = self
            .pairing
            .pairing
            .as_ref()
            .and_then(|pairing| match pairing.stage() {
                Stage::Over(_) if newer => Some(PairingFailure::Newer),
                Stage::Over(ending) => Some(failure_of(ending)),
                _ => None,
            });
        if let Some(failure) = over {
            self.pairing.failure = Some(failure);
            let _ = self.stop_looking();
        }
        self.notice(Notice::PairingChanged);
    }

    fn take_pairing_message(&mut self, bytes: &[u8]) -> Result<(), CompanionError> {
        let now = self.now();
        match self.pairing.pairing.as_mut() {
            Some(pairing) => {
                let messages = pairing.receive(bytes, now, &mut self.rng)?;
                self.keep_pairing()?;
                self.send_pairing(messages);
            }
            None if self.pairing.searching => {
                let me = self.me.certificate();
                let pairing = Pairing::join_in_room(bytes, &me, &mut self.rng)?;
                let messages = pairing.to_send().to_vec();
                self.pairing.pairing = Some(pairing);
                self.send_pairing(messages);
            }
            None => return Ok(()),
        }
        self.finish_pairing()
    }

    /// The pairing line is gone.
    pub fn pairing_closed(&mut self, endpoint: [u8; 32]) {
        if self.pairing.line == Some(endpoint) {
            self.pairing.line = None;
        }
        let unfinished = self.pairing.pairing.as_ref().is_some_and(|pairing| {
            pairing.role() == Role::Joiner
                && matches!(
                    pairing.stage(),
                    Stage::Connecting | Stage::Comparing { .. } | Stage::Finishing
                )
        });
        if unfinished {
            let addresses = self.pairing.addresses.clone();
            self.errand(Errand::DialPairing {
                peer: endpoint,
                addresses,
            });
        }
    }

    pub(crate) fn pairing_line(&self) -> Option<[u8; 32]> {
        self.pairing.line
    }

    /// The other computer does not answer.
    pub fn pairing_unreachable(&mut self) {
        let waiting = self
            .pairing
            .pairing
            .as_ref()
            .is_some_and(|pairing| pairing.stage() == Stage::Connecting);
        // Through a folder the answer may come tomorrow.
        if waiting && !self.has_mailbox() {
            self.pairing.failure = Some(PairingFailure::Unreachable);
            self.notice(Notice::PairingChanged);
        }
    }

    /// Makes the couple once both have confirmed.
    pub(crate) fn finish_pairing(&mut self) -> Result<(), CompanionError> {
        if self.partner().is_some() {
            return Ok(());
        }
        let Some(pairing) = &self.pairing.pairing else {
            return Ok(());
        };
        let Some(paired) = pairing.paired() else {
            return Ok(());
        };
        let partner_name = String::from_utf8(paired.partner_payload)
            .ok()
            .and_then(|name| crate::identity::proper_name(&name).ok())
            .unwrap_or_else(|| "…".into());
        let first_epoch = pairing.role() == Role::Offerer;
        let couple = NewCouple {
            space: paired.space_id,
            roster_key: *paired.roster_key,
            partner: paired.partner,
            partner_name,
            addresses: self.pairing.addresses.clone(),
            first_epoch,
        };
        self.forget_partner_left()?;
        self.found_couple_space(couple)?;
        self.stop_looking()?;
        self.notice(Notice::PairingChanged);
        self.notice(Notice::SharingChanged);
        self.notice(Notice::HomeChanged);
        Ok(())
    }

    /// The partner reaches us on the sync line, so they have all of the pairing.
    pub(crate) fn pairing_is_known_to_partner(&mut self) {
        let done = self
            .pairing
            .pairing
            .as_ref()
            .is_some_and(|pairing| pairing.stage() == Stage::Paired);
        if done {
            self.meeting_is_over();
            self.pairing.pairing = None;
            let _ = self.shared.write(|tx| tx.clear_pairing());
            if let Some(peer) = self.pairing.line.take() {
                self.errand(Errand::ClosePairing { peer });
            }
            self.errand(Errand::AcceptPairing { on: false });
        }
    }

    /// Goes on with a pairing that was interrupted by the end of the program.
    pub(crate) fn resume_pairing(&mut self) -> Result<(), CompanionError> {
        let Some((bytes, _)) = self.shared.pairing()? else {
            return Ok(());
        };
        let Ok(pairing) = Pairing::from_bytes(&bytes) else {
            return Ok(self.shared.write(|tx| tx.clear_pairing())?);
        };
        if matches!(pairing.stage(), Stage::Over(_)) {
            return Ok(self.shared.write(|tx| tx.clear_pairing())?);
        }
        let dial = (pairing.role() == Role::Joiner)
            .then(|| pairing.invite().cloned())
            .flatten();
        self.pairing.pairing = Some(pairing);
        match dial {
            Some(invite) => {
                self.pairing.addresses.clone_from(&invite.addrs);
                self.errand(Errand::DialPairing {
                    peer: invite.endpoint,
                    addresses: invite.addrs.clone(),
                });
            }
            None => self.errand(Errand::AcceptPairing { on: true }),
        }
        Ok(())
    }

    fn end_pairing(&mut self, refusal: Refusal) -> Result<(), CompanionError> {
        if let Some(pairing) = self.pairing.pairing.as_mut() {
            // Too late to refuse means that both have confirmed; leaving is for that.
            if let Ok(messages) = pairing.refuse(refusal, &mut self.rng)
                && let Some(last) = messages.last().cloned()
            {
                self.last_word(&last);
                self.send_pairing(vec![last]);
            }
        }
        if let Some(peer) = self.pairing.line.take() {
            self.errand(Errand::ClosePairing { peer });
        }
        self.pairing.pairing = None;
        self.pairing.failure = None;
        self.stop_looking()?;
        self.shared.write(|tx| tx.clear_pairing())?;
        self.notice(Notice::PairingChanged);
        Ok(())
    }

    fn stop_looking(&mut self) -> Result<(), CompanionError> {
        if self.pairing.searching {
            self.pairing.searching = false;
            self.errand(Errand::SameRoom { on: false });
        }
        Ok(())
    }

    fn clear_desk(&mut self) -> Result<(), CompanionError> {
        if self.partner().is_some() {
            return Err(CompanionError::AlreadyPaired);
        }
        if self.pairing.pairing.is_some() || self.pairing.searching {
            self.end_pairing(Refusal::Stopped)?;
        }
        self.pairing.failure = None;
        self.pairing.addresses.clear();
        Ok(())
    }

    pub(crate) fn keep_pairing(&mut self) -> Result<(), CompanionError> {
        let now = self.now();
        let Some(pairing) = &self.pairing.pairing else {
            return Ok(());
        };
        // In the same room both have to press Connect again after a restart.
        if pairing.invite().is_none() {
            return Ok(());
        }
        let bytes = pairing.to_bytes();
        Ok(self.shared.write(|tx| tx.put_pairing(&bytes, now))?)
    }

    fn send_pairing(&mut self, messages: Vec<Vec<u8>>) {
        let Some(peer) = self.pairing.line else {
            return;
        };
        for bytes in messages {
            self.errand(Errand::SendPairing { peer, bytes });
        }
    }
}

fn failure_of(ending: Ending) -> PairingFailure {
    match ending {
        Ending::PicturesDiffer => PairingFailure::PicturesDiffer,
        Ending::Expired => PairingFailure::Expired,
        Ending::Stopped | Ending::Failed => PairingFailure::Over,
    }
}

impl From<PairingFailure> for CompanionError {
    fn from(failure: PairingFailure) -> Self {
        match failure {
            PairingFailure::PicturesDiffer => Self::PicturesDiffer,
            PairingFailure::Over => Self::PairingOver,
            PairingFailure::Expired => InviteError::Expired.into(),
            PairingFailure::Unreachable => Self::PartnerUnreachable,
            PairingFailure::Newer => Self::MadeByNewer,
        }
    }
}
