import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { begin, expectAccessible } from '../../test/kit';
import type { Settings } from '../bridge';
import { router, toasts } from '../kit';
import { preferences } from '../session/preferences.svelte';
import { kebab, t } from '../texts/index.svelte';
import App from '../window/App.svelte';
import { SECTIONS } from './sections';

async function open(section: string, options: Parameters<typeof begin>[0] = {}) {
  const engine = await begin({ name: 'Jo', ...options }, `settings/${section}`);
  render(App);
  await screen.findByRole('heading', { level: 1 });
  const changed = (): Settings | undefined => engine.callsOf('changeSettings').at(-1)?.[0] as Settings | undefined;
  return { engine, changed, user: userEvent.setup() };
}

describe.each(['light', 'dark'] as const)('every page of the settings (%s)', (theme) => {
  it.each(['', ...SECTIONS])('%s has a heading and stands up to axe', async (section) => {
    await open(section, { partner: 'Sam', settings: { theme } });
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(t(section ? `settings-${section}` : 'place-settings'));
    await expectAccessible();
  });
});

describe('the shared folder', () => {
  it('is picked, tried out and shown by its name', async () => {
    const { engine, user } = await open('folder', { partner: 'Sam' });
    expect(await screen.findByText(t('mailbox-lead'))).toBeInTheDocument();
    expect(screen.getByText(t('mailbox-seen-host'))).toBeInTheDocument();
    expect(screen.getByText(t('mailbox-seen-partner', { partner: 'Sam' }))).toBeInTheDocument();
    engine.mailbox.picks = null;
    await user.click(screen.getByRole('button', { name: t('mailbox-choose') }));
    expect(screen.getByText(t('mailbox-lead'))).toBeInTheDocument();
    engine.mailbox.picks = 'For the two of us';
    await user.click(screen.getByRole('button', { name: t('mailbox-choose') }));
    expect(await screen.findByText('For the two of us')).toBeInTheDocument();
    expect(toasts.list.map(({ text }) => text)).toContain(t('mailbox-tried'));
    await expectAccessible();
  });

  it('that cannot be used is refused with the reason, and nothing changes', async () => {
    const { engine, user } = await open('folder', { partner: 'Sam' });
    engine.refuseNext('chooseMailbox', { code: 'mailboxUnusable', reason: 'full' });
    await user.click(await screen.findByRole('button', { name: t('mailbox-choose') }));
    expect(await screen.findByText(t('error-mailbox-unusable-full'))).toBeInTheDocument();
    expect(screen.getByText(t('mailbox-lead'))).toBeInTheDocument();
  });

  it('closes the direct way, and is put away again', async () => {
    const { engine, user } = await open('folder', { partner: 'Sam' });
    await user.click(await screen.findByRole('button', { name: t('mailbox-choose') }));
    await user.click(await screen.findByLabelText(t('mailbox-only')));
    await waitFor(() => expect(engine.mailbox.state.only).toBe(true));
    await user.click(screen.getByRole('button', { name: t('mailbox-turn-off') }));
    expect(await screen.findByText(t('mailbox-lead'))).toBeInTheDocument();
  });

  it('tells what was noticed in it, what waits and what is wrong', async () => {
    const { engine } = await open('folder', { partner: 'Sam' });
    engine.mailbox.state = {
      folder: 'Us',
      only: false,
      trouble: 'notThere',
      waiting: 3,
      news: '2026-11-24',
      noticed: [
        { what: 'wentBack', day: '2026-11-25', from: 812, to: 640 },
        { what: 'emptied', day: '2026-11-23', from: 0, to: 0 },
      ],
    };
    engine.tell({ kind: 'sharingChanged' });
    expect(await screen.findByText(t('error-mailbox-unusable-not-there'))).toBeInTheDocument();
    expect(screen.getByText(t('mailbox-waiting', { waiting: 3 }))).toBeInTheDocument();
    expect(screen.getByText(t('mailbox-noticed-went-back', { from: 812, to: 640 }))).toHaveTextContent('812');
    expect(screen.getByText(t('mailbox-noticed-emptied'))).toBeInTheDocument();
    await expectAccessible();
  });
});

describe('notifications', () => {
  it('show word for word what will be shown, as it is chosen', async () => {
    const { user, changed } = await open('notifications', { partner: 'Sam' });
    expect(screen.getByRole('img')).toHaveAccessibleName(expect.stringContaining(t('nudge-discreet-evening-1')));
    expect(screen.getByRole('img')).not.toHaveAccessibleName(expect.stringContaining('Sam'));
    await user.click(screen.getByLabelText(new RegExp(`^${t('settings-discretion-warm')}`)));
    expect(changed()).toMatchObject({ discretion: 'warm' });
    expect(screen.getByRole('img')).toHaveAccessibleName(expect.stringContaining('Sam'));
    expect(screen.getByText(t('settings-preview'))).toBeInTheDocument();
  });

  it('without a partner name nobody', async () => {
    const { user } = await open('notifications');
    await user.click(screen.getByLabelText(new RegExp(`^${t('settings-discretion-warm')}`)));
    expect(screen.getByRole('img')).toHaveAccessibleName(expect.stringContaining(t('nudge-warm-evening-1.alone')));
  });

  it('keep how many, the quiet hours and arrivals at once', async () => {
    const { user, changed } = await open('notifications');
    await user.click(screen.getByLabelText(t('settings-now-budget', { budget: 2 })));
    expect(changed()).toMatchObject({ budget: 2 });
    await fireEvent.change(screen.getByLabelText(t('settings-quiet-from')), { target: { value: '21:30' } });
    expect(changed()).toMatchObject({ quietFrom: '21:30', quietTo: '08:00' });
    await user.click(screen.getByLabelText(t('settings-quiet-on')));
    expect(changed()).toMatchObject({ quietFrom: null, quietTo: null });
    await waitFor(() => expect(screen.queryByLabelText(t('settings-quiet-from'))).toBeNull());
    await user.click(screen.getByLabelText(t('settings-arrivals-on')));
    expect(changed()).toMatchObject({ arrivals: false });
    expect(preferences.current).toMatchObject({ budget: 2, quietFrom: null, arrivals: false });
  });

  it('put back what could not be kept, and say so', async () => {
    const { engine, user } = await open('notifications');
    engine.refuseNext('changeSettings', { code: 'cannotSave', reason: 'io' });
    await user.click(screen.getByLabelText(t('settings-autostart')));
    expect(await screen.findByText(t('error-cannot-save-io'))).toBeInTheDocument();
    await waitFor(() => expect(screen.getByLabelText(t('settings-autostart'))).not.toBeChecked());
  });

  it('send a test, and say what this desktop can do', async () => {
    const { engine, user } = await open('notifications', { notifications: { server: 'dunst', actions: false, body: true } });
    expect(await screen.findByText(/dunst/)).toHaveTextContent(t('test-nudge-plain'));
    await user.click(screen.getByRole('button', { name: t('settings-test') }));
    expect(await screen.findByText(t('test-nudge-arrived'))).toBeInTheDocument();
    expect(engine.callsOf('sendTestNudge')).toHaveLength(1);
  });
});

describe('privacy and safety', () => {
  it('keeps the idle lock, and locks now or fully', async () => {
    const { engine, user, changed } = await open('privacy');
    await user.selectOptions(screen.getByLabelText(t('settings-idle')), t('settings-idle-minutes', { minutes: 2 }));
    expect(changed()).toMatchObject({ idleLockMinutes: 2 });
    await user.click(screen.getByRole('button', { name: t('settings-lock-fully') }));
    await screen.findByLabelText(t('unlock-passphrase'));
    expect(engine.callsOf('lockFully')).toHaveLength(1);
    // Whoever locks by hand wants to be asked, although the keyring could open.
    expect(screen.queryByRole('button', { name: t('unlock-keyring') })).toBeNull();
    expect(engine.callsOf('lockScreen')).toEqual([]);
  });

  it('changes the passphrase only with the one there is', async () => {
    const { engine, user } = await open('privacy');
    await user.click(screen.getByRole('button', { name: t('settings-passphrase-change') }));
    await user.type(screen.getByLabelText(t('settings-passphrase-current')), 'wrong');
    await user.type(screen.getByLabelText(t('settings-passphrase-next')), 'five plain words in a row{Enter}');
    expect(await screen.findByText(t('error-wrong-passphrase'))).toBeInTheDocument();
    await user.clear(screen.getByLabelText(t('settings-passphrase-current')));
    await user.type(screen.getByLabelText(t('settings-passphrase-current')), 'a kitchen table{Enter}');
    await waitFor(() => expect(toasts.list.map(({ text }) => text)).toEqual([t('settings-passphrase-changed')]));
    expect(engine.passphrase).toBe('five plain words in a row');
    // What was typed is gone from the page.
    expect(screen.queryByLabelText(t('settings-passphrase-current'))).toBeNull();
  });

  it('warns kindly about a shared account, and offers the keyring only where there is one', async () => {
    await open('privacy', { keyring: false });
    expect(screen.getByText(t('settings-shared-account'))).toBeInTheDocument();
    expect(screen.queryByLabelText(t('firstrun-remember'))).toBeNull();
  });
});

describe('what is shared', () => {
  it('says with whom, since when, what, and which device is mine', async () => {
    await open('sharing', { partner: 'Sam', entries: 9, outings: true });
    const main = screen.getByRole('main');
    expect(await within(main).findByText('Sam')).toBeInTheDocument();
    expect(main).toHaveTextContent(t('sharing-my-device'));
    expect(main).toHaveTextContent('This computer');
    expect(within(main).getByText(t('sharing-entries')).nextElementSibling).toHaveTextContent('3');
  });

  it('says about itself that something from a newer Lamplight waits', async () => {
    await open('about', { partner: 'Sam', fromNewer: 2 });
    expect(await screen.findByText(t('sharing-from-newer'))).toBeInTheDocument();
  });

  it.each([false, true])('ends alone and at once, after its consequences were read (quietly: %s)', async (quiet) => {
    const { engine, user } = await open('sharing', { partner: 'Sam' });
    await user.click(await screen.findByRole('button', { name: t('sharing-stop') }));
    const sheet = await screen.findByRole('dialog');
    expect(sheet).toHaveTextContent(t('sharing-stop-mine'));
    await expectAccessible();
    expect(engine.callsOf('stopSharing')).toEqual([]);
    if (quiet) await user.click(within(sheet).getByLabelText(new RegExp(`^${t('sharing-stop-quietly')}`)));
    await user.click(within(sheet).getByRole('button', { name: t('sharing-stop') }));
    expect(await screen.findByText(t('sharing-nobody'))).toBeInTheDocument();
    expect(engine.callsOf('stopSharing')).toEqual([[quiet]]);
  });

  it('can be left as it is', async () => {
    const { engine, user } = await open('sharing', { partner: 'Sam' });
    await user.click(await screen.findByRole('button', { name: t('sharing-stop') }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: t('kit-cancel') }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(engine.callsOf('stopSharing')).toEqual([]);
  });
});

describe('bringing a journal', () => {
  it('shows first what would come in, file by file, and changes nothing until told', async () => {
    const { engine, user } = await open('import');
    await user.click(screen.getByRole('button', { name: t('import-choose') }));
    await screen.findByRole('heading', { name: t('import-would', { added: 212 }) });
    expect(screen.getByText(t('import-already', { already: 3 }))).toBeInTheDocument();
    expect(screen.getByText('notes/2014/untitled.md').closest('li')).toHaveTextContent(t('import-failed-bad-date'));
    await waitFor(() => expect(screen.getByRole('heading', { level: 1 })).toHaveFocus());
    expect(engine.callsOf('importJournal')).toEqual([['markdown', true]]);
    await user.click(screen.getByRole('button', { name: t('import-bring', { added: 212 }) }));
    await screen.findByRole('heading', { name: t('import-done', { added: 212 }) });
    expect(engine.callsOf('importJournal')).toEqual([['markdown', true], ['markdown', false]]);
    await user.click(screen.getByRole('button', { name: t('import-look') }));
    await waitFor(() => expect(router.path[0]).toBe('journal'));
  });

  it('says how far it is, and stops where it is when told', async () => {
    const { engine, user } = await open('import');
    engine.importing.far = { done: 150, of: 600 };
    await user.click(screen.getByRole('button', { name: t('import-choose') }));
    const bar = await screen.findByRole('progressbar');
    expect(bar).toHaveAttribute('value', '150');
    expect(screen.getByText(t('import-far', { done: 150, of: 600 }))).toBeInTheDocument();
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: t('import-stop') }));
    expect(await screen.findByText(t('import-stopped-looking'))).toBeInTheDocument();
    expect(screen.queryByRole('progressbar')).toBeNull();
    expect(engine.callsOf('stopImport')).toHaveLength(1);
  });

  it('stays as it was when the picker is closed', async () => {
    const { engine, user } = await open('import');
    engine.answer('importJournal', null);
    await user.click(screen.getByRole('button', { name: t('import-choose') }));
    expect(await screen.findByRole('button', { name: t('import-choose') })).toBeInTheDocument();
  });
});

describe('taking a journal along', () => {
  it('asks for the passphrase, says how many pages are there, and forgets what was typed', async () => {
    const { engine, user } = await open('import');
    await user.click(screen.getByRole('button', { name: t('export-begin') }));
    await expectAccessible();
    await user.click(screen.getAllByRole('radio')[1]!);
    await user.type(screen.getByLabelText(t('unlock-passphrase')), 'not this one');
    await user.click(screen.getByRole('button', { name: t('export-choose') }));
    expect(await screen.findByText(t('error-wrong-passphrase'))).toBeInTheDocument();
    await user.clear(screen.getByLabelText(t('unlock-passphrase')));
    await user.type(screen.getByLabelText(t('unlock-passphrase')), 'a kitchen table');
    await user.click(screen.getByRole('button', { name: t('export-choose') }));
    expect(await screen.findAllByText(t('export-done', { count: 0 }))).not.toHaveLength(0);
    expect(engine.callsOf('exportJournal').at(-1)).toEqual([{ form: 'json', audience: null, from: null, to: null }, 'a kitchen table']);
    await user.click(screen.getByRole('button', { name: t('export-begin') }));
    expect(screen.getByLabelText(t('unlock-passphrase'))).toHaveValue('');
  });

  it('stays open with everything chosen when the picker is closed', async () => {
    const { engine, user } = await open('import');
    engine.answer('exportJournal', null);
    await user.click(screen.getByRole('button', { name: t('export-begin') }));
    await user.type(screen.getByLabelText(t('unlock-passphrase')), 'a kitchen table');
    await user.click(screen.getByRole('button', { name: t('export-choose') }));
    await waitFor(() => expect(engine.callsOf('exportJournal')).toHaveLength(1));
    expect(screen.getByLabelText(t('unlock-passphrase'))).toHaveValue('a kitchen table');
  });
});

describe('appearance and language', () => {
  it('change at once', async () => {
    const { user } = await open('appearance');
    await user.click(screen.getByLabelText(t('settings-theme-dark')));
    expect(document.documentElement.dataset['theme']).toBe('dark');
    await user.click(screen.getByRole('button', { name: t('command-text-larger') }));
    await waitFor(() => expect(document.documentElement.style.getPropertyValue('--root-size')).toBe('110%'));
  });

  it('switches the language of everything on the screen', async () => {
    const { user } = await open('language');
    await user.click(screen.getByLabelText('Deutsch'));
    expect(await screen.findByRole('heading', { level: 1, name: 'Sprache' })).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /Tagebuch/ })).toBeInTheDocument();
  });
});

describe('what is shared', () => {
  it('says of the partner no more than they have confirmed, and by the day', async () => {
    const { engine } = await open('sharing', { partner: 'Sam' });
    expect(await screen.findByText(/^Up to date as of/)).toBeInTheDocument();
    expect(screen.getByText(t('sharing-waiting-count', { count: 0 }))).toBeInTheDocument();
    if (engine.home.kind === 'open' && engine.home.partner) engine.home.partner = { ...engine.home.partner, upToDate: null, waiting: true };
    engine.waitingToSend = 2;
    engine.tell({ kind: 'sharingChanged' });
    expect(await screen.findByText(t('partner-waiting'))).toBeInTheDocument();
    expect(screen.getByText(t('sharing-waiting-count', { count: 2 }))).toBeInTheDocument();
    expect(screen.queryByText(/^Up to date/)).toBeNull();
  });

  it('never says whether the other computer is on', async () => {
    await open('sharing', { partner: 'Sam' });
    await screen.findByText(t('sharing-direct-on'));
    const said = document.body.textContent ?? '';
    expect(said).not.toMatch(/connected now|is on now|online|offline|last seen/i);
  });

  it('names what was set aside, why, and what can be done; and a log that split', async () => {
    const { engine } = await open('sharing', { partner: 'Sam' });
    await screen.findByText(t('sharing-direct-on'));
    expect(screen.queryByRole('heading', { name: t('sharing-noticed') })).toBeNull();
    const reasons = ['newer', 'waits', 'notTheirs', 'harmful', 'unreadable'] as const;
    engine.setAside = reasons.map((reason, at) => ({ reason, count: at + 1, since: '2026-11-20' }));
    engine.forked = { here: true, there: true };
    engine.tell({ kind: 'sharingChanged' });
    await screen.findByRole('heading', { name: t('sharing-noticed') });
    reasons.forEach((reason, at) => expect(screen.getByText(t(`sharing-aside-${kebab(reason)}`, { count: at + 1, partner: 'Sam' }))).toBeInTheDocument());
    expect(screen.getByText(t('sharing-forked-here'))).toBeInTheDocument();
    expect(screen.getByText(t('sharing-forked-there', { partner: 'Sam' }))).toBeInTheDocument();
    await expectAccessible();
  });
});

it('looks for the partner in the network only when asked', async () => {
  const { user, changed } = await open('sharing', { partner: 'Sam' });
  const nearby = await screen.findByLabelText(t('direct-nearby'));
  expect(nearby).not.toBeChecked();
  await user.click(nearby);
  expect(changed()).toMatchObject({ lookNearby: true });
});

it('sleep locks the screen only, unless someone wants more', async () => {
  const { user, changed } = await open('privacy');
  await user.click(screen.getByLabelText(t('settings-sleep-fully')));
  expect(changed()).toMatchObject({ fullLockOnSleep: true });
});
