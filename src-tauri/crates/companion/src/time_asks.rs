//! Finding time as two. Asking shows when I am busy, and answering does the same: whoever sees the other's quarter
//! hours has shown their own. Nothing goes out by itself, not even when a calendar changes afterwards, and not
//! answering says nothing. When the weeks are over, or one of the two lets it go, both forget it: rows, updates and the
//! bodies of its frames.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use couple::{
    ThingId, ThingKind,
    free::{Block, Slot, slots},
    time_ask::{ASKED_WEEKS, BadAsk, Shown, TimeAsk},
};
use vault::{Erasure, OtherCopy};

use crate::{
    Companion, CompanionError, Notice, erasing::erase_here, ledger::new_id, payload::Payload,
    records::read,
};

/// A question for time as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeAskView {
    /// Its id.
    pub id: ThingId,
    /// I have shown when I am busy.
    pub mine_shown: bool,
    /// My partner has; and since both see what both showed, where they live is known too.
    pub theirs: Option<Tz>,
    /// The weeks asked about end here.
    pub until: DateTime<Utc>,
}

/// Times that fit, as far as is known here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundTime {
    /// The best first.
    pub slots: Vec<Slot>,
    /// Where my partner lives, if the slots are for both.
    pub theirs: Option<Tz>,
}

impl From<BadAsk> for CompanionError {
    fn from(BadAsk: BadAsk) -> Self {
        Self::BadTime
    }
}

impl Companion {
    /// What stands between us: a question of mine or my partner's, answered or not.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn time_ask(&self) -> Result<Option<TimeAskView>, CompanionError> {
        let me = self.my_id();
        let standing = self.standing_asks()?;
        // Both may have asked at the same time: each has then shown what the other one asks for.
        let mine_shown = standing.iter().any(|ask| ask.shown.contains_key(&me));
        let theirs = |ask: &&TimeAsk| ask.shown.keys().any(|person| *person != me);
        let ask = standing.iter().rev().find(theirs).or(standing.last());
        Ok(ask.map(|ask| TimeAskView {
            id: ask.id,
            mine_shown,
            theirs: shown_by_other(ask, me).map(|shown| shown.zone),
            until: ask.until(),
        }))
    }

    /// Asks my partner when both have time in the weeks to come, and shows them when I am busy. What stood before is
    /// forgotten. `besides` counts as busy too.
    ///
    /// # Errors
    /// [`CompanionError::NoPartner`]; [`CompanionError::BadTime`] for too many weeks.
    pub fn ask_for_time(&mut self, weeks: u32, besides: Vec<Block>) -> Result<(), CompanionError> {
        if self.partner().is_none() {
            return Err(CompanionError::NoPartner);
        }
        if !(1..=ASKED_WEEKS).contains(&weeks) {
            return Err(CompanionError::BadTime);
        }
        let (id, by) = (new_id(&mut self.rng), self.my_id());
        let from = self.wanted_time(1, weeks)?.from;
        let shown = Shown::of(&self.my_time(besides)?, from, weeks)?;
        for ask in self.standing_asks()? {
            self.forget_ask(ask.id)?;
        }
        self.keep_shared_record(&TimeAsk {
            id,
            by,
            from,
            weeks,
            shown: [(by, shown)].into(),
        })?;
        self.notice(Notice::CalendarsChanged);
        self.finish_erasing()
    }

    /// Answers my partner: shows them when I am busy in the weeks they ask about.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`] for what does not stand, or is no question of theirs.
    pub fn show_my_time(&mut self, id: ThingId, besides: Vec<Block>) -> Result<(), CompanionError> {
        let me = self.my_id();
        let mut standing = self.standing_asks()?.into_iter();
        let ask = standing.find(|ask| ask.id == id && ask.by != me);
        let mut ask = ask.ok_or(CompanionError::NotFound)?;
        let shown = Shown::of(&self.my_time(besides)?, ask.from, ask.weeks)?;
        ask.shown.insert(me, shown);
        self.edit_record(ThingKind::TimeAsk, id, |document, peer| {
            document.set_record(peer, &ask)
        })?;
        Ok(())
    }

    /// Lets it go: what both showed is forgotten, here now and there when they hear of it. One of my partner's that I
    /// have not answered is let go without a word to them.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], or it could not be saved.
    pub fn let_time_go(&mut self, id: ThingId) -> Result<(), CompanionError> {
        if self.shared.thing_kind(id)? != Some(ThingKind::TimeAsk) {
            return Err(CompanionError::NotFound);
        }
        self.forget_ask(id)?;
        self.notice(Notice::CalendarsChanged);
        self.finish_erasing()
    }

    /// Times of this length that fit: for both, in the weeks asked about, once both have shown when they are busy;
    /// otherwise for me.
    ///
    /// # Errors
    /// [`CompanionError::BadTime`] for no length or too many weeks.
    pub fn find_our_time(
        &self,
        minutes: u32,
        weeks: u32,
        besides: Vec<Block>,
    ) -> Result<FoundTime, CompanionError> {
        let (mut wanted, mine) = (self.wanted_time(minutes, weeks)?, self.my_time(besides)?);
        let me = self.my_id();
        let standing = self.standing_asks()?;
        let shown = standing.iter().any(|ask| ask.shown.contains_key(&me));
        let theirs = standing
            .iter()
            .rev()
            .filter(|_| shown)
            .find_map(|ask| Some((ask, shown_by_other(ask, me)?)));
        let side = theirs.map(|(ask, shown)| {
            wanted.from = wanted.from.max(ask.from);
            wanted.until = wanted.until.min(ask.until()).max(wanted.from);
            shown.side(ask.from)
        });
        Ok(FoundTime {
            slots: slots(&wanted, &mine, side.as_ref()),
            theirs: side.map(|side| side.zone),
        })
    }

    /// Forgets what is over, and what my partner has let go.
    pub(crate) fn forget_times(&mut self) -> Result<(), CompanionError> {
        if self.partner().is_none() {
            return Ok(());
        }
        let now = self.now();
        let mut forgotten = false;
        for row in self.shared.records(ThingKind::TimeAsk)? {
            let over = read::<TimeAsk>(&row).is_none_or(|ask| !ask.stands(now));
            if over || self.shared.erasure(row.id)?.is_some() {
                self.forget_ask(row.id)?;
                forgotten = true;
            }
        }
        if forgotten {
            self.notice(Notice::CalendarsChanged);
        }
        Ok(())
    }

    /// The last one asked last.
    fn standing_asks(&self) -> Result<Vec<TimeAsk>, CompanionError> {
        let now = self.now();
        if self.partner().is_none() {
            return Ok(Vec::new());
        }
        let rows = self.shared.records(ThingKind::TimeAsk)?;
        let mut standing: Vec<TimeAsk> = rows
            .iter()
            .filter_map(read::<TimeAsk>)
            .filter(|ask| ask.stands(now))
            .collect();
        standing.sort_by_key(|ask| (ask.from, ask.id));
        Ok(standing)
    }

    /// The first half of forgetting; [`Companion::finish_erasing`] is the other.
    fn forget_ask(&mut self, id: ThingId) -> Result<(), CompanionError> {
        let couple = self.partner().ok_or(CompanionError::NoPartner)?;
        let partner = couple.partner_id();
        let frames = self.my_frames_of(id)?;
        self.rewrite_segments(&frames)?;
        // Of what I said nothing about, nothing is said.
        let payloads = match frames.is_empty() {
            true => Vec::new(),
            false => Payload::erase(id, &frames),
        };
        let erasure = Erasure {
            thing: id,
            person: partner,
            at: self.now(),
            asked_at: None,
            // Whatever comes of it late is let go unread.
            copy: OtherCopy::Gone,
            successor: None,
        };
        self.log_shared(&payloads, |tx| {
            tx.put_erasure(&erasure)?;
            erase_here(tx, id)
        })
    }
}

fn shown_by_other(ask: &TimeAsk, me: couple::PersonId) -> Option<&Shown> {
    let mut others = ask.shown.iter().filter(|(person, _)| **person != me);
    others.next().map(|(_, shown)| shown)
}
