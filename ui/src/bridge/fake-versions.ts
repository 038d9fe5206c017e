// What changed elsewhere, and what was before: the stand-in's bringing up and earlier versions.
import type { BroughtEntry, BroughtOuting, DraftInput, EntryView, OutingForm, OutingView, VersionLine, VersionView } from './bindings';
import { refuse } from './fake-recovery';

interface Story {
  entries: EntryView[];
  outings: OutingView[];
}

export class FakeVersions {
  /** Of each entry, its versions by when they were shared, newest first; the first one has no time. */
  readonly of = new Map<string, Map<string, VersionView>>();
  /** What came in meanwhile, for the next text that is brought up. */
  brought: Partial<BroughtEntry & BroughtOuting> = {};
  readonly #story: Story;

  constructor(story: Story) {
    this.#story = story;
  }

  #found<T extends { id: string }>(all: T[], id: string): T {
    return all.find((one) => one.id === id) ?? refuse('notFound');
  }

  readonly answers = {
    bringUpEntry: ({ id, upon, ...draft }: DraftInput): BroughtEntry => ({ ...draft, upon: this.#found(this.#story.entries, id).version ?? upon, both: [], ...this.brought }),
    bringUpOuting: ({ id, upon, outing: { idea: _idea, ...form } }: OutingForm): BroughtOuting => ({ ...form, upon: this.#found(this.#story.outings, id).version ?? upon, both: [], ...this.brought }),
    listVersions: (id: string): VersionLine[] =>
      this.#found(this.#story.entries, id).audience === 'ours' ? [...(this.of.get(id)?.keys() ?? [])].map((changedAt, n, all) => ({ version: `0${all.length - n}`, changedAt: changedAt || null })) : [],
    readVersion: (id: string, version: string): VersionView => {
      const all = [...(this.of.get(id) ?? []).values()];
      return all[all.length - Number(version)] ?? refuse('notFound');
    },
  };
}
