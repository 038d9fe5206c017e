// Everything that can be done, for the palette and the keyboard. Each feature keeps its own list; this is where they meet.
import { router, type Command } from '../kit';
import { home } from '../session/home.svelte';
import { pages } from '../session/pages.svelte';
import { preferences, TEXT_SIZES } from '../session/preferences.svelte';
import { commands as journal } from '../journal/commands';
import { commands as nudges } from '../nudges/commands';
import { commands as outings } from '../outings/commands';
import { commands as pairing } from '../pairing/commands';
import { commands as settings } from '../settings/commands';
import { commands as today } from '../today/commands';
import { commands as us } from '../us/commands';
import { PLACES } from './places';
import { sheets } from './sheets.svelte';

const window: readonly Command[] = [
  ...PLACES.map((place, at): Command => ({ id: `go.${place.id}`, text: `command-go-${place.id}`, keys: `mod+${at + 1}`, run: () => router.go(place.id) })),
  { id: 'window.palette', text: 'command-palette', keys: 'mod+k', run: () => sheets.toggle('palette') },
  { id: 'window.keys', text: 'command-keys', keys: 'f1', run: () => sheets.toggle('keys') },
  { id: 'window.lock', text: 'command-lock', keys: 'mod+l', run: () => home.lock() },
  { id: 'window.pages-open', text: 'command-pages-open', when: () => pages.closed, run: () => pages.ask() },
  { id: 'window.pages-close', text: 'command-pages-close', when: () => pages.state === 'open', run: () => pages.close() },
  { id: 'window.hide', text: 'command-hide', keys: 'mod+shift+h', run: () => home.hide() },
  { id: 'window.lock-fully', text: 'command-lock-fully', keys: 'mod+shift+l', run: () => home.lockFully() },
  { id: 'window.larger', text: 'command-text-larger', keys: 'mod+=', run: () => preferences.resize(TEXT_SIZES.step) },
  { id: 'window.smaller', text: 'command-text-smaller', keys: 'mod+-', run: () => preferences.resize(-TEXT_SIZES.step) },
  { id: 'window.usual', text: 'command-text-usual', keys: 'mod+0', run: () => preferences.resize(0) },
  { id: 'window.light', text: 'command-theme-light', when: () => preferences.current.theme !== 'light', run: () => preferences.change({ theme: 'light' }) },
  { id: 'window.dark', text: 'command-theme-dark', when: () => preferences.current.theme !== 'dark', run: () => preferences.change({ theme: 'dark' }) },
  { id: 'window.system', text: 'command-theme-system', when: () => preferences.current.theme !== 'system', run: () => preferences.change({ theme: 'system' }) },
  { id: 'window.quit', text: 'command-quit', run: () => home.quit() },
];

export const allCommands: readonly Command[] = [...today, ...journal, ...outings, ...nudges, ...us, ...pairing, ...window, ...settings];

export function available(): Command[] {
  return allCommands.filter((command) => command.when?.() ?? true);
}
