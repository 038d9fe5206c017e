// The line of quick capture. What is typed becomes a page of mine while it is typed, as on any page, so that no lock and no
// power cut takes it away; the line itself stays until it is kept, and is there again the next time.
import { asBridgeError, bridge, onNotice } from '../bridge';
import { plainMarkdown } from '../pieces/plain';
import { home } from '../session/home.svelte';

const PAUSE = 700;

class Line {
  text = $state('');
  error = $state.raw<unknown>(null);
  #id: string | null = null;
  #saved = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn: Promise<boolean> = Promise.resolve(true);

  /** Listens for as long as the line is shown. */
  watch(): () => void {
    const stops = [
      home.beforeLeaving(() => this.save()),
      // Shared or removed in the journal meanwhile: it is no longer this line's to change.
      onNotice(['entryReleased', 'entryRemoved', 'entryErased'], ({ id }) => id === this.#id && this.#let()),
    ];
    return () => {
      stops.forEach((stop) => stop());
      void this.save();
    };
  }

  typed(text: string): void {
    this.text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), PAUSE);
  }

  /** On disk, true when it is. One after the other, so that one line never becomes two pages. */
  save(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#turn = this.#turn.then(() => this.#write(this.text.trim()));
    return this.#turn;
  }

  /** It is finished. The next line begins empty at once: whoever goes on typing is already in it. */
  keep(): Promise<boolean> {
    const said = this.text.trim();
    if (said === '') return Promise.resolve(false);
    clearTimeout(this.#timer);
    this.text = '';
    this.#turn = this.#turn.then(async () => {
      const kept = await this.#write(said);
      if (kept) this.#end();
      else this.text = this.text === '' ? said : `${said}\n${this.text}`;
      return kept;
    });
    return this.#turn;
  }

  async #write(text: string): Promise<boolean> {
    if (text === this.#saved) return true;
    try {
      if (text !== '') {
        const entry = await bridge.keepEntry({ id: this.#id, title: '', body: plainMarkdown(text), feelings: [], tags: [], writtenAt: null, zone: null });
        this.#id = entry.id;
      } else if (this.#id) {
        const id = this.#id;
        this.#id = null;
        await bridge.removeEntry(id);
      }
      this.#saved = text;
      this.error = null;
      return true;
    } catch (thrown) {
      this.error = asBridgeError(thrown);
      return false;
    }
  }

  #end(): void {
    this.#id = null;
    this.#saved = '';
  }

  #let(): void {
    this.#end();
    this.text = '';
  }
}

export const line = new Line();
