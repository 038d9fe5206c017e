// Small promises, pauses and what Today brings forward, in the stand-in.
import type { Calm, Calms, Forward, SmallPromise as Promised } from './bindings';
import { FakePreparing } from './fake-preparing';
import { refuse } from './fake-recovery';
import { FakeRituals } from './fake-rituals';

export class FakeForTwo {
  readonly rituals = new FakeRituals();
  readonly preparing = new FakePreparing();
  promises: Promised[] = [];
  readonly closed = new Set<string>();
  calms: Calms = { mine: null, theirs: null, due: null };
  forward: Forward | null = null;
  now: () => Date = () => new Date();
  tell: (kind: 'calmChanged' | 'promiseChanged' | 'ritualChanged' | 'outingChanged', id: string) => void = () => undefined;

  constructor() {
    this.rituals.tell = (id) => this.tell('ritualChanged', id);
    this.preparing.tell = (id) => this.tell('outingChanged', id);
  }

  /** The partner presses, and offers to go on in an hour. */
  partnerPauses(back = true): void {
    this.#put({ ...this.calms, theirs: { id: 'c2'.padStart(32, '0'), backAt: back ? this.#in(60) : null, mayPutOff: back, wanted: false } });
  }

  /** What of it is shared, in numbers. */
  shared(): { promises: number; rituals: number } {
    return { promises: this.commands.listPromises().length, rituals: this.rituals.all.filter(({ stage }) => stage === 'awake').length };
  }

  readonly commands = {
    ...this.rituals.commands,
    ...this.preparing.commands,
    listPromises: () => this.promises.filter(({ id }) => !this.closed.has(id)),
    makePromise: (text: string, day: string, _nudged: boolean) => {
      const promise: Promised = { id: `d${this.promises.length}`.padStart(32, '0'), mine: true, text, day };
      this.promises = [...this.promises, promise];
      this.tell('promiseChanged', promise.id);
      return promise;
    },
    movePromise: (id: string, day: string) => {
      const mine = this.promises.find((promise) => promise.id === id && promise.mine) ?? refuse('notFound');
      this.promises = this.promises.map((promise) => (promise === mine ? { ...mine, day } : promise));
      this.tell('promiseChanged', id);
      return { ...mine, day };
    },
    closePromise: (id: string, closed: boolean) => {
      if (!this.promises.find((promise) => promise.id === id)?.mine) return refuse('notYours');
      if (closed) this.closed.add(id);
      else this.closed.delete(id);
      this.tell('promiseChanged', id);
      return null;
    },
    getCalms: () => this.calms,
    pressCalm: () => this.#put({ ...this.calms, mine: this.calms.mine ?? { id: 'c1'.padStart(32, '0'), backAt: null, mayPutOff: false, wanted: false } }),
    offerBack: (minutes: number) => this.#put({ ...this.calms, mine: { ...this.#mine(), backAt: this.#in(minutes), mayPutOff: !this.#mine().backAt, wanted: false } }),
    wantBack: (id: string, wanted: boolean) => {
      const take = (calm: Calm | null): Calm | null => (calm?.id === id ? { ...calm, wanted } : calm);
      return this.#put({ ...this.calms, mine: take(this.calms.mine), theirs: take(this.calms.theirs) });
    },
    endCalm: () => this.#put({ ...this.calms, mine: null }),
    hushCalm: (id: string) => this.#put({ ...this.calms, theirs: this.calms.theirs?.id === id ? null : this.calms.theirs, due: this.calms.due === id ? null : this.calms.due }),
    sayNotNow: (key: string) => {
      if (this.forward?.key !== key) return refuse('badInput');
      this.forward = null;
      return null;
    },
  };

  #mine(): Calm {
    return this.calms.mine ?? refuse('notFound');
  }

  #in(minutes: number): string {
    return new Date(this.now().getTime() + minutes * 60_000).toISOString();
  }

  #put(calms: Calms): Calms {
    this.calms = calms;
    this.tell('calmChanged', '');
    return calms;
  }
}
