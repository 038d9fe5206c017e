// The only door between the interface and the engine. Everything else imports from here, never from Tauri.
import type { CommandError, Notice } from './bindings';
import { commands as tauriCommands, events as tauriEvents } from './bindings';

export type * from './bindings';

export type ErrorCode = CommandError['code'];
/** What a command of the bindings answers with. */
export type Result<T, E> = { status: 'ok'; data: T } | { status: 'error'; error: E };

/** A command refused. The interface switches on `code`; words are in errors.ftl as `error-<kebab-code>`. */
export class BridgeError extends Error {
  readonly code: ErrorCode;
  constructor(readonly detail: CommandError) {
    super(detail.code);
    this.name = 'BridgeError';
    this.code = detail.code;
  }
}

type Commands = typeof tauriCommands;
type Data<R> = R extends Promise<infer A> ? (A extends { status: 'ok'; data: infer T } ? T : never) : never;
/** Every command of the engine, resolving to its data and throwing `BridgeError`. */
export type Bridge = { [K in keyof Commands]: (...args: Parameters<Commands[K]>) => Promise<Data<ReturnType<Commands[K]>>> };
export type Unlisten = () => void;

/** What can stand behind the bridge: the window's engine, or the stand-in of `fake.ts`. */
export interface Engine {
  commands: Commands;
  listen(onNotice: (notice: Notice) => void): Promise<Unlisten>;
}

const tauri: Engine = {
  commands: tauriCommands,
  listen: (onNotice) => tauriEvents.notice.listen((event) => onNotice(event.payload)),
};

let engine: Engine = tauri;

export function useEngine(next: Engine): void {
  engine = next;
}

export const bridge: Bridge = new Proxy({} as Bridge, {
  get(_, name: string) {
    return async (...args: unknown[]) => {
      const command = (engine.commands as unknown as Record<string, (...a: unknown[]) => Promise<Result<unknown, CommandError>>>)[name];
      if (!command) throw new BridgeError({ code: 'internal' });
      let result: Result<unknown, CommandError>;
      try {
        result = await command(...args);
      } catch {
        // The engine itself could not be reached; a command that was refused answers with its code.
        throw new BridgeError({ code: 'internal' });
      }
      // What never got as far as the command, such as an argument of the wrong kind, is refused in words and not by code.
      if (result.status === 'error') throw asBridgeError(result.error);
      return result.data;
    };
  },
});

type NoticeKind = Notice['kind'];
type Listener = (notice: Notice) => void;
const listeners = new Set<Listener>();
let connected: Promise<Unlisten> | null = null;

/** Starts listening to the engine's notices. Called once, when the window starts. */
export function connect(): Promise<Unlisten> {
  connected ??= engine.listen((notice) => {
    for (const listener of [...listeners]) listener(notice);
  });
  return connected;
}

/** For tests: forget the engine's subscription, so that the next `connect` listens to a new one. */
export async function disconnect(): Promise<void> {
  const stop = await connected;
  stop?.();
  connected = null;
  listeners.clear();
}

/** Calls `react` for each notice of the given kinds. Returns the way to stop; hand it back from `$effect`. */
export function onNotice<K extends NoticeKind>(kinds: readonly K[], react: (notice: Extract<Notice, { kind: K }>) => void): Unlisten {
  const listener: Listener = (notice) => {
    if ((kinds as readonly string[]).includes(notice.kind)) react(notice as Extract<Notice, { kind: K }>);
  };
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Anything thrown, or a refusal as the engine writes it down, as a `BridgeError`; `internal` for what is neither. */
export function asBridgeError(thrown: unknown): BridgeError {
  if (thrown instanceof BridgeError) return thrown;
  const isRefusal = typeof thrown === 'object' && thrown !== null && !(thrown instanceof Error) && typeof (thrown as CommandError).code === 'string';
  return new BridgeError(isRefusal ? (thrown as CommandError) : { code: 'internal' });
}
