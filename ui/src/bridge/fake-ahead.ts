// Hard and good days that are coming, in the stand-in.
import type { Ahead, AheadInput, Notice, PlanView } from './bindings';
import { refuse } from './fake-recovery';

interface Home {
  plans: PlanView[];
  readonly options: { partner: string | null; ahead: boolean };
  tell(notice: Notice): void;
}

export class FakeAhead {
  list: Ahead[] = [];
  readonly away = new Set<string>();
  #home: Home = { plans: [], options: { partner: null, ahead: false }, tell: () => undefined };

  meet(home: Home): void {
    this.#home = home;
    if (home.options.ahead) this.fill();
  }

  fill(): void {
    const day = { timed: true, here: null, hushed: false, plan: null, mayRemind: true };
    this.list = [{ ...day, id: 'c1'.padStart(32, '0'), mine: false, told: false, sort: 'hard', text: 'At the dentist', from: '2099-05-06T09:30', zone: 'Europe/Berlin' }];
    if (this.#home.options.partner === null) return;
    this.list.push(
      { ...day, id: 'c2'.padStart(32, '0'), mine: false, told: true, sort: 'hard', text: 'The interview', from: '2099-05-07T14:00', zone: 'America/New_York', here: '2099-05-07T20:00' },
      { ...day, id: 'c3'.padStart(32, '0'), mine: true, told: true, sort: 'good', text: 'I hand in the last chapter', from: '2099-05-09T00:00', zone: 'Europe/Berlin', timed: false, mayRemind: false },
    );
  }

  readonly commands = {
    listAhead: () => this.list.filter(({ id }) => !this.away.has(id)),
    theirZone: () => (this.#home.options.partner && this.#home.options.ahead ? 'America/New_York' : null),
    addAhead: (input: AheadInput, told: boolean) => {
      if (told && !this.#home.options.partner) return refuse('noPartner');
      const ahead: Ahead = { ...input, id: `c${this.list.length + 4}`.padStart(32, '0'), mine: told, told, here: null, hushed: false, plan: null, mayRemind: !told };
      this.list = [...this.list, ahead];
      return this.#put(ahead);
    },
    removeAhead: (id: string, removed: boolean) => {
      if (removed) this.away.add(id);
      else this.away.delete(id);
      this.#put(this.#ahead(id));
      return null;
    },
    remindOfAhead: (id: string) => {
      const ahead = this.#ahead(id);
      const plan: PlanView = {
        id: `8${id.slice(1)}`,
        gesture: { kind: 'own', text: ahead.text },
        cadence: { kind: 'yearly', month: 5, day: 7, leapDay: 'feb28' },
        ...{ from: '18:30', to: '19:30', cue: null, next: null, lastDone: null, snoozedUntil: null, lighter: null, rests: false },
      };
      this.#home.plans = [...this.#home.plans, plan];
      this.#put({ ...ahead, plan: plan.id, hushed: false });
      return plan;
    },
    hushAhead: (id: string, hushed: boolean) => {
      const ahead = this.#ahead(id);
      this.#put({ ...ahead, hushed, plan: hushed ? null : ahead.plan });
      return null;
    },
  };

  #ahead(id: string): Ahead {
    return this.list.find((one) => one.id === id) ?? refuse('notFound');
  }

  #put(ahead: Ahead): Ahead {
    this.list = this.list.map((old) => (old.id === ahead.id ? ahead : old));
    this.#home.tell({ kind: 'aheadChanged', id: ahead.id });
    return ahead;
  }
}
