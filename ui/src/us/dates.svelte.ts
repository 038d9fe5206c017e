// The days that matter to us, read again whenever one changes.
import { bridge, onNotice, type ImportantDateInput, type ImportantDateView } from '../bridge';
import { router, toasts } from '../kit';
import { t } from '../texts/index.svelte';

export class ImportantDates {
  list = $state.raw<ImportantDateView[] | null>(null);
  error = $state.raw<unknown>(null);

  async read(): Promise<void> {
    try {
      this.list = await bridge.listImportantDates();
      this.error = null;
    } catch (thrown) {
      this.error = thrown;
    }
  }

  watch(): () => void {
    return onNotice(['importantDateChanged', 'pairingChanged', 'homeChanged'], () => void this.read());
  }

  /** Throws what the engine refuses; the form says it. */
  async keep(id: string | null, date: ImportantDateInput): Promise<void> {
    await bridge.keepImportantDate(id, date);
    await this.read();
  }

  async remove(date: ImportantDateView): Promise<void> {
    try {
      await bridge.removeImportantDate(date.id);
      await this.read();
      // The row that had the focus is gone.
      router.turn();
      toasts.show(t('us-dates-removed', { title: date.title }), {
        label: t('kit-undo'),
        run: async () => {
          await bridge.restoreImportantDate(date.id);
          await this.read();
        },
      });
    } catch (thrown) {
      this.error = thrown;
    }
  }
}
