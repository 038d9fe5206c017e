//! The whole contract between window and engine as one value: the commands and
//! the event. The bindings of the interface and the list of permissions are
//! written from it, so there is no second list to keep.

use std::{collections::BTreeMap, io, path::Path};

use tauri::{
    Runtime,
    ipc::{Invoke, InvokeBody},
};
use tauri_specta::{Builder, BuilderConfiguration, LanguageExt, collect_commands, collect_events};

use crate::{
    command_error::CommandError,
    commands::{
        ahead, calendars, calm, finding, home, ideas, in_step, journal, mailbox, notes, nudges,
        outings, partner, photos, preparing, promises, recovery, removed, replies, rituals, sealed,
        settings, short, talks, today, us, wishes,
    },
    notices::Notice,
    window,
};

/// Every command and the event. No command is generic, so the runtime is whoever asks.
#[must_use]
pub fn builder<R: Runtime>() -> Builder<R> {
    Builder::new()
        // One type for both directions: what may be left out is null, never missing.
        .disable_serde_phases()
        .commands(collect_commands![
            home::get_home,
            home::start_home,
            home::unlock_home,
            home::unlock_from_keyring,
            home::lock_screen,
            home::lock_fully,
            today::get_today,
            today::dismiss_card,
            today::say_not_now,
            today::keep_off_today,
            today::answer_morning,
            journal::list_entries,
            journal::get_entry,
            journal::keep_entry,
            journal::bring_up_entry,
            journal::list_versions,
            journal::read_version,
            journal::preview_share,
            journal::share_entry,
            journal::send_now,
            journal::withhold_entry,
            journal::mark_for_later,
            journal::share_changes,
            journal::drop_draft,
            journal::remove_entry,
            journal::restore_entry,
            replies::list_replies,
            replies::keep_reply_draft,
            replies::send_reply,
            replies::send_reply_now,
            replies::withhold_reply,
            replies::take_reply_away,
            replies::leave_listening,
            removed::list_removed,
            removed::erase_entry,
            removed::write_anew,
            removed::ask_to_erase,
            removed::erase_copy,
            removed::keep_copy,
            journal::list_feelings,
            finding::search_entries,
            finding::list_labels,
            finding::list_months,
            journal::render_entry,
            journal::open_link,
            photos::add_photo,
            photos::read_photo,
            photos::list_photos,
            journal::import_journal,
            journal::get_import,
            journal::stop_import,
            journal::export_journal,
            partner::get_pairing,
            partner::connect_same_room,
            partner::make_invite,
            partner::save_invite,
            partner::accept_invite,
            partner::open_invite_file,
            partner::confirm_pictures,
            partner::refuse_pictures,
            partner::cancel_pairing,
            partner::get_sharing,
            partner::stop_sharing,
            mailbox::get_mailbox,
            mailbox::choose_mailbox,
            mailbox::set_mailbox_only,
            mailbox::clear_mailbox,
            outings::list_outings,
            outings::get_outing,
            outings::propose_outing,
            outings::accept_outing,
            outings::suggest_outing,
            outings::decline_outing,
            outings::cancel_outing,
            outings::change_outing,
            outings::bring_up_outing,
            preparing::get_preparations,
            preparing::prepare_outing,
            preparing::nudge_to_confirm,
            outings::quick_times,
            outings::list_ideas,
            calendars::save_outing_file,
            calendars::get_calendar_file,
            calendars::keep_calendar_file,
            calendars::save_all_plans,
            calendars::drop_calendar_file,
            calendars::list_calendars,
            calendars::add_calendar,
            calendars::add_calendar_address,
            calendars::count_calendar,
            calendars::remove_calendar,
            calendars::read_calendars,
            calendars::get_usual_hours,
            calendars::change_usual_hours,
            calendars::find_time,
            calendars::get_time_ask,
            calendars::ask_for_time,
            calendars::show_my_time,
            calendars::let_time_go,
            rituals::list_rituals,
            rituals::keep_ritual,
            rituals::tell_ritual,
            ideas::list_own_ideas,
            ideas::add_own_idea,
            ideas::change_own_idea,
            ideas::remove_own_idea,
            ideas::preview_idea,
            ideas::share_idea,
            outings::get_leanings,
            outings::lean,
            outings::mark_idea,
            outings::get_jar,
            outings::compare_jar,
            sealed::list_sealed,
            sealed::get_sealed,
            sealed::list_questions,
            sealed::begin_question,
            sealed::seal_letter,
            sealed::answer_sealed,
            sealed::keep_answer_draft,
            sealed::pass_question,
            sealed::take_back_sealed,
            sealed::plan_surprise,
            sealed::change_surprise,
            sealed::release_surprise,
            sealed::decline_surprise,
            nudges::list_gestures,
            nudges::get_together,
            nudges::want_together,
            nudges::lay_gesture_aside,
            nudges::list_plans,
            nudges::keep_plan,
            nudges::remove_plan,
            nudges::restore_plan,
            nudges::list_due_nudges,
            nudges::list_coming_nudges,
            nudges::did_nudge,
            nudges::later_nudge,
            nudges::not_today_nudge,
            nudges::answer_rhythm,
            nudges::look_back,
            nudges::did_gesture,
            nudges::pause_nudges,
            nudges::resume_nudges,
            nudges::get_pause,
            nudges::send_test_nudge,
            nudges::get_notification_support,
            us::list_important_dates,
            us::keep_important_date,
            us::remove_important_date,
            us::restore_important_date,
            notes::list_notes,
            notes::add_note,
            notes::change_note,
            notes::remove_note,
            short::preview_short,
            short::share_short,
            ahead::list_ahead,
            ahead::their_zone,
            ahead::add_ahead,
            ahead::remove_ahead,
            ahead::remind_of_ahead,
            ahead::hush_ahead,
            wishes::list_wishes,
            wishes::add_wish,
            wishes::change_wish,
            wishes::remove_wish,
            wishes::remind_of_wish,
            wishes::hush_wish,
            promises::list_promises,
            promises::make_promise,
            promises::move_promise,
            promises::close_promise,
            calm::get_calms,
            calm::press_calm,
            calm::offer_back,
            calm::want_back,
            calm::end_calm,
            calm::hush_calm,
            talks::list_talks,
            talks::get_talk,
            talks::begin_talk,
            talks::press_talk,
            talks::put_talk_away,
            in_step::list_talks_in_step,
            in_step::get_talk_in_step,
            in_step::offer_talk_in_step,
            in_step::join_talk_in_step,
            in_step::press_talk_in_step,
            in_step::put_talk_in_step_away,
            settings::get_settings,
            settings::change_settings,
            settings::change_passphrase,
            settings::get_about,
            settings::get_locale,
            settings::quit_app,
            recovery::get_backups,
            recovery::begin_sheet,
            recovery::confirm_sheet,
            recovery::drop_sheet,
            recovery::print_page,
            recovery::answer_drill,
            recovery::make_backup,
            recovery::restore_backup,
            recovery::reset_passphrase,
            recovery::list_copies,
            recovery::restore_copy,
            home::hide_app,
            home::let_window_go,
            home::open_pages,
            home::close_pages,
            home::set_second_passphrase,
            home::remove_second_passphrase,
            settings::forget_copy,
        ])
        .events(collect_events![Notice])
}

/// Answers the window's calls. One guard for all commands: only the one window
/// may call, and only with arguments the command has. The lock is guarded in
/// the household.
pub fn handler<R: Runtime>(
    builder: &Builder<R>,
) -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
    let signatures = signatures(builder);
    let answer = builder.invoke_handler();
    move |invoke| {
        let command = invoke.message.command();
        let Some(arguments) = signatures.get(command) else {
            return false;
        };
        let message = &invoke.message;
        let webview = message.webview_ref();
        if webview.label() != window::LABEL || webview.window_ref().label() != window::LABEL {
            invoke.resolver.reject(CommandError::Internal);
            return true;
        }
        if !known_arguments_only(message.payload(), arguments) {
            invoke.resolver.reject(CommandError::BadInput);
            return true;
        }
        answer(invoke)
    }
}

/// Each command's arguments, as they travel.
pub type Signatures = BTreeMap<String, Vec<String>>;

/// The commands of the contract with their arguments.
#[must_use]
pub fn signatures<R: Runtime>(builder: &Builder<R>) -> Signatures {
    let mut signatures = Signatures::new();
    // Reading into memory has nothing that could fail.
    let _ = builder.export(Reader(&mut signatures), "");
    signatures
}

fn known_arguments_only(payload: &InvokeBody, arguments: &[String]) -> bool {
    match payload {
        InvokeBody::Json(serde_json::Value::Object(given)) => {
            given.keys().all(|name| arguments.contains(name))
        }
        InvokeBody::Json(value) => value.is_null() && arguments.is_empty(),
        InvokeBody::Raw(_) => false,
    }
}

/// Reads the contract where a language would write it.
struct Reader<'a>(&'a mut Signatures);

impl LanguageExt for Reader<'_> {
    type Error = io::Error;

    fn export(self, contract: &BuilderConfiguration, _: &Path) -> io::Result<()> {
        self.0.extend(contract.commands.iter().map(|command| {
            let arguments = command
                .args()
                .iter()
                .map(|(name, _)| as_it_travels(name))
                .collect();
            (command.name().to_string(), arguments)
        }));
        Ok(())
    }
}

/// `for_later` travels as `forLater`.
fn as_it_travels(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |mut name, word| {
        let mut letters = word.chars();
        name.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        name.push_str(letters.as_str());
        name
    })
}
