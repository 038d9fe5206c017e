//! The few questions that this crate puts to `keys`.

use crate::frame::DeviceId;

pub(crate) fn hash(bytes: &[u8]) -> [u8; 32] {
    keys::hash(bytes)
}

pub(crate) fn space_tag(space: &[u8; 32]) -> [u8; 16] {
    let hash = keys::hash(&[b"space-tag", space.as_slice()].concat());
    std::array::from_fn(|index| hash[index])
}

/// A hash for one use: `hash(name ‖ parts…)`.
pub(crate) fn named(name: &str, parts: &[&[u8]]) -> [u8; 32] {
    keys::hash(&[&[name.as_bytes()][..], parts].concat().concat())
}

pub(crate) fn is_signed(device: &DeviceId, header: &[u8], signature: &[u8; 64]) -> bool {
    keys::verify(&device.0, keys::Purpose::FrameHeader, header, signature).is_ok()
}
