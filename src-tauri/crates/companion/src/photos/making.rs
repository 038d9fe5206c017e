//! Who makes a photo anew: in what ships, one process for one photo.

use exchange::photo::{Prepared, Refusal, Request, prepare};
use replica::check::{Checker, InProcess};

/// Why no picture was made of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotMade {
    /// What the file is, is not taken in.
    #[error(transparent)]
    Refused(Refusal),
    /// The worker ended, or took too long: whatever the file is, it is no picture for us.
    #[error("the worker did not come to an end with it")]
    Unfinished,
    /// There is no worker.
    #[error("the worker is missing")]
    NoWorker,
}

/// Makes pictures of files.
pub trait Maker {
    /// Makes a picture of a file. Takes as long as it takes; nothing is kept of it.
    ///
    /// # Errors
    /// Why there is none.
    fn make(&self, request: &Request) -> Result<Prepared, NotMade>;

    /// Another one, for another thread.
    fn another(&self) -> Box<dyn Maker + Send>;
}

/// What tries everything foreign: updates and photos.
pub trait Worker: Checker + Maker {}

impl<W: Checker + Maker> Worker for W {}

/// In this process, which a file that means harm can end: for tests.
impl Maker for InProcess {
    fn make(&self, request: &Request) -> Result<Prepared, NotMade> {
        prepare(&request.file, request.size).map_err(NotMade::Refused)
    }

    fn another(&self) -> Box<dyn Maker + Send> {
        Box::new(Self)
    }
}
