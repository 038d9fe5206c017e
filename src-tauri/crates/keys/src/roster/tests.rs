use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

use super::*;
use crate::{DeviceSecrets, PersonSecret};

const SPACE: [u8; 32] = [5; 32];

struct Anna {
    root: PersonSecret,
    laptop: DeviceSecrets,
    phone: DeviceSecrets,
    tablet: DeviceSecrets,
}

struct Scene {
    anna: Anna,
    ben: PersonSecret,
    ben_device: DeviceSecrets,
    rng: ChaCha20Rng,
    roster: Roster,
}

fn scene() -> Scene {
    let mut rng = ChaCha20Rng::from_seed([1; 32]);
    let anna = Anna {
        root: PersonSecret::generate(&mut rng),
        laptop: DeviceSecrets::generate(&mut rng),
        phone: DeviceSecrets::generate(&mut rng),
        tablet: DeviceSecrets::generate(&mut rng),
    };
    let ben = PersonSecret::generate(&mut rng);
    let ben_device = DeviceSecrets::generate(&mut rng);
    let founders = [
        anna.root.sign_device(&anna.laptop.public()),
        ben.sign_device(&ben_device.public()),
    ];
    let roster = Roster::founded(SPACE, &founders).unwrap();
    Scene {
        anna,
        ben,
        ben_device,
        rng,
        roster,
    }
}

fn id(device: &DeviceSecrets) -> [u8; 32] {
    device.public().sign
}

#[test]
fn founders_are_different_people_with_certificates_that_hold() {
    let scene = scene();
    let certificate = scene.anna.root.sign_device(&scene.anna.laptop.public());
    let founded = |founders: &[DeviceCertificate]| Roster::founded(SPACE, founders).err();
    assert_eq!(founded(&[]), Some(RosterError::BadFounders));
    assert_eq!(
        founded(&[certificate.clone(), certificate.clone()]),
        Some(RosterError::BadFounders)
    );
    let mut forged = certificate.clone();
    forged.card.kem = [9; 32];
    assert_eq!(
        founded(&[forged]),
        Some(RosterError::Person(PersonError::Forged(
            crate::BadSignature
        )))
    );
    let mut elsewhere = certificate;
    elsewhere.person = scene.ben.person();
    assert_eq!(
        founded(&[elsewhere]),
        Some(RosterError::Person(PersonError::WrongPerson))
    );
}

#[test]
fn a_person_adds_a_device_of_their_own() {
    let mut scene = scene();
    let phone = scene.anna.phone.public();
    assert!(!scene.roster.may_write(&phone.sign));
    let record = RosterRecord::add(&SPACE, &scene.anna.root, &phone);
    let record = RosterRecord::decode(&record.encode()).unwrap();
    assert_eq!(scene.roster.apply(&record), Ok(Applied::Changed));
    assert_eq!(scene.roster.apply(&record), Ok(Applied::Nothing));
    assert!(scene.roster.may_write(&phone.sign));
    assert_eq!(
        scene.roster.person_of(&phone.sign),
        Some(scene.anna.root.person())
    );
    assert_eq!(scene.roster.devices().len(), 3);
}

#[test]
fn nobody_adds_a_device_to_another_person() {
    let mut scene = scene();
    let theirs = DeviceSecrets::generate(&mut scene.rng).public();

    // Ben signs that it is Anna's.
    let mut record = RosterRecord::add(&SPACE, &scene.ben, &theirs);
    if let RosterRecord::Added(addition) = &mut record {
        addition.certificate.person = scene.anna.root.person();
    }
    assert!(matches!(
        scene.roster.apply(&record),
        Err(RosterError::Person(PersonError::WrongPerson))
    ));

    // The same, under a generation whose root nobody can check by its hash.
    let mut record = RosterRecord::add(&SPACE, &scene.ben.next_generation(&mut scene.rng), &theirs);
    if let RosterRecord::Added(addition) = &mut record {
        addition.certificate.person = scene.anna.root.person();
    }
    assert_eq!(
        scene.roster.apply(&record),
        Err(RosterError::NotYetKnown(1))
    );

    // A certificate of Anna's that Ben got hold of, for a space she did not add it to.
    let certificate = scene.anna.root.sign_device(&theirs);
    let mut record = RosterRecord::add(&SPACE, &scene.ben, &theirs);
    if let RosterRecord::Added(addition) = &mut record {
        addition.certificate = certificate;
    }
    assert!(matches!(
        scene.roster.apply(&record),
        Err(RosterError::Person(PersonError::Forged(_)))
    ));

    // A stranger.
    let stranger = PersonSecret::generate(&mut scene.rng);
    let record = RosterRecord::add(&SPACE, &stranger, &theirs);
    assert_eq!(scene.roster.apply(&record), Err(RosterError::Stranger));

    // Anna's own device, claimed by Ben.
    let record = RosterRecord::add(&SPACE, &scene.ben, &scene.anna.laptop.public());
    assert_eq!(scene.roster.apply(&record), Err(RosterError::DeviceTaken));

    // Another space.
    let record = RosterRecord::add(&[6; 32], &scene.anna.root, &theirs);
    assert_eq!(scene.roster.apply(&record), Err(RosterError::OtherSpace));
    assert_eq!(scene.roster.devices().len(), 2);
}

#[test]
fn every_flipped_bit_of_a_record_is_refused() {
    let scene = scene();
    let next = scene
        .anna
        .root
        .next_generation(&mut ChaCha20Rng::from_seed([2; 32]));
    let added = RosterRecord::add(&SPACE, &scene.anna.root, &scene.anna.phone.public());
    let removed = RosterRecord::remove(
        &SPACE,
        &scene.anna.root,
        &next,
        &[id(&scene.anna.laptop)],
        &[LastSeen {
            device: id(&scene.anna.phone),
            incarnation: 0,
            next_seq: 3,
        }],
    );
    for record in [added, removed] {
        let bytes = record.encode();
        for bit in 0..bytes.len() * 8 {
            let mut bent = bytes.clone();
            bent[bit / 8] ^= 1 << (bit % 8);
            let taken =
                RosterRecord::decode(&bent).map(|record| scene.roster.clone().apply(&record));
            assert!(!matches!(taken, Ok(Ok(_))), "bit {bit}");
        }
        assert!(RosterRecord::decode(&[bytes.as_slice(), &[0]].concat()).is_err());
    }
}

#[test]
fn a_space_has_at_most_twelve_devices() {
    let mut scene = scene();
    for _ in 0..MAX_DEVICES - 2 {
        let device = DeviceSecrets::generate(&mut scene.rng).public();
        let record = RosterRecord::add(&SPACE, &scene.anna.root, &device);
        assert_eq!(scene.roster.apply(&record), Ok(Applied::Changed));
    }
    let record = RosterRecord::add(&SPACE, &scene.anna.root, &scene.anna.phone.public());
    assert_eq!(scene.roster.apply(&record), Err(RosterError::Full));
    assert_eq!(scene.roster.devices().len(), MAX_DEVICES);
}

/// The records of a removal: two devices added, then the phone is lost.
fn lost_phone(scene: &mut Scene) -> (Vec<RosterRecord>, PersonSecret) {
    let next = scene.anna.root.next_generation(&mut scene.rng);
    let records = vec![
        RosterRecord::add(&SPACE, &scene.anna.root, &scene.anna.phone.public()),
        RosterRecord::add(&SPACE, &scene.anna.root, &scene.anna.tablet.public()),
        RosterRecord::remove(
            &SPACE,
            &scene.anna.root,
            &next,
            &[id(&scene.anna.laptop), id(&scene.anna.tablet)],
            &[LastSeen {
                device: id(&scene.anna.phone),
                incarnation: 7,
                next_seq: 4,
            }],
        ),
    ];
    (records, next)
}

#[test]
fn a_lost_device_is_out_and_cannot_add_itself_again() {
    let mut scene = scene();
    let (records, next) = lost_phone(&mut scene);
    for record in &records {
        assert_eq!(scene.roster.apply(record), Ok(Applied::Changed));
    }
    let phone = id(&scene.anna.phone);
    assert!(!scene.roster.may_write(&phone));
    assert!(scene.roster.may_write(&id(&scene.anna.tablet)));
    assert_eq!(
        scene.roster.root(&scene.anna.root.person()),
        Some((1, next.public()))
    );

    // Frames before the cut still count, later ones and other logs do not.
    assert!(scene.roster.accepts(&phone, 7, 3));
    assert!(!scene.roster.accepts(&phone, 7, 4));
    assert!(!scene.roster.accepts(&phone, 8, 0));
    assert!(scene.roster.accepts(&id(&scene.anna.tablet), 8, 9));
    assert!(!scene.roster.accepts(&[0; 32], 0, 0));

    // It still holds the old root.
    let again = RosterRecord::add(&SPACE, &scene.anna.root, &scene.anna.phone.public());
    assert_eq!(scene.roster.apply(&again), Ok(Applied::Nothing));
    let accomplice = DeviceSecrets::generate(&mut scene.rng).public();
    let again = RosterRecord::add(&SPACE, &scene.anna.root, &accomplice);
    assert_eq!(scene.roster.apply(&again), Err(RosterError::Void(0)));

    // The new root adds what its person wants.
    let fresh = RosterRecord::add(&SPACE, &next, &accomplice);
    assert_eq!(scene.roster.apply(&fresh), Ok(Applied::Changed));
    assert!(!scene.roster.may_write(&phone));
}

#[test]
fn a_certificate_by_another_root_than_the_roster_knows_is_refused() {
    let mut scene = scene();
    let (records, next) = lost_phone(&mut scene);
    for record in &records {
        scene.roster.apply(record).unwrap();
    }
    let unknown = scene.anna.root.next_generation(&mut scene.rng);
    let device = DeviceSecrets::generate(&mut scene.rng).public();
    let mut record = RosterRecord::add(&SPACE, &next, &device);
    if let RosterRecord::Added(addition) = &mut record {
        addition.certificate = unknown.sign_device(&device);
    }
    record.sign(&next);
    assert!(matches!(
        scene.roster.apply(&record),
        Err(RosterError::Person(PersonError::Forged(_)))
    ));
}

#[test]
fn the_order_in_which_records_come_does_not_matter() {
    let mut scene = scene();
    let (records, _) = lost_phone(&mut scene);
    let state = |order: [usize; 3]| {
        let mut roster = scene.roster.clone();
        for at in order {
            // The addition of the lost phone is void when it comes last.
            let _ = roster.apply(&records[at]);
        }
        let devices: Vec<_> = roster.devices().iter().map(|one| one.card).collect();
        (devices, roster.root(&scene.anna.root.person()))
    };
    let expected = state([0, 1, 2]);
    assert_eq!(expected.0.len(), 3);
    for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        assert_eq!(state(order), expected, "{order:?}");
    }
}

#[test]
fn two_successors_of_one_root_freeze_it() {
    let mut scene = scene();
    let (records, next) = lost_phone(&mut scene);
    // Whoever found the phone removes the laptop.
    let evil_next = scene.anna.root.next_generation(&mut scene.rng);
    let evil = RosterRecord::remove(
        &SPACE,
        &scene.anna.root,
        &evil_next,
        &[id(&scene.anna.phone), id(&scene.anna.tablet)],
        &[],
    );
    let mut other_order = scene.roster.clone();
    for record in &records {
        scene.roster.apply(record).unwrap();
    }
    assert_eq!(scene.roster.apply(&evil), Ok(Applied::Froze));
    let person = scene.anna.root.person();
    assert!(scene.roster.is_frozen(&person));
    assert!(!scene.roster.is_frozen(&scene.ben.person()));
    for root in [&next, &evil_next] {
        let record = RosterRecord::add(&SPACE, root, &scene.anna.phone.public());
        assert_eq!(scene.roster.apply(&record), Err(RosterError::Frozen));
    }
    assert!(!scene.roster.may_write(&id(&scene.anna.phone)));
    assert!(scene.roster.may_write(&id(&scene.ben_device)));

    for record in [&evil, &records[2], &records[1], &records[0]] {
        let _ = other_order.apply(record);
    }
    assert!(other_order.is_frozen(&person));
    assert_eq!(other_order.devices(), scene.roster.devices());
}
