//! What is on the screen, as someone in front of it would see it. Neither the app
//! nor the reference knows that it is watched.

use std::{
    fs::File,
    io::{self, Read},
    os::unix::fs::FileExt,
    path::Path,
    time::{Duration, SystemTime},
};

use crate::step::Failed;

/// Between two looks; a look reads half a megabyte, so watching takes some
/// percent of a processor.
const LOOK: Duration = Duration::from_millis(4);
/// Only every so many rows are looked at: no line of text is lower.
const ROWS: u64 = 12;
/// Rows that a line of text touches.
const LINE: usize = 3;
/// Pixels of a row that are looked at. The window's scroll bar is beyond: it fades away by
/// itself, seconds after everything is there.
const WIDTH: u64 = 1200;
/// The tray at the lower edge is not part of it.
const TRAY: u64 = 60;

/// The display's memory, which `Xvfb` keeps in a file.
pub struct Picture {
    file: File,
    /// Where pixels begin, in bytes.
    start: u64,
    /// Bytes of a row.
    stride: u64,
    /// Rows.
    height: u64,
}

/// How long a picture must have stayed to be there for good.
const STAYS: Duration = Duration::from_millis(700);

impl Picture {
    /// Opens the screen file of a display. It is in the format of `xwd`.
    pub fn open(file: &Path) -> Result<Self, Failed> {
        let mut file = File::open(file)?;
        let mut header = [0; 100];
        file.read_exact(&mut header)?;
        let field = |at: usize| {
            let bytes = header.get(at * 4..at * 4 + 4).unwrap_or_default();
            bytes
                .iter()
                .fold(0, |sum, byte| sum << 8 | u64::from(*byte))
        };
        let (length, colours) = (field(0), field(19));
        let (height, stride) = (field(5), field(12));
        if height == 0 || stride == 0 {
            return Err(Failed("the display's memory can't be read".into()));
        }
        Ok(Self {
            file,
            start: length + colours * 12,
            stride,
            height,
        })
    }

    /// What is there now.
    pub fn look(&self) -> io::Result<Vec<u8>> {
        let mut seen = Vec::new();
        self.look_into(&mut seen)?;
        Ok(seen)
    }

    /// Bytes of a row that are looked at, four a pixel.
    fn width(&self) -> usize {
        usize::try_from(self.stride.min(WIDTH * 4)).unwrap_or(1)
    }

    fn look_into(&self, seen: &mut Vec<u8>) -> io::Result<()> {
        let rows = self.height.saturating_sub(TRAY) / ROWS;
        let width = self.width();
        seen.resize(width * usize::try_from(rows).unwrap_or_default(), 0);
        for (row, bytes) in (0..rows).zip(seen.chunks_mut(width)) {
            self.file
                .read_exact_at(bytes, self.start + row * ROWS * self.stride)?;
        }
        Ok(())
    }

    /// Watches until the picture is `expected` and stays. Gives the moment since when.
    /// A line of text may be another one: Today does not say the same every time.
    pub fn becomes(&self, expected: &[u8]) -> Result<SystemTime, Failed> {
        let width = self.width();
        self.settles(&self.look()?, true, |picture| {
            let rows = picture.chunks(width).zip(expected.chunks(width));
            rows.filter(|(row, expected)| differ(row, expected)).count() <= LINE
        })
    }

    /// Watches until there is another picture than `before`, and it stays. Gives the
    /// moment since when.
    pub fn changes(&self, before: &[u8]) -> Result<SystemTime, Failed> {
        self.settles(before, false, |_| true)
    }

    /// Watches from a picture on until there is a fitting one that stays, and gives the
    /// moment of the last change before it; `now`, if the first one may be it.
    fn settles(
        &self,
        from: &[u8],
        now: bool,
        fits: impl Fn(&[u8]) -> bool,
    ) -> Result<SystemTime, Failed> {
        let begun = SystemTime::now();
        let mut picture = from.to_vec();
        let mut next = Vec::new();
        let mut changed = now.then_some(begun);
        loop {
            let at = SystemTime::now();
            self.look_into(&mut next)?;
            if differ(&next, &picture) {
                std::mem::swap(&mut next, &mut picture);
                changed = Some(at);
            }
            match changed {
                Some(last) if since(last, at) > STAYS && fits(&picture) => return Ok(last),
                _ if since(begun, at) > PATIENCE => {
                    return Err(Failed("what was waited for was never to be seen".into()));
                }
                _ => std::thread::sleep(LOOK),
            }
        }
    }

    /// Waits until nothing has changed for `quiet`, and gives what there is then.
    pub fn at_rest(&self, quiet: Duration) -> Result<Vec<u8>, Failed> {
        let begun = SystemTime::now();
        let mut picture = self.look()?;
        let mut since_when = begun;
        loop {
            std::thread::sleep(5 * LOOK);
            let (now, at) = (self.look()?, SystemTime::now());
            if differ(&now, &picture) {
                picture = now;
                since_when = at;
            } else if since(since_when, at) > quiet {
                return Ok(picture);
            }
            if since(begun, at) > PATIENCE {
                return Err(Failed("the picture never came to rest".into()));
            }
        }
    }
}

/// The edges of letters are not drawn to the same shade every time, and the web view
/// draws them again some seconds later.
fn differ(one: &[u8], other: &[u8]) -> bool {
    const SHADE: u8 = 40;
    one.iter().zip(other).any(|(a, b)| a.abs_diff(*b) > SHADE)
}

const PATIENCE: Duration = Duration::from_secs(30);

/// The time between two; a clock that was set back counts as none.
pub fn since(from: SystemTime, to: SystemTime) -> Duration {
    to.duration_since(from).unwrap_or_default()
}
