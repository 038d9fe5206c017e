import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { begin, expectAccessible } from '../../test/kit';
import { router } from '../kit';
import { home } from '../session/home.svelte';
import { preferences } from '../session/preferences.svelte';
import { has, speak, t } from '../texts/index.svelte';
import App from './App.svelte';
import { allCommands, available } from './commands';
import { sheets } from './sheets.svelte';

async function open(path = 'settings', options: Parameters<typeof begin>[0] = {}) {
  const engine = await begin({ name: 'Jo', ...options }, path);
  sheets.open = null;
  render(App);
  await screen.findByRole('heading', { level: 1 });
  return { engine, user: userEvent.setup() };
}

describe.each(['light', 'dark'] as const)('the window (%s)', (theme) => {
  it('has its landmarks and its six places', async () => {
    await open('settings', { settings: { theme } });
    expect(document.documentElement.dataset['theme']).toBe(theme);
    const places = within(screen.getByRole('navigation', { name: t('window-places') })).getAllByRole('link');
    expect(places.map((link) => link.textContent?.trim())).toEqual(['Today', 'Journal', 'Dates', 'Nudges', 'Us', 'Settings']);
    expect(screen.getByRole('link', { current: 'page' })).toHaveTextContent('Settings');
    await expectAccessible();
  });
});

describe('going about', () => {
  it('moves the focus to the heading of the place, and marks the place', async () => {
    const { user } = await open();
    await user.click(screen.getByRole('link', { name: /Us/ }));
    const heading = await screen.findByRole('heading', { level: 1, name: 'Us' });
    await waitFor(() => expect(heading).toHaveFocus());
    expect(screen.getByRole('link', { current: 'page' })).toHaveTextContent('Us');
  });

  it('puts the focus on the heading again when we are there already', async () => {
    const { user } = await open();
    await user.click(screen.getByRole('link', { name: /Settings/ }));
    await waitFor(() => expect(screen.getByRole('heading', { level: 1 })).toHaveFocus());
  });

  it('goes to the six places by Ctrl and a digit', async () => {
    const { user } = await open();
    const reached: string[] = [];
    for (const digit of ['1', '2', '3', '4', '5', '6']) {
      await user.keyboard(`{Control>}${digit}{/Control}`);
      reached.push(router.path[0]!);
    }
    expect(reached).toEqual(['today', 'journal', 'dates', 'nudges', 'us', 'settings']);
  });

  it('goes from region to region by F6', async () => {
    const { user } = await open();
    await user.keyboard('{F6}');
    const first = document.activeElement?.closest('[data-region]')?.getAttribute('data-region');
    await user.keyboard('{F6}');
    const second = document.activeElement?.closest('[data-region]')?.getAttribute('data-region');
    expect([first, second].sort()).toEqual(['main', 'sidebar']);
  });

  it('follows a notification to its card', async () => {
    const { engine } = await open();
    engine.tell({ kind: 'goTo', place: 'nudges/card/n1' });
    await waitFor(() => expect(router.path).toEqual(['nudges', 'card', 'n1']));
    engine.tell({ kind: 'goTo', place: 'us/partner' });
    await waitFor(() => expect(router.path).toEqual(['us', 'partner']));
  });

  it('lets a closed window end only when everything written is kept', async () => {
    const { engine, user } = await open('today');
    await user.type(await screen.findByRole('textbox'), 'Half a line');
    engine.refuseNext('keepEntry', { code: 'cannotSave', reason: 'diskFull' });
    engine.tell({ kind: 'windowRested' });
    await waitFor(() => expect(engine.callsOf('keepEntry')).toHaveLength(1));
    await new Promise((done) => setTimeout(done));
    expect(engine.callsOf('letWindowGo')).toHaveLength(0);
    engine.tell({ kind: 'windowRested' });
    await waitFor(() => expect(engine.callsOf('letWindowGo')).toHaveLength(1));
    expect(engine.callsOf('keepEntry')).toHaveLength(2);
  });

  it('has no shortcut on a bare letter', () => {
    for (const { keys } of allCommands) if (keys) expect(keys).toMatch(/^(mod\+|f\d)/);
  });

  it('gives no key twice', () => {
    const keys = allCommands.flatMap((command) => command.keys ?? []);
    expect(keys).toEqual([...new Set(keys)]);
  });
});

describe('the palette', () => {
  it('opens by Ctrl+K, reaches every command, and runs the chosen one', async () => {
    const { user } = await open();
    await user.keyboard('{Control>}k{/Control}');
    const field = await screen.findByRole('combobox', { name: t('palette-title') });
    expect(field).toHaveFocus();
    const offered = screen.getAllByRole('option').map((option) => option.querySelector('.text')?.textContent);
    for (const command of available()) if (command.id !== 'window.palette') expect(offered).toContain(t(command.text));
    await expectAccessible(document.body, { page: false });
    await user.type(field, 'appearance');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(router.path).toEqual(['settings', 'appearance']));
    expect(screen.queryByRole('combobox')).toBeNull();
  });

  it('moves with the arrows, round and round, and says when nothing fits', async () => {
    const { user } = await open();
    await user.keyboard('{Control>}k{/Control}');
    const field = await screen.findByRole('combobox');
    await user.keyboard('{ArrowUp}');
    const options = screen.getAllByRole('option');
    expect(options.at(-1)).toHaveAttribute('aria-selected', 'true');
    await user.type(field, 'xyzzy');
    expect(screen.queryAllByRole('option')).toEqual([]);
    expect(screen.getByText(t('palette-none'))).toBeInTheDocument();
  });

  it('finds words without their accents', async () => {
    const { user } = await open('settings', { settings: { language: 'de' } });
    await user.keyboard('{Control>}k{/Control}');
    await user.type(await screen.findByRole('combobox'), 'grossere');
    // ß is not an accent; ö is.
    expect(screen.queryAllByRole('option')).toHaveLength(0);
    await user.clear(screen.getByRole('combobox'));
    await user.type(screen.getByRole('combobox'), 'großere schrift');
    expect(screen.getAllByRole('option')[0]).toHaveTextContent('Größere Schrift');
  });

  it('has words for every command, in both languages', async () => {
    await begin();
    for (const language of ['en', 'de'] as const) {
      await speak(language);
      expect(allCommands.filter(({ text, also }) => !has(text) || (also && !has(also))).map(({ id }) => id)).toEqual([]);
    }
  });
});

describe('the list of keys', () => {
  it('opens by F1 and names every key', async () => {
    const { user } = await open();
    await user.keyboard('{F1}');
    const sheet = await screen.findByRole('dialog');
    for (const command of available()) if (command.keys) expect(within(sheet).getByText(t(command.text))).toBeInTheDocument();
    await expectAccessible(document.body, { page: false });
  });
});

describe('locking', () => {
  it('by Ctrl+L puts everything away', async () => {
    const { user, engine } = await open();
    await user.keyboard('{Control>}l{/Control}');
    await screen.findByLabelText(t('unlock-passphrase'));
    expect(engine.callsOf('lockScreen')).toHaveLength(1);
    expect(screen.queryByRole('navigation')).toBeNull();
    expect(screen.queryByRole('button', { name: t('unlock-keyring') })).toBeNull();
  });

  it('works while a sheet is open, and takes no other keys when locked', async () => {
    const { user } = await open();
    await user.keyboard('{Control>}k{/Control}');
    await user.keyboard('{Control>}l{/Control}');
    await screen.findByLabelText(t('unlock-passphrase'));
    const before = router.path;
    await user.keyboard('{Control>}1{/Control}{Control>}k{/Control}');
    expect(router.path).toEqual(before);
    expect(screen.queryByRole('combobox')).toBeNull();
    // Nor is the sheet still open behind the lock.
    await user.type(screen.getByLabelText(t('unlock-passphrase')), 'a kitchen table{Enter}');
    await screen.findByRole('navigation');
    expect(screen.queryByRole('combobox')).toBeNull();
  });

  it('says what cannot be opened at all, and tries again', async () => {
    const engine = await begin();
    engine.refuseNext('getHome', { code: 'vaultNewer' });
    await home.read();
    render(App);
    expect(screen.getByRole('alert')).toHaveTextContent(t('error-vault-newer'));
    await userEvent.click(screen.getByRole('button', { name: t('kit-try-again') }));
    await screen.findByRole('navigation');
  });
});

describe('the look', () => {
  it('is what was chosen: theme, text size, language', async () => {
    await open('settings', { settings: { theme: 'dark', textSize: 150, language: 'de' } });
    expect(document.documentElement.dataset['theme']).toBe('dark');
    expect(document.documentElement.style.getPropertyValue('--root-size')).toBe('150%');
    expect(document.documentElement.lang).toBe('de');
  });

  it('changes by Ctrl and plus, within its limits', async () => {
    const { engine } = await open('settings', { settings: { textSize: 200 } });
    await fireEvent.keyDown(window, { key: '+', ctrlKey: true });
    expect(engine.callsOf('changeSettings')).toHaveLength(0);
    await fireEvent.keyDown(window, { key: '-', ctrlKey: true });
    await waitFor(() => expect(preferences.current.textSize).toBe(190));
  });

  it('is put back when it could not be kept', async () => {
    const { engine } = await open();
    engine.refuseNext('changeSettings', { code: 'cannotSave', reason: 'readOnly' });
    await expect(preferences.change({ theme: 'dark' })).rejects.toMatchObject({ code: 'cannotSave' });
    expect(preferences.current.theme).toBe('system');
    expect(document.documentElement.dataset['theme']).toBeUndefined();
  });
});
