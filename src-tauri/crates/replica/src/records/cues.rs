//! How the cue of a plan is written: a word, and a number where it has one.

use couple::cue::Cue;

use super::texts;
use crate::fields::Field;

pub(super) fn cue_field(cue: Cue) -> Field {
    match cue {
        Cue::Unlock => texts(["unlock".to_owned()]),
        Cue::Back(minutes) => texts(["back".to_owned(), minutes.to_string()]),
        Cue::FirstStart => texts(["first-start".to_owned()]),
        Cue::WorkdayEnds => texts(["workday-ends".to_owned()]),
        Cue::BlockEnds => texts(["block-ends".to_owned()]),
        Cue::ShutDown => texts(["shut-down".to_owned()]),
    }
}

/// A cue that this version doesn't know makes the plan one of a newer version, rather than one without a cue.
pub(super) fn read_cue(field: &Field) -> Option<Cue> {
    let Field::List(words) = field else {
        return None;
    };
    let words: Vec<&str> = words
        .iter()
        .map(|word| match word {
            Field::Text(word) => Some(word.as_str()),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let cue = match words.as_slice() {
        ["unlock"] => Cue::Unlock,
        ["back", minutes] => Cue::Back(minutes.parse().ok()?),
        ["first-start"] => Cue::FirstStart,
        ["workday-ends"] => Cue::WorkdayEnds,
        ["block-ends"] => Cue::BlockEnds,
        ["shut-down"] => Cue::ShutDown,
        _ => return None,
    };
    cue.is_possible().then_some(cue)
}
