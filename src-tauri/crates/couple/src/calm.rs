//! A pause that the other one hears of: that it is needed, and when one would like to go on, if one says so. Nothing is
//! asked, and nothing comes back: whoever would like to go on at that time says so to themselves alone.
//!
//! A time is kept as minutes from the press. Clocks of two computers may be a day apart, so each counts from when it
//! heard of the pause, less what it can believe has passed since.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{PersonId, ThingId};

/// The shortest and the longest time after which one may offer to go on, in minutes.
pub const BACK_MINUTES: (u32, u32) = (20, 24 * 60);
/// How long a pause without an offer is shown, in minutes.
pub const OPEN_MINUTES: u32 = 12 * 60;
/// What may have passed between a press and hearing of it, in hours. Beyond that it is the clocks that differ.
const BELIEVED_HOURS: i64 = 20;

/// A pause of one of the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calm {
    /// Its id.
    pub id: ThingId,
    /// Who needs it.
    pub by: PersonId,
    /// When it was pressed, by their clock.
    pub at: DateTime<Utc>,
    /// After how many minutes they would like to go on.
    pub back: Option<u32>,
    /// The other time they named instead, once.
    pub later: Option<u32>,
    /// They are back.
    pub over: bool,
}

/// Why a time can't be offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CalmError {
    /// Sooner than 20 minutes, or later than a day.
    #[error("going on is offered after 20 minutes to a day")]
    BadTime,
    /// It has been put off once.
    #[error("it is put off once")]
    PutOff,
}

impl Calm {
    /// The offer that holds, in minutes from the press.
    pub fn offer(&self) -> Option<u32> {
        self.later.or(self.back)
    }

    /// Offers to go on so many minutes after the press; where there is an offer, puts it off, once.
    ///
    /// # Errors
    /// [`CalmError`].
    pub fn offer_back(&mut self, minutes: u32) -> Result<(), CalmError> {
        if !(BACK_MINUTES.0..=BACK_MINUTES.1).contains(&minutes) {
            return Err(CalmError::BadTime);
        }
        match (self.back, self.later) {
            (None, _) => self.back = Some(minutes),
            (Some(back), None) if minutes > back => self.later = Some(minutes),
            (Some(back), None) if minutes < back => return Err(CalmError::BadTime),
            (Some(_), None) => {}
            (Some(_), Some(_)) => return Err(CalmError::PutOff),
        }
        Ok(())
    }

    /// When it was pressed, by the clock of someone who heard of it at `heard`.
    pub fn pressed(&self, heard: DateTime<Utc>) -> DateTime<Utc> {
        let passed = heard - self.at;
        if passed < TimeDelta::zero() || passed > TimeDelta::hours(BELIEVED_HOURS) {
            heard
        } else {
            self.at
        }
    }

    /// Whether, going by both clocks, it was on its way for longer than is believed. In a folder things do lie that long.
    pub fn is_late(&self, heard: DateTime<Utc>) -> bool {
        heard - self.at > TimeDelta::hours(BELIEVED_HOURS)
    }

    /// When they would like to go on, by that clock.
    pub fn back_at(&self, heard: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let minutes = i64::from(self.offer()?);
        Some(self.pressed(heard) + TimeDelta::minutes(minutes))
    }

    /// Until when it is shown.
    pub fn until(&self, heard: DateTime<Utc>) -> DateTime<Utc> {
        let minutes = self.offer().unwrap_or(OPEN_MINUTES);
        self.pressed(heard) + TimeDelta::minutes(i64::from(minutes))
    }

    /// Whether it is still shown.
    pub fn stands(&self, heard: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        // A clock that was put back must not keep it for good.
        let heard = heard.min(now);
        !self.over && now < self.until(heard)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + hour * 3600, 0).unwrap()
    }

    fn calm() -> Calm {
        Calm {
            id: ThingId([1; 16]),
            by: PersonId([2; 16]),
            at: at(0),
            back: None,
            later: None,
            over: false,
        }
    }

    #[test]
    fn going_on_is_offered_once_and_put_off_once() {
        let mut one = calm();
        for minutes in [0, 19, 1441, u32::MAX] {
            assert_eq!(one.offer_back(minutes), Err(CalmError::BadTime));
        }
        one.offer_back(20).unwrap();
        // The same again changes nothing, and sooner is no way to press.
        one.offer_back(60).unwrap();
        assert_eq!((one.back, one.later), (Some(20), Some(60)));
        assert_eq!(one.offer_back(90), Err(CalmError::PutOff));
        let mut other = calm();
        other.offer_back(60).unwrap();
        other.offer_back(60).unwrap();
        assert_eq!(other.offer_back(30), Err(CalmError::BadTime));
        assert_eq!((other.back, other.later), (Some(60), None));
    }

    #[test]
    fn clocks_a_day_apart_do_no_harm() {
        let mut one = calm();
        one.offer_back(120).unwrap();
        // Heard an hour later through a folder: an hour is left.
        assert_eq!(one.back_at(at(1)), Some(at(2)));
        assert!(one.stands(at(1), at(1)) && !one.stands(at(1), at(2)));
        assert!(!one.stands(at(5), at(5)));
        // A day ahead and a day behind: it counts from when it was heard of.
        for heard in [at(-24), at(24)] {
            assert_eq!(one.back_at(heard), Some(heard + TimeDelta::hours(2)));
            assert!(one.stands(heard, heard));
        }
        // Put back since: it does not stay for a day more.
        assert!(!one.stands(at(1), at(-30) + TimeDelta::hours(33)));
        one.over = true;
        assert!(!one.stands(at(1), at(1)));
    }
}
