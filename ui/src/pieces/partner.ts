// My partner as one line: by the day, and never more than their computer has confirmed.
import type { PartnerView } from '../bridge';
import { dayText } from '../texts/format';
import { t } from '../texts/index.svelte';

export function partnerLine({ upToDate, waiting }: PartnerView): string {
  if (upToDate) return t(waiting ? 'partner-up-to-date-until' : 'partner-up-to-date', { day: dayText(upToDate) });
  return t(waiting ? 'partner-waiting' : 'partner-not-yet');
}
