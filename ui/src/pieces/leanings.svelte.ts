// What I make of the ideas and gestures of the library. Kept by the engine; only I ever see it.
import { bridge, type Leaning } from '../bridge';

export class Leanings {
  ideas = $state.raw<ReadonlyMap<string, Leaning>>(new Map());
  /** Gestures that are not for us. */
  aside = $state.raw<ReadonlySet<string>>(new Set());

  async read(): Promise<void> {
    const { ideas, aside } = await bridge.getLeanings();
    this.ideas = new Map(ideas.map(({ id, leaning }) => [id, leaning]));
    this.aside = new Set(aside);
  }

  /** Says what I make of an idea; `null` takes it back. */
  async lean(id: string, leaning: Leaning | null): Promise<void> {
    await bridge.lean(id, leaning);
    const ideas = new Map(this.ideas);
    if (leaning) ideas.set(id, leaning);
    else ideas.delete(id);
    this.ideas = ideas;
  }

  async layAside(id: string, aside: boolean): Promise<void> {
    await bridge.layGestureAside(id, aside);
    const all = new Set(this.aside);
    if (aside) all.add(id);
    else all.delete(id);
    this.aside = all;
  }
}
