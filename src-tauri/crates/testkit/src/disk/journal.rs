//! What a child process did to its files, in order, as the shim wrote it down.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// One thing that was done, and worked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Op {
    /// A file or folder was opened.
    Open {
        /// Under this number from now on.
        fd: u64,
        /// Which.
        path: PathBuf,
        /// It was emptied by this.
        emptied: bool,
        /// It was made by this.
        made: bool,
    },
    /// Bytes were written.
    Write {
        /// Into which.
        fd: u64,
        /// From this offset on.
        at: usize,
        /// These.
        bytes: Vec<u8>,
    },
    /// The length was changed.
    Truncate {
        /// Of which.
        fd: u64,
        /// In bytes.
        length: usize,
    },
    /// What was written before is on disk.
    Sync {
        /// In which.
        fd: u64,
    },
    /// The number is free again.
    Close {
        /// Which.
        fd: u64,
    },
    /// A name was changed.
    Rename {
        /// Before.
        from: PathBuf,
        /// After.
        to: PathBuf,
    },
    /// A name was removed.
    Unlink {
        /// Which.
        path: PathBuf,
    },
    /// A folder was made.
    MakeFolder {
        /// Which.
        path: PathBuf,
    },
    /// The child said something ([`say`](super::say)).
    Mark(String),
    /// Since the shim was armed, so many calls were counted and so many of them failed.
    Rest {
        /// Counted.
        calls: u64,
        /// Failed.
        failed: u64,
    },
}

/// The whole of it.
#[derive(Debug, Default)]
pub struct Journal {
    /// In order.
    pub ops: Vec<Op>,
}

const TRUNC: u64 = 0o1000;
const CREAT: u64 = 0o100;

impl Journal {
    /// Reads what the shim wrote.
    ///
    /// # Panics
    /// When it is not whole: the child was ended while it wrote.
    #[must_use]
    pub fn read(path: &Path) -> Self {
        let bytes = fs::read(path).expect("the shim wrote a journal");
        let mut rest = bytes.as_slice();
        let mut ops = Vec::new();
        while let Some((head, body)) = rest.split_at_checked(49) {
            let number = |n: usize| {
                let at = 1 + n * 8;
                u64::from_le_bytes(head[at..at + 8].try_into().unwrap())
            };
            let size = |n: u64| usize::try_from(n).unwrap();
            let (one, two) = (size(number(4)), size(number(5)));
            let Some((first, after)) = body.split_at_checked(one) else {
                break;
            };
            let Some((second, after)) = after.split_at_checked(two) else {
                break;
            };
            rest = after;
            let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
            let (a, b, c) = (number(0), number(1), number(2));
            ops.push(match head[0] {
                b'O' => Op::Open {
                    fd: a,
                    path: text(first).into(),
                    emptied: b & TRUNC != 0 && c != 0,
                    made: b & CREAT != 0 && c == 0,
                },
                b'W' => Op::Write {
                    fd: a,
                    at: size(b),
                    bytes: first.to_vec(),
                },
                b'T' => Op::Truncate {
                    fd: a,
                    length: size(b),
                },
                b'S' => Op::Sync { fd: a },
                b'C' => Op::Close { fd: a },
                b'R' => Op::Rename {
                    from: text(first).into(),
                    to: text(second).into(),
                },
                b'U' => Op::Unlink {
                    path: text(first).into(),
                },
                b'D' => Op::MakeFolder {
                    path: text(first).into(),
                },
                b'M' => Op::Mark(text(first)),
                b'N' => Op::Rest {
                    calls: a,
                    failed: b,
                },
                other => panic!("the journal has a record {other}"),
            });
        }
        assert!(rest.is_empty(), "the journal is cut off");
        Self { ops }
    }
}
