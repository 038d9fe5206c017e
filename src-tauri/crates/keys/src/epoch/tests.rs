use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

use super::*;
use crate::{PersonSecret, RosterRecord};

const SPACE: [u8; 32] = [5; 32];

struct Scene {
    rng: ChaCha20Rng,
    anna: PersonSecret,
    laptop: DeviceSecrets,
    ben_device: DeviceSecrets,
    roster: Roster,
}

fn scene() -> Scene {
    let mut rng = ChaCha20Rng::from_seed([3; 32]);
    let (anna, ben) = (
        PersonSecret::generate(&mut rng),
        PersonSecret::generate(&mut rng),
    );
    let (laptop, ben_device) = (
        DeviceSecrets::generate(&mut rng),
        DeviceSecrets::generate(&mut rng),
    );
    let founders = [
        anna.sign_device(&laptop.public()),
        ben.sign_device(&ben_device.public()),
    ];
    let roster = Roster::founded(SPACE, &founders).unwrap();
    Scene {
        rng,
        anna,
        laptop,
        ben_device,
        roster,
    }
}

impl Scene {
    fn cards(&self) -> Vec<DeviceCard> {
        self.roster.devices().iter().map(|one| one.card).collect()
    }

    fn epoch(&mut self, number: u32) -> (EpochSecret, EpochRecord) {
        let cards = self.cards();
        make_epoch(&SPACE, number, &self.laptop, &cards, &mut self.rng).unwrap()
    }
}

fn opened(record: &EpochRecord, device: &DeviceSecrets) -> Result<[u8; 32], EpochError> {
    open_epoch(record, device).map(|secret| *secret.as_bytes())
}

#[test]
fn every_device_of_the_roster_gets_the_same_secret_and_no_other_device_any() {
    let mut scene = scene();
    let (secret, record) = scene.epoch(1);
    let record = EpochRecord::decode(&record.encode()).unwrap();
    assert_eq!(record.verify(&scene.roster), Ok(()));
    for device in [&scene.laptop, &scene.ben_device] {
        assert_eq!(opened(&record, device), Ok(*secret.as_bytes()));
    }
    let stranger = DeviceSecrets::generate(&mut scene.rng);
    assert_eq!(opened(&record, &stranger), Err(EpochError::NotForMe));
}

#[test]
fn every_flipped_bit_is_refused() {
    let mut scene = scene();
    let (_, record) = scene.epoch(1);
    let bytes = record.encode();
    for bit in 0..bytes.len() * 8 {
        let mut bent = bytes.clone();
        bent[bit / 8] ^= 1 << (bit % 8);
        let Ok(record) = EpochRecord::decode(&bent) else {
            continue;
        };
        assert!(record.verify(&scene.roster).is_err(), "bit {bit}");
        assert!(opened(&record, &scene.laptop).is_err(), "bit {bit}");
        assert_eq!(choose_epoch(&[record], &scene.roster).current, None);
    }
    assert!(EpochRecord::decode(&[bytes.as_slice(), &[0]].concat()).is_err());
}

#[test]
fn a_maker_cannot_give_another_secret_to_one_device() {
    let mut scene = scene();
    let (_, mut record) = scene.epoch(1);
    let ben = scene.ben_device.public();
    let info = record.info();
    let (enc, mut channel) = Suite::send(&ben.kem, None, &info, &mut scene.rng).unwrap();
    for wrap in &mut record.wraps {
        if wrap.device == ben.sign {
            wrap.enc = enc;
            wrap.ciphertext = channel
                .seal(&[66; 32], &ben.sign)
                .unwrap()
                .try_into()
                .unwrap();
        }
    }
    record.signature = scene
        .laptop
        .sign(Purpose::EpochRecord, &record.signed_part());
    assert_eq!(record.verify(&scene.roster), Ok(()));
    assert_eq!(
        opened(&record, &scene.ben_device),
        Err(EpochError::DoesNotOpen)
    );
}

#[test]
fn a_wrap_cannot_be_moved_to_another_epoch_or_device() {
    let mut scene = scene();
    let (_, first) = scene.epoch(1);
    let (_, mut second) = scene.epoch(2);
    second.wraps.clone_from(&first.wraps);
    second.signature = scene
        .laptop
        .sign(Purpose::EpochRecord, &second.signed_part());
    assert_eq!(opened(&second, &scene.laptop), Err(EpochError::DoesNotOpen));
}

#[test]
fn only_devices_of_the_roster_make_epochs_and_only_for_exactly_it() {
    let mut scene = scene();
    let cards = scene.cards();
    let stranger = DeviceSecrets::generate(&mut scene.rng);
    let verified = |maker: &DeviceSecrets, cards: &[DeviceCard], rng: &mut ChaCha20Rng| {
        make_epoch(&SPACE, 1, maker, cards, rng)
            .and_then(|(_, record)| record.verify(&scene.roster))
    };
    let rng = &mut scene.rng.clone();
    assert_eq!(verified(&scene.laptop, &cards, rng), Ok(()));
    assert_eq!(verified(&stranger, &cards, rng), Err(EpochError::Stranger));
    assert_eq!(
        verified(&scene.laptop, &cards[..1], rng),
        Err(EpochError::OtherRoster)
    );
    let more = [cards.as_slice(), &[stranger.public()]].concat();
    assert_eq!(
        verified(&scene.laptop, &more, rng),
        Err(EpochError::OtherRoster)
    );
    let elsewhere = make_epoch(&[6; 32], 1, &scene.laptop, &cards, rng).unwrap();
    assert_eq!(
        elsewhere.1.verify(&scene.roster),
        Err(EpochError::OtherSpace)
    );
}

#[test]
fn what_cannot_be_an_epoch_is_not_made() {
    let mut scene = scene();
    let cards = scene.cards();
    let mut made = |number, cards: &[DeviceCard]| {
        make_epoch(&SPACE, number, &scene.laptop, cards, &mut scene.rng).err()
    };
    assert_eq!(made(0, &cards), Some(EpochError::BadNumber));
    assert_eq!(made(1, &[]), Some(EpochError::BadDevices));
    assert_eq!(made(1, &[cards[0], cards[0]]), Some(EpochError::BadDevices));
    let mut weak = cards.clone();
    weak[0].kem = [0; 32];
    assert_eq!(made(1, &weak), Some(EpochError::BadKey));
}

#[test]
fn writers_use_the_highest_valid_epoch() {
    let mut scene = scene();
    let none = choose_epoch(&[], &scene.roster);
    assert_eq!((none.current, none.next_number), (None, 1));

    let records: Vec<_> = (1..=3).map(|number| scene.epoch(number).1).collect();
    for order in [[0, 1, 2], [2, 1, 0]] {
        let records = order.map(|at: usize| records[at].clone());
        let choice = choose_epoch(&records, &scene.roster);
        assert_eq!(choice.current.map(|record| record.number), Some(3));
        assert_eq!(choice.next_number, 4);
    }
    // One that left a number out does not count.
    let gap = [records[0].clone(), records[2].clone()];
    let choice = choose_epoch(&gap, &scene.roster);
    assert_eq!(choice.current.map(|record| record.number), Some(1));
    assert_eq!(choice.next_number, 2);

    // Two made at the same time: both devices choose the same.
    let twins = [scene.epoch(1).1, scene.epoch(1).1];
    let swapped = [twins[1].clone(), twins[0].clone()];
    let chosen = choose_epoch(&twins, &scene.roster).current.cloned();
    assert_eq!(
        chosen,
        choose_epoch(&swapped, &scene.roster).current.cloned()
    );
    assert_eq!(
        chosen.map(|record| record.id()),
        twins.iter().map(EpochRecord::id).min()
    );
}

#[test]
fn when_the_roster_changes_a_new_epoch_is_needed_and_the_old_one_stays_readable() {
    let mut scene = scene();
    let phone = DeviceSecrets::generate(&mut scene.rng);
    let (secret, first) = scene.epoch(1);
    let record = RosterRecord::add(&SPACE, &scene.anna, &phone.public());
    scene.roster.apply(&record).unwrap();
    let choice = choose_epoch(std::slice::from_ref(&first), &scene.roster);
    assert_eq!((choice.current, choice.next_number), (None, 2));
    let (_, second) = scene.epoch(2);

    let next = scene.anna.next_generation(&mut scene.rng);
    let removal = RosterRecord::remove(
        &SPACE,
        &scene.anna,
        &next,
        &[scene.laptop.public().sign],
        &[],
    );
    scene.roster.apply(&removal).unwrap();
    let (_, third) = scene.epoch(3);
    let records = [first.clone(), second.clone(), third.clone()];
    let choice = choose_epoch(&records, &scene.roster);
    assert_eq!(choice.current.map(|record| record.number), Some(3));
    assert_eq!(opened(&first, &scene.laptop), Ok(*secret.as_bytes()));
    assert!(opened(&second, &phone).is_ok());
    assert_eq!(opened(&third, &phone), Err(EpochError::NotForMe));
}
