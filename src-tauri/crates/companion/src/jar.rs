//! Comparing what each of the two makes of the ideas, so that only a mutual yes shows. Off until someone switches it
//! on. What leaves, and when, is the same whatever was said (`keys::jar`, decision 30). One slip of a hand is about
//! gestures that take two (`together`).

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Utc};
use couple::{leaning::Leaning, outing::ideas};
use keys::jar::{Hand, Round, Seed, Word};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use vault::{Shared, Tx};

use crate::{
    Companion, CompanionError,
    payload::Payload,
    together::{SLIP, TOGETHER, Together},
};

/// In the private vault: my side. In the shared one: what came.
const JAR: &str = "jar";
/// So many weeks a hand waits for the other's; its secrets are gone then.
const WEEKS: u32 = 4;

/// What the screen shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JarView {
    /// My computer takes part.
    pub compared: bool,
    /// Ideas that both said yes to, the latest first.
    pub found: Vec<String>,
}

/// My side.
#[derive(Default, Serialize, Deserialize)]
struct Jar {
    on: bool,
    /// The week of the last hand: there is one a week, also for who stopped and began again.
    last: Option<u32>,
    hands: Vec<Mine>,
    /// By idea: the week in which it was found.
    found: BTreeMap<String, u32>,
}

/// A hand of mine and what its secrets are made of.
#[derive(Serialize, Deserialize)]
struct Mine {
    week: u32,
    seed: [u8; 32],
    said: Vec<(String, bool)>,
    stage: Stage,
}

/// How far a hand has come. Each step is done again if a crash undid the note of it, with the same bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Stage {
    Drawn,
    Written,
    Answered,
    Done,
}

/// What came of the partner's, by week: the first of each counts.
#[derive(Default, Serialize, Deserialize)]
struct Heard {
    slips: BTreeMap<u32, Vec<u8>>,
    answers: BTreeMap<u32, Vec<u8>>,
}

impl Mine {
    fn hand<'a>(&'a self, seed: &'a Seed, space: &'a [u8; 32]) -> Hand<'a> {
        let round = Round {
            space,
            week: self.week,
        };
        let said = self.said.iter().map(|(id, yes)| (id.as_str(), *yes));
        Hand::new(seed, round, said)
    }
}

impl Companion {
    /// Whether jars are compared, and what was found.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn jar(&self) -> Result<JarView, CompanionError> {
        let jar: Jar = read(self.private.meta(JAR)?)?;
        let said = self.leanings()?.ideas;
        let mut found: Vec<(String, u32)> = jar
            .found
            .into_iter()
            // What I changed my mind about is out of my sight; the other is told nothing.
            .filter(|(idea, _)| said.get(idea) == Some(&Leaning::Yes))
            .collect();
        found.sort_by_key(|(_, week)| std::cmp::Reverse(*week));
        Ok(JarView {
            compared: jar.on,
            found: found.into_iter().map(|(idea, _)| idea).collect(),
        })
    }

    /// Takes part, or stops. Who stops sends nothing more, forgets the secrets of the hands that are out, and nobody
    /// is told.
    ///
    /// # Errors
    /// [`CompanionError::NoPartner`], or it could not be saved.
    pub fn compare_jar(&mut self, on: bool) -> Result<JarView, CompanionError> {
        if on && self.partner().is_none() {
            return Err(CompanionError::NoPartner);
        }
        let mut jar: Jar = read(self.private.meta(JAR)?)?;
        jar.on = on;
        if !on {
            jar.hands.clear();
        }
        let together = self.read_together()?;
        self.keep_jar(&jar, &together)?;
        self.jar()
    }

    /// Goes on with this week's hand and those before it.
    pub(crate) fn compare_jars(&mut self) -> Result<(), CompanionError> {
        let Some(other) = self.partner().map(|couple| couple.partner_id()) else {
            return Ok(());
        };
        let mut jar: Jar = read(self.private.meta(JAR)?)?;
        let mut together = self.read_together()?;
        let takes_part = jar.on || together.takes_part(week_of(self.now()));
        if !takes_part && jar.hands.is_empty() {
            return Ok(());
        }
        let (week, space, me) = (week_of(self.now()), self.space_id(), self.my_id());
        let known = jar.hands.len();
        jar.hands.retain(|mine| mine.week.abs_diff(week) < WEEKS);
        let draws = takes_part && jar.last != Some(week);
        if draws {
            jar.last = Some(week);
            let said = self.leanings()?.ideas;
            // A hand for the gestures alone says nothing of the ideas, and looks no different.
            let yes = |id: &str| jar.on && said.get(id) == Some(&Leaning::Yes);
            jar.hands.push(Mine {
                week,
                seed: *Seed::generate(&mut self.rng).as_bytes(),
                said: ideas()
                    .iter()
                    .map(|idea| (idea.id.to_owned(), yes(idea.id)))
                    .chain([(SLIP.to_owned(), together.wants())])
                    .collect(),
                stage: Stage::Drawn,
            });
        }
        // On disk before anything of it leaves: a crash must not draw another hand for the same week.
        if draws || jar.hands.len() != known {
            self.keep_jar(&jar, &together)?;
        }
        if jar.hands.iter().all(|mine| mine.stage == Stage::Done) {
            return Ok(());
        }
        let heard: Heard = read(self.shared.meta(JAR)?)?;
        for at in 0..jar.hands.len() {
            let Some(mine) = jar.hands.get(at) else {
                break;
            };
            let (seed, week, stage) = (Seed::from_bytes(mine.seed), mine.week, mine.stage);
            let hand = mine.hand(&seed, &space);
            let theirs = match heard.slips.get(&week).map(|word| Word::decode(word)) {
                Some(Ok(Word::Slips { slips, .. })) => Some(slips),
                _ => None,
            };
            let mut reached = stage;
            let mut words = Vec::new();
            if reached == Stage::Drawn {
                let slips = hand.slips();
                words.push(Word::Slips { week, slips });
                reached = Stage::Written;
            }
            if let (Stage::Written, Some(theirs)) = (reached, &theirs) {
                let tags = hand.answers(&me.0, theirs);
                words.push(Word::Answers { week, tags });
                reached = Stage::Answered;
            }
            let mut found = Vec::new();
            if let (Stage::Answered, Some(theirs)) = (reached, &theirs)
                && let Some(Ok(Word::Answers { tags, .. })) =
                    heard.answers.get(&week).map(|word| Word::decode(word))
            {
                found = hand
                    .found(&other.0, theirs, &tags)
                    .into_iter()
                    .map(str::to_owned)
                    .collect();
                reached = Stage::Done;
            }
            if reached == stage {
                continue;
            }
            if !words.is_empty() {
                let words: Vec<Payload> = words
                    .iter()
                    .map(|word| Payload::Jar {
                        word: word.encode(),
                    })
                    .collect();
                self.log_shared(&words, |_| Ok(()))?;
            }
            if found.iter().any(|slip| slip == SLIP) {
                together.meet(week);
            }
            let ideas = found.into_iter().filter(|slip| slip != SLIP);
            jar.found.extend(ideas.map(|idea| (idea, week)));
            if let Some(mine) = jar.hands.get_mut(at) {
                mine.stage = reached;
            }
            self.keep_jar(&jar, &together)?;
        }
        Ok(())
    }

    /// The sharing ends: secrets, and what was found with this partner.
    pub(crate) fn forget_jar(&mut self) -> Result<(), CompanionError> {
        self.shared.write(|tx| tx.drop_meta(JAR))?;
        Ok(self.private.write(|tx| tx.drop_meta(JAR))?)
    }

    /// Whether a hand leaves each week, for whatever reason.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn writes_hands(&self) -> Result<bool, CompanionError> {
        let jar: Jar = read(self.private.meta(JAR)?)?;
        let takes_part = jar.on || self.read_together()?.takes_part(week_of(self.now()));
        Ok(takes_part && self.partner().is_some())
    }

    /// A Yes to gestures that take two is taken back. Where hands were for it alone, those go that the other has not
    /// been answered yet; of those that were answered, the other may have found it, and so may I.
    pub(crate) fn withdraw_hands(&mut self) -> Result<(), CompanionError> {
        let mut jar: Jar = read(self.private.meta(JAR)?)?;
        let together = self.read_together()?;
        if jar.on || together.takes_part(week_of(self.now())) {
            return Ok(());
        }
        jar.hands.retain(|mine| mine.stage >= Stage::Answered);
        self.keep_jar(&jar, &together)
    }

    fn keep_jar(&mut self, jar: &Jar, together: &Together) -> Result<(), CompanionError> {
        let (jar, together) = (written(jar)?, written(together)?);
        Ok(self.private.write(|tx| {
            tx.put_meta(JAR, &jar)?;
            tx.put_meta(TOGETHER, &together)
        })?)
    }
}

/// Keeps a word of the partner's. The first of a week counts, and weeks that can't be now are let go.
pub(crate) fn hear(
    tx: &Tx<'_, Shared>,
    word: &Word,
    now: DateTime<Utc>,
) -> Result<(), CompanionError> {
    let week = week_of(now);
    if word.week().abs_diff(week) >= WEEKS {
        return Ok(());
    }
    let mut heard: Heard = read(tx.meta(JAR)?)?;
    let words = match word {
        Word::Slips { .. } => &mut heard.slips,
        Word::Answers { .. } => &mut heard.answers,
    };
    words.entry(word.week()).or_insert_with(|| word.encode());
    for words in [&mut heard.slips, &mut heard.answers] {
        words.retain(|of, _| of.abs_diff(week) < WEEKS);
    }
    Ok(tx.put_meta(JAR, &written(&heard)?)?)
}

/// Weeks since 1970, from Monday to Sunday, in UTC: both computers must mean the same one.
fn week_of(now: DateTime<Utc>) -> u32 {
    let days = now.date_naive().num_days_from_ce() - EPOCH_MONDAY;
    u32::try_from(days.div_euclid(7)).unwrap_or(0)
}

/// 29 December 1969.
const EPOCH_MONDAY: i32 = 719_160;

pub(crate) fn read<T: DeserializeOwned + Default>(
    bytes: Option<Vec<u8>>,
) -> Result<T, CompanionError> {
    let Some(bytes) = bytes else {
        return Ok(T::default());
    };
    postcard::from_bytes(&bytes).map_err(|_| CompanionError::VaultDamaged {
        detail: "the jar".into(),
    })
}

pub(crate) fn written<T: Serialize>(value: &T) -> Result<Vec<u8>, CompanionError> {
    postcard::to_stdvec(value).map_err(|_| CompanionError::Internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_begins_on_monday() {
        let week = |text: &str| week_of(text.parse().unwrap());
        assert_eq!(week("1970-01-01T00:00:00Z"), 0);
        assert_eq!(week("2026-11-23T00:00:00Z"), week("2026-11-29T23:59:59Z"));
        assert_eq!(
            week("2026-11-30T00:00:00Z"),
            week("2026-11-29T23:59:59Z") + 1
        );
        assert_eq!(week("1960-01-01T00:00:00Z"), 0);
    }
}
