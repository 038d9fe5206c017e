//! The byte conventions of protocol.md section 1: big-endian numbers, length-prefixed runs, one
//! encoding for each value. A reader that is not used up to its last byte is an error, so that
//! what is signed has no second spelling.

/// Why bytes are not the value they should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// The bytes end before the value does.
    #[error("the bytes end before the value does")]
    Truncated,
    /// Bytes are left after the value.
    #[error("bytes are left after the value")]
    TrailingBytes,
    /// A length or count is above its limit.
    #[error("a length of {found} is above the limit of {limit}")]
    TooLong {
        /// What the bytes claim.
        found: usize,
        /// What is allowed.
        limit: usize,
    },
    /// A version, tag or order that this encoding does not have.
    #[error("a value that this encoding does not have")]
    Unknown,
}

/// Writes values one after the other.
#[derive(Default)]
pub struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// An empty writer.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One byte.
    pub fn u8(&mut self, value: u8) -> &mut Self {
        self.bytes.push(value);
        self
    }

    /// Two bytes, big-endian.
    pub fn u16(&mut self, value: u16) -> &mut Self {
        self.raw(&value.to_be_bytes())
    }

    /// Four bytes, big-endian.
    pub fn u32(&mut self, value: u32) -> &mut Self {
        self.raw(&value.to_be_bytes())
    }

    /// Eight bytes, big-endian.
    pub fn u64(&mut self, value: u64) -> &mut Self {
        self.raw(&value.to_be_bytes())
    }

    /// Bytes of a length that both sides know.
    pub fn raw(&mut self, bytes: &[u8]) -> &mut Self {
        self.bytes.extend_from_slice(bytes);
        self
    }

    /// How many items follow. A list above 65,535 items cannot be written; no caller has one, and
    /// the count is capped rather than wrapped so that it could not be read.
    pub fn count(&mut self, items: usize) -> &mut Self {
        self.u16(u16::try_from(items).unwrap_or(u16::MAX))
    }

    /// A run of bytes behind its length (`u32`). A run of 4 GiB or more cannot be written; no
    /// caller has one, and the length is capped rather than wrapped so that it could not be read.
    pub fn run(&mut self, bytes: &[u8]) -> &mut Self {
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        self.u32(length).raw(bytes)
    }

    /// The bytes so far.
    #[must_use]
    pub fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

/// Reads values one after the other; claims nothing before it has seen the bytes.
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Reads from the first byte on.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Bytes of a known length.
    pub fn raw(&mut self, length: usize) -> Result<&'a [u8], WireError> {
        let (taken, rest) = self
            .rest
            .split_at_checked(length)
            .ok_or(WireError::Truncated)?;
        self.rest = rest;
        Ok(taken)
    }

    /// Bytes of a known length, as an array.
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], WireError> {
        let (taken, rest) = self
            .rest
            .split_first_chunk::<N>()
            .ok_or(WireError::Truncated)?;
        self.rest = rest;
        Ok(*taken)
    }

    /// One byte.
    pub fn u8(&mut self) -> Result<u8, WireError> {
        self.array().map(u8::from_be_bytes)
    }

    /// Two bytes, big-endian.
    pub fn u16(&mut self) -> Result<u16, WireError> {
        self.array().map(u16::from_be_bytes)
    }

    /// Four bytes, big-endian.
    pub fn u32(&mut self) -> Result<u32, WireError> {
        self.array().map(u32::from_be_bytes)
    }

    /// Eight bytes, big-endian.
    pub fn u64(&mut self) -> Result<u64, WireError> {
        self.array().map(u64::from_be_bytes)
    }

    /// How many items follow, refused above `limit` before anything is allocated.
    pub fn count(&mut self, limit: usize) -> Result<usize, WireError> {
        let found = usize::from(self.u16()?);
        if found > limit {
            return Err(WireError::TooLong { found, limit });
        }
        Ok(found)
    }

    /// A run of bytes behind its length, refused above `limit` before anything is allocated.
    pub fn run(&mut self, limit: usize) -> Result<&'a [u8], WireError> {
        let found = usize::try_from(self.u32()?).unwrap_or(usize::MAX);
        if found > limit {
            return Err(WireError::TooLong { found, limit });
        }
        self.raw(found)
    }

    /// Everything that is left.
    #[must_use]
    pub fn rest(self) -> &'a [u8] {
        self.rest
    }

    /// Refuses bytes that are left over.
    pub fn end(self) -> Result<(), WireError> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(WireError::TrailingBytes)
        }
    }
}
