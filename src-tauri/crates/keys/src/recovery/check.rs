//! Asking three words back later, without keeping the sheet.

use argon2::{Algorithm, Argon2, Version};
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{RecoverySecret, WORDS, word_number};
use crate::vault_keys::{Cost, KeyFileError};

const ASKED: usize = 3;

/// Three places of a sheet, and what tells whether the right words are named for them: a slow hash.
/// Three words are 33 of its 256 bits, so whoever finds this learns next to nothing of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordCheck {
    /// Places from 1 up, ascending.
    places: [u8; ASKED],
    cost: Cost,
    salt: [u8; 16],
    hash: [u8; 32],
}

impl WordCheck {
    /// `many` checks of a sheet, none of whose places meet; at most eight.
    ///
    /// # Errors
    /// [`KeyFileError::BadCost`].
    pub fn of(
        words: &RecoverySecret,
        many: usize,
        cost: Cost,
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<Self>, KeyFileError> {
        let mut left: Vec<u8> = (1..=WORDS)
            .filter_map(|place| u8::try_from(place).ok())
            .collect();
        let numbers = words.numbers();
        let mut checks = Vec::new();
        for _ in 0..many.min(WORDS / ASKED) {
            let mut places = [0; ASKED];
            for place in &mut places {
                let many = u32::try_from(left.len()).unwrap_or(1);
                let drawn = usize::try_from(rng.next_u32() % many).unwrap_or_default();
                *place = left.swap_remove(drawn);
            }
            places.sort_unstable();
            let asked = places.map(|place| {
                let place = usize::from(place).wrapping_sub(1);
                numbers.get(place).copied().unwrap_or_default()
            });
            let mut check = Self {
                places,
                cost,
                salt: [0; 16],
                hash: [0; 32],
            };
            rng.fill_bytes(&mut check.salt);
            check.hash = *check.stretched(asked)?;
            checks.push(check);
        }
        Ok(checks)
    }

    /// Which words are asked for, from 1 up.
    #[must_use]
    pub fn places(&self) -> [u8; ASKED] {
        self.places
    }

    /// Whether these are the words, as forgiving as [`RecoverySecret::parse`].
    ///
    /// # Errors
    /// [`KeyFileError::BadCost`].
    pub fn is_met_by(&self, typed: &[String; ASKED]) -> Result<bool, KeyFileError> {
        let mut numbers = [0; ASKED];
        for (number, word) in numbers.iter_mut().zip(typed) {
            let Some(found) = word_number(word) else {
                return Ok(false);
            };
            *number = found;
        }
        Ok(self.stretched(numbers)?.ct_eq(&self.hash).into())
    }

    fn stretched(&self, numbers: [u16; ASKED]) -> Result<Zeroizing<[u8; 32]>, KeyFileError> {
        let params = self.cost.params().ok_or(KeyFileError::BadCost)?;
        let mut input = Zeroizing::new([0; 2 * ASKED]);
        for (bytes, number) in input.chunks_exact_mut(2).zip(numbers) {
            bytes.copy_from_slice(&number.to_be_bytes());
        }
        let mut hash = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(input.as_ref(), &self.salt, hash.as_mut())
            .map_err(|_| KeyFileError::BadCost)?;
        Ok(hash)
    }
}
