// A talk that was begun. Each press is kept by the engine before the screen moves on; what is written goes with it.
import { asBridgeError, bridge, onNotice, type TalkPress, type TalkView } from '../../bridge';
import { address, router } from '../../kit';

/** So long after the last key, what stands on the page is kept. */
const KEEP = 700;

/** Where a talk is kept: at this screen alone, or in step with another one. */
export interface TalkDoor {
  get: () => Promise<TalkView>;
  press: (moves: number, press: TalkPress, text: string | null) => Promise<TalkView>;
  /** Where one goes when it is not there any more. */
  away: string;
  /** The other one goes on with it too. Then leaving the page is nothing that they would be told. */
  inStep: boolean;
}

export const here = (id: string): TalkDoor => ({
  get: () => bridge.getTalk(id),
  press: (moves, press, text) => bridge.pressTalk(id, moves, press, text),
  away: address('us', 'talks', id),
  inStep: false,
});

export const inStep = (thing: string): TalkDoor => ({
  get: () => bridge.getTalkInStep(thing),
  press: (moves, press, text) => bridge.pressTalkInStep(thing, moves, press, text),
  away: 'us/talks',
  inStep: true,
});

export class RunningTalk {
  view = $state.raw<TalkView | null>(null);
  error = $state.raw<unknown>(null);
  busy = $state(false);
  /** What stands on the page. */
  text = $state('');
  /** When the view came, so that its clock can be gone on with. */
  cameAt = 0;
  #kept = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(readonly door: TalkDoor) {}

  /** The other one goes on, and so does the page. What is being written stays, and what is at its end changes no more. */
  watch(): () => void {
    if (!this.door.inStep) return () => undefined;
    return onNotice(['talkChanged'], () => {
      if (this.view?.place !== 'done') void this.keep().then(() => this.read());
    });
  }

  async read(): Promise<void> {
    try {
      this.#arrive(await this.door.get());
      this.error = null;
    } catch (thrown) {
      // It has ended, or was put away: the back key leads here.
      if (asBridgeError(thrown).code === 'notFound') router.go(this.door.away, { replace: true });
      else this.error = thrown;
    }
  }

  /** Presses something. A second press while the first is under way is none, but for the pause: that one waits its turn. */
  async press(press: TalkPress): Promise<void> {
    if (!this.view || (this.busy && press.kind !== 'pause')) return;
    this.busy = true;
    clearTimeout(this.#timer);
    this.#last = this.#last.then(() => (press.kind === 'pause' && !this.#runs() ? undefined : this.#send(press)));
    await this.#last;
    this.busy = false;
  }

  /** The next letter: kept a moment later. */
  wrote(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.keep(), KEEP);
  }

  /** Keeps what stands on the page, if it isn't kept yet. */
  keep(): Promise<unknown> {
    clearTimeout(this.#timer);
    this.#last = this.#last.then(() => (this.#unkept() === null ? undefined : this.#send({ kind: 'keep' })));
    return this.#last;
  }

  /** The page goes: what is written is kept, and the talk rests. */
  async rest(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#last;
    if (this.door.inStep) await this.keep();
    else if (this.#runs()) await this.#send({ kind: 'pause' });
  }

  #runs(): boolean {
    return this.view !== null && !this.view.paused && this.view.place !== 'done';
  }

  #unkept(): string | null {
    return this.view?.step?.writes && !this.view.paused && !this.view.inStep?.waiting && this.text !== this.#kept ? this.text : null;
  }

  async #send(press: TalkPress): Promise<void> {
    const { view } = this;
    if (!view) return;
    const text = this.#unkept();
    try {
      const next = await this.door.press(view.moves, press, text);
      if (text !== null) this.#kept = text;
      this.error = null;
      // What was only kept changes nothing on the screen, least of all what has been typed since.
      if (press.kind !== 'keep') this.#arrive(next);
    } catch (thrown) {
      this.error = thrown;
    }
  }

  #arrive(view: TalkView): void {
    const moved = this.view !== null && (this.view.moves !== view.moves || this.view.paused !== view.paused);
    this.cameAt = performance.now();
    const typing = !moved && this.#unkept() !== null;
    this.#kept = view.step?.page ?? '';
    if (!typing) this.text = this.#kept;
    this.view = view;
    // Another page at the same address: reading begins at its heading.
    if (!moved) return;
    window.scrollTo(0, 0);
    router.turn();
  }
}
