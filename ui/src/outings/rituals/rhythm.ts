// When a ritual is, in words.
import type { Ritual } from '../../bridge';
import { clockText, weekdayNames } from '../../texts/format';
import { localeTag, t } from '../../texts/index.svelte';

/** "Fridays and Sundays, 19:30", or nothing for one that has no days. */
export function rhythmText({ days, at }: Pick<Ritual, 'days' | 'at'>): string {
  if (days.length === 0) return '';
  const names = weekdayNames();
  const list = days.length === 7 ? t('ritual-every-day') : t('ritual-on-days', { days: new Intl.ListFormat(localeTag()).format(days.map((day) => names[day - 1]!)) });
  return at ? `${list}, ${clockText(at)}` : list;
}
