//! A log's chain: which frame may follow, which is a repetition, and which proves that a device's
//! log has split. `docs/protocol.md`, section 4.

use std::collections::BTreeMap;

use crate::{
    bytes::Reader,
    frame::{DecodeError, DeviceId, FrameId, Header, HeaderStart, LogId, SignedHeader},
    limits,
};

/// How far a log goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The log.
    pub log: LogId,
    /// The number that its next frame will have, which is how many it has.
    pub next_seq: u64,
    /// The hash of its last frame; zeros where there is none.
    pub hash: [u8; 32],
}

/// Encoded length of a head, in bytes.
pub(crate) const HEAD_BYTES: usize = 32 + 4 + 8 + 32;

impl Head {
    /// A log without frames.
    pub fn start(log: LogId) -> Self {
        Self {
            log,
            next_seq: 0,
            hash: [0; 32],
        }
    }

    /// The head of a log that ends with this frame.
    pub fn after(header: &Header) -> Self {
        Self {
            log: header.start.log,
            next_seq: header.start.seq.saturating_add(1),
            hash: header.hash(),
        }
    }

    /// The header to complete for the next frame of this log. At the start of a later incarnation
    /// set [`HeaderStart::prev`] to the last head's hash of the one before.
    pub fn next_frame(&self, space: [u8; 32], epoch: u32) -> HeaderStart {
        HeaderStart {
            space,
            log: self.log,
            seq: self.next_seq,
            prev: self.hash,
            epoch,
        }
    }

    pub(crate) fn encode_into(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.log.device.0);
        out.extend_from_slice(&self.log.incarnation.to_be_bytes());
        out.extend_from_slice(&self.next_seq.to_be_bytes());
        out.extend_from_slice(&self.hash);
    }

    pub(crate) fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let log = LogId {
            device: DeviceId(reader.array()?),
            incarnation: reader.u32()?,
        };
        let (next_seq, hash) = (reader.u64()?, reader.array()?);
        // One way only to say "nothing yet": not saying it.
        if next_seq == 0 {
            return Err(DecodeError::Impossible { field: "next_seq" });
        }
        Ok(Self {
            log,
            next_seq,
            hash,
        })
    }
}

/// How a frame stands to a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// It follows the last one.
    Next,
    /// It is there already.
    Duplicate,
    /// Earlier frames are missing.
    Gap {
        /// The number of the first missing one.
        expected: u64,
    },
    /// Another frame has its number; see [`Chain::header_at`].
    Fork,
    /// Its number is taken, by a frame that the chain no longer remembers: the stored one has to be
    /// read and compared.
    Older,
    /// It has the next number but names another frame as the one before.
    Broken,
}

/// The end of one log, as far as it is needed to judge what comes. Signatures are the caller's to
/// check.
#[derive(Debug, Clone)]
pub struct Chain {
    head: Head,
    recent: BTreeMap<u64, SignedHeader>,
}

impl Chain {
    /// Goes on from a stored head, or from [`Head::start`].
    pub fn resume(head: Head) -> Self {
        Self {
            head,
            recent: BTreeMap::new(),
        }
    }

    /// How far it goes.
    pub fn head(&self) -> Head {
        self.head
    }

    /// How a frame stands to this chain. The frame must be of this log.
    pub fn judge(&self, header: &Header) -> Link {
        let HeaderStart { seq, prev, .. } = header.start;
        let next = self.head.next_seq;
        if seq > next {
            return Link::Gap { expected: next };
        }
        if seq == next {
            // The first frame of a later incarnation names a frame of another log, which need not
            // be here yet.
            let free = seq == 0 && self.head.log.incarnation != 0;
            return if free || prev == self.head.hash {
                Link::Next
            } else {
                Link::Broken
            };
        }
        match self.hash_of(seq) {
            Some(hash) if hash == header.hash() => Link::Duplicate,
            Some(_) => Link::Fork,
            None => Link::Older,
        }
    }

    /// Judges a frame and appends it where it is the next one.
    pub fn accept(&mut self, signed: &SignedHeader) -> Link {
        let link = self.judge(&signed.header);
        if link == Link::Next {
            self.push(signed);
        }
        link
    }

    /// The hash of the frame with this number, where the chain still remembers it.
    pub fn hash_of(&self, seq: u64) -> Option<[u8; 32]> {
        if seq.checked_add(1) == Some(self.head.next_seq) {
            return Some(self.head.hash);
        }
        self.recent.get(&seq).map(|signed| signed.header.hash())
    }

    /// The frame with this number, where the chain still remembers more of it than its hash.
    pub fn header_at(&self, seq: u64) -> Option<&SignedHeader> {
        self.recent.get(&seq)
    }

    fn push(&mut self, signed: &SignedHeader) {
        self.head = Head::after(&signed.header);
        self.recent.insert(signed.header.start.seq, *signed);
        if self.recent.len() > limits::RECENT_HEADERS {
            self.recent.pop_first();
        }
    }

    /// Goes back to an earlier head, forgetting what came after it.
    pub(crate) fn rewind(&mut self, head: Head) {
        self.recent.split_off(&head.next_seq);
        self.head = head;
    }
}

/// Two frames of one device with one place: the log has split there. It convinces whoever knows the
/// device's key, and nobody else can make it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForkProof {
    a: SignedHeader,
    b: SignedHeader,
}

impl ForkProof {
    /// Puts two signed headers together; `None` unless they are two different frames of one place
    /// and both signatures hold.
    pub fn new(one: SignedHeader, other: SignedHeader) -> Option<Self> {
        let (x, y) = (one.header, other.header);
        let signed = (one.verify() && other.verify()) || planted::has(planted::Bug::ForkUnproven);
        if x.id() != y.id() || x.start.space != y.start.space || !signed {
            return None;
        }
        // The order is fixed, so that equal proofs are equal bytes.
        match x.hash().cmp(&y.hash()) {
            std::cmp::Ordering::Less => Some(Self { a: one, b: other }),
            std::cmp::Ordering::Greater => Some(Self { a: other, b: one }),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// The place that two frames claim.
    pub fn id(&self) -> FrameId {
        self.a.header.id()
    }

    /// Whether the log splits here and not before.
    pub fn is_first(&self) -> bool {
        let (a, b) = (self.a.header.start, self.b.header.start);
        a.seq == 0 || a.prev == b.prev
    }

    /// The space of both.
    pub fn space(&self) -> [u8; 32] {
        self.a.header.start.space
    }

    /// The two headers, the one with the lower hash first.
    pub fn headers(&self) -> [SignedHeader; 2] {
        [self.a, self.b]
    }

    /// Both signed headers, one after the other.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.a.encode_into(&mut out);
        self.b.encode_into(&mut out);
        out
    }

    /// Reads and checks a proof, signatures included.
    pub fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut reader = Reader::new(bytes);
        let (a, b) = (
            SignedHeader::decode(&mut reader)?,
            SignedHeader::decode(&mut reader)?,
        );
        reader.end()?;
        match Self::new(a, b) {
            Some(proof) if proof.a == a => Ok(proof),
            _ => Err(DecodeError::Impossible { field: "fork" }),
        }
    }
}
