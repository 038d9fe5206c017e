// Keeping a reply while it is written: on this computer, and nowhere else.
import { bridge, type ReplyInput } from '../../bridge';

const PAUSE = 700;

export class Drafting {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #kept: string;
  #over = false;

  constructor(
    private readonly id: string,
    private readonly words: () => ReplyInput | null,
  ) {
    this.#kept = JSON.stringify(words());
  }

  /** Something was written. */
  touch(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.keep(), PAUSE);
  }

  /** Everything written so far is kept; false when the engine refused. */
  keep = async (): Promise<boolean> => {
    clearTimeout(this.#timer);
    const words = this.words();
    const now = JSON.stringify(words);
    if (this.#over || now === this.#kept) return true;
    try {
      await bridge.keepReplyDraft(this.id, words);
      this.#kept = now;
      return true;
    } catch {
      return false;
    }
  };

  /** It is being sent: what is kept is the engine's affair from here. False takes that back. */
  sent(over: boolean): void {
    clearTimeout(this.#timer);
    this.#over = over;
  }
}
