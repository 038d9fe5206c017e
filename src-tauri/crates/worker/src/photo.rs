//! One photo, and the end.

use std::io::{self, Read, Write};

use exchange::photo::{REQUEST_LIMIT, decode_request, encode_answer, prepare};

use crate::limits;

pub fn serve(input: &mut impl Read, output: &mut impl Write) -> io::Result<()> {
    let mut message = Vec::new();
    // One more than may be, so that what is too long shows.
    input
        .take(REQUEST_LIMIT as u64 + 1)
        .read_to_end(&mut message)?;
    let request = decode_request(&message).map_err(io::Error::other)?;
    drop(message);
    limits::begin_request(limits::SECONDS_A_PHOTO).map_err(io::Error::other)?;
    let answer = prepare(&request.file, request.size);
    output.write_all(&encode_answer(&answer).map_err(io::Error::other)?)?;
    output.flush()
}
