// What helps: my menu and my partner's, read again whenever something of them changes.
import { bridge, onNotice, type Wish, type WishSort } from '../bridge';
import { router, toasts } from '../kit';
import { t } from '../texts/index.svelte';

export const WISH_SORTS: readonly WishSort[] = ['comfort', 'love', 'not'];

export class Wishes {
  list = $state.raw<Wish[] | null>(null);
  error = $state.raw<unknown>(null);

  get mine(): Wish[] {
    return (this.list ?? []).filter(({ mine }) => mine);
  }

  get theirs(): Wish[] {
    return (this.list ?? []).filter(({ mine, hushed }) => !mine && !hushed);
  }

  get hushed(): Wish[] {
    return (this.list ?? []).filter(({ hushed }) => hushed);
  }

  async read(): Promise<void> {
    try {
      this.list = await bridge.listWishes();
      this.error = null;
    } catch (thrown) {
      this.error = thrown;
    }
  }

  watch(): () => void {
    void this.read();
    return onNotice(['wishChanged', 'planChanged', 'pairingChanged', 'homeChanged'], () => void this.read());
  }

  /** Throws what the engine refuses; the form says it. */
  async keep(id: string | null, sort: WishSort, text: string, ours: boolean): Promise<void> {
    if (id) await bridge.changeWish(id, sort, text);
    else await bridge.addWish(sort, text, ours);
    await this.read();
  }

  /** Off my menu, with a way back. */
  remove(wish: Wish): Promise<void> {
    return this.#withdraw(t('wishes-removed'), (removed) => bridge.removeWish(wish.id, removed));
  }

  /** Out of my sight, with a way back. Nobody hears of it. */
  hush(wish: Wish): Promise<void> {
    return this.#withdraw(t('wishes-hushed'), (hushed) => bridge.hushWish(wish.id, hushed));
  }

  async #withdraw(said: string, set: (away: boolean) => Promise<unknown>): Promise<void> {
    await this.act(async () => {
      await set(true);
      await this.read();
      // The row that had the focus is gone.
      router.turn();
      toasts.show(said, {
        label: t('kit-undo'),
        run: async () => {
          await set(false);
          await this.read();
        },
      });
    });
  }

  async act(run: () => Promise<unknown>): Promise<void> {
    try {
      await run();
      this.error = null;
    } catch (thrown) {
      this.error = thrown;
    }
  }
}

/** One of theirs beside a gesture: another one another day. */
export function besideGesture(all: readonly Wish[], nudge: string, now: Date = new Date()): Wish | undefined {
  const some = all.filter(({ sort }) => sort !== 'not');
  const day = Math.floor(now.getTime() / 86_400_000);
  return some[(Number.parseInt(nudge.slice(0, 6), 16) + day) % some.length];
}
