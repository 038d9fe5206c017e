// A slip pushed aside with a finger: to the right for yes, to the left for not for me. Beside the buttons and the keys, never instead of them.
import type { Attachment } from 'svelte/attachments';
import type { Leaning } from '../bridge';

/** So far, in CSS pixels, before it means something. */
const FAR = 96;

/** What a push means; null as long as it could be a slip of the finger, or is scrolling. */
export function leaningOf(across: number, down: number): Leaning | null {
  if (Math.abs(across) < FAR || Math.abs(across) < 2 * Math.abs(down)) return null;
  return across > 0 ? 'yes' : 'no';
}

/** `moved` says what letting go now would mean; `done` that it was let go there. */
export function swipe(moved: (leaning: Leaning | null) => void, done: (leaning: Leaning) => void): Attachment<HTMLElement> {
  return (element) => {
    let from: { id: number; x: number; y: number } | null = null;
    const meant = ({ clientX, clientY }: PointerEvent): Leaning | null => from && leaningOf(clientX - from.x, clientY - from.y);
    // A mouse marks text, and has the buttons.
    const down = (event: PointerEvent): void => {
      if (event.pointerType !== 'mouse' && event.isPrimary) from = { id: event.pointerId, x: event.clientX, y: event.clientY };
    };
    const move = (event: PointerEvent): void => {
      if (from?.id === event.pointerId) moved(meant(event));
    };
    const up = (event: PointerEvent): void => {
      if (from?.id !== event.pointerId) return;
      const leaning = event.type === 'pointerup' ? meant(event) : null;
      from = null;
      moved(null);
      if (leaning) done(leaning);
    };
    const listeners = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: up };
    for (const [name, listener] of Object.entries(listeners)) element.addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) element.removeEventListener(name, listener as EventListener);
    };
  };
}
