// Short words at the foot of the window, with at most one thing to do ("Undo"). Spoken by a live region.

export interface Toast {
  id: number;
  text: string;
  action?: { label: string; run: () => void | Promise<void> };
}

class Toasts {
  list = $state.raw<Toast[]>([]);
  #next = 1;

  /** Shows `text`. It leaves by itself (later when there is something to do), and waits while it is pointed at or focused. */
  show(text: string, action?: Toast['action']): number {
    const id = this.#next++;
    // Never a queue: three at most, the oldest makes room.
    this.list = [...this.list.slice(-2), { id, text, ...(action ? { action } : {}) }];
    return id;
  }

  close(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  clear(): void {
    this.list = [];
  }
}

export const toasts = new Toasts();

class Announcer {
  text = $state('');
  #flip = false;

  /** Says `text` to a screen reader, without showing anything: "Saved", "Three results". */
  say(text: string): void {
    // The same words twice are only spoken again when the text differs.
    this.#flip = !this.#flip;
    this.text = this.#flip ? text : `${text}\u00a0`;
  }
}

export const announcer = new Announcer();
