// What the first run offers: easy gestures, near or apart, that cost nothing and that one person can do alone.
import type { Gesture, GestureKind } from '../bridge';

export const DAYS = [1, 3, 7] as const;

export const WINDOWS = {
  morning: { from: '07:30', to: '10:00' },
  afternoon: { from: '14:00', to: '17:00' },
  evening: { from: '18:00', to: '21:00' },
} as const;
export type WindowId = keyof typeof WINDOWS;

const KINDS: readonly GestureKind[] = ['words', 'help', 'time', 'things', 'play'];

/** Three of different kinds; the next three at each `turn`, round and round. Touch is never offered first: it takes two who agreed. */
export function threeOf(library: readonly Gesture[], turn: number): Gesture[] {
  const easy = library.filter(({ kind, mutual, costs }) => kind !== 'touch' && !mutual && !costs);
  const rows = KINDS.map((kind) => easy.filter((gesture) => gesture.kind === kind));
  const order: Gesture[] = [];
  for (let at = 0; rows.some((row) => at < row.length); at += 1) {
    order.push(...rows.flatMap((row) => row[at] ?? []));
  }
  if (order.length <= 3) return order;
  return [0, 1, 2].map((n) => order[(turn * 3 + n) % order.length]!);
}
