//! What is good to know: favourites, sizes, ideas for gifts, little facts. One that is Mine is in the private vault;
//! one that is Ours is in the shared one, where both may change it and put it away. From the one to the other leads
//! `sharing` alone, and for an idea for a gift nothing does.

use couple::{
    ThingId, ThingKind,
    us::{About, Note, NoteError, Sort},
};
use vault::RecordRow;

use crate::{Companion, CompanionError, Notice, ledger::new_id, records::read};

/// Whom a note is about, as I see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Me.
    Me,
    /// My partner.
    Partner,
    /// The two of us.
    Both,
    /// Someone I was connected with before. As an input: as it was.
    Earlier,
}

/// What to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteInput {
    /// What it is of.
    pub sort: Sort,
    /// Whom it is about.
    pub whose: Whose,
    /// What.
    pub title: String,
    /// And how it is.
    pub text: String,
}

/// A note as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteView {
    /// Its id.
    pub id: ThingId,
    /// What it is of.
    pub sort: Sort,
    /// Whom it is about.
    pub whose: Whose,
    /// What.
    pub title: String,
    /// And how it is.
    pub text: String,
    /// Both have it; otherwise it is mine alone.
    pub ours: bool,
}

impl From<NoteError> for CompanionError {
    fn from(error: NoteError) -> Self {
        match error {
            NoteError::BadTitle => Self::BadInput { what: "title" },
            NoteError::TooLong => Self::BodyTooLong {
                limit: couple::us::NOTE_LIMIT,
            },
        }
    }
}

impl Companion {
    /// All of them, sort by sort, by their titles.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn list_notes(&self) -> Result<Vec<NoteView>, CompanionError> {
        let shared = self.shared.records(ThingKind::Note)?;
        // One that is just being shared is in both for a moment: then it is Ours.
        let mut mine = self.private.records(ThingKind::Note)?;
        mine.retain(|row| shared.iter().all(|ours| ours.id != row.id));
        let view =
            |ours: bool| move |row: &RecordRow| Some(self.note_view(read::<Note>(row)?, ours));
        let mut all: Vec<NoteView> = mine.iter().filter_map(view(false)).collect();
        all.extend(shared.iter().filter_map(view(true)));
        all.sort_by_cached_key(|view| (view.sort, view.title.to_lowercase(), view.id));
        Ok(all)
    }

    /// Keeps a new one: for both with `ours`, otherwise for me alone.
    ///
    /// # Errors
    /// [`CompanionError::NoPartner`], an idea for a gift that would be Ours, over a limit, or it could not be saved.
    pub fn add_note(&mut self, input: NoteInput, ours: bool) -> Result<NoteView, CompanionError> {
        if ours && self.partner().is_none() {
            return Err(CompanionError::NoPartner);
        }
        let id = new_id(&mut self.rng);
        let note = self.note(id, input, About::Both);
        note.validate()?;
        if ours {
            may_be_ours(&note)?;
            self.keep_shared_record(&note)?;
        } else {
            self.keep_private_record(&note)?;
        }
        self.notice(Notice::NoteChanged { id });
        Ok(self.note_view(note, ours))
    }

    /// Changes one. What is Ours changes for both, and two changes at once merge, field by field.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], as [`Companion::add_note`].
    pub fn change_note(
        &mut self,
        id: ThingId,
        input: NoteInput,
    ) -> Result<NoteView, CompanionError> {
        let (before, ours) = self.kept_note(id)?;
        let note = self.note(id, input, before.about);
        note.validate()?;
        if ours {
            may_be_ours(&note)?;
        }
        let (ours, row) = self.edit_record(ThingKind::Note, id, |document, peer| {
            document.set_record(peer, &note)
        })?;
        let note = read(&row).ok_or(CompanionError::NotFound)?;
        Ok(self.note_view(note, ours))
    }

    /// Puts one away, or brings it back. What is Ours goes for both.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], or it could not be saved.
    pub fn remove_note(&mut self, id: ThingId, removed: bool) -> Result<(), CompanionError> {
        let at = removed.then(|| self.now());
        self.edit_record(ThingKind::Note, id, |document, peer| {
            document.set_removed(peer, at)
        })?;
        Ok(())
    }

    /// Of mine, as it would be Ours.
    pub(crate) fn shareable_note(&self, id: ThingId) -> Result<Note, CompanionError> {
        let (mut note, ours) = self.kept_note(id)?;
        if ours {
            return Err(CompanionError::TooLateToWithhold);
        }
        may_be_ours(&note)?;
        if let (About::Other, Some(couple)) = (note.about, self.partner()) {
            note.about = About::Person(couple.partner_id());
        }
        Ok(note)
    }

    /// The sharing ends: each keeps what was Ours as a note of their own.
    pub(crate) fn archive_notes(&mut self) -> Result<(), CompanionError> {
        for row in self.shared.records(ThingKind::Note)? {
            let Some(mut note) = read::<Note>(&row) else {
                continue;
            };
            note.id = self.archived_idea(note.id);
            if self.private.thing_kind(note.id)?.is_none() {
                self.keep_private_record(&note)?;
            }
        }
        Ok(())
    }

    fn kept_note(&self, id: ThingId) -> Result<(Note, bool), CompanionError> {
        let there = |row: &RecordRow| row.removed_at.is_none();
        if let Some(row) = self.shared.record(id)?.filter(there) {
            return Ok((read(&row).ok_or(CompanionError::NotFound)?, true));
        }
        let row = self.private.record(id)?.filter(there);
        let note = row.as_ref().and_then(read);
        Ok((note.ok_or(CompanionError::NotFound)?, false))
    }

    fn note(&self, id: ThingId, input: NoteInput, before: About) -> Note {
        Note {
            id,
            sort: input.sort,
            about: match (input.whose, self.partner()) {
                (Whose::Me, _) => About::Person(self.my_id()),
                (Whose::Partner, Some(couple)) => About::Person(couple.partner_id()),
                (Whose::Partner, None) => About::Other,
                (Whose::Both, _) => About::Both,
                (Whose::Earlier, _) => before,
            },
            title: input.title.trim().to_owned(),
            text: input.text.trim().to_owned(),
        }
    }

    fn note_view(&self, note: Note, ours: bool) -> NoteView {
        let partner = self.partner().map(|couple| couple.partner_id());
        NoteView {
            id: note.id,
            sort: note.sort,
            whose: match note.about {
                About::Both => Whose::Both,
                About::Other => Whose::Partner,
                About::Person(person) if person == self.my_id() => Whose::Me,
                About::Person(person) if Some(person) == partner => Whose::Partner,
                About::Person(_) => Whose::Earlier,
            },
            title: note.title,
            text: note.text,
            ours,
        }
    }
}

fn may_be_ours(note: &Note) -> Result<(), CompanionError> {
    if note.sort.may_be_ours() {
        Ok(())
    } else {
        Err(CompanionError::BadInput { what: "sort" })
    }
}
