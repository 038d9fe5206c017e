// What Today shows, read again when something of it changes. Several notices at once make one reading.
import { bridge, onNotice, type Notice, type Today } from '../bridge';

const CHANGES: readonly Notice['kind'][] = [
  'entryKept',
  'entryArrived',
  'entryReleased',
  'entryRemoved',
  'outingChanged',
  'planChanged',
  'nudgeFellDue',
  'whileAway',
  'nudgeSettled',
  'pauseChanged',
  'sharingChanged',
  'importantDateChanged',
  'entryErased',
  'erasureAsked',
  'calmChanged',
  'calendarsChanged',
  'talkChanged',
  'ritualChanged',
  'promiseChanged',
  'noteChanged',
  'sealedArrived',
  'sealedChanged',
  'sealedOpened',
];

export class TodayView {
  current = $state.raw<Today | null>(null);
  error = $state.raw<unknown>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  async read(): Promise<void> {
    try {
      this.current = await bridge.getToday();
      this.error = null;
    } catch (thrown) {
      this.error = thrown;
    }
  }

  watch(): () => void {
    void this.read();
    const stop = onNotice(CHANGES, () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.read(), 60);
    });
    // A window left open overnight greets the new day when it is looked at.
    const seen = (): void => void (document.visibilityState === 'visible' && this.read());
    document.addEventListener('visibilitychange', seen);
    return () => {
      clearTimeout(this.#timer);
      stop();
      document.removeEventListener('visibilitychange', seen);
    };
  }
}
