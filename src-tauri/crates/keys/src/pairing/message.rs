//! The envelope of a pairing message: `"LP" ‖ version ‖ kind`, then a body of that kind.

use crate::{
    pairing::{PairingError, Role},
    seal::MAX_FRAME_BODY,
    wire::WireError,
};

const MAGIC: [u8; 2] = *b"LP";
const VERSION: u8 = 1;

/// The largest message of a pairing; transports refuse longer ones unread.
pub const MAX_MESSAGE: usize = 4 + MAX_FRAME_BODY;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Greeting = 0,
    Answer = 1,
    Offer = 2,
    JoinerReveal = 3,
    OffererReveal = 4,
    Confirm = 5,
    Welcome = 6,
    Refuse = 7,
}

impl Kind {
    /// The reveal that `role` sends.
    pub(super) fn reveal_of(role: Role) -> Self {
        match role {
            Role::Offerer => Self::OffererReveal,
            Role::Joiner => Self::JoinerReveal,
        }
    }

    pub(super) fn header(self) -> [u8; 4] {
        let [l, p] = MAGIC;
        [l, p, VERSION, self as u8]
    }

    pub(super) fn message(self, body: &[u8]) -> Vec<u8> {
        [self.header().as_slice(), body].concat()
    }
}

pub(super) fn split(message: &[u8]) -> Result<(Kind, &[u8]), PairingError> {
    if message.len() > MAX_MESSAGE {
        return Err(WireError::TooLong {
            found: message.len(),
            limit: MAX_MESSAGE,
        }
        .into());
    }
    let ([l, p, version, kind], body) = message
        .split_first_chunk::<4>()
        .ok_or(WireError::Truncated)?;
    if [*l, *p] != MAGIC {
        return Err(WireError::Unknown.into());
    }
    if *version != VERSION {
        return Err(PairingError::Newer(*version));
    }
    let kind = match kind {
        0 => Kind::Greeting,
        1 => Kind::Answer,
        2 => Kind::Offer,
        3 => Kind::JoinerReveal,
        4 => Kind::OffererReveal,
        5 => Kind::Confirm,
        6 => Kind::Welcome,
        7 => Kind::Refuse,
        _ => return Err(WireError::Unknown.into()),
    };
    Ok((kind, body))
}
