// The calendar of the two: which day of this computer's calendar something is on, and how a month is laid out.
import type { ImportantDateView, OpenPart, OutingView, Ritual } from '../bridge';

/** Something on a day. */
export interface Occasion {
  key: string;
  title: string;
  /** Path of its own page. */
  to: string[];
  outing: OutingView | null;
  ritual: Ritual | null;
  /** What both may know of a surprise. */
  surprise: OpenPart | null;
  /** How many years it is ago on that day; null where that is not known. */
  years: number | null;
  /** It began on an earlier day. */
  goesOn: boolean;
}

/** Occasions by day ("YYYY-MM-DD"), each day in the order in which things happen. */
export type Occasions = ReadonlyMap<string, readonly Occasion[]>;

/** What ends before this hour belongs to the evening before. */
const NIGHT = 4 * 3_600_000;
const DAY = 86_400_000;
/** What won't be has no place in a calendar. */
const AWAY: readonly OutingView['stage'][] = ['declined', 'cancelled'];

const two = (number: number): string => String(number).padStart(2, '0');

/** The day of a moment, on this computer's calendar. */
export const dayHere = (at: Date): string => `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;

const utc = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Whether this is a day that the calendar goes to. */
export const isDay = (text: string): boolean => /^(?:19|2\d)\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(utc(text)) && dayOf(utc(text)) === text;

/** So many days later, or earlier. */
export const daysOn = (day: string, days: number): string => dayOf(utc(day) + days * DAY);

/** The same day so many months later; the last one of a month that is shorter. */
export function monthsOn(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return dayOf(Date.UTC(year, month - 1 + months, Math.min(date, last)));
}

/** Monday is 0. */
export const weekdayOf = (day: string): number => (new Date(utc(day)).getUTCDay() + 6) % 7;

/** The weeks of the month of this day, from Monday on, filled up with days of its neighbours. */
export function weeksOf(day: string): string[][] {
  const first = `${day.slice(0, 8)}01`;
  const last = daysOn(monthsOn(first, 1), -1);
  const weeks: string[][] = [];
  for (let monday = daysOn(first, -weekdayOf(first)); monday <= last; monday = daysOn(monday, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, at) => daysOn(monday, at)));
  }
  return weeks;
}

/** The day of an important date in a year: 29 February is kept as its owner chose. */
function dayIn(year: number, { month, day, leapDay }: ImportantDateView): string {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const [m, d] = month === 2 && day === 29 && !leap ? (leapDay === 'mar1' ? [3, 1] : [2, 28]) : [month, day];
  return `${String(year).padStart(4, '0')}-${two(m)}-${two(d)}`;
}

/** What a calendar is made of. */
export interface Kept {
  outings: readonly OutingView[];
  dates: readonly ImportantDateView[];
  rituals: readonly Ritual[];
  /** Their titles say no more than that there is one. */
  surprises: readonly { id: string; title: string; open: OpenPart }[];
  today: string;
}

interface Placed {
  outing: OutingView;
  first: string;
  last: string;
}

// Whoever pages asks for one month of the same list after the other: it is put in order once, and anew for whoever travels.
const placed = new WeakMap<readonly OutingView[], { offset: number; places: readonly Placed[] }>();

/** Every date that has a place, in the order in which they begin, with the days it reaches over. */
function placesOf(outings: readonly OutingView[]): readonly Placed[] {
  const offset = new Date().getTimezoneOffset();
  const known = placed.get(outings);
  if (known?.offset === offset) return known.places;
  const places = outings
    .filter(({ stage }) => !AWAY.includes(stage))
    .map((outing) => ({ outing, begins: Date.parse(outing.instant) }))
    .sort((a, b) => a.begins - b.begins)
    .map(({ outing, begins }) => ({
      outing,
      first: dayHere(new Date(begins)),
      last: dayHere(new Date(Math.max(begins, begins + outing.minutes * 60_000 - NIGHT))),
    }));
  placed.set(outings, { offset, places });
  return places;
}

/**
 * What there is from one day to another, both among them. A date is on the day on which it begins here, wherever its own clock
 * is, and on every other one that it reaches into beyond the night. Rituals that are
 * awake are on their days from today on, or with `once` on the next one alone: of the days that were, nobody keeps count.
 */
export function occasions({ outings, dates, rituals, surprises, today }: Kept, from: string, to: string, once = false): Occasions {
  const found = new Map<string, Occasion[]>();
  const put = (day: string, occasion: Occasion): void => {
    if (day < from || day > to) return;
    const there = found.get(day);
    if (there) there.push(occasion);
    else found.set(day, [occasion]);
  };
  for (const date of dates) {
    for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
      const years = date.year === null ? null : year - date.year;
      if (years !== null && years < 0) continue;
      put(dayIn(year, date), { key: date.id, title: date.title, to: ['us', 'date', date.id], outing: null, ritual: null, surprise: null, years: years === 0 ? null : years, goesOn: false });
    }
  }
  for (const { outing, first, last } of placesOf(outings)) {
    if (last < from) continue;
    if (first > to) break;
    for (let day = first; day <= last && day <= to; day = daysOn(day, 1)) {
      put(day, { key: outing.id, title: outing.title, to: ['dates', 'date', outing.id], outing, ritual: null, surprise: null, years: null, goesOn: day !== first });
    }
  }
  // On the days of their own clock: their times are said with it.
  for (const { id, title, open } of surprises) {
    const first = open.from.slice(0, 10);
    for (let day = first; day <= open.until.slice(0, 10) && day <= to; day = daysOn(day, 1)) {
      put(day, { key: id, title, to: ['dates', 'surprise', id], outing: null, ritual: null, surprise: open, years: null, goesOn: day !== first });
    }
  }
  const begin = from > today ? from : today;
  for (const ritual of rituals) {
    if (ritual.stage !== 'awake') continue;
    for (let day = begin; ritual.days.length > 0 && day <= to; day = daysOn(day, 1)) {
      if (!ritual.days.includes(weekdayOf(day) + 1)) continue;
      put(day, { key: ritual.id, title: ritual.title, to: ['dates', 'rituals'], outing: null, ritual, surprise: null, years: null, goesOn: false });
      if (once) break;
    }
  }
  return found;
}

/** Where a key leads in the month; null for one that leads nowhere, or out of the calendar. */
export function dayAfter(key: string, day: string, shift = false): string | null {
  const next = leadsTo(key, day, shift);
  return next !== null && isDay(next) ? next : null;
}

function leadsTo(key: string, day: string, shift: boolean): string | null {
  switch (key) {
    case 'ArrowLeft':
      return daysOn(day, -1);
    case 'ArrowRight':
      return daysOn(day, 1);
    case 'ArrowUp':
      return daysOn(day, -7);
    case 'ArrowDown':
      return daysOn(day, 7);
    case 'Home':
      return daysOn(day, -weekdayOf(day));
    case 'End':
      return daysOn(day, 6 - weekdayOf(day));
    case 'PageUp':
      return monthsOn(day, shift ? -12 : -1);
    case 'PageDown':
      return monthsOn(day, shift ? 12 : 1);
    default:
      return null;
  }
}
