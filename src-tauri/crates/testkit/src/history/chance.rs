//! All chance of a history: SplitMix64, so that a seed means the same everywhere and for ever.

/// A row of numbers made from one seed.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// Each seed is a row of its own; each step of a history draws from its own, so that a step
    /// can be left out without changing the others.
    #[must_use]
    pub fn new(seed: u64, step: u64) -> Self {
        let mut chance = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ step.rotate_left(32));
        chance.draw();
        chance
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Below `end`, which is not 0.
    pub fn below(&mut self, end: u64) -> u64 {
        self.draw() % end
    }

    /// An index into something that is not empty.
    pub fn index(&mut self, len: usize) -> usize {
        usize::try_from(self.below(len as u64)).unwrap_or(0)
    }

    /// Yes in so many of a hundred cases.
    pub fn percent(&mut self, yes: u64) -> bool {
        self.below(100) < yes
    }

    /// One of the two people.
    pub fn person(&mut self) -> usize {
        self.index(2)
    }
}
