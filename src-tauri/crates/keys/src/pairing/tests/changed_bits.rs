//! A bit that changed on the way.

use super::*;

#[test]
fn a_changed_bit_in_any_message_is_an_error_and_changes_nothing() {
    for in_room in [false, true] {
        let mut scene = scene();
        let (mut offerer, mut joiner) = if in_room {
            scene.in_room()
        } else {
            scene.by_invite()
        };
        let mut kinds = Vec::new();
        let mut to_offerer = true;
        let mut next = vec![joiner.to_send()[0].clone()];
        while let Some(message) = next.pop() {
            let receiver = if to_offerer {
                &mut offerer
            } else {
                &mut joiner
            };
            kinds.push(message[3]);
            let stored = receiver.to_bytes();
            for bit in bits_of(&message) {
                let mut bent = message.clone();
                bent[bit / 8] ^= 1 << (bit % 8);
                let mut fresh = Pairing::from_bytes(&stored).unwrap();
                let stage = fresh.stage();
                let taken = fresh.receive(&bent, now(), &mut scene.rng);
                assert!(taken.is_err(), "bit {bit} of kind {}", message[3]);
                assert_eq!(fresh.stage(), stage);
                assert!(fresh.paired().is_none());
            }
            next = receiver.receive(&message, now(), &mut scene.rng).unwrap();
            to_offerer = !to_offerer;
            if next.is_empty() && kinds.len() == 4 {
                next = offerer
                    .confirm(&scene.anna.device, b"hello", &mut scene.rng)
                    .unwrap();
                to_offerer = false;
            } else if next.is_empty() && kinds.len() == 5 {
                // The joiner confirms; what follows is its confirmation and its welcome.
                let mut both = joiner
                    .confirm(&scene.ben.device, b"hello", &mut scene.rng)
                    .unwrap();
                let welcome = both.pop().unwrap();
                next = offerer.receive(&both[0], now(), &mut scene.rng).unwrap();
                offerer.receive(&welcome, now(), &mut scene.rng).unwrap();
                to_offerer = false;
            }
        }
        assert_eq!(joiner.stage(), Stage::Paired);
        assert_eq!(offerer.stage(), Stage::Paired);
        assert_eq!(kinds, [1, 2, 3, 4, 5, 6]);
    }
}

/// Each bit of short messages, every eleventh of long ones.
fn bits_of(message: &[u8]) -> impl Iterator<Item = usize> {
    (0..message.len() * 8).step_by(if message.len() > 400 { 11 } else { 3 })
}

#[test]
fn a_changed_bit_in_a_greeting_is_noticed_by_the_one_who_greeted() {
    let mut scene = scene();
    let offerer = Pairing::offer_in_room(&scene.anna.certificate, &mut scene.rng);
    let greeting = offerer.to_send()[0].clone();
    let stored = offerer.to_bytes();
    for bit in 0..greeting.len() * 8 {
        let mut bent = greeting.clone();
        bent[bit / 8] ^= 1 << (bit % 8);
        let Ok(joiner) = Pairing::join_in_room(&bent, &scene.ben.certificate, &mut scene.rng)
        else {
            continue;
        };
        let mut offerer = Pairing::from_bytes(&stored).unwrap();
        assert_eq!(
            offerer.receive(&joiner.to_send()[0], now(), &mut scene.rng),
            Err(PairingError::DoesNotOpen),
            "bit {bit}"
        );
    }
}
