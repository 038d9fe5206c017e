// The journal of the stand-in.
import MarkdownIt from 'markdown-it';
import type { EntrySummary, EntryView } from './bindings';
import type { Answers, FakeEngine } from './fake';
import { found, labels, months, photos } from './fake-finding';
import { opening } from './fake-library';
import { refuse } from './fake-recovery';
import { day, ZONE } from './fake-story';

// No raw HTML, so what is rendered is as harmless as what the engine makes.
const markdown = new MarkdownIt('commonmark', { html: false }).enable('strikethrough');

function entryOf(me: FakeEngine, id: string): EntryView {
  return [...me.entries, ...me.removedEntries].find((entry) => entry.id === id) ?? refuse(me.pages.state === 'closed' ? 'pagesClosed' : 'notFound');
}

export function summaryOf({ id, title, opening, writtenAt, zone, audience, author, feelings, tags, hasDraft, forLater, changedAfterSharing, removed, release, photo }: EntryView): EntrySummary {
  return { id, title, opening, writtenAt, zone, audience, author, feelings, tags, hasDraft, forLater, changedAfterSharing, removed, release, photo };
}

function kept(me: FakeEngine, entry: EntryView): EntryView {
  me.tell({ kind: 'entryKept', id: entry.id, origin: 'me' });
  return { ...entry };
}

function erase(me: FakeEngine, id: string, ask: boolean): null {
  const entry = entryOf(me, id);
  if (entry.audience === 'ours' && entry.author === 'me') me.erased.unshift({ id, on: day(me.options.now), askedOn: ask ? day(me.options.now) : null, goneThere: false });
  me.entries = me.entries.filter((kept) => kept.id !== id);
  me.removedEntries = me.removedEntries.filter((kept) => kept.id !== id);
  me.asked.delete(id);
  me.tell({ kind: 'entryErased', id, origin: 'me' });
  return null;
}

export function entryAnswers(me: FakeEngine) {
  return {
    listEntries: (cursor, limit) => {
      const from = cursor ? Number(cursor) : 0;
      const next = from + limit < me.entries.length ? String(from + limit) : null;
      return { entries: me.entries.slice(from, from + limit).map((entry) => summaryOf(entry)), next };
    },
    getEntry: (id) => entryOf(me, id),
    keepEntry: (input) => {
      if (new TextEncoder().encode(input.body).length > 1 << 20) return refuse('bodyTooLong', { limit: 1 << 20 });
      const old = input.id ? entryOf(me, input.id) : null;
      if (old && old.audience === 'ours') {
        old.draft = { title: input.title, body: input.body, feelings: input.feelings, savedAt: new Date().toISOString(), upon: input.upon ?? old.draft?.upon ?? old.version ?? '00', both: [] };
        old.hasDraft = true;
        return kept(me, old);
      }
      const entry: EntryView = {
        ...(old ?? { audience: 'mine', author: 'me', hasDraft: false, forLater: false, changedAfterSharing: false, removed: false, release: null, draft: null, mayWrite: true, version: '00', photo: null, photos: [] }),
        id: old?.id ?? me.newId(),
        title: input.title,
        body: input.body,
        opening: opening(input.body),
        feelings: input.feelings,
        tags: input.tags,
        writtenAt: input.writtenAt ?? old?.writtenAt ?? new Date().toISOString(),
        zone: input.zone ?? old?.zone ?? ZONE,
      };
      me.entries = [entry, ...me.entries.filter(({ id }) => id !== entry.id)].sort((a, b) => b.writtenAt.localeCompare(a.writtenAt));
      return kept(me, entry);
    },
    previewShare: (id) => {
      if (!me.options.partner) refuse('noPartner');
      const { title, body, feelings, tags } = entryOf(me, id);
      return { consent: `consent-${id}`, title, body, feelings, tags, partnerName: me.options.partner };
    },
    shareEntry: (id) => {
      const entry = entryOf(me, id);
      entry.release = { at: new Date(Date.now() + 10_000).toISOString() };
      setTimeout(() => {
        if (!entry.release) return;
        entry.release = null;
        entry.audience = 'ours';
        me.tell({ kind: 'entryReleased', id });
      }, 10_000);
      return kept(me, entry);
    },
    sendNow: (id) => {
      const entry = entryOf(me, id);
      entry.release = null;
      entry.audience = 'ours';
      return kept(me, entry);
    },
    withholdEntry: (id) => {
      const entry = entryOf(me, id);
      if (!entry.release) refuse('tooLateToWithhold');
      entry.release = null;
      return kept(me, entry);
    },
    markForLater: (id, forLater) => {
      const entry = entryOf(me, id);
      entry.forLater = forLater;
      return kept(me, entry);
    },
    shareChanges: (id) => {
      const entry = entryOf(me, id);
      if (entry.draft) Object.assign(entry, { title: entry.draft.title, body: entry.draft.body, draft: null, hasDraft: false, changedAfterSharing: true });
      return kept(me, entry);
    },
    dropDraft: (id) => {
      const entry = entryOf(me, id);
      Object.assign(entry, { draft: null, hasDraft: false });
      return kept(me, entry);
    },
    removeEntry: (id) => {
      me.removedEntries.push({ ...entryOf(me, id), removed: true, mayWrite: false });
      me.entries = me.entries.filter((entry) => entry.id !== id);
      me.tell({ kind: 'entryRemoved', id, origin: 'me' });
      return null;
    },
    restoreEntry: (id) => {
      const entry = me.removedEntries.find((removed) => removed.id === id) ?? refuse('notFound');
      me.removedEntries = me.removedEntries.filter((removed) => removed.id !== id);
      const back = { ...entry, removed: false, mayWrite: true };
      me.entries = [back, ...me.entries].sort((a, b) => b.writtenAt.localeCompare(a.writtenAt));
      return kept(me, back);
    },
    listRemoved: () => ({
      entries: me.removedEntries.map((entry, n) => ({
        entry: summaryOf(entry),
        removedAt: me.options.now.toISOString(),
        daysLeft: entry.author === 'me' ? 30 - n : null,
        erasedByAuthor: entry.author === 'partner' && me.asked.has(entry.id),
        asked: me.asked.has(entry.id),
        replaced: false,
      })),
      erased: me.erased,
    }),
    eraseEntry: (id, ask) => erase(me, id, ask),
    writeAnew: (id) => {
      const entry = { ...entryOf(me, id), id: me.newId() };
      me.entries = me.entries.map((old) => (old.id === id ? entry : old));
      me.tell({ kind: 'entryErased', id, origin: 'me' });
      return kept(me, entry);
    },
    askToErase: (id) => {
      me.erased = me.erased.map((erased) => (erased.id === id ? { ...erased, askedOn: day(me.options.now) } : erased));
      me.tell({ kind: 'sharingChanged' });
      return null;
    },
    eraseCopy: (id) => erase(me, id, false),
    keepCopy: (id) => {
      me.asked.delete(id);
      me.tell({ kind: 'entryKept', id, origin: 'me' });
      return null;
    },
    searchEntries: (query, filters, limit) => found(me.entries, query, filters).slice(0, limit).map(({ entry, snippet }) => ({ entry: summaryOf(entry), snippet })),
    listLabels: () => labels(me.entries),
    listMonths: () => months(me.entries),
    renderEntry: (body) => markdown.render(body).replaceAll('<img src="photo:', '<img data-photo="').replace(/<img src="[^"]*" alt="([^"]*)"[^>]*>/g, '$1'),
    addPhoto: (id, file) => me.photos.add(entryOf(me, id), file),
    readPhoto: (_, photo) => me.photos.read(photo),
    listPhotos: (cursor, limit) => photos(me.entries, cursor, limit),
    openLink: () => null,
    exportJournal: (_, passphrase) => (passphrase === me.passphrase ? me.entries.length : refuse('wrongPassphrase')),
  } satisfies Partial<Answers>;
}
