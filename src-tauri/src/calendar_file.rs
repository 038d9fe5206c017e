//! Keeps the file that other calendars read as the plans are, whoever changes them, behind a locked screen too. Fully
//! locked, it stays as it was.

use std::{path::PathBuf, time::Duration};

use chrono::Utc;
use companion::{CalendarWords, Notice, PlansOut};
use tokio::sync::broadcast::error::RecvError;

use crate::{
    engine::Engine,
    household::{Household, Room},
    texts::{Language, Texts},
};

/// What comes together is written once.
const GATHER: Duration = Duration::from_millis(500);
/// A place that could not be written to, on a disk that was taken out say, is tried again.
const AGAIN: Duration = Duration::from_secs(600);

/// What lies there, as far as it was written from here.
type Lying = (PathBuf, PlansOut);

/// The words that go along, as the person has set the language.
#[must_use]
pub fn words(room: &Room) -> CalendarWords {
    let texts = Texts::new(Language::of_setting(&room.settings().language));
    CalendarWords {
        name: texts.get("calendar-name"),
        busy: texts.get("calendar-busy"),
    }
}

/// Listens to the engine until it ends.
pub fn keep(engine: &Engine) {
    let household = engine.household.clone();
    let mut notices = engine.notices();
    tokio::spawn(async move {
        let mut lying: Option<Lying> = None;
        loop {
            lying = write(&household, lying).await;
            let matters = async {
                loop {
                    match notices.recv().await {
                        Ok(notice) if !touches(&notice) => {}
                        Ok(_) | Err(RecvError::Lagged(_)) => break true,
                        Err(RecvError::Closed) => break false,
                    }
                }
            };
            match tokio::time::timeout(AGAIN, matters).await {
                Ok(false) => break,
                Ok(true) => tokio::time::sleep(GATHER).await,
                Err(_) => {}
            }
        }
    });
}

fn touches(notice: &Notice) -> bool {
    matches!(
        notice,
        Notice::HomeChanged
            | Notice::OutingChanged { .. }
            | Notice::SealedArrived { .. }
            | Notice::SealedChanged { .. }
            | Notice::SealedOpened { .. }
            | Notice::SharingChanged
            | Notice::SettingsChanged
            | Notice::CalendarsChanged
    )
}

async fn write(household: &Household, lying: Option<Lying>) -> Option<Lying> {
    let wanted = household
        .ask(|room| {
            let words = words(room);
            let companion = room.engine()?;
            let Some(file) = companion.calendar_file()? else {
                return Ok(None);
            };
            let plans = companion.plans_out(&words, file.only_busy)?;
            Ok(Some((file.path, plans)))
        })
        .await;
    let next = match wanted {
        Ok(Some(next)) => next,
        Ok(None) => return None,
        // Locked: nothing is known, so nothing is changed.
        Err(_) => return lying,
    };
    if lying.as_ref() == Some(&next) && next.0.is_file() {
        return lying;
    }
    let (household, at_work) = (household.clone(), household.at_work());
    let written = tokio::task::spawn_blocking(move || {
        let _at_work = at_work;
        let well = next.1.write(&next.0, Utc::now()).is_ok();
        let path = next.0.clone();
        let told =
            household.ask_blocking(move |room| room.engine()?.calendar_file_written(&path, well));
        (well && told.is_ok()).then_some(next)
    });
    written.await.ok().flatten()
}

#[cfg(test)]
mod tests {
    use std::{path::Path, sync::Arc};

    use companion::{Cost, InProcess, OutingInput, Profile, Surroundings, couple::WallTime};

    use super::*;
    use crate::{household::Makings, keychain::NoKeyring};

    fn plan(title: &str) -> OutingInput {
        OutingInput {
            title: title.into(),
            note: String::new(),
            place: String::new(),
            when: WallTime::parse("2199-05-08T19:00", "Europe/Berlin").unwrap(),
            minutes: 60,
            idea: None,
        }
    }

    fn start(folder: &Path) -> Household {
        let makings = Makings {
            surroundings: Box::new(|| {
                Surroundings::new([3; 32], Utc::now, || chrono_tz::Europe::Berlin)
            }),
            checker: Box::new(|| Box::new(InProcess)),
            keyring: Arc::new(NoKeyring),
            cost: Cost {
                memory_kib: 64,
                passes: 1,
                lanes: 1,
            },
        };
        let profile = Profile::at(&folder.join("profile")).unwrap();
        let (household, _) = Household::start(profile, makings).unwrap();
        household
            .ask_blocking(|room| room.create("Ada", "a long kitchen table", false))
            .unwrap();
        household
    }

    async fn keep_at(household: &Household, path: &Path) {
        let path = path.to_owned();
        let keep = |room: &mut Room| room.engine()?.keep_calendar_file(Some(path), false);
        household.ask(keep).await.unwrap();
    }

    async fn failed(household: &Household) -> bool {
        let file = |room: &mut Room| room.engine()?.calendar_file();
        household.ask(file).await.unwrap().unwrap().failed
    }

    #[tokio::test]
    async fn the_file_follows_the_plans_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let household = start(folder.path());
        let path = folder.path().join("dates.ics");
        assert_eq!(write(&household, None).await, None, "nobody asked for one");
        keep_at(&household, &path).await;
        let lying = write(&household, None).await;
        assert!(lying.is_some() && !std::fs::read_to_string(&path).unwrap().contains("VEVENT"));

        let propose = |room: &mut Room| Ok(room.engine()?.propose_outing(plan("Soup"))?.id);
        household.ask(propose).await.unwrap();
        let lying = write(&household, lying).await;
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains("SUMMARY:Soup"));
        let made = std::fs::metadata(&path).unwrap().modified().unwrap();
        let lying = write(&household, lying).await;
        assert_eq!(std::fs::metadata(&path).unwrap().modified().unwrap(), made);

        household.ask(|room| room.lock_fully()).await.unwrap();
        assert_eq!(write(&household, lying.clone()).await, lying);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    }

    #[tokio::test]
    async fn a_place_that_is_gone_is_said_once_and_written_to_when_it_is_back() {
        let folder = tempfile::tempdir().unwrap();
        let household = start(folder.path());
        let disk = folder.path().join("disk");
        keep_at(&household, &disk.join("dates.ics")).await;
        assert_eq!(write(&household, None).await, None);
        assert!(failed(&household).await);
        std::fs::create_dir(&disk).unwrap();
        assert!(write(&household, None).await.is_some());
        assert!(!failed(&household).await);
    }
}
