// Keys of the whole window. No bare letters, ever.
import { toasts, isPress } from '../kit';
import { asBridgeError } from '../bridge';
import { errorText } from '../texts/index.svelte';
import { allCommands } from './commands';
import type { Command } from '../kit';

/** Runs a command; what goes wrong is said in a toast. */
export async function perform(command: Command): Promise<void> {
  try {
    await command.run();
  } catch (thrown) {
    toasts.show(errorText(asBridgeError(thrown).detail));
  }
}

/** F6: from region to region (sidebar, page, what just happened), in the order of the page. */
export function nextRegion(backwards: boolean): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((region) => region.dataset['region'] !== 'empty');
  if (regions.length === 0) return;
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions[(at + (backwards ? -1 : 1) + regions.length) % regions.length]!;
  const inside = next.querySelector<HTMLElement>('h1[tabindex], [aria-current="page"], a[href], button:not(:disabled), input, select, textarea');
  (inside ?? next).focus();
}

const WITH_A_SHEET_OPEN = new Set(['window.lock', 'window.palette', 'window.keys', 'window.larger', 'window.smaller', 'window.usual']);

/** Only while the home is open; a locked screen has nothing to run. */
export function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  if (isPress(event, 'f6') || isPress(event, 'shift+f6')) {
    event.preventDefault();
    nextRegion(event.shiftKey);
    return;
  }
  // Ctrl + "+" is written differently on most keyboards.
  const larger = (event.ctrlKey || event.metaKey) && event.key === '+';
  const command = allCommands.find(({ id, keys }) => (keys && isPress(event, keys)) || (larger && id === 'window.larger'));
  if (!command || !(command.when?.() ?? true)) return;
  event.preventDefault();
  if (document.querySelector('dialog[open]') && !WITH_A_SHEET_OPEN.has(command.id)) return;
  void perform(command);
}
