//! One calendar, and the end.

use std::io::{self, Read, Write};

use exchange::calendar_in::{REQUEST_LIMIT, decode_request, encode_answer, read};

use crate::limits;

pub fn serve(input: &mut impl Read, output: &mut impl Write) -> io::Result<()> {
    let mut message = Vec::new();
    // One more than may be, so that what is too long shows.
    input
        .take(REQUEST_LIMIT as u64 + 1)
        .read_to_end(&mut message)?;
    let (asked, calendar) = decode_request(&message).map_err(io::Error::other)?;
    limits::begin_request(limits::SECONDS_A_CALENDAR).map_err(io::Error::other)?;
    let answer = read(calendar, &asked);
    output.write_all(&encode_answer(&answer).map_err(io::Error::other)?)?;
    output.flush()
}
