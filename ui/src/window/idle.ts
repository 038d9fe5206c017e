// Locks the screen after minutes in which nobody touched this window.
import { bridge } from '../bridge';

const TOUCHES = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
const LOOK = 5_000;

/** Watches until the returned function is called. `minutes` is asked each time: the setting may change. 0 is never. */
export function watchIdle(minutes: () => number, isOpen: () => boolean, now: () => number = Date.now): () => void {
  let touched = now();
  const touch = (): void => {
    touched = now();
  };
  for (const kind of TOUCHES) window.addEventListener(kind, touch, { passive: true, capture: true });
  const timer = setInterval(() => {
    const limit = minutes();
    if (!isOpen()) touch();
    else if (limit > 0 && now() - touched >= limit * 60_000) {
      touch();
      // Refused means that it is locked already.
      bridge.lockScreen().catch(() => undefined);
    }
  }, LOOK);
  return () => {
    clearInterval(timer);
    for (const kind of TOUCHES) window.removeEventListener(kind, touch, { capture: true });
  };
}
