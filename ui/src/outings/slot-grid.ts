// Slots as a table: the days that have any across, their hours down.
import type { Slot } from '../bridge';

export interface SlotGrid {
  /** "YYYY-MM-DD", ascending: only days on which something fits. */
  days: string[];
  /** From the first hour in which something begins to the last. */
  hours: number[];
  /** What begins on a day in an hour, the earliest first. */
  at: (day: string, hour: number) => readonly Slot[];
  /** An hour of a day that one of them reaches into. */
  within: (day: string, hour: number) => boolean;
  /** By hour, on the other clock: "HH:MM", or null where it differs from day to day or is the same. */
  there: (hour: number) => string | null;
}

const dayOf = (wall: string): string => wall.slice(0, 10);
const hourOf = (wall: string): number => Number(wall.slice(11, 13));
const minutesOf = (wall: string): number => hourOf(wall) * 60 + Number(wall.slice(14, 16));
const DAY = 24 * 60;

export function gridOf(slots: readonly Slot[]): SlotGrid {
  const cells = new Map<string, Slot[]>();
  const reached = new Set<string>();
  const shifts = new Set<number>();
  for (const slot of [...slots].sort((a, b) => (a.instant < b.instant ? -1 : 1))) {
    const [day, hour] = [dayOf(slot.from), hourOf(slot.from)];
    const key = `${day} ${hour}`;
    cells.set(key, [...(cells.get(key) ?? []), slot]);
    // What goes on past midnight has its hours on the day on which it began.
    const last = Math.min(DAY, minutesOf(slot.from) + slot.minutes);
    for (let at = hour; at * 60 < last; at += 1) reached.add(`${day} ${at}`);
    shifts.add(slot.there ? (minutesOf(slot.there.from) - minutesOf(slot.from) + DAY) % DAY : 0);
  }
  const days = [...new Set(slots.map(({ from }) => dayOf(from)))].sort();
  const begun = [...reached].map((key) => Number(key.slice(11)));
  const first = Math.min(...begun);
  const hours = begun.length === 0 ? [] : Array.from({ length: Math.max(...begun) - first + 1 }, (_, at) => first + at);
  const shift = shifts.size === 1 ? [...shifts][0]! : 0;
  return {
    days,
    hours,
    at: (day, hour) => cells.get(`${day} ${hour}`) ?? [],
    within: (day, hour) => reached.has(`${day} ${hour}`),
    there: (hour) => {
      if (shift === 0) return null;
      const minutes = (hour * 60 + shift) % DAY;
      return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
    },
  };
}

/** Where an arrow leads among what can be chosen: the nearest that way. `null` for any other key, and at an edge. */
export function slotAfter(key: string, current: Slot, grid: SlotGrid): Slot | null {
  const all = grid.days.map((day) => grid.hours.flatMap((hour) => grid.at(day, hour)));
  const column = all.findIndex((slots) => slots.includes(current));
  const here = all[column];
  if (!here) return null;
  const place = here.indexOf(current);
  const nearest = (slots: readonly Slot[] | undefined): Slot | null => {
    const far = (slot: Slot): number => Math.abs(minutesOf(slot.from) - minutesOf(current.from));
    return slots?.reduce((best, slot) => (far(slot) < far(best) ? slot : best)) ?? null;
  };
  switch (key) {
    case 'ArrowUp':
      return here[place - 1] ?? null;
    case 'ArrowDown':
      return here[place + 1] ?? null;
    case 'ArrowLeft':
      return nearest(all[column - 1]);
    case 'ArrowRight':
      return nearest(all[column + 1]);
    case 'Home':
      return all[0]?.[0] ?? null;
    case 'End':
      return all.at(-1)?.at(-1) ?? null;
    default:
      return null;
  }
}
