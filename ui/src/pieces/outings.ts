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
  if (zone === own || offsetOf(zone, instant) === offsetOf(own, instant)) return { text, here: null };
  return { text: t('date-time-there', { time: text, place: zoneName(zone) }), here: t('date-time-here', { time: momentText(instant, own, { weekday: true, year }) }) };
}

function offsetOf(zone: string, instant: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(new Date(instant)).find(({ type }) => type === 'timeZoneName')?.value ?? zone;
  } catch {
    return zone;
  }
}

/** "3 hours", "1½ hours", "a day and a night". */
export function lengthText(minutes: number): string {
  if (minutes >= 1440 && minutes % 1440 === 0) return new Intl.NumberFormat(localeTag(), { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(minutes / 1440);
  if (minutes < 60) return new Intl.NumberFormat(localeTag(), { style: 'unit', unit: 'minute', unitDisplay: 'long' }).format(minutes);
  return new Intl.NumberFormat(localeTag(), { style: 'unit', unit: 'hour', unitDisplay: 'long', maximumFractionDigits: 2 }).format(minutes / 60);
}
