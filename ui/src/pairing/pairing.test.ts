import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { begin, expectAccessible } from '../../test/kit';
import type { PairingState } from '../bridge';
import { router, toasts } from '../kit';
import { home } from '../session/home.svelte';
import { t } from '../texts/index.svelte';
import App from '../window/App.svelte';

const PICTURES = ['anchor', 'apple', 'bell', 'boat', 'candle', 'kite', 'umbrella'];
const SAM = { name: 'Sam', initial: 'S', since: '2026-11-22', upToDate: null, waiting: false };
const button = (key: string): Promise<HTMLElement> => screen.findByRole('button', { name: t(key) });

async function open(options: Parameters<typeof begin>[0] = {}, path = 'us/partner') {
  const engine = await begin({ name: 'Jo', ...options }, path);
  const { unmount } = render(App);
  await screen.findByRole('heading', { level: 1 });
  return { engine, unmount, user: userEvent.setup() };
}

describe('meeting in the same room', () => {
  it.each(['light', 'dark'] as const)('is one press, seven pictures, one press (%s)', async (theme) => {
    const { engine, user } = await open({ settings: { theme } });
    await expectAccessible();
    await user.click(await button('partner-connect'));
    expect(await screen.findByText(t('partner-searching'))).toBeInTheDocument();
    await expectAccessible();

    engine.setPairing({ stage: 'comparing', pictures: PICTURES, confirmedByMe: false });
    const heading = await screen.findByRole('heading', { level: 1, name: t('partner-compare-title') });
    await waitFor(() => expect(heading).toHaveFocus());
    const words = screen.getAllByRole('listitem').filter((item) => item.querySelector('.picture')).map((item) => item.querySelector('.word')?.textContent);
    expect(words).toEqual(PICTURES.map((id) => t(`picture-${id}`)));
    await expectAccessible();

    await user.click(await button('partner-compare-same'));
    expect(await screen.findByText(t('partner-compare-waiting'))).toBeInTheDocument();
    expect(engine.callsOf('confirmPictures')).toHaveLength(1);

    engine.setPairing({ stage: 'paired', partner: SAM });
    await screen.findByRole('heading', { level: 1, name: t('partner-met-title', { partner: 'Sam' }) });
    expect(screen.getByText(t('partner-met-lead'))).toBeInTheDocument();
    expect(home.partner?.name).toBe('Sam');
    await expectAccessible();
  });

  it('ends when the screen is left, and not before', async () => {
    const { engine, user } = await open();
    await user.click(await button('partner-connect'));
    await screen.findByText(t('partner-searching'));
    expect(engine.callsOf('cancelPairing')).toEqual([]);
    router.go('today');
    await waitFor(() => expect(engine.callsOf('cancelPairing')).toHaveLength(1));
  });

  it('ends when the screen is locked', async () => {
    const { engine, user } = await open();
    await user.click(await button('partner-connect'));
    await screen.findByText(t('partner-searching'));
    await user.keyboard('{Control>}l{/Control}');
    await waitFor(() => expect(engine.callsOf('cancelPairing')).toHaveLength(1));
  });

  it('stops at once when the pictures differ, and says what that means', async () => {
    const { engine, user } = await open({ pairing: { stage: 'comparing', pictures: PICTURES, confirmedByMe: false } });
    await user.click(await button('partner-compare-differ'));
    expect(await screen.findByText(t('error-pictures-differ'))).toBeInTheDocument();
    expect(engine.callsOf('refusePictures')).toHaveLength(1);
    await user.click(await button('partner-again'));
    expect(await button('partner-connect')).toBeInTheDocument();
  });
});

describe('meeting from different homes', () => {
  it('makes an invite to copy or to save, which stays good when the screen is left', async () => {
    const { engine, user } = await open();
    await user.click(await button('partner-make-invite'));
    const line = await screen.findByLabelText(t('partner-invite-line'));
    expect((line as HTMLTextAreaElement).value).toMatch(/^lamplight1/);
    const writeText = vi.spyOn(navigator.clipboard, 'writeText');
    await user.click(await button('partner-copy'));
    expect(writeText).toHaveBeenCalledWith((line as HTMLTextAreaElement).value);
    await waitFor(() => expect(engine.callsOf('forgetCopy')).toEqual([[(line as HTMLTextAreaElement).value]]));
    await user.click(await button('partner-save-file'));
    await waitFor(() => expect(toasts.list.map(({ text }) => text)).toContain(t('partner-saved')));
    await expectAccessible();
    router.go('today');
    await waitFor(() => expect(screen.queryByLabelText(t('partner-invite-line'))).toBeNull());
    expect(engine.callsOf('cancelPairing')).toEqual([]);
  });

  it('takes a pasted invite with Enter', async () => {
    const { engine, user } = await open({}, 'us/partner/invited');
    const line = await screen.findByLabelText(t('partner-paste'));
    await waitFor(() => expect(line).toHaveFocus());
    await user.paste('  lamplight1qqq  ');
    await user.keyboard('{Enter}');
    await screen.findByRole('heading', { level: 1, name: t('partner-compare-title') });
    expect(engine.callsOf('acceptInvite')).toEqual([['lamplight1qqq']]);
  });

  it.each(['inviteMalformed', 'inviteExpired', 'inviteSpent', 'inviteOwn', 'madeByNewer'] as const)('says beside the field what is wrong with it: %s', async (code) => {
    const { engine, user } = await open();
    engine.refuseNext('acceptInvite', { code });
    const line = await screen.findByLabelText(t('partner-paste'));
    await user.type(line, 'lamplight1x{Enter}');
    await waitFor(() => expect(line).toBeInvalid());
    expect(line).toHaveAccessibleDescription(t(`error-${code.replace(/[A-Z]/g, (l) => `-${l.toLowerCase()}`)}`));
  });

  it('names the folder of the invite, where this computer has none yet', async () => {
    await open({ pairing: { stage: 'connecting', folder: 'Für uns beide' } });
    expect(screen.getByText(t('partner-folder-hint', { folder: 'Für uns beide' }))).toBeInTheDocument();
    await expectAccessible();
    await userEvent.click(await button('partner-folder-choose'));
    await screen.findByRole('button', { name: t('mailbox-choose') });
  });

  it('says nothing of a folder where the invite names none', async () => {
    await open({ pairing: { stage: 'connecting', folder: null } });
    expect(screen.getByText(t('partner-connecting'))).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: t('partner-folder-choose') })).toBeNull();
  });

  it('opens a file; a closed picker changes nothing', async () => {
    const { engine, user } = await open();
    engine.answer('openInviteFile', null);
    await user.click(await button('partner-open-file'));
    expect(await button('partner-connect')).toBeInTheDocument();
    await user.click(await button('partner-open-file'));
    await screen.findByRole('heading', { level: 1, name: t('partner-compare-title') });
  });

  it('tells whoever is elsewhere in the window that the other computer has answered, once', async () => {
    const { engine } = await open({}, 'settings');
    const comparing: PairingState = { stage: 'comparing', pictures: PICTURES, confirmedByMe: false };
    engine.setPairing(comparing);
    await waitFor(() => expect(toasts.list).toHaveLength(1));
    const asked = engine.callsOf('getPairing').length;
    engine.setPairing(comparing);
    await waitFor(() => expect(engine.callsOf('getPairing').length).toBeGreaterThan(asked));
    await new Promise((done) => setTimeout(done, 20));
    expect(toasts.list.map(({ text }) => text)).toEqual([t('partner-answered')]);
    void toasts.list[0]!.action!.run();
    await screen.findByRole('heading', { level: 1, name: t('partner-compare-title') });
  });
});

describe('connected for a while', () => {
  it('says with whom, since when, and up to which day; never a time', async () => {
    const { engine } = await open({ partner: 'Aleksandra-Maria', now: new Date('2026-11-22T21:37:00Z') });
    expect(await screen.findByText('Aleksandra-Maria')).toBeInTheDocument();
    expect(screen.getByRole('main')).toHaveTextContent(/2026/);
    expect(screen.getByRole('main')).not.toHaveTextContent(/\d:\d\d/);
    expect(engine.callsOf('cancelPairing')).toEqual([]);
    await expectAccessible();
  });
});
