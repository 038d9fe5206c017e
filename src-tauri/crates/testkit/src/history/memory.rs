//! What a history remembers of what the two have written: every line has a token of its own, and
//! it is known of each whether it must still be there, and whether it may have left.

use std::collections::BTreeSet;

use companion::couple::ThingId;

use super::chance::Chance;

/// Every token has this in it, so that one search finds any of them.
///
/// A token is one word, and begins and ends with a letter that no other one has: where two edits of
/// one place are merged, words stand side by side and are not woven into each other.
pub const MARK: &str = "zq7KxwQj";

/// One line that someone wrote.
#[derive(Debug, Clone)]
pub struct Token {
    pub text: String,
    pub author: usize,
    pub thing: ThingId,
    pub is_outing: bool,
    /// Shown as saved and not deleted since: it must be on its author's side.
    pub must: bool,
    /// Its author's disk went back to before it, and the partner of this couple has it: it comes
    /// back if the two meet.
    pub owed: Option<u32>,
    /// The couple (by its number) that it was released to.
    pub released: BTreeSet<u32>,
}

/// All that was ever written.
#[derive(Debug, Default, Clone)]
pub struct Memory {
    pub tokens: Vec<Token>,
}

impl Memory {
    /// A new line, not yet saved.
    pub fn line(&mut self, chance: &mut Chance, author: usize) -> String {
        let own = u32::try_from(self.tokens.len() % 1000).unwrap_or(0);
        let own = char::from_u32(0x1_3000 + own).unwrap_or('x');
        let text = format!("{own}{MARK}{:012x}{own}", chance.draw() & 0xffff_ffff_ffff);
        self.tokens.push(Token {
            text: text.clone(),
            author,
            thing: ThingId([0; 16]),
            is_outing: false,
            must: false,
            owed: None,
            released: BTreeSet::new(),
        });
        text
    }

    /// It was shown as saved.
    pub fn saved(&mut self, thing: ThingId, is_outing: bool, text: &str) {
        for token in self
            .tokens
            .iter_mut()
            .filter(|token| text.contains(&token.text))
        {
            token.must = true;
            token.owed = None;
            token.thing = thing;
            token.is_outing = is_outing;
        }
    }

    /// It was deleted, or it is no longer known whether it is there.
    pub fn forget(&mut self, text: &str) {
        for token in self
            .tokens
            .iter_mut()
            .filter(|token| text.contains(&token.text))
        {
            token.must = false;
        }
    }

    /// It may be in the shared vault of this couple from now on.
    pub fn released(&mut self, couple: u32, text: &str) {
        for token in self
            .tokens
            .iter_mut()
            .filter(|token| text.contains(&token.text))
        {
            token.released.insert(couple);
        }
    }
}
