// Rituals, in the stand-in.
import type { Ritual, RitualInput, ToRitual } from './bindings';
import { refuse } from './fake-recovery';

export class FakeRituals {
  all: Ritual[] = [];
  tell: (id: string) => void = () => undefined;

  /** The partner proposes one. */
  partnerProposes(ritual: Partial<Ritual> = {}): Ritual {
    return this.#put({ id: `e${this.all.length}`.padStart(32, '0'), title: 'Sunday coffee', trigger: 'Whoever wakes first', steps: 'Grind\nPour\nNo telephones', meaning: 'The week is over.', days: [7], at: '09:30', stage: 'asksMe', nudged: false, season: false, ...ritual });
  }

  readonly commands = {
    listRituals: (): Ritual[] => this.all,
    keepRitual: (id: string | null, ritual: RitualInput): Ritual => {
      const before = id === null ? null : this.#one(id);
      return this.#put({ nudged: false, season: false, ...before, ...ritual, id: id ?? `e${this.all.length}`.padStart(32, '0'), stage: 'asksThem' });
    },
    tellRitual: (id: string, what: ToRitual): Ritual => {
      const one = this.#one(id);
      switch (what) {
        case 'yes':
          return this.#put({ ...one, stage: 'awake' });
        case 'rest':
          return this.#put({ ...one, stage: 'rests' });
        case 'wake':
          return this.#put({ ...one, stage: 'asksThem' });
        case 'keep':
          return this.#put({ ...one, season: false });
        default:
          return this.#put({ ...one, nudged: what === 'nudge' });
      }
    },
  };

  #one(id: string): Ritual {
    return this.all.find((one) => one.id === id) ?? refuse('notFound');
  }

  #put(ritual: Ritual): Ritual {
    this.all = [...this.all.filter(({ id }) => id !== ritual.id), ritual];
    this.tell(ritual.id);
    return ritual;
  }
}
