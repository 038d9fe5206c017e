//! What must hold for all contents, keys and places a bit can flip at.

use keys::{
    DeviceCertificate, DeviceSecrets, Invite, PersonSecret,
    epoch::{make_epoch, open_epoch},
    frame_body::{open_body, seal_body},
    seal::{MAX_FRAME_BODY, MAX_FRAME_CONTENT, SealError, open, seal, sealed_len},
};
use proptest::prelude::*;
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

fn rng(seed: [u8; 32]) -> ChaCha20Rng {
    ChaCha20Rng::from_seed(seed)
}

fn bent(bytes: &[u8], bit: usize) -> Vec<u8> {
    let mut bent = bytes.to_vec();
    let bit = bit % (bytes.len() * 8);
    bent[bit / 8] ^= 1 << (bit % 8);
    bent
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_sealed_opens_with_its_key_and_place_only(
        seed: [u8; 32],
        key: [u8; 32],
        other: [u8; 32],
        aad in prop::collection::vec(any::<u8>(), 0..300),
        text in prop::collection::vec(any::<u8>(), 0..6000),
        bit: usize,
    ) {
        prop_assume!(key != other);
        let sealed = seal(&key, &aad, &text, &mut rng(seed)).unwrap();
        prop_assert_eq!(Some(sealed.len()), sealed_len(text.len()));
        let opened = open(&key, &aad, &sealed).unwrap();
        prop_assert_eq!(opened.as_slice(), text.as_slice());

        prop_assert_eq!(open(&other, &aad, &sealed), Err(SealError::DoesNotOpen));
        prop_assert_eq!(open(&key, &bent(&sealed, bit), &sealed), Err(SealError::DoesNotOpen));
        prop_assert_eq!(open(&key, &aad, &bent(&sealed, bit)), Err(SealError::DoesNotOpen));
        if !aad.is_empty() {
            prop_assert_eq!(open(&key, &bent(&aad, bit), &sealed), Err(SealError::DoesNotOpen));
            prop_assert_eq!(open(&key, &aad[1..], &sealed), Err(SealError::DoesNotOpen));
        }
        prop_assert!(open(&key, &aad, &sealed[..bit % sealed.len()]).is_err());
        if text.len() >= 16 {
            prop_assert!(!sealed.windows(16).any(|window| window == &text[..16]));
        }
    }

    #[test]
    fn two_texts_of_one_class_look_alike(
        seed: [u8; 32],
        one in 0_usize..=212,
        other in 0_usize..=212,
    ) {
        let key = [1; 32];
        let sealed = |length: usize| seal(&key, b"", &vec![7; length], &mut rng(seed)).unwrap();
        prop_assert_eq!(sealed(one).len(), sealed(other).len());
    }

    #[test]
    fn a_body_opens_under_its_epoch_and_header_only(
        seed: [u8; 32],
        secret: [u8; 32],
        header in prop::collection::vec(any::<u8>(), 1..200),
        payload in prop::collection::vec(any::<u8>(), 0..2000),
        bit: usize,
    ) {
        let body = seal_body(&secret, &header, &payload, &mut rng(seed)).unwrap();
        let opened = open_body(&secret, &header, &body).unwrap();
        prop_assert_eq!(opened.as_slice(), &payload[..]);
        let mut other = secret;
        other[bit % 32] ^= 1;
        prop_assert!(open_body(&other, &header, &body).is_err());
        prop_assert!(open_body(&secret, &bent(&header, bit), &body).is_err());
        // The secret itself is not the key: a use of its own is derived.
        prop_assert!(open(&secret, &header, &body).is_err());
    }

    #[test]
    fn a_certificate_holds_as_it_was_signed_only(seed: [u8; 32], bit: usize) {
        let mut rng = rng(seed);
        let person = PersonSecret::generate(&mut rng);
        let device = DeviceSecrets::generate(&mut rng);
        let certificate = person.sign_device(&device.public());
        prop_assert!(certificate.verify().is_ok());
        let bytes = certificate.encode();
        prop_assert_eq!(&DeviceCertificate::decode(&bytes).unwrap(), &certificate);
        let refused = DeviceCertificate::decode(&bent(&bytes, bit)).and_then(|read| read.verify());
        prop_assert!(refused.is_err());
        let stored = postcard::to_stdvec(&certificate).unwrap();
        prop_assert_eq!(postcard::from_bytes::<DeviceCertificate>(&stored).unwrap(), certificate);
    }

    #[test]
    fn devices_and_persons_are_read_as_they_were_written(seed: [u8; 32]) {
        let mut rng = rng(seed);
        let device = DeviceSecrets::generate(&mut rng);
        let person = PersonSecret::generate(&mut rng);
        let next = person.next_generation(&mut rng);
        let read = DeviceSecrets::from_bytes(&device.to_bytes()).unwrap();
        prop_assert_eq!(read.public(), device.public());
        for one in [&person, &next] {
            let read = PersonSecret::from_bytes(&one.to_bytes()).unwrap();
            prop_assert_eq!(read.public(), one.public());
            prop_assert_eq!(read.person(), person.person());
            prop_assert_eq!(read.generation(), one.generation());
        }
        prop_assert_ne!(next.public(), person.public());
        prop_assert!(PersonSecret::from_bytes(&person.to_bytes()[1..]).is_err());
        prop_assert!(DeviceSecrets::from_bytes(&device.to_bytes()[1..]).is_err());
    }

    #[test]
    fn an_epoch_reaches_each_of_its_devices(seed: [u8; 32], count in 1_usize..=12) {
        let mut rng = rng(seed);
        let devices: Vec<_> = (0..count).map(|_| DeviceSecrets::generate(&mut rng)).collect();
        let cards: Vec<_> = devices.iter().map(DeviceSecrets::public).collect();
        let (secret, record) = make_epoch(&[1; 32], 1, &devices[0], &cards, &mut rng).unwrap();
        for device in &devices {
            let opened = open_epoch(&record, device).unwrap();
            prop_assert_eq!(opened.as_bytes(), secret.as_bytes());
        }
    }

    #[test]
    fn any_text_is_read_as_an_invite_or_refused(text in ".{0,400}") {
        prop_assert!(Invite::from_line(&text).is_err());
        let tail = ["lamplight1", &text].concat();
        prop_assert!(Invite::from_line(&tail).is_err());
    }

    #[test]
    fn any_bytes_are_decoded_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = keys::RosterRecord::decode(&bytes);
        let _ = keys::epoch::EpochRecord::decode(&bytes);
        let _ = keys::Pairing::from_bytes(&[&[1], bytes.as_slice()].concat());
        let _ = DeviceCertificate::decode(&bytes);
    }
}

#[test]
fn the_largest_body_fits_and_one_byte_more_does_not() {
    let secret = [1; 32];
    let text = vec![7; MAX_FRAME_CONTENT + 1];
    let body = seal_body(&secret, b"h", &text[1..], &mut rng([0; 32])).unwrap();
    assert_eq!(body.len(), MAX_FRAME_BODY);
    assert_eq!(
        open_body(&secret, b"h", &body).unwrap().len(),
        MAX_FRAME_CONTENT
    );
    assert_eq!(
        seal_body(&secret, b"h", &text, &mut rng([0; 32])),
        Err(SealError::TooLarge { length: text.len() })
    );
}
