// All photos, the newest page first, read stretch by stretch.
import { bridge, onNotice, type ShelfPhoto } from '../../bridge';

const STRETCH = 60;

export class PhotoShelf {
  photos = $state.raw<ShelfPhoto[]>([]);
  /** Read at least once. */
  ready = $state(false);
  loading = $state(false);
  error = $state.raw<unknown>(null);
  #next = $state.raw<string | null>(null);
  /** What is read for an earlier state of the journal is not put down. */
  #turn = 0;

  get hasMore(): boolean {
    return this.#next !== null;
  }

  async more(): Promise<void> {
    if (this.loading || (this.ready && this.#next === null)) return;
    await this.#read(this.#next, STRETCH);
  }

  /** Reads anew what was read so far. */
  async again(): Promise<void> {
    await this.#read(null, Math.max(STRETCH, this.photos.length));
  }

  watch(): () => void {
    return onNotice(['entryKept', 'entryArrived', 'entryReleased', 'entryRemoved', 'entryErased', 'homeChanged'], () => this.ready && void this.again());
  }

  async #read(from: string | null, limit: number): Promise<void> {
    const mine = (this.#turn += 1);
    this.loading = true;
    this.error = null;
    try {
      const stretch = await bridge.listPhotos(from, limit);
      if (mine !== this.#turn) return;
      this.photos = from === null ? stretch.photos : [...this.photos, ...stretch.photos];
      this.#next = stretch.next;
      this.ready = true;
    } catch (thrown) {
      if (mine === this.#turn) this.error = thrown;
    } finally {
      if (mine === this.#turn) this.loading = false;
    }
  }
}
