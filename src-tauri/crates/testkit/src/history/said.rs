//! What the two say about each other's pages: in plain words, in a word, by listening; sent, held back, taken away.

use companion::{
    Author, CompanionError, ReplyInput,
    couple::{ThingId, journal::Audience, reply::Says},
};

use super::History;

/// From this seed on, pages are answered. The seeds before it are the histories that they always were.
pub const REPLIES_FROM: u64 = 2_000_000;

/// Something that was said in plain words and is to be found on both sides.
#[derive(Debug, Clone)]
pub struct Said {
    author: usize,
    entry: ThingId,
    text: String,
    couple: u32,
    /// Nothing has happened since that could have taken it away.
    must: bool,
}

impl History {
    pub(super) fn has_replies(&self) -> bool {
        (REPLIES_FROM..u64::MAX).contains(&self.seed)
    }

    pub(super) fn reply(&mut self, who: usize) -> Result<(), String> {
        let Some(id) = self.some_entry(who, false)? else {
            return Ok(());
        };
        let mut chance = self.chance.clone();
        let choice = chance.below(10);
        let text = match choice {
            0..6 => self.memory.line(&mut chance, who),
            _ => String::new(),
        };
        self.chance = chance;
        let input = match choice {
            0..3 => ReplyInput::Plain { text: text.clone() },
            3 | 4 => ReplyInput::Listening {
                heard: text.clone(),
                sense: String::new(),
                feels: String::new(),
            },
            5 => ReplyInput::Verdict {
                right: self.chance.percent(40),
                note: text.clone(),
            },
            6 => ReplyInput::Word {
                word: "touched".into(),
            },
            7 => return self.hold_back(who, id),
            _ => return self.take_away(who, id),
        };
        let now = self.chance.percent(60);
        if now && !text.is_empty() {
            self.memory.released(self.couple_of(who), &text);
        }
        let sent = self.act(who, "says", |home| {
            let view = home.send_reply(id, input)?;
            if now {
                home.send_reply_now(id)
            } else {
                Ok(view)
            }
        })?;
        let Some(view) = sent else {
            return Ok(());
        };
        // What waited there gave way to it.
        self.sides[who].saying.retain(|(entry, ..)| *entry != id);
        self.seen.said += 1;
        if now && choice < 3 {
            self.is_said(who, id, text);
        } else if let Some((_, at)) = view.leaving {
            self.sides[who].saying.push((id, text, at));
        }
        Ok(())
    }

    fn is_said(&mut self, author: usize, entry: ThingId, text: String) {
        let couple = self.couple_of(author);
        self.said.push(Said {
            author,
            entry,
            text,
            couple,
            must: true,
        });
    }

    /// What has waited long enough may leave now.
    pub(super) fn let_replies_leave(&mut self, who: usize) {
        let now = self.now(who);
        let (due, waits) = std::mem::take(&mut self.sides[who].saying)
            .into_iter()
            .partition::<Vec<_>, _>(|(_, _, at)| *at <= now);
        self.sides[who].saying = waits;
        for (_, text, _) in due {
            self.memory.released(self.couple_of(who), &text);
        }
    }

    fn hold_back(&mut self, who: usize, id: ThingId) -> Result<(), String> {
        self.sides[who].saying.retain(|(entry, ..)| *entry != id);
        self.act(who, "holds back", |home| home.withhold_reply(id))?;
        Ok(())
    }

    fn take_away(&mut self, who: usize, id: ThingId) -> Result<(), String> {
        let done = self.act(who, "takes away", |home| {
            let mine = home.replies(id)?.replies.into_iter().rev();
            let last = mine
                .filter(|reply| reply.author == Author::Me)
                .find(|reply| matches!(reply.says, Says::Plain { .. } | Says::Word { .. }));
            let last = last.ok_or(CompanionError::NotFound)?;
            home.take_reply_away(last.id)?;
            Ok(last.says)
        })?;
        if let Some(Says::Plain { text }) = done {
            self.said.retain(|said| said.text != text);
            self.seen.taken_away += 1;
        }
        Ok(())
    }

    /// A disk went back, or two parted: what was said may be gone with it.
    pub(super) fn forget_said(&mut self) {
        for said in &mut self.said {
            said.must = false;
        }
    }

    /// What was said and not taken away is there on both sides, and both see the same of it.
    pub(super) fn judge_said(&self) -> Result<(), String> {
        let [Some(one), Some(other)] = [0, 1].map(|who| self.sides[who].companion.as_ref()) else {
            return Err("a computer is off".into());
        };
        let told = |error: CompanionError| error.to_string();
        for entry in one.list_entries(None, 10_000).map_err(told)?.entries {
            if entry.audience != Audience::Ours {
                continue;
            }
            let (here, there) = (
                one.replies(entry.id).map_err(told)?,
                other.replies(entry.id).map_err(told)?,
            );
            let turned = there.replies.into_iter().map(|mut reply| {
                reply.author = match reply.author {
                    Author::Me => Author::Partner,
                    Author::Partner => Author::Me,
                };
                reply
            });
            if here.standing != there.standing || !turned.eq(here.replies.iter().cloned()) {
                return Err(format!("what was said about {} differs", entry.id));
            }
        }
        for said in &self.said {
            if !said.must || said.couple != self.couple {
                continue;
            }
            for home in [one, other] {
                let Ok(view) = home.view(said.entry) else {
                    continue;
                };
                if view.summary.removed || view.summary.audience != Audience::Ours {
                    continue;
                }
                let replies = home.replies(said.entry).map_err(told)?.replies;
                let there =
                    |says: &Says| matches!(says, Says::Plain { text } if *text == said.text);
                if !replies.iter().any(|reply| there(&reply.says)) {
                    return Err(format!(
                        "{} was said by {} and is gone",
                        said.text, said.author
                    ));
                }
            }
        }
        Ok(())
    }
}
