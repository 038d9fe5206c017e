//! Comparing two jars of ideas so that only a mutual yes shows (protocol.md section 16, decision 30).
//!
//! Of every idea a hand holds one point: for a yes `a·G`, for anything else one whose secret nobody has. Both are
//! uniform. The answer to a yes is a tag under the key `a·B`, to anything else random bytes; only who knows the secret
//! of `B`, and so has said yes, can tell which.

use blake3::Hasher;
use curve25519_dalek::{
    RistrettoPoint, Scalar, ristretto::CompressedRistretto, traits::IsIdentity,
};
use rand_core::CryptoRng;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{
    hash::hash_in,
    wire::{Reader, WireError, Writer},
};

const NAME: &str = "lamplight/v1/jar-name";
const HAND: &str = "lamplight/v1/jar-hand";
const SECRET: &str = "lamplight/v1/jar-secret";
const NOBODYS: &str = "lamplight/v1/jar-nobodys";
const BLANK: &str = "lamplight/v1/jar-blank";
const TAG: &str = "lamplight/v1/jar-tag";

const VERSION: u8 = 1;
const SLIPS: u8 = 1;
const ANSWERS: u8 = 2;
/// The most slips of one hand.
pub const SLIPS_LIMIT: usize = 512;

/// What the secrets of one hand are made of. No `Debug`; wiped when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Seed([u8; 32]);

impl Seed {
    /// A new random one.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut seed = Self([0; 32]);
        rng.fill_bytes(&mut seed.0);
        seed
    }

    /// From the private vault.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// For the private vault.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    fn draw<const N: usize>(
        &self,
        context: &'static str,
        name: &Name,
        hands: &[u8],
    ) -> Zeroizing<[u8; N]> {
        let mut out = Zeroizing::new([0; N]);
        let mut hasher = Hasher::new_derive_key(context);
        hasher.update(&self.0).update(name).update(hands);
        hasher.finalize_xof().fill(out.as_mut());
        out
    }

    fn secret(&self, name: &Name) -> Zeroizing<Scalar> {
        Zeroizing::new(Scalar::from_bytes_mod_order_wide(&self.draw(
            SECRET,
            name,
            &[],
        )))
    }
}

/// An idea as it travels: a short hash of its id, so that two programs with different libraries compare what both have.
type Name = [u8; 8];

/// Where a hand counts: one pairing, one week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Round<'a> {
    /// The space of the two.
    pub space: &'a [u8; 32],
    /// Which week.
    pub week: u32,
}

/// One idea of a hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slip {
    name: Name,
    point: [u8; 32],
}

/// What travels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    /// A hand: every idea of the sender's library, in the order of their names.
    Slips {
        /// The week.
        week: u32,
        /// The hand.
        slips: Vec<Slip>,
    },
    /// The answers to the other's hand, in the order of the sender's own.
    Answers {
        /// The week.
        week: u32,
        /// One for each slip of the sender's.
        tags: Vec<[u8; 16]>,
    },
}

/// Bytes that are no word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WordError {
    /// Of a newer version.
    #[error("a newer word of a jar")]
    Newer,
    /// Not one.
    #[error("not a word of a jar: {0}")]
    Malformed(#[from] WireError),
}

impl Word {
    /// Which week it is about.
    #[must_use]
    pub fn week(&self) -> u32 {
        match self {
            Self::Slips { week, .. } | Self::Answers { week, .. } => *week,
        }
    }

    /// As it travels.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.u8(VERSION);
        match self {
            Self::Slips { week, slips } => {
                writer.u8(SLIPS).u32(*week).count(slips.len());
                for slip in slips {
                    writer.raw(&slip.name).raw(&slip.point);
                }
            }
            Self::Answers { week, tags } => {
                writer.u8(ANSWERS).u32(*week).count(tags.len());
                for tag in tags {
                    writer.raw(tag);
                }
            }
        }
        writer.finish()
    }

    /// Reads it.
    ///
    /// # Errors
    /// [`WordError`].
    pub fn decode(bytes: &[u8]) -> Result<Self, WordError> {
        let mut reader = Reader::new(bytes);
        match reader.u8()? {
            VERSION => {}
            0 => return Err(WireError::Unknown.into()),
            _ => return Err(WordError::Newer),
        }
        let kind = reader.u8()?;
        let week = reader.u32()?;
        let count = reader.count(SLIPS_LIMIT)?;
        let word = match kind {
            SLIPS => {
                let mut slips: Vec<Slip> = Vec::with_capacity(count);
                for _ in 0..count {
                    let slip = Slip {
                        name: reader.array()?,
                        point: reader.array()?,
                    };
                    if slips.last().is_some_and(|last| last.name >= slip.name) {
                        return Err(WireError::Unknown.into());
                    }
                    slips.push(slip);
                }
                Self::Slips { week, slips }
            }
            ANSWERS => {
                let tags: Result<_, _> = (0..count).map(|_| reader.array()).collect();
                Self::Answers { week, tags: tags? }
            }
            _ => return Err(WireError::Unknown.into()),
        };
        reader.end()?;
        Ok(word)
    }
}

/// What one person said in one week: every idea of their library, and whether it is a yes.
pub struct Hand<'a> {
    seed: &'a Seed,
    round: Round<'a>,
    /// By name.
    said: Vec<(Name, &'a str, bool)>,
}

impl<'a> Hand<'a> {
    /// A hand of at most [`SLIPS_LIMIT`] ideas; what is beyond it is left out.
    #[must_use]
    pub fn new(
        seed: &'a Seed,
        round: Round<'a>,
        said: impl IntoIterator<Item = (&'a str, bool)>,
    ) -> Self {
        let mut said: Vec<_> = said
            .into_iter()
            .map(|(id, yes)| (name(id), id, yes))
            .collect();
        said.sort_unstable_by_key(|(name, ..)| *name);
        said.dedup_by_key(|(name, ..)| *name);
        said.truncate(SLIPS_LIMIT);
        Self { seed, round, said }
    }

    /// What is sent. The same for the same seed and the same said.
    #[must_use]
    pub fn slips(&self) -> Vec<Slip> {
        self.said
            .iter()
            .map(|(name, _, yes)| {
                let point = if *yes {
                    RistrettoPoint::mul_base(&self.seed.secret(name))
                } else {
                    RistrettoPoint::from_uniform_bytes(&self.seed.draw(NOBODYS, name, &[]))
                };
                Slip {
                    name: *name,
                    point: point.compress().to_bytes(),
                }
            })
            .collect()
    }

    /// The answers to the other's hand.
    #[must_use]
    pub fn answers(&self, me: &[u8; 16], theirs: &[Slip]) -> Vec<[u8; 16]> {
        let hands = self.hands(theirs);
        self.said
            .iter()
            .map(|(name, _, yes)| match self.key(name, theirs) {
                Some(key) if *yes => self.tag(&key, name, me, &hands),
                // Other hands, other bytes: a blank that came twice would stand out from the tags.
                _ => *self.seed.draw(BLANK, name, &hands),
            })
            .collect()
    }

    /// The ideas that both said yes to. `tags` are the other's answers.
    #[must_use]
    pub fn found(&self, other: &[u8; 16], theirs: &[Slip], tags: &[[u8; 16]]) -> Vec<&'a str> {
        if tags.len() != theirs.len() {
            return Vec::new();
        }
        let hands = self.hands(theirs);
        let mine = self.said.iter().filter(|(.., yes)| *yes);
        mine.filter(|(name, ..)| {
            let at = theirs.binary_search_by_key(name, |slip| slip.name);
            let answer = at.ok().and_then(|at| tags.get(at));
            match (self.key(name, theirs), answer) {
                (Some(key), Some(answer)) => {
                    self.tag(&key, name, other, &hands).ct_eq(answer).into()
                }
                _ => false,
            }
        })
        .map(|(_, id, _)| *id)
        .collect()
    }

    /// The key that this hand's secret and the other's point make; `None` where they have no such idea, or no point.
    fn key(&self, name: &Name, theirs: &[Slip]) -> Option<Zeroizing<[u8; 32]>> {
        let at = theirs.binary_search_by_key(name, |slip| slip.name).ok()?;
        let point = CompressedRistretto(theirs.get(at)?.point).decompress()?;
        // Whose key everyone would know.
        if point.is_identity() {
            return None;
        }
        let shared = Zeroizing::new(point * *self.seed.secret(name));
        Some(Zeroizing::new(shared.compress().to_bytes()))
    }

    /// Both hands, the same from either side, so that an answer counts for these two alone.
    fn hands(&self, theirs: &[Slip]) -> [u8; 32] {
        let one = |slips: &[Slip]| {
            let parts = slips.iter().flat_map(|slip| [&slip.name[..], &slip.point]);
            hash_in(HAND, &parts.collect::<Vec<_>>())
        };
        let mut both = [one(&self.slips()), one(theirs)];
        both.sort_unstable();
        hash_in(HAND, &[&both[0], &both[1]])
    }

    fn tag(&self, key: &[u8; 32], name: &Name, author: &[u8; 16], hands: &[u8; 32]) -> [u8; 16] {
        let full = hash_in(
            TAG,
            &[
                key,
                self.round.space,
                &self.round.week.to_be_bytes(),
                name,
                author,
                hands,
            ],
        );
        std::array::from_fn(|index| full[index])
    }
}

fn name(id: &str) -> Name {
    let full = hash_in(NAME, &[id.as_bytes()]);
    std::array::from_fn(|index| full[index])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;
    use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

    use super::*;

    const SPACE: [u8; 32] = [9; 32];
    const ADA: [u8; 16] = [1; 16];
    const BEN: [u8; 16] = [2; 16];
    const ROUND: Round<'static> = Round {
        space: &SPACE,
        week: 2900,
    };
    const IDS: [&str; 6] = ["picnic", "sunrise", "concert", "sauna", "museum", "chess"];

    fn seed(number: u64) -> Seed {
        Seed::generate(&mut ChaCha20Rng::seed_from_u64(number))
    }

    fn said(yes: &[&str]) -> Vec<(&'static str, bool)> {
        IDS.iter().map(|id| (*id, yes.contains(id))).collect()
    }

    /// What each finds.
    fn compare(ada: &Hand<'_>, ben: &Hand<'_>) -> (BTreeSet<String>, BTreeSet<String>) {
        let (slips_a, slips_b) = (ada.slips(), ben.slips());
        let (tags_a, tags_b) = (ada.answers(&ADA, &slips_b), ben.answers(&BEN, &slips_a));
        let set = |found: Vec<&str>| found.into_iter().map(str::to_owned).collect();
        (
            set(ada.found(&BEN, &slips_b, &tags_b)),
            set(ben.found(&ADA, &slips_a, &tags_a)),
        )
    }

    proptest! {
        #[test]
        fn both_find_what_both_said_and_nothing_else(a: [bool; 6], b: [bool; 6], x: u64, y: u64) {
            prop_assume!(x != y);
            let pick = |yes: [bool; 6]| IDS.into_iter().zip(yes).collect::<Vec<_>>();
            let (sa, sb) = (seed(x), seed(y));
            let (ada, ben) = (Hand::new(&sa, ROUND, pick(a)), Hand::new(&sb, ROUND, pick(b)));
            let both: BTreeSet<String> = IDS.iter().enumerate()
                .filter(|(at, _)| a[*at] && b[*at]).map(|(_, id)| (*id).to_owned()).collect();
            prop_assert_eq!(compare(&ada, &ben), (both.clone(), both));
        }

        #[test]
        fn any_bytes_are_a_word_or_not(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            if let Ok(word) = Word::decode(&bytes) {
                prop_assert_eq!(word.encode(), bytes);
            }
        }
    }

    #[test]
    fn a_word_reads_back_and_its_length_says_nothing() {
        let (none, all) = (seed(1), seed(2));
        let (none, all) = (
            Hand::new(&none, ROUND, said(&[])),
            Hand::new(&all, ROUND, said(&IDS)),
        );
        let mut lengths = BTreeSet::new();
        for (hand, other) in [(&none, &all), (&all, &none)] {
            let slips = Word::Slips {
                week: 7,
                slips: hand.slips(),
            };
            let tags = Word::Answers {
                week: 7,
                tags: hand.answers(&ADA, &other.slips()),
            };
            for word in [slips, tags] {
                assert_eq!(Word::decode(&word.encode()), Ok(word.clone()));
                lengths.insert(word.encode().len());
            }
        }
        assert_eq!(lengths.len(), 2, "one for hands, one for answers");
    }

    #[test]
    fn nobody_has_the_secret_of_a_point_that_is_no_yes() {
        let seed = seed(1);
        let hand = Hand::new(&seed, ROUND, said(&["picnic"]));
        for (slip, (name, _, yes)) in hand.slips().iter().zip(&hand.said) {
            let known = RistrettoPoint::mul_base(&seed.secret(name)).compress();
            assert_eq!(slip.point == known.to_bytes(), *yes);
        }
    }

    /// Nobody without the secret of their point can tell a tag from a blank: not even with everything that was sent.
    #[test]
    fn who_did_not_say_yes_finds_nothing_whatever_they_claim_afterwards() {
        let (sa, sb) = (seed(1), seed(2));
        let ada = Hand::new(&sa, ROUND, said(&["picnic"]));
        let ben = Hand::new(&sb, ROUND, said(&[]));
        let tags = ada.answers(&ADA, &ben.slips());
        // Yes said after the hand was given away: it is not the hand that the tags are for.
        let late = Hand::new(&sb, ROUND, said(&["picnic"]));
        assert!(late.found(&ADA, &ada.slips(), &tags).is_empty());
        assert!(ben.found(&ADA, &ada.slips(), &tags).is_empty());
    }

    #[test]
    fn an_answer_counts_for_its_week_its_pair_and_its_author_alone() {
        let (sa, sb) = (seed(1), seed(2));
        let (ada, ben) = (
            Hand::new(&sa, ROUND, said(&["picnic"])),
            Hand::new(&sb, ROUND, said(&["picnic"])),
        );
        let tags = ada.answers(&ADA, &ben.slips());
        assert_eq!(ben.found(&ADA, &ada.slips(), &tags), ["picnic"]);
        assert!(ben.found(&BEN, &ada.slips(), &tags).is_empty());
        let other_space = [8; 32];
        for round in [
            Round {
                week: 2901,
                ..ROUND
            },
            Round {
                space: &other_space,
                ..ROUND
            },
        ] {
            let again = Hand::new(&sb, round, said(&["picnic"]));
            assert!(again.found(&ADA, &ada.slips(), &tags).is_empty());
        }
        // My own answers, sent back to me.
        let mirrored = ada.answers(&ADA, &ada.slips());
        assert!(ada.found(&BEN, &ada.slips(), &mirrored).is_empty());
    }

    #[test]
    fn a_point_that_is_none_gets_a_blank() {
        let sa = seed(1);
        let ada = Hand::new(&sa, ROUND, said(&["picnic"]));
        let sb = seed(2);
        let none = Hand::new(&sb, ROUND, said(&IDS));
        // The neutral point, whose key everyone knows; and bytes that are no point.
        for point in [[0; 32], [0xff; 32]] {
            let slips: Vec<Slip> = ada
                .slips()
                .into_iter()
                .map(|slip| Slip { point, ..slip })
                .collect();
            let blank = ada.answers(&ADA, &slips);
            assert!(none.found(&ADA, &slips, &blank).is_empty());
            assert!(ada.found(&ADA, &slips, &blank).is_empty());
        }
    }

    #[test]
    fn an_answer_is_to_the_whole_of_a_hand() {
        let (sa, sb) = (seed(1), seed(2));
        let ada = Hand::new(&sa, ROUND, said(&["picnic"]));
        let ben = Hand::new(&sb, ROUND, said(&["picnic"]));
        // Only what he says to something else is otherwise.
        let other = Hand::new(&sb, ROUND, said(&["picnic", "chess"]));
        let tags = ada.answers(&ADA, &other.slips());
        assert_eq!(other.found(&ADA, &ada.slips(), &tags), ["picnic"]);
        assert!(ben.found(&ADA, &ada.slips(), &tags).is_empty());
    }

    #[test]
    fn two_answers_to_two_hands_have_nothing_in_common() {
        let (sa, sb, sc) = (seed(1), seed(2), seed(3));
        let ada = Hand::new(&sa, ROUND, said(&["picnic", "chess"]));
        let once = ada.answers(&ADA, &Hand::new(&sb, ROUND, said(&[])).slips());
        let again = ada.answers(&ADA, &Hand::new(&sc, ROUND, said(&[])).slips());
        assert!(once.iter().all(|tag| !again.contains(tag)));
    }

    #[test]
    fn libraries_that_differ_compare_what_both_have() {
        let (sa, sb) = (seed(1), seed(2));
        let ada = Hand::new(&sa, ROUND, [("picnic", true), ("sauna", true)]);
        let ben = Hand::new(&sb, ROUND, [("chess", true), ("picnic", true)]);
        let both: BTreeSet<String> = ["picnic".to_owned()].into();
        assert_eq!(compare(&ada, &ben), (both.clone(), both));
    }
}
