//! Openings for an empty page. Ids only; the words are in the translations.

/// Twelve first lines.
pub const FIRST_LINES: [&str; 12] = [
    "first-line-1",
    "first-line-2",
    "first-line-3",
    "first-line-4",
    "first-line-5",
    "first-line-6",
    "first-line-7",
    "first-line-8",
    "first-line-9",
    "first-line-10",
    "first-line-11",
    "first-line-12",
];
