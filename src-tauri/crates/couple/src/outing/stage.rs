//! Where an outing stands, and what each may do next.
//!
//! Everything follows from the offers and answers alone, so two computers that hold the same ones agree without
//! another word.

use chrono::{DateTime, Utc};

use super::{Answer, OFFERS_LIMIT, Offer, Outing, OutingRefusal, Stage};
use crate::PersonId;

/// The offer that counts, and whether it still may.
struct Current<'a> {
    offer: &'a Offer,
    answer: Option<Answer>,
}

impl Outing {
    /// Where it stands for `me` at `now`. `partner` is none when the outing is mine alone: before pairing, or when I
    /// kept it after leaving.
    pub fn stage(&self, me: PersonId, partner: Option<PersonId>, now: DateTime<Utc>) -> Stage {
        if self.cancelled {
            return Stage::Cancelled;
        }
        let Some(current) = self.current() else {
            return if partner.is_none() {
                Stage::Alone
            } else {
                self.awaiting(self.proposed_by == me)
            };
        };
        let over = current.offer.ends() <= now;
        match current.answer {
            Some(Answer::Declined) => Stage::Declined,
            Some(Answer::Accepted) if over => Stage::Remembered,
            None if partner.is_none() && over => Stage::Remembered,
            _ if partner.is_none() => Stage::Alone,
            Some(Answer::Accepted) => Stage::Planned,
            None => self.awaiting(current.offer.by == me),
        }
    }

    /// The time that counts: the latest offer, except that a no ends the asking. After it, only a time suggested by
    /// the one who said no counts; asking again is no way around it.
    pub fn latest_offer(&self) -> Option<&Offer> {
        self.current().map(|current| current.offer)
    }

    /// The time before the last suggestion, if there was another one.
    pub fn earlier_offer(&self) -> Option<&Offer> {
        let mut counting = self.counting();
        let mut earlier = None;
        let mut latest = counting.next()?;
        for current in counting {
            earlier = Some(latest.offer);
            latest = current;
        }
        earlier.filter(|offer| {
            (offer.when, offer.minutes) != (latest.offer.when, latest.offer.minutes)
        })
    }

    /// Nobody answered in time. Silence stays silence: it is not a no, it just no longer asks.
    pub fn is_lapsed(&self, now: DateTime<Utc>) -> bool {
        !self.cancelled
            && self.current().is_some_and(|current| {
                current.answer.is_none() && current.offer.when.instant() <= now
            })
    }

    /// Whether `me` may say yes to the latest offer.
    pub fn may_accept(
        &self,
        me: PersonId,
        partner: Option<PersonId>,
        now: DateTime<Utc>,
    ) -> Result<(), OutingRefusal> {
        match self.stage(me, partner, now) {
            Stage::AwaitingMe if self.is_lapsed(now) => Err(OutingRefusal::TimeInPast),
            Stage::AwaitingMe => Ok(()),
            _ => Err(OutingRefusal::Settled),
        }
    }

    /// Whether `me` may suggest the time of `offer`: while it is open or planned, and after a no of one's own.
    pub fn may_suggest(
        &self,
        me: PersonId,
        partner: Option<PersonId>,
        now: DateTime<Utc>,
        offer: &Offer,
    ) -> Result<(), OutingRefusal> {
        let open = match self.stage(me, partner, now) {
            Stage::AwaitingMe | Stage::AwaitingPartner | Stage::Planned | Stage::Alone => true,
            Stage::Declined => self.latest_offer().is_some_and(|latest| latest.by != me),
            Stage::Cancelled | Stage::Remembered => false,
        };
        if !open || self.offers.len() >= OFFERS_LIMIT {
            Err(OutingRefusal::Settled)
        } else if offer.when.instant() <= now {
            Err(OutingRefusal::TimeInPast)
        } else {
            Ok(())
        }
    }

    /// Whether `me` may say no to the latest offer. That needs no reasons, and no hurry.
    pub fn may_decline(
        &self,
        me: PersonId,
        partner: Option<PersonId>,
        now: DateTime<Utc>,
    ) -> Result<(), OutingRefusal> {
        match self.stage(me, partner, now) {
            Stage::AwaitingMe => Ok(()),
            _ => Err(OutingRefusal::Settled),
        }
    }

    /// Whether `me` may call it off: what both planned, what I suggested, what I began.
    pub fn may_cancel(
        &self,
        me: PersonId,
        partner: Option<PersonId>,
        now: DateTime<Utc>,
    ) -> Result<(), OutingRefusal> {
        match self.stage(me, partner, now) {
            Stage::Planned | Stage::AwaitingPartner | Stage::Alone => Ok(()),
            Stage::AwaitingMe if self.proposed_by == me => Ok(()),
            _ => Err(OutingRefusal::Settled),
        }
    }

    fn awaiting(&self, mine: bool) -> Stage {
        if mine {
            Stage::AwaitingPartner
        } else {
            Stage::AwaitingMe
        }
    }

    fn current(&self) -> Option<Current<'_>> {
        self.counting().last()
    }

    /// The offers that counted, each when it was made.
    fn counting(&self) -> impl Iterator<Item = Current<'_>> {
        let mut refused: Option<PersonId> = None;
        self.offers.iter().filter_map(move |offer| {
            if refused.is_some_and(|asked| asked == offer.by) {
                return None;
            }
            let answer = self.answer_to(offer);
            refused = (answer == Some(Answer::Declined)).then_some(offer.by);
            Some(Current { offer, answer })
        })
    }

    /// What the other one said to an offer. An answer to one's own offer means nothing.
    fn answer_to(&self, offer: &Offer) -> Option<Answer> {
        self.answers
            .iter()
            .filter(|((by, id), _)| *id == offer.id && *by != offer.by)
            .map(|(_, answer)| *answer)
            // Two of the couple, so there is one at most; should there be more, a no counts.
            .max_by_key(|answer| *answer == Answer::Declined)
    }
}
