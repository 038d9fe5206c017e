//! Ideas for a date of the couple's own. One that is Mine is in the private vault; one that is Ours is in the shared
//! one, where both may change it and take it out of the jar. From the one to the other leads `sharing` alone.

use couple::{
    ThingId, ThingKind,
    outing::{IdeaPlace, OwnIdea},
};
use replica::FieldsDoc;
use vault::OwnIdeaRow;

use crate::{
    Companion, CompanionError, Notice,
    ledger::{derived_id, new_id},
};

/// What to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnIdeaInput {
    /// What.
    pub title: String,
    /// Anything else.
    pub note: String,
    /// Something they like doing, again and again.
    pub hobby: bool,
    /// Where.
    pub place: IdeaPlace,
    /// 0 nothing, 1 a little, 2 like a meal out, 3 more.
    pub cost: u8,
    /// 0 none to speak of, 1 some, 2 a day's work or much preparing.
    pub effort: u8,
    /// About how long.
    pub minutes: u32,
    /// Noise and people, as against quiet.
    pub lively: bool,
    /// Works just as well without alcohol.
    pub sober: bool,
    /// Possible at home while children sleep next door.
    pub children_asleep: bool,
    /// Possible with a wheelchair or a bad knee.
    pub step_free: bool,
}

/// An own idea as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnIdeaView {
    /// The idea.
    pub idea: OwnIdea,
    /// Both have it; otherwise it is mine alone.
    pub ours: bool,
}

impl Companion {
    /// Those in the jar, by their titles.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn list_own_ideas(&self) -> Result<Vec<OwnIdeaView>, CompanionError> {
        let shared = self.shared.own_ideas()?;
        // One that is just being shared is in both for a moment: then it is Ours.
        let mut mine = self.private.own_ideas()?;
        mine.retain(|idea| shared.iter().all(|ours| ours.id != idea.id));
        let view = |ours: bool| move |idea: OwnIdea| OwnIdeaView { idea, ours };
        let mut all: Vec<OwnIdeaView> = mine.into_iter().map(view(false)).collect();
        all.extend(shared.into_iter().map(view(true)));
        all.sort_by_cached_key(|view| (view.idea.title.to_lowercase(), view.idea.id));
        Ok(all)
    }

    /// Keeps a new idea: for both with `ours`, otherwise for me alone.
    ///
    /// # Errors
    /// [`CompanionError::NoPartner`], over a limit, or it could not be saved.
    pub fn add_own_idea(
        &mut self,
        input: OwnIdeaInput,
        ours: bool,
    ) -> Result<OwnIdeaView, CompanionError> {
        if ours && self.partner().is_none() {
            return Err(CompanionError::NoPartner);
        }
        let idea = input.idea(new_id(&mut self.rng));
        idea.validate()?;
        if ours {
            self.keep_shared_idea(&idea)?;
        } else {
            self.keep_private_idea(&idea)?;
        }
        self.notice(Notice::IdeaChanged { id: idea.id });
        Ok(OwnIdeaView { idea, ours })
    }

    /// Changes an idea. One that is Ours changes for both, and two changes at once merge, field by field.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], over a limit, or it could not be saved.
    pub fn change_own_idea(
        &mut self,
        id: ThingId,
        input: OwnIdeaInput,
    ) -> Result<OwnIdeaView, CompanionError> {
        let idea = input.idea(id);
        idea.validate()?;
        self.edit_own_idea(id, |document, peer| document.set_record(peer, &idea))
    }

    /// Takes an idea out of the jar, or puts it back. Dates that began with it stay as they are.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], or it could not be saved.
    pub fn remove_own_idea(
        &mut self,
        id: ThingId,
        removed: bool,
    ) -> Result<OwnIdeaView, CompanionError> {
        let at = removed.then(|| self.now());
        self.edit_own_idea(id, |document, peer| document.set_removed(peer, at))
    }

    /// Whether there is an own idea of this id, in the jar or not.
    pub(crate) fn has_own_idea(&self, id: &str) -> Result<bool, CompanionError> {
        let Ok(id) = id.parse() else {
            return Ok(false);
        };
        Ok(self.shared.own_idea(id)?.is_some() || self.private.own_idea(id)?.is_some())
    }

    /// A new document in the shared vault.
    pub(crate) fn keep_shared_idea(&mut self, idea: &OwnIdea) -> Result<(), CompanionError> {
        self.ensure_epoch()?;
        let peer = self.shared_peer()?;
        let (_, update) = FieldsDoc::create_record(peer, idea)?;
        let row = row(idea.clone());
        self.keep_shared(idea.id, ThingKind::Idea, vec![update], |tx| {
            Ok(tx.put_own_idea(&row)?)
        })
    }

    pub(crate) fn keep_private_idea(&mut self, idea: &OwnIdea) -> Result<(), CompanionError> {
        let (_, update) = FieldsDoc::create_record(self.own.peer(), idea)?;
        let row = row(idea.clone());
        self.keep_private(idea.id, ThingKind::Idea, vec![update], |tx| {
            Ok(tx.put_own_idea(&row)?)
        })
    }

    fn edit_own_idea(
        &mut self,
        id: ThingId,
        edit: impl FnOnce(
            &mut FieldsDoc,
            replica::PeerId,
        ) -> Result<Option<replica::Update>, replica::DocumentError>,
    ) -> Result<OwnIdeaView, CompanionError> {
        let ours = self.shared.own_idea(id)?.is_some();
        if !ours && self.private.own_idea(id)?.is_none() {
            return Err(CompanionError::NotFound);
        }
        let (known, peer) = if ours {
            self.ensure_epoch()?;
            (self.shared.updates(id)?, self.shared_peer()?)
        } else {
            (self.private.updates(id)?, self.own.peer())
        };
        let mut document = FieldsDoc::open(ThingKind::Idea, &known)?;
        let update = edit(&mut document, peer)?;
        let row = stands(&document)?;
        let idea = row.idea.clone();
        if let Some(update) = update {
            let keep = vec![update];
            if ours {
                self.keep_shared(id, ThingKind::Idea, keep, |tx| Ok(tx.put_own_idea(&row)?))?;
            } else {
                self.forget_consents(id);
                self.keep_private(id, ThingKind::Idea, keep, |tx| Ok(tx.put_own_idea(&row)?))?;
            }
            self.notice(Notice::IdeaChanged { id });
        }
        Ok(OwnIdeaView { idea, ours })
    }

    fn shared_peer(&self) -> Result<replica::PeerId, CompanionError> {
        let couple = self.partner().ok_or(CompanionError::NoPartner)?;
        Ok(couple.ledger.peer())
    }

    /// The sharing ends: each keeps what was Ours as an idea of their own, and what they made of it.
    pub(crate) fn archive_own_ideas(&mut self) -> Result<(), CompanionError> {
        let mut leanings = self.leanings()?;
        for mut idea in self.shared.own_ideas()? {
            let before = idea.id;
            idea.id = self.archived_idea(before);
            leanings.rename(&before.to_string(), &idea.id.to_string());
            if self.private.thing_kind(idea.id)?.is_none() {
                self.keep_private_idea(&idea)?;
            }
        }
        self.keep_leanings(&leanings)
    }

    /// What an idea that was Ours is called once it is Mine: otherwise than with the other one, so that either may
    /// share theirs again.
    pub(crate) fn archived_idea(&self, id: ThingId) -> ThingId {
        let purpose = format!("archived by {}", self.my_id());
        derived_id(&purpose, &self.space_id(), id)
    }
}

impl OwnIdeaInput {
    fn idea(self, id: ThingId) -> OwnIdea {
        OwnIdea {
            id,
            title: self.title.trim().to_owned(),
            note: self.note.trim().to_owned(),
            hobby: self.hobby,
            place: self.place,
            cost: self.cost,
            effort: self.effort,
            minutes: self.minutes,
            lively: self.lively,
            sober: self.sober,
            children_asleep: self.children_asleep,
            step_free: self.step_free,
        }
    }
}

/// As its document has it.
pub(crate) fn stands(document: &FieldsDoc) -> Result<OwnIdeaRow, CompanionError> {
    Ok(OwnIdeaRow {
        idea: document.record()?,
        removed_at: document.value()?.removed_at,
    })
}

fn row(idea: OwnIdea) -> OwnIdeaRow {
    OwnIdeaRow {
        idea,
        removed_at: None,
    }
}
