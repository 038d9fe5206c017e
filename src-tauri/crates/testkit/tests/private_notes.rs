//! What is nobody else's business stays that: an idea for a gift, and every note that was not shared, is in nothing that
//! left the computer, in no notice and error, and in no file of the other one, whatever both do with it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use chrono::TimeDelta;
use companion::{
    CompanionError, NoteInput, Whose,
    couple::{ThingId, us::Sort},
};
use rand_chacha::ChaCha20Rng;
use rand_core::{Rng as _, SeedableRng};
use testkit::{PASSPHRASE, Weather, World, traces};

/// Every token begins so.
const MARK: &str = "kwx9";

/// A note that one of them keeps, and what was ever written in it.
struct Note {
    who: usize,
    id: ThingId,
    gift: bool,
    ours: bool,
    tokens: Vec<String>,
}

struct Life {
    world: World,
    rng: ChaCha20Rng,
    notes: Vec<Note>,
    /// What errors said.
    errors: String,
}

impl Life {
    fn below(&mut self, most: u32) -> usize {
        usize::try_from(self.rng.next_u32() % most).unwrap()
    }

    fn input(&mut self, gift: bool) -> (NoteInput, Vec<String>) {
        let token = |rng: &mut ChaCha20Rng| format!("{MARK}{:016x}", rng.next_u64());
        let (title, text) = (token(&mut self.rng), token(&mut self.rng));
        let others = [Sort::Favourite, Sort::Size, Sort::Fact];
        let sort = if gift {
            Sort::Gift
        } else {
            others[self.below(3)]
        };
        let whose = [Whose::Me, Whose::Partner, Whose::Both][self.below(3)];
        let tokens = vec![title.clone(), text.clone()];
        (
            NoteInput {
                sort,
                whose,
                title,
                text,
            },
            tokens,
        )
    }

    fn failed(&mut self, error: &CompanionError) {
        self.errors.push_str(&format!("{error} {error:?}"));
    }

    fn add(&mut self) {
        let (who, gift, ours) = (self.below(2), self.below(2) == 0, self.below(4) == 0);
        let (input, tokens) = self.input(gift);
        match self.world.people[who].open().add_note(input, ours) {
            Ok(view) => {
                assert!(!(gift && view.ours), "a gift is Ours");
                let id = view.id;
                self.notes.push(Note {
                    who,
                    id,
                    gift,
                    ours,
                    tokens,
                });
            }
            Err(error) => self.failed(&error),
        }
    }

    fn change(&mut self) {
        let Some(at) = self.any() else { return };
        let gift = self.below(2) == 0;
        let (input, tokens) = self.input(gift);
        let (who, id) = (self.notes[at].who, self.notes[at].id);
        match self.world.people[who].open().change_note(id, input) {
            Ok(_) => {
                assert!(!(gift && self.notes[at].ours), "what is Ours became a gift");
                self.notes[at].gift = gift;
                self.notes[at].tokens.extend(tokens);
            }
            // Refused, so it is kept nowhere; it must not be anywhere either.
            Err(error) => {
                self.failed(&error);
                self.notes.push(Note {
                    who,
                    id: ThingId([0; 16]),
                    gift: true,
                    ours: false,
                    tokens,
                });
            }
        }
    }

    /// Asks for the preview, changes the note behind its back now and then, and shares it.
    fn share(&mut self) {
        let Some(at) = self.any() else { return };
        let (who, id) = (self.notes[at].who, self.notes[at].id);
        let preview = match self.world.people[who].open().preview_short(id) {
            Ok(preview) => preview,
            Err(error) => return self.failed(&error),
        };
        assert!(!self.notes[at].gift, "a preview of a gift");
        if self.below(3) == 0 {
            self.change();
        }
        match self.world.people[who]
            .open()
            .share_short(id, &preview.consent)
        {
            Ok(()) => {
                assert!(!self.notes[at].gift, "a gift was shared");
                // What stands in it now may be there; what stood in it before may not.
                let last = self.notes[at].tokens.len() - 2;
                let tokens = self.notes[at].tokens.split_off(last);
                let before = std::mem::replace(&mut self.notes[at].tokens, tokens);
                self.notes[at].ours = true;
                self.notes.push(Note {
                    who,
                    id: ThingId([0; 16]),
                    gift: true,
                    ours: false,
                    tokens: before,
                });
            }
            Err(error) => self.failed(&error),
        }
    }

    fn any(&mut self) -> Option<usize> {
        let most = u32::try_from(self.notes.len()).unwrap();
        (most > 0).then(|| self.below(most))
    }

    /// Nothing that left holds a token that may not leave; nor do notices and errors hold any.
    fn nothing_left(&self, seed: u64) {
        let mut left: Vec<&[u8]> = self
            .world
            .folder
            .files
            .values()
            .map(Vec::as_slice)
            .collect();
        let said = self
            .world
            .people
            .iter()
            .map(|person| format!("{:?}", person.notices));
        let said = said.collect::<String>() + &self.errors;
        assert!(!said.contains(MARK), "{seed}: a notice or an error tells");
        for person in &self.world.people {
            left.extend(person.sent.iter().map(Vec::as_slice));
        }
        let mark = MARK.as_bytes();
        assert!(
            left.iter()
                .all(|bytes| bytes.windows(mark.len()).all(|part| part != mark)),
            "{seed}: a token left in the open"
        );
    }

    /// The shared vaults of both, decrypted, and every file of the other one.
    fn nothing_arrived(&mut self, seed: u64) {
        for who in [0, 1] {
            let texts = self.world.people[who].open().inspect_texts().unwrap();
            let texts: Vec<String> = texts
                .iter()
                .map(|text| String::from_utf8_lossy(text).into_owned())
                .collect();
            for note in self.notes.iter().filter(|note| !note.ours) {
                for token in &note.tokens {
                    let shared = texts.iter().any(|text| text.contains(token));
                    assert!(
                        !shared,
                        "{seed}: {token} of {} is in the shared vault of {who}",
                        note.who
                    );
                }
            }
        }
        for who in [0, 1] {
            self.world.turn_off(who);
        }
        let mine = self
            .notes
            .iter()
            .filter(|note| !note.ours && !note.tokens.is_empty());
        // Each costs a reading of all files; the last ones are enough, the shared vaults were asked for all.
        for note in mine.rev().take(4) {
            let token = note.tokens.last().unwrap();
            let (own, other) = (note.who, 1 - note.who);
            let folder = |who: usize| self.world.people[who].folder();
            assert_eq!(
                traces(folder(other), PASSPHRASE, token),
                0,
                "{seed}: {token} is at {other}"
            );
            let kept = note.id != ThingId([0; 16]);
            assert!(
                !kept || traces(folder(own), PASSPHRASE, token) > 0,
                "{seed}: nothing is looked at"
            );
        }
    }
}

#[test]
fn gift_ideas_and_private_notes_go_nowhere() {
    for seed in 0..6 {
        let mut life = Life {
            world: World::paired(4_400 + seed),
            rng: ChaCha20Rng::seed_from_u64(seed),
            notes: Vec::new(),
            errors: String::new(),
        };
        life.world.weather = Weather {
            breaks: 15,
            repeats: 30,
        };
        if seed % 2 == 1 {
            for who in [0, 1] {
                life.world.use_folder(who, false);
            }
        }
        for _ in 0..60 {
            match life.below(12) {
                0..=3 => life.add(),
                4 | 5 => life.change(),
                6 | 7 => life.share(),
                8 => {
                    let who = life.below(2);
                    life.world.crash(who);
                    life.world.start(who);
                }
                9 => {
                    if let Some(at) = life.any() {
                        let (who, id) = (life.notes[at].who, life.notes[at].id);
                        let _ = life.world.people[who].open().remove_note(id, true);
                        let _ = life.world.people[who].open().remove_note(id, false);
                    }
                }
                10 => life.world.settle(),
                _ => life.world.pass(TimeDelta::minutes(7)),
            }
        }
        life.world.settle();
        assert!(
            life.notes.iter().any(|note| note.ours),
            "{seed}: nothing was shared"
        );
        life.nothing_left(seed);
        life.nothing_arrived(seed);
    }
}
