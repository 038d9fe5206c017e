//! The recovery sheet: 24 words, and the age identity that they stand for (protocol.md section 13).
//!
//! The words are 256 random bits in the spelling of BIP-39, with its checksum; the same bits are the
//! secret of the age identity printed under them. So either of the two opens a backup, the second
//! with the `age` command alone, and one can be had from the other without this program.

use std::io::{self, BufReader, Cursor, Read, Write};

use age::{Decryptor, Encryptor, stream::StreamReader, x25519};
use bip39::{Language, Mnemonic};
use data_encoding::HEXUPPER;
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::hash::hash_in;

mod check;
pub use check::WordCheck;

/// How many words are on a sheet.
pub const WORDS: usize = 24;

const SHEET: &str = "lamplight/v1/recovery-sheet";
const IDENTITY: bech32::Hrp = bech32::Hrp::parse_unchecked("AGE-SECRET-KEY-");
const IDENTITY_START: &str = "age-secret-key-1";
/// Longest header of an age file that is read. One of ours has a few hundred bytes.
const HEADER_MOST: u64 = 16 << 10;
/// Fewest letters that may stand for a word. No two words of the list begin with the same four.
const SHORTEST: usize = 4;

/// What a sheet holds. No `Debug`, no `Clone`; wiped when dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct RecoverySecret([u8; 32]);

/// What was typed is not a sheet. Names places only, never a word.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WordsError {
    /// Not 24 words.
    #[error("{found} words instead of 24")]
    Count {
        /// How many there are.
        found: usize,
    },
    /// Words that are not of the list, by their places from 1 up.
    #[error("words {places:?} are not in the list")]
    Unknown {
        /// Their places, ascending.
        places: Vec<u8>,
    },
    /// All are words of the list, but together they are no sheet: one is another, or two have
    /// changed places.
    #[error("the checksum of the words is wrong")]
    Checksum,
    /// A line that begins like an age identity and is none.
    #[error("the age line is not whole")]
    Line,
}

/// An age file that does not open.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Not an age file, or one that was altered.
    #[error("not a whole age file")]
    NotAge,
    /// An age file for someone else's key, or for another sheet.
    #[error("the words do not open it")]
    OtherWords,
    /// It could not be read.
    #[error("it can't be read")]
    Io(#[from] io::Error),
}

impl RecoverySecret {
    /// A new sheet.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut secret = Self([0; 32]);
        rng.fill_bytes(&mut secret.0);
        secret
    }

    pub(crate) fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The words in their order.
    #[must_use]
    pub fn words(&self) -> [&'static str; WORDS] {
        let list = Language::English.word_list();
        self.numbers()
            .map(|number| list.get(usize::from(number)).copied().unwrap_or_default())
    }

    /// The places of the words in the list.
    pub(crate) fn numbers(&self) -> [u16; WORDS] {
        let mut numbers = [0; WORDS];
        // 32 bytes are always 24 words.
        if let Ok(words) = Mnemonic::from_entropy_in(Language::English, &self.0) {
            for (number, word) in numbers.iter_mut().zip(words.word_indices()) {
                *number = u16::try_from(word).unwrap_or_default();
            }
        }
        numbers
    }

    /// The line for the `age` command, `AGE-SECRET-KEY-1…`.
    #[must_use]
    pub fn line(&self) -> Zeroizing<String> {
        let line =
            Zeroizing::new(bech32::encode::<bech32::Bech32>(IDENTITY, &self.0).unwrap_or_default());
        Zeroizing::new(line.to_uppercase())
    }

    /// Reads a sheet as it was typed or pasted: the 24 words in any case, with any space, numbers
    /// and commas between them, each at least by its first four letters; or the age line.
    ///
    /// # Errors
    /// [`WordsError`] names the places of what is wrong.
    pub fn parse(text: &str) -> Result<Self, WordsError> {
        let text = Zeroizing::new(text.to_lowercase());
        if let Some(start) = text.find(IDENTITY_START) {
            return Self::parse_line(text.get(start..).unwrap_or_default());
        }
        let words: Vec<&str> = text
            .split(|letter: char| !letter.is_alphabetic())
            .filter(|word| !word.is_empty())
            .collect();
        if words.len() != WORDS {
            return Err(WordsError::Count { found: words.len() });
        }
        let found: Vec<Option<&'static str>> = words.into_iter().map(find_word).collect();
        let places: Vec<u8> = (1..)
            .zip(&found)
            .filter(|(_, word)| word.is_none())
            .map(|(place, _)| place)
            .collect();
        if !places.is_empty() {
            return Err(WordsError::Unknown { places });
        }
        let found: Vec<&str> = found.into_iter().flatten().collect();
        let whole = Zeroizing::new(found.join(" "));
        let words = Mnemonic::parse_in_normalized(Language::English, &whole)
            .map_err(|_| WordsError::Checksum)?;
        let (mut entropy, _) = words.to_entropy_array();
        let mut secret = Self([0; 32]);
        for (byte, from) in secret.0.iter_mut().zip(entropy) {
            *byte = from;
        }
        entropy.zeroize();
        Ok(secret)
    }

    fn parse_line(line: &str) -> Result<Self, WordsError> {
        let line = line.split_whitespace().next().unwrap_or_default();
        let checked = bech32::primitives::decode::CheckedHrpstring::new::<bech32::Bech32>(line)
            .map_err(|_| WordsError::Line)?;
        let bytes = Zeroizing::new(checked.byte_iter().collect::<Vec<u8>>());
        let bytes: [u8; 32] = bytes.as_slice().try_into().map_err(|_| WordsError::Line)?;
        Ok(Self(bytes))
    }

    /// Whether this is the word at a place, from 1 up; as forgiving as [`RecoverySecret::parse`].
    #[must_use]
    pub fn has_word(&self, place: u8, typed: &str) -> bool {
        let known = self
            .numbers()
            .get(usize::from(place).wrapping_sub(1))
            .copied();
        known.is_some() && word_number(typed) == known
    }

    /// What backups for this sheet are sealed to.
    #[must_use]
    pub fn recipient(&self) -> Recipient {
        Recipient(
            self.identity()
                .map_or_else(String::new, |identity| identity.to_public().to_string()),
        )
    }

    fn identity(&self) -> Option<x25519::Identity> {
        self.line().parse().ok()
    }
}

/// The public half of a sheet: what backups are sealed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient(String);

impl Recipient {
    /// Four letters and digits that tell one sheet from another, printed on it.
    #[must_use]
    pub fn mark(&self) -> String {
        let full = hash_in(SHEET, &[self.0.as_bytes()]);
        HEXUPPER.encode(&full[..2])
    }
}

/// An age file being written; [`Sealing::finish`] ends it. One that was not finished is refused
/// when it is opened.
pub struct Sealing<W: Write>(age::stream::StreamWriter<W>);

/// A key for one backup alone. It never leaves the memory: with it, what was just written can be
/// opened again and looked at without the sheet.
pub struct Proof(x25519::Identity);

impl<W: Write> Sealing<W> {
    /// Begins an age file for a sheet on `out`.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn begin(to: &Recipient, out: W) -> io::Result<(Self, Proof)> {
        let sheet: x25519::Recipient = to.0.parse().map_err(io::Error::other)?;
        let proof = x25519::Identity::generate();
        let witness = proof.to_public();
        let recipients: [&dyn age::Recipient; 2] = [&sheet, &witness];
        let file = Encryptor::with_recipients(recipients.into_iter()).map_err(io::Error::other)?;
        Ok((Self(file.wrap_output(out)?), Proof(proof)))
    }

    /// Writes the end.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn finish(self) -> io::Result<W> {
        self.0.finish()
    }
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

type Head<R> = BufReader<io::Chain<Cursor<Vec<u8>>, R>>;

/// The inside of an age file. Reading fails where it was altered or cut off.
pub struct Opened<R: Read>(StreamReader<Head<R>>);

impl<R: Read> Opened<R> {
    /// Opens an age file with a sheet. Holds little of it in memory, whatever its length.
    ///
    /// # Errors
    /// [`OpenError`] tells a file that is none from one for another sheet.
    pub fn with_words(words: &RecoverySecret, input: R) -> Result<Self, OpenError> {
        let identity = words.identity().ok_or(OpenError::OtherWords)?;
        Self::with(&identity, input)
    }

    /// Opens what was just written.
    ///
    /// # Errors
    /// As [`Opened::with_words`].
    pub fn with_proof(proof: &Proof, input: R) -> Result<Self, OpenError> {
        Self::with(&proof.0, input)
    }

    fn with(identity: &x25519::Identity, mut input: R) -> Result<Self, OpenError> {
        // The library reads a header of any length into memory.
        let mut head = Vec::new();
        input.by_ref().take(HEADER_MOST).read_to_end(&mut head)?;
        if !head.windows(5).any(|bytes| bytes == b"\n--- ") {
            return Err(OpenError::NotAge);
        }
        let input = BufReader::new(Cursor::new(head).chain(input));
        let file = Decryptor::new_buffered(input).map_err(|_| OpenError::NotAge)?;
        let identity: &dyn age::Identity = identity;
        match file.decrypt(std::iter::once(identity)) {
            Ok(inside) => Ok(Self(inside)),
            Err(age::DecryptError::NoMatchingKeys) => Err(OpenError::OtherWords),
            Err(age::DecryptError::Io(error)) => Err(OpenError::Io(error)),
            Err(_) => Err(OpenError::NotAge),
        }
    }
}

impl<R: Read> Read for Opened<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.0.read(bytes)
    }
}

/// A word of the list, from at least its first four letters.
fn find_word(typed: &str) -> Option<&'static str> {
    let list = Language::English.word_list();
    if let Ok(place) = list.binary_search(&typed) {
        return list.get(place).copied();
    }
    if typed.len() < SHORTEST {
        return None;
    }
    let mut begin = list.iter().filter(|word| word.starts_with(typed));
    match (begin.next(), begin.next()) {
        (Some(word), None) => Some(word),
        _ => None,
    }
}

/// The place of a word in the list.
fn word_number(typed: &str) -> Option<u16> {
    let word = find_word(&Zeroizing::new(typed.trim().to_lowercase()))?;
    Language::English.find_word(word)
}

#[cfg(test)]
mod tests;
