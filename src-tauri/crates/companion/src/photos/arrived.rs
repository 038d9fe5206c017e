//! A photo of which every piece has come is made anew by a job, on a thread that may take its time: what is in the file
//! says how long that is, and the file comes from elsewhere.

use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};
use couple::ThingId;
use exchange::photo::{Prepared, Request, Size};
use sync::frame::FrameId;
use vault::NewPhoto;

use super::{Maker, NotMade};
use crate::{Companion, CompanionError, Notice, Origin};

/// Without a worker it is tried again after this long.
const AGAIN: TimeDelta = TimeDelta::seconds(20);

/// What there is to do with photos that came in.
#[derive(Debug)]
pub(crate) struct Gathering {
    /// There may be one of which every piece is here.
    pub(crate) due: bool,
    /// One is being made.
    making: bool,
    /// Not before then.
    rests_until: Option<DateTime<Utc>>,
}

impl Gathering {
    /// Of a home that was just opened.
    pub(crate) fn new() -> Self {
        Self {
            due: true,
            making: false,
            rests_until: None,
        }
    }

    /// One is being made.
    pub(crate) fn is_making(&self) -> bool {
        self.making
    }
}

/// A photo that has come and is to be made anew, by any thread.
pub struct PhotoJob {
    of: Of,
    request: Request,
    maker: Box<dyn Maker + Send>,
}

/// What became of it; [`Companion::photo_made`] keeps it.
pub struct PhotoMade {
    of: Of,
    made: Result<Prepared, NotMade>,
}

/// Which photo it is, and the frames that its bytes came in.
struct Of {
    entry: ThingId,
    id: ThingId,
    frames: Vec<FrameId>,
}

impl fmt::Debug for PhotoJob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PhotoJob({})", self.of.id)
    }
}

impl PhotoJob {
    /// Has it made anew. Takes as long as it takes.
    #[must_use]
    pub fn run(self) -> PhotoMade {
        let made = match self.maker.make(&self.request) {
            // A worker may die of something else, as of the system's want of memory.
            Err(NotMade::Unfinished) => self.maker.make(&self.request),
            made => made,
        };
        PhotoMade { of: self.of, made }
    }
}

impl Companion {
    /// The next photo that has come whole; one at a time.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn photo_job(&mut self) -> Result<Option<PhotoJob>, CompanionError> {
        let now = self.now();
        let rests = |until: DateTime<Utc>| now < until && until - now <= AGAIN;
        let Gathering {
            due,
            making,
            rests_until,
        } = self.gathering;
        if !due || making || rests_until.is_some_and(rests) {
            return Ok(None);
        }
        for (entry, id) in self.shared.gathered_photos()? {
            // The text comes first: it says whose the photo has to be.
            let Some(row) = self.shared.entry(entry)? else {
                continue;
            };
            let Some(gathered) = self.gathered(entry, id, row.entry.author)? else {
                continue;
            };
            self.gathering.making = true;
            return Ok(Some(PhotoJob {
                of: Of {
                    entry,
                    id,
                    frames: gathered.frames,
                },
                request: Request {
                    size: Size::Whole,
                    file: gathered.file,
                },
                maker: self.photo_maker(),
            }));
        }
        self.gathering.due = false;
        Ok(None)
    }

    /// Keeps what was made of a photo, unless the photo has gone meanwhile.
    ///
    /// # Errors
    /// It could not be saved; it is due again.
    pub fn photo_made(&mut self, PhotoMade { of, made }: PhotoMade) -> Result<(), CompanionError> {
        self.gathering.making = false;
        let Of { entry, id, frames } = of;
        let prepared = match made {
            Ok(prepared) => Some(prepared),
            Err(NotMade::NoWorker) => {
                self.gathering.rests_until = Some(self.now() + AGAIN);
                return Ok(());
            }
            Err(_) => None,
        };
        let Some(row) = self.shared.entry(entry)? else {
            return Ok(());
        };
        let here = self.shared.pieces_of(entry, id)?;
        let gone = |frame: &FrameId| here.iter().all(|piece| piece.frame != *frame);
        if frames.iter().any(gone) || self.shared.photo(entry, id)?.is_some() {
            return Ok(());
        }
        let photo = match &prepared {
            Some(made) => NewPhoto {
                entry,
                id,
                width: made.picture.width,
                height: made.picture.height,
                picture: &made.picture.jpeg,
                small: &made.small.jpeg,
                sent: true,
            },
            None => NewPhoto {
                entry,
                id,
                width: 0,
                height: 0,
                picture: &[],
                small: &[],
                sent: true,
            },
        };
        self.shared.write(|tx| tx.put_photo(&photo))?;
        let origin = match row.entry.author == self.my_id() {
            true => Origin::Me,
            false => Origin::Partner,
        };
        self.notice(Notice::EntryKept { id: entry, origin });
        Ok(())
    }

    /// Has every photo made that has come whole, here and now.
    ///
    /// # Errors
    /// One could not be saved.
    pub fn make_photos(&mut self) -> Result<(), CompanionError> {
        // What somebody else may be making is not waited for.
        self.gathering.making = false;
        while let Some(job) = self.photo_job()? {
            self.photo_made(job.run())?;
        }
        Ok(())
    }
}
