import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { begin, expectAccessible } from '../../test/kit';
import { router } from '../kit';
import { t } from '../texts/index.svelte';
import App from '../window/App.svelte';

async function open(path: string, options: Parameters<typeof begin>[0] = {}) {
  const engine = await begin({ name: 'Jo', ...options }, path);
  render(App);
  await screen.findByRole('heading', { level: 1 });
  return { engine, user: userEvent.setup() };
}

describe.each(['light', 'dark'] as const)('Small promises (%s)', (theme) => {
  it('are made by a day, in my words, and only mine can be closed', async () => {
    const { engine, user } = await open('us/promises', { settings: { theme }, partner: 'Sam' });
    engine.forTwo.promises = [{ id: '1'.repeat(32), mine: false, text: 'Home by six', day: '2099-05-08' }];
    expect(await screen.findByText(t('promise-empty'))).toBeInTheDocument();
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: t('promises-make') }));
    const dialog = await screen.findByRole('dialog', { name: t('promise-title') });
    await user.click(within(dialog).getByRole('button', { name: t('promise-keep') }));
    expect(within(dialog).getByLabelText(t('promise-what'))).toBeInvalid();
    expect(within(dialog).getByLabelText(t('promise-by'))).toBeInvalid();
    expect(dialog).toHaveTextContent(t('promises-seen', { name: 'Sam' }));
    await expectAccessible();
    await user.type(within(dialog).getByLabelText(t('promise-what')), 'Ring the bank');
    await user.type(within(dialog).getByLabelText(t('promise-by')), '2099-05-07');
    await user.click(within(dialog).getByRole('button', { name: t('promise-keep') }));
    await screen.findByText('Ring the bank');
    expect(engine.callsOf('makePromise')).toEqual([['Ring the bank', '2099-05-07', true]]);
    const rows = within(screen.getByRole('main')).getAllByRole('listitem');
    expect(rows).toHaveLength(2);
    const theirs = rows.find((row) => row.textContent.includes('Home by six'))!;
    expect(within(theirs).queryByRole('button')).toBeNull();
    await expectAccessible();

    await user.click(screen.getByRole('button', { name: `${t('promise-another-day')}: Ring the bank` }));
    const another = await screen.findByRole('dialog', { name: t('promise-another-day') });
    await expectAccessible();
    await user.clear(within(another).getByLabelText(t('promise-by')));
    await user.click(within(another).getByRole('button', { name: t('promise-another-day.keep') }));
    expect(within(another).getByLabelText(t('promise-by'))).toBeInvalid();
    await user.type(within(another).getByLabelText(t('promise-by')), '2099-05-14');
    await user.click(within(another).getByRole('button', { name: t('promise-another-day.keep') }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(engine.callsOf('movePromise')).toEqual([[engine.forTwo.promises[1]!.id, '2099-05-14']]);
    await user.click(screen.getByRole('button', { name: `${t('promise-let-go')}: Ring the bank` }));
    await waitFor(() => expect(screen.queryByText('Ring the bank')).toBeNull());
    await user.click(screen.getByRole('button', { name: t('kit-undo') }));
    expect(await screen.findByText('Ring the bank')).toBeInTheDocument();
  });
});

describe('Small promises', () => {
  it('are made to someone: alone there is nothing to make', async () => {
    await open('us/promises/new');
    expect(await screen.findByText(t('promises-alone'))).toBeInTheDocument();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.queryByRole('button', { name: t('promises-make') })).toBeNull();
  });
});

describe.each(['light', 'dark'] as const)('A pause (%s)', (theme) => {
  it('tells the other one only when I press, and offers to go on without asking anything', async () => {
    const { engine, user } = await open('us/pause', { settings: { theme }, partner: 'Sam' });
    expect(screen.getByText(t('pause-mine.told-alone'))).toBeInTheDocument();
    const tell = await screen.findByRole('button', { name: t('pause-tell', { name: 'Sam' }) });
    expect(engine.callsOf('pressCalm')).toEqual([]);
    await expectAccessible();
    await user.click(tell);
    expect(await screen.findByText(t('pause-mine.told', { name: 'Sam', me: 'Jo' }), { selector: 'header *' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: t('pause-back.hour') }));
    const taken = await screen.findByRole('switch', { name: t('pause-offer.yes') });
    expect(engine.callsOf('offerBack')).toEqual([[60]]);
    await expectAccessible();
    await user.click(taken);
    expect(engine.callsOf('wantBack')).toMatchObject([[expect.any(String), true]]);
    // Put off once, and no more.
    await user.click(screen.getByText(t('pause-now.later')));
    await user.click(screen.getByRole('button', { name: t('pause-back.tomorrow') }));
    await waitFor(() => expect(screen.queryByText(t('pause-now.later'))).toBeNull());
    await user.click(screen.getByRole('button', { name: t('pause-door.over') }));
    await waitFor(() => expect(router.path).toEqual(['today']));
    expect(engine.callsOf('endCalm')).toHaveLength(1);
  });

  it('alone is nobody’s business', async () => {
    const { engine, user } = await open('us/pause', { settings: { theme } });
    expect(screen.queryByRole('button', { name: /need a pause/ })).toBeNull();
    await user.click(screen.getByRole('button', { name: t('pause-door.over') }));
    await waitFor(() => expect(router.path).toEqual(['today']));
    expect(engine.calls.map(([name]) => name).filter((name) => /[cC]alm/.test(name))).toEqual([]);
  });
});

describe.each(['light', 'dark'] as const)('Today, for two (%s)', (theme) => {
  it('shows the other one’s pause on one card, and the offer is mine to take', async () => {
    const { engine, user } = await open('today', { settings: { theme }, partner: 'Sam' });
    await screen.findByText(t('today-line'));
    engine.forTwo.partnerPauses();
    const card = await screen.findByRole('region', { name: t('pause-theirs', { name: 'Sam' }) });
    await expectAccessible();
    await user.click(within(card).getByRole('button', { name: t('pause-offer.yes') }));
    await waitFor(() => expect(within(card).getByRole('status')).toHaveTextContent(/Only you know/));
    await user.click(within(card).getByRole('button', { name: t('pause-offer.away') }));
    await waitFor(() => expect(screen.queryByText(t('pause-theirs', { name: 'Sam' }))).toBeNull());
    engine.forTwo.calms = { mine: null, theirs: null, due: 'c2'.padStart(32, '0') };
    engine.tell({ kind: 'calmChanged' });
    const now = await screen.findByRole('region', { name: t('pause-now') });
    await expectAccessible();
    await user.click(within(now).getByRole('button', { name: t('pause-now.leave') }));
    await waitFor(() => expect(screen.queryByText(t('pause-now'))).toBeNull());
  });

  it('brings one thing forward, and takes not now for an answer', async () => {
    const { engine, user } = await open('today', { settings: { theme }, partner: 'Sam' });
    await screen.findByText(t('today-line'));
    const gift = { id: '3'.repeat(32), sort: 'gift', whose: 'partner', title: 'A red kite', text: '', ours: false } as const;
    const date = { id: '4'.repeat(32), title: 'Birthday', month: 5, day: 9, year: null, leapDay: 'feb28', next: '2026-05-09', inDays: 3, ours: false } as const;
    const promise = { id: '5'.repeat(32), mine: true, text: 'Ring the bank', day: '2026-05-06' };
    const line = { id: '6'.repeat(32), talk: 'good-news', stage: 'asked' } as const;
    const all = [
      { forward: { kind: 'inStep', key: 'i', line } as const, said: new RegExp(`${t('talk-good-news')}.*${t('talks-in-step-asked', { name: 'Sam' })}`, 's'), to: ['us', 'talks', 'good-news'] },
      { forward: { kind: 'promise', key: 'p', promise } as const, said: /Ring the bank/, to: ['us', 'promises'] },
      { forward: { kind: 'gift', key: 'g', date, note: gift } as const, said: /Birthday is in 3 days.*A red kite/s, to: ['us'] },
      { forward: { kind: 'suggested', key: 's', talk: 'weekly-talk' } as const, said: new RegExp(t('talk-weekly-talk')), to: ['us', 'talks', 'weekly-talk'] },
    ];
    for (const { forward, said, to } of all) {
      router.go('today');
      engine.forTwo.forward = forward;
      engine.tell({ kind: 'promiseChanged', id: '' });
      const look = await waitFor(() => {
        const found = screen.getByRole('button', { name: t('today-forward-look') });
        expect(found.closest('section')).toHaveTextContent(said);
        return found;
      });
      await expectAccessible();
      await user.click(look);
      await waitFor(() => expect(router.path).toEqual(to));
    }
    router.go('today');
    const look = await screen.findByRole('button', { name: t('today-forward-look') });
    await user.click(within(look.closest('section')!).getByRole('button', { name: t('today-card-not-now') }));
    await waitFor(() => expect(screen.queryByRole('button', { name: t('today-forward-look') })).toBeNull());
    expect(engine.callsOf('sayNotNow')).toEqual([['s']]);
  });
});
