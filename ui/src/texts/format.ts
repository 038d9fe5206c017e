// Days and times in words, always in the language of the interface. The engine decides what a day is; here it is only spelled.
import { localeTag } from './index.svelte';

/** A calendar day "YYYY-MM-DD" as a value without a time zone. */
function utcDay(day: string): Date {
  const [year, month, date] = day.split('-').map(Number);
  return new Date(Date.UTC(year ?? 1970, (month ?? 1) - 1, date ?? 1));
}

/** The computer's own variety of the interface's language (en-GB, de-AT), for the order of day and month and the clock; else the language itself. */
function region(): string {
  const tag = localeTag();
  return navigator.languages.find((own) => own === tag || own.startsWith(`${tag}-`)) ?? tag;
}

// Making one costs far more than using it, and a long list asks for the same one hundreds of times.
const formats = new Map<string, Intl.DateTimeFormat>();

function style(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const tag = region();
  // A format remembers the zone it was made in; whoever travels gets new ones.
  const key = `${tag} ${new Date().getTimezoneOffset()} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(tag, options);
    formats.set(key, format);
  }
  return format;
}

/** "4 March 2019" for a day "2019-03-04"; `weekday` adds it, `year: false` leaves the year out. */
export function dayText(day: string, { weekday = false, year = true }: { weekday?: boolean; year?: boolean } = {}): string {
  return style({ timeZone: 'UTC', day: 'numeric', month: 'long', ...(year ? { year: 'numeric' } : {}), ...(weekday ? { weekday: 'long' } : {}) }).format(utcDay(day));
}

/** "March 2019" for a day "2019-03-04". */
export function monthText(day: string): string {
  return style({ timeZone: 'UTC', month: 'long', year: 'numeric' }).format(utcDay(day));
}

/** "14 February" for a month and a day of every year. */
export function monthDayText(month: number, day: number): string {
  return style({ timeZone: 'UTC', day: 'numeric', month: 'long' }).format(new Date(Date.UTC(2024, month - 1, day)));
}

/** The twelve months by name, January first. */
export function monthNames(): string[] {
  return Array.from({ length: 12 }, (_, month) => style({ timeZone: 'UTC', month: 'long' }).format(new Date(Date.UTC(2024, month, 1))));
}

/** Monday first. */
export function weekdayNames(width: 'long' | 'short' = 'long'): string[] {
  return Array.from({ length: 7 }, (_, day) => style({ timeZone: 'UTC', weekday: width }).format(new Date(Date.UTC(2024, 0, 1 + day))));
}

/** "18:30" (or "6:30 PM") for a wall clock "HH:MM". */
export function clockText(clock: string): string {
  return style({ timeZone: 'UTC', hour: 'numeric', minute: '2-digit' }).format(new Date(`1970-01-01T${clock.slice(0, 5)}:00Z`));
}

/** "Friday, 8 May, 19:00" for a wall time "YYYY-MM-DDTHH:MM", in the zone it was written in. */
export function wallText(wall: string, { year = false }: { year?: boolean } = {}): string {
  return style({ timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', ...(year ? { year: 'numeric' } : {}), hour: 'numeric', minute: '2-digit' }).format(
    new Date(`${wall.slice(0, 16)}:00Z`),
  );
}

/** An instant in a zone (the computer's own when none is given), as day and time. */
export function momentText(instant: string, zone?: string, { time = true, weekday = false, year = true }: { time?: boolean; weekday?: boolean; year?: boolean } = {}): string {
  const options: Intl.DateTimeFormatOptions = {
    day: 'numeric',
    month: 'long',
    ...(year ? { year: 'numeric' } : {}),
    ...(weekday ? { weekday: 'long' } : {}),
    ...(time ? { hour: 'numeric', minute: '2-digit' } : {}),
  };
  try {
    return style({ ...options, timeZone: zone }).format(new Date(instant));
  } catch {
    // A zone this computer does not know yet.
    return style(options).format(new Date(instant));
  }
}

/** The time of an instant on the clock of a zone (the computer's own when none is given). */
export function timeText(instant: string, zone?: string): string {
  const options: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit' };
  try {
    return style({ ...options, timeZone: zone }).format(new Date(instant));
  } catch {
    // A zone this computer does not know yet.
    return style(options).format(new Date(instant));
  }
}

/** "today", "tomorrow", "in 5 days", "3 days ago". */
export function inDaysText(days: number): string {
  return new Intl.RelativeTimeFormat(localeTag(), { numeric: 'auto' }).format(days, 'day');
}

/** "90 min" or "3 hr" for a length. */
export function minutesText(minutes: number): string {
  const unit = (value: number, name: 'hour' | 'minute') => new Intl.NumberFormat(localeTag(), { style: 'unit', unit: name, unitDisplay: 'long' }).format(value);
  if (minutes < 60 || minutes % 30 !== 0) return unit(minutes, 'minute');
  return unit(minutes / 60, 'hour');
}

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The first letter of a name as the reader sees it. */
export function initialOf(name: string): string {
  const [first] = letters.segment(name.trim());
  return (first?.segment ?? '').toLocaleUpperCase();
}
