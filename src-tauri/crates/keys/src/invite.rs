//! The invite: one line that a person gives to their partner, by whatever way they trust
//! (protocol.md section 7).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use chrono::{DateTime, TimeDelta, Utc};
use data_encoding::BASE32_NOPAD;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{
    hash::hash_in,
    wire::{Reader, WireError, Writer},
};

const NAME: &str = "lamplight";
const VERSION: u8 = 1;
const CHECKSUM: &str = "lamplight/v1/invite-checksum";
const CHECKSUM_LENGTH: usize = 5;
const MAX_ADDRS: usize = 16;
const MAX_HINT: usize = 1024;
/// Far above the longest invite; nothing longer is even looked at.
const MAX_LINE: usize = 8 << 10;

/// How long an invite can be answered.
pub const INVITE_LASTS: TimeDelta = TimeDelta::hours(24);

/// What the partner needs to answer: where to dial, whom to seal for, and the secret that proves
/// that the line was theirs. No `Debug`; wiped when dropped.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Invite {
    /// The transport endpoint of the inviting device.
    pub endpoint: [u8; 32],
    /// An X25519 key made for this invite alone.
    pub kem: [u8; 32],
    /// 256 random bits.
    pub secret: [u8; 32],
    /// When it stops being answered, to the second.
    #[zeroize(skip)]
    pub expires_at: DateTime<Utc>,
    /// Where the device can be dialled; at most 16. (The scope of a link-local IPv6 address means
    /// nothing on another machine and is not carried.)
    #[zeroize(skip)]
    pub addrs: Vec<SocketAddr>,
    /// Where a shared mailbox may be looked for, in words or as an address; at most 1,024 bytes.
    pub mailbox_hint: Option<String>,
}

/// Why a line is not an invite that can be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InviteError {
    /// Something else altogether.
    #[error("this is not an invite")]
    NotAnInvite,
    /// An invite of a newer version.
    #[error("the invite is of a newer version")]
    Newer,
    /// Cut off, mistyped or changed on its way.
    #[error("the invite was altered or is incomplete")]
    Altered,
    /// Its time is over.
    #[error("the invite has expired")]
    Expired,
    /// It comes from this very device.
    #[error("the invite is one's own")]
    Own,
}

impl Invite {
    /// The line to give away: `lamplight1` and lowercase letters and digits.
    #[must_use]
    pub fn to_line(&self) -> Zeroizing<String> {
        let mut bytes = self.encode();
        let sum = checksum(&bytes);
        bytes.extend_from_slice(&sum);
        let mut body = BASE32_NOPAD.encode(&bytes);
        let mut line = Zeroizing::new(String::with_capacity(NAME.len() + 1 + body.len()));
        line.push_str(NAME);
        line.push(char::from(b'0' + VERSION));
        line.push_str(&body);
        line[NAME.len()..].make_ascii_lowercase();
        body.zeroize();
        line
    }

    /// Reads a line; case, spaces and line breaks that a mail or a chat put into it do not matter.
    pub fn from_line(line: &str) -> Result<Self, InviteError> {
        if line.len() > MAX_LINE {
            return Err(InviteError::NotAnInvite);
        }
        let tight: Zeroizing<String> = Zeroizing::new(
            line.chars()
                .filter(|letter| !letter.is_whitespace())
                .map(|letter| letter.to_ascii_uppercase())
                .collect(),
        );
        let rest = tight
            .strip_prefix(&NAME.to_ascii_uppercase())
            .ok_or(InviteError::NotAnInvite)?;
        let mut letters = rest.chars();
        match letters.next().and_then(|digit| digit.to_digit(10)) {
            Some(version) if version == u32::from(VERSION) => {}
            Some(version) if version > u32::from(VERSION) => return Err(InviteError::Newer),
            _ => return Err(InviteError::NotAnInvite),
        }
        let bytes = BASE32_NOPAD
            .decode(letters.as_str().as_bytes())
            .map(Zeroizing::new)
            .map_err(|_| InviteError::Altered)?;
        let (payload, sum) = bytes
            .split_last_chunk::<CHECKSUM_LENGTH>()
            .ok_or(InviteError::Altered)?;
        if !bool::from(checksum(payload).ct_eq(sum)) {
            return Err(InviteError::Altered);
        }
        Self::decode(payload).map_err(|_| InviteError::Altered)
    }

    /// Whether the device with this transport endpoint may answer it now.
    pub fn check(&self, now: DateTime<Utc>, my_endpoint: &[u8; 32]) -> Result<(), InviteError> {
        if self.endpoint == *my_endpoint {
            return Err(InviteError::Own);
        }
        if now >= self.expires_at {
            return Err(InviteError::Expired);
        }
        Ok(())
    }

    pub(crate) fn encode(&self) -> Zeroizing<Vec<u8>> {
        let mut writer = Writer::new();
        let expires = u64::try_from(self.expires_at.timestamp()).unwrap_or(0);
        writer
            .raw(&self.endpoint)
            .raw(&self.kem)
            .raw(&self.secret)
            .u64(expires)
            .count(self.addrs.len().min(MAX_ADDRS));
        for addr in self.addrs.iter().take(MAX_ADDRS) {
            match addr.ip() {
                IpAddr::V4(ip) => writer.u8(4).raw(&ip.octets()),
                IpAddr::V6(ip) => writer.u8(6).raw(&ip.octets()),
            };
            writer.u16(addr.port());
        }
        match &self.mailbox_hint {
            None => writer.u8(0),
            Some(hint) => writer.u8(1).run(hint.as_bytes()),
        };
        Zeroizing::new(writer.finish())
    }

    pub(crate) fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        let mut reader = Reader::new(bytes);
        let (endpoint, kem, secret) = (reader.array()?, reader.array()?, reader.array()?);
        let expires_at = i64::try_from(reader.u64()?)
            .ok()
            .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
            .ok_or(WireError::Unknown)?;
        let count = reader.count(MAX_ADDRS)?;
        let mut addrs = Vec::with_capacity(count);
        for _ in 0..count {
            let ip = match reader.u8()? {
                4 => IpAddr::V4(Ipv4Addr::from(reader.array::<4>()?)),
                6 => IpAddr::V6(Ipv6Addr::from(reader.array::<16>()?)),
                _ => return Err(WireError::Unknown),
            };
            addrs.push(SocketAddr::new(ip, reader.u16()?));
        }
        let mailbox_hint = match reader.u8()? {
            0 => None,
            1 => {
                let hint = std::str::from_utf8(reader.run(MAX_HINT)?);
                Some(hint.map_err(|_| WireError::Unknown)?.to_owned())
            }
            _ => return Err(WireError::Unknown),
        };
        reader.end()?;
        Ok(Self {
            endpoint,
            kem,
            secret,
            expires_at,
            addrs,
            mailbox_hint,
        })
    }
}

fn checksum(payload: &[u8]) -> [u8; CHECKSUM_LENGTH] {
    let full = hash_in(CHECKSUM, &[payload]);
    std::array::from_fn(|index| full[index])
}

/// Cuts what an invite cannot carry, so that what is made can be read.
pub(crate) fn fitting(
    mut addrs: Vec<SocketAddr>,
    hint: Option<String>,
) -> (Vec<SocketAddr>, Option<String>) {
    addrs.truncate(MAX_ADDRS);
    for addr in &mut addrs {
        *addr = SocketAddr::new(addr.ip(), addr.port());
    }
    (addrs, hint.filter(|hint| hint.len() <= MAX_HINT))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn invite() -> Invite {
        Invite {
            endpoint: [1; 32],
            kem: [2; 32],
            secret: [3; 32],
            expires_at: DateTime::from_timestamp(1_900_000_000, 0).unwrap(),
            addrs: vec![
                "192.168.1.20:49152".parse().unwrap(),
                "[2001:db8::1]:49152".parse().unwrap(),
            ],
            mailbox_hint: Some("the folder »Lamplight« in Dropbox".to_owned()),
        }
    }

    fn read(line: &str) -> Result<(), InviteError> {
        Invite::from_line(line).map(|read| assert!(read == invite()))
    }

    #[test]
    fn a_line_survives_what_chats_and_mails_do_to_it() {
        let line = invite().to_line();
        assert_eq!(read(&line), Ok(()));
        assert_eq!(read(&line.to_uppercase()), Ok(()));
        let wrapped = format!("  {}\r\n {}\n\n", &line[..40], &line[40..]);
        assert_eq!(read(&wrapped), Ok(()));
    }

    #[test]
    fn every_altered_letter_is_noticed() {
        let line = invite().to_line();
        for at in "lamplight1".len()..line.len() {
            let mut altered = line.as_bytes().to_vec();
            altered[at] = if altered[at] == b'q' { b'r' } else { b'q' };
            let altered = String::from_utf8(altered).unwrap();
            assert_eq!(read(&altered), Err(InviteError::Altered), "at {at}");
        }
        for end in "lamplight1".len()..line.len() {
            assert_eq!(
                read(&line[..end]),
                Err(InviteError::Altered),
                "cut at {end}"
            );
        }
        assert_eq!(
            read(&format!("{}a", line.as_str())),
            Err(InviteError::Altered)
        );
        assert_eq!(
            read(&format!("{}ß", line.as_str())),
            Err(InviteError::Altered)
        );
    }

    #[test]
    fn other_things_are_not_called_altered_invites() {
        for other in [
            "",
            "hello",
            "https://example.org",
            "lamplight",
            "lamplightx",
        ] {
            assert_eq!(read(other), Err(InviteError::NotAnInvite), "{other}");
        }
        assert_eq!(read("lamplight2abc"), Err(InviteError::Newer));
        assert_eq!(read(&"a".repeat(100_000)), Err(InviteError::NotAnInvite));
    }

    #[test]
    fn expired_and_own_are_told_apart() {
        let (invite, other) = (invite(), [9; 32]);
        let before = invite.expires_at - TimeDelta::seconds(1);
        assert_eq!(invite.check(before, &other), Ok(()));
        assert_eq!(
            invite.check(invite.expires_at, &other),
            Err(InviteError::Expired)
        );
        assert_eq!(invite.check(before, &[1; 32]), Err(InviteError::Own));
    }
}
