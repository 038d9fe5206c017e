// The private pages, where a second passphrase keeps them closed: whether they are, and asking for it.
import { bridge } from '../bridge';
import { home } from './home.svelte';

class PrivatePages {
  /** The window asks for the second passphrase. */
  asking = $state(false);

  get state(): 'noSecond' | 'open' | 'closed' {
    return home.state?.kind === 'open' ? home.state.pages : 'noSecond';
  }

  get closed(): boolean {
    return this.state === 'closed';
  }

  ask(): void {
    this.asking = this.closed;
  }

  async open(second: string): Promise<void> {
    home.arrive(await bridge.openPages(second));
    this.asking = false;
  }

  /** Keeps what is being written first. */
  async close(): Promise<void> {
    await home.settle();
    home.arrive(await bridge.closePages());
  }
}

export const pages = new PrivatePages();
