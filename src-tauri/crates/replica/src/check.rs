//! Trying a foreign update before anything of it is kept.
//!
//! Loro trusts what it decodes. A paired device that means harm can send an update that imports without an error and
//! aborts the whole process at a later edit; kept on disk, it would do so at every start. So every foreign update is
//! first tried here, by [`check_update`], in the child process `lamplight-worker`. A reply of it says that the same
//! update, imported upon the same base, is harmless and means something.
//!
//! **What is checked**, in this order: size; that it is an update and not a snapshot; that it holds edits of its
//! author alone, the next ones without a gap; import upon the base; that its operations are of the few sorts we make
//! (a tree whose node is its own parent passes everything else, and takes all memory a week later); depth of its
//! values; export, import again, a further edit on top, each with an equal value; that the document is still the one
//! it was, of its kind and within its limits; that a person only speaks for themselves.
//!
//! **What is not**: that the author may edit this thing at all, and that the signed frame is theirs. `sync` and the
//! use cases know that.

use couple::journal::Entry;
use couple::outing::Outing;
use couple::{PersonId, ThingId, ThingKind};
use serde::{Deserialize, Serialize};

use crate::fields::FieldsValue;
use crate::{PeerId, SchemaFault, Update};

pub mod codec;
mod shape;
mod trial;

/// Bytes of one update: what a frame holds.
pub const UPDATE_LIMIT: usize = 256 * 1024;
/// Bytes of all updates it is tried upon.
pub const BASE_LIMIT: usize = 64 * 1024 * 1024;
/// Edits in one update: each letter of a text counts, and each letter taken away.
pub const EDITS_LIMIT: i32 = 4 * 1024 * 1024;
/// Operations in one update: a run of letters is one.
pub const OPERATIONS_LIMIT: usize = 50_000;
/// Root containers of one document.
pub const ROOTS_LIMIT: usize = 64;
/// How deep values lie in each other, below the root container.
pub const DEPTH_LIMIT: usize = 4;

/// An update to try.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// What kind of document it is of.
    pub kind: ThingKind,
    /// The document before it: all its updates, or a snapshot. Empty where the update begins it.
    pub base: Vec<Update>,
    /// The foreign update.
    pub update: Update,
    /// Whose edits it may hold.
    pub author: PeerId,
    /// The person behind the author, where known. A document that begins here must be theirs, and so must new offers
    /// and answers.
    pub person: Option<PersonId>,
}

/// An update that was tried and is good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// The version of the document with it. Import it only upon the base that was sent; else ask again.
    pub version: Vec<u8>,
    /// The document with it.
    pub value: Value,
}

/// What a document holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// A journal entry.
    Entry(Entry),
    /// A planned date.
    Outing(Outing),
    /// Any other kind.
    Fields(FieldsValue),
}

impl Value {
    /// The id of the thing. The caller compares it with the one the frame names.
    #[must_use]
    pub fn id(&self) -> ThingId {
        match self {
            Self::Entry(entry) => entry.id,
            Self::Outing(outing) => outing.id,
            Self::Fields(fields) => fields.id,
        }
    }
}

/// Why an update is not taken in. It is set aside under this name; everything else goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refusal {
    /// More bytes than an update may have.
    #[error("{bytes} bytes are too many")]
    TooLarge {
        /// How many there are.
        bytes: usize,
    },
    /// More edits or operations than one update may have.
    #[error("too many edits at once")]
    TooMany,
    /// Not an update: a snapshot, another format, or damaged.
    #[error("not an update")]
    NotAnUpdate,
    /// It holds edits of another peer than its author, or of none.
    #[error("edits of another author")]
    ForeignAuthor,
    /// Earlier edits, of the author or of others, are not there yet. To be tried again when more has come.
    #[error("earlier edits are missing")]
    Waits,
    /// It holds edits that are there already. An author counts on; these are a second version of the past.
    #[error("edits that are known already")]
    Known,
    /// Loro can't import it.
    #[error("can't be read")]
    Unreadable,
    /// It holds operations of a sort that no version of this format makes.
    #[error("operations that are never made")]
    StrangeShape,
    /// After export and import it means something else.
    #[error("it does not mean the same twice")]
    Unstable,
    /// The document would no longer be what its kind is.
    #[error(transparent)]
    Schema(#[from] SchemaFault),
    /// It would give the document another id or another author.
    #[error("it changes whose document this is")]
    OtherIdentity,
    /// It speaks for another person than its author.
    #[error("it speaks for someone else")]
    NotTheirs,
    /// The document before it can't be read. Not the update's fault.
    #[error("the document itself can't be read")]
    BadBase,
    /// The worker died trying it.
    #[error("the worker died of it")]
    WorkerDied,
    /// It used up the processor time that an update may use.
    #[error("it takes too much work")]
    TooCostly,
    /// The worker did not answer in time, for whatever reason. To be tried again later.
    #[error("the worker took too long")]
    WorkerTooSlow,
    /// There is no worker to try it. To be tried again later.
    #[error("there is no worker")]
    NoWorker,
}

impl Refusal {
    /// Whether the same update can be good another time, so that it waits instead of being set aside.
    #[must_use]
    pub fn may_pass_later(&self) -> bool {
        match self {
            Self::Waits | Self::NoWorker | Self::WorkerTooSlow | Self::BadBase => true,
            Self::Schema(fault) => matches!(fault, SchemaFault::Newer { .. }),
            _ => false,
        }
    }
}

/// Tries updates: the worker process, or in this process for tests and the simulator.
pub trait Checker {
    /// Tries one update.
    ///
    /// # Errors
    /// The reason it is not taken in.
    fn check(&mut self, request: &Request) -> Result<Checked, Refusal>;

    /// Tries several that do not build upon each other; an answer for each, in their order.
    fn check_all(&mut self, requests: &[Request]) -> Vec<Result<Checked, Refusal>> {
        requests.iter().map(|request| self.check(request)).collect()
    }

    /// Says what [`check_all`](Self::check_all) is likely to be asked next, so that it can be tried
    /// meanwhile. It changes no answer.
    fn begin(&mut self, _requests: &[Request]) {}
}

/// Tries updates in this process, which an update that means harm can end.
#[derive(Debug, Clone, Copy, Default)]
pub struct InProcess;

impl Checker for InProcess {
    fn check(&mut self, request: &Request) -> Result<Checked, Refusal> {
        check_update(request)
    }
}

/// Tries an update upon its base. **Run it where the process may die**: see the module.
///
/// # Errors
/// The reason it is not taken in.
pub fn check_update(request: &Request) -> Result<Checked, Refusal> {
    trial::run(request)
}
