// What Today shows, read again when something of it changes. Several notices at once make one reading.
import { bridge, onNotice, type Forward, type Notice, type Today } from '../bridge';
import { need, type LaterArea } from '../texts/index.svelte';

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

/** What is brought forward in a talk's own words. */
const TALKS: readonly Forward['kind'][] = ['inStep', 'talk', 'suggested'];

/** Texts that this Today speaks in. They are read before it is shown, so that nothing moves when they come. */
function areasOf(today: Today): LaterArea[] {
  return [
    ...(today.gesture || today.comingGesture ? (['gestures'] as const) : []),
    ...(today.question ? (['questions'] as const) : []),
    ...((today.forward && TALKS.includes(today.forward.kind)) || today.calms.theirs || today.calms.due ? (['talks'] as const) : []),
  ];
}

interface First {
  today: Today;
  /** Whether something of it has changed since it was asked for. */
  changed: () => boolean;
}
let first: First | null = null;

/**
 * Asks for Today while the window is still starting, so that its first picture is the whole one. `ready` is when texts can
 * be read. A home that is locked or not there has no Today, and its door says why.
 */
export async function beginToday(ready: Promise<unknown>): Promise<void> {
  let changed = false;
  const stop = onNotice(CHANGES, () => (changed = true));
  try {
    const today = await bridge.getToday();
    await ready;
    await need(areasOf(today));
    first = {
      today,
      changed: () => {
        stop();
        return changed;
      },
    };
  } catch {
    stop();
  }
}

export class TodayView {
  current = $state.raw<Today | null>(null);
  error = $state.raw<unknown>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #first = first;

  constructor() {
    first = null;
    if (this.#first) this.current = this.#first.today;
  }

  async read(): Promise<void> {
    try {
      const today = await bridge.getToday();
      await need(areasOf(today));
      this.current = today;
      this.error = null;
    } catch (thrown) {
      this.error = thrown;
    }
  }

  watch(): () => void {
    if (!this.#first || this.#first.changed()) void this.read();
    this.#first = null;
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
