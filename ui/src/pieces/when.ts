// A time of today or tomorrow as it is said in the middle of a sentence: "at 20:30", "tomorrow at 9:00".
import { timeText } from '../texts/format';
import { t } from '../texts/index.svelte';

export function whenText(instant: string, now: Date = new Date()): string {
  const at = new Date(instant);
  const time = timeText(instant);
  return at.toDateString() === now.toDateString() ? t('pause-when', { time }) : t('pause-when.tomorrow', { time });
}
