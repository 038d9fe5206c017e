// The jar of ideas: what fits, what an evening's three slips are, and which one is drawn.
import type { Idea, Leaning, Season } from '../bridge';

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
  /** What I said of it. `any` leaves out what is not for me. */
  said: 'any' | 'nothing' | Leaning;
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
  said: 'any',
};

export type Said = ReadonlyMap<string, Leaning>;

/** "Either" is at home or out, and just as well at a distance from each other. */
const isAt = (idea: Idea, where: Where): boolean => where === 'any' || idea.place === where || idea.place === 'either';

const isSaid = (said: Leaning | undefined, wanted: Narrowing['said']): boolean =>
  wanted === 'any' ? said !== 'no' : wanted === 'nothing' ? said === undefined : said === wanted;

export function fits(idea: Idea, wanted: Narrowing, said: Said, season: Season): boolean {
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
    isSaid(said.get(idea.id), wanted.said)
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

/** Numbers from 0 up to 1, the same for the same words. */
function numbers(seed: string): () => number {
  let state = 2166136261;
  for (const sign of seed) state = Math.imul(state ^ sign.codePointAt(0)!, 16777619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffled<T>(all: readonly T[], next: () => number): T[] {
  const mixed = [...all];
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1));
    [mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!];
  }
  return mixed;
}

/** An evening lasts until four in the morning. */
const NIGHT = 4 * 3_600_000;
/** Longer than this is no evening. */
const EVENING = 240;

/**
 * Three of different themes for this evening, the same ones all evening. `whose` makes them one person's own: two
 * people who compare their slips must learn nothing from a slip that is missing.
 */
export function slipsFor(ideas: readonly Idea[], said: Said, now: Date, season: Season, whose: string): Idea[] {
  const evening = new Date(now.getTime() - NIGHT).toDateString();
  const slips: Idea[] = [];
  for (const idea of shuffled(ideas, numbers(`${evening} ${whose}`))) {
    const possible = idea.place !== 'apart' && idea.minutes <= EVENING && idea.seasons.includes(season) && said.get(idea.id) !== 'no';
    if (possible && !slips.some(({ theme }) => theme === idea.theme)) slips.push(idea);
    if (slips.length === 3) break;
  }
  return slips;
}

/** One of them by chance; first of those I have said nothing of, and not the last one again if there is another. */
export function drawOne(ideas: readonly Idea[], said: Said, last: Idea | null, chance: () => number = Math.random): Idea | null {
  const others = ideas.filter((idea) => idea !== last);
  const fresh = others.filter(({ id }) => !said.has(id));
  const pool = fresh.length > 0 ? fresh : others.length > 0 ? others : ideas;
  return pool[Math.floor(chance() * pool.length)] ?? null;
}
