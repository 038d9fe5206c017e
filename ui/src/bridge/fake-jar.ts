// What someone makes of ideas and gestures, and the jars that are compared, in the stand-in.
import type { Jar, Leaning, Mark, OwnIdea, OwnIdeaInput } from './bindings';
import { refuse } from './fake-recovery';

export class FakeJar {
  readonly leanings = new Map<string, Leaning>();
  readonly newToUs = new Set<string>();
  readonly excited = new Set<string>();
  readonly aside = new Set<string>();
  compared = false;
  own: OwnIdea[] = [];
  readonly out = new Set<string>();
  partner: () => string | null = () => null;
  tell: (id: string) => void = () => undefined;
  /** What the partner said yes to: it is found at once here, where the engine takes its week. */
  partnerYes: string[] = [];

  readonly commands = {
    getLeanings: () => ({ ideas: [...this.leanings].map(([id, leaning]) => ({ id, leaning })), newToUs: [...this.newToUs], excited: [...this.excited], aside: [...this.aside] }),
    lean: (id: string, leaning: Leaning | null) => {
      if (leaning) this.leanings.set(id, leaning);
      else this.leanings.delete(id);
      return null;
    },
    markIdea: (id: string, mark: Mark, on: boolean) => {
      if (on) this[mark].add(id);
      else this[mark].delete(id);
      return null;
    },
    layGestureAside: (id: string, away: boolean) => {
      if (away) this.aside.add(id);
      else this.aside.delete(id);
      return null;
    },
    listOwnIdeas: () => this.own.filter(({ id }) => !this.out.has(id)).sort((a, b) => a.title.localeCompare(b.title)),
    addOwnIdea: (input: OwnIdeaInput, ours: boolean) => {
      if (ours && !this.partner()) return refuse('noPartner');
      const idea: OwnIdea = { ...input, id: `${this.own.length + 1}`.padStart(32, '0'), ours };
      this.own = [...this.own, idea];
      this.tell(idea.id);
      return idea;
    },
    changeOwnIdea: (id: string, input: OwnIdeaInput) => this.#put({ ...this.#own(id), ...input }),
    removeOwnIdea: (id: string, removed: boolean) => {
      if (removed) this.out.add(id);
      else this.out.delete(id);
      return this.#put(this.#own(id));
    },
    previewIdea: (id: string) => ({ consent: `consent ${id}`, idea: this.#own(id), partnerName: this.partner() ?? refuse('noPartner') }),
    shareIdea: (id: string, consent: string) => {
      if (consent !== `consent ${id}`) return refuse('badInput');
      this.#put({ ...this.#own(id), ours: true });
      return null;
    },
    getJar: () => this.#jar(),
    compareJar: (on: boolean) => {
      this.compared = on;
      return this.#jar();
    },
  };

  #own(id: string): OwnIdea {
    return this.own.find((idea) => idea.id === id) ?? refuse('notFound');
  }

  #put(idea: OwnIdea): OwnIdea {
    this.own = this.own.map((old) => (old.id === idea.id ? idea : old));
    this.tell(idea.id);
    return idea;
  }

  #jar(): Jar {
    return { compared: this.compared, found: this.compared ? this.partnerYes.filter((id) => this.leanings.get(id) === 'yes') : [] };
  }
}
