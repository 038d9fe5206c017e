// Which door we stand at: no home yet, locked, or open; and who the partner is. Read again whenever the engine says so.
import { asBridgeError, bridge, onNotice, type BridgeError, type HomeState, type PartnerView } from '../bridge';

class Home {
  state = $state.raw<HomeState | null>(null);
  /** Why the home can't be shown at all. */
  error = $state.raw<BridgeError | null>(null);
  /** The first run goes on after the home was made, until its last step. */
  firstRun = $state(false);
  /** Locked by hand in this sitting: then the passphrase is asked for, even where the keyring could open. */
  lockedByHand = $state(false);

  #settling = new Set<() => Promise<unknown>>();
  #watched = new Set<symbol>();

  /** Called before the screen is locked or the app quits by hand: the last place to keep what is being written. Returns the way to stop. */
  beforeLeaving(settle: () => Promise<unknown>): () => void {
    this.#settling.add(settle);
    return () => this.#settling.delete(settle);
  }

  /** Keeps what is being written; false when something of it could not be kept. */
  async settle(): Promise<boolean> {
    const ends = await Promise.allSettled([...this.#settling].map((settle) => settle()));
    return ends.every((end) => end.status === 'fulfilled' && end.value !== false);
  }

  /** The window was closed a while ago. It may end when nothing written would end with it. */
  async rest(): Promise<void> {
    // Refused means that it goes on, and asks again.
    if (await this.settle()) await bridge.letWindowGo().catch(() => undefined);
  }

  /** The screen is looked at though nobody touches a key: someone speaks for minutes. Returns the way to say that it is over. */
  watched(): () => void {
    const one = Symbol();
    this.#watched.add(one);
    return () => this.#watched.delete(one);
  }

  /** Whether a screen that nobody touches may be locked after its minutes. */
  get mayIdle(): boolean {
    return this.#watched.size === 0;
  }

  get open(): boolean {
    return this.state?.kind === 'open';
  }

  get partner(): PartnerView | null {
    return this.state?.kind === 'open' ? this.state.partner : null;
  }

  get name(): string {
    return this.state && 'name' in this.state ? this.state.name : '';
  }

  async read(): Promise<void> {
    try {
      this.arrive(await bridge.getHome());
      this.error = null;
    } catch (thrown) {
      this.error = asBridgeError(thrown);
    }
  }

  /** Takes a state that a command answered with. */
  arrive(state: HomeState): void {
    this.state = state;
    if (state.kind === 'locked') this.firstRun = false;
    if (state.kind === 'open') this.lockedByHand = false;
  }

  async lock(): Promise<void> {
    this.lockedByHand = true;
    await this.settle();
    this.arrive(await bridge.lockScreen());
  }

  /** Locks the screen and puts the window away. */
  async hide(): Promise<void> {
    this.lockedByHand = true;
    await this.settle();
    this.arrive(await bridge.hideApp());
  }

  async lockFully(): Promise<void> {
    this.lockedByHand = true;
    await this.settle();
    this.arrive(await bridge.lockFully());
  }

  async quit(): Promise<void> {
    await this.settle();
    await bridge.quitApp();
  }

  watch(): () => void {
    return onNotice(['homeChanged', 'sharingChanged', 'pairingChanged'], () => void this.read());
  }
}

export const home = new Home();
