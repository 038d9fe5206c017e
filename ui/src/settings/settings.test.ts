import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { begin, expectAccessible } from '../../test/kit';
import type { Settings } from '../bridge';
import { router, toasts } from '../kit';
import { preferences } from '../session/preferences.svelte';
import { t } from '../texts/index.svelte';
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
