import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { begin, expectAccessible } from '../../test/kit';
import type { Gesture } from '../bridge';
import { router } from '../kit';
import { home } from '../session/home.svelte';
import { t } from '../texts/index.svelte';
import App from '../window/App.svelte';
import { threeOf } from './suggestions';

const field = (key: string): Promise<HTMLElement> => screen.findByLabelText(t(key));

describe('opening it again', () => {
  it.each(['light', 'dark'] as const)('asks for the passphrase at once, by name (%s)', async (theme) => {
    const engine = await begin({ home: 'locked', name: 'Aleksandra-Maria', settings: { theme } });
    render(App);
    const passphrase = await field('unlock-passphrase');
    expect(passphrase).toHaveFocus();
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Good to see you, Aleksandra-Maria');
    await expectAccessible();
    await userEvent.type(passphrase, 'a kitchen table{Enter}');
    await screen.findByRole('navigation');
    expect(engine.callsOf('unlockHome')).toEqual([['a kitchen table']]);
  });

  it('says when it was not the passphrase, and lets it be typed again', async () => {
    await begin({ home: 'locked' });
    render(App);
    const passphrase = await field('unlock-passphrase');
    await userEvent.type(passphrase, 'something else{Enter}');
    expect(await screen.findByText(t('error-wrong-passphrase'))).toBeInTheDocument();
    expect(passphrase).toBeInvalid();
    expect(passphrase).toHaveAccessibleDescription(t('error-wrong-passphrase'));
    await userEvent.clear(passphrase);
    await userEvent.type(passphrase, 'a kitchen table{Enter}');
    await screen.findByRole('navigation');
  });

  it('can be pasted and shown', async () => {
    await begin({ home: 'locked' });
    render(App);
    const user = userEvent.setup();
    const passphrase = await field('unlock-passphrase');
    await user.click(passphrase);
    await user.paste('pasted words');
    expect(passphrase).toHaveValue('pasted words');
    expect(passphrase).toHaveAttribute('type', 'password');
    await user.click(screen.getByRole('button', { name: t('kit-show-passphrase') }));
    expect(passphrase).toHaveAttribute('type', 'text');
  });

  it('says it when the keyring has no key any more, and opens with the passphrase', async () => {
    await begin({ home: 'locked', keyringGone: true });
    render(App);
    expect(await screen.findByText(t('unlock-keyring-gone'))).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: t('unlock-keyring') })).toBeNull();
    await userEvent.type(screen.getByLabelText(t('unlock-passphrase')), 'a kitchen table{Enter}');
    await waitFor(() => expect(home.open).toBe(true));
  });

  it('opens with the keyring, says when that is gone, and never offers it on a screen that was only locked', async () => {
    const engine = await begin({ home: 'locked' });
    engine.refuseNext('unlockFromKeyring', { code: 'keyringGone' });
    const { unmount } = render(App);
    await userEvent.click(await screen.findByRole('button', { name: t('unlock-keyring') }));
    expect(await screen.findByText(t('error-keyring-gone'))).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: t('unlock-keyring') }));
    await screen.findByRole('navigation');
    unmount();

    await begin({ home: 'screen' });
    render(App);
    await field('unlock-passphrase');
    expect(screen.queryByRole('button', { name: t('unlock-keyring') })).toBeNull();
    expect(screen.getByText(t('unlock-screen'))).toBeInTheDocument();
  });

  it('leads to Help and back, without a step in the history', async () => {
    await begin({ home: 'locked' }, 'today');
    render(App);
    const before = history.length;
    await userEvent.click(await screen.findByRole('button', { name: t('unlock-help') }));
    await screen.findByRole('heading', { level: 1, name: t('help-title') });
    await userEvent.click(screen.getByRole('button', { name: t('help-leave') }));
    await field('unlock-passphrase');
    expect(history.length).toBe(before);
  });
});

describe('the first two minutes', () => {
  it.each(['light', 'dark'] as const)('take a name, a passphrase, a gesture, a test nudge (%s)', async (theme) => {
    const engine = await begin({ home: 'empty', settings: { theme } });
    render(App);
    const user = userEvent.setup();
    expect(await field('firstrun-name')).toHaveFocus();
    await expectAccessible();
    await user.keyboard('Jo{Tab}a kitchen table{Enter}');

    const gesture = await screen.findByRole('heading', { level: 1, name: t('firstrun-gesture-title', { name: 'Jo' }) });
    await waitFor(() => expect(gesture).toHaveFocus());
    expect(engine.callsOf('startHome')).toEqual([[{ name: 'Jo', passphrase: 'a kitchen table', rememberInKeyring: false }]]);
    await expectAccessible();
    await waitFor(() => expect(screen.getByRole('button', { name: t('firstrun-gesture-keep') })).toBeEnabled());
    await user.click(screen.getByRole('button', { name: t('firstrun-gesture-keep') }));
    expect(engine.callsOf('keepPlan')).toMatchObject([[null, { cadence: { kind: 'everyDays', days: 3 }, from: '18:00', to: '21:00' }]]);

    await waitFor(() => expect(screen.getByRole('heading', { level: 1, name: t('firstrun-test-title') })).toHaveFocus());
    await user.click(await screen.findByRole('button', { name: t('firstrun-test-send') }));
    await expectAccessible();
    await user.click(await screen.findByRole('button', { name: t('firstrun-finish') }));
    await screen.findByRole('navigation', { name: t('window-places') });
    expect(router.path).toEqual(['today']);
  });

  it('can go without gesture and test', async () => {
    const engine = await begin({ home: 'empty', keyring: false });
    render(App);
    const user = userEvent.setup();
    await field('firstrun-name');
    expect(screen.queryByRole('switch')).toBeNull();
    await user.keyboard('Jo{Tab}a kitchen table{Enter}');
    await user.click(await screen.findByRole('button', { name: t('firstrun-gesture-skip') }));
    await user.click(await screen.findByRole('button', { name: t('firstrun-test-skip') }));
    await screen.findByRole('navigation', { name: t('window-places') });
    expect(engine.callsOf('keepPlan')).toEqual([]);
    expect(engine.callsOf('sendTestNudge')).toEqual([]);
  });

  it('say what is missing in its field, and put the focus there', async () => {
    await begin({ home: 'empty' });
    render(App);
    const user = userEvent.setup();
    await field('firstrun-name');
    await user.click(screen.getByRole('button', { name: t('firstrun-begin') }));
    await waitFor(() => expect(screen.getByLabelText(t('firstrun-name'))).toHaveFocus());
    expect(screen.getByLabelText(t('firstrun-name'))).toBeInvalid();
    await user.keyboard('Jo{Tab}short{Enter}');
    await waitFor(() => expect(screen.getByLabelText(t('firstrun-passphrase'))).toBeInvalid());
    expect(screen.getByText(t('error-passphrase-too-short', { least: 8 }))).toBeInTheDocument();
  });

  it('lead whoever was invited straight to the invite', async () => {
    await begin({ home: 'empty' });
    render(App);
    const user = userEvent.setup();
    await field('firstrun-name');
    await user.keyboard('Aleksandra-Maria{Tab}another long phrase');
    await user.click(screen.getByRole('button', { name: t('firstrun-invited') }));
    const line = await field('partner-paste');
    await waitFor(() => expect(line).toHaveFocus());
    expect(router.path).toEqual(['us', 'partner', 'invited']);
  });

  it('end when the test nudge is clicked on the desktop', async () => {
    const engine = await begin({ home: 'empty' });
    render(App);
    await field('firstrun-name');
    await userEvent.keyboard('Jo{Tab}a kitchen table{Enter}');
    await screen.findByRole('button', { name: t('firstrun-gesture-skip') });
    engine.tell({ kind: 'goTo', place: 'today' });
    await screen.findByRole('navigation', { name: t('window-places') });
    expect(home.firstRun).toBe(false);
  });

  it('say when this computer shows no notifications', async () => {
    await begin({ home: 'empty', notifications: { server: null, actions: false, body: false } });
    render(App);
    const user = userEvent.setup();
    await field('firstrun-name');
    await user.keyboard('Jo{Tab}a kitchen table{Enter}');
    await user.click(await screen.findByRole('button', { name: t('firstrun-gesture-skip') }));
    await user.click(await screen.findByRole('button', { name: t('firstrun-test-send') }));
    expect(await screen.findByText(t('firstrun-test-none'))).toBeInTheDocument();
    expect(screen.getByRole('button', { name: t('firstrun-finish') })).toBeInTheDocument();
  });
});

describe('what is offered first', () => {
  const gesture = (id: string, kind: Gesture['kind'], more: Partial<Gesture> = {}): Gesture => ({ id, kind, near: true, apart: false, minutes: 5, costs: false, mutual: false, ...more });
  const library = [
    gesture('hug', 'touch', { mutual: true }),
    gesture('card', 'words', { costs: true }),
    gesture('thank', 'words'),
    gesture('praise', 'words'),
    gesture('chore', 'help'),
    gesture('walk', 'time'),
    gesture('joke', 'play'),
    gesture('dance', 'play', { mutual: true }),
  ];
  const ids = (turn: number): string[] => threeOf(library, turn).map(({ id }) => id);

  it('is of different kinds, costs nothing, and never touch', () => {
    expect(ids(0)).toEqual(['thank', 'chore', 'walk']);
    const all = [0, 1, 2, 3].flatMap(ids);
    for (const id of ['hug', 'card', 'dance']) expect(all).not.toContain(id);
  });

  it('goes round and round', () => {
    expect(ids(1)).toEqual(['joke', 'praise', 'thank']);
    expect(threeOf(library.slice(0, 3), 7).map(({ id }) => id)).toEqual(['thank']);
  });
});
