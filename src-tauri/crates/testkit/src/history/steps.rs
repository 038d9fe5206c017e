//! What can happen to the two.

use chrono::TimeDelta;
use companion::{
    CompanionError, EntryInput, OutingInput, OutingView, PairingView,
    couple::{
        ThingId, WallTime,
        journal::{Audience, Draft},
    },
};

use super::{History, memory::MARK, side::Copy};

/// About two years, in milliseconds.
const TWO_YEARS: i64 = 2 * 365 * 24 * 3600 * 1000;
/// Older copies that are kept of one side.
const MOST_COPIES: usize = 3;

fn short(id: ThingId) -> String {
    id.to_string().chars().take(6).collect()
}

fn wall_time(at: chrono::DateTime<chrono::Utc>) -> WallTime {
    let text = at.format("%Y-%m-%dT%H:%M").to_string();
    WallTime::parse(&text, "Europe/Berlin").unwrap()
}

fn draft(title: &str, body: String) -> Draft {
    Draft {
        title: title.into(),
        body,
        ..Draft::default()
    }
}

impl History {
    pub(super) fn step(&mut self) -> Result<(), String> {
        let who = self.chance.person();
        let says = self.has_replies() && self.chance.percent(30);
        match self.chance.below(1000) {
            _ if says => self.reply(who)?,
            0..130 => self.write(who)?,
            130..330 => self.change(who)?,
            330..400 => self.share_changes(who)?,
            400..415 => self.drop_draft(who)?,
            415..495 => self.share_soon(who)?,
            495..555 => self.share_now(who)?,
            555..575 => self.withhold(who)?,
            575..590 => self.lock_screen(who),
            590..635 => self.remove_or_restore(who)?,
            635..680 => self.propose(who)?,
            680..750 => self.answer(who)?,
            750..790 => self.part_or_meet()?,
            790..840 => self.crash(who)?,
            840..865 => self.jump(who),
            865..905 => self.copy(who),
            905..925 => self.restore(who)?,
            925..935 => self.leave(who)?,
            935..960 => self.fill_disk(who)?,
            960..975 if self.has_pages() => self.close_pages(who)?,
            975..985 if self.has_pages() => self.open_pages(who)?,
            _ => {}
        }
        if self.sides.iter().any(|side| side.companion.is_none()) && self.chance.percent(60) {
            self.start_all()?;
        }
        if !self.are_a_couple()? && self.chance.percent(20) {
            self.meet_anew()?;
        }
        // Mostly moments, at times a night.
        let millis = match self.chance.below(20) {
            0 => 40_000_000,
            1..5 => 20_000,
            5..12 => 4_000,
            _ => 400,
        };
        let millis = i64::try_from(self.chance.below(millis)).unwrap_or(0);
        self.pass(millis);
        for who in [0, 1] {
            self.tick(who)?;
        }
        Ok(())
    }

    fn write(&mut self, who: usize) -> Result<(), String> {
        let mut chance = self.chance.clone();
        let lines = 1 + chance.below(3);
        let body: Vec<String> = (0..lines)
            .map(|_| self.memory.line(&mut chance, who))
            .collect();
        self.chance = chance;
        let body = body.join("\n\n");
        let input = EntryInput {
            draft: draft("A day", body.clone()),
            ..EntryInput::default()
        };
        self.seen.written += 1;
        let kept = self.act(who, "write", |home| home.keep_entry(input))?;
        if let Some(view) = kept {
            self.tell(&short(view.summary.id));
            self.memory.saved(view.summary.id, false, &body);
        }
        Ok(())
    }

    /// One of the entries that are there, removed ones too.
    pub(super) fn some_entry(&mut self, who: usize, own: bool) -> Result<Option<ThingId>, String> {
        let tokens: Vec<ThingId> = self
            .memory
            .tokens
            .iter()
            .filter(|token| !token.is_outing && token.thing.0 != [0; 16])
            .filter(|token| !own || token.author == who)
            .map(|token| token.thing)
            .collect();
        if tokens.is_empty() {
            return Ok(None);
        }
        // Mostly something new.
        let last = tokens.len().saturating_sub(1 + self.chance.index(12));
        let at = if self.chance.percent(70) {
            last
        } else {
            self.chance.index(tokens.len())
        };
        Ok(Some(tokens[at]))
    }

    /// The text as its author would go on writing it.
    pub(super) fn text_of(&mut self, who: usize, id: ThingId) -> Option<(String, Audience)> {
        let view = self.sides[who].companion.as_ref()?.view(id).ok()?;
        let text = view.draft.map_or(view.body, |draft| draft.body);
        Some((text, view.summary.audience))
    }

    /// Its text is about to leave, or may have left, for this couple.
    pub(super) fn may_leave(&mut self, who: usize, id: ThingId) {
        if let Some((text, _)) = self.text_of(who, id) {
            self.memory.released(self.couple_of(who), &text);
        }
        let body = self.sides[who]
            .companion
            .as_ref()
            .and_then(|home| home.view(id).ok())
            .map(|view| view.body);
        if let Some(body) = body {
            self.memory.released(self.couple_of(who), &body);
        }
    }

    fn change(&mut self, who: usize) -> Result<(), String> {
        let own = !self.chance.percent(5);
        let Some(id) = self.some_entry(who, own)? else {
            return Ok(());
        };
        let Some((text, _)) = self.text_of(who, id) else {
            return Ok(());
        };
        let mut lines: Vec<String> = text.split("\n\n").map(str::to_owned).collect();
        let mut chance = self.chance.clone();
        let new = self.memory.line(&mut chance, who);
        let at = chance.index(lines.len());
        let mut old = String::new();
        match chance.below(4) {
            0 => lines.insert(at, new),
            1 => old = std::mem::replace(&mut lines[at], new),
            2 if lines.len() > 2 => old = lines.remove(at),
            _ => lines.push(new),
        }
        self.chance = chance;
        let body = lines.join("\n\n");
        let input = EntryInput {
            id: Some(id),
            draft: draft("A day", body.clone()),
            ..EntryInput::default()
        };
        let what = format!("change {}", short(id));
        self.sides[who]
            .waiting
            .retain(|(waiting, _)| *waiting != id);
        let kept = self.act(who, &what, |home| home.keep_entry(input))?;
        if kept.is_some() {
            self.memory.forget(&old);
            let new: Vec<&str> = body
                .split("\n\n")
                .filter(|line| line.contains(MARK) && !text.contains(*line))
                .collect();
            for line in new {
                self.memory.saved(id, false, line);
            }
        }
        Ok(())
    }

    fn share_changes(&mut self, who: usize) -> Result<(), String> {
        let Some(id) = self.some_entry(who, true)? else {
            return Ok(());
        };
        let drafted = self.sides[who]
            .companion
            .as_ref()
            .and_then(|home| home.view(id).ok())
            .is_some_and(|view| view.draft.is_some());
        if drafted {
            self.may_leave(who, id);
            // A draft that an older copy brought back may lack what is Ours by now.
            let text = self
                .text_of(who, id)
                .map(|(text, _)| text)
                .unwrap_or_default();
            let ours = self.shared_text(who, id);
            for line in ours.split("\n\n").filter(|line| !text.contains(*line)) {
                self.memory.forget(line);
            }
        }
        let what = format!("share changes {}", short(id));
        self.act(who, &what, |home| home.share_changes(id))?;
        Ok(())
    }

    fn drop_draft(&mut self, who: usize) -> Result<(), String> {
        let Some(id) = self.some_entry(who, true)? else {
            return Ok(());
        };
        let Some((text, Audience::Ours)) = self.text_of(who, id) else {
            return Ok(());
        };
        let what = format!("drop draft {}", short(id));
        let view = self.act(who, &what, |home| home.drop_draft(id))?;
        if let Some(view) = view {
            for line in text.split("\n\n").filter(|line| !view.body.contains(*line)) {
                self.memory.forget(line);
            }
        }
        Ok(())
    }

    fn share_soon(&mut self, who: usize) -> Result<(), String> {
        let Some(id) = self.some_entry(who, true)? else {
            return Ok(());
        };
        let what = format!("share {}", short(id));
        let view = self.act(who, &what, |home| {
            let preview = home.preview_share(id)?;
            home.share_entry(id, &preview.consent)
        })?;
        if let Some(release) = view.and_then(|view| view.summary.release) {
            if release.at - self.now(who) != TimeDelta::seconds(10) {
                return Err("it does not wait ten seconds".into());
            }
            self.sides[who].waiting.push((id, release.at));
        }
        Ok(())
    }

    fn share_now(&mut self, who: usize) -> Result<(), String> {
        let Some(id) = self.some_entry(who, true)? else {
            return Ok(());
        };
        let waits = self.sides[who]
            .waiting
            .iter()
            .any(|(waiting, _)| *waiting == id);
        let is_mine = matches!(self.text_of(who, id), Some((_, Audience::Mine)));
        if is_mine {
            self.may_leave(who, id);
        }
        self.sides[who]
            .waiting
            .retain(|(waiting, _)| *waiting != id);
        let what = format!("share at once {}", short(id));
        self.act(who, &what, |home| {
            if waits {
                return home.send_now(id);
            }
            let preview = home.preview_share(id)?;
            home.share_now(id, &preview.consent)
        })?;
        Ok(())
    }

    fn withhold(&mut self, who: usize) -> Result<(), String> {
        let Some((id, _)) = self.sides[who].waiting.pop() else {
            return Ok(());
        };
        let what = format!("withhold {}", short(id));
        self.act(who, &what, |home| home.withhold_entry(id))?;
        Ok(())
    }

    fn lock_screen(&mut self, who: usize) {
        self.sides[who].waiting.clear();
        self.tell(&format!("{who} locks"));
        if let Some(home) = self.open(who) {
            home.screen_was_locked();
        }
    }

    fn remove_or_restore(&mut self, who: usize) -> Result<(), String> {
        let own = !self.chance.percent(10);
        let Some(id) = self.some_entry(who, own)? else {
            return Ok(());
        };
        self.sides[who]
            .waiting
            .retain(|(waiting, _)| *waiting != id);
        if self.chance.percent(50) {
            let what = format!("remove {}", short(id));
            let text = self.text_of(who, id);
            let mine = text.is_some();
            let done = self.act(who, &what, |home| home.remove_entry(id))?;
            if let (Some(()), Some((text, _)), true) = (done, text, mine) {
                self.memory.forget(&text);
            }
        } else {
            let what = format!("bring back {}", short(id));
            self.act(who, &what, |home| home.restore_entry(id))?;
        }
        Ok(())
    }

    fn propose(&mut self, who: usize) -> Result<(), String> {
        let mut chance = self.chance.clone();
        let note = self.memory.line(&mut chance, who);
        self.chance = chance;
        let days = i64::try_from(1 + self.chance.below(30)).unwrap_or(1);
        let input = OutingInput {
            title: "Soup".into(),
            note: note.clone(),
            place: String::new(),
            when: wall_time(self.now(who) + TimeDelta::days(days)),
            minutes: 90,
            idea: None,
        };
        self.memory.released(self.couple_of(who), &note);
        let kept = self.act(who, "propose", |home| home.propose_outing(input))?;
        if let Some(view) = kept {
            self.tell(&short(view.id));
            self.memory.saved(view.id, true, &note);
        }
        Ok(())
    }

    fn answer(&mut self, who: usize) -> Result<(), String> {
        let outings: Vec<ThingId> = self
            .memory
            .tokens
            .iter()
            .filter(|token| token.is_outing)
            .map(|token| token.thing)
            .collect();
        if outings.is_empty() {
            return Ok(());
        }
        let id = outings[self.chance.index(outings.len())];
        let days = i64::try_from(1 + self.chance.below(30)).unwrap_or(1);
        let when = wall_time(self.now(who) + TimeDelta::days(days));
        let name = short(id);
        let choice = self.chance.below(5);
        type Work =
            Box<dyn FnOnce(&mut companion::Companion) -> Result<OutingView, CompanionError>>;
        let (what, work): (&str, Work) = match choice {
            0 => ("accept", Box::new(move |home| home.accept_outing(id))),
            1 => ("decline", Box::new(move |home| home.decline_outing(id))),
            2 | 3 => (
                "suggest",
                Box::new(move |home| home.suggest_outing(id, when, 60)),
            ),
            _ => ("call off", Box::new(move |home| home.cancel_outing(id))),
        };
        let done = self.act(who, &format!("{what} {name}"), work)?;
        if done.is_some() && matches!(choice, 1 | 4) {
            // It ends with the couple, should they part.
            for token in &mut self.memory.tokens {
                token.must &= token.thing != id;
            }
        }
        Ok(())
    }

    fn part_or_meet(&mut self) -> Result<(), String> {
        self.parted = !self.parted;
        self.tell(if self.parted { "parted" } else { "together" });
        if self.parted {
            self.cut_all()?;
        }
        Ok(())
    }

    fn crash(&mut self, who: usize) -> Result<(), String> {
        self.seen.crashes += 1;
        self.remember_heads()?;
        self.tell(&format!("{who} crashes"));
        self.sides[who].stop();
        self.cut_all()
    }

    pub(super) fn start_all(&mut self) -> Result<(), String> {
        for who in [0, 1] {
            if self.sides[who].companion.is_none() {
                let started = self.sides[who].start();
                started.map_err(|error| format!("{who} does not start: {error}"))?;
                self.came_up(who);
                self.collect(who)?;
            }
        }
        Ok(())
    }

    fn jump(&mut self, who: usize) {
        self.seen.jumps += 1;
        let far = self.chance.below(2 * TWO_YEARS.unsigned_abs());
        self.sides[who].offset = i64::try_from(far).unwrap_or(0) - TWO_YEARS;
        let days = self.sides[who].offset / 86_400_000;
        self.tell(&format!("the clock of {who} is {days} days off"));
        self.pass(0);
    }

    fn copy(&mut self, who: usize) {
        self.tell(&format!("a copy of {who}"));
        let tokens = (0..self.memory.tokens.len())
            .filter(|at| self.memory.tokens[*at].must && self.memory.tokens[*at].author == who)
            .collect();
        let files = self.sides[who].files();
        let copies = &mut self.sides[who].copies;
        copies.push(Copy { files, tokens });
        if copies.len() > MOST_COPIES {
            copies.remove(0);
        }
    }

    fn restore(&mut self, who: usize) -> Result<(), String> {
        if self.sides[who].copies.is_empty() {
            return Ok(());
        }
        self.judge_leaks()?;
        self.remember_heads()?;
        self.seen.restores += 1;
        self.forget_said();
        let at = self.chance.index(self.sides[who].copies.len());
        self.tell(&format!("{who} is put back to an older copy"));
        self.sides[who].stop();
        self.cut_all()?;
        // What was copied later does not exist in this life of the computer.
        let copies = std::mem::take(&mut self.sides[who].copies);
        self.sides[who].put_back(&copies[at].files);
        let held = &copies[at].tokens;
        let other = 1 - who;
        let gone: Vec<usize> = (0..self.memory.tokens.len())
            .filter(|index| {
                let token = &self.memory.tokens[*index];
                token.author == who && token.must && !held.contains(index)
            })
            .collect();
        // What only this disk held is gone with it; what the other one has comes back.
        let other_is_off = self.sides[other].companion.is_none();
        for index in gone {
            let (thing, text, outing) = {
                let token = &self.memory.tokens[index];
                (token.thing, token.text.clone(), token.is_outing)
            };
            let there = !other_is_off && !outing && self.shared_text(other, thing).contains(&text);
            self.memory.tokens[index].must = there;
            self.memory.tokens[index].owed = Some(self.couple);
        }
        // What the other one's disk got back from this one, it may not get any more.
        for token in &mut self.memory.tokens {
            if token.author == other && token.owed.is_some() {
                token.must = false;
            }
        }
        self.sides[who].copies = copies;
        self.sides[who].copies.truncate(at + 1);
        self.start_all()?;
        if !self.are_a_couple()? {
            // The copy is of another time: what came since was for a couple it does not know.
            let held = self.sides[who].copies[at].tokens.clone();
            for (index, token) in self.memory.tokens.iter_mut().enumerate() {
                if token.author == who && !held.contains(&index) {
                    token.must = false;
                }
            }
        }
        Ok(())
    }

    fn shared_text(&self, who: usize, id: ThingId) -> String {
        self.sides[who]
            .companion
            .as_ref()
            .and_then(|home| home.view(id).ok())
            .filter(|view| view.summary.audience == Audience::Ours)
            .map(|view| view.body)
            .unwrap_or_default()
    }

    fn leave(&mut self, who: usize) -> Result<(), String> {
        self.judge_leaks()?;
        self.remember_heads()?;
        let quiet = self.chance.percent(50);
        let what = if quiet { "leaves quietly" } else { "leaves" };
        self.sides[who].waiting.clear();
        let left = self.act(who, what, |home| home.stop_sharing(quiet))?;
        if left.is_some() {
            self.seen.left += 1;
            // Dates that were never agreed end with the couple.
            for token in self
                .memory
                .tokens
                .iter_mut()
                .filter(|token| token.is_outing)
            {
                token.must = false;
            }
        }
        Ok(())
    }

    /// After a few more writes the disk is full, in the middle of something; often the computer
    /// goes off there too.
    fn fill_disk(&mut self, who: usize) -> Result<(), String> {
        self.seen.full += 1;
        let writes = u32::try_from(self.chance.below(4)).unwrap_or(0);
        self.tell(&format!("the disk is full after {writes}:"));
        let full = planted::fill_disk_after(writes);
        let done = match self.chance.below(7) {
            0 => self.write(who),
            1 => self.change(who),
            2 => self.share_now(who),
            3 => self.share_changes(who),
            4 => self.remove_or_restore(who),
            5 => self.propose(who),
            _ => self.deliver_some(3),
        };
        drop(full);
        done?;
        self.judge_progress()?;
        if self.chance.percent(40) {
            self.crash(who)?;
        }
        Ok(())
    }

    /// The space that someone is in.
    fn space_of(&self, who: usize) -> Option<[u8; 32]> {
        let home = self.sides[who].companion.as_ref()?;
        home.inspect_space().ok().flatten().map(|space| space.id)
    }

    /// Which couple someone believes to be in: a home put back may be in an earlier one.
    pub(super) fn couple_of(&self, who: usize) -> u32 {
        let space = self.space_of(who);
        let at = self.spaces.iter().position(|known| Some(*known) == space);
        at.map_or(self.couple, |at| u32::try_from(at + 1).unwrap_or(0))
    }

    /// Whether both are in one space.
    pub(super) fn are_a_couple(&mut self) -> Result<bool, String> {
        let mut spaces = Vec::new();
        for who in [0, 1] {
            let Some(home) = self.sides[who].companion.as_ref() else {
                return Ok(true);
            };
            let space = home.inspect_space().map_err(|error| error.to_string())?;
            spaces.push(space.map(|space| space.id));
        }
        Ok(spaces[0].is_some() && spaces[0] == spaces[1])
    }

    /// Whoever still has a partner leaves, and the two become a couple again.
    pub(super) fn meet_anew(&mut self) -> Result<(), String> {
        self.tell("a new beginning");
        self.start_all()?;
        self.judge_leaks()?;
        for who in [0, 1] {
            self.sides[who].waiting.clear();
            let alone = self
                .open(who)
                .and_then(|home| home.partner_view().ok())
                .is_none_or(|partner| partner.is_none());
            if !alone {
                self.act(who, "leaves what is over", |home| home.stop_sharing(true))?;
            }
        }
        for token in self
            .memory
            .tokens
            .iter_mut()
            .filter(|token| token.is_outing)
        {
            token.must = false;
        }
        let (calm, parted) = (self.calm, self.parted);
        let offsets = [self.sides[0].offset, self.sides[1].offset];
        self.calm = true;
        self.parted = false;
        for side in &mut self.sides {
            side.offset = 0;
        }
        self.pass(0);
        self.pair()?;
        self.calm = calm;
        self.parted = parted;
        for (side, offset) in self.sides.iter_mut().zip(offsets) {
            side.offset = offset;
        }
        self.pass(0);
        if parted {
            self.cut_all()?;
        }
        Ok(())
    }

    /// By an invitation; both confirm.
    pub(super) fn pair(&mut self) -> Result<(), String> {
        self.cut_all()?;
        self.couple += 1;
        let invited = self.act(0, "invites", companion::Companion::make_invite)?;
        let Some(PairingView::InviteReady { invite, .. }) = invited else {
            return Err(format!("no invitation: {invited:?}"));
        };
        self.act(1, "accepts", |home| home.accept_invite(&invite))?;
        self.arrive()?;
        for who in [0, 1] {
            let confirmed = self.act(who, "confirms", companion::Companion::confirm_pictures)?;
            if confirmed.is_none() {
                return Err(format!("{who} sees no pictures"));
            }
            self.arrive()?;
        }
        for _ in 0..3 {
            self.pass(11_000);
            for who in [0, 1] {
                self.tick(who)?;
            }
            self.arrive()?;
        }
        if !self.are_a_couple()? {
            return Err("they did not become a couple".into());
        }
        self.seen.pairings += 1;
        self.spaces.extend(self.space_of(0));
        Ok(())
    }
}
