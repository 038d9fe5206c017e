// The jar of ideas: what fits, what an evening's three slips are, and which one is drawn.
import type { Idea, Leaning, OutingView, OwnIdea, Season } from '../bridge';
import { has, t } from '../texts/index.svelte';

/** An idea of the library or of our own, with its words. */
export interface Slip extends Omit<Idea, 'theme'> {
  /** What is not of the library is of a theme of its own. */
  theme: string;
  title: string;
  note: string;
  own: OwnIdea | null;
}

/** What can be told of an idea without its words. */
type Facts = Omit<Slip, 'title' | 'note' | 'own'>;

const ALL_YEAR: Season[] = ['spring', 'summer', 'autumn', 'winter'];

/** The whole jar: our own ideas first, then the library as far as it has words here. */
export function slipsOf(library: readonly Idea[], own: readonly OwnIdea[]): Slip[] {
  return [
    ...own.map((idea) => ({ ...idea, theme: 'own', seasons: ALL_YEAR, openAir: false, own: idea })),
    ...library.filter(({ id }) => has(`idea-${id}`)).map((idea) => ({ ...idea, title: t(`idea-${idea.id}`), note: t(`idea-${idea.id}.note`), own: null })),
  ];
}

export type Where = 'any' | 'home' | 'out' | 'apart';

/** What narrows the jar. */
export interface Narrowing {
  where: Where;
  /** At most. */
  cost: number;
  /** At most. */
  effort: number;
  /** At most; 0 for any. */
  minutes: number;
  /** Only what fits the time of year. */
  season: boolean;
  quiet: boolean;
  sober: boolean;
  childrenAsleep: boolean;
  stepFree: boolean;
  /** Only what I marked as new, and what we have not done since. */
  newToUs: boolean;
  /** Only what I am excited about. */
  excited: boolean;
  /** Only our own. */
  own: boolean;
  /** What I said of it. `any` leaves out what is not for me. */
  said: 'any' | 'nothing' | 'done' | Leaning;
}

export const EVERYTHING: Readonly<Narrowing> = {
  where: 'any',
  cost: 3,
  effort: 2,
  minutes: 0,
  season: false,
  quiet: false,
  sober: false,
  childrenAsleep: false,
  stepFree: false,
  newToUs: false,
  excited: false,
  own: false,
  said: 'any',
};

export type Said = ReadonlyMap<string, Leaning>;

/** What else I know of the ideas. */
export interface Known {
  said: Said;
  newToUs: ReadonlySet<string>;
  excited: ReadonlySet<string>;
  /** What we did, and the date it was the last time. */
  done: ReadonlyMap<string, OutingView>;
}

/** What the dates that are behind us began with. */
export function doneOf(outings: readonly OutingView[]): Known['done'] {
  const done = new Map<string, OutingView>();
  for (const outing of outings) {
    const { idea, stage, instant } = outing;
    if (!idea || stage !== 'remembered') continue;
    const known = done.get(idea);
    if (!known || Date.parse(known.instant) < Date.parse(instant)) done.set(idea, outing);
  }
  return done;
}

/** Marked as new, and not done since. */
export const isNew = (id: string, known: Pick<Known, 'newToUs' | 'done'>): boolean => known.newToUs.has(id) && !known.done.has(id);

/** "Either" is at home or out, and just as well at a distance from each other. */
const isAt = (idea: Facts, where: Where): boolean => where === 'any' || idea.place === where || idea.place === 'either';

function isSaid(id: string, known: Known, wanted: Narrowing['said']): boolean {
  const said = known.said.get(id);
  if (wanted === 'any') return said !== 'no';
  if (wanted === 'done') return known.done.has(id);
  return wanted === 'nothing' ? said === undefined : said === wanted;
}

export function fits(idea: Facts, wanted: Narrowing, known: Known, season: Season): boolean {
  return (
    isAt(idea, wanted.where) &&
    idea.cost <= wanted.cost &&
    idea.effort <= wanted.effort &&
    (wanted.minutes === 0 || idea.minutes <= wanted.minutes) &&
    (!wanted.season || idea.seasons.includes(season)) &&
    !(wanted.quiet && idea.lively) &&
    (!wanted.sober || idea.sober) &&
    (!wanted.childrenAsleep || idea.childrenAsleep) &&
    (!wanted.stepFree || idea.stepFree) &&
    (!wanted.own || idea.theme === 'own') &&
    (!wanted.newToUs || isNew(idea.id, known)) &&
    (!wanted.excited || known.excited.has(idea.id)) &&
    isSaid(idea.id, known, wanted.said)
  );
}

/** Where no summer time tells: places south of the equator by their zones. */
const SOUTHERN = /^(?:Antarctica\/|Australia\/|America\/(?:Argentina\/|Asuncion|La_Paz|Lima|Montevideo|Sao_Paulo)|Africa\/(?:Gaborone|Harare|Johannesburg|Lusaka|Maputo|Maseru|Mbabane|Windhoek)|Indian\/(?:Antananarivo|Mauritius|Reunion))/;

/** The time of year, as the weather has it where this computer is. */
export function seasonOf(now: Date, zone: string): Season {
  const offset = (month: number): number => -new Date(now.getFullYear(), month, 1).getTimezoneOffset();
  const south = SOUTHERN.test(zone) || offset(0) > offset(6);
  const quarter = Math.floor(((now.getMonth() + 1) % 12) / 3);
  return (['winter', 'spring', 'summer', 'autumn'] as const)[(quarter + (south ? 2 : 0)) % 4]!;
}

/** A number from 0 up to 1, the same for the same words. */
function lot(words: string): number {
  let state = 2166136261;
  for (const sign of words) state = Math.imul(state ^ sign.codePointAt(0)!, 16777619);
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
}

/** In an order of the evening's own. Each draws its own lot: what is put into the jar doesn't shuffle the others. */
function shuffled<T extends Facts>(all: readonly T[], evening: string): T[] {
  return all
    .map((idea) => ({ idea, lot: lot(`${idea.id} ${evening}`) }))
    .sort((a, b) => a.lot - b.lot)
    .map(({ idea }) => idea);
}

/** An evening lasts until four in the morning. */
const NIGHT = 4 * 3_600_000;
/** Longer than this is no evening. */
const EVENING = 240;
/** What was done within so many days is not on a slip again. */
const RESTS = 180;

/**
 * Three of different themes for this evening, the same ones all evening. The first is one I marked, where there is
 * one: what is new or exciting does most for two people (evidence, weekly novelty). `whose` makes them one person's own: two
 * people who compare their slips must learn nothing from a slip that is missing.
 */
export function slipsFor<T extends Facts>(ideas: readonly T[], known: Known, now: Date, season: Season, whose: string): T[] {
  const evening = new Date(now.getTime() - NIGHT).toDateString();
  const slips: T[] = [];
  const rests = ({ id }: T): boolean => {
    const last = known.done.get(id);
    return last !== undefined && now.getTime() - Date.parse(last.instant) < RESTS * 86_400_000;
  };
  const possible = shuffled(ideas, `${evening} ${whose}`).filter(
    (idea) => idea.place !== 'apart' && idea.minutes <= EVENING && idea.seasons.includes(season) && known.said.get(idea.id) !== 'no' && !rests(idea),
  );
  const marked = possible.find(({ id }) => known.excited.has(id) || isNew(id, known));
  for (const idea of marked ? [marked, ...possible] : possible) {
    if (!slips.some(({ theme }) => theme === idea.theme)) slips.push(idea);
    if (slips.length === 3) break;
  }
  return slips;
}

/** One of them by chance; first of those I have said nothing of, and not the last one again if there is another. */
export function drawOne<T extends Facts>(ideas: readonly T[], said: Said, last: T | null, chance: () => number = Math.random): T | null {
  const others = ideas.filter(({ id }) => id !== last?.id);
  const fresh = others.filter(({ id }) => !said.has(id));
  const pool = fresh.length > 0 ? fresh : others.length > 0 ? others : ideas;
  return pool[Math.floor(chance() * pool.length)] ?? null;
}
