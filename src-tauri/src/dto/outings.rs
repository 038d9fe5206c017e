//! Dates as they travel.

use companion::couple::{
    Moment, leaning,
    outing::{self, IDEA_LIMIT, Stage},
};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{all, bringing_up::BothEdited, capped, journal::Author, version, wall};
use crate::command_error::CommandError;

/// Where a date stands for me.
#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum OutingStage {
    AwaitingMe,
    AwaitingPartner,
    Planned,
    Declined,
    Cancelled,
    Remembered,
    /// A plan of mine: there is no partner, or there was one.
    Alone,
}

/// A date as it is shown.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OutingView {
    id: String,
    title: String,
    note: String,
    place: String,
    /// Wall clock.
    from: String,
    zone: String,
    instant: String,
    minutes: u32,
    stage: OutingStage,
    proposed_by: Author,
    /// Wall clock: the time before the last suggestion.
    earlier: Option<String>,
    /// The idea it began with.
    idea: Option<String>,
    /// What changes are written upon. Only where one date is asked for, like what follows.
    version: Option<String>,
    /// Paragraphs of the note that both changed apart, until one of the two changes the date again.
    both: Vec<BothEdited>,
}

/// What someone proposes.
#[derive(Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OutingInput {
    title: String,
    note: String,
    place: String,
    /// Wall clock.
    from: String,
    zone: String,
    minutes: u32,
    /// The idea it began with.
    idea: Option<String>,
}

/// What a button fills in.
#[derive(Debug, Serialize, Type)]
pub struct QuickTime {
    id: QuickTimeId,
    /// Wall clock.
    from: String,
    minutes: u32,
}

/// One of the three buttons.
#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum QuickTimeId {
    FridayEvening,
    SaturdayMorning,
    Sunday,
}

/// An idea for a date; its words are `idea-<id>`.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Idea {
    id: String,
    /// 0 nothing, 1 a little, 2 like a meal out, 3 more.
    cost: u8,
    place: IdeaPlace,
    minutes: u32,
    /// 0 none to speak of, 1 some, 2 a day's work or much preparing.
    effort: u8,
    theme: IdeaTheme,
    /// When in the year it can be done; all four for most.
    seasons: Vec<Season>,
    /// Under the open sky, so that the weather matters.
    open_air: bool,
    /// Noise and people, as against quiet.
    lively: bool,
    /// Works just as well without alcohol.
    sober: bool,
    /// Possible at home while children sleep next door.
    children_asleep: bool,
    /// Possible with a wheelchair or a bad knee.
    step_free: bool,
}

/// Where an idea takes place.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum IdeaPlace {
    Home,
    Out,
    Either,
    Apart,
}

/// What an idea is about; slips drawn at once are of different ones.
#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum IdeaTheme {
    Food,
    Nature,
    Making,
    Music,
    Stories,
    Play,
    Moving,
    Learning,
    Resting,
    Talk,
    Going,
    Giving,
}

/// A quarter of the year, as the weather has it where they live.
#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// What I make of an idea. Nobody else ever sees it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Leaning {
    Yes,
    Maybe,
    No,
}

/// What I make of the library.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Leanings {
    /// Ideas I have said something of, by their ids.
    ideas: Vec<IdeaLeaning>,
    /// Ideas we have never done, as far as I know.
    new_to_us: Vec<String>,
    /// Ideas I am excited about.
    excited: Vec<String>,
    /// The ids of gestures that are not for us.
    aside: Vec<String>,
}

/// What else I can say of an idea. Nobody else ever sees it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Mark {
    /// We have never done it.
    NewToUs,
    /// I am excited about it.
    Excited,
}

/// What I make of one idea.
#[derive(Debug, Serialize, Type)]
pub struct IdeaLeaning {
    id: String,
    leaning: Leaning,
}

/// The jars of the two, as far as they are compared.
#[derive(Debug, Serialize, Type)]
pub struct Jar {
    /// My computer takes part.
    compared: bool,
    /// Ideas that both said yes to, the latest first.
    found: Vec<String>,
}

impl OutingInput {
    /// As the companion takes it.
    ///
    /// # Errors
    /// [`CommandError::BadTime`] or [`CommandError::BadInput`].
    pub fn parse(self) -> Result<companion::OutingInput, CommandError> {
        Ok(companion::OutingInput {
            title: self.title,
            note: self.note,
            place: self.place,
            when: wall(&self.from, &self.zone)?,
            minutes: self.minutes,
            idea: self.idea.map(|idea| capped(idea, IDEA_LIMIT)).transpose()?,
        })
    }
}

impl From<companion::OutingView> for OutingView {
    fn from(outing: companion::OutingView) -> Self {
        let start = Moment {
            at: outing.when.instant(),
            zone: outing.when.zone,
        };
        Self {
            id: outing.id.to_string(),
            title: outing.title,
            note: outing.note,
            place: outing.place,
            from: outing.when.local_text(),
            zone: outing.when.zone.name().to_owned(),
            instant: start.rfc3339(),
            minutes: outing.minutes,
            stage: outing.stage.into(),
            proposed_by: outing.proposed_by.into(),
            earlier: outing.earlier.map(|when| when.local_text()),
            idea: outing.idea,
            version: outing.version.as_deref().map(version),
            both: all(outing.both),
        }
    }
}

impl From<Stage> for OutingStage {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::AwaitingMe => Self::AwaitingMe,
            Stage::AwaitingPartner => Self::AwaitingPartner,
            Stage::Planned => Self::Planned,
            Stage::Declined => Self::Declined,
            Stage::Cancelled => Self::Cancelled,
            Stage::Remembered => Self::Remembered,
            Stage::Alone => Self::Alone,
        }
    }
}

impl From<outing::QuickTime> for QuickTime {
    fn from(time: outing::QuickTime) -> Self {
        let id = match time.id {
            outing::QuickTimeId::FridayEvening => QuickTimeId::FridayEvening,
            outing::QuickTimeId::SaturdayMorning => QuickTimeId::SaturdayMorning,
            outing::QuickTimeId::Sunday => QuickTimeId::Sunday,
        };
        Self {
            id,
            from: time.when.local_text(),
            minutes: time.minutes,
        }
    }
}

impl From<&outing::Idea> for Idea {
    fn from(idea: &outing::Idea) -> Self {
        Self {
            id: idea.id.to_owned(),
            cost: idea.cost,
            place: idea.place.into(),
            minutes: idea.minutes,
            effort: idea.effort,
            theme: idea.theme.into(),
            seasons: SEASONS
                .into_iter()
                .filter(|(season, _)| idea.seasons.holds(*season))
                .map(|(_, season)| season)
                .collect(),
            open_air: idea.open_air,
            lively: idea.lively,
            sober: idea.sober,
            children_asleep: idea.children_asleep,
            step_free: idea.step_free,
        }
    }
}

impl From<outing::IdeaPlace> for IdeaPlace {
    fn from(place: outing::IdeaPlace) -> Self {
        match place {
            outing::IdeaPlace::Home => Self::Home,
            outing::IdeaPlace::Out => Self::Out,
            outing::IdeaPlace::Either => Self::Either,
            outing::IdeaPlace::Apart => Self::Apart,
        }
    }
}

impl From<IdeaPlace> for outing::IdeaPlace {
    fn from(place: IdeaPlace) -> Self {
        match place {
            IdeaPlace::Home => Self::Home,
            IdeaPlace::Out => Self::Out,
            IdeaPlace::Either => Self::Either,
            IdeaPlace::Apart => Self::Apart,
        }
    }
}

const SEASONS: [(outing::Season, Season); 4] = [
    (outing::Season::Spring, Season::Spring),
    (outing::Season::Summer, Season::Summer),
    (outing::Season::Autumn, Season::Autumn),
    (outing::Season::Winter, Season::Winter),
];

impl From<outing::Theme> for IdeaTheme {
    fn from(theme: outing::Theme) -> Self {
        match theme {
            outing::Theme::Food => Self::Food,
            outing::Theme::Nature => Self::Nature,
            outing::Theme::Making => Self::Making,
            outing::Theme::Music => Self::Music,
            outing::Theme::Stories => Self::Stories,
            outing::Theme::Play => Self::Play,
            outing::Theme::Moving => Self::Moving,
            outing::Theme::Learning => Self::Learning,
            outing::Theme::Resting => Self::Resting,
            outing::Theme::Talk => Self::Talk,
            outing::Theme::Going => Self::Going,
            outing::Theme::Giving => Self::Giving,
        }
    }
}

impl From<Leaning> for leaning::Leaning {
    fn from(leaning: Leaning) -> Self {
        match leaning {
            Leaning::Yes => Self::Yes,
            Leaning::Maybe => Self::Maybe,
            Leaning::No => Self::No,
        }
    }
}

impl From<leaning::Leaning> for Leaning {
    fn from(leaning: leaning::Leaning) -> Self {
        match leaning {
            leaning::Leaning::Yes => Self::Yes,
            leaning::Leaning::Maybe => Self::Maybe,
            leaning::Leaning::No => Self::No,
        }
    }
}

impl From<Mark> for leaning::Mark {
    fn from(mark: Mark) -> Self {
        match mark {
            Mark::NewToUs => Self::NewToUs,
            Mark::Excited => Self::Excited,
        }
    }
}

impl From<leaning::Leanings> for Leanings {
    fn from(leanings: leaning::Leanings) -> Self {
        let ideas = leanings.ideas.into_iter();
        Self {
            ideas: ideas
                .map(|(id, leaning)| IdeaLeaning {
                    id,
                    leaning: leaning.into(),
                })
                .collect(),
            new_to_us: leanings.new_to_us.into_iter().collect(),
            excited: leanings.excited.into_iter().collect(),
            aside: leanings.aside.into_iter().collect(),
        }
    }
}

impl From<companion::JarView> for Jar {
    fn from(jar: companion::JarView) -> Self {
        Self {
            compared: jar.compared,
            found: jar.found,
        }
    }
}
