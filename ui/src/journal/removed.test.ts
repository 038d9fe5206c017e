import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { begin, expectAccessible } from '../../test/kit';
import { announcer, router } from '../kit';
import { t } from '../texts/index.svelte';
import App from '../window/App.svelte';

async function open(path: string, options: Parameters<typeof begin>[0] = {}) {
  const engine = await begin({ name: 'Jo', ...options }, path);
  render(App);
  await screen.findByRole('heading', { level: 1 });
  return { engine, user: userEvent.setup() };
}

/** Removes the first entry that fits, as its author would have. */
function removeOne(engine: Awaited<ReturnType<typeof begin>>, author: 'me' | 'partner', audience: 'mine' | 'ours'): string {
  const entry = engine.entries.find((one) => one.author === author && one.audience === audience)!;
  engine.entries = engine.entries.filter(({ id }) => id !== entry.id);
  engine.removedEntries.push({ ...entry, removed: true, mayWrite: false });
  return entry.id;
}

describe('what was removed', () => {
  it('is a sentence and one action while nothing rests', async () => {
    const { user } = await open('journal', { entries: 2 });
    await user.click(await screen.findByRole('link', { name: t('removed-title') }));
    await screen.findByText(t('removed-empty'));
    await expectAccessible();
  });

  it.each(['light', 'dark'] as const)('rests, says for how long, and comes back (%s)', async (theme) => {
    const { engine, user } = await open('journal', { partner: 'Sam', entries: 6, settings: { theme } });
    const id = removeOne(engine, 'me', 'mine');
    router.go('journal/removed');
    await screen.findByText(t('removed-days', { days: 30 }), { exact: false });
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: new RegExp(`^${t('removed-restore')}`) }));
    await screen.findByText(t('removed-empty'));
    expect(engine.callsOf('restoreEntry')).toEqual([[id]]);
    expect(announcer.text.trim()).toBe(t('removed-restored'));
  });

  it('is erased for good only after it was asked', async () => {
    const { engine, user } = await open('journal', { partner: 'Sam', entries: 6 });
    const id = removeOne(engine, 'me', 'mine');
    router.go('journal/removed');
    await user.click(await screen.findByRole('button', { name: new RegExp('^' + t('removed-erase')) }));
    const dialog = await screen.findByRole('dialog', { name: t('removed-erase-title') });
    // Nobody else has it: nothing is said of the other one, and nothing can be asked.
    expect(within(dialog).queryByRole('switch')).toBeNull();
    expect(engine.callsOf('eraseEntry')).toEqual([]);
    await expectAccessible();
    await user.click(within(dialog).getByRole('button', { name: t('removed-erase-verb') }));
    await screen.findByText(t('removed-empty'));
    expect(engine.callsOf('eraseEntry')).toEqual([[id, false]]);
  });

  it('says of ours whose copy stays, and asks only if that was chosen', async () => {
    const { engine, user } = await open('journal', { partner: 'Sam', entries: 9 });
    const id = removeOne(engine, 'me', 'ours');
    router.go('journal/removed');
    await user.click(await screen.findByRole('button', { name: new RegExp('^' + t('removed-erase')) }));
    const dialog = await screen.findByRole('dialog', { name: t('removed-erase-title') });
    expect(dialog).toHaveTextContent(t('removed-erase-theirs', { name: 'Sam' }));
    await user.click(within(dialog).getByRole('switch', { name: t('removed-ask', { name: 'Sam' }) }));
    await user.click(within(dialog).getByRole('button', { name: t('removed-erase-verb') }));
    expect(engine.callsOf('eraseEntry')).toEqual([[id, true]]);
    await screen.findByText(t('removed-erased-lead'));
    engine.erased = engine.erased.map((erased) => ({ ...erased, goneThere: true }));
    engine.tell({ kind: 'entryErased', id, origin: 'partner' });
    await screen.findByText(t('removed-gone-there', { name: 'Sam' }));
    await expectAccessible();
  });

  it('can ask later, once', async () => {
    const { engine, user } = await open('journal/removed', { partner: 'Sam' });
    engine.erased = [{ id: 'a'.repeat(32), on: '2026-05-01', askedOn: null, goneThere: false }];
    engine.tell({ kind: 'sharingChanged' });
    await user.click(await screen.findByRole('button', { name: t('removed-ask', { name: 'Sam' }) }));
    await waitFor(() => expect(screen.queryByRole('button', { name: t('removed-ask', { name: 'Sam' }) })).toBeNull());
    expect(engine.callsOf('askToErase')).toEqual([['a'.repeat(32)]]);
  });

  it('can be read once more, and not changed', async () => {
    const { engine, user } = await open('journal', { entries: 4 });
    const id = removeOne(engine, 'me', 'mine');
    router.go(`journal/entry/${id}`);
    await screen.findByText(t('removed-rests'));
    expect(screen.queryByRole('button', { name: t('journal-write-on') })).toBeNull();
    expect(screen.queryByRole('button', { name: t('journal-more') })).toBeNull();
    await user.click(screen.getByRole('button', { name: t('removed-restore') }));
    await screen.findByRole('button', { name: t('journal-write-on') });
  });
});

describe('what my partner erased', () => {
  it('is asked for on Today, and keeping it tells nobody', async () => {
    const { engine, user } = await open('today', { partner: 'Sam', entries: 6 });
    const id = removeOne(engine, 'partner', 'ours');
    engine.asked.add(id);
    engine.tell({ kind: 'erasureAsked', id });
    await screen.findByRole('heading', { name: t('removed-card', { name: 'Sam' }) });
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: t('removed-keep') }));
    await waitFor(() => expect(screen.queryByRole('heading', { name: t('removed-card', { name: 'Sam' }) })).toBeNull());
    expect(engine.callsOf('keepCopy')).toEqual([[id]]);
    expect(engine.callsOf('eraseCopy')).toEqual([]);
  });

  it('goes from here only after it was confirmed', async () => {
    const { engine, user } = await open('today', { partner: 'Sam', entries: 6 });
    const id = removeOne(engine, 'partner', 'ours');
    engine.asked.add(id);
    engine.tell({ kind: 'erasureAsked', id });
    await user.click(await screen.findByRole('button', { name: t('removed-card-erase') }));
    const dialog = await screen.findByRole('dialog', { name: t('removed-erase-title') });
    expect(engine.callsOf('eraseCopy')).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: t('removed-erase-verb') }));
    await waitFor(() => expect(engine.callsOf('eraseCopy')).toEqual([[id]]));
    expect(engine.callsOf('eraseEntry')).toEqual([]);
  });
});

describe('only today’s words', () => {
  it('takes the place of the page and says what stays where', async () => {
    const { engine, user } = await open('journal', { partner: 'Sam', entries: 9 });
    const entry = engine.entries.find(({ author, audience }) => author === 'me' && audience === 'ours')!;
    router.go(`journal/entry/${entry.id}`);
    await user.click(await screen.findByRole('button', { name: t('journal-more') }));
    await user.click(await screen.findByRole('menuitem', { name: new RegExp('^' + t('anew-action')) }));
    const dialog = await screen.findByRole('dialog', { name: t('anew-title') });
    expect(dialog).toHaveTextContent(t('anew-theirs', { name: 'Sam' }));
    await user.click(within(dialog).getByRole('button', { name: t('anew-verb') }));
    await waitFor(() => expect(router.path[2]).not.toBe(entry.id));
    expect(engine.callsOf('writeAnew')).toEqual([[entry.id, false]]);
    expect(router.path.slice(0, 2)).toEqual(['journal', 'entry']);
  });
});
