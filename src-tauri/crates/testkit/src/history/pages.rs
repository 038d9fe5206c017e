//! Pages that are put behind a second passphrase, and closed and opened in between.

use companion::PagesState;

use super::History;
use crate::world::{COST, PASSPHRASE};

/// From this seed on, pages come and go. The seeds before it are the histories that they always
/// were.
pub const PAGES_FROM: u64 = 1_000_000;
const SECOND: &str = "under the third stair";

impl History {
    pub(super) fn has_pages(&self) -> bool {
        (PAGES_FROM..u64::MAX).contains(&self.seed)
    }

    pub(super) fn close_pages(&mut self, who: usize) -> Result<(), String> {
        let home = self.sides[who].companion.as_ref();
        if home.is_none_or(|home| matches!(home.pages_state(), Ok(PagesState::Closed))) {
            return Ok(());
        }
        // What waits to leave stays mine.
        self.sides[who].waiting.clear();
        let closed = self.act(who, "closes the pages", |home| {
            if home.pages_state()? == PagesState::NoSecond {
                home.set_second_passphrase(PASSPHRASE, SECOND, COST)?;
            }
            home.close_pages()
        })?;
        self.seen.closed += u64::from(closed.is_some());
        Ok(())
    }

    pub(super) fn open_pages(&mut self, who: usize) -> Result<(), String> {
        let Some(home) = self.sides[who].companion.as_ref() else {
            return Ok(());
        };
        let state = home.pages_state().map_err(|error| error.to_string())?;
        if state != PagesState::Closed {
            return Ok(());
        }
        self.sides[who].waiting.clear();
        self.act(who, "opens the pages", |home| home.open_pages(SECOND))?;
        Ok(())
    }

    /// In the end everyone opens theirs, and that works.
    pub(super) fn open_all_pages(&mut self) -> Result<(), String> {
        for who in [0, 1] {
            self.open_pages(who)?;
            let home = self.sides[who].companion.as_ref();
            let state = home.map(|home| home.pages_state());
            if matches!(state, Some(Ok(PagesState::Closed))) {
                return Err(format!("the pages of {who} can't be opened"));
            }
        }
        Ok(())
    }
}
