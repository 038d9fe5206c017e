//! The lamp in the tray: a menu only, since Linux trays give no clicks, and
//! never fatal, since some desktops have no tray and some systems no library for it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tauri::{
    AppHandle, Runtime,
    image::Image,
    menu::{Menu, MenuItem, PredefinedMenuItem, Submenu},
    tray::{TrayIcon, TrayIconBuilder},
};

use companion::couple::nudge::Pause;

use crate::texts::Texts;

const LAMP: &[u8] = include_bytes!("../../icons/tray.png");
const LAMP_GLOWING: &[u8] = include_bytes!("../../icons/tray-glow.png");

const EVENING: &str = "tray-pause-evening";
const PAUSES: [&str; 5] = [
    "tray-pause-hour",
    EVENING,
    "tray-pause-tomorrow",
    "tray-pause-weekend",
    "tray-pause-longer",
];

/// What someone chose in the tray.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    Open,
    Write,
    Pause(Pause),
    /// A pause until a day, which needs the window to choose one.
    PauseLonger,
    Resume,
    Quit,
}

impl Choice {
    fn of(identifier: &str) -> Option<Self> {
        Some(match identifier {
            "tray-open" => Self::Open,
            "tray-write" => Self::Write,
            "tray-pause-hour" => Self::Pause(Pause::Hour),
            EVENING => Self::Pause(Pause::Evening),
            "tray-pause-tomorrow" => Self::Pause(Pause::Tomorrow),
            "tray-pause-weekend" => Self::Pause(Pause::Weekend),
            "tray-pause-longer" => Self::PauseLonger,
            "tray-resume" => Self::Resume,
            "tray-quit" => Self::Quit,
            _ => return None,
        })
    }
}

/// What the tray shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Showing {
    /// When the next nudge comes, in words; `None` when none is planned.
    pub next: Option<String>,
    /// What is coming was switched off, and is not spoken of.
    pub unsaid: bool,
    /// Until when nudges are paused, in words.
    pub paused: Option<String>,
    /// This evening is still to come.
    pub evening: bool,
    /// Fully locked: nothing can be said about nudges.
    pub locked: bool,
    /// Something waits. The lamp glows; it never counts.
    pub waiting: bool,
}

/// The tray's lamp.
pub struct Lamp<R: Runtime> {
    icon: TrayIcon<R>,
    shown: Option<Showing>,
}

impl<R: Runtime> Lamp<R> {
    /// Puts the lamp into the tray. `None` where that can't be done.
    #[must_use]
    pub fn light(
        app: &AppHandle<R>,
        texts: &Texts,
        on_choice: impl Fn(&AppHandle<R>, Choice) + Send + Sync + 'static,
    ) -> Option<Self> {
        // libappindicator is loaded at run time, and its absence panics.
        let built = catch_unwind(AssertUnwindSafe(|| -> tauri::Result<TrayIcon<R>> {
            TrayIconBuilder::with_id("lamp")
                .icon(Image::from_bytes(LAMP)?)
                .menu(&menu(app, texts, &Showing::default())?)
                .tooltip("Lamplight")
                .on_menu_event(move |app, event| {
                    if let Some(choice) = Choice::of(event.id().as_ref()) {
                        on_choice(app, choice);
                    }
                })
                .build(app)
        }));
        match built {
            Ok(Ok(icon)) => Some(Self { icon, shown: None }),
            _ => None,
        }
    }

    /// Brings menu and lamp up to date.
    pub fn show(&mut self, app: &AppHandle<R>, texts: &Texts, showing: Showing) {
        if self.shown.as_ref() == Some(&showing) {
            return;
        }
        if let Ok(menu) = menu(app, texts, &showing) {
            let _ = self.icon.set_menu(Some(menu));
        }
        let lamp = if showing.waiting { LAMP_GLOWING } else { LAMP };
        if let Ok(image) = Image::from_bytes(lamp) {
            let _ = self.icon.set_icon(Some(image));
        }
        self.shown = Some(showing);
    }
}

fn menu<R: Runtime>(
    app: &AppHandle<R>,
    texts: &Texts,
    showing: &Showing,
) -> tauri::Result<Menu<R>> {
    let item = |key: &str| MenuItem::with_id(app, key, texts.get(key), true, None::<&str>);
    let line = match (&showing.paused, &showing.next) {
        _ if showing.locked => Some(texts.get("tray-locked")),
        (Some(until), _) => Some(texts.with("tray-paused", &[("until", until)])),
        _ if showing.unsaid => None,
        (None, Some(when)) => Some(texts.with("tray-next", &[("when", when)])),
        (None, None) => Some(texts.get("tray-none")),
    };
    let menu = Menu::with_items(app, &[&item("tray-open")?, &item("tray-write")?])?;
    menu.append(&PredefinedMenuItem::separator(app)?)?;
    if let Some(line) = line {
        let next = MenuItem::with_id(app, "tray-next", line, false, None::<&str>)?;
        menu.append(&next)?;
    }
    if !showing.locked {
        if showing.paused.is_some() {
            menu.append(&item("tray-resume")?)?;
        } else {
            let pauses = Submenu::new(app, texts.get("tray-pause"), true)?;
            for key in PAUSES {
                if key == EVENING && !showing.evening {
                    continue;
                }
                pauses.append(&item(key)?)?;
            }
            menu.append(&pauses)?;
        }
    }
    menu.append(&PredefinedMenuItem::separator(app)?)?;
    menu.append(&item("tray-quit")?)?;
    Ok(menu)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Language;

    #[test]
    fn every_pause_can_be_chosen_and_has_its_words() {
        for key in PAUSES {
            assert!(Choice::of(key).is_some(), "{key}");
            for language in [Language::English, Language::German] {
                assert!(Texts::new(language).find(key, &[]).is_some(), "{key}");
            }
        }
        assert_eq!(
            Choice::of("tray-pause-weekend"),
            Some(Choice::Pause(Pause::Weekend))
        );
    }
}
