//! Which edits a document holds: for every peer, how many.

use std::collections::BTreeMap;

use loro::VersionVector;
use serde::{Deserialize, Serialize};

/// A document's version, with one spelling in bytes for each version.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Version(BTreeMap<u64, i32>);

impl Version {
    pub(crate) fn of(vector: &VersionVector) -> Self {
        Self(
            vector
                .iter()
                .filter(|(_, end)| **end > 0)
                .map(|(peer, end)| (*peer, *end))
                .collect(),
        )
    }

    pub(crate) fn vector(&self) -> VersionVector {
        self.0.iter().map(|(peer, end)| (*peer, *end)).collect()
    }

    pub(crate) fn end_of(&self, peer: u64) -> i32 {
        self.0.get(&peer).copied().unwrap_or_default()
    }

    /// Every peer, and where its edits end.
    pub(crate) fn ends(&self) -> impl Iterator<Item = (u64, i32)> {
        self.0.iter().map(|(peer, end)| (*peer, *end))
    }

    /// This version, with the edits of a peer up to `end`.
    pub(crate) fn with(&self, peer: u64, end: i32) -> Self {
        let mut with = self.clone();
        with.0.insert(peer, end);
        with
    }

    /// What two versions have in common.
    pub(crate) fn shared_with(&self, other: &Self) -> Self {
        let ends = self
            .ends()
            .map(|(peer, end)| (peer, end.min(other.end_of(peer))));
        Self(ends.filter(|(_, end)| *end > 0).collect())
    }

    /// Whether everything of `other` is in this one too.
    pub(crate) fn includes(&self, other: &Self) -> bool {
        other.0.iter().all(|(peer, end)| self.end_of(*peer) >= *end)
    }

    pub(crate) fn encode(&self) -> Vec<u8> {
        // A map of integers always encodes; an empty text would never be read as a version.
        postcard::to_stdvec(self).unwrap_or_default()
    }

    pub(crate) fn decode(bytes: &[u8]) -> Option<Self> {
        let (version, rest) = postcard::take_from_bytes::<Self>(bytes).ok()?;
        (rest.is_empty() && version.0.values().all(|end| *end > 0)).then_some(version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_reads_back_and_nothing_else_does() {
        let version = Version([(7, 3), (u64::MAX - 1, 1)].into());
        assert_eq!(Version::decode(&version.encode()), Some(version.clone()));
        assert_eq!(Version::of(&version.vector()), version);
        assert_eq!(Version::decode(&[]), None);
        assert_eq!(Version::decode(&[1]), None);
        assert_eq!(Version::decode(&[0, 0]), None);
    }

    #[test]
    fn inclusion_is_by_peer() {
        let (old, new) = (Version([(1, 2)].into()), Version([(1, 2), (2, 1)].into()));
        assert!(new.includes(&old) && !old.includes(&new) && old.includes(&Version::default()));
    }
}
