// The list of entries, newest first, read page by page and kept true by what the engine tells.
import { asBridgeError, bridge, onNotice, type EntrySummary } from '../bridge';

const PAGE = 20;

export class Shelf {
  pages = $state.raw<EntrySummary[][]>([]);
  /** Read at least once. */
  ready = $state(false);
  loading = $state(false);
  error = $state.raw<unknown>(null);
  #next = $state.raw<string | null>(null);

  get hasMore(): boolean {
    return this.#next !== null;
  }

  /** Read, and there is nothing. */
  get empty(): boolean {
    return this.ready && !this.hasMore && this.pages.every((page) => page.length === 0);
  }

  async more(): Promise<void> {
    if (this.loading || (this.ready && this.#next === null)) return;
    this.loading = true;
    this.error = null;
    try {
      const page = await bridge.listEntries(this.#next, PAGE);
      const known = new Set(this.pages.flat().map(({ id }) => id));
      const fresh = page.entries.filter(({ id }) => !known.has(id));
      if (fresh.length > 0) this.pages = [...this.pages, fresh];
      this.#next = page.next;
      this.ready = true;
    } catch (thrown) {
      this.error = thrown;
    } finally {
      this.loading = false;
    }
  }

  /** Begins anew: the private pages were opened or closed. */
  async again(): Promise<void> {
    this.pages = [];
    this.#next = null;
    this.ready = false;
    await this.more();
  }

  watch(): () => void {
    return onNotice(['entryKept', 'entryArrived', 'entryReleased', 'entryRemoved', 'entryErased'], (notice) => {
      if (notice.kind === 'entryRemoved' || notice.kind === 'entryErased') this.#take(notice.id);
      else void this.#read(notice.id);
    });
  }

  #take(id: string): void {
    if (!this.pages.some((page) => page.some((entry) => entry.id === id))) return;
    this.pages = this.pages.map((page) => page.filter((entry) => entry.id !== id));
  }

  async #read(id: string): Promise<void> {
    if (!this.ready) return;
    try {
      const entry = await bridge.getEntry(id);
      if (entry.removed) this.#take(id);
      else this.#put(entry);
    } catch (thrown) {
      if (asBridgeError(thrown).code === 'notFound') this.#take(id);
    }
  }

  /** Puts an entry where its time belongs, in place of what was there. */
  #put(entry: EntrySummary): void {
    const before = this.pages.flat().find(({ id }) => id === entry.id);
    if (before?.writtenAt === entry.writtenAt) {
      this.pages = this.pages.map((page) => (page.some(({ id }) => id === entry.id) ? page.map((old) => (old.id === entry.id ? entry : old)) : page));
      return;
    }
    const at = Date.parse(entry.writtenAt);
    const pages = this.pages.map((page) => page.filter(({ id }) => id !== entry.id));
    const place = pages.findIndex((page) => page.length > 0 && Date.parse(page.at(-1)!.writtenAt) <= at);
    if (place >= 0) {
      const page = pages[place]!;
      const index = page.findIndex(({ writtenAt }) => Date.parse(writtenAt) <= at);
      pages[place] = [...page.slice(0, index), entry, ...page.slice(index)];
    } else if (this.#next === null) pages.push([entry]);
    // Otherwise it is older than what was read so far; it comes with its own page.
    this.pages = pages;
  }
}
