// Keeping what is written. "Saved" means that the engine answered: it is on disk.
import { bridge, type EntryView } from '../bridge';

export type Saving = 'still' | 'unsaved' | 'saving' | 'saved' | 'failed';

/** A pause in writing keeps it; without a pause it is kept at least this often. */
const PAUSE = 700;
const AT_MOST = 2000;

interface Words {
  title: string;
  body: string;
  feelings: string[];
}

export class Composing {
  state = $state<Saving>('still');
  error = $state.raw<unknown>(null);
  /** What is stored, as the engine last answered. */
  entry = $state.raw<EntryView | null>(null);
  #changes = 0;
  #kept = 0;
  #since = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<boolean> | null = null;

  constructor(
    private readonly words: () => Words,
    /** The entry has been given its id. */
    private readonly onborn: (entry: EntryView) => void,
  ) {}

  get dirty(): boolean {
    return this.#changes !== this.#kept;
  }

  /** Something was written. */
  touch(): void {
    this.#changes += 1;
    if (this.state !== 'saving') this.state = 'unsaved';
    const now = Date.now();
    if (!this.#since) this.#since = now;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), Math.max(0, Math.min(PAUSE, this.#since + AT_MOST - now)));
  }

  /** Keeps everything written so far. False when the engine refused. */
  async save(): Promise<boolean> {
    clearTimeout(this.#timer);
    // One after the other: two answers must never overtake each other.
    while (this.#running) await this.#running;
    if (!this.dirty) return true;
    this.#running = this.#keep();
    const kept = await this.#running;
    return kept && this.dirty ? this.save() : kept;
  }

  /** Forgets what was not kept. */
  abandon(): void {
    clearTimeout(this.#timer);
    this.#kept = this.#changes;
  }

  async #keep(): Promise<boolean> {
    const changes = this.#changes;
    this.#since = 0;
    const { title, body, feelings } = this.words();
    try {
      // A page nobody wrote on is no entry.
      if (!this.entry && title.trim() === '' && body.trim() === '' && feelings.length === 0) {
        this.#kept = changes;
        this.state = 'still';
        return true;
      }
      this.state = 'saving';
      const before = this.entry;
      this.entry = await bridge.keepEntry({
        id: before?.id ?? null,
        title: title.trim(),
        body,
        feelings,
        tags: before?.tags ?? [],
        writtenAt: null,
        zone: null,
      });
      this.#kept = changes;
      this.error = null;
      this.state = this.dirty ? 'unsaved' : 'saved';
      if (!before) this.onborn(this.entry);
      return true;
    } catch (thrown) {
      this.error = thrown;
      this.state = 'failed';
      return false;
    } finally {
      this.#running = null;
    }
  }
}
