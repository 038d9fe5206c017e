// Coming back from an entry to where the list was. Not by a number of pixels: what lies above is not laid out until it is seen,
// and is a little taller or shorter than guessed. The entry itself is put back to where it was on the screen.

export interface Left {
  id: string;
  /** How far below the window's top its link was. */
  top: number;
}

const linkOf = (id: string): HTMLElement | null => document.getElementById(`entry-${id}`);

export function leftAt(id: string): Left {
  return { id, top: linkOf(id)?.getBoundingClientRect().top ?? 0 };
}

export function returnTo({ id, top }: Left): void {
  let frames = 8;
  const settle = (): void => {
    const link = linkOf(id);
    if (!link) return;
    const away = link.getBoundingClientRect().top - top;
    if (Math.abs(away) > 1) window.scrollBy(0, away);
    if (document.activeElement !== link) link.focus({ preventScroll: true });
    frames -= 1;
    if (frames > 0) requestAnimationFrame(settle);
  };
  requestAnimationFrame(settle);
}
