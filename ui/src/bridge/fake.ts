// A stand-in for the engine, in memory: for component tests and for looking at screens in a browser. Never part of the window itself.
import type {
  BackupsView,
  Cadence,
  CommandError,
  EntryView,
  Erased,
  HomeState,
  ImportantDateView,
  Notice,
  OutingView,
  PairingState,
  PartnerView,
  LookBack,
  PlanView,
  Settings,
  SharingView,
  commands as realCommands,
} from './bindings';
import { CHOSEN, FEELINGS, IDEAS } from './fake-library';
import { entryAnswers } from './fake-entries';
import { PICTURES, pairingAnswers } from './fake-pairing';
import { planAnswers, planOf } from './fake-plans';
import { todayAnswers } from './fake-today';
import { FakeCalendars } from './fake-calendars';
import { sharingOf } from './fake-sharing';
import { FakeForTwo } from './fake-two';
import { FakeJar } from './fake-jar';
import { FakeTogether } from './fake-together';
import { FakeAhead } from './fake-ahead';
import { FakeNotes } from './fake-notes';
import { FakeWishes } from './fake-wishes';
import { FakeTalks } from './fake-talks';
import { FakeMailbox } from './fake-mailbox';
import { days, shortOf } from './fake-days';
import { FakePages, type PagesState } from './fake-pages';
import { FakeImport } from './fake-import';
import { FakeVersions } from './fake-versions';
import { FakePhotos } from './fake-photos';
import { KEPT, recovery, refuse } from './fake-recovery';
import { FakeReplies } from './fake-replies';
import { FakeSealed } from './fake-sealed';
import { day, importantDate, plus, storyEntries, storyOutings, ZONE } from './fake-story';
import type { Engine, Result } from './index';

type Commands = typeof realCommands;
/** What is answered to a command, before it is wrapped as the bindings wrap it. */
export type Answers = { [K in keyof Commands]: (...args: Parameters<Commands[K]>) => unknown };

export { PICTURES };

export interface FakeOptions {
  /** Where the story begins. */
  home: 'empty' | 'damaged' | 'locked' | 'screen' | 'open';
  name: string;
  partner: string | null;
  passphrase: string;
  keyring: boolean;
  /** The keyring should have the key, and has none. */
  keyringGone: boolean;
  /** Where the private pages stand. */
  pages: PagesState;
  settings: Partial<Settings>;
  /** How many entries the journal holds. */
  entries: number;
  outings: boolean;
  plans: boolean;
  importantDates: boolean;
  /** A favourite, a size and an idea for a gift. */
  notes: boolean;
  /** Both menus have lines. */
  wishes: boolean;
  ahead: boolean;
  pairing: PairingState;
  /** What Backup and recovery shows. A story without a word of it has its sheet. */
  backups: BackupsView;
  notifications: { server: string | null; actions: boolean; body: boolean };
  now: Date;
  longAway: boolean;
  /** How many things a newer Lamplight sent. */
  fromNewer: number;
}

const DEFAULTS: FakeOptions = {
  home: 'open',
  name: 'Jo',
  partner: null,
  passphrase: 'a kitchen table',
  keyring: true,
  keyringGone: false,
  pages: 'noSecond',
  settings: {},
  entries: 0,
  outings: false,
  plans: false,
  importantDates: false,
  notes: false,
  wishes: false,
  ahead: false,
  pairing: { stage: 'idle' },
  backups: KEPT,
  notifications: { server: 'dunst', actions: true, body: true },
  now: new Date(),
  longAway: false,
  fromNewer: 0,
};

export class FakeEngine implements Engine {
  readonly options: FakeOptions;
  /** Every command that was called, in order: `[name, ...arguments]`. */
  readonly calls: [string, ...unknown[]][] = [];
  home: HomeState;
  settings: Settings;
  pairing: PairingState;
  passphrase: string;
  entries: EntryView[] = [];
  removedEntries: EntryView[] = [];
  /** Removed entries of the partner that they ask to be erased. */
  readonly asked = new Set<string>();
  erased: Erased[] = [];
  outings: OutingView[] = [];
  readonly sealed = new FakeSealed(this);
  readonly replies = new FakeReplies(this);
  plans: PlanView[] = [];
  lookedBack: LookBack | null = null;
  removedPlans: PlanView[] = [];
  readonly jar = new FakeJar();
  readonly together = new FakeTogether();
  readonly notes = new FakeNotes();
  readonly wishes = new FakeWishes();
  readonly ahead = new FakeAhead();
  readonly calendars = new FakeCalendars();
  readonly forTwo = new FakeForTwo();
  readonly talks = new FakeTalks();
  readonly pages = new FakePages(this);
  readonly versions = new FakeVersions(this);
  readonly importing = new FakeImport();
  readonly photos = new FakePhotos();
  dates: ImportantDateView[] = [];
  pauseUntil: string | null = null;
  backups: BackupsView;
  partnerLeft: string | null = null;
  waitingToSend = 0;
  setAside: SharingView['setAside'] = [];
  forked = { here: false, there: false };
  readonly mailbox = new FakeMailbox();
  due: string[] = [];
  morningAfter: OutingView | null = null;
  dismissed = new Set<string>();
  readonly offToday = new Set<string>();
  lost = false; // The newest of what was saved is gone.
  /** Codes to refuse with, by command; taken once each. */
  readonly refusals = new Map<string, CommandError>();
  readonly #answered = new Map<string, unknown>();
  #listeners = new Set<(notice: Notice) => void>();
  #ids = 0;
  constructor(options: Partial<FakeOptions> = {}) {
    this.options = { ...DEFAULTS, ...options };
    this.pages.begin(this.options.pages);
    const o = this.options;
    this.passphrase = o.passphrase;
    this.pairing = o.pairing;
    this.backups = o.backups;
    const partner = o.partner ? this.#partner(o.partner) : null;
    this.home =
      o.home === 'empty'
        ? { kind: 'empty', keyring: o.keyring }
        : o.home === 'damaged'
          ? { kind: 'damaged' }
          : o.home === 'open'
            ? { kind: 'open', name: o.name, partner, pages: o.pages }
            : { kind: 'locked', name: o.name, keyring: o.keyring && !o.keyringGone, screenLock: o.home === 'screen', keyringGone: o.keyringGone };
    this.settings = {
      theme: 'system',
      textSize: 100,
      language: 'system',
      discretion: 'discreet',
      budget: 1,
      quietFrom: '22:00',
      quietTo: '08:00',
      arrivals: true,
      autostart: false,
      idleLockMinutes: 10,
      rememberInKeyring: o.keyring,
      closeToTray: true,
      fullLockOnSleep: false,
      lookNearby: false,
      looksBack: true,
      looksAhead: true,
      ...o.settings,
    };
    this.#fill();
  }

  commands: Commands = this.#answering();

  listen(onNotice: (notice: Notice) => void): Promise<() => void> {
    this.#listeners.add(onNotice);
    return Promise.resolve(() => this.#listeners.delete(onNotice));
  }

  /** Says something happened, as the engine would. */
  tell(notice: Notice): void {
    for (const listener of [...this.#listeners]) listener(notice);
  }

  /** The next call of `command` is refused. */
  refuseNext(command: keyof Commands, error: CommandError): void {
    this.refusals.set(command, error);
  }

  /** The next call of `command` answers with `data`, whatever it would have done. */
  answer(command: keyof Commands, data: unknown): void {
    this.#answered.set(command, data);
  }

  callsOf(command: keyof Commands): unknown[][] {
    return this.calls.filter(([name]) => name === command).map(([, ...args]) => args);
  }

  setPairing(state: PairingState): void {
    this.pairing = state;
    if (state.stage === 'paired' && this.home.kind === 'open') this.home = { ...this.home, partner: state.partner };
    this.tell({ kind: 'pairingChanged' });
  }

  #partner(name: string): PartnerView {
    return { name, initial: name.slice(0, 1).toUpperCase(), since: day(plus(this.options.now, -40)), upToDate: day(this.options.now), waiting: false };
  }

  newId(): string {
    this.#ids += 1;
    return this.#ids.toString(16).padStart(32, '0');
  }

  #fill(): void {
    const { options: o } = this;
    this.entries = storyEntries(o, () => this.newId());
    if (o.pages === 'closed') this.pages.close();
    this.jar.partner = this.together.partner = () => this.options.partner;
    this.calendars.passphrase = () => this.passphrase;
    [this.calendars.tell, this.jar.tell] = [() => this.tell({ kind: 'calendarsChanged' }), (id) => this.tell({ kind: 'ideaChanged', id })];
    this.forTwo.now = () => this.options.now;
    this.talks.tell = () => this.tell({ kind: 'talkChanged' });
    this.forTwo.tell = (kind, id) => this.tell(kind === 'calmChanged' ? { kind } : kind === 'ritualChanged' || kind === 'outingChanged' ? { kind, id, origin: 'me' } : { kind, id });
    this.notes.meet(this);
    this.wishes.meet(this, shortOf(this), this.ahead);
    if (o.outings) this.outings = storyOutings(o, () => this.newId());
    if (o.plans) {
      const cadences: Cadence[] = [{ kind: 'everyDays', days: 3 }, { kind: 'weekdays', days: [2, 5] }];
      cadences.forEach((cadence, n) => {
        const plan = planOf(this, this.newId(), { gesture: { kind: 'library', id: CHOSEN[n]! }, cadence, from: '18:00', to: '20:00', cue: null });
        this.plans.push({ ...plan, next: plus(o.now, n + 1).toISOString(), lastDone: n ? plus(o.now, -2).toISOString() : null });
      });
      this.due = [this.plans[0]!.id];
    }
    if (o.importantDates) {
      this.dates.push(importantDate(o.now, { title: 'The day we met', month: 5, day: 12, year: 2011, leapDay: 'feb28' }, this.newId()));
      this.dates.push(importantDate(o.now, { title: 'Aleksandra-Maria’s birthday', month: 2, day: 29, year: null, leapDay: 'mar1' }, this.newId()));
    }
  }

  #outing(id: string): OutingView {
    return this.outings.find((outing) => outing.id === id) ?? refuse('notFound');
  }

  #settle(id: string, stage: OutingView['stage']): OutingView {
    const outing = this.#outing(id);
    outing.stage = stage;
    this.tell({ kind: 'outingChanged', id, origin: 'me' });
    return { ...outing };
  }

  /** Every command, logged, refusable, and wrapped as the generated bindings wrap it. */
  #answering(): Commands {
    const answers = this.#answers();
    return new Proxy({} as Commands, {
      get: (_, name: string) => async (...args: unknown[]): Promise<Result<unknown, CommandError>> => {
        this.calls.push([name, ...args]);
        try {
          const refusal = this.refusals.get(name);
          if (refusal) {
            this.refusals.delete(name);
            throw refusal;
          }
          if (this.#answered.has(name)) {
            const data = this.#answered.get(name);
            this.#answered.delete(name);
            return { status: 'ok', data };
          }
          const answer = (answers as unknown as Record<string, (...a: unknown[]) => unknown>)[name];
          if (!answer) throw new Error(`the stand-in knows no ${name}`);
          return { status: 'ok', data: structuredClone(await answer(...args)) };
        } catch (thrown) {
          if (thrown instanceof Error) throw thrown;
          return { status: 'error', error: thrown as CommandError };
        }
      },
    });
  }

  #answers(): Answers {
    const me = this;
    const open = (): void => {
      const { home } = me;
      const name = 'name' in home ? home.name : me.options.name;
      me.home = { kind: 'open', name, partner: me.options.partner ? me.#partner(me.options.partner) : null, pages: me.pages.state };
      queueMicrotask(() => me.tell({ kind: 'homeChanged' }));
    };
    const lock = (screenLock: boolean): HomeState => {
      me.pages.close();
      me.home = { kind: 'locked', name: 'name' in me.home ? me.home.name : '', keyring: me.options.keyring && me.settings.rememberInKeyring, screenLock, keyringGone: false };
      queueMicrotask(() => me.tell({ kind: 'homeChanged' }));
      return me.home;
    };
    return {
      getHome: () => me.home,
      startHome: ({ name, passphrase }) => {
        if (!name.trim()) refuse('nameMissing');
        if ([...passphrase].length < 8) refuse('passphraseTooShort', { least: 8 });
        me.passphrase = passphrase;
        me.home = { kind: 'open', name: name.trim(), partner: null, pages: me.pages.state };
        return me.home;
      },
      unlockHome: (passphrase) => {
        if (passphrase !== me.passphrase) refuse('wrongPassphrase');
        open();
        return me.home;
      },
      unlockFromKeyring: () => {
        if (!me.options.keyring) refuse('keyringGone');
        open();
        return me.home;
      },
      lockScreen: () => lock(true),
      lockFully: () => lock(false),

      ...todayAnswers(me),
      dismissCard: (card) => {
        me.dismissed.add(card);
        return null;
      },

      ...entryAnswers(me),
      ...pairingAnswers(me),
      ...me.sealed.answers(),
      ...me.replies.answers(),
      answerMorning: () => (me.morningAfter = null),
      keepOffToday: (id, off) => {
        if (off) me.offToday.add(id);
        else me.offToday.delete(id);
        return null;
      },
      listFeelings: () => [...FEELINGS],
      getSharing: () => sharingOf(me),
      stopSharing: () => {
        if (me.home.kind === 'open') me.home = { ...me.home, partner: null };
        me.options.partner = null;
        me.pairing = { stage: 'idle' };
        queueMicrotask(() => me.tell({ kind: 'sharingChanged' }));
        return me.home;
      },

      ...me.mailbox.commands,

      listOutings: () => me.outings,
      getOuting: (id) => me.#outing(id),
      proposeOuting: ({ title, note, place, from, zone, minutes, idea }) => {
        const outing: OutingView = { id: me.newId(), title, note, place, from, zone, instant: `${from}:00Z`, minutes, stage: me.options.partner ? 'awaitingPartner' : 'alone', proposedBy: 'me', earlier: null, idea, version: '00', both: [] };
        me.outings.push(outing);
        me.tell({ kind: 'outingChanged', id: outing.id, origin: 'me' });
        return { ...outing };
      },
      acceptOuting: (id) => me.#settle(id, 'planned'),
      suggestOuting: (id, from, zone, minutes) => {
        const outing = me.#outing(id);
        Object.assign(outing, { earlier: outing.from, from, zone, minutes });
        return me.#settle(id, 'awaitingPartner');
      },
      declineOuting: (id) => me.#settle(id, 'declined'),
      cancelOuting: (id) => me.#settle(id, 'cancelled'),
      changeOuting: (id, { title, note, place }) => me.#settle(id, Object.assign(me.#outing(id), { title, note, place }).stage),
      listIdeas: () => [...IDEAS],
      ...me.jar.commands,
      ...me.together.commands,
      ...me.notes.commands,
      ...me.wishes.commands,
      ...me.ahead.commands,
      ...me.calendars.commands,
      ...me.forTwo.commands,
      ...me.talks.commands,

      ...planAnswers(me),
      ...days(me),

      getSettings: () => me.settings,
      changeSettings: (settings) => {
        me.settings = settings;
        return settings;
      },
      changePassphrase: (current, next) => {
        if (current !== me.passphrase) refuse('wrongPassphrase');
        if ([...next].length < 8) refuse('passphraseTooShort', { least: 8 });
        me.passphrase = next;
        return null;
      },
      getAbout: () => ({ version: '0.1.0', profile: 'default', worker: true, keyring: me.options.keyring, tray: true, newerWaits: me.options.fromNewer > 0, notifications: me.options.notifications }),
      getLocale: () => (me.settings.language === 'system' ? 'en' : me.settings.language),
      quitApp: () => null,
      hideApp: () => lock(true),
      ...{ letWindowGo: () => null, forgetCopy: () => null },

      ...me.pages.answers,
      ...me.versions.answers,
      ...me.importing.answers,
      ...recovery(me, open),
    };
  }
}
