use chrono::{TimeDelta, TimeZone};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

use super::*;
use crate::{DeviceSecrets, PersonSecret};

mod changed_bits;
mod man_in_the_middle;

struct One {
    device: DeviceSecrets,
    certificate: DeviceCertificate,
}

fn one(rng: &mut ChaCha20Rng) -> One {
    let device = DeviceSecrets::generate(rng);
    let certificate = PersonSecret::generate(rng).sign_device(&device.public());
    One {
        device,
        certificate,
    }
}

struct Scene {
    rng: ChaCha20Rng,
    anna: One,
    ben: One,
}

fn scene() -> Scene {
    seeded(1)
}

fn seeded(seed: u8) -> Scene {
    let mut rng = ChaCha20Rng::from_seed([seed; 32]);
    let (anna, ben) = (one(&mut rng), one(&mut rng));
    Scene { rng, anna, ben }
}

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 4, 20, 15, 0).unwrap()
}

impl Scene {
    /// Offerer and joiner with an invite; the answer is not delivered yet.
    fn by_invite(&mut self) -> (Pairing, Pairing) {
        let addrs = vec!["192.168.1.20:49152".parse().unwrap()];
        let (offerer, invite) =
            Pairing::offer(&self.anna.certificate, addrs, None, now(), &mut self.rng);
        let invite = Invite::from_line(&invite.to_line()).unwrap();
        let joiner = Pairing::join(&invite, &self.ben.certificate, now(), &mut self.rng).unwrap();
        (offerer, joiner)
    }

    fn in_room(&mut self) -> (Pairing, Pairing) {
        let offerer = Pairing::offer_in_room(&self.anna.certificate, &mut self.rng);
        let greeting = offerer.to_send()[0].clone();
        let joiner =
            Pairing::join_in_room(&greeting, &self.ben.certificate, &mut self.rng).unwrap();
        (offerer, joiner)
    }

    /// Delivers what each has to send until both are quiet. Every value is stored and read again
    /// before each step.
    fn talk(&mut self, offerer: &mut Pairing, joiner: &mut Pairing) {
        let mut to_offerer = joiner.to_send().to_vec();
        let mut to_joiner = offerer.to_send().to_vec();
        to_joiner.retain(|message| message[3] != Kind::Greeting as u8);
        while !(to_offerer.is_empty() && to_joiner.is_empty()) {
            for message in std::mem::take(&mut to_offerer) {
                *offerer = Pairing::from_bytes(&offerer.to_bytes()).unwrap();
                to_joiner.extend(offerer.receive(&message, now(), &mut self.rng).unwrap());
            }
            for message in std::mem::take(&mut to_joiner) {
                *joiner = Pairing::from_bytes(&joiner.to_bytes()).unwrap();
                to_offerer.extend(joiner.receive(&message, now(), &mut self.rng).unwrap());
            }
        }
    }

    fn compared(&mut self, in_room: bool) -> (Pairing, Pairing) {
        let (mut offerer, mut joiner) = if in_room {
            self.in_room()
        } else {
            self.by_invite()
        };
        self.talk(&mut offerer, &mut joiner);
        (offerer, joiner)
    }
}

const OPEN: Stage = Stage::Comparing { confirmed: false };

#[test]
fn two_people_pair_by_invite_and_in_one_room() {
    for in_room in [false, true] {
        let mut scene = scene();
        let (mut offerer, mut joiner) = scene.compared(in_room);
        assert_eq!((offerer.stage(), joiner.stage()), (OPEN, OPEN));
        assert!(offerer.pictures().is_some());
        assert_eq!(offerer.pictures(), joiner.pictures());
        assert_eq!(
            offerer.other_endpoint(),
            Some(scene.ben.certificate.card.transport)
        );

        offerer
            .confirm(&scene.anna.device, b"Anna", &mut scene.rng)
            .unwrap();
        scene.talk(&mut offerer, &mut joiner);
        assert_eq!(offerer.stage(), Stage::Comparing { confirmed: true });
        assert_eq!(joiner.stage(), OPEN);
        assert!(offerer.paired().is_none() && joiner.paired().is_none());

        joiner
            .confirm(&scene.ben.device, b"Ben", &mut scene.rng)
            .unwrap();
        assert_eq!(joiner.stage(), Stage::Finishing);
        scene.talk(&mut offerer, &mut joiner);
        assert_eq!(
            (offerer.stage(), joiner.stage()),
            (Stage::Paired, Stage::Paired)
        );

        let (anna, ben) = (offerer.paired().unwrap(), joiner.paired().unwrap());
        assert_eq!(anna.space_id, ben.space_id);
        assert_eq!(anna.roster_key, ben.roster_key);
        assert_ne!(anna.space_id, *anna.roster_key);
        assert_eq!(anna.partner, scene.ben.certificate);
        assert_eq!(ben.partner, scene.anna.certificate);
        assert_eq!(anna.partner_payload, b"Ben");
        assert_eq!(ben.partner_payload, b"Anna");
    }
}

#[test]
fn another_pairing_of_the_same_two_is_another_space() {
    let mut scene = scene();
    let mut spaces = Vec::new();
    for _ in 0..2 {
        let (mut offerer, mut joiner) = scene.compared(false);
        offerer
            .confirm(&scene.anna.device, b"", &mut scene.rng)
            .unwrap();
        joiner
            .confirm(&scene.ben.device, b"", &mut scene.rng)
            .unwrap();
        scene.talk(&mut offerer, &mut joiner);
        spaces.push(offerer.paired().unwrap().space_id);
    }
    assert_ne!(spaces[0], spaces[1]);
}

#[test]
fn who_reveals_something_else_than_committed_to_ends_it() {
    let mut scene = scene();
    let (mut offerer, mut joiner) = scene.by_invite();
    let offer = offerer
        .receive(&joiner.to_send()[0], now(), &mut scene.rng)
        .unwrap();
    // Having seen the offer, the joiner would rather have other random bytes.
    if let Step::Answered(meeting) = &mut joiner.state.step {
        meeting.reveal = channel::Reveal::generate(&mut scene.rng);
    }
    let reveal = joiner.receive(&offer[0], now(), &mut scene.rng).unwrap();
    assert_eq!(
        offerer.receive(&reveal[0], now(), &mut scene.rng),
        Err(PairingError::CommitmentBroken)
    );
    assert_eq!(offerer.stage(), Stage::Over(Ending::Failed));
    assert!(offerer.pictures().is_none());
}

#[test]
fn an_invite_works_once() {
    let mut scene = scene();
    let (mut offerer, joiner) = scene.by_invite();
    let other = one(&mut scene.rng);
    let invite = offerer.invite().unwrap().clone();
    let late = Pairing::join(&invite, &other.certificate, now(), &mut scene.rng).unwrap();
    let offer = offerer
        .receive(&joiner.to_send()[0], now(), &mut scene.rng)
        .unwrap();
    assert_eq!(offer.len(), 1);
    assert_eq!(
        offerer.receive(&late.to_send()[0], now(), &mut scene.rng),
        Err(PairingError::Spent)
    );
    // The same answer again is no second one.
    assert_eq!(
        offerer.receive(&joiner.to_send()[0], now(), &mut scene.rng),
        Ok(Vec::new())
    );
    assert_eq!(offerer.stage(), Stage::Connecting);
}

#[test]
fn expired_own_and_altered_invites_are_told_apart() {
    let mut scene = scene();
    let (mut offerer, invite) =
        Pairing::offer(&scene.anna.certificate, vec![], None, now(), &mut scene.rng);
    let later = now() + INVITE_LASTS;
    let mut join = |who: &One, at| {
        Pairing::join(&invite, &who.certificate, at, &mut scene.rng).map(|pairing| pairing.stage())
    };
    assert_eq!(
        join(&scene.ben, later),
        Err(PairingError::Invite(InviteError::Expired))
    );
    assert_eq!(
        join(&scene.anna, now()),
        Err(PairingError::Invite(InviteError::Own))
    );
    assert_eq!(
        join(&scene.ben, later - TimeDelta::seconds(1)),
        Ok(Stage::Connecting)
    );

    // Answered in time, arrived too late.
    let joiner = Pairing::join(&invite, &scene.ben.certificate, now(), &mut scene.rng).unwrap();
    assert_eq!(
        offerer.receive(&joiner.to_send()[0], later, &mut scene.rng),
        Err(PairingError::Invite(InviteError::Expired))
    );
    assert_eq!(offerer.stage(), Stage::Over(Ending::Expired));

    // The line was changed by somebody who fixed the checksum.
    let (mut offerer, mut invite) =
        Pairing::offer(&scene.anna.certificate, vec![], None, now(), &mut scene.rng);
    invite.secret[0] ^= 1;
    let joiner = Pairing::join(&invite, &scene.ben.certificate, now(), &mut scene.rng).unwrap();
    assert_eq!(
        offerer.receive(&joiner.to_send()[0], now(), &mut scene.rng),
        Err(PairingError::DoesNotOpen)
    );
    assert_eq!(offerer.stage(), Stage::Waiting);
}

#[test]
fn three_failed_messages_are_enough() {
    let mut scene = scene();
    let (mut offerer, joiner) = scene.by_invite();
    let good = joiner.to_send()[0].clone();
    for attempt in 1..=3 {
        let mut bent = good.clone();
        let last = bent.len() - 1;
        bent[last] ^= attempt;
        assert_eq!(
            offerer.receive(&bent, now(), &mut scene.rng),
            Err(PairingError::DoesNotOpen)
        );
    }
    assert_eq!(
        offerer.receive(&good, now(), &mut scene.rng),
        Err(PairingError::Over(Ending::Failed))
    );
}

#[test]
fn an_answer_from_another_device_than_invited_or_from_oneself_ends_it() {
    let mut scene = scene();
    // Ben is invited to Anna's endpoint, and Mallory, who has the invite's key, answers as himself.
    let mallory = one(&mut scene.rng);
    let (mut offerer, mut joiner) = scene.by_invite();
    offerer.state.mine = mallory.certificate;
    let offer = offerer
        .receive(&joiner.to_send()[0], now(), &mut scene.rng)
        .unwrap();
    assert_eq!(
        joiner.receive(&offer[0], now(), &mut scene.rng),
        Err(PairingError::OtherEndpoint)
    );
    assert_eq!(joiner.stage(), Stage::Over(Ending::Failed));

    // A second device of Anna's.
    let root = PersonSecret::generate(&mut scene.rng);
    let [first, second] = [(); 2].map(|()| DeviceSecrets::generate(&mut scene.rng).public());
    let (mut offerer, invite) = Pairing::offer(
        &root.sign_device(&first),
        vec![],
        None,
        now(),
        &mut scene.rng,
    );
    let joiner = Pairing::join(&invite, &root.sign_device(&second), now(), &mut scene.rng).unwrap();
    assert_eq!(
        offerer.receive(&joiner.to_send()[0], now(), &mut scene.rng),
        Err(PairingError::SamePerson)
    );
}

#[test]
fn a_certificate_that_does_not_hold_ends_it() {
    let mut scene = scene();
    let mut forged = scene.ben.certificate.clone();
    forged.card.kem = [4; 32];
    let (mut offerer, invite) =
        Pairing::offer(&scene.anna.certificate, vec![], None, now(), &mut scene.rng);
    let joiner = Pairing::join(&invite, &forged, now(), &mut scene.rng).unwrap();
    assert!(matches!(
        offerer.receive(&joiner.to_send()[0], now(), &mut scene.rng),
        Err(PairingError::BadCertificate(_))
    ));
    assert_eq!(offerer.stage(), Stage::Over(Ending::Failed));
}

#[test]
fn nobody_confirms_for_a_device_that_is_not_theirs() {
    let mut scene = scene();
    let (mut offerer, mut joiner) = scene.compared(false);
    // The program itself would notice.
    assert_eq!(
        joiner.confirm(&scene.anna.device, b"", &mut scene.rng),
        Err(PairingError::NotTheDevice)
    );
    // A program that shows Ben's certificate without having his device.
    let mallory = one(&mut scene.rng);
    joiner.state.mine = mallory.certificate;
    let confirmation = joiner
        .confirm(&mallory.device, b"", &mut scene.rng)
        .unwrap();
    assert_eq!(
        offerer.receive(&confirmation[0], now(), &mut scene.rng),
        Err(PairingError::NotTheDevice)
    );
    assert_eq!(offerer.stage(), Stage::Over(Ending::Failed));
}

#[test]
fn a_refusal_ends_it_on_both_sides() {
    for (refusal, ending) in [
        (Refusal::PicturesDiffer, Ending::PicturesDiffer),
        (Refusal::Stopped, Ending::Stopped),
    ] {
        let mut scene = scene();
        let (mut offerer, mut joiner) = scene.compared(false);
        // Also when the other one has confirmed already.
        let confirmation = joiner
            .confirm(&scene.ben.device, b"secret", &mut scene.rng)
            .unwrap();
        let message = offerer.refuse(refusal, &mut scene.rng).unwrap();
        assert_eq!(offerer.to_send(), message);
        joiner.receive(&message[0], now(), &mut scene.rng).unwrap();
        assert_eq!(offerer.stage(), Stage::Over(ending));
        assert_eq!(joiner.stage(), Stage::Over(ending));
        assert!(joiner.to_send().is_empty());
        assert_eq!(
            offerer.receive(&confirmation[0], now(), &mut scene.rng),
            Err(PairingError::Over(ending))
        );
        assert_eq!(offerer.refuse(refusal, &mut scene.rng), Ok(Vec::new()));
        assert_eq!(offerer.to_send(), message, "for when the line was down");
    }
    let mut scene = scene();
    let (mut offerer, _) = scene.by_invite();
    assert_eq!(
        offerer.refuse(Refusal::Stopped, &mut scene.rng),
        Ok(Vec::new())
    );
    assert_eq!(offerer.stage(), Stage::Over(Ending::Stopped));
}

#[test]
fn once_both_confirmed_it_cannot_be_refused() {
    let mut scene = scene();
    let (mut offerer, mut joiner) = scene.compared(false);
    let confirmation = offerer
        .confirm(&scene.anna.device, b"", &mut scene.rng)
        .unwrap();
    joiner
        .confirm(&scene.ben.device, b"", &mut scene.rng)
        .unwrap();
    joiner
        .receive(&confirmation[0], now(), &mut scene.rng)
        .unwrap();
    assert_eq!(
        joiner.refuse(Refusal::Stopped, &mut scene.rng),
        Err(PairingError::TooLate)
    );
    scene.talk(&mut offerer, &mut joiner);
    assert_eq!(offerer.stage(), Stage::Paired);
    assert_eq!(
        offerer.refuse(Refusal::Stopped, &mut scene.rng),
        Err(PairingError::TooLate)
    );
}

#[test]
fn everything_may_be_sent_again_and_out_of_turn_it_waits() {
    let mut scene = scene();
    let (mut offerer, mut joiner) = scene.compared(false);
    joiner
        .confirm(&scene.ben.device, b"b", &mut scene.rng)
        .unwrap();
    let early = joiner.to_send().to_vec();
    offerer
        .confirm(&scene.anna.device, b"a", &mut scene.rng)
        .unwrap();
    for _ in 0..3 {
        scene.talk(&mut offerer, &mut joiner);
    }
    assert_eq!(
        (offerer.stage(), joiner.stage()),
        (Stage::Paired, Stage::Paired)
    );

    // Messages that overtake others (files in a mailbox) are refused without harm.
    let mut scene = seeded(2);
    let (mut offerer, joiner) = scene.by_invite();
    for message in &early[1..] {
        for _ in 0..4 {
            assert_eq!(
                offerer.receive(message, now(), &mut scene.rng),
                Err(PairingError::OutOfTurn)
            );
        }
    }
    assert!(
        offerer
            .receive(&joiner.to_send()[0], now(), &mut scene.rng)
            .is_ok()
    );
}

/// What a welcome says is not even there to be sent before both have confirmed.
#[test]
fn nothing_is_shared_before_both_confirmed() {
    let mut scene = scene();
    let (mut offerer, joiner) = scene.compared(false);
    let messages = offerer
        .confirm(
            &scene.anna.device,
            b"what only a partner hears",
            &mut scene.rng,
        )
        .unwrap();
    assert_eq!(messages.len(), 1);
    let kinds = |pairing: &Pairing| -> Vec<u8> {
        pairing.to_send().iter().map(|message| message[3]).collect()
    };
    assert_eq!(kinds(&offerer), [2, 4, 5]);
    assert_eq!(kinds(&joiner), [1, 3]);
    let huge = vec![0; crate::seal::MAX_FRAME_CONTENT + 1];
    assert_eq!(
        offerer.confirm(&scene.anna.device, &huge, &mut scene.rng),
        Err(PairingError::PayloadTooLarge)
    );
}

#[test]
fn the_lower_endpoint_offers_in_a_room() {
    assert_eq!(Pairing::role_in_room(&[1; 32], &[2; 32]), Role::Offerer);
    assert_eq!(Pairing::role_in_room(&[2; 32], &[1; 32]), Role::Joiner);
}

#[test]
fn a_stored_pairing_that_cannot_be_read_is_an_error() {
    let mut scene = scene();
    let (offerer, _) = scene.by_invite();
    let bytes = offerer.to_bytes();
    let read = |bytes: &[u8]| Pairing::from_bytes(bytes).map(|pairing| pairing.stage());
    assert_eq!(read(&bytes), Ok(Stage::Waiting));
    assert_eq!(read(&[]), Err(PairingError::StateDamaged));
    assert_eq!(
        read(&bytes[..bytes.len() - 1]),
        Err(PairingError::StateDamaged)
    );
    assert_eq!(
        read(&[bytes.as_slice(), &[0]].concat()),
        Err(PairingError::StateDamaged)
    );
    let mut newer = bytes.clone();
    newer[0] = 2;
    assert_eq!(read(&newer), Err(PairingError::StateNewer(2)));
}

#[test]
fn other_bytes_are_not_pairing_messages() {
    let mut scene = scene();
    let (mut offerer, _) = scene.by_invite();
    let mut receive = |bytes: &[u8]| offerer.receive(bytes, now(), &mut scene.rng).err();
    assert_eq!(
        receive(b""),
        Some(PairingError::Malformed(WireError::Truncated))
    );
    assert_eq!(receive(b"LP\x02\x01"), Some(PairingError::Newer(2)));
    assert_eq!(
        receive(&vec![0; MAX_MESSAGE + 1]),
        Some(PairingError::Malformed(WireError::TooLong {
            found: MAX_MESSAGE + 1,
            limit: MAX_MESSAGE
        }))
    );
}
