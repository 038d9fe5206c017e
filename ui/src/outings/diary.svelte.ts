// All dates of the two, read at once (they are few) and read again whenever one of them changes.
import { bridge, onNotice, type OutingView } from '../bridge';

export class Diary {
  all = $state.raw<OutingView[]>([]);
  ready = $state(false);
  error = $state.raw<unknown>(null);

  async read(): Promise<void> {
    try {
      this.all = await bridge.listOutings();
      this.ready = true;
      this.error = null;
    } catch (thrown) {
      this.error = thrown;
    }
  }

  watch(): () => void {
    void this.read();
    return onNotice(['outingChanged', 'sharingChanged'], () => void this.read());
  }

  #in(stages: readonly OutingView['stage'][], latestFirst = false): OutingView[] {
    const found = this.all.filter(({ stage }) => stages.includes(stage)).sort((a, b) => Date.parse(a.instant) - Date.parse(b.instant));
    return latestFirst ? found.reverse() : found;
  }

  get waiting(): OutingView[] {
    return this.#in(['awaitingMe']);
  }
  get planned(): OutingView[] {
    return this.#in(['planned', 'alone']);
  }
  get asked(): OutingView[] {
    return this.#in(['awaitingPartner']);
  }
  get remembered(): OutingView[] {
    return this.#in(['remembered'], true);
  }
  /** What won't be, as long as its day has not passed. */
  get letGo(): OutingView[] {
    return this.#in(['declined', 'cancelled']).filter(({ instant }) => Date.parse(instant) > Date.now());
  }
}
