//! Today as it travels.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{
    all,
    calm::Calms,
    journal::{EntrySummary, EntryView},
    notes::Note,
    nudges::{ComingNudge, DueNudge},
    outings::OutingView,
    promises::SmallPromise,
    rituals::Ritual,
    sealed::SealedLine,
    talks::TalkInStepLine,
    us::ImportantDateView,
};

/// What Today shows.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Today {
    greeting: Greeting,
    /// It has been two weeks or more.
    long_away: bool,
    gesture: Option<DueNudge>,
    coming_gesture: Option<ComingNudge>,
    next_outing: Option<OutingView>,
    /// Pauses of either.
    calms: Calms,
    /// The one thing for two that is brought forward now.
    forward: Option<Forward>,
    /// What my partner shared last.
    from_partner: Option<EntryView>,
    /// A question of my partner's that can still be answered.
    question: Option<SealedLine>,
    /// Dates that wait for my answer.
    waiting_outings: Vec<OutingView>,
    /// A date that was, the morning after it: asked about once.
    morning_after: Option<OutingView>,
    /// What my partner erased and asks me to erase too.
    asked_erasures: Vec<EntrySummary>,
    on_this_day: Vec<EntrySummary>,
    card: Option<FirstCard>,
    /// On today.
    rituals: Vec<Ritual>,
    /// Within two weeks.
    dates: Vec<ImportantDateView>,
}

/// One thing for two. `key` is what *Not now* is said to.
#[derive(Debug, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Forward {
    /// My partner asks when both have time.
    Time { key: String },
    /// My partner asks whether we talk in step, or we do already.
    InStep { key: String, line: TalkInStepLine },
    /// A ritual that waits for my yes, or that has been awake for a season.
    Ritual { key: String, ritual: Ritual },
    /// A promise of mine for today, or for a day that is past.
    Promise { key: String, promise: SmallPromise },
    /// A talk that was put down.
    Talk { key: String, talk: String },
    /// A date is near, and I noted something to give.
    Gift {
        key: String,
        date: ImportantDateView,
        note: Note,
    },
    /// A talk that is had best at this hour.
    Suggested { key: String, talk: String },
}

impl From<companion::Forward> for Forward {
    fn from(forward: companion::Forward) -> Self {
        let key = forward.key();
        match forward {
            companion::Forward::Time { .. } => Self::Time { key },
            companion::Forward::InStep(line) => Self::InStep {
                key,
                line: line.into(),
            },
            companion::Forward::Ritual(ritual) => Self::Ritual {
                key,
                ritual: ritual.into(),
            },
            companion::Forward::Promise(promise) => Self::Promise {
                key,
                promise: promise.into(),
            },
            companion::Forward::Talk { id } => Self::Talk {
                key,
                talk: id.into(),
            },
            companion::Forward::Gift { date, note } => Self::Gift {
                key,
                date: date.into(),
                note: note.into(),
            },
            companion::Forward::Suggested { id } => Self::Suggested {
                key,
                talk: id.into(),
            },
        }
    }
}

/// The part of the day to greet by.
#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Greeting {
    Morning,
    Afternoon,
    Evening,
    Night,
}

/// A card at the end of Today, one a day at most.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FirstCard {
    /// Make a recovery sheet, or have three words of a new one asked back.
    Recovery,
    /// See whether the sheet is still where it was put.
    Drill,
    Partner,
    Notifications,
    Autostart,
    Gesture,
    /// The newest of what was saved is gone.
    Lost,
}

impl From<companion::Today> for Today {
    fn from(today: companion::Today) -> Self {
        Self {
            greeting: today.part.into(),
            long_away: today.long_away,
            gesture: today.gesture.map(DueNudge::from),
            coming_gesture: today.coming_gesture.map(ComingNudge::from),
            next_outing: today.next_outing.map(OutingView::from),
            calms: today.calms.into(),
            forward: today.forward.map(Forward::from),
            from_partner: today.from_partner.map(EntryView::from),
            question: today.question.map(SealedLine::from),
            waiting_outings: all(today.waiting_outings),
            morning_after: today.morning_after.map(OutingView::from),
            asked_erasures: all(today.asked_erasures),
            on_this_day: all(today.on_this_day),
            card: today.card.map(FirstCard::from),
            rituals: all(today.rituals),
            dates: all(today.dates),
        }
    }
}

impl From<companion::PartOfDay> for Greeting {
    fn from(part: companion::PartOfDay) -> Self {
        match part {
            companion::PartOfDay::Morning => Self::Morning,
            companion::PartOfDay::Afternoon => Self::Afternoon,
            companion::PartOfDay::Evening => Self::Evening,
            companion::PartOfDay::Night => Self::Night,
        }
    }
}

impl From<companion::FirstCard> for FirstCard {
    fn from(card: companion::FirstCard) -> Self {
        match card {
            companion::FirstCard::Recovery => Self::Recovery,
            companion::FirstCard::Drill => Self::Drill,
            companion::FirstCard::Partner => Self::Partner,
            companion::FirstCard::Notifications => Self::Notifications,
            companion::FirstCard::Autostart => Self::Autostart,
            companion::FirstCard::Gesture => Self::Gesture,
            companion::FirstCard::Lost => Self::Lost,
        }
    }
}

impl From<FirstCard> for companion::FirstCard {
    fn from(card: FirstCard) -> Self {
        match card {
            FirstCard::Recovery => Self::Recovery,
            FirstCard::Drill => Self::Drill,
            FirstCard::Partner => Self::Partner,
            FirstCard::Notifications => Self::Notifications,
            FirstCard::Autostart => Self::Autostart,
            FirstCard::Gesture => Self::Gesture,
            FirstCard::Lost => Self::Lost,
        }
    }
}
