//! Answering what is Ours: in plain words, by a word, by listening. A reply is a document of its
//! own that only its author writes. Like an entry it waits ten seconds before it leaves, in
//! memory only; what it says lies in the private vault as a draft until then.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use couple::{
    ThingId, ThingKind,
    journal::{Audience, Release},
    reply::{self, PART_LIMIT, ROUNDS, Reply, ReplyError, Says, Standing},
};
use replica::FieldsDoc;
use serde::{Deserialize, Serialize};
use vault::{ReplyRow, Shared, Tx};

use crate::{
    Author, Companion, CompanionError, Notice, Origin,
    erasing::{erase_here, mark},
    ledger::{derived_id, new_id},
    payload::Payload,
};

const DRAFTS: &str = "reply-drafts";
const LEFT: &str = "listening-left";

/// What someone says to an entry. Which try it is, and to which, follows from what was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReplyInput {
    /// In plain words.
    Plain {
        /// The words.
        text: String,
    },
    /// By listening.
    Listening {
        /// What I heard.
        heard: String,
        /// Why it makes sense.
        sense: String,
        /// What I imagine it feels like.
        feels: String,
    },
    /// "Yes, that's it", or "not quite".
    Verdict {
        /// Which.
        right: bool,
        /// What was meant.
        note: String,
    },
    /// A word.
    Word {
        /// Its id.
        word: String,
    },
}

/// A reply as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyView {
    /// Its id.
    pub id: ThingId,
    /// Whose.
    pub author: Author,
    /// When.
    pub at: DateTime<Utc>,
    /// What it says.
    pub says: Says,
}

/// Everything said about an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepliesView {
    /// Oldest first. A listening reply or a verdict that does not count is not among them.
    pub replies: Vec<ReplyView>,
    /// Where listening stands.
    pub standing: Standing,
    /// I may answer at all: it is Ours, and we are connected.
    pub may_reply: bool,
    /// I may say what I heard.
    pub may_listen: bool,
    /// I may say whether that was it.
    pub may_judge: bool,
    /// What of mine leaves next, and when.
    pub leaving: Option<(ReplyInput, DateTime<Utc>)>,
    /// What I have begun to write.
    pub draft: Option<ReplyInput>,
    /// I left listening there for now. Only I know.
    pub left: bool,
}

/// A reply in its ten seconds.
pub(crate) struct PendingReply {
    entry: ThingId,
    input: ReplyInput,
    release: Release,
}

impl PendingReply {
    pub(crate) fn entry(&self) -> ThingId {
        self.entry
    }
}

#[derive(Serialize, Deserialize)]
struct Draft {
    entry: ThingId,
    input: ReplyInput,
}

impl From<ReplyError> for CompanionError {
    fn from(error: ReplyError) -> Self {
        match error {
            ReplyError::Empty | ReplyError::BadWord => Self::BadInput { what: "reply" },
            ReplyError::TooLong => Self::BodyTooLong { limit: PART_LIMIT },
        }
    }
}

impl Companion {
    /// Everything said about an entry.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`].
    pub fn replies(&self, entry: ThingId) -> Result<RepliesView, CompanionError> {
        let found = self.find(entry)?;
        let author = found.row.entry.author;
        let said = self.said_about(entry, found.audience)?;
        let (tries, standing) = reply::listening(author, &said);
        let counts = |reply: &Reply| match reply.says {
            Says::Plain { .. } | Says::Word { .. } => true,
            Says::Listening { .. } => tries.iter().any(|it| it.reply.id == reply.id),
            Says::Verdict { .. } => tries
                .iter()
                .any(|it| it.verdict.is_some_and(|verdict| verdict.id == reply.id)),
        };
        let mut replies: Vec<ReplyView> = said
            .iter()
            .filter(|reply| counts(reply))
            .map(|reply| ReplyView {
                id: reply.id,
                author: self.author(reply.author),
                at: reply.at,
                says: reply.says.clone(),
            })
            .collect();
        replies.sort_by_key(|reply| (reply.at, reply.id));
        let mine = author == self.my_id();
        let may_reply = found.audience == Audience::Ours
            && found.row.entry.removed_at.is_none()
            && self.partner().is_some();
        let pending = self.pending_replies.iter().find(|it| it.entry == entry);
        Ok(RepliesView {
            replies,
            standing,
            may_reply,
            may_listen: may_reply
                && !mine
                && matches!(standing, Standing::Open | Standing::NotQuite),
            may_judge: may_reply && mine && standing == Standing::Said,
            leaving: pending.map(|it| (it.input.clone(), it.release.at)),
            draft: self.reply_draft(entry)?,
            left: self.left_listening()?.contains(&entry),
        })
    }

    /// Keeps a reply that is being written. Nothing leaves; `None` forgets it.
    ///
    /// # Errors
    /// Limits, or it could not be saved.
    pub fn keep_reply_draft(
        &mut self,
        entry: ThingId,
        input: Option<ReplyInput>,
    ) -> Result<(), CompanionError> {
        self.find(entry)?;
        if let Some(input) = &input
            && let Err(ReplyError::TooLong) = input.says(entry, 1).validate()
        {
            return Err(ReplyError::TooLong.into());
        }
        self.put_reply_draft(entry, input)
    }

    /// Begins the ten seconds of a reply.
    ///
    /// # Errors
    /// Limits, [`CompanionError::NotYours`] for what is not for me to say,
    /// [`CompanionError::NoPartner`].
    pub fn send_reply(
        &mut self,
        entry: ThingId,
        input: ReplyInput,
    ) -> Result<RepliesView, CompanionError> {
        self.may_be_said(entry, &input)?;
        if matches!(
            input,
            ReplyInput::Plain { .. } | ReplyInput::Listening { .. }
        ) {
            self.put_reply_draft(entry, Some(input.clone()))?;
        }
        self.withdraw_reply(entry);
        let release = Release::new(self.now());
        self.pending_replies.push(PendingReply {
            entry,
            input,
            release,
        });
        self.reply_notice(entry, Origin::Me);
        self.replies(entry)
    }

    /// Skips what is left of the ten seconds.
    ///
    /// # Errors
    /// [`CompanionError::NotPending`].
    pub fn send_reply_now(&mut self, entry: ThingId) -> Result<RepliesView, CompanionError> {
        let at = self.pending_replies.iter().position(|it| it.entry == entry);
        let pending = self
            .pending_replies
            .remove(at.ok_or(CompanionError::NotPending)?);
        self.say(pending.entry, &pending.input)?;
        self.replies(entry)
    }

    /// Takes back what has not left yet. Its words are a draft again.
    ///
    /// # Errors
    /// [`CompanionError::NotPending`].
    pub fn withhold_reply(&mut self, entry: ThingId) -> Result<RepliesView, CompanionError> {
        if !self.withdraw_reply(entry) {
            return Err(CompanionError::NotPending);
        }
        self.reply_notice(entry, Origin::Me);
        self.replies(entry)
    }

    /// Takes a reply of mine away, on both sides.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], [`CompanionError::NotYours`].
    pub fn take_reply_away(&mut self, id: ThingId) -> Result<RepliesView, CompanionError> {
        let row = self.shared.reply(id)?.ok_or(CompanionError::NotFound)?;
        if row.reply.author != self.my_id() {
            return Err(CompanionError::NotYours);
        }
        let entry = row.reply.entry;
        if planted::has(planted::Bug::TakenAwayHereOnly) {
            let now = self.now();
            self.shared
                .write(|tx| tx.put_reply(&row.reply, Some(now)))?;
        } else if row.removed_at.is_none() {
            self.ensure_epoch()?;
            let peer = self.reply_peer()?;
            let now = self.now();
            let mut document = FieldsDoc::open(ThingKind::Reply, &self.shared.updates(id)?)?;
            if let Some(update) = document.set_removed(peer, Some(now))? {
                self.keep_shared(id, ThingKind::Reply, vec![update], |tx| {
                    Ok(tx.put_reply(&row.reply, Some(now))?)
                })?;
            }
        }
        self.reply_notice(entry, Origin::Me);
        self.replies(entry)
    }

    /// Leaves listening there for now, or comes back to it. From the other side neither is to be
    /// seen: it looks as if I had not come to it yet.
    ///
    /// # Errors
    /// It could not be saved.
    pub fn leave_listening(
        &mut self,
        entry: ThingId,
        left: bool,
    ) -> Result<RepliesView, CompanionError> {
        self.find(entry)?;
        let mut all = self.left_listening()?;
        all.retain(|it| *it != entry);
        if left {
            all.push(entry);
        }
        self.private.write(|tx| tx.put_setting(LEFT, &all))?;
        self.replies(entry)
    }

    /// Lets every reply leave whose ten seconds are over.
    pub(crate) fn release_replies(&mut self) -> Result<(), CompanionError> {
        let now = self.now();
        while let Some(at) = self
            .pending_replies
            .iter()
            .position(|it| it.release.is_due(now))
        {
            let pending = self.pending_replies.remove(at);
            match self.say(pending.entry, &pending.input) {
                Ok(()) => {}
                Err(error @ CompanionError::CannotSave(_)) => {
                    self.pending_replies.push(pending);
                    return Err(error);
                }
                // It may not be said any more; its words are a draft.
                Err(_) => self.reply_notice(pending.entry, Origin::Me),
            }
        }
        Ok(())
    }

    pub(crate) fn next_reply(&self) -> Option<DateTime<Utc>> {
        self.pending_replies.iter().map(|it| it.release.at).min()
    }

    /// Nothing of it leaves any more.
    pub(crate) fn withdraw_reply(&mut self, entry: ThingId) -> bool {
        let before = self.pending_replies.len();
        self.pending_replies.retain(|it| it.entry != entry);
        self.pending_replies.len() != before
    }

    fn say(&mut self, entry: ThingId, input: &ReplyInput) -> Result<(), CompanionError> {
        let says = self.may_be_said(entry, input)?;
        self.ensure_epoch()?;
        let peer = self.reply_peer()?;
        let reply = Reply {
            id: new_id(&mut self.rng),
            entry,
            author: self.my_id(),
            at: self.now(),
            says,
        };
        let (_, update) = FieldsDoc::create_record(peer, &reply)?;
        self.keep_shared(reply.id, ThingKind::Reply, vec![update], |tx| {
            Ok(tx.put_reply(&reply, None)?)
        })?;
        if !matches!(input, ReplyInput::Word { .. }) {
            self.put_reply_draft(entry, None)?;
        }
        self.reply_notice(entry, Origin::Me);
        Ok(())
    }

    fn may_be_said(&self, entry: ThingId, input: &ReplyInput) -> Result<Says, CompanionError> {
        let found = self.find(entry)?;
        if self.partner().is_none() {
            return Err(CompanionError::NoPartner);
        }
        if found.audience != Audience::Ours || found.row.entry.removed_at.is_some() {
            return Err(CompanionError::NotFound);
        }
        let author = found.row.entry.author;
        let said = self.said_about(entry, found.audience)?;
        let (tries, _) = reply::listening(author, &said);
        let last = tries.last().map_or(entry, |last| last.reply.id);
        let round = u8::try_from(tries.len())
            .unwrap_or(ROUNDS)
            .saturating_add(1);
        let mut says = input.says(last, round);
        if matches!(&says, Says::Word { word } if !reply::WORDS.contains(&word.as_str())) {
            return Err(ReplyError::BadWord.into());
        }
        if !reply::may_say(self.my_id(), author, &said, &says) {
            return Err(CompanionError::NotYours);
        }
        if let Says::Plain { text } = &mut says {
            *text = text.trim().to_owned();
        }
        says.validate()?;
        Ok(says)
    }

    /// What counts of what was said. Copies from an earlier sharing, or from a journal that was brought, are about an
    /// entry of mine: who has it now has never seen them, and may be someone else.
    fn said_about(&self, entry: ThingId, audience: Audience) -> Result<Vec<Reply>, CompanionError> {
        let mut said = match audience {
            Audience::Ours => self.shared.replies_of(entry)?,
            _ => self.private.replies_of(entry)?,
        };
        said.retain(|row| row.removed_at.is_none());
        Ok(said.into_iter().map(|row| row.reply).collect())
    }

    fn reply_peer(&self) -> Result<replica::PeerId, CompanionError> {
        Ok(self
            .partner()
            .ok_or(CompanionError::NoPartner)?
            .ledger
            .peer())
    }

    pub(crate) fn reply_notice(&mut self, entry: ThingId, origin: Origin) {
        self.notice(Notice::RepliesChanged { id: entry, origin });
    }

    fn reply_drafts(&self) -> Result<Vec<Draft>, CompanionError> {
        Ok(self.private.setting(DRAFTS)?.unwrap_or_default())
    }

    fn reply_draft(&self, entry: ThingId) -> Result<Option<ReplyInput>, CompanionError> {
        let mut drafts = self.reply_drafts()?.into_iter();
        Ok(drafts.find(|it| it.entry == entry).map(|it| it.input))
    }

    fn put_reply_draft(
        &mut self,
        entry: ThingId,
        input: Option<ReplyInput>,
    ) -> Result<(), CompanionError> {
        let mut drafts = self.reply_drafts()?;
        let before = drafts.len();
        drafts.retain(|it| it.entry != entry);
        match input {
            None if drafts.len() == before => return Ok(()),
            None => {}
            Some(input) => drafts.push(Draft { entry, input }),
        }
        Ok(self.private.write(|tx| tx.put_setting(DRAFTS, &drafts))?)
    }

    fn left_listening(&self) -> Result<Vec<ThingId>, CompanionError> {
        Ok(self.private.setting(LEFT)?.unwrap_or_default())
    }

    /// An entry is erased here: what was said about it goes too. Gives what my own logs have to say
    /// of that.
    pub(crate) fn erase_replies(
        &mut self,
        entry: ThingId,
    ) -> Result<(Vec<Payload>, Vec<ThingId>), CompanionError> {
        self.withdraw_reply(entry);
        self.put_reply_draft(entry, None)?;
        let rows = self.shared.replies_of(entry)?;
        let (mut payloads, mut ids) = (Vec::new(), Vec::new());
        for ReplyRow { reply, .. } in rows {
            let frames = self.my_frames_of(reply.id)?;
            if reply.author == self.my_id() {
                self.rewrite_segments(&frames)?;
                payloads.extend(Payload::erase(reply.id, &frames));
            }
            ids.push(reply.id);
        }
        Ok((payloads, ids))
    }

    /// Keeps what was said about entries that are brought, as things of my own. What is here already stays as it is.
    pub(crate) fn keep_private_replies(&mut self, replies: &[Reply]) -> Result<(), CompanionError> {
        let (mut payloads, mut fresh, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
        for reply in replies {
            let known = self.private.thing_kind(reply.id)?.is_some()
                || self.shared.thing_kind(reply.id)?.is_some();
            if known || !seen.insert(reply.id) {
                continue;
            }
            let (_, update) = FieldsDoc::create_record(self.own.peer(), reply)?;
            payloads.extend(Payload::updates(reply.id, ThingKind::Reply, vec![update]));
            fresh.push(reply);
        }
        if fresh.is_empty() {
            return Ok(());
        }
        self.log_private(&payloads, |tx| {
            for reply in fresh {
                tx.put_reply(reply, None)?;
            }
            Ok(())
        })
    }

    /// An entry that is Mine is written anew: what was said about it goes with it.
    pub(crate) fn move_private_replies(
        &mut self,
        from: ThingId,
        to: ThingId,
    ) -> Result<(), CompanionError> {
        let rows = self.private.replies_of(from)?;
        let mut purpose = [0; 32];
        purpose[..16].copy_from_slice(&to.0);
        let moved = |id: ThingId| derived_id("anew", &purpose, id);
        let replies: Vec<Reply> = rows
            .into_iter()
            .map(|ReplyRow { mut reply, .. }| {
                (reply.id, reply.entry) = (moved(reply.id), to);
                if let Says::Verdict { of, .. } = &mut reply.says {
                    *of = moved(*of);
                }
                reply
            })
            .collect();
        self.keep_private_replies(&replies)?;
        self.erase_private_replies(from)
    }

    /// An entry that is Mine is erased: copies of what was said about it go too.
    pub(crate) fn erase_private_replies(&mut self, entry: ThingId) -> Result<(), CompanionError> {
        let rows = self.private.replies_of(entry)?;
        if rows.is_empty() {
            return Ok(());
        }
        let mut payloads = Vec::new();
        for row in &rows {
            let frames = self.private.frames_of(row.reply.id)?;
            payloads.extend(Payload::erase(row.reply.id, &frames));
        }
        self.log_private(&payloads, |tx| {
            for row in &rows {
                tx.erase_thing(row.reply.id)?;
                mark(tx, row.reply.id)?;
            }
            Ok(())
        })
    }

    /// The sharing ends: what was said stays with me, beside the entries.
    pub(crate) fn archive_replies(&mut self) -> Result<(), CompanionError> {
        self.pending_replies.clear();
        let (me, space) = (self.my_id(), self.space_id());
        let copy_of = |id: ThingId| derived_id("archived", &space, id);
        for ReplyRow {
            mut reply,
            removed_at,
        } in self.shared.all_replies()?
        {
            reply.id = copy_of(reply.id);
            if removed_at.is_some() || self.private.thing_kind(reply.id)?.is_some() {
                continue;
            }
            // Entries of theirs became things of their own too.
            if let Some(row) = self.shared.entry(reply.entry)?
                && row.entry.author != me
            {
                reply.entry = copy_of(reply.entry);
            }
            if let Says::Verdict { of, .. } = &mut reply.says {
                *of = copy_of(*of);
            }
            let (_, update) = FieldsDoc::create_record(self.own.peer(), &reply)?;
            self.keep_private(reply.id, ThingKind::Reply, vec![update], |tx| {
                Ok(tx.put_reply(&reply, None)?)
            })?;
        }
        Ok(())
    }
}

/// Drops replies to what is erased.
pub(crate) fn drop_replies(tx: &Tx<'_, Shared>, ids: &[ThingId]) -> Result<(), CompanionError> {
    ids.iter().try_for_each(|id| erase_here(tx, *id))
}

impl ReplyInput {
    /// As it would be kept.
    fn says(&self, of: ThingId, round: u8) -> Says {
        match self.clone() {
            Self::Plain { text } => Says::Plain { text },
            Self::Listening {
                heard,
                sense,
                feels,
            } => Says::Listening {
                heard,
                sense,
                feels,
                round,
            },
            Self::Verdict { right, note } => Says::Verdict { of, right, note },
            Self::Word { word } => Says::Word { word },
        }
    }
}
