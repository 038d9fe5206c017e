//! One figure: what it is, what was measured, beside what, and whether that is well.

use std::{fmt, time::Duration};

/// A measured quantity.
#[derive(Clone, Copy)]
pub enum Quantity {
    Time(Duration),
    /// Bytes.
    Memory(u64),
    /// Of one processor, 0 to 1.
    Share(f64),
    /// Of anything else.
    Number(f64),
}

impl Quantity {
    fn as_number(self) -> f64 {
        match self {
            Self::Time(time) => time.as_secs_f64(),
            #[expect(clippy::cast_precision_loss, reason = "no figure has 53 bits")]
            Self::Memory(bytes) => bytes as f64,
            Self::Share(number) | Self::Number(number) => number,
        }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Time(time) if time.as_secs() >= 10 => write!(f, "{:.1} s", time.as_secs_f64()),
            Self::Time(time) if time.as_millis() >= 10 => write!(f, "{} ms", time.as_millis()),
            Self::Time(time) => write!(f, "{:.2} ms", time.as_secs_f64() * 1e3),
            Self::Share(share) => write!(f, "{:.2} %", share * 100.0),
            Self::Number(number) => write!(f, "{number:.2}"),
            Self::Memory(_) => write!(f, "{:.1} MB", self.as_number() / 1e6),
        }
    }
}

/// How well is well.
pub enum Goal {
    /// Value ÷ reference is at most this.
    Ratio(f64),
    /// The value is at most this, whatever the machine.
    AtMost(Quantity),
}

pub struct Figure {
    /// What it is.
    pub what: &'static str,
    pub value: Quantity,
    /// What it stands beside, measured in turns with it.
    pub reference: (&'static str, Quantity),
    pub goal: Goal,
}

impl Figure {
    fn ratio(&self) -> f64 {
        self.value.as_number() / self.reference.1.as_number()
    }

    pub fn is_met(&self) -> bool {
        match self.goal {
            Goal::Ratio(most) => self.ratio() <= most,
            Goal::AtMost(most) => self.value.as_number() <= most.as_number(),
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (beside, reference) = self.reference;
        write!(
            f,
            "{}: {} ÷ {beside}: {reference} = {:.2}; goal ",
            self.what,
            self.value,
            self.ratio()
        )?;
        match self.goal {
            Goal::Ratio(most) => write!(f, "a ratio of at most {most}")?,
            Goal::AtMost(most) => write!(f, "at most {most}")?,
        }
        write!(f, ": {}", if self.is_met() { "met" } else { "MISSED" })
    }
}

/// The one in the middle.
pub fn median<T: Copy + Ord + Default>(mut values: Vec<T>) -> T {
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or_default()
}
