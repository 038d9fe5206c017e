// Where the person is. The address is the hash (`#/journal/entry/…`), so that the window's own back key works; nothing is kept anywhere else.

function parse(hash: string): string[] {
  return hash
    .replace(/^#\/?/, '')
    .split('/')
    .filter(Boolean)
    .map((part) => {
      try {
        return decodeURIComponent(part);
      } catch {
        return part;
      }
    });
}

class Router {
  path = $state.raw<string[]>(typeof location === 'undefined' ? [] : parse(location.hash));
  /** Counts pages shown: a heading that watches it knows that it is new to the reader, even at the same path. */
  arrivals = $state(0);
  #wantsFocus = true;
  #guard: (() => boolean | Promise<boolean>) | null = null;

  /** Listens to the back key. Returns the way to stop. */
  start(): () => void {
    const arrive = (): void => this.#arrive(parse(location.hash));
    window.addEventListener('hashchange', arrive);
    return () => window.removeEventListener('hashchange', arrive);
  }

  /**
   * Goes to `place/…`. `replace` leaves no step behind for the back key.
   * Parts that come from data are encoded by the caller's use of `address(...)`.
   */
  go(to: string, { replace = false }: { replace?: boolean } = {}): void {
    const hash = `#/${to}`;
    if (this.#guard) {
      const guard = this.#guard;
      void Promise.resolve(guard()).then((leave) => {
        if (!leave) return;
        this.#guard = null;
        this.#move(hash, replace);
      });
      return;
    }
    this.#move(hash, replace);
  }

  back(fallback: string): void {
    if (history.length > 1) history.back();
    else this.go(fallback, { replace: true });
  }

  /** Asked before leaving by `go` (a draft being saved, say). Returns the way to take it away; hand that back from `$effect`. */
  guard(ask: () => boolean | Promise<boolean>): () => void {
    this.#guard = ask;
    return () => {
      if (this.#guard === ask) this.#guard = null;
    };
  }

  /** True once after each arrival: the first heading that asks takes the focus. */
  takeFocus(): boolean {
    const wants = this.#wantsFocus;
    this.#wantsFocus = false;
    return wants;
  }

  /** Has the back key come back to this, where what is shown has moved by itself. Nothing else happens. */
  note(to: string): void {
    history.replaceState(null, '', `#/${to}`);
  }

  /** Called by the window once the page of the present path is what is shown. */
  settled(): void {
    this.arrivals += 1;
  }

  /** The same address has become another page (a next step): its heading takes the focus. */
  turn(): void {
    this.#wantsFocus = true;
    this.arrivals += 1;
  }

  #move(hash: string, replace: boolean): void {
    if (replace) history.replaceState(null, '', hash);
    else if (location.hash !== hash) history.pushState(null, '', hash);
    this.#arrive(parse(hash));
  }

  #arrive(path: string[]): void {
    this.#wantsFocus = true;
    this.path = path;
  }
}

export const router = new Router();

/** `address('journal', 'entry', id)`: a path with its parts encoded. */
export const address = (...parts: string[]): string => parts.map(encodeURIComponent).join('/');
