//! Photos on their way: cut into pieces, each a frame of my log, and put together on the other side.
//!
//! Words never wait for them: so many pieces are ahead of what the partner's computer has confirmed, and no more. What
//! has arrived whole is made anew before anyone sees it ([`super::arrived`]).

use couple::{PersonId, ThingId};
use exchange::photo::FILE_LIMIT;
use sync::frame::{Frame, FrameId};
use vault::{PHOTO_ROW, PieceRow, Shared, Tx};

use crate::{Companion, CompanionError, arriving::frame_of, payload::Payload};

/// Frames of mine that may be unconfirmed when another piece is written, while the partner's computer is there.
const AHEAD: u64 = 8;
/// The same where only a folder lies between us: it is read at once, however much it holds.
const AHEAD_IN_FOLDER: u64 = 340;
/// Pieces that are written at one look at the clock.
const AT_ONCE: usize = 4;
/// Pieces of the largest photo.
const MOST_PIECES: u32 = FILE_LIMIT.div_ceil(PHOTO_ROW) as u32;
/// Bytes of pieces of one log that may wait for the rest of their photos.
const WAITING_LIMIT: u64 = 32 * 1024 * 1024;
/// Photos of one entry that may be here, with those that its text named once.
const BEGUN_LIMIT: usize = 240;

/// Why a piece is set aside. The body goes with it: a name has to be enough.
const TOO_MANY: &str = "more of photos than may wait";

/// A piece of a photo that came in a frame.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece {
    entry: ThingId,
    id: ThingId,
    row: PieceRow,
    bytes: usize,
}

impl Piece {
    /// Notes it; its frame is there already.
    pub(crate) fn keep(&self, tx: &Tx<'_, Shared>) -> Result<(), CompanionError> {
        Ok(tx.put_piece(self.entry, self.id, &self.row, self.bytes)?)
    }
}

/// The bytes of a photo, and the frames that they came in.
pub(super) struct Gathered {
    pub(super) file: Vec<u8>,
    pub(super) frames: Vec<FrameId>,
}

/// Whether a frame that was set aside for this reason keeps its body.
pub(crate) fn explained(reason: &str) -> bool {
    reason == TOO_MANY
}

impl Companion {
    /// What a frame says of a photo, ready to be kept; the inner error names why it is set aside.
    pub(crate) fn try_piece(
        &self,
        frame: FrameId,
        payload: &Payload,
    ) -> Result<Result<Piece, &'static str>, CompanionError> {
        let Payload::Photo {
            entry,
            photo,
            number,
            total,
            bytes,
        } = payload
        else {
            return Ok(Err("not of a photo"));
        };
        let (entry, id) = (ThingId(*entry), ThingId(*photo));
        // Every piece but the last one is full: so a photo has one way to be cut.
        let full = bytes.len() == PHOTO_ROW || (*number + 1 == *total && !bytes.is_empty());
        if *total > MOST_PIECES || number >= total || bytes.len() > PHOTO_ROW || !full {
            return Ok(Err("not a piece of a photo"));
        }
        let own = frame.log.device.0 == self.me.device.public().id();
        if !own && self.is_mine(entry)? {
            // As with updates: an id that only we know must not be named from outside.
            return Ok(Err("the id of something else"));
        }
        let author = self.shared.entry(entry)?.map(|row| row.entry.author);
        if author.is_some() && author != self.person_of(frame.log) {
            return Ok(Err("a photo in someone else's entry"));
        }
        let begun = self.shared.photos_begun(entry)?;
        if (begun.len() >= BEGUN_LIMIT && !begun.contains(&id))
            || self.shared.waiting_pieces(frame.log)? + bytes.len() as u64 > WAITING_LIMIT
        {
            return Ok(Err(TOO_MANY));
        }
        Ok(Ok(Piece {
            entry,
            id,
            row: PieceRow {
                frame,
                number: *number,
                total: *total,
            },
            bytes: bytes.len(),
        }))
    }

    /// Writes the next pieces of what is shared into my log. Whether there are more that may go now.
    pub(crate) fn send_photos(&mut self) -> Result<bool, CompanionError> {
        for _ in 0..AT_ONCE {
            let Some(couple) = self.partner() else {
                return Ok(false);
            };
            let ahead = match (couple.connected, self.has_mailbox()) {
                (true, _) => AHEAD,
                (false, true) => AHEAD_IN_FOLDER,
                (false, false) => return Ok(false),
            };
            if self.unconfirmed(couple) >= ahead {
                return Ok(false);
            }
            let Some(row) = self.shared.unsent_photo()? else {
                return Ok(false);
            };
            let (entry, id, total) = (row.entry, row.id, row.pieces());
            let author = self.shared.entry(entry)?.map(|row| row.entry.author);
            let piece = self.shared.photo_piece(entry, id, row.sent)?;
            let (true, Some(bytes)) = (author == Some(self.my_id()), piece) else {
                // Not mine to send.
                self.shared
                    .write(|tx| tx.note_sent_pieces(entry, id, total))?;
                continue;
            };
            let length = bytes.len();
            let payload = Payload::Photo {
                entry: entry.0,
                photo: id.0,
                number: row.sent,
                total,
                bytes,
            };
            self.log_photo_piece(&payload, |tx, frame| {
                let piece = PieceRow {
                    frame,
                    number: row.sent,
                    total,
                };
                tx.put_piece(entry, id, &piece, length)?;
                Ok(tx.note_sent_pieces(entry, id, row.sent + 1)?)
            })?;
        }
        Ok(true)
    }

    /// The bytes of a photo, of pieces that the author of its entry has sent; `None` where one is missing.
    pub(super) fn gathered(
        &self,
        entry: ThingId,
        id: ThingId,
        author: PersonId,
    ) -> Result<Option<Gathered>, CompanionError> {
        let (mut file, mut frames) = (Vec::new(), Vec::new());
        let (mut next, mut of) = (0, None);
        for piece in self.shared.pieces_of(entry, id)? {
            let theirs = self.person_of(piece.frame.log) == Some(author);
            if !theirs || piece.number != next || of.is_some_and(|of| of != piece.total) {
                continue;
            }
            let row = self.shared.frame(piece.frame)?;
            let frame: Option<Frame> = row.as_ref().and_then(frame_of);
            let Some((frame, body)) = frame.as_ref().and_then(|f| Some((f, f.body.as_deref()?)))
            else {
                continue;
            };
            if let Ok(Payload::Photo { bytes, .. }) = self.open(frame, body) {
                file.extend(bytes);
                frames.push(piece.frame);
                next += 1;
                of = Some(piece.total);
            }
        }
        let whole = of == Some(next) && file.len() <= FILE_LIMIT;
        Ok(whole.then_some(Gathered { file, frames }))
    }
}
