//! Finding time as two: one asks, and shows when they are busy; the other answers with the same, or does not. What is
//! shown is one mark for each quarter hour of the weeks that were asked about, and says nothing of why: an appointment,
//! a habit and a night's sleep look alike, and a full week is no longer than an empty one.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::{
    PersonId, ThingId,
    free::{Block, STEP, Side, merged},
};

/// Weeks that can be asked about.
pub const ASKED_WEEKS: u32 = 12;
/// Bytes of the marks of a week.
const WEEK: usize = (7 * 86_400 / STEP / 8) as usize;
const HEX: &[u8; 16] = b"0123456789abcdef";

/// Which quarter hours of whole weeks are taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks(Vec<u8>);

/// When one of the two is busy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Where they live.
    pub zone: Tz,
    /// Of the weeks that were asked about.
    pub marks: Marks,
}

/// A question for time, and what was shown to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeAsk {
    /// Its id.
    pub id: ThingId,
    /// Who asks.
    pub by: PersonId,
    /// From the beginning of this quarter hour.
    pub from: DateTime<Utc>,
    /// For so many weeks.
    pub weeks: u32,
    /// What each has shown.
    pub shown: BTreeMap<PersonId, Shown>,
}

/// A question can't be asked like this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a question for time")]
pub struct BadAsk;

impl Marks {
    /// Of these weeks, which quarter hours the blocks take.
    ///
    /// # Errors
    /// [`BadAsk`] for no weeks, too many, or a beginning within a quarter hour.
    pub fn of(blocks: &[Block], from: DateTime<Utc>, weeks: u32) -> Result<Self, BadAsk> {
        let begins = beginning(from, weeks)?;
        let mut bytes = vec![0; WEEK * weeks as usize];
        let steps = i64::try_from(bytes.len() * 8).map_err(|_| BadAsk)?;
        // Made larger, never smaller.
        for block in merged(blocks.iter().copied().map(Block::span)) {
            let (first, last) = block.span();
            let (first, last) = ((first - begins) / STEP, (last - begins) / STEP);
            for step in first.clamp(0, steps)..last.clamp(0, steps) {
                if let Ok(step) = usize::try_from(step) {
                    bytes[step / 8] |= 1 << (step % 8);
                }
            }
        }
        Ok(Self(bytes))
    }

    /// The blocks that are marked.
    #[must_use]
    pub fn blocks(&self, from: DateTime<Utc>) -> Vec<Block> {
        let begins = from.timestamp();
        let marked = (0..self.0.len() * 8).filter(|step| self.0[step / 8] & (1 << (step % 8)) != 0);
        merged(marked.filter_map(|step| {
            let first = begins + i64::try_from(step).ok()? * STEP;
            Some((first, first + STEP))
        }))
    }

    /// As it is written.
    #[must_use]
    pub fn text(&self) -> String {
        let digits = self.0.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        digits
            .map(|digit| char::from(HEX[usize::from(digit)]))
            .collect()
    }

    /// Reads what was written of so many weeks: exactly as many marks as there are quarter hours.
    ///
    /// # Errors
    /// [`BadAsk`].
    pub fn parse(text: &str, weeks: u32) -> Result<Self, BadAsk> {
        let digit = |byte: u8| HEX.iter().position(|digit| *digit == byte).ok_or(BadAsk);
        let (pairs, []) = text.as_bytes().as_chunks::<2>() else {
            return Err(BadAsk);
        };
        if pairs.len() != WEEK * weeks as usize {
            return Err(BadAsk);
        }
        let byte = |[high, low]: &[u8; 2]| {
            u8::try_from(digit(*high)? << 4 | digit(*low)?).map_err(|_| BadAsk)
        };
        Ok(Self(pairs.iter().map(byte).collect::<Result<_, _>>()?))
    }
}

impl Shown {
    /// What someone shows of themselves: when they are busy, or do not usually have time.
    ///
    /// # Errors
    /// [`BadAsk`].
    pub fn of(side: &Side, from: DateTime<Utc>, weeks: u32) -> Result<Self, BadAsk> {
        beginning(from, weeks)?;
        let until = from + TimeDelta::weeks(i64::from(weeks));
        Ok(Self {
            zone: side.zone,
            marks: Marks::of(&side.taken(from, until), from, weeks)?,
        })
    }

    /// One of the two, as far as this says.
    #[must_use]
    pub fn side(&self, from: DateTime<Utc>) -> Side {
        Side {
            busy: self.marks.blocks(from),
            usual: Side::all_hours(),
            zone: self.zone,
        }
    }
}

impl TimeAsk {
    /// Whether it is one that can be asked.
    ///
    /// # Errors
    /// [`BadAsk`].
    pub fn validate(&self) -> Result<(), BadAsk> {
        beginning(self.from, self.weeks).map(drop)
    }

    /// When the weeks are over.
    #[must_use]
    pub fn until(&self) -> DateTime<Utc> {
        self.from + TimeDelta::weeks(i64::from(self.weeks))
    }

    /// Whether it is still of use.
    #[must_use]
    pub fn stands(&self, now: DateTime<Utc>) -> bool {
        now < self.until()
    }
}

fn beginning(from: DateTime<Utc>, weeks: u32) -> Result<i64, BadAsk> {
    let begins = from.timestamp();
    let whole = begins.rem_euclid(STEP) == 0 && from.timestamp_subsec_nanos() == 0;
    // Nothing is planned beyond this, and no sum of it overflows.
    let near = (0..253_402_300_800 / 2).contains(&begins);
    (whole && near && (1..=ASKED_WEEKS).contains(&weeks))
        .then_some(begins)
        .ok_or(BadAsk)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::free::{Wanted, slots};

    const BEGINS: i64 = 1_774_224_000;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    #[test]
    fn a_week_is_as_long_as_another_and_nothing_else_is_read() {
        let full = Block {
            from: at(BEGINS - 86_400),
            until: at(BEGINS + 86_400 * 90),
        };
        let full = Marks::of(&[full], at(BEGINS), 2).unwrap();
        let empty = Marks::of(&[], at(BEGINS), 2).unwrap();
        assert_eq!(full.text(), "ff".repeat(168));
        assert_eq!(full.text().len(), empty.text().len());
        assert_eq!(full.blocks(at(BEGINS)).len(), 1);
        assert_eq!(empty.blocks(at(BEGINS)), []);
        for text in [
            "",
            "ff",
            &"fF".repeat(168),
            &"é".repeat(168),
            &"f".repeat(335),
        ] {
            assert_eq!(Marks::parse(text, 2), Err(BadAsk), "{text}");
        }
        assert_eq!(Marks::parse(&empty.text(), 1), Err(BadAsk));
        for (from, weeks) in [
            (BEGINS + 60, 2),
            (BEGINS, 0),
            (BEGINS, 13),
            (-STEP, 1),
            (i64::MAX / STEP * STEP, 1),
        ] {
            let from = DateTime::from_timestamp(from, 0).unwrap_or(DateTime::<Utc>::MAX_UTC);
            assert_eq!(Marks::of(&[], from, weeks), Err(BadAsk));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        /// What travels is never less than what is taken, and never more than the quarter hours it touches.
        #[test]
        fn what_is_shown_is_what_is_taken(spans in prop::collection::vec((-3000i64..25_000, 1i64..900), 0..40), weeks in 1u32..4) {
            let blocks: Vec<Block> = spans.iter().map(|(from, long)| Block {
                from: at(BEGINS + from * 60),
                until: at(BEGINS + (from + long) * 60),
            }).collect();
            let marks = Marks::of(&blocks, at(BEGINS), weeks).unwrap();
            let again = Marks::parse(&marks.text(), weeks).unwrap();
            prop_assert_eq!(&again, &marks);
            let shown = again.blocks(at(BEGINS));
            let steps = i64::from(weeks) * 7 * 86_400 / STEP;
            for step in 0..steps {
                let (from, until) = (BEGINS + step * STEP, BEGINS + (step + 1) * STEP);
                let taken = |blocks: &[Block]| blocks.iter().any(|block| {
                    let (begins, ends) = block.span();
                    begins < until && ends > from
                });
                prop_assert_eq!(taken(&shown), taken(&blocks), "step {}", step);
            }
        }

        /// Slots for two from what travelled: never while either is busy, and none missed that lies on quarter hours.
        #[test]
        fn slots_for_two_from_marks(mine in prop::collection::vec((0i64..1344, 1i64..60), 0..30), theirs in prop::collection::vec((0i64..1344, 1i64..60), 0..30), quarters in 1i64..16) {
            let side = |spans: &[(i64, i64)], zone| Side {
                busy: merged(spans.iter().map(|(from, long)| (BEGINS + from * STEP, BEGINS + (from + long) * STEP))),
                usual: Side::usual_hours(),
                zone,
            };
            let (mine, theirs) = (side(&mine, chrono_tz::Europe::Berlin), side(&theirs, chrono_tz::America::New_York));
            let shown = Shown::of(&theirs, at(BEGINS), 2).unwrap();
            let wanted = Wanted { from: at(BEGINS), until: at(BEGINS + 14 * 86_400), minutes: u32::try_from(quarters * 15).unwrap() };
            let found = slots(&wanted, &mine, Some(&shown.side(at(BEGINS))));
            // Usual hours that begin and end on the hour lose nothing on the way.
            prop_assert_eq!(&found, &slots(&wanted, &mine, Some(&theirs)));
            let taken = [mine.taken(wanted.from, wanted.until), theirs.taken(wanted.from, wanted.until)].concat();
            let free = |from: i64, until: i64| taken.iter().all(|block| block.span().1 <= from || block.span().0 >= until);
            let length = quarters * 15 * 60;
            for slot in &found {
                prop_assert!(free(slot.from.timestamp(), slot.until.timestamp()), "{:?}", slot);
            }
            if found.is_empty() {
                for start in (BEGINS..BEGINS + 14 * 86_400 - length).step_by(900) {
                    prop_assert!(!free(start, start + length), "missed {}", at(start));
                }
            }
        }
    }
}
