import { bridge } from '../bridge';
import { router, toasts, type Command } from '../kit';
import { t } from '../texts/index.svelte';
import { backArgs } from '../pieces/gestures';
import { preferences } from '../session/preferences.svelte';

export const commands: readonly Command[] = [
  { id: 'nudges.library', text: 'command-choose-gesture', also: 'command-choose-gesture-also', run: () => router.go('nudges/library') },
  { id: 'nudges.coming', text: 'command-coming-nudges', when: () => preferences.current.looksAhead, run: () => router.go('nudges/coming') },
  { id: 'nudges.quiet', text: 'command-quiet', also: 'command-quiet-also', run: () => router.go('nudges/quiet') },
  {
    id: 'nudges.pause-hour',
    text: 'command-pause-hour',
    run: async () => {
      const until = await bridge.pauseNudges({ kind: 'hour' });
      toasts.show(t('nudges-paused-until', backArgs(until)), { label: t('nudges-resume'), run: () => bridge.resumeNudges().then(() => undefined) });
    },
  },
];
