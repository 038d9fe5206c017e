//! The 64 pictures that two people compare, seven at a time. Their order is part of the protocol:
//! it never changes. The words for them are `picture-<id>` in the translations.

use crate::hpke_suite::expand;

const CONTEXT: &str = "lamplight/v1/pairing-pictures";

/// How many pictures are compared: 42 bits.
pub const PICTURES: usize = 7;

const NAMES: [&str; 64] = [
    "anchor",
    "apple",
    "balloon",
    "banana",
    "bed",
    "bell",
    "bicycle",
    "boat",
    "book",
    "bottle",
    "bread",
    "broom",
    "bucket",
    "butterfly",
    "cactus",
    "camera",
    "candle",
    "car",
    "carrot",
    "cat",
    "chair",
    "cherry",
    "clock",
    "cloud",
    "comb",
    "crab",
    "cup",
    "drum",
    "elephant",
    "envelope",
    "fish",
    "flag",
    "flower",
    "fork",
    "frog",
    "glasses",
    "glove",
    "guitar",
    "hammer",
    "hat",
    "horse",
    "house",
    "key",
    "kite",
    "ladder",
    "leaf",
    "moon",
    "mountain",
    "mushroom",
    "pencil",
    "rabbit",
    "scissors",
    "shoe",
    "snail",
    "snake",
    "spoon",
    "star",
    "sun",
    "tent",
    "train",
    "tree",
    "turtle",
    "umbrella",
    "window",
];

/// The ids of all pictures; a picture's number is its place.
#[must_use]
pub fn picture_names() -> &'static [&'static str; 64] {
    &NAMES
}

/// The ids of seven numbers, as [`crate::pairing::Pairing::pictures`] gives them.
#[must_use]
pub fn named(pictures: &[u8; PICTURES]) -> [&'static str; PICTURES] {
    pictures.map(|number| NAMES[usize::from(number & 63)])
}

/// Seven times six bits, from the front of what HKDF makes of the whole transcript.
pub(crate) fn of_transcript(transcript: &[u8; 32]) -> [u8; PICTURES] {
    let mut bytes = [0; 8];
    expand(transcript, b"", CONTEXT, &mut bytes[..6]);
    let bits = u64::from_be_bytes(bytes);
    std::array::from_fn(|index| {
        let shift = 58 - 6 * index;
        u8::try_from((bits >> shift) & 63).unwrap_or(0)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_pictures_are_64_different_ones() {
        assert_eq!(NAMES.iter().collect::<BTreeSet<_>>().len(), 64);
        assert!(NAMES.is_sorted());
        assert!(NAMES.iter().all(|name| {
            !name.is_empty()
                && name
                    .bytes()
                    .all(|letter| letter.is_ascii_lowercase() || letter == b'-')
        }));
    }

    #[test]
    fn every_picture_turns_up_at_every_place() {
        let mut seen = [const { BTreeSet::new() }; PICTURES];
        for seed in 0..2000_u32 {
            let mut transcript = [0; 32];
            transcript[..4].copy_from_slice(&seed.to_be_bytes());
            for (place, picture) in of_transcript(&transcript).into_iter().enumerate() {
                seen[place].insert(picture);
            }
        }
        assert!(seen.iter().all(|numbers| numbers.len() == 64));
    }
}
