// A stand-in for the engine, in memory: for component tests and for looking at screens in a browser. Never part of the window itself.
import type {
  BackupsView,
  Cadence,
  CommandError,
  EntrySummary,
  EntryView,
  Erased,
  HomeState,
  ImportantDateView,
  Notice,
  OutingView,
  PairingState,
  PartnerView,
  PlanInput,
  LookBack,
  PlanView,
  Settings,
  SharingView,
  commands as realCommands,
} from './bindings';
import MarkdownIt from 'markdown-it';
import { CHOSEN, FEELINGS, GESTURES, IDEAS, opening } from './fake-library';
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
import { found, labels, months, photos } from './fake-finding';
import { FakeSealed } from './fake-sealed';
import { day, importantDate, plus, storyEntries, storyOutings, ZONE } from './fake-story';
import type { Engine, Result } from './index';

type Commands = typeof realCommands;

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

// No raw HTML, so what is rendered is as harmless as what the engine makes.
const markdown = new MarkdownIt('commonmark', { html: false }).enable('strikethrough');

export const PICTURES = ['anchor', 'apple', 'bell', 'boat', 'candle', 'kite', 'umbrella'];

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
        const plan = this.#plan(this.newId(), { gesture: { kind: 'library', id: CHOSEN[n]! }, cadence, from: '18:00', to: '20:00', cue: null });
        this.plans.push({ ...plan, next: plus(o.now, n + 1).toISOString(), lastDone: n ? plus(o.now, -2).toISOString() : null });
      });
      this.due = [this.plans[0]!.id];
    }
    if (o.importantDates) {
      this.dates.push(importantDate(o.now, { title: 'The day we met', month: 5, day: 12, year: 2011, leapDay: 'feb28' }, this.newId()));
      this.dates.push(importantDate(o.now, { title: 'Aleksandra-Maria’s birthday', month: 2, day: 29, year: null, leapDay: 'mar1' }, this.newId()));
    }
  }

  #plan(id: string, plan: PlanInput): PlanView {
    return { id, ...plan, cue: plan.cue ?? null, next: plus(this.options.now, 1).toISOString(), lastDone: null, snoozedUntil: null, lighter: null, rests: this.together.rests(plan.gesture) };
  }

  #entry(id: string): EntryView {
    return [...this.entries, ...this.removedEntries].find((entry) => entry.id === id) ?? refuse(this.pages.state === 'closed' ? 'pagesClosed' : 'notFound');
  }

  #erase(id: string, ask: boolean): null {
    const entry = this.#entry(id);
    if (entry.audience === 'ours' && entry.author === 'me') this.erased.unshift({ id, on: day(this.options.now), askedOn: ask ? day(this.options.now) : null, goneThere: false });
    this.entries = this.entries.filter((kept) => kept.id !== id);
    this.removedEntries = this.removedEntries.filter((kept) => kept.id !== id);
    this.asked.delete(id);
    this.tell({ kind: 'entryErased', id, origin: 'me' });
    return null;
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

  #summary({ id, title, opening, writtenAt, zone, audience, author, feelings, tags, hasDraft, forLater, changedAfterSharing, removed, release, photo }: EntryView): EntrySummary {
    return { id, title, opening, writtenAt, zone, audience, author, feelings, tags, hasDraft, forLater, changedAfterSharing, removed, release, photo };
  }

  #kept(entry: EntryView): EntryView {
    this.tell({ kind: 'entryKept', id: entry.id, origin: 'me' });
    return { ...entry };
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

  #answers(): { [K in keyof Commands]: (...args: Parameters<Commands[K]>) => unknown } {
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

      getToday: () => {
        const hour = me.options.now.getHours();
        const due = me.plans.find((plan) => me.due.includes(plan.id));
        const coming = me.plans.find((plan) => !me.due.includes(plan.id));
        const fromPartner = me.entries.find((entry) => entry.author === 'partner') ?? null;
        const { sheet } = me.backups;
        const card = (['recovery', 'drill', 'gesture', 'partner', 'notifications', 'autostart'] as const).find(
          (c) => !me.dismissed.has(c) && !(c === 'recovery' && sheet?.confirmed) && !(c === 'drill' && !sheet?.drillDue) && !(c === 'gesture' && me.plans.length) && !(c === 'partner' && me.options.partner),
        );
        return {
          greeting: hour < 5 || hour >= 22 ? 'night' : hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening',
          longAway: me.options.longAway,
          gesture: due ? { id: due.id, plan: due, since: me.options.now.toISOString() } : null,
          comingGesture: coming ? { planId: coming.id, gesture: coming.gesture, opens: coming.next, closes: coming.next } : null,
          nextOuting: me.outings.find(({ stage }) => stage === 'planned' || stage === 'alone') ?? null,
          calms: me.forTwo.calms,
          forward: me.forTwo.forward,
          fromPartner,
          question: me.sealed.waiting(),
          morningAfter: me.morningAfter,
          waitingOutings: me.outings.filter(({ stage }) => stage === 'awaitingMe'),
          askedErasures: me.removedEntries.filter(({ id }) => me.asked.has(id)).map((entry) => me.#summary(entry)),
          onThisDay: me.entries.length > 100 ? me.entries.slice(159, 161).filter(({ id }) => !me.offToday.has(id)).map((entry) => me.#summary(entry)) : [],
          card: me.lost && !me.dismissed.has('lost') ? 'lost' : (card ?? null),
          rituals: me.forTwo.rituals.all.filter(({ stage, days }) => stage === 'awake' && days.includes(me.options.now.getDay() || 7)),
          dates: me.dates.filter(({ inDays }) => inDays <= 14),
        };
      },
      dismissCard: (card) => {
        me.dismissed.add(card);
        return null;
      },

      listEntries: (cursor, limit) => {
        const from = cursor ? Number(cursor) : 0;
        const next = from + limit < me.entries.length ? String(from + limit) : null;
        return { entries: me.entries.slice(from, from + limit).map((entry) => me.#summary(entry)), next };
      },
      getEntry: (id) => me.#entry(id),
      keepEntry: (input) => {
        if (new TextEncoder().encode(input.body).length > 1 << 20) return refuse('bodyTooLong', { limit: 1 << 20 });
        const old = input.id ? me.#entry(input.id) : null;
        if (old && old.audience === 'ours') {
          old.draft = { title: input.title, body: input.body, feelings: input.feelings, savedAt: new Date().toISOString(), upon: input.upon ?? old.draft?.upon ?? old.version ?? '00', both: [] };
          old.hasDraft = true;
          return me.#kept(old);
        }
        const entry: EntryView = {
          ...(old ?? { audience: 'mine', author: 'me', hasDraft: false, forLater: false, changedAfterSharing: false, removed: false, release: null, draft: null, mayWrite: true, version: '00', photo: null, photos: [] }),
          id: old?.id ?? me.newId(),
          title: input.title,
          body: input.body,
          opening: opening(input.body),
          feelings: input.feelings,
          tags: input.tags,
          writtenAt: input.writtenAt ?? old?.writtenAt ?? new Date().toISOString(),
          zone: input.zone ?? old?.zone ?? ZONE,
        };
        me.entries = [entry, ...me.entries.filter(({ id }) => id !== entry.id)].sort((a, b) => b.writtenAt.localeCompare(a.writtenAt));
        return me.#kept(entry);
      },
      previewShare: (id) => {
        if (!me.options.partner) refuse('noPartner');
        const { title, body, feelings, tags } = me.#entry(id);
        return { consent: `consent-${id}`, title, body, feelings, tags, partnerName: me.options.partner };
      },
      shareEntry: (id) => {
        const entry = me.#entry(id);
        entry.release = { at: new Date(Date.now() + 10_000).toISOString() };
        setTimeout(() => {
          if (!entry.release) return;
          entry.release = null;
          entry.audience = 'ours';
          me.tell({ kind: 'entryReleased', id });
        }, 10_000);
        return me.#kept(entry);
      },
      sendNow: (id) => {
        const entry = me.#entry(id);
        entry.release = null;
        entry.audience = 'ours';
        return me.#kept(entry);
      },
      withholdEntry: (id) => {
        const entry = me.#entry(id);
        if (!entry.release) refuse('tooLateToWithhold');
        entry.release = null;
        return me.#kept(entry);
      },
      markForLater: (id, forLater) => {
        const entry = me.#entry(id);
        entry.forLater = forLater;
        return me.#kept(entry);
      },
      shareChanges: (id) => {
        const entry = me.#entry(id);
        if (entry.draft) Object.assign(entry, { title: entry.draft.title, body: entry.draft.body, draft: null, hasDraft: false, changedAfterSharing: true });
        return me.#kept(entry);
      },
      dropDraft: (id) => {
        const entry = me.#entry(id);
        Object.assign(entry, { draft: null, hasDraft: false });
        return me.#kept(entry);
      },
      removeEntry: (id) => {
        me.removedEntries.push({ ...me.#entry(id), removed: true, mayWrite: false });
        me.entries = me.entries.filter((entry) => entry.id !== id);
        me.tell({ kind: 'entryRemoved', id, origin: 'me' });
        return null;
      },
      restoreEntry: (id) => {
        const entry = me.removedEntries.find((removed) => removed.id === id) ?? refuse('notFound');
        me.removedEntries = me.removedEntries.filter((removed) => removed.id !== id);
        const back = { ...entry, removed: false, mayWrite: true };
        me.entries = [back, ...me.entries].sort((a, b) => b.writtenAt.localeCompare(a.writtenAt));
        return me.#kept(back);
      },
      listRemoved: () => ({
        entries: me.removedEntries.map((entry, n) => ({
          entry: me.#summary(entry),
          removedAt: me.options.now.toISOString(),
          daysLeft: entry.author === 'me' ? 30 - n : null,
          erasedByAuthor: entry.author === 'partner' && me.asked.has(entry.id),
          asked: me.asked.has(entry.id),
          replaced: false,
        })),
        erased: me.erased,
      }),
      eraseEntry: (id, ask) => me.#erase(id, ask),
      writeAnew: (id) => {
        const entry = { ...me.#entry(id), id: me.newId() };
        me.entries = me.entries.map((old) => (old.id === id ? entry : old));
        me.tell({ kind: 'entryErased', id, origin: 'me' });
        return me.#kept(entry);
      },
      askToErase: (id) => {
        me.erased = me.erased.map((erased) => (erased.id === id ? { ...erased, askedOn: day(me.options.now) } : erased));
        me.tell({ kind: 'sharingChanged' });
        return null;
      },
      eraseCopy: (id) => me.#erase(id, false),
      keepCopy: (id) => {
        me.asked.delete(id);
        me.tell({ kind: 'entryKept', id, origin: 'me' });
        return null;
      },
      searchEntries: (query, filters, limit) => found(me.entries, query, filters).slice(0, limit).map(({ entry, snippet }) => ({ entry: me.#summary(entry), snippet })),
      listLabels: () => labels(me.entries),
      listMonths: () => months(me.entries),
      renderEntry: (body) => markdown.render(body).replaceAll('<img src="photo:', '<img data-photo="').replace(/<img src="[^"]*" alt="([^"]*)"[^>]*>/g, '$1'),
      addPhoto: (id, file) => me.photos.add(me.#entry(id), file),
      readPhoto: (_, photo) => me.photos.read(photo),
      listPhotos: (cursor, limit) => photos(me.entries, cursor, limit),
      openLink: () => null,
      exportJournal: (_, passphrase) => (passphrase === me.passphrase ? me.entries.length : refuse('wrongPassphrase')),

      getPairing: () => me.pairing,
      connectSameRoom: () => (me.pairing = { stage: 'searching' }),
      makeInvite: () =>
        (me.pairing = {
          stage: 'inviteReady',
          invite: `lamplight1${'q3v7x0ke2m9dpzr5w8tnaj4s6hcufgly'.repeat(5)}`,
          expiresAt: plus(me.options.now, 1).toISOString(),
        }),
      saveInvite: () => true,
      acceptInvite: (line) => {
        if (!line.trim().startsWith('lamplight1')) refuse('inviteMalformed');
        return (me.pairing = { stage: 'comparing', pictures: PICTURES, confirmedByMe: false });
      },
      openInviteFile: () => (me.pairing = { stage: 'comparing', pictures: PICTURES, confirmedByMe: false }),
      confirmPictures: () => {
        if (me.pairing.stage !== 'comparing') refuse('pairingOver');
        if (me.pairing.stage === 'comparing') me.pairing = { ...me.pairing, confirmedByMe: true };
        return me.pairing;
      },
      refusePictures: () => (me.pairing = { stage: 'failed', error: { code: 'picturesDiffer' } }),
      cancelPairing: () => (me.pairing = { stage: 'idle' }),
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

      listGestures: () => GESTURES.filter(({ mutual }) => !mutual || me.together.both),
      listPlans: () => me.plans.map((plan) => ({ ...plan, rests: me.together.rests(plan.gesture) })),
      keepPlan: (id, input) => {
        const plan = me.#plan(id ?? me.newId(), input);
        me.plans = [...me.plans.filter((old) => old.id !== plan.id), plan];
        me.tell({ kind: 'planChanged', id: plan.id });
        return plan;
      },
      removePlan: (id) => {
        me.removedPlans.push(...me.plans.filter((plan) => plan.id === id));
        me.plans = me.plans.filter((plan) => plan.id !== id);
        me.tell({ kind: 'planChanged', id });
        return null;
      },
      restorePlan: (id) => {
        const plan = me.removedPlans.find((removed) => removed.id === id) ?? refuse('notFound');
        me.plans = [...me.plans, plan];
        me.tell({ kind: 'planChanged', id });
        return plan;
      },
      listDueNudges: () => me.plans.filter(({ id }) => me.due.includes(id)).map((plan) => ({ id: plan.id, plan, since: me.options.now.toISOString() })),
      listComingNudges: (days) =>
        (me.settings.looksAhead ? me.plans : []).flatMap((plan, n) =>
          [1, 4, 8, 12].filter((away) => away + n < days).map((away) => {
            const on = plus(me.options.now, away + n);
            const at = (clock: string): string => new Date(`${day(on)}T${clock}:00`).toISOString();
            return { planId: plan.id, gesture: plan.gesture, opens: at(plan.from), closes: at(plan.to), cue: plan.cue };
          }),
        ),
      didNudge: (id) => {
        me.due = me.due.filter((other) => other !== id);
        me.tell({ kind: 'nudgeSettled', id });
        return null;
      },
      laterNudge: (id) => {
        me.due = me.due.filter((other) => other !== id);
        me.tell({ kind: 'nudgeSettled', id });
        return new Date(Date.now() + 3 * 3_600_000).toISOString();
      },
      answerRhythm: (id, lighter) => {
        const plan = me.plans.find((known) => known.id === id) ?? refuse('notFound');
        const answered = { ...plan, cadence: (lighter && plan.lighter) || plan.cadence, lighter: null };
        me.plans = me.plans.map((known) => (known.id === id ? answered : known));
        me.tell({ kind: 'planChanged', id });
        return answered;
      },
      lookBack: () => (me.settings.looksBack ? me.lookedBack : null),
      notTodayNudge: (id) => {
        me.due = me.due.filter((other) => other !== id);
        me.tell({ kind: 'nudgeSettled', id });
        return null;
      },
      didGesture: (planId) => {
        const plan = me.plans.find(({ id }) => id === planId) ?? refuse('notFound');
        plan.lastDone = new Date().toISOString();
        me.due = me.due.filter((other) => other !== planId);
        me.tell({ kind: 'planChanged', id: planId });
        return plan;
      },
      pauseNudges: (pause) => {
        me.pauseUntil = pause.kind === 'until' ? `${pause.day}T00:00:00Z` : new Date(Date.now() + 3_600_000).toISOString();
        me.tell({ kind: 'pauseChanged' });
        return me.pauseUntil;
      },
      resumeNudges: () => {
        me.pauseUntil = null;
        me.tell({ kind: 'pauseChanged' });
        return null;
      },
      getPause: () => me.pauseUntil,
      sendTestNudge: () => (me.options.notifications.server ? me.options.notifications : refuse('notificationsUnavailable')),
      getNotificationSupport: () => me.options.notifications,

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
