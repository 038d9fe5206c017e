// What narrows a search besides words, and how an address says it.
import type { EntryFilters } from '../bridge';

export const NONE: EntryFilters = { audience: null, author: null, feeling: null, tag: null, from: null, to: null, photo: null };

export type FilterName = keyof EntryFilters;
export const NAMES: readonly FilterName[] = ['audience', 'author', 'feeling', 'tag', 'from', 'to', 'photo'];

export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

export const isNone = (filters: EntryFilters): boolean => NAMES.every((name) => filters[name] === null);

export function toText(filters: EntryFilters): string {
  const said = new URLSearchParams();
  for (const name of NAMES) if (filters[name] !== null) said.set(name, String(filters[name]));
  return said.toString();
}

/** What an address says; what it says wrongly asks for nothing. */
export function fromText(text: string): EntryFilters {
  const said = new URLSearchParams(text);
  const audience = said.get('audience');
  const author = said.get('author');
  const from = said.get('from') ?? '';
  const to = said.get('to') ?? '';
  return {
    audience: audience === 'mine' || audience === 'ours' ? audience : null,
    author: author === 'me' || author === 'partner' ? author : null,
    feeling: said.get('feeling') || null,
    tag: said.get('tag') || null,
    from: isDay(from) ? from : null,
    to: isDay(to) ? to : null,
    photo: said.get('photo') === 'true' ? true : null,
  };
}
