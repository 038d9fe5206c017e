//! The ids of things and people.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Why a text or number is not an id or a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Not exactly 32 lowercase hexadecimal digits.
    #[error("an id is 32 lowercase hexadecimal digits")]
    Malformed,
    /// A kind this version does not know; it may come from a newer one.
    #[error("unknown kind of thing: {0}")]
    UnknownKind(u8),
}

macro_rules! sixteen_byte_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; 16]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                sixteen_bytes(text).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
            }
        }
    };
}

sixteen_byte_id! {
    /// The random id of anything the couple keeps: an entry, an outing, a gesture plan, a date.
    /// Written as 32 lowercase hexadecimal digits.
    ThingId
}

sixteen_byte_id! {
    /// A person: the first 16 bytes of the BLAKE3 hash of their first root public key.
    /// Written as 32 lowercase hexadecimal digits.
    PersonId
}

/// Only one spelling per id is accepted, so that text and bytes can stand for each other as keys.
fn sixteen_bytes(text: &str) -> Result<[u8; 16], IdError> {
    fn digit(byte: u8) -> Result<u8, IdError> {
        match byte {
            b'0'..=b'9' => Ok(byte - b'0'),
            b'a'..=b'f' => Ok(byte - b'a' + 10),
            _ => Err(IdError::Malformed),
        }
    }
    let digits = text.as_bytes();
    if digits.len() != 32 {
        return Err(IdError::Malformed);
    }
    let mut bytes = [0; 16];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Ok(bytes)
}

/// What a thing is. The numbers are written to disk and on the wire and never change their meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "u8", try_from = "u8")]
#[repr(u8)]
pub enum ThingKind {
    /// A journal entry.
    Entry = 1,
    /// A planned date.
    Outing = 2,
    /// A gesture with its cadence.
    GesturePlan = 3,
    /// A month of gestures done.
    GestureLog = 4,
    /// A birthday, an anniversary.
    ImportantDate = 5,
    /// A person's name and the like.
    Profile = 6,
    /// A question, a letter or a surprise, sealed until its time.
    Sealed = 7,
    /// What a person makes of the ideas and gestures of the library.
    Leanings = 8,
    /// Something said about an entry.
    Reply = 9,
    /// An idea for a date, of the couple's own.
    Idea = 10,
    /// A ritual of the two.
    Ritual = 14,
    /// A line of the menu that someone writes for the other one.
    Wish = 11,
    /// A hard or a good day that is coming.
    Ahead = 12,
    /// When both have time: asked by one, answered by the other.
    TimeAsk = 15,
    /// A birthday, an anniversary that both know of.
    OurDate = 16,
    /// A talk in step on two computers.
    Talk = 17,
    /// A pause that the other one hears of.
    Calm = 18,
    /// A small promise.
    Promise = 19,
    /// Something that is good to know.
    Note = 20,
}

impl From<ThingKind> for u8 {
    fn from(kind: ThingKind) -> u8 {
        kind as u8
    }
}

impl TryFrom<u8> for ThingKind {
    type Error = IdError;

    fn try_from(number: u8) -> Result<Self, IdError> {
        Ok(match number {
            1 => Self::Entry,
            2 => Self::Outing,
            3 => Self::GesturePlan,
            4 => Self::GestureLog,
            5 => Self::ImportantDate,
            6 => Self::Profile,
            7 => Self::Sealed,
            8 => Self::Leanings,
            9 => Self::Reply,
            10 => Self::Idea,
            14 => Self::Ritual,
            11 => Self::Wish,
            12 => Self::Ahead,
            15 => Self::TimeAsk,
            16 => Self::OurDate,
            17 => Self::Talk,
            18 => Self::Calm,
            19 => Self::Promise,
            20 => Self::Note,
            other => return Err(IdError::UnknownKind(other)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn malformed_ids_are_refused() {
        for text in [
            "",
            "00",
            "0123456789ABCDEF0123456789abcdef",
            "g0000000000000000000000000000000",
            &"0".repeat(33),
            &"é".repeat(16),
        ] {
            assert_eq!(text.parse::<ThingId>(), Err(IdError::Malformed), "{text}");
        }
    }

    #[test]
    fn kinds_keep_their_numbers() {
        for number in 0..=255 {
            match ThingKind::try_from(number) {
                Ok(kind) => assert_eq!(u8::from(kind), number),
                Err(error) => assert_eq!(error, IdError::UnknownKind(number)),
            }
        }
        assert_eq!((ThingKind::Entry as u8, ThingKind::Idea as u8), (1, 10));
        assert_eq!(
            (ThingKind::Ritual as u8, ThingKind::TimeAsk as u8),
            (14, 15)
        );
        assert_eq!(ThingKind::OurDate as u8, 16);
        assert_eq!((ThingKind::Talk as u8, ThingKind::Calm as u8), (17, 18));
        assert_eq!((ThingKind::Promise as u8, ThingKind::Note as u8), (19, 20));
    }

    proptest! {
        #[test]
        fn an_id_survives_its_text(bytes: [u8; 16]) {
            let id = ThingId(bytes);
            prop_assert_eq!(id.to_string().parse::<ThingId>(), Ok(id));
            prop_assert_eq!(id.to_string().len(), 32);
        }
    }
}
