use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

use super::*;

const CHEAP: Cost = Cost {
    memory_kib: 8,
    passes: 1,
    lanes: 1,
};

fn rng() -> ChaCha20Rng {
    ChaCha20Rng::from_seed([8; 32])
}

fn same(one: &VaultKeys, other: &VaultKeys) -> bool {
    one.bundle() == other.bundle()
}

fn failure(result: Result<VaultKeys, KeyFileError>) -> Option<KeyFileError> {
    result.err()
}

#[test]
fn a_passphrase_opens_what_it_made_also_after_a_restart() {
    let (file, keys) = KeyFile::create("correct horse", CHEAP, &mut rng()).unwrap();
    let read = KeyFile::from_json(&file.to_json().unwrap()).unwrap();
    assert_eq!(read, file);
    assert!(same(
        &read.unlock_with_passphrase("correct horse").unwrap(),
        &keys
    ));
    assert_eq!(
        failure(read.unlock_with_passphrase("correct horsf")),
        Some(KeyFileError::WrongKey)
    );
    assert_eq!(
        failure(read.unlock_with_keyring_key(&[1; 32])),
        Some(KeyFileError::NoSuchWay)
    );
}

#[test]
fn the_two_databases_have_unrelated_keys() {
    let (_, keys) = KeyFile::create("p", CHEAP, &mut rng()).unwrap();
    assert_ne!(keys.shared_db(), keys.private_db());
    assert_ne!(*keys.shared_db(), keys.master);
    let another_master = VaultKeys {
        master: [0; 32],
        private: keys.private,
    };
    assert_eq!(another_master.private_db(), keys.private_db());
    assert_ne!(another_master.shared_db(), keys.shared_db());
}

#[test]
fn one_letter_spelled_two_ways_is_one_passphrase() {
    let (file, _) = KeyFile::create("Fr\u{fc}hst\u{fc}ck", CHEAP, &mut rng()).unwrap();
    assert!(
        file.unlock_with_passphrase("Fru\u{308}hstu\u{308}ck")
            .is_ok()
    );
}

#[test]
fn a_new_passphrase_replaces_the_old_one_and_leaves_the_keyring_alone() {
    let mut rng = rng();
    let (mut file, keys) = KeyFile::create("old", CHEAP, &mut rng).unwrap();
    file.set_keyring(&keys, Some(&[7; 32]), &mut rng).unwrap();
    assert_eq!(
        file.change_passphrase("not it", "new", CHEAP, &mut rng),
        Err(KeyFileError::WrongKey)
    );
    file.change_passphrase("old", "new", CHEAP, &mut rng)
        .unwrap();
    let file = KeyFile::from_json(&file.to_json().unwrap()).unwrap();
    assert_eq!(
        failure(file.unlock_with_passphrase("old")),
        Some(KeyFileError::WrongKey)
    );
    assert!(same(&file.unlock_with_passphrase("new").unwrap(), &keys));
    assert!(same(
        &file.unlock_with_keyring_key(&[7; 32]).unwrap(),
        &keys
    ));
}

#[test]
fn the_keyring_opens_only_with_its_key_and_only_while_it_may() {
    let mut rng = rng();
    let (mut file, keys) = KeyFile::create("p", CHEAP, &mut rng).unwrap();
    assert!(!file.has_keyring());
    file.set_keyring(&keys, Some(&[7; 32]), &mut rng).unwrap();
    assert!(file.has_keyring() && file.has_passphrase());
    assert_eq!(
        failure(file.unlock_with_keyring_key(&[6; 32])),
        Some(KeyFileError::WrongKey)
    );
    file.set_keyring(&keys, None, &mut rng).unwrap();
    let file = KeyFile::from_json(&file.to_json().unwrap()).unwrap();
    assert_eq!(
        failure(file.unlock_with_keyring_key(&[7; 32])),
        Some(KeyFileError::NoSuchWay)
    );
}

#[test]
fn a_second_passphrase_opens_the_pages_and_nothing_else_does() {
    let mut rng = rng();
    let (mut file, keys) = KeyFile::create("p", CHEAP, &mut rng).unwrap();
    let pages = file.pages_key(&keys).unwrap().unwrap();
    assert_ne!(pages.pages_db(), keys.private_db());
    assert_ne!(pages.pages_db(), keys.shared_db());

    file.set_pages(&keys, &pages, Some("zw\u{f6}lf"), CHEAP, &mut rng)
        .unwrap();
    let mut file = KeyFile::from_json(&file.to_json().unwrap()).unwrap();
    assert!(file.pages_key(&keys).unwrap().is_none());
    assert_eq!(
        file.pages_key_with(&keys, "p").err(),
        Some(KeyFileError::WrongKey)
    );
    let opened = file.pages_key_with(&keys, "zwo\u{308}lf").unwrap();
    assert_eq!(opened.pages_db(), pages.pages_db());
    // The second passphrase is no use without the keys that the first one gives.
    let others = KeyFile::create("p", CHEAP, &mut rng).unwrap().1;
    assert_eq!(
        file.pages_key_with(&others, "zwo\u{308}lf").err(),
        Some(KeyFileError::WrongKey)
    );
    // A new first passphrase leaves it as it is.
    file.change_passphrase("p", "q", CHEAP, &mut rng).unwrap();
    let keys = file.unlock_with_passphrase("q").unwrap();
    assert!(file.pages_key_with(&keys, "zw\u{f6}lf").is_ok());

    file.set_pages(&keys, &opened, None, CHEAP, &mut rng)
        .unwrap();
    let again = file.pages_key(&keys).unwrap().unwrap();
    assert_eq!(again.pages_db(), pages.pages_db());
}

/// A home of before there were private pages opens, and gets them when it is ready.
#[test]
fn a_file_of_before_there_were_pages_is_whole_and_can_be_given_some() {
    let mut rng = rng();
    let (file, keys) = KeyFile::create("p", CHEAP, &mut rng).unwrap();
    let mut old = KeyFile {
        version: WITHOUT_PAGES,
        pages: None,
        ..file
    };
    old.check = old.checksum();
    let mut old = KeyFile::from_json(&old.to_json().unwrap()).unwrap();
    assert!(!old.has_pages());
    assert_eq!(old.pages_key(&keys).err(), Some(KeyFileError::NoSuchWay));
    let pages = PagesKey::generate(&mut rng);
    old.set_pages(&keys, &pages, None, CHEAP, &mut rng).unwrap();
    let new = KeyFile::from_json(&old.to_json().unwrap()).unwrap();
    let found = new.pages_key(&keys).unwrap().unwrap();
    assert_eq!(found.pages_db(), pages.pages_db());
    // It goes into a backup in the same form, second passphrase and all.
    let mut sheet = new;
    sheet
        .set_pages(&keys, &pages, Some("second"), CHEAP, &mut rng)
        .unwrap();
    let way = RecoveryWay::wrap(&keys, &RecoverySecret::generate(&mut rng), &mut rng).unwrap();
    let packed = sheet.for_backup(&way);
    assert!(packed.pages_key(&keys).unwrap().is_none());
    assert!(packed.pages_key_with(&keys, "second").is_ok());
}

/// What lies on the disk says nothing of whether there is a second passphrase.
#[test]
fn with_and_without_a_second_passphrase_the_file_has_one_shape() {
    let mut rng = rng();
    let (mut file, keys) = KeyFile::create("p", CHEAP, &mut rng).unwrap();
    let shape = |file: &KeyFile| -> String {
        let json = file.to_json().unwrap();
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        let pages = value["pages"].as_object().unwrap();
        let key = pages["key"].as_str().unwrap();
        format!(
            "{} {} {:?} {} {}",
            json.len(),
            pages["kdf"],
            pages["cost"],
            key.len(),
            pages.keys().cloned().collect::<Vec<_>>().join(" ")
        )
    };
    let without = shape(&file);
    let pages = file.pages_key(&keys).unwrap().unwrap();
    file.set_pages(&keys, &pages, Some("second"), CHEAP, &mut rng)
        .unwrap();
    assert_eq!(shape(&file), without);
}

#[test]
fn damage_is_not_called_a_wrong_passphrase() {
    let mut rng = rng();
    let (mut file, keys) = KeyFile::create("p", CHEAP, &mut rng).unwrap();
    file.set_keyring(&keys, Some(&[7; 32]), &mut rng).unwrap();
    let json = file.to_json().unwrap();
    assert!(json.is_ascii());
    let mut noticed = 0;
    for at in 0..json.len() {
        for letter in [b'0', b'1', b'x'] {
            let mut bent = json.clone().into_bytes();
            if bent[at] == letter {
                continue;
            }
            bent[at] = letter;
            match KeyFile::from_json(&String::from_utf8(bent).unwrap()) {
                Err(KeyFileError::Damaged) => noticed += 1,
                // Spaces between the values, which mean nothing.
                Ok(read) => assert_eq!(read, file, "at {at}"),
                // A digit more in the version itself makes a newer one.
                Err(KeyFileError::Newer { version: 12 }) => assert_eq!(&json[at + 1..=at + 1], "2"),
                Err(error) => panic!("{error:?} at {at}"),
            }
        }
        assert_eq!(
            KeyFile::from_json(&json[..at]).err(),
            Some(KeyFileError::Damaged),
            "cut at {at}"
        );
    }
    assert!(noticed > 1000);
}

#[test]
fn a_newer_file_is_left_to_the_newer_program() {
    let json = r#"{ "version": 3, "something": ["else"], "passphrase": "entirely" }"#;
    assert_eq!(
        KeyFile::from_json(json).err(),
        Some(KeyFileError::Newer { version: 3 })
    );
}

#[test]
fn a_file_cannot_ask_for_all_the_memory() {
    let huge = Cost {
        memory_kib: u32::MAX,
        ..CHEAP
    };
    assert_eq!(
        KeyFile::create("p", huge, &mut rng()).err(),
        Some(KeyFileError::BadCost)
    );
    let none = Cost { passes: 0, ..CHEAP };
    assert_eq!(
        KeyFile::create("p", none, &mut rng()).err(),
        Some(KeyFileError::BadCost)
    );
}

#[test]
fn the_standard_cost_is_what_is_promised() {
    let (file, keys) = KeyFile::create("p", Cost::STANDARD, &mut rng()).unwrap();
    let json = file.to_json().unwrap();
    assert!(json.contains(r#""memory_kib": 65536"#) && json.contains(r#""passes": 3"#));
    assert!(same(&file.unlock_with_passphrase("p").unwrap(), &keys));
}
