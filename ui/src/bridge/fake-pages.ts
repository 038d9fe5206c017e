// The private pages of the stand-in. The second passphrase of a story that begins with one is `under the stairs`.
import type { EntryView, HomeState, commands as realCommands } from './bindings';
import { refuse } from './fake-recovery';

export type PagesState = Extract<HomeState, { kind: 'open' }>['pages'];

interface Story {
  passphrase: string;
  home: HomeState;
  entries: EntryView[];
}

type Commands = typeof realCommands;
type Names = 'openPages' | 'closePages' | 'setSecondPassphrase' | 'removeSecondPassphrase';

export class FakePages {
  state: PagesState = 'noSecond';
  second: string | null = null;
  #away: EntryView[] = [];
  readonly #story: Story;

  constructor(story: Story) {
    this.#story = story;
  }

  begin(state: PagesState): void {
    this.state = state;
    this.second = state === 'noSecond' ? null : 'under the stairs';
  }

  #is(state: PagesState): HomeState {
    const { home } = this.#story;
    this.state = state;
    if (home.kind === 'open') this.#story.home = { ...home, pages: state };
    return this.#story.home;
  }

  /** The screen was locked, or they are closed by hand: what is Mine is out of sight. */
  close(): HomeState {
    if (this.second === null) return this.#is('noSecond');
    const isMine = ({ audience }: EntryView): boolean => audience === 'mine';
    this.#away = [...this.#away, ...this.#story.entries.filter(isMine)];
    this.#story.entries = this.#story.entries.filter((entry) => !isMine(entry));
    return this.#is('closed');
  }

  #open(second: string): HomeState {
    if (second !== this.second) refuse('wrongPassphrase');
    this.#story.entries = [...this.#away, ...this.#story.entries].sort((a, b) => b.writtenAt.localeCompare(a.writtenAt));
    this.#away = [];
    return this.#is('open');
  }

  get answers(): { [K in Names]: (...args: Parameters<Commands[K]>) => unknown } {
    return {
      openPages: (second) => this.#open(second),
      closePages: () => this.close(),
      setSecondPassphrase: (passphrase, second) => {
        if (this.state === 'closed') refuse('pagesClosed');
        if (passphrase !== this.#story.passphrase) refuse('wrongPassphrase');
        if ([...second].length < 8) refuse('passphraseTooShort', { least: 8 });
        if (second === passphrase) refuse('samePassphrase');
        this.second = second;
        return this.#is('open');
      },
      removeSecondPassphrase: (second) => {
        this.#open(second);
        this.second = null;
        return this.#is('noSecond');
      },
    };
  }
}
