// What is good to know, read again whenever something of it changes.
import { bridge, onNotice, type Note, type NoteInput, type NoteSort, type Whose } from '../../bridge';
import { router, toasts } from '../../kit';
import { home } from '../../session/home.svelte';
import { t } from '../../texts/index.svelte';

export const SORTS: readonly NoteSort[] = ['favourite', 'size', 'gift', 'fact'];

/** Whom it is about, by name where there is one. */
export function whoseText(whose: Whose): string {
  if (whose === 'me') return home.name;
  if (whose === 'partner') return home.partner?.name ?? t('us-notes-whose-other');
  return t(`us-notes-whose-${whose}`);
}

export class Notes {
  list = $state.raw<Note[] | null>(null);
  error = $state.raw<unknown>(null);

  async read(): Promise<void> {
    try {
      this.list = await bridge.listNotes();
      this.error = null;
    } catch (thrown) {
      this.error = thrown;
    }
  }

  watch(): () => void {
    return onNotice(['noteChanged', 'pairingChanged', 'homeChanged'], () => void this.read());
  }

  /** Throws what the engine refuses; the form says it. */
  async keep(id: string | null, note: NoteInput, ours: boolean): Promise<void> {
    if (id) await bridge.changeNote(id, note);
    else await bridge.addNote(note, ours);
    await this.read();
  }

  async remove(note: Note): Promise<void> {
    try {
      await bridge.removeNote(note.id, true);
      await this.read();
      // The row that had the focus is gone.
      router.turn();
      toasts.show(t('us-notes-removed', { title: note.title }), {
        label: t('kit-undo'),
        run: async () => {
          await bridge.removeNote(note.id, false);
          await this.read();
        },
      });
    } catch (thrown) {
      this.error = thrown;
    }
  }
}
