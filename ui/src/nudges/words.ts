// How a plan reads: how often, and when.
import type { Cadence, Cue, PlanView } from '../bridge';
import { clockText, dayText, monthDayText, weekdayNames } from '../texts/format';
import { localeTag, t } from '../texts/index.svelte';

/** "about every 3 days", "on Tuesday and Friday", "on 29 February". */
export function cadenceText(cadence: Cadence): string {
  if (cadence.kind === 'everyDays') return t('nudges-every-days', { days: cadence.days });
  if (cadence.kind === 'yearly') return t('nudges-yearly', { day: monthDayText(cadence.month, cadence.day) });
  const names = weekdayNames();
  const days = [...cadence.days].sort((a, b) => a - b);
  if (days.length === 7) return t('nudges-every-days', { days: 1 });
  return t('nudges-weekdays', { days: new Intl.ListFormat(localeTag(), { type: 'conjunction' }).format(days.map((day) => names[day - 1] ?? '')) });
}

/** A person's day, from four to four: what an if-then plan has that asks for no hours. */
export const WHOLE_DAY = { from: '04:00', to: '03:59' } as const;

export function isWholeDay({ from, to, cue }: Pick<PlanView, 'from' | 'to' | 'cue'>): boolean {
  return from === WHOLE_DAY.from && (to === WHOLE_DAY.to || (cue?.kind === 'firstStart' && to === '12:00'));
}

/** "when you unlock the computer". The working day ends when the plan's hours begin. */
export function cueText(cue: Cue, from: string): string {
  return t(`nudges-cue-${cue.kind}`, { minutes: cue.kind === 'back' ? cue.minutes : 0, time: clockText(from || '17:00') });
}

/** How one plan comes: how often, and at what time of day or upon what. */
export function occasionText(plan: Pick<PlanView, 'cadence' | 'from' | 'to' | 'cue'>): string {
  if (!plan.cue) return `${cadenceText(plan.cadence)}, ${windowText(plan)}`;
  const hours = isWholeDay(plan) || plan.cue.kind === 'workdayEnds' ? [] : [windowText(plan)];
  return [cueText(plan.cue, plan.from), cadenceText(plan.cadence), ...hours].join(', ');
}

/** Why one is coming: how often, and since when; or that it was put off until then. */
export function whyText(plan: Pick<PlanView, 'cadence' | 'lastDone' | 'snoozedUntil'>, opens: string): string {
  if (plan.snoozedUntil && Date.parse(plan.snoozedUntil) === Date.parse(opens)) return t('nudges-why-later');
  const cadence = cadenceText(plan.cadence);
  return plan.lastDone ? t('nudges-why-since', { cadence, day: dayAwayText(plan.lastDone) }) : t('nudges-why', { cadence });
}

export function windowText({ from, to }: Pick<PlanView, 'from' | 'to'>): string {
  return t('nudges-window', { from: clockText(from), to: clockText(to) });
}

/** The local calendar day of an instant. */
export function localDay(instant: string | Date): string {
  const date = new Date(instant);
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** "today", "tomorrow", "Saturday", "12 May": the day of an instant, seen from now. */
export function dayAwayText(instant: string, now: Date = new Date()): string {
  const day = localDay(instant);
  const away = daysBetween(localDay(now), day);
  if (Math.abs(away) <= 1) return new Intl.RelativeTimeFormat(localeTag(), { numeric: 'auto' }).format(away, 'day');
  if (Math.abs(away) < 7) return weekdayNames()[(new Date(instant).getDay() + 6) % 7]!;
  return dayText(day, { year: false });
}
