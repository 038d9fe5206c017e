// Keeping what is written. "Saved" means that the engine answered: it is on disk.
import { bridge, onNotice, type BothEdited, type BroughtEntry, type EntryView } from '../bridge';

export type Saving = 'still' | 'unsaved' | 'saving' | 'saved' | 'failed';

/** A pause in writing keeps it; without a pause it is kept at least this often. */
const PAUSE = 700;
const AT_MOST = 2000;
/** What could not be taken in now is tried again after this. */
const AGAIN = 300;

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
  /** Where the page was changed elsewhere in the same place. */
  both = $state.raw<BothEdited[]>([]);
  /** The version that what is written stands upon. */
  #upon: string | null = null;
  /** How many of our own changes the engine has yet to tell of. */
  #own = 0;
  /** What is on disk has more than the page. */
  #behind = false;
  #changes = 0;
  #kept = 0;
  #since = 0;
  /** Also without a word. */
  #needed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<boolean> | null = null;

  constructor(
    private readonly words: () => Words,
    /** The entry has been given its id. */
    private readonly onborn: (entry: EntryView) => void,
    /** What is written says something else now; false asks to come again in a moment. */
    private readonly onbrought: (brought: BroughtEntry) => boolean = () => true,
  ) {}

  /** Begins with an entry that is there. What came in since a draft was written is taken in at once. */
  async begin(found: EntryView): Promise<{ title: string; body: string; feelings: string[] }> {
    this.entry = found;
    const { draft } = found;
    this.#upon = draft?.upon ?? found.version;
    if (!draft) return found;
    if (draft.upon === found.version) return draft;
    const brought = await bridge.bringUpEntry({ id: found.id, upon: draft.upon, title: draft.title, body: draft.body, feelings: draft.feelings, tags: found.tags });
    this.#upon = brought.upon;
    this.both = brought.both;
    return brought;
  }

  /** Takes in what becomes of the entry elsewhere while it is being written. */
  watch(): () => void {
    return onNotice(['entryKept', 'entryArrived', 'entryReleased'], (notice) => {
      if (notice.id !== this.entry?.id) return;
      if (notice.kind === 'entryKept' && this.#own > 0) this.#own -= 1;
      else void this.bringUp();
    });
  }

  /** Takes what was made of the entry elsewhere into what is being written here. */
  async bringUp(): Promise<void> {
    while (this.#running) await this.#running;
    if (!this.entry) return;
    this.#running = this.#bring(this.entry.id);
    if (!(await this.#running)) setTimeout(() => void this.bringUp(), AGAIN);
  }

  async #bring(id: string): Promise<boolean> {
    try {
      const found = await bridge.getEntry(id);
      if (found.version === null || found.version === this.#upon) return true;
      // An entry that left its vault has a document of its own: what is written is written upon that one.
      if (found.audience !== this.entry?.audience || this.#upon === null) {
        this.#upon = found.version;
        this.entry = found;
        return true;
      }
      // What is on disk has words of mine that the page has written on since: they come together at the next save.
      if (this.#behind && this.dirty) return false;
      const changes = this.#changes;
      const brought = await bridge.bringUpEntry({ id, upon: this.#upon, ...this.words(), tags: this.entry.tags });
      // Someone wrote on meanwhile, or is in the middle of a letter: it would be put in the wrong place.
      if (this.#changes !== changes || !this.onbrought(brought)) return false;
      this.entry = { ...found, tags: brought.tags };
      this.#upon = brought.upon;
      if (brought.both.length > 0) this.both = brought.both;
      this.#behind = false;
      this.touch();
      return true;
    } catch {
      // It is gone, or can't be read now; the next word written says so.
      return true;
    } finally {
      this.#running = null;
    }
  }

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

  /** The entry, made now if there is none: something is to be kept with it. Null when the engine refused. */
  async born(): Promise<EntryView | null> {
    if (!(await this.save())) return null;
    if (this.entry) return this.entry;
    this.#needed = true;
    this.#changes += 1;
    await this.save();
    return this.entry;
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
      if (!this.entry && !this.#needed && title.trim() === '' && body.trim() === '' && feelings.length === 0) {
        this.#kept = changes;
        this.state = 'still';
        return true;
      }
      this.state = 'saving';
      const before = this.entry;
      if (before) this.#own += 1;
      const answer = await bridge.keepEntry({
        id: before?.id ?? null,
        title: title.trim(),
        body,
        feelings,
        tags: before?.tags ?? [],
        writtenAt: null,
        zone: null,
        upon: this.#upon,
      });
      this.entry = answer;
      // Something came in just before, and the answer is more than what was sent: it is taken in next.
      const asSent = (answer.draft ?? answer).body === body;
      this.#behind = !asSent;
      if (asSent) this.#upon = answer.draft?.upon ?? answer.version;
      else setTimeout(() => void this.bringUp());
      this.#kept = changes;
      this.error = null;
      this.state = this.dirty ? 'unsaved' : 'saved';
      if (!before) this.onborn(this.entry);
      return true;
    } catch (thrown) {
      this.#own = 0;
      this.error = thrown;
      this.state = 'failed';
      return false;
    } finally {
      this.#running = null;
    }
  }
}
