//! Small signed notes: the marker that says whose mailbox this is, and a farewell. `keys` signs
//! them for the caller; here they are put together and checked.

use keys::Purpose;

use crate::{bytes::Reader, frame::DeviceId, proof};

const VERSION: u8 = 1;
const MARKER: [u8; 4] = *b"LMMK";
const LEAVE: [u8; 4] = *b"LMLV";

/// Whose a mailbox is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// Ours, signed by one of our devices.
    Ours,
    /// Another couple's.
    Other,
    /// Marked by a newer version.
    Newer,
    /// Nobody's: there is no marker, or none that says anything.
    Nobody,
}

/// What the device signs of a marker.
pub fn marker_part(space: &[u8; 32], device: &DeviceId) -> Vec<u8> {
    part(MARKER, space, device)
}

/// What the device signs of a farewell.
pub fn leave_part(space: &[u8; 32], device: &DeviceId) -> Vec<u8> {
    part(LEAVE, space, device)
}

/// Which purpose the signature of either is given for.
pub const PURPOSE: Purpose = Purpose::MailboxNote;

/// The file: the part and its signature.
pub fn note(part: &[u8], signature: &[u8; 64]) -> Vec<u8> {
    [part, signature].concat()
}

/// Whose mailbox a marker says this is. `space` is that of ours, where there is one; `devices` are
/// those of its roster, or this one alone. What one of them left there for an earlier space is
/// nobody's any more.
pub fn owner(space: Option<&[u8; 32]>, devices: &[DeviceId], bytes: Option<&[u8]>) -> Owner {
    let Some(bytes) = bytes else {
        return Owner::Nobody;
    };
    match (bytes.first_chunk::<4>(), bytes.get(4)) {
        (Some(&MARKER), Some(&version)) if version > VERSION => Owner::Newer,
        (Some(&MARKER), Some(&VERSION)) => {
            let ours = space.map(tag);
            let by_us = Note::read(MARKER, bytes).filter(|note| devices.contains(&note.device));
            match by_us {
                Some(note) if Some(note.space) == ours => Owner::Ours,
                Some(_) => Owner::Nobody,
                // Our name with a signature that does not hold says nothing.
                None if ours.is_some_and(|tag| bytes.get(5..37) == Some(&tag[..])) => Owner::Nobody,
                None => Owner::Other,
            }
        }
        _ => Owner::Nobody,
    }
}

/// Whether this is the farewell of this device, for this space.
pub fn is_leave(space: &[u8; 32], device: &DeviceId, bytes: &[u8]) -> bool {
    Note::read(LEAVE, bytes).is_some_and(|note| note.device == *device && note.space == tag(space))
}

fn part(magic: [u8; 4], space: &[u8; 32], device: &DeviceId) -> Vec<u8> {
    [&magic[..], &[VERSION], &tag(space), &device.0].concat()
}

fn tag(space: &[u8; 32]) -> [u8; 32] {
    proof::named("mailbox-marker", &[space])
}

/// A note whose signature holds.
struct Note {
    space: [u8; 32],
    device: DeviceId,
}

impl Note {
    fn read(magic: [u8; 4], bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let start: [u8; 4] = reader.array().ok()?;
        let version = reader.u8().ok()?;
        let space = reader.array().ok()?;
        let device = DeviceId(reader.array().ok()?);
        let signature: [u8; 64] = reader.array().ok()?;
        reader.end().ok()?;
        let part = bytes.get(..bytes.len() - signature.len())?;
        let right = start == magic
            && version == VERSION
            && keys::verify(&device.0, PURPOSE, part, &signature).is_ok();
        right.then_some(Self { space, device })
    }
}
