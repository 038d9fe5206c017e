//! Times that fit.

use std::path::PathBuf;

use companion::{
    CalendarTrouble, CompanionError, FoundTime,
    calendar_in::{Asked, Reading},
    couple::{
        free::{Block, Reason},
        time_ask::ASKED_WEEKS,
    },
};
use serde_json::json;

use super::{act::Act, code};
use crate::{
    calendars_in::{read_address, read_file},
    engine::Network,
};

impl Act<'_> {
    /// A calendar that can't be read is told, and the others count.
    pub(super) fn free(
        &mut self,
        calendars: &[PathBuf],
        with_partner: bool,
        minutes: u32,
        weeks: u32,
    ) -> Result<u8, CompanionError> {
        let asked = self.with(|companion| Ok(companion.asked_of_calendars()))?;
        let (mut busy, mut failed) = (Vec::new(), false);
        for path in calendars {
            let read = match path.to_str().and_then(address_of) {
                Some(address) => asked_elsewhere(address, asked),
                None => read_file(path, &asked),
            };
            match read {
                Ok(reading) => busy.extend(reading.busy),
                Err(trouble) => {
                    failed = true;
                    // The rest of an address may be a key.
                    let name = path.display().to_string();
                    let name = match address_of(&name) {
                        Some(address) => address.split('/').nth(2).unwrap_or_default(),
                        None => &name,
                    };
                    self.warn(name, trouble_text(trouble));
                }
            }
        }
        let found = if with_partner {
            self.find_with_partner(minutes, weeks, busy)?
        } else {
            let slots = self.with(move |companion| companion.find_time(minutes, weeks, busy))?;
            FoundTime {
                slots,
                theirs: None,
            }
        };
        for slot in found.slots {
            let from = slot.from.with_timezone(&asked.zone);
            let until = slot.until.with_timezone(&asked.zone);
            let why: Vec<&str> = slot.reasons.iter().copied().map(reason).collect();
            let mut value = json!({
                "from": from.to_rfc3339(), "to": until.to_rfc3339(), "why": why,
            });
            let there = found.theirs.map(|zone| slot.from.with_timezone(&zone));
            if let Some(there) = there {
                value["there"] = there.to_rfc3339().into();
            }
            self.say(&value, || {
                let (day, until) = (from.format("%Y-%m-%d %H:%M"), until.format("%H:%M"));
                let there = there.filter(|there| there.naive_local() != from.naive_local());
                let there = there.map(|there| there.format("  (%a %H:%M %Z)").to_string());
                format!(
                    "{day}–{until}{}  {}",
                    there.unwrap_or_default(),
                    why.join(", ")
                )
            });
        }
        Ok(if failed { code::FAILED } else { code::DONE })
    }

    /// Times for both. Where they are not known, asks for them, or answers what was asked: a person who says this on
    /// the command line says it on purpose.
    fn find_with_partner(
        &mut self,
        minutes: u32,
        weeks: u32,
        busy: Vec<Block>,
    ) -> Result<FoundTime, CompanionError> {
        let (found, words) = self.with(move |companion| {
            let ask = companion.time_ask()?;
            let words = match &ask {
                Some(ask) if !ask.mine_shown => {
                    companion.show_my_time(ask.id, busy.clone())?;
                    None
                }
                Some(ask) if ask.theirs.is_some() => None,
                Some(_) => Some("cli-free-waiting"),
                None => {
                    companion.ask_for_time(weeks.min(ASKED_WEEKS), busy.clone())?;
                    Some("cli-free-asked")
                }
            };
            Ok((companion.find_our_time(minutes, weeks, busy)?, words))
        })?;
        let Some(words) = words else {
            return Ok(found);
        };
        // Slots of one would be taken for slots of both.
        self.note(words);
        Ok(FoundTime {
            slots: Vec::new(),
            theirs: None,
        })
    }
}

/// Whether a calendar of the command line is an address.
pub(super) fn address_of(text: &str) -> Option<&str> {
    let scheme = text.split_once("://")?.0;
    let known = ["https", "http", "webcal", "webcals"];
    known
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known))
        .then_some(text)
}

/// On a thread of its own: a command may be done for a process that asked, within a runtime.
fn asked_elsewhere(address: &str, asked: Asked) -> Result<Reading, CalendarTrouble> {
    let address = match Network::from_environment() {
        Network::Loopback => address.to_owned(),
        _ => courier::calendar::address(address).map_err(|_| CalendarTrouble::LedAstray)?,
    };
    let read = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|_| CalendarTrouble::NoAnswer)?;
        runtime.block_on(read_address(&address, &asked))
    });
    read.join().unwrap_or(Err(CalendarTrouble::NoAnswer))
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
        CalendarTrouble::NoAnswer => "calendar-trouble-no-answer",
        CalendarTrouble::Certificate => "calendar-trouble-certificate",
        CalendarTrouble::Refused => "calendar-trouble-refused",
        CalendarTrouble::LedAstray => "calendar-trouble-led-astray",
    }
}
