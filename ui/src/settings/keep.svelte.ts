// Settings are kept the moment they are changed; what could not be kept is said where it was changed.
import type { Settings } from '../bridge';
import { announcer } from '../kit';
import { preferences } from '../session/preferences.svelte';
import { t } from '../texts/index.svelte';

export class Keeping {
  error = $state.raw<unknown>(null);

  async change(change: Partial<Settings>): Promise<boolean> {
    this.error = null;
    try {
      await preferences.change(change);
      announcer.say(t('settings-kept'));
      return true;
    } catch (thrown) {
      this.error = thrown;
      return false;
    }
  }
}
