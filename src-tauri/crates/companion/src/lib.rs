//! What a couple does with Lamplight: the use cases, one area a file. This is the
//! API an ideal screen would want; the window and the command line are two users of it.
//!
//! It brings the other rooms together: `couple` says what may be, `replica` writes
//! it, `keys` seals it, `vault` keeps it, `sync` decides what travels. Commit first,
//! announce after: a [`Notice`] tells only what is on disk.
//!
//! It must never touch the network (it leaves [`Errand`]s for the courier), never
//! read a clock of its own, never put a person's text into an error or a notice,
//! and never seal a private thing for the partner except through `sharing::share`.

mod ahead;
mod anew;
mod arriving;
mod asking;
mod backup;
mod bringing_up;
mod calendars;
mod calm;
mod checking;
mod chosen;
mod companion;
mod copies;
mod couple_space;
mod cues;
mod direct;
mod erasing;
mod errand;
mod error;
mod exporting;
mod finding;
mod forward;
mod healing;
mod hold;
mod home;
mod identity;
mod importing;
mod in_step;
#[cfg(feature = "inspect")]
mod inspecting;
mod jar;
mod journal;
mod leanings;
mod leaving;
mod ledger;
mod looking_back;
mod loss;
mod mailbox;
mod notes;
mod notice;
mod nudges;
mod offers;
mod open_export;
mod outings;
mod own_ideas;
mod pages;
mod pairing;
pub mod payload;
mod photos;
mod plans_out;
mod preparing;
mod promises;
mod questions;
mod rebirth;
mod records;
mod recovery;
mod removing;
mod replies;
mod restoring;
mod rituals;
mod sealed;
mod set_aside;
mod settings;
mod sharing;
mod snapshot;
mod surroundings;
mod talks;
mod tick;
mod time_asks;
mod today;
mod together;
mod us;
mod versions;
mod viewing;
mod waiting;
mod wishes;

#[cfg(test)]
mod tests;

pub use ahead::{AheadInput, AheadView};
pub use anew::{Handed, Knows};
pub use arriving::frame_name;
pub use backup::{BackupDone, BackupJob};
pub use bringing_up::BroughtUp;
pub use calendars::{Calendar, CalendarPlace, CalendarTrouble};
pub use calm::{CalmView, Calms};
pub use checking::Health;
pub use companion::Companion;
pub use copies::{CopyJob, CopyView, list_copies};
pub use errand::Errand;
pub use error::{CannotSave, CompanionError};
pub use exchange::calendar_in;
pub use exchange::{markdown::render as render_markdown, markdown_folder::ImportFailure, photo};
pub use exporting::{ExportForm, ExportInput, ExportJob};
pub use finding::{LabelsInUse, Month, SearchHit, Wanted};
pub use forward::Forward;
pub use home::{LockedHome, PASSPHRASE_LEAST, Profile, ProfileLock, Unlock, create_home};
pub use identity::NAME_LIMIT;
pub use importing::{Import, ImportReport};
pub use in_step::{InStepLine, InStepStage, InStepView, SaidPage};
#[cfg(feature = "inspect")]
pub use inspecting::{SecretsInside, SpaceInside};
pub use jar::JarView;
pub use journal::{Author, EntryInput, EntryPage, EntrySummary};
pub use keys::vault_keys::Cost;
pub use leaving::{Direct, PartnerView, SharingView};
pub use looking_back::LookBack;
pub use mailbox::{MailboxView, last_part};
pub use notes::{NoteInput, NoteView, Whose};
pub use notice::{Notice, Origin};
pub use nudges::{ComingNudge, DueNudge, PlanInput, PlanView};
pub use outings::{OutingInput, OutingView};
pub use own_ideas::{OwnIdeaInput, OwnIdeaView};
pub use pages::PagesState;
pub use pairing::{PairingFailure, PairingView};
pub use photos::{
    Added, Maker, NotMade, PhotoJob, PhotoMade, PhotoStretch, PhotoView, ShelfPhoto, Worker,
};
pub use plans_out::{CalendarFile, CalendarWords, PlansOut};
pub use promises::PromiseView;
pub use questions::{QuestionLadder, QuestionShelf, QuestionStep};
pub use recovery::{NewSheet, SheetView, check_sheet};
pub use removing::{ErasedView, RemovedEntry, RemovedView};
pub use replica::check::{self, Checker, InProcess};
pub use replica::{BothEdited, ChangedPlace};
pub use replies::{RepliesView, ReplyInput, ReplyView};
pub use restoring::{restore_backup, restore_copy, unpack_members};
pub use rituals::{RitualView, ToRitual};
pub use sealed::{SealedLine, SealedView, SurpriseInput};
pub use set_aside::{AsideReason, AsideView};
pub use settings::{Discretion, Settings};
pub use sharing::{IdeaPreview, SharePreview, ShortPreview};
pub use surroundings::Surroundings;
/// What a mailbox is asked to do, what it answers, and what is noticed there.
pub use sync::mailbox::{Answer as MailboxAnswer, Finding, Job as MailboxJob, Trouble};
pub use talks::{TalkLine, TalkView, WaitingTalk};
pub use tick::Tick;
pub use time_asks::{FoundTime, TimeAskView};
pub use today::{FirstCard, PartOfDay, Today};
pub use together::TogetherView;
pub use us::{ImportantDateInput, ImportantDateView};
pub use vault::{Place, SnippetPart};
pub use versions::{VersionLine, VersionView};
pub use viewing::{DraftView, EntryView};
pub use wishes::WishView;

/// Rules and values that screens show as they are.
pub use couple;
