//! Times that fit.

use std::path::PathBuf;

use companion::{CalendarTrouble, CompanionError, couple::free::Reason};
use serde_json::json;

use super::{act::Act, code};
use crate::calendars_in::read_file;

impl Act<'_> {
    /// A calendar that can't be read is told, and the others count.
    pub(super) fn free(
        &mut self,
        calendars: &[PathBuf],
        minutes: u32,
        weeks: u32,
    ) -> Result<u8, CompanionError> {
        let asked = self.with(|companion| Ok(companion.asked_of_calendars()))?;
        let (mut busy, mut failed) = (Vec::new(), false);
        for path in calendars {
            match read_file(path, &asked) {
                Ok(reading) => busy.extend(reading.busy),
                Err(trouble) => {
                    failed = true;
                    self.warn(&path.display().to_string(), trouble_text(trouble));
                }
            }
        }
        let slots = self.with(move |companion| companion.find_time(minutes, weeks, busy))?;
        for slot in slots {
            let from = slot.from.with_timezone(&asked.zone);
            let until = slot.until.with_timezone(&asked.zone);
            let why: Vec<&str> = slot.reasons.iter().copied().map(reason).collect();
            let value = json!({
                "from": from.to_rfc3339(), "to": until.to_rfc3339(), "why": why,
            });
            self.say(&value, || {
                let (from, until) = (from.format("%Y-%m-%d %H:%M"), until.format("%H:%M"));
                format!("{from}–{until}  {}", why.join(", "))
            });
        }
        Ok(if failed { code::FAILED } else { code::DONE })
    }
}

fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::BothFree => "both-free",
        Reason::Free => "free",
        Reason::Weekend => "weekend",
        Reason::Evening => "evening",
        Reason::NotAWorkNight => "not-a-work-night",
        Reason::RoomAround => "room-around",
    }
}

fn trouble_text(trouble: CalendarTrouble) -> &'static str {
    match trouble {
        CalendarTrouble::Gone => "calendar-trouble-gone",
        CalendarTrouble::NotACalendar => "calendar-trouble-not-a-calendar",
        CalendarTrouble::TooLarge => "calendar-trouble-too-large",
        CalendarTrouble::TooCostly => "calendar-trouble-too-costly",
        CalendarTrouble::NoWorker => "calendar-trouble-no-worker",
    }
}
