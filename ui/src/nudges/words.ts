import { momentText, timeText } from '../texts/format';

/** "18:30" for later today, "Saturday, 7 March, 09:00" for another day. */
export function untilText(instant: string, now: Date = new Date()): string {
  return new Date(instant).toDateString() === now.toDateString() ? timeText(instant) : momentText(instant, undefined, { weekday: true, year: false });
}
