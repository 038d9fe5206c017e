//! A notification to try out how much a nudge would say.

use companion::{Discretion, Settings};

use crate::{
    notifier::Announcement,
    texts::{Language, Texts},
};

/// What the settings have a nudge look like. Pressing its buttons does nothing.
#[must_use]
pub fn announcement(settings: &Settings, partner: Option<&str>) -> Announcement {
    let texts = Texts::new(Language::of_setting(&settings.language));
    let body = match (settings.discretion, partner) {
        (Discretion::Discreet, _) => texts.get("test-nudge-discreet"),
        (Discretion::Warm, Some(partner)) => texts.with("test-nudge-warm", &[("partner", partner)]),
        (Discretion::Warm, None) => texts.get("test-nudge-warm.alone"),
        (Discretion::Full, _) => texts.get("test-nudge-full"),
    };
    let actions = ["show-me", "later", "not-today"];
    Announcement {
        title: texts.get("notification-title"),
        body,
        actions: actions
            .into_iter()
            .map(|action| (action.to_owned(), texts.get(&format!("action-{action}"))))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(discretion: Discretion, partner: Option<&str>) -> String {
        let settings = Settings {
            discretion,
            language: "en".into(),
            ..Settings::default()
        };
        announcement(&settings, partner).body
    }

    #[test]
    fn only_a_warm_one_names_the_partner() {
        assert!(body(Discretion::Warm, Some("Ada")).contains("Ada"));
        for discretion in [Discretion::Discreet, Discretion::Full] {
            assert!(!body(discretion, Some("Ada")).contains("Ada"));
        }
    }

    #[test]
    fn there_are_words_for_each() {
        for discretion in [Discretion::Discreet, Discretion::Warm, Discretion::Full] {
            assert!(body(discretion, None).contains("test"), "{discretion:?}");
        }
    }
}
