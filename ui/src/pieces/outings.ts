// How the time of a date reads, here and where it was set.
import type { OutingView } from '../bridge';
import { momentText, wallText } from '../texts/format';
import { localeTag, t } from '../texts/index.svelte';

export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** "Berlin" of "Europe/Berlin", "New York" of "America/New_York". */
export function zoneName(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}

/** "Friday, 8 May, 19:00"; with the place it is counted in when that is not where this computer is. */
export function outingWhen({ from, zone, instant }: Pick<OutingView, 'from' | 'zone' | 'instant'>, own: string = ownZone()): { text: string; here: string | null } {
  const year = from.slice(0, 4) !== String(new Date().getFullYear());
  const text = wallText(from, { year });
  if (sameClock(zone, own, instant)) return { text, here: null };
  return { text: t('date-time-there', { time: text, place: zoneName(zone) }), here: t('date-time-here', { time: momentText(instant, own, { weekday: true, year }) }) };
}

// Making a format costs far more than using it, and a list asks for the same one at every line.
const offsets = new Map<string, Intl.DateTimeFormat>();

function offsetOf(zone: string, instant: string): string {
  try {
    let format = offsets.get(zone);
    if (!format) {
      format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
      offsets.set(zone, format);
    }
    return format.formatToParts(new Date(instant)).find(({ type }) => type === 'timeZoneName')?.value ?? zone;
  } catch {
    return zone;
  }
}

/** Whether clocks show the same in both zones. */
export function sameClock(one: string, other: string, instant: string = new Date().toISOString()): boolean {
  return one === other || offsetOf(one, instant) === offsetOf(other, instant);
}

const lengths = new Map<string, Intl.NumberFormat>();

function lengthIn(unit: 'day' | 'hour' | 'minute', count: number): string {
  const key = `${localeTag()} ${unit}`;
  let format = lengths.get(key);
  if (!format) {
    format = new Intl.NumberFormat(localeTag(), { style: 'unit', unit, unitDisplay: 'long', ...(unit === 'hour' ? { maximumFractionDigits: 2 } : {}) });
    lengths.set(key, format);
  }
  return format.format(count);
}

/** "3 hours", "1½ hours", "a day and a night". */
export function lengthText(minutes: number): string {
  if (minutes >= 1440 && minutes % 1440 === 0) return lengthIn('day', minutes / 1440);
  return minutes < 60 ? lengthIn('minute', minutes) : lengthIn('hour', minutes / 60);
}
