//! How requests and answers go to the worker and back: a length, then postcard.

use super::{Checked, Refusal, Request};

/// Bytes of the length before each message: little-endian.
pub const LENGTH_BYTES: usize = 4;
/// Bytes of the longest message. A longer length is a fault of the other side: stop reading.
pub const MESSAGE_LIMIT: usize = super::BASE_LIMIT + super::UPDATE_LIMIT + 1024 * 1024;

/// A message that can't be written or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodecError {
    /// Over [`MESSAGE_LIMIT`].
    #[error("a message is too long")]
    TooLong,
    /// Not what was expected.
    #[error("a message can't be read")]
    Malformed,
}

/// The worker's answer.
pub type Answer = Result<Checked, Refusal>;

/// A request with its length.
///
/// # Errors
/// [`CodecError::TooLong`].
pub fn encode_request(request: &Request) -> Result<Vec<u8>, CodecError> {
    encode(request)
}

/// A request without its length.
///
/// # Errors
/// [`CodecError::Malformed`].
pub fn decode_request(message: &[u8]) -> Result<Request, CodecError> {
    decode(message)
}

/// An answer with its length.
///
/// # Errors
/// [`CodecError::TooLong`].
pub fn encode_answer(answer: &Answer) -> Result<Vec<u8>, CodecError> {
    encode(answer)
}

/// An answer without its length.
///
/// # Errors
/// [`CodecError::Malformed`].
pub fn decode_answer(message: &[u8]) -> Result<Answer, CodecError> {
    decode(message)
}

/// The length of the message that follows, checked before anything is allocated for it.
///
/// # Errors
/// [`CodecError::TooLong`].
pub fn message_length(bytes: [u8; LENGTH_BYTES]) -> Result<usize, CodecError> {
    let length = u32::from_le_bytes(bytes) as usize;
    if length <= MESSAGE_LIMIT {
        Ok(length)
    } else {
        Err(CodecError::TooLong)
    }
}

fn encode<T: serde::Serialize>(message: &T) -> Result<Vec<u8>, CodecError> {
    let body = postcard::to_stdvec(message).map_err(|_| CodecError::Malformed)?;
    if body.len() > MESSAGE_LIMIT {
        return Err(CodecError::TooLong);
    }
    let length = u32::try_from(body.len()).map_err(|_| CodecError::TooLong)?;
    let mut message = Vec::with_capacity(LENGTH_BYTES + body.len());
    message.extend(length.to_le_bytes());
    message.extend(body);
    Ok(message)
}

fn decode<T: serde::de::DeserializeOwned>(message: &[u8]) -> Result<T, CodecError> {
    let (value, rest) = postcard::take_from_bytes(message).map_err(|_| CodecError::Malformed)?;
    if rest.is_empty() {
        Ok(value)
    } else {
        Err(CodecError::Malformed)
    }
}
