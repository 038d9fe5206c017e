use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

use super::*;
use crate::vault_keys::{Cost, KeyFile, KeyFileError, RecoveryWay};

const CHEAP: Cost = Cost {
    memory_kib: 8,
    passes: 1,
    lanes: 1,
};

fn rng() -> ChaCha20Rng {
    ChaCha20Rng::from_seed([12; 32])
}

fn sheet() -> RecoverySecret {
    RecoverySecret::generate(&mut rng())
}

fn failure(text: &str) -> WordsError {
    RecoverySecret::parse(text).err().unwrap()
}

#[test]
fn a_sheet_is_read_however_it_was_typed() {
    let sheet = sheet();
    let words = sheet.words();
    let numbered: String = (1..)
        .zip(words)
        .map(|(place, word)| format!("{place}. {}\n", word.to_uppercase()))
        .collect();
    let short: Vec<String> = words
        .iter()
        .map(|word| word.chars().take(4).collect())
        .collect();
    for typed in [
        words.join(" "),
        format!("\t {} \r\n", words.join(",  ")),
        numbered,
        short.join("\n"),
        sheet.line().to_string(),
        sheet.line().to_lowercase(),
        format!("# made today\n{}\n", *sheet.line()),
    ] {
        let read = RecoverySecret::parse(&typed).unwrap();
        assert_eq!(read.0, sheet.0, "{typed}");
    }
}

#[test]
fn what_is_wrong_is_named_by_its_place_alone() {
    let words = sheet().words();
    let mut typed = words;
    typed[2] = "lampshade";
    typed[23] = "zoologist";
    let error = failure(&typed.join(" "));
    assert_eq!(
        error,
        WordsError::Unknown {
            places: vec![3, 24]
        }
    );
    assert!(!format!("{error} {error:?}").contains("lamp"));

    assert_eq!(
        failure(&words[..23].join(" ")),
        WordsError::Count { found: 23 }
    );
    assert_eq!(failure(""), WordsError::Count { found: 0 });
    let mut swapped = words;
    swapped.swap(4, 17);
    assert_eq!(failure(&swapped.join(" ")), WordsError::Checksum);
    let line = sheet().line();
    assert_eq!(failure(&line[..line.len() - 1]), WordsError::Line);
}

#[test]
fn three_letters_are_a_word_only_where_they_are_one() {
    assert_eq!(find_word("act"), Some("act"));
    assert_eq!(find_word("acti"), Some("action"));
    assert_eq!(find_word("aba"), None);
    assert_eq!(find_word("abandons"), None);
}

#[test]
fn no_two_words_begin_with_the_same_four_letters() {
    for word in Language::English.word_list() {
        let start: String = word.chars().take(4).collect();
        assert_eq!(find_word(&start), Some(*word));
    }
}

fn sealed(to: &Recipient, text: &[u8]) -> (Vec<u8>, Proof) {
    let (mut file, proof) = Sealing::begin(to, Vec::new()).unwrap();
    file.write_all(text).unwrap();
    (file.finish().unwrap(), proof)
}

fn opened(words: &RecoverySecret, file: &[u8]) -> Result<Vec<u8>, OpenError> {
    let mut text = Vec::new();
    Opened::with_words(words, file)?.read_to_end(&mut text)?;
    Ok(text)
}

#[test]
fn a_backup_opens_with_its_sheet_and_with_no_other() {
    let text = vec![7; 200_000];
    let (file, proof) = sealed(&sheet().recipient(), &text);
    assert_eq!(opened(&sheet(), &file).unwrap(), text);
    let mut again = Vec::new();
    Opened::with_proof(&proof, file.as_slice())
        .unwrap()
        .read_to_end(&mut again)
        .unwrap();
    assert_eq!(again, text);
    let other = RecoverySecret::generate(&mut ChaCha20Rng::from_seed([13; 32]));
    assert!(matches!(opened(&other, &file), Err(OpenError::OtherWords)));
    assert_ne!(other.recipient().mark(), sheet().recipient().mark());
}

#[test]
fn what_was_cut_off_or_altered_is_refused() {
    let (file, _) = sealed(&sheet().recipient(), &[7; 200_000]);
    for length in [0, 1, 100, 300, 70_000, file.len() - 1] {
        assert!(opened(&sheet(), &file[..length]).is_err(), "{length}");
    }
    for place in [0, 40, 200, 400, 100_000, file.len() - 1] {
        let mut altered = file.clone();
        altered[place] ^= 1;
        assert!(opened(&sheet(), &altered).is_err(), "{place}");
    }
    // A header without an end is not read to its end.
    let endless = b"age-encryption.org/v1\n"
        .iter()
        .copied()
        .chain(std::iter::repeat(b'a'));
    let mut endless = Endless(endless);
    let mut text = Vec::new();
    assert!(matches!(
        Opened::with_words(&sheet(), &mut endless).map(|mut file| file.read_to_end(&mut text)),
        Err(OpenError::NotAge)
    ));
}

struct Endless<I>(I);

impl<I: Iterator<Item = u8>> Read for Endless<I> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        for byte in bytes.iter_mut() {
            *byte = self.0.next().unwrap_or_default();
        }
        Ok(bytes.len())
    }
}

#[test]
fn three_words_are_asked_back_without_the_sheet() {
    let sheet = sheet();
    let words = sheet.words();
    let checks = WordCheck::of(&sheet, 3, CHEAP, &mut rng()).unwrap();
    let mut places: Vec<u8> = checks.iter().flat_map(WordCheck::places).collect();
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), 9, "no place twice");
    for check in &checks {
        let typed = check
            .places()
            .map(|place| format!(" {} ", words[usize::from(place) - 1]));
        assert!(check.is_met_by(&typed).unwrap());
        let [a, b, c] = typed;
        assert!(!check.is_met_by(&[b.clone(), a.clone(), c.clone()]).unwrap());
        assert!(!check.is_met_by(&[a, b, "nothing".into()]).unwrap());
    }
}

#[test]
fn the_sheet_opens_the_key_file_until_another_one_does() {
    let mut rng = rng();
    let (mut file, keys) = KeyFile::create("p", CHEAP, &mut rng).unwrap();
    assert_eq!(
        file.unlock_with_recovery(&sheet()).err(),
        Some(KeyFileError::NoSuchWay)
    );
    let way = RecoveryWay::wrap(&keys, &sheet(), &mut rng).unwrap();
    assert!(!file.has_recovery_way(&way));
    file.set_recovery(&way);
    assert!(file.has_recovery_way(&way));

    let in_backup = KeyFile::from_json(&file.for_backup(&way).to_json().unwrap()).unwrap();
    assert!(!in_backup.has_passphrase() && !in_backup.has_keyring());
    let opened = in_backup.unlock_with_recovery(&sheet()).unwrap();
    assert_eq!(opened.private_db(), keys.private_db());
    assert_eq!(opened.shared_db(), keys.shared_db());

    let mut file = KeyFile::from_json(&file.to_json().unwrap()).unwrap();
    file.set_passphrase(&opened, "another", CHEAP, &mut rng)
        .unwrap();
    assert!(file.unlock_with_passphrase("p").is_err());
    assert!(file.unlock_with_passphrase("another").is_ok());

    let next = RecoverySecret::generate(&mut rng);
    file.set_recovery(&RecoveryWay::wrap(&keys, &next, &mut rng).unwrap());
    assert_eq!(
        file.unlock_with_recovery(&sheet()).err(),
        Some(KeyFileError::WrongKey)
    );
    assert!(file.unlock_with_recovery(&next).is_ok());
}
