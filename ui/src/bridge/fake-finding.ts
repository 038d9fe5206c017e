// How the stand-in finds: letters anywhere, and what the filters say.
import type { EntryFilters, EntryView, LabelsInUse, PhotoStretch, SnippetPart } from './bindings';

const dayIn = (entry: EntryView): string => new Intl.DateTimeFormat('en-CA', { timeZone: entry.zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(entry.writtenAt));

export function found(entries: readonly EntryView[], query: string, filters: EntryFilters | null): { entry: EntryView; snippet: SnippetPart[] }[] {
  const text = query.trim().toLowerCase();
  const asked = filters && Object.values(filters).some((value) => value !== null);
  if (text === '' && !asked) return [];
  const fits = (entry: EntryView): boolean =>
    `${entry.title} ${entry.body}`.toLowerCase().includes(text) &&
    (!filters ||
      ((filters.audience === null || entry.audience === filters.audience) &&
        (filters.author === null || entry.author === filters.author) &&
        (filters.feeling === null || entry.feelings.includes(filters.feeling)) &&
        (filters.tag === null || entry.tags.includes(filters.tag)) &&
        (filters.from === null || dayIn(entry) >= filters.from) &&
        (filters.to === null || dayIn(entry) <= filters.to) &&
        (filters.photo === null || entry.photo !== null)));
  return entries.filter(fits).map((entry) => {
    const at = text === '' ? -1 : entry.opening.toLowerCase().indexOf(text);
    const snippet =
      at < 0
        ? [{ text: entry.opening, hit: false }]
        : [
            { text: entry.opening.slice(0, at), hit: false },
            { text: entry.opening.slice(at, at + text.length), hit: true },
            { text: entry.opening.slice(at + text.length), hit: false },
          ];
    return { entry, snippet };
  });
}

function mostUsedFirst(labels: string[]): string[] {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([label]) => label);
}

export const labels = (entries: readonly EntryView[]): LabelsInUse => ({ feelings: mostUsedFirst(entries.flatMap(({ feelings }) => feelings)), tags: mostUsedFirst(entries.flatMap(({ tags }) => tags)) });

export const months = (entries: readonly EntryView[]): string[] => [...new Set(entries.map((entry) => dayIn(entry).slice(0, 7)))].sort().reverse();

/** What a text says beside a photo: `![what is seen](photo:ID "caption")`. */
function beside(body: string, id: string): { alt: string; caption: string } {
  const [, alt = '', caption = ''] = new RegExp(String.raw`!\[([^\]]*)\]\(photo:${id}(?: "([^"]*)")?\)`).exec(body) ?? [];
  return { alt, caption };
}

export function photos(entries: readonly EntryView[], cursor: string | null, limit: number): PhotoStretch {
  const from = cursor ? Number(cursor) : 0;
  const stretch: PhotoStretch = { photos: [], next: null };
  const shown = entries.filter(({ photo }) => photo !== null);
  for (const [at, entry] of shown.entries()) {
    if (at < from) continue;
    stretch.photos.push(...entry.photos.map((photo) => ({ entry: entry.id, day: dayIn(entry), title: entry.title, photo, ...beside(entry.body, photo.id) })));
    if (stretch.photos.length >= limit) return { ...stretch, next: at + 1 < shown.length ? String(at + 1) : null };
  }
  return stretch;
}
