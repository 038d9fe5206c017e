//! The app's words outside the window: notifications, the tray, the command
//! line. They come from the same Fluent files as the interface's.

use chrono::Timelike;
use fluent::{FluentArgs, FluentResource, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

/// A language the app speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    English,
    German,
    /// English with accents and a third more letters, to find what does not fit.
    Pseudo,
}

impl Language {
    /// The language of a setting: `system`, or one of [`Language::code`]'s.
    #[must_use]
    pub fn of_setting(setting: &str) -> Self {
        match setting {
            "en" => Self::English,
            "de" => Self::German,
            "pseudo" => Self::Pseudo,
            _ => Self::of_system(&system_locale()),
        }
    }

    /// The language for a POSIX or BCP 47 locale name such as `de_AT.UTF-8`.
    #[must_use]
    pub fn of_system(locale: &str) -> Self {
        if locale.to_ascii_lowercase().starts_with("de") {
            Self::German
        } else {
            Self::English
        }
    }

    /// `en`, `de` or `pseudo`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::Pseudo => "pseudo",
        }
    }
}

fn system_locale() -> String {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .or_else(platform_locale)
        .unwrap_or_default()
}

/// macOS and Windows do not set `LANG` for programs started from the desktop.
#[cfg(any(target_os = "macos", windows))]
fn platform_locale() -> Option<String> {
    sys_locale::get_locale()
}

#[cfg(not(any(target_os = "macos", windows)))]
fn platform_locale() -> Option<String> {
    None
}

const ENGLISH: &[&str] = &[
    include_str!("../../ui/locales/en/notifications.ftl"),
    include_str!("../../ui/locales/en/gestures.ftl"),
    include_str!("../../ui/locales/en/errors.ftl"),
    include_str!("../../ui/locales/en/talks.ftl"),
];
const GERMAN: &[&str] = &[
    include_str!("../../ui/locales/de/notifications.ftl"),
    include_str!("../../ui/locales/de/gestures.ftl"),
    include_str!("../../ui/locales/de/errors.ftl"),
    include_str!("../../ui/locales/de/talks.ftl"),
];

/// The words of one language.
pub struct Texts {
    bundle: FluentBundle<FluentResource>,
    pseudo: bool,
}

impl Texts {
    /// The words in `language`. A file that does not parse gives what it can.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let (files, name) = match language {
            Language::English | Language::Pseudo => (ENGLISH, "en"),
            Language::German => (GERMAN, "de"),
        };
        let tag: LanguageIdentifier = name.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Direction marks around values show up as boxes in some notification servers.
        bundle.set_use_isolating(false);
        for file in files {
            let resource = match FluentResource::try_new((*file).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self {
            bundle,
            pseudo: language == Language::Pseudo,
        }
    }

    /// The text of `key`, or `key.attribute`. A missing one gives the key, so
    /// that it is seen and never an empty notification.
    #[must_use]
    pub fn get(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// Like [`Texts::get`], with named values.
    #[must_use]
    pub fn with(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.find(key, values).unwrap_or_else(|| key.to_owned())
    }

    /// The text of `key` if there is one.
    #[must_use]
    pub fn find(&self, key: &str, values: &[(&str, &str)]) -> Option<String> {
        let (message, attribute) = key
            .split_once('.')
            .map_or((key, None), |(m, a)| (m, Some(a)));
        let message = self.bundle.get_message(message)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set((*name).to_owned(), (*value).to_owned());
        }
        let mut problems = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, Some(&args), &mut problems)
            .into_owned();
        Some(if self.pseudo { pseudo(&text) } else { text })
    }

    /// One of `key-1`, `key-2`, …, chosen by `seed`, so that the same line does
    /// not come every evening.
    #[must_use]
    pub fn variant(&self, key: &str, seed: u64, values: &[(&str, &str)]) -> String {
        let count = (1u64..=12)
            .take_while(|n| self.bundle.has_message(&format!("{key}-{n}")))
            .count() as u64;
        if count == 0 {
            return self.with(key, values);
        }
        self.with(&format!("{key}-{}", seed % count + 1), values)
    }
}

/// Part of a day, as notification lines name it.
#[must_use]
pub fn part_of_day(time: chrono::NaiveTime) -> &'static str {
    match time.hour() {
        5..=11 => "morning",
        12..=16 => "afternoon",
        _ => "evening",
    }
}

fn pseudo(text: &str) -> String {
    let mut out = String::from("[");
    for letter in text.chars() {
        match letter {
            'a' => out.push_str("àa"),
            'e' => out.push_str("ée"),
            'i' => out.push('î'),
            'o' => out.push_str("öo"),
            'u' => out.push('ü'),
            other => out.push(other),
        }
    }
    out.push(']');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_actions_have_words_in_both_languages() {
        for language in [Language::English, Language::German, Language::Pseudo] {
            let texts = Texts::new(language);
            for key in [
                "action-show-me",
                "action-later",
                "action-not-today",
                "action-did-it",
            ] {
                assert!(texts.find(key, &[]).is_some(), "{key} in {language:?}");
            }
        }
    }

    #[test]
    fn a_missing_text_shows_its_key() {
        assert_eq!(
            Texts::new(Language::English).get("no-such-text"),
            "no-such-text"
        );
    }

    #[test]
    fn german_locales_speak_german() {
        assert_eq!(Language::of_system("de_AT.UTF-8"), Language::German);
        assert_eq!(Language::of_system("C.UTF-8"), Language::English);
    }
}
