// Private pages behind a second passphrase: out of sight while they are closed, and nobody is kept from writing.
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { begin, expectAccessible } from '../../test/kit';
import { bridge } from '../bridge';
import { address, router } from '../kit';
import { home } from '../session/home.svelte';
import { pages } from '../session/pages.svelte';
import { t } from '../texts/index.svelte';
import App from './App.svelte';
import { available } from './commands';

const SECOND = 'under the stairs';

async function open(path: string, options: Parameters<typeof begin>[0] = {}) {
  const engine = await begin({ name: 'Jo', partner: 'Sam', entries: 6, pages: 'closed', ...options }, path);
  render(App);
  await screen.findByRole('heading', { level: 1 });
  return { engine, user: userEvent.setup() };
}

const dialog = () => screen.findByRole('dialog', { name: t('pages-title') }, { timeout: 10_000 });

async function answer(user: ReturnType<typeof userEvent.setup>, second: string): Promise<void> {
  const sheet = within(await dialog());
  await user.clear(sheet.getByLabelText(t('pages-second')));
  await user.type(sheet.getByLabelText(t('pages-second')), second);
  await user.click(sheet.getByRole('button', { name: t('pages-open') }));
}

describe('the journal while they are closed', () => {
  it('shows what is Ours, says kindly where the rest is, and opens it', async () => {
    const { user } = await open('journal');
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(2));
    expect(screen.getByText(t('pages-closed'))).toBeInTheDocument();
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: t('pages-open') }));
    await answer(user, 'something else');
    expect(await screen.findByText(t('error-wrong-passphrase'))).toBeInTheDocument();
    await answer(user, SECOND);
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(6));
    expect(screen.queryByText(t('pages-closed'))).toBeNull();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('does not say that nothing was written', async () => {
    await open('journal', { partner: null });
    expect(await screen.findByText(t('pages-closed-none'))).toBeInTheDocument();
    expect(screen.queryByText(t('journal-empty'))).toBeNull();
  });
});

describe('while they are closed', () => {
  it('a line is kept all the same', async () => {
    const { engine, user } = await open('today');
    const field = await screen.findByPlaceholderText(t('today-line-placeholder'));
    await user.type(field, 'The lake was warm.');
    await user.click(screen.getByRole('button', { name: t('today-keep') }));
    await waitFor(() => expect(engine.callsOf('keepEntry')).toHaveLength(1));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('a page of mine says that it waits, and is there once they are open', async () => {
    const { engine, user } = await open('settings', { pages: 'open' });
    const mine = engine.entries.find(({ audience }) => audience === 'mine')!;
    await pages.close();
    router.go(address('journal', 'entry', mine.id));
    expect(await screen.findByText(t('pages-this-waits'))).toBeInTheDocument();
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: t('pages-open') }));
    await answer(user, SECOND);
    engine.tell({ kind: 'homeChanged' });
    expect(await screen.findByRole('heading', { level: 1, name: mine.title })).toBeInTheDocument();
  });

  it('they may stay so', async () => {
    const { user } = await open('journal');
    await user.click(await screen.findByRole('button', { name: t('pages-open') }));
    await user.click(within(await dialog()).getByRole('button', { name: t('pages-not-now') }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(pages.closed).toBe(true);
  });
});

it('a locked screen takes the question away, and closes them', async () => {
  await open('settings', { pages: 'open' });
  await home.lock();
  home.arrive(await bridge.unlockHome('a kitchen table'));
  expect(pages.closed).toBe(true);
  pages.ask();
  await dialog();
  await home.lock();
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(pages.asking).toBe(false);
});

it('the palette opens and closes them, where there is something to open or close', async () => {
  const offered = () => available().map(({ id }) => id).filter((id) => id.startsWith('window.pages'));
  await open('settings', { pages: 'noSecond' });
  expect(offered()).toEqual([]);
  await begin({ pages: 'open' }, 'settings');
  expect(offered()).toEqual(['window.pages-close']);
  await pages.close();
  expect(offered()).toEqual(['window.pages-open']);
});

describe('the settings', () => {
  it('set one with the first passphrase, warned before, typed twice', async () => {
    const { engine, user } = await open('settings/privacy', { pages: 'noSecond' });
    expect(screen.getByText(t('second-now-noSecond'))).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: t('second-begin') }));
    expect(screen.getByText(t('second-forgotten'))).toBeInTheDocument();
    await expectAccessible();
    await user.type(screen.getByLabelText(t('settings-passphrase-current')), 'not this one');
    await user.type(screen.getByLabelText(t('second-new')), SECOND);
    await user.type(screen.getByLabelText(t('second-again')), 'under the stair');
    await user.click(screen.getByRole('button', { name: t('second-set') }));
    expect(screen.getByText(t('second-differs'))).toBeInTheDocument();
    expect(engine.callsOf('setSecondPassphrase')).toHaveLength(0);
    await user.type(screen.getByLabelText(t('second-again')), 's');
    await user.click(screen.getByRole('button', { name: t('second-set') }));
    expect(await screen.findByText(t('error-wrong-passphrase'))).toBeInTheDocument();
    await user.clear(screen.getByLabelText(t('settings-passphrase-current')));
    await user.type(screen.getByLabelText(t('settings-passphrase-current')), 'a kitchen table');
    await user.click(screen.getByRole('button', { name: t('second-set') }));
    expect(await screen.findByText(t('second-now-open'))).toBeInTheDocument();
    expect(screen.getByText(t('second-set-done'))).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: t('pages-close') }));
    expect(await screen.findByText(t('second-now-closed'))).toBeInTheDocument();
  });

  it('do without it again for whoever knows it', async () => {
    const { user } = await open('settings/privacy');
    await user.click(screen.getByRole('button', { name: t('second-remove') }));
    await user.type(screen.getByLabelText(t('pages-second')), SECOND);
    await user.click(screen.getByRole('button', { name: t('second-remove') }));
    expect(await screen.findByText(t('second-now-noSecond'))).toBeInTheDocument();
    expect(router.path[0]).toBe('settings');
  });
});
