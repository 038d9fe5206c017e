//! How a request goes to the worker and its answer back: postcard, and the end of the pipe. One process for one
//! photo, so that what one file does to its decoder, no other meets.

use super::{Answer, FILE_LIMIT, Request};

/// What the worker is started with when it is to prepare a photo.
pub const ARGUMENT: &str = "photo";

/// Bytes of the longest request. A longer one is a fault of the other side: stop reading.
pub const REQUEST_LIMIT: usize = FILE_LIMIT + 16;
/// Bytes of the longest answer: a picture, a small one, and what is said of them.
pub const ANSWER_LIMIT: usize = FILE_LIMIT + 4 * 1024 * 1024;

/// A message that can't be written or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodecError {
    /// Over its limit.
    #[error("a message is too long")]
    TooLong,
    /// Not what was expected.
    #[error("a message can't be read")]
    Malformed,
}

/// A request, to its end.
///
/// # Errors
/// [`CodecError::TooLong`].
pub fn encode_request(request: &Request) -> Result<Vec<u8>, CodecError> {
    encode(request, REQUEST_LIMIT)
}

/// What was asked.
///
/// # Errors
/// Any [`CodecError`].
pub fn decode_request(message: &[u8]) -> Result<Request, CodecError> {
    decode(message, REQUEST_LIMIT)
}

/// An answer, to its end.
///
/// # Errors
/// [`CodecError::TooLong`].
pub fn encode_answer(answer: &Answer) -> Result<Vec<u8>, CodecError> {
    encode(answer, ANSWER_LIMIT)
}

/// What was answered.
///
/// # Errors
/// Any [`CodecError`].
pub fn decode_answer(message: &[u8]) -> Result<Answer, CodecError> {
    decode(message, ANSWER_LIMIT)
}

fn encode<T: serde::Serialize>(message: &T, limit: usize) -> Result<Vec<u8>, CodecError> {
    let bytes = postcard::to_stdvec(message).map_err(|_| CodecError::Malformed)?;
    if bytes.len() > limit {
        return Err(CodecError::TooLong);
    }
    Ok(bytes)
}

fn decode<T: serde::de::DeserializeOwned>(message: &[u8], limit: usize) -> Result<T, CodecError> {
    if message.len() > limit {
        return Err(CodecError::TooLong);
    }
    let (value, rest) = postcard::take_from_bytes(message).map_err(|_| CodecError::Malformed)?;
    if rest.is_empty() {
        Ok(value)
    } else {
        Err(CodecError::Malformed)
    }
}
