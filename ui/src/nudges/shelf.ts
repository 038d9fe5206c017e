// What narrows the library of gestures.
import type { Gesture, GestureKind } from '../bridge';

export const KINDS: readonly GestureKind[] = ['words', 'time', 'help', 'things', 'play', 'touch'];

export interface Narrowing {
  kind: GestureKind | 'any';
  where: 'any' | 'near' | 'apart';
  /** At most; 0 for any. */
  minutes: number;
  /** Only what costs nothing. */
  free: boolean;
}

export const EVERYTHING: Readonly<Narrowing> = { kind: 'any', where: 'any', minutes: 0, free: false };

export function fits(gesture: Gesture, { kind, where, minutes, free }: Narrowing): boolean {
  return (
    (kind === 'any' || gesture.kind === kind) &&
    (where === 'any' || (where === 'near' ? gesture.near : gesture.apart)) &&
    (minutes === 0 || gesture.minutes <= minutes) &&
    !(free && gesture.costs)
  );
}
