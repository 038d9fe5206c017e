import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { begin, expectAccessible } from '../../test/kit';
import type { FakeEngine } from '../bridge/fake';
import { GREY } from '../bridge/fake-photos';
import { address, router } from '../kit';
import { t } from '../texts/index.svelte';
import App from '../window/App.svelte';
import { NONE, toText } from './filters';

beforeEach(() => {
  let made = 0;
  URL.createObjectURL = vi.fn(() => `blob:lamplight/${++made}`);
  URL.revokeObjectURL = vi.fn();
});

/** Gives pages of the stand-in photos; the first one of each says what is seen. */
function photos(engine: FakeEngine, each: Record<number, number>): void {
  for (const [at, count] of Object.entries(each)) {
    const entry = engine.entries[Number(at)]!;
    for (let n = 0; n < count; n += 1) {
      const added = engine.photos.add(entry, GREY);
      if (added.kind === 'kept') entry.body += `\n\n![${n === 0 ? `lake ${at}` : ''}](photo:${added.photo.id})`;
    }
  }
}

async function open(path: string, each: Record<number, number>, options: Parameters<typeof begin>[0] = {}) {
  const engine = await begin({ name: 'Jo', entries: 40, ...options }, path);
  photos(engine, each);
  render(App);
  await screen.findByRole('heading', { level: 1 });
  return { engine, user: userEvent.setup() };
}
const shown = (): Promise<HTMLElement[]> =>
  waitFor(() => {
    const links = [...document.querySelectorAll<HTMLElement>('section li a')];
    expect(links).not.toHaveLength(0);
    return links;
  });
const months = () => screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent);

describe('all photos', () => {
  it.each(['light', 'dark'] as const)('stand by the month of their pages, each with its words, and lead to them (%s)', async (theme) => {
    const { engine, user } = await open('journal/photos', { 2: 2, 30: 1 }, { settings: { theme } });
    const links = await shown();
    expect(links).toHaveLength(3);
    expect(links[0]).toHaveAccessibleName(/^lake 2, /);
    expect(links[1]).toHaveAccessibleName(new RegExp(engine.entries[2]!.title || t('photo')));
    await waitFor(() => expect(document.querySelectorAll('section img')).toHaveLength(3));
    expect(months()).toHaveLength(new Set([2, 30].map((at) => engine.entries[at]!.writtenAt.slice(0, 7))).size);
    await expectAccessible();

    links[0]!.focus();
    await user.keyboard('{ArrowRight}');
    expect(links[1]).toHaveFocus();
    await user.keyboard('{Home}{Enter}');
    await waitFor(() => expect(router.path).toEqual(['journal', 'entry', engine.entries[2]!.id]));
    history.back();
    await waitFor(() => expect(document.getElementById(`entry-${engine.entries[2]!.id}`)).toHaveFocus());
  });

  it('are read stretch by stretch, and anew when something changes', async () => {
    const { engine, user } = await open('journal/photos', Object.fromEntries(Array.from({ length: 40 }, (_, at) => [at, 3])));
    expect(await shown()).toHaveLength(60);
    await user.click(screen.getByRole('button', { name: t('journal-older') }));
    await waitFor(async () => expect(await shown()).toHaveLength(120));
    expect(screen.queryByRole('button', { name: t('journal-older') })).toBeNull();
    const [newest] = engine.entries.splice(0, 1);
    engine.tell({ kind: 'entryRemoved', id: newest!.id, origin: 'me' });
    await waitFor(async () => expect(await shown()).toHaveLength(117));
  });

  it('have a place of their own before there are any', async () => {
    const { user } = await open('journal/photos', {});
    await screen.findByText(t('shelf-empty'));
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: t('journal-empty-action') }));
    await waitFor(() => expect(router.path).toEqual(['journal', 'new']));
  });

  it('narrow a search', async () => {
    const { engine, user } = await open('journal', { 3: 1, 9: 2 });
    await user.click(await screen.findByRole('button', { name: t('filter-open') }));
    await user.click(await screen.findByRole('switch', { name: t('filter-photo') }));
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(2));
    const asked = { ...NONE, photo: true };
    expect(engine.callsOf('searchEntries').at(-1)?.[1]).toEqual(asked);
    await waitFor(() => expect(location.hash).toBe(`#/${address('journal', 'find', toText(asked))}`));
    await user.click(screen.getByRole('button', { name: t('filter-drop', { what: t('filter-photo') }) }));
    await waitFor(() => expect(location.hash).toBe('#/journal'));
  });
});
