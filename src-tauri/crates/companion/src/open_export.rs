//! What a backup shows without this program: every entry and date as JSON, made piece by piece, so
//! that ten years of entries never stand in memory at once.

use std::{
    collections::HashSet,
    io::{self, Cursor, Read},
};

use couple::{PersonId, ThingId, reply::Reply};
use exchange::{media, open_journal};
use vault::{Place, Private, Shared, View};

use crate::CompanionError;

/// Entries that are listed at once.
const PAGE: usize = 500;

/// Where an entry is.
pub(crate) struct At {
    place: Place,
    pub(crate) id: ThingId,
    pub(crate) shared: bool,
}

/// Every entry, oldest first. One that is on its way from private to shared counts as shared.
pub(crate) fn places(
    private: &View<Private>,
    shared: &View<Shared>,
) -> Result<Vec<At>, CompanionError> {
    let mut all = Vec::new();
    list(shared, true, &mut all)?;
    let ours: HashSet<ThingId> = all.iter().map(|at| at.id).collect();
    list(private, false, &mut all)?;
    all.retain(|at| at.shared || !ours.contains(&at.id));
    all.sort_unstable_by_key(|at| at.place);
    Ok(all)
}

fn list<K: vault::Kind>(
    view: &View<K>,
    shared: bool,
    all: &mut Vec<At>,
) -> Result<(), CompanionError> {
    let mut before = None;
    loop {
        let page = view.list_entries(before, PAGE)?;
        let Some(last) = page.last() else {
            return Ok(());
        };
        before = Some(last.place);
        all.extend(page.iter().map(|line| At {
            place: line.place,
            id: line.id,
            shared,
        }));
    }
}

/// What was said about an entry and not taken away, oldest first. Copies from an earlier sharing lie in the private
/// vault and are about what is Mine.
pub(crate) fn said(
    private: &View<Private>,
    shared: &View<Shared>,
    entry: ThingId,
    is_shared: bool,
) -> Result<Vec<Reply>, CompanionError> {
    let mut rows = match is_shared {
        true => shared.replies_of(entry)?,
        false => private.replies_of(entry)?,
    };
    rows.retain(|row| row.removed_at.is_none());
    let mut said: Vec<Reply> = rows.into_iter().map(|row| row.reply).collect();
    said.sort_by_key(|reply| (reply.at, reply.id));
    Ok(said)
}

/// The journal in pieces. `desk` is where entries of mine are, `private` where all else of mine is.
pub(crate) fn journal<'a>(
    desk: &'a View<Private>,
    private: &'a View<Private>,
    shared: &'a View<Shared>,
    places: &'a [At],
    me: PersonId,
) -> impl Iterator<Item = Result<Vec<u8>, CompanionError>> + 'a {
    open_journal::array(places.iter().map(move |at| {
        let row = if at.shared {
            shared.entry(at.id)?
        } else {
            desk.entry(at.id)?
        };
        let row = row.ok_or(CompanionError::NotFound)?;
        let said = said(private, shared, at.id, at.shared)?;
        let photos = match at.shared {
            true => photos_here(shared, at.id)?,
            false => photos_here(desk, at.id)?,
        };
        let photos: Vec<_> = photos.into_iter().map(|id| (id, path(id))).collect();
        Ok(open_journal::entry(
            &row.entry, at.shared, me, &said, &photos,
        ))
    }))
}

/// Where a photo lies in a backup.
pub(crate) fn path(id: ThingId) -> String {
    format!("{}/{}", media::FOLDER, media::file_name(id))
}

/// The photos of an entry's text that are here.
pub(crate) fn photos_here<K: vault::Kind>(
    vault: &View<K>,
    entry: ThingId,
) -> Result<Vec<ThingId>, CompanionError> {
    let mut rows = vault.photos_of(entry)?;
    rows.retain(|row| row.spot.is_some() && !row.refused);
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// The dates in pieces. There are few of them.
pub(crate) fn dates(
    private: &View<Private>,
    shared: &View<Shared>,
    me: PersonId,
) -> Result<impl Iterator<Item = Result<Vec<u8>, CompanionError>>, CompanionError> {
    let mut outings = shared.outings()?;
    outings.extend(private.outings()?);
    Ok(open_journal::array(
        outings
            .into_iter()
            .map(move |outing| Ok(open_journal::outing(&outing, me))),
    ))
}

/// How long pieces are together: a tar has to know before it takes them.
pub(crate) fn length(
    pieces: impl Iterator<Item = Result<Vec<u8>, CompanionError>>,
) -> Result<u64, CompanionError> {
    pieces.map(|piece| Ok(piece?.len() as u64)).sum()
}

/// Pieces as something to read from.
pub(crate) struct Pieces<I> {
    pieces: I,
    now: Cursor<Vec<u8>>,
}

impl<I> Pieces<I> {
    pub(crate) fn new(pieces: I) -> Self {
        Self {
            pieces,
            now: Cursor::default(),
        }
    }
}

impl<I: Iterator<Item = Result<Vec<u8>, CompanionError>>> Read for Pieces<I> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.now.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            match self.pieces.next() {
                None => return Ok(0),
                Some(piece) => self.now = Cursor::new(piece.map_err(io::Error::other)?),
            }
        }
    }
}
