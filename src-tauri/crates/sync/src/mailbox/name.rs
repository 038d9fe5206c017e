//! Where things stand in a mailbox. Names are made of lowercase hex digits of fixed width; whatever
//! is named otherwise is not ours and is left alone.

use crate::{
    frame::{DeviceId, LogId},
    proof,
};

/// The first part of every path: the version of the layout.
pub const VERSION: &str = "v1";
/// The marker that says whose mailbox this is.
pub const MARKER: &str = "v1/space";
/// Ends the name of a file that is being written.
pub const PARTIAL: &str = ".part";
const SEGMENT: &str = ".seg";
const MESSAGE: &str = ".msg";
const LEAVE: &str = "leave";
/// Frames are numbered below 2⁴⁰ in here.
const SEQ_DIGITS: usize = 10;
const TAG_DIGITS: usize = 16;
const HASH_DIGITS: usize = 32;

/// The directory of a space in a mailbox: 16 hex digits.
pub fn space_tag(space: &[u8; 32]) -> String {
    hex(&proof::named("mailbox-space", &[space])[..TAG_DIGITS / 2])
}

/// The directory of a device in it: 16 hex digits.
pub fn device_tag(space: &[u8; 32], device: &DeviceId) -> String {
    hex(&proof::named("mailbox-device", &[space, &device.0])[..TAG_DIGITS / 2])
}

/// Everything of a space stands below this path.
pub fn space_prefix(space: &[u8; 32]) -> String {
    format!("{VERSION}/{}/", space_tag(space))
}

/// Everything of a device stands below this path; nobody else writes there.
pub fn device_prefix(space: &[u8; 32], device: &DeviceId) -> String {
    format!("{}{}/", space_prefix(space), device_tag(space, device))
}

/// A device's farewell.
pub fn leave_path(space: &[u8; 32], device: &DeviceId) -> String {
    format!("{}{LEAVE}", device_prefix(space, device))
}

/// The messages of one pairing stand below this path, which only who has the invite can find.
pub fn pairing_prefix(secret: &[u8; 32]) -> String {
    let tag = hex(&proof::named("mailbox-pairing", &[secret])[..TAG_DIGITS / 2]);
    format!("{VERSION}/pair-{tag}/")
}

/// One message of a pairing, by the offerer or by the joiner.
pub fn pairing_path(secret: &[u8; 32], by_offerer: bool, message: &[u8]) -> String {
    let role = if by_offerer { 'o' } else { 'j' };
    let hash = proof::named("mailbox-message", &[message]);
    format!(
        "{}{role}-{}{MESSAGE}",
        pairing_prefix(secret),
        hex(&hash[..HASH_DIGITS / 2])
    )
}

/// Who wrote the pairing message of this path: `Some(true)` the offerer, `None` where it is none.
pub fn pairing_author(secret: &[u8; 32], path: &str) -> Option<bool> {
    let name = path.strip_prefix(&pairing_prefix(secret))?;
    let (role, hash) = name.strip_suffix(MESSAGE)?.split_once('-')?;
    if hash.len() != HASH_DIGITS || !hash.bytes().all(is_digit) {
        return None;
    }
    match role {
        "o" => Some(true),
        "j" => Some(false),
        _ => None,
    }
}

/// The name of a segment: which frames of which log are in it, and its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SegmentName {
    /// Whose log.
    pub log: LogId,
    /// The number of its first frame.
    pub first: u64,
    /// The number of its last one.
    pub last: u64,
    /// The first 16 bytes of the hash of the whole file.
    pub hash: [u8; 16],
}

impl SegmentName {
    /// Its path in the mailbox of this space.
    pub fn path(&self, space: &[u8; 32]) -> String {
        format!(
            "{}{:08x}/{:0width$x}-{:0width$x}-{}{SEGMENT}",
            device_prefix(space, &self.log.device),
            self.log.incarnation,
            self.first,
            self.last,
            hex(&self.hash),
            width = SEQ_DIGITS,
        )
    }

    /// Reads the part of a path behind the directory of `device`.
    pub fn parse(device: DeviceId, rest: &str) -> Option<Self> {
        let (incarnation, name) = rest.split_once('/')?;
        let mut parts = name.strip_suffix(SEGMENT)?.split('-');
        let (first, last, hash) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || hash.len() != HASH_DIGITS {
            return None;
        }
        let name = Self {
            log: LogId {
                device,
                incarnation: u32::try_from(number(incarnation, 8)?).ok()?,
            },
            first: number(first, SEQ_DIGITS)?,
            last: number(last, SEQ_DIGITS)?,
            hash: u128::from_str_radix(hash, 16).ok()?.to_be_bytes(),
        };
        // One spelling only, so that no file has two names.
        let same = hash.bytes().all(is_digit) && name.first <= name.last;
        same.then_some(name)
    }

    /// How many frames are in it.
    pub fn frames(&self) -> u64 {
        self.last - self.first + 1
    }
}

fn number(text: &str, digits: usize) -> Option<u64> {
    (text.len() == digits && text.bytes().all(is_digit))
        .then(|| u64::from_str_radix(text, 16).ok())
        .flatten()
}

fn is_digit(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        use std::fmt::Write;
        // Writing to a string can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
