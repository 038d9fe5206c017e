import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { begin, expectAccessible } from '../../test/kit';
import { router } from '../kit';
import { t } from '../texts/index.svelte';
import App from '../window/App.svelte';

it('what becomes of a page elsewhere comes into the one that is open, and both wordings of one place are shown', async () => {
  const engine = await begin({ name: 'Jo', partner: 'Sam', entries: 12 }, 'journal');
  const entry = engine.entries.find(({ audience, author }) => audience === 'ours' && author === 'me')!;
  Object.assign(entry, { title: 'Bread', body: 'One.\n\nTwo.', draft: null, hasDraft: false });
  render(App);
  router.go(`journal/write/${entry.id}`);
  const page = await screen.findByRole('textbox', { name: t('journal-page') });
  await waitFor(() => expect(page).toHaveTextContent('One.Two.'));
  engine.versions.brought = { title: 'Rye', body: 'One, here.\n\nTwo, elsewhere.', both: [{ base: 'One.', mine: 'One, here.', theirs: 'One, there.' }] };
  Object.assign(entry, { version: '01' });
  engine.tell({ kind: 'entryArrived', id: entry.id });
  await waitFor(() => expect(page).toHaveTextContent('One, here.Two, elsewhere.'));
  expect(screen.getByLabelText(t('journal-title'))).toHaveValue('Rye');
  await screen.findByText('One, there.');
  await expectAccessible();
  engine.versions.brought = {};
  await userEvent.click(screen.getByRole('button', { name: t('both-take') }));
  await waitFor(() => expect(page).toHaveTextContent('One, there.Two, elsewhere.'));
  expect(screen.queryByText(t('both-mine'))).toBeNull();
  await waitFor(() => expect(engine.callsOf('keepEntry').at(-1)).toEqual([expect.objectContaining({ upon: '01', body: 'One, there.\n\nTwo, elsewhere.' })]), { timeout: 5000 });
  expect(engine.callsOf('shareChanges')).toEqual([]);
});

it('a draft that has met something says so on the page, and leads to it before it is shared', async () => {
  const engine = await begin({ name: 'Jo', partner: 'Sam', entries: 12 }, 'journal');
  const entry = engine.entries.find(({ audience, author }) => audience === 'ours' && author === 'me')!;
  const both = [{ base: 'One.', mine: 'One, here.', theirs: 'One, there.' }];
  Object.assign(entry, { hasDraft: true, version: '01', draft: { title: 'Bread', body: 'One, here.', feelings: [], savedAt: '2026-05-01T10:00:00Z', upon: '00', both } });
  engine.versions.brought = { both };
  render(App);
  router.go(`journal/entry/${entry.id}`);
  await screen.findByText(t('journal-draft-both'));
  expect(screen.queryByRole('button', { name: t('journal-share-changes') })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: t('journal-draft-look') }));
  await screen.findByText('One, there.');
  expect(engine.callsOf('bringUpEntry')[0]).toEqual([expect.objectContaining({ upon: '00', body: 'One, here.' })]);
});
