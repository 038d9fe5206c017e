//! The seeds of a run, and what it counted. The gate has its own few seeds; `cargo xtask soak`
//! hands others to the same tests.

use std::{collections::BTreeMap, ops::Range};

/// The seeds of this run: those of the gate, or the ones that `LAMPLIGHT_SOAK_FROM` and
/// `LAMPLIGHT_SOAK_SEEDS` (how many) name.
///
/// # Panics
/// When one of these is no number.
#[must_use]
pub fn seeds(gate: Range<u64>) -> Range<u64> {
    let number = |name| {
        std::env::var(name)
            .ok()
            .map(|text| text.parse::<u64>().expect(name))
    };
    match number("LAMPLIGHT_SOAK_SEEDS") {
        Some(count) => {
            let from = number("LAMPLIGHT_SOAK_FROM").unwrap_or(0);
            from..from + count
        }
        None => gate,
    }
}

/// Whether this run is the gate's, with its known seeds.
#[must_use]
pub fn is_gate() -> bool {
    std::env::var_os("LAMPLIGHT_SOAK_SEEDS").is_none()
}

/// What a run has counted: `seeds`, `steps`, `crashes`, `states`, `lost`, `divergences` and
/// whatever else there is, each one word.
#[derive(Debug, Default)]
pub struct Counts(BTreeMap<&'static str, u64>);

impl Counts {
    /// Adds to a count.
    pub fn add(&mut self, name: &'static str, number: u64) {
        *self.0.entry(name).or_insert(0) += number;
    }

    /// A count; nothing is 0.
    #[must_use]
    pub fn of(&self, name: &str) -> u64 {
        self.0.get(name).copied().unwrap_or(0)
    }

    /// Prints the line that `cargo xtask soak` reads.
    pub fn print(&self) {
        let counts: Vec<String> = self
            .0
            .iter()
            .map(|(name, number)| format!("{name} {number}"))
            .collect();
        println!("soak: {}", counts.join(" "));
    }
}
