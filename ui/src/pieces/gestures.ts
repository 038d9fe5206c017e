// The words of a gesture, whether it comes from the library or from the person.
import type { GestureRef, Later } from '../bridge';
import { momentText, timeText } from '../texts/format';
import { has, t } from '../texts/index.svelte';

export function gestureText(gesture: GestureRef): string {
  return gesture.kind === 'own' ? gesture.text : t(`gesture-${gesture.id}`);
}

/** Up to three ways to do it; a gesture of one's own has none. */
export function gestureIdeas(gesture: GestureRef): string[] {
  if (gesture.kind === 'own') return [];
  return [1, 2, 3].map((n) => `gesture-${gesture.id}.idea${n}`).filter(has).map((key) => t(key));
}

/** "18:30" when it is today, "Saturday, 7 March, 09:00" otherwise. */
export function backText(instant: string, now: Date = new Date()): string {
  return new Date(instant).toDateString() === now.toDateString() ? timeText(instant) : momentText(instant, undefined, { weekday: true, year: false });
}

/** What "later" can still mean at this hour. */
export function laterChoices(now: Date = new Date()): Later[] {
  const hour = now.getHours();
  const weekend = now.getDay() === 0 || now.getDay() === 6;
  return [...(hour < 20 ? ['laterToday' as const] : []), ...(hour < 17 ? ['thisEvening' as const] : []), 'tomorrow', ...(weekend ? [] : ['weekend' as const])];
}
