//! What can't be taken in now and may be another time: it lies aside with its reason, and is
//! tried again. Most of it was written by a newer program than this one.

use sync::{
    Event,
    frame::{DecodeError, Frame},
    message::NewerFrame,
};
use vault::SetAside;

use crate::{Companion, CompanionError, Notice};

/// Said of frames that can be good another time.
pub(crate) const WAITS: &str = "waits: ";
/// Said of those that only a newer program can read. Begins like [`WAITS`].
pub(crate) const NEWER: &str = "waits: newer: ";
/// Frames of newer programs that are kept outside their log. Nothing about them is proven, so
/// there is an end to it; what finds no room is sent again by whoever wrote it.
const MOST_NEWER: u64 = 1000;

impl Companion {
    /// What was tried again in vain stays aside, under the reason of today.
    pub(crate) fn waits_still(
        &mut self,
        number: i64,
        aside: &SetAside,
        reason: String,
    ) -> Result<(), CompanionError> {
        if reason == aside.reason {
            return Ok(());
        }
        let renamed = SetAside {
            reason,
            ..aside.clone()
        };
        Ok(self.shared.write(|tx| {
            tx.drop_set_aside(number)?;
            tx.put_aside(&renamed)
        })?)
    }

    /// Keeps a frame that only a newer program can read, as it came.
    pub(crate) fn keep_newer(&mut self, frame: NewerFrame) -> Result<(), CompanionError> {
        if self.shared.keeps_aside(frame.id)?
            || self.shared.count_set_aside_because(NEWER)? >= MOST_NEWER
        {
            return Ok(());
        }
        let aside = SetAside {
            frame: frame.id,
            thing: None,
            reason: format!("{NEWER}a frame of version {}", frame.version),
            bytes: Some(frame.bytes),
            at: self.now(),
        };
        self.shared.write(|tx| tx.put_aside(&aside))?;
        self.notice(Notice::SharingChanged);
        Ok(())
    }

    /// Gives the session what an earlier program kept as newer than itself and
    /// this one can read. What turns out to be no frame, or not its author's, goes.
    pub(crate) fn read_newer_again(&mut self) -> Result<(), CompanionError> {
        if self.partner().is_none() {
            return Ok(());
        }
        let (mut readable, mut numbers) = (Vec::new(), Vec::new());
        for (number, aside) in self.shared.set_aside()? {
            let Some(bytes) = &aside.bytes else { continue };
            match Frame::decode(bytes) {
                Ok(frame) => {
                    numbers.push((number, aside.frame, frame.signed().verify()));
                    readable.push(frame);
                }
                Err(DecodeError::Newer { .. }) => {}
                Err(_) => numbers.push((number, aside.frame, false)),
            }
        }
        if numbers.is_empty() {
            return Ok(());
        }
        self.session_event(Event::ReadAgain { frames: readable });
        for (number, frame, signed) in numbers {
            let head = self.shared.head(frame.log)?;
            let taken = head.is_some_and(|row| row.head.next_seq > frame.seq);
            if taken || !signed {
                self.shared.write(|tx| tx.drop_set_aside(number))?;
            }
        }
        Ok(())
    }
}
