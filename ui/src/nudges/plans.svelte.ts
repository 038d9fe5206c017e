// My gestures and what of them is due, read again whenever the engine says so.
import { bridge, onNotice, type ComingNudge, type DueNudge, type LookBack, type PlanView } from '../bridge';

export class Plans {
  all = $state.raw<PlanView[]>([]);
  due = $state.raw<DueNudge[]>([]);
  /** What is on the screen: a card that was answered stays until the place is left, with its answer. */
  shown = $state.raw<DueNudge[]>([]);
  coming = $state.raw<ComingNudge[]>([]);
  pausedUntil = $state.raw<string | null>(null);
  back = $state.raw<LookBack | null>(null);
  ready = $state(false);
  error = $state.raw<unknown>(null);

  async read(): Promise<void> {
    try {
      const [all, due, coming, pausedUntil, back] = await Promise.all([bridge.listPlans(), bridge.listDueNudges(), bridge.listComingNudges(14), bridge.getPause(), bridge.lookBack()]);
      this.back = back;
      this.all = all;
      this.due = due;
      this.coming = coming;
      this.pausedUntil = pausedUntil;
      const known = new Set(this.shown.map(({ id }) => id));
      this.shown = [...this.shown, ...due.filter(({ id }) => !known.has(id))];
      this.ready = true;
      this.error = null;
    } catch (thrown) {
      this.error = thrown;
    }
  }

  watch(): () => void {
    void this.read();
    return onNotice(['planChanged', 'nudgeFellDue', 'whileAway', 'nudgeSettled', 'pauseChanged'], () => void this.read());
  }
}
