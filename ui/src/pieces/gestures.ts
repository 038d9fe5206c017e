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

/** What a sentence about coming back needs: whether that is today, tomorrow or another day, the day and the time. */
export function backArgs(instant: string, now: Date = new Date()): { when: 'today' | 'tomorrow' | 'day'; day: string; time: string } {
  const back = new Date(instant);
  const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  const when = back.toDateString() === now.toDateString() ? 'today' : back.toDateString() === tomorrow.toDateString() ? 'tomorrow' : 'day';
  return { when, day: momentText(instant, undefined, { weekday: true, year: false, time: false }), time: timeText(instant) };
}

/** What "later" can still mean at this hour. */
export function laterChoices(now: Date = new Date()): Later[] {
  const hour = now.getHours();
  const weekend = now.getDay() === 0 || now.getDay() === 6;
  return ['inAnHour', ...(hour < 20 ? ['laterToday' as const] : []), ...(hour < 17 ? ['thisEvening' as const] : []), 'tomorrow', ...(weekend ? [] : ['weekend' as const])];
}
