//! What goes to the worker and comes back: what is asked, and behind it the calendar as it lies there.

use super::{Asked, CalendarFault, Reading, SIZE_LIMIT};

/// Bytes of what is asked, at most.
const ASKED: usize = 256;
/// Bytes of a request. One byte more of a calendar than may be, so that it is refused by name.
pub const REQUEST_LIMIT: usize = 1 + ASKED + SIZE_LIMIT + 1;
/// Bytes of an answer.
pub const ANSWER_LIMIT: u64 = 8 << 20;

/// What goes to the worker.
///
/// # Errors
/// Never for what is asked here.
pub fn encode_request(asked: &Asked, calendar: &[u8]) -> Result<Vec<u8>, postcard::Error> {
    let asked = postcard::to_allocvec(asked)?;
    let length = u8::try_from(asked.len()).map_err(|_| postcard::Error::SerializeBufferFull)?;
    let calendar = &calendar[..calendar.len().min(SIZE_LIMIT + 1)];
    let mut message = Vec::with_capacity(1 + asked.len() + calendar.len());
    message.push(length);
    message.extend(asked);
    message.extend(calendar);
    Ok(message)
}

/// As the worker reads it.
///
/// # Errors
/// What is no request.
pub fn decode_request(message: &[u8]) -> Result<(Asked, &[u8]), postcard::Error> {
    let end = || postcard::Error::DeserializeUnexpectedEnd;
    let (length, rest) = message.split_first().ok_or_else(end)?;
    let (asked, calendar) = rest
        .split_at_checked(usize::from(*length))
        .ok_or_else(end)?;
    Ok((postcard::from_bytes(asked)?, calendar))
}

/// What comes back.
///
/// # Errors
/// Never for an answer of ours.
pub fn encode_answer(answer: &Result<Reading, CalendarFault>) -> Result<Vec<u8>, postcard::Error> {
    postcard::to_allocvec(answer)
}

/// As the parent reads it.
///
/// # Errors
/// What is no answer.
pub fn decode_answer(bytes: &[u8]) -> Result<Result<Reading, CalendarFault>, postcard::Error> {
    postcard::from_bytes(bytes)
}
