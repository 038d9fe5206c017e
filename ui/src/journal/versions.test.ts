import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { begin, expectAccessible } from '../../test/kit';
import type { EntryView, VersionView } from '../bridge';
import { router, toasts } from '../kit';
import { t } from '../texts/index.svelte';
import App from '../window/App.svelte';

const version = (title: string, body: string, changes: VersionView['changes'] = []): VersionView => ({ title, body, changes, feelings: [], tags: [] });

async function open(choose: (entry: EntryView) => boolean, settings: object = {}) {
  const engine = await begin({ name: 'Jo', partner: 'Sam', entries: 12, settings }, 'journal');
  const entry = engine.entries.find((one) => one.audience === 'ours' && choose(one))!;
  Object.assign(entry, { changedAfterSharing: true, draft: null, hasDraft: false });
  engine.versions.of.set(
    entry.id,
    new Map([
      ['2026-05-03T10:00:00Z', version('Newest', 'now')],
      ['2026-05-02T10:00:00Z', version('Second', 'then', [{ before: 'at first', after: 'then' }])],
      ['', version('First', 'at first')],
    ]),
  );
  render(App);
  router.go(`journal/entry/${entry.id}`);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: t('journal-more') }));
  await user.click(await screen.findByRole('menuitem', { name: new RegExp(t('versions-title')) }));
  await screen.findByRole('heading', { level: 1, name: t('versions-title') });
  return { engine, user, entry };
}

describe.each(['light', 'dark'] as const)('earlier versions (%s)', (theme) => {
  it('shows the one before the newest first, what changed in it, and any other by keyboard', async () => {
    const { user } = await open(({ author }) => author === 'me', { theme });
    await screen.findByRole('heading', { level: 2, name: 'Second' });
    await user.click(screen.getByText(t('versions-changes', { name: 'Jo' })));
    expect(screen.getByText('at first').tagName).toBe('DEL');
    await expectAccessible();
    const first = screen.getByRole('button', { name: t('versions-first') });
    first.focus();
    await user.keyboard('{Enter}');
    await screen.findByRole('heading', { level: 2, name: 'First' });
    expect(first).toHaveAttribute('aria-current', 'true');
  });
});

it('takes one back as a draft, which can be undone', async () => {
  const { engine, user, entry } = await open(({ author }) => author === 'me');
  await user.click(await screen.findByRole('button', { name: t('versions-take-back') }));
  await waitFor(() => expect(router.path).toEqual(['journal', 'entry', entry.id]));
  expect(engine.callsOf('keepEntry')[0]).toEqual([expect.objectContaining({ id: entry.id, title: 'Second', body: 'then', upon: entry.version })]);
  expect(engine.callsOf('shareChanges')).toEqual([]);
  await screen.findByRole('button', { name: t('journal-share-changes') });
  toasts.list.at(-1)!.action!.run();
  await waitFor(() => expect(engine.callsOf('dropDraft')).toHaveLength(1));
});

it('of a page of the other one there is nothing to take back, and none of one that is mine', async () => {
  const { engine, user } = await open(({ author }) => author === 'partner');
  await screen.findByRole('heading', { level: 2, name: 'Second' });
  expect(screen.queryByRole('button', { name: t('versions-take-back') })).toBeNull();
  const mine = engine.entries.find(({ audience }) => audience === 'mine')!;
  router.go(`journal/entry/${mine.id}`);
  await user.click(await screen.findByRole('button', { name: t('journal-more') }));
  expect(within(await screen.findByRole('menu')).queryByText(t('versions-title'))).toBeNull();
});
