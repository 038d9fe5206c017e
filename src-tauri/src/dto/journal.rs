//! Entries as they travel.

use chrono::SecondsFormat;
use companion::couple::{
    feelings,
    journal::{self, Draft},
};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{
    all, bringing_up::BothEdited, instant, moment, photos::PhotoView, thing, version, version_of,
};
use crate::{command_error::CommandError, surface::Pick};

/// Who an entry is for.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Audience {
    Mine,
    Ours,
    Sealed,
}

/// Who wrote or proposed something.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Author {
    Me,
    Partner,
}

/// An entry in a list.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EntrySummary {
    id: String,
    /// May be empty.
    title: String,
    /// The first words, as plain text.
    opening: String,
    written_at: String,
    zone: String,
    audience: Audience,
    author: Author,
    feelings: Vec<String>,
    tags: Vec<String>,
    has_draft: bool,
    for_later: bool,
    changed_after_sharing: bool,
    /// Out of the lists; it rests before it is erased.
    removed: bool,
    release: Option<Release>,
    /// The first photo of its text that is here.
    photo: Option<String>,
}

/// A share that leaves at this instant unless it is withheld.
#[derive(Debug, Serialize, Type)]
pub struct Release {
    at: String,
}

/// An entry to read.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EntryView {
    #[serde(flatten)]
    summary: EntrySummary,
    /// Markdown.
    body: String,
    draft: Option<DraftView>,
    may_write: bool,
    /// Of an entry that I may change: what I write is written upon it.
    version: Option<String>,
    /// Its photos that are here, also those that only my unshared changes name.
    photos: Vec<PhotoView>,
}

/// My unshared changes to an Ours entry.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DraftView {
    title: String,
    /// Markdown.
    body: String,
    feelings: Vec<String>,
    saved_at: String,
    /// The version it is written upon.
    upon: String,
    /// Where what came in since changed the same place.
    both: Vec<BothEdited>,
}

/// What to keep.
#[derive(Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EntryInput {
    /// Null makes a new entry.
    id: Option<String>,
    title: String,
    /// Markdown.
    body: String,
    feelings: Vec<String>,
    tags: Vec<String>,
    /// With its zone; both null means now and here, or as it was.
    written_at: Option<String>,
    zone: Option<String>,
    /// The version that changes are written upon; without it, the one my draft began from, or the newest.
    #[serde(default)]
    upon: Option<String>,
}

/// A page of the journal, newest first.
#[derive(Debug, Serialize, Type)]
pub struct EntryPage {
    entries: Vec<EntrySummary>,
    /// Cursor of the next page.
    next: Option<String>,
}

/// What the partner will get.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SharePreview {
    /// Names the consent that sharing needs.
    consent: String,
    title: String,
    body: String,
    feelings: Vec<String>,
    tags: Vec<String>,
    partner_name: String,
}

/// What a journal is on the way in or out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum JournalForm {
    /// A folder of Markdown files.
    Markdown,
    /// One file of JSON.
    Json,
}

/// What goes along.
#[derive(Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExportInput {
    form: JournalForm,
    audience: Option<Audience>,
    /// Day.
    from: Option<String>,
    /// Day, included.
    to: Option<String>,
}

impl ExportInput {
    /// As the companion takes it, and what to ask the picker for.
    ///
    /// # Errors
    /// [`CommandError::BadTime`] for what is no day.
    pub fn parse(self) -> Result<(companion::ExportInput, Pick), CommandError> {
        let (form, pick) = match self.form {
            JournalForm::Markdown => (companion::ExportForm::Markdown, Pick::FolderToExport),
            JournalForm::Json => (companion::ExportForm::Json, Pick::FileToExport),
        };
        let input = companion::ExportInput {
            form,
            audience: self.audience.map(Into::into),
            from: self.from.as_deref().map(super::day).transpose()?,
            to: self.to.as_deref().map(super::day).transpose()?,
        };
        Ok((input, pick))
    }
}

/// What an import did, or would do.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportReport {
    added: u32,
    already: u32,
    /// Pictures that come along with the new ones.
    pictures: u32,
    failed: Vec<NotImported>,
    dry_run: bool,
    /// It was ended before everything was gone through.
    stopped: bool,
}

/// How far an import is.
#[derive(Debug, Serialize, Type)]
pub struct ImportProgress {
    /// Files, or pages of a file, gone through.
    pub done: u32,
    /// How many there are; 0 until that is known.
    pub of: u32,
}

/// A file that could not be imported.
#[derive(Debug, Serialize, Type)]
pub struct NotImported {
    /// Its path within the folder.
    file: String,
    why: ImportFailure,
}

/// Why a file could not be imported.
#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ImportFailure {
    NotText,
    TooLong,
    BadDate,
    Unreadable,
    Empty,
    /// A picture of it; the rest of it is brought.
    Picture,
}

impl EntryInput {
    /// As the companion takes it.
    ///
    /// # Errors
    /// [`CommandError::NotFound`] or [`CommandError::BadTime`].
    pub fn parse(self) -> Result<companion::EntryInput, CommandError> {
        Ok(companion::EntryInput {
            id: self.id.as_deref().map(thing).transpose()?,
            upon: self.upon.as_deref().map(version_of).transpose()?,
            written_at: moment(self.written_at.as_deref(), self.zone.as_deref())?,
            draft: Draft {
                title: self.title,
                body: self.body,
                feelings: self.feelings,
                tags: self.tags,
            },
        })
    }
}

impl From<journal::Audience> for Audience {
    fn from(audience: journal::Audience) -> Self {
        match audience {
            journal::Audience::Mine => Self::Mine,
            journal::Audience::Ours => Self::Ours,
            journal::Audience::Sealed => Self::Sealed,
        }
    }
}

impl From<companion::Author> for Author {
    fn from(author: companion::Author) -> Self {
        match author {
            companion::Author::Me => Self::Me,
            companion::Author::Partner => Self::Partner,
        }
    }
}

impl From<companion::EntrySummary> for EntrySummary {
    fn from(entry: companion::EntrySummary) -> Self {
        Self {
            id: entry.id.to_string(),
            title: entry.title,
            opening: entry.opening,
            written_at: entry.written_at.rfc3339(),
            zone: entry.written_at.zone.name().to_owned(),
            audience: entry.audience.into(),
            author: entry.author.into(),
            feelings: entry.feelings,
            tags: entry.tags,
            has_draft: entry.has_draft,
            for_later: entry.for_later,
            changed_after_sharing: entry.changed_after_sharing,
            removed: entry.removed,
            release: entry.release.map(Release::from),
            photo: entry.photo.map(|id| id.to_string()),
        }
    }
}

impl From<journal::Release> for Release {
    fn from(release: journal::Release) -> Self {
        // Ten seconds are counted down on the screen: whole seconds would be off by up to one.
        Self {
            at: release.at.to_rfc3339_opts(SecondsFormat::Millis, true),
        }
    }
}

impl From<companion::EntryView> for EntryView {
    fn from(entry: companion::EntryView) -> Self {
        Self {
            summary: entry.summary.into(),
            body: entry.body,
            draft: entry.draft.map(DraftView::from),
            may_write: entry.may_write,
            version: entry.version.as_deref().map(version),
            photos: all(entry.photos),
        }
    }
}

impl From<companion::DraftView> for DraftView {
    fn from(draft: companion::DraftView) -> Self {
        Self {
            title: draft.title,
            body: draft.body,
            feelings: draft.feelings,
            saved_at: instant(draft.saved_at),
            upon: version(&draft.upon),
            both: all(draft.both),
        }
    }
}

impl From<companion::EntryPage> for EntryPage {
    fn from(page: companion::EntryPage) -> Self {
        Self {
            entries: all(page.entries),
            next: page.next.map(|place| place.to_string()),
        }
    }
}

impl From<companion::SharePreview> for SharePreview {
    fn from(preview: companion::SharePreview) -> Self {
        Self {
            consent: preview.consent,
            title: preview.title,
            body: preview.body,
            feelings: preview.feelings,
            tags: preview.tags,
            partner_name: preview.partner_name,
        }
    }
}

impl ImportReport {
    /// The report of a dry run, or of the import itself.
    #[must_use]
    pub fn of(report: companion::ImportReport, dry_run: bool) -> Self {
        let failed = report.failed.into_iter();
        Self {
            added: report.added,
            already: report.already,
            pictures: report.pictures,
            failed: failed
                .map(|(file, why)| NotImported {
                    file,
                    why: why.into(),
                })
                .collect(),
            dry_run,
            stopped: report.stopped,
        }
    }
}

impl From<companion::ImportFailure> for ImportFailure {
    fn from(failure: companion::ImportFailure) -> Self {
        match failure {
            companion::ImportFailure::NotText => Self::NotText,
            companion::ImportFailure::TooLong => Self::TooLong,
            companion::ImportFailure::BadDate => Self::BadDate,
            companion::ImportFailure::Unreadable => Self::Unreadable,
            companion::ImportFailure::Empty => Self::Empty,
            companion::ImportFailure::Picture => Self::Picture,
        }
    }
}

/// A broad feeling, which can be chosen itself, and the finer ones in it; words: `feeling-<id>`.
#[derive(Debug, Serialize, Type)]
pub struct FeelingFamily {
    id: String,
    words: Vec<String>,
}

impl From<&feelings::Family> for FeelingFamily {
    fn from(family: &feelings::Family) -> Self {
        Self {
            id: family.id.to_owned(),
            words: family.words.iter().map(|word| (*word).to_owned()).collect(),
        }
    }
}
