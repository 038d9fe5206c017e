// The other computer may answer an invite while this person is elsewhere in the window: then a toast leads to the pictures.
import { bridge, onNotice } from '../bridge';
import { router, toasts } from '../kit';
import { t } from '../texts/index.svelte';

export function watchPairing(): () => void {
  let told = false;
  return onNotice(['pairingChanged'], () => {
    void bridge.getPairing().then(
      ({ stage }) => {
        const elsewhere = !(router.path[0] === 'us' && router.path[1] === 'partner');
        if (stage === 'comparing' && elsewhere && !told) {
          told = true;
          toasts.show(t('partner-answered'), { label: t('partner-answered-look'), run: () => router.go('us/partner') });
        }
        if (stage !== 'comparing') told = false;
      },
      () => undefined,
    );
  });
}
