//! The couple's own ideas as they travel.

use companion::couple::outing::{OWN_NOTE_LIMIT, TITLE_LIMIT};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{capped, outings::IdeaPlace};
use crate::command_error::CommandError;

/// An idea in their own words.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OwnIdea {
    id: String,
    title: String,
    note: String,
    /// Something they like doing, again and again.
    hobby: bool,
    place: IdeaPlace,
    /// 0 nothing, 1 a little, 2 like a meal out, 3 more.
    cost: u8,
    /// 0 none to speak of, 1 some, 2 a day's work or much preparing.
    effort: u8,
    minutes: u32,
    /// Noise and people, as against quiet.
    lively: bool,
    sober: bool,
    children_asleep: bool,
    step_free: bool,
    /// Both have it; otherwise it is mine alone.
    ours: bool,
}

/// An own idea to keep.
#[derive(Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OwnIdeaInput {
    title: String,
    note: String,
    hobby: bool,
    place: IdeaPlace,
    cost: u8,
    effort: u8,
    minutes: u32,
    lively: bool,
    sober: bool,
    children_asleep: bool,
    step_free: bool,
}

/// What my partner will get of an idea of mine.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct IdeaPreview {
    /// Names the consent for `share_idea`.
    consent: String,
    idea: OwnIdea,
    partner_name: String,
}

impl OwnIdeaInput {
    /// As the companion takes it.
    ///
    /// # Errors
    /// [`CommandError::BadInput`].
    pub fn parse(self) -> Result<companion::OwnIdeaInput, CommandError> {
        Ok(companion::OwnIdeaInput {
            title: capped(self.title, TITLE_LIMIT)?,
            note: capped(self.note, OWN_NOTE_LIMIT)?,
            hobby: self.hobby,
            place: self.place.into(),
            cost: self.cost,
            effort: self.effort,
            minutes: self.minutes,
            lively: self.lively,
            sober: self.sober,
            children_asleep: self.children_asleep,
            step_free: self.step_free,
        })
    }
}

impl From<companion::OwnIdeaView> for OwnIdea {
    fn from(companion::OwnIdeaView { idea, ours }: companion::OwnIdeaView) -> Self {
        Self {
            id: idea.id.to_string(),
            title: idea.title,
            note: idea.note,
            hobby: idea.hobby,
            place: idea.place.into(),
            cost: idea.cost,
            effort: idea.effort,
            minutes: idea.minutes,
            lively: idea.lively,
            sober: idea.sober,
            children_asleep: idea.children_asleep,
            step_free: idea.step_free,
            ours,
        }
    }
}

impl From<companion::IdeaPreview> for IdeaPreview {
    fn from(preview: companion::IdeaPreview) -> Self {
        Self {
            consent: preview.consent,
            idea: companion::OwnIdeaView {
                idea: preview.idea,
                ours: false,
            }
            .into(),
            partner_name: preview.partner_name,
        }
    }
}
