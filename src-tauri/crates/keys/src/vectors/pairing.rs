//! A whole pairing, with every secret that an independent reader needs to follow it.

use chrono::{DateTime, Utc};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use serde_json::{Value, json};

use super::{Cast, hex};
use crate::{
    Pairing,
    pairing::{Role, inspect},
    pictures,
};

pub(super) fn made(cast: &Cast, in_room: bool) -> Value {
    let mut rng = ChaCha20Rng::from_seed([2; 32]);
    let now: DateTime<Utc> = DateTime::from_timestamp(1_780_000_000, 0).unwrap();
    let anna = cast.anna.sign_device(&cast.anna_device.public());
    let ben = cast.ben.sign_device(&cast.ben_device.public());

    let (mut offerer, mut joiner, start) = if in_room {
        let offerer = Pairing::offer_in_room(&anna, &mut rng);
        let greeting = offerer.to_send()[0].clone();
        let joiner = Pairing::join_in_room(&greeting, &ben, &mut rng).unwrap();
        (offerer, joiner, json!({ "greeting": hex(&greeting) }))
    } else {
        let addrs = vec![
            "192.168.1.20:49152".parse().unwrap(),
            "[2001:db8::1]:49152".parse().unwrap(),
        ];
        let hint = Some("the shared folder".to_owned());
        let (offerer, invite) = Pairing::offer(&anna, addrs, hint, now, &mut rng);
        let joiner = Pairing::join(&invite, &ben, now, &mut rng).unwrap();
        let line = invite.to_line();
        (offerer, joiner, json!({ "invite": line.as_str() }))
    };
    let kem_secret = inspect::kem_secret(&offerer);
    let reveals = [inspect::reveal(&offerer), inspect::reveal(&joiner)];

    let answer = joiner.to_send()[0].clone();
    let offer = offerer.receive(&answer, now, &mut rng).unwrap().remove(0);
    let joiner_reveal = joiner.receive(&offer, now, &mut rng).unwrap().remove(0);
    let offerer_reveal = offerer
        .receive(&joiner_reveal, now, &mut rng)
        .unwrap()
        .remove(0);
    joiner.receive(&offerer_reveal, now, &mut rng).unwrap();
    let transcript = inspect::transcript(&joiner);
    let shown = pictures::named(&joiner.pictures().unwrap());

    let confirm = |pairing: &mut Pairing, rng: &mut ChaCha20Rng| match pairing.role() {
        Role::Offerer => pairing.confirm(&cast.anna_device, b"from Anna", rng),
        Role::Joiner => pairing.confirm(&cast.ben_device, b"from Ben", rng),
    };
    let offerer_confirm = confirm(&mut offerer, &mut rng).unwrap().remove(0);
    joiner.receive(&offerer_confirm, now, &mut rng).unwrap();
    let [joiner_confirm, joiner_welcome]: [Vec<u8>; 2] =
        confirm(&mut joiner, &mut rng).unwrap().try_into().unwrap();
    let offerer_welcome = offerer
        .receive(&joiner_confirm, now, &mut rng)
        .unwrap()
        .remove(0);
    offerer.receive(&joiner_welcome, now, &mut rng).unwrap();
    joiner.receive(&offerer_welcome, now, &mut rng).unwrap();
    let (paired, other) = (offerer.paired().unwrap(), joiner.paired().unwrap());
    assert_eq!(paired.space_id, other.space_id);

    json!({
        "start": start,
        "offerer_certificate": hex(&anna.encode()),
        "joiner_certificate": hex(&ben.encode()),
        "offerer_kem_secret": hex(&kem_secret),
        "offerer_reveal_secret": hex(&reveals[0].secret),
        "offerer_reveal": hex(&reveals[0].told),
        "joiner_reveal_secret": hex(&reveals[1].secret),
        "joiner_reveal": hex(&reveals[1].told),
        "answer": hex(&answer),
        "offer": hex(&offer),
        "joiner_reveals": hex(&joiner_reveal),
        "offerer_reveals": hex(&offerer_reveal),
        "transcript_after_reveals": hex(&transcript),
        "pictures": shown,
        "offerer_confirms": hex(&offerer_confirm),
        "joiner_confirms": hex(&joiner_confirm),
        "offerer_welcomes": hex(&offerer_welcome),
        "joiner_welcomes": hex(&joiner_welcome),
        "space_id": hex(&paired.space_id),
        "roster_key": hex(&paired.roster_key[..]),
    })
}
