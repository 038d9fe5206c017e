//! Words and JSON for the command line.

use companion::{
    CompanionError, EntrySummary, EntryView, OutingView, PlanView,
    couple::{cadence::Cadence, gesture::GestureRef, journal::Audience, outing::Stage},
};
use serde_json::{Value, json};

use super::code;
use crate::{command_error::CommandError, texts::Texts};

/// The exit code of an error.
#[must_use]
pub fn code_of(error: &CompanionError) -> u8 {
    match error {
        CompanionError::Locked
        | CompanionError::ScreenLocked
        | CompanionError::WrongPassphrase
        | CompanionError::PagesClosed
        | CompanionError::KeyringGone
        | CompanionError::WrongWords { .. }
        | CompanionError::WordCount { .. }
        | CompanionError::WordsDoNotFit
        | CompanionError::OtherSheet => code::LOCKED,
        CompanionError::NotFound | CompanionError::NoHome => code::NOT_FOUND,
        CompanionError::VaultNewer => code::NEWER,
        CompanionError::ProfileBusy => code::BUSY,
        CompanionError::BadInput { .. }
        | CompanionError::BadTime
        | CompanionError::UnknownGesture
        | CompanionError::NameMissing
        | CompanionError::SamePassphrase
        | CompanionError::BackupInsideProfile
        | CompanionError::PlaceTaken
        | CompanionError::PassphraseTooShort { .. } => code::USAGE,
        _ => code::FAILED,
    }
}

/// What an error says to a person, in the words of the interface.
#[must_use]
pub fn error_words(texts: &Texts, error: CompanionError) -> String {
    let (name, value) = match &error {
        CompanionError::TitleTooLong { limit } | CompanionError::BodyTooLong { limit } => {
            ("limit", limit.to_string())
        }
        CompanionError::PassphraseTooShort { least } => ("least", least.to_string()),
        CompanionError::WordCount { found } => ("found", found.to_string()),
        CompanionError::WrongWords { places } => {
            let places: Vec<String> = places.iter().map(u8::to_string).collect();
            ("places", places.join(", "))
        }
        _ => ("", String::new()),
    };
    let values = [(name, value.as_str())];
    texts.with(&format!("error-{}", error_code(error)), &values)
}

/// The code of an error as the texts name it: `wrong-passphrase`.
fn error_code(error: CompanionError) -> String {
    let code = match serde_json::to_value(CommandError::from(error)) {
        Ok(Value::Object(fields)) => fields
            .get("code")
            .and_then(Value::as_str)
            .unwrap_or("internal")
            .to_owned(),
        _ => "internal".to_owned(),
    };
    kebab(&code)
}

/// `wrongPassphrase` → `wrong-passphrase`.
pub(crate) fn kebab(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            out.push('-');
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}

pub(crate) fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::Mine => "mine",
        Audience::Ours => "ours",
        Audience::Sealed => "sealed",
    }
}

/// An entry of a list.
pub(crate) fn summary_json(entry: &EntrySummary) -> Value {
    json!({
        "id": entry.id,
        "title": entry.title,
        "opening": entry.opening,
        "written_at": entry.written_at.rfc3339_exact(),
        "zone": entry.written_at.zone.name(),
        "audience": audience(entry.audience),
        "author": author(entry),
        "feelings": entry.feelings,
        "tags": entry.tags,
        "photos": [],
    })
}

/// An entry with its text: `id, title, body, written_at, zone, audience, author, feelings, tags, photos`.
pub(crate) fn entry_json(entry: &EntryView) -> Value {
    let mut value = summary_json(&entry.summary);
    if let Some(fields) = value.as_object_mut() {
        fields.remove("opening");
        fields.insert("body".into(), entry.body.clone().into());
    }
    value
}

fn author(entry: &EntrySummary) -> &'static str {
    match entry.author {
        companion::Author::Me => "me",
        companion::Author::Partner => "partner",
    }
}

pub(crate) fn outing_json(outing: &OutingView) -> Value {
    json!({
        "id": outing.id,
        "title": outing.title,
        "place": outing.place,
        "note": outing.note,
        "at": outing.when.local_text(),
        "zone": outing.when.zone.name(),
        "minutes": outing.minutes,
        "stage": stage(outing.stage),
        "proposed_by": match outing.proposed_by {
            companion::Author::Me => "me",
            companion::Author::Partner => "partner",
        },
    })
}

pub(crate) fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::AwaitingMe => "awaiting-me",
        Stage::AwaitingPartner => "awaiting-partner",
        Stage::Planned => "planned",
        Stage::Declined => "declined",
        Stage::Cancelled => "cancelled",
        Stage::Remembered => "remembered",
        Stage::Alone => "alone",
    }
}

pub(crate) fn plan_json(plan: &PlanView) -> Value {
    let (from, text) = match &plan.gesture {
        GestureRef::Library(id) => (Some(id), None),
        GestureRef::Own(text) => (None, Some(text)),
    };
    let every = match plan.cadence {
        Cadence::EveryDays(days) => Some(days),
        _ => None,
    };
    json!({
        "id": plan.id,
        "from": from,
        "text": text,
        "every": every,
        "window": format!("{}-{}", plan.window.from_text(), plan.window.to_text()),
        "cue": plan.cue,
        "next": plan.next.map(|at| at.to_rfc3339()),
        "last_done": plan.last_done.map(|at| at.to_rfc3339()),
        "snoozed_until": plan.snoozed_until.map(|at| at.to_rfc3339()),
    })
}

/// A gesture in words.
pub(crate) fn gesture_words(texts: &Texts, gesture: &GestureRef) -> String {
    match gesture {
        GestureRef::Library(id) => texts
            .find(&format!("gesture-{id}"), &[])
            .unwrap_or_else(|| id.clone()),
        GestureRef::Own(text) => text.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Language;

    #[test]
    fn errors_have_words_and_codes() {
        for language in [Language::English, Language::German] {
            let texts = Texts::new(language);
            for error in [
                CompanionError::Locked,
                CompanionError::WrongPassphrase,
                CompanionError::VaultNewer,
                CompanionError::ProfileBusy,
                CompanionError::NoPartner,
                CompanionError::PassphraseTooShort { least: 8 },
                CompanionError::NoSheet,
                CompanionError::WrongWords { places: vec![3] },
                CompanionError::WordCount { found: 23 },
                CompanionError::WordsDoNotFit,
                CompanionError::OtherSheet,
                CompanionError::NotABackup,
                CompanionError::BackupInsideProfile,
            ] {
                let words = error_words(&texts, error);
                assert!(!words.starts_with("error-") && words.len() > 10, "{words}");
            }
        }
        assert_eq!(code_of(&CompanionError::WrongPassphrase), 3);
        assert_eq!(code_of(&CompanionError::NotFound), 4);
        assert_eq!(code_of(&CompanionError::VaultNewer), 5);
        assert_eq!(code_of(&CompanionError::ProfileBusy), 6);
    }
}
