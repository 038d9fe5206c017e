//! The steps of a run, as they are encoded. What they mean is for others to know.

use super::{OPEN_LIMIT, RUN, SealedKey};
use crate::{
    hash::hash_in,
    wire::{Reader, WireError, Writer},
};

const VERSION: u8 = 1;
/// The longest question in one's own words, in bytes.
pub const QUESTION_LIMIT: usize = 2000;
/// The longest name of a question in the library, in bytes.
pub const KNOWN_QUESTION_LIMIT: usize = 64;
/// The size class that the longest text comes to.
const CIPHERTEXT_LIMIT: usize = 64 << 10;

/// How a run begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begin {
    /// The person who begins it.
    pub author: [u8; 16],
    /// Random, so that one question can be asked again.
    pub nonce: [u8; 16],
    /// When, in seconds since 1970, by the clock of whoever began it.
    pub began: u64,
    /// What it is.
    pub form: Form,
}

/// What a run is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// A question for two, in the words of whoever asks.
    Question(String),
    /// A question of the library, by its name.
    KnownQuestion(String),
    /// A letter that opens at this time, in seconds since 1970.
    Letter {
        /// When.
        opens: u64,
    },
    /// A surprise.
    Surprise,
    /// What is written apart in a talk in step.
    Talk,
}

/// A sealed text as it is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealing {
    /// Which of its author's, from 1.
    pub version: u32,
    /// Binds the key and the text.
    pub commitment: [u8; 32],
    /// What may be read at once.
    pub open: Vec<u8>,
    /// The rest.
    pub ciphertext: Vec<u8>,
}

/// One step of a run. `Begin` aside, each names the run and the person whose step it is.
#[derive(Clone, PartialEq, Eq)]
pub enum Step {
    /// The beginning. Gives the run its id.
    Begin(Begin),
    /// A sealed text.
    Seal {
        /// The run.
        run: [u8; 16],
        /// Whose.
        author: [u8; 16],
        /// The text.
        sealing: Sealing,
    },
    /// The other's text that one has seen, and binds them to.
    Pin {
        /// The run.
        run: [u8; 16],
        /// Who pins.
        author: [u8; 16],
        /// Of the other's text.
        commitment: [u8; 32],
    },
    /// The key of one's own text.
    Release {
        /// The run.
        run: [u8; 16],
        /// Whose.
        author: [u8; 16],
        /// Which of theirs.
        version: u32,
        /// The key.
        key: SealedKey,
    },
    /// One's own texts up to this version are withdrawn.
    TakeBack {
        /// The run.
        run: [u8; 16],
        /// Whose.
        author: [u8; 16],
        /// The last one.
        version: u32,
    },
    /// No, thank you: to a surprise.
    Decline {
        /// The run.
        run: [u8; 16],
        /// Who says so.
        author: [u8; 16],
    },
}

/// Bytes that are no step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StepError {
    /// Not the shape of one.
    #[error("not a step of a sealed run")]
    Malformed(#[from] WireError),
    /// A version, a kind of step or a form that a newer program made.
    #[error("a sealed step of a newer version")]
    Newer,
}

impl Step {
    /// The run it belongs to.
    #[must_use]
    pub fn run(&self) -> [u8; 16] {
        match self {
            Self::Begin(begin) => begin.run(),
            Self::Seal { run, .. }
            | Self::Pin { run, .. }
            | Self::Release { run, .. }
            | Self::TakeBack { run, .. }
            | Self::Decline { run, .. } => *run,
        }
    }

    /// The person whose step it says it is.
    #[must_use]
    pub fn author(&self) -> [u8; 16] {
        match self {
            Self::Begin(begin) => begin.author,
            Self::Seal { author, .. }
            | Self::Pin { author, .. }
            | Self::Release { author, .. }
            | Self::TakeBack { author, .. }
            | Self::Decline { author, .. } => *author,
        }
    }

    /// The one encoding of a step.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.u8(VERSION);
        match self {
            Self::Begin(begin) => {
                writer
                    .u8(0)
                    .raw(&begin.author)
                    .raw(&begin.nonce)
                    .u64(begin.began);
                match &begin.form {
                    Form::Question(text) => writer.u8(0).run(text.as_bytes()),
                    Form::KnownQuestion(id) => writer.u8(1).run(id.as_bytes()),
                    Form::Letter { opens } => writer.u8(2).u64(*opens),
                    Form::Surprise => writer.u8(3),
                    Form::Talk => writer.u8(4),
                };
            }
            Self::Seal {
                run,
                author,
                sealing,
            } => {
                writer
                    .u8(1)
                    .raw(run)
                    .raw(author)
                    .u32(sealing.version)
                    .raw(&sealing.commitment)
                    .run(&sealing.open)
                    .run(&sealing.ciphertext);
            }
            Self::Pin {
                run,
                author,
                commitment,
            } => {
                writer.u8(2).raw(run).raw(author).raw(commitment);
            }
            Self::Release {
                run,
                author,
                version,
                key,
            } => {
                writer
                    .u8(3)
                    .raw(run)
                    .raw(author)
                    .u32(*version)
                    .raw(key.as_bytes());
            }
            Self::TakeBack {
                run,
                author,
                version,
            } => {
                writer.u8(4).raw(run).raw(author).u32(*version);
            }
            Self::Decline { run, author } => {
                writer.u8(5).raw(run).raw(author);
            }
        }
        writer.finish()
    }

    /// Reads a step. Whether it may be taken is another question.
    ///
    /// # Errors
    /// [`StepError`] says whether it is newer than this program or damaged.
    pub fn decode(bytes: &[u8]) -> Result<Self, StepError> {
        let mut reader = Reader::new(bytes);
        match reader.u8()? {
            VERSION => {}
            0 => return Err(WireError::Unknown.into()),
            _ => return Err(StepError::Newer),
        }
        let kind = reader.u8()?;
        if kind == 0 {
            let begin = Begin::read(&mut reader)?;
            reader.end()?;
            return Ok(Self::Begin(begin));
        }
        if kind > 5 {
            return Err(StepError::Newer);
        }
        let (run, author) = (reader.array()?, reader.array()?);
        let step = match kind {
            1 => Self::Seal {
                run,
                author,
                sealing: Sealing {
                    version: reader.u32()?,
                    commitment: reader.array()?,
                    open: reader.run(OPEN_LIMIT)?.to_vec(),
                    ciphertext: reader.run(CIPHERTEXT_LIMIT)?.to_vec(),
                },
            },
            2 => Self::Pin {
                run,
                author,
                commitment: reader.array()?,
            },
            3 => Self::Release {
                run,
                author,
                version: reader.u32()?,
                key: SealedKey::from_bytes(reader.array()?),
            },
            4 => Self::TakeBack {
                run,
                author,
                version: reader.u32()?,
            },
            _ => Self::Decline { run, author },
        };
        reader.end()?;
        Ok(step)
    }
}

impl Begin {
    /// The id that follows from this beginning.
    #[must_use]
    pub fn run(&self) -> [u8; 16] {
        let full = hash_in(RUN, &[&Step::Begin(self.clone()).encode()]);
        std::array::from_fn(|at| full[at])
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, StepError> {
        Ok(Self {
            author: reader.array()?,
            nonce: reader.array()?,
            began: reader.u64()?,
            form: match reader.u8()? {
                0 => Form::Question(words(reader, QUESTION_LIMIT)?),
                1 => Form::KnownQuestion(words(reader, KNOWN_QUESTION_LIMIT)?),
                2 => Form::Letter {
                    opens: reader.u64()?,
                },
                3 => Form::Surprise,
                4 => Form::Talk,
                _ => return Err(StepError::Newer),
            },
        })
    }
}

fn words(reader: &mut Reader<'_>, limit: usize) -> Result<String, WireError> {
    let bytes = reader.run(limit)?.to_vec();
    match String::from_utf8(bytes) {
        Ok(text) if !text.is_empty() => Ok(text),
        _ => Err(WireError::Unknown),
    }
}
