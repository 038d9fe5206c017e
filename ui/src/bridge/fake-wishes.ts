// What helps, in the stand-in: both menus, and what is shared of what is short.
import type { Notice, PlanView, ShortPreview, Wish, WishSort } from './bindings';
import type { FakeAhead } from './fake-ahead';
import { refuse } from './fake-recovery';

interface Home {
  plans: PlanView[];
  readonly options: { partner: string | null; wishes: boolean };
  tell(notice: Notice): void;
}
interface Short {
  preview(id: string): ShortPreview | null;
  share(id: string): boolean;
}

export class FakeWishes {
  list: Wish[] = [];
  readonly away = new Set<string>();
  #home: Home = { plans: [], options: { partner: null, wishes: false }, tell: () => undefined };
  #other: Short = { preview: () => null, share: () => false };

  /** `other` is what else is short and can be shared; the days that are coming meet the same home. */
  meet(home: Home & Parameters<FakeAhead['meet']>[0], other: Short, ahead: FakeAhead): void {
    ahead.meet(home);
    [this.#home, this.#other] = [home, other];
    if (home.options.wishes) this.fill();
  }

  fill(): void {
    const ours = this.#home.options.partner !== null;
    const line = { mine: true, ours, hushed: false, plan: null };
    this.list = [
      { ...line, id: 'f1'.padStart(32, '0'), sort: 'comfort', text: 'Sit with me, and don’t look for a way out yet.' },
      { ...line, id: 'f2'.padStart(32, '0'), sort: 'love', text: 'When you whistle in the kitchen.', ours: false },
      { ...line, id: 'f3'.padStart(32, '0'), sort: 'not', text: 'Not before the first coffee.' },
    ];
    if (ours) this.partnerWrites();
  }

  partnerWrites(): void {
    const line = { mine: false, ours: true, hushed: false, plan: null };
    this.list = [
      ...this.list,
      { ...line, id: 'f4'.padStart(32, '0'), sort: 'comfort', text: 'Tea, without asking.' },
      { ...line, id: 'f5'.padStart(32, '0'), sort: 'not', text: 'Good advice at night.' },
    ];
  }

  readonly commands = {
    listWishes: () => this.list.filter(({ id }) => !this.away.has(id)),
    addWish: (sort: WishSort, text: string, ours: boolean) => {
      if (ours && !this.#home.options.partner) return refuse('noPartner');
      const wish: Wish = { id: `e${this.list.length}`.padStart(32, '0'), mine: true, sort, text, ours, hushed: false, plan: null };
      this.list = [...this.list, wish];
      this.#home.tell({ kind: 'wishChanged', id: wish.id });
      return wish;
    },
    changeWish: (id: string, sort: WishSort, text: string) => this.#put({ ...this.#wish(id, true), sort, text }),
    removeWish: (id: string, removed: boolean) => {
      const wish = this.#wish(id, true);
      if (removed) this.away.add(id);
      else this.away.delete(id);
      this.#put(wish);
      return null;
    },
    remindOfWish: (id: string) => {
      const wish = this.#wish(id, false);
      const plan: PlanView = {
        id: `9${id.slice(1)}`,
        gesture: { kind: 'own', text: wish.text },
        cadence: { kind: 'everyDays', days: 7 },
        ...{ from: '18:00', to: '21:00', cue: null, next: null, lastDone: null, snoozedUntil: null, lighter: null, rests: false },
      };
      this.#home.plans = [...this.#home.plans, plan];
      this.#put({ ...wish, plan: plan.id, hushed: false });
      return plan;
    },
    hushWish: (id: string, hushed: boolean) => {
      const wish = this.#wish(id, false);
      if (hushed) this.#home.plans = this.#home.plans.filter((plan) => plan.id !== wish.plan);
      this.#put({ ...wish, hushed, plan: hushed ? null : wish.plan });
      return null;
    },
    previewShort: (id: string): ShortPreview => {
      const partnerName = this.#home.options.partner ?? refuse('noPartner');
      const seen = this.#other.preview(id) ?? { consent: `consent ${id}`, title: this.#wish(id, true).text, text: '', date: null, partnerName };
      return { ...seen, partnerName };
    },
    shareShort: (id: string, consent: string) => {
      if (consent !== `consent ${id}`) return refuse('badInput');
      if (!this.#other.share(id)) this.#put({ ...this.#wish(id, true), ours: true });
      return null;
    },
  };

  #wish(id: string, mine: boolean): Wish {
    const wish = this.list.find((one) => one.id === id) ?? refuse('notFound');
    return wish.mine === mine ? wish : refuse(mine ? 'notYours' : 'notFound');
  }

  #put(wish: Wish): Wish {
    this.list = this.list.map((old) => (old.id === wish.id ? wish : old));
    this.#home.tell({ kind: 'wishChanged', id: wish.id });
    return wish;
  }
}
