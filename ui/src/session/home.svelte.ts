// Which door we stand at: no home yet, locked, or open; and who the partner is. Read again whenever the engine says so.
import { asBridgeError, bridge, onNotice, type BridgeError, type HomeState, type PartnerView } from '../bridge';

class Home {
  state = $state.raw<HomeState | null>(null);
  /** Why the home can't be shown at all. */
  error = $state.raw<BridgeError | null>(null);
  /** The first run goes on after the home was made, until its last step. */
  firstRun = $state(false);

  get open(): boolean {
    return this.state?.kind === 'open';
  }

  get partner(): PartnerView | null {
    return this.state?.kind === 'open' ? this.state.partner : null;
  }

  get name(): string {
    return this.state && this.state.kind !== 'empty' ? this.state.name : '';
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
  }

  async lock(): Promise<void> {
    this.arrive(await bridge.lockScreen());
  }

  async lockFully(): Promise<void> {
    this.arrive(await bridge.lockFully());
  }

  watch(): () => void {
    return onNotice(['homeChanged', 'sharingChanged', 'pairingChanged'], () => void this.read());
  }
}

export const home = new Home();
