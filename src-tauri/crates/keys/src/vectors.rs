//! Holds the code to `tests/vectors.json`: what the formats of protocol.md look like for known
//! keys. What was once written must always be read, so a vector is changed only together with a
//! version. `WRITE_VECTORS=1 cargo test -p keys vectors` writes the file anew.

use data_encoding::HEXLOWER;
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use serde_json::{Value, json};

use crate::{
    DeviceSecrets, PersonSecret, Purpose, RosterRecord,
    epoch::{EpochRecord, make_epoch, open_epoch},
    frame_body,
    hash::{hash, peer_id, person_id},
    jar::{self, Hand, Round, Word},
    pictures,
    recovery::RecoverySecret,
    seal,
    sealed::{self, Begin, Form, Place, SealedKey, Step},
    signing::{self, verify},
    vault_keys::{Cost, KeyFile, RecoveryWay},
};

mod pairing;

const COMMITTED: &str = include_str!("../tests/vectors.json");
const SPACE: [u8; 32] = [0x5a; 32];

fn hex(bytes: &[u8]) -> String {
    HEXLOWER.encode(bytes)
}

fn bytes(vectors: &Value, pointer: &str) -> Vec<u8> {
    let text = vectors.pointer(pointer).and_then(Value::as_str);
    HEXLOWER.decode(text.unwrap().as_bytes()).unwrap()
}

fn array<const N: usize>(vectors: &Value, pointer: &str) -> [u8; N] {
    bytes(vectors, pointer).try_into().unwrap()
}

fn committed() -> Value {
    serde_json::from_str(COMMITTED).unwrap()
}

struct Cast {
    rng: ChaCha20Rng,
    anna: PersonSecret,
    anna_device: DeviceSecrets,
    ben: PersonSecret,
    ben_device: DeviceSecrets,
}

fn cast() -> Cast {
    let mut rng = ChaCha20Rng::from_seed([1; 32]);
    Cast {
        anna: PersonSecret::generate(&mut rng),
        anna_device: DeviceSecrets::generate(&mut rng),
        ben: PersonSecret::generate(&mut rng),
        ben_device: DeviceSecrets::generate(&mut rng),
        rng,
    }
}

fn made() -> Value {
    let mut cast = cast();
    json!({
        "hash": hashes(),
        "signature": signature(),
        "identity": identity(&mut cast),
        "seal": sealing(&mut cast),
        "roster": roster(&mut cast),
        "epoch": epoch(&mut cast),
        "picture_names": pictures::picture_names().to_vec(),
        "pairing_by_invite": pairing::made(&cast, false),
        "pairing_in_one_room": pairing::made(&cast, true),
        "key_file": key_file(&mut cast),
        // From where the generator is now, without moving it.
        "recovery": recovery(cast.rng.clone()),
        "sealed": sealed_run(&mut cast),
        "jar": jar(),
    })
}

fn hashes() -> Value {
    let key = [7; 32];
    json!({
        "input": hex(b"lamplight"),
        "hash": hex(&hash(b"lamplight")),
        "root_or_device": hex(&key),
        "person_id": hex(&person_id(&key)),
        "peer_id_of_incarnation_0": format!("{:016x}", peer_id(&key, 0)),
        "peer_id_of_incarnation_4026531841": format!("{:016x}", peer_id(&key, 0xf000_0001)),
    })
}

fn signature() -> Value {
    let seed = [9; 32];
    json!({
        "seed": hex(&seed),
        "public": hex(&signing::public_of(&seed)),
        "message": hex(b"a header"),
        "frame_header": hex(&signing::sign(&seed, Purpose::FrameHeader, b"a header")),
    })
}

fn identity(cast: &mut Cast) -> Value {
    let card = cast.anna_device.public();
    let next = cast.anna.next_generation(&mut cast.rng);
    json!({
        "device_secrets": hex(&cast.anna_device.to_bytes()),
        "device_sign": hex(&card.sign),
        "device_kem": hex(&card.kem),
        "device_transport": hex(&card.transport),
        "person_secret": hex(&cast.anna.to_bytes()),
        "person_id": hex(&cast.anna.person()),
        "root_public": hex(&cast.anna.public()),
        "certificate": hex(&cast.anna.sign_device(&card).encode()),
        "next_person_secret": hex(&next.to_bytes()),
        "next_certificate": hex(&next.sign_device(&card).encode()),
    })
}

fn sealing(cast: &mut Cast) -> Value {
    let (key, aad, text) = ([3; 32], b"bound to", b"Dear you".as_slice());
    let long = vec![0x61; 1000];
    let body = frame_body::seal_body(&key, aad, text, &mut cast.rng).unwrap();
    json!({
        "key": hex(&key),
        "aad": hex(aad),
        "text": hex(text),
        "sealed": hex(&seal::seal(&key, aad, text, &mut cast.rng).unwrap()),
        "text_of_1000_a_sealed": hex(&seal::seal(&key, aad, &long, &mut cast.rng).unwrap()),
        "frame_body_under_secret_key": hex(&body),
    })
}

fn roster(cast: &mut Cast) -> Value {
    let phone = DeviceSecrets::generate(&mut cast.rng);
    let next = cast.anna.next_generation(&mut cast.rng);
    let kept = [cast.anna_device.public().sign];
    let last = crate::roster::LastSeen {
        device: phone.public().sign,
        incarnation: 3,
        next_seq: 12,
    };
    let added = RosterRecord::add(&SPACE, &cast.anna, &phone.public());
    let removed = RosterRecord::remove(&SPACE, &cast.anna, &next, &kept, &[last]);
    json!({
        "space": hex(&SPACE),
        "added": hex(&added.encode()),
        "removed": hex(&removed.encode()),
    })
}

fn epoch(cast: &mut Cast) -> Value {
    let cards = [cast.anna_device.public(), cast.ben_device.public()];
    let (secret, record) = make_epoch(&SPACE, 1, &cast.anna_device, &cards, &mut cast.rng).unwrap();
    json!({
        "record": hex(&record.encode()),
        "id": hex(&record.id()),
        "reader_device_secrets": hex(&cast.ben_device.to_bytes()),
        "secret": hex(secret.as_bytes()),
    })
}

fn key_file(cast: &mut Cast) -> Value {
    let cost = Cost {
        memory_kib: 32,
        passes: 3,
        lanes: 1,
    };
    let (mut file, keys) = KeyFile::create("Fr\u{fc}hst\u{fc}ck", cost, &mut cast.rng).unwrap();
    file.set_keyring(&keys, Some(&[0x77; 32]), &mut cast.rng)
        .unwrap();
    let pages = file.pages_key(&keys).unwrap().unwrap();
    let without = serde_json::from_str::<Value>(&file.to_json().unwrap()).unwrap();
    file.set_pages(&keys, &pages, Some("zw\u{f6}lf"), cost, &mut cast.rng)
        .unwrap();
    json!({
        "file_without_a_second_passphrase": without,
        "second_passphrase": "zwo\u{308}lf",
        "pages_db": hex(&pages.pages_db()[..]),
        "passphrase": "Fru\u{308}hstu\u{308}ck",
        "keyring_key": hex(&[0x77; 32]),
        "file": serde_json::from_str::<Value>(&file.to_json().unwrap()).unwrap(),
        "shared_db": hex(&keys.shared_db()[..]),
        "private_db": hex(&keys.private_db()[..]),
    })
}

/// A question, an answer, and the steps to where it can be read.
fn jar() -> Value {
    let round = Round {
        space: &SPACE,
        week: 2969,
    };
    let (mine, theirs) = (
        jar::Seed::from_bytes([1; 32]),
        jar::Seed::from_bytes([2; 32]),
    );
    let mine = Hand::new(&mine, round, [("picnic", true), ("sunrise", false)]);
    let theirs = Hand::new(&theirs, round, [("picnic", true), ("sunrise", true)]);
    let slips = |hand: &Hand<'_>| Word::Slips {
        week: round.week,
        slips: hand.slips(),
    };
    let answers = |hand: &Hand<'_>, author, other: &Hand<'_>| Word::Answers {
        week: round.week,
        tags: hand.answers(author, &other.slips()),
    };
    json!({
        "space": hex(&SPACE),
        "week": round.week,
        "seed": hex(&[1; 32]),
        "author": hex(&[3; 16]),
        "yes": ["picnic"],
        "not_yes": ["sunrise"],
        "other_seed": hex(&[2; 32]),
        "other_author": hex(&[4; 16]),
        "other_yes": ["picnic", "sunrise"],
        "slips": hex(&slips(&mine).encode()),
        "other_slips": hex(&slips(&theirs).encode()),
        "answers": hex(&answers(&mine, &[3; 16], &theirs).encode()),
        "other_answers": hex(&answers(&theirs, &[4; 16], &mine).encode()),
    })
}

fn sealed_run(cast: &mut Cast) -> Value {
    let (asks, answers) = (cast.anna.person(), cast.ben.person());
    let begin = Begin {
        author: asks,
        nonce: [0x0b; 16],
        began: 1_800_000_000,
        form: Form::Question("Where were you happy this week?".into()),
    };
    let run = begin.run();
    let key = SealedKey::from_bytes([0x33; 32]);
    let place = Place {
        run: &run,
        author: &answers,
        version: 1,
        open: b"",
    };
    let text = "On the ferry, both times.";
    let sealing = sealed::seal_answer(&key, place, text, &mut cast.rng).unwrap();
    let commitment = sealing.commitment;
    let of = |form| {
        Step::Begin(Begin {
            form,
            ..begin.clone()
        })
    };
    json!({
        "begin": hex(&Step::Begin(begin.clone()).encode()),
        "begin_known_question": hex(&of(Form::KnownQuestion("light-1".into())).encode()),
        "begin_letter": hex(&of(Form::Letter { opens: 1_800_086_400 }).encode()),
        "begin_surprise": hex(&of(Form::Surprise).encode()),
        "begin_talk": hex(&of(Form::Talk).encode()),
        "run": hex(&run),
        "key": hex(key.as_bytes()),
        "text": text,
        "commitment": hex(&commitment),
        "seal": hex(&Step::Seal { run, author: answers, sealing }.encode()),
        "pin": hex(&Step::Pin { run, author: asks, commitment }.encode()),
        "release": hex(&Step::Release { run, author: answers, version: 1, key }.encode()),
        "take_back": hex(&Step::TakeBack { run, author: answers, version: 1 }.encode()),
        "decline": hex(&Step::Decline { run, author: answers }.encode()),
    })
}

fn recovery(mut rng: ChaCha20Rng) -> Value {
    let cost = Cost {
        memory_kib: 8,
        passes: 1,
        lanes: 1,
    };
    let sheet = RecoverySecret::generate(&mut rng);
    let (file, keys) = KeyFile::create("p", cost, &mut rng).unwrap();
    let way = RecoveryWay::wrap(&keys, &sheet, &mut rng).unwrap();
    let file = file.for_backup(&way);
    json!({
        "secret": hex(sheet.as_bytes()),
        "words": sheet.words().join(" "),
        "line": sheet.line().as_str(),
        "recipient": sheet.recipient(),
        "mark": sheet.recipient().mark(),
        "file": serde_json::from_str::<Value>(&file.to_json().unwrap()).unwrap(),
        "private_db": hex(&keys.private_db()[..]),
    })
}

#[test]
fn the_vectors_are_what_this_code_makes() {
    let made = made();
    if std::env::var_os("WRITE_VECTORS").is_some() {
        let text = serde_json::to_string_pretty(&made).unwrap() + "\n";
        std::fs::write(
            concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors.json"),
            text,
        )
        .unwrap();
        return;
    }
    let committed = committed();
    for (name, value) in made.as_object().unwrap() {
        assert_eq!(committed.get(name), Some(value), "{name}");
    }
    assert_eq!(committed, made);
}

/// What was written with any randomness must be read, so this does not depend on the generator.
#[test]
fn what_the_vectors_hold_is_read() {
    let v = committed();
    let message = bytes(&v, "/signature/message");
    let signature = array(&v, "/signature/frame_header");
    let public = array(&v, "/signature/public");
    assert!(verify(&public, Purpose::FrameHeader, &message, &signature).is_ok());

    let anna = DeviceSecrets::from_bytes(&bytes(&v, "/identity/device_secrets")).unwrap();
    assert_eq!(anna.public().sign, array(&v, "/identity/device_sign"));
    assert_eq!(anna.public().kem, array(&v, "/identity/device_kem"));
    assert_eq!(
        anna.public().transport,
        array(&v, "/identity/device_transport")
    );
    for certificate in ["/identity/certificate", "/identity/next_certificate"] {
        let read = crate::DeviceCertificate::decode(&bytes(&v, certificate)).unwrap();
        assert!(read.verify().is_ok());
        assert_eq!(read.card, anna.public());
        assert_eq!(read.person, array(&v, "/identity/person_id"));
    }

    let (key, aad, text) = (
        array(&v, "/seal/key"),
        bytes(&v, "/seal/aad"),
        bytes(&v, "/seal/text"),
    );
    let opened = seal::open(&key, &aad, &bytes(&v, "/seal/sealed")).unwrap();
    assert_eq!(*opened, text);
    let body = bytes(&v, "/seal/frame_body_under_secret_key");
    assert_eq!(*frame_body::open_body(&key, &aad, &body).unwrap(), text);

    for record in ["/roster/added", "/roster/removed"] {
        let bytes = bytes(&v, record);
        assert_eq!(RosterRecord::decode(&bytes).unwrap().encode(), bytes);
    }

    let record = EpochRecord::decode(&bytes(&v, "/epoch/record")).unwrap();
    let reader = DeviceSecrets::from_bytes(&bytes(&v, "/epoch/reader_device_secrets")).unwrap();
    let secret = open_epoch(&record, &reader).unwrap();
    assert_eq!(*secret.as_bytes(), array(&v, "/epoch/secret"));

    let file = v.pointer("/key_file/file").unwrap().to_string();
    let file = KeyFile::from_json(&file).unwrap();
    let passphrase = v.pointer("/key_file/passphrase").unwrap();
    let by_passphrase = file
        .unlock_with_passphrase(passphrase.as_str().unwrap())
        .unwrap();
    let by_keyring = file
        .unlock_with_keyring_key(&array(&v, "/key_file/keyring_key"))
        .unwrap();
    for keys in [by_passphrase, by_keyring] {
        assert_eq!(*keys.shared_db(), array(&v, "/key_file/shared_db"));
        assert_eq!(*keys.private_db(), array(&v, "/key_file/private_db"));
        let second = v.pointer("/key_file/second_passphrase").unwrap();
        let pages = file
            .pages_key_with(&keys, second.as_str().unwrap())
            .unwrap();
        assert_eq!(*pages.pages_db(), array(&v, "/key_file/pages_db"));
        let without = v
            .pointer("/key_file/file_without_a_second_passphrase")
            .unwrap();
        let without = KeyFile::from_json(&without.to_string()).unwrap();
        let pages = without.pages_key(&keys).unwrap().unwrap();
        assert_eq!(*pages.pages_db(), array(&v, "/key_file/pages_db"));
    }

    for step in [
        "begin",
        "begin_known_question",
        "begin_letter",
        "begin_surprise",
        "pin",
        "take_back",
        "decline",
    ] {
        let bytes = bytes(&v, &format!("/sealed/{step}"));
        assert!(
            Step::decode(&bytes).is_ok_and(|read| read.encode() == bytes),
            "{step}"
        );
    }
    let (seal, release) = (bytes(&v, "/sealed/seal"), bytes(&v, "/sealed/release"));
    let (
        Ok(Step::Seal {
            run,
            author,
            sealing,
        }),
        Ok(Step::Release { key, version, .. }),
    ) = (Step::decode(&seal), Step::decode(&release))
    else {
        panic!("a sealed answer that can't be read");
    };
    assert_eq!(run, array(&v, "/sealed/run"));
    assert_eq!(sealing.commitment, array(&v, "/sealed/commitment"));
    let place = Place {
        run: &run,
        author: &author,
        version,
        open: &sealing.open,
    };
    let text = sealed::open_answer(&key, place, &sealing.commitment, &sealing.ciphertext).unwrap();
    assert_eq!(
        Some(text.as_str()),
        v.pointer("/sealed/text").and_then(Value::as_str)
    );

    for spelling in ["/recovery/words", "/recovery/line"] {
        let text = v.pointer(spelling).and_then(Value::as_str).unwrap();
        let sheet = RecoverySecret::parse(text).unwrap();
        assert_eq!(*sheet.as_bytes(), array(&v, "/recovery/secret"));
        let file = v.pointer("/recovery/file").unwrap().to_string();
        let keys = KeyFile::from_json(&file)
            .unwrap()
            .unlock_with_recovery(&sheet)
            .unwrap();
        assert_eq!(*keys.private_db(), array(&v, "/recovery/private_db"));
    }

    for kind in ["pairing_by_invite", "pairing_in_one_room"] {
        let transcript = array(&v, &format!("/{kind}/transcript_after_reveals"));
        let names: Vec<_> = pictures::named(&pictures::of_transcript(&transcript)).into();
        let told: Vec<&str> = v
            .pointer(&format!("/{kind}/pictures"))
            .and_then(Value::as_array)
            .unwrap()
            .iter()
            .filter_map(Value::as_str)
            .collect();
        assert_eq!(names, told);
    }
}
