//! From a notice to a notification: what it may say, and what its buttons do.
//! Behind a locked screen every notification is discreet, whatever was chosen.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use chrono::{NaiveDate, NaiveTime, Timelike, Utc};
use companion::{
    Discretion, Notice, Origin, Settings,
    couple::{ThingId, cadence::Window, gesture::GestureRef, nudge::Later},
};
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;

use crate::{
    engine::{Engine, system_zone},
    household::Household,
    notifier::{Announcement, Answer, Notifier},
    texts::{Language, Texts},
};

/// What a click asks the app to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Show {
    /// The card of a nudge.
    Card(ThingId),
    /// Today.
    Today,
}

/// Brings a place to the front, or does nothing where there is no window.
pub type OnShow = Arc<dyn Fn(Show) + Send + Sync>;
/// Whether someone is looking at the window right now.
pub type IsWatching = Arc<dyn Fn() -> bool + Send + Sync>;

/// Things that arrive within this time are one notification.
const GATHER: Duration = Duration::from_secs(4);
/// Notifications about arrivals a day.
const MOST_ARRIVALS: u8 = 3;

/// Shows notifications for as long as the engine runs.
#[derive(Clone)]
pub struct Announcer {
    household: Household,
    notifier: Arc<dyn Notifier>,
    on_show: OnShow,
    is_watching: IsWatching,
    arrivals: Arc<Mutex<Arrivals>>,
}

/// How much about arrivals was said on which day. An app that begins anew takes it along.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    day: Option<NaiveDate>,
    times: u8,
}

#[derive(Debug, Default)]
struct Arrivals {
    said: Said,
    gathering: bool,
}

/// A nudge as it is put into words.
struct Nudge {
    id: ThingId,
    gesture: GestureRef,
    settings: Settings,
    partner: Option<String>,
}

impl Announcer {
    /// Listens to the engine's notices until it ends.
    pub fn start(
        engine: &Engine,
        notifier: Arc<dyn Notifier>,
        on_show: OnShow,
        is_watching: IsWatching,
        said: Said,
    ) -> Self {
        let announcer = Self {
            household: engine.household.clone(),
            notifier,
            on_show,
            is_watching,
            arrivals: Arc::new(Mutex::new(Arrivals {
                said,
                gathering: false,
            })),
        };
        let hears = announcer.clone();
        let mut notices = engine.notices();
        tokio::spawn(async move {
            loop {
                match notices.recv().await {
                    Ok(notice) => hears.hear(&notice).await,
                    Err(broadcast::error::RecvError::Lagged(_)) => {}
                    Err(broadcast::error::RecvError::Closed) => break,
                }
            }
        });
        announcer
    }

    /// How much was said about arrivals.
    #[must_use]
    pub fn said(&self) -> Said {
        self.arrivals
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .said
    }

    async fn hear(&self, notice: &Notice) {
        match notice {
            Notice::NudgeFellDue { id } => self.nudge(*id).await,
            Notice::WhileAway { .. } => self.while_away().await,
            Notice::CalmBack => self.calm_back().await,
            Notice::EntryArrived { .. }
            | Notice::ReplyArrived { .. }
            | Notice::SealedArrived { .. }
            | Notice::SealedOpened { .. }
            | Notice::CalmArrived
            | Notice::TimeArrived
            | Notice::TalkArrived
            | Notice::OutingChanged {
                origin: Origin::Partner,
                ..
            }
            | Notice::RitualChanged {
                origin: Origin::Partner,
                ..
            } => self.arrived(),
            _ => {}
        }
    }

    async fn nudge(&self, id: ThingId) {
        let nudge = self
            .household
            .ask(move |room| {
                let mut settings = room.settings();
                if room.is_screen_locked() {
                    settings.discretion = Discretion::Discreet;
                }
                let companion = room.engine()?;
                let gesture = companion.plan(id)?.gesture;
                let partner = companion.partner_view()?.map(|partner| partner.name);
                Ok(Nudge {
                    id,
                    gesture,
                    settings,
                    partner,
                })
            })
            .await;
        let Ok(nudge) = nudge else { return };
        let now = Utc::now().with_timezone(&system_zone()).naive_local();
        let announcement = nudge_words(&nudge, now.time(), day_number(now.date()));
        let (household, on_show) = (self.household.clone(), Arc::clone(&self.on_show));
        let answer = Box::new(move |answer| answered(&household, &on_show, id, &answer));
        self.show(announcement, answer);
    }

    async fn while_away(&self) {
        let settings = self
            .household
            .ask(|room| Ok(room.settings()))
            .await
            .unwrap_or_default();
        let texts = Texts::new(Language::of_setting(&settings.language));
        let announcement = Announcement {
            title: texts.get("notification-title"),
            body: texts.get("while-away-notification"),
            actions: vec![("show-me".into(), texts.get("while-away-look"))],
        };
        let on_show = Arc::clone(&self.on_show);
        self.show(
            announcement,
            Box::new(move |answer| {
                if answer != Answer::Closed {
                    on_show(Show::Today);
                }
            }),
        );
    }

    /// The time at which I wanted to go on. It says nothing of what it is about.
    async fn calm_back(&self) {
        let settings = self.household.ask(|room| Ok(room.settings())).await;
        let now = Utc::now().with_timezone(&system_zone()).naive_local();
        let Ok(settings) = settings else { return };
        if is_quiet(&settings, now.time()) {
            return;
        }
        self.one_line(&settings, "calm-back");
    }

    /// Gathers what arrives within some seconds into one notification.
    fn arrived(&self) {
        {
            let mut arrivals = self.arrivals.lock().unwrap_or_else(PoisonError::into_inner);
            if arrivals.gathering {
                return;
            }
            arrivals.gathering = true;
        }
        let (announcer, at_work) = (self.clone(), self.household.at_work());
        tokio::spawn(async move {
            tokio::time::sleep(GATHER).await;
            announcer.say_arrived().await;
            drop(at_work);
        });
    }

    async fn say_arrived(&self) {
        let settings = self.household.ask(|room| {
            // While a date or something in a calendar of theirs lasts, whatever came can wait.
            let busy = room.engine()?.busy_until()?.is_some();
            Ok((room.settings(), busy))
        });
        let settings = settings.await;
        let now = Utc::now().with_timezone(&system_zone()).naive_local();
        let said = {
            let mut arrivals = self.arrivals.lock().unwrap_or_else(PoisonError::into_inner);
            arrivals.gathering = false;
            if arrivals.said.day != Some(now.date()) {
                arrivals.said = Said {
                    day: Some(now.date()),
                    times: 0,
                };
            }
            arrivals.said.times
        };
        let Ok((settings, busy)) = settings else {
            return;
        };
        let quiet = busy || is_quiet(&settings, now.time());
        if !settings.arrivals || quiet || said >= MOST_ARRIVALS || (self.is_watching)() {
            return;
        }
        self.arrivals
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .said
            .times += 1;
        self.one_line(&settings, "arrival-one");
    }

    /// One line, and Today for whoever presses it.
    fn one_line(&self, settings: &Settings, line: &str) {
        let texts = Texts::new(Language::of_setting(&settings.language));
        let announcement = Announcement {
            title: texts.get("notification-title"),
            body: texts.get(line),
            actions: Vec::new(),
        };
        let on_show = Arc::clone(&self.on_show);
        self.show(
            announcement,
            Box::new(move |answer| {
                if answer == Answer::Body {
                    on_show(Show::Today);
                }
            }),
        );
    }

    /// The bus may take its time: never on a thread of the runtime. For as long as it can be answered the app stays
    /// what it is: a server tells an answer to whoever has asked, and some take back what was shown by one who is gone.
    fn show(&self, announcement: Announcement, on_answer: crate::notifier::OnAnswer) {
        let (notifier, at_work) = (Arc::clone(&self.notifier), self.household.at_work());
        let on_answer = Box::new(move |answer| {
            on_answer(answer);
            drop(at_work);
        });
        tokio::task::spawn_blocking(move || {
            // Without a server the card on Today and the lamp in the tray have to do.
            let _ = notifier.show(&announcement, on_answer);
        });
    }
}

/// Does what a nudge's button says. Runs on the notification's own thread, also
/// while the window is closed or the screen is locked.
fn answered(household: &Household, on_show: &OnShow, id: ThingId, answer: &Answer) {
    let done = match answer {
        Answer::Body => {
            on_show(Show::Card(id));
            return;
        }
        Answer::Closed => return,
        Answer::Action(action) => match action.as_str() {
            "show-me" => {
                on_show(Show::Card(id));
                return;
            }
            "did-it" => household.ask_blocking(move |room| room.engine()?.did_nudge(id).map(drop)),
            "later" => household.ask_blocking(move |room| {
                room.engine()?.later_nudge(id, Later::LaterToday).map(drop)
            }),
            "not-today" => household.ask_blocking(move |room| room.engine()?.not_today_nudge(id)),
            _ => return,
        },
    };
    // Locked fully in the meantime: the nudge still waits on Today.
    drop(done);
}

fn nudge_words(nudge: &Nudge, time: NaiveTime, day: u64) -> Announcement {
    let texts = Texts::new(Language::of_setting(&nudge.settings.language));
    let part = part_of_day(time);
    let seed = day.wrapping_add(u64::from(nudge.id.0[0]));
    let gesture = match &nudge.gesture {
        GestureRef::Library(id) => texts.find(&format!("gesture-{id}"), &[]),
        GestureRef::Own(text) => Some(text.clone()),
    };
    let body = match nudge.settings.discretion {
        Discretion::Discreet => texts.variant(&format!("nudge-discreet-{part}"), seed, &[]),
        Discretion::Warm => warm(&texts, nudge, part, seed),
        Discretion::Full => match gesture {
            Some(gesture) => texts.variant(
                &format!("nudge-full-{part}"),
                seed,
                &[("gesture", &gesture)],
            ),
            None => texts.variant(&format!("nudge-discreet-{part}"), seed, &[]),
        },
    };
    let first = if nudge.settings.discretion == Discretion::Discreet {
        "show-me"
    } else {
        "did-it"
    };
    Announcement {
        title: texts.get("notification-title"),
        body,
        actions: [first, "later", "not-today"]
            .map(|action| (action.to_owned(), texts.get(&format!("action-{action}"))))
            .to_vec(),
    }
}

/// The gesture's own warm line, or a general one for a gesture in own words.
fn warm(texts: &Texts, nudge: &Nudge, part: &str, seed: u64) -> String {
    let partner = nudge.partner.as_deref();
    if let GestureRef::Library(id) = &nudge.gesture {
        let line = match partner {
            Some(name) => texts.find(&format!("gesture-{id}.warm"), &[("partner", name)]),
            None => texts.find(&format!("gesture-{id}.warmAlone"), &[]),
        };
        if let Some(line) = line {
            return line;
        }
    }
    match partner {
        Some(name) => texts.variant(&format!("nudge-warm-{part}"), seed, &[("partner", name)]),
        None => texts.get(&format!("nudge-warm-{part}-{}.alone", seed % 3 + 1)),
    }
}

fn is_quiet(settings: &Settings, time: NaiveTime) -> bool {
    match (&settings.quiet_from, &settings.quiet_to) {
        (Some(from), Some(to)) => Window::parse(from, to).is_ok_and(|window| window.contains(time)),
        _ => false,
    }
}

/// As the notification lines name the parts of a day.
fn part_of_day(time: NaiveTime) -> &'static str {
    match time.hour() {
        5..=11 => "morning",
        12..=16 => "afternoon",
        17..=22 => "evening",
        _ => "night",
    }
}

fn day_number(day: NaiveDate) -> u64 {
    u64::try_from(day.signed_duration_since(NaiveDate::default()).num_days()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nudge(discretion: Discretion, gesture: GestureRef) -> Nudge {
        let settings = Settings {
            discretion,
            language: "en".into(),
            ..Settings::default()
        };
        Nudge {
            id: ThingId([3; 16]),
            gesture,
            settings,
            partner: Some("Sam".into()),
        }
    }

    fn own() -> GestureRef {
        GestureRef::Own("Hum the tune from the harbour".into())
    }

    #[test]
    fn a_discreet_nudge_says_nothing_of_the_gesture_or_the_partner() {
        for hour in 0..24 {
            let time = NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
            for day in 0..12 {
                let said = nudge_words(&nudge(Discretion::Discreet, own()), time, day);
                assert!(!said.body.contains("harbour") && !said.body.contains("Sam"));
                assert!(!said.body.contains("nudge-"), "{}", said.body);
                assert_eq!(said.actions[0].0, "show-me");
            }
        }
    }

    #[test]
    fn a_full_nudge_is_the_gesture_itself_and_can_be_done_at_once() {
        let time = NaiveTime::from_hms_opt(19, 0, 0).unwrap();
        let said = nudge_words(&nudge(Discretion::Full, own()), time, 1);
        assert!(said.body.contains("harbour"));
        assert_eq!(said.actions[0].0, "did-it");
    }

    #[test]
    fn every_gesture_of_the_library_has_a_warm_line() {
        let time = NaiveTime::from_hms_opt(19, 0, 0).unwrap();
        for gesture in companion::couple::gesture::gestures() {
            let chosen = GestureRef::Library(gesture.id.into());
            let said = nudge_words(&nudge(Discretion::Warm, chosen), time, 1);
            assert!(
                !said.body.contains("nudge-") && !said.body.contains("{"),
                "{}",
                said.body
            );
        }
    }

    #[test]
    fn quiet_hours_cross_midnight() {
        let settings = Settings::default();
        assert!(is_quiet(
            &settings,
            NaiveTime::from_hms_opt(23, 30, 0).unwrap()
        ));
        assert!(!is_quiet(
            &settings,
            NaiveTime::from_hms_opt(12, 0, 0).unwrap()
        ));
    }
}
