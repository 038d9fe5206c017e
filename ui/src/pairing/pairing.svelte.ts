// How far the meeting of the two computers is. The engine leads; this only asks and shows.
import { asBridgeError, bridge, onNotice, type BridgeError, type PairingState } from '../bridge';
import { router } from '../kit';
import { home } from '../session/home.svelte';

export class Pairing {
  state = $state.raw<PairingState | null>(null);
  busy = $state(false);
  /** What the last press was refused with; the meeting itself may still be going on. */
  refused = $state.raw<BridgeError | null>(null);

  async read(): Promise<void> {
    try {
      this.#arrive(await bridge.getPairing());
    } catch (thrown) {
      this.refused = asBridgeError(thrown);
    }
  }

  /** Does one step; true when it was taken. */
  async step(command: () => Promise<PairingState | null>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.refused = null;
    try {
      const next = await command();
      if (next) this.#arrive(next);
      return true;
    } catch (thrown) {
      this.refused = asBridgeError(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }

  watch(): () => void {
    return onNotice(['pairingChanged'], () => void this.read());
  }

  /** This computer is visible only while the screen is: leaving it ends the search. An invite that was sent stays good. */
  leave(): void {
    if (this.state?.stage === 'searching') void bridge.cancelPairing().catch(() => undefined);
  }

  #arrive(state: PairingState): void {
    const before = this.state?.stage;
    this.state = state;
    // What had the focus is gone with the last stage; the heading says where we are now.
    if (before !== undefined && before !== state.stage) router.turn();
    if (state.stage === 'paired' && home.partner === null) void home.read();
  }
}
