// What I make of the ideas and gestures of the library. Kept by the engine; only I ever see it.
import { bridge, type Leaning, type Mark } from '../bridge';

export class Leanings {
  ideas = $state.raw<ReadonlyMap<string, Leaning>>(new Map());
  /** Ideas we have never done, as far as I know. */
  newToUs = $state.raw<ReadonlySet<string>>(new Set());
  /** Ideas I am excited about. */
  excited = $state.raw<ReadonlySet<string>>(new Set());
  /** Gestures that are not for us. */
  aside = $state.raw<ReadonlySet<string>>(new Set());

  async read(): Promise<void> {
    const { ideas, newToUs, excited, aside } = await bridge.getLeanings();
    this.ideas = new Map(ideas.map(({ id, leaning }) => [id, leaning]));
    this.newToUs = new Set(newToUs);
    this.excited = new Set(excited);
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

  async mark(id: string, mark: Mark, on: boolean): Promise<void> {
    await bridge.markIdea(id, mark, on);
    this[mark] = changed(this[mark], id, on);
  }

  async layAside(id: string, aside: boolean): Promise<void> {
    await bridge.layGestureAside(id, aside);
    this.aside = changed(this.aside, id, aside);
  }
}

function changed(all: ReadonlySet<string>, id: string, on: boolean): ReadonlySet<string> {
  const others = [...all].filter((other) => other !== id);
  return new Set(on ? [...others, id] : others);
}
