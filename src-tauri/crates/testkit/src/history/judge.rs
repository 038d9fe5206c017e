//! What must hold: on the way, and when all is quiet.

use companion::couple::ThingId;

use super::{History, memory::MARK};

fn error(error: companion::CompanionError) -> String {
    error.to_string()
}

impl History {
    /// How far each log goes on each disk, before a disk goes back.
    pub(super) fn remember_heads(&mut self) -> Result<(), String> {
        for side in &mut self.sides {
            let Some(home) = side.companion.as_ref() else {
                continue;
            };
            if let Some(space) = home.inspect_space().map_err(error)? {
                for head in space.heads {
                    let ever = side.ever.entry(head.log).or_default();
                    *ever = head.next_seq.max(*ever);
                }
            }
        }
        Ok(())
    }

    /// I7: nobody is said to have what was never on their disk.
    pub(super) fn judge_progress(&mut self) -> Result<(), String> {
        self.remember_heads()?;
        for who in [0, 1] {
            let Some(home) = self.sides[who].companion.as_ref() else {
                continue;
            };
            let Some(space) = home.inspect_space().map_err(error)? else {
                continue;
            };
            // Whoever has left, or was put back to before, keeps nothing of it.
            let Some(other) = self.sides[1 - who].companion.as_ref() else {
                continue;
            };
            let there = other.inspect_space().map_err(error)?;
            if there.is_none_or(|there| there.id != space.id) {
                continue;
            }
            for head in &space.confirmed {
                let there = self.sides[1 - who].ever.get(&head.log).copied();
                if head.next_seq > there.unwrap_or(0) {
                    return Err(format!(
                        "{who} believes that {} frames are with the other, who has {there:?}",
                        head.next_seq
                    ));
                }
            }
        }
        Ok(())
    }

    /// I5: the shared vaults, opened, hold only what was released to this couple.
    pub(super) fn judge_leaks(&mut self) -> Result<(), String> {
        let mut released = 0;
        for who in [0, 1] {
            let Some(home) = self.sides[who].companion.as_ref() else {
                continue;
            };
            if home.inspect_space().map_err(error)?.is_none() {
                continue;
            }
            let couple = self.couple_of(who);
            for text in home.inspect_texts().map_err(error)? {
                let text = String::from_utf8_lossy(&text);
                if !text.contains(MARK) {
                    continue;
                }
                released += 1;
                for token in &self.memory.tokens {
                    if !token.released.contains(&couple) && text.contains(&token.text) {
                        return Err(format!(
                            "{} by {} is in the shared vault of {who} and was not released",
                            token.text, token.author
                        ));
                    }
                }
            }
        }
        self.seen.opened += released;
        Ok(())
    }

    /// Everything becomes quiet, and then everything must hold.
    pub(super) fn end(&mut self) -> Result<(), String> {
        self.told.push("end:".into());
        self.calm = true;
        self.parted = false;
        for side in &mut self.sides {
            side.offset = 0;
        }
        self.pass(0);
        self.start_all()?;
        self.cut_all()?;
        self.open_all_pages()?;
        self.quiet()?;
        if !self.are_a_couple()? {
            self.meet_anew()?;
            self.quiet()?;
        }
        self.judge_progress()?;
        self.judge_leaks()?;
        self.judge_equal()?;
        self.judge_said()?;
        self.judge_nothing_lost()?;
        self.judge_whole()
    }

    /// I2: equal documents and lists.
    fn judge_equal(&mut self) -> Result<(), String> {
        let mut things = Vec::new();
        let mut spaces = Vec::new();
        for who in [0, 1] {
            let Some(home) = self.sides[who].companion.as_ref() else {
                return Err("a computer is off".into());
            };
            things.push(home.inspect_things().map_err(error)?);
            spaces.push(home.inspect_space().map_err(error)?);
        }
        self.seen.forks += spaces[0]
            .as_ref()
            .map_or(0, |space| space.forks.len() as u64);
        for (id, one) in &things[0] {
            let name = id.to_string();
            let Some(other) = things[1].get(id) else {
                return Err(format!(
                    "{name} is on one side only (0): {one}{}",
                    self.why(&spaces)
                ));
            };
            if one != other {
                return Err(format!(
                    "{name} differs:\n  {one}\n  {other}{}",
                    self.why(&spaces)
                ));
            }
            if one.starts_with("false") {
                return Err(format!("{name} is listed as something else: {one}"));
            }
        }
        for id in things[1].keys() {
            if !things[0].contains_key(id) {
                return Err(format!("{id} is on one side only (1){}", self.why(&spaces)));
            }
        }
        for who in [0, 1] {
            let Some(home) = self.sides[who].companion.as_ref() else {
                continue;
            };
            let waiting = home.sharing().map_err(error)?.waiting_to_send;
            if waiting != 0 {
                return Err(format!("{waiting} frames of {who} were never confirmed"));
            }
        }
        Ok(())
    }

    fn why(&self, spaces: &[Option<companion::SpaceInside>]) -> String {
        let mut why = String::new();
        for who in [0, 1] {
            why.push_str(&format!("\n  {who}: {:?}", spaces[who]));
            if let Some(home) = self.sides[who].companion.as_ref() {
                why.push_str(&format!("\n  aside: {:?}", home.inspect_aside().ok()));
            }
        }
        why
    }

    /// I1 and I3: what was shown as saved is there. And nothing is there that nobody wrote.
    fn judge_nothing_lost(&mut self) -> Result<(), String> {
        for token in &self.memory.tokens {
            let Some(home) = self.sides[token.author].companion.as_ref() else {
                continue;
            };
            if !token.must {
                continue;
            }
            let found = if token.is_outing {
                home.list_outings()
                    .map_err(error)?
                    .iter()
                    .any(|view| view.note.contains(&token.text))
            } else {
                home.view(token.thing).ok().is_some_and(|view| {
                    view.body.contains(&token.text)
                        || view
                            .draft
                            .is_some_and(|draft| draft.body.contains(&token.text))
                })
            };
            let found = found || self.is_kept_elsewhere(token.author, &token.text)?;
            let came_apart = token.owed.is_some_and(|couple| couple != self.couple);
            if !found && !came_apart {
                return Err(format!(
                    "{} in {} was saved by {} and is gone",
                    token.text, token.thing, token.author
                ));
            }
        }
        for who in [0, 1] {
            let Some(home) = self.sides[who].companion.as_ref() else {
                continue;
            };
            let page = home.list_entries(None, 10_000).map_err(error)?;
            for entry in page.entries {
                let body = home.view(entry.id).map_err(error)?.body;
                for line in body.split("\n\n").filter(|line| !line.is_empty()) {
                    self.known(entry.id, line)?;
                }
            }
        }
        Ok(())
    }

    /// Whether another entry has it: what was still private in a home put back, and had been shared.
    fn is_kept_elsewhere(&self, who: usize, text: &str) -> Result<bool, String> {
        let Some(home) = self.sides[who].companion.as_ref() else {
            return Ok(false);
        };
        for entry in home.list_entries(None, 10_000).map_err(error)?.entries {
            if home.view(entry.id).map_err(error)?.body.contains(text) {
                return Ok(true);
            }
        }
        // A page that was removed on the desk while the pages still had it rests beside it.
        for removed in home.list_removed().map_err(error)?.entries {
            if home
                .view(removed.entry.id)
                .map_err(error)?
                .body
                .contains(text)
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Every token in it is one that was written.
    fn known(&self, id: ThingId, line: &str) -> Result<(), String> {
        let parts: Vec<&str> = line.split(MARK).collect();
        let written = parts.len() > 1
            && parts.windows(2).all(|pair| {
                let before: String = pair[0].chars().rev().take(1).collect();
                let after: String = pair[1].chars().take(13).collect();
                let text = format!("{before}{MARK}{after}");
                self.memory.tokens.iter().any(|token| token.text == text)
            });
        if written {
            Ok(())
        } else {
            Err(format!("{id} says what nobody wrote: {line:?}"))
        }
    }

    /// Both vaults are sound, and every list says what growing made of it.
    fn judge_whole(&mut self) -> Result<(), String> {
        for who in [0, 1] {
            let Some(home) = self.sides[who].companion.as_mut() else {
                continue;
            };
            let health = home.check().map_err(error)?;
            if !health.is_whole() {
                return Err(format!("the home of {who} is not whole: {health:?}"));
            }
        }
        Ok(())
    }
}
