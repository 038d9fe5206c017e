// What a date needs before it, in the stand-in.
import type { Preparations, Preparing } from './bindings';

export class FakePreparing {
  readonly all = new Map<string, Preparations>();
  tell: (id: string) => void = () => undefined;
  #next = 1;

  of(id: string): Preparations {
    return this.all.get(id) ?? { items: [], budget: '', rain: '', confirm: null, confirmNudged: false };
  }

  readonly commands = {
    getPreparations: (id: string): Preparations => this.of(id),
    nudgeToConfirm: (id: string, on: boolean): Preparations => this.#put(id, { ...this.of(id), confirmNudged: on }),
    prepareOuting: (id: string, change: Preparing): Preparations => {
      const there = this.of(id);
      switch (change.kind) {
        case 'item': {
          const { kind: _kind, item, ...rest } = change;
          const one = { ...rest, id: item ?? this.#next++ };
          return this.#put(id, { ...there, items: there.items.some((known) => known.id === one.id) ? there.items.map((known) => (known.id === one.id ? one : known)) : [...there.items, one] });
        }
        case 'drop':
          return this.#put(id, { ...there, items: there.items.filter((known) => known.id !== change.item) });
        case 'budget':
        case 'rain':
          return this.#put(id, { ...there, [change.kind]: change.text });
        case 'confirm':
          return this.#put(id, { ...there, confirm: change.confirm, confirmNudged: there.confirmNudged && change.confirm !== null });
      }
    },
  };

  #put(id: string, next: Preparations): Preparations {
    this.all.set(id, next);
    this.tell(id);
    return next;
  }
}
