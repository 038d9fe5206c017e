// What someone makes of ideas and gestures, and the jars that are compared, in the stand-in.
import type { Jar, Leaning, Mark } from './bindings';

export class FakeJar {
  readonly leanings = new Map<string, Leaning>();
  readonly newToUs = new Set<string>();
  readonly excited = new Set<string>();
  readonly aside = new Set<string>();
  compared = false;
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
    getJar: () => this.#jar(),
    compareJar: (on: boolean) => {
      this.compared = on;
      return this.#jar();
    },
  };

  #jar(): Jar {
    return { compared: this.compared, found: this.compared ? this.partnerYes.filter((id) => this.leanings.get(id) === 'yes') : [] };
  }
}
