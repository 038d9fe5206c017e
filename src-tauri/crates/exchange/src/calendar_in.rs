//! When a calendar of someone's says that they are busy (RFC 5545). What it is about is read past and never kept.
//!
//! An event at a time is given to the parser, so that a broken one costs itself and a file of any size costs no more
//! memory than its largest event. Repeats are expanded on a clock without zones and put on the clock of the event
//! afterwards: so neither the hour that is skipped in spring nor the one that comes twice in autumn can confuse the
//! library that expands them (decision 44).
//!
//! It is meant for the worker's process; nobody else calls it with what came from elsewhere.

mod codec;
mod event;
mod repeats;
mod zones;

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use couple::free::{Block, merged};
use serde::{Deserialize, Serialize};

pub use codec::{
    ANSWER_LIMIT, REQUEST_LIMIT, decode_answer, decode_request, encode_answer, encode_request,
};
use event::{Event, Span};
use zones::Zones;

/// What starts the worker in this mode.
pub const ARGUMENT: &str = "calendar";
/// Bytes of a calendar.
pub const SIZE_LIMIT: usize = 50 << 20;
/// Bytes of one event in it.
const EVENT_LIMIT: usize = 256 << 10;
/// Events that are kept in memory at most.
const EVENTS_LIMIT: usize = 200_000;
/// Blocks that a calendar may come to before they are merged.
const BLOCKS_LIMIT: usize = 400_000;

/// Which time is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// From.
    pub from: DateTime<Utc>,
    /// Until.
    pub until: DateTime<Utc>,
    /// The zone of times that name none, and of whole days.
    pub zone: Tz,
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reading {
    /// When they are busy, merged, in whole steps.
    pub busy: Vec<Block>,
    /// How many events were read.
    pub events: u32,
    /// How many could not be.
    pub broken: u32,
    /// How many are in a zone that nobody knows; their times were taken as here.
    pub strange_zones: u32,
    /// How many repeat more often than anyone can be busy, and were cut off.
    pub endless: u32,
}

/// Why nothing of it can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum CalendarFault {
    /// No calendar at all.
    #[error("this is no calendar")]
    NotACalendar,
    /// More than fifty million bytes, or too many events.
    #[error("the calendar is too large")]
    TooLarge,
}

/// Reads a calendar.
///
/// # Errors
/// [`CalendarFault`]. Whatever is wrong within it is counted in the reading and goes no further.
pub fn read(bytes: &[u8], asked: &Asked) -> Result<Reading, CalendarFault> {
    if bytes.len() > SIZE_LIMIT {
        return Err(CalendarFault::TooLarge);
    }
    let mut reading = Reading::default();
    let mut zones = Zones::new(*asked);
    let mut masters: HashMap<String, Event> = HashMap::new();
    let mut changed: Vec<Event> = Vec::new();
    let mut spans: Vec<Span> = Vec::new();
    let mut pieces = Pieces::new(bytes)?;
    // Zones stand before what uses them nearly always; where they do not, names are enough nearly always.
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Zone(text) => zones.learn(&text),
            Piece::Broken => reading.broken += 1,
            Piece::Event(text) => {
                let Some(event) = Event::parse(&text, &mut zones) else {
                    reading.broken += 1;
                    continue;
                };
                reading.events += 1;
                if event.strange_zone {
                    reading.strange_zones += 1;
                }
                if event.replaces.is_some() {
                    changed.push(event);
                } else if event.is_single() {
                    spans.extend(event.span(event.start, asked));
                } else {
                    keep_newest(&mut masters, event);
                }
                if masters.len() + changed.len() > EVENTS_LIMIT {
                    return Err(CalendarFault::TooLarge);
                }
            }
        }
    }

    let mut replaced: HashMap<String, HashSet<i64>> = HashMap::new();
    let mut newest: HashMap<(String, i64), Event> = HashMap::new();
    for event in changed {
        let Some(at) = event.replaces.map(|at| at.instant()) else {
            continue;
        };
        replaced.entry(event.uid.clone()).or_default().insert(at);
        match newest.get(&(event.uid.clone(), at)) {
            Some(other) if other.sequence > event.sequence => {}
            _ => {
                newest.insert((event.uid.clone(), at), event);
            }
        }
    }
    let mut later: HashMap<&str, Vec<(i64, &Event)>> = HashMap::new();
    for ((uid, at), event) in &newest {
        spans.extend(event.span(event.start, asked));
        if event.and_later {
            later.entry(uid).or_default().push((*at, event));
        }
    }
    let none = HashSet::new();
    for event in masters.values() {
        let gone = replaced.get(&event.uid).unwrap_or(&none);
        let (starts, cut) = event.starts(asked, gone);
        reading.endless += u32::from(cut);
        if spans.len() + starts.len() > BLOCKS_LIMIT {
            reading.endless += u32::from(!cut);
            continue;
        }
        let later = later.get(event.uid.as_str()).map_or(&[][..], Vec::as_slice);
        for at in starts {
            let before = later.iter().filter(|(from, _)| *from <= at.instant());
            spans.extend(match before.max_by_key(|(from, _)| *from) {
                Some((_, moved)) => moved.span(moved.takes_along(at, &zones), asked),
                None => event.span(at, asked),
            });
        }
    }
    reading.busy = merged(spans);
    Ok(reading)
}

/// Where a calendar has two versions of one event, the later counts.
fn keep_newest(masters: &mut HashMap<String, Event>, event: Event) {
    // Without an id it is its own.
    let key = match event.uid.is_empty() {
        true => format!("\u{0}{}", masters.len()),
        false => event.uid.clone(),
    };
    match masters.get(&key) {
        Some(other) if other.sequence > event.sequence => {}
        _ => {
            masters.insert(key, event);
        }
    }
}

/// A moment with the time around it in which something that touches what is asked may begin.
fn around(asked: &Asked, long: TimeDelta) -> (NaiveDateTime, NaiveDateTime) {
    // Clocks are at most a day away from UTC, and what moves with all later turns moves by a week at most.
    let day = TimeDelta::days(8);
    let from = asked.from.naive_utc() - day;
    (
        from.checked_sub_signed(long).unwrap_or(NaiveDateTime::MIN),
        asked.until.naive_utc() + day,
    )
}

enum Piece {
    Zone(String),
    Event(String),
    Broken,
}

/// The parts of a file that matter, one after the other.
struct Pieces<'a> {
    rest: &'a [u8],
}

impl<'a> Pieces<'a> {
    fn new(bytes: &'a [u8]) -> Result<Self, CalendarFault> {
        let rest = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut lines = Pieces { rest };
        while let Some(line) = lines.line() {
            if !line.trim_ascii().is_empty() {
                return match is(line, b"BEGIN:VCALENDAR") {
                    true => Ok(Self { rest }),
                    false => Err(CalendarFault::NotACalendar),
                };
            }
        }
        Err(CalendarFault::NotACalendar)
    }

    fn line(&mut self) -> Option<&'a [u8]> {
        if self.rest.is_empty() {
            return None;
        }
        let end = self.rest.iter().position(|byte| *byte == b'\n');
        let (line, rest) = match end {
            Some(end) => (&self.rest[..=end], &self.rest[end + 1..]),
            None => (self.rest, &self.rest[self.rest.len()..]),
        };
        self.rest = rest;
        Some(line)
    }

    fn next(&mut self) -> Option<Piece> {
        loop {
            let from = self.rest;
            let line = self.line()?;
            for (begin, end, zone) in [
                (&b"BEGIN:VEVENT"[..], &b"END:VEVENT"[..], false),
                (b"BEGIN:VTIMEZONE", b"END:VTIMEZONE", true),
            ] {
                if is(line, begin) {
                    return Some(self.component(from, begin, end, zone));
                }
            }
        }
    }

    fn component(&mut self, from: &'a [u8], begin: &[u8], end: &[u8], zone: bool) -> Piece {
        loop {
            let before = self.rest;
            let Some(line) = self.line() else {
                return Piece::Broken;
            };
            if is(line, begin) || is(line, b"END:VCALENDAR") {
                // It never ended; the next one has begun.
                self.rest = before;
                return Piece::Broken;
            }
            if is(line, end) {
                let bytes = &from[..from.len() - self.rest.len()];
                if bytes.len() > EVENT_LIMIT {
                    return Piece::Broken;
                }
                let text = format!(
                    "BEGIN:VCALENDAR\r\n{}\r\nEND:VCALENDAR\r\n",
                    String::from_utf8_lossy(bytes).trim_end()
                );
                return match zone {
                    true => Piece::Zone(text),
                    false => Piece::Event(text),
                };
            }
        }
    }
}

fn is(line: &[u8], word: &[u8]) -> bool {
    line.trim_ascii().eq_ignore_ascii_case(word)
}

#[cfg(test)]
mod tests;
