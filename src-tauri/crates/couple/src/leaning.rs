//! What one of them makes of an idea, and which gestures are not for them. It is theirs alone.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{ThingId, gesture::gesture, outing::ideas};

/// What I make of an idea. Not having looked at it yet is none of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Leaning {
    /// Yes.
    Yes,
    /// Maybe.
    Maybe,
    /// Not for me.
    No,
}

/// All of mine. Private: nothing of it, and not how many there are, ever leaves its owner's devices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leanings {
    /// The id of the document: the same on all devices of one person.
    pub id: ThingId,
    /// By the idea's id. Ideas of another version of the library stay in it.
    pub ideas: BTreeMap<String, Leaning>,
    /// Ideas that neither of us has ever done, as far as I know.
    pub new_to_us: BTreeSet<String>,
    /// Ideas I am excited about.
    pub excited: BTreeSet<String>,
    /// Gestures of the library that are not for us.
    pub aside: BTreeSet<String>,
}

/// What else I can say of an idea, besides what I make of it. What is new or exciting does more for two people than
/// what is merely pleasant (Reissman, Aron and Bergen 1993).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Mark {
    /// We have never done it.
    NewToUs,
    /// I am excited about it.
    Excited,
}

/// There is no such idea or gesture in the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not in the library")]
pub struct NotInTheLibrary;

impl Leanings {
    /// Nothing said yet.
    #[must_use]
    pub const fn none(id: ThingId) -> Self {
        Self {
            id,
            ideas: BTreeMap::new(),
            new_to_us: BTreeSet::new(),
            excited: BTreeSet::new(),
            aside: BTreeSet::new(),
        }
    }

    /// Says what I make of an idea, or takes it back. `own` says whether it is one of our own.
    ///
    /// # Errors
    /// [`NotInTheLibrary`], where it is no own one either. What is no longer there can still be taken back.
    pub fn lean(
        &mut self,
        idea: &str,
        leaning: Option<Leaning>,
        own: bool,
    ) -> Result<(), NotInTheLibrary> {
        let Some(leaning) = leaning else {
            self.ideas.remove(idea);
            return Ok(());
        };
        if !own && !ideas().iter().any(|known| known.id == idea) {
            return Err(NotInTheLibrary);
        }
        self.ideas.insert(idea.to_owned(), leaning);
        Ok(())
    }

    /// Marks an idea, or takes the mark away. `own` as in [`Leanings::lean`].
    ///
    /// # Errors
    /// [`NotInTheLibrary`], where it is no own one either. From what is gone a mark can still be taken.
    pub fn mark(
        &mut self,
        idea: &str,
        mark: Mark,
        on: bool,
        own: bool,
    ) -> Result<(), NotInTheLibrary> {
        let marked = match mark {
            Mark::NewToUs => &mut self.new_to_us,
            Mark::Excited => &mut self.excited,
        };
        if !on {
            marked.remove(idea);
            return Ok(());
        }
        if !own && !ideas().iter().any(|known| known.id == idea) {
            return Err(NotInTheLibrary);
        }
        marked.insert(idea.to_owned());
        Ok(())
    }

    /// What was said of one idea is said of another one now.
    pub fn rename(&mut self, before: &str, after: &str) {
        if let Some(leaning) = self.ideas.remove(before) {
            self.ideas.insert(after.to_owned(), leaning);
        }
        for marked in [&mut self.new_to_us, &mut self.excited] {
            if marked.remove(before) {
                marked.insert(after.to_owned());
            }
        }
    }

    /// Lays a gesture aside, or brings it back.
    ///
    /// # Errors
    /// [`NotInTheLibrary`]. What is no longer in it can still be brought back.
    pub fn lay_aside(&mut self, id: &str, aside: bool) -> Result<(), NotInTheLibrary> {
        if !aside {
            self.aside.remove(id);
            return Ok(());
        }
        gesture(id).ok_or(NotInTheLibrary)?;
        self.aside.insert(id.to_owned());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_in_the_library_can_be_leaned_to() {
        let mut mine = Leanings::none(ThingId([1; 16]));
        mine.lean("picnic", Some(Leaning::Maybe), false).unwrap();
        mine.lean("picnic", Some(Leaning::Yes), false).unwrap();
        mine.lay_aside("short-walk", true).unwrap();
        assert_eq!(
            mine.lean("no-such-idea", Some(Leaning::Yes), false),
            Err(NotInTheLibrary)
        );
        assert_eq!(mine.lay_aside("picnic", true), Err(NotInTheLibrary));
        assert_eq!(mine.ideas, [("picnic".to_owned(), Leaning::Yes)].into());
        assert_eq!(mine.aside, ["short-walk".to_owned()].into());

        mine.mark("picnic", Mark::NewToUs, true, false).unwrap();
        mine.mark("sunrise", Mark::Excited, true, false).unwrap();
        assert_eq!(
            mine.mark("no-such-idea", Mark::Excited, true, false),
            Err(NotInTheLibrary)
        );
        assert_eq!(mine.new_to_us, ["picnic".to_owned()].into());
        assert_eq!(mine.excited, ["sunrise".to_owned()].into());
        mine.mark("own", Mark::Excited, true, true).unwrap();
        mine.lean("own", Some(Leaning::Yes), true).unwrap();
        mine.mark("own", Mark::Excited, false, false).unwrap();
        mine.lean("own", None, false).unwrap();
        mine.mark("picnic", Mark::NewToUs, false, false).unwrap();
        mine.mark("sunrise", Mark::Excited, false, false).unwrap();

        mine.lean("picnic", None, false).unwrap();
        mine.lay_aside("short-walk", false).unwrap();
        assert_eq!(mine, Leanings::none(mine.id));
    }
}
