// What can be done, by name: every feature lists its commands in `<feature>/commands.ts`; the palette and the keyboard read the list.

import { t } from '../texts/index.svelte';

export interface Command {
  /** Unique, `area.verb`. */
  id: string;
  /** Key of its words. */
  text: string;
  /** Key of more words to find it by (not shown). */
  also?: string;
  /** `mod+shift+d`; `mod` is Cmd on a Mac and Ctrl elsewhere. */
  keys?: string;
  /** Absent means always. */
  when?: () => boolean;
  run: () => unknown;
}

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** Whether a key press is the one written as `mod+shift+d`. */
export function isPress(event: KeyboardEvent, keys: string): boolean {
  const parts = keys.toLowerCase().split('+');
  const key = parts[parts.length - 1] || '+';
  const mod = parts.includes('mod');
  const pressedMod = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  if (mod !== pressedMod || (!mod && (event.ctrlKey || event.metaKey))) return false;
  if (event.altKey !== parts.includes('alt')) return false;
  if (event.shiftKey !== parts.includes('shift')) return false;
  // Digits by their place on the keyboard too: on a French keyboard the digit itself needs Shift.
  return event.key.toLowerCase() === key || (/^[0-9]$/.test(key) && event.code === `Digit${key}`);
}

/** The words for a key press, for `<kbd>`: one string per key, as the reader's keyboard has them. */
export function keyNames(keys: string): string[] {
  const signs: Record<string, string> = isMac ? { mod: '⌘', shift: '⇧', alt: '⌥' } : { mod: t('key-ctrl'), shift: t('key-shift'), alt: t('key-alt') };
  return keys.split('+').map((key) => signs[key] ?? (key === 'escape' ? t('key-escape') : key === '=' ? '+' : key === '-' ? '−' : key.toUpperCase()));
}
