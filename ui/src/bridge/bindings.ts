// Written by hand in the shape the generator will write; replaced by the generated file.
/* eslint-disable */
import { invoke as __TAURI_INVOKE } from '@tauri-apps/api/core';
import { listen as TAURI_LISTEN, type EventCallback } from '@tauri-apps/api/event';

export type Result<T, E> = { status: "ok"; data: T } | { status: "error"; error: E };

async function typedError<T, E>(result: Promise<T>): Promise<Result<T, E>> {
  try {
    return { status: "ok", data: await result };
  } catch (e) {
    if (e instanceof Error) throw e;
    return { status: "error", error: e as E };
  }
}

export const commands = {
  dismissCard: (card: FirstCard) => typedError<null, CommandError>(__TAURI_INVOKE("dismiss_card", { card })),
  getHome: () => typedError<HomeState, CommandError>(__TAURI_INVOKE("get_home")),
  startHome: (home: NewHome) => typedError<HomeState, CommandError>(__TAURI_INVOKE("start_home", { home })),
  unlockHome: (passphrase: string) => typedError<HomeState, CommandError>(__TAURI_INVOKE("unlock_home", { passphrase })),
  unlockFromKeyring: () => typedError<HomeState, CommandError>(__TAURI_INVOKE("unlock_from_keyring")),
  lockScreen: () => typedError<HomeState, CommandError>(__TAURI_INVOKE("lock_screen")),
  lockFully: () => typedError<HomeState, CommandError>(__TAURI_INVOKE("lock_fully")),
  getToday: () => typedError<Today, CommandError>(__TAURI_INVOKE("get_today")),
  listEntries: (cursor: string | null, limit: number) => typedError<EntryPage, CommandError>(__TAURI_INVOKE("list_entries", { cursor, limit })),
  getEntry: (id: string) => typedError<EntryView, CommandError>(__TAURI_INVOKE("get_entry", { id })),
  keepEntry: (entry: EntryInput) => typedError<EntryView, CommandError>(__TAURI_INVOKE("keep_entry", { entry })),
  previewShare: (id: string) => typedError<SharePreview, CommandError>(__TAURI_INVOKE("preview_share", { id })),
  shareEntry: (id: string, consent: string) => typedError<EntryView, CommandError>(__TAURI_INVOKE("share_entry", { id, consent })),
  sendNow: (id: string) => typedError<EntryView, CommandError>(__TAURI_INVOKE("send_now", { id })),
  withholdEntry: (id: string) => typedError<EntryView, CommandError>(__TAURI_INVOKE("withhold_entry", { id })),
  markForLater: (id: string, forLater: boolean) => typedError<EntryView, CommandError>(__TAURI_INVOKE("mark_for_later", { id, forLater })),
  shareChanges: (id: string) => typedError<EntryView, CommandError>(__TAURI_INVOKE("share_changes", { id })),
  dropDraft: (id: string) => typedError<EntryView, CommandError>(__TAURI_INVOKE("drop_draft", { id })),
  removeEntry: (id: string) => typedError<null, CommandError>(__TAURI_INVOKE("remove_entry", { id })),
  restoreEntry: (id: string) => typedError<EntryView, CommandError>(__TAURI_INVOKE("restore_entry", { id })),
  searchEntries: (query: string, limit: number) => typedError<SearchHit[], CommandError>(__TAURI_INVOKE("search_entries", { query, limit })),
  renderEntry: (body: string) => typedError<string, CommandError>(__TAURI_INVOKE("render_entry", { body })),
  openLink: (url: string) => typedError<null, CommandError>(__TAURI_INVOKE("open_link", { url })),
  importMarkdown: (dryRun: boolean) => typedError<ImportReport | null, CommandError>(__TAURI_INVOKE("import_markdown", { dryRun })),
  getPairing: () => typedError<PairingState, CommandError>(__TAURI_INVOKE("get_pairing")),
  connectSameRoom: () => typedError<PairingState, CommandError>(__TAURI_INVOKE("connect_same_room")),
  makeInvite: () => typedError<PairingState, CommandError>(__TAURI_INVOKE("make_invite")),
  saveInvite: () => typedError<boolean, CommandError>(__TAURI_INVOKE("save_invite")),
  acceptInvite: (line: string) => typedError<PairingState, CommandError>(__TAURI_INVOKE("accept_invite", { line })),
  openInviteFile: () => typedError<PairingState | null, CommandError>(__TAURI_INVOKE("open_invite_file")),
  confirmPictures: () => typedError<PairingState, CommandError>(__TAURI_INVOKE("confirm_pictures")),
  refusePictures: () => typedError<PairingState, CommandError>(__TAURI_INVOKE("refuse_pictures")),
  cancelPairing: () => typedError<PairingState, CommandError>(__TAURI_INVOKE("cancel_pairing")),
  getSharing: () => typedError<SharingView, CommandError>(__TAURI_INVOKE("get_sharing")),
  stopSharing: (quiet: boolean) => typedError<HomeState, CommandError>(__TAURI_INVOKE("stop_sharing", { quiet })),
  listOutings: () => typedError<OutingView[], CommandError>(__TAURI_INVOKE("list_outings")),
  getOuting: (id: string) => typedError<OutingView, CommandError>(__TAURI_INVOKE("get_outing", { id })),
  proposeOuting: (outing: OutingInput) => typedError<OutingView, CommandError>(__TAURI_INVOKE("propose_outing", { outing })),
  acceptOuting: (id: string) => typedError<OutingView, CommandError>(__TAURI_INVOKE("accept_outing", { id })),
  suggestOuting: (id: string, from: string, zone: string, minutes: number) => typedError<OutingView, CommandError>(__TAURI_INVOKE("suggest_outing", { id, from, zone, minutes })),
  declineOuting: (id: string) => typedError<OutingView, CommandError>(__TAURI_INVOKE("decline_outing", { id })),
  cancelOuting: (id: string) => typedError<OutingView, CommandError>(__TAURI_INVOKE("cancel_outing", { id })),
  changeOuting: (id: string, outing: OutingInput) => typedError<OutingView, CommandError>(__TAURI_INVOKE("change_outing", { id, outing })),
  quickTimes: () => typedError<QuickTime[], CommandError>(__TAURI_INVOKE("quick_times")),
  listIdeas: () => typedError<Idea[], CommandError>(__TAURI_INVOKE("list_ideas")),
  listGestures: () => typedError<Gesture[], CommandError>(__TAURI_INVOKE("list_gestures")),
  listPlans: () => typedError<PlanView[], CommandError>(__TAURI_INVOKE("list_plans")),
  keepPlan: (id: string | null, plan: PlanInput) => typedError<PlanView, CommandError>(__TAURI_INVOKE("keep_plan", { id, plan })),
  removePlan: (id: string) => typedError<null, CommandError>(__TAURI_INVOKE("remove_plan", { id })),
  restorePlan: (id: string) => typedError<PlanView, CommandError>(__TAURI_INVOKE("restore_plan", { id })),
  listDueNudges: () => typedError<DueNudge[], CommandError>(__TAURI_INVOKE("list_due_nudges")),
  listComingNudges: (days: number) => typedError<ComingNudge[], CommandError>(__TAURI_INVOKE("list_coming_nudges", { days })),
  didNudge: (id: string) => typedError<null, CommandError>(__TAURI_INVOKE("did_nudge", { id })),
  laterNudge: (id: string, later: Later) => typedError<string, CommandError>(__TAURI_INVOKE("later_nudge", { id, later })),
  notTodayNudge: (id: string) => typedError<null, CommandError>(__TAURI_INVOKE("not_today_nudge", { id })),
  didGesture: (planId: string) => typedError<PlanView, CommandError>(__TAURI_INVOKE("did_gesture", { planId })),
  pauseNudges: (pause: Pause) => typedError<string, CommandError>(__TAURI_INVOKE("pause_nudges", { pause })),
  resumeNudges: () => typedError<null, CommandError>(__TAURI_INVOKE("resume_nudges")),
  getPause: () => typedError<string | null, CommandError>(__TAURI_INVOKE("get_pause")),
  sendTestNudge: () => typedError<NotificationSupport, CommandError>(__TAURI_INVOKE("send_test_nudge")),
  getNotificationSupport: () => typedError<NotificationSupport, CommandError>(__TAURI_INVOKE("get_notification_support")),
  listImportantDates: () => typedError<ImportantDateView[], CommandError>(__TAURI_INVOKE("list_important_dates")),
  keepImportantDate: (id: string | null, date: ImportantDateInput) => typedError<ImportantDateView, CommandError>(__TAURI_INVOKE("keep_important_date", { id, date })),
  removeImportantDate: (id: string) => typedError<null, CommandError>(__TAURI_INVOKE("remove_important_date", { id })),
  restoreImportantDate: (id: string) => typedError<ImportantDateView, CommandError>(__TAURI_INVOKE("restore_important_date", { id })),
  getHelp: (country: string | null) => typedError<HelpView, CommandError>(__TAURI_INVOKE("get_help", { country })),
  getSettings: () => typedError<Settings, CommandError>(__TAURI_INVOKE("get_settings")),
  changeSettings: (settings: Settings) => typedError<Settings, CommandError>(__TAURI_INVOKE("change_settings", { settings })),
  changePassphrase: (current: string, next: string) => typedError<null, CommandError>(__TAURI_INVOKE("change_passphrase", { current, next })),
  getAbout: () => typedError<About, CommandError>(__TAURI_INVOKE("get_about")),
  getLocale: () => typedError<string, CommandError>(__TAURI_INVOKE("get_locale")),
  quitApp: () => typedError<null, CommandError>(__TAURI_INVOKE("quit_app")),
};

export const events = {
  notice: { listen: (callback: EventCallback<Notice>) => TAURI_LISTEN<Notice>("notice", callback) },
};

export type CommandError =
  | { code: "locked" } | { code: "screenLocked" } | { code: "wrongPassphrase" } | { code: "noHome" } | { code: "homeExists" }
  | { code: "keyringGone" } | { code: "vaultDamaged" } | { code: "vaultNewer" } | { code: "profileBusy" } | { code: "cannotSave"; reason: CannotSave }
  | { code: "notFound" } | { code: "titleTooLong"; limit: number } | { code: "bodyTooLong"; limit: number } | { code: "nameMissing" } | { code: "passphraseTooShort"; least: number }
  | { code: "notYours" } | { code: "noPartner" } | { code: "alreadyPaired" } | { code: "tooLateToWithhold" } | { code: "notPending" }
  | { code: "inviteMalformed" } | { code: "inviteExpired" } | { code: "inviteSpent" } | { code: "inviteOwn" } | { code: "partnerUnreachable" } | { code: "pairingOver" } | { code: "picturesDiffer" }
  | { code: "outingSettled" } | { code: "timeInPast" } | { code: "badTime" } | { code: "unknownGesture" } | { code: "notificationsUnavailable" } | { code: "fileUnreadable" } | { code: "badInput" } | { code: "internal" };
export type CannotSave = "diskFull" | "readOnly" | "io";
export type HomeState =
  | { kind: "empty"; keyring: boolean }
  | { kind: "locked"; name: string; keyring: boolean; screenLock: boolean }
  | { kind: "open"; name: string; partner: PartnerView | null };
export type PartnerView = { name: string; initial: string; since: string; upToDate: string | null };
export type NewHome = { name: string; passphrase: string; rememberInKeyring: boolean };
export type Today = { greeting: "morning" | "afternoon" | "evening" | "night"; longAway: boolean; gesture: DueNudge | null; comingGesture: ComingNudge | null;
  nextOuting: OutingView | null; fromPartner: EntryView | null ; waitingOutings: OutingView[] ;
  onThisDay: EntrySummary[]; card: FirstCard | null; dates: ImportantDateView[]  };
export type FirstCard = "partner" | "notifications" | "autostart" | "gesture";
export type Audience = "mine" | "ours" | "sealed";
export type Author = "me" | "partner";
export type EntrySummary = { id: string; title: string; opening: string ; writtenAt: string; zone: string; audience: Audience; author: Author;
  feelings: string[]; tags: string[]; hasDraft: boolean; forLater: boolean; changedAfterSharing: boolean; release: Release | null };
export type Release = { at: string };
export type EntryView = EntrySummary & { body: string ; draft: DraftView | null; mayWrite: boolean };
export type DraftView = { title: string; body: string; savedAt: string };
export type EntryInput = { id: string | null; title: string; body: string; feelings: string[]; tags: string[]; writtenAt: string | null; zone: string | null };
export type SearchHit = { entry: EntrySummary; snippet: SnippetPart[] };
export type SnippetPart = { text: string; hit: boolean };
export type EntryPage = { entries: EntrySummary[]; next: string | null ; total: number };
export type SharePreview = { consent: string; title: string; body: string; partnerName: string };
export type ImportReport = { added: number; already: number; failed: { file: string; why: ImportFailure }[]; dryRun: boolean };
export type ImportFailure = "notText" | "tooLong" | "badDate" | "unreadable" | "empty";
export type PairingState =
  | { stage: "idle" } | { stage: "searching" }  | { stage: "inviteReady"; invite: string; expiresAt: string }
  | { stage: "connecting" } | { stage: "comparing"; pictures: string[] ; confirmedByMe: boolean }
  | { stage: "paired"; partner: PartnerView } | { stage: "failed"; error: CommandError };
export type SharingView = { partner: PartnerView | null; entries: number; outings: number; thisDevice: string; direct: "off" | "waiting" | "connected"; waitingToSend: number; partnerLeft: string | null ; setAside: number };
export type OutingStage = "awaitingMe" | "awaitingPartner" | "planned" | "declined" | "cancelled" | "remembered" | "alone" ;
export type OutingView = { id: string; title: string; note: string; place: string; from: string ; zone: string; instant: string; minutes: number; stage: OutingStage; proposedBy: Author; earlier: string | null  };
export type OutingInput = { title: string; note: string; place: string; from: string; zone: string; minutes: number; idea: string | null };
export type QuickTime = { id: "fridayEvening" | "saturdayMorning" | "sunday"; from: string; minutes: number };
export type Idea = { id: string ; cost: number ; place: "home" | "out" | "either" | "apart"; minutes: number };
export type GestureKind = "touch" | "words" | "time" | "help" | "things" | "play";
export type Gesture = { id: string ; kind: GestureKind; near: boolean; apart: boolean; minutes: number; costs: boolean; mutual: boolean };
export type Cadence = { kind: "everyDays"; days: number } | { kind: "weekdays"; days: number[]  } | { kind: "yearly"; month: number; day: number; leapDay: "feb28" | "mar1" };
export type GestureRef = { kind: "library"; id: string } | { kind: "own"; text: string };
export type PlanInput = { gesture: GestureRef; cadence: Cadence; from: string ; to: string };
export type PlanView = { id: string; gesture: GestureRef; cadence: Cadence; from: string; to: string; next: string | null; lastDone: string | null; snoozedUntil: string | null };
export type DueNudge = { id: string; plan: PlanView; since: string };
export type ComingNudge = { planId: string; gesture: GestureRef; opens: string; closes: string };
export type Later = "laterToday" | "thisEvening" | "tomorrow" | "weekend";
export type Pause = { kind: "hour" } | { kind: "tomorrow" } | { kind: "until"; day: string };
export type Discretion = "discreet" | "warm" | "full";
export type NotificationSupport = { server: string | null; actions: boolean; body: boolean };
export type ImportantDateView = { id: string; title: string; month: number; day: number; year: number | null; leapDay: "feb28" | "mar1"; next: string ; inDays: number };
export type ImportantDateInput = { title: string; month: number; day: number; year: number | null; leapDay: "feb28" | "mar1" };
export type HelpView = { countries: string[]; lines: { id: string; name: string; phone: string; source: string; retrieved: string }[] };
export type Settings = { theme: "system" | "light" | "dark"; textSize: number ; language: "system" | "en" | "de" | "pseudo"; discretion: Discretion; budget: number ; quietFrom: string | null; quietTo: string | null;
  arrivals: boolean; autostart: boolean; idleLockMinutes: number; rememberInKeyring: boolean; closeToTray: boolean };
export type About = { version: string; profile: string; worker: boolean; keyring: boolean; tray: boolean; notifications: NotificationSupport };
export type Notice =
  | { kind: "homeChanged" } | { kind: "entryKept"; id: string; origin: Origin } | { kind: "entryArrived"; id: string } | { kind: "entryReleased"; id: string } | { kind: "entryRemoved"; id: string; origin: Origin }
  | { kind: "outingChanged"; id: string; origin: Origin } | { kind: "planChanged"; id: string } | { kind: "nudgeFellDue"; id: string } | { kind: "whileAway" } | { kind: "nudgeSettled"; id: string } | { kind: "pauseChanged" }
  | { kind: "pairingChanged" } | { kind: "sharingChanged" } | { kind: "importantDateChanged"; id: string } | { kind: "settingsChanged" } | { kind: "openCard"; nudge: string } | { kind: "goTo"; place: string };
export type Origin = "me" | "partner";
