//! When both have time: usual free hours of each, less what either is busy with, put in an order.
//!
//! Of a calendar only merged blocks in quarter hours come in here, never a title. An evening or a weekend comes first,
//! and room on both sides of it, because what is squeezed in between two things is seldom looked forward to.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::WallTime;
use crate::time::local_day;

/// Seconds of a step: what leaves is no finer than this.
pub const STEP: i64 = 15 * 60;
/// Weeks that are looked through at most.
pub const WEEKS_LIMIT: u32 = 26;
/// Slots that are offered at most.
const OFFERED: usize = 40;
/// Of one stretch of free time, at most so many.
const OF_ONE: usize = 4;
/// Room before and after that lets one arrive and leave in peace.
const ROOM: i64 = 2 * STEP;

/// A time that is taken, in whole steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Block {
    /// From.
    pub from: DateTime<Utc>,
    /// Until, later than `from`.
    pub until: DateTime<Utc>,
}

/// When someone usually has time on a day of the week: within one day, whole minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Hours {
    /// From this time on.
    pub from: NaiveTime,
    /// Until this time, or to the end of the day where it is midnight.
    pub until: NaiveTime,
}

/// One of the two, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// What they are busy with: [`merged`].
    pub busy: Vec<Block>,
    /// From Monday on.
    pub usual: [Option<Hours>; 7],
    /// Where they live.
    pub zone: Tz,
}

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Not before.
    pub from: DateTime<Utc>,
    /// Not after.
    pub until: DateTime<Utc>,
    /// How long, at least a step.
    pub minutes: u32,
}

/// Why a slot stands where it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Reason {
    /// Both have time.
    BothFree,
    /// I have time; of the other nothing is known.
    Free,
    /// Saturday or Sunday, for both.
    Weekend,
    /// After five, for both.
    Evening,
    /// Neither gets up for a working day after it.
    NotAWorkNight,
    /// Half an hour to spare on either side.
    RoomAround,
}

/// A time that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// From.
    pub from: DateTime<Utc>,
    /// Until.
    pub until: DateTime<Utc>,
    /// Why, the most telling last.
    pub reasons: Vec<Reason>,
}

/// Blocks in whole steps, in order, none touching another. Made larger, never smaller.
pub fn merged(blocks: impl IntoIterator<Item = (i64, i64)>) -> Vec<Block> {
    let mut steps: Vec<(i64, i64)> = blocks
        .into_iter()
        .filter(|(from, until)| from < until)
        .map(|(from, until)| {
            let up = until.div_euclid(STEP) + i64::from(until.rem_euclid(STEP) != 0);
            (from.div_euclid(STEP), up)
        })
        .collect();
    steps.sort_unstable();
    let mut whole: Vec<(i64, i64)> = Vec::new();
    for (from, until) in steps {
        match whole.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(until),
            _ => whole.push((from, until)),
        }
    }
    let at = |step: i64| DateTime::from_timestamp(step.checked_mul(STEP)?, 0);
    whole
        .into_iter()
        .filter_map(|(from, until)| {
            Some(Block {
                from: at(from)?,
                until: at(until)?,
            })
        })
        .collect()
}

impl Block {
    /// Seconds from and until.
    #[must_use]
    pub fn span(self) -> (i64, i64) {
        (self.from.timestamp(), self.until.timestamp())
    }
}

impl Hours {
    /// They end after they begin.
    #[must_use]
    pub fn is_proper(&self) -> bool {
        self.until == NaiveTime::MIN || self.from < self.until
    }
}

impl Side {
    /// Every hour of every day.
    #[must_use]
    pub fn all_hours() -> [Option<Hours>; 7] {
        let (from, until) = (NaiveTime::MIN, NaiveTime::MIN);
        [Some(Hours { from, until }); 7]
    }

    /// Evenings, and the weekend from ten in the morning on.
    #[must_use]
    pub fn usual_hours() -> [Option<Hours>; 7] {
        let hours = |from: u32| {
            let from = NaiveTime::from_hms_opt(from, 0, 0)?;
            let until = NaiveTime::from_hms_opt(23, 0, 0)?;
            Some(Hours { from, until })
        };
        let (evening, day) = (hours(18), hours(10));
        [evening, evening, evening, evening, evening, day, day]
    }

    /// All of the time in which they are busy, or do not usually have time, in whole steps.
    #[must_use]
    pub fn taken(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> Vec<Block> {
        let wanted = Wanted {
            from,
            until,
            minutes: 1,
        };
        let (mut taken, mut at) = (Vec::new(), from.timestamp());
        for (free, busy) in self.free(&wanted) {
            taken.push((at, free));
            at = busy;
        }
        taken.push((at, until.timestamp()));
        merged(taken)
    }

    /// The stretches in which they usually have time and are not busy, in order.
    fn free(&self, wanted: &Wanted) -> Vec<(i64, i64)> {
        let Some(mut day) = local_day(wanted.from, self.zone).checked_sub_days(Days::new(1)) else {
            return Vec::new();
        };
        let last = local_day(wanted.until, self.zone);
        let mut open: Vec<(i64, i64)> = Vec::new();
        while day <= last {
            if let Some((from, until)) = self.hours_of(day) {
                let from = from.max(wanted.from.timestamp());
                let until = until.min(wanted.until.timestamp());
                match open.last_mut() {
                    Some(before) if from <= before.1 => before.1 = before.1.max(until),
                    _ if from < until => open.push((from, until)),
                    _ => {}
                }
            }
            let Some(next) = day.checked_add_days(Days::new(1)) else {
                break;
            };
            day = next;
        }
        without(&open, &self.busy)
    }

    fn hours_of(&self, day: NaiveDate) -> Option<(i64, i64)> {
        let hours = self.usual[day.weekday().num_days_from_monday() as usize]?;
        let at = |day: NaiveDate, time: NaiveTime| {
            let local = day.and_time(time);
            let zone = self.zone;
            WallTime { local, zone }.instant().timestamp()
        };
        let until = match hours.until {
            NaiveTime::MIN => at(day.checked_add_days(Days::new(1))?, NaiveTime::MIN),
            until => at(day, until),
        };
        Some((at(day, hours.from), until))
    }
}

/// What of the stretches is left when the blocks are taken out. Both are in order.
fn without(open: &[(i64, i64)], busy: &[Block]) -> Vec<(i64, i64)> {
    let mut left = Vec::new();
    let mut busy = busy.iter().peekable();
    for &(mut from, until) in open {
        while let Some(block) = busy.peek() {
            if block.until.timestamp() <= from {
                busy.next();
                continue;
            }
            let begins = block.from.timestamp();
            if begins >= until {
                break;
            }
            if begins > from {
                left.push((from, begins));
            }
            from = block.until.timestamp();
            if from >= until {
                break;
            }
        }
        if from < until {
            left.push((from, until));
        }
    }
    left
}

/// Where two lists of stretches overlap.
fn both(one: &[(i64, i64)], other: &[(i64, i64)]) -> Vec<(i64, i64)> {
    let (mut a, mut b) = (0, 0);
    let mut found = Vec::new();
    while let (Some(x), Some(y)) = (one.get(a), other.get(b)) {
        let (from, until) = (x.0.max(y.0), x.1.min(y.1));
        if from < until {
            found.push((from, until));
        }
        if x.1 <= y.1 {
            a += 1;
        } else {
            b += 1;
        }
    }
    found
}

/// Times that fit, the best first. Every stretch that is long enough is among them at least once, as long as no more
/// than forty are found.
#[must_use]
pub fn slots(wanted: &Wanted, mine: &Side, theirs: Option<&Side>) -> Vec<Slot> {
    let length = i64::from(wanted.minutes.max(1)) * 60;
    let mut free = mine.free(wanted);
    if let Some(theirs) = theirs {
        free = both(&free, &theirs.free(wanted));
    }
    let mut offers: Vec<(i32, Slot)> = Vec::new();
    for (from, until) in free {
        // Only whole quarter hours are easy to say.
        let first = (from + STEP - 1).div_euclid(STEP) * STEP;
        if first + length > until {
            // One that fits off the quarter hour is better than none.
            if from + length <= until {
                offers.push(offer(from, length, (from, until), mine, theirs));
            }
            continue;
        }
        let mut here: Vec<(i32, Slot)> = (0..)
            .map(|step| first + step * STEP)
            .take_while(|start| start + length <= until)
            .map(|start| offer(start, length, (from, until), mine, theirs))
            .collect();
        here.sort_by_key(|(points, slot)| (-points, slot.from));
        let mut taken: Vec<(i32, Slot)> = Vec::new();
        for (points, slot) in here {
            // Starts that lie close together say the same thing twice.
            let apart =
                |other: &(i32, Slot)| (other.1.from - slot.from).abs() >= TimeDelta::hours(3);
            if taken.len() < OF_ONE && taken.iter().all(apart) {
                taken.push((points, slot));
            }
        }
        offers.extend(taken);
    }
    offers.sort_by_key(|(points, slot)| (-points, slot.from));
    offers.truncate(OFFERED);
    offers.into_iter().map(|(_, slot)| slot).collect()
}

fn offer(
    start: i64,
    length: i64,
    (from, until): (i64, i64),
    mine: &Side,
    theirs: Option<&Side>,
) -> (i32, Slot) {
    let at = |seconds: i64| DateTime::from_timestamp(seconds, 0).unwrap_or_default();
    let (begins, ends) = (at(start), at(start + length));
    let mut points = 0;
    let mut reasons = vec![match theirs {
        Some(_) => Reason::BothFree,
        None => Reason::Free,
    }];
    let all = |holds: &dyn Fn(DateTime<Tz>, DateTime<Tz>) -> bool| {
        let sides = [Some(mine), theirs];
        let mut sides = sides.into_iter().flatten();
        sides.all(|side| {
            holds(
                begins.with_timezone(&side.zone),
                ends.with_timezone(&side.zone),
            )
        })
    };
    if start - from >= ROOM && until - (start + length) >= ROOM {
        points += 1;
        reasons.push(Reason::RoomAround);
    }
    let evening = all(&|begins, _| begins.hour() >= 17);
    if evening {
        points += 2;
        reasons.push(Reason::Evening);
    }
    if all(&|begins, _| matches!(begins.weekday(), Weekday::Sat | Weekday::Sun)) {
        points += 2;
        reasons.push(Reason::Weekend);
    }
    if evening && all(&|begins, _| matches!(begins.weekday(), Weekday::Fri | Weekday::Sat)) {
        points += 2;
        reasons.push(Reason::NotAWorkNight);
    }
    // Seven in the evening, or the middle of the morning: when one would meet, not when one just could.
    if all(&|begins, _| matches!(begins.hour(), 10 | 11 | 14 | 15 | 19)) {
        points += 1;
    }
    // An evening that goes on past eleven is a long one.
    if all(&|begins, ends| ends.date_naive() == begins.date_naive() && ends.hour() < 23) {
        points += 1;
    }
    let slot = Slot {
        from: begins,
        until: ends,
        reasons,
    };
    (points, slot)
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone as _;
    use proptest::prelude::*;

    use super::*;

    const BERLIN: Tz = chrono_tz::Europe::Berlin;

    fn at(seconds: i64) -> DateTime<Utc> {
        Utc.timestamp_opt(seconds, 0).unwrap()
    }

    /// Monday, 2026-05-04, midnight in Berlin.
    const MONDAY: i64 = 1_777_845_600;

    fn side(busy: &[(i64, i64)]) -> Side {
        Side {
            busy: merged(busy.iter().map(|(a, b)| (MONDAY + a * 60, MONDAY + b * 60))),
            usual: Side::usual_hours(),
            zone: BERLIN,
        }
    }

    fn week(minutes: u32) -> Wanted {
        Wanted {
            from: at(MONDAY),
            until: at(MONDAY + 7 * 86_400),
            minutes,
        }
    }

    fn said(slot: &Slot) -> String {
        slot.from
            .with_timezone(&BERLIN)
            .format("%a %H:%M")
            .to_string()
    }

    #[test]
    fn the_first_is_one_that_both_would_have_named() {
        let found = slots(&week(180), &side(&[]), Some(&side(&[])));
        assert_eq!(said(&found[0]), "Sat 19:00");
        assert!(found[0].reasons.contains(&Reason::NotAWorkNight));
        // Saturday evening is taken by one: then it is Friday's.
        let saturday = [(5 * 1440 + 16 * 60, 6 * 1440)];
        let found = slots(&week(180), &side(&[]), Some(&side(&saturday)));
        assert_eq!(said(&found[0]), "Fri 19:00");
        assert_eq!(found[0].reasons[0], Reason::BothFree);
        assert_eq!(
            slots(&week(60), &side(&[]), None)[0].reasons[0],
            Reason::Free
        );
    }

    #[test]
    fn hours_are_counted_where_each_lives() {
        let mut far = side(&[]);
        far.zone = chrono_tz::America::New_York;
        let found = slots(&week(60), &side(&[]), Some(&far));
        // On a weekday six in New York is midnight in Berlin: only the weekend is left.
        assert!(!found.is_empty());
        for slot in &found {
            let there = slot.from.with_timezone(&far.zone);
            assert!(
                there.hour() >= 10 && slot.from.with_timezone(&BERLIN).hour() < 23,
                "{slot:?}"
            );
        }
    }

    #[test]
    fn blocks_grow_to_whole_steps_and_melt_together() {
        let block = |from: i64, until: i64| Block {
            from: at(from * STEP),
            until: at(until * STEP),
        };
        let parts = [
            (1, 2),
            (STEP, 2 * STEP),
            (10 * STEP - 1, 10 * STEP + 1),
            (5, 5),
            (-1, 0),
        ];
        assert_eq!(merged(parts), [block(-1, 2), block(9, 11)]);
        assert_eq!(merged([(i64::MIN, i64::MAX)]), []);
    }

    fn sides() -> impl Strategy<Value = Side> {
        let zones = prop::sample::select(vec![
            BERLIN,
            chrono_tz::America::New_York,
            chrono_tz::Australia::Lord_Howe,
            chrono_tz::Asia::Kathmandu,
        ]);
        let hours = prop::collection::vec(
            prop::option::weighted(0.8, (0u32..24, 0u32..60, 1u32..24)),
            7,
        );
        let busy = prop::collection::vec((0i64..20_160, 1i64..600), 0..40);
        (zones, hours, busy).prop_map(|(zone, hours, busy)| {
            let mut usual = [None; 7];
            for (day, hour) in usual.iter_mut().zip(hours) {
                *day = hour.and_then(|(from, minute, until)| {
                    let from = NaiveTime::from_hms_opt(from, minute, 0)?;
                    let until = NaiveTime::from_hms_opt(until, 0, 0)?;
                    (from < until).then_some(Hours { from, until })
                });
            }
            // Around the night in which the clocks change in Europe.
            let base = 1_774_224_000;
            let busy = busy
                .into_iter()
                .map(|(from, long)| (base + from * 60, base + (from + long) * 60));
            Side {
                busy: merged(busy),
                usual,
                zone,
            }
        })
    }

    fn is_free(side: &Side, from: i64, until: i64) -> bool {
        let usual = |seconds: i64| {
            let local = at(seconds).with_timezone(&side.zone).naive_local();
            let hours = side.usual[local.weekday().num_days_from_monday() as usize];
            hours.is_some_and(|hours| local.time() >= hours.from && local.time() < hours.until)
        };
        (from..until).step_by(60).all(usual)
            && side
                .busy
                .iter()
                .all(|block| block.until.timestamp() <= from || block.from.timestamp() >= until)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]
        #[test]
        fn never_inside_a_block_and_never_missed(mine in sides(), theirs in prop::option::of(sides()), minutes in 15u32..300) {
            let base = 1_774_224_000;
            let wanted = Wanted { from: at(base), until: at(base + 14 * 86_400), minutes };
            let found = slots(&wanted, &mine, theirs.as_ref());
            let length = i64::from(minutes) * 60;
            let all: Vec<&Side> = [Some(&mine), theirs.as_ref()].into_iter().flatten().collect();
            for slot in &found {
                let (from, until) = (slot.from.timestamp(), slot.until.timestamp());
                prop_assert_eq!(until - from, length);
                prop_assert!(from >= base && until <= base + 14 * 86_400);
                for side in &all {
                    prop_assert!(is_free(side, from, until), "{:?} {:?}", slot, side);
                }
            }
            if found.is_empty() {
                for start in (base..base + 14 * 86_400 - length).step_by(300) {
                    let fits = all.iter().all(|side| is_free(side, start, start + length));
                    prop_assert!(!fits, "missed {}", at(start));
                }
            }
            for (n, slot) in found.iter().enumerate() {
                prop_assert!(found[..n].iter().all(|other| other.from != slot.from));
            }
        }
    }
}
